package graph

import (
	"cmp"
	"slices"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// uniter makes the index in which ids that are one thing's are one entity. All evidence
// stays: it hangs on the entity and the relations that remain. Only what an identity
// touches is made anew. A relation that would have one entity at both ends, or that the
// ontology does not allow between the types that remain, is left out.
type uniter struct {
	*derived
	before    *derived        // the state that the index before is of; nil for none
	documents []string        // those written since, sorted
	regrouped map[string]bool // ids that have come to belong to others since
}

// unite makes the index from what documents say by their own ids.
func (d *derived) unite() *index {
	if d.identity.joined.Len() == 0 {
		return d.parted
	}
	var ids []string
	var keys []relationKey
	for stays, joined := range d.identity.joined.All() {
		ids = append(ids, stays)
		for _, j := range joined {
			ids = append(ids, j.ID)
		}
	}
	for _, id := range ids {
		for _, r := range d.parted.around(id, DirectionBoth) {
			keys = append(keys, r.relationKey)
		}
	}
	u := &uniter{derived: d}
	return u.unite(d.parted, ids, keys)
}

// unite makes anew the entities and relations that some ids and relations, as documents
// have them, belong or belonged to, in an index that has all others.
func (u *uniter) unite(x *index, ids []string, keys []relationKey) *index {
	n := x.copied()
	n.documents, n.kinds = u.parted.documents, u.parted.kinds
	n.total = u.parted.total
	n.total.mentions, n.total.evidence = x.total.mentions, x.total.evidence
	n.setEntities(u.entities(ids))
	n.setRelations(u.relations(keys))
	return n
}

// entities gives the records that ids belong or belonged to, by id; without parts where there
// is none any more.
func (u *uniter) entities(ids []string) []*entityRecord {
	var all []string
	for _, id := range ids {
		all = append(all, id, u.identity.resolve(id))
		if u.before != nil {
			all = append(all, u.before.identity.resolve(id))
		}
	}
	var out []*entityRecord
	for _, id := range sortedSet(all) {
		r := u.entity(id)
		if r == nil {
			r = newEntityRecord(id)
		}
		out = append(out, r)
	}
	return out
}

// entity gives the record of an id; nil when the id does not stay, or no document uses it or
// one joined to it.
func (u *uniter) entity(id string) *entityRecord {
	if u.identity.resolve(id) != id {
		return nil
	}
	list := u.members(id)
	switch {
	case len(list) == 0:
		return nil
	case len(list) == 1 && list[0].id == id:
		return list[0]
	}
	if u.before != nil && !u.regrouped[id] {
		if old, ok := u.before.united.entities.Get(id); ok {
			return u.entityAgain(old, list)
		}
	}
	r := newEntityRecord(id)
	r.fixed = u.register.label(id)
	return r.of(u.said.voc, joinedParts(list))
}

// entityAgain gives a record of several ids that were one thing's before too, with what the
// documents written since say.
func (u *uniter) entityAgain(old *entityRecord, list []*entityRecord) *entityRecord {
	now := old.copied()
	now.fixed = u.register.label(now.id)
	by := make([]saidBy, len(u.documents))
	for i, document := range u.documents {
		by[i].document = document
		for _, m := range list {
			from, to := partsOf(m.parts, document)
			by[i].parts = append(by[i].parts, m.parts[from:to]...)
		}
	}
	return now.with(u.said.voc, by)
}

// joinedParts gives the parts of several records by document, within a document in the order
// of the records.
func joinedParts(list []*entityRecord) []part {
	var out []part
	for _, r := range list {
		out = append(out, r.parts...)
	}
	slices.SortStableFunc(out, func(a, b part) int { return cmp.Compare(a.id(), b.id()) })
	return out
}

// members gives the records of an id and of those joined to it, as far as documents use
// them, itself first: its label goes before others within a document.
func (u *uniter) members(id string) []*entityRecord {
	var list []*entityRecord
	if r, ok := u.parted.entities.Get(id); ok {
		list = append(list, r)
	}
	for _, j := range u.identity.others(id) {
		if r, ok := u.parted.entities.Get(j.ID); ok {
			list = append(list, r)
		}
	}
	return list
}

// renamed gives an entity by another id. The address of its own is another address of the
// same thing.
func renamed(voc *vocabulary, e *model.Entity, id string, kind model.EntityType) *model.Entity {
	c := copied(e, id, kind)
	if id != e.ID {
		c.SameAs = append(c.SameAs, string(voc.id(e.ID)))
	}
	return c
}

// relations gives the records that relations belong or belonged to, by identity; without
// parts where there is none any more.
func (u *uniter) relations(keys []relationKey) []*relationRecord {
	all := make([]relationKey, 0, 2*len(keys))
	for _, k := range keys {
		all = append(all, k, u.identity.key(k))
		if u.before != nil {
			all = append(all, u.before.identity.key(k))
		}
	}
	slices.SortFunc(all, relationKey.compare)
	var out []*relationRecord
	for _, k := range slices.Compact(all) {
		r := u.relation(k)
		if r == nil {
			r = newRelationRecord(k)
		}
		out = append(out, r)
	}
	return out
}

// relation gives the record of an identity; nil when an end of it does not stay, the ontology
// does not allow it, or no document states it.
func (u *uniter) relation(k relationKey) *relationRecord {
	if u.identity.key(k) != k || !fitting(k) {
		return nil
	}
	list := u.sources(k)
	switch {
	case len(list) == 0:
		return nil
	case len(list) == 1 && list[0].relationKey == k:
		return list[0]
	}
	var all []part
	for _, r := range list {
		all = append(all, r.parts...)
	}
	slices.SortStableFunc(all, func(a, b part) int { return cmp.Compare(a.id(), b.id()) })
	r := shareIDs([]*relationRecord{newRelationRecord(k)}, u.parted)[0]
	r.parts = all
	for list := range byDocument(all) {
		r.evidence += r.evidenceOf(list)
	}
	return r
}

// sources gives the relations, as documents state them, that are one relation by the ids that
// stay, in order.
func (u *uniter) sources(k relationKey) []*relationRecord {
	var list []*relationRecord
	for _, subject := range u.ids(k.subject) {
		for _, object := range u.ids(k.object) {
			if r := u.parted.relation(relationKey{subject, k.predicate, object, k.value}); r != nil {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, compareSubjects)
	return list
}

// ids gives an id that stays and those joined to it.
func (u *uniter) ids(id string) []string {
	out := []string{id}
	for _, j := range u.identity.others(id) {
		out = append(out, j.ID)
	}
	return out
}

// key gives a relation's identity by the ids that stay.
func (d *identity) key(k relationKey) relationKey {
	return relationKey{d.resolve(k.subject), k.predicate, d.resolve(k.object), k.value}
}

// fitting says whether the ontology allows a relation.
func fitting(k relationKey) bool {
	return ontology.CheckRelation(&model.Relation{Subject: k.subject, Predicate: k.predicate, Object: k.object, Evidence: make([]model.Evidence, 1)}) == nil
}

// rehungRelation gives a relation with other ends.
func rehungRelation(r *model.Relation, k relationKey) *model.Relation {
	c := *r
	c.Subject, c.Object = k.subject, k.object
	c.Qualifiers, c.Evidence, c.Amounts = slices.Clone(r.Qualifiers), slices.Clone(r.Evidence), slices.Clone(r.Amounts)
	return &c
}

// renamed gives what a document said by the ids that stay; itself when it uses no other.
func (s *saying) renamed(voc *vocabulary, d *identity) *saying {
	if !slices.ContainsFunc(s.entities, func(e *model.Entity) bool { return d.resolve(e.ID) != e.ID }) {
		return s
	}
	n := *s
	n.entities, n.relations = nil, nil
	var others []*model.Entity // after the one whose id stays: its label goes before theirs
	for _, e := range s.entities {
		stays := d.resolve(e.ID)
		kind, _ := ontology.TypeOfID(stays)
		if to := renamed(voc, e, stays, kind); stays == e.ID {
			n.entities = append(n.entities, to)
		} else {
			others = append(others, to)
		}
	}
	for _, r := range s.relations {
		if k := d.key(keyOf(r)); fitting(k) {
			n.relations = append(n.relations, rehungRelation(r, k))
		}
	}
	n.entities = mergeEntities(append(n.entities, others...), s.document.ID)
	n.relations = mergeRelations(n.relations, s.document.ID)
	n.finish()
	return &n
}
