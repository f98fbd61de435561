package graph

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// lineOf makes a document in which a budget line allocates amounts: value, year.
func lineOf(id string, amounts ...[2]string) *model.Extraction {
	x := &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: id, Title: id, Kind: "budget", SHA256: "00", Pages: 1}, Text: "Opdrachten 1.200 1.300 NAVO"}}
	x.Entities = []*model.Entity{{ID: "budget-line/X/1/opdrachten", Type: model.TypeBudgetLine, Label: "Opdrachten"},
		{ID: "organisation/navo", Type: model.TypeOrganisation, Label: "NAVO"}}
	evidence := func() []model.Evidence {
		return []model.Evidence{{Span: model.Span{Start: 0, End: 10}, Text: "Opdrachten", Rule: "table-amount", Confidence: 1}}
	}
	funds := &model.Relation{Subject: "budget-line/X/1/opdrachten", Predicate: model.Funds, Object: "organisation/navo", Evidence: evidence()}
	for i, a := range amounts {
		q := []model.Qualifier{{Name: model.QualifierKind, Value: "expenditure"}, {Name: model.QualifierStage, Value: "outturn"}, {Name: model.QualifierYear, Value: a[1]}}
		amount := model.Amount{Value: a[0], Unit: "EUR", AsPrinted: a[0]}
		x.Relations = append(x.Relations, &model.Relation{Subject: "budget-line/X/1/opdrachten", Predicate: model.Allocates, Amount: &amount, Qualifiers: q, Evidence: evidence()})
		funds.Amounts = append(funds.Amounts, model.Sum{Amount: amount, Qualifiers: q, Span: model.Span{Start: 11 + i, End: 12 + i}})
	}
	x.Relations = append(x.Relations, funds)
	return x
}

// values lists what a view says the line allocates.
func values(v *View) string {
	var out []string
	for _, r := range v.Allocations("budget-line/X/1/opdrachten", RelationFilter{}) {
		var by []string
		for _, e := range r.Evidence {
			by = append(by, e.Document)
		}
		out = append(out, r.Qualifier("year")+" "+r.Amount.Value+" "+strings.Join(by, ","))
	}
	return strings.Join(out, "; ")
}

// Amounts of several years are all kept; two documents that state one value share it, two
// that state different ones are both kept; deleting one leaves the other's.
func TestAmountsOfSeveralDocuments(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	put(t, s, lineOf("document/a", [2]string{"1200", "2021"}, [2]string{"1300", "2022"}, [2]string{"1200", "2023"}))
	put(t, s, lineOf("document/b", [2]string{"1200", "2021"}, [2]string{"1350", "2022"}))
	want := "2021 1200 document/a,document/b; 2022 1300 document/a; 2022 1350 document/b; 2023 1200 document/a"
	if got := values(s.View()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	id := model.RelationID("budget-line/X/1/opdrachten", model.Funds, "organisation/navo")
	if r := s.View().Relation(id); r == nil || len(r.Amounts) != 5 || r.Amount.Value != "1200" || r.Amounts[3].Document != "document/b" {
		t.Errorf("funds: %+v", r)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, dir, Options{})
	if got := values(s.View()); got != want {
		t.Errorf("opened anew: %s", got)
	}
	if _, err := s.Apply(t.Context(), Removal(s.View(), "document/a")); err != nil {
		t.Fatal(err)
	}
	if got := values(s.View()); got != "2021 1200 document/b; 2022 1350 document/b" {
		t.Errorf("after the deletion: %s", got)
	}
	if r := s.View().Relation(id); len(r.Amounts) != 2 {
		t.Errorf("funds after the deletion: %+v", r.Amounts)
	}
}

func TestFilterByAmount(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, lineOf("document/a", [2]string{"1200", "2021"}, [2]string{"-1300.5", "2022"}))
	decimal := func(v string) *string { return &v }
	for name, c := range map[string]struct {
		f    RelationFilter
		want int
	}{
		"year":                 {RelationFilter{Years: []int{2021}}, 2}, // that of the line, and that of the body which it pays
		"no such year":         {RelationFilter{Years: []int{2020}}, 0},
		"stage":                {RelationFilter{Stages: []model.Stage{model.StageDraft}}, 0},
		"kind":                 {RelationFilter{AmountKinds: []model.AmountKind{model.KindExpenditure}, Predicates: []model.Predicate{model.Allocates}}, 2},
		"least":                {RelationFilter{MinAmount: decimal("1200"), Predicates: []model.Predicate{model.Allocates}}, 1},
		"most":                 {RelationFilter{MaxAmount: decimal("-1300.50"), Predicates: []model.Predicate{model.Allocates}}, 1},
		"one amount, all asks": {RelationFilter{Years: []int{2022}, MinAmount: decimal("0")}, 0},
	} {
		if got := s.View().Relations(c.f); len(got) != c.want {
			t.Errorf("%s: %d relations, want %d", name, len(got), c.want)
		}
	}
}

// What is no exact decimal, or whose words lie outside the text, is refused.
func TestBadAmounts(t *testing.T) {
	for name, spoil := range map[string]func(*model.Extraction){
		"value":     func(x *model.Extraction) { x.Relations[0].Amount.Value = "1.2e3" },
		"unit":      func(x *model.Extraction) { x.Relations[0].Amount.Unit = "" },
		"sum":       func(x *model.Extraction) { x.Relations[1].Amounts[0].Value = "1,2" },
		"span":      func(x *model.Extraction) { x.Relations[1].Amounts[0].Span.End = 999 },
		"qualifier": func(x *model.Extraction) { x.Relations[1].Amounts[0].Qualifiers[0].Value = "\xff" },
	} {
		x := lineOf("document/a", [2]string{"1200", "2021"})
		spoil(x)
		if err := Changes(newView(newVocabulary("")), x).Err(); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A store of format 1 is read as it is, and is of the format of today once it was opened for writing.
func TestStoreOfFormatOne(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	put(t, s, generated(1, 9))
	want := nquads(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, formatFile)
	raw, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(raw), formatNow) {
		t.Fatalf("%s, %v", raw, err)
	}
	old := []byte(strings.Replace(string(raw), formatNow, `"format":1`, 1))
	if err := os.WriteFile(path, old, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		readOnly bool
		want     []byte
	}{{true, old}, {false, raw}} {
		s := opened(t, dir, Options{ReadOnly: c.readOnly})
		if nquads(t, s) != want {
			t.Error("it reads otherwise")
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("read only %t: %s, %v", c.readOnly, got, err)
		}
	}
}

func TestPartsInOrder(t *testing.T) {
	if compareNumbers("budget-article/V/2.9", "budget-article/V/2.10") >= 0 || compareNumbers("budget-article/V/2", "budget-article/V/2.1") >= 0 || compareNumbers("budget-article/V/10", "budget-article/V/9") <= 0 {
		t.Error("articles are not in the order of their numbers")
	}
}
