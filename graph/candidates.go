package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Candidate is two entities that may be one thing, for a person to decide.
type Candidate struct {
	// A and B are the entities, the one that would stay second.
	A, B CandidateSide
	// Score is how much speaks for it, in (0,1].
	Score float64
	// Reasons tell what speaks for it, and what against; never empty.
	Reasons []Reason
}

// ReasonCode is what speaks for two entities being one thing, or against it: a names.Kind, or
// one of these.
type ReasonCode string

// The codes beside those of names.
const (
	// ReasonTypes: they were read as two types.
	ReasonTypes ReasonCode = "TWO_TYPES"
	// ReasonDocument: a document names both, as two things.
	ReasonDocument ReasonCode = "ONE_DOCUMENT"
	// ReasonRelation: both stand in the same relation with a third thing.
	ReasonRelation ReasonCode = "SAME_RELATION"
)

// Reason is one thing that speaks for two entities being one thing, or against it.
type Reason struct {
	Code ReasonCode
	// Arguments are names, two types (model.EntityType), a document's id, or a predicate
	// (model.Predicate) and an entity's id.
	Arguments []string
	// Words tell it.
	Words string
}

func reasonOfNames(l names.Likeness) Reason {
	return Reason{ReasonCode(l.Kind), l.Names, l.String()}
}

// CandidateSide is one of the two entities of a candidate. View.Passages gives sentences
// that name it.
type CandidateSide struct {
	Entity *model.Entity
	// Relations counts those that it is part of.
	Relations int
	// Registered says whether the registers know it.
	Registered bool
}

// What counts beside names.
const (
	// crossType is for two types that one thing may be taken for, oneDocument for things
	// that one document tells apart.
	crossType, oneDocument = 0.85, 0.9
	// neighbour is for having a relation of the same kind to the same third thing.
	neighbour = 0.05
	// sure is the most that a candidate gets: what is certain is joined.
	sure = 0.99
	// doubtful is for the same name, of things that something else speaks against.
	doubtful = 0.9
	// sharedShort is for an abbreviation that both have beside labels that are not alike.
	sharedShort = 0.5
	// leastScore is that of the weakest candidate.
	leastScore = 0.4
	// maxBlock is how many entities may have a block in common for it to say something.
	maxBlock = 24
	// maxNames is how many names of an entity are compared.
	maxNames = 8
)

// Candidates lists pairs of entities that may be one thing and are not joined, the
// likeliest first, then by ids. Never among them: two that the registers know, two that
// differ in a number, an ordinal or a year, two of types that cannot be one thing,
// chapters, articles, lines and documents, two that a document relates to each other, and
// two that somebody decided are different.
func (v *View) Candidates(f CandidateFilter) []Candidate {
	facts := v.derive()
	facts.compared.Do(func() { facts.candidates = v.compare() })
	var out []Candidate
	for _, c := range facts.candidates {
		if v.letsCandidate(&f, &c) {
			out = append(out, c)
		}
	}
	return out
}

// described are the types whose entities have descriptions and no names: one with a word
// more is a narrower thing, and not the same ("grensoverschrijdende criminaliteit").
var described = map[model.EntityType]bool{model.TypeThreat: true, model.TypePolicyDomain: true, model.TypeObjective: true, model.TypeActivity: true, model.TypePlace: true}

// suspect is an entity that may be the same as others, with its names taken apart.
type suspect struct {
	record *entityRecord
	label  *names.Name
	names  []*names.Name
}

// comparer finds candidates.
type comparer struct {
	view     *View
	register *Register
	suspects []*suspect
	byID     map[string]int
	apart    map[[2]string]bool
}

// compare compares all entities that have something in common.
func (v *View) compare() []Candidate {
	c := &comparer{view: v, register: v.knowledge().Register, byID: map[string]int{}, apart: map[[2]string]bool{}}
	for _, d := range v.decisions() {
		if d.Verb == decisions.Different {
			c.apart[pairOf(v.ID(d.A), v.ID(d.B))] = true
		}
	}
	for id, r := range v.index().entities.All() {
		if !structural[r.kind] {
			c.byID[id] = len(c.suspects)
			c.suspects = append(c.suspects, newSuspect(r))
		}
	}
	var out []Candidate
	for _, p := range c.pairs() {
		if found, ok := c.judge(c.suspects[p[0]], c.suspects[p[1]]); ok {
			out = append(out, found)
		}
	}
	slices.SortFunc(out, compareCandidates)
	return out
}

func compareCandidates(a, b Candidate) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A.Entity.ID, b.A.Entity.ID), cmp.Compare(a.B.Entity.ID, b.B.Entity.ID))
}

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func newSuspect(r *entityRecord) *suspect {
	s := &suspect{record: r, label: names.Parse(r.label())}
	s.names = []*names.Name{s.label}
	for i := range r.names {
		if n := r.names[i].name; n != s.label.Text && len(s.names) < maxNames {
			s.names = append(s.names, names.Parse(n))
		}
	}
	return s
}

// pairs gives the pairs of entities that meet in a block, each once, in order. Entities
// meet only among their kin; a block that is too full says nothing.
func (c *comparer) pairs() [][2]int {
	blocks := map[string][]int{}
	for i, s := range c.suspects {
		seen := map[string]bool{}
		for _, n := range s.names {
			for _, b := range n.Blocks() {
				if key := string(kin(s.record.kind)) + "\x00" + b; !seen[key] {
					seen[key] = true
					blocks[key] = append(blocks[key], i)
				}
			}
		}
	}
	var out [][2]int
	for _, list := range blocks {
		if len(list) > maxBlock {
			continue
		}
		for n, i := range list {
			for _, j := range list[n+1:] {
				out = append(out, [2]int{i, j})
			}
		}
	}
	for _, e := range c.view.identity().doubts { // the same name, however many have it
		i, one := c.byID[c.view.ID(e.a)]
		j, other := c.byID[c.view.ID(e.b)]
		if one && other && i != j {
			out = append(out, [2]int{min(i, j), max(i, j)})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(out)
}

// judge makes a candidate of two entities, when they may be one thing.
func (c *comparer) judge(a, b *suspect) (Candidate, bool) {
	if c.excluded(a.record, b.record) {
		return Candidate{}, false
	}
	score, why := likest(a, b)
	if score < leastScore || names.Apart(a.label, b.label) != "" {
		return Candidate{}, false
	}
	reasons := []Reason{reasonOfNames(why)}
	if a.record.kind != b.record.kind {
		score *= crossType
		reasons = append(reasons, Reason{ReasonTypes, []string{string(a.record.kind), string(b.record.kind)},
			fmt.Sprintf("the one was read as %s, the other as %s", a.record.kind, b.record.kind)})
	}
	if d := commonDocument(a.record, b.record); d != "" {
		score *= oneDocument
		reasons = append(reasons, Reason{ReasonDocument, []string{d}, d + " names both, as two things"})
	}
	if k, other := c.view.index().commonNeighbour(a.record.id, b.record.id); other != "" {
		score = min(sure, score+neighbour)
		reasons = append(reasons, Reason{ReasonRelation, []string{string(k), other}, fmt.Sprintf("both stand in a relation %s with %s", k, other)})
	}
	if score < leastScore {
		return Candidate{}, false
	}
	x, y := c.side(a.record), c.side(b.record)
	if cmp.Or(cmp.Compare(x.rank(), y.rank()), cmp.Compare(len(x.Entity.ID), len(y.Entity.ID)), cmp.Compare(x.Entity.ID, y.Entity.ID)) < 0 {
		x, y = y, x
	}
	return Candidate{A: x, B: y, Score: math.Round(score*100) / 100, Reasons: reasons}, true
}

// rank puts what the registers know first.
func (s *CandidateSide) rank() int {
	if s.Registered {
		return 0
	}
	return 1
}

func (c *comparer) side(r *entityRecord) CandidateSide {
	return CandidateSide{Entity: c.view.entity(r), Relations: c.view.index().degree(r.id), Registered: c.register.Knows(r.id)}
}

// likest gives the best score over the names of two entities.
func likest(a, b *suspect) (float64, names.Likeness) {
	best, reason := 0.0, names.Likeness{}
	for _, x := range a.names {
		for _, y := range b.names {
			if x.Short != y.Short && (x.Short && x != a.label || y.Short && y != b.label) {
				continue // an abbreviation that has a long form of its own
			}
			score, why := names.Compare(x, y)
			if score < names.LeastVariant && (described[a.record.kind] || described[b.record.kind]) {
				continue
			}
			if score == 1 && (x != a.label || y != b.label) {
				score = doubtful
				if x.Short && x != a.label && y != b.label {
					score = sharedShort
				}
			} else if score == 1 {
				score = scoreSameLabel
			}
			if score > best {
				best, reason = score, why
			}
		}
	}
	return best, reason
}

// scoreSameLabel is for two labels that are the same, of things that something speaks
// against joining.
const scoreSameLabel = 0.95

// excluded says whether something else than names keeps two entities apart.
func (c *comparer) excluded(a, b *entityRecord) bool {
	x, y := names.SlugNumbers(slugOf(a.id)), names.SlugNumbers(slugOf(b.id))
	return kin(a.kind) != kin(b.kind) ||
		c.register.Knows(a.id) && c.register.Knows(b.id) ||
		c.apart[pairOf(a.id, b.id)] ||
		len(x) > 0 && len(y) > 0 && !slices.Equal(x, y) ||
		c.view.index().relates(a.id, b.id) || c.view.index().relates(b.id, a.id)
}

// commonDocument gives the first document that speaks of both; "" when none does.
func commonDocument(a, b *entityRecord) string {
	for _, p := range a.parts {
		if spokenBy(b.parts, p.id()) {
			return p.id()
		}
	}
	return ""
}

// commonNeighbour gives a predicate and an entity to which both stand in that relation, on
// the same side; "" when there is none.
func (x *index) commonNeighbour(a, b string) (model.Predicate, string) {
	outs, ins := x.around(b, DirectionOut), x.around(b, DirectionIn)
	for r := range x.out(a) {
		if r.object != "" && slices.ContainsFunc(outs, func(o *relationRecord) bool { return o.predicate == r.predicate && o.object == r.object }) {
			return r.predicate, r.object
		}
	}
	for r := range x.in(a) {
		if slices.ContainsFunc(ins, func(o *relationRecord) bool { return o.predicate == r.predicate && o.subject == r.subject }) {
			return r.predicate, r.subject
		}
	}
	return "", ""
}

// CanBeJoined lists the types of which two entities may be called one thing, in the
// ontology's order.
func CanBeJoined() []model.EntityType {
	var out []model.EntityType
	for _, t := range ontology.Types() {
		if !structural[t.Name] {
			out = append(out, t.Name)
		}
	}
	return out
}
