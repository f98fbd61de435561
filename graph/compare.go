package graph

import (
	"fmt"
	"slices"
	"strings"

	"rijksgraaf/model"
)

// Change says what became of something between two documents.
type Change string

// The changes.
const (
	// ChangeGone: the first document says it in that place, the second does not.
	ChangeGone Change = "GONE"
	// ChangeNew: the second document says it in that place, the first does not.
	ChangeNew Change = "NEW"
	// ChangeReworded: both say it, in other words.
	ChangeReworded Change = "REWORDED"
	// ChangeChanged: both say it, but not alike: another amount, period or kind of list.
	ChangeChanged Change = "CHANGED"
	// ChangeKept: both say it alike.
	ChangeKept Change = "KEPT"
)

// ChangeKinds lists every change, in the order in which they are listed.
func ChangeKinds() []Change {
	return []Change{ChangeGone, ChangeNew, ChangeReworded, ChangeChanged, ChangeKept}
}

// CompareTopic is a kind of thing that is compared.
type CompareTopic string

// The topics.
const (
	// TopicObjectives: the goals that a place names.
	TopicObjectives CompareTopic = "OBJECTIVES"
	// TopicDuties: the activities that it gives to somebody.
	TopicDuties CompareTopic = "DUTIES"
	// TopicChapters: the chapters that it leans on, as ChapterLinks has it.
	TopicChapters CompareTopic = "CHAPTERS"
	// TopicEntities: all else that it names.
	TopicEntities CompareTopic = "ENTITIES"
	// TopicRelations: the facts that it states, but for amounts.
	TopicRelations CompareTopic = "RELATIONS"
	// TopicAmounts: the amounts that it states.
	TopicAmounts CompareTopic = "AMOUNTS"
)

// CompareTopics lists every topic, in the order in which they are listed.
func CompareTopics() []CompareTopic {
	return []CompareTopic{TopicObjectives, TopicDuties, TopicChapters, TopicEntities, TopicRelations, TopicAmounts}
}

// CompareOptions narrow a comparison. The zero value lists all that differs.
type CompareOptions struct {
	// Article is the id of the one article wanted, by its number in either document; Chapter
	// that of the chapter. What stands outside any article belongs to its document's chapter.
	Article, Chapter string
	// Topics are those wanted; all when empty.
	Topics []CompareTopic
	// Kept lists what both documents say alike too. It is counted either way.
	Kept bool
}

// Comparison tells what two documents say otherwise, by place.
type Comparison struct {
	From, To *model.Document
	// Places are matched ones and those that only one document has: by chapter and number in
	// To, or where only From has it in From; last what stands outside any article.
	Places []PlaceComparison
}

// PlaceComparison is what two documents say in one place.
type PlaceComparison struct {
	// From and To are the place in either document; nil where it does not have it.
	From, To *Place
	// Basis says on what it rests that the two are one place, RestsOn the same in words.
	// Both are empty where only one document has it.
	Basis   PlaceBasis
	RestsOn string
	// Entities are those of TopicObjectives, TopicDuties and TopicEntities; all lists stand by
	// change, then by place in the text.
	Entities  []EntityChange
	Chapters  []ChapterChange
	Relations []RelationChange
	Amounts   []AmountChange
	// Aside are amounts of years of which the other document states none in this place.
	Aside []AmountsAside
	// Counts are how much there is of each topic that was asked for, what was kept included.
	Counts []TopicCount
}

// TopicCount counts what there is of a topic in a place.
type TopicCount struct {
	Topic                              CompareTopic
	Gone, New, Reworded, Changed, Kept int
}

// Differs says whether a place differs at all, as far as was asked.
func (p *PlaceComparison) Differs() bool {
	if p.From == nil || p.To == nil {
		return true
	}
	return slices.ContainsFunc(p.Counts, func(c TopicCount) bool { return c.Gone+c.New+c.Reworded+c.Changed > 0 })
}

// Differs says whether any place does.
func (c *Comparison) Differs() bool {
	for i := range c.Places {
		if c.Places[i].Differs() {
			return true
		}
	}
	return false
}

// Words are words of a document.
type Words struct {
	// Document is the document's id, Page its page from 1, 0 where there are none.
	Document string
	Page     int
	// Section are the headings above the words, outermost first.
	Section []string
	// Span is where they stand, in code points of the document's text, Text exactly its text there.
	model.Span
	Text string
	// Mention is where the thing is named in them; empty where it is not.
	Mention model.Span
}

// EntityChange is what became of an entity in a place.
type EntityChange struct {
	Change Change
	Topic  CompareTopic
	// From and To are the entity as the document names it; nil where it does not in this place.
	From, To *model.Entity
	// FromWords and ToWords are words that name it, or that a fact of it rests on.
	FromWords, ToWords *Words
	// Elsewhere are the places of the other document that name what is gone from, or new in,
	// this one: ids of articles, or of the document for what stands outside any.
	Elsewhere []string
}

// Entity is the entity as the second document names it, else as the first does.
func (e *EntityChange) Entity() *model.Entity {
	if e.To != nil {
		return e.To
	}
	return e.From
}

// QualifierChange is a qualifier of a relation that two documents give otherwise.
type QualifierChange struct {
	Name string
	// From and To are its values, sorted; empty where it is not given.
	From, To []string
}

// RelationChange is what became of a fact in a place.
type RelationChange struct {
	Change Change
	// From and To are the fact with what the document says of it in this place; nil where it
	// does not. Their ids differ where an article was renumbered or an end reworded.
	From, To *model.Relation
	// Qualifiers are those that differ.
	Qualifiers []QualifierChange
	// Exhaustive says that the two tell otherwise how complete the list is that the fact stands in.
	Exhaustive bool
	// Implied says that an end of the fact is itself gone or new in this place, so that the
	// fact had to be.
	Implied bool
	// Elsewhere is as for EntityChange.
	Elsewhere []string
}

// Relation is the fact as the second document has it, else as the first does.
func (r *RelationChange) Relation() *model.Relation {
	if r.To != nil {
		return r.To
	}
	return r.From
}

// ChapterChange is what became of a chapter that a place leans on. It is CHANGED where the
// two documents lean on it in other ways.
type ChapterChange struct {
	Change Change
	// Chapter is the chapter's id.
	Chapter string
	// From and To are the statements by which it is leaned on, by kind and place.
	From, To []ChapterLink
}

// Compare tells what two documents of the view say otherwise. Errors: CodeNotFound for a
// document, article or chapter that is not there, with what is; CodeInvalid for one
// document given twice and for a topic that there is not.
func (v *View) Compare(from, to string, o CompareOptions) (*Comparison, error) {
	return CompareViews(v, from, v, to, o)
}

// CompareViews tells what a document of one view and one of another say otherwise: a
// document and what it said before, say. Ids are one thing's where either view has them so.
// Errors: as for Compare; the same document of two views is no error.
func CompareViews(a *View, from string, b *View, to string, o CompareOptions) (*Comparison, error) {
	if a == b && from == to {
		return nil, invalid("compare", fmt.Sprintf("%s is given twice; it takes two documents", from), nil)
	}
	for _, t := range o.Topics {
		if !slices.Contains(CompareTopics(), t) {
			return nil, invalid("compare", fmt.Sprintf("there is nothing called %q to compare", t), nil)
		}
	}
	x, err := sideOf(a, from)
	if err != nil {
		return nil, err
	}
	y, err := sideOf(b, to)
	if err != nil {
		return nil, err
	}
	return newComparing(x, y, o).compare()
}

// compare compares every place that the options let through.
func (c *comparing) compare() (*Comparison, error) {
	out := &Comparison{From: &c.from.saying.document, To: &c.to.saying.document}
	pairs := c.matchPlaces()
	for _, p := range pairs {
		if c.lets(p) {
			out.Places = append(out.Places, c.place(p))
		}
	}
	if len(out.Places) == 0 && (c.options.Article != "" || c.options.Chapter != "") {
		return nil, c.noPlace(pairs)
	}
	return out, nil
}

// lets says whether the options ask for a place.
func (c *comparing) lets(p placePair) bool {
	article, chapter := c.options.Article, c.options.Chapter
	has := func(s *side, x *Place) bool {
		return x != nil && (article == "" || x.Article == article) && (chapter == "" || s.chapterOf(x) == chapter)
	}
	return has(c.from, p.from) || has(c.to, p.to)
}

// noPlace is the error for an article or chapter that neither document has.
func (c *comparing) noPlace(pairs []placePair) error {
	var have []string
	for _, p := range pairs {
		for _, x := range []*Place{p.from, p.to} {
			if x != nil && x.Article != "" && !slices.Contains(have, x.Article) {
				have = append(have, x.Article)
			}
		}
	}
	hint := "they have no articles"
	if len(have) > 0 {
		hint = "they have " + strings.Join(have, ", ")
	}
	what := c.options.Article
	if what == "" {
		what = c.options.Chapter
	}
	return &model.Error{Code: model.CodeNotFound, Op: "compare", Hint: hint,
		Message: fmt.Sprintf("neither %s nor %s has %s", c.from.saying.document.ID, c.to.saying.document.ID, what)}
}

// wants says whether a topic is asked for.
func (c *comparing) wants(t CompareTopic) bool {
	return len(c.options.Topics) == 0 || slices.Contains(c.options.Topics, t)
}

// place compares what two documents say in a place.
func (c *comparing) place(p placePair) PlaceComparison {
	out := PlaceComparison{From: p.from, To: p.to, Basis: p.basis, RestsOn: p.restsOn}
	f := c.facts(p)
	entities := f.entities() // before the others, for it finds what is one in other words
	amounts, aside := f.amounts()
	relations := f.relations(entities)
	chapters := f.chapters()
	counts := map[CompareTopic]*TopicCount{}
	for _, t := range CompareTopics() {
		counts[t] = &TopicCount{Topic: t}
	}
	for _, e := range entities {
		if counts[e.Topic].add(e.Change); c.wants(e.Topic) && c.lists(e.Change) {
			out.Entities = append(out.Entities, e)
		}
	}
	out.Chapters = listed(c, TopicChapters, chapters, counts, func(x *ChapterChange) Change { return x.Change })
	out.Relations = listed(c, TopicRelations, relations, counts, func(x *RelationChange) Change { return x.Change })
	out.Amounts = listed(c, TopicAmounts, amounts, counts, func(x *AmountChange) Change { return x.Change })
	if c.wants(TopicAmounts) {
		out.Aside = aside
	}
	for _, t := range CompareTopics() {
		if c.wants(t) {
			out.Counts = append(out.Counts, *counts[t])
		}
	}
	return out
}

// listed counts the changes of a topic and gives those that are asked for.
func listed[T any](c *comparing, t CompareTopic, list []T, counts map[CompareTopic]*TopicCount, change func(*T) Change) []T {
	var out []T
	for i := range list {
		if counts[t].add(change(&list[i])); c.wants(t) && c.lists(change(&list[i])) {
			out = append(out, list[i])
		}
	}
	return out
}

// lists says whether a change is to be listed.
func (c *comparing) lists(x Change) bool { return c.options.Kept || x != ChangeKept }

func (t *TopicCount) add(c Change) {
	switch c {
	case ChangeGone:
		t.Gone++
	case ChangeNew:
		t.New++
	case ChangeReworded:
		t.Reworded++
	case ChangeChanged:
		t.Changed++
	case ChangeKept:
		t.Kept++
	}
}

// order is the place of a change in lists.
func (c Change) order() int { return slices.Index(ChangeKinds(), c) }
