package resolvers

import (
	"context"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/search"
)

func (query) Find(ctx context.Context, text string, in []search.Kind, filter *search.Filter, typos *search.Typos, orderBy *answer.FindOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.FindConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	q := search.Query{Text: text, In: in}
	if filter != nil {
		q.Filter = *filter
	}
	if typos != nil {
		q.Typos = *typos
	}
	found, err := r.Find(ctx, q, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
	if err == nil && found.Behind() {
		_, err = here(ctx) // the next answer is from an index that has caught up
	}
	return found, err
}
