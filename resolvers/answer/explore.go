package answer

import (
	"fmt"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The limits of traversals.
const (
	// MaxDepth is how many steps a neighbourhood reaches at most.
	MaxDepth = 6
	// MaxLength is how many relations long a path is at most.
	MaxLength = 12
	// MaxK is how many paths may be asked for.
	MaxK = 50
)

// bound is a number that was asked for, and what it may be.
type bound struct {
	name           string
	n, least, most int
}

// check says CodeInvalid when it is too low, CodeLimit when it is too high.
func (b bound) check() error {
	switch {
	case b.n < b.least && b.least == 0:
		return invalid(fmt.Sprintf("%s is %d; it must not be negative", b.name, b.n))
	case b.n < b.least:
		return invalid(fmt.Sprintf("%s is %d; it must be at least %d", b.name, b.n, b.least))
	case b.n > b.most:
		return tooMany(b.name, b.n, b.most)
	}
	return nil
}

// checked checks several, and that the operation's time is not up.
func (r *Reader) checked(list ...bound) error {
	for _, b := range list {
		if err := b.check(); err != nil {
			return err
		}
	}
	return r.alive()
}

// degreeBound is how many relations an entity may have; null is no bound.
func degreeBound(n *int) bound {
	if n == nil {
		return bound{"maxDegree", 1, 1, 1}
	}
	return bound{"maxDegree", *n, 1, max(*n, 1)}
}

// Neighbourhood gives what lies around an entity. Errors: CodeInvalid for a negative
// depth or a limit or degree below 1, CodeLimit for more than MaxDepth or
// than a list may hold.
func (r *Reader) Neighbourhood(id string, a graph.Around, maxDegree *int) (*Subgraph, error) {
	if err := r.checked(bound{"depth", a.Depth, 0, MaxDepth}, bound{"limit", a.Limit, 1, r.list}, degreeBound(maxDegree)); err != nil {
		return nil, err
	}
	a.MaxDegree = or(maxDegree)
	return &Subgraph{r.view().NeighbourhoodOf(r.short(id), a), r}, nil
}

// Subgraph gives some entities and what is between them. Errors: CodeInvalid for a limit
// below 1, CodeLimit for more ids or relations than a list may hold.
func (r *Reader) Subgraph(ids []string, p []model.Predicate, limit int) (*Subgraph, error) {
	if err := r.checked(bound{"ids", len(ids), 0, r.list}, bound{"limit", min(limit, r.list), 1, r.list}); err != nil {
		return nil, err
	}
	return &Subgraph{r.view().SubgraphOf(r.shorts(ids), p, min(limit, r.list)), r}, nil
}

// Paths gives the shortest paths: the equally short ones where k is null. Errors:
// CodeInvalid for a length, k or degree below 1, CodeLimit for what is beyond MaxLength or
// MaxK, and those of View.Paths.
func (r *Reader) Paths(route graph.Route, k, maxDegree *int) ([]Path, error) {
	route.From, route.To, route.K, route.MaxDegree = r.short(route.From), r.short(route.To), graph.MaxPaths, or(maxDegree)
	if k != nil {
		route.K = *k
	}
	if err := r.checked(bound{"maxLength", route.MaxLength, 1, MaxLength}, bound{"k", route.K, 1, MaxK}, degreeBound(maxDegree)); err != nil {
		return nil, err
	}
	var list []graph.Path
	var err error
	if k == nil && len(route.Without) == 0 && maxDegree == nil {
		list = r.view().Path(route.From, route.To, route.MaxLength, route.Predicates)
	} else if list, err = r.view().Paths(route, r.alive); err != nil {
		return nil, err
	}
	out := make([]Path, 0, len(list))
	for _, x := range list {
		if k == nil && len(x.Edges) > len(list[0].Edges) {
			break
		}
		out = append(out, Path{x, r})
	}
	return out, nil
}

// Subgraph is a part of the graph, for drawing.
type Subgraph struct {
	of graph.Subgraph
	in *Reader
}

// Nodes are the entities.
func (s *Subgraph) Nodes() []Entity { return s.in.entities(s.of.Nodes) }

// Edges are the relations between them.
func (s *Subgraph) Edges() []Relation { return s.in.relations(s.of.Edges) }

// Truncated says whether the limit cut something off.
func (s *Subgraph) Truncated() bool { return s.of.Truncated }

// Hubs are what was not stepped through.
func (s *Subgraph) Hubs() []Hub {
	out := make([]Hub, len(s.of.Hubs))
	for i, h := range s.of.Hubs {
		out[i] = Hub{h, s.in}
	}
	return out
}

// Missing are the ids that nothing has.
func (s *Subgraph) Missing() []string { return s.of.Missing }

// Hub is an entity with many relations.
type Hub struct {
	of graph.Hub
	in *Reader
}

// Entity is the entity.
func (h *Hub) Entity() Entity { return wrap(entity{h.of.Entity, h.in}) }

// Degree is how many relations it has.
func (h *Hub) Degree() int { return h.of.Degree }

// Path is a way from one entity to another.
type Path struct {
	of graph.Path
	in *Reader
}

// Nodes are the entities on the way.
func (p *Path) Nodes() []Entity { return p.in.entities(p.of.Nodes) }

// Edges are the relations on the way.
func (p *Path) Edges() []Relation { return p.in.relations(p.of.Edges) }

// Length is the number of relations.
func (p *Path) Length() int { return len(p.of.Edges) }

// Timeline is what was said of an entity over the years.
type Timeline struct {
	id string
	of []graph.Moment
	in *Reader
}

// Timeline gives what was said of an entity; nil for an unknown one. Errors: those of
// View.Timeline.
func (r *Reader) Timeline(id string, from, until *int) (*Timeline, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	id = r.short(id)
	list, err := r.view().Timeline(id, from, until, r.alive)
	if err != nil || list == nil {
		return nil, err
	}
	return &Timeline{id, list, r}, nil
}

// Entity is the entity.
func (t *Timeline) Entity() Entity { return t.in.Entity(t.id) }

// Years are the years in which documents speak of it.
func (t *Timeline) Years() []TimelineYear {
	out := make([]TimelineYear, len(t.of))
	var ids []string
	for i := range t.of {
		out[i] = TimelineYear{&t.of[i], t.id, t.in}
		for _, d := range t.of[i].Documents {
			t.in.memo.keepDocument(d.ID, d)
			ids = append(ids, d.ID)
		}
	}
	t.in.fetch(ids)
	return out
}

// TimelineYear is what the documents of one year say.
type TimelineYear struct {
	of *graph.Moment
	id string // of the entity
	in *Reader
}

// Year is the year; false where it is not known.
func (y *TimelineYear) Year() (int, bool) { return y.of.Year, y.of.Year != 0 }

// DocumentCount is how many documents speak of it.
func (y *TimelineYear) DocumentCount() int { return len(y.of.Documents) }

// Documents are the documents. Errors: as checked.
func (y *TimelineYear) Documents(first *int) ([]Document, error) {
	n, err := y.in.firstOf("first", first, DefaultPage, len(y.of.Documents))
	out := make([]Document, n)
	for i, d := range y.of.Documents[:n] {
		out[i] = *y.in.source(d.ID)
	}
	return out, err
}

// firstOf gives how many of a list of n are wanted. Errors: CodeInvalid, CodeLimit.
func (r *Reader) firstOf(name string, first *int, otherwise, n int) (int, error) {
	if first != nil {
		otherwise = *first
	}
	if err := r.checked(bound{name, otherwise, 0, r.list}); err != nil {
		return 0, err
	}
	return min(otherwise, n), nil
}

// Commits are the changes by which the graph came to hold the documents. Errors: as checked.
func (y *TimelineYear) Commits(first *int) ([]Commit, error) {
	n, err := y.in.firstOf("first", first, DefaultPage, len(y.of.Commits))
	out := make([]Commit, n)
	for i, c := range y.of.Commits[:n] {
		out[i] = Commit{c, y.in}
	}
	return out, err
}

// MentionCount is how many mentions the documents have.
func (y *TimelineYear) MentionCount() int { return y.of.Mentions }

// Relations pages through the relations that the documents attest.
func (y *TimelineYear) Relations(filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	p := Page{First: first, After: after}
	if filter == nil && (or(orderBy) == "" || *orderBy == graph.RelationOrderSubject) && or(orderDirection) == "" {
		return y.in.relationList(y.of.Relations, p)
	}
	f, err := y.in.relationFilter(filter)
	if err != nil {
		return nil, err
	}
	own := graph.RelationFilter{And: []graph.RelationFilter{f}}
	for _, d := range y.of.Documents {
		own.Documents = append(own.Documents, d.ID)
	}
	return entity{&model.Entity{ID: y.id}, y.in}.relations(graph.DirectionBoth, own, or(orderBy), or(orderDirection), p)
}
