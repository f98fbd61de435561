package graph

import (
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/internal/turns"
)

// deltas hands the quads of documents to Cayley, in batches of about the size that it takes
// best. While Cayley writes a batch the next is made.
func (b *backend) deltas(action cayley.Procedure, quads ...iter.Seq[quad.Quad]) error {
	for batch := range ahead(batches(action, b.batch(), quads...)) {
		if err := b.qs.ApplyDeltas(batch, cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}); err != nil {
			return err
		}
	}
	return nil
}

// batches cuts the quads of documents where those of another one begin, if that is near: of a
// new document whose quads come at once Cayley sees by its name alone that none of them is
// there already. Of each quad it makes what Cayley is to do with it.
func batches(action cayley.Procedure, size int, quads ...iter.Seq[quad.Quad]) iter.Seq[[]cayley.Delta] {
	return func(yield func([]cayley.Delta) bool) {
		var batch []cayley.Delta
		var others turns.Turns
		for _, list := range quads {
			for q := range list {
				others.Took()
				if n := len(batch); n == 2*size || n >= size && q.Label != batch[n-1].Quad.Label {
					if !yield(batch) {
						return
					}
					batch = make([]cayley.Delta, 0, n)
				}
				batch = append(batch, cayley.Delta{Quad: q, Action: action})
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// ahead walks over what another goroutine makes, which is one step ahead.
func ahead[T any](list iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		made, enough := make(chan T), make(chan struct{})
		go func() {
			defer close(made)
			for x := range list {
				select {
				case made <- x:
				case <-enough:
					return
				}
			}
		}()
		defer close(enough)
		for x := range made {
			if !yield(x) {
				return
			}
		}
	}
}

// writeBatch is how many quads Cayley gets at a time, or up to twice as many; more load slower.
// What it does with a batch at once, before it writes, takes it a microsecond a quad, and
// nobody else gets that processor meanwhile: servingBatch is for a store that others read.
const (
	writeBatch   = 10000
	servingBatch = 64
)

func (b *backend) batch() int {
	if b.serving {
		return servingBatch
	}
	return writeBatch
}
