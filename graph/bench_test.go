package graph

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// benchDocuments are documents of about 6,000 quads each.
func benchDocuments(n int) []*model.Extraction {
	out := make([]*model.Extraction, n)
	for i := range out {
		out[i] = generated(i, 800)
	}
	return out
}

// BenchmarkLoad ingests the same documents with our store and, as quads that were made
// before the clock started, with plain Cayley on the same bolt adapter: durable commits, a
// commit a document, in turns so that both meet the same machine. It reports quads a
// second of both and their ratio (the goal is at least 0.9).
func BenchmarkLoad(b *testing.B) {
	docs := benchDocuments(8)
	voc := newVocabulary("")
	var ours, plain time.Duration
	quads := 0
	for i := range b.N {
		s, err := Open(filepath.Join(b.TempDir(), fmt.Sprint(i)), Options{})
		if err != nil {
			b.Fatal(err)
		}
		qs := plainCayley(b)
		for n, x := range docs {
			list := deltas(cayley.Add, encode(voc, newSaying(x))...)
			turns := []func(){
				func() {
					start := time.Now()
					quads += put(b, s, x).Added
					ours += time.Since(start)
				},
				func() {
					start := time.Now()
					if err := qs.ApplyDeltas(list, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
						b.Fatal(err)
					}
					plain += time.Since(start)
				},
			}
			turns[n%2]()
			turns[1-n%2]()
		}
		if err := s.Verify(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads)/ours.Seconds(), "quads/s")
	b.ReportMetric(float64(quads)/plain.Seconds(), "plain-quads/s")
	b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// hub makes a view with one entity that has n relations of a given number of evidences.
func hub(b *testing.B, n, evidences int) *View {
	s := opened(b, Memory, Options{})
	for d := range evidences {
		x := generated(d, 6)
		x.Entities = []*model.Entity{{ID: "ministry/hub", Type: model.TypeMinistry, Label: "Hub"}}
		x.Relations = nil
		text, _ := newTextIndex(x.Document.Text).slice(model.Span{Start: 0, End: 20})
		for i := range n {
			id := fmt.Sprintf("activity/a%d", i)
			x.Entities = append(x.Entities, &model.Entity{ID: id, Type: model.TypeActivity, Label: id})
			x.Relations = append(x.Relations, &model.Relation{
				Subject: "ministry/hub", Predicate: model.ResponsibleFor, Object: id,
				Evidence: []model.Evidence{{Span: model.Span{Start: 0, End: 20}, Text: text, Rule: "r", Confidence: 0.5}},
			})
		}
		put(b, s, x)
	}
	return s.View()
}

// BenchmarkEntity reads an entity with 50 relations, their other ends, and two evidences
// each (the goal is at most 0.2 ms).
func BenchmarkEntity(b *testing.B) {
	v := hub(b, 50, 2)
	for b.Loop() {
		e := v.Entity("ministry/hub")
		n := 0
		for _, r := range v.RelationsOf(e.ID, DirectionBoth, RelationFilter{}) {
			if v.Entity(r.Object) != nil {
				n += len(r.Evidence)
			}
		}
		if n != 100 {
			b.Fatal(n)
		}
	}
}

// BenchmarkEntityCold is BenchmarkEntity for a view that was just made: nothing has been
// merged yet.
func BenchmarkEntityCold(b *testing.B) {
	warm := hub(b, 50, 2)
	for b.Loop() {
		b.StopTimer()
		v := newView(warm.voc)
		for d := range warm.documents() {
			v = v.with(d.document.ID, d.saying())
		}
		b.StartTimer()
		n := 0
		for _, r := range v.RelationsOf("ministry/hub", DirectionBoth, RelationFilter{}) {
			n += len(r.Evidence)
		}
		if v.Entity("ministry/hub") == nil || n != 100 {
			b.Fatal(n)
		}
	}
}

// BenchmarkOpen derives the view of a store with about 50,000 quads.
func BenchmarkOpen(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "store")
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range benchDocuments(8) {
		put(b, s, x)
	}
	quads := s.View().Statistics().Quads
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
	b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

// BenchmarkSearch looks one word up among some 4,500 entities.
func BenchmarkSearch(b *testing.B) {
	s := opened(b, Memory, Options{})
	for _, x := range benchDocuments(8) {
		put(b, s, x)
	}
	v := s.View()
	for b.Loop() {
		if len(v.Search("naam 77", nil)) == 0 {
			b.Fatal("nothing found")
		}
	}
}

// BenchmarkGroupCommit writes documents of the size of a budget article, several in one
// transaction, and reports documents a second: what committing each by itself costs.
func BenchmarkGroupCommit(b *testing.B) {
	const total = 64
	voc := newVocabulary("")
	var quads [total][]quad.Quad
	for i := range quads {
		quads[i] = encode(voc, newSaying(generated(i, 80)))
	}
	for _, group := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("%d-a-commit", group), func(b *testing.B) {
			var spent time.Duration
			for i := range b.N {
				s, err := Open(filepath.Join(b.TempDir(), fmt.Sprint(i)), Options{})
				if err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				for list := range slices.Chunk(quads[:], group) {
					err := s.back.db.Atomically(func() error {
						for _, add := range list {
							if err := s.back.deltas(cayley.Add, slices.Values(add)); err != nil {
								return err
							}
						}
						return nil
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				spent += time.Since(start)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(total*b.N)/spent.Seconds(), "documents/s")
			b.ReportMetric(float64(len(quads[0])), "quads/document")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkLoadLarge writes one document of some 6,000, 20,000 and 60,000 quads: the time a
// quad takes must not grow with the document.
func BenchmarkLoadLarge(b *testing.B) {
	for _, n := range []int{800, 2700, 8200} {
		x := generated(0, n)
		quads := len(encode(newVocabulary(""), newSaying(x)))
		b.Run(fmt.Sprintf("%d-quads", quads), func(b *testing.B) {
			var spent time.Duration
			for i := range b.N {
				s, err := Open(filepath.Join(b.TempDir(), fmt.Sprint(i)), Options{})
				if err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				put(b, s, x)
				spent += time.Since(start)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(quads*b.N)/spent.Seconds(), "quads/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}
