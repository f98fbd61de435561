package graph

import (
	"cmp"
	"slices"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// SearchWhere is Search of those entities that a filter lets through.
func (v *View) SearchWhere(text string, types []model.EntityType, f EntityFilter) []Hit {
	lets := v.entityCondition(&f).lets
	return slices.DeleteFunc(v.Search(text, types), func(h Hit) bool {
		r, ok := v.record(h.Entity.ID)
		return !ok || lets != nil && !lets(r)
	})
}

// SearchList gives what SearchWhere finds in an order of entities. Errors: as EntityList.
func (v *View) SearchList(text string, types []model.EntityType, f EntityFilter, o EntityOrder, d OrderDirection, alive func() error) (*List[Hit], error) {
	query, x := words(names.Fold(text)), v.index()
	order, key := v.entitySort(o, d)
	s := sorting[*entityRecord, Hit]{order, key, func(r *entityRecord) []string { return []string{r.id} },
		func(r *entityRecord) Hit { return v.hit(r, r.spelling(), query) }}
	var found []*entityRecord
	for s := range x.matching(query) {
		if r, ok := x.entities.Get(s.id); ok && (len(types) == 0 || slices.Contains(types, r.kind)) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *entityRecord) int { return cmp.Compare(a.id, b.id) })
	c := v.entityCondition(&f)
	c.walk = nil
	var records []*entityRecord
	err := passing(c, slices.Values(found), alive, func(r *entityRecord) { records = append(records, r) })
	s.sort(records)
	return s.list(sliceRun(records)), err
}
