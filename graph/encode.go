package graph

import (
	"encoding/json"
	"iter"
	"strconv"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// attestation is what one document says of one relation, as it is stored: its evidence
// (without words and document, which follow from the spans and the quad's label) and
// what qualifies the relation.
type attestation struct {
	Evidence   []storedEvidence  `json:"evidence"`
	Qualifiers []model.Qualifier `json:"qualifiers,omitempty"`
	Exhaustive *bool             `json:"exhaustive,omitempty"`
	Amount     *model.Amount     `json:"amount,omitempty"`
	Amounts    []storedSum       `json:"amounts,omitempty"`
}

// storedSum is one of a relation's sums as it is stored; its document is the quad's label.
type storedSum struct {
	model.Amount
	Span       [2]int            `json:"span"`
	Qualifiers []model.Qualifier `json:"qualifiers,omitempty"`
}

// storedEvidence is an evidence as it is stored. Spans are [start, end].
type storedEvidence struct {
	Span       [2]int   `json:"span"`
	Page       int      `json:"page,omitempty"`
	Section    []string `json:"section,omitempty"`
	Subject    *[2]int  `json:"subject,omitempty"`
	Object     *[2]int  `json:"object,omitempty"`
	Rule       string   `json:"rule"`
	Confidence float64  `json:"confidence"`
	Inherited  string   `json:"inherited,omitempty"`
}

// encoder collects the quads of one saying.
type encoder struct {
	voc   *vocabulary
	label quad.Value // values, not IRIs: each turning of the one into the other allocates
	quads []quad.Quad
}

func (e *encoder) add(s, p, o quad.Value) {
	e.quads = append(e.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: e.label})
}

// encode gives the quads of a saying, each labelled with its document, without
// duplicates and always in the same order. A nil saying has none.
func encode(voc *vocabulary, s *saying) []quad.Quad {
	if s == nil {
		return nil
	}
	e := &encoder{voc: voc, label: voc.id(s.document.ID), quads: make([]quad.Quad, 0, quadCount(s))}
	e.document(s)
	for _, x := range s.entities {
		e.entity(x)
	}
	for i, r := range s.relations {
		e.relation(s.ids[i], r, s.repeated[i])
	}
	return e.quads
}

// quads walks over the quads that encode gives of what the document said. One thing after
// the other is unpacked, so that little is in memory at a time. A nil record has none.
func (d *documentRecord) quads(voc *vocabulary) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		if d == nil {
			return
		}
		e := &encoder{voc: voc, label: voc.id(d.document.ID)}
		e.document(d.head())
		for i := range d.packed.entities {
			e.entity(d.entity(d.packed.entityAt(i)))
			if !e.give(yield) {
				return
			}
		}
		stated := statedValues{}
		for i := range d.packed.relations {
			r := d.relation(d.packed.relationAt(i))
			e.relation(r.ID(), r, stated.again(r))
			if !e.give(yield) {
				return
			}
		}
		e.give(yield)
	}
}

// give hands on what was collected, and says whether more is wanted.
func (e *encoder) give(yield func(quad.Quad) bool) bool {
	for _, q := range e.quads {
		if !yield(q) {
			return false
		}
	}
	e.quads = e.quads[:0]
	return true
}

// quadCount is the number of quads that encode gives.
func quadCount(s *saying) int {
	n := 2 // metadata and text
	for _, some := range []bool{len(s.document.Sections) > 0, len(s.gaps) > 0, len(s.refusals) > 0, len(s.warnings) > 0} {
		if some {
			n++
		}
	}
	for _, e := range s.entities {
		n += 2 + len(e.Aliases) + len(e.SameAs)
		if len(e.Mentions) > 0 {
			n++
		}
	}
	for i, r := range s.relations {
		n += 4
		if r.Object != "" {
			n++
		} else if s.repeated[i] {
			n--
		}
	}
	return n
}

func (e *encoder) document(s *saying) {
	d := &s.document
	e.add(e.label, e.voc.metadata, toJSON(d.Metadata))
	e.add(e.label, e.voc.text, quad.String(d.Text))
	if len(d.Sections) > 0 {
		e.add(e.label, e.voc.sections, toJSON(d.Sections))
	}
	if len(s.gaps) > 0 {
		e.add(e.label, e.voc.gaps, toJSON(s.gaps))
	}
	if len(s.refusals) > 0 {
		e.add(e.label, e.voc.refusals, toJSON(s.refusals))
	}
	if len(s.warnings) > 0 {
		e.add(e.label, e.voc.warnings, toJSON(s.warnings))
	}
}

func (e *encoder) entity(x *model.Entity) {
	var node quad.Value = e.voc.id(x.ID)
	e.add(node, rdfType, e.voc.def(string(x.Type)))
	e.add(node, rdfsLabel, quad.String(x.Label))
	for _, a := range x.Aliases {
		e.add(node, skosAltLabel, quad.String(a))
	}
	for _, iri := range x.SameAs {
		e.add(node, owlSameAs, quad.IRI(iri))
	}
	if len(x.Mentions) > 0 {
		e.add(node, e.voc.mentions, quad.TypedString{Value: quad.String(packMentions(x.Mentions)), Type: e.voc.spans})
	}
}

// relation gives the fact itself, so that Cayley's own paths work, unless it is repeated:
// a value that the subject has for another year too. And a node for it that says which
// fact it is and how the document attests it.
func (e *encoder) relation(id string, r *model.Relation, repeated bool) {
	var node, s, p, o quad.Value = e.voc.id(id), e.voc.id(r.Subject), e.voc.def(string(r.Predicate)), e.object(r)
	if !repeated {
		e.add(s, p, o)
	}
	e.add(node, rdfSubject, s)
	e.add(node, rdfPredicate, p)
	if r.Object != "" {
		e.add(node, rdfObject, o)
	}
	e.add(node, e.voc.attestation, toJSON(pack(r)))
}

// object is the value at a relation's other end: an entity, an IRI outside the graph, or
// an amount of money.
func (e *encoder) object(r *model.Relation) quad.Value {
	if r.Object == "" {
		return quad.TypedString{Value: quad.String(r.Amount.Value), Type: xsdDecimalIRI}
	}
	if p, _ := ontology.Predicate(r.Predicate); p.ValueOnly {
		return quad.IRI(r.Object)
	}
	return e.voc.id(r.Object)
}

func pack(r *model.Relation) attestation {
	a := attestation{Qualifiers: r.Qualifiers, Exhaustive: r.Exhaustive, Amount: r.Amount}
	a.Evidence = make([]storedEvidence, len(r.Evidence))
	for i := range r.Evidence {
		e := &r.Evidence[i]
		a.Evidence[i] = storedEvidence{
			Span: [2]int{e.Start, e.End}, Page: e.Page, Section: e.Section,
			Subject: packSpan(e.SubjectSpan), Object: packSpan(e.ObjectSpan),
			Rule: e.Rule, Confidence: e.Confidence, Inherited: e.Inherited,
		}
	}
	for i := range r.Amounts {
		m := &r.Amounts[i]
		a.Amounts = append(a.Amounts, storedSum{m.Amount, [2]int{m.Span.Start, m.Span.End}, m.Qualifiers})
	}
	return a
}

func packSpan(s *model.Span) *[2]int {
	if s == nil {
		return nil
	}
	return &[2]int{s.Start, s.End}
}

// packMentions writes mentions as "12-17 40-43@2": start, end, and the page where there
// are pages. Their words stand in the document's text.
func packMentions(list []model.Mention) string {
	b := make([]byte, 0, 12*len(list))
	for i := range list {
		m := &list[i]
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(m.Start), 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(m.End), 10)
		if m.Page != 0 {
			b = append(b, '@')
			b = strconv.AppendInt(b, int64(m.Page), 10)
		}
	}
	return string(b)
}

// toJSON gives a value as a JSON literal. The values are our own structs of strings and
// finite numbers, for which marshalling cannot fail.
func toJSON(v any) quad.Value {
	data, err := json.Marshal(v)
	if err != nil {
		data = []byte("null")
	}
	return quad.TypedString{Value: quad.String(data), Type: rdfJSON}
}
