package model_test

import (
	"strings"
	"testing"

	"rijksgraaf/model"
)

// allocates makes a relation as a table makes it.
func allocates(subject, value, scale, printed string, qualifiers ...string) *model.Relation {
	r := &model.Relation{Subject: subject, Predicate: model.Allocates, Amount: &model.Amount{Value: value, Unit: "EUR", Scale: scale, AsPrinted: printed}}
	for i := 0; i < len(qualifiers); i += 2 {
		r.Qualifiers = append(r.Qualifiers, model.Qualifier{Name: qualifiers[i], Value: qualifiers[i+1]})
	}
	return r
}

func TestCompareWithOfficial(t *testing.T) {
	outturn := []string{"kind", "expenditure", "stage", "outturn", "year", "2021"}
	list := []*model.Relation{
		allocates("budget-article/X/1", "236904000", "1000", "236.904", outturn...),
		allocates("budget-article/X/2", "890210000", "1000", "890.210", outturn...),
		allocates("budget-article/X/3", "12500000", "1000000", "12,5", outturn...),
		allocates("budget-article/X/4", "12500000", "1000000", "12,5", outturn...),
		allocates("budget-chapter/X", "100", "", "100", outturn...),
		allocates("budget-article/X/1", "5", "", "5", "kind", "expenditure", "stage", "supplementary", "supplement", "2", "year", "2021"),
		// In whole euros against figures in thousands.
		allocates("budget-article/X/5", "236904321", "", "236.904.321", outturn...),
		allocates("budget-article/X/6", "236904501", "", "236.904.501", outturn...),
		// What is not compared: a sub-article, a line, a difference, no year.
		allocates("budget-article/X/1.1", "1", "", "1", outturn...),
		allocates("budget-line/X/1/opdrachten", "1", "", "1", outturn...),
		allocates("budget-article/X/1", "1", "", "1", "kind", "expenditure", "stage", "difference", "year", "2021"),
		allocates("budget-article/X/1", "1", "", "1", "kind", "expenditure", "stage", "outturn"),
	}
	figures := map[string]string{"X/1": "236904000", "X/2": "890211000", "X/3": "12549000", "X/4": "12551000", "X/": "100", "X/1/2": "4", "X/5": "236904000", "X/6": "236904000"}
	scales := map[string]string{"X/5": "1000", "X/6": "1000"}
	got, compared := model.CompareWithOfficial(list, func(f model.OfficialFigure) (model.Amount, bool) {
		if f.Year != 2021 || f.Kind != model.KindExpenditure {
			t.Errorf("asked for %+v", f)
		}
		key := f.Chapter + "/" + f.Article
		if f.Supplement == 2 && f.Stage == model.StageSupplementary {
			key += "/2"
		}
		v, ok := figures[key]
		return model.Amount{Value: v, Unit: "EUR", Scale: scales[key], AsPrinted: v}, ok
	})
	if compared != 8 {
		t.Errorf("compared %d", compared)
	}
	want := []string{"X/2 -1000", "X/4 -51000", "X/1 1", "X/6 501"}
	if len(got) != len(want) {
		t.Fatalf("%d differences: %+v", len(got), got)
	}
	for i, d := range got {
		if s := d.Chapter + "/" + d.Article + " " + d.Difference; s != want[i] {
			t.Errorf("got %s, want %s", s, want[i])
		}
	}
}

// The ids of relations to values stand in stores and addresses too.
func TestValueID(t *testing.T) {
	a := allocates("budget-article/V/2", "1200", "1000", "1,2", "kind", "expenditure", "stage", "outturn", "year", "2022")
	if got, want := a.ValueKey(), "2022||outturn||expenditure||EUR|1200"; got != want {
		t.Errorf("key %q, want %q", got, want)
	}
	if got, want := a.ID(), model.ValueID("budget-article/V/2", model.Allocates, "2022||outturn||expenditure||EUR|1200"); got != want || got != "relation/a81dd0f0630ae0bb" {
		t.Errorf("id %s, want %s", got, want)
	}
	b := allocates("budget-article/V/2", "1200", "", "1.200", "kind", "expenditure", "modality", "kan", "stage", "outturn", "year", "2022")
	if a.ID() != b.ID() {
		t.Error("what says how an amount is printed, or hedged, is part of its identity")
	}
	for _, other := range []*model.Relation{
		allocates("budget-article/V/2", "1201", "", "", "kind", "expenditure", "stage", "outturn", "year", "2022"),
		allocates("budget-article/V/2", "1200", "", "", "kind", "receipts", "stage", "outturn", "year", "2022"),
		allocates("budget-article/V/2", "1200", "", "", "kind", "expenditure", "stage", "draft", "year", "2022"),
		allocates("budget-article/V/2", "1200", "", "", "kind", "expenditure", "stage", "outturn", "year", "2023"),
	} {
		if other.ID() == a.ID() {
			t.Errorf("%s and %s share an id", other.ValueKey(), a.ValueKey())
		}
	}
	funds := &model.Relation{Subject: "a/b", Predicate: model.Funds, Object: "c/d", Amount: a.Amount, Qualifiers: a.Qualifiers}
	if funds.ID() != model.RelationID("a/b", model.Funds, "c/d") || funds.ValueKey() != "" {
		t.Error("an amount is part of the identity of a relation that has an object")
	}
}

// The contract prints every amount of a relation between two entities.
func TestContractHasAllAmounts(t *testing.T) {
	sum := func(value, year string, at int) model.Sum {
		return model.Sum{Amount: model.Amount{Value: value, Unit: "EUR", AsPrinted: value}, Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: year}}, Span: model.Span{Start: at, End: at + 1}}
	}
	x := &model.Extraction{Relations: []*model.Relation{{Subject: "budget-line/X/1/navo", Predicate: model.Funds, Object: "organisation/navo",
		Amount: &model.Amount{Value: "5", Unit: "EUR", AsPrinted: "5"}, Amounts: []model.Sum{sum("5", "2022", 3), sum("6", "2023", 5)}}}}
	var b strings.Builder
	if err := model.WriteContract(&b, x); err != nil {
		t.Fatal(err)
	}
	want := `"amount":{"value":"5","unit":"EUR","asPrinted":"5"},"amounts":[{"value":"5","unit":"EUR","asPrinted":"5","qualifiers":{"year":"2022"},"start":3,"end":4},` +
		`{"value":"6","unit":"EUR","asPrinted":"6","qualifiers":{"year":"2023"},"start":5,"end":6}]`
	if !strings.Contains(b.String(), want) {
		t.Errorf("%s\nlacks %s", b.String(), want)
	}
}

// The difference of two amounts is exact, and counts as none within the rounding of the
// coarser.
func TestDifferenceAsPrinted(t *testing.T) {
	amount := func(value, scale, printed string) *model.Amount {
		return &model.Amount{Value: value, Unit: "EUR", Scale: scale, AsPrinted: printed}
	}
	for _, c := range []struct {
		a, b       *model.Amount
		difference string
		same       bool
	}{
		{amount("1000", "1000", "1"), amount("1500", "1", "1.500"), "500", true},
		{amount("1000", "1000", "1"), amount("1501", "1", "1.501"), "501", false},
		{amount("1000", "1000", "1"), amount("2000", "1000", "2"), "1000", false},
		{amount("12500000", "1000000", "12,5"), amount("12460000", "1000", "12.460"), "-40000", true},
		{amount("0.5", "1", "0,50"), amount("0.25", "1", "0,25"), "-0.25", false},
		{amount("-100", "1", "-100"), amount("-100", "1", "-100"), "0", true},
	} {
		difference, same, err := model.DifferenceAsPrinted(c.a, c.b)
		if err != nil || difference != c.difference || same != c.same {
			t.Errorf("%s to %s: %s %t %v", c.a.Value, c.b.Value, difference, same, err)
		}
	}
	other := amount("1", "1", "1")
	other.Unit = "USD"
	for _, b := range []*model.Amount{other, amount("many", "1", "veel")} {
		if _, _, err := model.DifferenceAsPrinted(amount("1", "1", "1"), b); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%+v is compared: %v", b, err)
		}
	}
}
