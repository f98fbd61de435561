package ingest

import (
	"slices"
	"sync"

	"rijksgraaf/graph"
)

// The bounds of group commits, in quads. A group of more gains little, makes a reader of the
// file wait longer for it, and takes more memory: bolt holds every page that it touches. What
// waits for the writer is held in memory too.
const (
	groupQuads   = 50_000
	waitingQuads = 100_000
)

// item is a source on its way into the store.
type item struct {
	outcome Outcome
	reading reading
	// changes is what is to be written; nil when the outcome stands already.
	changes *graph.ChangeSet
}

func (i item) quads() int {
	if i.changes == nil {
		return 0
	}
	return i.changes.Added() + i.changes.Removed()
}

// queue holds what waits for the writer, in order. The writer takes what is there as soon
// as it is free: while it is slower than the reading, documents are committed in groups,
// and otherwise each as soon as it is ready.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	items   []item
	quads   int
	ended   bool
}

func newQueue() *queue {
	q := &queue{}
	q.changed = sync.NewCond(&q.mu)
	return q
}

// put adds an item, when there is room for it or nothing waits. It says whether somebody
// will still take it.
func (q *queue) put(i item) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.ended && len(q.items) > 0 && q.quads+i.quads() > waitingQuads {
		q.changed.Wait()
	}
	if q.ended {
		return false
	}
	q.items = append(q.items, i)
	q.quads += i.quads()
	q.changed.Broadcast()
	return true
}

// take waits for an item and gives it with those behind it, as many as make a group. It
// gives none when the queue has ended and is empty.
func (q *queue) take() []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.ended {
		q.changed.Wait()
	}
	n, quads := 0, 0
	for n < len(q.items) && (n == 0 || quads+q.items[n].quads() <= groupQuads) {
		quads += q.items[n].quads()
		n++
	}
	group := slices.Clone(q.items[:n])
	q.items = slices.Delete(q.items, 0, n) // nothing is kept of them
	q.quads -= quads
	q.changed.Broadcast()
	return group
}

// end lets nothing more in. What is there can still be taken.
func (q *queue) end() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ended = true
	q.changed.Broadcast()
}
