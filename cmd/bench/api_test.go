package main

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"rijksgraaf/cmd/bench/bare"
	"rijksgraaf/cmd/bench/bare/data"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// small is a graph that is quickly made.
func small() apiGraph { return apiGraph{relations: 30_000, seed: 1} }

// handlers gives our server and bare gqlgen over the same graph, in memory.
func handlers(t testing.TB, g apiGraph) map[string]http.Handler {
	t.Helper()
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	maps := data.New()
	var list []*graph.ChangeSet
	for i := range g.documents() {
		list = append(list, graph.Changes(s.View(), apiDocument(i, g.seed)))
		maps.Add(apiDocument(i, g.seed), constant)
	}
	if _, err := s.ApplyAll(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	maps.Finish()
	return map[string]http.Handler{"ours": server.New(s, server.Options{}), "bare": bare.Handler(maps)}
}

// blank takes an answer and keeps it.
type blank struct {
	header http.Header
	body   bytes.Buffer
}

func (b *blank) Header() http.Header         { return b.header }
func (b *blank) WriteHeader(int)             {}
func (b *blank) Write(p []byte) (int, error) { return b.body.Write(p) }

func request(h http.Handler, body string) *blank {
	r, _ := http.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json, application/json")
	w := &blank{header: http.Header{}}
	h.ServeHTTP(w, r)
	return w
}

// BenchmarkAPI is what the questions of `bench api` cost without a network and a client.
func BenchmarkAPI(b *testing.B) {
	g := small()
	sides := handlers(b, g)
	sample := g.sample()
	for i := range apiQueries {
		q := &apiQueries[i]
		bodies, err := q.bodies(q.ours, sample)
		if err != nil {
			b.Fatal(err)
		}
		for _, side := range []string{"ours", "bare"} {
			if side == "bare" && q.limit == 0 {
				continue
			}
			b.Run(q.name+"/"+side, func(b *testing.B) {
				b.ReportAllocs()
				for n := 0; b.Loop(); n++ {
					if w := request(sides[side], bodies[n%len(bodies)]); bytes.Contains(w.body.Bytes(), []byte(`"errors"`)) {
						b.Fatal(w.body.String())
					}
				}
			})
		}
	}
}
