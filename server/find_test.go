package server_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/server"
)

// findAnswer is what find gives, as a client reads it.
type findAnswer struct {
	Find struct {
		TotalCount    int
		IndexedCommit int
		Behind        bool
		Suggestions   []string
		PageInfo      struct {
			HasNextPage bool
			EndCursor   string
		}
		Nodes []struct {
			Typename string `json:"__typename"`
			Score    float64
			Snippet  struct {
				Text       string
				Span       *struct{ Start, End int }
				Highlights []struct{ Start, End int }
			}
			Entity   struct{ ID string }
			Document struct{ ID, Text string }
			Span     struct{ Start, End int }
			Text     string
			Page     int
			Section  []string
			Entities []struct{ ID string }
		}
	}
}

const findFields = `totalCount indexedCommit behind suggestions pageInfo { hasNextPage endCursor }
	nodes { __typename score snippet { text span { start end } highlights { start end } }
		... on FoundEntity { entity { id } }
		... on FoundDocument { document { id } }
		... on FoundSentence { document { id text } span { start end } text page section entities { id } relations { id } } }`

func TestFind(t *testing.T) {
	c := fixture(t)
	var a findAnswer
	c.get(&a, `{ find(text: "Buitenlanse Zakn") { `+findFields+` } }`, nil)
	if a.Find.TotalCount != len(a.Find.Nodes) || a.Find.TotalCount < 4 || a.Find.Nodes[0].Entity.ID != "budget-chapter/V" || a.Find.Behind || a.Find.IndexedCommit != 2 {
		t.Fatalf("%+v", a.Find)
	}
	if len(a.Find.Suggestions) == 0 || a.Find.Suggestions[0] != "buitenlandse zaken" {
		t.Errorf("suggestions %q", a.Find.Suggestions)
	}
	kinds := map[string]int{}
	for _, n := range a.Find.Nodes {
		kinds[n.Typename]++
		text := []rune(n.Snippet.Text)
		for _, h := range n.Snippet.Highlights {
			if w := strings.ToLower(string(text[h.Start:h.End])); !strings.HasPrefix(w, "buitenland") && w != "zaken" {
				t.Errorf("%q is highlighted in %q", w, n.Snippet.Text)
			}
		}
		if n.Typename == "FoundSentence" {
			if whole := []rune(n.Document.Text); string(whole[n.Span.Start:n.Span.End]) != n.Text || n.Snippet.Span == nil || n.Page != 1 {
				t.Errorf("%+v does not re-read", n)
			}
		}
	}
	if kinds["FoundEntity"] == 0 || kinds["FoundDocument"] == 0 || kinds["FoundSentence"] == 0 {
		t.Errorf("found %v", kinds)
	}
}

// TestFindPages: pages put together are the whole, and a cursor keeps its place.
func TestFindPages(t *testing.T) {
	c := fixture(t)
	var whole findAnswer
	c.get(&whole, `{ find(text: "buitenlandse zaken") { `+findFields+` } }`, nil)
	var pieces []string
	after := ""
	for range 20 {
		var a findAnswer
		c.get(&a, `query ($after: String) { find(text: "buitenlandse zaken", first: 2, after: $after) { `+findFields+` } }`, map[string]any{"after": orNil(after)})
		for _, n := range a.Find.Nodes {
			pieces = append(pieces, n.Snippet.Text)
		}
		if after = a.Find.PageInfo.EndCursor; !a.Find.PageInfo.HasNextPage {
			break
		}
	}
	var want []string
	for _, n := range whole.Find.Nodes {
		want = append(want, n.Snippet.Text)
	}
	if len(want) < 4 || !slices.Equal(pieces, want) {
		t.Errorf("page by page %q, at once %q", pieces, want)
	}
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// TestFindFacets: a value of a facet is what the filter takes, and gives as many.
func TestFindFacets(t *testing.T) {
	c := fixture(t)
	type count struct {
		Value, Label string
		Count        int
	}
	var a struct {
		Find struct {
			Facets struct{ In, Types, Chapters, Years, DocumentKinds, Sections []count }
		}
	}
	c.get(&a, `{ find(text: "defensie") { facets {
		in { value label count } types { value label count } chapters { value label count } years { value label count }
		documentKinds { value label count } sections { value label count } } } }`, nil)
	f := a.Find.Facets
	total := func(arguments string) int {
		var a findAnswer
		c.get(&a, `{ find(text: "defensie", `+arguments+`) { totalCount } }`, nil)
		return a.Find.TotalCount
	}
	for _, x := range []struct {
		list     []count
		argument string
	}{{f.In, "in: [%s]"}, {f.Types, "filter: {types: [%s]}"}, {f.Chapters, "filter: {chapters: [%q]}"}, {f.Years, "filter: {years: [%s]}"},
		{f.DocumentKinds, "filter: {documentKinds: [%s]}"}, {f.Sections, "filter: {sections: [%q]}"}} {
		if len(x.list) == 0 {
			t.Errorf("%s: no counts", x.argument)
		}
		for _, v := range x.list {
			if got := total(fmt.Sprintf(x.argument, v.Value)); got != v.Count || v.Label == "" {
				t.Errorf(x.argument+": %d, the facet says %+v", v.Value, got, v)
			}
		}
	}
	if i := slices.IndexFunc(f.Chapters, func(c count) bool { return c.Value == "budget-chapter/V" }); i < 0 || f.Chapters[i].Label != "Buitenlandse Zaken" {
		t.Errorf("chapters %+v", f.Chapters)
	}
}

// TestFindRelations: a sentence gives what is attested by it.
func TestFindRelations(t *testing.T) {
	fixture(t).same(`{ find(text: "strekt zich uit", in: [SENTENCES]) { nodes { ... on FoundSentence {
		section entities { id } relations { predicate object { id } } } } } }`,
		`{"find": {"nodes": [{"section": ["Artikel 2", "B. Rol en verantwoordelijkheid"],
			"entities": [{"id": "budget-chapter/VI"}, {"id": "budget-chapter/X"}],
			"relations": [{"predicate": "EXTENDS_TO", "object": {"id": "budget-chapter/VI"}}, {"predicate": "EXTENDS_TO", "object": {"id": "budget-chapter/X"}}]}]}}`)
}

// TestFindFollowsCommits: what was committed is found at once, what was deleted no more.
func TestFindFollowsCommits(t *testing.T) {
	s := newStore(t, paperV(t))
	c := serve(t, s, server.Options{})
	count := func(text string) int {
		var a findAnswer
		c.get(&a, `query ($t: String!) { find(text: $t, in: [SENTENCES]) { totalCount behind } }`, map[string]any{"t": text})
		if a.Find.Behind {
			t.Errorf("%s: behind", text)
		}
		return a.Find.TotalCount
	}
	before := count("vergt inzet")
	put(t, s, paperX(t))
	after := count("vergt inzet")
	if _, err := s.Delete(t.Context(), "document/kst-36410-X-2"); err != nil {
		t.Fatal(err)
	}
	if before != 0 || after != 1 || count("vergt inzet") != 0 {
		t.Errorf("before %d, after %d, deleted %d", before, after, count("vergt inzet"))
	}
}

// TestFindEarlier: an earlier state is searched in its own words: what came later is not found,
// what was deleted since is, and the present is searched as before.
func TestFindEarlier(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	if _, err := s.Delete(t.Context(), "document/kst-36360-V-1"); err != nil {
		t.Fatal(err)
	}
	c := serve(t, s, server.Options{})
	const fields = `find(text: "nederland neemt deel", in: [SENTENCES]) { totalCount behind indexedCommit nodes { ... on FoundSentence { text document { id } relations { predicate } } } }`
	at := func(n int, documents ...string) string {
		list := make([]string, len(documents))
		for i, d := range documents {
			list[i] = `{"text": "Nederland neemt deel aan het NPDI.", "document": {"id": "` + d + `"}, "relations": [{"predicate": "PARTICIPATES_IN"}]}`
		}
		return fmt.Sprintf(`{"find": {"totalCount": %d, "behind": false, "indexedCommit": %d, "nodes": [%s]}}`, len(documents), n, strings.Join(list, ","))
	}
	const v, x = "document/kst-36360-V-1", "document/kst-36410-X-2"
	for range 2 { // made anew, and kept
		c.same(`query @asOf(commit: 0) { `+fields+` }`, at(0))
		c.same(`query @asOf(commit: 1) { `+fields+` }`, at(1, v))
		c.same(`query @asOf(commit: 2) { `+fields+` }`, at(2, v, x))
		c.same(`query @asOf(commit: 3) { `+fields+` }`, at(3, x))
		c.same(`{ `+fields+` }`, at(3, x))
	}
	c.same(`query @asOf(commit: 1) { find(text: "terorisme", in: [ENTITIES]) { suggestions facets { chapters { value count } } nodes { ... on FoundEntity { entity { id } } } } }`,
		`{"find": {"suggestions": ["terrorisme"], "facets": {"chapters": [{"value": "budget-chapter/V", "count": 1}]}, "nodes": [{"entity": {"id": "threat/terrorisme"}}]}}`)
}

func TestFindBadInput(t *testing.T) {
	c := fixture(t)
	for _, x := range []struct{ query, code, want string }{
		{`{ find(text: "-defensie") { totalCount } }`, "INVALID", "only excludes"},
		{`{ find(text: "` + strings.Repeat("a", 1001) + `") { totalCount } }`, "LIMIT", "1001 characters"},
		{`{ find(text: "a", first: -1) { totalCount } }`, "INVALID", "must not be negative"},
		{`{ find(text: "a", first: 1001) { totalCount } }`, "LIMIT", "more than 1000"},
		{`{ find(text: "a", after: "eA") { totalCount } }`, "INVALID", "does not belong"},
	} {
		r := c.ask(x.query, nil)
		if r.code() != x.code || !strings.Contains(r.raw, x.want) {
			t.Errorf("%.60s: %s", x.query, r.raw)
		}
	}
	c.same(`query @asOf(commit: 2) { find(text: "terrorisme", in: [ENTITIES]) { totalCount } }`, `{"find": {"totalCount": 1}}`)
	c.same(`{ find(text: "?") { totalCount nodes { score } facets { in { value } } suggestions } }`,
		`{"find": {"totalCount": 0, "nodes": [], "facets": {"in": []}, "suggestions": []}}`)
}
