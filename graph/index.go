package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// index is the data behind a View. Every part is persistent in the functional sense: a
// changed index shares with the old one all that did not change.
type index struct {
	voc       *vocabulary
	documents tree[string, *documentRecord]
	entities  tree[string, *entityRecord]
	bySubject tree[*relationRecord, none] // by subject, predicate, object, value
	byObject  tree[*relationRecord, none] // by object, then the same
	byName    tree[*relationRecord, none] // by predicate, then the same
	byID      tree[uint64, *relationRecord]
	names     tree[nameAt, none]      // whole names, folded
	words     tree[wordAt, wordWorth] // words of names
	types     map[model.EntityType]int
	preds     map[model.Predicate]int
	kinds     map[string]int
	total     tally
}

// none is the value of a tree that is a set.
type none = struct{}

// nameAt is a folded name of an entity.
type nameAt struct{ name, id string }

func compareNames(a, b nameAt) int {
	return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
}

func compareSubjects(a, b *relationRecord) int { return a.compare(b.relationKey) }

func compareObjects(a, b *relationRecord) int {
	return cmp.Or(strings.Compare(a.object, b.object), a.compare(b.relationKey))
}

func comparePredicates(a, b *relationRecord) int {
	return cmp.Or(strings.Compare(string(a.predicate), string(b.predicate)), a.compare(b.relationKey))
}

// tally counts what the index, or one document, holds. What several ids of one thing say
// twice counts once.
type tally struct{ evidence, mentions, gaps, refusals, quads int }

func (t tally) plus(o tally, sign int) tally {
	return tally{t.evidence + sign*o.evidence, t.mentions + sign*o.mentions, t.gaps + sign*o.gaps,
		t.refusals + sign*o.refusals, t.quads + sign*o.quads}
}

// tallyOf counts what a document has beside mentions and evidence.
func tallyOf(s *saying) tally {
	return tally{gaps: len(s.gaps), refusals: len(s.refusals), quads: quadCount(s)}
}

func emptyIndex(voc *vocabulary) *index {
	return &index{
		voc:       voc,
		documents: newTree[string, *documentRecord](strings.Compare),
		entities:  newTree[string, *entityRecord](strings.Compare),
		bySubject: newTree[*relationRecord, none](compareSubjects),
		byObject:  newTree[*relationRecord, none](compareObjects),
		byName:    newTree[*relationRecord, none](comparePredicates),
		byID:      newTree[uint64, *relationRecord](cmp.Compare[uint64]),
		names:     newTree[nameAt, none](compareNames),
		words:     newTree[wordAt, wordWorth](compareWords),
		types:     map[model.EntityType]int{},
		preds:     map[model.Predicate]int{},
		kinds:     map[string]int{},
	}
}

// document gives what a document said; nil when it is not there.
func (x *index) document(id string) *documentRecord {
	r, _ := x.documents.Get(id)
	return r
}

// relation gives a relation by its identity; nil when it is not there.
func (x *index) relation(k relationKey) *relationRecord {
	for r := range x.bySubject.From(&relationRecord{relationKey: k}) {
		if r.relationKey == k {
			return r
		}
		break
	}
	return nil
}

// out walks over the relations of which an entity is the subject, by predicate, object.
func (x *index) out(id string) func(func(*relationRecord) bool) {
	return func(yield func(*relationRecord) bool) {
		for r := range x.bySubject.From(&relationRecord{relationKey: relationKey{subject: id}}) {
			if r.subject != id || !yield(r) {
				return
			}
		}
	}
}

// in walks over the relations of which an entity, or an IRI, is the object, by subject,
// predicate.
func (x *index) in(id string) func(func(*relationRecord) bool) {
	return func(yield func(*relationRecord) bool) {
		if id == "" {
			return
		}
		for r := range x.byObject.From(&relationRecord{relationKey: relationKey{object: id}}) {
			if r.object != id || !yield(r) {
				return
			}
		}
	}
}

// walk is out, or in where the direction says so.
func (x *index) walk(id string, d Direction) func(func(*relationRecord) bool) {
	if d == DirectionIn {
		return x.in(id)
	}
	return x.out(id)
}

// between walks over the relations from one entity to another, by predicate.
func (x *index) between(subject, object string) func(func(*relationRecord) bool) {
	return func(yield func(*relationRecord) bool) {
		for r := range x.byObject.From(&relationRecord{relationKey: relationKey{subject: subject, object: object}}) {
			if r.object != object || r.subject != subject || !yield(r) {
				return
			}
		}
	}
}

// relates says whether a document relates an entity, as subject, to another one.
func (x *index) relates(subject, object string) bool {
	for range x.between(subject, object) {
		return true
	}
	return false
}

// around lists the relations of an entity in a direction, by subject, predicate, object.
// No relation is both out and in: none has one entity at both ends.
func (x *index) around(id string, d Direction) []*relationRecord {
	var list []*relationRecord
	if d != DirectionIn {
		list = slices.AppendSeq(list, x.out(id))
	}
	if d != DirectionOut {
		list = slices.AppendSeq(list, x.in(id))
	}
	if d != DirectionIn && d != DirectionOut {
		slices.SortFunc(list, compareSubjects)
	}
	return list
}

// degree counts the relations of an entity.
func (x *index) degree(id string) int {
	after := id + "\x00"
	out := x.bySubject.rank(&relationRecord{relationKey: relationKey{subject: after}}) - x.bySubject.rank(&relationRecord{relationKey: relationKey{subject: id}})
	in := x.byObject.rank(&relationRecord{relationKey: relationKey{object: after}}) - x.byObject.rank(&relationRecord{relationKey: relationKey{object: id}})
	return out + in
}

// copied gives an index that can be changed without changing this one.
func (x *index) copied() *index {
	n := *x
	n.types, n.preds, n.kinds = maps.Clone(x.types), maps.Clone(x.preds), maps.Clone(x.kinds)
	return &n
}

// bump changes a count and drops it at zero.
func bump[K comparable](m map[K]int, k K, by int) {
	m[k] += by
	if m[k] == 0 {
		delete(m, k)
	}
}

// statistics counts what the index holds.
func (x *index) statistics() Statistics {
	s := Statistics{
		Documents: x.documents.Len(), Entities: x.entities.Len(), Relations: x.bySubject.Len(),
		Evidence: x.total.evidence, Mentions: x.total.mentions, Gaps: x.total.gaps, Refusals: x.total.refusals,
		Quads: x.total.quads,
	}
	for _, t := range ontology.Types() {
		if n := x.types[t.Name]; n > 0 {
			s.EntitiesByType = append(s.EntitiesByType, TypeCount{t.Name, n})
		}
	}
	for _, p := range ontology.Predicates() {
		if n := x.preds[p.Name]; n > 0 {
			s.RelationsByPredicate = append(s.RelationsByPredicate, PredicateCount{p.Name, n})
		}
	}
	for kind, n := range x.kinds {
		s.DocumentsByKind = append(s.DocumentsByKind, KindCount{kind, n})
	}
	slices.SortFunc(s.DocumentsByKind, func(a, b KindCount) int { return cmp.Compare(a.Kind, b.Kind) })
	return s
}
