package answer

import (
	"cmp"
	"slices"
	"strconv"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// The orders of candidates and decisions; they are those of the View.
var (
	byLikelihood = order[graph.Candidate]{kind: "candidate", compare: downThenIDs, place: func(c graph.Candidate) []string {
		if c.A.Entity == nil {
			return make([]string, 3)
		}
		return []string{strconv.FormatFloat(c.Score, 'g', -1, 64), c.A.Entity.ID, c.B.Entity.ID}
	}}
	byLine = order[graph.Verdict]{kind: "decision", compare: lineThenIDs, place: func(v graph.Verdict) []string {
		return []string{strconv.Itoa(v.Line), v.A, v.B}
	}}
	byRelationLine = order[graph.RelationVerdict]{kind: "relation-decision", compare: lineThenIDs, place: func(v graph.RelationVerdict) []string {
		return []string{strconv.Itoa(v.Line), v.ID, ""}
	}}
)

func downThenIDs(a, b []string) int { return cmp.Or(byNumber(b[0], a[0]), byParts(a[1:], b[1:])) }

func lineThenIDs(a, b []string) int { return cmp.Or(byNumber(a[0], b[0]), byParts(a[1:], b[1:])) }

// Candidates pages through pairs of entities that may be one thing. Error: CodeInvalid for
// a score that is none.
func (r *Reader) Candidates(types []model.EntityType, minScore *float64, filter *graph.CandidateFilter, o *CandidateOrder, d *graph.OrderDirection, p Page) (*CandidateConnection, error) {
	f := graph.CandidateFilter{Types: types}
	if minScore != nil {
		if f.MinScore = *minScore; f.MinScore < 0 || f.MinScore > 1 {
			return nil, invalid("minScore must lie between 0 and 1")
		}
	}
	if filter != nil {
		given, err := r.candidateFilter(filter)
		if err != nil {
			return nil, err
		}
		f.And = []graph.CandidateFilter{given}
	}
	w, err := candidateOrders.page(r, r.view().Candidates(f), string(or(o)), d, p)
	return &CandidateConnection{w, r}, err
}

// RelationDecisions pages through what people decided of relations. Error: CodeInvalid for a
// day that is none.
func (r *Reader) RelationDecisions(filter *RelationDecisionFilter, o *DecisionOrder, d *graph.OrderDirection, p Page) (*RelationDecisionConnection, error) {
	f, err := prepared(r, filter, graph.CheckNesting[RelationDecisionFilter], r.shortRelationDecisions)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(r.view().RelationDecisions(), func(v graph.RelationVerdict) bool { return !f.lets(v) })
	w, err := relationDecisionOrders.page(r, list, string(or(o)), d, p)
	return &RelationDecisionConnection{w, r}, err
}

// Decisions pages through what people decided. Error: CodeInvalid for a day that is none.
func (r *Reader) Decisions(filter *DecisionFilter, o *DecisionOrder, d *graph.OrderDirection, p Page) (*DecisionConnection, error) {
	f, err := r.decisionFilter(filter)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(r.view().Decisions(), func(v graph.Verdict) bool { return !f.lets(v) })
	w, err := decisionOrders.page(r, list, string(or(o)), d, p)
	return &DecisionConnection{w}, err
}

// Verdict is what somebody can decide of two entities.
type Verdict string

// The verdicts.
const (
	// VerdictSame: they are one thing.
	VerdictSame Verdict = "SAME"
	// VerdictDifferent: they are two.
	VerdictDifferent Verdict = "DIFFERENT"
)

// Decision is what somebody decided.
type Decision struct{ of graph.Verdict }

// Verdict is what was decided.
func (d *Decision) Verdict() Verdict {
	if d.of.Verb == decisions.Same {
		return VerdictSame
	}
	return VerdictDifferent
}

// Ids are the two ids, the one that stays second.
func (d *Decision) Ids() []string { return []string{d.of.A, d.of.B} }

// Who decided.
func (d *Decision) Who() string { return d.of.Who }

// Date is the day.
func (d *Decision) Date() string { return d.of.Date }

// Note is why.
func (d *Decision) Note() string { return d.of.Note }

// Warning is why it has no effect; false when it has.
func (d *Decision) Warning() (string, bool) { return d.of.Warning, d.of.Warning != "" }

// DecisionPayload is what a mutation did.
type DecisionPayload struct {
	of   decisions.Decision
	a, b string
	in   *Reader
}

// Decided gives what a mutation answers, read from the view that came of it.
func (r *Reader) Decided(d decisions.Decision, a, b string) *DecisionPayload {
	return &DecisionPayload{d, r.short(a), r.short(b), r}
}

// Decision is what was made or taken back.
func (p *DecisionPayload) Decision() *Decision { return &Decision{graph.Verdict{Decision: p.of}} }

// A is the entity that the first id stands for.
func (p *DecisionPayload) A() Entity { return p.in.Entity(p.a) }

// B is the entity that the second id stands for.
func (p *DecisionPayload) B() Entity { return p.in.Entity(p.b) }

// Candidate is two entities that may be one thing.
type Candidate struct {
	of graph.Candidate
	in *Reader
}

// Score is how much speaks for it.
func (c *Candidate) Score() float64 { return c.of.Score }

// Reasons are what speaks for it and against it, in words.
func (c *Candidate) Reasons() []string {
	out := make([]string, len(c.of.Reasons))
	for i, x := range c.of.Reasons {
		out[i] = x.Words
	}
	return out
}

// ReasonCodes are the same as codes.
func (c *Candidate) ReasonCodes() []CandidateReason {
	out := make([]CandidateReason, len(c.of.Reasons))
	for i := range c.of.Reasons {
		out[i] = CandidateReason{&c.of.Reasons[i]}
	}
	return out
}

// CandidateReasonCode is what speaks for a candidate, or against it.
type CandidateReasonCode string

// CandidateReason is one thing that does.
type CandidateReason struct{ of *graph.Reason }

// Code is what it is.
func (r *CandidateReason) Code() CandidateReasonCode { return CandidateReasonCode(r.of.Code) }

// Arguments are what it is about; types and predicates have the names of their enums.
func (r *CandidateReason) Arguments() []string {
	out := slices.Clone(r.of.Arguments)
	switch r.of.Code {
	case graph.ReasonTypes:
		for i := range out {
			out[i] = typeNames.name(model.EntityType(out[i]))
		}
	case graph.ReasonRelation:
		out[0] = predicateNames.name(model.Predicate(out[0]))
	}
	return out
}

// A is the entity whose id would go.
func (c *Candidate) A() *CandidateSide { return &CandidateSide{&c.of.A, c.in} }

// B is the entity whose id would stay.
func (c *Candidate) B() *CandidateSide { return &CandidateSide{&c.of.B, c.in} }

// CandidateSide is one of the two entities.
type CandidateSide struct {
	of *graph.CandidateSide
	in *Reader
}

// Entity is the entity.
func (s *CandidateSide) Entity() Entity { return wrap(entity{s.of.Entity, s.in}) }

// Registered says whether a register knows it.
func (s *CandidateSide) Registered() bool { return s.of.Registered }

// MentionCount is how often documents name it.
func (s *CandidateSide) MentionCount() int { return len(s.of.Entity.Mentions) }

// RelationCount is how many relations it is part of.
func (s *CandidateSide) RelationCount() int { return s.of.Relations }

// Passages are sentences that name it.
func (s *CandidateSide) Passages() []Passage {
	list := s.in.view().Passages(s.of.Entity.ID)
	out := make([]Passage, len(list))
	for i, p := range list {
		out[i] = Passage{p, s.in}
	}
	return out
}

// Passage is words of a document that name an entity.
type Passage struct {
	of graph.Passage
	in *Reader
}

// Document is the document.
func (p *Passage) Document() *Document { return p.in.source(p.of.Document) }

// Page is the page; false where there are none.
func (p *Passage) Page() (int, bool) { return p.of.Page, p.of.Page != 0 }

// Span is where the words stand.
func (p *Passage) Span() *model.Span { return &p.of.Span }

// Text is the words.
func (p *Passage) Text() string { return p.of.Text }

// Joined are the other ids that documents use for the entity.
func (e entity) Joined() []graph.Joined { return e.in.view().Joined(e.of.ID) }

// CandidateConnection is a page of candidates.
type CandidateConnection struct {
	window[graph.Candidate]
	in *Reader
}

// Edges are the candidates with their cursors.
func (c *CandidateConnection) Edges() []CandidateEdge {
	out := make([]CandidateEdge, len(c.items))
	for i, x := range c.items {
		out[i] = CandidateEdge{x, i, c}
	}
	return out
}

// Nodes are the candidates.
func (c *CandidateConnection) Nodes() []Candidate {
	out := make([]Candidate, len(c.items))
	for i, x := range c.items {
		out[i] = Candidate{x, c.in}
	}
	return out
}

// CandidateEdge is a candidate on a page.
type CandidateEdge struct {
	of   graph.Candidate
	at   int // on the page
	page *CandidateConnection
}

// Cursor marks the place.
func (e *CandidateEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the candidate.
func (e *CandidateEdge) Node() *Candidate { return &Candidate{e.of, e.page.in} }

// DecisionConnection is a page of decisions.
type DecisionConnection struct{ window[graph.Verdict] }

// Edges are the decisions with their cursors.
func (c *DecisionConnection) Edges() []DecisionEdge {
	out := make([]DecisionEdge, len(c.items))
	for i, x := range c.items {
		out[i] = DecisionEdge{x, i, c}
	}
	return out
}

// Nodes are the decisions.
func (c *DecisionConnection) Nodes() []Decision {
	out := make([]Decision, len(c.items))
	for i, x := range c.items {
		out[i] = Decision{x}
	}
	return out
}

// DecisionEdge is a decision on a page.
type DecisionEdge struct {
	of   graph.Verdict
	at   int // on the page
	page *DecisionConnection
}

// Cursor marks the place.
func (e *DecisionEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the decision.
func (e *DecisionEdge) Node() *Decision { return &Decision{e.of} }
