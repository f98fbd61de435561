package graph

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// ChangeSet is the difference that a document makes to the graph: what is to be added
// and removed so that the graph holds exactly what the document says. It is the unit of
// commit and of undo. It is never changed once made.
//
// A change set says what its document shall have said afterwards. Applying it twice, or
// after others have written, therefore leads to the same state of that document.
//
// Many may wait to be written, so it holds what the document says in compact form. Of a
// document that is new, or goes, the quads are made only when they are needed.
type ChangeSet struct {
	voc           *vocabulary
	document      string
	before, after *documentRecord // nil: the document says nothing
	add, remove   []quad.Quad     // where neither is nil; else all of after are added, or all of before removed
	err           error
	undoes        int // the commit that it undoes; 0 for none
}

// Changes gives the difference that an extraction makes to what the graph holds of that
// document. An extraction that may not be stored gives a change set whose Err says why.
func Changes(v *View, x *model.Extraction) *ChangeSet {
	if x == nil {
		return &ChangeSet{err: invalid("change", "there is no extraction", nil)}
	}
	after := newSaying(x)
	if err := after.check(); err != nil {
		return &ChangeSet{document: x.Document.ID, err: invalid("change", "the document cannot be stored", err)}
	}
	return difference(v, x.Document.ID, after)
}

// Removal gives the change set that removes what a document said. It is empty when the
// graph holds nothing of the document.
func Removal(v *View, documentID string) *ChangeSet { return difference(v, documentID, nil) }

func difference(v *View, document string, after *saying) *ChangeSet {
	return changeOf(v.voc, document, v.said.document(document), packSaying(after))
}

// changeOf is what it takes for a document to say something else.
func changeOf(voc *vocabulary, document string, before, after *documentRecord) *ChangeSet {
	c := &ChangeSet{voc: voc, document: document, before: before, after: after}
	if before == nil || after == nil {
		return c
	}
	old, now := slices.Collect(before.quads(voc)), slices.Collect(after.quads(voc))
	c.add, c.remove = missing(now, old), missing(old, now)
	if c.Empty() {
		c.after = c.before
	}
	return c
}

// missing gives the quads that other does not have, in their order.
func missing(quads, other []quad.Quad) []quad.Quad {
	have := make(map[quad.Quad]struct{}, len(other))
	for _, q := range other {
		have[q] = struct{}{}
	}
	var out []quad.Quad
	for _, q := range quads {
		if _, ok := have[q]; !ok {
			out = append(out, q)
		}
	}
	return out
}

// same says whether two sayings have the same quads.
func same(voc *vocabulary, a, b *saying) bool {
	if a == b {
		return true
	}
	x, y := encode(voc, a), encode(voc, b)
	return len(x) == len(y) && len(missing(x, y)) == 0
}

// Document is the id of the document that the change set is about.
func (c *ChangeSet) Document() string { return c.document }

// Added and Removed are how many quads the change set adds and removes.
func (c *ChangeSet) Added() int {
	if c.before == nil && c.after != nil {
		return c.after.tally.quads
	}
	return len(c.add)
}

// Removed is how many quads the change set removes.
func (c *ChangeSet) Removed() int {
	if c.before != nil && c.after == nil {
		return c.before.tally.quads
	}
	return len(c.remove)
}

// added walks over the quads to add, and removed over those to remove.
func (c *ChangeSet) added() iter.Seq[quad.Quad] {
	if c.before == nil {
		return c.after.quads(c.voc)
	}
	return slices.Values(c.add)
}

func (c *ChangeSet) removed() iter.Seq[quad.Quad] {
	if c.after == nil {
		return c.before.quads(c.voc)
	}
	return slices.Values(c.remove)
}

// Empty says whether the change set changes nothing.
func (c *ChangeSet) Empty() bool { return c.err == nil && c.Added() == 0 && c.Removed() == 0 }

// New says whether the graph held nothing of the document when the change set was made.
func (c *ChangeSet) New() bool { return c.before == nil && c.after != nil }

// Inverse gives the change set that undoes this one.
func (c *ChangeSet) Inverse() *ChangeSet {
	return &ChangeSet{voc: c.voc, document: c.document, before: c.after, after: c.before, add: c.remove, remove: c.add, err: c.err}
}

// Err says why the change set cannot be applied (CodeInvalid); nil when it can.
func (c *ChangeSet) Err() error { return c.err }

// onto gives the change set as it is when the document says something else before it: the
// same state afterwards.
func (c *ChangeSet) onto(voc *vocabulary, before *documentRecord) *ChangeSet {
	if before == c.before {
		return c
	}
	out := changeOf(voc, c.document, before, c.after)
	out.undoes = c.undoes
	return out
}

// invalid makes an error that the sender can mend.
func invalid(op, message string, err error) error {
	return &model.Error{Code: model.CodeInvalid, Op: op, Message: message, Err: err}
}

// Quads gives the quads that the change set adds and those that it removes. They are not to
// be changed.
func (c *ChangeSet) Quads() (add, remove []quad.Quad) {
	return slices.Collect(c.added()), slices.Collect(c.removed())
}
