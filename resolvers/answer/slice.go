package answer

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalSlice writes a list one item after the other. The generated code calls it in
// place of graphql.MarshalSliceConcurrently, whose arguments it takes. An item that
// panics becomes null, with an error.
func MarshalSlice(ctx context.Context, length int, _ int64, _ bool, item func(context.Context, int) graphql.Marshaler) graphql.Array {
	out := make(graphql.Array, length)
	places := make([]place, length)
	for i := range out {
		places[i].at = i
		places[i].FieldContext.Index = &places[i].at
		out[i] = marshalItem(graphql.WithFieldContext(ctx, &places[i].FieldContext), i, item)
	}
	return out
}

// place is where an item stands, for errors to tell.
type place struct {
	graphql.FieldContext
	at int
}

func marshalItem(ctx context.Context, i int, item func(context.Context, int) graphql.Marshaler) (m graphql.Marshaler) {
	defer func() {
		if fault := recover(); fault != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, fault))
			m = graphql.Null
		}
	}()
	return item(ctx, i)
}
