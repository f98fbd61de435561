package export_test

import (
	"reflect"
	"strings"
	"testing"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

func TestFilters(t *testing.T) {
	got, err := export.Filter{"types": {"Policy,BUDGET_ARTICLE", "Threat"}, "predicates": {"EXTENDS_TO, addresses"}, "chapters": {"V", "budget-chapter/X"},
		"documents": {"document/a"}, "years": {"2022", "2023"}, "minConfidence": {"0.8"}, "entity": {"policy/gbvs"}}.Selection()
	want := graph.Selection{Types: []model.EntityType{model.TypePolicy, model.TypeBudgetArticle, model.TypeThreat},
		Predicates: []model.Predicate{model.ExtendsTo, model.Addresses}, Chapters: []string{"budget-chapter/V", "budget-chapter/X"},
		Documents: []string{"document/a"}, Years: []int{2022, 2023}, MinConfidence: .8, Around: "policy/gbvs"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\n%v", got, err)
	}
}

func TestWrongFilters(t *testing.T) {
	for _, c := range []struct{ name, value, words string }{
		{"types", "Beleid", `types takes a type of the ontology such as BudgetArticle, not "Beleid"`},
		{"types", "policy", "types takes"}, {"types", "", "a value"}, {"predicates", "extends", `not "extends"`},
		{"years", "twee", "budget years"}, {"years", "-1", "budget years"}, {"minConfidence", "1.1", "from 0 to 1"},
		{"minConfidence", "NaN", "from 0 to 1"}, {"entity", "a,b", "one entity"}, {"kleur", "rood", "there is no filter"},
	} {
		_, err := export.Filter{c.name: {c.value}}.Selection()
		if model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s=%s: %v", c.name, c.value, err)
		}
	}
}

// What is filtered says the same in every form, and nothing of what was left out.
func TestFiltersInEveryForm(t *testing.T) {
	v := real(t)
	s := graph.Selection{Predicates: []model.Predicate{model.Addresses}}
	threats := 0
	for _, r := range v.Relations(graph.RelationFilter{Predicates: s.Predicates}) {
		threats++
		for _, form := range []string{"nquads", "jsonl", "graphml", "gexf", "edges", "evidence"} {
			if text := written(t, form, v, s); !strings.Contains(text, strings.TrimPrefix(r.ID(), "relation/")) {
				t.Errorf("%s lacks %s", form, r.ID())
			}
		}
	}
	if threats == 0 {
		t.Fatal("no relation to filter")
	}
	for _, f := range export.Formats() {
		if text := written(t, f.Name, v, s); strings.Contains(text, "extendsTo") && f.Name != "jsonld" {
			t.Errorf("%s has a relation that the filter leaves out", f.Name)
		}
	}
	for _, form := range []string{"jsonl", "figures", "turtle"} {
		if !strings.Contains(written(t, form, v, graph.Selection{Years: []int{2019}}), "figures/begrotingsstaten") {
			t.Errorf("%s lacks the official figures of a year", form)
		}
	}
	if strings.Contains(written(t, "figures", v, graph.Selection{Chapters: []string{"budget-chapter/X"}}), "budget-article/V/") {
		t.Error("figures of another chapter")
	}
}
