package resolvers

import (
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	// cachedQueries is how many queries each of the two generations holds.
	cachedQueries = 512
	// cachedLength is the length in bytes beyond which a query is parsed each time.
	cachedLength = 16 << 10
)

// cache keeps queries parsed and checked. It has two generations: a full young one
// becomes the old one, and what is asked again comes back from there. So it is bounded,
// and keeps what is in use.
type cache struct {
	mu         sync.Mutex
	young, old map[string]*ast.QueryDocument
}

// Get gives the parsed query.
func (c *cache) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d, ok := c.young[query]; ok {
		return d, true
	}
	d, ok := c.old[query]
	if ok {
		c.add(query, d)
	}
	return d, ok
}

// Add keeps a parsed query.
func (c *cache) Add(_ context.Context, query string, d *ast.QueryDocument) {
	if len(query) > cachedLength {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(query, d)
}

func (c *cache) add(query string, d *ast.QueryDocument) {
	if c.young == nil || len(c.young) >= cachedQueries {
		c.old, c.young = c.young, make(map[string]*ast.QueryDocument, cachedQueries)
	}
	c.young[query] = d
}
