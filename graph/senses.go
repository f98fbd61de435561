package graph

import (
	"maps"
	"slices"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// senses are the ids that documents use for several things, each with the other id that it
// is in a document. Extraction names a thing by its abbreviation where the document gives
// one, so that "ASL" is one id for "Actieprogramma Schone Lucht" in one paper and "Agenda
// Sociale Leefomgeving" in another, and "NVS" for the strategies of 2019 and 2023. Each of
// these gets the id of its long form; who only says the abbreviation keeps its id, for nobody
// knows which is meant. What a register knows is one thing.
type senses map[string]map[string]string

// allSenses finds them all.
func (x *index) allSenses(r *Register) senses {
	out := senses{}
	for id, e := range x.entities.All() {
		if len(e.parts) > 1 {
			out.put(id, x.sensesOf(e, r))
		}
	}
	return out
}

func (s senses) put(id string, by map[string]string) {
	if delete(s, id); len(by) > 0 {
		s[id] = by
	}
}

// again gives the senses when some ids have come to be spoken of otherwise, and the
// documents for which they are others than before.
func (s senses) again(x *index, r *Register, ids []string) (senses, []string) {
	n := maps.Clone(s)
	var documents []string
	for _, id := range ids {
		var now map[string]string
		if e, ok := x.entities.Get(id); ok {
			now = x.sensesOf(e, r)
		}
		if before := s[id]; !maps.Equal(before, now) {
			documents = slices.AppendSeq(slices.AppendSeq(documents, maps.Keys(before)), maps.Keys(now))
			n.put(id, now)
		}
	}
	return n, documents
}

// documents lists the documents that have such an id.
func (s senses) documents() []string {
	var out []string
	for _, by := range s {
		out = slices.AppendSeq(out, maps.Keys(by))
	}
	return sortedSet(out)
}

// called gives what documents say, by the ids of what they mean.
func (s senses) called(x *index, documents []string) []written {
	var out []written
	for _, document := range documents {
		other := map[string]string{}
		for id, by := range s {
			if to, ok := by[document]; ok {
				other[id] = to
			}
		}
		record := x.document(document)
		if record != nil && len(other) > 0 {
			record = packSaying(record.saying().called(other))
		}
		out = append(out, written{document, record})
	}
	return out
}

// sensesOf gives the other ids of an entity, by the documents that mean them.
func (x *index) sensesOf(e *entityRecord, r *Register) map[string]string {
	if structural[e.kind] || len(e.parts) < 2 || r.Knows(e.id) {
		return nil
	}
	var out map[string]string
	for label, other := range e.senses() {
		for _, p := range e.parts {
			if e.heading(x.voc, []part{p}).label != label || p.document.speaksOf(other) {
				continue
			}
			if out == nil {
				out = map[string]string{}
			}
			out[p.id()] = other
		}
	}
	return out
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
