package graph

import "slices"

// Nesting is a filter that holds filters of its own sort.
type Nesting[F any] interface {
	*F
	// Held gives the filters that must all fit, those of which one must if there are any,
	// and the one that must not, which may be nil.
	Held() (and, or []F, not *F)
}

// CheckNesting says CodeLimit when filters of one sort stand too deep within each other, or
// are too many.
func CheckNesting[F any, P Nesting[F]](f *F) error { return nestingExtent[F, P](f).check() }

func nestingExtent[F any, P Nesting[F]](f *F) extent {
	and, or, not := P(f).Held()
	var inner []extent
	for _, list := range [][]F{and, or, notList(not)} {
		for i := range list {
			inner = append(inner, nestingExtent[F, P](&list[i]))
		}
	}
	return extentOf(inner...)
}

// LetsThrough says whether a filter lets something through, itself and by what it holds. own
// says whether what a filter asks of itself is there.
func LetsThrough[F any, P Nesting[F]](f *F, own func(*F) bool) bool {
	if !own(f) {
		return false
	}
	and, or, not := P(f).Held()
	lets := func(g F) bool { return LetsThrough[F, P](&g, own) }
	return !slices.ContainsFunc(and, func(g F) bool { return !lets(g) }) &&
		(len(or) == 0 || slices.ContainsFunc(or, lets)) && (not == nil || !lets(*not))
}

func notList[F any](f *F) []F {
	if f == nil {
		return nil
	}
	return []F{*f}
}
