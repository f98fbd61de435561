package answer

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The orders of the lists that are paged through; they are those of the View.
var (
	byID = order[*model.Entity]{kind: "entity", compare: byParts, place: func(e *model.Entity) []string {
		if e == nil {
			return make([]string, 1)
		}
		return []string{e.ID}
	}}
	byLabel = order[*model.Entity]{kind: "label", compare: byParts, place: func(e *model.Entity) []string {
		if e == nil {
			return make([]string, 2)
		}
		return []string{fold(e.Label), e.ID}
	}}
	byMentions = order[*model.Entity]{kind: "mentions", compare: downThenID, place: func(e *model.Entity) []string {
		if e == nil {
			return make([]string, 2)
		}
		return []string{strconv.Itoa(len(e.Mentions)), e.ID}
	}}
	byTriple = order[*model.Relation]{kind: "relation", compare: byParts, place: func(r *model.Relation) []string {
		if r == nil {
			return make([]string, 4)
		}
		return []string{r.Subject, string(r.Predicate), r.Object, r.ValueKey()}
	}}
	byDocument = order[*model.Document]{kind: "document", compare: byParts, place: func(d *model.Document) []string {
		if d == nil {
			return make([]string, 1)
		}
		return []string{d.ID}
	}}
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

// entityOrder gives the order of pages for an order of the View.
func entityOrder(o graph.EntityOrder) order[*model.Entity] {
	switch o {
	case graph.EntityOrderLabel:
		return byLabel
	case graph.EntityOrderMentions:
		return byMentions
	default:
		return byID
	}
}

// fold sets letter case and diacritics aside: "Coördinatie" becomes "coordinatie".
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}
