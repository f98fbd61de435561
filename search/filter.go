package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// letsDocument says whether a document passes.
func (f *Filter) letsDocument(d *model.Document) bool {
	return (len(f.Chapters) == 0 || slices.Contains(f.Chapters, d.Chapter)) && (len(f.Years) == 0 || slices.Contains(f.Years, d.BudgetYear)) &&
		(len(f.DocumentKinds) == 0 || slices.Contains(f.DocumentKinds, d.Kind)) && (len(f.Documents) == 0 || slices.Contains(f.Documents, d.ID))
}

// letsEntity says whether an entity is of the types wanted, and one document that speaks of it
// passes.
func (f *Filter) letsEntity(v *graph.View, e *model.Entity) bool {
	if len(f.Types) > 0 && !slices.Contains(f.Types, e.Type) {
		return false
	}
	return len(f.Chapters)+len(f.Years)+len(f.DocumentKinds)+len(f.Documents) == 0 || slices.ContainsFunc(v.DocumentsOf(e.ID), f.letsDocument)
}

// thing is what a filter looks at: an entity, a document, or a sentence of one.
type thing struct {
	entity   *model.Entity
	document *model.Document
	sentence *model.Span
}

// lets says whether the search's filter lets a thing through.
func (f *search) lets(x thing) bool {
	return graph.LetsThrough(&f.filter, func(q *Filter) bool {
		switch {
		case len(q.Sections) > 0 && (x.sentence == nil || !q.letsSections(titles(x.document, *x.sentence))):
			return false
		case x.entity != nil:
			return q.letsEntity(f.view, x.entity)
		}
		return q.letsDocument(x.document) && (len(q.Types) == 0 || f.mentions(x, q.Types))
	})
}

// mentions says whether a document, or the sentence of it, mentions an entity of one of the
// types.
func (f *search) mentions(x thing, types []model.EntityType) bool {
	return slices.ContainsFunc(f.state.article(x.document.ID).types(x.sentence), func(t model.EntityType) bool { return slices.Contains(types, t) })
}

// letsSections says whether one of the titles has one of the texts wanted.
func (f *Filter) letsSections(titles []string) bool {
	for _, t := range titles {
		folded := names.Fold(t)
		if slices.ContainsFunc(f.Sections, func(s string) bool { return strings.Contains(folded, names.Fold(s)) }) {
			return true
		}
	}
	return false
}

// types lists the types of entities that a document mentions, or the sentence over a span,
// sorted.
func (a *article) types(s *model.Span) []model.EntityType {
	if a == nil {
		return nil
	}
	if s == nil {
		s = &model.Span{End: 1 << 62}
	}
	var out []model.EntityType
	for _, id := range a.entities(*s) {
		if t, ok := ontology.TypeOfID(id); ok {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// slice gives the words over a span.
func slice(a *article, s model.Span) string {
	if a == nil || s.End > len(a.runes) {
		return ""
	}
	return string(a.runes[s.Start:s.End])
}

// Count is how many hits have a value.
type Count struct {
	Value string
	Count int
}

// MaxFacet is how many values of a facet are given at most.
const MaxFacet = 50

// Facets count hits by what they are of: each value once a hit, the most frequent first, then
// by value. A hit may have several: an entity the chapters of all documents that speak of it,
// a sentence the types of all entities that it mentions.
type Facets struct {
	// Kinds are those of Hit.
	Kinds []Count
	// Types are types of entities, as Filter.Types takes them; the same holds for the others.
	Types, Chapters, Years, DocumentKinds []Count
	// Sections are titles of the sections that sentences stand in.
	Sections []Count
}

// tally counts values.
type tally map[string]int

func (t tally) add(values ...string) {
	slices.Sort(values)
	for _, v := range slices.Compact(values) {
		if v != "" {
			t[v]++
		}
	}
}

func (t tally) counts() []Count {
	out := make([]Count, 0, len(t))
	for _, v := range sorted(t) {
		out = append(out, Count{v, t[v]})
	}
	slices.SortStableFunc(out, func(a, b Count) int { return cmp.Compare(b.Count, a.Count) })
	return out[:min(len(out), MaxFacet)]
}

// Facets counts all hits.
func (r *Result) Facets() Facets {
	kinds, types, chapters, years, papers, sections := tally{}, tally{}, tally{}, tally{}, tally{}, tally{}
	for _, h := range r.Hits {
		kinds.add(string(h.Kind))
		documents := []*model.Document{r.view.Document(h.ID)}
		switch h.Kind {
		case KindEntity:
			documents = r.view.DocumentsOf(h.ID)
			types.add(string(r.view.Entity(h.ID).Type))
		case KindDocument:
			types.add(asText(r.state.article(h.ID).types(nil))...)
		case KindSentence:
			types.add(asText(r.state.article(h.ID).types(&h.Sentence.Span))...)
			sections.add(titles(documents[0], h.Sentence.Span)...)
		}
		var in [3][]string
		for _, d := range documents {
			in[0] = append(in[0], d.Chapter)
			in[1] = append(in[1], year(d.BudgetYear))
			in[2] = append(in[2], d.Kind)
		}
		chapters.add(in[0]...)
		years.add(in[1]...)
		papers.add(in[2]...)
	}
	return Facets{kinds.counts(), types.counts(), chapters.counts(), years.counts(), papers.counts(), sections.counts()}
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

func asText(list []model.EntityType) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = string(t)
	}
	return out
}
