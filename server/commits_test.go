package server_test

import "testing"

// TestCommits: what was changed, and the graph as it was before.
func TestCommits(t *testing.T) {
	c := fixture(t)
	c.same(`{ commit commits(first: 1) { totalCount nodes { number kind documentId document { id } title removed } pageInfo { hasNextPage } } }`,
		`{"commit": 2, "commits": {"totalCount": 2, "nodes": [{"number": 2, "kind": "ADD", "documentId": "document/kst-36410-X-2",
		  "document": {"id": "document/kst-36410-X-2"}, "title": "Begroting Defensie 2024", "removed": 0}], "pageInfo": {"hasNextPage": true}}}`)
	c.same(`query @asOf(commit: 1) { commit commits { totalCount } document(id: "document/kst-36410-X-2") { ingested } statistics { documents } }`,
		`{"commit": 1, "commits": {"totalCount": 1}, "document": null, "statistics": {"documents": 1}}`)
	c.same(`query @asOf(time: "2999-12-31") { commit }`, `{"commit": 2}`)
	c.same(`query @asOf(time: "1999-12-31T12:00:00+01:00") { commit statistics { entities } }`, `{"commit": 0, "statistics": {"entities": 0}}`)
	var none struct{ Commits struct{ TotalCount int } }
	c.get(&none, `query($n: Int) @asOf(commit: $n) { commits(filter: {kinds: [DELETE]}) { totalCount } }`, map[string]any{"n": 2})
	if none.Commits.TotalCount != 0 {
		t.Errorf("%+v", none)
	}
	for query, code := range map[string]string{
		`query @asOf { commit }`:                                "INVALID",
		`query @asOf(commit: 1, time: "2020-01-01") { commit }`: "INVALID",
		`query @asOf(time: "gisteren") { commit }`:              "INVALID",
		`query @asOf(commit: 7) { commit }`:                     "NOT_FOUND",
	} {
		if r := c.ask(query, nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != code {
			t.Errorf("%s: %+v", query, r)
		}
	}
}
