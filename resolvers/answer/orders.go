package answer

import (
	"cmp"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The orders of the lists that are paged through and are not lists of the View.
var (
	byPlace = order[model.Mention]{kind: "mention", compare: documentThenPlace, place: func(m model.Mention) []string {
		return []string{m.Document, strconv.Itoa(m.Start), strconv.Itoa(m.End)}
	}}
	byScore = order[graph.Hit]{kind: "hit", compare: downThenID, place: func(h graph.Hit) []string {
		if h.Entity == nil {
			return make([]string, 2)
		}
		return []string{strconv.FormatFloat(h.Score, 'g', -1, 64), h.Entity.ID}
	}}
)

func downThenID(a, b []string) int {
	return cmp.Or(byNumber(b[0], a[0]), strings.Compare(a[1], b[1]))
}

func documentThenPlace(a, b []string) int {
	return cmp.Or(strings.Compare(a[0], b[0]), byNumber(a[1], b[1]), byNumber(a[2], b[2]))
}
