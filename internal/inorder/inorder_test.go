package inorder_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"rijksgraaf/internal/inorder"
)

func numbers(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	return out
}

// TestOrder lets every item finish only after the one behind it has begun, so that
// results would come in the wrong order if they came as they were finished.
func TestOrder(t *testing.T) {
	const n = 40
	begun := make([]chan struct{}, n)
	for i := range begun {
		begun[i] = make(chan struct{})
	}
	work := func(_ context.Context, i int) (string, error) {
		close(begun[i])
		if i%2 == 0 && i+1 < n {
			<-begun[i+1]
		}
		if i%7 == 3 {
			return "", fmt.Errorf("item %d", i)
		}
		return fmt.Sprint(i), nil
	}
	var got []string
	err := inorder.Each(context.Background(), 4, numbers(n), work, func(i int, s string, err error) error {
		if err != nil {
			s = err.Error()
		}
		got = append(got, fmt.Sprintf("%d=%s", i, s))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i := range n {
		s := fmt.Sprintf("%d=%d", i, i)
		if i%7 == 3 {
			s = fmt.Sprintf("%d=item %d", i, i)
		}
		want = append(want, s)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// TestBound counts the items that were begun and not yet emitted.
func TestBound(t *testing.T) {
	for _, workers := range []int{0, 1, 3} {
		var mu sync.Mutex
		open, most := 0, 0
		work := func(_ context.Context, i int) (int, error) {
			mu.Lock()
			defer mu.Unlock()
			open++
			most = max(most, open)
			return i, nil
		}
		emit := func(int, int, error) error {
			mu.Lock()
			defer mu.Unlock()
			open--
			return nil
		}
		if err := inorder.Each(context.Background(), workers, numbers(200), work, emit); err != nil {
			t.Fatal(err)
		}
		if most > max(workers, 1) || open != 0 {
			t.Errorf("%d workers: %d items open at once, %d left open", workers, most, open)
		}
	}
}

func TestStopsWhenEmitFails(t *testing.T) {
	stop := errors.New("stop")
	var emitted []int
	err := inorder.Each(context.Background(), 3, numbers(100),
		func(_ context.Context, i int) (int, error) { return i, nil },
		func(i, _ int, _ error) error {
			emitted = append(emitted, i)
			if i == 5 {
				return stop
			}
			return nil
		})
	if !errors.Is(err, stop) || !slices.Equal(emitted, numbers(6)) {
		t.Errorf("got %v after %v, want %v after 0..5", err, emitted, stop)
	}
}

func TestStopsWhenContextEnds(t *testing.T) {
	for _, n := range []int{7, 8, 100} { // with work for the rest begun, and not
		ctx, cancel := context.WithCancel(context.Background())
		var emitted []int
		err := inorder.Each(ctx, 3, numbers(n),
			func(_ context.Context, i int) (int, error) { return i, nil },
			func(i, _ int, _ error) error {
				emitted = append(emitted, i)
				if i == 5 {
					cancel()
				}
				return nil
			})
		if !errors.Is(err, context.Canceled) || !slices.Equal(emitted, numbers(6)) {
			t.Errorf("%d items: got %v after %v, want %v after 0..5", n, err, emitted, context.Canceled)
		}
		cancel()
	}
}

// TestEndedAfterTheLastItem: a context that ends when all is done is no failure.
func TestEndedAfterTheLastItem(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := inorder.Each(ctx, 2, numbers(3),
		func(_ context.Context, i int) (int, error) { return i, nil },
		func(i, _ int, _ error) error {
			if i == 2 {
				cancel()
			}
			return nil
		})
	if err != nil {
		t.Errorf("got %v, want none: every item was emitted", err)
	}
}

// TestDoesNotWaitForWork: a context that ends while work hangs ends the call.
func TestDoesNotWaitForWork(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	hang := make(chan struct{})
	defer close(hang)
	err := inorder.Each(ctx, 2, numbers(5),
		func(_ context.Context, i int) (int, error) {
			if i == 1 {
				cancel()
			}
			<-hang
			return i, nil
		},
		func(i, _ int, _ error) error {
			t.Errorf("item %d was emitted", i)
			return nil
		})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
