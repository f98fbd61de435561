package resolvers

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/internal/generations"
)

const (
	// cachedQueries is how many queries each of the two generations holds.
	cachedQueries = 512
	// cachedLength is the length in bytes beyond which a query is parsed each time.
	cachedLength = 16 << 10
)

// cache keeps queries parsed and checked.
type cache struct {
	queries *generations.Map[*ast.QueryDocument]
}

func newCache() *cache { return &cache{generations.New[*ast.QueryDocument](cachedQueries)} }

// Get gives the parsed query.
func (c *cache) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	return c.queries.Get(query)
}

// Add keeps a parsed query.
func (c *cache) Add(_ context.Context, query string, d *ast.QueryDocument) {
	if len(query) <= cachedLength {
		c.queries.Add(query, d)
	}
}
