package graph

import (
	"maps"
	"slices"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// parted gives the index in which an id that documents use for several things is several.
// Extraction names a thing by its abbreviation where the document gives one, so that "ASL"
// is one id for "Actieprogramma Schone Lucht" in one paper and "Agenda Sociale
// Leefomgeving" in another, and "NVS" for the strategies of 2019 and 2023. Each of these
// gets the id of its long form; who only says the abbreviation keeps its id, for nobody
// knows which is meant. What a register knows is one thing.
func (x *index) parted(r *Register) *index {
	byDocument := map[string]map[string]string{} // document, to the other ids of its ids
	it := x.entities.Iterator()
	for !it.Done() {
		id, e, _ := it.Next()
		if structural[e.kind] || len(e.parts) < 2 || r.Knows(id) {
			continue
		}
		for label, other := range e.senses() {
			for _, p := range e.parts {
				if p.entity.Label != label || x.document(p.document).entity(other) != nil {
					continue
				}
				if byDocument[p.document] == nil {
					byDocument[p.document] = map[string]string{}
				}
				byDocument[p.document][id] = other
			}
		}
	}
	for _, document := range slices.Sorted(maps.Keys(byDocument)) {
		x = x.with(document, x.document(document).called(byDocument[document]))
	}
	return x
}

// senses gives an id for each label of an entity that is one of several things under one
// abbreviation; nil when all are one thing.
func (r *entityRecord) senses() map[string]string {
	if len(r.names) < 3 { // two long forms and an abbreviation
		return nil
	}
	var labels, shorts []*names.Name
	for i := range r.names {
		n := names.Parse(r.names[i].name)
		switch {
		case n.Short:
			shorts = append(shorts, n)
		case r.names[i].labels > 0:
			labels = append(labels, n)
		}
	}
	if len(labels) < 2 || len(shorts) == 0 {
		return nil
	}
	like := unions{}
	counted := countedApart(labels)
	for i, a := range labels {
		for _, b := range labels[i+1:] {
			collide := slices.ContainsFunc(shorts, func(s *names.Name) bool { return names.Collide(s, a, b) })
			if !collide && (!counted || slices.Equal(a.Numbers, b.Numbers)) {
				like.join(a.Text, b.Text)
			}
		}
	}
	out, roots := map[string]string{}, map[string]bool{}
	for _, n := range labels {
		root := like.root(n.Text) // the first in the alphabet of those that are alike
		roots[root] = true
		out[n.Text] = ontology.Slug(r.kind) + "/" + names.Slug(root)
	}
	if len(roots) < 2 {
		return nil
	}
	return out
}

// countedApart says whether two names have numbers, and other ones. A third without any is
// then neither of them.
func countedApart(list []*names.Name) bool {
	for i, a := range list {
		for _, b := range list[i+1:] {
			if len(a.Numbers) > 0 && len(b.Numbers) > 0 && !names.Contain(a.Numbers, b.Numbers) {
				return true
			}
		}
	}
	return false
}

// called gives what a document said by other ids.
func (s *saying) called(other map[string]string) *saying {
	id := func(id string) string {
		if to, ok := other[id]; ok {
			return to
		}
		return id
	}
	n := *s
	n.entities, n.relations = nil, nil
	for _, e := range s.entities {
		n.entities = append(n.entities, copied(e, id(e.ID), e.Type))
	}
	for _, r := range s.relations {
		n.relations = append(n.relations, rehungRelation(r, relationKey{id(r.Subject), r.Predicate, id(r.Object), r.ValueKey()}))
	}
	n.entities = mergeEntities(n.entities, s.document.ID)
	n.relations = mergeRelations(n.relations, s.document.ID)
	n.finish()
	return &n
}

// copied gives an entity under an id.
func copied(e *model.Entity, id string, kind model.EntityType) *model.Entity {
	c := *e
	c.ID, c.Type = id, kind
	c.Aliases, c.SameAs, c.Mentions = slices.Clone(e.Aliases), slices.Clone(e.SameAs), slices.Clone(e.Mentions)
	return &c
}
