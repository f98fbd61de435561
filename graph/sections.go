package graph

import (
	"iter"
	"slices"
	"sort"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// SectionFilter narrows a list of sections. Every field that is set must fit; within a
// field one of the values is enough. The zero filter lets everything through.
type SectionFilter struct {
	// Kinds are kinds of section, as in model.Section.
	Kinds []string
	// Number is the heading's number or letter; letter case does not count.
	Number string
	// Text must stand in the title; letter case and diacritics do not count.
	Text string
	// Role must stand in a role heading that the section is or holds; letter case and
	// diacritics do not count.
	Role string
	// Chapters are ids of the budget chapters that the document is about.
	Chapters []string
	// Documents are ids of documents.
	Documents []string
	// Relations asks for a relation that it lets through and of which an evidence stands in
	// the section; with Role, under that heading.
	Relations *RelationFilter
	// DocumentYears and DocumentKinds are the budget year and kind of the document.
	DocumentYears []int
	DocumentKinds []string
	// Articles are ids of budget articles that the section is or stands in.
	Articles []string
	// Entities are ids of entities, one of which is mentioned in the section.
	Entities []string
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []SectionFilter
	Not     *SectionFilter
}

// SectionHit is a section of a document.
type SectionHit struct {
	Document *model.Document
	Section  *model.Section
	// Path are the sections around it, outermost first.
	Path []*model.Section
}

// SectionKinds lists the kinds of section, from the outermost inwards.
func SectionKinds() []string {
	return []string{"article", "section", "table", "heading", "role", "lead-in", "item"}
}

// Sections lists the sections that the filter lets through, by document and place.
func (v *View) Sections(f SectionFilter) []SectionHit {
	c := v.sectionCondition(&f)
	var out []SectionHit
	for d := range c.walk() {
		var walk func(list, path []*model.Section)
		walk = func(list, path []*model.Section) {
			for _, x := range list {
				if h := (SectionHit{d, x, path}); c.lets(h) {
					out = append(out, h)
				}
				walk(x.Children, append(path[:len(path):len(path)], x))
			}
		}
		walk(d.Sections, nil)
	}
	return out
}

// sectionTest is a filter of sections compiled for a view: what it lets through, and the
// documents that may have such a section.
type sectionTest struct {
	lets      func(SectionHit) bool
	documents func(*model.Document) bool
	view      *View
}

// walk gives the documents that may have a section, by id.
func (c *sectionTest) walk() iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		for s := range c.view.documents() {
			if c.documents(&s.document) && !yield(&s.document) {
				return
			}
		}
	}
}

// sectionCondition compiles a filter of sections.
func (v *View) sectionCondition(f *SectionFilter) *sectionTest {
	c := &sectionTest{view: v}
	own := func(d *model.Document) bool {
		return (len(f.Documents) == 0 || slices.Contains(f.Documents, d.ID)) && ofDocument(d, f.Chapters, f.DocumentYears, f.DocumentKinds)
	}
	text, role := names.Fold(f.Text), names.Fold(f.Role)
	said := remembered(func(id string) spans { return v.spansSaid(id, *f.Relations) })
	var articles placed
	if len(f.Articles) > 0 {
		articles = v.placesOfArticles(f.Articles)
	}
	named := v.mentionsOf(f.Entities)
	and, or := compiledSections(v, f.And), compiledSections(v, f.Or)
	not := compiledSections(v, notList(f.Not))
	c.documents = func(d *model.Document) bool {
		return own(d) && (f.Relations == nil || len(said(d.ID)) > 0) && (articles == nil || articles[d.ID] != nil) && (named == nil || named[d.ID] != nil) &&
			!slices.ContainsFunc(and, func(a *sectionTest) bool { return !a.documents(d) })
	}
	c.lets = func(h SectionHit) bool {
		d := h.Document
		var words spans
		if f.Relations != nil {
			words = said(d.ID)
		}
		return own(d) && f.fits(h.Section, text) && f.holds(h.Section, role, words) &&
			(articles == nil || articles[d.ID].hold(h.Section.Span)) && (named == nil || within(h.Section.Span, named[d.ID])) &&
			!slices.ContainsFunc(and, func(a *sectionTest) bool { return !a.lets(h) }) &&
			(len(or) == 0 || slices.ContainsFunc(or, func(a *sectionTest) bool { return a.lets(h) })) &&
			!slices.ContainsFunc(not, func(a *sectionTest) bool { return a.lets(h) })
	}
	return c
}

func compiledSections(v *View, list []SectionFilter) []*sectionTest {
	out := make([]*sectionTest, len(list))
	for i := range list {
		out[i] = v.sectionCondition(&list[i])
	}
	return out
}

// mentionsOf gives where entities are mentioned, in the order of each text; nil when no
// entity is given.
func (v *View) mentionsOf(ids []string) placed {
	if len(ids) == 0 {
		return nil
	}
	out := placed{}
	for _, r := range v.recordsOf(ids) {
		for _, m := range v.entity(r).Mentions {
			out[m.Document] = append(out[m.Document], m.Span)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b model.Span) int { return a.Start - b.Start })
	}
	return out
}

// fits says whether a section itself is one that the filter asks for.
func (f *SectionFilter) fits(s *model.Section, text string) bool {
	return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, s.Kind)) &&
		(f.Number == "" || strings.EqualFold(f.Number, s.Number)) &&
		(text == "" || strings.Contains(names.Fold(s.Title), text))
}

// holds says whether a section holds what the filter asks for: the role, the relation, or
// the relation under the role.
func (f *SectionFilter) holds(s *model.Section, role string, said []model.Span) bool {
	if role == "" {
		return f.Relations == nil || within(s.Span, said)
	}
	if s.Kind == "role" && strings.Contains(names.Fold(s.Title), role) && (f.Relations == nil || within(s.Span, said)) {
		return true
	}
	for _, c := range s.Children {
		if f.holds(c, role, said) {
			return true
		}
	}
	return false
}

// within says whether one of the spans, which are sorted by where they begin, lies in s.
func within(s model.Span, spans []model.Span) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= s.Start })
	for ; i < len(spans) && spans[i].Start < s.End; i++ {
		if spans[i].End <= s.End {
			return true
		}
	}
	return false
}

// spansSaid lists where a document attests relations that a filter lets through, in the order
// of the text.
func (v *View) spansSaid(document string, f RelationFilter) []model.Span {
	var out []model.Span
	for _, r := range v.attested(document, f) {
		for _, e := range r.Evidence {
			if e.Document == document {
				out = append(out, e.Span)
			}
		}
	}
	slices.SortFunc(out, func(a, b model.Span) int { return a.Start - b.Start })
	return out
}

// attested lists the relations that a document attests and a filter lets through, by
// subject, predicate, object.
func (v *View) attested(document string, f RelationFilter) []*model.Relation {
	if len(f.Documents) > 0 && !slices.Contains(f.Documents, document) {
		return nil
	}
	f.Documents = []string{document}
	return v.Relations(f)
}

// RelationListIn gives the relations that a filter lets through and that a document attests
// inside a span of its text, in an order. Errors: as EntityList.
func (v *View) RelationListIn(document string, s model.Span, f RelationFilter, o RelationOrder, by OrderDirection, alive func() error) (*List[*model.Relation], error) {
	inside := v.relationsAt(placed{document: spans{s}})
	return listOf(v, v.relationSorting(o, by), allOf(inside, v.relationCondition(&f)), nil, nil, alive)
}
