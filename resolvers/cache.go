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

// generations is a bounded map. It has two generations: a full young one becomes the old
// one, and what is asked again comes back from there. So it keeps what is in use.
type generations[V any] struct {
	size       int // of each generation
	mu         sync.Mutex
	young, old map[string]V
}

func (g *generations[V]) get(key string) (V, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v, ok := g.young[key]; ok {
		return v, true
	}
	v, ok := g.old[key]
	if ok {
		g.put(key, v)
	}
	return v, ok
}

func (g *generations[V]) add(key string, v V) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.put(key, v)
}

func (g *generations[V]) put(key string, v V) {
	if g.young == nil || len(g.young) >= g.size {
		g.old, g.young = g.young, make(map[string]V)
	}
	g.young[key] = v
}

// cache keeps queries parsed and checked.
type cache struct {
	generations[*ast.QueryDocument]
}

func newCache() *cache {
	return &cache{generations[*ast.QueryDocument]{size: cachedQueries}}
}

// Get gives the parsed query.
func (c *cache) Get(_ context.Context, query string) (*ast.QueryDocument, bool) { return c.get(query) }

// Add keeps a parsed query.
func (c *cache) Add(_ context.Context, query string, d *ast.QueryDocument) {
	if len(query) <= cachedLength {
		c.add(query, d)
	}
}
