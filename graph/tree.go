package graph

import (
	"iter"
	"slices"
)

// nodeSize is how many entries a node of a tree has at most.
const nodeSize = 64

// tree is a sorted map that never changes: edit gives another one, which shares with the
// old one all that did not change. It knows the place of each key, so that parts of it are
// counted without walking over them. It is a B+ tree whose nodes are as long as they need
// be, and no longer: an index holds millions of entries.
type tree[K, V any] struct {
	compare func(a, b K) int
	root    *node[K, V] // nil when empty
}

// node is a leaf, with a value for each key, or a branch, with the first key of each child.
type node[K, V any] struct {
	keys     []K
	values   []V
	children []*node[K, V]
	size     int // keys in all leaves under it
}

// keyEdit is what edit does to a key: it sets its value, or drops it.
type keyEdit[K, V any] struct {
	key   K
	value V
	drop  bool
}

func newTree[K, V any](compare func(a, b K) int) tree[K, V] { return tree[K, V]{compare: compare} }

// Len is the number of keys.
func (t tree[K, V]) Len() int {
	if t.root == nil {
		return 0
	}
	return t.root.size
}

// Get gives the value of a key, and whether the tree has it.
func (t tree[K, V]) Get(key K) (value V, ok bool) {
	n := t.root
	if n == nil {
		return value, false
	}
	for n.children != nil {
		n = n.children[t.child(n, key)]
	}
	i, ok := slices.BinarySearchFunc(n.keys, key, t.compare)
	if ok {
		value = n.values[i]
	}
	return value, ok
}

// child gives the child of a branch under which a key belongs.
func (t tree[K, V]) child(n *node[K, V], key K) int {
	i, found := slices.BinarySearchFunc(n.keys, key, t.compare)
	if !found {
		i--
	}
	return max(i, 0)
}

// rank counts the keys before a key.
func (t tree[K, V]) rank(key K) int {
	before, n := 0, t.root
	if n == nil {
		return 0
	}
	for n.children != nil {
		at := t.child(n, key)
		for _, c := range n.children[:at] {
			before += c.size
		}
		n = n.children[at]
	}
	i, _ := slices.BinarySearchFunc(n.keys, key, t.compare)
	return before + i
}

// All walks over the tree in order.
func (t tree[K, V]) All() iter.Seq2[K, V] { return t.at(0) }

// From walks over the keys that are not before a key.
func (t tree[K, V]) From(key K) iter.Seq2[K, V] { return t.at(t.rank(key)) }

// at walks over the tree from the i-th key on, counted from 0.
func (t tree[K, V]) at(i int) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		if t.root != nil {
			t.root.walk(i, yield)
		}
	}
}

// slices walks over the entries from the i-th on to before the j-th, those of a leaf at a time.
// They are not to be changed.
func (t tree[K, V]) slices(i, j int) iter.Seq2[[]K, []V] {
	return func(yield func([]K, []V) bool) {
		if t.root != nil && i < j {
			t.root.slices(i, j, yield)
		}
	}
}

func (n *node[K, V]) slices(i, j int, yield func([]K, []V) bool) bool {
	if n.children == nil {
		return yield(n.keys[i:j], n.values[i:j])
	}
	for _, c := range n.children {
		if i < c.size && j > 0 && !c.slices(max(i, 0), min(j, c.size), yield) {
			return false
		}
		i, j = i-c.size, j-c.size
	}
	return true
}

func (n *node[K, V]) walk(skip int, yield func(K, V) bool) bool {
	for _, c := range n.children {
		if skip >= c.size {
			skip -= c.size
			continue
		}
		if !c.walk(skip, yield) {
			return false
		}
		skip = 0
	}
	for i := skip; i < len(n.values); i++ {
		if !yield(n.keys[i], n.values[i]) {
			return false
		}
	}
	return true
}

// edit gives the tree with changes, which must be sorted by key, each key once. Dropping
// what is not there changes nothing. The time is that of the changes, not of the tree.
func (t tree[K, V]) edit(changes []keyEdit[K, V]) tree[K, V] {
	if len(changes) == 0 {
		return t
	}
	root := t.root
	if root == nil {
		root = &node[K, V]{}
	}
	list := t.editNode(root, changes)
	for len(list) > 1 {
		list = branches(list)
	}
	t.root = nil
	if len(list) == 1 {
		t.root = list[0]
		for len(t.root.children) == 1 {
			t.root = t.root.children[0]
		}
	}
	return t
}

// editNode gives the nodes that take a node's place, of its own height; none when nothing
// is left of it.
func (t tree[K, V]) editNode(n *node[K, V], changes []keyEdit[K, V]) []*node[K, V] {
	if n.children == nil {
		return t.editLeaf(n, changes)
	}
	list := make([]*node[K, V], 0, len(n.children)+1)
	for i, c := range n.children {
		end := len(changes)
		if i+1 < len(n.keys) {
			end, _ = slices.BinarySearchFunc(changes, n.keys[i+1], func(c keyEdit[K, V], key K) int { return t.compare(c.key, key) })
		}
		if end == 0 {
			list = append(list, c)
			continue
		}
		list = append(list, t.editNode(c, changes[:end])...)
		changes = changes[end:]
	}
	return branches(joinSmall(list))
}

func (t tree[K, V]) editLeaf(n *node[K, V], changes []keyEdit[K, V]) []*node[K, V] {
	keys, values := make([]K, 0, len(n.keys)+len(changes)), make([]V, 0, len(n.keys)+len(changes))
	at := 0
	for i := range changes {
		c := &changes[i]
		for at < len(n.keys) {
			order := t.compare(n.keys[at], c.key)
			if order == 0 {
				at++
			}
			if order >= 0 {
				break
			}
			keys, values = append(keys, n.keys[at]), append(values, n.values[at])
			at++
		}
		if !c.drop {
			keys, values = append(keys, c.key), append(values, c.value)
		}
	}
	return leaves(append(keys, n.keys[at:]...), append(values, n.values[at:]...))
}

// leaves cuts entries into leaves of about the same length.
func leaves[K, V any](keys []K, values []V) []*node[K, V] {
	var out []*node[K, V]
	for from, to := range parts(len(keys)) {
		out = append(out, &node[K, V]{keys: exact(keys[from:to]), values: exact(values[from:to]), size: to - from})
	}
	return out
}

// branches puts nodes under branches of about the same length.
func branches[K, V any](list []*node[K, V]) []*node[K, V] {
	var out []*node[K, V]
	for from, to := range parts(len(list)) {
		b := &node[K, V]{keys: make([]K, to-from), children: exact(list[from:to])}
		for i, c := range b.children {
			b.keys[i] = c.keys[0]
			b.size += c.size
		}
		out = append(out, b)
	}
	return out
}

// joinSmall joins leaves beside each other that have become short.
func joinSmall[K, V any](list []*node[K, V]) []*node[K, V] {
	out := list[:0]
	for _, n := range list {
		if last := len(out) - 1; last >= 0 && n.children == nil && out[last].size+n.size <= nodeSize/2 {
			out[last] = &node[K, V]{keys: slices.Concat(out[last].keys, n.keys), values: slices.Concat(out[last].values, n.values), size: out[last].size + n.size}
			continue
		}
		out = append(out, n)
	}
	return out
}

// parts cuts n things into parts of nodeSize at most that differ by one in length.
func parts(n int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		count := (n + nodeSize - 1) / nodeSize
		for i := range count {
			if !yield(i*n/count, (i+1)*n/count) {
				return
			}
		}
	}
}

// exact gives a slice of its own that has no room to spare.
func exact[T any](list []T) []T {
	out := make([]T, len(list))
	copy(out, list)
	return out
}
