package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/figures"
)

// Figures gives the official figures of an article by a number that it has or had, in a
// year or the last in which any article had it; nil when there are none. Error:
// CodeInvalid for a year below 1.
func (r *Reader) Figures(article string, year *int) (*FigureSeries, error) {
	if year != nil && *year < 1 {
		return nil, invalid(fmt.Sprintf("year is %d; it must be at least 1", *year))
	}
	chapter, number, _ := strings.Cut(strings.TrimPrefix(r.short(article), "budget-article/"), "/")
	if err := r.alive(); err != nil {
		return nil, err
	}
	book := r.view().Figures()
	bearers := book.Bearers(chapter, number)
	var of *figures.Series
	switch {
	case year != nil:
		of = book.Article(chapter, number, *year)
	case len(bearers) > 0:
		of = bearers[0]
	}
	if of == nil || number == "" {
		return nil, nil
	}
	s := &FigureSeries{of: of, in: r}
	for _, b := range bearers {
		if b != of {
			s.others = append(s.others, FigureSeries{of: b, in: r})
		}
	}
	return s, nil
}

// ChapterFigures gives the official figures of a chapter; nil when there are none.
func (r *Reader) ChapterFigures(chapter string) *ChapterFigures {
	c := r.view().Figures().Chapter(strings.TrimPrefix(r.short(chapter), "budget-chapter/"))
	if c == nil {
		return nil
	}
	return &ChapterFigures{c, r}
}

// FigureSources lists the files that official figures were imported from.
func (r *Reader) FigureSources() []FigureSource {
	list := r.view().Figures().Sources()
	out := make([]FigureSource, len(list))
	for i, s := range list {
		out[i] = FigureSource{s}
	}
	return out
}

// Figures are the official figures of the article. Error: CodeInvalid for a year below 1.
func (a *BudgetArticle) Figures(year *int) (*FigureSeries, error) {
	return a.in.Figures(a.of.ID, year)
}

// Figures are the official figures of the chapter; nil when there are none.
func (c *BudgetChapter) Figures() *ChapterFigures { return c.in.ChapterFigures(c.of.ID) }

// FigureSeries is one article over the years.
type FigureSeries struct {
	of     *figures.Series
	in     *Reader
	others []FigureSeries
}

// Standings are the article in each year, or in the one year.
func (s *FigureSeries) Standings(year *int) []FigureStanding {
	return s.in.standings(s.of.Articles, year)
}

// Links say what links each to the next.
func (s *FigureSeries) Links() []FigureLink { return s.in.figureLinks(s.of.Links) }

// Others are the other articles that had the number that was asked for.
func (s *FigureSeries) Others() []FigureSeries { return s.others }

// ChapterFigures is a chapter's code over the years.
type ChapterFigures struct {
	of *figures.ChapterSeries
	in *Reader
}

// Code is the chapter's code.
func (c *ChapterFigures) Code() string { return c.of.Code }

// Standings are the chapter in each year.
func (c *ChapterFigures) Standings() []FigureStanding { return c.in.standings(c.of.Chapters, nil) }

// Links say what links the years.
func (c *ChapterFigures) Links() []FigureLink { return c.in.figureLinks(c.of.Links) }

// Articles are those that stood in the chapter, in any year or in one.
func (c *ChapterFigures) Articles(year *int) []FigureSeries {
	out := []FigureSeries{}
	seen := map[*figures.Series]bool{}
	for _, s := range c.of.Chapters {
		if year != nil && s.Year != *year {
			continue
		}
		for _, a := range s.Articles() {
			if of := c.in.view().Figures().Article(a.Chapter, a.Number, a.Year); !seen[of] {
				seen[of] = true
				out = append(out, FigureSeries{of: of, in: c.in})
			}
		}
	}
	return out
}

func (r *Reader) standings(list []*figures.Standing, year *int) []FigureStanding {
	out := make([]FigureStanding, 0, len(list))
	for _, s := range list {
		if year == nil || s.Year == *year {
			out = append(out, FigureStanding{s, r})
		}
	}
	return out
}

func (r *Reader) figureLinks(list []figures.Link) []FigureLink {
	out := make([]FigureLink, len(list))
	for i, k := range list {
		out[i] = FigureLink{k, r}
	}
	return out
}

// FigureStanding is an article, or a chapter, in one year.
type FigureStanding struct {
	of *figures.Standing
	in *Reader
}

// ID is that of the entity that bears the number.
func (s *FigureStanding) ID() string { return s.of.ID() }

// Year is the budget year.
func (s *FigureStanding) Year() int { return s.of.Year }

// ChapterCode is the chapter's code.
func (s *FigureStanding) ChapterCode() string { return s.of.Chapter }

// Number is the article's number; false for a chapter.
func (s *FigureStanding) Number() (string, bool) { return s.of.Number, s.of.Number != "" }

// Name is the name in that year.
func (s *FigureStanding) Name() string { return s.of.Name }

// ChapterName is the name of the article's chapter; false for a chapter.
func (s *FigureStanding) ChapterName() (string, bool) {
	c := s.of.InChapter()
	if c == nil {
		return "", false
	}
	return c.Name, true
}

// Figures are the figures of some kinds and stages, or of all.
func (s *FigureStanding) Figures(kinds []figures.Kind, stages []figures.Stage) []Figure {
	out := []Figure{}
	list := s.of.Figures()
	for i := range list {
		f := &list[i]
		if asked(kinds, f.Kind) && asked(stages, f.Stage) {
			out = append(out, Figure{f, s.in})
		}
	}
	return out
}

// Totals are the sums of a chapter's articles, of some kinds and stages, or of all.
func (s *FigureStanding) Totals(kinds []figures.Kind, stages []figures.Stage) []FigureTotal {
	out := []FigureTotal{}
	for _, t := range s.of.Totals() {
		if asked(kinds, t.Kind) && asked(stages, t.Stage) {
			out = append(out, FigureTotal{t})
		}
	}
	return out
}

// asked says whether a list, nil for all, has the value.
func asked[T comparable](list []T, v T) bool { return list == nil || slices.Contains(list, v) }

// FigureTotal is what the articles of a chapter come to.
type FigureTotal struct{ of figures.Total }

// Kind is what it counts.
func (t *FigureTotal) Kind() figures.Kind { return t.of.Kind }

// Stage is when it was set.
func (t *FigureTotal) Stage() figures.Stage { return t.of.Stage }

// Amount is the sum.
func (t *FigureTotal) Amount() *Amount {
	a := t.of.Amount()
	return &Amount{&a}
}

// Articles is how many amounts were added up.
func (t *FigureTotal) Articles() int { return t.of.Articles }

// Figure is one official amount.
type Figure struct {
	of *figures.Figure
	in *Reader
}

// Kind is what it counts.
func (f *Figure) Kind() figures.Kind { return f.of.Kind }

// Stage is when it was set.
func (f *Figure) Stage() figures.Stage { return f.of.Stage }

// Amount is the amount.
func (f *Figure) Amount() *Amount {
	a := f.of.Amount()
	return &Amount{&a}
}

// Source is the file that it stands in.
func (f *Figure) Source() *FigureSource {
	return &FigureSource{f.in.view().Figures().Source(f.of.Source)}
}

// Line is the line of the file.
func (f *Figure) Line() int { return f.of.Line }

// FigureLink says that two standings are one article, or one chapter.
type FigureLink struct {
	of figures.Link
	in *Reader
}

// From is the earlier.
func (l *FigureLink) From() *FigureStanding { return &FigureStanding{l.of.From, l.in} }

// To is the later.
func (l *FigureLink) To() *FigureStanding { return &FigureStanding{l.of.To, l.in} }

// Basis is what kind of reason the link has.
func (l *FigureLink) Basis() figures.Basis { return l.of.Basis }

// RestsOn tells in words on what it rests.
func (l *FigureLink) RestsOn() string { return l.of.RestsOn }

// Source is that of the register's row; false for other reasons.
func (l *FigureLink) Source() (string, bool) { return l.of.Source, l.of.Source != "" }

// FigureSource is a file that figures were imported from.
type FigureSource struct{ of *figures.Source }

// ID is the source's id.
func (s *FigureSource) ID() string { return s.of.ID }

// File is the file's name.
func (s *FigureSource) File() string { return s.of.File }

// Sha256 is that of the file's bytes.
func (s *FigureSource) Sha256() string { return s.of.SHA256 }

// Rows is how many lines it has.
func (s *FigureSource) Rows() int { return len(s.of.Rows) }

// Amounts is how many amounts it has.
func (s *FigureSource) Amounts() int { return s.of.Amounts() }

// Repairs are the names that were put right.
func (s *FigureSource) Repairs() []figures.Repair { return s.of.Repairs }

// Warnings are for a person.
func (s *FigureSource) Warnings() []string { return s.of.Warnings }

var figureKindNames = newNames(map[figures.Kind]string{
	figures.Commitments: "COMMITMENTS", figures.Expenditure: "EXPENDITURE", figures.Receipts: "RECEIPTS",
})

var figureStageNames = newNames(map[figures.Stage]string{
	figures.Draft: "DRAFT", figures.Adopted: "ADOPTED", figures.FirstSupplementary: "FIRST_SUPPLEMENTARY",
	figures.SecondSupplementary: "SECOND_SUPPLEMENTARY", figures.Outturn: "OUTTURN",
})

var figureBasisNames = newNames(map[figures.Basis]string{
	figures.SameName: "SAME_NAME", figures.SimilarName: "SIMILAR_NAME", figures.RegisterRow: "REGISTER",
})

// MarshalFigureKind prints expenditure as EXPENDITURE.
func MarshalFigureKind(k figures.Kind) graphql.Marshaler { return figureKindNames.marshal(k) }

// UnmarshalFigureKind reads EXPENDITURE. Error: CodeInvalid.
func UnmarshalFigureKind(v any) (figures.Kind, error) { return figureKindNames.unmarshal(v) }

// MarshalFigureStage prints first-supplementary as FIRST_SUPPLEMENTARY.
func MarshalFigureStage(s figures.Stage) graphql.Marshaler { return figureStageNames.marshal(s) }

// UnmarshalFigureStage reads FIRST_SUPPLEMENTARY. Error: CodeInvalid.
func UnmarshalFigureStage(v any) (figures.Stage, error) { return figureStageNames.unmarshal(v) }

// MarshalFigureLinkBasis prints same-name as SAME_NAME.
func MarshalFigureLinkBasis(b figures.Basis) graphql.Marshaler { return figureBasisNames.marshal(b) }

// UnmarshalFigureLinkBasis reads SAME_NAME. Error: CodeInvalid.
func UnmarshalFigureLinkBasis(v any) (figures.Basis, error) { return figureBasisNames.unmarshal(v) }
