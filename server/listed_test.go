package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// What narrows and sorts the lists that stand under something else, over the whole way from a
// query to its answer.
func TestListsAreNarrowedAndSorted(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	const article = `entity(id: "budget-article/V/2") { ... on BudgetArticle { `
	for query, want := range map[string]string{
		`{ ` + article + `addresses(filter: {objectWhere: {text: "extremisme"}}) { nodes { object { id } } } } } }`:                                                                                              `{"entity":{"addresses":{"nodes":[{"object":{"id":"threat/gewelddadig-extremisme"}}]}}}`,
		`{ ` + article + `addresses(filter: {not: {ids: []}}) { totalCount } extendsTo(filter: {exhaustive: true}) { totalCount } } } }`:                                                                         `{"entity":{"addresses":{"totalCount":0},"extendsTo":{"totalCount":0}}}`,
		`{ ` + article + `extendsTo(orderDirection: DESC) { nodes { object { id } } } } } }`:                                                                                                                     `{"entity":{"extendsTo":{"nodes":[{"object":{"id":"budget-chapter/X"}},{"object":{"id":"budget-chapter/VI"}}]}}}`,
		`{ ` + article + `addresses(filter: {predicates: [FUNDS]}) { totalCount } } } }`:                                                                                                                         `{"entity":{"addresses":{"totalCount":0}}}`,
		`{ entity(id: "policy/gbvs") { mentions(filter: {documentYears: [2024]}) { nodes { text document { id } } } } }`:                                                                                         `{"entity":{"mentions":{"nodes":[{"text":"GBVS","document":{"id":"document/kst-36410-X-2"}}]}}}`,
		`{ entity(id: "policy/gbvs") { mentions(filter: {not: {text: "gbvs"}}) { totalCount } } }`:                                                                                                               `{"entity":{"mentions":{"totalCount":1}}}`,
		`{ entity(id: "policy/gbvs") { mentions(orderBy: YEAR) { nodes { document { budgetYear } } } } }`:                                                                                                        `{"entity":{"mentions":{"nodes":[{"document":{"budgetYear":2024}},{"document":{"budgetYear":2022}},{"document":{"budgetYear":2022}}]}}}`,
		`{ entity(id: "policy/gbvs") { mentions(orderBy: TEXT, orderDirection: DESC) { nodes { text } } } }`:                                                                                                     `{"entity":{"mentions":{"nodes":[{"text":"Geïntegreerde Buitenland- en Veiligheidsstrategie"},{"text":"GBVS"},{"text":"GBVS"}]}}}`,
		`{ entity(id: "threat/terrorisme") { mentions(filter: {sections: {number: "B"}, or: [{chapters: ["budget-chapter/V"]}, {documentKinds: [LETTER]}]}) { totalCount } } }`:                                  `{"entity":{"mentions":{"totalCount":2}}}`,
		`{ entity(id: "threat/terrorisme") { mentions(orderDirection: DESC, first: 1) { nodes { span { start } } pageInfo { hasNextPage } } } }`:                                                                 `{"entity":{"mentions":{"nodes":[{"span":{"start":146}}],"pageInfo":{"hasNextPage":true}}}}`,
		`{ document(id: "document/kst-36410-X-2") { statements(orderBy: LABEL, orderDirection: DESC) { nodes { subject { label } } } } }`:                                                                        `{"document":{"statements":{"nodes":[{"subject":{"label":"Nederland"}},{"subject":{"label":"Inzet"}},{"subject":{"label":"Geïntegreerde Buitenland- en Veiligheidsstrategie"}}]}}}`,
		`{ sections(orderBy: TITLE) { nodes { title } } }`:                                                                                                                                                       `{"sections":{"nodes":[{"title":"Rol en verantwoordelijkheid"},{"title":"Veiligheid en stabiliteit"}]}}`,
		`{ sections(orderBy: LENGTH, orderDirection: ASC, first: 1) { nodes { title relations(filter: {predicates: [ADDRESSES]}, orderDirection: DESC, first: 1) { totalCount nodes { object { id } } } } } }`:   `{"sections":{"nodes":[{"title":"Rol en verantwoordelijkheid","relations":{"totalCount":3,"nodes":[{"object":{"id":"threat/terrorisme"}}]}}]}}`,
		`{ timeline(id: "policy/gbvs") { years { relations(filter: {not: {predicates: [BASED_ON]}}, orderBy: CONFIDENCE) { nodes { predicate } } } } }`:                                                          `{"timeline":{"years":[{"relations":{"nodes":[{"predicate":"PRESENTED_TO"}]}},{"relations":{"nodes":[{"predicate":"INVOLVES"}]}}]}}`,
		`{ commits(orderBy: DOCUMENT, orderDirection: DESC) { nodes { number } } }`:                                                                                                                              `{"commits":{"nodes":[{"number":2},{"number":1}]}}`,
		`{ commits(orderDirection: ASC) { nodes { number } } }`:                                                                                                                                                  `{"commits":{"nodes":[{"number":1},{"number":2}]}}`,
		`{ commits(orderBy: SIZE) { nodes { documentId } } }`:                                                                                                                                                    `{"commits":{"nodes":[{"documentId":"document/kst-36360-V-1"},{"documentId":"document/kst-36410-X-2"}]}}`,
		`{ search(text: "de", filter: {types: [BUDGET_CHAPTER, POLICY_DOMAIN]}, orderBy: MENTIONS) { nodes { id } } }`:                                                                                           `{"search":{"nodes":[{"id":"budget-chapter/X"},{"id":"policy-domain/defensie"}]}}`,
		`{ search(text: "defensie", filter: {not: {types: [POLICY_DOMAIN, DOCUMENT]}}) { edges { score node { id } } } }`:                                                                                        `{"search":{"edges":[{"score":1,"node":{"id":"budget-chapter/X"}}]}}`,
		`{ search(text: "defensie", orderBy: LABEL, orderDirection: DESC) { totalCount edges { score matched } } }`:                                                                                              `{"search":{"totalCount":3,"edges":[{"score":1,"matched":"Defensie"},{"score":1,"matched":"defensie"},{"score":0.7333333333333333,"matched":"Begroting Defensie 2024"}]}}`,
		`{ find(text: "nederland", in: [SENTENCES], orderBy: YEAR) { nodes { ... on FoundSentence { document { budgetYear } } } } }`:                                                                             `{"find":{"nodes":[{"document":{"budgetYear":2024}},{"document":{"budgetYear":2022}},{"document":{"budgetYear":2022}}]}}`,
		`{ find(text: "nederland", in: [SENTENCES], orderBy: PLACE) { nodes { ... on FoundSentence { document { budgetYear } } } } }`:                                                                            `{"find":{"nodes":[{"document":{"budgetYear":2022}},{"document":{"budgetYear":2022}},{"document":{"budgetYear":2024}}]}}`,
		`{ find(text: "nederland", in: [SENTENCES], filter: {or: [{years: [2024]}, {types: [THREAT]}], not: {chapters: ["budget-chapter/V"]}}) { nodes { ... on FoundSentence { document { budgetYear } } } } }`: `{"find":{"nodes":[{"document":{"budgetYear":2024}}]}}`,
		`{ find(text: "defensie", filter: {or: [{sections: ["Rol"]}, {types: [POLICY_DOMAIN]}]}) { facets { in { value count } } } }`:                                                                            `{"find":{"facets":{"in":[{"value":"SENTENCES","count":2},{"value":"DOCUMENTS","count":1},{"value":"ENTITIES","count":1}]}}}`,
	} {
		if a := asked(t, s, query); len(a.Errors) > 0 || string(a.Data) != want {
			t.Errorf("%s:\n got %s %v\nwant %s", query, a.Data, a.Errors, want)
		}
	}
}

// Candidates and decisions by their filters and orders.
func TestReviewListsAreNarrowedAndSorted(t *testing.T) {
	c := reviewed(t)
	for filter, want := range map[string]int{
		`{ids: ["policy/aanpak"]}`: 1, `{ids: ["policy/pvz"]}`: 0, `{text: "GEÏNTEGREERDE"}`: 1, `{documents: ["document/een"]}`: 1, `{documents: ["document/drie"]}`: 0,
		`{maxScore: 0.5}`: 0, `{registered: true}`: 0, `{registered: false, minScore: 0.5}`: 1, `{not: {types: [POLICY]}}`: 0, `{or: [{types: [THREAT]}, {text: "aanpak"}]}`: 1,
	} {
		c.same(`{ candidates(filter: `+filter+`, orderBy: MENTIONS) { totalCount } }`, fmt.Sprintf(`{"candidates": {"totalCount": %d}}`, want))
	}
	for _, m := range []string{`refuseCandidate(a: "policy/aanpak", b: "policy/aanpak-oud", note: "Twee dingen", by: "bo")`,
		`acceptCandidate(a: "threat/kou", b: "policy/pvz", by: "an")`, `refuseCandidate(a: "threat/kou", b: "policy/pvz", by: "an")`} {
		c.mutate(`mutation { `+m+` { decision { who } } }`, "Bearer "+secret)
	}
	c.same(`{ decisions(orderBy: WHO) { nodes { who } } }`, `{"decisions": {"nodes": [{"who": "an"}, {"who": "bo"}]}}`)
	c.same(`{ decisions(orderDirection: DESC) { nodes { who } } }`, `{"decisions": {"nodes": [{"who": "an"}, {"who": "bo"}]}}`)
	for filter, want := range map[string]string{
		`{who: ["bo"]}`: "bo", `{text: "TWEE"}`: "bo", `{verdicts: [SAME]}`: "", `{ids: ["threat/kou"]}`: "an", `{effective: false}`: "",
		`{since: "2100-01-01"}`: "", `{until: "2100-01-01", not: {ids: ["threat/kou"]}}`: "bo", `{or: [{who: ["an"]}, {verdicts: [SAME]}]}`: "an",
	} {
		var a struct {
			Decisions struct{ Nodes []struct{ Who string } }
		}
		c.get(&a, `{ decisions(filter: `+filter+`) { nodes { who } } }`, nil)
		got := ""
		for _, n := range a.Decisions.Nodes {
			got += n.Who
		}
		if got != want {
			t.Errorf("%s: %q, want %q", filter, got, want)
		}
	}
	if r := c.ask(`{ decisions(filter: {and: [{since: "gisteren"}]}) { totalCount } }`, nil); r.code() != "INVALID" || !strings.Contains(r.raw, `\"gisteren\" is no day such as`) {
		t.Error(r.raw)
	}
}

// The files of a job by their filter and order.
func TestJobFilesAreNarrowedAndSorted(t *testing.T) {
	d := newDesk(t, server.Options{})
	id := d.send(t, "", "een is er", "bad is bad", "twee is er")
	d.await(t, id)
	for arguments, want := range map[string]string{
		`filter: {statuses: [FAILED]}`: "1.txt", `filter: {codes: ["INVALID"]}`: "1.txt", `filter: {text: "2."}`: "2.txt", `filter: {documents: ["document/een"]}`: "0.txt",
		`filter: {not: {statuses: [ADDED]}}`: "1.txt", `filter: {skipped: true}`: "", `filter: {or: [{text: "0"}, {text: "2"}]}, orderDirection: DESC`: "2.txt 0.txt",
		`orderBy: FILE, orderDirection: DESC`: "2.txt 1.txt 0.txt", `orderBy: RELATIONS`: "0.txt 1.txt 2.txt", `orderBy: WARNINGS, last: 1`: "2.txt",
	} {
		var a struct {
			Job struct {
				Files struct{ Nodes []struct{ File string } }
			}
		}
		r := d.mutate(`query { job(id: "`+id+`") { files(`+arguments+`) { nodes { file } } } }`, d.tokens["els"])
		if err := json.Unmarshal(r.Data, &a); err != nil {
			t.Fatal(err, r.raw)
		}
		var got []string
		for _, n := range a.Job.Files.Nodes {
			got = append(got, n.File)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", arguments, got, want)
		}
	}
}

// Filters of one sort within each other are bounded, whatever the list.
func TestNestedFiltersAreBounded(t *testing.T) {
	c := reviewed(t)
	deep := strings.Repeat("not: {", graph.MaxFilterDepth) + strings.Repeat("}", graph.MaxFilterDepth)
	wide := "or: [" + strings.Repeat("{} ", graph.MaxFilterParts) + "]"
	for _, field := range []string{`candidates(filter: {%s}) { totalCount }`, `decisions(filter: {%s}) { totalCount }`, `find(text: "a", filter: {%s}) { totalCount }`,
		`search(text: "a", filter: {%s}) { totalCount }`, `entity(id: "threat/kou") { mentions(filter: {%s}) { totalCount } }`,
		`entity(id: "threat/kou") { ... on Threat { addressedBy(filter: {%s}) { totalCount } } }`} {
		for _, filter := range []string{deep, wide} {
			if r := c.ask(`{ `+fmt.Sprintf(field, filter)+` }`, nil); r.code() != "LIMIT" {
				t.Errorf("%.40s: %s", field, r.raw)
			}
		}
	}
}

// Pages in any order, put together, are the whole list in that order, and the other direction
// is the whole list turned round as far as what is sorted by goes.
func TestOrdersPage(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	api := resolvers.New(s, resolvers.Limits{}, nil)
	for _, x := range []struct{ field, node string }{
		{`entity(id: "policy/gbvs") { x: mentions(orderBy: TEXT`, "text span { start }"}, {`entity(id: "policy/gbvs") { x: mentions(orderBy: YEAR, orderDirection: ASC`, "text span { start }"},
		{`entity(id: "policy/gbvs") { x: mentions(orderDirection: DESC`, "text span { start }"},
		{`x: sections(orderBy: TITLE`, "title"}, {`x: sections(orderBy: LENGTH`, "title"}, {`x: commits(orderBy: WHO`, "number"}, {`x: commits(orderDirection: ASC`, "number"},
		{`x: search(text: "de", orderBy: LABEL`, "id"}, {`x: search(text: "de", orderDirection: ASC`, "id"}, {`x: find(text: "nederland", orderBy: YEAR`, "score snippet { text } ... on FoundSentence { document { id } }"},
		{`entity(id: "budget-article/V/2") { ... on BudgetArticle { x: addresses(orderBy: LABEL`, "object { id }"},
	} {
		end := strings.Repeat(" }", strings.Count(x.field, "{"))
		page := func(more string) (nodes, cursor string) {
			a := api.Do(t.Context(), resolvers.Request{Query: `{ ` + x.field + more + `) { nodes { ` + x.node + ` } pageInfo { endCursor } }` + end + ` }`})
			if len(a.Errors) > 0 {
				t.Fatalf("%s: %v", x.field, a.Errors)
			}
			text := string(a.Data)
			_, rest, _ := strings.Cut(text, `"nodes":[`)
			nodes, rest, _ = strings.Cut(rest, `],"pageInfo"`)
			_, cursor, _ = strings.Cut(rest, `"endCursor":"`)
			cursor, _, _ = strings.Cut(cursor, `"`)
			return nodes, cursor
		}
		whole, _ := page("")
		var pieces []string
		after := ""
		for range 20 {
			nodes, cursor := page(`, first: 1` + after)
			if nodes == "" {
				break
			}
			pieces, after = append(pieces, nodes), `, after: "`+cursor+`"`
		}
		if got := strings.Join(pieces, ","); got != whole || len(pieces) < 2 || len(slices.Compact(slices.Sorted(slices.Values(pieces)))) != len(pieces) {
			t.Errorf("%s: page by page %s, at once %s", x.field, got, whole)
		}
	}
}
