package export

import (
	"iter"
	"slices"

	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

func articleID(f *figures.Figure) string { return "budget-article/" + f.Chapter + "/" + f.Number }

// officialFigures walks over the official figures of a part: by source, line, stage. They
// are of articles, chapters and years, and no document says them: a part that is chosen by
// documents, predicates or confidence has none.
func officialFigures(p *graph.Part) iter.Seq[*figures.Figure] {
	s := p.Selection()
	return func(yield func(*figures.Figure) bool) {
		if len(s.Documents) > 0 || len(s.Predicates) > 0 || s.MinConfidence > 0 || s.Relation != "" ||
			len(s.Types) > 0 && !slices.Contains(s.Types, model.TypeBudgetArticle) {
			return
		}
		for _, source := range p.View().Figures().Sources() {
			for i := range source.Rows {
				for f := range rowFigures(source.ID, &source.Rows[i]) {
					if chosenFigure(s, f) && !yield(f) {
						return
					}
				}
			}
		}
	}
}

func chosenFigure(s graph.Selection, f *figures.Figure) bool {
	return (len(s.Chapters) == 0 || slices.Contains(s.Chapters, "budget-chapter/"+f.Chapter)) &&
		(len(s.Years) == 0 || slices.Contains(s.Years, f.Year)) &&
		(s.Around == "" || s.Around == articleID(f))
}

// rowFigures walks over the amounts of one line of a file.
func rowFigures(source string, r *figures.Row) iter.Seq[*figures.Figure] {
	return func(yield func(*figures.Figure) bool) {
		for i, stage := range figures.Stages() {
			if r.Amounts[i] == nil {
				continue
			}
			f := &figures.Figure{Key: figures.Key{Chapter: r.Chapter, Number: r.Number, Year: r.Year, Kind: r.Kind, Stage: stage},
				Thousands: *r.Amounts[i], Source: source, Line: r.Line}
			if !yield(f) {
				return
			}
		}
	}
}
