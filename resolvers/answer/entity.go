package answer

import (
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Node is anything that has a global id.
type Node interface{ IsNode() }

// Entity is a thing that documents speak of; each type of the ontology has its own Go
// type, generated from it.
type Entity interface {
	Node
	IsEntity()
	// Type is the entity's type.
	Type() model.EntityType
}

// entity holds the fields that every type has.
type entity struct {
	of *model.Entity
	in *Reader
}

// Reader is the operation's reader.
func (e entity) Reader() *Reader { return e.in }

// IsNode marks the type.
func (e entity) IsNode() {}

// IsEntity marks the type.
func (e entity) IsEntity() {}

// ID is the entity's id.
func (e entity) ID() string { return e.of.ID }

// IRI is the id as a whole address.
func (e entity) IRI() string { return model.IRI(e.in.base(), e.of.ID) }

// Type is the entity's type.
func (e entity) Type() model.EntityType { return e.of.Type }

// Label is the name to show. The documents are Dutch, so that there is one in no other
// language yet.
func (e entity) Label(lang *Language) string { return e.of.Label }

// Aliases are the other names.
func (e entity) Aliases() []string { return e.of.Aliases }

// SameAs are IRIs of the same thing elsewhere.
func (e entity) SameAs() []string { return e.of.SameAs }

// Mentions pages through the words that refer to the entity.
func (e entity) Mentions(first *int, after *string, document *string, filter *graph.MentionFilter, orderBy *MentionOrder, orderDirection *graph.OrderDirection) (*MentionConnection, error) {
	list := e.of.Mentions
	if document != nil {
		list = mentionsIn(list, e.in.short(*document))
	}
	if filter != nil {
		f, err := e.in.mentionFilter(filter)
		if err != nil {
			return nil, err
		}
		list = e.in.view().MentionsWhere(list, f)
	}
	w, err := e.in.mentionOrders().page(e.in, list, string(or(orderBy)), orderDirection, Page{First: first, After: after})
	return &MentionConnection{window: w, in: e.in}, err
}

func mentionsIn(list []model.Mention, document string) []model.Mention {
	var out []model.Mention
	for _, m := range list {
		if m.Document == document {
			out = append(out, m)
		}
	}
	return out
}

// Relations pages through the relations that the entity is part of.
func (e entity) Relations(direction *graph.Direction, filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	f, err := e.in.relationFilter(filter)
	if err != nil {
		return nil, err
	}
	return e.relations(orBoth(direction), f, or(orderBy), or(orderDirection), Page{First: first, After: after})
}

func (e entity) relations(direction graph.Direction, f graph.RelationFilter, o graph.RelationOrder, d graph.OrderDirection, p Page) (*RelationConnection, error) {
	list, err := e.in.view().RelationListOf(e.of.ID, direction, f, o, d, e.in.alive)
	if err != nil {
		return nil, err
	}
	return e.in.relationList(list, p)
}

func orBoth(d *graph.Direction) graph.Direction {
	if d == nil {
		return graph.DirectionBoth
	}
	return *d
}

// along pages through the relations with one predicate.
func (e entity) along(p model.Predicate, d graph.Direction, filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	own := graph.RelationFilter{Predicates: []model.Predicate{p}}
	if filter != nil {
		f, err := e.in.relationFilter(filter)
		if err != nil {
			return nil, err
		}
		own.And = []graph.RelationFilter{f}
	}
	return e.relations(d, own, or(orderBy), or(orderDirection), Page{First: first, After: after})
}

// Documents pages through the documents that speak of the entity.
func (e entity) Documents(filter *graph.DocumentFilter, orderBy *graph.DocumentOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*DocumentConnection, error) {
	f, err := e.in.documentFilter(filter)
	if err != nil {
		return nil, err
	}
	list, err := e.in.view().DocumentListOf(e.of.ID, f, or(orderBy), or(orderDirection), e.in.alive)
	if err != nil {
		return nil, err
	}
	return e.in.documentPage(list, Page{First: first, After: after})
}

// slug is the id without its first part.
func (e entity) slug() string {
	_, s, _ := strings.Cut(e.of.ID, "/")
	return s
}

// Code is the chapter's code, the last part of its id.
func (c *BudgetChapter) Code() string { return c.slug() }

// Chapter is the chapter that the article, or the article above it, is part of; nil when
// that is not known.
func (a *BudgetArticle) Chapter() *BudgetChapter {
	if code, _, ok := strings.Cut(a.slug(), "/"); ok {
		if c := a.in.chapter("budget-chapter/" + code); c != nil {
			return c
		}
	}
	filter := graph.RelationFilter{Predicates: []model.Predicate{model.PartOf}, ObjectTypes: []model.EntityType{model.TypeBudgetChapter}}
	for _, r := range a.in.view().RelationsOf(a.of.ID, graph.DirectionOut, filter) {
		return a.in.chapter(r.Object)
	}
	return nil
}

// Number is the article's number, the last part of its id.
func (a *BudgetArticle) Number() string {
	return a.of.ID[strings.LastIndex(a.of.ID, "/")+1:]
}

// Year is the latest budget year of the documents that describe the article; false when
// there is none.
func (a *BudgetArticle) Year() (int, bool) {
	filter := graph.RelationFilter{Predicates: []model.Predicate{model.DescribedIn}}
	year := 0
	for _, r := range a.in.view().RelationsOf(a.of.ID, graph.DirectionOut, filter) {
		if d := a.in.read(r.Object); d != nil {
			year = max(year, d.BudgetYear)
		}
	}
	return year, year != 0
}

// Mention is words in a document that refer to an entity.
type Mention struct {
	of   model.Mention
	page *MentionConnection
}

// Text is the words.
func (m *Mention) Text() string { return m.of.Text }

// Span is where the words stand.
func (m *Mention) Span() *model.Span { return &m.of.Span }

// Page is the page; false where there are none.
func (m *Mention) Page() (int, bool) { return m.of.Page, m.of.Page != 0 }

// Document is the document that the words stand in.
func (m *Mention) Document() *Document { return m.page.source(m.of.Document) }
