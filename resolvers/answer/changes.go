package answer

import "rijksgraaf/graph"

// Change is a change of the graph, read from the state after it.
type Change struct {
	commit *Commit
	entity string // the id that was asked for; "" for none
	in     *Reader
}

// NewChange gives a change: its commit, nil for a decision, and the id of the entity that
// was asked for, "" for none. r reads the state after it.
func NewChange(c *graph.Commit, entity string, r *Reader) *Change {
	out := &Change{entity: entity, in: r}
	if c != nil {
		out.commit = &Commit{*c, r}
	}
	return out
}

// Commit is the commit; nil for a decision.
func (c *Change) Commit() *Commit { return c.commit }

// Document is the document that the commit wrote; nil where it is gone.
func (c *Change) Document() *Document {
	if c.commit == nil || c.in.read(c.commit.of.Document) == nil {
		return nil
	}
	return c.in.Document(c.commit.of.Document)
}

// Entity is the entity that was asked for; nil where it is gone or none was.
func (c *Change) Entity() Entity {
	if c.entity == "" {
		return nil
	}
	return c.in.Entity(c.entity)
}
