package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// largeStore has 100,000 entities in 200 documents, each named in a sentence of 12 words out
// of a vocabulary of 20,000 in which few are frequent, as in a language.
var largeStore = sync.OnceValue(func() *graph.Store {
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		panic(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(r, 1.1, 8, 19_999)
	word := func() string { return invented(int(zipf.Uint64())) }
	for d := range 200 {
		var text strings.Builder
		names := map[string][]string{}
		for e := range 500 {
			name := strings.ToUpper(word()[:1]) + word() + " " + word()
			names[fmt.Sprintf("organisation/o%d", d*500+e)] = []string{name}
			text.WriteString("De begroting " + word() + " " + name)
			for range 8 {
				text.WriteString(" " + word())
			}
			text.WriteString(".\n")
		}
		x := paper(benchmarking{}, model.Metadata{ID: fmt.Sprintf("document/d%d", d), Title: "Begroting " + word(), Kind: "budget",
			Chapter: []string{"budget-chapter/V", "budget-chapter/X"}[d%2], BudgetYear: 2020 + d%5}, text.String(), nil, nil)
		for _, id := range sorted(names) {
			x.Entities = append(x.Entities, &model.Entity{ID: id, Type: model.TypeOrganisation, Label: names[id][0], Aliases: []string{}})
		}
		cs := graph.Changes(s.View(), x)
		if _, err := s.Apply(context.Background(), cs); err != nil {
			panic(err)
		}
	}
	return s
})

// benchmarking stands for a test where there is none.
type benchmarking struct{ testing.TB }

func (benchmarking) Helper() {}

// invented gives a word of syllables for a number.
func invented(n int) string {
	var b strings.Builder
	for n += 50; n > 0; n /= 50 {
		b.WriteString("bdfgklmnprst"[n%12:n%12+1] + []string{"aa", "e", "ij", "oo", "u"}[n%5] + "rnl"[n%3:n%3+1])
	}
	return b.String()
}

// BenchmarkMake makes the whole index of the large store.
func BenchmarkMake(b *testing.B) {
	s := largeStore()
	for b.Loop() {
		x := New(s, Options{})
		if _, err := x.Find(context.Background(), s.View(), Query{Text: "x"}); err != nil {
			b.Fatal(err)
		}
		_ = x.Close()
	}
}

// BenchmarkFind asks of the large store.
func BenchmarkFind(b *testing.B) {
	s := largeStore()
	x := newIndex(b, s, Options{})
	for _, c := range []struct {
		name string
		q    Query
	}{
		{"rare word", Query{Text: invented(9000)}},
		{"two words", Query{Text: invented(700) + " " + invented(20)}},
		{"frequent word", Query{Text: invented(20)}},
		{"in every sentence", Query{Text: "begroting"}},
		{"entities", Query{Text: invented(700), In: []Kind{KindEntity}}},
		{"typing error", Query{Text: "q" + invented(700)[1:]}},
		{"phrase", Query{Text: `"begroting ` + invented(20) + `"`}},
	} {
		b.Run(c.name, func(b *testing.B) {
			hits := 0
			for b.Loop() {
				r, err := x.Find(context.Background(), s.View(), c.q)
				if err != nil {
					b.Fatal(err)
				}
				hits = len(r.Hits)
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
	r, err := x.Find(context.Background(), s.View(), Query{Text: invented(20)})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("facets of the frequent word", func(b *testing.B) {
		for b.Loop() {
			r.Facets()
		}
	})
}

// BenchmarkCatchUp changes one document of the large store and asks.
func BenchmarkCatchUp(b *testing.B) {
	s := largeStore()
	x := newIndex(b, s, Options{})
	find(b, x, Query{Text: "x"})
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		put(b, s, paper(b, model.Metadata{ID: "document/new", Title: "Nieuw"}, fmt.Sprintf("Dit is versie %d.", i), nil, nil))
		b.StartTimer()
		find(b, x, Query{Text: "versie"})
	}
}

// BenchmarkFolder writes the index of the large store into a folder, and opens it from there.
func BenchmarkFolder(b *testing.B) {
	s := largeStore()
	dir := b.TempDir()
	ask := func(b *testing.B) {
		x := New(s, Options{Dir: dir + "/search"})
		if _, err := x.Find(context.Background(), s.View(), Query{Text: "x"}); err != nil {
			b.Fatal(err)
		}
		_ = x.Close()
	}
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			_ = os.RemoveAll(dir + "/search")
			ask(b)
		}
		size := 0
		_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
			if i, err := e.Info(); err == nil && !e.IsDir() {
				size += int(i.Size())
			}
			return err
		})
		b.ReportMetric(float64(size)/1e6, "MB")
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			ask(b)
		}
	})
}

// BenchmarkMemory tells what the index of the large store takes in memory.
func BenchmarkMemory(b *testing.B) {
	s := largeStore()
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := New(s, Options{})
		if _, err := x.Find(context.Background(), s.View(), Query{Text: "x"}); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		_ = x.Close()
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
}
