package ontology_test

import (
	"strings"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

func TestCheckEntity(t *testing.T) {
	for _, c := range []struct {
		id    string
		kind  model.EntityType
		label string
		says  string
	}{
		{"policy/gbvs", model.TypePolicy, "GBVS", ""},
		{"budget-article/V/2", model.TypeBudgetArticle, "Veiligheid", ""},
		{"policy/gbvs", "Strategy", "GBVS", `there is no type "Strategy"`},
		{"policy/gbvs", "", "GBVS", `there is no type ""`},
		{"policy/gbvs", model.TypeThreat, "GBVS", "the id says Policy, the type Threat"},
		{"strategy/gbvs", model.TypePolicy, "GBVS", "the id must be"},
		{"Policy/gbvs", model.TypePolicy, "GBVS", "the id must be"},
		{"policy/", model.TypePolicy, "GBVS", "the id must be"},
		{"policy", model.TypePolicy, "GBVS", "the id must be"},
		{"/gbvs", model.TypePolicy, "GBVS", "the id must be"},
		{"", model.TypePolicy, "GBVS", "the id must be"},
		{"policy/gbvs", model.TypePolicy, "", "no label"},
		{"policy/gbvs", model.TypePolicy, " \t", "no label"},
	} {
		check(t, c.id, ontology.CheckEntity(&model.Entity{ID: c.id, Type: c.kind, Label: c.label}), c.says)
	}
}

// check wants no error for says = "", else one that says it and names what.
func check(t *testing.T, what string, err error, says string) {
	t.Helper()
	switch {
	case says == "" && err != nil:
		t.Errorf("%s: %v", what, err)
	case says != "" && (err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), what)):
		t.Errorf("%s: got %v, want %s", what, err, says)
	}
}

func TestCheckRelation(t *testing.T) {
	for _, c := range []struct {
		subject   string
		predicate model.Predicate
		object    string
		says      string
	}{
		{"budget-article/V/2", model.ExtendsTo, "budget-chapter/X", ""},
		{"budget-article/V/2", model.Concerns, "place/nederland", ""},
		{"ministry/ienm", model.Succeeds, "ministry/venw", ""},
		{"budget-article/V/2", model.Allocates, "", ""},
		{"policy/gbvs", model.SameAs, "https://www.wikidata.org/wiki/Q1", ""},
		{"budget-chapter/X", model.ExtendsTo, "budget-article/V/2", "extendsTo does not join BudgetChapter to BudgetArticle"},
		{"place/nederland", model.ExtendsTo, "budget-chapter/X", "extendsTo does not join Place to BudgetChapter"},
		{"place/nederland", model.Concerns, "budget-chapter/X", "concerns does not join Place"},
		{"ministry/ienm", model.Succeeds, "policy/gbvs", "succeeds does not join Ministry to Policy"},
		{"place/nederland", model.Allocates, "", "a Place cannot be its subject"},
		{"budget-article/V/2", "reachesTo", "budget-chapter/X", `there is no predicate "reachesTo"`},
		{"budget-article/V/2", "", "budget-chapter/X", `there is no predicate ""`},
		{"article/V/2", model.ExtendsTo, "budget-chapter/X", "the subject's id names no type"},
		{"budget-article/V/2", model.ExtendsTo, "chapter/X", "the object's id names no type"},
		{"budget-article/V/2", model.ExtendsTo, "", "the object's id names no type"},
		{"budget-chapter/X", model.ExtendsTo, "budget-chapter/X", "both ends are the same entity"},
	} {
		r := &model.Relation{Subject: c.subject, Predicate: c.predicate, Object: c.object, Evidence: []model.Evidence{{Text: "woorden"}}}
		check(t, c.subject+" "+string(c.predicate), ontology.CheckRelation(r), c.says)
		r.Evidence = nil
		if c.says == "" {
			check(t, c.subject, ontology.CheckRelation(r), "no evidence")
		}
	}
}

// Predicates that do not exist, or have a value, join nothing.
func TestAllowed(t *testing.T) {
	for _, s := range ontology.Types() {
		for _, o := range ontology.Types() {
			for _, p := range []model.Predicate{"reachesTo", "", model.Allocates, model.SameAs} {
				if ontology.Allowed(s.Name, p, o.Name) {
					t.Errorf("%s %q %s", s.Name, p, o.Name)
				}
			}
			if ontology.Allowed(s.Name, model.Succeeds, o.Name) != (s.Name == o.Name) {
				t.Errorf("%s succeeds %s", s.Name, o.Name)
			}
		}
		if ontology.Allowed("Strategy", model.PartOf, s.Name) || ontology.Allowed(s.Name, model.PartOf, "Strategy") {
			t.Errorf("a type that does not exist joins %s", s.Name)
		}
	}
}

// A type that does not exist is nothing's subject or object, also where any is allowed.
func TestAnyIsAnyType(t *testing.T) {
	if ontology.Allowed(model.TypeBudgetArticle, model.Concerns, "Strategy") || ontology.Allowed("Strategy", model.Succeeds, "Strategy") {
		t.Error("a type that does not exist is allowed where any type is")
	}
}

func TestNamesOfTypes(t *testing.T) {
	for _, info := range ontology.Types() {
		if ontology.Slug(info.Name) != info.Slug || info.Slug == "" || info.Slug != strings.ToLower(info.Slug) {
			t.Errorf("%s: slug %q, %q", info.Name, ontology.Slug(info.Name), info.Slug)
		}
		if got, ok := ontology.TypeOfID(info.Slug + "/a/b"); !ok || got != info.Name {
			t.Errorf("TypeOfID(%s/a/b) = %s, %t", info.Slug, got, ok)
		}
	}
	if ontology.Slug(model.TypeBudgetArticle) != "budget-article" || ontology.Slug("Strategy") != "" {
		t.Errorf("%q %q", ontology.Slug(model.TypeBudgetArticle), ontology.Slug("Strategy"))
	}
	if _, ok := ontology.Type("Strategy"); ok {
		t.Error("there is a type Strategy")
	}
	if _, ok := ontology.Predicate("reachesTo"); ok {
		t.Error("there is a predicate reachesTo")
	}
	// What is handed out is the caller's own.
	ontology.Types()[0].Name = "changed"
	if ontology.Types()[0].Name == "changed" {
		t.Error("Types hands out its own list")
	}
}
