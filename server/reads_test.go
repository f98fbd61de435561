package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// reads asks a query and gives how often it read the View.
func reads(t testing.TB, s *graph.Store, query string, variables map[string]any) int {
	t.Helper()
	a := resolvers.New(s, resolvers.Limits{}, nil).Do(t.Context(), resolvers.Request{Query: query, Variables: variables})
	if len(a.Errors) > 0 {
		t.Fatal(a.Errors)
	}
	return a.Cost.Reads
}

// What the questions of testdata/queries cost: a read for each list, and one or two for
// what all its rows point at. The sixth has a list of relations in each of four sections,
// the seventh lists of lines and amounts in each of thirteen lines.
var questionReads = map[string]int{
	"01-threats": 1, "02-chapters": 6, "03-responsible": 3, "04-coalitions": 9, "05-around-gbvs": 3, "06-finances": 15, "07-budget-lines": 36,
	"08-totals-by-kind": 2, "09-largest-amounts": 2, "10-entities-per-chapter": 2, "11-most-mentioned": 8, "12-shared": 13, "13-one-chapter-only": 2,
	"14-open-lists": 3, "15-uncertain": 3, "16-between": 3, "17-how-connected": 1, "18-without-hubs": 1, "19-timeline": 6, "20-duties-of-role": 3,
}

func TestReadsOfQuestions(t *testing.T) {
	s := ingested(t)
	if files, err := filepath.Glob("../testdata/queries/*.graphql"); err != nil || len(files) != len(questionReads) {
		t.Fatalf("%d questions, of which %d are held: %v", len(files), len(questionReads), err)
	}
	for _, name := range slices.Sorted(maps.Keys(questionReads)) {
		query, err := os.ReadFile(filepath.Join("../testdata/queries", name+".graphql"))
		if err != nil {
			t.Fatal(err)
		}
		variables := map[string]any{}
		if text, err := os.ReadFile(filepath.Join("../testdata/queries", name+".variables.json")); err == nil {
			if err := json.Unmarshal(text, &variables); err != nil {
				t.Fatal(err)
			}
		}
		if got := reads(t, s, string(query), variables); got != questionReads[name] {
			t.Errorf("%s reads the view %d times; it is said to do so %d times", name, got, questionReads[name])
		}
	}
}

// manyPapers are n documents, each of which names a threat of its own that one article
// addresses, in a section of its own.
func manyPapers(t testing.TB, n int) *graph.Store {
	t.Helper()
	s := newStore(t)
	for i := range n {
		word := fmt.Sprintf("dreiging%02d", i)
		text := "Artikel 2: Veiligheid\nVoorbeelden zijn " + word + ".\n"
		p := newPaper(t, model.Metadata{ID: fmt.Sprintf("document/kst-36360-V-%d", i+1), Title: "Stuk " + word, Kind: "letter", Chapter: "budget-chapter/V"}, text)
		p.x.Document.Sections = []*model.Section{{Kind: "article", Number: "2", Title: "Veiligheid", Page: 1,
			Heading: p.spans("Artikel 2: Veiligheid")[0], Span: model.Span{End: utf8.RuneCountInString(text)}}}
		p.entity("budget-article/V/2", "Veiligheid", "Artikel 2: Veiligheid")
		p.entity("budget-chapter/V", "Buitenlandse Zaken")
		p.entity("threat/"+word, word, word)
		p.relation("budget-article/V/2", model.Addresses, "threat/"+word, "Voorbeelden zijn "+word+".")
		put(t, s, p.x)
	}
	return s
}

// A list costs as many reads with thirty rows as with three: what all rows point at is read
// at once. A list within the rows of a list costs a read a row, as each is a page of its own.
func TestReadsDoNotGrowWithRows(t *testing.T) {
	few, many := manyPapers(t, 3), manyPapers(t, 30)
	for _, x := range []struct {
		query  string
		most   int // with thirty rows
		nested bool
	}{
		{`{ relations(first: 100) { nodes { subject { id label } object { id label } evidence { text document { id title kind } } } } }`, 5, false},
		{`{ relations(first: 100) { edges { node { subject { id } object { id ... on Threat { label } } } } } }`, 3, false},
		{`{ entities(first: 100) { nodes { id label aliases mentions { totalCount } } } }`, 1, false},
		{`{ entity(id: "budget-article/V/2") { mentions(first: 100) { nodes { text document { id title } } } } }`, 4, false},
		{`{ entity(id: "budget-article/V/2") { documents(first: 100) { nodes { id title kind } } } }`, 4, false},
		{`{ documents(first: 100) { nodes { id title kind chapter { id label } } edges { node { budgetYear } } } }`, 4, false},
		{`{ sections(first: 100) { nodes { title path document { id title } chapter { id } article { id label } } } }`, 4, false},
		{`{ search(text: "dreiging", first: 100) { nodes { id label } } }`, 1, false},
		{`{ neighbourhood(id: "budget-article/V/2") { nodes { id label } edges { subject { id } object { id } } } }`, 3, false},
		{`{ entities(filter: {types: [THREAT]}, first: 100) { nodes { relations { nodes { subject { id } } } } } }`, 62, true},
		{`{ sections(first: 100) { nodes { relations { totalCount } } } }`, 33, true},
	} {
		a, b := reads(t, few, x.query, nil), reads(t, many, x.query, nil)
		if b > x.most || !x.nested && a != b {
			t.Errorf("%s: %d reads with few rows, %d with many; at most %d", x.query, a, b, x.most)
		}
	}
	ids := make([]string, 30)
	for i := range ids {
		ids[i] = fmt.Sprintf("threat/dreiging%02d", i)
	}
	query := `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Threat { label } } }`
	if got := reads(t, many, query, map[string]any{"ids": ids}); got > 1 {
		t.Errorf("nodes: %d reads", got)
	}
	if got := reads(t, many, `{`+strings.Repeat(` entity(id: "threat/dreiging01") { id }`, 3)+` a: entity(id: "threat/dreiging01") { id } }`, nil); got > 2 {
		t.Errorf("one entity, asked for twice: %d reads", got)
	}
}
