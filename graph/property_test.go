package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// fataler is what testing.T and rapid.T have in common.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

func memory(t fataler) *Store {
	s, err := Open(Memory, Options{})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return s
}

// rawQuads gives the quads that Cayley holds, as a set.
func rawQuads(t fataler, s *Store) map[string]int {
	t.Helper()
	out := map[string]int{}
	if err := s.back.each(func(q quad.Quad) error { out[q.NQuad()]++; return nil }); err != nil {
		t.Fatalf("each: %v", err)
	}
	return out
}

func TestQuadsSayAllThatTheDocumentSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := newSaying(drawExtraction(t, "document/kst-1"))
		voc := newVocabulary("")
		d := newDecoder(voc, "document/kst-1")
		quads := encode(voc, want)
		if len(quads) != quadCount(want) {
			t.Fatalf("%d quads, counted as %d", len(quads), quadCount(want))
		}
		if n := len(missing(quads, nil)); n != len(quads) {
			t.Fatalf("duplicates among the quads")
		}
		for _, i := range rapid.Permutation(indices(len(quads))).Draw(t, "order") {
			if err := d.add(quads[i]); err != nil {
				t.Fatalf("%v", err)
			}
		}
		got, err := d.finish()
		if err != nil {
			t.Fatalf("%v", err)
		}
		if dump(got) != dump(want) {
			t.Fatalf("read back\n%s\nwant\n%s", dump(got), dump(want))
		}
		if again := newSaying(got.extraction()); !same(voc, again, want) {
			t.Fatalf("the extraction given back says something else")
		}
	})
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestApplyTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		cs := Changes(s.View(), drawExtraction(t, "document/kst-1"))
		apply(t, s, cs)
		before := rawQuads(t, s)
		for range 2 {
			if r := apply(t, s, cs); r.Changed() {
				t.Fatalf("the second time changed %+v", r)
			}
		}
		if after := rawQuads(t, s); !reflect.DeepEqual(before, after) {
			t.Fatalf("the quads differ")
		}
		if cs.Added() != len(before) {
			t.Fatalf("%d quads of %d", len(before), cs.Added())
		}
	})
}

func apply(t fataler, s *Store, cs *ChangeSet) Result {
	t.Helper()
	r, err := s.Apply(t.Context(), cs)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return r
}

func TestAddThenDeleteIsBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		put(t, s, drawExtraction(t, "document/kst-other"))
		view, before := s.View(), rawQuads(t, s)
		put(t, s, drawExtraction(t, "document/kst-1"))
		if _, err := s.Delete(t.Context(), "document/kst-1"); err != nil {
			t.Fatalf("%v", err)
		}
		if after := rawQuads(t, s); !reflect.DeepEqual(before, after) {
			t.Fatalf("before\n%v\nafter\n%v", before, after)
		}
		if a, b := answers(view), answers(s.View()); a != b {
			t.Fatalf("the view answers\n%s\ninstead of\n%s", b, a)
		}
	})
}

func TestChangeCanBeUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		put(t, s, drawExtraction(t, "document/kst-1"))
		put(t, s, drawExtraction(t, "document/kst-other"))
		before := rawQuads(t, s)
		cs := Changes(s.View(), drawExtraction(t, "document/kst-1"))
		apply(t, s, cs)
		apply(t, s, cs.Inverse())
		if after := rawQuads(t, s); !reflect.DeepEqual(before, after) {
			t.Fatalf("the quads differ")
		}
	})
}

func TestChangedDocumentReplacesOnlyItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second, other := drawExtraction(t, "document/kst-1"), drawExtraction(t, "document/kst-1"), drawExtraction(t, "document/kst-other")
		a, b := memory(t), memory(t)
		for _, x := range []*model.Extraction{first, other, second} {
			put(t, a, x)
		}
		for _, x := range []*model.Extraction{other, second} {
			put(t, b, x)
		}
		if !reflect.DeepEqual(rawQuads(t, a), rawQuads(t, b)) {
			t.Fatalf("something is left of what the document said before")
		}
		if x, y := answers(a.View()), answers(b.View()); x != y {
			t.Fatalf("the views answer\n%s\nand\n%s", x, y)
		}
		if err := a.Verify(t.Context()); err != nil {
			t.Fatalf("%v", err)
		}
	})
}

func TestMemoryAndDiskAnswerAlike(t *testing.T) {
	dirs := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		mem := memory(t)
		disk, err := Open(fmt.Sprintf("%s/%d", dirs, n), Options{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		for range rapid.IntRange(1, 6).Draw(t, "writes") {
			id := rapid.SampledFrom([]string{"document/kst-1", "document/kst-2", "document/kst-3"}).Draw(t, "id")
			if mem.View().Document(id) != nil && rapid.Bool().Draw(t, "delete") {
				for _, s := range []*Store{mem, disk} {
					if _, err := s.Delete(t.Context(), id); err != nil {
						t.Fatalf("%v", err)
					}
				}
				continue
			}
			x := drawExtraction(t, id)
			put(t, mem, x)
			put(t, disk, x)
		}
		want := answers(mem.View())
		if got := answers(disk.View()); got != want {
			t.Fatalf("disk\n%s\nmemory\n%s", got, want)
		}
		if a, b := rawQuads(t, mem), rawQuads(t, disk); !reflect.DeepEqual(a, b) {
			t.Fatalf("memory has\n%v\ndisk\n%v", a, b)
		}
		if err := disk.Close(); err != nil {
			t.Fatalf("%v", err)
		}
		again, err := Open(disk.Dir(), Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if got := answers(again.View()); got != want {
			t.Fatalf("after opening again\n%s\nbefore\n%s", got, want)
		}
		if err := again.Close(); err != nil {
			t.Fatalf("%v", err)
		}
	})
}

// dump prints a saying with what lies behind its pointers.
func dump(s *saying) string {
	data, err := json.Marshal(s.extraction())
	return fmt.Sprintf("%s %v %s", data, err, s.document.Text)
}

// TestBatches: quads go to Cayley all, in their order, and in batches that end with a document
// unless it is large.
func TestBatches(t *testing.T) {
	of := func(sizes ...int) (quads []quad.Quad) {
		for d, n := range sizes {
			for i := range n {
				quads = append(quads, quad.Quad{Subject: quad.Int(i), Label: quad.Int(d)})
			}
		}
		return quads
	}
	for name, c := range map[string]struct{ documents, want []int }{
		"none":              {nil, nil},
		"small":             {[]int{10, 20}, []int{30}},
		"one that goes on":  {[]int{writeBatch - 1, 500, 20}, []int{writeBatch + 499, 20}},
		"one that is large": {[]int{4*writeBatch + 7}, []int{2 * writeBatch, 2 * writeBatch, 7}},
		"at the border":     {[]int{writeBatch, 3}, []int{writeBatch, 3}},
	} {
		quads := of(c.documents...)
		var got []int
		var all []quad.Quad
		for b := range batches(quads) {
			got, all = append(got, len(b)), append(all, b...)
		}
		if !slices.Equal(got, c.want) || !slices.Equal(all, quads) {
			t.Errorf("%s: batches of %v, want %v", name, got, c.want)
		}
	}
}
