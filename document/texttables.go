package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/model"
)

// A table of plain text has no marks: it is lines whose cells stand apart by tabs or wide
// gaps. findTextTables says which lines make one, before the clean text is built, so that
// its headings of columns and its rows without figures are rows too and no prose.

// lineRange is lines [first,last) of the text.
type lineRange struct{ first, last int }

// findTextTables gives the tables of lines that no format marked, and makes rows of all
// their lines.
func findTextTables(lines []line) []lineRange {
	var out []lineRange
	for i := 0; i < len(lines); i++ {
		titled := lines[i].kind == "table" && lines[i].mark == nil
		if titled {
			i = looseRows(lines, i)
		}
		if !isTextRow(lines[i]) {
			continue
		}
		t := lineRange{first: headOf(lines, i), last: tailOf(lines, i)}
		if figures(lines[t.first:t.last]) < 2 {
			continue
		}
		for k := t.first; k < t.last; k++ {
			if kind := lines[k].kind; kind != "blank" && kind != "furniture" {
				lines[k].kind, lines[k].marker, lines[k].form, lines[k].groups = "row", 0, nil, nil
			}
		}
		out = append(out, t)
		i = t.last - 1
	}
	return out
}

func isTextRow(l line) bool { return l.kind == "row" && l.mark == nil }

// figures counts the rows that hold a figure that is no year.
func figures(lines []line) int {
	n := 0
	for _, l := range lines {
		if l.kind == "row" && !headerRow.MatchString(l.text) {
			n++
		}
	}
	return n
}

// The widest that a table's line without figures may be, in bytes, and how many lines of
// headings are looked for above the first row.
const (
	maxTextCell  = 110
	maxHeadLines = 6
)

// mayBelong says whether a line that has no figures may stand in a table: short, and no
// sentence.
func mayBelong(l line) bool {
	if l.mark != nil || len(l.text) > maxTextCell && cellsOf(l.text) == nil {
		return false
	}
	switch l.kind {
	case "", "item":
		return !strings.HasSuffix(l.text, ".") && !strings.HasSuffix(l.text, ";") || endsWithShortForm(l.text)
	case "row":
		return true
	}
	return false
}

// endsWithShortForm says whether a line's full stop is that of "incl." or "mln.".
func endsWithShortForm(text string) bool {
	words := strings.Fields(text)
	return len(words[len(words)-1]) <= 6 && len(words) < 6
}

// headOf gives the first line of the table whose first row with figures is line i: the
// lines under its title, or those right above it that have cells.
func headOf(lines []line, i int) int {
	first, blanks := i, 0
	for j := i - 1; j >= 0 && i-j <= maxHeadLines; j-- {
		switch l := lines[j]; {
		case l.kind == "table":
			return first
		case l.kind == "blank":
			if blanks++; blanks > 1 {
				return columnsAbove(lines, i)
			}
		case mayBelong(l):
			first = j
		default:
			return columnsAbove(lines, i)
		}
	}
	return columnsAbove(lines, i)
}

// columnsAbove gives the first of the lines right above line i that have cells.
func columnsAbove(lines []line, i int) int {
	for i > 0 && mayBelong(lines[i-1]) && len(cellsOf(lines[i-1].text)) > 1 {
		i--
	}
	return i
}

// tailOf gives the line after the last of the table that line i is a row of. A table goes
// on over blank lines, over a page's end and over up to three lines without figures, where
// a row follows.
func tailOf(lines []line, i int) int {
	end, texts, blanks, most := i+1, 0, 0, 2
	for j := i + 1; j < len(lines) && blanks <= most; j++ {
		switch l := lines[j]; {
		case isTextRow(l):
			end, texts, blanks, most = j+1, 0, 0, 2
		case l.kind == "blank":
			blanks++
		case l.kind == "furniture":
			most = 5 // a page ends here
		case mayBelong(l) && texts < 3 && blanks < most:
			texts++
		default:
			return end
		}
	}
	return end
}

// looseRow is a line that ends in figures parted by single spaces.
var looseRow = regexp.MustCompile(`^\S.*?((?:\s(?:[-–−(]?\d{1,3}(?:\.\d{3})*(?:,\d+)?\)?|[-–]|(?:19|20)\d{2})){2,})$`)

// looseRows makes rows of the lines under the title at line i that end in two figures or
// more, though only single spaces part them, and gives the index of the first of them; i
// when there is none.
func looseRows(lines []line, i int) int {
	first, limit := i, 4
	for j := i + 1; j < len(lines) && limit > 0; j++ {
		switch l := &lines[j]; {
		case isTextRow(*l):
			if first == i {
				return j - 1
			}
		case l.mark == nil && (l.kind == "" || l.kind == "item") && looseRow.MatchString(l.text) && !hasGap(l.text):
			l.kind, l.loose = "row", true
			if first == i {
				first = j
			}
			limit = 4
		default:
			limit--
		}
	}
	return first
}

func hasGap(text string) bool { return strings.Contains(text, "\t") || strings.Contains(text, "  ") }

// addTextTables builds the tables found among the lines.
func (d *Document) addTextTables(lines []line, found []lineRange) {
	for _, r := range found {
		b := textTable{raw: d.raw, t: &Table{Block: -1}}
		for _, l := range lines[r.first:r.last] {
			if l.kind == "row" {
				b.add(l)
			}
		}
		b.columns()
		b.indents()
		b.joinWrapped()
		rows := b.t.Rows
		b.t.Span = model.Span{Start: rows[0].Span.Start, End: rows[len(rows)-1].Span.End}
		d.Tables = append(d.Tables, b.t)
	}
	slices.SortStableFunc(d.Tables, func(a, b *Table) int { return a.Span.Start - b.Span.Start })
}

// textTable is a table of plain text while it is being built.
type textTable struct {
	raw []rune
	t   *Table
	// at[i] are the places of row i's cells on their line, in code points from its start.
	at [][]model.Span
	// tabs[i] are the numbers of tabs before row i's cells; nil for a row without tabs.
	tabs  [][]int
	start []int // where each row's words begin on their line
	loose bool  // figures are parted by single spaces: their places say nothing
}

// add takes a line's cells.
func (b *textTable) add(l line) {
	row := TableRow{Span: l.span}
	b.loose = b.loose || l.loose
	origin := l.span.Start - l.indent
	var at []model.Span
	var tabs []int
	n, hasTab := 0, false
	for k := origin; k < l.span.Start; k++ {
		if b.raw[k] == '\t' {
			n, hasTab = n+1, true
		}
	}
	for k := l.span.Start; k < l.span.End; {
		end := b.cellEnd(k, l)
		span := model.Span{Start: k, End: end}
		row.Cells = append(row.Cells, Cell{Span: span, Text: foldSpace(string(b.raw[k:end])), Columns: 1})
		at = append(at, model.Span{Start: k - origin, End: end - origin})
		tabs = append(tabs, n)
		for k = end; k < l.span.End && unicode.IsSpace(b.raw[k]); k++ {
			if b.raw[k] == '\t' {
				n, hasTab = n+1, true
			}
		}
	}
	if !hasTab {
		tabs = nil
	}
	b.t.Rows = append(b.t.Rows, row)
	b.at, b.tabs, b.start = append(b.at, at), append(b.tabs, tabs), append(b.start, l.indent)
}

// cellEnd gives the end of the cell that begins at k: before a tab or two spaces; in a
// loose row also before a figure among its last ones, in a row of headings without gaps
// after a year.
func (b *textTable) cellEnd(k int, l line) int {
	figures := l.span.End
	if l.loose {
		text := string(b.raw[l.span.Start:l.span.End])
		if tail := looseRow.FindStringSubmatch(text); tail != nil { // nil where hidden signs stand among the figures
			figures = l.span.End - len([]rune(tail[1]))
		}
	}
	years := !l.loose && !hasGap(l.text) && len(yearsIn.FindAllString(l.text, 3)) > 1
	for i := k; i < l.span.End; i++ {
		if !unicode.IsSpace(b.raw[i]) {
			continue
		}
		if years && i >= k+4 && yearCell.MatchString(string(b.raw[i-4:i])) {
			return i // "Realisatie 2021 Realisatie 2022" is two headings
		}
		if b.raw[i] == '\t' || i+1 < l.span.End && unicode.IsSpace(b.raw[i+1]) || l.loose && i >= figures {
			return i
		}
	}
	return l.span.End
}

func foldSpace(s string) string {
	return strings.Join(strings.Fields(strings.Map(withoutHidden, s)), " ")
}

// isFigure says whether a cell holds a figure or what stands in place of one, and no year.
func isFigure(text string) bool { return isValue(text) && !yearCell.MatchString(text) }

var yearsIn = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)

var yearCell = regexp.MustCompile(`^(?:19|20)\d{2}$`)

// hasFigures says whether a row has a figure beside its first words.
func (r *TableRow) hasFigures() bool {
	return slices.ContainsFunc(r.Cells[min(1, len(r.Cells)):], func(c Cell) bool { return isFigure(c.Text) }) ||
		len(r.Cells) == 1 && isFigure(r.Cells[0].Text)
}

// joinWrapped puts a label that goes on over two lines together: that of a row without
// figures, when the next row's label begins with a small letter; or the next line's words
// in small letters, when they have no figures.
func (b *textTable) joinWrapped() {
	var out []TableRow
	for _, row := range b.t.Rows {
		n := len(out)
		if n == 0 || len(row.Cells) == 0 || !labelGoesOn(row.Cells[0]) {
			out = append(out, row)
			continue
		}
		before := &out[n-1]
		switch label := &row.Cells[0]; {
		case len(before.Cells) == 1 && before.Cells[0].Column == 0 && row.hasFigures():
			label.Span.Start, label.Text = before.Cells[0].Span.Start, before.Cells[0].Text+" "+label.Text
			row.Span.Start, row.Indent = before.Span.Start, before.Indent
			*before = row
		case len(row.Cells) == 1 && before.hasFigures() && before.Cells[0].Column == 0:
			// The words stand apart; the cell's span stays that of the first of them.
			before.Cells[0].Text += " " + label.Text
			before.Span.End = row.Span.End
		default:
			out = append(out, row)
		}
	}
	b.t.Rows = out
}

// labelGoesOn says whether a label begins as the middle of a phrase does.
func labelGoesOn(c Cell) bool {
	r := []rune(c.Text)[0]
	return c.Column == 0 && unicode.IsLower(r) && !strings.HasPrefix(c.Text, "waarvan") && !strings.HasPrefix(c.Text, "w.v.")
}

// indents turns the places where the rows with figures begin into steps.
func (b *textTable) indents() {
	var places []int
	for i, row := range b.t.Rows {
		if len(row.Cells) > 0 && row.Cells[0].Column == 0 && b.tabs[i] == nil {
			places = append(places, b.start[i])
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	for i := range b.t.Rows {
		if b.tabs[i] == nil {
			at, _ := slices.BinarySearch(places, b.start[i])
			b.t.Rows[i].Indent = min(at, len(places)-1)
		}
	}
}

// titleTables gives the tables that have no title the words above them that name them:
// headings of tables, a heading without a form of its own, and a line that says nothing
// but the unit.
func (d *Document) titleTables() {
	for _, t := range d.Tables {
		if t.Title == "" && t.Block > 0 {
			d.findTitle(t)
		}
	}
}

// findTitle takes up to three blocks right above a table's first row as its title.
func (d *Document) findTitle(t *Table) {
	first := t.Block
	for first > 0 && t.Block-first < 3 && d.Blocks[first-1].HeadingKind == "table" {
		first--
	}
	if first == t.Block && d.Blocks[first-1].HeadingKind == "heading" {
		first--
	}
	if first == t.Block {
		return
	}
	t.TitleSpan = model.Span{Start: d.Map.Raw(d.Blocks[first].Span).Start, End: d.Map.Raw(d.Blocks[t.Block-1].Span).End}
	t.Title = foldSpace(d.Raw(t.TitleSpan))
}
