package graph

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"rijksgraaf/graph/names"
	"rijksgraaf/internal/turns"
	"rijksgraaf/ontology"
)

// written is what a document has come to say; a nil record: nothing.
type written struct {
	document string
	record   *documentRecord
}

// with gives an index in which documents, each named once, say something else. Only what
// they touch is made anew; all documents of a store at once are its index.
func (x *index) with(list ...written) *index {
	n := x.copied()
	list = slices.SortedFunc(slices.Values(list), func(a, b written) int { return cmp.Compare(a.document, b.document) })
	n.setDocuments(list)
	var relations []*relationRecord
	var wg sync.WaitGroup
	entities := x.entityRecords(list)
	wg.Go(func() { relations = x.relationRecords(list) })
	n.setEntities(entities)
	wg.Wait()
	n.setRelations(shareIDs(relations, n))
	return n
}

func (x *index) setDocuments(list []written) {
	edits := make([]keyEdit[string, *documentRecord], len(list))
	for i, s := range list {
		if old := x.document(s.document); old != nil {
			x.total = x.total.plus(old.tally, -1)
			bump(x.kinds, old.document.Kind, -1)
		}
		if s.record != nil {
			x.total = x.total.plus(s.record.tally, +1)
			bump(x.kinds, s.record.document.Kind, +1)
		}
		edits[i] = keyEdit[string, *documentRecord]{s.document, s.record, s.record == nil}
	}
	x.documents = x.documents.edit(edits)
}

// touch is that a document says something else of a thing.
type touch[K any] struct {
	of       K
	document string
	by       part // of no document: nothing any more
}

// allSaid gives what touches of one thing say.
func allSaid[K any](list []touch[K]) []saidBy {
	out := make([]saidBy, len(list))
	parts := make([]part, len(list))
	for i := range list {
		out[i].document = list[i].document
		if parts[i] = list[i].by; parts[i].document != nil {
			out[i].parts = parts[i : i+1]
		}
	}
	return out
}

// entityRecords gives the records that come of what documents say of entities, by id.
func (x *index) entityRecords(list []written) []*entityRecord {
	var touched []touch[string]
	var others turns.Turns
	for _, s := range list {
		if old := x.document(s.document); old != nil {
			for i := range old.packed.entities {
				if id := old.entityID(i); !s.record.speaksOf(id) {
					touched = append(touched, touch[string]{of: id, document: s.document})
				}
			}
		}
		if s.record != nil {
			for i := range s.record.packed.entities {
				others.Took()
				at := s.record.packed.entityAt(i)
				touched = append(touched, touch[string]{s.record.entityID(i), s.document, part{document: s.record, at: uint32(at)}})
			}
		}
	}
	slices.SortStableFunc(touched, func(a, b touch[string]) int { return strings.Compare(a.of, b.of) })
	var out []*entityRecord
	for list := range runs(touched, func(a, b *touch[string]) bool { return a.of == b.of }) {
		others.Took()
		old, ok := x.entities.Get(list[0].of)
		if !ok {
			old = newEntityRecord(list[0].of)
		}
		out = append(out, old.with(x.voc, allSaid(list)))
	}
	return out
}

// newEntityRecord makes a record of an entity of which no document speaks. Its id is a copy:
// as part of a document it would hold that document in memory.
func newEntityRecord(id string) *entityRecord {
	kind, _ := ontology.TypeOfID(id)
	return &entityRecord{id: strings.Clone(id), kind: kind}
}

// relationRecords gives the records that come of what documents say of relations, by
// identity.
func (x *index) relationRecords(list []written) []*relationRecord {
	var touched []touch[relationKey]
	var others turns.Turns
	for _, s := range list {
		now := map[relationKey]bool{}
		if s.record != nil {
			for i := range s.record.packed.relations {
				others.Took()
				at := s.record.packed.relationAt(i)
				u := unpacker{s.record, at}
				k, _ := u.key()
				touched = append(touched, touch[relationKey]{k, s.document, part{s.record, uint32(at), uint32(u.evidenceCount())}})
				now[k] = true
			}
		}
		if old := x.document(s.document); old != nil {
			for i := range old.packed.relations {
				if k, _ := old.key(old.packed.relationAt(i)); !now[k] {
					touched = append(touched, touch[relationKey]{of: k, document: s.document})
				}
			}
		}
	}
	slices.SortStableFunc(touched, func(a, b touch[relationKey]) int { return a.of.compare(b.of) })
	var out []*relationRecord
	for list := range runs(touched, func(a, b *touch[relationKey]) bool { return a.of == b.of }) {
		others.Took()
		r := x.relation(list[0].of)
		if r == nil {
			r = newRelationRecord(list[0].of)
		}
		out = append(out, r.with(allSaid(list)))
	}
	return out
}

func newRelationRecord(k relationKey) *relationRecord {
	id, _ := relationID(k.modelID())
	p, _ := ontology.Predicate(k.predicate)
	return &relationRecord{id: id, relationKey: relationKey{k.subject, cmp.Or(p.Name, k.predicate), k.object, strings.Clone(k.value)}}
}

// shareIDs lets the relations have the strings that the entities at their ends have, so
// that none holds a document in memory.
func shareIDs(list []*relationRecord, x *index) []*relationRecord {
	shared := map[string]string{}
	share := func(id *string) {
		s, ok := shared[*id]
		if !ok {
			if r, known := x.entities.Get(*id); known {
				s = r.id
			} else {
				s = strings.Clone(*id)
			}
			shared[s] = s
		}
		*id = s
	}
	for _, r := range list {
		share(&r.subject)
		share(&r.object)
	}
	return list
}

// runs walks over the runs of equals in a sorted list.
func runs[T any](list []T, equal func(a, b *T) bool) func(func([]T) bool) {
	return func(yield func([]T) bool) {
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && equal(&list[from], &list[to]) {
				to++
			}
			if !yield(list[from:to]) {
				return
			}
			from = to
		}
	}
}

// setEntities puts records into the index, by id, or drops those that no document speaks of
// any more, and keeps the names and words that they are found by.
func (x *index) setEntities(list []*entityRecord) {
	edits := make([]keyEdit[string, *entityRecord], len(list))
	var whole []keyEdit[nameAt, none]
	var words []keyEdit[wordAt, wordWorth]
	var others turns.Turns
	for i, r := range list {
		others.Took()
		old, existed := x.entities.Get(r.id)
		if existed {
			bump(x.types, old.kind, -1)
			x.total.mentions -= old.mentions
		} else {
			old = &entityRecord{}
		}
		gone := len(r.parts) == 0
		if !gone {
			bump(x.types, r.kind, +1)
			x.total.mentions += r.mentions
		}
		edits[i] = keyEdit[string, *entityRecord]{r.id, r, gone}
		renamed := !slices.EqualFunc(old.names, r.names, func(a, b nameCount) bool { return a.name == b.name })
		if renamed {
			whole = append(whole, changedNames(r.id, foldedNames(old.names), foldedNames(r.names))...)
		}
		if renamed || old.label() != r.label() {
			words = append(words, changedWords(old, r, gone)...)
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { x.words = x.words.edit(sorted(words, compareWords)) })
	x.names = x.names.edit(sorted(whole, compareNames))
	x.entities = x.entities.edit(edits)
	wg.Wait()
}

func sorted[K, V any](list []keyEdit[K, V], compare func(a, b K) int) []keyEdit[K, V] {
	slices.SortFunc(list, func(a, b keyEdit[K, V]) int { return compare(a.key, b.key) })
	return list
}

// foldedName is a name as it is looked up: what is exactly the same name (names.Key) is the
// same, and so are names that differ in case and diacritics.
func foldedName(name string) string { return names.Fold(names.Key(name)) }

func foldedNames(counts []nameCount) []string {
	out := make([]string, 0, len(counts))
	for i := range counts {
		out = append(out, foldedName(counts[i].name))
	}
	return sortedSet(out)
}

// changedNames gives what differs between the names of an entity; both lists are sorted.
func changedNames(id string, before, after []string) []keyEdit[nameAt, none] {
	var out []keyEdit[nameAt, none]
	for _, w := range before {
		if _, keep := slices.BinarySearch(after, w); !keep {
			out = append(out, keyEdit[nameAt, none]{key: nameAt{w, id}, drop: true})
		}
	}
	for _, w := range after {
		if _, had := slices.BinarySearch(before, w); !had {
			out = append(out, keyEdit[nameAt, none]{key: nameAt{w, id}})
		}
	}
	return out
}

// changedWords sets all words that an entity is found by, for each leads to all its names,
// and drops those that it has no more.
func changedWords(old, r *entityRecord, gone bool) []keyEdit[wordAt, wordWorth] {
	s := r.spelling()
	var now []spelledWord
	if !gone {
		now = s.indexed()
	}
	var out []keyEdit[wordAt, wordWorth]
	for _, w := range searchWords(old.spelling().names) {
		if _, keep := slices.BinarySearchFunc(now, w, func(x spelledWord, w string) int { return strings.Compare(x.word, w) }); !keep {
			out = append(out, keyEdit[wordAt, wordWorth]{key: wordAt{w, s}, drop: true})
		}
	}
	for _, x := range now {
		out = append(out, keyEdit[wordAt, wordWorth]{key: wordAt{x.word, s}, value: x.wordWorth})
	}
	return out
}

// setRelations puts records into the index, by identity, or drops those that no document
// states any more.
func (x *index) setRelations(list []*relationRecord) {
	edits := make([]keyEdit[*relationRecord, none], len(list))
	ids := make([]keyEdit[uint64, *relationRecord], len(list))
	var others turns.Turns
	for i, r := range list {
		others.Took()
		if old := x.relation(r.relationKey); old != nil {
			bump(x.preds, old.predicate, -1)
			x.total.evidence -= old.evidence
		}
		gone := len(r.parts) == 0
		if !gone {
			bump(x.preds, r.predicate, +1)
			x.total.evidence += r.evidence
		}
		edits[i] = keyEdit[*relationRecord, none]{key: r, drop: gone}
		ids[i] = keyEdit[uint64, *relationRecord]{r.id, r, gone}
	}
	x.bySubject = x.bySubject.edit(edits)
	slices.SortFunc(ids, func(a, b keyEdit[uint64, *relationRecord]) int { return cmp.Compare(a.key, b.key) })
	x.byID = x.byID.edit(ids)
	for _, by := range []*tree[*relationRecord, none]{&x.byObject, &x.byName} {
		slices.SortFunc(edits, func(a, b keyEdit[*relationRecord, none]) int { return by.compare(a.key, b.key) })
		*by = by.edit(edits)
	}
}
