package server_test

import (
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
)

// asked answers a query without HTTP.
func asked(t *testing.T, s *graph.Store, query string) resolvers.Answer {
	t.Helper()
	return *resolvers.New(s, resolvers.Limits{}, nil).Do(t.Context(), resolvers.Request{Query: query})
}

// What filters, orders and traversals refuse, each with one clear error.
func TestFiltersRefuse(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	deep := strings.Repeat("not: {", graph.MaxFilterDepth) + "types: [THREAT]" + strings.Repeat("}", graph.MaxFilterDepth)
	wide := strings.Repeat("{types: [THREAT]} ", graph.MaxFilterParts)
	for query, want := range map[string]string{
		`{ entities(filter: {` + deep + `}) { totalCount } }`:                                                         "LIMIT: 9 filters stand within each other",
		`{ relations(filter: {subjectWhere: {` + deep + `}}) { totalCount } }`:                                        "LIMIT: 10 filters stand within each other",
		`{ entities(filter: {or: [` + wide + `]}) { totalCount } }`:                                                   "LIMIT: the filter holds 201 filters",
		`{ entities(filter: {sections: {kinds: ["hoofdstuk"]}}) { totalCount } }`:                                     "INVALID: kinds: there is no kind of section \"hoofdstuk\"",
		`{ commits(filter: {since: "gisteren"}) { totalCount } }`:                                                     "INVALID: \"gisteren\" is no moment such as",
		`{ path(from: "policy/gbvs", to: "place/nederland", k: 0) { length } }`:                                       "INVALID: k is 0; it must be at least 1",
		`{ path(from: "policy/gbvs", to: "place/nederland", k: 51) { length } }`:                                      "LIMIT: k: 51 is more than 50",
		`{ neighbourhood(id: "policy/gbvs", maxDegree: 0) { truncated } }`:                                            "INVALID: maxDegree is 0; it must be at least 1",
		`{ subgraph(ids: ["policy/gbvs"], limit: 0) { truncated } }`:                                                  "INVALID: limit is 0; it must be at least 1",
		`{ aggregateEntities { groups(first: -1) { count } } }`:                                                       "INVALID: first is -1; it must not be negative",
		`{ aggregateEntities(filter: {types: [THREAT]}) { groups { examples(first: 11) { id } } } }`:                  "LIMIT: examples: 11 is more than 10",
		`{ entities(orderBy: LABEL, after: "` + cursorOf(t, s, "LABEL, orderDirection: DESC") + `") { totalCount } }`: "INVALID: after: this cursor does not belong to this list",
	} {
		a := asked(t, s, query)
		if len(a.Errors) != 1 {
			t.Errorf("%s: %v", query, a.Errors)
			continue
		}
		if got := fmt.Sprintf("%v: %s", a.Errors[0].Extensions["code"], a.Errors[0].Message); !strings.Contains(got, want) && !strings.Contains(got, strings.Replace(want, ": ", ": query: ", 1)) {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

func cursorOf(t *testing.T, s *graph.Store, order string) string {
	t.Helper()
	a := asked(t, s, `{ entities(first: 1, orderBy: `+order+`) { pageInfo { endCursor } } }`)
	_, rest, _ := strings.Cut(string(a.Data), `"endCursor":"`)
	cursor, _, _ := strings.Cut(rest, `"`)
	return cursor
}

// Filters, orders and traversals, over the whole way from a query to its answer.
func TestFiltersAnswer(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	for query, want := range map[string]string{
		`{ entities(filter: {types: [BUDGET_CHAPTER], not: {ids: ["budget-chapter/X"]}}, orderBy: LABEL, orderDirection: DESC) { nodes { id } } }`: `{"entities":{"nodes":[{"id":"budget-chapter/VI"},{"id":"budget-chapter/V"}]}}`,
		`{ entities(filter: {relations: {predicates: [ADDRESSES], exhaustive: true}}) { totalCount } }`:                                            `{"entities":{"totalCount":0}}`,
		`{ relations(filter: {exhaustive: false}) { totalCount } }`:                                                                                `{"relations":{"totalCount":2}}`,
		`{ relations(filter: {periodFrom: 2018, periodUntil: 2018}) { nodes { predicate } } }`:                                                     `{"relations":{"nodes":[{"predicate":"PRESENTED_TO"}]}}`,
		`{ relations(filter: {documentYears: [2024], chapters: ["budget-chapter/X"]}) { totalCount } }`:                                            `{"relations":{"totalCount":3}}`,
		`{ documents(filter: {entities: {types: [THREAT]}}) { nodes { chapter { code } } } }`:                                                      `{"documents":{"nodes":[{"chapter":{"code":"V"}}]}}`,
		`{ documents(orderBy: YEAR) { nodes { budgetYear } } }`:                                                                                    `{"documents":{"nodes":[{"budgetYear":2024},{"budgetYear":2022}]}}`,
		`{ commits(filter: {or: [{documents: ["document/kst-36360-V-1"]}, {minNumber: 3}], not: {text: "defensie"}}) { nodes { number } } }`:       `{"commits":{"nodes":[{"number":1}]}}`,
		`{ aggregateRelations(filter: {predicates: [ALLOCATES]}) { groups { count sums { value count unit kind } } } }`:                            `{"aggregateRelations":{"groups":[{"count":1,"sums":[{"value":null,"count":1,"unit":"EUR","kind":null}]}]}}`,
		`{ subgraph(ids: ["policy/gbvs", "policy-domain/defensie", "policy/niets"]) { edges { predicate } missing } }`:                             `{"subgraph":{"edges":[{"predicate":"INVOLVES"}],"missing":["policy/niets"]}}`,
		`{ timeline(id: "policy/gbvs") { years { year documentCount relations { totalCount } commits { number } } } }`:                             `{"timeline":{"years":[{"year":2022,"documentCount":1,"relations":{"totalCount":2},"commits":[{"number":1}]},{"year":2024,"documentCount":1,"relations":{"totalCount":1},"commits":[{"number":2}]}]}}`,
		`{ timeline(id: "policy/niets") { years { year } } }`:                                                                                      `{"timeline":null}`,
		`{ neighbourhood(id: "policy/gbvs", depth: 2, maxDegree: 3) { hubs { entity { id } } } }`:                                                  `{"neighbourhood":{"hubs":[{"entity":{"id":"budget-article/V/2"}}]}}`,
		`{ path(from: "policy/gbvs", to: "budget-chapter/X", without: [BASED_ON]) { length } }`:                                                    `{"path":[]}`,
	} {
		if a := asked(t, s, query); len(a.Errors) > 0 || string(a.Data) != want {
			t.Errorf("%s: %s %v, want %s", query, a.Data, a.Errors, want)
		}
	}
}
