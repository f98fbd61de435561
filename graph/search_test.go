package graph

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// naiveSearch looks at every entity in turn.
func naiveSearch(v *View, text string, types []model.EntityType) []Hit {
	query := words(names.Fold(text))
	var out []Hit
	for _, e := range v.Entities(EntityFilter{}, "") {
		all := []string{}
		for _, n := range append([]string{e.Label}, e.Aliases...) {
			all = append(all, words(names.Fold(n))...)
		}
		if len(query) > 0 && containsAll(all, query, strings.HasPrefix) && (len(types) == 0 || slices.Contains(types, e.Type)) {
			out = append(out, naiveScore(e, query))
		}
	}
	slices.SortFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return out
}

func naiveScore(e *model.Entity, query []string) Hit {
	h := Hit{Entity: e, Score: naiveScoreOf(e.Label, query, scoreLabel, 1), Matched: e.Label}
	for _, a := range e.Aliases {
		if s := naiveScoreOf(a, query, scoreAlias, aliasMultiplier); s > h.Score {
			h.Score, h.Matched = s, a
		}
	}
	if h.Score == 0 {
		h.Score = scoreScattered
	}
	return h
}

func naiveScoreOf(name string, query []string, exact, factor float64) float64 {
	have := words(names.Fold(name))
	coverage := coverageSpan * float64(min(len(query), len(have))) / float64(max(len(have), 1))
	switch {
	case slices.Equal(have, query):
		return exact
	case !containsAll(have, query, strings.HasPrefix):
		return 0
	case strings.HasPrefix(strings.Join(have, " "), strings.Join(query, " ")):
		return factor * (scoreBeginning - coverageSpan + coverage)
	case containsAll(have, query, func(a, b string) bool { return a == b }):
		return factor * (scoreWords - coverageSpan + coverage)
	}
	return factor * (scorePrefixes + coverage)
}

// containsAll says whether every word of the query fits one of the name's.
func containsAll(have, query []string, fits func(name, word string) bool) bool {
	for _, w := range query {
		if !slices.ContainsFunc(have, func(h string) bool { return fits(h, w) }) {
			return false
		}
	}
	return true
}

// drawName draws a name of words that begin with each other, are one when folded, or are none.
func drawName(t *rapid.T) string {
	list := rapid.SliceOfN(rapid.SampledFrom([]string{"Wa", "wa", "water", "Wäter", "waterveilig", "weg", "Wegen", "n1", "-", "de", "Één", "een", "ß"}), 1, 4).Draw(t, "name")
	return strings.Join(list, rapid.SampledFrom([]string{" ", "-", "  "}).Draw(t, "between"))
}

// drawNamed draws a document that gives some things names.
func drawNamed(t *rapid.T) *model.Extraction {
	x := generated(rapid.IntRange(0, 3).Draw(t, "document"), 3)
	x.Entities, x.Relations = nil, nil
	ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"policy/a", "policy/b", "threat/a", "threat/c", "policy/asl", "organisation/x"}), 0, 5, rapid.ID).Draw(t, "ids")
	for _, id := range ids {
		e := &model.Entity{ID: id, Label: drawName(t)}
		e.Type = newEntityRecord(id).kind
		for _, alias := range rapid.SliceOfN(rapid.Custom(drawName), 0, 3).Draw(t, "aliases") {
			if alias != e.Label && !slices.Contains(e.Aliases, alias) {
				e.Aliases = append(e.Aliases, alias)
			}
		}
		x.Entities = append(x.Entities, e)
	}
	return x
}

// TestSearchIsNaive holds searches, whole and by the page, to one that looks at every entity,
// while documents come, change and go and things are joined.
func TestSearchIsNaive(t *testing.T) {
	queries := []string{"w", "wa", "water", "waterv", "weg", "wegen", "n", "n1", "e", "een", "een wa", "wa wa", "wa weg", "w n", "weg water de", "ss", "-", "de"}
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		defer func() { _ = s.Close() }()
		v := s.View()
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				v = v.with(fmt.Sprintf("document/kst-%d", rapid.IntRange(0, 3).Draw(t, "gone")), nil)
			case 1:
				v = v.redecided(&decisions.File{List: []decisions.Decision{{Verb: decisions.Same, A: "policy/a", B: "policy/b", Who: "j", Date: "2026-11-24", Line: 1}}})
			default:
				x := drawNamed(t)
				v = v.with(x.Document.ID, newSaying(x))
			}
			for _, query := range queries {
				for _, types := range [][]model.EntityType{nil, {model.TypePolicy}, {model.TypeThreat, model.TypeOrganisation}, {"Nothing"}} {
					want := naiveSearch(v, query, types)
					if got := v.Search(query, types); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
						t.Fatalf("%q, %v: got %v, want %v", query, types, hitsInWords(got), hitsInWords(want))
					}
					for _, limit := range []int{0, 1, 3, 10, 3} { // the last one is kept from before
						page, total := v.SearchPage(query, types, limit)
						if part := want[:min(limit, len(want))]; total != len(want) || len(page)+len(part) > 0 && !reflect.DeepEqual(page, part) {
							t.Fatalf("%q, %v, %d: got %v of %d, want %v of %d", query, types, limit, hitsInWords(page), total, hitsInWords(part), len(want))
						}
					}
				}
			}
		}
	})
}

func hitsInWords(list []Hit) (out []string) {
	for _, h := range list {
		out = append(out, fmt.Sprint(h.Entity.ID, " ", h.Score, " ", h.Matched))
	}
	return out
}
