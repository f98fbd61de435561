package graph

import (
	"fmt"
	"slices"

	"rijksgraaf/model"
)

// MaxPathSteps is how many relations are looked at to find paths, once what cannot lead to
// the goal is left aside.
const MaxPathSteps = 500_000

// Route says which paths between two entities are wanted.
type Route struct {
	From, To string
	// K is how many: the shortest, then those a relation longer, and so on.
	K int
	// MaxLength is how many relations long one is at most.
	MaxLength int
	// Predicates, where given, are the only ones that are walked over; Without are not.
	Predicates, Without []model.Predicate
	// MaxDegree is how many relations an entity may have to be passed; the ends always are.
	// Not positive: no bound.
	MaxDegree int
}

// Paths gives the k shortest paths between two entities, in whatever direction the relations
// run: the shortest first, of equal ones in the order of their relations. No path passes an
// entity twice. An entity and itself have one path, without relations. Errors: CodeLimit when
// more than MaxPathSteps relations had to be looked at, and that of alive, which is asked now
// and then and may be nil.
func (v *View) Paths(r Route, alive func() error) ([]Path, error) {
	r.From, r.To = v.ID(r.From), v.ID(r.To)
	if v.Entity(r.From) == nil || v.Entity(r.To) == nil || r.K <= 0 {
		return nil, nil
	}
	s := &pathSearch{view: v, route: r, alive: alive, away: map[string]int{r.To: 0}, frontier: []string{r.To}, passed: map[string]bool{r.From: true}}
	for length := 0; length <= r.MaxLength && len(s.out) < r.K; length++ {
		if err := s.reach(length); err != nil {
			return nil, err
		}
		if _, near := s.away[r.From]; !near && len(s.frontier) == 0 {
			break // no way leads there
		}
		if err := s.walk(r.From, length, nil); err != nil {
			return nil, err
		}
	}
	return s.out, nil
}

// pathSearch looks for paths of one length after the other, only where the goal is near
// enough.
type pathSearch struct {
	view     *View
	route    Route
	alive    func() error
	away     map[string]int // how far the goal is, as far as was reached
	frontier []string       // the entities that are furthest off
	reached  int            // how far that is
	passed   map[string]bool
	steps    int
	out      []Path
}

// reach finds the entities up to a number of relations away from the goal.
func (s *pathSearch) reach(length int) error {
	for ; s.reached < length && len(s.frontier) > 0; s.reached++ {
		var next []string
		for _, at := range s.frontier {
			if at != s.route.To && s.isHub(at) {
				continue
			}
			if err := s.each(at, func(_ *relationRecord, other string) error {
				if _, seen := s.away[other]; !seen {
					s.away[other] = s.reached + 1
					next = append(next, other)
				}
				return nil
			}); err != nil {
				return err
			}
		}
		s.frontier = next
	}
	return nil
}

// walk collects the paths that arrive after exactly so many relations.
func (s *pathSearch) walk(at string, left int, edges []*relationRecord) error {
	if left == 0 {
		if at == s.route.To {
			p := Path{Edges: s.view.relations(edges)}
			p.Nodes = s.view.nodesAlong(s.route.From, p.Edges)
			s.out = append(s.out, p)
		}
		return nil
	}
	if at == s.route.To || at != s.route.From && s.isHub(at) {
		return nil
	}
	if away, ok := s.away[at]; !ok || away > left {
		return nil
	}
	return s.each(at, func(r *relationRecord, other string) error {
		if away, ok := s.away[other]; !ok || away > left-1 || s.passed[other] || len(s.out) >= s.route.K {
			return nil
		}
		if s.steps++; s.steps > MaxPathSteps {
			return &model.Error{Code: model.CodeLimit, Op: "path", Message: fmt.Sprintf("more than %d relations had to be looked at", MaxPathSteps),
				Hint: "ask for fewer or shorter paths, for fewer predicates, or leave out hubs with maxDegree"}
		}
		s.passed[other] = true
		err := s.walk(other, left-1, append(slices.Clone(edges), r))
		delete(s.passed, other)
		return err
	})
}

// each calls f for each relation of an entity that may be walked over.
func (s *pathSearch) each(at string, f func(*relationRecord, string) error) error {
	if s.alive != nil {
		if err := s.alive(); err != nil {
			return err
		}
	}
	var err error
	s.view.steps(at, s.route.Predicates, func(r *relationRecord, other string) {
		if err == nil && !slices.Contains(s.route.Without, r.predicate) {
			err = f(r, other)
		}
	})
	return err
}

func (s *pathSearch) isHub(id string) bool {
	return s.route.MaxDegree > 0 && s.view.index().degree(id) > s.route.MaxDegree
}
