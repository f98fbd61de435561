package graph

import (
	"fmt"

	"rijksgraaf/model"
)

// The limits of filters that hold filters.
const (
	// MaxFilterDepth is how many filters may stand within each other.
	MaxFilterDepth = 8
	// MaxFilterParts is how many filters one filter may hold, itself included.
	MaxFilterParts = 200
)

// extent is how large a filter is.
type extent struct{ depth, parts int }

// extentOf gives the extent of a filter that holds others.
func extentOf(inner ...extent) extent {
	e := extent{1, 1}
	for _, i := range inner {
		e.depth, e.parts = max(e.depth, i.depth+1), e.parts+i.parts
	}
	return e
}

// measured is a filter whose extent can be told.
type measured[F any] interface {
	*F
	extent() extent
}

// combined gives the extents of and, or and not.
func combined[F any, P measured[F]](and, or []F, not *F) []extent {
	var out []extent
	for i := range and {
		out = append(out, P(&and[i]).extent())
	}
	for i := range or {
		out = append(out, P(&or[i]).extent())
	}
	return withExtent[F, P](out, not)
}

func withExtent[F any, P measured[F]](list []extent, f *F) []extent {
	if f == nil {
		return list
	}
	return append(list, P(f).extent())
}

func (f *EntityFilter) extent() extent {
	list := withExtent(combined(f.And, f.Or, f.Not), f.Relations)
	return extentOf(withExtent(list, f.Sections)...)
}

func (f *RelationFilter) extent() extent {
	list := withExtent(withExtent(combined(f.And, f.Or, f.Not), f.SubjectWhere), f.ObjectWhere)
	return extentOf(withExtent(list, f.Sections)...)
}

func (f *DocumentFilter) extent() extent {
	list := withExtent(withExtent(combined(f.And, f.Or, f.Not), f.Relations), f.Entities)
	return extentOf(withExtent(list, f.Sections)...)
}

func (f *SectionFilter) extent() extent {
	return extentOf(withExtent(combined(f.And, f.Or, f.Not), f.Relations)...)
}

func (f *CommitFilter) extent() extent { return extentOf(combined(f.And, f.Or, f.Not)...) }

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *EntityFilter) Check() error { return f.extent().check() }

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *RelationFilter) Check() error { return f.extent().check() }

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *DocumentFilter) Check() error { return f.extent().check() }

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *SectionFilter) Check() error { return f.extent().check() }

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *CommitFilter) Check() error { return f.extent().check() }

func (e extent) check() error {
	switch {
	case e.depth > MaxFilterDepth:
		return tooLarge(fmt.Sprintf("%d filters stand within each other; at most %d may", e.depth, MaxFilterDepth))
	case e.parts > MaxFilterParts:
		return tooLarge(fmt.Sprintf("the filter holds %d filters; it may hold at most %d", e.parts, MaxFilterParts))
	}
	return nil
}

func tooLarge(message string) error {
	return &model.Error{Code: model.CodeLimit, Op: "filter", Message: message, Hint: "a list within one filter says or: types: [POLICY, THREAT]"}
}
