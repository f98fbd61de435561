package export_test

import (
	"fmt"
	"io"
	"testing"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// BenchmarkFormats writes 20,000 entities with a relation each. MB/s is of what is written.
func BenchmarkFormats(b *testing.B) {
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for i := range 20 {
		if _, err := s.Apply(b.Context(), graph.Changes(s.View(), wide(i, 1000))); err != nil {
			b.Fatal(err)
		}
	}
	part, err := s.View().Part(graph.Selection{})
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range export.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			var n counter
			if err := f.Write(b.Context(), &n, part); err != nil || n == 0 {
				b.Fatal(err)
			}
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(b.Context(), io.Discard, part); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// wide is a document that names n policies, each of which addresses one threat.
func wide(i, n int) *model.Extraction {
	x := extraction(fmt.Sprintf("document/breed-%d", i))
	for j := range n {
		id := fmt.Sprintf("policy/beleid-%d-%d", i, j)
		x.Entities = append(x.Entities, &model.Entity{ID: id, Type: model.TypePolicy, Label: fmt.Sprintf("Beleid %d van %d", j, i),
			Mentions: []model.Mention{{Span: model.Span{Start: 3, End: 9}, Text: "\"GBVS\""}}})
		x.Relations = append(x.Relations, &model.Relation{Subject: id, Predicate: model.Addresses, Object: "threat/terrorisme", Evidence: x.Relations[0].Evidence})
	}
	return x
}
