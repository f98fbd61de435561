package graph

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// entries lists what a tree holds.
func entries(t tree[int, int]) (keys, values []int) {
	for k, v := range t.All() {
		keys, values = append(keys, k), append(values, v)
	}
	return keys, values
}

func TestTreeIsASortedMapThatNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, want := newTree[int, int](cmp.Compare[int]), map[int]int{}
		for step := range rapid.IntRange(1, 12).Draw(t, "edits") {
			before, beforeValues := entries(x)
			changes := map[int]keyEdit[int, int]{}
			top := rapid.SampledFrom([]int{20, 300, 5000}).Draw(t, "top")
			for range rapid.IntRange(0, 3*nodeSize).Draw(t, "changes") {
				k := rapid.IntRange(0, top).Draw(t, "key")
				changes[k] = keyEdit[int, int]{k, step, rapid.IntRange(0, 2).Draw(t, "drop") == 0}
			}
			if rapid.IntRange(0, 4).Draw(t, "most go") == 0 {
				for _, k := range before {
					if k%7 != 0 {
						changes[k] = keyEdit[int, int]{key: k, drop: true}
					}
				}
			}
			old := x
			x = x.edit(slices.SortedFunc(maps.Values(changes), func(a, b keyEdit[int, int]) int { return cmp.Compare(a.key, b.key) }))
			for k, c := range changes {
				if want[k] = c.value; c.drop {
					delete(want, k)
				}
			}
			if k, v := entries(old); !slices.Equal(k, before) || !slices.Equal(v, beforeValues) {
				t.Fatalf("an edit changed the tree that it was made of")
			}
			compareTree(t, x, want)
		}
	})
}

func compareTree(t *rapid.T, x tree[int, int], want map[int]int) {
	keys, values := entries(x)
	if sorted := slices.Sorted(maps.Keys(want)); !slices.Equal(keys, sorted) || x.Len() != len(want) {
		t.Fatalf("keys %v, want %v; length %d", keys, sorted, x.Len())
	}
	for i, k := range keys {
		if v, ok := x.Get(k); !ok || v != want[k] || values[i] != want[k] {
			t.Fatalf("key %d has %d and %d, want %d", k, v, values[i], want[k])
		}
		if x.rank(k) != i || x.rank(k+1) != i+1 {
			t.Fatalf("key %d is the %d-th, want %d", k, x.rank(k), i)
		}
	}
	from := rapid.IntRange(-1, 5001).Draw(t, "from")
	var rest []int
	for k := range x.From(from) {
		rest = append(rest, k)
	}
	if at, found := slices.BinarySearch(keys, from); !slices.Equal(rest, keys[at:]) {
		t.Fatalf("from %d: %v", from, rest)
	} else if _, ok := x.Get(from); ok != found {
		t.Fatalf("%d is there: %v", from, ok)
	}
}
