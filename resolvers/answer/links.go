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
func (l *ChapterLink) Evidence() *Evidence { return &Evidence{l.of.Evidence, l.of.Relations[0], l.in} }

// OneSided says that only one of the two chapters speaks of the other.
func (l *ChapterLink) OneSided() bool { return l.of.OneSided }

// OtherRead says whether a document of the other chapter was read.
func (l *ChapterLink) OtherRead() bool { return l.of.OtherRead }

// ChapterLinks lists the links between chapters. Errors: CodeInvalid for a year below 1,
// CodeLimit for more than MaxPage links.
func (r *Reader) ChapterLinks(year *int, from, to *string, oneSided *bool) ([]ChapterLink, error) {
	f := graph.LinkFilter{OneSided: oneSided}
	if year != nil {
		if f.Year = *year; f.Year < 1 {
			return nil, invalid(fmt.Sprintf("year is %d; it must be at least 1", f.Year))
		}
	}
	if from != nil {
		f.From = r.short(*from)
	}
	if to != nil {
		f.To = r.short(*to)
	}
	if err := r.alive(); err != nil {
		return nil, err
	}
	list := r.view.ChapterLinks(f)
	if len(list) > MaxPage {
		return nil, &model.Error{Code: model.CodeLimit, Op: "query", Message: fmt.Sprintf("there are %d links; at most %d are given", len(list), MaxPage),
			Hint: "narrow them with year, from or to"}
	}
	out := make([]ChapterLink, len(list))
	for i, l := range list {
		out[i] = ChapterLink{l, r}
	}
	return out, nil
}
