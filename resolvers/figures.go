package resolvers

import (
	"context"

	"rijksgraaf/resolvers/answer"
)

func (query) Figures(ctx context.Context, article string, year *int) (*answer.FigureSeries, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Figures(article, year)
}

func (query) ChapterFigures(ctx context.Context, chapter string) (*answer.ChapterFigures, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.ChapterFigures(chapter), nil
}

func (query) FigureSources(ctx context.Context) ([]answer.FigureSource, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.FigureSources(), nil
}

func (query) FigureCheck(ctx context.Context, document, article *string) (*answer.FigureCheck, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.FigureCheck(document, article)
}
