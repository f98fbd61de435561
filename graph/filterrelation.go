package graph

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// fewEntities is how many entities are looked up to find their relations, rather than every
// relation's end is looked at.
const fewEntities = 10_000

// relationCondition compiles a filter of relations; nil lets everything through.
func (v *View) relationCondition(given *RelationFilter) condition[*relationRecord] {
	if given == nil {
		return condition[*relationRecord]{}
	}
	filter := v.resolved(*given)
	f := &filter
	list := v.relationIndexes(f)
	if f.asks() {
		list = append(list, condition[*relationRecord]{lets: f.lets})
	}
	if len(f.Chapters)+len(f.DocumentYears)+len(f.DocumentKinds) > 0 {
		list = append(list, v.relationsIn(v.documentsOf(f.Chapters, f.DocumentYears, f.DocumentKinds)))
	}
	if len(f.Articles) > 0 {
		list = append(list, v.relationsAt(v.placesOfArticles(f.Articles)))
	}
	if f.Sections != nil {
		list = append(list, v.relationsAt(v.placesOfSections(*f.Sections)))
	}
	if f.Decided != nil {
		list = append(list, v.relationsDecided(*f.Decided))
	}
	if f.SubjectWhere != nil {
		list = append(list, v.relationsOfEnds(f.SubjectWhere, DirectionOut))
	}
	if f.ObjectWhere != nil {
		list = append(list, v.relationsOfEnds(f.ObjectWhere, DirectionIn))
	}
	for i := range f.And {
		list = append(list, v.relationCondition(&f.And[i]))
	}
	if len(f.Or) > 0 {
		list = append(list, anyOf(compareSubjects, compiled(f.Or, v.relationCondition)))
	}
	if f.Not != nil {
		list = append(list, notOf(v.relationCondition(f.Not)))
	}
	return allOf(list...)
}

// asks says whether there is anything for lets to look at.
func (f *RelationFilter) asks() bool {
	return f.Subject != "" || f.Object != "" || len(f.Predicates)+len(f.SubjectTypes)+len(f.ObjectTypes)+len(f.Documents) > 0 ||
		f.MinConfidence > 0 || f.MaxConfidence != nil || f.asksContent()
}

// asksContent says whether a relation has to be read to know whether it passes.
func (f *RelationFilter) asksContent() bool {
	return f.asksAmounts() || f.asksPeriod() || f.Exhaustive != nil || f.Text != ""
}

func (f *RelationFilter) asksPeriod() bool { return f.PeriodFrom != nil || f.PeriodUntil != nil }

// relationIndexes gives what the indexes tell of a filter, which has the ids that stay:
// where to look, not what passes.
func (v *View) relationIndexes(f *RelationFilter) []condition[*relationRecord] {
	x := v.index()
	var list []condition[*relationRecord]
	add := func(asked bool, most int, walk func() iter.Seq[*relationRecord]) {
		if asked {
			list = append(list, condition[*relationRecord]{walk: walk, most: most})
		}
	}
	if len(f.IDs) > 0 {
		list = append(list, v.relationsNamed(f.IDs))
	}
	add(f.Subject != "", x.outDegree(f.Subject), func() iter.Seq[*relationRecord] { return x.out(f.Subject) })
	add(f.Object != "", x.inDegree(f.Object), func() iter.Seq[*relationRecord] { return x.in(f.Object) })
	if len(f.Documents) > 0 {
		list = append(list, v.relationsIn(setOf(f.Documents)))
	}
	if len(f.SubjectTypes) > 0 {
		add(true, x.countOfTypes(x.bySubject, f.SubjectTypes, subjectAt), func() iter.Seq[*relationRecord] { return x.ofTypes(f.SubjectTypes) })
	}
	if len(f.ObjectTypes) > 0 {
		add(true, x.countOfTypes(x.byObject, f.ObjectTypes, objectAt), func() iter.Seq[*relationRecord] {
			var all []*relationRecord
			for _, prefix := range typePrefixes(f.ObjectTypes) {
				all = append(all, keysBetween(x.byObject, objectAt(prefix), objectAt(prefix+lastRune))...)
			}
			return slices.Values(arranged(compareSubjects, all))
		})
	}
	if len(f.Predicates) > 0 {
		most := 0
		for _, p := range slices.Compact(slices.Sorted(slices.Values(f.Predicates))) {
			most += x.preds[p]
		}
		add(true, most, func() iter.Seq[*relationRecord] { return slices.Values(x.ofPredicates(f.Predicates)) })
	}
	return list
}

// lastRune comes after every character of an id.
const lastRune = "\U0010ffff"

func subjectAt(id string) *relationRecord {
	return &relationRecord{relationKey: relationKey{subject: id}}
}

func objectAt(id string) *relationRecord {
	return &relationRecord{relationKey: relationKey{object: id}}
}

// outDegree and inDegree count the relations of which an entity is the subject, the object.
func (x *index) outDegree(id string) int {
	return x.bySubject.rank(subjectAt(id+"\x00")) - x.bySubject.rank(subjectAt(id))
}

func (x *index) inDegree(id string) int {
	return x.byObject.rank(objectAt(id+"\x00")) - x.byObject.rank(objectAt(id))
}

// countOfTypes counts the relations with an end of one of some types.
func (x *index) countOfTypes(t tree[*relationRecord, none], types []model.EntityType, at func(string) *relationRecord) int {
	n := 0
	for _, prefix := range typePrefixes(types) {
		n += t.rank(at(prefix+lastRune)) - t.rank(at(prefix))
	}
	return n
}

// keysBetween lists the keys of a tree from one on and before another.
func keysBetween[K, V any](t tree[K, V], from, before K) []K {
	start := t.rank(from)
	return take(t.at(start), t.rank(before)-start)
}

func (v *View) relationsNamed(ids []string) condition[*relationRecord] {
	var list []*relationRecord
	for _, id := range ids {
		if r := v.relationRecord(id); r != nil {
			list = append(list, r)
		}
	}
	list = arranged(compareSubjects, list)
	return condition[*relationRecord]{
		lets: func(r *relationRecord) bool {
			_, found := slices.BinarySearchFunc(list, r, compareSubjects)
			return found
		},
		walk: func() iter.Seq[*relationRecord] { return slices.Values(list) }, most: len(list),
	}
}

// relationsIn asks for relations that one of the documents states.
func (v *View) relationsIn(documents map[string]bool) condition[*relationRecord] {
	most := 0
	for id := range documents {
		if d := v.derive().parted.document(id); d != nil {
			most += d.packed.relations
		}
	}
	return condition[*relationRecord]{
		lets: func(r *relationRecord) bool {
			return slices.ContainsFunc(r.parts, func(p part) bool { return documents[p.id()] })
		},
		walk: func() iter.Seq[*relationRecord] {
			return slices.Values(v.ofDocuments(slices.Sorted(maps.Keys(documents))))
		}, most: most,
	}
}

// relationsAt asks for relations with evidence in places.
func (v *View) relationsAt(at placed) condition[*relationRecord] {
	c := v.relationsIn(at.documents())
	c.lets = func(r *relationRecord) bool {
		return slices.ContainsFunc(r.parts, func(p part) bool {
			spans := at[p.id()]
			return len(spans) > 0 && slices.ContainsFunc(p.relation().Evidence, func(e model.Evidence) bool { return spans.hold(e.Span) })
		})
	}
	return c
}

// relationsOfEnds asks for relations whose subject (DirectionOut) or object a filter lets
// through.
func (v *View) relationsOfEnds(f *EntityFilter, d Direction) condition[*relationRecord] {
	x, inner := v.index(), v.entityCondition(f)
	end, degree := func(r *relationRecord) string { return r.subject }, x.outDegree
	if d == DirectionIn {
		end, degree = func(r *relationRecord) string { return r.object }, x.inDegree
	}
	passes := remembered(func(id string) bool {
		r, ok := x.entities.Get(id)
		return ok && (inner.lets == nil || inner.lets(r))
	})
	c := condition[*relationRecord]{lets: func(r *relationRecord) bool { return passes(end(r)) }}
	if inner.walk == nil || inner.most > fewEntities {
		return c
	}
	var ids []string
	for r := range inner.walk() {
		if passes(r.id) {
			ids = append(ids, r.id)
			c.most += degree(r.id)
		}
	}
	c.walk = func() iter.Seq[*relationRecord] {
		var list []*relationRecord
		for _, id := range ids {
			list = slices.AppendSeq(list, x.walk(id, d))
		}
		return slices.Values(arranged(compareSubjects, list))
	}
	return c
}

// letsContent says whether what a relation states fits.
func (f *RelationFilter) letsContent(r *relationRecord) bool {
	if !f.asksContent() {
		return true
	}
	if f.asksAmounts() && !r.statesAmount() {
		return false
	}
	m := r.relation()
	return (!f.asksAmounts() || slices.ContainsFunc(Sums(m), func(s model.Sum) bool { return f.letsSum(&s) })) &&
		(!f.asksPeriod() || f.letsPeriod(m)) &&
		(f.Exhaustive == nil || m.Exhaustive != nil && *m.Exhaustive == *f.Exhaustive) &&
		(f.Text == "" || slices.ContainsFunc(m.Evidence, func(e model.Evidence) bool {
			return strings.Contains(names.Fold(e.Text), names.Fold(f.Text))
		}))
}

// statesAmount says whether a document gives the relation an amount, without reading all of
// what it says.
func (r *relationRecord) statesAmount() bool {
	return slices.ContainsFunc(r.parts, func(p part) bool {
		u := unpacker{p.document, int(p.at)}
		u.key()
		if u.number()&hasAmount != 0 {
			return true
		}
		u.qualifiers()
		return u.number() > 0
	})
}

// letsPeriod says whether the relation, or an amount of it, is said to hold in a time that
// overlaps the filter's.
func (f *RelationFilter) letsPeriod(m *model.Relation) bool {
	fits := func(q model.Qualifier) bool {
		if q.Name != model.QualifierYear && q.Name != model.QualifierPeriod {
			return false
		}
		from, until, ok := yearsOfPeriod(q.Value)
		return ok && (f.PeriodFrom == nil || until >= *f.PeriodFrom) && (f.PeriodUntil == nil || from <= *f.PeriodUntil)
	}
	return slices.ContainsFunc(m.Qualifiers, fits) ||
		slices.ContainsFunc(m.Amounts, func(s model.Sum) bool { return slices.ContainsFunc(s.Qualifiers, fits) })
}

// Years that stand for the open end of a period.
const (
	firstYear = 0
	lastYear  = 9999
)

// yearsOfPeriod gives the first and last year of a period: 2024, 2021-2025, 2024- (from then on),
// -2030 (until then), 2018-spring; false for what has no year.
func yearsOfPeriod(period string) (from, until int, ok bool) {
	first, rest, ranged := strings.Cut(period, "-")
	from, e1 := strconv.Atoi(first)
	until, e2 := strconv.Atoi(rest)
	switch {
	case e1 != nil && (first != "" || e2 != nil):
		return 0, 0, false
	case first == "":
		return firstYear, until, true
	case !ranged || rest != "" && e2 != nil || len(rest) == 2:
		return from, from, true // 2024, 2018-spring, 2023-05
	case rest == "":
		return from, lastYear, true
	}
	return from, max(from, until), true
}
