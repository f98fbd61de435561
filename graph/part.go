package graph

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Selection says which part of a View is wanted. Every field that is set must fit; within
// a field one of the values is enough. The zero selection is the whole.
type Selection struct {
	// Types are entity types; a relation is in the part when both its ends are of one.
	Types []model.EntityType
	// Predicates, Years (budget years that an amount of the relation is of) and
	// MinConfidence (of the relation's best evidence, in [0,1]) choose relations. When one
	// of them is set, the part has those entities only that a chosen relation joins.
	Predicates    []model.Predicate
	Years         []int
	MinConfidence float64
	// Chapters and Documents choose documents, by id. The part then has only what these
	// say: mentions, evidence and amounts of others are left out.
	Chapters, Documents []string
	// Around is an entity, by any of its ids: the part has its relations and their ends.
	Around string
	// Relation is the id of one relation.
	Relation string
	// Brief is for telling of one thing: the texts of documents and what was remarked of
	// them stay out of N-Quads, and the mentions of all but Around out of every form. What
	// is written then can be read, but not imported.
	Brief bool
}

// Part is the part of a View that a Selection asks for. It is worked out while it is
// walked over: nothing but the View is held in memory. It is safe for concurrent use.
type Part struct {
	view      *View
	selection Selection
	documents map[string]bool // nil for all
	around    []string        // the ends of the relations of Around or Relation, sorted; nil for all
	papers    []string        // the documents that speak of these, sorted
}

// Part gives the part of the view that a selection asks for. Errors: CodeNotFound for a
// document that the view does not hold, a chapter that no document of it is of, and an
// entity or relation that it does not know.
func (v *View) Part(s Selection) (*Part, error) {
	p := &Part{view: v, selection: s}
	if err := p.chooseDocuments(); err != nil {
		return nil, err
	}
	if s.Around == "" && s.Relation == "" {
		return p, nil
	}
	if s.Around != "" {
		p.selection.Around = v.ID(s.Around)
		if v.Entity(s.Around) == nil && v.Document(s.Around) == nil {
			return nil, notInView(s.Around)
		}
	}
	if s.Relation != "" {
		r := v.relationRecord(s.Relation)
		if r == nil {
			return nil, notInView(s.Relation)
		}
		p.selection.Relation = r.modelID()
	}
	p.gather()
	return p, nil
}

// gather finds the ends of the relations of the one thing that was asked for, and the
// documents that speak of it or of them.
func (p *Part) gather() {
	around, papers := map[string]bool{}, map[string]bool{}
	if id := p.selection.Around; id != "" {
		around[id] = true
		papers[id] = p.view.Document(id) != nil && (p.documents == nil || p.documents[id])
		for _, d := range p.view.DocumentsOf(id) {
			papers[d.ID] = p.documents == nil || p.documents[d.ID]
		}
	}
	for r := range p.Relations() {
		around[r.Subject] = true
		if isEntityEnd(r.Predicate, r.Object) {
			around[r.Object] = true
		}
		for i := range r.Evidence {
			papers[r.Evidence[i].Document] = true
		}
	}
	maps.DeleteFunc(papers, func(_ string, speaks bool) bool { return !speaks })
	p.around, p.papers = slices.Sorted(maps.Keys(around)), slices.Sorted(maps.Keys(papers))
}

func notInView(id string) error {
	return &model.Error{Code: model.CodeNotFound, Message: "nothing here is called " + id}
}

func (p *Part) chooseDocuments() error {
	s := p.selection
	if len(s.Documents) == 0 && len(s.Chapters) == 0 {
		return nil
	}
	for _, id := range s.Documents {
		if p.view.Document(id) == nil {
			return &model.Error{Code: model.CodeNotFound, Message: fmt.Sprintf("there is no document %q", id)}
		}
	}
	p.documents = map[string]bool{}
	seen := map[string]bool{}
	for d := range p.view.documents() {
		id, chapter := d.document.ID, d.document.Chapter
		seen[chapter] = true
		if (len(s.Documents) == 0 || slices.Contains(s.Documents, id)) && (len(s.Chapters) == 0 || slices.Contains(s.Chapters, chapter)) {
			p.documents[id] = true
		}
	}
	for _, c := range s.Chapters {
		if !seen[c] {
			return &model.Error{Code: model.CodeNotFound, Message: fmt.Sprintf("there is no document of the chapter %q", c)}
		}
	}
	return nil
}

// View is the view that the part is of.
func (p *Part) View() *View { return p.view }

// Selection is what was asked for, Around by the id that stays.
func (p *Part) Selection() Selection { return p.selection }

// OfRelations says whether the part has only what a chosen relation joins.
func (p *Part) OfRelations() bool { return p.around != nil || p.choosesRelations() }

// choosesRelations says whether entities without a chosen relation are left out.
func (p *Part) choosesRelations() bool {
	s := &p.selection
	return len(s.Predicates) > 0 || len(s.Years) > 0 || s.MinConfidence > 0
}

// whole says whether the part is all of the view.
func (p *Part) whole() bool {
	return p.documents == nil && p.around == nil && len(p.selection.Types) == 0 && !p.choosesRelations()
}

// isEntityEnd says whether a relation's object is an entity, and not a value.
func isEntityEnd(p model.Predicate, object string) bool {
	info, _ := ontology.Predicate(p)
	return object != "" && !info.ValueOnly
}

// Documents walks over the ingested documents that the part rests on, by id. Where
// entities or relations are chosen these are the documents that speak of one.
func (p *Part) Documents() iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		for _, id := range p.papers {
			if !yield(p.view.Document(id)) {
				return
			}
		}
		if p.around != nil {
			return
		}
		for s := range p.view.documents() {
			if p.speaks(s) && !yield(&s.document) {
				return
			}
		}
	}
}

// speaks says whether a document is in the part, which is not of one thing.
func (p *Part) speaks(s *documentRecord) bool {
	id := s.document.ID
	switch {
	case p.documents != nil && !p.documents[id]:
		return false
	case len(p.selection.Types) == 0 && !p.choosesRelations():
		return true
	}
	s = p.view.derive().parted.document(id)
	d := p.view.identity()
	if p.choosesRelations() {
		return slices.ContainsFunc(s.keys(), func(k relationKey) bool { return p.byKey(d.key(k)) != nil })
	}
	for i := range s.packed.entities {
		if p.hasEntity(d.resolve(s.entityID(i))) {
			return true
		}
	}
	return false
}

// Entities walks over the entities of the part, by id. What is yielded is shared and must
// not be changed.
func (p *Part) Entities() iter.Seq[*model.Entity] {
	return func(yield func(*model.Entity) bool) {
		if p.around != nil {
			for _, id := range p.around {
				if r, ok := p.view.record(id); ok && p.takes(r) && !yield(p.cutEntity(r)) {
					return
				}
			}
			return
		}
		for r := range p.view.entitiesOf(p.selection.Types) {
			if p.takes(r) && !yield(p.cutEntity(r)) {
				return
			}
		}
	}
}

// hasEntity says whether the entity of an id is in the part.
func (p *Part) hasEntity(id string) bool {
	r, ok := p.view.record(id)
	return ok && p.takes(r)
}

// takes says whether an entity is in the part.
func (p *Part) takes(r *entityRecord) bool {
	if p.around != nil {
		_, near := slices.BinarySearch(p.around, r.id)
		return near
	}
	if len(p.selection.Types) > 0 && !slices.Contains(p.selection.Types, r.kind) {
		return false
	}
	if p.documents != nil && !slices.ContainsFunc(r.parts, func(e part) bool { return p.documents[e.id()] }) {
		return false
	}
	if !p.choosesRelations() {
		return true
	}
	for _, d := range []Direction{DirectionOut, DirectionIn} {
		for rec := range p.view.index().walk(r.id, d) {
			if p.taken(rec) != nil {
				return true
			}
		}
	}
	return false
}

// cutEntity gives an entity with the mentions of the part's documents only.
func (p *Part) cutEntity(r *entityRecord) *model.Entity {
	e := p.view.entity(r)
	brief := p.selection.Brief && r.id != p.selection.Around
	if p.documents == nil && !brief {
		return e
	}
	cut := *e
	cut.Mentions = []model.Mention{}
	if brief {
		return &cut
	}
	for _, m := range e.Mentions {
		if p.documents[m.Document] {
			cut.Mentions = append(cut.Mentions, m)
		}
	}
	return &cut
}

// Relations walks over the relations of the part, by subject, predicate, object. What is
// yielded is shared and must not be changed.
func (p *Part) Relations() iter.Seq[*model.Relation] {
	return func(yield func(*model.Relation) bool) {
		for rec := range p.records() {
			if r := p.taken(rec); r != nil && !yield(r) {
				return
			}
		}
	}
}

// records walks over the relations that may be in the part.
func (p *Part) records() iter.Seq[*relationRecord] {
	switch {
	case p.selection.Relation != "":
		return slices.Values([]*relationRecord{p.view.relationRecord(p.selection.Relation)})
	case p.selection.Around != "":
		return slices.Values(p.view.index().around(p.selection.Around, DirectionBoth))
	}
	return keysOf(p.view.index().bySubject.All())
}

// byKey gives a relation by its identity as the part has it; nil when it is not in the part.
func (p *Part) byKey(k relationKey) *model.Relation {
	if rec := p.view.index().relation(k); rec != nil {
		return p.taken(rec)
	}
	return nil
}

// taken gives a relation as the part has it; nil when it is not in the part.
func (p *Part) taken(rec *relationRecord) *model.Relation {
	k := rec.relationKey
	if !p.nearby(rec) || !p.letsEnds(k) {
		return nil
	}
	s := &p.selection
	if len(s.Predicates) > 0 && !slices.Contains(s.Predicates, k.predicate) {
		return nil
	}
	r := p.cutRelation(rec)
	if r == nil || s.MinConfidence > 0 && r.Confidence() < s.MinConfidence {
		return nil
	}
	if years := (RelationFilter{Years: s.Years}); len(s.Years) > 0 &&
		!slices.ContainsFunc(Sums(r), func(sum model.Sum) bool { return years.letsSum(&sum) }) {
		return nil
	}
	return r
}

func (p *Part) nearby(r *relationRecord) bool {
	s := &p.selection
	return (s.Relation == "" || s.Relation == r.modelID()) && (s.Around == "" || s.Around == r.subject || s.Around == r.object)
}

func (p *Part) letsEnds(k relationKey) bool {
	types := p.selection.Types
	return hasType(types, k.subject) && (!isEntityEnd(k.predicate, k.object) || hasType(types, k.object))
}

// cutRelation gives a relation with the evidence and amounts of the part's documents only;
// nil when these do not state it.
func (p *Part) cutRelation(rec *relationRecord) *model.Relation {
	if p.documents == nil {
		return p.view.relation(rec)
	}
	if !slices.ContainsFunc(rec.parts, func(s part) bool { return p.documents[s.id()] }) {
		return nil
	}
	r := *p.view.relation(rec)
	r.Evidence = keep(r.Evidence, func(e *model.Evidence) bool { return p.documents[e.Document] })
	r.Amounts = keep(r.Amounts, func(s *model.Sum) bool { return p.documents[s.Document] })
	if isEntityEnd(r.Predicate, r.Object) && len(p.view.relation(rec).Amounts) > 0 {
		r.Amount = nil
		if len(r.Amounts) > 0 {
			r.Amount = &r.Amounts[0].Amount
		}
	}
	return &r
}

// keep gives the items that are wanted, in a list of its own; nil when there are none.
func keep[T any](list []T, wanted func(*T) bool) []T {
	var out []T
	for i := range list {
		if wanted(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// WriteNQuads writes what each document of the part says as N-Quads, by the ids that
// stay, always in the same order: by document, within a document by line. A document at a
// time is held in memory. It ends early when ctx is done, with its cause. Other errors are
// those of the writer.
func (p *Part) WriteNQuads(ctx context.Context, w io.Writer) error {
	b := bufio.NewWriter(w)
	for d := range p.Documents() {
		for _, l := range p.documentLines(d.ID) {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			if _, err := b.WriteString(l + "\n"); err != nil {
				return err
			}
		}
	}
	return b.Flush()
}

// documentLines gives the quads of a document that are in the part as lines, sorted.
func (p *Part) documentLines(document string) []string {
	v := p.view
	s := v.derive().told(document)
	if !p.whole() {
		s = p.reduced(s)
	}
	var lines []string
	for _, q := range encode(v.voc, s) {
		if p.selection.Brief && p.tooLong(q) {
			continue
		}
		lines = append(lines, q.NQuad())
	}
	slices.Sort(lines)
	return lines
}

// tooLong says whether a quad stays out of a brief part.
func (p *Part) tooLong(q quad.Quad) bool {
	voc := p.view.voc
	return voc.isText(q.Predicate) || q.Predicate == voc.mentions && q.Subject != voc.id(p.selection.Around)
}

// isText says whether a predicate gives a document's text or what was remarked of it.
func (v *vocabulary) isText(predicate quad.Value) bool {
	switch predicate {
	case v.text, v.sections, v.gaps, v.refusals, v.warnings:
		return true
	}
	return false
}

// reduced gives a document's saying with only those entities and relations that are in
// the part.
func (p *Part) reduced(s *saying) *saying {
	n := *s
	n.entities, n.relations = nil, nil
	ends := map[string]bool{}
	for _, r := range s.relations {
		if p.byKey(keyOf(r)) != nil {
			n.relations = append(n.relations, r)
			ends[r.Subject], ends[r.Object] = true, true
		}
	}
	for _, e := range s.entities {
		if ends[e.ID] || p.hasEntity(e.ID) {
			n.entities = append(n.entities, e)
		}
	}
	n.finish()
	return &n
}
