package server_test

import "testing"

// TestSections: the sections of documents, what they are part of and what is said in them.
func TestSections(t *testing.T) {
	c := fixture(t)
	c.same(`{ sections(filter: {number: "B", relations: {predicates: [ADDRESSES]}, chapters: ["budget-chapter/V"]}) { totalCount
	    nodes { kind number title path document { id } chapter { id } article { id } relations(filter: {predicates: [ADDRESSES]}) { totalCount nodes { object { id } } } } edges { node { number } } } }`,
		`{"sections": {"totalCount": 1, "nodes": [{"kind": "section", "number": "B", "title": "Rol en verantwoordelijkheid", "path": ["Artikel 2: Veiligheid en stabiliteit"],
		  "document": {"id": "document/kst-36360-V-1"}, "chapter": {"id": "budget-chapter/V"}, "article": {"id": "budget-article/V/2"}, "relations": {"totalCount": 3, "nodes": [{"object": {"id": "threat/cyberdreigingen"}},
		  {"object": {"id": "threat/gewelddadig-extremisme"}}, {"object": {"id": "threat/terrorisme"}}]}}], "edges": [{"node": {"number": "B"}}]}}`)
	c.same(`{ document(id: "document/kst-36360-V-1") { sections { path relations { totalCount } children { path document { id } } } } }`,
		`{"document": {"sections": [{"path": [], "relations": {"totalCount": 13},
		  "children": [{"path": ["Artikel 2: Veiligheid en stabiliteit"], "document": {"id": "document/kst-36360-V-1"}}]}]}}`)
	c.same(`{ sections(filter: {kinds: ["item"]}) { totalCount nodes { title } } }`, `{"sections": {"totalCount": 0, "nodes": []}}`)
	var text struct {
		Sections struct{ Nodes []struct{ Text string } }
	}
	c.get(&text, `{ sections(filter: {kinds: ["article"], documents: ["document/kst-36360-V-1"]}) { nodes { text } } }`, nil)
	if len(text.Sections.Nodes) != 1 || text.Sections.Nodes[0].Text != textV {
		t.Errorf("%+v", text)
	}
	var paged struct {
		Sections struct {
			Nodes    []struct{ Title string }
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
	titles, after := "", ""
	for range 5 {
		c.get(&paged, `query($after: String) { sections(first: 1, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }`, variables(after))
		for _, n := range paged.Sections.Nodes {
			titles += n.Title + ";"
		}
		if after = paged.Sections.PageInfo.EndCursor; !paged.Sections.PageInfo.HasNextPage {
			break
		}
	}
	if titles != "Veiligheid en stabiliteit;Rol en verantwoordelijkheid;" {
		t.Errorf("page by page: %s", titles)
	}
	if r := c.ask(`{ sections(filter: {kinds: ["paragraaf"]}) { totalCount } }`, nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" {
		t.Errorf("an unknown kind: %+v", r)
	}
}

// variables are those of a query that goes on after a cursor; none for the first page.
func variables(after string) map[string]any {
	if after == "" {
		return nil
	}
	return map[string]any{"after": after}
}
