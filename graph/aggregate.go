package graph

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// EntityDimension is what entities can be grouped by.
type EntityDimension string

// What entities can be grouped by. Chapter, year and kind are those of a document that
// speaks of the entity: one of several documents stands in a group for each.
const (
	// EntityByType: the entity's type.
	EntityByType EntityDimension = "TYPE"
	// EntityByChapter: the budget chapter of a document.
	EntityByChapter EntityDimension = "CHAPTER"
	// EntityByYear: the budget year of a document.
	EntityByYear EntityDimension = "YEAR"
	// EntityByDocumentKind: the kind of a document.
	EntityByDocumentKind EntityDimension = "DOCUMENT_KIND"
)

// RelationDimension is what relations can be grouped by.
type RelationDimension string

// What relations can be grouped by. Year, stage and kind are those of an amount that the
// relation states; the chapter is that of a document that attests it.
const (
	// RelationByPredicate: the predicate.
	RelationByPredicate RelationDimension = "PREDICATE"
	// RelationBySubjectType and RelationByObjectType: the types of the ends.
	RelationBySubjectType RelationDimension = "SUBJECT_TYPE"
	RelationByObjectType  RelationDimension = "OBJECT_TYPE"
	// RelationByChapter: the budget chapter of a document.
	RelationByChapter RelationDimension = "CHAPTER"
	// RelationByYear: the budget year of an amount.
	RelationByYear RelationDimension = "YEAR"
	// RelationByStage: the stage of the budget of an amount.
	RelationByStage RelationDimension = "STAGE"
	// RelationByAmountKind: what an amount is of.
	RelationByAmountKind RelationDimension = "AMOUNT_KIND"
)

// MaxExamples is how many examples of a group are kept.
const MaxExamples = 10

// Group is what records of one group have in common. A field that was not grouped by, or
// that nothing is known of, is empty.
type Group[T any] struct {
	Key GroupKey
	// Count is how many there are.
	Count int
	// Sums are the amounts of the group's relations, each of one sort.
	Sums []AmountSum
	// Examples gives the first of them, MaxExamples at most.
	Examples func(first int) []T
}

// GroupKey is what a group has in common.
type GroupKey struct {
	Type, SubjectType, ObjectType model.EntityType
	Predicate                     model.Predicate
	Chapter, DocumentKind         string
	Year                          int
	Stage                         model.Stage
	AmountKind                    model.AmountKind
}

func (k GroupKey) compare(o GroupKey) int {
	return cmp.Or(typeRank(k.Type)-typeRank(o.Type), predicateRank(k.Predicate)-predicateRank(o.Predicate), typeRank(k.SubjectType)-typeRank(o.SubjectType),
		typeRank(k.ObjectType)-typeRank(o.ObjectType), strings.Compare(k.Chapter, o.Chapter), cmp.Compare(k.Year, o.Year), strings.Compare(k.DocumentKind, o.DocumentKind),
		rank(model.Stages(), string(k.Stage))-rank(model.Stages(), string(o.Stage)), rank(model.AmountKinds(), string(k.AmountKind))-rank(model.AmountKinds(), string(o.AmountKind)))
}

// typeRank gives the place of a type in the ontology, from 1 on; 0 for one that is not in it.
func typeRank(t model.EntityType) int { return typeRanks()[t] }

var typeRanks = sync.OnceValue(func() map[model.EntityType]int {
	out := map[model.EntityType]int{}
	for i, t := range ontology.Types() {
		out[t.Name] = i + 1
	}
	return out
})

func predicateRank(p model.Predicate) int { return predicateRanks()[p] }

var predicateRanks = sync.OnceValue(func() map[model.Predicate]int {
	out := map[model.Predicate]int{}
	for i, p := range ontology.Predicates() {
		out[p.Name] = i + 1
	}
	return out
})

// AmountSum adds up amounts of one sort: of one kind, stage, supplement and unit, and of
// subjects of one type, since a chapter's amount holds those of its articles.
type AmountSum struct {
	Kind        model.AmountKind
	Stage       model.Stage
	Supplement  int
	Unit        string
	SubjectType model.EntityType
	// Value is the exact sum; "" where kind or stage are not known, so that the amounts need
	// not be of one sort.
	Value string
	// Count is how many amounts there are.
	Count int
	// Years are the budget years of the amounts, each once; those of a period or without a
	// year are not among them.
	Years []int
	total big.Rat
}

func (s *AmountSum) compare(o *AmountSum) int {
	return cmp.Or(typeRank(s.SubjectType)-typeRank(o.SubjectType), rank(model.AmountKinds(), string(s.Kind))-rank(model.AmountKinds(), string(o.Kind)),
		rank(model.Stages(), string(s.Stage))-rank(model.Stages(), string(o.Stage)), cmp.Compare(s.Supplement, o.Supplement), strings.Compare(s.Unit, o.Unit))
}

// Aggregate is what a filter lets through, counted by group.
type Aggregate[T any] struct {
	// Total is how many there are; one may stand in several groups.
	Total int
	// Groups are by count, the greatest first, then by key in the order of the ontology.
	Groups []Group[T]
}

// group is a group that is being counted.
type group[R any] struct {
	count    int
	examples []R
	sums     map[AmountSort]*AmountSum
}

// AmountSort is what amounts have in common that may be added up.
type AmountSort struct {
	Kind        model.AmountKind
	Stage       model.Stage
	Supplement  int
	Unit        string
	SubjectType model.EntityType
}

// grouping collects groups.
type grouping[R any] struct {
	total  int
	groups map[GroupKey]*group[R]
}

func (g *grouping[R]) at(k GroupKey) *group[R] {
	x := g.groups[k]
	if x == nil {
		x = &group[R]{}
		g.groups[k] = x
	}
	return x
}

func (x *group[R]) count1(r R) {
	x.count++
	if len(x.examples) < MaxExamples {
		x.examples = append(x.examples, r)
	}
}

// aggregate gives what was collected.
func aggregate[R, T any](g *grouping[R], put func(R) T) *Aggregate[T] {
	out := &Aggregate[T]{Total: g.total}
	for k, x := range g.groups {
		out.Groups = append(out.Groups, Group[T]{k, x.count, x.sorted(), func(first int) []T {
			list := make([]T, 0, len(x.examples))
			for _, r := range x.examples[:min(max(first, 0), len(x.examples))] {
				list = append(list, put(r))
			}
			return list
		}})
	}
	out.sort()
	return out
}

func (a *Aggregate[T]) sort() {
	slices.SortFunc(a.Groups, func(x, y Group[T]) int { return cmp.Or(y.Count-x.Count, x.Key.compare(y.Key)) })
}

func (x *group[R]) sorted() []AmountSum {
	list := make([]*AmountSum, 0, len(x.sums))
	for _, s := range x.sums {
		slices.Sort(s.Years)
		if s.Years = slices.Compact(s.Years); s.Kind != "" && s.Stage != "" {
			s.Value = exactSum(&s.total)
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *AmountSum) int { return a.compare(b) })
	out := make([]AmountSum, len(list))
	for i, s := range list {
		out[i] = AmountSum{Kind: s.Kind, Stage: s.Stage, Supplement: s.Supplement, Unit: s.Unit, SubjectType: s.SubjectType, Value: s.Value, Count: s.Count, Years: s.Years}
	}
	return out
}

// exactSum prints a sum of decimals exactly.
func exactSum(r *big.Rat) string {
	digits, _ := r.FloatPrec()
	return r.FloatString(digits)
}

// add adds an amount to the sum of its sort.
func (x *group[R]) add(subject model.EntityType, s *model.Sum) {
	supplement, _ := strconv.Atoi(s.Qualifier(model.QualifierSupplement))
	k := AmountSort{model.AmountKind(s.Qualifier(model.QualifierKind)), model.Stage(s.Qualifier(model.QualifierStage)), supplement, s.Unit, subject}
	sum := x.sums[k]
	if sum == nil {
		if x.sums == nil {
			x.sums = map[AmountSort]*AmountSum{}
		}
		sum = &AmountSum{Kind: k.Kind, Stage: k.Stage, Supplement: supplement, Unit: k.Unit, SubjectType: subject}
		x.sums[k] = sum
	}
	if value, ok := new(big.Rat).SetString(s.Value); ok {
		sum.total.Add(&sum.total, value)
	}
	sum.Count++
	if year, err := strconv.Atoi(s.Qualifier(model.QualifierYear)); err == nil && !slices.Contains(sum.Years, year) {
		sum.Years = append(sum.Years, year)
	}
}

// AggregateEntities counts the entities that the filter lets through, by group. All by type
// are counted once a view, without being looked at. Errors: that of alive, which is asked now and then
// and may be nil.
func (v *View) AggregateEntities(f EntityFilter, by []EntityDimension, alive func() error) (*Aggregate[*model.Entity], error) {
	if f.asksOnlyTypes() && len(f.Types) == 0 && slices.Equal(by, []EntityDimension{EntityByType}) {
		f := v.derive()
		f.countedTypes.Do(func() { f.entitiesByType = v.entitiesByType() })
		return f.entitiesByType, nil
	}
	g := &grouping[*entityRecord]{groups: map[GroupKey]*group[*entityRecord]{}}
	ofDocuments := slices.ContainsFunc(by, func(d EntityDimension) bool { return d != EntityByType })
	err := passing(v.entityCondition(&f), v.allEntities(), alive, func(r *entityRecord) {
		g.total++
		if !ofDocuments {
			g.at(entityKey(r, nil, by)).count1(r)
			return
		}
		for k := range entityKeys(r, by) {
			g.at(k).count1(r)
		}
	})
	return aggregate(g, v.entity), err
}

// entityKeys gives the groups in which an entity stands, each once.
func entityKeys(r *entityRecord, by []EntityDimension) map[GroupKey]bool {
	keys := map[GroupKey]bool{}
	for _, p := range r.parts {
		keys[entityKey(r, &p.document.document, by)] = true
	}
	return keys
}

func entityKey(r *entityRecord, d *model.Document, by []EntityDimension) GroupKey {
	var k GroupKey
	for _, b := range by {
		switch b {
		case EntityByType:
			k.Type = r.kind
		case EntityByChapter:
			k.Chapter = d.Chapter
		case EntityByYear:
			k.Year = d.BudgetYear
		case EntityByDocumentKind:
			k.DocumentKind = d.Kind
		}
	}
	return k
}

func (v *View) entitiesByType() *Aggregate[*model.Entity] {
	x := v.index()
	out := &Aggregate[*model.Entity]{Total: x.entities.Len()}
	for t, n := range x.types {
		list := &List[*model.Entity]{n: n, slice: func(from, to int) []*model.Entity {
			records := x.ofType([]model.EntityType{t}).part(from, to)
			entities := make([]*model.Entity, len(records))
			for i, r := range records {
				entities[i] = v.entity(r)
			}
			return entities
		}}
		out.Groups = append(out.Groups, Group[*model.Entity]{GroupKey{Type: t}, n, nil, func(first int) []*model.Entity { return list.page(0, min(first, MaxExamples)) }})
	}
	out.sort()
	return out
}

// AggregateRelations counts the relations that the filter lets through, by group, and adds
// up, where sums are wanted, the amounts that they state, each sort apart. A filter that asks something of amounts
// counts among them those that fit it. All by predicate are counted once a view, without being looked at, where no sums
// are wanted. Errors: as AggregateEntities.
func (v *View) AggregateRelations(f RelationFilter, by []RelationDimension, sums bool, alive func() error) (*Aggregate[*model.Relation], error) {
	if !sums && f.asksOnlyPredicates() && len(f.Predicates) == 0 && slices.Equal(by, []RelationDimension{RelationByPredicate}) {
		f := v.derive()
		f.countedPredicates.Do(func() { f.relationsByPredicate = v.relationsByPredicate() })
		return f.relationsByPredicate, nil
	}
	g := &relationGrouping{grouping[*relationRecord]{groups: map[GroupKey]*group[*relationRecord]{}}, &f, by, sums, false, false}
	for _, b := range by {
		g.amounts = g.amounts || b == RelationByYear || b == RelationByStage || b == RelationByAmountKind
		g.chapters = g.chapters || b == RelationByChapter
	}
	err := passing(v.relationCondition(&f), keysOf(v.index().bySubject.All()), alive, g.take)
	return aggregate(&g.grouping, v.relation), err
}

func (v *View) relationsByPredicate() *Aggregate[*model.Relation] {
	x := v.index()
	out := &Aggregate[*model.Relation]{Total: x.bySubject.Len()}
	for p, n := range x.preds {
		out.Groups = append(out.Groups, Group[*model.Relation]{GroupKey{Predicate: p}, n, nil, func(first int) []*model.Relation {
			return v.relations(x.ofPredicate([]model.Predicate{p}).part(0, min(max(first, 0), n, MaxExamples)))
		}})
	}
	out.sort()
	return out
}

// relationGrouping collects relations by group.
type relationGrouping struct {
	grouping[*relationRecord]
	filter            *RelationFilter
	by                []RelationDimension
	sums              bool
	amounts, chapters bool // whether groups are of amounts, of chapters
}

// take counts a relation in each of its groups, and adds its amounts up there.
func (g *relationGrouping) take(r *relationRecord) {
	g.total++
	var amounts []model.Sum
	if (g.sums || g.amounts) && r.statesAmount() {
		for _, s := range Sums(r.relation()) {
			if !g.filter.asksAmounts() || g.filter.letsSum(&s) {
				amounts = append(amounts, s)
			}
		}
	}
	chapters := []string{""}
	if g.chapters {
		chapters = chaptersOf(r)
	}
	seen := map[GroupKey]bool{}
	for _, c := range chapters {
		if !g.amounts || len(amounts) == 0 {
			g.count(r, g.key(r, c, nil), seen)
		}
		for i := range amounts {
			s := &amounts[i]
			k := g.key(r, c, s)
			g.count(r, k, seen)
			if g.sums {
				subject, _ := ontology.TypeOfID(r.subject)
				g.at(k).add(subject, s)
			}
		}
	}
}

func (g *relationGrouping) count(r *relationRecord, k GroupKey, seen map[GroupKey]bool) {
	if !seen[k] {
		seen[k] = true
		g.at(k).count1(r)
	}
}

// chaptersOf gives the chapters of the documents that attest a relation, each once.
func chaptersOf(r *relationRecord) []string {
	set := map[string]bool{}
	for _, p := range r.parts {
		set[p.document.document.Chapter] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func (g *relationGrouping) key(r *relationRecord, chapter string, s *model.Sum) GroupKey {
	var k GroupKey
	for _, b := range g.by {
		switch b {
		case RelationByPredicate:
			k.Predicate = r.predicate
		case RelationBySubjectType:
			k.SubjectType, _ = ontology.TypeOfID(r.subject)
		case RelationByObjectType:
			if isEntityEnd(r.predicate, r.object) {
				k.ObjectType, _ = ontology.TypeOfID(r.object)
			}
		case RelationByChapter:
			k.Chapter = chapter
		}
		if s == nil {
			continue
		}
		switch b {
		case RelationByYear:
			k.Year, _ = strconv.Atoi(s.Qualifier(model.QualifierYear))
		case RelationByStage:
			k.Stage = model.Stage(s.Qualifier(model.QualifierStage))
		case RelationByAmountKind:
			k.AmountKind = model.AmountKind(s.Qualifier(model.QualifierKind))
		}
	}
	return k
}
