package document

import (
	"cmp"
	"slices"

	"rijksgraaf/model"
)

// columns gives each cell of a table of plain text its column: by the tabs before it, by
// its place on the line, or, where places do not agree, by its order.
func (b *textTable) columns() {
	if b.loose {
		b.byOrder()
		return
	}
	if b.byTabs() {
		return
	}
	if b.even() {
		b.byOrder()
		return
	}
	if places := b.places(false); places != nil {
		b.byPlace(places)
	} else if places := b.places(true); places != nil {
		b.byPlace(places)
	} else {
		b.byOrder()
	}
}

// even says whether every row with figures has as many cells as every other, three or
// more, and a row of headings has one for each column of figures: then the order of the
// cells is surer than their places, which one long label shifts.
func (b *textTable) even() bool {
	n, headed := 0, false
	for _, row := range b.t.Rows {
		switch k := len(row.Cells); {
		case row.hasFigures() && (k < 3 || n > 0 && k != n):
			return false
		case row.hasFigures():
			n = k
		case k > 1:
			headed = headed || n == 0
		}
	}
	for _, row := range b.t.Rows {
		if k := len(row.Cells); !row.hasFigures() && k > 1 && k != n && k != n-1 {
			return false
		}
	}
	return headed
}

// byTabs takes the number of tabs before a cell as its column, where tabs part the cells
// of every row with figures.
func (b *textTable) byTabs() bool {
	for i, row := range b.t.Rows {
		if b.tabs[i] == nil && row.hasFigures() {
			return false
		}
	}
	if !b.loneTabs() {
		return false
	}
	for i, row := range b.t.Rows {
		for k := range row.Cells {
			if b.tabs[i] != nil {
				row.Cells[k].Column = b.tabs[i][k]
			}
		}
	}
	return true
}

// loneTabs says whether most cells of rows with figures have one tab before them: tabs
// part cells and do not align them.
func (b *textTable) loneTabs() bool {
	lone, more := 0, 0
	for i, row := range b.t.Rows {
		if b.tabs[i] == nil || !row.hasFigures() {
			continue
		}
		for k := 1; k < len(row.Cells); k++ {
			if b.tabs[i][k]-b.tabs[i][k-1] == 1 {
				lone++
			} else {
				more++
			}
		}
	}
	return lone > more
}

// places gives the stretches of the line that the columns of rows with figures take,
// those of overlapping cells joined; nil when two cells of one row share a stretch. With
// figuresOnly words count for the first column alone.
func (b *textTable) places(figuresOnly bool) []model.Span {
	var all []model.Span
	for i, row := range b.t.Rows {
		if b.tabs[i] != nil {
			return nil
		}
		for k, c := range row.Cells {
			if row.hasFigures() && (isFigure(c.Text) && k > 0 || !figuresOnly) {
				all = append(all, b.at[i][k])
			}
		}
	}
	slices.SortFunc(all, func(a, b model.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []model.Span
	for _, s := range all {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	if figuresOnly && len(out) > 0 {
		out = append([]model.Span{{Start: 0, End: max(1, out[0].Start-1)}}, out...)
	}
	if len(out) < 2 || b.shared(out) {
		return nil
	}
	return out
}

// shared says whether two cells of a row with figures would stand in one column.
func (b *textTable) shared(places []model.Span) bool {
	for i, row := range b.t.Rows {
		taken := map[int]bool{}
		for k := range row.Cells {
			if !row.hasFigures() {
				continue
			}
			c := nearest(places, b.at[i][k])
			if taken[c] {
				return true
			}
			taken[c] = true
		}
	}
	return false
}

// nearest gives the column that a stretch of a line overlaps most, else the nearest.
func nearest(places []model.Span, s model.Span) int {
	best, score := 0, -1<<30
	for i, p := range places {
		if n := min(p.End, s.End) - max(p.Start, s.Start); n > score {
			best, score = i, n
		}
	}
	return best
}

// byPlace gives cells the column that they stand in. A row without figures is a heading:
// its cells may each cover several columns.
func (b *textTable) byPlace(places []model.Span) {
	lead := b.leadColumns(places)
	n := b.headedColumns(places, lead)
	places = append(b.widened(places[:n], lead), places[n:]...)
	for i, row := range b.t.Rows {
		if b.isHeading(i, places[lead].Start) {
			spread(row.Cells, b.at[i], places[:n], lead)
			continue
		}
		for k := range row.Cells {
			row.Cells[k].Column = nearest(places, b.at[i][k])
		}
	}
}

// isHeading says whether row i has no figures and cells over columns of figures, the first
// of which begins at a place.
func (b *textTable) isHeading(i, figures int) bool {
	row := b.t.Rows[i]
	return !row.hasFigures() && (len(row.Cells) > 1 || b.at[i][0].Start >= figures-2)
}

// headedColumns gives how many columns there are without the stray ones at the end.
func (b *textTable) headedColumns(places []model.Span, lead int) int {
	headed, filled, rows := make([]bool, len(places)), make([]int, len(places)), 0
	for i, row := range b.t.Rows {
		heading := b.isHeading(i, places[lead].Start)
		if heading && len(row.Cells) >= len(places)-lead {
			return len(places) // one over each
		}
		if row.hasFigures() {
			rows++
		}
		for k := range row.Cells {
			c := nearest(places, b.at[i][k])
			if heading {
				headed[c] = true
			} else if row.hasFigures() {
				filled[c]++
			}
		}
	}
	return WithoutStrays(headed, filled, rows, lead)
}

// widened gives the places of columns together with those of the headings that stand over
// one column each, so that headings over several are measured against both.
func (b *textTable) widened(places []model.Span, lead int) []model.Span {
	out := slices.Clone(places)
	for i, row := range b.t.Rows {
		n := len(places) - lead
		if row.hasFigures() || len(row.Cells) < n {
			continue
		}
		for k, at := range b.at[i][len(row.Cells)-n:] {
			p := &out[lead+k]
			p.Start, p.End = min(p.Start, at.Start), max(p.End, at.End)
		}
	}
	return out
}

// leadColumns gives how many columns, from the left, have the words of rows: the first,
// and those after it that hold more words than figures.
func (b *textTable) leadColumns(places []model.Span) int {
	lead := 1
	for ; lead < len(places)-1; lead++ {
		words, figures := 0, 0
		for i, row := range b.t.Rows {
			for k, c := range row.Cells {
				switch {
				case !row.hasFigures() || nearest(places, b.at[i][k]) != lead:
				case isFigure(c.Text):
					figures++
				default:
					words++
				}
			}
		}
		if words <= figures {
			break
		}
	}
	return lead
}

// spread lets the cells of a heading row cover the columns between them: the parting that
// has each cell nearest to the middle or to an edge of what it covers. Cells that stand
// over the words of rows, in the first lead columns, cover one column each.
func spread(cells []Cell, at []model.Span, places []model.Span, lead int) {
	for len(cells) > 0 && nearest(places, at[0]) < lead && at[0].Start < places[lead].Start-2 {
		cells[0].Column = nearest(places, at[0])
		cells, at = cells[1:], at[1:]
	}
	if len(cells) == 0 {
		return
	}
	first := lead
	if n := len(places) - first; len(cells) > n {
		for k := range cells {
			cells[k].Column = max(first, nearest(places, at[k]))
		}
		return
	}
	p := parting{at: at, places: places[first:], cost: map[[2]int]int{}, end: map[[2]int]int{}}
	p.from(0, 0)
	from := 0
	for k := range cells {
		to := p.end[[2]int{k, from}]
		cells[k].Column, cells[k].Columns = first+from, to-from
		from = to
	}
}

// parting looks for the best way to part columns among the cells of a heading row.
type parting struct {
	at, places []model.Span
	cost, end  map[[2]int]int // by cell and the first column left
}

// from gives the least cost of parting the columns from one on among the cells from k on.
func (p *parting) from(k, column int) int {
	key := [2]int{k, column}
	if c, ok := p.cost[key]; ok {
		return c
	}
	left := len(p.at) - k - 1
	best, end := 1<<30, len(p.places)
	for to := column + 1; to <= len(p.places)-left; to++ {
		if left == 0 && to < len(p.places) {
			continue
		}
		c := p.distance(p.at[k], column, to)
		if left > 0 {
			c += p.from(k+1, to)
		}
		if c < best {
			best, end = c, to
		}
	}
	p.cost[key], p.end[key] = best, end
	return best
}

// distance is how far a cell stands from the middle, or from the nearer edge, of columns
// [from,to), in half code points.
func (p *parting) distance(s model.Span, from, to int) int {
	start, end := p.places[from].Start, p.places[to-1].End
	return min(abs(s.Start+s.End-start-end), 2*abs(s.Start-start), 2*abs(s.End-end))
}

func abs(n int) int { return max(n, -n) }

// byOrder takes a row's figures as the columns in turn, where it has as many as there are
// columns; those of a row that has fewer or more are put after the last column, where no
// heading stands over them, so that nobody guesses which they are.
func (b *textTable) byOrder() {
	most := b.columnsInOrder()
	for _, row := range b.t.Rows {
		first := 1
		if n := len(row.Cells); n <= most && !row.hasFigures() && n > 1 {
			first = most - n + 1
			if n == most {
				first = 1
			}
			for k := range row.Cells {
				row.Cells[k].Column = first + k
			}
			continue
		}
		unfit := row.hasFigures() && len(row.Cells)-1 != most
		for k := range row.Cells {
			if row.Cells[k].Column = k; unfit && k > 0 {
				row.Cells[k].Column = most + k
			}
		}
	}
}

// columnsInOrder gives how many columns of figures there are: as many as the longest row
// has, or as the longest row of headings has, where no fewer rows have that many figures
// than have more.
func (b *textTable) columnsInOrder() int {
	most, heads, rows := 0, 0, map[int]int{}
	for _, row := range b.t.Rows {
		switch n := len(row.Cells); {
		case row.hasFigures():
			most = max(most, n-1)
			rows[n-1]++
		case n > 1:
			heads = max(heads, n)
		}
	}
	more := 0
	for n, k := range rows {
		if n > heads {
			more += k
		}
	}
	if heads > 0 && rows[heads] > 0 && rows[heads] >= more {
		return heads
	}
	return most
}
