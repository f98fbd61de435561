package graph

import (
	"fmt"
	"testing"

	"rijksgraaf/model"
)

// manyEntities is a view of about 100,000 entities and as many relations, in 190 documents of five chapters.
func manyEntities(b *testing.B) *View {
	b.Helper()
	after := map[string]*documentRecord{}
	for i := range 190 {
		x := generated(i, 800)
		x.Document.Chapter = fmt.Sprintf("budget-chapter/%c", 'V'+i%5)
		x.Document.BudgetYear = 2020 + i%5
		after[x.Document.ID] = packSaying(newSaying(x))
	}
	v := newView(newVocabulary("")).withAll(after)
	v.Statistics()
	return v
}

// anew searches as if nobody had before, and gives how many there are.
func anew(v *View, text string) int {
	v.searched = newSearched()
	_, n := v.SearchPage(text, nil, 10)
	return n
}

// BenchmarkLists takes pages of 25 with totals, pages of searches, and groups, out of 100,000 entities.
func BenchmarkLists(b *testing.B) {
	v := manyEntities(b)
	chapter := []string{"budget-chapter/W"}
	for _, x := range []struct {
		name string
		ask  func() int
	}{
		{"page-of-all", func() int { _, n := v.EntityPage(EntityFilter{}, "", 50_000, 25); return n }},
		{"page-of-type-by-label", func() int {
			_, n := v.EntityPage(EntityFilter{Types: []model.EntityType{model.TypeActivity}}, EntityOrderLabel, 50, 25)
			return n
		}},
		{"page-of-all-by-degree", func() int { _, n := v.EntityPage(EntityFilter{}, EntityOrderDegree, 0, 25); return n }},
		{"page-of-a-document", func() int {
			_, n := v.EntityPage(EntityFilter{Documents: []string{"document/kst-7"}, MinMentions: new(int)}, EntityOrderMentions, 0, 25)
			return n
		}},
		{"page-of-either-of-two", func() int {
			_, n := v.EntityPage(EntityFilter{Or: []EntityFilter{{Documents: []string{"document/kst-7"}}, {Text: "naam 77"}}, Not: &EntityFilter{Types: []model.EntityType{model.TypeMinistry}}}, "", 0, 25)
			return n
		}},
		{"page-of-relations-of-predicate", func() int {
			_, n := v.RelationPage(RelationFilter{Predicates: []model.Predicate{model.ResponsibleFor}}, 10_000, 25)
			return n
		}},
		{"page-of-relations-by-their-ends", func() int {
			_, n := v.RelationPage(RelationFilter{ObjectWhere: &EntityFilter{Text: "naam 77"}}, 0, 25)
			return n
		}},
		{"page-of-relations-by-their-words", func() int { _, n := v.RelationPage(RelationFilter{Text: "veilige wereld"}, 0, 25); return n }},
		{"search-for-a-beginning-of-every-name", func() int { return anew(v, "na") }},
		{"search-for-a-number", func() int { return anew(v, "77") }},
		{"search-for-two-words", func() int { return anew(v, "naam 77") }},
		{"search-for-what-was-searched-for", func() int { _, n := v.SearchPage("na", nil, 10); return n }},
		{"group-by-type", func() int {
			a, _ := v.AggregateEntities(EntityFilter{}, []EntityDimension{EntityByType}, nil)
			return a.Total
		}},
		{"group-by-chapter-and-year", func() int {
			a, _ := v.AggregateEntities(EntityFilter{}, []EntityDimension{EntityByChapter, EntityByYear}, nil)
			return a.Total
		}},
		{"group-of-a-chapter-by-type", func() int {
			a, _ := v.AggregateEntities(EntityFilter{Chapters: chapter}, []EntityDimension{EntityByType}, nil)
			return a.Total
		}},
		{"group-of-relations-with-sums", func() int {
			a, _ := v.AggregateRelations(RelationFilter{}, []RelationDimension{RelationByPredicate}, true, nil)
			return a.Total
		}},
	} {
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				if x.ask() == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
