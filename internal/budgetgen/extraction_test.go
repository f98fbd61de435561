package budgetgen_test

import (
	"reflect"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/internal/budgetgen"
)

// TestExtractionsCanBeStored: what is made without text fits the ontology, re-reads to its
// words, and is the same each time.
func TestExtractionsCanBeStored(t *testing.T) {
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, i := range []int{0, 1, 250} {
		x := budgetgen.Extraction(i, 1)
		if !reflect.DeepEqual(x, budgetgen.Extraction(i, 1)) {
			t.Errorf("document %d is made in two ways", i)
		}
		r, err := s.Apply(t.Context(), graph.Changes(s.View(), x))
		if err != nil {
			t.Fatal(err)
		}
		if r.Added < 5000 || r.Added > 7000 {
			t.Errorf("document %d has %d quads", i, r.Added)
		}
	}
	if n := s.View().Statistics().Documents; n != 3 {
		t.Errorf("%d documents, not 3", n)
	}
}
