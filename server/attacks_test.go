package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// each joins what f gives for 0 to n-1.
func each(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

// maxRefusal is how long in bytes the answer to an attack may be: it is no amplifier.
const maxRefusal = 4096

// The attacks that graphql-cop tries, and some of its kind. Each is refused by one rule,
// before it is compared with the schema or run, in a short answer.
func TestAttacksByQuery(t *testing.T) {
	c := fixture(t)
	repeat := strings.Repeat
	for _, x := range []struct {
		name, query string
		status      int
		code, words string
	}{
		{"alias overloading", "{" + each(101, func(i int) string { return fmt.Sprintf(" a%d: __typename", i) }) + "}", 422, "LIMIT", "101 aliases; the limit is 100"},
		{"10,000 aliases", "{" + each(10_000, func(i int) string { return fmt.Sprintf(" a%d: __typename", i) }) + "}", 422, "LIMIT", "words and signs"},
		{"directive overloading", "{ __typename" + repeat(" @aa", 1000) + "}", 422, "LIMIT", "1000 directives; the limit is 100"},
		{"directives that the schema has", "{ __typename" + repeat(" @skip(if: false)", 101) + "}", 422, "LIMIT", "101 directives"},
		{"directives on fragments", "{ ... " + repeat("@include(if: true) ", 101) + "{ __typename } }", 422, "LIMIT", "101 directives"},
		{"field duplication", "{" + repeat(" __typename", 5000) + "}", 422, "LIMIT", "4999 times"},
		{"duplication inside", "{ entities { nodes {" + repeat(" id", 5000) + "} } }", 422, "LIMIT", "4999 times"},
		{"duplication by fragments", "{" + repeat(" ... { __typename }", 2000) + "}", 422, "LIMIT", "1999 times"},
		{"fragments without end", "{" + repeat(" ...F", 2000) + "} fragment F on Query { __typename }", 422, "LIMIT", "spreads 2000"},
		{"duplication that costs", "{" + repeat(" entities(first: 1000) { nodes { id label type iri } }", 101) + "}", 422, "LIMIT", "101 fields at its top"},
		{"circular introspection", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"circular fragments", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"deep recursion", repeat("{ entities ", 3000) + repeat("}", 3000), 400, "GRAPHQL_PARSE_FAILED", "nesting"},
		{"1,000 nested lists", "{ nodes(ids: " + repeat("[", 1000) + repeat("]", 1000) + ") { id } }", 400, "GRAPHQL_PARSE_FAILED", "nesting"},
		{"errors without end", "{" + each(3000, func(i int) string { return fmt.Sprintf(" a%d", i) }) + "}", 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"operations without end", each(1900, func(i int) string { return fmt.Sprintf(" query A%d { __typename }", i) }), 400, "GRAPHQL_VALIDATION_FAILED", ""},
		{"a subscription as a query", "subscription { changes { commit { number } } }", 400, "INVALID", "more than one answer"},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := c.ask(x.query, nil)
			if r.status != x.status || r.code() != x.code || !strings.Contains(r.raw, x.words) {
				t.Errorf("status %d, %.400s; wanted %d, %s, %q", r.status, r.raw, x.status, x.code, x.words)
			}
			if r.Data != nil || len(r.raw) > maxRefusal {
				t.Errorf("the refusal has %d bytes, data %s", len(r.raw), r.Data)
			}
		})
	}
}

// What graphql-cop sends in other ways than a query by POST.
func TestAttacksByRequest(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	c := serve(t, s, server.Options{Token: resolvers.NewToken("een-geheim-van-jan")})
	before := s.View()
	const mutation = `mutation{acceptCandidate(a:"threat/terrorisme",b:"threat/cyberdreigingen"){a{id}}}`
	form := "application/x-www-form-urlencoded"
	for _, x := range []struct {
		name, method, path, media, body string
		status                          int
	}{
		{"a mutation by GET", "GET", "/graphql?query=" + url.QueryEscape(mutation), "", "", 405},
		{"a mutation as a form", "POST", "/graphql", form, "query=" + url.QueryEscape(mutation), 415},
		{"a query as a form", "POST", "/graphql", form, "query=%7B__typename%7D", 415},
		{"a form in the address", "POST", "/graphql?query=" + url.QueryEscape(mutation), form, "", 415},
		{"a mutation as plain text", "POST", "/graphql", "text/plain", `{"query":` + quote(mutation) + `}`, 415},
		{"a mutation as a file", "POST", "/graphql", "multipart/form-data; boundary=x", "--x\r\n\r\n", 401},
		{"a mutation without a token", "POST", "/graphql", "application/json", `{"query":` + quote(mutation) + `}`, 401},
		{"a batch", "POST", "/graphql", "application/json", "[" + strings.Repeat(`{"query":"{ __typename }"},`, 9) + `{"query":"{ __typename }"}]`, 400},
		{"another method", "PUT", "/graphql", "application/json", `{"query":"{ __typename }"}`, 405},
	} {
		r := c.send(x.method, x.path, x.media, "application/graphql-response+json", strings.NewReader(x.body))
		if r.status != x.status || len(r.Errors) != 1 || string(r.Data) != "" && string(r.Data) != "null" {
			t.Errorf("%s: status %d, %s", x.name, r.status, r.raw)
		}
	}
	if s.View() != before {
		t.Error("something was changed")
	}
}

// No answer tells how the server works: no trace, no stack, and where the schema is kept
// from clients no names either.
func TestNothingIsGivenAway(t *testing.T) {
	open, closed := fixture(t), serve(t, newStore(t), server.Options{Limits: resolvers.Limits{NoIntrospection: true}})
	for _, query := range []string{`{ __typename }`, `{ nergens }`, `{ entities(first: -1) { totalCount } }`} {
		if r := open.ask(query, nil); strings.Contains(r.raw, "tracing") || strings.Contains(r.raw, ".go") || strings.Contains(r.raw, "goroutine") {
			t.Errorf("%s: %s", query, r.raw)
		}
	}
	if r := open.ask(`{ entitie { totalCount } }`, nil); !strings.Contains(r.raw, "Did you mean") {
		t.Errorf("a schema that anybody may read is not suggested from: %s", r.raw)
	}
	for query, code := range map[string]string{
		`{ __schema { types { name } } }`:                                  "FORBIDDEN",
		`{ __type(name: "Query") { name } }`:                               "FORBIDDEN",
		`{ ...F } fragment F on Query { __schema { queryType { name } } }`: "FORBIDDEN",
		`{ entitie { totalCount } }`:                                       "GRAPHQL_VALIDATION_FAILED",
		`{ entities(filter: {type: X}) { nodes } }`:                        "GRAPHQL_VALIDATION_FAILED",
		`{ __typename }`:                                                   "",
	} {
		if r := closed.ask(query, nil); r.code() != code || strings.Contains(r.raw, "Did you mean") || r.status == 200 != (code == "") {
			t.Errorf("%s: status %d, %s", query, r.status, r.raw)
		}
	}
	if r := closed.send(http.MethodGet, "/graphql/schema", "", "", nil); r.status != http.StatusForbidden {
		t.Errorf("the schema itself: status %d", r.status)
	}
}

// Every limit can be set, is held, and is named by the error.
func TestEveryLimit(t *testing.T) {
	for _, x := range []struct {
		name   string
		limits resolvers.Limits
		query  string
		words  string
	}{
		{"depth", resolvers.Limits{Depth: 2}, `{ entities { nodes { id } } }`, "3 levels of fields; the limit is 2"},
		{"cost", resolvers.Limits{Cost: 10}, `{ entities(first: 9) { nodes { id } } }`, "19 values; the limit is 10"},
		{"aliases", resolvers.Limits{Aliases: 1}, `{ a: __typename b: __typename }`, "2 aliases; the limit is 1"},
		{"aliases by fragments", resolvers.Limits{Aliases: 3}, `{ ...F ...G } fragment F on Query { a: __typename b: __typename } fragment G on Query { c: __typename d: __typename }`, "4 aliases; the limit is 3"},
		{"root fields", resolvers.Limits{RootFields: 1}, `{ __typename statistics { documents } }`, "2 fields at its top; the limit is 1"},
		{"root fields by fragments", resolvers.Limits{RootFields: 1}, `{ ...F } fragment F on Query { __typename statistics { documents } }`, "2 fields at its top"},
		{"directives", resolvers.Limits{Directives: 1}, `query @skip(if: false) { __typename @skip(if: false) }`, ""},
		{"directives by fragments", resolvers.Limits{Directives: 1}, `{ ...F @include(if: true) } fragment F on Query { __typename @skip(if: false) }`, "2 directives; the limit is 1"},
		{"repeats", resolvers.Limits{Repeats: 1}, `{ __typename __typename __typename }`, "asks 2 times for a field that it asks for already; the limit is 1"},
		{"page", resolvers.Limits{List: 10}, `{ entities(first: 11) { totalCount } }`, "10"},
		{"page from the end", resolvers.Limits{List: 10}, `{ entities(last: 11) { totalCount } }`, "10"},
		{"ids", resolvers.Limits{List: 2}, `{ nodes(ids: ["a", "b", "c"]) { id } }`, "2"},
		{"drawing", resolvers.Limits{List: 10}, `{ neighbourhood(id: "policy/gbvs", limit: 11) { truncated } }`, "10"},
		{"words", resolvers.Limits{Tokens: 5}, `{ a: __typename b: __typename }`, "5 words and signs"},
		{"text", resolvers.Limits{Text: 10}, `{ document(id: "document/kst-36360-V-1") { text } }`, "too much text"},
		{"time", resolvers.Limits{Time: 1}, `{ entities { totalCount } }`, "too long"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := serve(t, newStore(t, paperV(t)), server.Options{Limits: x.limits})
			r := c.ask(x.query, nil)
			if x.words == "" {
				if r.code() == "" {
					t.Errorf("nothing is refused: %s", r.raw)
				}
				return
			}
			if r.code() != "LIMIT" || len(r.Errors) != 1 || !strings.Contains(r.Errors[0].Message, x.words) {
				t.Errorf("%s; wanted %q", r.raw, x.words)
			}
		})
	}
	c := serve(t, newStore(t), server.Options{Limits: resolvers.Limits{List: 3}})
	if r := c.ask(`query($t: [EntityType!]) { entities(filter: {types: $t}) { totalCount } }`, map[string]any{"t": []string{"THREAT", "THREAT", "THREAT", "THREAT"}}); r.code() != "LIMIT" || !strings.Contains(r.raw, "a list of 4 items; the limit is 3") {
		t.Errorf("a list among the variables: %s", r.raw)
	}
}
