package graph

import (
	"slices"

	"rijksgraaf/model"
)

// Around says what of an entity's neighbourhood is wanted.
type Around struct {
	// Depth is how many relations away entities are at most.
	Depth int
	// Predicates and Types, where given, are the only ones that are walked over.
	Predicates []model.Predicate
	Types      []model.EntityType
	// Limit is how many entities there are at most, the nearest; DefaultNeighbourhoodLimit
	// when it is not positive.
	Limit int
	// MaxDegree is how many relations an entity may have to be stepped through; the one in the
	// middle always is. Not positive: no bound.
	MaxDegree int
}

// Neighbourhood gives the entities within depth relations of an entity, in whatever
// direction the relations run, and every relation between them. Predicates and types,
// where given, are the only ones that are walked over. At most limit entities are given,
// the nearest (DefaultNeighbourhoodLimit when limit is not positive). An unknown id
// gives nothing.
func (v *View) Neighbourhood(id string, depth int, predicates []model.Predicate, types []model.EntityType, limit int) Subgraph {
	return v.NeighbourhoodOf(id, Around{Depth: depth, Predicates: predicates, Types: types, Limit: limit})
}

// NeighbourhoodOf gives what lies around an entity, as Around says, and every relation
// between what it gives. An unknown id gives nothing.
func (v *View) NeighbourhoodOf(id string, a Around) Subgraph {
	start := v.Entity(id)
	if start == nil {
		return Subgraph{}
	}
	if a.Limit <= 0 {
		a.Limit = DefaultNeighbourhoodLimit
	}
	g := Subgraph{Nodes: []*model.Entity{start}}
	seen := map[string]bool{start.ID: true}
	for frontier := []*model.Entity{start}; a.Depth > 0 && len(frontier) > 0; a.Depth-- {
		var next []*model.Entity
		for _, at := range frontier {
			if degree := v.index().degree(at.ID); a.MaxDegree > 0 && degree > a.MaxDegree && at != start {
				g.Hubs = append(g.Hubs, Hub{at, degree})
				continue
			}
			for _, other := range v.neighbours(at.ID, a.Predicates) {
				if seen[other] || !hasType(a.Types, other) {
					continue
				}
				if len(g.Nodes) >= a.Limit {
					g.Truncated = true
					continue
				}
				seen[other] = true
				e := v.Entity(other)
				next, g.Nodes = append(next, e), append(g.Nodes, e)
			}
		}
		frontier = next
	}
	g.Edges = v.between(g.Nodes, seen, a.Predicates)
	return g
}

// SubgraphOf gives entities, in the order asked and each once, and the relations between
// them: with one of the predicates, where any are given, and at most limit of them, the first by subject,
// predicate, object.
func (v *View) SubgraphOf(ids []string, predicates []model.Predicate, limit int) Subgraph {
	var g Subgraph
	among := map[string]bool{}
	for _, id := range ids {
		e := v.Entity(id)
		switch {
		case e == nil:
			g.Missing = append(g.Missing, id)
		case !among[e.ID]:
			among[e.ID] = true
			g.Nodes = append(g.Nodes, e)
		}
	}
	list := v.recordsBetween(g.Nodes, among, predicates)
	if g.Truncated = len(list) > limit; g.Truncated {
		list = list[:limit]
	}
	g.Edges = v.relations(list)
	return g
}

// neighbours gives the entities at the other end of an entity's relations, in the order
// of the relations.
func (v *View) neighbours(id string, predicates []model.Predicate) []string {
	var out []string
	v.steps(id, predicates, func(_ *relationRecord, other string) { out = append(out, other) })
	return out
}

// steps calls f for each relation of an entity to another entity, in the relations'
// order.
func (v *View) steps(id string, predicates []model.Predicate, f func(r *relationRecord, other string)) {
	for _, r := range v.index().around(id, DirectionBoth) {
		if len(predicates) > 0 && !slices.Contains(predicates, r.predicate) {
			continue
		}
		other := r.object
		if other == id {
			other = r.subject
		}
		if _, ok := v.index().entities.Get(other); ok {
			f(r, other)
		}
	}
}

// between gives the relations that have both ends among the nodes.
func (v *View) between(nodes []*model.Entity, among map[string]bool, predicates []model.Predicate) []*model.Relation {
	return v.relations(v.recordsBetween(nodes, among, predicates))
}

func (v *View) recordsBetween(nodes []*model.Entity, among map[string]bool, predicates []model.Predicate) []*relationRecord {
	var list []*relationRecord
	for _, n := range nodes {
		for r := range v.index().out(n.ID) {
			if among[r.object] && (len(predicates) == 0 || slices.Contains(predicates, r.predicate)) {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, compareSubjects)
	return list
}

// Path gives the shortest paths between two entities, in whatever direction the
// relations run: at most MaxPaths, in the order of their relations. Predicates, where
// given, are the only ones walked over; maxLength is in relations (DefaultPathLength when
// it is not positive). An entity and itself have one path, without relations.
func (v *View) Path(from, to string, maxLength int, predicates []model.Predicate) []Path {
	if from, to = v.ID(from), v.ID(to); v.Entity(from) == nil || v.Entity(to) == nil {
		return nil
	}
	if maxLength <= 0 {
		maxLength = DefaultPathLength
	}
	distance := v.distances(to, from, maxLength, predicates)
	if _, reached := distance[from]; !reached {
		return nil
	}
	var out []Path
	v.walk(from, distance, predicates, nil, &out)
	for i := range out {
		out[i].Nodes = v.nodesAlong(from, out[i].Edges)
	}
	return out
}

// distances gives how many relations lie between start and the entities around it, up to
// those as far off as goal; no further than maxLength.
func (v *View) distances(start, goal string, maxLength int, predicates []model.Predicate) map[string]int {
	distance := map[string]int{start: 0}
	frontier := []string{start}
	for d := 1; d <= maxLength && len(frontier) > 0; d++ {
		if _, reached := distance[goal]; reached {
			break
		}
		var next []string
		for _, at := range frontier {
			for _, other := range v.neighbours(at, predicates) {
				if _, seen := distance[other]; !seen {
					distance[other] = d
					next = append(next, other)
				}
			}
		}
		frontier = next
	}
	return distance
}

// walk collects the paths that come one relation nearer with each step.
func (v *View) walk(at string, distance map[string]int, predicates []model.Predicate, edges []*relationRecord, out *[]Path) {
	if distance[at] == 0 {
		*out = append(*out, Path{Edges: v.relations(edges)})
		return
	}
	v.steps(at, predicates, func(r *relationRecord, other string) {
		if d, ok := distance[other]; ok && d == distance[at]-1 && len(*out) < MaxPaths {
			v.walk(other, distance, predicates, append(slices.Clone(edges), r), out)
		}
	})
}

// nodesAlong gives the entities that a chain of relations passes.
func (v *View) nodesAlong(from string, edges []*model.Relation) []*model.Entity {
	nodes := []*model.Entity{v.Entity(from)}
	for _, e := range edges {
		if from == e.Subject {
			from = e.Object
		} else {
			from = e.Subject
		}
		nodes = append(nodes, v.Entity(from))
	}
	return nodes
}
