package graph

import (
	"context"
	"testing"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// A watcher is told of every commit in its order, and of what it touches.
func TestWatch(t *testing.T) {
	s := opened(t, Memory, Options{})
	w := s.Watch(10)
	defer w.Close()
	list := []*ChangeSet{Changes(s.View(), watched("document/kst-1", "terrorisme")), Changes(s.View(), watched("document/kst-2", "cyberaanvallen"))}
	if _, err := s.ApplyAll(context.Background(), list); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(context.Background(), Changes(s.View(), watched("document/kst-2", "cyberaanvallen"))); err != nil {
		t.Fatal(err) // changes nothing, and is not told
	}
	if _, err := s.Delete(context.Background(), "document/kst-1"); err != nil {
		t.Fatal(err)
	}
	type told struct {
		number  int
		touches bool
	}
	var got []told
	for range 2 {
		p := <-w.Tells()
		if p.After.Commit() != p.Before.Commit()+len(p.Written) {
			t.Errorf("%d commits from %d to %d", len(p.Written), p.Before.Commit(), p.After.Commit())
		}
		for _, x := range p.Written {
			got = append(got, told{x.Number, x.Touches([]string{"threat/nergens", "threat/terrorisme"})})
		}
	}
	want := []told{{1, true}, {2, false}, {3, true}}
	for i, x := range want {
		if i >= len(got) || got[i] != x {
			t.Fatalf("told of %v, wanted %v", got, want)
		}
	}
	if len(w.Tells()) != 0 {
		t.Error("more was told")
	}
}

// The writer waits for nobody: who falls behind is let go, and told so.
func TestWatchFallsBehind(t *testing.T) {
	s := opened(t, Memory, Options{})
	slow, closed := s.Watch(2), s.Watch(100)
	for i, word := range []string{"terrorisme", "cyberaanvallen", "spionage"} {
		if _, err := s.Apply(context.Background(), Changes(s.View(), watched("document/kst-1", word))); err != nil {
			t.Fatal(i, err)
		}
	}
	n := 0
	for range slow.Tells() {
		n++
	}
	if n != 2 || model.CodeOf(slow.Err()) != model.CodeLimit {
		t.Errorf("told of %d, then %v", n, slow.Err())
	}
	slow.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	n = 0
	for range closed.Tells() {
		n++
	}
	if n != 3 || model.CodeOf(closed.Err()) != model.CodeUnavailable {
		t.Errorf("told of %d, then %v", n, closed.Err())
	}
}

// A decision is told of, without a commit.
func TestWatchDecisions(t *testing.T) {
	s := opened(t, Memory, Options{})
	for _, id := range []string{"document/kst-1", "document/kst-2"} {
		word := map[string]string{"document/kst-1": "terrorisme", "document/kst-2": "spionage"}[id]
		if _, err := s.Apply(context.Background(), Changes(s.View(), watched(id, word))); err != nil {
			t.Fatal(err)
		}
	}
	w := s.Watch(10)
	defer w.Close()
	d := decisions.Decision{Verb: decisions.Same, A: "threat/terrorisme", B: "threat/spionage", Who: "jan", Date: "2026-11-24"}
	if _, err := s.Decide(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	p := <-w.Tells()
	if !p.Decided() || len(p.Written) != 0 || len(p.Before.IDs("threat/spionage")) != 1 || len(p.After.IDs("threat/spionage")) != 2 {
		t.Errorf("%v, %v: %v, then %v", p.Decided(), p.Written, p.Before.IDs("threat/spionage"), p.After.IDs("threat/spionage"))
	}
	if err := s.Reload(); err != nil {
		t.Fatal(err)
	}
	if p := <-w.Tells(); p.Decided() {
		t.Error("the same decisions, read again, are told as others")
	}
}

// watched is what a document says that names one threat.
func watched(document, word string) *model.Extraction {
	d := model.Document{Metadata: model.Metadata{ID: document, Title: document, Kind: "letter"}, Text: word}
	return &model.Extraction{Document: d, Entities: []*model.Entity{{ID: "threat/" + word, Type: model.TypeThreat, Label: word,
		Mentions: []model.Mention{{Text: word, Span: model.Span{End: len(word)}}}}}}
}
