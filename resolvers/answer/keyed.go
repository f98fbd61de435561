package answer

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/graph"
	spelling "rijksgraaf/graph/names"
)

// key is what a list can be sorted by in place of its own order.
type key[T any] struct {
	// name tells its cursors from those of other orders.
	name string
	// number says that it is a decimal number, down that the greatest comes first where no
	// direction is asked for.
	number, down bool
	// of gives what an item is sorted by; "" for one that has none, which comes last.
	of func(T) string
}

// parts is how many parts a mark has.
func (o order[T]) parts() int {
	if o.width > 0 {
		return o.width
	}
	var zero T
	return len(o.place(zero))
}

// by gives the order by a key, and by o among those that are alike in it.
func (o order[T]) by(k key[T], d graph.OrderDirection) order[T] {
	down := k.down
	if d != "" {
		down = d == graph.Descending
	}
	name := o.kind + "-" + k.name
	if down != k.down {
		name += "-" + strings.ToLower(string(d))
	}
	return order[T]{kind: name, width: o.parts() + 1,
		place: func(x T) []string { return append([]string{k.of(x)}, o.place(x)...) },
		compare: func(a, b []string) int {
			return cmp.Or(k.compare(a[0], b[0], down), o.compare(a[1:], b[1:]))
		}}
}

func (k *key[T]) compare(a, b string, down bool) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	}
	c := strings.Compare(a, b)
	if k.number {
		c = byNumber(a, b)
	}
	if down {
		return -c
	}
	return c
}

// turned gives the order in a direction; down says that its greatest comes first by itself.
func (o order[T]) turned(down bool, d graph.OrderDirection) order[T] {
	if d == "" || (d == graph.Descending) == down {
		return o
	}
	t := o
	t.kind += "-" + strings.ToLower(string(d))
	t.compare = func(a, b []string) int { return o.compare(b, a) }
	return t
}

// arrange gives a list in an order, each item's place read once.
func arrange[T any](list []T, o order[T]) []T {
	type marked struct {
		item T
		mark []string
	}
	all := make([]marked, len(list))
	for i, x := range list {
		all[i] = marked{x, o.place(x)}
	}
	slices.SortStableFunc(all, func(a, b marked) int { return o.compare(a.mark, b.mark) })
	out := make([]T, len(list))
	for i := range all {
		out[i] = all[i].item
	}
	return out
}

// sorted is a list that comes in an order of its own, and the other keys that it can be
// sorted by.
type sorted[T any] struct {
	own  order[T]
	down bool // whether the greatest comes first in its own order
	keys map[string]key[T]
}

// page cuts the page out of a list that stands in its own order, once it stands in the one
// asked for: a key's, or else its own. Errors: as paginate.
func (s sorted[T]) page(r *Reader, list []T, by string, d *graph.OrderDirection, p Page) (window[T], error) {
	o := s.own.turned(s.down, or(d))
	k, keyed := s.keys[by]
	if keyed {
		o = s.own.by(k, or(d))
	}
	if err := r.alive(); err != nil {
		return window[T]{}, err
	}
	if keyed || o.kind != s.own.kind {
		list = arrange(list, o)
	}
	return paginate(r, list, o, p)
}

// folded is a text as it is sorted: letter case and diacritics set aside.
func folded(s string) string { return spelling.Fold(s) }
