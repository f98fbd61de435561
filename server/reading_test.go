package server_test

import "testing"

// What a window of a text holds is what touches it, with the place of each.
func TestReading(t *testing.T) {
	c := fixture(t)
	c.same(`{ document(id: "document/kst-36360-V-1") { reading(start: 0, end: 36) {
		mentions { span { start end } entity { id } }
		statements { span { start end } relations { predicate object { id } } } } } }`,
		`{"document": {"reading": {
			"mentions": [{"span": {"start": 0, "end": 36}, "entity": {"id": "budget-article/V/2"}}],
			"statements": [{"span": {"start": 0, "end": 36}, "relations": [
				{"predicate": "DESCRIBED_IN", "object": {"id": "document/kst-36360-V-1"}},
				{"predicate": "PART_OF", "object": {"id": "budget-chapter/V"}}]}]}}}`)
	c.same(`{ document(id: "document/kst-36360-V-1") { reading(start: 36, end: 36) { mentions { span { start } } statements { span { start } } } } }`,
		`{"document": {"reading": {"mentions": [], "statements": []}}}`)
	c.same(`{ document(id: "document/kst-35000-7") { reading { mentions { span { start } } } } }`, `{"document": {"reading": {"mentions": []}}}`)
}

// All windows together hold every mention and every statement of the document, each once
// where windows do not cut it.
func TestReadingHoldsAll(t *testing.T) {
	c := fixture(t)
	var r struct {
		Document struct {
			Reading struct {
				Mentions   []struct{ Span struct{ Start, End int } }
				Statements []struct{ Relations []struct{ ID string } }
			}
			Statements struct{ TotalCount int }
		}
		Entities struct {
			Nodes []struct{ Mentions struct{ TotalCount int } }
		}
	}
	c.get(&r, `{ document(id: "document/kst-36360-V-1") { reading { mentions { span { start end } } statements { relations { id } } } statements(first: 0) { totalCount } }
		entities(first: 100) { nodes { mentions(first: 0, document: "document/kst-36360-V-1") { totalCount } } } }`, nil)
	relations := map[string]bool{}
	for _, s := range r.Document.Reading.Statements {
		for _, x := range s.Relations {
			relations[x.ID] = true
		}
	}
	if got, want := len(relations), r.Document.Statements.TotalCount; got != want || want == 0 {
		t.Errorf("the reading holds %d relations; the document states %d", got, want)
	}
	mentions := 0
	for _, e := range r.Entities.Nodes {
		mentions += e.Mentions.TotalCount
	}
	if got := len(r.Document.Reading.Mentions); got != mentions || got == 0 {
		t.Errorf("the reading holds %d mentions; the entities have %d", got, mentions)
	}
	for i, m := range r.Document.Reading.Mentions[1:] {
		if m.Span.Start < r.Document.Reading.Mentions[i].Span.Start {
			t.Errorf("mention %d begins before the one that it follows", i+1)
		}
	}
}

func TestReadingRefuses(t *testing.T) {
	c := fixture(t)
	for _, arguments := range []string{"start: -1", "start: 5, end: 4"} {
		if r := c.ask(`{ document(id: "document/kst-36360-V-1") { reading(`+arguments+`) { mentions { span { start } } } } }`, nil); r.code() != "INVALID" {
			t.Errorf("%s: code %q: %s", arguments, r.code(), r.raw)
		}
	}
}
