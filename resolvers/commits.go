package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers/answer"
)

// asOf is the directive of that name: the operation reads an earlier state.
func asOf(ctx context.Context, _ any, next graphql.Resolver, commit *int, time *string) (any, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	past, err := r.AsOf(commit, time)
	if err != nil {
		return nil, err
	}
	return next(answer.With(ctx, past))
}

func (query) Commit(ctx context.Context) (int, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return 0, err
	}
	return r.Commit(), nil
}

func (query) Commits(ctx context.Context, filter *graph.CommitFilter, orderBy *answer.CommitOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.CommitConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Commits(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}
