package graph

import (
	"slices"
	"sync"
	"sync/atomic"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// facts are what a View works out from what documents say: when it is first asked, for taking
// in many documents makes many views that nobody reads; before anybody has it where the view
// before was read, so that those who read do not wait for it at each commit.
type facts struct {
	once sync.Once
	derived

	sorted sortedWholes

	counted, countedTypes, countedPredicates sync.Once
	statistics                               Statistics
	entitiesByType                           *Aggregate[*model.Entity]
	relationsByPredicate                     *Aggregate[*model.Relation]

	compared   sync.Once
	candidates []Candidate
}

// derived is what follows from what documents say, what the registers know and what people
// decided. It is never changed once made.
type derived struct {
	said      *index
	register  *Register
	decisions []decisions.Decision

	senses   senses
	parted   *index // one id for each thing, as far as documents tell
	identity *identity
	united   *index // one entity for each thing
	rulings  rulings
	shown    *index // united without the relations that were refused
}

// prior is an earlier view's derived state, and what was written since: a view works out
// only what may have become other.
type prior struct {
	*derived
	documents []string // in any order, maybe twice
}

// manyChanged is how many documents may have changed for the earlier state to be of use: of
// more, everything is worked out anew.
const manyChanged = 256

// lineage is where a view finds an earlier state.
type lineage struct {
	ready atomic.Bool // facts are worked out
	read  atomic.Bool // and somebody asked for them
	prior atomic.Pointer[prior]
}

// follows makes a view that was made of another one, by writing documents, start from what
// that one knows.
func (v *View) follows(before *View, documents ...string) *View {
	var p *prior
	if before.lineage.ready.Load() {
		p = &prior{&before.facts.derived, documents}
	} else if old := before.lineage.prior.Load(); old != nil {
		p = &prior{old.derived, append(slices.Clip(old.documents), documents...)}
	}
	if p != nil && len(p.documents) <= manyChanged {
		v.lineage.prior.Store(p)
	}
	return v
}

func (v *View) derive() *facts {
	v.workOut()
	if !v.lineage.read.Load() {
		v.lineage.read.Store(true)
	}
	return &v.facts
}

// workOut works the facts out, for others to ask for.
func (v *View) workOut() {
	v.facts.once.Do(func() {
		v.facts.derived = derive(v, v.lineage.prior.Load())
		v.facts.rule(v.decidedRelations())
		v.lineage.ready.Store(true)
		v.lineage.prior.Store(nil)
	})
}

// derive works out the facts of a view: from an earlier state where there is one of use.
func derive(v *View, p *prior) derived {
	d := derived{said: v.said, register: v.knowledge().Register, decisions: v.decisions()}
	if p != nil && p.register == d.register && d.from(p) {
		return d
	}
	d.senses = d.said.allSenses(d.register)
	d.parted = d.said.with(d.senses.called(d.said, d.senses.documents())...)
	d.identity = identify(&d)
	d.united = d.unite()
	return d
}

// index is what the view answers from: one entity where several ids are one thing's, and no
// relation that was refused.
func (v *View) index() *index { return v.derive().shown }

// identity says which ids are one thing's.
func (v *View) identity() *identity { return v.derive().identity }

// decisions are those in force.
func (v *View) decisions() []decisions.Decision {
	if v.decided == nil {
		return nil
	}
	return v.decided.List
}

// decidedRelations are the decisions on relations.
func (v *View) decidedRelations() []decisions.RelationDecision {
	if v.decided == nil {
		return nil
	}
	return v.decided.Relations
}

// record gives an entity by any of its ids.
func (v *View) record(id string) (*entityRecord, bool) {
	d := v.derive()
	return d.shown.entities.Get(d.identity.resolve(id))
}

// ID gives the id that stays for an id: its own, unless it was joined to another entity.
func (v *View) ID(id string) string { return v.identity().resolve(id) }

// Joined lists the other ids of an entity, by id, each with why it is the same thing.
func (v *View) Joined(id string) []Joined { return v.identity().others(v.ID(id)) }

// resolved gives the filter by the ids that stay.
func (v *View) resolved(f RelationFilter) RelationFilter {
	f.Subject, f.Object = v.ID(f.Subject), v.ID(f.Object)
	return f
}

// redecided gives the view under other decisions.
func (v *View) redecided(f *decisions.File) *View {
	n := v.copied()
	n.decided = f
	return n.follows(v)
}
