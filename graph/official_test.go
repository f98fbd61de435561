package graph

import (
	"fmt"
	"strconv"
	"testing"

	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// tableOf gives a document of a year whose table states amounts of articles; each is
// "article year stage supplement value scale printed rule".
func tableOf(id string, year int, amounts ...[8]string) *model.Extraction {
	x := &model.Extraction{}
	x.Document.Metadata = model.Metadata{ID: id, Title: id, Kind: "budget", SHA256: "00", Pages: 1, BudgetYear: year}
	seen := map[string]bool{}
	for i, a := range amounts {
		start := len(x.Document.Text)
		x.Document.Text += fmt.Sprintf("%s %s\n", a[0], a[6])
		row, cell := model.Span{Start: start, End: len(x.Document.Text) - 1}, model.Span{Start: start + len(a[0]) + 1, End: len(x.Document.Text) - 1}
		subject := "budget-article/" + a[0]
		if !seen[subject] {
			seen[subject] = true
			x.Entities = append(x.Entities, &model.Entity{ID: subject, Type: model.TypeBudgetArticle, Label: "Artikel " + strconv.Itoa(i)})
		}
		r := &model.Relation{Subject: subject, Predicate: model.Allocates, Amount: &model.Amount{Value: a[4], Unit: "EUR", Scale: a[5], AsPrinted: a[6]}}
		for _, q := range []model.Qualifier{{Name: "kind", Value: "expenditure"}, {Name: "stage", Value: a[2]}, {Name: "supplement", Value: a[3]}, {Name: "year", Value: a[1]}} {
			if q.Value != "" {
				r.Qualifiers = append(r.Qualifiers, q)
			}
		}
		r.Evidence = []model.Evidence{{Span: row, Text: x.Document.Text[row.Start:row.End], Page: 1, Section: []string{}, ObjectSpan: &cell, Rule: a[7], Confidence: 0.9}}
		x.Relations = append(x.Relations, r)
	}
	return x
}

// renumbered gives figures in which V/2 of 2018 is V/42 of 2019 and 2020, and V/2 again in
// 2020, and V/4 is one article in 2018 and another in 2020.
func renumbered() *figures.Source {
	s := &figures.Source{ID: "figures/one", File: "f.csv", SHA256: "0"}
	row := func(year int, number, name string, amounts ...int64) {
		r := figures.Row{Line: len(s.Rows) + 2, Year: year, Kind: figures.Expenditure, Chapter: "V", ChapterName: "Buitenlandse Zaken", Number: number, Name: name}
		for i := range amounts {
			r.Amounts[i] = &amounts[i]
		}
		s.Rows = append(s.Rows, r)
	}
	row(2018, "2", "Veiligheid en evenwicht", 100, 101, 102, 103, 104)
	row(2018, "4", "Welvaart voor armen", 900, 901, 902, 903, 904)
	row(2019, "42", "Veiligheid en evenwicht", 200, 201, 202, 203, 204)
	row(2020, "42", "Veiligheid en evenwicht", 300, 0, 0)
	row(2020, "2", "Veiligheid en evenwicht", 0, 301, 302)
	row(2020, "4", "Hulp aan reizigers", 400, 401, 402)
	return s
}

func TestCheckFigures(t *testing.T) {
	const table = "table-amount"
	s := opened(t, Memory, Options{})
	put(t, s, tableOf("document/kst-1", 2020,
		[8]string{"V/2", "2020", "draft", "", "300000", "1000", "300", table},               // V/42 then
		[8]string{"V/2", "2020", "adopted", "", "301000", "1000", "301", table},             // V/2 then
		[8]string{"V/2", "2019", "outturn", "", "205000", "1000", "205", table},             // 204, under V/42
		[8]string{"V/2", "2018", "outturn", "", "104499", "", "104.499", table},             // rounds to 104
		[8]string{"V/2", "2020", "supplementary", "1", "300000", "100000", "3", table},      // 302 rounds to 3
		[8]string{"V/2", "2020", "supplementary", "2", "1", "1000", "1", table},             // none yet
		[8]string{"V/2", "2020", "supplementary", "", "1000", "1000", "1", table},           // of which?
		[8]string{"V/2", "2021", "draft", "", "777000", "1000", "777", table},               // an estimate
		[8]string{"V/4", "2018", "outturn", "", "904000", "1000", "904", table},             // another V/4
		[8]string{"V/2", "2020", "difference", "", "2000", "1000", "2", table},              // not compared
		[8]string{"V/2.1", "2018", "outturn", "", "1000", "1000", "1", table},               // not compared
		[8]string{"V/2", "2018", "adopted", "", "5000000", "1000000", "5", "prose-amount"})) // no table
	// The document of 2018 meant the other V/4.
	put(t, s, tableOf("document/kst-2", 2018, [8]string{"V/4", "2018", "outturn", "", "904000", "1000", "904", table},
		[8]string{"V/4", "2018", "supplementary", "2", "903001000", "1000", "903.001", table}))
	// A document of no year numbers as the amount's year did; its drafts may be estimates.
	put(t, s, tableOf("document/kst-3", 0, [8]string{"V/42", "2019", "outturn", "", "204000", "1000", "204", table},
		[8]string{"V/2", "2018", "draft", "", "1000", "1000", "1", table}))
	if got := s.View().CheckFigures(FigureFilter{}); got.Agreements != 0 || got.Unmatched != 13 || got.Differences != nil {
		t.Errorf("without figures: %+v", got)
	}
	importFigures(t, s, renumbered())

	all := s.View().CheckFigures(FigureFilter{})
	if all.Agreements != 6 || all.Unmatched != 5 || len(all.Differences) != 2 {
		t.Fatalf("%d agree, %d without, differences %+v", all.Agreements, all.Unmatched, all.Differences)
	}
	d := all.Differences[0]
	if d.Evidence.Document != "document/kst-1" || d.Evidence.Text != "V/2 205" || d.Difference != "1000" || d.Stated != "205000" || d.Official != "204000" ||
		d.Figure.Number != "42" || d.Figure.Line != 4 || d.Figure.Source != "figures/one" || d.Figure.Year != 2019 {
		t.Errorf("%+v", d)
	}
	if d := all.Differences[1]; d.Evidence.Document != "document/kst-2" || d.Difference != "902098000" || d.Figure.Stage != figures.SecondSupplementary {
		t.Errorf("%+v", d)
	}
	for _, c := range []struct {
		filter                          FigureFilter
		agree, differences, withoutFigs int
	}{
		{FigureFilter{Documents: []string{"document/kst-2"}}, 1, 1, 0},
		{FigureFilter{Articles: []string{"budget-article/V/4"}}, 1, 1, 1},
		{FigureFilter{Articles: []string{"budget-article/V/4"}, Documents: []string{"document/kst-1"}}, 0, 0, 1},
		{FigureFilter{Articles: []string{"budget-chapter/V"}}, 6, 2, 5},
		{FigureFilter{Articles: []string{"budget-chapter/VI"}}, 0, 0, 0},
	} {
		if got := s.View().CheckFigures(c.filter); got.Agreements != c.agree || len(got.Differences) != c.differences || got.Unmatched != c.withoutFigs {
			t.Errorf("%+v: %d agree, %d differ, %d without", c.filter, got.Agreements, len(got.Differences), got.Unmatched)
		}
	}
}
