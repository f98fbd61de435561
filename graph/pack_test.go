package graph

import (
	"iter"
	"path/filepath"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

func TestUnpackedIsWhatWasPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := newSaying(drawExtraction(t, "document/kst-1"))
		record := packSaying(want)
		got := record.saying()
		if a, b := dump(got), dump(want); a != b {
			t.Fatalf("unpacked\n%s\nwant\n%s", a, b)
		}
		for i, r := range want.relations {
			k, confidence := record.key(record.packed.relationAt(i))
			if k != keyOf(r) || confidence != r.Confidence() || got.ids[i] != want.ids[i] || got.repeated[i] != want.repeated[i] {
				t.Fatalf("relation %d is %v %v", i, k, confidence)
			}
		}
		for _, id := range pool {
			if e := want.entity(id); record.speaksOf(id) != (e != nil) || e != nil && record.named(id).Label != e.Label {
				t.Fatalf("%s", id)
			}
		}
		voc := newVocabulary("")
		if quads := slices.Collect(record.quads(voc)); !slices.Equal(quads, encode(voc, want)) {
			t.Fatalf("its quads, one by one, are %v", quads)
		}
	})
}

// TestQuadsInBatches: quads go to Cayley all, in their order, and in batches that end with a
// document unless it is large; nobody waits for them after somebody had enough.
func TestQuadsInBatches(t *testing.T) {
	for name, c := range map[string]struct{ documents, want []int }{
		"none":              {nil, nil},
		"small":             {[]int{10, 0, 20}, []int{30}},
		"one that goes on":  {[]int{writeBatch - 1, 500, 20}, []int{writeBatch + 499, 20}},
		"one that is large": {[]int{4*writeBatch + 7}, []int{2 * writeBatch, 2 * writeBatch, 7}},
		"at the border":     {[]int{writeBatch, 3}, []int{writeBatch, 3}},
	} {
		var lists []iter.Seq[quad.Quad]
		var want, all []quad.Quad
		for d, n := range c.documents {
			list := make([]quad.Quad, n)
			for i := range list {
				list[i] = quad.Quad{Subject: quad.Int(i), Label: quad.Int(d)}
			}
			lists, want = append(lists, slices.Values(list)), append(want, list...)
		}
		var got []int
		for batch := range ahead(batches(cayley.Add, writeBatch, lists...)) {
			got = append(got, len(batch))
			for _, d := range batch {
				if all = append(all, d.Quad); d.Action != cayley.Add {
					t.Errorf("%s: %v is to be %v", name, d.Quad, d.Action)
				}
			}
		}
		if !slices.Equal(got, c.want) || !slices.Equal(all, want) {
			t.Errorf("%s: batches of %v, want %v", name, got, c.want)
		}
	}
	ended := make(chan struct{})
	endless := func(yield func(int) bool) {
		defer close(ended)
		for i := 0; yield(i); i++ {
		}
	}
	for i := range ahead(endless) {
		if i == 3 {
			break
		}
	}
	<-ended
}

// A store that others read is handed documents in smaller pieces, and holds the same.
func TestServing(t *testing.T) {
	var want string
	for _, serving := range []bool{false, true} {
		s := opened(t, filepath.Join(t.TempDir(), "store"), Options{Serving: serving})
		for i := range 3 {
			put(t, s, generated(i, 300))
		}
		changed := generated(7, 200)
		changed.Document.ID = generated(1, 300).Document.ID
		put(t, s, changed)
		if _, err := s.Delete(t.Context(), generated(2, 300).Document.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(t.Context()); err != nil {
			t.Error(err)
		}
		if s.View().Statistics().Quads < 10*servingBatch {
			t.Fatal("all quads fit into few pieces")
		}
		if got := nquads(t, s); want == "" {
			want = got
		} else if got != want {
			t.Error("it holds something else")
		}
	}
}
