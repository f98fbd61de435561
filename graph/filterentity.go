package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

func compareEntities(a, b *entityRecord) int { return cmp.Compare(a.id, b.id) }

// allEntities walks over all entities, by id.
func (v *View) allEntities() iter.Seq[*entityRecord] {
	return func(yield func(*entityRecord) bool) {
		v.index().entities.All()(func(_ string, r *entityRecord) bool { return yield(r) })
	}
}

// entityCondition compiles a filter of entities; nil lets everything through.
func (v *View) entityCondition(f *EntityFilter) condition[*entityRecord] {
	if f == nil {
		return condition[*entityRecord]{}
	}
	var list []condition[*entityRecord]
	add := func(asked bool, make func() condition[*entityRecord]) {
		if asked {
			list = append(list, make())
		}
	}
	add(len(f.IDs) > 0, func() condition[*entityRecord] { return v.entitiesNamed(f.IDs) })
	add(len(f.Types) > 0, func() condition[*entityRecord] { return v.entitiesOfTypes(f.Types) })
	add(f.Text != "", func() condition[*entityRecord] { return v.entitiesCalled(f.Text) })
	add(len(f.Documents) > 0, func() condition[*entityRecord] { return v.entitiesIn(setOf(f.Documents)) })
	if len(f.Chapters)+len(f.Years)+len(f.DocumentKinds) > 0 {
		list = append(list, v.entitiesIn(v.documentsOf(f.Chapters, f.Years, f.DocumentKinds)))
	}
	add(len(f.Articles) > 0, func() condition[*entityRecord] { return v.entitiesAt(v.placesOfArticles(f.Articles)) })
	add(f.Sections != nil, func() condition[*entityRecord] { return v.entitiesAt(v.placesOfSections(*f.Sections)) })
	add(len(f.Predicates) > 0, func() condition[*entityRecord] {
		return v.entitiesRelated(&RelationFilter{Predicates: f.Predicates})
	})
	add(f.Relations != nil, func() condition[*entityRecord] { return v.entitiesRelated(f.Relations) })
	add(f.MinMentions != nil || f.MaxMentions != nil, func() condition[*entityRecord] {
		return condition[*entityRecord]{lets: func(r *entityRecord) bool { return inRange(r.mentions, f.MinMentions, f.MaxMentions) }}
	})
	add(f.MinDegree != nil || f.MaxDegree != nil, func() condition[*entityRecord] {
		return condition[*entityRecord]{lets: func(r *entityRecord) bool { return inRange(v.index().degree(r.id), f.MinDegree, f.MaxDegree) }}
	})
	for i := range f.And {
		list = append(list, v.entityCondition(&f.And[i]))
	}
	if len(f.Or) > 0 {
		list = append(list, anyOf(compareEntities, compiled(f.Or, v.entityCondition)))
	}
	if f.Not != nil {
		list = append(list, notOf(v.entityCondition(f.Not)))
	}
	return allOf(list...)
}

// entitiesOf walks over the entities of some types, or all, by id.
func (v *View) entitiesOf(types []model.EntityType) iter.Seq[*entityRecord] {
	return v.index().entitiesBeginning(typePrefixes(types))
}

// compiled compiles each of several filters.
func compiled[F, R any](list []F, compile func(*F) condition[R]) []condition[R] {
	out := make([]condition[R], len(list))
	for i := range list {
		out[i] = compile(&list[i])
	}
	return out
}

func inRange(n int, least, most *int) bool {
	return (least == nil || n >= *least) && (most == nil || n <= *most)
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// recordsOf gives the entities that ids stand for, by id, each once.
func (v *View) recordsOf(ids []string) []*entityRecord {
	list := make([]*entityRecord, 0, len(ids))
	for _, id := range ids {
		if r, ok := v.record(id); ok {
			list = append(list, r)
		}
	}
	return arranged(compareEntities, list)
}

func (v *View) entitiesNamed(ids []string) condition[*entityRecord] {
	list := v.recordsOf(ids)
	return condition[*entityRecord]{
		lets: func(r *entityRecord) bool {
			_, found := slices.BinarySearchFunc(list, r, compareEntities)
			return found
		},
		walk: func() iter.Seq[*entityRecord] { return slices.Values(list) }, most: len(list),
	}
}

func (v *View) entitiesOfTypes(types []model.EntityType) condition[*entityRecord] {
	x, most := v.index(), 0
	for _, t := range slices.Compact(slices.Sorted(slices.Values(types))) {
		most += x.types[t]
	}
	return condition[*entityRecord]{
		lets: func(r *entityRecord) bool { return slices.Contains(types, r.kind) },
		walk: func() iter.Seq[*entityRecord] { return x.entitiesBeginning(typePrefixes(types)) }, most: most,
	}
}

// entitiesBeginning walks over the entities whose ids begin with one of some prefixes,
// which are sorted.
func (x *index) entitiesBeginning(prefixes []string) iter.Seq[*entityRecord] {
	return func(yield func(*entityRecord) bool) {
		for _, prefix := range prefixes {
			for id, r := range x.entities.From(prefix) {
				if !strings.HasPrefix(id, prefix) {
					break
				}
				if !yield(r) {
					return
				}
			}
		}
	}
}

func (v *View) entitiesCalled(text string) condition[*entityRecord] {
	found := map[string]bool{}
	for s := range v.index().matching(words(names.Fold(text))) {
		found[s.id] = true
	}
	return condition[*entityRecord]{
		lets: func(r *entityRecord) bool { return found[r.id] },
		walk: func() iter.Seq[*entityRecord] {
			ids := make([]string, 0, len(found))
			for id := range found {
				ids = append(ids, id)
			}
			return slices.Values(v.recordsOf(ids))
		}, most: len(found),
	}
}

// entitiesIn asks for entities of which one of the documents speaks.
func (v *View) entitiesIn(documents map[string]bool) condition[*entityRecord] {
	most := 0
	for id := range documents {
		if d := v.derive().parted.document(id); d != nil {
			most += d.packed.entities
		}
	}
	return condition[*entityRecord]{
		lets: func(r *entityRecord) bool {
			return slices.ContainsFunc(r.parts, func(p part) bool { return documents[p.id()] })
		},
		walk: func() iter.Seq[*entityRecord] { return slices.Values(v.spokenOfIn(documents)) }, most: most,
	}
}

// spokenOfIn lists the entities of which documents speak, by id.
func (v *View) spokenOfIn(documents map[string]bool) []*entityRecord {
	var list []*entityRecord
	for id := range documents {
		d := v.derive().parted.document(id)
		if d == nil {
			continue
		}
		for i := range d.packed.entities {
			if r, ok := v.record(d.entityID(i)); ok {
				list = append(list, r)
			}
		}
	}
	return arranged(compareEntities, list)
}

// entitiesAt asks for entities that are mentioned in places.
func (v *View) entitiesAt(at placed) condition[*entityRecord] {
	c := v.entitiesIn(at.documents())
	c.lets = func(r *entityRecord) bool {
		return slices.ContainsFunc(r.parts, func(p part) bool {
			spans := at[p.id()]
			return len(spans) > 0 && slices.ContainsFunc(p.entity().Mentions, func(m model.Mention) bool { return spans.hold(m.Span) })
		})
	}
	return c
}

// entitiesRelated asks for entities with a relation that a filter lets through.
func (v *View) entitiesRelated(f *RelationFilter) condition[*entityRecord] {
	x, inner := v.index(), v.relationCondition(f)
	passes := func(r *relationRecord) bool { return inner.lets == nil || inner.lets(r) }
	c := condition[*entityRecord]{lets: func(r *entityRecord) bool {
		for _, d := range []Direction{DirectionOut, DirectionIn} {
			for rel := range x.walk(r.id, d) {
				if passes(rel) {
					return true
				}
			}
		}
		return false
	}}
	if inner.walk != nil {
		c.most = 2 * inner.most
		c.walk = func() iter.Seq[*entityRecord] {
			var list []*entityRecord
			for rel := range inner.walk() {
				if !passes(rel) {
					continue
				}
				for _, id := range []string{rel.subject, rel.object} {
					if r, ok := x.entities.Get(id); ok {
						list = append(list, r)
					}
				}
			}
			return slices.Values(arranged(compareEntities, list))
		}
	}
	return c
}
