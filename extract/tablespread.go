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
	if len(over) == 0 || len(over) == t.width-t.lead || slices.ContainsFunc(row.Cells, func(c document.Cell) bool { return c.Columns > 1 }) {
		return out
	}
	if shared := t.share(row, over, t.lead); shared != nil {
		for k, i := range over {
			out[i] = shared[k]
		}
	}
	return out
}

// share parts the columns from one on among the cells left; nil when some cell would not
// stand where a heading stands. Of several ways the one is taken whose first headings
// stand in the middle.
func (t *tableReader) share(row document.TableRow, over []int, from int) []model.Span {
	at := row.Cells[over[0]].Column
	last := len(over) == 1
	var best []model.Span
	for to := from + 1; to <= t.width; to++ {
		if last && to < t.width || at < from || at >= to {
			continue
		}
		middle := abs(2*at+1-from-to) <= 1
		if !middle && (at != from || len(over) == 1 && from == t.lead) {
			continue
		}
		span := model.Span{Start: from, End: to}
		if last {
			return []model.Span{span}
		}
		rest := t.share(row, over[1:], to)
		if rest == nil {
			continue
		}
		if best = append([]model.Span{span}, rest...); middle {
			return best
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
