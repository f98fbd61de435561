package ingest

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// of is what was read of a file: a document of a number of entities, of a type that is on
// the ontology or not.
func of(id string, entities int, kind model.EntityType) reading {
	x := &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: "document/" + id, Pages: 1, SHA256: id}, Text: id}}
	for i := range entities {
		x.Entities = append(x.Entities, &model.Entity{ID: fmt.Sprintf("policy/%s-%d", id, i), Type: kind, Label: "GBVS"})
	}
	return reading{file: id, sha256: id, extraction: x}
}

func memoryWriter(t *testing.T) *writer {
	t.Helper()
	store, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return &writer{store: store, seen: map[string]origin{}}
}

// group makes readings ready for the writer.
func group(t *testing.T, w *writer, list ...reading) (items []item) {
	t.Helper()
	for _, r := range list {
		i, err := w.ready(r.file, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, i)
	}
	return items
}

// TestABadDocumentDoesNotSpoilItsGroup: the others are in, in order, each a commit.
func TestABadDocumentDoesNotSpoilItsGroup(t *testing.T) {
	w := memoryWriter(t)
	items := group(t, w, of("a", 2, model.TypePolicy), of("odd", 1, "Dragon"), of("b", 1, model.TypePolicy), of("a", 2, model.TypePolicy), of("a", 2, model.TypePolicy))
	if w.store.View().Commit() != 0 {
		t.Error("something was written before its group")
	}
	done, err := w.write(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range done {
		got = append(got, o.File+" "+string(o.Status))
	}
	if want := []string{"a added", "odd failed", "b added", "a unchanged", "a unchanged"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := w.store.View().Commit(); n != 2 {
		t.Errorf("%d commits, want 2", n)
	}
}

// TestNothingIsDoneThatIsNotWritten: a group that cannot be written gives no outcome of
// those that were to be written.
func TestNothingIsDoneThatIsNotWritten(t *testing.T) {
	w := memoryWriter(t)
	items := group(t, w, of("a", 1, model.TypePolicy), of("b", 1, model.TypePolicy))
	if err := w.store.Close(); err != nil {
		t.Fatal(err)
	}
	if done, err := w.write(t.Context(), items); model.CodeOf(err) != model.CodeUnavailable || len(done) != 0 {
		t.Errorf("got %v, %v, want nothing and UNAVAILABLE", done, err)
	}
}

// TestQueueGivesWhatIsThere: in order, in groups that are bounded, and nothing after its
// end.
func TestQueueGivesWhatIsThere(t *testing.T) {
	w, q := memoryWriter(t), newQueue()
	items := group(t, w, of("a", 1, model.TypePolicy), of("large", groupQuads, model.TypePolicy), of("b", 1, model.TypePolicy), of("c", 1, model.TypePolicy))
	var done sync.WaitGroup
	done.Go(func() {
		for _, i := range items {
			q.put(i) // the last two wait for room
		}
		q.end()
		if q.put(items[0]) {
			t.Error("the queue takes an item after its end")
		}
	})
	var got []string
	for g := q.take(); len(g) > 0; g = q.take() {
		if n := g[0].quads(); len(g) > 1 && n > groupQuads {
			t.Errorf("a group of %d begins with %d quads", len(g), n)
		}
		for _, i := range g {
			got = append(got, i.outcome.File)
		}
	}
	done.Wait()
	if want := []string{"a", "large", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
