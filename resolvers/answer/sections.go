package answer

import (
	"cmp"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Section is a part of a document's structure.
type Section struct {
	*model.Section
	document *Document
	path     []*model.Section
}

// Number is the heading's number; false where it has none.
func (s *Section) Number() (string, bool) { return known(s.Section.Number) }

// Page is the page that the section begins on; false where there are none.
func (s *Section) Page() (int, bool) { return s.Section.Page, s.Section.Page != 0 }

// Children are the section's parts.
func (s *Section) Children() []Section {
	return s.document.sections(s.Section.Children, append(s.path[:len(s.path):len(s.path)], s.Section))
}

// Document is what the section is a part of.
func (s *Section) Document() *Document { return s.document }

// Chapter is the budget chapter that the document is about; nil when unknown.
func (s *Section) Chapter() *BudgetChapter { return s.document.Chapter() }

// Article is the budget article that the section is or stands in; nil outside any, and
// where the graph does not know it.
func (s *Section) Article() *BudgetArticle {
	id := articleID(s.document.read(), append([]*model.Section{s.Section}, s.path...))
	if id == "" {
		return nil
	}
	a, _ := s.document.in.Entity(id).(*BudgetArticle)
	return a
}

// articleID is the id of the first article among sections of a document; "" where there is
// none, or the document is about no chapter.
func articleID(d *model.Document, list []*model.Section) string {
	code, ok := strings.CutPrefix(d.Chapter, "budget-chapter/")
	if !ok {
		return ""
	}
	for _, x := range list {
		if x.Kind == "article" {
			return "budget-article/" + code + "/" + x.Number
		}
	}
	return ""
}

// Path is the words of the headings above it, outermost first. Error: CodeLimit for too
// much text in one query.
func (s *Section) Path() ([]string, error) {
	text := s.document.read().Text
	out := make([]string, len(s.path))
	for i, p := range s.path {
		out[i] = strings.Join(strings.Fields(codePoints(text, p.Heading.Start, p.Heading.End)), " ")
		if err := s.document.in.spend(len(out[i])); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Text is the section's words as the document has them. Error: CodeLimit for too much text
// in one query.
func (s *Section) Text() (string, error) {
	text := codePoints(s.document.read().Text, s.Span.Start, s.Span.End)
	return text, s.document.in.spend(len(text))
}

// Relations pages through the relations that the document attests inside the section.
func (s *Section) Relations(filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	r := s.document.in
	f, err := r.relationFilter(filter)
	if err != nil {
		return nil, err
	}
	list, err := r.view().RelationListIn(s.document.of.ID, s.Span, f, or(orderBy), or(orderDirection), r.alive)
	if err != nil {
		return nil, err
	}
	return r.relationList(list, Page{First: first, After: after})
}

func (d *Document) sections(list, path []*model.Section) []Section {
	out := make([]Section, len(list))
	for i, s := range list {
		out[i] = Section{s, d, path}
	}
	return out
}

// SectionConnection is a page of sections.
type SectionConnection struct {
	window[graph.SectionHit]
	in *Reader
}

// fetch reads the documents of the page's sections and the articles that these stand in,
// all at once.
func (c *SectionConnection) fetch() {
	var ids []string
	for _, h := range c.items {
		c.in.memo.keepDocument(h.Document.ID, h.Document)
		ids = append(ids, h.Document.ID, h.Document.Chapter)
		if article := articleID(h.Document, append([]*model.Section{h.Section}, h.Path...)); article != "" {
			ids = append(ids, article)
		}
	}
	c.in.fetch(ids)
}

// Edges are the sections with their cursors.
func (c *SectionConnection) Edges() []SectionEdge {
	c.fetch()
	out := make([]SectionEdge, len(c.items))
	for i, h := range c.items {
		out[i] = SectionEdge{h, i, c}
	}
	return out
}

// Nodes are the sections.
func (c *SectionConnection) Nodes() []Section {
	c.fetch()
	out := make([]Section, len(c.items))
	for i, h := range c.items {
		out[i] = c.in.section(h)
	}
	return out
}

// SectionEdge is a section on a page.
type SectionEdge struct {
	of   graph.SectionHit
	at   int // on the page
	page *SectionConnection
}

// Cursor marks the place.
func (e *SectionEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the section.
func (e *SectionEdge) Node() *Section {
	s := e.page.in.section(e.of)
	return &s
}

func (r *Reader) section(h graph.SectionHit) Section {
	return Section{h.Section, r.source(h.Document.ID), h.Path}
}

// bySection is the order of sections: by document and place.
var bySection = order[graph.SectionHit]{kind: "section", place: func(h graph.SectionHit) []string {
	if h.Section == nil {
		return make([]string, 3)
	}
	return []string{h.Document.ID, strconv.Itoa(h.Section.Heading.Start), strconv.Itoa(h.Section.Heading.End)}
}, compare: func(a, b []string) int {
	return cmp.Or(strings.Compare(a[0], b[0]), byNumber(a[1], b[1]), byNumber(a[2], b[2]))
}}

// Sections pages through the sections that the filter lets through. Error: CodeInvalid for
// a kind that there is not.
func (r *Reader) Sections(f *graph.SectionFilter, o *SectionOrder, d *graph.OrderDirection, p Page) (*SectionConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	filter, err := r.sectionFilter(f)
	if err != nil {
		return nil, err
	}
	w, err := sectionOrders.page(r, r.view().Sections(filter), string(or(o)), d, p)
	return &SectionConnection{w, r}, err
}
