package graph

import (
	"cmp"
	"slices"

	"rijksgraaf/model"
)

// Naming is words of a document that name an entity.
type Naming struct {
	// Span is where the words stand, in code points of the document's text.
	model.Span
	// Entity is the id of what they name, the one that it is known by.
	Entity string
}

// Attestation is words of a document with all relations that rest on just them.
type Attestation struct {
	// Span is where the words stand, in code points of the document's text.
	model.Span
	// Relations are in the order of subject, predicate and object.
	Relations []*model.Relation
}

// NamingsIn lists the words of a document that name an entity and touch a window of its
// text, in the order of place, those that begin together the longer first. An unknown
// document gives nothing.
func (v *View) NamingsIn(document string, window model.Span) []Naming {
	s := v.said.document(document)
	if s == nil {
		return nil
	}
	var out []Naming
	for _, e := range s.entities {
		for _, m := range e.Mentions {
			if m.Span.Overlaps(window) {
				out = append(out, Naming{m.Span, v.ID(e.ID)})
			}
		}
	}
	slices.SortFunc(out, func(a, b Naming) int { return cmp.Or(byPlace(a.Span, b.Span), cmp.Compare(a.Entity, b.Entity)) })
	return slices.Compact(out)
}

// AttestationsIn lists the words of a document that relations rest on and that touch a
// window of its text, in the order of place. An unknown document gives nothing.
func (v *View) AttestationsIn(document string, window model.Span) []Attestation {
	at := map[model.Span]int{}
	var out []Attestation
	for _, r := range v.attested(document, RelationFilter{}) {
		for _, e := range r.Evidence {
			if e.Document != document || !e.Span.Overlaps(window) {
				continue
			}
			i, ok := at[e.Span]
			if !ok {
				i = len(out)
				at[e.Span], out = i, append(out, Attestation{Span: e.Span})
			}
			if list := out[i].Relations; len(list) == 0 || list[len(list)-1] != r {
				out[i].Relations = append(list, r)
			}
		}
	}
	slices.SortFunc(out, func(a, b Attestation) int { return byPlace(a.Span, b.Span) })
	return out
}

// byPlace orders spans by where they begin, of those that begin together the longer first.
func byPlace(a, b model.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}
