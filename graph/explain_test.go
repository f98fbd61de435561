package graph

import (
	"strings"
	"testing"

	"rijksgraaf/model"
)

// explained is a view with one relation whose evidence change may alter.
func explained(t *testing.T, change func(x *model.Extraction, e *model.Evidence)) string {
	t.Helper()
	text := "De GBVS richt zich tegen terreur."
	x := &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: "document/d", Title: "D", SHA256: "0", Pages: 1}, Text: text}}
	x.Entities = []*model.Entity{
		{ID: "policy/gbvs", Type: model.TypePolicy, Label: "Strategie", Aliases: []string{"GBVS"}, Mentions: []model.Mention{{Span: model.Span{Start: 3, End: 7}, Text: "GBVS"}}},
		{ID: "threat/terrorisme", Type: model.TypeThreat, Label: "terrorisme"},
	}
	r := &model.Relation{Subject: "policy/gbvs", Predicate: model.Addresses, Object: "threat/terrorisme", Evidence: []model.Evidence{{
		Span: model.Span{End: 33}, Text: text, Page: 3, Section: []string{"Artikel 2", "B. Rol"}, Rule: "r", Confidence: 0.85,
		SubjectSpan: &model.Span{Start: 3, End: 7}, ObjectSpan: &model.Span{Start: 25, End: 32}}}}
	x.Relations = []*model.Relation{r}
	if change != nil {
		change(x, &r.Evidence[0])
	}
	s := opened(t, Memory, Options{Known: register})
	put(t, s, x)
	got := s.View().Relation(r.ID())
	return s.View().Explain(got, &got.Evidence[0])
}

func TestExplain(t *testing.T) {
	want := `document/d says, on page 3, under Artikel 2 > B. Rol: "De GBVS richt zich tegen terreur."
From this: "Strategie" addresses "terrorisme" (addresses).
Its subject is named by "GBVS", which is a name of policy/gbvs, the Policy labelled "Strategie".
Its object is named by "terreur", which was taken to mean threat/terrorisme, the Threat labelled "terrorisme".
The rule "r" found it (it stands in rules.yaml, with sentences that fire it), with a confidence of 0.85.`
	if got := explained(t, nil); got != want {
		t.Errorf("got\n%s\nwanted\n%s", got, want)
	}
}

func TestExplainWhatWasTakenOver(t *testing.T) {
	for name, c := range map[string]struct {
		change func(x *model.Extraction, e *model.Evidence)
		want   []string
	}{
		"from a lead-in": {func(_ *model.Extraction, e *model.Evidence) {
			e.Inherited = "subject: lead-in"
		}, []string{`Its subject is not named there; it was taken over from the sentence that opens the list (lead-in): "GBVS", which is a name of policy/gbvs`,
			`Its object is named by "terreur"`}},
		"both ends, without words": {func(_ *model.Extraction, e *model.Evidence) {
			e.Inherited, e.SubjectSpan, e.ObjectSpan = "subject: actor, object: item", nil, nil
		}, []string{"Its subject is not named there; it was taken over from the one whose duties this part of the text sums up (actor): policy/gbvs, the Policy",
			"Its object is not named there; it was taken over from the list item that it stands in, or the phrase before it (item): threat/terrorisme"}},
		"from a place that has no words here": {func(_ *model.Extraction, e *model.Evidence) {
			e.Inherited, e.SubjectSpan = "subject: moon", nil
		}, []string{"taken over from moon: policy/gbvs"}},
		"no words and nothing taken over": {func(_ *model.Extraction, e *model.Evidence) {
			e.SubjectSpan = nil
		}, []string{"Its subject is policy/gbvs, the Policy labelled \"Strategie\"; no words of the sentence are marked as naming it."}},
		"a rule of the program, no page, no heading": {func(_ *model.Extraction, e *model.Evidence) {
			e.Rule, e.Page, e.Section = "built-in", 0, nil
		}, []string{"document/d says, under no heading: ", `The rule "built-in" found it (it is part of the program and stands in no file of rules)`}},
		"an amount": {func(x *model.Extraction, e *model.Evidence) {
			x.Entities[0] = &model.Entity{ID: "budget-article/V/2", Type: model.TypeBudgetArticle, Label: "Artikel"}
			r := x.Relations[0]
			r.Subject, r.Predicate, r.Object, e.ObjectSpan = "budget-article/V/2", model.Allocates, "", nil
			r.Amount = &model.Amount{Value: "1000", Unit: "EUR", AsPrinted: "€ 1.000"}
		}, []string{`"Artikel" allocates 1000 EUR (allocates)`, `The amount is read from the words "€ 1.000".`}},
	} {
		t.Run(name, func(t *testing.T) {
			got := explained(t, c.change)
			for _, w := range c.want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is not in\n%s", w, got)
				}
			}
		})
	}
}

func TestExplainAProposedName(t *testing.T) {
	got := explained(t, func(x *model.Extraction, _ *model.Evidence) {
		x.Relations[0].Qualifiers = []model.Qualifier{{Name: "proposedBy", Value: "frog"}}
	})
	if want := "was proposed by frog, in at least one document."; !strings.HasSuffix(got, want) {
		t.Errorf("%q does not end in %q", got, want)
	}
}
