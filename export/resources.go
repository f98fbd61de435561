package export

import (
	"iter"
	"maps"
	"slices"

	"rijksgraaf/figures"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// node is a resource with its properties, as JSON-LD has it and as Turtle is made of. The
// keys are "@id", "@type" and names that terms knows. Maps are printed with their keys
// sorted, so the same node always gives the same bytes.
type node map[string]any

// resources gives every resource of the part: the documents by id, the entities by id with
// their facts, a statement for each relation with its evidence, the official figures.
func (w *writer) resources(put func(node)) {
	for d := range w.part.Documents() {
		if !w.more() {
			return
		}
		put(w.document(d))
	}
	w.entities(put)
	for r := range w.part.Relations() {
		if !w.more() {
			return
		}
		put(w.relation(r))
	}
	for f := range officialFigures(w.part) {
		if !w.more() {
			return
		}
		put(w.figure(f))
	}
}

// entities gives the entities with their facts. Entities come by id and relations by
// subject, so that one walk beside the other finds the facts of each.
func (w *writer) entities(put func(node)) {
	next, stop := iter.Pull(w.part.Relations())
	defer stop()
	r, more := next()
	for e := range w.part.Entities() {
		if !w.more() {
			return
		}
		n := w.entity(e)
		for ; more && r.Subject <= e.ID; r, more = next() {
			if r.Subject == e.ID && r.Object != "" {
				name := string(r.Predicate)
				list, _ := n[name].([]string)
				n[name] = append(list[:len(list):len(list)], w.object(r))
			}
		}
		put(n)
	}
}

func (w *writer) document(d *model.Document) node {
	n := node{"@id": w.iri(d.ID), "@type": "Document", "title": d.Title, "sha256": d.SHA256, "pages": d.Pages}
	for key, value := range map[string]string{
		"kind": d.Kind, "dossier": d.Dossier, "number": d.Number, "parliamentaryYear": d.ParliamentaryYear,
	} {
		if value != "" {
			n[key] = value
		}
	}
	if d.Chapter != "" {
		n["chapter"] = w.iri(d.Chapter)
	}
	if d.BudgetYear != 0 {
		n["budgetYear"] = d.BudgetYear
	}
	if at := model.Publication(d.ID); at != "" {
		n["seeAlso"] = at
	}
	return n
}

func (w *writer) entity(e *model.Entity) node {
	n := node{"@id": w.iri(e.ID), "@type": string(e.Type), "label": e.Label}
	if len(e.Aliases) > 0 {
		n["altLabel"] = e.Aliases
	}
	if len(e.SameAs) > 0 {
		n["sameAs"] = e.SameAs
	}
	if at := model.Publication(e.ID); at != "" {
		n["seeAlso"] = at
	}
	var mentions []node
	for _, m := range e.Mentions {
		mentions = append(mentions, w.words(m.Document, m.Span, m.Text, m.Page))
	}
	if mentions != nil {
		n["mentions"] = mentions
	}
	var decided []node
	for _, d := range w.decisionsOn(e.ID) {
		decided = append(decided, w.decision(&d))
	}
	if decided != nil {
		n["decisions"] = decided
	}
	return n
}

// object is the IRI at a relation's other end.
func (w *writer) object(r *model.Relation) string {
	if p, _ := ontology.Predicate(r.Predicate); p.ValueOnly {
		return r.Object
	}
	return w.iri(r.Object)
}

// words cites a stretch of a document.
func (w *writer) words(document string, s model.Span, text string, page int) node {
	n := node{"document": w.iri(document), "start": s.Start, "end": s.End, "text": text}
	if page != 0 {
		n["page"] = page
	}
	return n
}

func (w *writer) relation(r *model.Relation) node {
	n := node{"@id": w.iri(r.ID()), "@type": "Statement", "subject": w.iri(r.Subject), "predicate": string(r.Predicate)}
	if r.Object != "" {
		n["object"] = w.object(r)
	}
	if r.Amount != nil {
		n["amount"] = amountNode(r.Amount)
	}
	if r.Exhaustive != nil {
		n["exhaustive"] = *r.Exhaustive
	}
	if len(r.Qualifiers) > 0 {
		n["qualifiers"] = qualifierNodes(r.Qualifiers)
	}
	var sums, evidence []node
	for i := range r.Amounts {
		sums = append(sums, w.sum(&r.Amounts[i]))
	}
	if sums != nil {
		n["amounts"] = sums
	}
	for i := range r.Evidence {
		evidence = append(evidence, w.evidence(&r.Evidence[i]))
	}
	n["evidence"] = evidence
	if d := DecisionOn(w.view, r); d != nil {
		n["decision"] = w.decision(d)
	}
	return n
}

func (w *writer) evidence(e *model.Evidence) node {
	n := w.words(e.Document, e.Span, e.Text, e.Page)
	n["section"], n["rule"], n["confidence"] = e.Section, e.Rule, e.Confidence
	if e.Inherited != "" {
		n["inherited"] = e.Inherited
	}
	for name, s := range map[string]*model.Span{"subjectSpan": e.SubjectSpan, "objectSpan": e.ObjectSpan} {
		if s != nil {
			n[name] = node{"start": s.Start, "end": s.End}
		}
	}
	return n
}

// sum is an amount of a relation that may have several, with what narrows it.
func (w *writer) sum(s *model.Sum) node {
	n := node{"amount": amountNode(&s.Amount), "document": w.iri(s.Document), "start": s.Span.Start, "end": s.Span.End}
	if len(s.Qualifiers) > 0 {
		n["qualifiers"] = qualifierNodes(s.Qualifiers)
	}
	return n
}

func amountNode(a *model.Amount) node {
	n := node{"value": a.Value, "unit": a.Unit, "asPrinted": a.AsPrinted}
	if a.Scale != "" {
		n["scale"] = a.Scale
	}
	return n
}

func qualifierNodes(list []model.Qualifier) []node {
	var out []node
	for _, q := range list {
		out = append(out, node{"name": q.Name, "value": q.Value})
	}
	return out
}

// figure is an official figure, which no document of the graph says.
func (w *writer) figure(f *figures.Figure) node {
	a := f.Amount()
	return node{"@type": "OfficialFigure", "article": w.iri(articleID(f)), "year": f.Year, "kind": string(f.Kind), "stage": string(f.Stage),
		"amount": amountNode(&a), "source": f.Source, "line": f.Line}
}

// keys gives the names of a node's properties, sorted.
func (n node) keys() []string { return slices.Sorted(maps.Keys(n)) }
