package resolvers

import (
	"encoding/json"
	"fmt"
	"maps"
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
		for range 2 {
			if find(request(n)) != nil {
				t.Fatalf("%d was asked for once, or never, and is kept", n)
			}
			if got := a.Do(t.Context(), request(n)); len(got.Errors) > 0 || got.Kept {
				t.Fatalf("%d: %s", n, got.JSON())
			}
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
	for range 2 {
		if got := a.Do(t.Context(), large); len(got.JSON()) < size/keptPart || find(large) != nil {
			t.Errorf("an answer of %d bytes is kept among %d", len(got.JSON()), size)
		}
	}
}

// Two requests have one key only when they are the same.
func TestKeysOfRequests(t *testing.T) {
	type variables = map[string]any
	seen := map[string]int{}
	for i, c := range []struct {
		variables variables
		parts     []string
	}{
		{nil, []string{"a", "b"}},
		{nil, []string{"ab", ""}},
		{nil, []string{"", "ab"}},
		{variables{"id": "1"}, []string{"a", "b"}},
		{variables{"id": json.Number("1")}, []string{"a", "b"}},
		{variables{"id": nil}, []string{"a", "b"}},
		{variables{"id": []any{"1"}}, []string{"a", "b"}},
		{variables{"id": "1", "x": "2"}, []string{"a", "b"}},
		{variables{"id": "1x2"}, []string{"a", "b"}},
		{variables{"x": "1"}, []string{"a", "b"}},
		{variables{"x": variables{"id": "1", "y": true}}, []string{"a", "b"}},
	} {
		key, err := keyOf(c.variables, c.parts...)
		again, _ := keyOf(maps.Clone(c.variables), c.parts...)
		if before, had := seen[key]; err != nil || had || key != again {
			t.Errorf("%d: %v, or the key of %d, or another one the second time", i, err, before)
		}
		seen[key] = i
	}
	if _, err := keyOf(variables{"f": func() {}}); err == nil {
		t.Error("what cannot be printed has a key")
	}
}
