package graph

import (
	"maps"
	"slices"
)

// from works the facts out from an earlier state: only of ids that the documents written
// since speak or spoke of, and of those that have to do with them by name. It is false when
// these are so many that everything should be worked out anew.
func (d *derived) from(p *prior) bool {
	documents := slices.Compact(slices.Sorted(slices.Values(p.documents)))
	said := touchedIDs(documents, p.said, d.said)
	var again []string
	d.senses, again = p.senses.again(d.said, d.register, said)
	documents = sortedSet(append(documents, again...))
	d.parted = d.said
	if len(d.senses) > 0 || p.parted != p.said {
		d.parted = p.parted.with(d.senses.called(d.said, documents)...)
	}
	touched := touchedIDs(documents, p.parted, d.parted)
	scope, ok := d.scope(p.derived, touched)
	if !ok {
		return false
	}
	d.identity = identifyAgain(d, p.derived, scope)
	d.united = d.uniteAgain(p.derived, documents, touched, scope)
	return true
}

// touchedIDs gives the ids that documents use in one of two indexes, sorted.
func touchedIDs(documents []string, indexes ...*index) []string {
	var out []string
	for _, x := range indexes {
		for _, id := range documents {
			if d := x.document(id); d != nil {
				for i := range d.packed.entities {
					out = append(out, d.entityID(i))
				}
			}
		}
	}
	return sortedSet(out)
}

// scopeShare is the share of all entities up to which looking at some is less work than
// looking at all: one in so many.
const scopeShare = 4

// scope gives the ids whose identity has to be worked out anew when those touched have come
// to be called, counted or related otherwise: all that have to do with them by a name, a
// register or a decision, now or before, and with these in turn. It is closed: nothing
// joins an id in it to one outside.
func (d *derived) scope(p *derived, touched []string) (map[string]bool, bool) {
	scope := map[string]bool{}
	var queue []string
	add := func(ids ...string) {
		for _, id := range ids {
			if !scope[id] {
				scope[id] = true
				queue = append(queue, id)
			}
		}
	}
	add(touched...)
	for _, s := range slices.Concat(p.decisions, d.decisions) {
		add(s.A, s.B)
	}
	limit := 1000 + d.parted.entities.Len()/scopeShare
	seen := map[string]bool{}
	for len(queue) > 0 {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, k := range d.keysOf(id, p.parted, d.parted) {
			if !seen[k] {
				seen[k] = true
				add(d.parted.bearers(k)...)
				for _, n := range d.register.named(k) {
					add(n.id)
				}
			}
		}
		if len(scope) > limit {
			return nil, false
		}
	}
	return scope, true
}

// keysOf gives the keys of an id's names, as documents have them by some indexes and as the
// registers do.
func (d *derived) keysOf(id string, indexes ...*index) []string {
	keys := d.register.keys(id)
	for _, x := range indexes {
		if r, ok := x.entities.Get(id); ok && !structural[r.kind] {
			keys = slices.Clip(keys)
			for i := range r.names {
				keys = append(keys, nameKey(r.kind, r.names[i].name))
			}
		}
	}
	return keys
}

// regrouped gives the ids that are one thing's with other ids than before, and those others.
func (d *derived) regrouped(p *derived, scope map[string]bool) map[string]bool {
	out := map[string]bool{}
	for id := range scope {
		before, now := p.identity.resolve(id), d.identity.resolve(id)
		if before == now {
			continue
		}
		for stays, by := range map[string]*identity{before: p.identity, now: d.identity} {
			out[stays] = true
			for _, j := range by.others(stays) {
				out[j.ID] = true
			}
		}
	}
	return out
}

// uniteAgain gives the index in which ids that are one thing's are one entity, from the one
// before.
func (d *derived) uniteAgain(p *derived, documents, touched []string, scope map[string]bool) *index {
	if d.identity.joined.Len() == 0 {
		return d.parted
	}
	regrouped := d.regrouped(p, scope)
	u := &uniter{derived: d, before: p, documents: documents, regrouped: regrouped}
	ids := slices.Concat(touched, slices.Collect(maps.Keys(regrouped)))
	var keys []relationKey
	for _, x := range []*index{p.parted, d.parted} {
		for _, id := range documents {
			keys = append(keys, x.document(id).keys()...)
		}
		for id := range regrouped {
			for _, r := range x.around(id, DirectionBoth) {
				keys = append(keys, r.relationKey)
			}
		}
	}
	return u.unite(p.united, ids, keys)
}

// keys gives the identities of the relations that a document states; none of nil.
func (d *documentRecord) keys() []relationKey {
	if d == nil {
		return nil
	}
	out := make([]relationKey, d.packed.relations)
	for i := range out {
		out[i], _ = d.key(d.packed.relationAt(i))
	}
	return out
}
