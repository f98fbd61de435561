package answer

import (
	"fmt"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// ChapterLink is a statement by which one chapter leans on another.
type ChapterLink struct {
	of graph.ChapterLink
	in *Reader
}

// FromID is the id of the chapter that says so.
func (l *ChapterLink) FromID() string { return l.of.From }

// From is the chapter that says so; nil where no document names it.
func (l *ChapterLink) From() *BudgetChapter { return l.in.chapter(l.of.From) }

// ToID is the id of the chapter that it leans on.
func (l *ChapterLink) ToID() string { return l.of.To }

// To is the chapter that it leans on; nil where no document names it.
func (l *ChapterLink) To() *BudgetChapter { return l.in.chapter(l.of.To) }

// Kind says in what way.
func (l *ChapterLink) Kind() graph.ChapterLinkKind { return l.of.Kind }

// Relations rest on the statement.
func (l *ChapterLink) Relations() []Relation { return l.in.relations(l.of.Relations) }

// Evidence is the statement.
func (l *ChapterLink) Evidence() *Evidence { return l.in.evidence(l.of.Evidence, l.of.Relations[0]) }

// OneSided says that only one of the two chapters speaks of the other.
func (l *ChapterLink) OneSided() bool { return l.of.OneSided }

// OtherRead says whether a document of the other chapter was read.
func (l *ChapterLink) OtherRead() bool { return l.of.OtherRead }

// FromRead says whether a document of the chapter that says so was read.
func (l *ChapterLink) FromRead() bool { return l.of.FromRead }

// FromArticleID is the id of the article that says so; false when it is not known.
func (l *ChapterLink) FromArticleID() (string, bool) { return l.of.FromArticle, l.of.FromArticle != "" }

// FromArticle is the article that says so; nil when it is not known.
func (l *ChapterLink) FromArticle() *BudgetArticle { return l.in.article(l.of.FromArticle) }

// ToArticleID is the id of the article that is leaned on; false when only its chapter is.
func (l *ChapterLink) ToArticleID() (string, bool) { return l.of.ToArticle, l.of.ToArticle != "" }

// ToArticle is the article that is leaned on; nil when only its chapter is.
func (l *ChapterLink) ToArticle() *BudgetArticle { return l.in.article(l.of.ToArticle) }

// About is the body or thing that the link is about; nil for kinds without one.
func (l *ChapterLink) About() Entity {
	if l.of.About == "" {
		return nil
	}
	return l.in.Entity(l.of.About)
}

// Amount is the sum that is stated; nil when none is.
func (l *ChapterLink) Amount() *Amount {
	if l.of.Amount == nil {
		return nil
	}
	return &Amount{l.of.Amount}
}

// Other is what the other chapter says of a thing that both share.
func (l *ChapterLink) Other() []ChapterStatement {
	out := make([]ChapterStatement, len(l.of.Other))
	for i := range l.of.Other {
		out[i] = ChapterStatement{&l.of.Other[i], l.in}
	}
	return out
}

// SharedBy is how many chapters speak of a thing that both share; false for other kinds.
func (l *ChapterLink) SharedBy() (int, bool) { return l.of.SharedBy, l.of.SharedBy > 0 }

// ChapterStatement is what a chapter says in one place.
type ChapterStatement struct {
	of *graph.Statement
	in *Reader
}

// Evidence is its words.
func (s *ChapterStatement) Evidence() *Evidence {
	return s.in.evidence(s.of.Evidence, s.of.Relations[0])
}

// Relations rest on it.
func (s *ChapterStatement) Relations() []Relation { return s.in.relations(s.of.Relations) }

// ArticleID is the id of the article in which it stands; false when it is not known.
func (s *ChapterStatement) ArticleID() (string, bool) { return s.of.Article, s.of.Article != "" }

// LinkArguments narrow a list of links between chapters; nil asks nothing.
type LinkArguments struct {
	Year     *int
	From, To *string
	Kinds    []graph.ChapterLinkKind
	OneSided *bool
}

// ChapterLinks lists the links between chapters. Errors: CodeInvalid for a year below 1,
// CodeLimit for more links than a list may hold.
func (r *Reader) ChapterLinks(a LinkArguments) ([]ChapterLink, error) {
	list, err := r.links(a)
	if err != nil {
		return nil, err
	}
	if len(list) > r.list {
		return nil, &model.Error{Code: model.CodeLimit, Op: "query", Message: fmt.Sprintf("there are %d links; at most %d are given", len(list), r.list),
			Hint: "narrow them with year, from, to or kinds; chapterMatrix counts them"}
	}
	out := make([]ChapterLink, len(list))
	for i, l := range list {
		out[i] = ChapterLink{l, r}
	}
	return out, nil
}

func (r *Reader) links(a LinkArguments) ([]graph.ChapterLink, error) {
	f := graph.LinkFilter{OneSided: a.OneSided, Kinds: a.Kinds}
	if a.Year != nil {
		if f.Year = *a.Year; f.Year < 1 {
			return nil, invalid(fmt.Sprintf("year is %d; it must be at least 1", f.Year))
		}
	}
	if a.From != nil {
		f.From = r.short(*a.From)
	}
	if a.To != nil {
		f.To = r.short(*a.To)
	}
	if err := r.alive(); err != nil {
		return nil, err
	}
	return r.view().ChapterLinks(f), nil
}
