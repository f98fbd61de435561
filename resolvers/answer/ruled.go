package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// RelationVerdict is what somebody can decide of a relation.
type RelationVerdict string

// The verdicts.
const (
	// VerdictConfirmed: it holds.
	VerdictConfirmed RelationVerdict = "CONFIRMED"
	// VerdictRefused: it does not.
	VerdictRefused RelationVerdict = "REFUSED"
)

// RelationDecision is what somebody decided of a relation.
type RelationDecision struct {
	of graph.RelationVerdict
	in *Reader
}

// Verdict is what was decided.
func (d *RelationDecision) Verdict() RelationVerdict {
	if d.of.Verb == decisions.Confirmed {
		return VerdictConfirmed
	}
	return VerdictRefused
}

// RelationID is the id of the relation.
func (d *RelationDecision) RelationID() string { return d.of.ID }

// Relation is the relation; nil when no document states it.
func (d *RelationDecision) Relation() *Relation { return d.in.anyRelation(d.of.ID) }

// Subject is the id of its subject.
func (d *RelationDecision) Subject() string { return d.of.Subject }

// Predicate is its predicate.
func (d *RelationDecision) Predicate() model.Predicate { return d.of.Predicate }

// Object is the id of its object, or its value.
func (d *RelationDecision) Object() string { return d.of.Object }

// Who decided.
func (d *RelationDecision) Who() string { return d.of.Who }

// Date is the day.
func (d *RelationDecision) Date() string { return d.of.Date }

// Note is why.
func (d *RelationDecision) Note() string { return d.of.Note }

// Warning is why it has no effect; false when it has.
func (d *RelationDecision) Warning() (string, bool) { return d.of.Warning, d.of.Warning != "" }

// Decision is what somebody decided of the relation; nil when nobody did.
func (r *Relation) Decision() *RelationDecision {
	d := r.in.view().DecisionOn(r.of)
	if d == nil {
		return nil
	}
	return &RelationDecision{graph.RelationVerdict{RelationDecision: *d, ID: r.of.ID()}, r.in}
}

// anyRelation gives a relation by any of its ids, also one that was refused; nil when unknown.
func (r *Reader) anyRelation(id string) *Relation {
	if x := r.view().AnyRelation(id); x != nil {
		return r.relation(x)
	}
	return nil
}

// RelationDecisionPayload is what a mutation decided of a relation.
type RelationDecisionPayload struct {
	of decisions.RelationDecision
	id string
	in *Reader
}

// Ruled gives what a mutation answers, read from the view that came of it.
func (r *Reader) Ruled(d decisions.RelationDecision, id string) *RelationDecisionPayload {
	return &RelationDecisionPayload{d, r.short(id), r}
}

// Decision is what was made or taken back.
func (p *RelationDecisionPayload) Decision() *RelationDecision {
	id := p.of.RelationID()
	if x := p.Relation(); x != nil {
		id = x.ID()
	}
	return &RelationDecision{graph.RelationVerdict{RelationDecision: p.of, ID: id}, p.in}
}

// Relation is the relation; nil when no document states it.
func (p *RelationDecisionPayload) Relation() *Relation { return p.in.anyRelation(p.id) }

// RelationDecisionConnection is a page of decisions on relations.
type RelationDecisionConnection struct {
	window[graph.RelationVerdict]
	in *Reader
}

// Edges are the decisions with their cursors.
func (c *RelationDecisionConnection) Edges() []RelationDecisionEdge {
	out := make([]RelationDecisionEdge, len(c.items))
	for i, x := range c.items {
		out[i] = RelationDecisionEdge{x, i, c}
	}
	return out
}

// Nodes are the decisions.
func (c *RelationDecisionConnection) Nodes() []RelationDecision {
	out := make([]RelationDecision, len(c.items))
	for i, x := range c.items {
		out[i] = RelationDecision{x, c.in}
	}
	return out
}

// RelationDecisionEdge is a decision on a page.
type RelationDecisionEdge struct {
	of   graph.RelationVerdict
	at   int // on the page
	page *RelationDecisionConnection
}

// Cursor marks the place.
func (e *RelationDecisionEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the decision.
func (e *RelationDecisionEdge) Node() *RelationDecision { return &RelationDecision{e.of, e.page.in} }
