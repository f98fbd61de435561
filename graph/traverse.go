package graph

import (
	"slices"

	"rijksgraaf/model"
)

// Neighbourhood gives the entities within depth relations of an entity, in whatever
// direction the relations run, and every relation between them. Predicates and types,
// where given, are the only ones that are walked over. At most limit entities are given,
// the nearest (DefaultNeighbourhoodLimit when limit is not positive). An unknown id
// gives nothing.
func (v *View) Neighbourhood(id string, depth int, predicates []model.Predicate, types []model.EntityType, limit int) Subgraph {
	start := v.Entity(id)
	if start == nil {
		return Subgraph{}
	}
	if limit <= 0 {
		limit = DefaultNeighbourhoodLimit
	}
	g := Subgraph{Nodes: []*model.Entity{start}}
	seen := map[string]bool{start.ID: true}
	for frontier := []string{start.ID}; depth > 0 && len(frontier) > 0; depth-- {
		var next []string
		for _, at := range frontier {
			for _, other := range v.neighbours(at, predicates) {
				if seen[other] || !hasType(types, other) {
					continue
				}
				if len(g.Nodes) >= limit {
					g.Truncated = true
					continue
				}
				seen[other] = true
				next = append(next, other)
				g.Nodes = append(g.Nodes, v.Entity(other))
			}
		}
		frontier = next
	}
	g.Edges = v.between(g.Nodes, seen, predicates)
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
	var list []*relationRecord
	for _, n := range nodes {
		for r := range v.index().out(n.ID) {
			if among[r.object] && (len(predicates) == 0 || slices.Contains(predicates, r.predicate)) {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, compareSubjects)
	return v.relations(list)
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
