package document

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"rijksgraaf/model"
)

// maxColumns is how many columns of a table are read; a table that says that it has more is
// not one that a person made.
const maxColumns = 200

// gridRow is a row of a table before it is written.
type gridRow struct {
	header bool
	class  []string
	cells  []gridCell
}

type gridCell struct {
	element         *element
	column, columns int
	line            *inked
}

// table takes in a table: as one where it has rows of words, as running text where it only
// places things on a page.
func (m *markup) table(e *element, s style) {
	if m.cell > 0 || m.placesThings(e) {
		m.block(e, s)
		return
	}
	m.flush()
	t := &Table{Block: -1}
	m.titleOf(e, t, s)
	rows := m.grid(e)
	for i := range rows {
		m.inkCells(&rows[i], s)
	}
	m.titleAbove(t, &rows)
	steps := indents(rows)
	for i, r := range rows {
		m.writeRow(t, r, steps[i])
	}
	if len(t.Rows) > 0 {
		t.Span = model.Span{Start: t.Rows[0].Span.Start, End: t.Rows[len(t.Rows)-1].Span.End}
		m.tables = append(m.tables, t)
	}
}

// placesThings says whether a table has a table, a heading or an article in a cell, or one
// cell a row: then it is no table but a way to place things.
func (m *markup) placesThings(e *element) bool {
	if r, _ := e.attribute("role"); r == "presentation" || r == "none" {
		return true
	}
	found, cells, rows := false, 0, 0
	for _, c := range e.children {
		c.each(func(x *element) bool {
			switch roleOf(m.roles, x).name {
			case "table", "heading", "title":
				found = true
			case "cell", "headcell":
				cells++
			case "row":
				rows++
			}
			return !found
		})
	}
	return found || cells <= rows
}

// titleOf writes a table's own title.
func (m *markup) titleOf(e *element, t *Table, s style) {
	for _, c := range e.children {
		c.each(func(x *element) bool {
			switch roleOf(m.roles, x).name {
			case "caption":
				before := len(m.marks)
				m.framed(x, s, frame{kind: markCaption})
				if t.Title == "" && len(m.marks) > before {
					t.TitleSpan = m.marks[len(m.marks)-1].span
				}
				return false
			case "row":
				return false
			}
			return true
		})
	}
	t.Title = folded(m.out[t.TitleSpan.Start:t.TitleSpan.End])
}

// titleAbove finds the title of a table that has none of its own: its first row, when that
// is one cell before others, or the block before it, when it has the form of one.
func (m *markup) titleAbove(t *Table, rows *[]gridRow) {
	if t.Title != "" {
		return
	}
	if r := *rows; len(r) > 1 && len(r[0].cells) == 1 && r[0].cells[0].column == 0 && r[0].cells[0].columns > 1 && r[0].cells[0].line.visible > 0 {
		m.frames = append(m.frames, &frame{kind: markCaption, mark: -1})
		m.write([]*inked{r[0].cells[0].line})
		m.frames = m.frames[:len(m.frames)-1]
		*rows = r[1:]
	}
	if len(m.marks) == 0 {
		return
	}
	last := m.marks[len(m.marks)-1]
	words := folded(m.out[last.span.Start:last.span.End])
	if last.kind == markCaption || last.kind != markRow && headingForm(words) == "table" {
		t.Title, t.TitleSpan = words, last.span
	}
}

// grid lists a table's rows with each cell in its column.
func (m *markup) grid(table *element) []gridRow {
	var rows []gridRow
	names := columnNames(table)
	taken := make([]int, maxColumns) // how many rows below a cell still reaches, by column
	var walk func(e *element, head bool)
	walk = func(e *element, head bool) {
		for _, c := range e.children {
			switch roleOf(m.roles, c).name {
			case "skip", "caption":
			case "head":
				walk(c, true)
			case "row":
				if notes := m.onlyNotes(c); len(notes) > 0 {
					m.notes = append(m.notes, notes...)
					continue
				}
				rows = append(rows, m.gridRow(c, head, names, taken))
			default:
				walk(c, head)
			}
		}
	}
	walk(table, false)
	return rows
}

// onlyNotes lists the notes in a row that holds nothing else, as at the foot of a table.
func (m *markup) onlyNotes(row *element) []*element {
	var notes []*element
	words := false
	row.each(func(e *element) bool {
		switch {
		case e.name == "":
			words = words || strings.TrimSpace(e.words) != ""
		case isSkipped(m.roles, e):
			return false
		case roleOf(m.roles, e).name == "note":
			notes = append(notes, e)
			return false
		}
		return !words
	})
	if words {
		return nil
	}
	return notes
}

func (m *markup) gridRow(e *element, head bool, names map[string]int, taken []int) gridRow {
	r := gridRow{header: head, class: e.classes()}
	above := slices.Clone(taken)
	for i := range taken {
		taken[i] = max(0, taken[i]-1)
	}
	at, heads := 0, 0
	for _, c := range e.children {
		kind := roleOf(m.roles, c).name
		if kind != "cell" && kind != "headcell" {
			continue
		}
		if kind == "headcell" {
			heads++
		}
		for at < maxColumns && above[at] > 0 {
			at++
		}
		column, columns := place(c, at, names)
		if column >= maxColumns {
			break
		}
		columns = min(columns, maxColumns-column)
		for i := column; i < column+columns; i++ {
			taken[i] = max(taken[i], rowsBelow(c))
		}
		r.cells = append(r.cells, gridCell{element: c, column: column, columns: columns})
		at = column + columns
	}
	r.header = r.header || heads > 0 && heads == len(r.cells)
	return r
}

// place gives the column of a cell and how many it covers: the next free one, or the one
// that the cell names.
func place(c *element, at int, names map[string]int) (column, columns int) {
	column, columns = at, 1
	if n := whole(c, "colspan"); n > 1 {
		columns = n
	}
	name := func(a string) (int, bool) {
		v, _ := c.attribute(a)
		n, ok := names[v]
		return n, ok
	}
	if n, ok := name("colname"); ok && n >= at {
		column = n
	}
	if first, ok := name("namest"); ok && first >= at {
		column = first
		if last, ok := name("nameend"); ok && last > first {
			columns = last - first + 1
		}
	}
	return column, columns
}

func rowsBelow(c *element) int {
	if n := whole(c, "morerows"); n > 0 {
		return n
	}
	return max(0, whole(c, "rowspan")-1)
}

// whole gives an attribute that is a whole number, up to 1000; 0 for any other.
func whole(e *element, name string) int {
	v, _ := e.attribute(name)
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, 1000)
}

// columnNames gives the columns of a CALS table by their names.
func columnNames(table *element) map[string]int {
	out, n := map[string]int{}, 0
	table.each(func(e *element) bool {
		if e.name == "colspec" {
			if v := whole(e, "colnum"); v > 0 {
				n = v - 1
			}
			if name, ok := e.attribute("colname"); ok {
				out[name] = n
			}
			n++
		}
		return e.name != "row"
	})
	return out
}

// inkCells reads the words of a row's cells.
func (m *markup) inkCells(r *gridRow, s style) {
	for i := range r.cells {
		before := m.line
		m.line = &inked{}
		m.cell++
		m.children(r.cells[i].element, s)
		m.cell--
		r.cells[i].line, m.line = m.line, before
	}
}

// writeRow puts a row into the text as one line, its cells parted by tabs.
func (m *markup) writeRow(t *Table, r gridRow, indent int) {
	row := TableRow{Header: r.header, Indent: indent}
	last := -1
	for _, c := range r.cells {
		if c.line.visible == 0 {
			continue
		}
		if last < 0 {
			m.separate(markRow)
			row.Span.Start = len(m.out)
			row.Bold = !r.header && c.line.bold == c.line.visible
			last = c.column
		}
		m.put(strings.Repeat("\t", c.column-last))
		last = c.column
		span := m.putLine(c.line)
		row.Cells = append(row.Cells, Cell{Span: m.withoutLastRef(span), Text: c.line.cellText(), Column: c.column, Columns: c.columns})
	}
	if len(row.Cells) == 0 {
		return
	}
	row.Span.End = len(m.out)
	m.marks = append(m.marks, mark{span: row.Span, kind: markRow, whole: true})
	t.Rows = append(t.Rows, row)
}

// withoutLastRef shortens a span by the reference to a note that ends it.
func (m *markup) withoutLastRef(s model.Span) model.Span {
	if n := len(m.refs); n > 0 && m.refs[n-1].span.End == s.End && m.refs[n-1].span.Start > s.Start {
		s.End = m.refs[n-1].span.Start
		for s.End > s.Start && unicode.IsSpace(m.out[s.End-1]) {
			s.End--
		}
	}
	return s
}

// cellText is the words of a cell without references to notes.
func (l *inked) cellText() string {
	text := slices.Clone(l.text)
	for i := len(l.refs) - 1; i >= 0; i-- {
		text = slices.Delete(text, l.refs[i].Start, l.refs[i].End)
	}
	return folded(text)
}

func folded(text []rune) string { return strings.Join(strings.Fields(string(text)), " ") }

var (
	indentClass = regexp.MustCompile(`(?i)^(?:inspring(?:ing)?|indent|niveau|level|lvl|sub)[-_]?(\d)$`)
	indentStyle = regexp.MustCompile(`(?i)(?:padding-left|margin-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)\s*(px|pt|em|rem|%)?`)
	leadingDash = regexp.MustCompile(`^[-–—•]\s`)
)

// indents gives for each row how far its first words stand in, in steps: the different
// measures of the table in their order.
func indents(rows []gridRow) []int {
	measures := make([]float64, len(rows))
	var known []float64
	for i, r := range rows {
		if measures[i] = indentOf(r); !r.header && measures[i] >= 0 {
			known = append(known, measures[i])
		}
	}
	sort.Float64s(known)
	known = slices.Compact(known)
	out := make([]int, len(rows))
	for i, r := range rows {
		if !r.header && measures[i] >= 0 {
			out[i] = slices.Index(known, measures[i])
		}
	}
	return out
}

// indentOf measures in pixels how far a row's first cell stands in: by its class, its
// style, the spaces before its words, a dash before them. -1 for a row whose first column
// has no words.
func indentOf(r gridRow) float64 {
	if len(r.cells) == 0 || r.cells[0].line.visible == 0 || r.cells[0].column != 0 {
		return -1
	}
	first := r.cells[0]
	n := float64(4 * first.line.indent)
	for _, class := range r.class {
		n += classIndent(class)
	}
	first.element.each(func(e *element) bool {
		for _, class := range e.classes() {
			n += classIndent(class)
		}
		css, _ := e.attribute("style")
		if m := indentStyle.FindStringSubmatch(css); m != nil {
			v, _ := strconv.ParseFloat(m[1], 64)
			if m[2] == "em" || m[2] == "rem" {
				v *= 16
			}
			n += v
		}
		return true
	})
	if leadingDash.MatchString(first.line.string()) {
		n += 1
	}
	return n
}

func classIndent(class string) float64 {
	if m := indentClass.FindStringSubmatch(class); m != nil {
		return 16 * float64(m[1][0]-'0')
	}
	return 0
}
