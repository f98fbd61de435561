package graph

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/model"
)

// Sums gives every amount that a relation states, with its qualifiers: its Amounts, or of
// a relation to a value that one. nil when it states none. Shared: not to be changed.
func Sums(r *model.Relation) []model.Sum {
	if len(r.Amounts) > 0 || r.Amount == nil {
		return r.Amounts
	}
	return []model.Sum{{Amount: *r.Amount, Qualifiers: r.Qualifiers}}
}

// asksAmounts says whether the filter asks something of amounts.
func (f *RelationFilter) asksAmounts() bool {
	return len(f.Years)+len(f.Stages)+len(f.AmountKinds) > 0 || f.MinAmount != nil || f.MaxAmount != nil
}

// letsSum says whether one amount fits all that the filter asks of amounts.
func (f *RelationFilter) letsSum(s *model.Sum) bool {
	year, _ := strconv.Atoi(s.Qualifier(model.QualifierYear))
	return (len(f.Years) == 0 || slices.Contains(f.Years, year)) &&
		(len(f.Stages) == 0 || slices.Contains(f.Stages, model.Stage(s.Qualifier(model.QualifierStage)))) &&
		(len(f.AmountKinds) == 0 || slices.Contains(f.AmountKinds, model.AmountKind(s.Qualifier(model.QualifierKind)))) &&
		(f.MinAmount == nil || compareDecimals(s.Value, *f.MinAmount) >= 0) &&
		(f.MaxAmount == nil || compareDecimals(s.Value, *f.MaxAmount) <= 0)
}

// compareDecimals compares two exact decimals; what is none counts as 0.
func compareDecimals(a, b string) int {
	x, ok := new(big.Rat).SetString(a)
	if !ok {
		x = new(big.Rat)
	}
	y, ok := new(big.Rat).SetString(b)
	if !ok {
		y = new(big.Rat)
	}
	return x.Cmp(y)
}

// Allocations lists what the documents state of a budget chapter, article or line, as
// relations that the filter lets through: by year, stage in the order of the budget's
// year, kind, then value.
func (v *View) Allocations(id string, f RelationFilter) []*model.Relation {
	f.Predicates = []model.Predicate{model.Allocates}
	list := slices.Clone(v.RelationsOf(id, DirectionOut, f))
	slices.SortStableFunc(list, func(a, b *model.Relation) int {
		return cmp.Or(cmp.Compare(a.Qualifier(model.QualifierYear), b.Qualifier(model.QualifierYear)),
			cmp.Compare(a.Qualifier(model.QualifierPeriod), b.Qualifier(model.QualifierPeriod)),
			cmp.Compare(rank(model.Stages(), a.Qualifier(model.QualifierStage)), rank(model.Stages(), b.Qualifier(model.QualifierStage))),
			cmp.Compare(a.Qualifier(model.QualifierSupplement), b.Qualifier(model.QualifierSupplement)),
			cmp.Compare(rank(model.AmountKinds(), a.Qualifier(model.QualifierKind)), rank(model.AmountKinds(), b.Qualifier(model.QualifierKind))),
			compareDecimals(a.Amount.Value, b.Amount.Value))
	})
	return list
}

// rank is the place of a value in a list; that of an unknown one comes last.
func rank[T ~string](list []T, value string) int {
	if i := slices.Index(list, T(value)); i >= 0 {
		return i
	}
	return len(list)
}

// Parts lists the entities of a type that are part of another: budget articles by their
// numbers, others in the order in which documents name them.
func (v *View) Parts(id string, t model.EntityType) []*model.Entity {
	list := v.RelationsOf(id, DirectionIn, RelationFilter{Predicates: []model.Predicate{model.PartOf}, SubjectTypes: []model.EntityType{t}})
	var out []*model.Entity
	for _, r := range list {
		if e := v.Entity(r.Subject); e != nil {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b *model.Entity) int {
		if t == model.TypeBudgetArticle {
			return cmp.Or(compareNumbers(a.ID, b.ID), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(compareFirst(a, b), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// compareFirst compares where entities are first named; one without words comes last.
func compareFirst(a, b *model.Entity) int {
	if len(a.Mentions) == 0 || len(b.Mentions) == 0 {
		return cmp.Compare(len(b.Mentions), len(a.Mentions))
	}
	return compareMentions(a.Mentions[0], b.Mentions[0])
}

// compareNumbers compares the numbers at the ends of two articles' ids, part by part: 2.9
// comes before 2.10.
func compareNumbers(a, b string) int {
	x, y := strings.Split(a[strings.LastIndexByte(a, '/')+1:], "."), strings.Split(b[strings.LastIndexByte(b, '/')+1:], ".")
	for i := range min(len(x), len(y)) {
		n, e1 := strconv.Atoi(x[i])
		m, e2 := strconv.Atoi(y[i])
		if e1 != nil || e2 != nil {
			return 0
		}
		if n != m {
			return cmp.Compare(n, m)
		}
	}
	return cmp.Compare(len(x), len(y))
}
