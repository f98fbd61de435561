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
	// Entity is what they name, as all documents have it.
	Entity *model.Entity
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
	for i := range s.packed.entities {
		e := s.entity(s.packed.entityAt(i))
		var whole *model.Entity
		for _, m := range e.Mentions {
			if m.Span.Overlaps(window) {
				if whole == nil {
					whole = v.Entity(e.ID)
				}
				out = append(out, Naming{m.Span, whole})
			}
		}
	}
	slices.SortFunc(out, func(a, b Naming) int { return cmp.Or(byPlace(a.Span, b.Span), cmp.Compare(a.Entity.ID, b.Entity.ID)) })
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
