package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/benbjohnson/immutable"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

type stringOrder struct{}

func (stringOrder) Compare(a, b string) int { return strings.Compare(a, b) }

type keyOrder struct{}

func (keyOrder) Compare(a, b relationKey) int { return a.compare(b) }

// index is the data behind a View. Every part is persistent in the functional sense: a
// changed index shares with the old one all that did not change.
type index struct {
	documents *immutable.SortedMap[string, *documentRecord]
	entities  *immutable.SortedMap[string, *entityRecord]
	relations *immutable.SortedMap[relationKey, *relationRecord]
	byID      *immutable.Map[string, relationKey]
	words     *immutable.SortedMap[string, struct{}] // folded word, NUL, entity's id
	types     map[model.EntityType]int
	preds     map[model.Predicate]int
	kinds     map[string]int
	total     tally
}

// tally counts what a document contributes.
type tally struct{ evidence, mentions, gaps, refusals, quads int }

func (t tally) plus(o tally, sign int) tally {
	return tally{t.evidence + sign*o.evidence, t.mentions + sign*o.mentions, t.gaps + sign*o.gaps,
		t.refusals + sign*o.refusals, t.quads + sign*o.quads}
}

func tallyOf(s *saying) tally {
	t := tally{gaps: len(s.gaps), refusals: len(s.refusals), quads: quadCount(s)}
	for _, e := range s.entities {
		t.mentions += len(e.Mentions)
	}
	for _, r := range s.relations {
		t.evidence += len(r.Evidence)
	}
	return t
}

func emptyIndex() *index {
	return &index{
		documents: immutable.NewSortedMap[string, *documentRecord](stringOrder{}),
		entities:  immutable.NewSortedMap[string, *entityRecord](stringOrder{}),
		relations: immutable.NewSortedMap[relationKey, *relationRecord](keyOrder{}),
		byID:      immutable.NewMap[string, relationKey](nil),
		words:     immutable.NewSortedMap[string, struct{}](stringOrder{}),
		types:     map[model.EntityType]int{},
		preds:     map[model.Predicate]int{},
		kinds:     map[string]int{},
	}
}

// document gives what a document said; nil when it is not there.
func (x *index) document(id string) *saying {
	if r, ok := x.documents.Get(id); ok {
		return r.saying
	}
	return nil
}

// with gives an index in which a document says something else; nil means that it says
// nothing any more. Only what the document touches is made anew.
func (x *index) with(document string, after *saying) *index {
	before := x.document(document)
	n := *x
	n.types, n.preds, n.kinds = maps.Clone(x.types), maps.Clone(x.preds), maps.Clone(x.kinds)
	n.setDocument(document, after)
	n.setRelations(document, before, after, n.setEntities(document, before, after))
	return &n
}

func (x *index) setDocument(document string, after *saying) {
	if old, ok := x.documents.Get(document); ok {
		x.total = x.total.plus(old.tally, -1)
		bump(x.kinds, old.saying.document.Kind, -1)
		x.documents = x.documents.Delete(document)
	}
	if after != nil {
		r := &documentRecord{saying: after, tally: tallyOf(after)}
		x.total = x.total.plus(r.tally, +1)
		bump(x.kinds, after.document.Kind, +1)
		x.documents = x.documents.Set(document, r)
	}
}

// bump changes a count and drops it at zero.
func bump[K comparable](m map[K]int, k K, by int) {
	m[k] += by
	if m[k] == 0 {
		delete(m, k)
	}
}

// setEntities changes the document's part of every entity that it spoke of or speaks of,
// and gives the new records, which are not in the index yet.
func (x *index) setEntities(document string, before, after *saying) map[string]*entityRecord {
	touched := map[string]*entityRecord{}
	set := func(id string, part *model.Entity) {
		old, ok := x.entities.Get(id)
		if !ok {
			old = &entityRecord{id: id}
		}
		touched[id] = old.with(document, part)
	}
	if before != nil {
		for _, e := range before.entities {
			if after.entity(e.ID) == nil {
				set(e.ID, nil)
			}
		}
	}
	if after != nil {
		for _, e := range after.entities {
			set(e.ID, e)
		}
	}
	return touched
}

// setRelations changes the document's part of its relations, hangs new ones on their
// ends and takes vanished ones off, and puts the touched entities into the index.
func (x *index) setRelations(document string, before, after *saying, touched map[string]*entityRecord) {
	changed := map[string]*adjacency{}
	if before != nil {
		for _, r := range before.relations {
			if k := keyOf(r); after.relation(k) == nil {
				x.setRelation(document, k, nil, changed)
			}
		}
	}
	if after != nil {
		for _, r := range after.relations {
			x.setRelation(document, keyOf(r), r, changed)
		}
	}
	for id, a := range changed {
		if r := touched[id]; r != nil {
			r.out, r.in = a.out.apply(r.out), a.in.apply(r.in)
		}
	}
	for id, r := range touched {
		x.putEntity(id, r)
	}
}

// adjacency collects the changes to one entity's relations.
type adjacency struct{ out, in keyChanges }

type keyChanges struct{ add, remove []relationKey }

// apply gives a sorted list with the changes made; the old list stays as it is.
func (c *keyChanges) apply(list []relationKey) []relationKey {
	if len(c.add) == 0 && len(c.remove) == 0 {
		return list
	}
	slices.SortFunc(c.remove, relationKey.compare)
	out := make([]relationKey, 0, len(list)+len(c.add))
	for _, k := range list {
		if _, gone := slices.BinarySearchFunc(c.remove, k, relationKey.compare); !gone {
			out = append(out, k)
		}
	}
	out = append(out, c.add...)
	slices.SortFunc(out, relationKey.compare)
	return out
}

func (x *index) setRelation(document string, k relationKey, part *model.Relation, changed map[string]*adjacency) {
	old, existed := x.relations.Get(k)
	if !existed {
		old = &relationRecord{key: k, id: part.ID()}
	}
	r := old.with(document, part)
	switch {
	case len(r.parts) == 0:
		x.relations, x.byID = x.relations.Delete(k), x.byID.Delete(r.id)
		bump(x.preds, k.predicate, -1)
		subject, object := ends(changed, k)
		subject.remove, object.remove = append(subject.remove, k), append(object.remove, k)
	case !existed:
		x.byID = x.byID.Set(r.id, k)
		bump(x.preds, k.predicate, +1)
		subject, object := ends(changed, k)
		subject.add, object.add = append(subject.add, k), append(object.add, k)
		fallthrough
	default:
		x.relations = x.relations.Set(k, r)
	}
}

// ends gives where the changes of a relation's subject and object are collected.
func ends(changed map[string]*adjacency, k relationKey) (subject, object *keyChanges) {
	at := func(id string) *adjacency {
		if changed[id] == nil {
			changed[id] = &adjacency{}
		}
		return changed[id]
	}
	return &at(k.subject).out, &at(k.object).in
}

// putEntity stores a record, or drops it when no document speaks of the entity any more,
// and keeps the words that it is found by.
func (x *index) putEntity(id string, r *entityRecord) {
	old, existed := x.entities.Get(id)
	if existed {
		bump(x.types, old.kind, -1)
	} else {
		old = &entityRecord{}
	}
	if len(r.parts) == 0 {
		x.entities = x.entities.Delete(id)
	} else {
		bump(x.types, r.kind, +1)
		x.entities = x.entities.Set(id, r)
	}
	if !slices.EqualFunc(old.names, r.names, func(a, b nameCount) bool { return a.name == b.name }) {
		x.setWords(id, searchWords(old.names), searchWords(r.names))
	}
}

// setWords changes the words that an entity is found by; both lists are sorted.
func (x *index) setWords(id string, before, after []string) {
	for _, w := range before {
		if _, keep := slices.BinarySearch(after, w); !keep {
			x.words = x.words.Delete(w + "\x00" + id)
		}
	}
	for _, w := range after {
		if _, had := slices.BinarySearch(before, w); !had {
			x.words = x.words.Set(w+"\x00"+id, struct{}{})
		}
	}
}

// statistics counts what the index holds.
func (x *index) statistics() Statistics {
	s := Statistics{
		Documents: x.documents.Len(), Entities: x.entities.Len(), Relations: x.relations.Len(),
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
