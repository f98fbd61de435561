package graph

import (
	"slices"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// spans are stretches of one document's text.
type spans []model.Span

// hold says whether a stretch lies within one of them.
func (s spans) hold(inner model.Span) bool {
	return slices.ContainsFunc(s, func(x model.Span) bool { return x.Contains(inner) })
}

// placed are stretches of documents' texts, by document.
type placed map[string]spans

func (p placed) documents() map[string]bool {
	set := make(map[string]bool, len(p))
	for id := range p {
		set[id] = true
	}
	return set
}

// documentsOf gives the documents that are of one of the chapters, years and kinds; an empty
// list asks nothing.
func (v *View) documentsOf(chapters []string, years []int, kinds []string) map[string]bool {
	set := map[string]bool{}
	for d := range v.documents() {
		if ofDocument(&d.document, chapters, years, kinds) {
			set[d.document.ID] = true
		}
	}
	return set
}

func ofDocument(d *model.Document, chapters []string, years []int, kinds []string) bool {
	return (len(chapters) == 0 || slices.Contains(chapters, d.Chapter)) && (len(years) == 0 || slices.Contains(years, d.BudgetYear)) &&
		(len(kinds) == 0 || slices.Contains(kinds, d.Kind))
}

// placesOfSections gives where the sections stand that a filter lets through.
func (v *View) placesOfSections(f SectionFilter) placed {
	out := placed{}
	for _, h := range v.Sections(f) {
		out[h.Document.ID] = append(out[h.Document.ID], h.Section.Span)
	}
	return out
}

// placesOfArticles gives where budget articles stand, by any of their ids.
func (v *View) placesOfArticles(articles []string) placed {
	wanted, chapters := map[string]bool{}, map[string]bool{}
	for _, id := range articles {
		id = v.ID(id)
		wanted[id], chapters[chapterOf(id)] = true, true
		for _, other := range v.Joined(id) {
			chapters[chapterOf(other.ID)] = true
		}
	}
	out := placed{}
	for d := range v.documents() {
		if !chapters[d.document.Chapter] {
			continue
		}
		code := strings.TrimPrefix(d.document.Chapter, ontology.Slug(model.TypeBudgetChapter)+"/")
		eachSection(d.document.Sections, func(s *model.Section) {
			if s.Kind == "article" && wanted[v.ID(ontology.Slug(model.TypeBudgetArticle)+"/"+code+"/"+s.Number)] {
				out[d.document.ID] = append(out[d.document.ID], s.Span)
			}
		})
	}
	return out
}

// eachSection calls f with every section of a tree, in the order of the text.
func eachSection(list []*model.Section, f func(*model.Section)) {
	for _, s := range list {
		f(s)
		eachSection(s.Children, f)
	}
}
