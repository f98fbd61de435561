package answer

import (
	"fmt"
	"strings"

	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// FigureCheck compares amounts of documents with the official figures, of one document and
// article or of all; nil when there are no figures. Error: CodeLimit when the time is up.
func (r *Reader) FigureCheck(document, article *string) (*FigureCheck, error) {
	if err := r.alive(); err != nil || len(r.view().Figures().Sources()) == 0 {
		return nil, err
	}
	var f graph.FigureFilter
	if document != nil {
		f.Documents = []string{r.short(*document)}
	}
	if article != nil {
		f.Articles = []string{articleOrChapter(r.short(*article))}
	}
	return &FigureCheck{r.view().CheckFigures(f), r}, r.alive()
}

// articleOrChapter gives the id of V/2, V, or of an id.
func articleOrChapter(s string) string {
	switch {
	case strings.HasPrefix(s, "budget-"):
		return s
	case strings.Contains(s, "/"):
		return "budget-article/" + s
	}
	return "budget-chapter/" + s
}

// FigureCheck is what comparing documents with the official figures gave.
type FigureCheck struct {
	of graph.FigureCheck
	in *Reader
}

// Agreements is how many amounts agree.
func (c *FigureCheck) Agreements() int { return c.of.Agreements }

// Unmatched is how many amounts have no official figure.
func (c *FigureCheck) Unmatched() int { return c.of.Unmatched }

// Differing is how many amounts differ.
func (c *FigureCheck) Differing() int { return len(c.of.Differences) }

// Differences are the first of those that differ. Errors: CodeInvalid, CodeLimit.
func (c *FigureCheck) Differences(first *int) ([]FigureDifference, error) {
	n := DefaultDifferences
	if first != nil {
		n = *first
	}
	if n < 0 {
		return nil, invalid(fmt.Sprintf("first is %d; it must not be negative", n))
	}
	if n > c.in.list {
		return nil, tooMany("first", n, c.in.list)
	}
	n = min(n, len(c.of.Differences))
	out := make([]FigureDifference, n)
	for i := range out {
		out[i] = FigureDifference{&c.of.Differences[i], c.in}
	}
	return out, nil
}

// DefaultDifferences is how many differences a check gives when it is not told.
const DefaultDifferences = 100

// FigureDifference is an amount that is not the official figure.
type FigureDifference struct {
	of *graph.OfficialDifference
	in *Reader
}

// Document is the one that states the amount.
func (d *FigureDifference) Document() *Document { return d.in.source(d.of.Evidence.Document) }

// Article is the article by the document's number.
func (d *FigureDifference) Article() *BudgetArticle { return d.in.article(d.of.Relation.Subject) }

// Year is the year of the amount.
func (d *FigureDifference) Year() int { return d.of.Year }

// Kind is what it counts.
func (d *FigureDifference) Kind() figures.Kind { return d.of.Figure.Kind }

// Stage is when it was set.
func (d *FigureDifference) Stage() figures.Stage { return d.of.Figure.Stage }

// Stated is the amount in the document.
func (d *FigureDifference) Stated() *Amount { return &Amount{d.of.Relation.Amount} }

// Span is where the amount's words stand; nil where that is not known.
func (d *FigureDifference) Span() *model.Span { return d.of.Evidence.ObjectSpan }

// Evidence is the row of the table.
func (d *FigureDifference) Evidence() *Evidence {
	return d.in.evidence(d.of.Evidence, d.of.Relation)
}

// Relation is the statement, with what all documents say in support.
func (d *FigureDifference) Relation() *Relation {
	if r := d.in.view().Relation(d.of.Relation.ID()); r != nil {
		return d.in.relation(r)
	}
	return d.in.relation(d.of.Relation)
}

// Official is the official figure.
func (d *FigureDifference) Official() *Figure { return &Figure{&d.of.Figure, d.in} }

// Standing is the article in the official figures of the amount's year.
func (d *FigureDifference) Standing() *FigureStanding {
	f := &d.of.Figure
	for _, s := range d.in.view().Figures().Article(f.Chapter, f.Number, f.Year).Bearing(f.Chapter, f.Number) {
		if s.Year == f.Year {
			return &FigureStanding{s, d.in}
		}
	}
	return nil // a figure always stands in its article
}

// Difference is the stated amount less the official one.
func (d *FigureDifference) Difference() string { return d.of.Difference }
