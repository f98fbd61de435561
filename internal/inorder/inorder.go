// Package inorder does work on many items at once and hands the results on one by one,
// in the order of the items.
package inorder

import "context"

// Each calls work for every item, at most workers at the same time (at least one), and
// calls emit with each result in the order of the items, never two at once. At most
// workers results wait to be emitted, so memory stays bounded however long the list is.
//
// work's error is handed to emit and stops nothing. Each stops when emit gives an error,
// which it returns, or when ctx ends, whose error it returns. It does not wait for work
// that was begun by then: that ends in its own time and its results are dropped.
func Each[In, Out any](ctx context.Context, workers int, items []In,
	work func(context.Context, In) (Out, error), emit func(i int, out Out, err error) error) error {
	// The end of ctx is asked for itself: it comes to what is derived from it a moment later.
	working, cancel := context.WithCancel(ctx)
	defer cancel()
	results, free := begin(working, max(workers, 1), items, work)
	emitted := 0
	for r := range results {
		var got result[Out]
		select {
		case <-ctx.Done():
		case got = <-r:
		}
		if ctx.Err() != nil {
			break
		}
		if err := emit(emitted, got.out, got.err); err != nil {
			return err
		}
		emitted++
		<-free
	}
	if emitted < len(items) {
		return ctx.Err()
	}
	return nil
}

type result[Out any] struct {
	out Out
	err error
}

// begin starts the work in the order of items. Each item's result comes on a channel of
// its own, and these channels come in order; the reader takes one token from free for
// each result that it has dealt with.
func begin[In, Out any](ctx context.Context, workers int, items []In,
	work func(context.Context, In) (Out, error)) (<-chan chan result[Out], <-chan struct{}) {
	results := make(chan chan result[Out], workers)
	tokens := make(chan struct{}, workers)
	go func() {
		defer close(results)
		for _, item := range items {
			select {
			case <-ctx.Done():
				return
			case tokens <- struct{}{}:
			}
			r := make(chan result[Out], 1)
			results <- r
			go func() {
				out, err := work(ctx, item)
				r <- result[Out]{out, err}
			}()
		}
	}()
	return results, tokens
}
