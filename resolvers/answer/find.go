package answer

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
	"rijksgraaf/search"
)

// WithSearch gives the reader the index that Find asks.
func (r *Reader) WithSearch(x *search.Index) *Reader {
	r.search = x
	return r
}

// byFit is the order of hits: that of search.
var byFit = order[search.Hit]{kind: "find",
	place: func(h search.Hit) []string {
		return []string{strconv.FormatFloat(h.Score, 'g', -1, 64), string(h.Kind), h.ID, strconv.Itoa(h.Sentence.Start)}
	},
	compare: func(a, b []string) int {
		return cmp.Or(byNumber(b[0], a[0]), cmp.Compare(kindRank(a[1]), kindRank(b[1])), strings.Compare(a[2], b[2]), byNumber(a[3], b[3]))
	},
}

func kindRank(k string) int { return slices.Index(search.Kinds(), search.Kind(k)) }

// Find pages through what fits a text. Errors: those of search.Index.Find and FindEarlier.
func (r *Reader) Find(ctx context.Context, q search.Query, o *FindOrder, d *graph.OrderDirection, p Page) (*FindConnection, error) {
	var err error
	if q.Filter, err = r.findFilter(&q.Filter); err != nil {
		return nil, err
	}
	ask := r.search.Find
	if r.earlier {
		ask = r.search.FindEarlier
	}
	found, err := ask(ctx, r.view(), q)
	if err != nil {
		return nil, err
	}
	w, err := r.findOrders().page(r, found.Hits, string(or(o)), d, p)
	return &FindConnection{window: w, found: found, in: r}, err
}

// FindConnection is a page of what was found.
type FindConnection struct {
	window[search.Hit]
	found *search.Result
	in    *Reader
	// attested are the relations of the documents whose sentences were asked for them.
	attested map[string][]*model.Relation
	mu       sync.Mutex
}

// relationsOf gives what a document attests, read once a page.
func (c *FindConnection) relationsOf(document string) []*model.Relation {
	c.mu.Lock()
	defer c.mu.Unlock()
	list, ok := c.attested[document]
	if !ok {
		list = c.in.view().Relations(graph.RelationFilter{Documents: []string{document}})
		if c.attested == nil {
			c.attested = map[string][]*model.Relation{}
		}
		c.attested[document] = list
	}
	return list
}

// Edges are the hits with their cursors.
func (c *FindConnection) Edges() []FindEdge {
	out := make([]FindEdge, len(c.items))
	for i, h := range c.items {
		out[i] = FindEdge{h, i, c}
	}
	return out
}

// Nodes are the hits.
func (c *FindConnection) Nodes() []FindHit {
	out := make([]FindHit, len(c.items))
	for i, h := range c.items {
		out[i] = c.hit(h)
	}
	return out
}

// Suggestions are texts that were maybe meant.
func (c *FindConnection) Suggestions() []string { return c.found.Suggestions }

// IndexedCommit is the last commit that the index holds.
func (c *FindConnection) IndexedCommit() int { return c.found.Commit }

// Behind says whether the index holds another state than this answer's.
func (c *FindConnection) Behind() bool { return c.found.Behind }

// FindEdge is a hit on a page.
type FindEdge struct {
	of   search.Hit
	at   int // on the page
	page *FindConnection
}

// Cursor marks the place.
func (e *FindEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the hit.
func (e *FindEdge) Node() FindHit { return e.page.hit(e.of) }

// FindHit is a thing that was found.
type FindHit interface{ IsFindHit() }

func (c *FindConnection) hit(h search.Hit) FindHit {
	x := foundHit{h, c}
	switch h.Kind {
	case search.KindEntity:
		return &FoundEntity{x}
	case search.KindDocument:
		return &FoundDocument{x}
	}
	return &FoundSentence{x}
}

// foundHit holds the fields that every hit has.
type foundHit struct {
	of   search.Hit
	page *FindConnection
}

// IsFindHit marks the type.
func (h foundHit) IsFindHit() {}

// Score is how well it fits.
func (h foundHit) Score() float64 { return h.of.Score }

// Snippet is the words that fit. Error: CodeLimit for too much text in one query.
func (h foundHit) Snippet() (*Snippet, error) {
	s := h.page.found.Snippet(h.of)
	return &Snippet{s}, h.page.in.spend(len(s.Text))
}

// FoundEntity is an entity that was found.
type FoundEntity struct{ foundHit }

// Entity is the entity.
func (h *FoundEntity) Entity() Entity { return h.page.in.Entity(h.of.ID) }

// FoundDocument is a document that was found.
type FoundDocument struct{ foundHit }

// Document is the document.
func (h *FoundDocument) Document() *Document { return h.page.in.source(h.of.ID) }

// FoundSentence is a sentence that was found.
type FoundSentence struct{ foundHit }

// Document is where it stands.
func (h *FoundSentence) Document() *Document { return h.page.in.source(h.of.ID) }

// Span is where it stands in the document's text.
func (h *FoundSentence) Span() model.Span { return h.of.Sentence.Span }

// Text is the sentence. Error: CodeLimit for too much text in one query.
func (h *FoundSentence) Text() (string, error) {
	text := h.page.found.Text(h.of)
	return text, h.page.in.spend(len(text))
}

// Page is the page that it begins on.
func (h *FoundSentence) Page() int {
	page, _ := h.page.found.Place(h.of)
	return page
}

// Section is the titles around it.
func (h *FoundSentence) Section() []string {
	_, section := h.page.found.Place(h.of)
	return section
}

// Entities are those that it mentions.
func (h *FoundSentence) Entities() []Entity {
	var out []Entity
	for _, id := range h.page.found.Entities(h.of) {
		if e := h.page.in.Entity(id); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// Relations are those that the document attests with words of it.
func (h *FoundSentence) Relations() []Relation {
	var out []*model.Relation
	for _, x := range h.page.relationsOf(h.of.ID) {
		if slices.ContainsFunc(x.Evidence, func(e model.Evidence) bool { return e.Document == h.of.ID && e.Overlaps(h.of.Sentence.Span) }) {
			out = append(out, x)
		}
	}
	return h.page.in.relations(out)
}

// Snippet is words that fit.
type Snippet struct{ of search.Snippet }

// Text is the words.
func (s *Snippet) Text() string { return s.of.Text }

// Span is where they stand in a document; nil for a name or title.
func (s *Snippet) Span() *model.Span {
	if s.of.Span.Len() == 0 {
		return nil
	}
	return &s.of.Span
}

// Highlights are the words that fit, in the snippet's text.
func (s *Snippet) Highlights() []model.Span { return s.of.Highlights }

// Facets counts all hits.
func (c *FindConnection) Facets() *FindFacets {
	f := c.found.Facets()
	same := func(v string) (string, string) { return v, v }
	return &FindFacets{
		In:            counted(f.Kinds, same),
		Types:         counted(f.Types, typeInWords),
		Chapters:      counted(f.Chapters, func(v string) (string, string) { return v, c.in.labelOf(v) }),
		Years:         counted(f.Years, same),
		DocumentKinds: counted(f.DocumentKinds, kindInWords),
		Sections:      counted(f.Sections, same),
	}
}

// typeInWords gives a type's name in GraphQL and its Dutch label.
func typeInWords(v string) (string, string) {
	info, _ := ontology.Type(model.EntityType(v))
	return typeNames.name(model.EntityType(v)), info.Label.NL
}

// kindInWords gives the name in GraphQL of a kind of document, and its own, which has words.
func kindInWords(v string) (string, string) {
	name := kindNames.name(v)
	if name == "" {
		name = kindNames.name("other")
	}
	return name, strings.ReplaceAll(v, "-", " ")
}

// labelOf is what an entity is called; its id where nobody calls it anything.
func (r *Reader) labelOf(id string) string {
	if e := r.view().Entity(id); e != nil {
		return e.Label
	}
	return id
}

// name is a value's name in GraphQL; "" for one that has none.
func (n names[T]) name(v T) string {
	for name, value := range n.values {
		if value == v {
			return name
		}
	}
	return ""
}

func counted(list []search.Count, words func(string) (value, label string)) []FacetCount {
	out := make([]FacetCount, len(list))
	for i, c := range list {
		out[i].Value, out[i].Label = words(c.Value)
		out[i].Count = c.Count
	}
	return out
}

// FindFacets are counts of all hits.
type FindFacets struct{ In, Types, Chapters, Years, DocumentKinds, Sections []FacetCount }

// FacetCount is how many hits have a value.
type FacetCount struct {
	Value, Label string
	Count        int
}
