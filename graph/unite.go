package graph

import (
	"maps"
	"slices"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// united gives the index in which ids that are one thing's are one entity. All evidence
// stays: it hangs on the entity and the relations that remain. Only what an identity
// touches is made anew. A relation that would have one entity at both ends, or that the
// ontology does not allow between the types that remain, is left out.
func (x *index) united(d *identity) *index {
	members := d.members(x)
	if len(members) == 0 {
		return x
	}
	n := *x
	n.types, n.preds, n.kinds = maps.Clone(x.types), maps.Clone(x.preds), maps.Clone(x.kinds)
	touched := map[string]*entityRecord{}
	old := map[relationKey]bool{}
	for stays, list := range members {
		touched[stays] = d.mergeRecords(stays, list)
		touched[stays].fixed = d.labels[stays]
		n.total.mentions += touched[stays].mentions
		for _, r := range list {
			n.total.mentions -= r.mentions
			if r.id != stays {
				touched[r.id] = &entityRecord{id: r.id, kind: r.kind}
			}
			for _, k := range r.keys(DirectionBoth) {
				old[k] = true
			}
		}
	}
	n.rehang(x, d, slices.SortedFunc(maps.Keys(old), relationKey.compare), touched)
	for id, r := range touched {
		n.putEntity(id, r)
	}
	return &n
}

// members gives, for each id that stays and has others joined to it that documents use,
// the records of all of them.
func (d *identity) members(x *index) map[string][]*entityRecord {
	out := map[string][]*entityRecord{}
	for stays, joined := range d.joined {
		var list []*entityRecord
		if r, ok := x.entities.Get(stays); ok {
			list = append(list, r)
		}
		for _, j := range joined {
			if r, ok := x.entities.Get(j.ID); ok {
				list = append(list, r)
			}
		}
		if len(list) > 1 || len(list) == 1 && list[0].id != stays {
			out[stays] = list
		}
	}
	return out
}

// mergeRecords makes one record of several, without relations. Where the id that stays is
// one that documents use, it comes first: its label goes before others within a document.
func (d *identity) mergeRecords(stays string, list []*entityRecord) *entityRecord {
	byDocument := map[string][]*model.Entity{}
	for _, r := range list {
		for _, p := range r.parts {
			byDocument[p.document] = append(byDocument[p.document], d.renamed(p.entity))
		}
	}
	kind, _ := ontology.TypeOfID(stays)
	out := &entityRecord{id: stays, kind: kind}
	for _, document := range slices.Sorted(maps.Keys(byDocument)) {
		e := mergeEntities(byDocument[document], document)[0]
		out.parts = append(out.parts, entityPart{document, e})
		out.names = countNames(out.names, e, +1)
		out.mentions += len(e.Mentions)
	}
	return out
}

// renamed gives an entity under the id that stays. The address of its own is another
// address of the same thing.
func (d *identity) renamed(e *model.Entity) *model.Entity {
	stays := d.resolve(e.ID)
	kind, _ := ontology.TypeOfID(stays)
	c := copied(e, stays, kind)
	if stays != e.ID {
		c.SameAs = append(c.SameAs, string(d.voc.id(e.ID)))
	}
	return c
}

// rehang takes the old relations off their ends and hangs on those that come of them.
func (x *index) rehang(before *index, d *identity, old []relationKey, touched map[string]*entityRecord) {
	changed := map[string]*adjacency{}
	into := map[relationKey][]*relationRecord{}
	for _, k := range old {
		r, _ := before.relations.Get(k)
		x.relations, x.byID = x.relations.Delete(k), x.byID.Delete(r.id)
		x.total.evidence -= r.evidence()
		bump(x.preds, k.predicate, -1)
		subject, object := ends(changed, k)
		subject.remove, object.remove = append(subject.remove, k), append(object.remove, k)
		if now := d.key(k); fitting(now) {
			into[now] = append(into[now], r)
		}
	}
	for k, list := range into {
		r := mergeRelationRecords(k, list)
		x.relations, x.byID = x.relations.Set(k, r), x.byID.Set(r.id, k)
		x.total.evidence += r.evidence()
		bump(x.preds, k.predicate, +1)
		subject, object := ends(changed, k)
		subject.add, object.add = append(subject.add, k), append(object.add, k)
		for _, o := range list { // an id that was handed out goes on to answer
			x.byID = x.byID.Set(o.id, k)
		}
	}
	for id, a := range changed {
		r := touched[id]
		if r == nil {
			at, ok := before.entities.Get(id)
			if !ok {
				continue
			}
			r = at.rehung()
			touched[id] = r
		}
		if len(r.parts) > 0 {
			r.out, r.in = a.out.apply(r.out), a.in.apply(r.in)
		}
	}
}

// rehung gives the record to hang other relations on.
func (r *entityRecord) rehung() *entityRecord {
	return &entityRecord{id: r.id, kind: r.kind, parts: r.parts, names: r.names, fixed: r.fixed, mentions: r.mentions, out: r.out, in: r.in}
}

// key gives a relation's identity by the ids that stay.
func (d *identity) key(k relationKey) relationKey {
	return relationKey{d.resolve(k.subject), k.predicate, d.resolve(k.object), k.value}
}

// fitting says whether the ontology allows a relation.
func fitting(k relationKey) bool {
	return ontology.CheckRelation(&model.Relation{Subject: k.subject, Predicate: k.predicate, Object: k.object, Evidence: make([]model.Evidence, 1)}) == nil
}

// mergeRelationRecords makes one record of those of relations that have become one.
func mergeRelationRecords(k relationKey, list []*relationRecord) *relationRecord {
	byDocument := map[string][]*model.Relation{}
	for _, r := range list {
		for _, p := range r.parts {
			byDocument[p.document] = append(byDocument[p.document], rehungRelation(p.relation, k))
		}
	}
	out := &relationRecord{key: k}
	for _, document := range slices.Sorted(maps.Keys(byDocument)) {
		out.parts = append(out.parts, relationPart{document, mergeRelations(byDocument[document], document)[0]})
	}
	out.id = out.parts[0].relation.ID()
	return out
}

// rehungRelation gives a relation with other ends.
func rehungRelation(r *model.Relation, k relationKey) *model.Relation {
	c := *r
	c.Subject, c.Object = k.subject, k.object
	c.Qualifiers, c.Evidence, c.Amounts = slices.Clone(r.Qualifiers), slices.Clone(r.Evidence), slices.Clone(r.Amounts)
	return &c
}

// evidence counts the evidence of all documents.
func (r *relationRecord) evidence() int {
	n := 0
	for _, p := range r.parts {
		n += len(p.relation.Evidence)
	}
	return n
}

// renamed gives what a document said by the ids that stay; itself when it uses no other.
func (s *saying) renamed(d *identity) *saying {
	if !slices.ContainsFunc(s.entities, func(e *model.Entity) bool { return d.resolve(e.ID) != e.ID }) {
		return s
	}
	n := *s
	n.entities, n.relations = nil, nil
	for _, e := range s.entities {
		n.entities = append(n.entities, d.renamed(e))
	}
	for _, r := range s.relations {
		if k := d.key(keyOf(r)); fitting(k) {
			n.relations = append(n.relations, rehungRelation(r, k))
		}
	}
	n.entities = mergeEntities(n.entities, s.document.ID)
	n.relations = mergeRelations(n.relations, s.document.ID)
	n.finish()
	return &n
}
