package graph

import (
	"iter"
	"slices"
	"sync"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// List is a list out of a view, in an order. Only what is asked for of it is put together;
// its length is known from the start.
type List[T any] struct {
	order Order
	n     int
	slice func(from, to int) []T
	mark  func(i int) []string
}

// Len is how many there are.
func (l *List[T]) Len() int { return l.n }

// Order is how the list is sorted.
func (l *List[T]) Order() Order { return l.order }

// Slice gives those from one place on and before another; places outside the list are left
// out.
func (l *List[T]) Slice(from, to int) []T {
	from, to = max(from, 0), min(to, l.n)
	if from >= to {
		return nil
	}
	return l.slice(from, to)
}

// Mark gives what the one at a place is sorted by; the place must be in the list.
func (l *List[T]) Mark(i int) []string { return l.mark(i) }

// Find gives the place of the one with a mark of the list's order, or where it would stand.
func (l *List[T]) Find(mark []string) (at int, found bool) {
	from, to := 0, l.n
	for from < to {
		mid := (from + to) / 2
		if l.order.Compare(l.Mark(mid), mark) < 0 {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from, from < l.n && slices.Equal(l.Mark(from), mark)
}

// run is a part of an index, or a slice, in the order of the index.
type run[R any] struct {
	n    int
	part func(from, to int) []R
	name string // of what is in it, where its orders are kept; "" for everything
}

func sliceRun[R any](list []R) run[R] {
	return run[R]{n: len(list), part: func(from, to int) []R { return list[from:to] }}
}

// treeRun is n keys of a tree from a place on, made into records.
func treeRun[K, V, R any](t tree[K, V], start, n int, record func(K, V) R) run[R] {
	return run[R]{n: n, part: func(from, to int) []R {
		out := make([]R, 0, to-from)
		for k, value := range t.at(start + from) {
			if len(out) == to-from {
				break
			}
			out = append(out, record(k, value))
		}
		return out
	}}
}

// reversed turns a run round.
func (r run[R]) reversed() run[R] {
	return run[R]{n: r.n, part: func(from, to int) []R {
		list := slices.Clone(r.part(r.n-to, r.n-from))
		slices.Reverse(list)
		return list
	}}
}

// sorting is how records of a sort are listed.
type sorting[R, T any] struct {
	order Order
	key   func(R) string   // nil for the order of the index
	tie   func(R) []string // what tells records apart, in the order of the index
	put   func(R) T
}

func (s sorting[R, T]) mark(r R) []string {
	if s.key == nil {
		return s.tie(r)
	}
	return append([]string{s.key(r)}, s.tie(r)...)
}

// list makes a list of records that are in its order.
func (s sorting[R, T]) list(r run[R]) *List[T] {
	return &List[T]{s.order, r.n, func(from, to int) []T {
		records := r.part(from, to)
		out := make([]T, len(records))
		for i, x := range records {
			out[i] = s.put(x)
		}
		return out
	}, func(i int) []string { return s.mark(r.part(i, i+1)[0]) }}
}

// sort sorts records that are in the order of the index.
func (s sorting[R, T]) sort(records []R) {
	if s.key == nil {
		if s.order.down {
			slices.Reverse(records)
		}
		return
	}
	type keyed struct {
		mark   [1]string
		record R
	}
	list := make([]keyed, len(records))
	for i, r := range records {
		list[i] = keyed{[1]string{s.key(r)}, r}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return s.order.Compare(a.mark[:], b.mark[:]) })
	for i := range list {
		records[i] = list[i].record
	}
}

// sortedWholes keeps the orders of whole views that were asked for: sorting all of a large graph
// takes longer than all else that a page needs.
type sortedWholes struct {
	mu   sync.Mutex
	made map[string]any
}

// wholeOrder gives everything, or all of one sort, in an order, sorted once a view.
func wholeOrder[R, T any](v *View, s sorting[R, T], name string, all iter.Seq[R]) []R {
	name = s.order.Kind + " " + name
	v.facts.sorted.mu.Lock()
	defer v.facts.sorted.mu.Unlock()
	if list, ok := v.facts.sorted.made[name].([]R); ok {
		return list
	}
	list := slices.Collect(all)
	s.sort(list)
	if v.facts.sorted.made == nil {
		v.facts.sorted.made = map[string]any{}
	}
	v.facts.sorted.made[name] = list
	return list
}

// listOf gives the list of the records that pass a condition. plain is where all that pass
// lie in the index one after the other; nil when they do not.
func listOf[R, T any](v *View, s sorting[R, T], c condition[R], all iter.Seq[R], plain *run[R], alive func() error) (*List[T], error) {
	switch {
	case plain != nil && s.key == nil && s.order.down:
		return s.list(plain.reversed()), nil
	case plain != nil && s.key == nil:
		return s.list(*plain), nil
	case plain != nil:
		return s.list(sliceRun(wholeOrder(v, s, plain.name, slices.Values(plain.part(0, plain.n))))), nil
	case c.lets == nil && c.walk == nil:
		return s.list(sliceRun(wholeOrder(v, s, "", all))), nil
	}
	var records []R
	if c.walk == nil && s.key != nil { // nothing narrows it: rather look through what is sorted
		err := passing(c, slices.Values(wholeOrder(v, s, "", all)), alive, func(r R) { records = append(records, r) })
		return s.list(sliceRun(records)), err
	}
	err := passing(c, all, alive, func(r R) { records = append(records, r) })
	s.sort(records)
	return s.list(sliceRun(records)), err
}

// EntityList gives the entities that the filter lets through, in an order. Of those of one
// type, or all, by id, none is looked at. Errors: that of alive, which is asked now and then
// and may be nil.
func (v *View) EntityList(f EntityFilter, o EntityOrder, d OrderDirection, alive func() error) (*List[*model.Entity], error) {
	order, key := v.entitySort(o, d)
	s := sorting[*entityRecord, *model.Entity]{order, key, func(r *entityRecord) []string { return []string{r.id} }, v.entity}
	var plain *run[*entityRecord]
	if types := f.Types; len(types) < 2 && f.asksOnlyTypes() {
		r := v.index().ofType(types)
		plain = &r
	}
	return listOf(v, s, v.entityCondition(&f), v.allEntities(), plain, alive)
}

// asksOnlyTypes says whether a filter asks nothing but of types.
func (f *EntityFilter) asksOnlyTypes() bool {
	return f.Text == "" && len(f.Chapters)+len(f.Documents)+len(f.IDs)+len(f.Articles)+len(f.Years)+len(f.DocumentKinds)+len(f.Predicates)+len(f.And)+len(f.Or) == 0 &&
		f.Relations == nil && f.Sections == nil && f.MinMentions == nil && f.MaxMentions == nil && f.MinDegree == nil && f.MaxDegree == nil && f.Not == nil
}

// ofType gives where the entities of a type, or all, lie in the index.
func (x *index) ofType(types []model.EntityType) run[*entityRecord] {
	start, n, name := 0, x.entities.Len(), ""
	if len(types) > 0 {
		n, name = x.types[types[0]], string(types[0])
		start = x.entities.rank(ontology.Slug(types[0]) + "/")
	}
	list := treeRun(x.entities, start, n, func(_ string, r *entityRecord) *entityRecord { return r })
	list.name = name
	return list
}

// Entities lists the entities that the filter lets through, in the order given.
func (v *View) Entities(f EntityFilter, order EntityOrder) []*model.Entity {
	list, _ := v.EntityList(f, order, "", nil)
	return list.Slice(0, list.Len())
}

// EntityPage gives the entities that the filter lets through from the offset on, limit of
// them at most, and the number of all, in the order given. Only those that it gives are put
// together; by id, those of one type, or all, are counted without being looked at.
func (v *View) EntityPage(f EntityFilter, order EntityOrder, offset, limit int) (page []*model.Entity, total int) {
	list, _ := v.EntityList(f, order, "", nil)
	return list.page(offset, limit), list.Len()
}

func (l *List[T]) page(offset, limit int) []T {
	offset = max(offset, 0)
	return l.Slice(offset, offset+max(limit, 0))
}

// relationSorting is how relations are listed.
func (v *View) relationSorting(o RelationOrder, d OrderDirection) sorting[*relationRecord, *model.Relation] {
	order, key := v.relationSort(o, d)
	return sorting[*relationRecord, *model.Relation]{order, key,
		func(r *relationRecord) []string { return []string{r.subject, string(r.predicate), r.object, r.value} }, v.relation}
}

// RelationList gives the relations that the filter lets through, in an order. Of those of
// one predicate, or all, by subject, none is looked at. Errors: as EntityList.
func (v *View) RelationList(f RelationFilter, o RelationOrder, d OrderDirection, alive func() error) (*List[*model.Relation], error) {
	x := v.index()
	var plain *run[*relationRecord]
	if f.asksOnlyPredicates() && len(f.Predicates) < 2 {
		r := x.ofPredicate(f.Predicates)
		plain = &r
	}
	return listOf(v, v.relationSorting(o, d), v.relationCondition(&f), keysOf(x.bySubject.All()), plain, alive)
}

// ofPredicate gives where the relations of a predicate, or all, lie in the index.
func (x *index) ofPredicate(predicates []model.Predicate) run[*relationRecord] {
	record := func(r *relationRecord, _ none) *relationRecord { return r }
	if len(predicates) == 0 {
		return treeRun(x.bySubject, 0, x.bySubject.Len(), record)
	}
	p := predicates[0]
	list := treeRun(x.byName, x.byName.rank(&relationRecord{relationKey: relationKey{predicate: p}}), x.preds[p], record)
	list.name = string(p)
	return list
}

// asksOnlyPredicates says whether a filter asks nothing but of predicates.
func (f *RelationFilter) asksOnlyPredicates() bool {
	g := *f
	g.Predicates = nil
	return !g.asks() && len(f.IDs)+len(f.Chapters)+len(f.DocumentYears)+len(f.DocumentKinds)+len(f.Articles)+len(f.And)+len(f.Or) == 0 &&
		f.Sections == nil && f.Decided == nil && f.SubjectWhere == nil && f.ObjectWhere == nil && f.Not == nil
}

// Relations lists the relations that the filter lets through, by subject, predicate,
// object.
func (v *View) Relations(f RelationFilter) []*model.Relation {
	list, _ := v.RelationList(f, "", "", nil)
	return list.Slice(0, list.Len())
}

// RelationPage gives the relations that the filter lets through from the offset on, limit of
// them at most, and the number of all, in the order of Relations. Only those that it gives
// are put together; those of one predicate, or all, are counted without being looked at.
func (v *View) RelationPage(f RelationFilter, offset, limit int) (page []*model.Relation, total int) {
	list, _ := v.RelationList(f, "", "", nil)
	return list.page(offset, limit), list.Len()
}

// RelationListOf gives an entity's relations that the filter lets through, in an order.
// Errors: as EntityList.
func (v *View) RelationListOf(entity string, d Direction, f RelationFilter, o RelationOrder, by OrderDirection, alive func() error) (*List[*model.Relation], error) {
	s, c := v.relationSorting(o, by), v.relationCondition(&f)
	c.walk = nil
	var records []*relationRecord
	err := passing(c, slices.Values(v.index().around(v.ID(entity), d)), alive, func(r *relationRecord) { records = append(records, r) })
	s.sort(records)
	return s.list(sliceRun(records)), err
}

// DocumentList gives the documents that the filter lets through, in an order. Errors: as
// EntityList.
func (v *View) DocumentList(f DocumentFilter, o DocumentOrder, d OrderDirection, alive func() error) (*List[*model.Document], error) {
	order, key := v.documentSort(o, d)
	s := sorting[*documentRecord, *model.Document]{order, key, func(r *documentRecord) []string { return []string{r.document.ID} },
		func(r *documentRecord) *model.Document { return &r.document }}
	return listOf(v, s, v.documentCondition(&f), v.documents(), nil, alive)
}

// DocumentListOf gives the documents that speak of an entity and that the filter lets
// through, in an order. Errors: as EntityList.
func (v *View) DocumentListOf(entity string, f DocumentFilter, o DocumentOrder, d OrderDirection, alive func() error) (*List[*model.Document], error) {
	ids := []string{}
	for _, x := range v.DocumentsOf(entity) {
		ids = append(ids, x.ID)
	}
	if len(ids) == 0 { // an empty list of ids would ask nothing
		ids = append(ids, "")
	}
	return v.DocumentList(DocumentFilter{IDs: ids, And: []DocumentFilter{f}}, o, d, alive)
}
