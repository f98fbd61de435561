package search

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// history is a store of which each commit added a paper.
func history(t *testing.T, n int) *graph.Store {
	s := newStore(t)
	for i := range n {
		put(t, s, randomPaper(t, fmt.Sprintf("d%02d", i), uint64(i), 120))
	}
	return s
}

func asOf(t testing.TB, s *graph.Store, commit int) *graph.View {
	t.Helper()
	v, err := s.View().AsOf(commit)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestEarlierIsAsItWas: an earlier state gives what an index of a store that stands there gives.
func TestEarlierIsAsItWas(t *testing.T) {
	const n = 6
	s := history(t, n)
	x := newIndex(t, s, Options{})
	for _, commit := range []int{4, 1, 5, 2, 4, 0} { // more states than are kept
		v := asOf(t, s, commit)
		want := find(t, newIndex(t, history(t, commit), Options{}), Query{Text: "navo"})
		got, err := x.FindEarlier(context.Background(), v, Query{Text: "navo"})
		if err != nil {
			t.Fatal(err)
		}
		if got.Behind || got.Commit != commit || !slices.Equal(lines(got), lines(want)) {
			t.Errorf("commit %d: behind %v, index of %d: %q, want %q", commit, got.Behind, got.Commit, lines(got), lines(want))
		}
	}
	if len(x.earlier.list) > MaxEarlier {
		t.Errorf("%d indexes are kept", len(x.earlier.list))
	}
}

// TestEarlierAtOnce: many searches of many states at once are answered, or told to come again.
func TestEarlierAtOnce(t *testing.T) {
	s := history(t, 4)
	x := newIndex(t, s, Options{})
	want := make([]int, 4)
	for c := range want {
		want[c] = len(find(t, newIndex(t, frozen{asOf(t, s, c)}, Options{}), Query{Text: "navo"}).Hits)
	}
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			c := i % 4
			v, err := s.View().AsOf(c)
			if err != nil {
				t.Error(err)
				return
			}
			r, err := x.FindEarlier(context.Background(), v, Query{Text: "navo"})
			if err == nil && len(r.Hits) != want[c] {
				t.Errorf("commit %d: %d hits, want %d", c, len(r.Hits), want[c])
			}
			if err != nil && model.CodeOf(err) != model.CodeUnavailable {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// TestEarlierIsRefused: a state that is too large, a search whose time is up while another
// state's index is made, and an index that is closed.
func TestEarlierIsRefused(t *testing.T) {
	s := history(t, 2)
	v := asOf(t, s, 1)
	if _, err := newIndex(t, s, Options{LargestEarlier: 100}).FindEarlier(context.Background(), v, Query{Text: "navo"}); model.CodeOf(err) != model.CodeLimit {
		t.Errorf("too large: %v", err)
	}
	x := newIndex(t, s, Options{})
	x.earlier.turn <- struct{}{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.FindEarlier(ctx, v, Query{Text: "navo"}); model.CodeOf(err) != model.CodeUnavailable {
		t.Errorf("out of time: %v", err)
	}
	<-x.earlier.turn
	if _, err := x.FindEarlier(context.Background(), v, Query{Text: "navo"}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := x.FindEarlier(context.Background(), v, Query{Text: "navo"}); model.CodeOf(err) != model.CodeUnavailable {
		t.Errorf("closed: %v", err)
	}
}
