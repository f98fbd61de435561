package graph

import (
	"iter"
	"slices"
	"strings"

	"rijksgraaf/model"
)

// Relation gives a relation by its id, with the evidence of every document; nil when
// unknown. The id that a relation had before its ends were joined to others goes on to answer.
func (v *View) Relation(id string) *model.Relation {
	if r := v.relationRecord(id); r != nil {
		return v.relation(r)
	}
	return nil
}

// relationRecord finds a relation by any of its ids; nil when unknown.
func (v *View) relationRecord(id string) *relationRecord {
	number, ok := relationID(id)
	if !ok {
		return nil
	}
	if r, ok := v.index().byID.Get(number); ok {
		return r
	}
	if r, ok := v.derive().parted.byID.Get(number); ok {
		return v.index().relation(v.identity().key(r.relationKey))
	}
	return nil
}

// Relations lists the relations that the filter lets through, by subject, predicate,
// object.
func (v *View) Relations(f RelationFilter) []*model.Relation {
	return v.relations(slices.Collect(v.relationRecords(v.resolved(f))))
}

// RelationPage gives the relations that the filter lets through from the offset on, limit of
// them at most, and the number of all, in the order of Relations. Only those that it gives
// are put together; those of one predicate, or all, are counted without being looked at.
func (v *View) RelationPage(f RelationFilter, offset, limit int) (page []*model.Relation, total int) {
	f = v.resolved(f)
	offset, limit = max(offset, 0), max(limit, 0)
	x := v.index()
	switch plain := f.isPlain(); {
	case plain && len(f.Predicates) == 0:
		return v.relations(take(x.bySubject.at(offset), limit)), x.bySubject.Len()
	case plain && len(f.Predicates) == 1:
		start := x.byName.rank(&relationRecord{relationKey: relationKey{predicate: f.Predicates[0]}})
		total = x.preds[f.Predicates[0]]
		return v.relations(take(x.byName.at(start+offset), min(limit, max(total-offset, 0)))), total
	}
	var list []*relationRecord
	for r := range v.relationRecords(f) {
		if total >= offset && len(list) < limit {
			list = append(list, r)
		}
		total++
	}
	return v.relations(list), total
}

// isPlain says whether a filter asks nothing but of predicates.
func (f *RelationFilter) isPlain() bool {
	return f.Subject == "" && f.Object == "" && len(f.SubjectTypes)+len(f.ObjectTypes)+len(f.Documents)+len(f.Years)+len(f.Stages)+len(f.AmountKinds) == 0 &&
		f.MinConfidence <= 0 && f.MinAmount == nil && f.MaxAmount == nil
}

// take lists the first keys of a walk.
func take[K, V any](walk iter.Seq2[K, V], limit int) []K {
	var out []K
	if limit <= 0 {
		return nil
	}
	for k := range walk {
		if out = append(out, k); len(out) == limit {
			break
		}
	}
	return out
}

// relationRecords walks over the relations that the filter, which has the ids that stay,
// lets through, by subject, predicate, object.
func (v *View) relationRecords(f RelationFilter) iter.Seq[*relationRecord] {
	return func(yield func(*relationRecord) bool) {
		for r := range v.narrowed(&f) {
			if f.lets(r) && !yield(r) {
				return
			}
		}
	}
}

// narrowed walks over those relations that one part of a filter lets through, in order: the
// part that leaves the fewest, as a rule.
func (v *View) narrowed(f *RelationFilter) iter.Seq[*relationRecord] {
	x := v.index()
	switch {
	case f.Subject != "":
		return x.out(f.Subject)
	case f.Object != "":
		return x.in(f.Object)
	case len(f.Documents) > 0:
		return slices.Values(v.ofDocuments(f.Documents))
	case len(f.SubjectTypes) > 0:
		return x.ofTypes(f.SubjectTypes)
	case len(f.Predicates) > 0:
		return slices.Values(x.ofPredicates(f.Predicates))
	}
	return keysOf(x.bySubject.All())
}

func keysOf[K, V any](walk iter.Seq2[K, V]) iter.Seq[K] {
	return func(yield func(K) bool) { walk(func(k K, _ V) bool { return yield(k) }) }
}

// ofTypes walks over the relations whose subject is of one of some types, in order.
func (x *index) ofTypes(types []model.EntityType) iter.Seq[*relationRecord] {
	return func(yield func(*relationRecord) bool) {
		for _, prefix := range typePrefixes(types) {
			for r := range x.bySubject.From(&relationRecord{relationKey: relationKey{subject: prefix}}) {
				if !strings.HasPrefix(r.subject, prefix) {
					break
				}
				if !yield(r) {
					return
				}
			}
		}
	}
}

// ofPredicates lists the relations of some predicates, in order.
func (x *index) ofPredicates(predicates []model.Predicate) []*relationRecord {
	predicates = slices.Compact(slices.Sorted(slices.Values(predicates)))
	var list []*relationRecord
	for _, p := range predicates {
		start := x.byName.rank(&relationRecord{relationKey: relationKey{predicate: p}})
		list = append(list, take(x.byName.at(start), x.preds[p])...)
	}
	if len(predicates) > 1 {
		slices.SortFunc(list, compareSubjects)
	}
	return list
}

// ofDocuments lists the relations that some documents state, in order.
func (v *View) ofDocuments(documents []string) []*relationRecord {
	var list []*relationRecord
	for _, id := range documents {
		d := v.derive().parted.document(id)
		if d == nil {
			continue
		}
		for i := range d.packed.relations {
			k, _ := d.key(d.packed.relationAt(i))
			if r := v.index().relation(v.identity().key(k)); r != nil {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, compareSubjects)
	return slices.Compact(list)
}

// RelationsOf lists an entity's relations that the filter lets through, by subject,
// predicate, object. An IRI outside the graph is the object of some.
func (v *View) RelationsOf(entity string, d Direction, f RelationFilter) []*model.Relation {
	f = v.resolved(f)
	list := v.index().around(v.ID(entity), d)
	return v.relations(slices.DeleteFunc(list, func(r *relationRecord) bool { return !f.lets(r) }))
}
