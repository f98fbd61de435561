package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// node is a JSON-LD node object. Maps are printed with their keys sorted, so the same
// node always gives the same bytes.
type node map[string]any

// JSONLD writes the view as one JSON-LD document: first the ingested documents by id,
// then the entities by id with their facts, then a node for each fact with its evidence.
// The same view always gives the same bytes (UTF-8, a node a line). Errors are those of
// the writer.
func JSONLD(w io.Writer, v *graph.View) error {
	l := &linked{w: bufio.NewWriter(w), base: v.Base()}
	l.begin()
	for _, d := range v.Documents(graph.DocumentFilter{}) {
		l.node(l.document(d))
	}
	for _, e := range v.Entities(graph.EntityFilter{}, graph.EntityOrderID) {
		l.node(l.entity(e, v.RelationsOf(e.ID, graph.DirectionOut, graph.RelationFilter{})))
	}
	for _, r := range v.Relations(graph.RelationFilter{}) {
		l.node(l.relation(r))
	}
	l.end()
	return l.err
}

// linked writes node objects one by one and keeps the first error.
type linked struct {
	w     *bufio.Writer
	base  string
	count int
	err   error
}

func (l *linked) iri(id string) string { return model.IRI(l.base, id) }

func (l *linked) print(s string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(s)
	}
}

// value prints a value as JSON on one line, with <, > and & as they are.
func (l *linked) value(x any) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil && l.err == nil {
		l.err = err
	}
	l.print(strings.TrimSuffix(b.String(), "\n"))
}

func (l *linked) begin() {
	l.print("{\"@context\": ")
	l.value(Context(l.base))
	l.print(",\n\"@graph\": [")
}

func (l *linked) node(n node) {
	if l.count++; l.count > 1 {
		l.print(",")
	}
	l.print("\n")
	l.value(n)
}

func (l *linked) end() {
	l.print("\n]}\n")
	if l.err == nil {
		l.err = l.w.Flush()
	}
}

// Context gives the JSON-LD context for a base address: the ontology's predicates, all
// of which point to nodes, and the terms for labels and citations.
func Context(base string) map[string]any {
	c := map[string]any{
		"@vocab":    strings.TrimSuffix(model.IRI(base, ""), "id/") + "def/",
		"label":     "http://www.w3.org/2000/01/rdf-schema#label",
		"altLabel":  map[string]any{"@id": "http://www.w3.org/2004/02/skos/core#altLabel", "@container": "@set"},
		"Statement": "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement",
		"subject":   map[string]any{"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", "@type": "@id"},
		"predicate": map[string]any{"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate", "@type": "@vocab"},
		"object":    map[string]any{"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#object", "@type": "@id"},
		"document":  map[string]any{"@type": "@id"},
		"chapter":   map[string]any{"@type": "@id"},
		"section":   map[string]any{"@container": "@list"},
	}
	for _, p := range ontology.Predicates() {
		c[string(p.Name)] = map[string]any{"@type": "@id", "@container": "@set"}
	}
	c["sameAs"] = map[string]any{"@id": "http://www.w3.org/2002/07/owl#sameAs", "@type": "@id", "@container": "@set"}
	return c
}

func (l *linked) document(d *model.Document) node {
	n := node{"@id": l.iri(d.ID), "@type": "Document", "title": d.Title, "sha256": d.SHA256, "pages": d.Pages}
	for key, value := range map[string]string{
		"kind": d.Kind, "dossier": d.Dossier, "number": d.Number, "parliamentaryYear": d.ParliamentaryYear,
	} {
		if value != "" {
			n[key] = value
		}
	}
	if d.Chapter != "" {
		n["chapter"] = l.iri(d.Chapter)
	}
	if d.BudgetYear != 0 {
		n["budgetYear"] = d.BudgetYear
	}
	return n
}

func (l *linked) entity(e *model.Entity, out []*model.Relation) node {
	n := node{"@id": l.iri(e.ID), "@type": string(e.Type), "label": e.Label}
	if len(e.Aliases) > 0 {
		n["altLabel"] = e.Aliases
	}
	facts := map[string][]string{"sameAs": e.SameAs}
	for _, r := range out {
		if r.Object != "" {
			facts[string(r.Predicate)] = append(facts[string(r.Predicate)], l.object(r))
		}
	}
	for p, objects := range facts {
		if len(objects) > 0 {
			n[p] = objects
		}
	}
	var mentions []node
	for _, m := range e.Mentions {
		mentions = append(mentions, l.words(m.Document, m.Span, m.Text, m.Page))
	}
	if mentions != nil {
		n["mentions"] = mentions
	}
	return n
}

// object is the IRI at a relation's other end.
func (l *linked) object(r *model.Relation) string {
	if p, _ := ontology.Predicate(r.Predicate); p.ValueOnly {
		return r.Object
	}
	return l.iri(r.Object)
}

// words cites a stretch of a document.
func (l *linked) words(document string, s model.Span, text string, page int) node {
	n := node{"document": l.iri(document), "start": s.Start, "end": s.End, "text": text}
	if page != 0 {
		n["page"] = page
	}
	return n
}

func (l *linked) relation(r *model.Relation) node {
	n := node{"@id": l.iri(r.ID()), "@type": "Statement", "subject": l.iri(r.Subject), "predicate": string(r.Predicate)}
	if r.Object != "" {
		n["object"] = l.object(r)
	}
	if r.Amount != nil {
		n["amount"] = r.Amount
	}
	if sums := l.sums(r.Amounts); sums != nil {
		n["amounts"] = sums
	}
	if r.Exhaustive != nil {
		n["exhaustive"] = *r.Exhaustive
	}
	if len(r.Qualifiers) > 0 {
		n["qualifiers"] = r.Qualifiers
	}
	var evidence []node
	for i := range r.Evidence {
		e := &r.Evidence[i]
		c := l.words(e.Document, e.Span, e.Text, e.Page)
		c["section"], c["rule"], c["confidence"] = e.Section, e.Rule, e.Confidence
		if e.Inherited != "" {
			c["inherited"] = e.Inherited
		}
		evidence = append(evidence, c)
	}
	n["evidence"] = evidence
	return n
}

// sums are the amounts of a relation that may have several, each with what narrows it.
func (l *linked) sums(list []model.Sum) []node {
	var out []node
	for i := range list {
		s := &list[i]
		n := node{"amount": s.Amount, "document": l.iri(s.Document), "start": s.Span.Start, "end": s.Span.End}
		if len(s.Qualifiers) > 0 {
			n["qualifiers"] = s.Qualifiers
		}
		out = append(out, n)
	}
	return out
}
