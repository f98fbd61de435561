package resolvers

import (
	"context"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
)

func (query) Neighbourhood(ctx context.Context, id string, depth *int, predicates []model.Predicate, types []model.EntityType, limit *int, maxDegree *int) (*answer.Subgraph, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Neighbourhood(id, graph.Around{Depth: or(depth, 1), Limit: or(limit, graph.DefaultNeighbourhoodLimit), Predicates: predicates, Types: types}, maxDegree)
}

func (query) Path(ctx context.Context, from string, to string, maxLength *int, predicates []model.Predicate, k *int, without []model.Predicate, maxDegree *int) ([]answer.Path, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Paths(graph.Route{From: from, To: to, MaxLength: or(maxLength, graph.DefaultPathLength), Predicates: predicates, Without: without}, k, maxDegree)
}

func (query) Subgraph(ctx context.Context, ids []string, predicates []model.Predicate, limit *int) (*answer.Subgraph, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Subgraph(ids, predicates, or(limit, answer.MaxPage))
}

func (query) Timeline(ctx context.Context, id string, from *int, until *int) (*answer.Timeline, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Timeline(id, from, until)
}

func (query) AggregateEntities(ctx context.Context, filter *graph.EntityFilter, groupBy []graph.EntityDimension) (*answer.EntityAggregate, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.AggregateEntities(filter, groupBy)
}

func (query) AggregateRelations(ctx context.Context, filter *graph.RelationFilter, groupBy []graph.RelationDimension) (*answer.RelationAggregate, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.AggregateRelations(filter, groupBy)
}
