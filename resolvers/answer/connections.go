package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// EntityConnection is a page of entities.
type EntityConnection struct {
	window[*model.Entity]
	in *Reader
}

// Edges are the entities with their cursors.
func (c *EntityConnection) Edges() []EntityEdge {
	out := make([]EntityEdge, len(c.items))
	for i, e := range c.items {
		out[i] = EntityEdge{e, i, c}
	}
	return out
}

// Nodes are the entities.
func (c *EntityConnection) Nodes() []Entity { return c.in.entities(c.items) }

// EntityEdge is an entity on a page.
type EntityEdge struct {
	of   *model.Entity
	at   int // on the page
	page *EntityConnection
}

// Cursor marks the place.
func (e *EntityEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the entity.
func (e *EntityEdge) Node() Entity { return wrap(entity{e.of, e.page.in}) }

// RelationConnection is a page of relations.
type RelationConnection struct {
	window[*model.Relation]
	in  *Reader
	all *among
}

// relationList cuts the page out of a list of relations.
func (r *Reader) relationList(list *graph.List[*model.Relation], p Page) (*RelationConnection, error) {
	w, err := pageOf(r, list, p)
	return &RelationConnection{w, r, &among{list: w.items}}, err
}

// Edges are the relations with their cursors.
func (c *RelationConnection) Edges() []RelationEdge {
	out := make([]RelationEdge, len(c.items))
	for i, r := range c.items {
		out[i] = RelationEdge{r, i, c}
	}
	return out
}

// Nodes are the relations.
func (c *RelationConnection) Nodes() []Relation { return c.in.relations(c.items) }

// RelationEdge is a relation on a page.
type RelationEdge struct {
	of   *model.Relation
	at   int // on the page
	page *RelationConnection
}

// Cursor marks the place.
func (e *RelationEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the relation.
func (e *RelationEdge) Node() *Relation { return &Relation{e.of, e.page.in, e.page.all} }

// DocumentConnection is a page of documents.
type DocumentConnection struct {
	window[*model.Document]
	in *Reader
}

func (r *Reader) documentPage(list *graph.List[*model.Document], p Page) (*DocumentConnection, error) {
	w, err := pageOf(r, list, p)
	for _, d := range w.items {
		r.memo.keepDocument(d.ID, d)
	}
	return &DocumentConnection{w, r}, err
}

// Edges are the documents with their cursors.
func (c *DocumentConnection) Edges() []DocumentEdge {
	out := make([]DocumentEdge, len(c.items))
	c.fetch()
	for i, d := range c.items {
		out[i] = DocumentEdge{d, i, c}
	}
	return out
}

// Nodes are the documents.
func (c *DocumentConnection) Nodes() []*Document {
	out := make([]*Document, len(c.items))
	c.fetch()
	for i, d := range c.items {
		out[i] = c.in.source(d.ID)
	}
	return out
}

// fetch reads the page's documents as entities, all at once.
func (c *DocumentConnection) fetch() {
	ids := make([]string, len(c.items))
	for i, d := range c.items {
		ids[i] = d.ID
	}
	c.in.fetch(ids)
}

// DocumentEdge is a document on a page.
type DocumentEdge struct {
	of   *model.Document
	at   int // on the page
	page *DocumentConnection
}

// Cursor marks the place.
func (e *DocumentEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the document.
func (e *DocumentEdge) Node() *Document { return e.page.in.source(e.of.ID) }

// MentionConnection is a page of mentions.
type MentionConnection struct {
	window[model.Mention]
	in    *Reader
	known bool // whether the documents of the page were read
}

// source gives the document of one of the mentions, and reads those of all.
func (c *MentionConnection) source(id string) *Document {
	if !c.known {
		c.known = true
		ids := make([]string, len(c.items))
		for i, m := range c.items {
			ids[i] = m.Document
		}
		c.in.fetch(ids)
	}
	return c.in.source(id)
}

// Edges are the mentions with their cursors.
func (c *MentionConnection) Edges() []MentionEdge {
	out := make([]MentionEdge, len(c.items))
	for i, m := range c.items {
		out[i] = MentionEdge{m, i, c}
	}
	return out
}

// Nodes are the mentions.
func (c *MentionConnection) Nodes() []Mention {
	out := make([]Mention, len(c.items))
	for i, m := range c.items {
		out[i] = Mention{m, c}
	}
	return out
}

// MentionEdge is a mention on a page.
type MentionEdge struct {
	of   model.Mention
	at   int // on the page
	page *MentionConnection
}

// Cursor marks the place.
func (e *MentionEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the mention.
func (e *MentionEdge) Node() *Mention { return &Mention{e.of, e.page} }

// SearchConnection is a page of what a search found.
type SearchConnection struct {
	window[graph.Hit]
	in *Reader
}

// Edges are the entities found, with their cursors and scores.
func (c *SearchConnection) Edges() []SearchEdge {
	out := make([]SearchEdge, len(c.items))
	for i, h := range c.items {
		out[i] = SearchEdge{h, i, c}
	}
	return out
}

// Nodes are the entities found.
func (c *SearchConnection) Nodes() []Entity {
	out := make([]Entity, 0, len(c.items))
	for _, h := range c.items {
		out = append(out, wrap(entity{h.Entity, c.in}))
	}
	return out
}

// SearchEdge is an entity that was found.
type SearchEdge struct {
	of   graph.Hit
	at   int // on the page
	page *SearchConnection
}

// Cursor marks the place.
func (e *SearchEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the entity.
func (e *SearchEdge) Node() Entity { return wrap(entity{e.of.Entity, e.page.in}) }

// Score is how well it fits.
func (e *SearchEdge) Score() float64 { return e.of.Score }

// Matched is the label or alias that fits.
func (e *SearchEdge) Matched() string { return e.of.Matched }
