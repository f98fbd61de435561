package graph

import (
	"iter"
	"slices"
)

// condition is a filter, or a part of one, compiled for one query of a view. It is used by
// one goroutine.
type condition[R any] struct {
	// lets says whether it lets a record through; nil lets everything through.
	lets func(R) bool
	// walk gives every record that may pass, and maybe others, out of an index, in the order
	// of the records; nil where no index serves.
	walk func() iter.Seq[R]
	// most is how many records walk gives at most.
	most int
}

// allOf is the condition that several conditions all hold. It looks where the fewest
// records may pass.
func allOf[R any](list ...condition[R]) condition[R] {
	out := condition[R]{}
	var lets []func(R) bool
	for _, c := range list {
		if c.lets != nil {
			lets = append(lets, c.lets)
		}
		if c.walk != nil && (out.walk == nil || c.most < out.most) {
			out.walk, out.most = c.walk, c.most
		}
	}
	switch len(lets) {
	case 0:
	case 1:
		out.lets = lets[0]
	default:
		out.lets = func(r R) bool { return !slices.ContainsFunc(lets, func(f func(R) bool) bool { return !f(r) }) }
	}
	return out
}

// anyOf is the condition that one of several conditions holds. Where an index serves all of
// them it looks there only; compare is the order of the records.
func anyOf[R comparable](compare func(a, b R) int, list []condition[R]) condition[R] {
	out := condition[R]{}
	indexed := true
	for _, c := range list {
		if c.lets == nil {
			return condition[R]{}
		}
		indexed, out.most = indexed && c.walk != nil, out.most+c.most
	}
	out.lets = func(r R) bool { return slices.ContainsFunc(list, func(c condition[R]) bool { return c.lets(r) }) }
	if indexed {
		out.walk = func() iter.Seq[R] {
			var all []R
			for _, c := range list {
				all = slices.AppendSeq(all, c.walk())
			}
			return slices.Values(arranged(compare, all))
		}
	}
	return out
}

// notOf is the condition that another does not hold.
func notOf[R any](c condition[R]) condition[R] {
	if c.lets == nil {
		return condition[R]{lets: func(R) bool { return false }, walk: func() iter.Seq[R] { return func(func(R) bool) {} }}
	}
	return condition[R]{lets: func(r R) bool { return !c.lets(r) }}
}

// arranged sorts records, each once.
func arranged[R comparable](compare func(a, b R) int, list []R) []R {
	slices.SortFunc(list, compare)
	return slices.Compact(list)
}

// remembered gives a function that works out its value once for each key.
func remembered[K comparable, V any](f func(K) V) func(K) V {
	known := map[K]V{}
	return func(k K) V {
		v, ok := known[k]
		if !ok {
			v = f(k)
			known[k] = v
		}
		return v
	}
}

// aliveEvery is after how many records a walk asks whether it may go on.
const aliveEvery = 1024

// passing walks over the records that pass a condition: out of an index where one serves,
// else of all. It ends with the error of alive, which may be nil.
func passing[R any](c condition[R], all iter.Seq[R], alive func() error, f func(R)) error {
	if c.walk != nil {
		all = c.walk()
	}
	n := 0
	for r := range all {
		if n++; alive != nil && n%aliveEvery == 0 {
			if err := alive(); err != nil {
				return err
			}
		}
		if c.lets == nil || c.lets(r) {
			f(r)
		}
	}
	return nil
}
