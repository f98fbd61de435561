package server_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

func serverOptions() server.Options { return server.Options{} }

// Each kind of bad query gets one clear error with a code, and a status that fits.
func TestBadQueries(t *testing.T) {
	c := fixture(t)
	deep := strings.Repeat("relations { nodes { subject { ", 8) + "id" + strings.Repeat(" } } }", 8)
	var aliases, bombs strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&aliases, "a%d: __typename ", i)
	}
	for i := range 60 {
		fmt.Fprintf(&bombs, "fragment F%d on Query { ...F%d ...F%d } ", i, i+1, i+1)
	}
	bombs.WriteString("fragment F60 on Query { statistics { documents } }")
	const cyber = `eyJub25zZW5zZSI6MX0`
	for _, x := range []struct {
		name, query string
		variables   map[string]any
		status      int
		code, words string
	}{
		{"malformed", `{ entity(id: `, nil, 400, "GRAPHQL_PARSE_FAILED", ""},
		{"empty selection", `{ }`, nil, 400, "GRAPHQL_PARSE_FAILED", ""},
		{"unknown field", `{ entiteit(id: "x") { id } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", "entiteit"},
		{"unknown argument", `{ entity(iri: "x") { id } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", "iri"},
		{"unknown enum value", `{ entities(filter: {types: [MONSTER]}) { totalCount } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", "MONSTER"},
		{"wrong literal type", `{ entities(first: "ten") { totalCount } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"wrong variable type", `query($n: Int) { entities(first: $n) { totalCount } }`, map[string]any{"n": "ten"}, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"wrong variable enum", `query($t: [EntityType!]) { entities(filter: {types: $t}) { totalCount } }`, map[string]any{"t": []string{"MONSTER"}}, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"missing variable", `query($id: ID!) { entity(id: $id) { id } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", "defined"},
		{"mutation", `mutation { ingest }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"too deep", `{ ` + deep + ` }`, nil, 422, "LIMIT", "levels"},
		{"too many values", `{ entities(first: 1000) { nodes { relations(first: 1000) { nodes { id } } } } }`, nil, 422, "LIMIT", "values"},
		{"endless text", `{ ` + aliases.String() + ` }`, nil, 422, "LIMIT", "10000 words and signs"},
		{"nested lists", `{ nodes(ids: ` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + `) { id } }`, nil, 400, "GRAPHQL_PARSE_FAILED", "nesting"},
		{"too many aliases", `{ ` + strings.Join(strings.SplitAfter(aliases.String(), "__typename ")[:101], "") + ` }`, nil, 422, "LIMIT", "aliases"},
		{"fragment bomb", `{ ...F0 } ` + bombs.String(), nil, 422, "LIMIT", "countless"},
		{"fragment cycle", `{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"endless introspection", `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`, nil, 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"bad cursor", `{ entities(after: "niets") { totalCount } }`, nil, 200, "INVALID", "after"},
		{"forged cursor", `{ entities(before: "` + cyber + `") { totalCount } }`, nil, 200, "INVALID", "before"},
		{"long cursor", `{ entities(after: "` + strings.Repeat("A", 9000) + `") { totalCount } }`, nil, 200, "INVALID", "after"},
		{"negative first", `{ entities(first: -1) { totalCount } }`, nil, 200, "INVALID", "negative"},
		{"negative last", `{ relations(last: -1) { totalCount } }`, nil, 200, "INVALID", "negative"},
		{"huge first", `{ entities(first: 1001) { totalCount } }`, nil, 200, "LIMIT", "1000"},
		{"first beyond 32 bits", `{ entities(first: 99999999999) { totalCount } }`, nil, 200, "INVALID", "32 bits"},
		{"negative depth", `{ neighbourhood(id: "policy/gbvs", depth: -1) { truncated } }`, nil, 200, "INVALID", "depth"},
		{"huge depth", `{ neighbourhood(id: "policy/gbvs", depth: 99) { truncated } }`, nil, 200, "LIMIT", "depth"},
		{"no limit", `{ neighbourhood(id: "policy/gbvs", limit: 0) { truncated } }`, nil, 200, "INVALID", "limit"},
		{"huge limit", `{ neighbourhood(id: "policy/gbvs", limit: 1000000) { truncated } }`, nil, 200, "LIMIT", "limit"},
		{"huge path", `{ path(from: "a", to: "b", maxLength: 13) { length } }`, nil, 200, "LIMIT", "maxLength"},
		{"negative window", `{ document(id: "document/kst-36360-V-1") { text(start: -1) } }`, nil, 200, "INVALID", "start"},
		{"window the wrong way", `{ document(id: "document/kst-36360-V-1") { text(start: 5, end: 4) } }`, nil, 200, "INVALID", "end"},
		{"too many ids", `query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }`, map[string]any{"ids": make([]string, 1001)}, 422, "LIMIT", "1000"},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := c.ask(x.query, x.variables)
			if r.status != x.status || r.code() != x.code {
				t.Fatalf("status %d, code %q; wanted %d, %q: %.300s", r.status, r.code(), x.status, x.code, r.raw)
			}
			if !strings.Contains(r.Errors[0].Message, x.words) {
				t.Errorf("the message %q lacks %q", r.Errors[0].Message, x.words)
			}
			if refused := x.status != 200; refused && r.Data != nil {
				t.Errorf("a refused query has data: %s", r.raw)
			}
		})
	}
}

// A query that asks for everything twice in every way still has a cost that is known.
func TestFragmentsAreMeasuredWithoutRunningThem(t *testing.T) {
	c := fixture(t)
	r := c.ask(`query($n: Int!) { ...A ...A } fragment A on Query { x: entities(first: $n) { ...B } } fragment B on EntityConnection { nodes { id label } }`,
		map[string]any{"n": 1000})
	if r.status != http.StatusOK {
		t.Errorf("a cheap query was refused: %s", r.raw)
	}
}

func TestSlowQuery(t *testing.T) {
	c := serve(t, newStore(t, paperV(t)), server.Options{Limits: resolvers.Limits{Time: time.Nanosecond}})
	r := c.ask(`{ entities { nodes { id } } }`, nil)
	if r.status != http.StatusOK || r.code() != "LIMIT" || !strings.Contains(r.raw, "too long") {
		t.Errorf("status %d: %s", r.status, r.raw)
	}
}

func TestTextLimit(t *testing.T) {
	c := serve(t, newStore(t, paperV(t)), server.Options{Limits: resolvers.Limits{Text: 100}})
	c.same(`{ document(id: "document/kst-36360-V-1") { text(end: 50) } }`, `{"document": {"text": "Artikel 2: Veiligheid en stabiliteit\nB. Rol en ver"}}`)
	if r := c.ask(`{ document(id: "document/kst-36360-V-1") { text } }`, nil); r.code() != "LIMIT" {
		t.Errorf("the whole text was handed out: %s", r.raw)
	}
}

func TestBadRequests(t *testing.T) {
	c := serve(t, newStore(t, paperV(t)), server.Options{BodyLimit: 1000})
	const query = `{"query":"{ __typename }"}`
	for _, x := range []struct {
		name, method, path, media, body string
		status                          int
		code                            string
	}{
		{"fine", "POST", "/graphql", "application/json", query, 200, ""},
		{"fine with charset", "POST", "/graphql", "application/json; charset=UTF-8", query, 200, ""},
		{"body too large", "POST", "/graphql", "application/json", `{"query":"` + strings.Repeat("#", 1000) + `"}`, 413, "LIMIT"},
		{"no content type", "POST", "/graphql", "", query, 415, "INVALID"},
		{"wrong content type", "POST", "/graphql", "text/plain", query, 415, "INVALID"},
		{"wrong charset", "POST", "/graphql", "application/json; charset=utf-16", query, 415, "INVALID"},
		{"empty body", "POST", "/graphql", "application/json", "", 400, "INVALID"},
		{"malformed JSON", "POST", "/graphql", "application/json", `{"query":`, 400, "INVALID"},
		{"two values", "POST", "/graphql", "application/json", query + query, 400, "INVALID"},
		{"batch", "POST", "/graphql", "application/json", "[" + query + "]", 400, "INVALID"},
		{"no query", "POST", "/graphql", "application/json", `{}`, 400, "INVALID"},
		{"query of wrong type", "POST", "/graphql", "application/json", `{"query":3}`, 400, "INVALID"},
		{"variables of wrong type", "POST", "/graphql", "application/json", `{"query":"{ __typename }","variables":[1]}`, 400, "INVALID"},
		{"not UTF-8", "POST", "/graphql", "application/json", "{\"query\":\"{ __typename } # \xff\"}", 400, "INVALID"},
		{"unknown operation", "POST", "/graphql", "application/json", `{"query":"query A { __typename }","operationName":"B"}`, 400, "GRAPHQL_VALIDATION_FAILED"},
		{"wrong method", "DELETE", "/graphql", "", "", 405, "INVALID"},
		{"GET", "GET", "/graphql?query=%7B__typename%7D", "", "", 200, ""},
		{"GET without query", "GET", "/graphql", "", "", 400, "INVALID"},
		{"GET with bad variables", "GET", "/graphql?query=%7B__typename%7D&variables=x", "", "", 400, "INVALID"},
		{"GET with bad escapes", "GET", "/graphql?query=%7B__typename%7D&x=%zz", "", "", 400, "INVALID"},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := c.send(x.method, x.path, x.media, "application/graphql-response+json", strings.NewReader(x.body))
			if r.status != x.status || r.code() != x.code {
				t.Errorf("status %d, code %q; wanted %d, %q: %s", r.status, r.code(), x.status, x.code, r.raw)
			}
		})
	}
}

func TestMediaTypes(t *testing.T) {
	c := fixture(t)
	const bad = `{"query":"{ nergens }"}`
	for _, x := range []struct {
		accept, media string
		status        int
	}{
		{"", "application/json; charset=utf-8", 200},
		{"*/*", "application/json; charset=utf-8", 200},
		{"application/json", "application/json; charset=utf-8", 200},
		{"application/graphql-response+json", "application/graphql-response+json; charset=utf-8", 400},
		{"application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8", 400},
		{"application/graphql-response+json;q=0.2, application/json;q=0.9", "application/json; charset=utf-8", 200},
		{"text/html", "application/json; charset=utf-8", 406},
	} {
		r := c.send(http.MethodPost, "/graphql", "application/json", x.accept, strings.NewReader(bad))
		if r.status != x.status || r.media != x.media {
			t.Errorf("Accept %q: status %d, %s", x.accept, r.status, r.media)
		}
	}
	if r := c.send(http.MethodGet, "/graphql", "", "text/html,*/*;q=0.8", nil); r.status != http.StatusSeeOther {
		t.Errorf("a browser at /graphql gets status %d", r.status)
	}
}

// broken is a store whose view is gone: whatever reads it panics.
type broken struct{}

func (broken) View() *graph.View { return nil }

func TestPanicsStayInside(t *testing.T) {
	h := server.New(broken{}, server.Options{})
	c := clientOf(t, h)
	r := c.ask(`{ statistics { documents } }`, nil)
	if r.code() != "INTERNAL" || r.Errors[0].Message != "internal error" || strings.Contains(r.raw, "nil pointer") {
		t.Errorf("a panic in a resolver: status %d, %s", r.status, r.raw)
	}
	if r := c.send(http.MethodGet, "/id/policy/gbvs", "", "", nil); r.status != http.StatusInternalServerError ||
		!strings.Contains(r.raw, `"INTERNAL"`) || strings.Contains(r.raw, "nil pointer") {
		t.Errorf("a panic in a page: status %d, %s", r.status, r.raw)
	}
	if r := c.send(http.MethodGet, "/readyz", "", "", nil); r.status != http.StatusServiceUnavailable {
		t.Errorf("not ready: status %d", r.status)
	}
}

// Walks every connection forwards and backwards in steps and finds the whole list.
func TestPagination(t *testing.T) {
	c := fixture(t)
	for _, x := range []string{"entities(orderBy: ID, %s)", "entities(orderBy: LABEL, %s)", "entities(orderBy: MENTIONS, %s)", "relations(%s)", "documents(%s)",
		`search(text: "de", %s)`} {
		all := c.page(x, "first: 1000", "").ids
		if len(all) < 2 {
			t.Fatalf("%s: only %v", x, all)
		}
		for _, size := range []int{1, 2, 3} {
			forwards := c.walk(x, size, true)
			backwards := c.walk(x, size, false)
			if got, want := strings.Join(forwards, " "), strings.Join(all, " "); got != want {
				t.Errorf("%s in steps of %d forwards:\ngot    %s\nwanted %s", x, size, got, want)
			}
			if got, want := strings.Join(backwards, " "), strings.Join(all, " "); got != want {
				t.Errorf("%s in steps of %d backwards:\ngot    %s\nwanted %s", x, size, got, want)
			}
		}
	}
}

// A cursor keeps its place when what it points at is gone, and when things come before.
func TestCursorsSurviveChanges(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	c := serve(t, s, server.Options{})
	field := "entities(orderBy: ID, %s)"
	first := c.page(field, "first: 2", "")
	if strings.Join(first.ids, " ") != "activity/bijdragen budget-article/V/2" {
		t.Fatalf("the first page holds %v", first.ids)
	}
	if _, err := s.Delete(t.Context(), "document/kst-36360-V-1"); err != nil {
		t.Fatal(err)
	}
	next := c.page(field, "first: 2, after: $cursor", first.end)
	if strings.Join(next.ids, " ") != "budget-article/X/1 budget-chapter/V" {
		t.Errorf("after the deletion the next page holds %v", next.ids)
	}
}

type onePage struct {
	ids        []string
	start, end string
	next, prev bool
	total      int
}

func (c client) page(field, arguments, cursor string) onePage {
	c.t.Helper()
	query := "($cursor: String) { list: " + fmt.Sprintf(field, arguments) +
		" { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
	variables := map[string]any{}
	if strings.Contains(arguments, "$cursor") {
		variables["cursor"] = cursor
		query = "query" + query
	} else {
		query = "query" + strings.TrimPrefix(query, "($cursor: String)")
	}
	var r struct {
		List struct {
			TotalCount int
			Nodes      []struct{ ID string }
			Edges      []struct{ Cursor string }
			PageInfo   struct {
				HasNextPage, HasPreviousPage bool
				StartCursor, EndCursor       string
			}
		}
	}
	c.get(&r, query, variables)
	p := onePage{start: r.List.PageInfo.StartCursor, end: r.List.PageInfo.EndCursor, next: r.List.PageInfo.HasNextPage,
		prev: r.List.PageInfo.HasPreviousPage, total: r.List.TotalCount}
	for _, n := range r.List.Nodes {
		p.ids = append(p.ids, n.ID)
	}
	if n := len(r.List.Edges); n > 0 && (r.List.Edges[0].Cursor != p.start || r.List.Edges[n-1].Cursor != p.end) {
		c.t.Errorf("%s: pageInfo and edges disagree", field)
	}
	return p
}

func (c client) walk(field string, size int, forwards bool) []string {
	c.t.Helper()
	var out []string
	arguments := map[bool][2]string{true: {"first: %d", "first: %d, after: $cursor"}, false: {"last: %d", "last: %d, before: $cursor"}}[forwards]
	p := c.page(field, fmt.Sprintf(arguments[0], size), "")
	for steps := 0; ; steps++ {
		if forwards {
			out = append(out, p.ids...)
		} else {
			out = append(append([]string{}, p.ids...), out...)
		}
		more, cursor := p.next, p.end
		if !forwards {
			more, cursor = p.prev, p.start
		}
		if !more || steps > p.total {
			return out
		}
		p = c.page(field, fmt.Sprintf(arguments[1], size), cursor)
	}
}

func TestPageEdges(t *testing.T) {
	c := fixture(t)
	if p := c.page("entities(%s)", "first: 0", ""); len(p.ids) != 0 || p.total == 0 || !p.next {
		t.Errorf("first: 0 gives %+v", p)
	}
	all := c.page("entities(%s)", "first: 1000", "").ids
	if p := c.page("entities(%s)", "first: 3, last: 1", ""); len(p.ids) != 1 || p.ids[0] != all[2] || !p.prev || !p.next {
		t.Errorf("first: 3, last: 1 gives %+v", p)
	}
	r := c.ask(`{ relations(after: "`+c.page("entities(%s)", "first: 1", "").end+`") { totalCount } }`, nil)
	if r.code() != "INVALID" {
		t.Errorf("a cursor of another list passes: %s", r.raw)
	}
}

func TestNumbersOfJSON(t *testing.T) {
	r := fixture(t).ask(`query($n: Int) { entities(first: $n) { totalCount } }`, map[string]any{"n": math.MaxInt32 + 1})
	if r.code() == "" || r.code() == "INTERNAL" {
		t.Errorf("a number beyond 32 bits: %s", r.raw)
	}
	var raw any
	if err := json.Unmarshal([]byte(r.raw), &raw); err != nil {
		t.Error(err)
	}
}
