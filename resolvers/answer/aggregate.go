package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The sizes of aggregates.
const (
	// DefaultGroups is how many groups are given when no number is.
	DefaultGroups = 100
	// DefaultExamples is how many examples of a group are given when no number is.
	DefaultExamples = 3
)

// EntityAggregate is entities, counted by group.
type EntityAggregate struct {
	of *graph.Aggregate[*model.Entity]
	in *Reader
}

// AggregateEntities counts the entities that the filter lets through, by group.
func (r *Reader) AggregateEntities(f *graph.EntityFilter, by []graph.EntityDimension) (*EntityAggregate, error) {
	filter, err := r.entityFilter(f)
	if err != nil {
		return nil, err
	}
	of, err := r.view().AggregateEntities(filter, by, r.alive)
	return &EntityAggregate{of, r}, err
}

// TotalCount is how many there are.
func (a *EntityAggregate) TotalCount() int { return a.of.Total }

// GroupCount is how many groups there are.
func (a *EntityAggregate) GroupCount() int { return len(a.of.Groups) }

// Groups are the groups. Errors: CodeInvalid, CodeLimit.
func (a *EntityAggregate) Groups(first *int) ([]EntityGroup, error) {
	n, err := a.in.firstOf("first", first, DefaultGroups, len(a.of.Groups))
	out, ids := make([]EntityGroup, n), []string{}
	for i := range out {
		out[i] = EntityGroup{groupKey{a.of.Groups[i].Key, a.in}, &a.of.Groups[i]}
		ids = append(ids, a.of.Groups[i].Key.Chapter)
	}
	a.in.fetch(ids)
	return out, err
}

// groupKey holds the fields that both sorts of group have.
type groupKey struct {
	key graph.GroupKey
	in  *Reader
}

// ChapterID is the id of a document's chapter; false where there is none.
func (g groupKey) ChapterID() (string, bool) { return known(g.key.Chapter) }

// Chapter is that chapter; nil where no document names it.
func (g groupKey) Chapter() *BudgetChapter { return g.in.chapter(g.key.Chapter) }

// Year is the year; false where there is none.
func (g groupKey) Year() (int, bool) { return g.key.Year, g.key.Year != 0 }

func nonEmpty[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}

// EntityGroup is entities that have something in common.
type EntityGroup struct {
	groupKey
	of *graph.Group[*model.Entity]
}

// Type is their type.
func (g *EntityGroup) Type() *model.EntityType { return nonEmpty(g.key.Type) }

// DocumentKind is the kind of a document that speaks of them.
func (g *EntityGroup) DocumentKind() (string, bool) { return known(g.key.DocumentKind) }

// Count is how many there are.
func (g *EntityGroup) Count() int { return g.of.Count }

// Examples are the first of them. Errors: CodeInvalid, CodeLimit.
func (g *EntityGroup) Examples(first *int) ([]Entity, error) {
	n, err := examples(first)
	if err != nil {
		return nil, err
	}
	return g.in.entities(g.of.Examples(n)), nil
}

func examples(first *int) (int, error) {
	n := DefaultExamples
	if first != nil {
		n = *first
	}
	return n, bound{"examples", n, 1, graph.MaxExamples}.check()
}

// RelationAggregate is relations, counted by group.
type RelationAggregate struct {
	of     *graph.Aggregate[*model.Relation]
	in     *Reader
	filter graph.RelationFilter
	by     []graph.RelationDimension
	sums   map[graph.GroupKey][]graph.AmountSum // nil until they are asked for
}

// AggregateRelations counts the relations that the filter lets through, by group.
func (r *Reader) AggregateRelations(f *graph.RelationFilter, by []graph.RelationDimension) (*RelationAggregate, error) {
	filter, err := r.relationFilter(f)
	if err != nil {
		return nil, err
	}
	of, err := r.view().AggregateRelations(filter, by, false, r.alive)
	return &RelationAggregate{of: of, in: r, filter: filter, by: by}, err
}

// TotalCount is how many there are.
func (a *RelationAggregate) TotalCount() int { return a.of.Total }

// GroupCount is how many groups there are.
func (a *RelationAggregate) GroupCount() int { return len(a.of.Groups) }

// Groups are the groups. Errors: CodeInvalid, CodeLimit.
func (a *RelationAggregate) Groups(first *int) ([]RelationGroup, error) {
	n, err := a.in.firstOf("first", first, DefaultGroups, len(a.of.Groups))
	out, ids := make([]RelationGroup, n), []string{}
	for i := range out {
		out[i] = RelationGroup{groupKey{a.of.Groups[i].Key, a.in}, &a.of.Groups[i], a}
		ids = append(ids, a.of.Groups[i].Key.Chapter)
	}
	a.in.fetch(ids)
	return out, err
}

// sumsOf gives the sums of a group. Those of all groups are worked out when those of the
// first are asked for: what only counts need not read amounts.
func (a *RelationAggregate) sumsOf(k graph.GroupKey) ([]graph.AmountSum, error) {
	if a.sums == nil {
		of, err := a.in.view().AggregateRelations(a.filter, a.by, true, a.in.alive)
		if err != nil {
			return nil, err
		}
		a.sums = map[graph.GroupKey][]graph.AmountSum{}
		for _, g := range of.Groups {
			a.sums[g.Key] = g.Sums
		}
	}
	return a.sums[k], nil
}

// RelationGroup is relations that have something in common.
type RelationGroup struct {
	groupKey
	of *graph.Group[*model.Relation]
	by *RelationAggregate
}

// Predicate is their predicate.
func (g *RelationGroup) Predicate() *model.Predicate { return nonEmpty(g.key.Predicate) }

// SubjectType is the type of their subjects.
func (g *RelationGroup) SubjectType() *model.EntityType { return nonEmpty(g.key.SubjectType) }

// ObjectType is the type of their objects.
func (g *RelationGroup) ObjectType() *model.EntityType { return nonEmpty(g.key.ObjectType) }

// Stage is the stage of their amounts.
func (g *RelationGroup) Stage() *model.Stage { return nonEmpty(g.key.Stage) }

// AmountKind is what their amounts are of.
func (g *RelationGroup) AmountKind() *model.AmountKind { return nonEmpty(g.key.AmountKind) }

// Count is how many there are.
func (g *RelationGroup) Count() int { return g.of.Count }

// Sums are their amounts, added up by sort. Error: CodeLimit when the time is up.
func (g *RelationGroup) Sums() ([]AmountSum, error) {
	list, err := g.by.sumsOf(g.key)
	out := make([]AmountSum, len(list))
	for i := range list {
		out[i] = AmountSum{&list[i]}
	}
	return out, err
}

// Examples are the first of them. Errors: CodeInvalid, CodeLimit.
func (g *RelationGroup) Examples(first *int) ([]Relation, error) {
	n, err := examples(first)
	if err != nil {
		return nil, err
	}
	return g.in.relations(g.of.Examples(n)), nil
}

// AmountSum is amounts of one sort, added up.
type AmountSum struct{ of *graph.AmountSum }

// Value is the sum; false where the amounts need not be of one sort.
func (s *AmountSum) Value() (string, bool) { return known(s.of.Value) }

// Unit is the currency.
func (s *AmountSum) Unit() string { return s.of.Unit }

// Kind is what the amounts are of.
func (s *AmountSum) Kind() *model.AmountKind { return nonEmpty(s.of.Kind) }

// Stage is the stage of the budget.
func (s *AmountSum) Stage() *model.Stage { return nonEmpty(s.of.Stage) }

// Supplement is the number of the supplementary budget; false for none.
func (s *AmountSum) Supplement() (int, bool) { return s.of.Supplement, s.of.Supplement != 0 }

// SubjectType is the type of the subjects.
func (s *AmountSum) SubjectType() *model.EntityType { return nonEmpty(s.of.SubjectType) }

// Count is how many amounts there are.
func (s *AmountSum) Count() int { return s.of.Count }

// Years are the budget years.
func (s *AmountSum) Years() []int { return s.of.Years }
