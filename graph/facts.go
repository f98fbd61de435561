package graph

import (
	"sync"

	"rijksgraaf/graph/decisions"
)

// facts are what a View works out from what documents say, when it is first asked: taking
// in many documents makes many views that nobody reads.
type facts struct {
	once     sync.Once
	parted   *index // one id for each thing, as far as documents tell
	identity *identity
	united   *index // one entity for each thing

	compared   sync.Once
	candidates []Candidate
}

func (v *View) derive() *facts {
	v.facts.once.Do(func() {
		r := v.knowledge().Register
		v.facts.parted = v.said.parted(r)
		v.facts.identity = identify(v.voc, v.facts.parted, r, v.decisions())
		v.facts.united = v.facts.parted.united(v.facts.identity)
	})
	return &v.facts
}

// index is what the view answers from: one entity where several ids are one thing's.
func (v *View) index() *index { return v.derive().united }

// identity says which ids are one thing's.
func (v *View) identity() *identity { return v.derive().identity }

// decisions are those in force.
func (v *View) decisions() []decisions.Decision {
	if v.decided == nil {
		return nil
	}
	return v.decided.List
}

// record gives an entity by any of its ids.
func (v *View) record(id string) (*entityRecord, bool) {
	d := v.derive()
	return d.united.entities.Get(d.identity.resolve(id))
}

// ID gives the id that stays for an id: its own, unless it was joined to another entity.
func (v *View) ID(id string) string { return v.identity().resolve(id) }

// Joined lists the other ids of an entity, by id, each with why it is the same thing.
func (v *View) Joined(id string) []Joined { return v.identity().joined[v.ID(id)] }

// resolved gives the filter by the ids that stay.
func (v *View) resolved(f RelationFilter) RelationFilter {
	f.Subject, f.Object = v.ID(f.Subject), v.ID(f.Object)
	return f
}

// redecided gives the view under other decisions.
func (v *View) redecided(f *decisions.File) *View {
	n := v.copied()
	n.decided = f
	return n
}
