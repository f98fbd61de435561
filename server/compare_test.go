package server_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// compared gives a server of the two years of testdata/compare.
func compared(t *testing.T) client {
	t.Helper()
	files, err := filepath.Glob("../testdata/compare/XV-*.txt")
	if err != nil || len(files) != 2 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	s := newStoreWith(t, graph.Options{Known: knowing})
	for _, f := range files {
		d, err := document.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, x.Extract(d))
	}
	return serve(t, s, server.Options{})
}

// The question of testdata/compare and its answer, over HTTP.
func TestCompareQuestion(t *testing.T) {
	c := compared(t)
	got := c.question("../testdata/compare/question.graphql")
	const want = "../testdata/compare/question.json"
	if *update {
		if err := os.WriteFile(want, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	expected, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, expected) {
		t.Errorf("the answer differs (run with -update and read the diff):\n%s", firstDifference(got, expected))
	}
}

// Every field of a comparison answers, and lists keep to their sizes and changes.
func TestCompareFields(t *testing.T) {
	c := compared(t)
	var all struct {
		Compare struct {
			Differs    bool
			PlaceCount int
			Places     []struct {
				From, To  struct{ Article struct{ ID string } }
				Relations []struct {
					Change            string
					ExhaustiveDiffers bool
					Implied           bool
					Elsewhere         []string
					Qualifiers        []struct{ Name string }
					From, To          *struct {
						Relation   struct{ ID string }
						Exhaustive *bool
						Evidence   []struct{ Document struct{ ID string } }
					}
				}
				Entities []struct {
					Change string
					To     struct{ Entity struct{ ID string } }
				}
				Amounts []struct {
					To struct {
						Subject struct{ ID string }
						Span    struct{ Start, End int }
						Stated  struct{ Relation struct{ ID string } }
					}
				}
			}
		}
	}
	c.get(&all, `{ compare(from: "document/kst-36200-XV-2", to: "https://rijksgraaf.example/id/document/kst-36410-XV-2", article: "XV/9", kept: true) {
		differs placeCount places(first: 1) { from { article { id } } to { article { id } }
			relations(changes: [CHANGED, REWORDED]) { change exhaustiveDiffers implied elsewhere qualifiers { name }
				from { relation { id } exhaustive evidence { document { id } } } to { relation { id } exhaustive evidence { document { id } } } }
			entities(changes: [KEPT], first: 3) { change to { entity { id } } }
			amounts(first: 2) { to { subject { id } span { start end } stated { relation { id } } } } } } }`, nil)
	r := all.Compare
	if !r.Differs || r.PlaceCount != 1 || len(r.Places) != 1 || len(r.Places[0].Entities) != 3 || len(r.Places[0].Amounts) != 2 || len(r.Places[0].Relations) != 2 {
		t.Fatalf("%+v", r)
	}
	p := r.Places[0]
	if p.From.Article.ID != "budget-article/XV/6" || p.To.Article.ID != "budget-article/XV/9" {
		t.Errorf("articles %+v", p)
	}
	for _, x := range p.Relations {
		if x.From == nil || x.To == nil || x.From.Evidence[0].Document.ID != "document/kst-36200-XV-2" || x.To.Evidence[0].Document.ID != "document/kst-36410-XV-2" || x.From.Relation.ID == x.To.Relation.ID {
			t.Errorf("a relation without the words of either side: %+v", x)
		}
	}
	if x := p.Relations[1]; x.Change != "CHANGED" || !x.ExhaustiveDiffers || x.From.Exhaustive == nil || x.To.Exhaustive != nil {
		t.Errorf("the list that was open: %+v", x)
	}
	for _, e := range p.Entities {
		if e.Change != "KEPT" || e.To.Entity.ID == "" {
			t.Errorf("kept: %+v", e)
		}
	}
	for _, a := range p.Amounts {
		if a.To.Subject.ID != "budget-article/XV/9" || a.To.Span.End <= a.To.Span.Start || !strings.HasPrefix(a.To.Stated.Relation.ID, "relation/") {
			t.Errorf("amount: %+v", a)
		}
	}
}

// What cannot be compared: nothing where nothing is, one error where the question is wrong.
func TestCompareErrors(t *testing.T) {
	c := compared(t)
	const pair = `from: "document/kst-36200-XV-2", to: "document/kst-36410-XV-2"`
	for _, x := range []struct{ query, code, words string }{
		{`{ compare(from: "document/kst-36200-XV-2", to: "document/none") { differs } }`, "", ""},
		{`{ compare(` + pair + `, article: "V/2") { differs } }`, "", ""},
		{`{ compare(` + pair + `, chapter: "V") { differs } }`, "", ""},
		{`{ compare(from: "document/kst-36200-XV-2", to: "document/kst-36200-XV-2") { differs } }`, "INVALID", "twice"},
		{`{ compare(` + pair + `) { places(first: -1) { basis } } }`, "INVALID", "negative"},
		{`{ compare(` + pair + `) { places(first: 1001) { basis } } }`, "LIMIT", "1000"},
		{`{ compare(` + pair + `) { places { amounts(first: 1001) { change } } } }`, "LIMIT", "1000"},
		{`{ compare(` + pair + `) { places(first: 1000) { relations(first: 1000) { change } } } }`, "LIMIT", "values"},
		{`{ compare(` + pair + `, topics: [WEATHER]) { differs } }`, "GRAPHQL_VALIDATION_FAILED", "WEATHER"},
	} {
		r := c.ask(x.query, nil)
		if r.code() != x.code || x.code != "" && !strings.Contains(r.Errors[0].Message, x.words) {
			t.Errorf("%s\n%.300s", x.query, r.raw)
		}
		if x.code == "" && !strings.Contains(string(r.raw), `"compare":null`) {
			t.Errorf("%s\n%.300s", x.query, r.raw)
		}
	}
}

// A document beside what it said after an earlier commit, when it is another text now.
func TestCompareWithAnEarlierCommit(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	s := newStoreWith(t, graph.Options{Known: knowing})
	for _, f := range []string{"XV-2023.txt", "XV-2024.txt"} {
		d, err := document.Read(filepath.Join("../testdata/compare", f))
		if err != nil {
			t.Fatal(err)
		}
		found := x.Extract(d)
		old := found.Document.ID
		found.Document.ID = "document/kst-1-XV-2"
		for _, e := range found.Entities {
			if e.ID == old {
				e.ID = found.Document.ID
			}
		}
		for _, r := range found.Relations {
			if r.Object == old {
				r.Object = found.Document.ID
			}
		}
		put(t, s, found)
	}
	c := serve(t, s, server.Options{})
	var got struct {
		Compare struct {
			Differs bool
			Places  []struct {
				From, To struct{ Number string }
				Entities []struct {
					From struct {
						Words struct{ Document struct{ Text string } }
					}
				}
			}
		}
	}
	c.get(&got, `{ compare(from: "document/kst-1-XV-2", to: "document/kst-1-XV-2", fromCommit: 1) { differs
	    places(first: 1) { from { number } to { number } entities(changes: [GONE], first: 1) { from { words { document { text(end: 200) } } } } } } }`, nil)
	if !got.Compare.Differs || len(got.Compare.Places) != 1 || got.Compare.Places[0].From.Number != "6" || got.Compare.Places[0].To.Number != "9" {
		t.Fatalf("%+v", got)
	}
	first, err := document.Read("../testdata/compare/XV-2023.txt")
	if err != nil {
		t.Fatal(err)
	}
	if text := got.Compare.Places[0].Entities[0].From.Words.Document.Text; text == "" || !strings.HasPrefix(first.Text, text) {
		t.Errorf("the words of the first side are not of the document as it was: %q", text)
	}
	if r := c.ask(`{ compare(from: "document/kst-1-XV-2", to: "document/kst-1-XV-2", fromCommit: 7) { differs } }`, nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "NOT_FOUND" {
		t.Errorf("a commit that there is not: %+v", r)
	}
}
