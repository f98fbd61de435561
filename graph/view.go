package graph

import (
	"context"
	"io"
	"slices"
	"strings"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/internal/generations"
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
	lineage lineage
	recent  *recent // may be nil
	figures *shelf
	// searched are pages of searches, by what was searched for.
	searched *generations.Map[*best]
	commit   int      // the last commit in it
	history  *history // of the store; shared by all its views
}

func newView(voc *vocabulary) *View {
	return &View{voc: voc, said: emptyIndex(voc), figures: &shelf{}, searched: newSearched(), recent: &recent{}, history: &history{}}
}

// copied gives a view that says the same, to be changed before anybody else has it.
func (v *View) copied() *View {
	return &View{voc: v.voc, said: v.said, decided: v.decided, known: v.known, figures: v.figures, searched: newSearched(), recent: v.recent, commit: v.commit, history: v.history}
}

// withAll gives the view after documents have come to say something else; nil: nothing.
func (v *View) withAll(after map[string]*documentRecord) *View {
	list := make([]written, 0, len(after))
	for document, r := range after {
		list = append(list, written{document, r})
	}
	return v.withRecords(list)
}

// withRecords is withAll for a list that names each document once.
func (v *View) withRecords(list []written) *View {
	documents := make([]string, len(list))
	for i, w := range list {
		documents[i] = w.document
	}
	n := v.copied()
	n.said = v.said.with(list...)
	return n.follows(v, documents...)
}

// Base is the address under which entities are named, without a slash at its end.
func (v *View) Base() string { return v.voc.base() }

// Entity gives an entity by id, its mentions filled over all documents; nil when unknown.
// Its label is the one that most documents use, of those the longest, of those the first
// in the alphabet; every other name is an alias.
func (v *View) Entity(id string) *model.Entity {
	if r, ok := v.record(id); ok {
		return v.entity(r)
	}
	return nil
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

// lets says whether the filter lets a relation through by what the relation itself tells;
// relationCondition asks the rest.
func (f *RelationFilter) lets(r *relationRecord) bool {
	k := r.relationKey
	return (f.Subject == "" || f.Subject == k.subject) &&
		(f.Object == "" || f.Object == k.object) &&
		(len(f.Predicates) == 0 || slices.Contains(f.Predicates, k.predicate)) &&
		hasType(f.SubjectTypes, k.subject) && hasType(f.ObjectTypes, k.object) &&
		(len(f.Documents) == 0 || r.attestedBy(f.Documents)) &&
		(f.MinConfidence <= 0 || r.confidence() >= f.MinConfidence) &&
		(f.MaxConfidence == nil || r.confidence() <= *f.MaxConfidence) &&
		f.letsContent(r)
}

// hasPrefix says whether an id has one of some beginnings.
func hasPrefix(id string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) })
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

// documents walks over all documents, by id.
func (v *View) documents() func(func(*documentRecord) bool) {
	return func(yield func(*documentRecord) bool) {
		for _, r := range v.said.documents.All() {
			if !yield(r) {
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
	for list := range byDocument(r.parts) {
		out = append(out, v.Document(list[0].id()))
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
		return s.saying().extraction()
	}
	return nil
}

// Statistics counts what the view holds.
func (v *View) Statistics() Statistics {
	f := v.derive()
	f.counted.Do(func() { f.statistics = f.shown.statistics() })
	return f.statistics
}

// WriteNQuads writes every quad as N-Quads, by the ids that stay, always in the same
// order: by document, within a document by line. Errors are those of the writer.
func (v *View) WriteNQuads(w io.Writer) error {
	return (&Part{view: v}).WriteNQuads(context.Background(), w)
}
