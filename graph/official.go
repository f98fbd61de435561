package graph

import (
	"slices"
	"strings"

	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// FigureFilter says which amounts CheckFigures compares. An empty list asks nothing.
type FigureFilter struct {
	// Documents are ids of documents.
	Documents []string
	// Articles are ids of budget articles, and of chapters for all articles of these.
	Articles []string
}

// FigureCheck is what comparing the amounts of documents with the official figures gave.
type FigureCheck struct {
	// Agreements is how many amounts are those of the official figures.
	Agreements int
	// Differences are those that are not, by document, then as the document's relations stand.
	Differences []OfficialDifference
	// Unmatched is how many amounts there is no official figure of.
	Unmatched int
}

// OfficialDifference is an amount in a document's table that is not the official figure.
type OfficialDifference struct {
	model.FigureDifference
	// Evidence is the row of the table; its ObjectSpan is the amount's cell.
	Evidence *model.Evidence
	// Figure is the official figure, under the number that the article had in its year.
	Figure figures.Figure
}

// CheckFigures compares what the tables of documents state of budget articles with the
// official figures: by year, stage and kind, of the article that bore the number in the
// document's own year, under whatever number it had in the amount's year. How exact an amount
// is printed counts: see model.CompareWithOfficial. Each amount counts once for a document.
func (v *View) CheckFigures(f FigureFilter) FigureCheck {
	var out FigureCheck
	for s := range v.documents() {
		if len(f.Documents) == 0 || slices.Contains(f.Documents, s.document.ID) {
			out.add(v, s, f)
		}
	}
	return out
}

// add compares the amounts of one document.
func (c *FigureCheck) add(v *View, s *documentRecord, f FigureFilter) {
	book, facts := v.Figures(), v.derive()
	var list []*model.Relation
	for i := range s.packed.relations {
		at := s.packed.relationAt(i)
		if k, _ := s.key(at); !f.letsArticle(k.subject) || facts.rulings.refuses(facts.identity.key(k)) {
			continue
		}
		if r := s.relation(at); tableEvidence(r) != nil {
			list = append(list, r)
		}
	}
	found := map[model.OfficialFigure]figures.Figure{}
	differences, compared := model.CompareWithOfficial(list, func(of model.OfficialFigure) (model.Amount, bool) {
		figure, ok := officialFigure(book, of, s.document.BudgetYear)
		if !ok {
			c.Unmatched++
			return model.Amount{}, false
		}
		found[of] = figure
		return figure.Amount(), true
	})
	c.Agreements += compared - len(differences)
	for _, d := range differences {
		c.Differences = append(c.Differences, OfficialDifference{FigureDifference: d, Evidence: tableEvidence(d.Relation), Figure: found[d.OfficialFigure]})
	}
}

// letsArticle says whether the id is of a budget article that the filter asks for.
func (f *FigureFilter) letsArticle(id string) bool {
	number, ok := strings.CutPrefix(id, "budget-article/")
	if !ok || len(f.Articles) == 0 {
		return ok
	}
	chapter, _, _ := strings.Cut(number, "/")
	return slices.Contains(f.Articles, id) || slices.Contains(f.Articles, "budget-chapter/"+chapter)
}

// tableEvidence gives the first row of a table that states a relation; nil when none does.
func tableEvidence(r *model.Relation) *model.Evidence {
	for i := range r.Evidence {
		if strings.HasPrefix(r.Evidence[i].Rule, "table-") {
			return &r.Evidence[i]
		}
	}
	return nil
}

// officialFigure finds the figure that a document of a year means. What a document tells of
// a later year than its own is an estimate: the draft of that year came later, and is
// another. A document whose year is not known is taken to number its articles as in the
// amount's year, and its drafts may be estimates.
func officialFigure(book *figures.Book, of model.OfficialFigure, documentYear int) (figures.Figure, bool) {
	stage, ok := officialStage(of.Stage, of.Supplement)
	if !ok {
		return figures.Figure{}, false
	}
	kind := figures.Kind(of.Kind)
	switch {
	case documentYear != 0 && of.Year > documentYear, documentYear == 0 && stage == figures.Draft:
		return figures.Figure{}, false
	case documentYear == 0:
		return book.Lookup(figures.Key{Chapter: of.Chapter, Number: of.Article, Year: of.Year, Kind: kind, Stage: stage})
	}
	series := book.ArticleAsOf(of.Chapter, of.Article, documentYear)
	if series == nil {
		return figures.Figure{}, false
	}
	return meant(series.Lookup(of.Year, kind, stage), of)
}

// meant chooses between the two rows of a year in which an article's number changed: the
// amounts stand in the one and zeros in the other. Where both have an amount it is the row
// under the document's number.
func meant(list []figures.Figure, of model.OfficialFigure) (figures.Figure, bool) {
	if len(list) == 0 {
		return figures.Figure{}, false
	}
	having := slices.DeleteFunc(slices.Clone(list), func(f figures.Figure) bool { return f.Thousands == 0 })
	if len(having) == 0 {
		having = list
	}
	for _, f := range having {
		if f.Chapter == of.Chapter && f.Number == of.Article {
			return f, true
		}
	}
	return having[0], true
}

// officialStage gives the stage of the official figures; false for one that they do not
// have, such as a supplementary budget of unknown number.
func officialStage(s model.Stage, supplement int) (figures.Stage, bool) {
	switch {
	case s == model.StageDraft:
		return figures.Draft, true
	case s == model.StageAdopted:
		return figures.Adopted, true
	case s == model.StageSupplementary && supplement == 1:
		return figures.FirstSupplementary, true
	case s == model.StageSupplementary && supplement == 2:
		return figures.SecondSupplementary, true
	case s == model.StageOutturn:
		return figures.Outturn, true
	}
	return "", false
}
