package document

import "strings"

// findHeader marks the rows at the top that name the columns: years, or words above
// figures.
func (t *pdfTable) findHeader() {
	for i := range t.rows {
		r := &t.rows[i]
		years, words := 0, 0
		for k := range r.cells {
			c := &r.cells[k]
			switch text := c.text(); {
			case c.first == 0 && c.columns == 1:
			case year.MatchString(text):
				years++
			case isFigureText(text):
				return // figures: the body begins
			default:
				words++
			}
		}
		if years+words == 0 {
			if i > 0 && !isUnit(r.cells[0].text()) {
				return
			}
			r.header = isUnit(r.cells[0].text())
			continue
		}
		r.header = true
	}
}

// isUnit says whether words tell in what a table counts.
func isUnit(s string) bool {
	return len(s) < 80 && (strings.Contains(s, "€") || strings.Contains(s, "x 1.000") || strings.Contains(s, "edragen in"))
}

// spreadHeader lets a heading cover several columns where it stands in the middle of them
// and not above one, in a row that has fewer cells than the next has.
func (t *pdfTable) spreadHeader() {
	for i := range t.rows {
		r := &t.rows[i]
		if !r.header || i+1 >= len(t.rows) || len(t.rows[i+1].cells) <= len(r.cells) {
			continue
		}
		for k := range r.cells {
			if c := &r.cells[k]; c.first > 0 && !year.MatchString(c.text()) {
				from, to := 1, len(t.columns)
				if k > 0 {
					from = max(from, r.cells[k-1].first+r.cells[k-1].columns)
				}
				if k+1 < len(r.cells) {
					to = r.cells[k+1].first
				}
				t.spread(c, from, to)
			}
		}
	}
}

// spread gives a heading those columns, of [from,to), whose middle it stands nearest to;
// the one that it has when it stands well above that.
func (t *pdfTable) spread(c *pdfCell, from, to int) {
	middle := (c.parts[0].x0 + c.parts[len(c.parts)-1].x1) / 2
	off := func(first, columns int) float32 {
		return distance(middle - (t.columns[first].x0+t.columns[first+columns-1].x1)/2)
	}
	pitch := t.columns[min(c.first+1, len(t.columns)-1)].x1 - t.columns[c.first].x1
	if c.first == len(t.columns)-1 {
		pitch = t.columns[c.first].x1 - t.columns[c.first-1].x1
	}
	best := off(c.first, c.columns)
	if best < 0.25*pitch {
		return
	}
	for first := from; first <= c.first; first++ {
		for columns := max(1, c.first+c.columns-first); first+columns <= to; columns++ {
			if d := off(first, columns); d < best-0.1*pitch {
				best, c.first, c.columns = d, first, columns
			}
		}
	}
}

// maxLinesAbove is how many lines a heading of one column may have above those beside it.
const maxLinesAbove = 4

// headLinesAbove counts the first lines of a heading of one column, which is broken over
// more lines than the headings beside it: lines of one segment, close above each other and
// above a row of several, that stand over one of its segments and not over the labels.
func headLinesAbove(rows []pdfRow) int {
	n := 0
	for n+2 < len(rows) && n < maxLinesAbove && len(rows[n].segments) == 1 && rows[n+1].base-rows[n].base < 1.6*rows[n].size {
		n++
	}
	if n+1 >= len(rows) || len(rows[n].segments) < 2 && !isYears(&rows[n]) {
		return 0
	}
	labels := rows[n+1].x0 + 4*rows[n+1].size
	for i := range rows[:n] {
		over := false
		for k := range rows[n].segments {
			s := &rows[n].segments[k]
			over = over || s.x0 < rows[i].x1 && rows[i].x0 < s.x1 && s.x0 > labels
		}
		if rows[i].x0 < labels || !over {
			return 0
		}
	}
	return n
}

// columnOf gives the column that a word ends in, else the first that it stands under.
func (t *pdfTable) columnOf(w *pdfWord) int {
	one := newPDFSegment([]pdfWord{*w})
	if i, ok := t.endsIn(&one); ok {
		return i
	}
	first, _ := t.under(w.x0, w.x1)
	return first
}

// ends says whether two segments end each in a column of its own: headings that nearly touch.
func (t *pdfTable) ends(a, b *pdfSegment) bool {
	i, first := t.endsIn(a)
	j, second := t.endsIn(b)
	return first && second && i < j
}

// endsIn gives the column whose figures end where a segment ends, which begins after those
// of the column before it: a heading may be wider than what stands below it.
func (t *pdfTable) endsIn(s *pdfSegment) (int, bool) {
	for i := 1; i < len(t.columns); i++ {
		from := t.columns[i-1].x0
		if i == 1 {
			from += 4 * s.size
		}
		if distance(s.x1-t.columns[i].x1) < 0.3*s.size && s.x0 > from {
			return i, true
		}
	}
	return 0, false
}
