package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
	"rijksgraaf/schema"
)

var _ generated.Federation = root{}

// Entities gives what another service of a federation names by type and id. What is not
// named rightly is nil, and each has its error in the response.
func (root) Entities(ctx context.Context, representations []answer.Representation) []answer.Node {
	r, err := answer.From(ctx)
	if err != nil {
		graphql.AddError(ctx, err)
		return nil
	}
	list, wrong, err := r.Represented(representations)
	if err != nil {
		graphql.AddError(ctx, err)
		return nil
	}
	for _, w := range wrong {
		graphql.AddError(graphql.WithPathContext(ctx, graphql.NewPathWithIndex(w.Index)), w.Err)
	}
	return list
}

// Service describes the schema to a gateway. It does so also where introspection is off:
// a gateway cannot do without.
func (root) Service(context.Context) (answer.Service, error) {
	return answer.Service{SDL: schema.Subgraph()}, nil
}
