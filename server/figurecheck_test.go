package server_test

import (
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// checkedFigures serves one table about V/2 in 2022, with official figures where asked.
func checkedFigures(t *testing.T, withFigures bool) client {
	t.Helper()
	s := newStoreWith(t, graph.Options{})
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := document.Read("../testdata/tables/01.txt")
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, x.Extract(d))
	if withFigures {
		source := &figures.Source{ID: "figures/staten", File: "staten.csv", SHA256: "0"}
		outturn := func(year int, number string, kind figures.Kind, amount int64) {
			r := figures.Row{Line: len(source.Rows) + 2, Year: year, Kind: kind, Chapter: "V", ChapterName: "Buitenlandse Zaken", Number: number, Name: "Veiligheid en stabiliteit"}
			r.Amounts[4] = &amount
			source.Rows = append(source.Rows, r)
		}
		outturn(2021, "42", figures.Expenditure, 262891)
		outturn(2022, "2", figures.Expenditure, 270445)
		outturn(2022, "2", figures.Receipts, 1250)
		if _, err := s.ImportFigures(t.Context(), source); err != nil {
			t.Fatal(err)
		}
	}
	return serve(t, s, server.Options{})
}

func TestFigureCheck(t *testing.T) {
	checkedFigures(t, false).same(`{ figureCheck { agreements } }`, `{"figureCheck": null}`)
	c := checkedFigures(t, true)
	first := `{"document": {"id": "document/01"}, "article": {"number": "2"}, "year": 2021, "kind": "EXPENDITURE", "stage": "OUTTURN",
	    "stated": {"value": "262890000", "scale": "1000", "asPrinted": "262.890"}, "span": {"start": 756, "end": 763}, "evidence": {"page": 1, "rule": "table-total"},
	    "relation": {"predicate": "ALLOCATES", "amount": {"value": "262890000"}},
	    "official": {"line": 2, "amount": {"value": "262891000"}, "source": {"file": "staten.csv"}}, "standing": {"id": "budget-article/V/42", "year": 2021}, "difference": "-1000"}`
	c.same(`{ figureCheck(document: "document/01", article: "V/2") { agreements unmatched differing differences(first: 1) {
	    document { id } article { number } year kind stage stated { value scale asPrinted } span { start end } evidence { page rule }
	    relation { predicate amount { value } } official { line amount { value } source { file } } standing { id year } difference } } }`,
		`{"figureCheck": {"agreements": 1, "unmatched": 15, "differing": 2, "differences": [`+first+`]}}`)
	c.same(`{ figureCheck(article: "https://rijksgraaf.example/id/budget-chapter/V") { differences { year difference } } none: figureCheck(document: "document/none") { agreements unmatched differing } other: figureCheck(article: "VI") { unmatched } }`,
		`{"figureCheck": {"differences": [{"year": 2021, "difference": "-1000"}, {"year": 2022, "difference": "10000"}]},
	    "none": {"agreements": 0, "unmatched": 0, "differing": 0}, "other": {"unmatched": 0}}`)
	for query, want := range map[string]string{
		`{ figureCheck { differences(first: -1) { year } } }`:   "must not be negative",
		`{ figureCheck { differences(first: 1001) { year } } }`: "1001 is more than 1000",
	} {
		if r := c.ask(query, nil); !strings.Contains(r.raw, want) {
			t.Errorf("%s: %s", query, r.raw)
		}
	}
}
