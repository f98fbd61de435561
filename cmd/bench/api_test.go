package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"rijksgraaf/cmd/bench/bare"
	"rijksgraaf/cmd/bench/bare/data"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// small is a graph that is quickly made.
func small() apiGraph { return apiGraph{relations: 30_000, seed: 1} }

// handlers gives our server, as it comes ("ours") and keeping no answers ("run"), and bare gqlgen
// over the same graph, in memory.
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
	return map[string]http.Handler{"ours": server.New(s, server.Options{}), "run": server.New(s, server.Options{Kept: -1}), "bare": bare.Handler(maps)}
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

// BenchmarkAPI is what the questions of `bench api` cost without a network and a client: 200
// requests again and again of a server that keeps answers (again), of one that keeps none (run)
// and of bare gqlgen (bare), and requests that are all different of one that keeps (different).
func BenchmarkAPI(b *testing.B) {
	g := small()
	sides := handlers(b, g)
	sample := g.sample()
	for i := range apiQueries {
		q := &apiQueries[i]
		for _, way := range []string{"again", "different", "run", "bare"} {
			if way == "bare" && q.limit == 0 || way == "different" && q.all == nil {
				continue
			}
			b.Run(q.name+"/"+way, func(b *testing.B) { askOver(b, cmp.Or(sides[way], sides["ours"]), q, sample, way == "different") })
		}
	}
}

// askOver asks a question as long as the benchmark wants.
func askOver(b *testing.B, h http.Handler, q *apiQuery, sample *apiSample, different bool) {
	bodies, err := q.bodies(q.ours, sample)
	if different {
		all := q.all(sample)
		bodies, err = inBodies(q.ours, len(all), func(i int) map[string]any { return map[string]any{q.about: all[i]} })
	}
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if w := request(h, bodies[n%len(bodies)]); bytes.Contains(w.body.Bytes(), []byte(`"errors"`)) {
			b.Fatal(w.body.String())
		}
	}
}

func TestAPIDocumentsAreTheSameEachTime(t *testing.T) {
	x := apiDocument(7, 1)
	if !reflect.DeepEqual(x, apiDocument(7, 1)) {
		t.Error("one seed gives two documents")
	}
	if reflect.DeepEqual(x.Relations, apiDocument(7, 2).Relations) {
		t.Error("two seeds give one document")
	}
	if len(x.Relations) != apiRelations || len(x.Entities) < apiEntities {
		t.Errorf("%d relations among %d entities", len(x.Relations), len(x.Entities))
	}
	text := []rune(x.Document.Text)
	for _, r := range x.Relations {
		if v := r.Evidence[0]; string(text[v.Start:v.End]) != v.Text {
			t.Fatalf("%s does not stand at %v", v.Text, v.Span)
		}
	}
}

// TestOursAndBareAgree has both answer every question that both are asked, and every answer
// of ours be free of errors and not empty.
func TestOursAndBareAgree(t *testing.T) {
	g := apiGraph{relations: 3000, seed: 1}
	h := handlers(t, g)
	var sides []*apiSide
	for _, name := range []string{"ours", "bare"} {
		s := httptest.NewServer(h[name])
		t.Cleanup(s.Close)
		sides = append(sides, &apiSide{name, s.URL + "/graphql", func(q *apiQuery) string {
			if name == "bare" && q.limit == 0 {
				return ""
			}
			return q.ours
		}})
	}
	s := &shooter{sample: g.sample()}
	if len(s.sample.cards) == 0 || len(s.sample.hops) == 0 {
		t.Fatal("nothing to ask about")
	}
	for i := range apiQueries {
		q := &apiQueries[i]
		if err := s.agree(t.Context(), q, sides); err != nil {
			t.Error(err)
		}
		bodies, err := q.bodies(q.ours, s.sample)
		if err != nil {
			t.Fatal(err)
		}
		data, err := ask(t.Context(), sides[0].url, bodies[0])
		if err != nil || strings.Contains(inJSON(data), "null") || strings.Contains(inJSON(data), "[]") {
			t.Errorf("%s: %v %s", q.name, err, inJSON(data))
		}
	}
}

// TestDifferentAnswersAreTold has a side that answers something else.
func TestDifferentAnswersAreTold(t *testing.T) {
	says := func(label string) *apiSide {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"data":{"entity":{"label":"` + label + `"}}}`))
		}))
		t.Cleanup(s.Close)
		return &apiSide{label, s.URL, func(q *apiQuery) string { return q.ours }}
	}
	s := &shooter{sample: &apiSample{cards: []string{"policy/n1"}}}
	err := s.agree(t.Context(), &apiQueries[0], []*apiSide{says("one"), says("two")})
	if err == nil || !strings.Contains(err.Error(), "one and two answer") {
		t.Errorf("got %v", err)
	}
}

// TestDifferentRequestsDoNotRepeat has each question asked far more often than it has 200
// requests, and the next time go on with others.
func TestDifferentRequestsDoNotRepeat(t *testing.T) {
	s := &shooter{sample: small().sample(), asked: map[string]int{}}
	side := &apiSide{name: "ours", text: func(q *apiQuery) string { return q.ours }}
	for i := range apiQueries {
		q := &apiQueries[i]
		if q.all == nil {
			continue
		}
		seen := map[string]bool{}
		for range min(5, len(q.all(s.sample))/sampleSize) {
			bodies, err := s.different(side, q, float64(sampleSize)/manyPerSecond)
			if err != nil || len(bodies) != sampleSize {
				t.Fatalf("%s: %d requests, %v", q.name, len(bodies), err)
			}
			for _, b := range bodies {
				if seen[b] {
					t.Fatalf("%s is asked twice: %s", q.name, b)
				}
				seen[b] = true
			}
			s.asked["ours "+q.name] += sampleSize
		}
		if len(seen) < 2*sampleSize {
			t.Errorf("%s: only %d different requests of %d entities", q.name, len(seen), s.sample.entities)
		}
	}
}

func TestGoalsThatAreMissedAreTold(t *testing.T) {
	r := apiRow{"card", true, 16, map[string]shot{"ours": {PerSecond: 300, P99: 9}, "peer": {PerSecond: 100, P99: 8}, "bare": {PerSecond: 400}}}
	_, missed := r.goals()
	if got := strings.Join(missed, "; "); got != "card different at 16: 3.0 of 4 times the peer; card different at 16: p99 9.0 ms, the peer 8.0; card different at 16: 0.75 of 0.8 of bare gqlgen" {
		t.Errorf("got %s", got)
	}
	r.Sides = map[string]shot{"ours": {PerSecond: 400, P99: 7}, "peer": {PerSecond: 100, P99: 8}, "bare": {PerSecond: 500}}
	if _, missed := r.goals(); len(missed) > 0 {
		t.Errorf("got %v", missed)
	}
}

// TestWhatIsMissingIsTold has neither PostgreSQL nor Node.
func TestWhatIsMissingIsTold(t *testing.T) {
	dir := t.TempDir()
	if _, err := newPeer(dir, dir, dir); err == nil || !strings.Contains(err.Error(), "postgresql-15") {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "postgres"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := newPeer(dir, dir, dir); err == nil || !strings.Contains(err.Error(), "npm ci --prefix") {
		t.Errorf("got %v", err)
	}
}

// TestDocumentsComeInAgain asks that who takes documents in, stops and begins again goes on with
// others, and says each time how many came.
func TestDocumentsComeInAgain(t *testing.T) {
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var said bytes.Buffer
	w := &apiWriter{s: s, g: apiGraph{seed: 1}, next: 3, out: &said}
	lines, orders := io.Pipe()
	obeyed, profile := make(chan struct{}), filepath.Join(t.TempDir(), "none")
	go func() {
		w.obey(t.Context(), lines, profile)
		close(obeyed)
	}()
	documents := func() int { return len(s.View().Documents(graph.DocumentFilter{})) }
	var told []int
	for range 2 {
		before := documents()
		_, _ = io.WriteString(orders, "write 1000\n")
		for documents() < before+2 && t.Context().Err() == nil {
			runtime.Gosched()
		}
		_, _ = io.WriteString(orders, "still\n")
		_, _ = io.WriteString(orders, "\n") // which is read once the line before it is obeyed
		told = append(told, documents()-before)
	}
	_ = orders.Close()
	<-obeyed
	if want := fmt.Sprintf("%d\n%d\n", told[0], told[1]); said.String() != want {
		t.Errorf("told %q, wanted %q", said.String(), want)
	}
}
