package graph

import (
	"iter"
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

// TestQuadsInBatches: whatever documents they come from, quads come in their order and in
// whole batches but for the last, and nobody waits for them after somebody had enough.
func TestQuadsInBatches(t *testing.T) {
	var lists []iter.Seq[quad.Quad]
	var want, got []quad.Quad
	for _, n := range []int{3, 0, 2*writeBatch + 5, writeBatch} {
		list := make([]quad.Quad, n)
		for i := range list {
			list[i].Subject = quad.Int(len(want) + i)
		}
		lists, want = append(lists, slices.Values(list)), append(want, list...)
	}
	var sizes []int
	for batch := range ahead(batches(cayley.Delete, lists)) {
		sizes = append(sizes, len(batch))
		for _, d := range batch {
			got = append(got, d.Quad)
			if d.Action != cayley.Delete {
				t.Fatal("it is added")
			}
		}
	}
	if !slices.Equal(got, want) || !slices.Equal(sizes, []int{writeBatch, writeBatch, writeBatch, 8}) {
		t.Errorf("%d quads in batches of %v, of %d", len(got), sizes, len(want))
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
