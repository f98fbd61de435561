package server_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// A card: an entity with ten relations and the evidence of each.
const cardQuery = `query Card($id: ID!) { entity(id: $id) { id label type relations(first: 10) { totalCount nodes {
  predicate subject { id label } object { id label } evidence { text page section document { id title } } } } } }`

const labelQuery = `{ entity(id: "policy/gbvs") { label } }`

var benchmarks = []struct {
	name  string
	query resolvers.Request
	want  string
}{
	{"label", resolvers.Request{Query: labelQuery}, `"label":`},
	{"card", resolvers.Request{Query: cardQuery, Variables: map[string]any{"id": "budget-article/V/2"}}, `"evidence":[{"text":`},
	{"neighbourhood", resolvers.Request{Query: `{ neighbourhood(id: "policy/gbvs", depth: 2) { nodes { id label type } edges { predicate } } }`}, `"edges":[{`},
}

// BenchmarkInProcess is what the answer itself costs.
func BenchmarkInProcess(b *testing.B) {
	api := resolvers.New(ingested(b), resolvers.Limits{}, nil)
	for _, x := range benchmarks {
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				if a := api.Do(b.Context(), x.query); len(a.Errors) > 0 || !strings.Contains(string(a.Data), x.want) {
					b.Fatalf("wrong answer: %v %s", a.Errors, a.Data)
				}
			}
		})
	}
}

// BenchmarkHTTP is the same over real HTTP, 16 connections at a time, client included; each answer
// is made anew.
func BenchmarkHTTP(b *testing.B) {
	c := serve(b, ingested(b), server.Options{Kept: -1})
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 16
	for _, x := range benchmarks {
		body := `{"query":` + quote(x.query.Query) + `,"variables":{"id":"budget-article/V/2"}}`
		if x.query.Variables == nil {
			body = `{"query":` + quote(x.query.Query) + `}`
		}
		b.Run(x.name, func(b *testing.B) {
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					resp, err := http.Post(c.url+"/graphql", "application/json", strings.NewReader(body))
					if err != nil {
						b.Error(err)
						return
					}
					text, err := io.ReadAll(resp.Body)
					_ = resp.Body.Close()
					if err != nil || !bytes.Contains(text, []byte(x.want)) {
						b.Errorf("wrong answer: %v %s", err, text)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}

func quote(s string) string {
	return `"` + strings.NewReplacer("\n", " ", `"`, `\"`).Replace(s) + `"`
}
