package graph

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// partOf gives a part in words: documents, entities with the number of their mentions,
// relations with the number of their evidences.
func partOf(t *testing.T, v *View, s Selection) string {
	t.Helper()
	p, err := v.Part(s)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for d := range p.Documents() {
		b.WriteString(d.ID + " ")
	}
	for e := range p.Entities() {
		b.WriteString("| " + e.ID + strings.Repeat("+", len(e.Mentions)) + " ")
	}
	for r := range p.Relations() {
		b.WriteString("| " + r.Subject + " " + string(r.Predicate) + " " + r.Object + strings.Repeat("+", len(r.Evidence)) + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestParts(t *testing.T) {
	s := small(t)
	put(t, s, allocation(t))
	v := s.View()
	for name, c := range map[string]struct {
		selection Selection
		want      string
	}{
		"types":      {Selection{Types: []model.EntityType{model.TypePlace, model.TypeThreat}}, "document/a document/b | place/mali+ | threat/cyber+ | threat/terrorisme++"},
		"both ends":  {Selection{Types: []model.EntityType{model.TypePolicy, model.TypeThreat}, Documents: []string{"document/b"}}, "document/b | policy/gbvs+ | threat/cyber+ | threat/terrorisme+ | policy/gbvs addresses threat/cyber+ | policy/gbvs addresses threat/terrorisme+"},
		"chapter":    {Selection{Chapters: []string{"budget-chapter/X"}}, "document/b | budget-chapter/X+ | policy/gbvs+ | threat/cyber+ | threat/terrorisme+ | policy/gbvs addresses threat/cyber+ | policy/gbvs addresses threat/terrorisme+"},
		"predicate":  {Selection{Predicates: []model.Predicate{model.PartOf}}, "document/a | budget-article/V/2+ | budget-chapter/V+ | budget-article/V/2 partOf budget-chapter/V+"},
		"confidence": {Selection{MinConfidence: .8, Predicates: []model.Predicate{model.Addresses}}, "document/a document/b | policy/gbvs++ | threat/terrorisme++ | policy/gbvs addresses threat/terrorisme++"},
		// The best evidence of document b alone is not that sure.
		"confidence in a document": {Selection{MinConfidence: .8, Documents: []string{"document/b"}}, ""},
		"year":                     {Selection{Years: []int{2022}}, "document/c | budget-article/X/1+ | budget-article/X/1 allocates +"},
		"no such year":             {Selection{Years: []int{1999}}, ""},
		"around":                   {Selection{Around: "threat/cyber"}, "document/b | policy/gbvs++ | threat/cyber+ | policy/gbvs addresses threat/cyber+"},
		"brief":                    {Selection{Around: "threat/cyber", Brief: true}, "document/b | policy/gbvs | threat/cyber+ | policy/gbvs addresses threat/cyber+"},
		"around, of a document":    {Selection{Around: "policy/gbvs", Documents: []string{"document/a"}}, "document/a | budget-article/V/2+ | policy/gbvs+ | threat/terrorisme+ | budget-article/V/2 contributesTo policy/gbvs+ | policy/gbvs addresses threat/terrorisme+"},
		"around a chapter":         {Selection{Around: "budget-chapter/X"}, "document/b | budget-chapter/X+"},
		"one relation":             {Selection{Relation: model.RelationID("policy/gbvs", model.Addresses, "threat/cyber")}, "document/b | policy/gbvs++ | threat/cyber+ | policy/gbvs addresses threat/cyber+"},
	} {
		if got := partOf(t, v, c.selection); got != c.want {
			t.Errorf("%s:\ngot    %s\nwanted %s", name, got, c.want)
		}
	}
}

// allocation is a document whose article allocates a sum.
func allocation(t *testing.T) *model.Extraction {
	x := doc("c", "", []string{"budget-article/X/1|Inzet"}, nil, .9)
	m := x.Entities[0].Mentions[0]
	x.Relations = []*model.Relation{{Subject: "budget-article/X/1", Predicate: model.Allocates, Amount: &model.Amount{Value: "5", Unit: "EUR"},
		Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: "2022"}}, Evidence: []model.Evidence{{Span: m.Span, Text: m.Text, Rule: "r", Confidence: .9}}}}
	return x
}

func TestPartsOfWhatIsNotThere(t *testing.T) {
	for _, s := range []Selection{{Documents: []string{"document/x"}}, {Chapters: []string{"budget-chapter/Z"}}, {Around: "policy/x"}, {Relation: "relation/0"}} {
		_, err := small(t).View().Part(s)
		wantCode(t, err, model.CodeNotFound)
	}
}

// Whatever is selected, its N-Quads can be imported, and hold what the part has.
func TestNQuadsOfAPartAreADocumentOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		for _, id := range []string{"document/kst-1", "document/kst-2"} {
			put(t, s, drawExtraction(t, id))
		}
		p, err := s.View().Part(Selection{
			Types:         rapid.SampledFrom([][]model.EntityType{nil, {model.TypePolicy, model.TypeThreat, model.TypeBudgetArticle}}).Draw(t, "types"),
			Predicates:    rapid.SampledFrom([][]model.Predicate{nil, {model.Addresses, model.Allocates}}).Draw(t, "predicates"),
			Years:         rapid.SampledFrom([][]int{nil, {2022}}).Draw(t, "years"),
			Documents:     rapid.SampledFrom([][]string{nil, {"document/kst-2"}}).Draw(t, "documents"),
			MinConfidence: rapid.SampledFrom([]float64{0, .5}).Draw(t, "confidence"),
		})
		if err != nil {
			t.Fatalf("%v", err)
		}
		var b strings.Builder
		if err := p.WriteNQuads(t.Context(), &b); err != nil {
			t.Fatalf("%v", err)
		}
		v := imported(t, b.String()).View()
		if got, want := len(v.Documents(DocumentFilter{})), len(slices.Collect(p.Documents())); got != want {
			t.Fatalf("%d documents, %d in the part", got, want)
		}
		// What is one thing there may be fewer: two of one name are, where a third is left out.
		here := map[string]bool{}
		for r := range p.Relations() {
			there := v.Relation(r.ID())
			if there == nil {
				t.Fatalf("%s is not there", r.ID())
			}
			here[there.ID()] = true
		}
		if got, want := len(v.Relations(RelationFilter{})), len(here); got != want {
			t.Fatalf("%d relations, %d in the part", got, want)
		}
		for e := range p.Entities() {
			if v.Entity(e.ID) == nil {
				t.Fatalf("%s is not there", e.ID)
			}
		}
	})
}

type brokenWriter struct{ bytes int }

var errBroken = errors.New("gone")

func (w *brokenWriter) Write(b []byte) (int, error) { w.bytes += len(b); return 0, errBroken }

func TestNQuadsStopWithTheirReader(t *testing.T) {
	s := opened(t, Memory, Options{})
	for i := range 40 {
		put(t, s, generated(i, 50))
	}
	w := &brokenWriter{}
	if err := s.View().WriteNQuads(w); !errors.Is(err, errBroken) || w.bytes > 1<<16 {
		t.Errorf("%v after %d bytes", err, w.bytes)
	}
}
