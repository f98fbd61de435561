package document

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// figure is what a cell of numbers holds.
var figure = regexp.MustCompile(`^(?:[€$]\s?)?[-–—+±(]?\s?(?:€\s?)?\d{1,3}(?:[.  ]?\d{3})*(?:,\d+)?\)?\s?(?:%|pm|p\.m\.)?(?:\s?(?:mln|mld|miljoen|miljard)\.?)?[\d*)]{0,2}$`)

// isFigure says whether the words of a cell are a number, or what stands for none.
func isFigureText(s string) bool {
	if s == "" || len(s) > 24 {
		return false
	}
	switch s {
	case "-", "–", "—", "p.m.", "pm", "PM", "n.v.t.", "nvt", "n.b.", ".", "..", "x":
		return true
	}
	return strings.ContainsAny(s, "0123456789") && figure.MatchString(s)
}

var year = regexp.MustCompile(`^(?:(?:19|20)\d{2}(?:\s?[-–/]\s?\d{2,4})?(?:\s?e\.v\.)?|t[+-]\d|\(\d{1,2}\)|\(\d\)\s?[=+-].*)$`)

// pdfTable is rows that stand in columns, while the page is taken apart.
type pdfTable struct {
	rows    []pdfTableRow
	columns []pdfColumn
	// plain says that it is rows and no table: the marks of a graph, a table of contents.
	plain bool
}

type pdfColumn struct{ x0, x1 float32 }

type pdfTableRow struct {
	cells  []pdfCell
	x0     float32
	bold   bool
	header bool
	indent int
	base   float32
	size   float32
}

type pdfCell struct {
	parts          []pdfSegment // more than one where the words are broken over lines
	first, columns int
}

func (c *pdfCell) text() string {
	var parts []string
	for i := range c.parts {
		parts = append(parts, c.parts[i].text())
	}
	return strings.Join(parts, " ")
}

// tableAt gives the index after the rows of a table that begins at row i of a column; i
// where none does. A table begins and ends with rows of several segments, which have
// figures, and nothing but short lines in between.
func tableAt(rows []pdfRow, i int) int {
	start := i
	i += headLinesAbove(rows[i:])
	if end := bodyFrom(rows, i); end > i {
		return end
	}
	return start
}

// bodyFrom gives the index after the rows of a table whose first row of several segments is
// row i; i where it is none.
func bodyFrom(rows []pdfRow, i int) int {
	if len(rows[i].segments) < 2 && !isYears(&rows[i]) || isMargin(&rows[i]) {
		return i
	}
	end, figures, loose := i, 0, 0
	for j := i; j < len(rows); j++ {
		r := &rows[j]
		if j > i && r.base-rows[j-1].base > 3.2*max(r.size, rows[j-1].size) {
			break
		}
		if (len(r.segments) >= 2 || isYears(r)) && !isMargin(r) {
			n := figuresIn(r)
			if n == 0 && figures > 0 && proseLike(r) {
				break
			}
			figures += n
			loose, end = 0, j+1
			continue
		}
		if loose++; loose > 3 || j > i && isFullLine(r, rows[i:j]) || isFormLine(r.segments[0].text()) {
			break
		}
	}
	if end-i < 2 || figures < 2 || figures*3 < end-i {
		return i
	}
	for end < len(rows) && isLabelRest(&rows[end], &rows[end-1]) {
		end++
	}
	return end
}

// isYears says whether a row is nothing but years that stand close.
func isYears(r *pdfRow) bool {
	words := r.segments[0].words
	for i := range words {
		if !year.MatchString(words[i].text) {
			return false
		}
	}
	return len(r.segments) == 1 && len(words) > 1
}

// isLabelRest says whether a row is the rest of the label in the row before it.
func isLabelRest(r, before *pdfRow) bool {
	if len(r.segments) != 1 || r.base-before.base > 1.5*r.size || distance(r.x0-before.x0) > 12 || !startsWithSmall(r.segments[0].text()) {
		return false
	}
	return len(before.segments) < 2 || r.x1 < before.segments[1].x0
}

// marginal is what stands in front of a heading, an item or a note.
var marginal = regexp.MustCompile(`^(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]?|[a-zA-Z][.)]|[IVX]{1,5}\.?|[ivx]{1,5}[.)])$`)

// isMargin says whether a row is a line of text whose first segment is a mark: a list's,
// a note's or a heading's.
func isMargin(r *pdfRow) bool {
	first := r.segments[0].text()
	return len(r.segments) == 2 && !figureAfter(r) && (isBullet(first) || marginal.MatchString(first))
}

func figureAfter(r *pdfRow) bool {
	for i := 1; i < len(r.segments); i++ {
		if r.segments[i].figure {
			return true
		}
	}
	return false
}

func figuresIn(r *pdfRow) int {
	n := 0
	for i := range r.segments {
		if s := r.segments[i].text(); i > 0 && isFigureText(s) || i == 0 && year.MatchString(s) {
			n++
		}
	}
	return n
}

// proseLike says whether a row of several segments is a line of prose that was parted.
func proseLike(r *pdfRow) bool {
	signs, letters := 0, 0
	for i := range r.segments {
		signs += r.segments[i].signs
		letters += r.segments[i].letters
	}
	return letters > 45 && letters*10 > signs*8
}

// isFullLine says whether a row of one segment is as wide as the table above it and so
// rather the next paragraph than a label.
func isFullLine(r *pdfRow, table []pdfRow) bool {
	x0, x1 := table[0].x0, table[0].x1
	for _, t := range table {
		x0, x1 = min(x0, t.x0), max(x1, t.x1)
	}
	return r.x1-r.x0 > 0.75*(x1-x0) && r.segments[0].letters > 30
}

// newPDFTable puts rows into columns.
func newPDFTable(rows []pdfRow) *pdfTable {
	t := &pdfTable{}
	t.findColumns(rows)
	for i := range rows {
		t.rows = append(t.rows, t.row(&rows[i]))
	}
	t.joinWrapped()
	t.findHeader()
	t.spreadHeader()
	t.findIndents()
	t.plain = !t.hasLabels()
	return t
}

// hasLabels says whether most rows with figures begin with words.
func (t *pdfTable) hasLabels() bool {
	labelled, rows := 0, 0
	for i := range t.rows {
		r := &t.rows[i]
		if r.header || len(r.cells) < 2 {
			continue
		}
		rows++
		if r.cells[0].first == 0 && strings.ContainsFunc(r.cells[0].text(), unicode.IsLetter) {
			labelled++
		}
	}
	return rows > 0 && labelled*3 >= rows*2
}

// findColumns takes the columns from the figures, and from other cells where no figures
// stand above or below them. What stands left of all figures is one column.
func (t *pdfTable) findColumns(rows []pdfRow) {
	var figures, others []pdfColumn
	for i := range rows {
		r := &rows[i]
		for k := range r.segments {
			s := &r.segments[k]
			switch text := s.text(); {
			case k > 0 && isFigureText(text):
				figures = append(figures, pdfColumn{s.x0, s.x1})
			case k == 0 && len(r.segments) > 1 && (year.MatchString(text) || isFigureText(text)):
				// A row without a label begins with a figure, which makes no column of its own.
			default:
				others = append(others, pdfColumn{s.x0, s.x1})
			}
		}
	}
	columns := merged(figures)
	if len(columns) == 0 {
		columns = merged(others)
	}
	first := columns[0].x0
	label := pdfColumn{first, 0}
	var more []pdfColumn
	for _, o := range others {
		switch {
		case o.x0 >= first-1:
			if !overlapsAny(o, columns) {
				more = append(more, o)
			}
		case o.x1 <= columns[0].x1:
			label = pdfColumn{min(label.x0, o.x0), max(label.x1, min(o.x1, first))}
		default:
			label.x0 = min(label.x0, o.x0)
		}
	}
	columns = append(columns, merged(more)...)
	if label.x0 < first {
		label.x1 = max(label.x1, label.x0)
		columns = append(columns, label)
	}
	sort.Slice(columns, func(i, j int) bool { return columns[i].x0 < columns[j].x0 })
	t.columns = columns
}

func overlapsAny(o pdfColumn, columns []pdfColumn) bool {
	for _, c := range columns {
		if o.x0 < c.x1 && c.x0 < o.x1 {
			return true
		}
	}
	return false
}

// merged joins stretches that overlap.
func merged(parts []pdfColumn) []pdfColumn {
	sort.Slice(parts, func(i, j int) bool { return parts[i].x0 < parts[j].x0 })
	var out []pdfColumn
	for _, p := range parts {
		if n := len(out); n > 0 && p.x0 < out[n-1].x1 {
			out[n-1].x1 = max(out[n-1].x1, p.x1)
			continue
		}
		out = append(out, p)
	}
	return out
}

// row puts the segments of a row into cells.
func (t *pdfTable) row(r *pdfRow) pdfTableRow {
	out := pdfTableRow{x0: r.x0, base: r.base, size: r.size, bold: r.segments[0].bold()}
	for _, s := range r.segments {
		for _, part := range t.split(s) {
			first, last := t.under(part.x0, part.x1)
			if i, ok := t.endsIn(&part); ok {
				first, last = i, i
			} else if first == 0 && last > 0 && part.x0 > t.columns[0].x0+4*r.size {
				first = 1 // it begins where long labels end, and is none
			}
			if n := len(out.cells); n > 0 && out.cells[n-1].first+out.cells[n-1].columns > first {
				// Two segments in one column are one cell.
				c := &out.cells[n-1]
				c.parts = append(c.parts, part)
				c.columns = max(c.columns, last+1-c.first)
				continue
			}
			out.cells = append(out.cells, pdfCell{parts: []pdfSegment{part}, first: first, columns: last - first + 1})
		}
	}
	return out
}

// split parts a segment of several figures, each of which stands in a column of its own.
func (t *pdfTable) split(s pdfSegment) []pdfSegment {
	first, last := t.under(s.x0, s.x1)
	if first == last || len(s.words) < 2 {
		return []pdfSegment{s}
	}
	if _, ok := t.endsIn(&s); ok && strings.ContainsFunc(s.words[0].text, unicode.IsLetter) {
		return []pdfSegment{s}
	}
	var out []pdfSegment
	start := 0
	for i := 1; i <= len(s.words); i++ {
		if i < len(s.words) {
			if t.columnOf(&s.words[i-1]) == t.columnOf(&s.words[i]) {
				continue
			}
		}
		part := newPDFSegment(s.words[start:i:i])
		if text := part.text(); len(out) > 0 && !isFigureText(text) && !year.MatchString(text) && !t.ends(&out[len(out)-1], &part) {
			return []pdfSegment{s} // words that go over columns
		}
		out = append(out, part)
		start = i
	}
	return out
}

// under gives the first and last column that a stretch stands under, those left out that
// it only touches; the nearest where it stands between two.
func (t *pdfTable) under(x0, x1 float32) (first, last int) {
	first = -1
	most, best := float32(0), 0
	for i, c := range t.columns {
		over := min(x1, c.x1) - max(x0, c.x0)
		if over <= 0 {
			continue
		}
		if over > most {
			most, best = over, i
		}
		if over < 0.3*min(x1-x0, c.x1-c.x0) {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	switch {
	case first >= 0:
		return first, last
	case most > 0:
		return best, best
	}
	nearest, least := 0, float32(1e9)
	for i, c := range t.columns {
		if d := max(c.x0-x1, x0-c.x1); d < least {
			nearest, least = i, d
		}
	}
	return nearest, nearest
}

// joinWrapped puts a label that is broken over lines together with its figures, which
// may stand on any of its lines or between two: lines that stand closer than rows do
// belong together, and so does a line that goes on in small letters.
func (t *pdfTable) joinWrapped() {
	apart := t.rowDistance()
	var out []pdfTableRow
	for i := range t.rows {
		r := &t.rows[i]
		if n := len(out); n > 0 {
			last := &out[n-1]
			gap := r.base - last.base
			if gap < 0.8*apart && last.joins(r) || goesOnInRow(last, r) {
				last.join(r)
				continue
			}
		}
		out = append(out, *r)
	}
	t.rows = out
}

// rowDistance is the least distance between two rows that both have figures; 0 where there
// are no two such rows next to each other.
func (t *pdfTable) rowDistance() float32 {
	least := float32(0)
	for i := 1; i < len(t.rows); i++ {
		if a, b := &t.rows[i-1], &t.rows[i]; a.hasFigures() && b.hasFigures() {
			if d := b.base - a.base; least == 0 || d < least {
				least = d
			}
		}
	}
	return least
}

// isLabel says whether a row has nothing but words in the first column.
func (r *pdfTableRow) isLabel() bool { return len(r.cells) == 1 && r.cells[0].first == 0 }

// hasFigures says whether a row has a figure beside its label.
func (r *pdfTableRow) hasFigures() bool {
	return slices.ContainsFunc(r.cells, func(c pdfCell) bool { return c.first > 0 && isFigureText(c.text()) })
}

// joins says whether one of two lines is but a label, so that they can be one row.
func (r *pdfTableRow) joins(o *pdfTableRow) bool { return r.isLabel() || o.isLabel() }

// join adds a further line to a row.
func (r *pdfTableRow) join(o *pdfTableRow) {
	for _, c := range o.cells {
		switch {
		case c.first > 0 || len(r.cells) > 0 && r.cells[0].first == 0 && !o.isLabel() && isFigureText(c.text()):
			r.cells = append(r.cells, c)
		case len(r.cells) > 0 && r.cells[0].first == 0:
			r.cells[0].parts = append(r.cells[0].parts, c.parts...)
			r.cells[0].columns = 1
		default:
			r.cells = append([]pdfCell{c}, r.cells...)
			r.x0 = o.x0
		}
	}
	r.base = o.base
}

// goesOnInRow says whether the label of a row goes on in the next line.
func goesOnInRow(a, b *pdfTableRow) bool {
	if a.cells[0].first != 0 || b.cells[0].first != 0 || a.bold != b.bold || b.base-a.base > 1.7*max(a.size, b.size) {
		return false
	}
	if len(a.cells) > 1 && len(b.cells) > 1 {
		return false
	}
	before, after := a.cells[0].text(), b.cells[0].text()
	if strings.HasSuffix(before, ":") || isFigureText(after) {
		return false
	}
	return startsWithSmall(after) || len(a.cells) == 1 && (endsWithConnector(before) || strings.HasSuffix(before, "-"))
}

// findIndents gives each row's label its step from the left edge.
func (t *pdfTable) findIndents() {
	var edges []float32
	for _, r := range t.rows {
		if !r.header && r.cells[0].first == 0 {
			edges = append(edges, r.x0)
		}
	}
	sort.Slice(edges, func(i, j int) bool { return edges[i] < edges[j] })
	var steps []float32
	for _, x := range edges {
		if n := len(steps); n == 0 || x-steps[n-1] > 3 {
			steps = append(steps, x)
		}
	}
	for i := range t.rows {
		r := &t.rows[i]
		for k, x := range steps {
			if r.cells[0].first == 0 && r.x0 >= x-1 {
				r.indent = k
			}
		}
	}
}
