package graph

import (
	"iter"
	"slices"
	"strings"

	"rijksgraaf/model"
)

// Relation gives a relation by its id, with the evidence of every document; nil when
// unknown or refused. The id that a relation had before its ends were joined to others goes on
// to answer.
func (v *View) Relation(id string) *model.Relation {
	if r := v.relationRecord(id); r != nil {
		return v.relation(r)
	}
	return nil
}

// AnyRelation is Relation, but it gives also what was refused: for whoever asks for just that
// one, and tells so (DecisionOn).
func (v *View) AnyRelation(id string) *model.Relation {
	if r := v.derive().stated(id); r != nil {
		return v.relation(r)
	}
	return nil
}

// relationRecord finds a relation by any of its ids; nil when unknown or refused.
func (v *View) relationRecord(id string) *relationRecord {
	r := v.derive().stated(id)
	if r == nil || v.derive().rulings.refuses(r.relationKey) {
		return nil
	}
	return r
}

// stated finds a relation that documents state by any of its ids; nil when unknown.
func (d *derived) stated(id string) *relationRecord {
	number, ok := relationID(id)
	if !ok {
		return nil
	}
	if r, ok := d.united.byID.Get(number); ok {
		return r
	}
	if r, ok := d.parted.byID.Get(number); ok {
		return d.united.relation(d.identity.key(r.relationKey))
	}
	return nil
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
	list := v.index().around(v.ID(entity), d)
	if c := v.relationCondition(&f); c.lets != nil {
		list = slices.DeleteFunc(list, func(r *relationRecord) bool { return !c.lets(r) })
	}
	return v.relations(list)
}
