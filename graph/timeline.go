package graph

import (
	"cmp"
	"slices"

	"rijksgraaf/model"
)

// Moment is what the documents of one budget year say of an entity.
type Moment struct {
	// Year is the documents' budget year; 0 where it is not known.
	Year int
	// Documents are those that speak of it, by id.
	Documents []*model.Document
	// Commits are those of these documents that are still kept, the first one first.
	Commits []Commit
	// Mentions is how many mentions the documents have of it.
	Mentions int
	// Relations are those of it that the documents attest, by subject, predicate, object.
	Relations *List[*model.Relation]
}

// Timeline gives what was said of an entity, by budget year, the first one first; what is of
// no known year comes last. Years outside the bounds, which are inclusive, are left out, and
// then what is of no known year is too; nil is open. Nil for an unknown entity. Errors: those of Commits, and
// that of alive, which may be nil.
func (v *View) Timeline(entity string, from, until *int, alive func() error) ([]Moment, error) {
	r, ok := v.record(entity)
	if !ok {
		return nil, nil
	}
	moments := map[int]*Moment{}
	ids := map[int]map[string]bool{}
	for list := range byDocument(r.parts) {
		d := v.Document(list[0].id())
		if d == nil || (from != nil || until != nil) && (d.BudgetYear == 0 || !inRange(d.BudgetYear, from, until)) {
			continue
		}
		m := moments[d.BudgetYear]
		if m == nil {
			m = &Moment{Year: d.BudgetYear}
			moments[d.BudgetYear], ids[d.BudgetYear] = m, map[string]bool{}
		}
		m.Documents = append(m.Documents, d)
		m.Mentions += r.heading(v.voc, list).mentions
		ids[d.BudgetYear][d.ID] = true
	}
	commits, err := v.Commits(CommitFilter{})
	if err != nil {
		return nil, err
	}
	around := v.index().around(r.id, DirectionBoth)
	out := make([]Moment, 0, len(moments))
	for year, m := range moments {
		m.Relations, err = v.momentRelations(around, ids[year], alive)
		if err != nil {
			return nil, err
		}
		for _, c := range slices.Backward(commits) {
			if ids[year][c.Document] {
				m.Commits = append(m.Commits, c)
			}
		}
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b Moment) int {
		return cmp.Or(cmp.Compare(yearLast(a.Year), yearLast(b.Year)), cmp.Compare(a.Year, b.Year))
	})
	return out, nil
}

// yearLast puts what is of no year after all years.
func yearLast(year int) int {
	if year == 0 {
		return lastYear + 1
	}
	return year
}

// momentRelations lists those of some relations that one of the documents attests.
func (v *View) momentRelations(around []*relationRecord, documents map[string]bool, alive func() error) (*List[*model.Relation], error) {
	c := v.relationsIn(documents)
	c.walk = nil
	var list []*relationRecord
	err := passing(c, slices.Values(around), alive, func(r *relationRecord) { list = append(list, r) })
	return v.relationSorting("", "").list(sliceRun(list)), err
}
