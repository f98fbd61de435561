// Package search finds entities, documents and sentences by words of theirs: a full-text
// index on bleve with an analysis of Dutch, tolerant of typing errors.
//
// The index is derived from a View and can be thrown away at any time. It only says what
// might fit: everything that is shown, counted and ordered is read from the View
// (docs/decisions/0013-search.md).
package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Source gives the state of the graph that is to be searched; *graph.Store is one.
type Source interface{ View() *graph.View }

// Options says how to keep an index. The zero value keeps it in memory.
type Options struct {
	// Dir is the folder of the index of a large store; "" keeps every index in memory. Only
	// what an index of the same version wrote there is read, and only this folder and those
	// beside it with the same name and ".new" are written.
	Dir string
	// Large is how many bytes of text and names a store must have for its index to be kept in
	// Dir; 0 means DefaultLarge.
	Large int
	// Wait is how long a search waits for an index that is behind before it is answered from
	// the state before; 0 means DefaultWait. The first state is waited for as long as the
	// search may take.
	Wait time.Duration
	// LargestEarlier is how many bytes of text and names an earlier state may have to be
	// searched; 0 means LargestEarlier.
	LargestEarlier int
	// Note is told of an index in Dir that could not be used or written; may be nil.
	Note func(error)
}

// What Options leaves open.
const (
	// DefaultLarge is what is read into memory in about a second.
	DefaultLarge = 4 << 20
	// DefaultWait is about how long a person waits gladly.
	DefaultWait = 2 * time.Second
)

// Index answers searches over a source. It is safe for concurrent use.
type Index struct {
	source  Source
	options Options

	mu      sync.RWMutex // held for reading while a state is searched, for writing to replace it
	state   *state
	closed  bool
	failure error

	work    sync.Mutex // guards running and ending
	running chan struct{}
	ending  bool
	done    sync.WaitGroup

	earlier earlier
}

// state is an index that speaks of one View.
type state struct {
	view   *graph.View
	index  bleve.Index
	reader index.IndexReader
	disk   bool                       // it lies in Options.Dir and is not changed
	docs   map[string]*model.Document // as they were indexed
	prints map[*model.Document]string

	mu       sync.Mutex
	articles map[string]*article // of documents that were asked for
}

// New gives an index over a source. Nothing is read before Start or the first search.
func New(source Source, o Options) *Index {
	if o.Large == 0 {
		o.Large = DefaultLarge
	}
	if o.Wait == 0 {
		o.Wait = DefaultWait
	}
	if o.LargestEarlier == 0 {
		o.LargestEarlier = LargestEarlier
	}
	if o.Note == nil {
		o.Note = func(error) {}
	}
	return &Index{source: source, options: o, earlier: earlier{turn: make(chan struct{}, 1)}}
}

// Start begins to bring the index up to the state of the source, if it is not, and returns at
// once.
func (x *Index) Start() { x.start() }

// start gives a channel that is closed when the index has caught up.
func (x *Index) start() <-chan struct{} {
	x.work.Lock()
	defer x.work.Unlock()
	if x.running != nil {
		return x.running
	}
	done := make(chan struct{})
	if x.ending {
		close(done)
		return done
	}
	x.running = done
	x.done.Add(1)
	go func() {
		defer x.done.Done()
		defer close(done)
		err := x.catchUp()
		x.mu.Lock()
		x.failure = err
		x.mu.Unlock()
		x.work.Lock()
		x.running = nil
		x.work.Unlock()
	}()
	return done
}

// Close ends the index; searches fail afterwards. Closing twice is no error.
func (x *Index) Close() error {
	x.work.Lock()
	x.ending = true
	x.work.Unlock()
	x.done.Wait()
	err := x.earlier.close()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	s := x.state
	x.state = nil
	return errors.Join(err, s.close())
}

// close lets go of a state, which may be nil.
func (s *state) close() error {
	if s == nil {
		return nil
	}
	var err error
	if s.reader != nil {
		err = s.reader.Close()
	}
	return errors.Join(err, s.index.Close())
}

var errClosed = &model.Error{Code: model.CodeUnavailable, Op: "search", Message: "the search index is closed"}

// catchUps is how many rounds of catching up a search waits for: one may have begun before
// the commit that it should see.
const catchUps = 2

// lease gives the state to search, held until release is called: the one of the source, or
// one before where that takes too long. Error: CodeUnavailable when there is none.
func (x *Index) lease(ctx context.Context) (s *state, release func(), err error) {
	late := time.NewTimer(x.options.Wait)
	defer late.Stop()
	for round := 0; ; round++ {
		x.mu.RLock()
		s, err = x.state, x.failure
		switch {
		case x.closed:
			x.mu.RUnlock()
			return nil, nil, errClosed
		case s != nil && (round == catchUps || err != nil && round > 0 || s.view == x.source.View()):
			return s, x.mu.RUnlock, nil
		case s == nil && round > 0:
			x.mu.RUnlock()
			return nil, nil, cmp.Or[error](err, errClosed)
		}
		x.mu.RUnlock()
		if !x.await(ctx, s != nil, late.C) {
			if s == nil {
				return nil, nil, &model.Error{Code: model.CodeUnavailable, Op: "search", Message: "the search index is still being made", Hint: "ask again in a while"}
			}
			round = catchUps - 1 // take what there is
		}
	}
}

// await waits for the index to catch up, and says whether it did: before ctx ends and, where
// there is a state to fall back to, before it is late.
func (x *Index) await(ctx context.Context, fallBack bool, late <-chan time.Time) bool {
	if !fallBack {
		late = nil
	}
	select {
	case <-x.start():
		return true
	case <-late:
		return false
	case <-ctx.Done():
		return false
	}
}

// catchUp brings the index to the state of the source.
func (x *Index) catchUp() (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = internal(fmt.Errorf("%v", fault))
		}
	}()
	view := x.source.View()
	x.mu.RLock()
	before := x.state
	x.mu.RUnlock()
	switch {
	case before != nil && before.view == view:
		return nil
	case before == nil && x.onDisk(view):
		return x.open(view)
	case before == nil:
		return x.build(view)
	case before.disk:
		return x.rewrite(before, view)
	}
	return x.update(before, view)
}

// build makes an index in memory.
func (x *Index) build(view *graph.View) error {
	// bleve.NewMemOnly gives an index of an older kind, whose items have no numbers.
	b, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return internal(err)
	}
	return x.update(&state{index: b}, view)
}

// update changes an index in memory to what a view says, and publishes it.
func (x *Index) update(before *state, view *graph.View) error {
	next := newState(view, before)
	next.index = before.index
	if err := next.sync(before.reader); err != nil {
		return err
	}
	return x.publish(next, before.reader)
}

// newState begins the state of a view. What is known of documents that stayed as they are is
// taken over from the state before, which may be nil.
func newState(view *graph.View, before *state) *state {
	s := &state{view: view, docs: map[string]*model.Document{}, prints: map[*model.Document]string{}, articles: map[string]*article{}}
	for _, d := range view.Documents(graph.DocumentFilter{}) {
		print := ""
		if before != nil {
			print = before.prints[d]
		}
		if print == "" {
			print = documentPrint(d)
		}
		s.docs[d.ID], s.prints[d] = d, print
	}
	return s
}

// publish makes a state the one that is searched. The reader of the state before is closed;
// its index stays open.
func (x *Index) publish(next *state, old index.IndexReader) error {
	inner, err := next.index.Advanced()
	if err != nil {
		return internal(err)
	}
	if next.reader, err = inner.Reader(); err != nil {
		return internal(err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.state = next
	if old != nil {
		return old.Close()
	}
	return nil
}

// article gives what a document says, read once.
func (s *state) article(id string) *article {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.articles[id]
	if !ok {
		if e := s.view.Extraction(id); e != nil {
			a = newArticle(e)
		}
		s.articles[id] = a
	}
	return a
}
