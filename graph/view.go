package graph

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/benbjohnson/immutable"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// View is an immutable snapshot of the graph. All reads are answered from indexes in
// memory that were derived from Cayley; a View stays as it is while the store goes on.
// It is safe for concurrent use. What it returns is shared: callers must not change it.
//
// It speaks of one entity where several ids are one thing's (docs/decisions/0005-identity.md):
// by the id that stays, which every id given to it is turned into. Extraction alone gives
// back what a document said as it said it.
type View struct {
	voc     *vocabulary
	said    *index           // by the ids that documents use
	decided *decisions.File  // may be nil
	known   func() Knowledge // may be nil
	facts   facts
	figures *shelf
	commit  int      // the last commit in it
	history *history // of the store; shared by all its views
}

func newView(voc *vocabulary) *View {
	return &View{voc: voc, said: emptyIndex(), figures: &shelf{}, history: &history{}}
}

// copied gives a view that says the same, to be changed before anybody else has it.
func (v *View) copied() *View {
	return &View{voc: v.voc, said: v.said, decided: v.decided, known: v.known, figures: v.figures, commit: v.commit, history: v.history}
}

// with gives the view after a document has come to say something else.
func (v *View) with(document string, after *saying) *View {
	n := v.copied()
	n.said = v.said.with(document, after)
	return n
}

// Base is the address under which entities are named, without a slash at its end.
func (v *View) Base() string { return v.voc.base() }

// Entity gives an entity by id, its mentions filled over all documents; nil when unknown.
// Its label is the one that most documents use, of those the longest, of those the first
// in the alphabet; every other name is an alias.
func (v *View) Entity(id string) *model.Entity {
	if r, ok := v.record(id); ok {
		return r.entity()
	}
	return nil
}

// Entities lists the entities that the filter lets through, in the order given.
func (v *View) Entities(f EntityFilter, order EntityOrder) []*model.Entity {
	var out []*entityRecord
	for r := range v.entityRecords(f) {
		out = append(out, r)
	}
	sortEntities(out, order)
	list := make([]*model.Entity, len(out))
	for i, r := range out {
		list[i] = r.entity()
	}
	return list
}

func sortEntities(list []*entityRecord, order EntityOrder) {
	switch order {
	case EntityOrderLabel:
		folded := make(map[string]string, len(list))
		for _, r := range list {
			folded[r.id] = names.Fold(r.label())
		}
		slices.SortFunc(list, func(a, b *entityRecord) int {
			return cmp.Or(cmp.Compare(folded[a.id], folded[b.id]), cmp.Compare(a.id, b.id))
		})
	case EntityOrderMentions:
		slices.SortFunc(list, func(a, b *entityRecord) int {
			return cmp.Or(cmp.Compare(b.mentions, a.mentions), cmp.Compare(a.id, b.id))
		})
	default:
		slices.SortFunc(list, func(a, b *entityRecord) int { return cmp.Compare(a.id, b.id) })
	}
}

// entityRecords walks over the entities that the filter lets through.
func (v *View) entityRecords(f EntityFilter) func(func(*entityRecord) bool) {
	var found map[string]bool
	query := words(names.Fold(f.Text))
	if f.Text != "" {
		found = v.index().matching(query)
	}
	fits := func(r *entityRecord) bool {
		return (len(f.Types) == 0 || slices.Contains(f.Types, r.kind)) &&
			(f.Text == "" || found[r.id]) && v.spokenOf(r, f.Documents, f.Chapters)
	}
	return func(yield func(*entityRecord) bool) {
		for _, prefix := range typePrefixes(f.Types) {
			it := v.index().entities.Iterator()
			it.Seek(prefix)
			for !it.Done() {
				id, r, _ := it.Next()
				if !strings.HasPrefix(id, prefix) {
					break
				}
				if fits(r) && !yield(r) {
					return
				}
			}
		}
	}
}

// typePrefixes gives the beginnings of the ids of some types, without duplicates; one
// empty beginning for all types.
func typePrefixes(types []model.EntityType) []string {
	if len(types) == 0 {
		return []string{""}
	}
	var out []string
	for _, t := range types {
		if slug := ontology.Slug(t); slug != "" {
			out = append(out, slug+"/")
		}
	}
	return sortedSet(out)
}

// spokenOf says whether one of the documents, and one of a chapter among chapters,
// speaks of the entity; an empty list asks nothing.
func (v *View) spokenOf(r *entityRecord, documents, chapters []string) bool {
	if len(documents) > 0 && !slices.ContainsFunc(documents, func(d string) bool { _, ok := findPart(r.parts, d); return ok }) {
		return false
	}
	return len(chapters) == 0 || slices.ContainsFunc(r.parts, func(p entityPart) bool {
		s := v.said.document(p.document)
		return s != nil && slices.Contains(chapters, s.document.Chapter)
	})
}

// Relation gives a relation by its id, with the evidence of every document; nil when
// unknown.
func (v *View) Relation(id string) *model.Relation {
	x := v.index()
	k, ok := x.byID.Get(id)
	if !ok {
		return nil
	}
	r, ok := x.relations.Get(k)
	if !ok {
		return nil
	}
	return r.relation()
}

// Relations lists the relations that the filter lets through, by subject, predicate,
// object.
func (v *View) Relations(f RelationFilter) []*model.Relation {
	f = v.resolved(f)
	switch {
	case f.Subject != "":
		return v.RelationsOf(f.Subject, DirectionOut, f)
	case f.Object != "":
		return v.RelationsOf(f.Object, DirectionIn, f)
	case len(f.Documents) > 0:
		return v.relationsOfDocuments(f)
	}
	var out []*model.Relation
	it := v.index().relations.Iterator()
	for !it.Done() {
		if _, r, _ := it.Next(); f.lets(r) {
			out = append(out, r.relation())
		}
	}
	return out
}

func (v *View) relationsOfDocuments(f RelationFilter) []*model.Relation {
	var keys []relationKey
	for _, d := range f.Documents {
		if s := v.derive().parted.document(d); s != nil {
			for _, r := range s.relations {
				keys = append(keys, v.identity().key(keyOf(r)))
			}
		}
	}
	slices.SortFunc(keys, relationKey.compare)
	return v.resolve(slices.Compact(keys), f)
}

// resolve gives the relations of keys that the filter lets through.
func (v *View) resolve(keys []relationKey, f RelationFilter) []*model.Relation {
	out := make([]*model.Relation, 0, len(keys))
	for _, k := range keys {
		if r, ok := v.index().relations.Get(k); ok && f.lets(r) {
			out = append(out, r.relation())
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// RelationsOf lists an entity's relations that the filter lets through, by subject,
// predicate, object.
func (v *View) RelationsOf(entity string, d Direction, f RelationFilter) []*model.Relation {
	f = v.resolved(f)
	r, ok := v.record(entity)
	if !ok {
		return v.resolve(v.valueRelations(entity, d), f)
	}
	return v.resolve(r.keys(d), f)
}

// valueRelations finds the relations whose object is an IRI outside the graph.
func (v *View) valueRelations(object string, d Direction) []relationKey {
	if d == DirectionOut || !strings.Contains(object, ":") {
		return nil
	}
	var out []relationKey
	it := v.index().relations.Iterator()
	for !it.Done() {
		if k, _, _ := it.Next(); k.object == object {
			out = append(out, k)
		}
	}
	return out
}

// keys gives the relations of a direction. No relation is in both lists: none has one
// entity at both ends.
func (r *entityRecord) keys(d Direction) []relationKey {
	switch d {
	case DirectionOut:
		return r.out
	case DirectionIn:
		return r.in
	}
	out := make([]relationKey, 0, len(r.out)+len(r.in))
	out = append(append(out, r.out...), r.in...)
	slices.SortFunc(out, relationKey.compare)
	return out
}

// lets says whether the filter lets a relation through.
func (f *RelationFilter) lets(r *relationRecord) bool {
	k := r.key
	return (f.Subject == "" || f.Subject == k.subject) &&
		(f.Object == "" || f.Object == k.object) &&
		(len(f.Predicates) == 0 || slices.Contains(f.Predicates, k.predicate)) &&
		hasType(f.SubjectTypes, k.subject) && hasType(f.ObjectTypes, k.object) &&
		(len(f.Documents) == 0 || r.attestedBy(f.Documents)) &&
		(f.MinConfidence <= 0 || r.confidence() >= f.MinConfidence) &&
		f.letsAmounts(r)
}

func hasType(types []model.EntityType, id string) bool {
	if len(types) == 0 {
		return true
	}
	t, ok := ontology.TypeOfID(id)
	return ok && slices.Contains(types, t)
}

// Document gives an ingested document by id; nil for any other.
func (v *View) Document(id string) *model.Document {
	if s := v.said.document(id); s != nil {
		return &s.document
	}
	return nil
}

// Documents lists the documents that the filter lets through, by id.
func (v *View) Documents(f DocumentFilter) []*model.Document {
	query := words(names.Fold(f.Text))
	var out []*model.Document
	for s := range v.sayings() {
		d := &s.document
		if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, d.Kind) || len(f.Chapters) > 0 && !slices.Contains(f.Chapters, d.Chapter) {
			continue
		}
		if f.Text != "" && (len(query) == 0 || !containsAll(words(names.Fold(d.Title+" "+d.ID+" "+d.Dossier+" "+d.Number)), query, strings.HasPrefix)) {
			continue
		}
		out = append(out, d)
	}
	return out
}

// sayings walks over all documents, by id.
func (v *View) sayings() func(func(*saying) bool) {
	return func(yield func(*saying) bool) {
		it := v.said.documents.Iterator()
		for !it.Done() {
			if _, r, _ := it.Next(); !yield(r.saying) {
				return
			}
		}
	}
}

// DocumentsOf lists the documents that speak of an entity, by id.
func (v *View) DocumentsOf(entity string) []*model.Document {
	r, ok := v.record(entity)
	if !ok {
		return nil
	}
	out := make([]*model.Document, 0, len(r.parts))
	for _, p := range r.parts {
		out = append(out, v.Document(p.document))
	}
	return out
}

// Gaps lists what could not be made sense of in a document, as the extraction gave it.
func (v *View) Gaps(document string) []model.Gap {
	if s := v.said.document(document); s != nil {
		return s.gaps
	}
	return nil
}

// Refusals lists what the ontology refused of a document.
func (v *View) Refusals(document string) []model.Refusal {
	if s := v.said.document(document); s != nil {
		return s.refusals
	}
	return nil
}

// Extraction gives back all that a document said, as it was stored; nil when there is
// no such document. Entities and relations stand in the order of the contract.
func (v *View) Extraction(document string) *model.Extraction {
	if s := v.said.document(document); s != nil {
		return s.extraction()
	}
	return nil
}

// Statistics counts what the view holds.
func (v *View) Statistics() Statistics { return v.index().statistics() }

// WriteNQuads writes every quad as N-Quads, by the ids that stay, always in the same
// order: by document, within a document by line. Errors are those of the writer.
func (v *View) WriteNQuads(w io.Writer) error {
	return (&Part{view: v}).WriteNQuads(context.Background(), w)
}

var _ immutable.Comparer[string] = stringOrder{}
