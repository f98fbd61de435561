package graph

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkReplace changes, deletes and puts back documents of some 550 quads in stores of
// several sizes, old ones and late ones, and reports the median time of each, durable: it
// should grow with the document and not with the store. Afterwards a store says what it said.
func BenchmarkReplace(b *testing.B) {
	for _, size := range scales(b) {
		dir := scaledStore(b, size)
		b.Run(fmt.Sprintf("%d-quads", size), func(b *testing.B) {
			s, err := Open(dir, Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			documents := s.View().said.documents.Len() - 1 // that of 50 relations is not drawn
			put(b, s, budgeted(documents+1))               // the first write of a process wants more
			if _, err := s.Delete(b.Context(), budgeted(documents+1).Document.ID); err != nil {
				b.Fatal(err)
			}
			took := map[string][]time.Duration{}
			for i := 0; b.Loop(); i++ {
				replaceOne(b, s, 1+i*37%documents, took)
			}
			for what, list := range took {
				b.ReportMetric(float64(quantile(list, 50).Microseconds())/1000, "ms/"+what)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// replaceOne changes a document, deletes it and puts it back as it was, and notes how long each
// took.
func replaceOne(b *testing.B, s *Store, doc int, took map[string][]time.Duration) {
	changed, was := budgeted(doc), budgeted(doc)
	changed.Document.Title += " (nieuw)"
	changed.Relations = changed.Relations[:len(changed.Relations)*3/4]
	for _, step := range []struct {
		what string
		do   func() (Result, error)
	}{
		{"replace", func() (Result, error) { return s.Apply(b.Context(), Changes(s.View(), changed)) }},
		{"delete", func() (Result, error) { return s.Delete(b.Context(), changed.Document.ID) }},
		{"add", func() (Result, error) { return s.Apply(b.Context(), Changes(s.View(), was)) }},
	} {
		start := time.Now()
		r, err := step.do()
		if err != nil || !r.Changed() {
			b.Fatalf("%s of document %d: %+v, %v", step.what, doc, r, err)
		}
		took[step.what] = append(took[step.what], time.Since(start))
	}
}
