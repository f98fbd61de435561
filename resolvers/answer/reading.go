package answer

import (
	"fmt"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Reading is what stands in a window of a document's text.
type Reading struct {
	document *Document
	window   model.Span
}

// Reading is what stands from code point start to end. Error: CodeInvalid for a negative
// place or an end before the start.
func (d *Document) Reading(start int, end *int) (*Reading, error) {
	window := model.Span{Start: start, End: d.Length()}
	if end != nil {
		window.End = *end
	}
	if start < 0 || end != nil && *end < start {
		return nil, invalid("reading: start must not be negative and end not before it")
	}
	return &Reading{d, window}, nil
}

// Mentions are the words that name an entity. Error: CodeLimit for more than a thousand.
func (r *Reading) Mentions() ([]ReadingMention, error) {
	in := r.document.in
	if err := in.alive(); err != nil {
		return nil, err
	}
	list := in.view().NamingsIn(r.document.of.ID, r.window)
	out := make([]ReadingMention, len(list))
	for i, n := range list {
		out[i] = ReadingMention{n, in}
	}
	return out, r.few("mentions", len(list))
}

// Statements are the words that relations rest on. Error: CodeLimit for more than a thousand.
func (r *Reading) Statements() ([]ReadingStatement, error) {
	in := r.document.in
	if err := in.alive(); err != nil {
		return nil, err
	}
	list := in.view().AttestationsIn(r.document.of.ID, r.window)
	out := make([]ReadingStatement, len(list))
	for i, s := range list {
		out[i] = ReadingStatement{s, in}
	}
	return out, r.few("statements", len(list))
}

// few says CodeLimit for more than a list may hold.
func (r *Reading) few(what string, n int) error {
	if n <= r.document.in.list {
		return nil
	}
	return &model.Error{Code: model.CodeLimit, Op: "reading", Message: fmt.Sprintf("the window holds %d %s; at most %d are given", n, what, r.document.in.list),
		Hint: "ask for a smaller window"}
}

// ReadingMention is words that name an entity.
type ReadingMention struct {
	of graph.Naming
	in *Reader
}

// Span is where the words stand.
func (m *ReadingMention) Span() *model.Span { return &m.of.Span }

// Entity is what they name.
func (m *ReadingMention) Entity() Entity { return wrap(entity{m.of.Entity, m.in}) }

// ReadingStatement is words that relations rest on.
type ReadingStatement struct {
	of graph.Attestation
	in *Reader
}

// Span is where the words stand.
func (s *ReadingStatement) Span() *model.Span { return &s.of.Span }

// Relations are those that rest on them.
func (s *ReadingStatement) Relations() []Relation { return s.in.relations(s.of.Relations) }
