package graph

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Place is a place of a document that facts stand in: an article, or what stands outside
// any.
type Place struct {
	// Article is the article's id; empty for what stands outside any. Number is its number,
	// Title its name without the number; empty where the document gives none.
	Article, Number, Title string
	// Sections are the parts of the document that are the article; none where it is only
	// named, in a table of all articles say.
	Sections []*model.Section

	parsed *names.Name // made when first asked for
}

// side is one of the two documents that are compared.
type side struct {
	view   *View
	saying *saying // by the ids that stay
	places []*Place
	rest   *Place
	within map[*model.Section]*Place
	parted map[*Place]*spoken // made when first asked for
	links  []*ChapterLink     // made when first asked for
	linked bool
	stood  map[*Place]stood // what standing has found
}

// sideOf reads a document for comparing. Error: CodeNotFound.
func sideOf(v *View, id string) (*side, error) {
	said := v.derive().told(id)
	if said == nil {
		return nil, &model.Error{Code: model.CodeNotFound, Op: "compare", Message: fmt.Sprintf("there is no document %q", id), Hint: v.nearDocuments(id)}
	}
	s := &side{view: v, saying: said, rest: &Place{}, within: map[*model.Section]*Place{}, stood: map[*Place]stood{}}
	s.gatherPlaces()
	return s, nil
}

// nearest is how many ids are named in place of one that there is not.
const nearest = 3

// nearDocuments tells which documents have most parts of their id in common with an id.
func (v *View) nearDocuments(id string) string {
	parts := func(id string) []string {
		return strings.FieldsFunc(strings.ToLower(id), func(r rune) bool { return r == '/' || r == '-' || r == ' ' })
	}
	type near struct {
		id     string
		shared int
	}
	var list []near
	wanted := parts(strings.TrimPrefix(id, "document/"))
	for s := range v.documents() {
		n := near{id: s.document.ID}
		for _, p := range parts(strings.TrimPrefix(n.id, "document/")) {
			if slices.Contains(wanted, p) {
				n.shared++
			}
		}
		list = append(list, n)
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(b.shared, a.shared) })
	var ids []string
	for _, n := range list[:min(nearest, len(list))] {
		ids = append(ids, n.id)
	}
	switch {
	case len(ids) == 0:
		return "there are no documents; ingest some first"
	case len(list) > len(ids):
		return "the nearest are " + strings.Join(ids, ", ")
	}
	return "there are " + strings.Join(ids, ", ")
}

// gatherPlaces notes the document's articles: those that have a heading, and those of which
// it states something under no heading of their own.
func (s *side) gatherPlaces() {
	by := map[string]*Place{}
	add := func(id string) *Place {
		p := by[id]
		if p == nil {
			p = &Place{Article: id, Number: id[strings.LastIndexByte(id, '/')+1:]}
			p.Title = s.title(p)
			by[id] = p
			s.places = append(s.places, p)
		}
		return p
	}
	var walk func(list []*model.Section)
	walk = func(list []*model.Section) {
		for _, x := range list {
			if x.Kind == "article" && x.Number != "" {
				p := add(s.articleOf(x))
				p.Sections = append(p.Sections, x)
				s.within[x] = p
			}
			walk(x.Children)
		}
	}
	walk(s.saying.document.Sections)
	for _, r := range s.saying.relations {
		if id := baseArticle(r.Subject); id != "" && chapterOf(id) == s.saying.document.Chapter && r.Predicate == model.Allocates {
			add(id)
		}
	}
	slices.SortFunc(s.places, comparePlaces)
}

func comparePlaces(a, b *Place) int {
	return cmp.Or(CompareChapters(chapterOf(a.Article), chapterOf(b.Article)), compareNumbers(a.Article, b.Article), cmp.Compare(a.Article, b.Article))
}

// articleOf gives the id of the article that a section is: that of the entity which its
// heading names, else the one that its number has in the document's chapter.
func (s *side) articleOf(x *model.Section) string {
	for _, e := range s.saying.entities {
		if e.Type == model.TypeBudgetArticle && strings.HasSuffix(e.ID, "/"+x.Number) &&
			slices.ContainsFunc(e.Mentions, func(m model.Mention) bool { return m.Overlaps(x.Heading) }) {
			return e.ID
		}
	}
	of := cmp.Or(slugOf(s.saying.document.Chapter), slugOf(s.saying.document.ID))
	return ontology.Slug(model.TypeBudgetArticle) + "/" + of + "/" + x.Number
}

// title is the name that a document gives an article; "" where it gives its number alone.
func (s *side) title(p *Place) string {
	e := s.saying.entity(p.Article)
	if e == nil || names.Fold(e.Label) == "artikel "+names.Fold(p.Number) {
		return ""
	}
	return e.Label
}

// chapterOf is the chapter of a place.
func (s *side) chapterOf(p *Place) string {
	if p.Article == "" {
		return s.saying.document.Chapter
	}
	return cmp.Or(chapterOf(p.Article), s.saying.document.Chapter)
}

// at gives the place that a position of the text lies in.
func (s *side) at(position int) *Place {
	found := s.rest
	for _, x := range s.path(position) {
		if p := s.within[x]; p != nil {
			found = p
		}
	}
	return found
}

// of gives the place that a fact stands in: that of its words, or where these stand outside
// any article, the article that it is about.
func (s *side) of(r *model.Relation, position int) *Place {
	p := s.at(position)
	if p != s.rest {
		return p
	}
	if id := baseArticle(r.Subject); id != "" {
		for _, p := range s.places {
			if p.Article == id {
				return p
			}
		}
	}
	return s.rest
}

// id names a place in Elsewhere.
func (s *side) id(p *Place) string { return cmp.Or(p.Article, s.saying.document.ID) }

// baseArticle gives the id of the article that an id is of: an article itself, the one that
// a sub-article or a line of a table stands under; "" for all else.
func baseArticle(id string) string {
	t, _ := ontology.TypeOfID(id)
	switch t {
	case model.TypeBudgetArticle:
		at := strings.LastIndexByte(id, '/')
		number, _, _ := strings.Cut(id[at+1:], ".")
		return id[:at+1] + number
	case model.TypeBudgetLine:
		parts := strings.Split(slugOf(id), "/")
		if len(parts) < 3 {
			return ""
		}
		return baseArticle(ontology.Slug(model.TypeBudgetArticle) + "/" + parts[0] + "/" + parts[1])
	}
	return ""
}

// words gives the words around a mention: the item of a list that it stands in, else the
// sentence.
func (s *side) words(m model.Mention) *Words {
	path := s.path(m.Start)
	if n := len(path); n > 0 && path[n-1].Kind == "item" && path[n-1].Heading.Contains(m.Span) {
		if text, ok := s.saying.text.slice(path[n-1].Heading); ok {
			return &Words{Document: s.saying.document.ID, Page: m.Page, Section: s.headings(m.Start), Span: path[n-1].Heading, Text: text, Mention: m.Span}
		}
	}
	p, ok := s.view.passage(s.saying.document.ID, m)
	if !ok {
		return nil
	}
	return &Words{Document: p.Document, Page: p.Page, Section: s.headings(m.Start), Span: p.Span, Text: p.Text, Mention: p.Mention}
}

// evidenceWords gives an evidence as words.
func evidenceWords(e *model.Evidence) *Words {
	return &Words{Document: e.Document, Page: e.Page, Section: e.Section, Span: e.Span, Text: e.Text}
}

// path gives the sections around a position, outermost first. Those next to each other stand
// in the order of the text and do not overlap.
func (s *side) path(position int) []*model.Section {
	var out []*model.Section
	list := s.saying.document.Sections
	for {
		i := sort.Search(len(list), func(i int) bool { return list[i].Span.Start > position }) - 1
		if i < 0 || list[i].Span.End <= position {
			return out
		}
		out = append(out, list[i])
		list = list[i].Children
	}
}

// headings gives the headings above a position, outermost first, as evidence has them: of an
// article without its title. A heading is not above itself.
func (s *side) headings(position int) []string {
	out := []string{}
	for _, x := range s.path(position) {
		text, ok := s.saying.text.slice(x.Heading)
		if !ok || position < x.Heading.End || x.Kind == "lead-in" || x.Kind == "item" {
			continue
		}
		text = oneSpaced(text)
		if x.Kind == "article" {
			before, _, _ := strings.Cut(text, x.Title)
			text = cmp.Or(strings.TrimRight(before, " :."), text)
		}
		out = append(out, text)
	}
	return out
}

// With gives the view in which a document says what an extraction has it say, without a
// store: to compare what is in a file with what was stored. Error: CodeInvalid for what may
// not be stored.
func (v *View) With(x *model.Extraction) (*View, error) {
	c := Changes(v, x)
	if c.err != nil {
		return nil, c.err
	}
	return v.withRecords([]written{{c.document, c.after}}), nil
}
