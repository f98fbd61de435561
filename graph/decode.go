package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// decoder collects the quads of one document until its saying can be built. Quads may
// come in any order.
type decoder struct {
	voc       *vocabulary
	id        string
	s         *saying
	count     int
	hasText   bool
	hasMeta   bool
	entities  map[string]*decodedEntity
	relations map[string]*decodedRelation
}

type decodedEntity struct {
	model.Entity
	spans string
}

type decodedRelation struct {
	subject, predicate, object string
	attestation                string
}

func newDecoder(voc *vocabulary, id string) *decoder {
	return &decoder{
		voc: voc, id: id, s: &saying{},
		entities:  map[string]*decodedEntity{},
		relations: map[string]*decodedRelation{},
	}
}

// add takes one quad. An error means that no encoder of ours wrote it.
func (d *decoder) add(q quad.Quad) error {
	d.count++
	id, ok := d.voc.idOf(q.Subject)
	if !ok {
		return fmt.Errorf("a quad has the foreign subject %v", q.Subject)
	}
	if id == d.id {
		if known, err := d.document(q); known || err != nil {
			return err
		}
	}
	if strings.HasPrefix(id, "relation/") {
		return d.relation(id, q)
	}
	return d.entity(id, q)
}

// document takes a quad about the document itself, and says whether it was one.
func (d *decoder) document(q quad.Quad) (bool, error) {
	switch q.Predicate {
	case d.voc.text:
		text, ok := q.Object.(quad.String)
		d.hasText = true
		d.s.document.Text = string(text)
		return ok, nil
	case d.voc.metadata:
		d.hasMeta = true
		return true, fromJSON(q.Object, &d.s.document.Metadata)
	case d.voc.sections:
		return true, fromJSON(q.Object, &d.s.document.Sections)
	case d.voc.gaps:
		return true, fromJSON(q.Object, &d.s.gaps)
	case d.voc.refusals:
		return true, fromJSON(q.Object, &d.s.refusals)
	case d.voc.warnings:
		return true, fromJSON(q.Object, &d.s.warnings)
	}
	return false, nil
}

func (d *decoder) entity(id string, q quad.Quad) error {
	e := d.entities[id]
	if e == nil {
		e = &decodedEntity{Entity: model.Entity{ID: id}}
		d.entities[id] = e
	}
	switch q.Predicate {
	case rdfType:
		name, _ := d.voc.defOf(q.Object)
		e.Type = model.EntityType(name)
	case rdfsLabel:
		e.Label = str(q.Object)
	case skosAltLabel:
		e.Aliases = append(e.Aliases, str(q.Object))
	case owlSameAs:
		iri, _ := q.Object.(quad.IRI)
		e.SameAs = append(e.SameAs, string(iri))
	case d.voc.mentions:
		e.spans = str(q.Object)
	default:
		// The fact itself; its relation node says the same and is what is read.
		if name, ok := d.voc.defOf(q.Predicate); !ok || !isPredicate(name) {
			return fmt.Errorf("a quad has the unknown predicate %v", q.Predicate)
		}
	}
	return nil
}

func isPredicate(name string) bool {
	_, ok := ontology.Predicate(model.Predicate(name))
	return ok
}

func (d *decoder) relation(id string, q quad.Quad) error {
	r := d.relations[id]
	if r == nil {
		r = &decodedRelation{}
		d.relations[id] = r
	}
	switch q.Predicate {
	case rdfSubject:
		r.subject, _ = d.voc.idOf(q.Object)
	case rdfPredicate:
		r.predicate, _ = d.voc.defOf(q.Object)
	case rdfObject:
		r.object = str(q.Object)
	case d.voc.attestation:
		r.attestation = str(q.Object)
	default:
		return fmt.Errorf("relation %s has the unknown predicate %v", id, q.Predicate)
	}
	return nil
}

// finish builds the saying and checks that it has as many quads as were read, and may
// stand in a store.
func (d *decoder) finish() (*saying, error) {
	s, err := d.build()
	if err != nil {
		return nil, err
	}
	if n := quadCount(s); n != d.count {
		return nil, fmt.Errorf("it has %d quads where there should be %d", d.count, n)
	}
	return s, s.check()
}

// build makes the saying of what was read, without a check of the whole. Errors are
// about what they name.
func (d *decoder) build() (*saying, error) {
	if !d.hasText || !d.hasMeta || d.s.document.ID != d.id {
		return nil, about(d.id, errors.New("the text or the metadata of the document are missing"))
	}
	d.s.text = newTextIndex(d.s.document.Text)
	for _, id := range slices.Sorted(maps.Keys(d.entities)) {
		e := d.entities[id]
		if e.Label == "" && e.Type == "" {
			return nil, about(id, fmt.Errorf("the entity %s has no label", id))
		}
		if err := d.mentions(e); err != nil {
			return nil, about(id, fmt.Errorf("the mentions of %s: %w", id, err))
		}
		tidyEntity(&e.Entity, d.id)
		d.s.entities = append(d.s.entities, &e.Entity)
	}
	for _, id := range slices.Sorted(maps.Keys(d.relations)) {
		m, err := d.buildRelation(d.relations[id])
		if err == nil && m.ID() != id {
			err = fmt.Errorf("its parts name %s", m.ID())
		}
		if err != nil {
			return nil, about(id, fmt.Errorf("%s: %w", id, err))
		}
		d.s.relations = append(d.s.relations, m)
	}
	slices.SortFunc(d.s.relations, compareRelations)
	d.s.finish()
	return d.s, nil
}

func (d *decoder) mentions(e *decodedEntity) error {
	if e.spans == "" {
		return nil
	}
	e.Mentions = make([]model.Mention, 0, strings.Count(e.spans, " ")+1)
	for item := range strings.SplitSeq(e.spans, " ") {
		m, err := parseMention(item)
		if err != nil {
			return err
		}
		text, ok := d.s.text.slice(m.Span)
		if !ok {
			return fmt.Errorf("%s lies outside the text", item)
		}
		m.Text = text
		e.Mentions = append(e.Mentions, m)
	}
	return nil
}

func parseMention(item string) (m model.Mention, err error) {
	item, page, hasPage := strings.Cut(item, "@")
	start, end, ok := strings.Cut(item, "-")
	if !ok {
		return m, fmt.Errorf("%q is no span", item)
	}
	var e1, e2, e3 error
	m.Start, e1 = strconv.Atoi(start)
	m.End, e2 = strconv.Atoi(end)
	if hasPage {
		m.Page, e3 = strconv.Atoi(page)
	}
	return m, errors.Join(e1, e2, e3)
}

// buildRelation makes a relation of its quads.
func (d *decoder) buildRelation(r *decodedRelation) (*model.Relation, error) {
	var a attestation
	if err := json.Unmarshal([]byte(r.attestation), &a); err != nil {
		return nil, fmt.Errorf("its attestation: %w", err)
	}
	m := &model.Relation{
		Subject: r.subject, Predicate: model.Predicate(r.predicate), Object: d.objectID(r),
		Amount: a.Amount, Qualifiers: a.Qualifiers, Exhaustive: a.Exhaustive,
	}
	for i := range a.Evidence {
		e, err := d.evidence(&a.Evidence[i])
		if err != nil {
			return nil, err
		}
		m.Evidence = append(m.Evidence, e)
	}
	for i := range a.Amounts {
		s := &a.Amounts[i]
		m.Amounts = append(m.Amounts, model.Sum{Amount: s.Amount, Qualifiers: s.Qualifiers, Span: model.Span{Start: s.Span[0], End: s.Span[1]}})
	}
	tidyRelation(m, d.id)
	return m, nil
}

// objectID undoes encoder.object.
func (d *decoder) objectID(r *decodedRelation) string {
	if p, _ := ontology.Predicate(model.Predicate(r.predicate)); p.ValueOnly {
		return r.object
	}
	id, _ := d.voc.idOf(quad.IRI(r.object))
	return id
}

func (d *decoder) evidence(s *storedEvidence) (model.Evidence, error) {
	e := model.Evidence{
		Document: d.id, Span: model.Span{Start: s.Span[0], End: s.Span[1]}, Page: s.Page, Section: s.Section,
		SubjectSpan: unpackSpan(s.Subject), ObjectSpan: unpackSpan(s.Object),
		Rule: s.Rule, Confidence: s.Confidence, Inherited: s.Inherited,
	}
	text, ok := d.s.text.slice(e.Span)
	if !ok {
		return e, fmt.Errorf("its evidence %d-%d lies outside the text", e.Start, e.End)
	}
	e.Text = text
	return e, nil
}

func unpackSpan(s *[2]int) *model.Span {
	if s == nil {
		return nil
	}
	return &model.Span{Start: s[0], End: s[1]}
}

// str gives the characters of a literal or IRI.
func str(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	case quad.IRI:
		return string(v)
	}
	return ""
}

func fromJSON(v quad.Value, into any) error {
	return json.Unmarshal([]byte(str(v)), into)
}
