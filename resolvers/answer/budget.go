package answer

import (
	"fmt"
	"strconv"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// StatedAmount is an amount of money that a relation states, with what narrows it.
type StatedAmount struct {
	of model.Sum
	by *model.Relation
	in *Reader
}

// Amount is the amount itself.
func (a *StatedAmount) Amount() *Amount { return &Amount{&a.of.Amount} }

// Year is the budget year; false where none is named.
func (a *StatedAmount) Year() (int, bool) { return a.number(model.QualifierYear) }

// Period is a time that is no single year; false where there is none.
func (a *StatedAmount) Period() (string, bool) { return a.text(model.QualifierPeriod) }

// Stage is the stage of the budget; nil where it is not known.
func (a *StatedAmount) Stage() *model.Stage {
	s := model.Stage(a.of.Qualifier(model.QualifierStage))
	if _, ok := stageNames.of[s]; !ok {
		return nil
	}
	return &s
}

// Supplement is the number of the supplementary budget; false where there is none.
func (a *StatedAmount) Supplement() (int, bool) { return a.number(model.QualifierSupplement) }

// Kind is what the amount is of; nil where it is not known.
func (a *StatedAmount) Kind() *model.AmountKind {
	k := model.AmountKind(a.of.Qualifier(model.QualifierKind))
	if _, ok := amountKindNames.of[k]; !ok {
		return nil
	}
	return &k
}

// Recurrence says whether it comes back; false where nothing does.
func (a *StatedAmount) Recurrence() (string, bool) { return a.text(model.QualifierRecurrence) }

// Approx says how exact the words are; false where they are exact.
func (a *StatedAmount) Approx() (string, bool) { return a.text(model.QualifierApprox) }

// Relation states it.
func (a *StatedAmount) Relation() *Relation { return a.in.relation(a.by) }

func (a *StatedAmount) text(name string) (string, bool) {
	s := a.of.Qualifier(name)
	return s, s != ""
}

func (a *StatedAmount) number(name string) (int, bool) {
	n, err := strconv.Atoi(a.of.Qualifier(name))
	return n, err == nil
}

// Amounts are all that the relation states.
func (r *Relation) Amounts() []StatedAmount {
	sums := graph.Sums(r.of)
	out := make([]StatedAmount, len(sums))
	for i, s := range sums {
		out[i] = StatedAmount{s, r.of, r.in}
	}
	return out
}

// amounts gives what the documents state of the entity. Error: CodeLimit.
func (e entity) amounts(year *int, stage *model.Stage, kind *model.AmountKind) ([]StatedAmount, error) {
	var f graph.RelationFilter
	if year != nil {
		f.Years = []int{*year}
	}
	if stage != nil {
		f.Stages = []model.Stage{*stage}
	}
	if kind != nil {
		f.AmountKinds = []model.AmountKind{*kind}
	}
	list := e.in.view().Allocations(e.of.ID, f)
	if len(list) > e.in.list {
		return nil, &model.Error{Code: model.CodeLimit, Op: "query", Message: fmt.Sprintf("there are %d amounts of %s; at most %d are given", len(list), e.of.ID, e.in.list),
			Hint: "narrow them with year, stage or kind"}
	}
	out := make([]StatedAmount, 0, len(list))
	for _, r := range list {
		for _, s := range graph.Sums(r) {
			out = append(out, StatedAmount{s, r, e.in})
		}
	}
	return out, e.in.alive()
}

// lines are the budget lines that are part of the entity.
func (e entity) lines() []BudgetLine {
	list := e.in.view().Parts(e.of.ID, model.TypeBudgetLine)
	out := make([]BudgetLine, len(list))
	for i, l := range list {
		out[i] = BudgetLine{entity{l, e.in}}
	}
	return out
}

// articles are the budget articles that are part of the entity.
func (e entity) articles() []BudgetArticle {
	list := e.in.view().Parts(e.of.ID, model.TypeBudgetArticle)
	out := make([]BudgetArticle, len(list))
	for i, a := range list {
		out[i] = BudgetArticle{entity{a, e.in}}
	}
	return out
}

// Amounts are what the documents state of the chapter. Error: CodeLimit.
func (c *BudgetChapter) Amounts(year *int, stage *model.Stage, kind *model.AmountKind) ([]StatedAmount, error) {
	return c.amounts(year, stage, kind)
}

// Articles are the chapter's articles.
func (c *BudgetChapter) Articles() []BudgetArticle { return c.articles() }

// Amounts are what the documents state of the article. Error: CodeLimit.
func (a *BudgetArticle) Amounts(year *int, stage *model.Stage, kind *model.AmountKind) ([]StatedAmount, error) {
	return a.amounts(year, stage, kind)
}

// Articles are its sub-articles.
func (a *BudgetArticle) Articles() []BudgetArticle { return a.articles() }

// Lines are the lines right under the article.
func (a *BudgetArticle) Lines() []BudgetLine { return a.lines() }

// Amounts are what the documents state of the line. Error: CodeLimit.
func (l *BudgetLine) Amounts(year *int, stage *model.Stage, kind *model.AmountKind) ([]StatedAmount, error) {
	return l.amounts(year, stage, kind)
}

// Lines are the lines right under it.
func (l *BudgetLine) Lines() []BudgetLine { return l.lines() }

// Parent is the line or article that it is part of, lines before articles; nil where none
// is known.
func (l *BudgetLine) Parent() Entity {
	for _, t := range []model.EntityType{model.TypeBudgetLine, model.TypeBudgetArticle} {
		if id := l.above(l.of.ID, t); id != "" {
			return l.in.Entity(id)
		}
	}
	return nil
}

// above gives the first entity of a type that another is part of; "" for none.
func (l *BudgetLine) above(id string, t model.EntityType) string {
	list := l.in.view().RelationsOf(id, graph.DirectionOut, graph.RelationFilter{Predicates: []model.Predicate{model.PartOf}, ObjectTypes: []model.EntityType{t}})
	if len(list) == 0 {
		return ""
	}
	return list[0].Object
}

// maxLevels is how many lines stand above each other at most; a ring of them ends.
const maxLevels = 16

// Article is the article that the line belongs to; nil where none is known.
func (l *BudgetLine) Article() *BudgetArticle {
	for id, n := l.of.ID, 0; id != "" && n < maxLevels; n++ {
		if article := l.above(id, model.TypeBudgetArticle); article != "" {
			a, _ := l.in.Entity(article).(*BudgetArticle)
			return a
		}
		id = l.above(id, model.TypeBudgetLine)
	}
	return nil
}
