// Package bare serves a part of rijksgraaf's schema by gqlgen alone, out of maps: without a
// store, limits, or anything around requests. It is the limit that a server on gqlgen can
// be measured by.
package bare

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/cmd/bench/bare/data"
	"rijksgraaf/cmd/bench/bare/generated"
)

//go:generate go run ./gen

// cachedQueries is what gqlgen's documentation keeps parsed.
const cachedQueries = 1000

// Handler answers POST at every path out of the graph.
func Handler(g *data.Graph) http.Handler {
	s := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: root{g}}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	return s
}

type root struct{ g *data.Graph }

func (r root) Query() generated.QueryResolver { return r }

func (r root) Entity(_ context.Context, id string) (*data.Entity, error) { return r.g.Entity(id), nil }
