package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// What an index spends on earlier states.
const (
	// MaxEarlier is of how many earlier states an index is kept: of those asked for last.
	MaxEarlier = 2
	// LargestEarlier is how many bytes of text and names an earlier state may have to be
	// searched, where Options say nothing.
	LargestEarlier = 64 << 20
)

// earlier keeps indexes of earlier states, each whole and in memory. They are made one after
// the other, so that who asks for many states keeps no more than one processor at work.
type earlier struct {
	mu     sync.Mutex
	list   []*earlierState // the last one used comes last
	closed bool
	turn   chan struct{} // holds one while an index is being made
	work   sync.WaitGroup
}

// earlierState is an index of a state that does not change.
type earlierState struct {
	view  *graph.View
	index *Index
	uses  int // searches under way
}

// frozen is a source that always shows one view.
type frozen struct{ view *graph.View }

// View gives the view.
func (f frozen) View() *graph.View { return f.view }

// FindEarlier answers a query about an earlier state, one that View.AsOf gave. An index of it
// is made when it is first asked for, as long as ctx lasts and on after that, so that a
// search that came too early succeeds later. Errors: as Find, and CodeLimit for a state that
// is too large.
func (x *Index) FindEarlier(ctx context.Context, view *graph.View, q Query) (*Result, error) {
	if n := sizeOf(view); n > x.options.LargestEarlier {
		return nil, &model.Error{Code: model.CodeLimit, Op: "search",
			Message: fmt.Sprintf("the state after commit %d has %d bytes of text and names; of earlier states at most %d are searched", view.Commit(), n, x.options.LargestEarlier),
			Hint:    "under @asOf use search, which finds entities by name, or ask of the present state"}
	}
	s, err := x.earlier.take(ctx, view)
	if err != nil {
		return nil, err
	}
	defer x.earlier.give(s)
	return s.index.Find(ctx, view, q)
}

// take gives the index of a view, for one search; give takes it back.
func (e *earlier) take(ctx context.Context, view *graph.View) (*earlierState, error) {
	if s, err := e.known(view); s != nil || err != nil {
		return s, err
	}
	select {
	case e.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, &model.Error{Code: model.CodeUnavailable, Op: "search", Message: "the search index of another earlier state is being made", Hint: "ask again in a while"}
	}
	s, err := e.known(view) // maybe made meanwhile
	if s != nil || err != nil {
		<-e.turn
		return s, err
	}
	return e.begin(view)
}

// known gives the index of a view where there is one.
func (e *earlier) known(view *graph.View) (*earlierState, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errClosed
	}
	i := slices.IndexFunc(e.list, func(s *earlierState) bool { return s.view == view })
	if i < 0 {
		return nil, nil
	}
	s := e.list[i]
	e.list = append(slices.Delete(e.list, i, i+1), s)
	s.uses++
	return s, nil
}

// begin makes the index of a view, and lets go of those that were not used for longest. It
// holds the turn, which ends with the making.
func (e *earlier) begin(view *graph.View) (*earlierState, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		<-e.turn
		return nil, errClosed
	}
	for len(e.list) >= MaxEarlier {
		i := slices.IndexFunc(e.list, func(s *earlierState) bool { return s.uses == 0 })
		if i < 0 {
			<-e.turn
			return nil, &model.Error{Code: model.CodeUnavailable, Op: "search", Message: fmt.Sprintf("%d other earlier states are being searched", MaxEarlier), Hint: "ask again in a while"}
		}
		old := e.list[i]
		e.list = slices.Delete(e.list, i, i+1)
		e.work.Go(func() { _ = old.index.Close() })
	}
	s := &earlierState{view: view, index: New(frozen{view}, Options{}), uses: 1}
	e.list = append(e.list, s)
	made := s.index.start()
	e.work.Go(func() {
		<-made
		<-e.turn
	})
	return s, nil
}

func (e *earlier) give(s *earlierState) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s.uses--
}

// close ends all of them.
func (e *earlier) close() error {
	e.mu.Lock()
	list := e.list
	e.list, e.closed = nil, true
	e.mu.Unlock()
	var err error
	for _, s := range list {
		err = errors.Join(err, s.index.Close())
	}
	e.work.Wait()
	return err
}

// sizeOf is how many bytes of text and names a view has.
func sizeOf(v *graph.View) int {
	size := 0
	for _, d := range v.Documents(graph.DocumentFilter{}) {
		size += len(d.Text)
	}
	for _, names := range v.Names() {
		for _, n := range names {
			size += len(n)
		}
	}
	return size
}
