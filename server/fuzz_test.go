package server_test

import (
	"strings"
	"testing"

	"rijksgraaf/resolvers"
)

// FuzzQueryArguments gives every argument of the root fields whatever comes, as the
// variables of a client would: there is an answer or an error that names its code, never
// a fault of ours.
func FuzzQueryArguments(f *testing.F) {
	f.Add("policy/gbvs", "gbvs", "", 10, 2, .5)
	f.Add("https://rijksgraaf.example/id/place/nederland", "", "WyJlbnRpdHkiLCJ4Il0", -1, 99, -1.)
	f.Add("relation/", "\x00é", "WyJlbnRpdHkiXQ", 1001, 0, 1e300)
	f.Add("budget-article//", strings.Repeat("de ", 500), strings.Repeat("A", 5000), 0, 6, 0.)
	api := resolvers.New(newStore(f, paperV(f), paperX(f)), resolvers.Limits{}, nil)
	const query = `query($id: ID!, $text: String!, $cursor: String, $n: Int, $depth: Int, $c: Float) {
	  node(id: $id) { id } entity(id: $id) { id ...on BudgetArticle { number chapter { code } year } documents(first: $n, after: $cursor) { totalCount } }
	  document(id: $id) { text(start: $n, end: $depth) sections { kind } }
	  entities(filter: {text: $text, chapters: [$id], documents: [$id]}, first: $n, after: $cursor) { totalCount }
	  relations(filter: {subject: $id, object: $id, documents: [$id], minConfidence: $c}, last: $n, before: $cursor) { totalCount }
	  documents(filter: {text: $text, chapters: [$id]}, first: $n, after: $cursor) { totalCount }
	  search(text: $text, first: $n, after: $cursor) { edges { cursor matched } }
	  neighbourhood(id: $id, depth: $depth, limit: $n) { truncated nodes { id } }
	  path(from: $id, to: $text, maxLength: $depth) { length }
	  figures(article: $id, year: $n) { links { basis } } chapterFigures(chapter: $id) { articles(year: $n) { links { basis } } }
	}`
	f.Fuzz(func(t *testing.T, id, text, cursor string, n, depth int, confidence float64) {
		variables := map[string]any{"id": id, "text": text, "n": int64(n), "depth": int64(depth), "c": confidence}
		if cursor != "" {
			variables["cursor"] = cursor
		}
		a := api.Do(t.Context(), resolvers.Request{Query: query, Variables: variables})
		for _, e := range a.Errors {
			if code := e.Extensions["code"]; code != "INVALID" && code != "LIMIT" && code != "GRAPHQL_VALIDATION_FAILED" {
				t.Errorf("%v: %v", code, e)
			}
		}
	})
}
