package extract

import (
	"slices"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// reach gives, for each cell of a row of headings, the columns [Start,End) that it holds
// for. Where the file does not tell how far headings go (they cover one column each, and
// some columns have none) they share the columns out: each stands over the middle of its
// own, or, beside others, over the first of them. Where no such sharing is to be had each
// holds for the column that it stands over.
func (t *tableReader) reach(row document.TableRow) []model.Span {
	out := make([]model.Span, len(row.Cells))
	var over []int // the cells over columns of figures
	for i, c := range row.Cells {
		out[i] = model.Span{Start: c.Column, End: c.Column + c.Columns}
		if c.Column >= t.lead {
			over = append(over, i)
		}
	}
	if len(over) == 0 || len(over) >= t.used-t.lead || t.used-t.lead > maxShared || row.Cells[over[len(over)-1]].Column >= t.used || slices.ContainsFunc(row.Cells, func(c document.Cell) bool { return c.Columns > 1 }) {
		return out
	}
	if shared, cost := t.share(row, over, t.lead); cost < noSharing {
		for k, i := range over {
			out[i] = shared[k]
		}
	}
	return out
}

// usedColumns gives how many columns there are without those at the end that fewer than
// half of the rows with figures fill, and without those that no heading of the first
// rows stands over: a stray figure makes no column.
func (t *tableReader) usedColumns(heads int) int {
	rows := 0
	filled, headed := make([]int, t.width), make([]bool, t.width)
	for _, row := range t.table.Rows[:heads] {
		for _, c := range row.Cells {
			if c.Columns >= t.width || c.Column == 0 && len(row.Cells) == 1 {
				continue // a title
			}
			for k := c.Column; k < c.Column+c.Columns; k++ {
				headed[k] = true
			}
		}
	}
	for _, row := range t.body {
		if !hasAmount(row) {
			continue
		}
		rows++
		for _, c := range row.Cells {
			filled[c.Column]++
		}
	}
	n := document.WithoutStrays(headed, filled, rows, t.lead)
	for n > t.lead && 2*filled[n-1] < rows {
		n--
	}
	return n
}

// maxShared is how many columns are shared out at most; no printed table has more.
const maxShared = 24

// noSharing is the cost of what is no way to share columns out.
const noSharing = 1 << 20

// share parts the columns from one on among the cells left so that each stands where a
// heading stands, and gives how far they are off in halves of a column; of equal ways the
// one whose first headings go furthest.
func (t *tableReader) share(row document.TableRow, over []int, from int) ([]model.Span, int) {
	at := row.Cells[over[0]].Column
	var best []model.Span
	cost := noSharing
	for to := t.used; to > max(at, from); to-- {
		off := abs(2*at + 1 - from - to)
		if at < from || off > 1 && (at != from || len(over) == 1 && from == t.lead) || len(over) == 1 && to < t.used {
			continue
		}
		off = min(off, 2)
		rest, more := []model.Span(nil), 0
		if len(over) > 1 {
			rest, more = t.share(row, over[1:], to)
		}
		if off+more < cost {
			best, cost = append([]model.Span{{Start: from, End: to}}, rest...), off+more
		}
	}
	return best, cost
}

func abs(n int) int { return max(n, -n) }
