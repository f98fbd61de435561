package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// ChapterChange is what became of a chapter that a place leans on.
type ChapterChange struct {
	of *graph.ChapterChange
	sides
}

// Change is what became of it.
func (c *ChapterChange) Change() graph.Change { return c.of.Change }

// ChapterID is the chapter's id.
func (c *ChapterChange) ChapterID() string { return c.of.Chapter }

// Chapter is the chapter; nil where no document names it.
func (c *ChapterChange) Chapter() *BudgetChapter { return c.in.chapter(c.of.Chapter) }

// From are the statements of the first document.
func (c *ChapterChange) From() []ComparedLink { return c.was.comparedLinks(c.of.From) }

// To are the statements of the second document.
func (c *ChapterChange) To() []ComparedLink { return c.in.comparedLinks(c.of.To) }

// ComparedLink is a statement by which a place leans on a chapter.
type ComparedLink struct {
	of *graph.ChapterLink
	in *Reader
}

func (r *Reader) comparedLinks(list []graph.ChapterLink) []ComparedLink {
	out := make([]ComparedLink, len(list))
	for i := range list {
		out[i] = ComparedLink{&list[i], r}
	}
	return out
}

// Kind says in what way.
func (l *ComparedLink) Kind() graph.ChapterLinkKind { return l.of.Kind }

// Evidence is its words.
func (l *ComparedLink) Evidence() *Evidence { return l.in.evidence(l.of.Evidence, l.of.Relations[0]) }

// RelationChange is what became of a fact.
type RelationChange struct {
	of *graph.RelationChange
	sides
}

// Change is what became of it.
func (c *RelationChange) Change() graph.Change { return c.of.Change }

// From is the fact in the first document; nil where it is not there.
func (c *RelationChange) From() *ComparedRelation { return c.was.comparedRelation(c.of.From) }

// To is the fact in the second document; nil where it is not there.
func (c *RelationChange) To() *ComparedRelation { return c.in.comparedRelation(c.of.To) }

// Qualifiers are those that differ.
func (c *RelationChange) Qualifiers() []graph.QualifierChange { return c.of.Qualifiers }

// ExhaustiveDiffers says that the two tell otherwise how complete the list is.
func (c *RelationChange) ExhaustiveDiffers() bool { return c.of.Exhaustive }

// Implied says that an end of the fact is itself gone or new.
func (c *RelationChange) Implied() bool { return c.of.Implied }

// Elsewhere is where the other document states it.
func (c *RelationChange) Elsewhere() []string { return c.of.Elsewhere }

// ComparedRelation is a fact as one document states it in a place.
type ComparedRelation struct {
	of *model.Relation
	in *Reader
}

func (r *Reader) comparedRelation(x *model.Relation) *ComparedRelation {
	if x == nil {
		return nil
	}
	return &ComparedRelation{x, r}
}

// whole gives a relation with what all documents say of it.
func (r *Reader) whole(x *model.Relation) *model.Relation {
	if all := r.view().Relation(x.ID()); all != nil {
		return all
	}
	return x
}

// Relation is the fact as all documents have it.
func (c *ComparedRelation) Relation() *Relation { return c.in.relation(c.in.whole(c.of)) }

// Qualifiers are those of this document.
func (c *ComparedRelation) Qualifiers() []model.Qualifier { return c.of.Qualifiers }

// Exhaustive is what this document says of the list; nil where it says nothing.
func (c *ComparedRelation) Exhaustive() *bool { return c.of.Exhaustive }

// Evidence is the words of this document in this place.
func (c *ComparedRelation) Evidence() []Evidence { return c.in.relation(c.of).Evidence() }

// AmountChange is what became of an amount.
type AmountChange struct {
	of *graph.AmountChange
	sides
}

// Change is what became of it.
func (c *AmountChange) Change() graph.Change { return c.of.Change }

// Basis is why the two can be compared; nil where only one document states it.
func (c *AmountChange) Basis() *graph.AmountBasis {
	if c.of.Basis == "" {
		return nil
	}
	return &c.of.Basis
}

// From is the amount in the first document; nil where it states none.
func (c *AmountChange) From() *ComparedAmount { return c.was.comparedAmount(c.of.From) }

// To is the amount in the second document; nil where it states none.
func (c *AmountChange) To() *ComparedAmount { return c.in.comparedAmount(c.of.To) }

// Difference is the second less the first; nil without both.
func (c *AmountChange) Difference() *string {
	if c.of.Difference == "" {
		return nil
	}
	return &c.of.Difference
}

// ComparedAmount is an amount as one document states it.
type ComparedAmount struct {
	of *graph.StatedAmount
	in *Reader
}

func (r *Reader) comparedAmount(a *graph.StatedAmount) *ComparedAmount {
	if a == nil {
		return nil
	}
	return &ComparedAmount{a, r}
}

// Stated is the amount with its year, stage and kind.
func (a *ComparedAmount) Stated() *StatedAmount {
	return &StatedAmount{a.of.Sum, a.in.whole(a.of.Relation), a.in}
}

// Line is what it is of, in the document's words.
func (a *ComparedAmount) Line() string { return a.of.Line }

// Subject is what states it in the graph.
func (a *ComparedAmount) Subject() Entity { return a.in.Entity(a.of.Relation.Subject) }

// Evidence is the row or sentence.
func (a *ComparedAmount) Evidence() *Evidence { return a.in.evidence(a.of.Evidence, a.of.Relation) }

// Span is where its words stand; nil where that is not known.
func (a *ComparedAmount) Span() *model.Span { return a.of.Cell }

// AmountsAside are amounts that nothing was compared with.
type AmountsAside struct {
	of *graph.AmountsAside
	in *Reader
}

// Document states them.
func (a *AmountsAside) Document() *Document { return a.in.source(a.of.Document) }

// Years are their years.
func (a *AmountsAside) Years() []string { return a.of.Years }

// Count is how many they are.
func (a *AmountsAside) Count() int { return a.of.Count }
