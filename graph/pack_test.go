package graph

import (
	"testing"

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
			if record.speaksOf(id) != (want.entity(id) != nil) {
				t.Fatalf("%s", id)
			}
		}
	})
}
