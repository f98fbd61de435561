package answer

import (
	"fmt"
	"slices"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// CompareArguments narrow a comparison; nil asks nothing.
type CompareArguments struct {
	From, To string
	// FromCommit and ToCommit are the commits after which the documents are taken; nil for the
	// state that the operation sees.
	FromCommit, ToCommit *int
	Article, Chapter     *string
	Topics               []graph.CompareTopic
	Kept                 *bool
}

// How many places, and how many changes of a place, are given when it is not told.
const (
	DefaultPlaces  = 25
	DefaultChanges = 50
)

// Compare tells what two documents say otherwise; nil where one of them, the article or the
// chapter is not there. Errors: CodeInvalid for one document given twice, CodeNotFound for a
// commit that there is not, CodeLimit when the time is up.
func (r *Reader) Compare(a CompareArguments) (*Comparison, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	o := graph.CompareOptions{Topics: a.Topics, Kept: a.Kept != nil && *a.Kept}
	if a.Article != nil {
		o.Article = articleOrChapter(r.short(*a.Article))
	}
	if a.Chapter != nil {
		o.Chapter = articleOrChapter(r.short(*a.Chapter))
	}
	was, err := r.after(a.FromCommit)
	if err != nil {
		return nil, err
	}
	in, err := r.after(a.ToCommit)
	if err != nil {
		return nil, err
	}
	c, err := graph.CompareViews(was.view(), r.short(a.From), in.view(), r.short(a.To), o)
	switch {
	case model.CodeOf(err) == model.CodeNotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &Comparison{c, sides{was, in}}, r.alive()
}

// after is the reader of the state after a commit; itself for nil.
func (r *Reader) after(commit *int) (*Reader, error) {
	if commit == nil {
		return r, nil
	}
	return r.AsOf(commit, nil)
}

// sides are the readers of the first and of the second document.
type sides struct{ was, in *Reader }

// Comparison is what two documents say otherwise.
type Comparison struct {
	of *graph.Comparison
	sides
}

// From is the first document.
func (c *Comparison) From() *Document { return c.was.source(c.of.From.ID) }

// To is the second document.
func (c *Comparison) To() *Document { return c.in.source(c.of.To.ID) }

// Differs is false where they say the same.
func (c *Comparison) Differs() bool { return c.of.Differs() }

// PlaceCount is how many places there are.
func (c *Comparison) PlaceCount() int { return len(c.of.Places) }

// Places are the first places. Errors: CodeInvalid, CodeLimit.
func (c *Comparison) Places(first *int) ([]ComparedPlace, error) {
	n, err := c.in.sizeOf(first, DefaultPlaces)
	if err != nil {
		return nil, err
	}
	out := make([]ComparedPlace, min(n, len(c.of.Places)))
	for i := range out {
		out[i] = ComparedPlace{&c.of.Places[i], c.sides}
	}
	return out, nil
}

// sizeOf checks how many items of a list are asked for. Errors: CodeInvalid, CodeLimit.
func (r *Reader) sizeOf(first *int, otherwise int) (int, error) {
	switch {
	case first == nil:
		return otherwise, nil
	case *first < 0:
		return 0, invalid(fmt.Sprintf("first is %d; it must not be negative", *first))
	case *first > r.list:
		return 0, tooMany("first", *first, r.list)
	}
	return *first, nil
}

// ComparedPlace is what two documents say in one place.
type ComparedPlace struct {
	of *graph.PlaceComparison
	sides
}

// From is the place in the first document; nil where it does not have it.
func (p *ComparedPlace) From() *ComparedArticle { return p.was.comparedArticle(p.of.From) }

// To is the place in the second document; nil where it does not have it.
func (p *ComparedPlace) To() *ComparedArticle { return p.in.comparedArticle(p.of.To) }

// Basis says on what it rests that both are one; nil where only one document has it.
func (p *ComparedPlace) Basis() *graph.PlaceBasis {
	if p.of.Basis == "" {
		return nil
	}
	return &p.of.Basis
}

// RestsOn is the same in words; false where only one document has it.
func (p *ComparedPlace) RestsOn() (string, bool) { return known(p.of.RestsOn) }

// Counts are how much there is of each topic.
func (p *ComparedPlace) Counts() []graph.TopicCount { return p.of.Counts }

// Entities are the goals, duties and other entities. Errors: CodeInvalid, CodeLimit.
func (p *ComparedPlace) Entities(changes []graph.Change, first *int) ([]EntityChange, error) {
	return changesOf(p.in, p.of.Entities, changes, first, func(x *graph.EntityChange) (graph.Change, EntityChange) {
		return x.Change, EntityChange{x, p.sides}
	})
}

// Chapters are the chapters that it leans on. Errors: CodeInvalid, CodeLimit.
func (p *ComparedPlace) Chapters(changes []graph.Change, first *int) ([]ChapterChange, error) {
	return changesOf(p.in, p.of.Chapters, changes, first, func(x *graph.ChapterChange) (graph.Change, ChapterChange) {
		return x.Change, ChapterChange{x, p.sides}
	})
}

// Relations are the facts. Errors: CodeInvalid, CodeLimit.
func (p *ComparedPlace) Relations(changes []graph.Change, first *int) ([]RelationChange, error) {
	return changesOf(p.in, p.of.Relations, changes, first, func(x *graph.RelationChange) (graph.Change, RelationChange) {
		return x.Change, RelationChange{x, p.sides}
	})
}

// Amounts are the amounts. Errors: CodeInvalid, CodeLimit.
func (p *ComparedPlace) Amounts(changes []graph.Change, first *int) ([]AmountChange, error) {
	return changesOf(p.in, p.of.Amounts, changes, first, func(x *graph.AmountChange) (graph.Change, AmountChange) {
		return x.Change, AmountChange{x, p.sides}
	})
}

// changesOf gives the first of a list whose change is one of those asked for.
func changesOf[G, A any](r *Reader, list []G, changes []graph.Change, first *int, answer func(*G) (graph.Change, A)) ([]A, error) {
	n, err := r.sizeOf(first, DefaultChanges)
	if err != nil {
		return nil, err
	}
	out := []A{}
	for i := range list {
		change, x := answer(&list[i])
		if len(out) < n && (len(changes) == 0 || slices.Contains(changes, change)) {
			out = append(out, x)
		}
	}
	return out, nil
}

// Aside are amounts that nothing was compared with.
func (p *ComparedPlace) Aside() []AmountsAside {
	out := make([]AmountsAside, len(p.of.Aside))
	for i := range out {
		out[i] = AmountsAside{&p.of.Aside[i], p.in}
	}
	return out
}

// ComparedArticle is a place of a document.
type ComparedArticle struct {
	of *graph.Place
	in *Reader
}

func (r *Reader) comparedArticle(p *graph.Place) *ComparedArticle {
	if p == nil {
		return nil
	}
	return &ComparedArticle{p, r}
}

// ID is the article's id; false for what stands outside any.
func (a *ComparedArticle) ID() (string, bool) { return known(a.of.Article) }

// Article is the article; nil for what stands outside any.
func (a *ComparedArticle) Article() *BudgetArticle { return a.in.article(a.of.Article) }

// Number is its number; false for what stands outside any.
func (a *ComparedArticle) Number() (string, bool) { return known(a.of.Number) }

// Title is its title; false where the document gives none.
func (a *ComparedArticle) Title() (string, bool) { return known(a.of.Title) }

// EntityChange is what became of an entity.
type EntityChange struct {
	of *graph.EntityChange
	sides
}

// Change is what became of it.
func (e *EntityChange) Change() graph.Change { return e.of.Change }

// Topic says whether it is a goal, a duty or another entity.
func (e *EntityChange) Topic() graph.CompareTopic { return e.of.Topic }

// From is the entity in the first document; nil where it is not there.
func (e *EntityChange) From() *ComparedEntity {
	return e.was.comparedEntity(e.of.From, e.of.FromWords)
}

// To is the entity in the second document; nil where it is not there.
func (e *EntityChange) To() *ComparedEntity { return e.in.comparedEntity(e.of.To, e.of.ToWords) }

// Elsewhere is where the other document names it.
func (e *EntityChange) Elsewhere() []string { return e.of.Elsewhere }

// ComparedEntity is an entity as one document names it.
type ComparedEntity struct {
	of    *model.Entity
	words *graph.Words
	in    *Reader
}

func (r *Reader) comparedEntity(e *model.Entity, w *graph.Words) *ComparedEntity {
	if e == nil {
		return nil
	}
	return &ComparedEntity{e, w, r}
}

// Entity is the entity as all documents have it.
func (e *ComparedEntity) Entity() Entity { return e.in.Entity(e.of.ID) }

// Label is the name in this document.
func (e *ComparedEntity) Label() string { return e.of.Label }

// Words name it; nil where there are none.
func (e *ComparedEntity) Words() *ComparedWords {
	if e.words == nil {
		return nil
	}
	return &ComparedWords{e.words, e.in}
}

// ComparedWords are words of a document.
type ComparedWords struct {
	of *graph.Words
	in *Reader
}

// Document is the document.
func (w *ComparedWords) Document() *Document { return w.in.source(w.of.Document) }

// Page is the page; false where there are none.
func (w *ComparedWords) Page() (int, bool) { return w.of.Page, w.of.Page != 0 }

// Section is the path of headings.
func (w *ComparedWords) Section() []string { return w.of.Section }

// Span is where the words stand.
func (w *ComparedWords) Span() *model.Span { return &w.of.Span }

// Text is the words.
func (w *ComparedWords) Text() string { return w.of.Text }

// Mention is where the thing is named in them; nil where it is not.
func (w *ComparedWords) Mention() *model.Span {
	if w.of.Mention == (model.Span{}) {
		return nil
	}
	return &w.of.Mention
}
