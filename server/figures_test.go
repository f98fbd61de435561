package server_test

import (
	"testing"

	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// withFigures serves the documents that ship with the project, and figures made by hand.
func withFigures(t *testing.T) client {
	t.Helper()
	s := ingested(t, graph.Options{Known: func() graph.Knowledge {
		return graph.Knowledge{Chapters: []figures.ChapterName{
			{Code: "IXB", Name: "Financiën"}, {Code: "VI", Name: "Veiligheid en Justitie", Until: 2017}, {Code: "VI", Name: "Justitie en Veiligheid", From: 2018}}}
	}})
	source, err := figures.Read("../testdata/figures/begrotingsstaten.csv", figures.Options{Name: "begrotingsstaten"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ImportFigures(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	return serve(t, s, server.Options{})
}

func TestFigures(t *testing.T) {
	c := withFigures(t)
	c.same(`{ figures(article: "budget-article/V/2") {
	    standings { id year chapterCode chapterName number name figures(kinds: [EXPENDITURE], stages: [DRAFT, OUTTURN]) { kind stage amount { value unit scale asPrinted } line } }
	    others { standings { id } } } }`,
		`{"figures": {"standings": [
	      {"id": "budget-article/V/2", "year": 2017, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "2", "name": "Meer veiligheid, evenwicht en noodhulp", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "7100000", "unit": "EUR", "scale": "1000", "asPrinted": "7100"}, "line": 3},
	        {"kind": "EXPENDITURE", "stage": "OUTTURN", "amount": {"value": "6990000", "unit": "EUR", "scale": "1000", "asPrinted": "6990"}, "line": 3}]},
	      {"id": "budget-article/V/42", "year": 2018, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "42", "name": "Veiligheid en evenwicht", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "6000000", "unit": "EUR", "scale": "1000", "asPrinted": "6000"}, "line": 10},
	        {"kind": "EXPENDITURE", "stage": "OUTTURN", "amount": {"value": "5870000", "unit": "EUR", "scale": "1000", "asPrinted": "5870"}, "line": 10}]},
	      {"id": "budget-article/V/42", "year": 2019, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "42", "name": "Veiligheid en evenwicht", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "6001000", "unit": "EUR", "scale": "1000", "asPrinted": "6001"}, "line": 16},
	        {"kind": "EXPENDITURE", "stage": "OUTTURN", "amount": {"value": "5871000", "unit": "EUR", "scale": "1000", "asPrinted": "5871"}, "line": 16}]},
	      {"id": "budget-article/V/42", "year": 2020, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "42", "name": "Veiligheid en evenwicht", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "6200000", "unit": "EUR", "scale": "1000", "asPrinted": "6200"}, "line": 26}]},
	      {"id": "budget-article/V/2", "year": 2020, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "2", "name": "Veiligheid en evenwicht", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "0", "unit": "EUR", "scale": "1000", "asPrinted": "0"}, "line": 22}]},
	      {"id": "budget-article/V/2", "year": 2021, "chapterCode": "V", "chapterName": "Buitenlandse Zaken", "number": "2", "name": "Veiligheid en evenwicht", "figures": [
	        {"kind": "EXPENDITURE", "stage": "DRAFT", "amount": {"value": "6300000", "unit": "EUR", "scale": "1000", "asPrinted": "6300"}, "line": 30}]}],
	    "others": []}}`)
	c.same(`{ figures(article: "https://rijksgraaf.example/id/budget-article/V/42", year: 2018) { standings(year: 2020) { number } links { from { year number } to { year number } basis restsOn source } } }`,
		`{"figures": {"standings": [{"number": "42"}, {"number": "2"}], "links": [
	      {"from": {"year": 2017, "number": "2"}, "to": {"year": 2018, "number": "42"}, "basis": "SIMILAR_NAME", "restsOn": "a similar name under the number 42 in place of 2: 2 of the 4 words of the longer, veiligheid, evenwicht", "source": null},
	      {"from": {"year": 2018, "number": "42"}, "to": {"year": 2019, "number": "42"}, "basis": "SAME_NAME", "restsOn": "the same number and the same name", "source": null},
	      {"from": {"year": 2019, "number": "42"}, "to": {"year": 2020, "number": "42"}, "basis": "SAME_NAME", "restsOn": "the same number and the same name", "source": null},
	      {"from": {"year": 2020, "number": "42"}, "to": {"year": 2020, "number": "2"}, "basis": "SAME_NAME", "restsOn": "the same name under two numbers in one year; the amounts pass from V/42 to V/2 with the adopted figures", "source": null},
	      {"from": {"year": 2020, "number": "2"}, "to": {"year": 2021, "number": "2"}, "basis": "SAME_NAME", "restsOn": "the same number and the same name", "source": null}]}}`)
}

func TestFiguresOfANumberThatChangedMeaning(t *testing.T) {
	c := withFigures(t)
	c.same(`{ figures(article: "V/4") { standings { year number } others { standings { year name } others { standings { year } } } } }`,
		`{"figures": {"standings": [{"year": 2018, "number": "44"}, {"year": 2019, "number": "44"}, {"year": 2020, "number": "44"}, {"year": 2020, "number": "4"}, {"year": 2021, "number": "4"}],
	      "others": [{"standings": [{"year": 2017, "name": "Welvaart voor armen"}], "others": []}]}}`)
	c.same(`{ figures(article: "V/4", year: 2017) { standings { year name } others { standings { year } } } }`,
		`{"figures": {"standings": [{"year": 2017, "name": "Welvaart voor armen"}], "others": [{"standings": [{"year": 2018}, {"year": 2019}, {"year": 2020}, {"year": 2020}, {"year": 2021}]}]}}`)
}

func TestFiguresOfEntities(t *testing.T) {
	c := withFigures(t)
	c.same(`{ entity(id: "budget-article/V/2") { ... on BudgetArticle { figures { standings(year: 2021) { name } } then: figures(year: 2017) { standings(year: 2017) { name } } chapter { figures { code standings { year } } } } } }`,
		`{"entity": {"figures": {"standings": [{"name": "Veiligheid en evenwicht"}]}, "then": {"standings": [{"name": "Meer veiligheid, evenwicht en noodhulp"}]},
	      "chapter": {"figures": {"code": "V", "standings": [{"year": 2017}, {"year": 2018}, {"year": 2019}, {"year": 2020}, {"year": 2021}]}}}}`)
	c.same(`{ chapterFigures(chapter: "VI") { standings { year name number chapterName figures { line } } links { basis restsOn to { year } } articles(year: 2018) { standings(year: 2018) { number } others { standings { id } } } } }`,
		`{"chapterFigures": {"standings": [
	      {"year": 2017, "name": "Veiligheid en Justitie", "number": null, "chapterName": null, "figures": []}, {"year": 2018, "name": "Justitie en Veiligheid", "number": null, "chapterName": null, "figures": []},
	      {"year": 2019, "name": "Justitie en Veiligheid", "number": null, "chapterName": null, "figures": []}, {"year": 2020, "name": "Justitie en Veiligheid", "number": null, "chapterName": null, "figures": []}],
	    "links": [{"basis": "REGISTER", "restsOn": "the register of chapters: \"Veiligheid en Justitie\" until 2017, \"Justitie en Veiligheid\" from 2018", "to": {"year": 2018}},
	      {"basis": "SAME_NAME", "restsOn": "the same code and the same name", "to": {"year": 2019}}, {"basis": "SAME_NAME", "restsOn": "the same code and the same name", "to": {"year": 2020}}],
	    "articles": [{"standings": [{"number": "36"}], "others": []}]}}`)
	c.same(`{ chapterFigures(chapter: "V") { standings { year totals(kinds: [EXPENDITURE], stages: [ADOPTED]) { kind stage amount { value } articles } } } }`,
		`{"chapterFigures": {"standings": [
	      {"year": 2017, "totals": [{"kind": "EXPENDITURE", "stage": "ADOPTED", "amount": {"value": "10250000"}, "articles": 3}]}, {"year": 2018, "totals": [{"kind": "EXPENDITURE", "stage": "ADOPTED", "amount": {"value": "6500000"}, "articles": 3}]},
	      {"year": 2019, "totals": [{"kind": "EXPENDITURE", "stage": "ADOPTED", "amount": {"value": "6502000"}, "articles": 3}]}, {"year": 2020, "totals": [{"kind": "EXPENDITURE", "stage": "ADOPTED", "amount": {"value": "6520000"}, "articles": 4}]},
	      {"year": 2021, "totals": []}]}}`)
	c.same(`{ figureSources { id file rows amounts repairs { read name lines } warnings } }`,
		`{"figureSources": [{"id": "figures/begrotingsstaten", "file": "begrotingsstaten.csv", "rows": 52, "amounts": 220,
	      "repairs": [{"read": "Financi?n", "name": "Financien", "lines": 2}, {"read": "Kantoor op CuraÃ§ao", "name": "Kantoor op Curaçao", "lines": 1}], "warnings": []}]}`)
}

func TestFiguresThatThereAreNot(t *testing.T) {
	c := withFigures(t)
	c.same(`{ a: figures(article: "budget-article/V/99") { links { basis } } b: figures(article: "V/2", year: 2018) { links { basis } } c: figures(article: "budget-chapter/V") { links { basis } }
	    d: figures(article: "") { links { basis } } e: chapterFigures(chapter: "QQ") { code } entity(id: "budget-chapter/X") { ... on BudgetChapter { figures { code } } } }`,
		`{"a": null, "b": null, "c": null, "d": null, "e": null, "entity": {"figures": null}}`)
	if r := c.ask(`{ figures(article: "V/2", year: 0) { links { basis } } }`, nil); r.code() != "INVALID" {
		t.Errorf("year 0: %s", r.raw)
	}
	if r := c.ask(`{ figures(article: "V/2") { standings { figures(kinds: [PROFIT]) { line } } } }`, nil); r.code() != "GRAPHQL_VALIDATION_FAILED" {
		t.Errorf("a kind that there is not: %s", r.raw)
	}
	nest := `standings { figures { line } }`
	for range 4 {
		nest = `others { ` + nest + ` } articles: standings { figures { source { id } } }`
	}
	deep := `{ chapterFigures(chapter: "V") { articles { links { from { figures { source { repairs { read } } } } to { figures { source { repairs { read } } } } } ` + nest + ` } } }`
	if r := c.ask(deep, nil); r.code() != "LIMIT" {
		t.Errorf("a costly query: %.200s", r.raw)
	}
	// Without any figures the answers are the same nothings.
	fixture(t).same(`{ figures(article: "V/2") { links { basis } } chapterFigures(chapter: "V") { code } figureSources { id } }`,
		`{"figures": null, "chapterFigures": null, "figureSources": []}`)
}
