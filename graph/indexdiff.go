package graph

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

// differsFrom says in what two indexes of the same documents differ; "" when they are alike.
func (x *index) differsFrom(o *index) string {
	if x.total != o.total || !maps.Equal(x.types, o.types) || !maps.Equal(x.preds, o.preds) || !maps.Equal(x.kinds, o.kinds) {
		return "the counts"
	}
	for _, by := range []struct {
		name string
		a, b tree[*relationRecord, none]
	}{{"subject", x.bySubject, o.bySubject}, {"object", x.byObject, o.byObject}, {"predicate", x.byName, o.byName}} {
		if what := firstOther(by.a.All(), by.b.All(), func(a, b *relationRecord, _, _ none) bool { return a.same(b) }); what != "" {
			return "relations by " + by.name + ": " + what
		}
	}
	for name, what := range map[string]string{
		"entities":        firstOther(x.entities.All(), o.entities.All(), func(a, b string, r, s *entityRecord) bool { return a == b && r.same(s) }),
		"relations by id": firstOther(x.byID.All(), o.byID.All(), func(a, b uint64, r, s *relationRecord) bool { return a == b && r.same(s) }),
		"names":           firstOther(x.names.All(), o.names.All(), func(a, b nameAt, _, _ none) bool { return a == b }),
		"words": firstOther(x.words.All(), o.words.All(), func(a, b wordAt, r, s wordWorth) bool {
			return compareWords(a, b) == 0 && r == s && slices.Equal(a.of.names, b.of.names)
		}),
	} {
		if what != "" {
			return name + ": " + what
		}
	}
	return ""
}

// firstOther names the first entry of two walks that is not the same; "" when all are.
func firstOther[K, V any](a, b iter.Seq2[K, V], same func(a, b K, v, w V) bool) string {
	next, stop := iter.Pull2(b)
	defer stop()
	for k, v := range a {
		if other, w, ok := next(); !ok || !same(k, other, v, w) {
			return fmt.Sprint(k)
		}
	}
	if k, _, more := next(); more {
		return fmt.Sprint(k)
	}
	return ""
}

func (r *entityRecord) same(o *entityRecord) bool {
	return r.id == o.id && r.kind == o.kind && r.fixed == o.fixed && r.mentions == o.mentions && slices.Equal(r.names, o.names) && slices.EqualFunc(r.parts, o.parts, part.same)
}

func (r *relationRecord) same(o *relationRecord) bool {
	return r.relationKey == o.relationKey && r.id == o.id && r.evidence == o.evidence && slices.EqualFunc(r.parts, o.parts, part.same)
}

func (p part) same(o part) bool { return p.id() == o.id() && p.at == o.at && p.count == o.count }

func (r *relationRecord) String() string { return r.modelID() }
