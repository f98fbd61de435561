package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// stored gives a store on disk that a graph was taken into.
func stored(b *testing.B, g apiGraph) *graph.Store {
	b.Helper()
	s, err := graph.Open(filepath.Join(b.TempDir(), "store"), graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	var list []*graph.ChangeSet
	for i := range g.documents() {
		list = append(list, graph.Changes(s.View(), apiDocument(i, g.seed)))
	}
	if _, err := s.ApplyAll(b.Context(), list); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkDocument takes documents of 300 relations in, one after the other with nothing beside
// them, and reports the processor time of each.
func BenchmarkDocument(b *testing.B) {
	g := small()
	s, next := stored(b, g), g.documents()
	b.ReportAllocs()
	b.ResetTimer()
	start := cpuTime()
	for b.Loop() {
		if _, err := s.Apply(b.Context(), graph.Changes(s.View(), apiDocument(next, g.seed))); err != nil {
			b.Fatal(err)
		}
		next++
	}
	b.ReportMetric(float64((cpuTime()-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkCardsBesideIngest has 16 askers ask for cards without a pause and without a network,
// alone and while documents of 300 relations are taken in one after the other, and reports the
// cards and documents a second and how long the slowest hundredth of the cards took. No answer is
// kept.
func BenchmarkCardsBesideIngest(b *testing.B) {
	g := small()
	s := stored(b, g)
	h := server.New(s, server.Options{Kept: -1})
	card := &apiQueries[slices.IndexFunc(apiQueries, func(q apiQuery) bool { return q.name == "card" })]
	bodies, err := card.bodies(card.ours, g.sample())
	if err != nil {
		b.Fatal(err)
	}
	ask := func(until time.Time) (took []time.Duration) {
		var all sync.WaitGroup
		var mu sync.Mutex
		for k := range 16 {
			all.Go(func() {
				var mine []time.Duration
				for n := k; time.Now().Before(until); n++ {
					start := time.Now()
					if w := request(h, bodies[n%len(bodies)]); bytes.Contains(w.body.Bytes(), []byte(`"errors"`)) {
						b.Error(w.body.String())
					}
					mine = append(mine, time.Since(start))
					runtime.Gosched() // as who waits for a connection does
				}
				mu.Lock()
				took = append(took, mine...)
				mu.Unlock()
			})
		}
		all.Wait()
		slices.Sort(took)
		return took
	}
	p99 := func(took []time.Duration) float64 { return float64(took[len(took)*99/100].Microseconds()) / 1000 }
	const turn = 3 * time.Second
	next := g.documents()
	for b.Loop() {
		alone := ask(time.Now().Add(turn))
		until, first := time.Now().Add(turn), next
		var writer sync.WaitGroup
		writer.Go(func() {
			for time.Now().Before(until) {
				if _, err := s.Apply(b.Context(), graph.Changes(s.View(), apiDocument(next, g.seed))); err != nil {
					b.Error(err)
					return
				}
				next++
			}
		})
		beside := ask(until)
		writer.Wait()
		b.ReportMetric(float64(len(alone))/turn.Seconds(), "cards/s")
		b.ReportMetric(float64(len(beside))/turn.Seconds(), "cards-beside/s")
		b.ReportMetric(p99(alone), "p99-ms")
		b.ReportMetric(p99(beside), "p99-beside-ms")
		b.ReportMetric(float64(next-first)/turn.Seconds(), "documents/s")
	}
	b.ReportMetric(0, "ns/op")
}
