// Package data holds a graph in Go's own maps and pointers: what an answer is made of stands
// ready, so that only gqlgen and HTTP take time.
package data

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/model"
)

// Graph is a graph in a map, by the ids of its entities.
type Graph struct {
	entities  map[string]*Entity
	relations map[string]*Relation
}

// Entity is a thing that documents speak of.
type Entity struct {
	ID, Type, Label string
	out             []*Relation // by predicate and object, once Finish was called
}

// Relation is a fact.
type Relation struct {
	Subject, Object *Entity
	Predicate       string
	Evidence        []*Evidence
}

// Evidence is what a document says in support of a relation.
type Evidence struct {
	Document *Document
	Text     string
	Page     int
	Section  []string
}

// Document is a document.
type Document struct{ ID, Title string }

// RelationConnection is a page of relations.
type RelationConnection struct {
	TotalCount int
	Nodes      []*Relation
}

// Direction is which end of a relation an entity stands at; only OUT is answered.
type Direction string

// UnmarshalGQL reads a direction; an error for what is no string.
func (d *Direction) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	*d = Direction(s)
	if !ok || s != "OUT" {
		return fmt.Errorf("%v: only OUT is answered", v)
	}
	return nil
}

// MarshalGQL writes a direction.
func (d Direction) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(d))) }

// New gives an empty graph.
func New() *Graph { return &Graph{map[string]*Entity{}, map[string]*Relation{}} }

// Entity gives an entity by its id; nil when there is none.
func (g *Graph) Entity(id string) *Entity { return g.entities[id] }

// Relations gives the first relations of which the entity is the subject.
func (e *Entity) Relations(direction *Direction, first *int) *RelationConnection {
	n := len(e.out)
	if first != nil {
		n = min(n, max(*first, 0))
	}
	return &RelationConnection{len(e.out), e.out[:n]}
}

// Add takes in what a document says. Name gives the constant that GraphQL has for a type or
// a predicate.
func (g *Graph) Add(x *model.Extraction, name func(string) string) {
	document := &Document{x.Document.ID, x.Document.Title}
	for _, e := range x.Entities {
		if g.entities[e.ID] == nil {
			g.entities[e.ID] = &Entity{ID: e.ID, Type: name(string(e.Type)), Label: e.Label}
		}
	}
	for _, r := range x.Relations {
		id := r.ID()
		if g.relations[id] == nil {
			s := g.entities[r.Subject]
			g.relations[id] = &Relation{Subject: s, Object: g.entities[r.Object], Predicate: name(string(r.Predicate))}
			s.out = append(s.out, g.relations[id])
		}
		for _, v := range r.Evidence {
			g.relations[id].Evidence = append(g.relations[id].Evidence, &Evidence{document, v.Text, v.Page, v.Section})
		}
	}
}

// Finish sorts the relations of every entity as our API does, by predicate and object, and
// the evidence of each by document.
func (g *Graph) Finish() {
	for _, e := range g.entities {
		slices.SortFunc(e.out, func(a, b *Relation) int {
			if c := strings.Compare(a.Predicate, b.Predicate); c != 0 {
				return c
			}
			return strings.Compare(a.Object.ID, b.Object.ID)
		})
	}
	for _, r := range g.relations {
		slices.SortFunc(r.Evidence, func(a, b *Evidence) int { return strings.Compare(a.Document.ID, b.Document.ID) })
	}
}
