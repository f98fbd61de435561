package resolvers

import (
	"fmt"
	"testing"

	"rijksgraaf/graph"
)

// What is kept takes no more than it may, however many different things are asked, and a large
// answer drives out no others.
func TestKeptAnswersAreBound(t *testing.T) {
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const size = 64 << 10
	a := New(s, Limits{}, nil)
	a.Keep(size)
	find := func(q Request) *Answer { return a.place(s.View(), q.Query, q, nil).find() }
	request := func(n int) Request { return Request{Query: fmt.Sprintf(`{ entity(id: "policy/x%d") { id } }`, n)} }
	for n := range 1000 {
		if got := a.Do(t.Context(), request(n)); len(got.Errors) > 0 || got.Kept {
			t.Fatalf("%d: %s", n, got.JSON())
		}
	}
	held, count := 0, 0
	for n := range 1000 {
		if got := find(request(n)); got != nil {
			held, count = held+len(got.text)+keptBesides, count+1
		}
	}
	if held > size || count < size/2/(keptBesides+200) {
		t.Errorf("%d answers of %d bytes are kept, of %d", count, held, size)
	}
	large := Request{Query: `{ __schema { types { name fields { name description } } } }`}
	if got := a.Do(t.Context(), large); len(got.JSON()) < size/keptPart || find(large) != nil {
		t.Errorf("an answer of %d bytes is kept among %d", len(got.JSON()), size)
	}
}
