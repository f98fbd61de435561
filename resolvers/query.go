package resolvers

import (
	"context"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
)

// root is the resolver that the generated code asks; it holds nothing, since an
// operation's Reader is in its context.
type root struct{}

// Query gives the resolver of the root fields.
func (root) Query() generated.QueryResolver { return query{} }

// query answers the root fields, each with one call of the Reader.
type query struct{}

func (query) Node(ctx context.Context, id string) (answer.Node, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Node(id), nil
}

func (query) Nodes(ctx context.Context, ids []string) ([]answer.Node, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Nodes(ids)
}

func (query) Entity(ctx context.Context, id string) (answer.Entity, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Entity(id), nil
}

func (query) Entities(ctx context.Context, filter *graph.EntityFilter, orderBy *graph.EntityOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.EntityConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Entities(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Relations(ctx context.Context, filter *graph.RelationFilter, orderBy *graph.RelationOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.RelationConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Relations(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Document(ctx context.Context, id string) (*answer.Document, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Document(id), nil
}

func (query) Documents(ctx context.Context, filter *graph.DocumentFilter, orderBy *graph.DocumentOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.DocumentConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Documents(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Search(ctx context.Context, text string, types []model.EntityType, filter *graph.EntityFilter, orderBy *answer.SearchOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.SearchConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Search(text, types, filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) ChapterLinks(ctx context.Context, year *int, from *string, to *string, kinds []graph.ChapterLinkKind, oneSided *bool) ([]answer.ChapterLink, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.ChapterLinks(answer.LinkArguments{Year: year, From: from, To: to, Kinds: kinds, OneSided: oneSided})
}

func (query) ChapterMatrix(ctx context.Context, year *int, from *string, to *string, kinds []graph.ChapterLinkKind, oneSided *bool, articles *bool) (*answer.ChapterMatrix, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.ChapterMatrix(answer.LinkArguments{Year: year, From: from, To: to, Kinds: kinds, OneSided: oneSided}, articles != nil && *articles)
}

func (query) Compare(ctx context.Context, from string, to string, fromCommit *int, toCommit *int, article *string, chapter *string, topics []graph.CompareTopic, kept *bool) (*answer.Comparison, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Compare(answer.CompareArguments{From: from, To: to, FromCommit: fromCommit, ToCommit: toCommit, Article: article, Chapter: chapter, Topics: topics, Kept: kept})
}

func (query) Candidates(ctx context.Context, types []model.EntityType, minScore *float64, filter *graph.CandidateFilter, orderBy *answer.CandidateOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.CandidateConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Candidates(types, minScore, filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Decisions(ctx context.Context, filter *answer.DecisionFilter, orderBy *answer.DecisionOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.DecisionConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Decisions(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) RelationDecisions(ctx context.Context, filter *answer.RelationDecisionFilter, orderBy *answer.DecisionOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.RelationDecisionConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.RelationDecisions(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Sections(ctx context.Context, filter *graph.SectionFilter, orderBy *answer.SectionOrder, direction *graph.OrderDirection, first *int, after *string, last *int, before *string) (*answer.SectionConnection, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Sections(filter, orderBy, direction, answer.Page{First: first, After: after, Last: last, Before: before})
}

func (query) Statistics(ctx context.Context) (*answer.Statistics, error) {
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return r.Statistics(), nil
}

func (query) Ontology(context.Context) (*answer.Ontology, error) { return &answer.Ontology{}, nil }

// or gives the argument, or the default where it is null.
func or(argument *int, otherwise int) int {
	if argument == nil {
		return otherwise
	}
	return *argument
}
