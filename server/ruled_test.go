package server_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// A relation that was refused is in no answer but those that ask for just it, or for decisions.
func TestRelationsAreDecidedOverGraphQL(t *testing.T) {
	c := reviewed(t)
	id := model.RelationID("policy/aanpak", model.Addresses, "threat/kou")
	everywhere := `{ relations { totalCount } undecided: relations(filter: {decided: false}, orderBy: CONFIDENCE, orderDirection: ASC) { totalCount }
		byId: relations(filter: {ids: ["` + id + `"]}) { totalCount } statistics { relations evidences } entity(id: "threat/kou") { relations { totalCount } }
		aggregateRelations(groupBy: [PREDICATE]) { totalCount groups { count } } neighbourhood(id: "threat/kou") { edges { id } }
		relationDecisions { totalCount nodes { verdict relationId subject predicate object who note warning relation { id } } }
		node(id: "` + id + `") { ... on Relation { decision { verdict } } } }`
	nothing := `"relations": {"totalCount": 0}, "undecided": {"totalCount": 0}, "byId": {"totalCount": 0}, "statistics": {"relations": 0, "evidences": 0},
		"entity": {"relations": {"totalCount": 0}}, "aggregateRelations": {"totalCount": 0, "groups": []}, "neighbourhood": {"edges": []}`
	all := `"relations": {"totalCount": 1}, "undecided": {"totalCount": 1}, "byId": {"totalCount": 1}, "statistics": {"relations": 1, "evidences": 1},
		"entity": {"relations": {"totalCount": 1}}, "aggregateRelations": {"totalCount": 1, "groups": [{"count": 1}]}, "neighbourhood": {"edges": [{"id": "` + id + `"}]}`
	undecided := `{` + all + `, "relationDecisions": {"totalCount": 0, "nodes": []}, "node": {"decision": null}}`
	c.same(everywhere, undecided)
	r := c.mutate(`mutation { refuseRelation(id: "https://rijksgraaf.example/id/`+id+`", note: "van iets anders", by: "jan") { decision { verdict who note } relation { id } } }`, "Bearer "+secret)
	if want := `{"refuseRelation":{"decision":{"verdict":"REFUSED","who":"jan","note":"van iets anders"},"relation":{"id":"` + id + `"}}}`; string(r.Data) != want {
		t.Fatal(r.raw)
	}
	c.same(everywhere, `{`+nothing+`, "relationDecisions": {"totalCount": 1, "nodes": [{"verdict": "REFUSED", "relationId": "`+id+`", "subject": "policy/aanpak", "predicate": "ADDRESSES",
		"object": "threat/kou", "who": "jan", "note": "van iets anders", "warning": null, "relation": {"id": "`+id+`"}}]}, "node": {"decision": {"verdict": "REFUSED"}}}`)
	for _, address := range []string{"/id/" + id, "/id/" + id + ".ttl", "/id/" + id + ".html"} {
		resp, err := http.Get(c.url + address)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusGone {
			t.Errorf("%s: %s", address, resp.Status)
		}
	}
	for mutation, code := range map[string]string{
		`mutation { confirmRelation(id: "` + id + `") { decision { who } } }`:                     "INVALID",
		`mutation { confirmRelation(id: "relation/0123456789abcdef") { decision { who } } }`:      "NOT_FOUND",
		`mutation { undoRelationDecision(id: "relation/0123456789abcdef") { decision { who } } }`: "NOT_FOUND",
	} {
		if r := c.mutate(mutation, "Bearer "+secret); r.code() != code {
			t.Errorf("%s: %s", mutation, r.raw)
		}
		if r := c.mutate(mutation, ""); r.code() != "UNAUTHENTICATED" {
			t.Errorf("without a token: %s: %s", mutation, r.raw)
		}
	}
	if r := c.mutate(`mutation { undoRelationDecision(id: "`+id+`") { decision { verdict } relation { decision { who } } } }`, "Bearer "+secret); string(r.Data) != `{"undoRelationDecision":{"decision":{"verdict":"REFUSED"},"relation":{"decision":null}}}` {
		t.Error(r.raw)
	}
	c.same(everywhere, undecided)
	// What is confirmed stays where it is, with the rule's confidence.
	before := c.ask(`{ relations { nodes { id confidence } } }`, nil).raw
	if r := c.mutate(`mutation { confirmRelation(id: "`+id+`") { decision { verdict who } } }`, "Bearer "+secret); string(r.Data) != `{"confirmRelation":{"decision":{"verdict":"CONFIRMED","who":"graphql"}}}` {
		t.Error(r.raw)
	}
	if after := c.ask(`{ relations { nodes { id confidence } } }`, nil).raw; after != before {
		t.Errorf("%s, before %s", after, before)
	}
	c.same(`{ decided: relations(filter: {decided: true}) { nodes { decision { verdict } } } undecided: relations(filter: {decided: false}) { totalCount } }`,
		`{"decided": {"nodes": [{"decision": {"verdict": "CONFIRMED"}}]}, "undecided": {"totalCount": 0}}`)
}

// The address of a relation that was refused tells so in each form, until that is taken back;
// that of one that was confirmed tells that.
func TestAddressOfADecidedRelation(t *testing.T) {
	c := reviewed(t)
	id := model.RelationID("policy/aanpak", model.Addresses, "threat/kou")
	c.mutate(`mutation { refuseRelation(id: "`+id+`", note: "van iets anders", by: "jan") { decision { who } } }`, "Bearer "+secret)
	for form, want := range map[string][]string{
		"json":   {"application/json", `"verdict": "refused"`, `"who": "jan"`, `"note": "van iets anders"`, `"text": "`},
		"html":   {"text/html", "Verworpen", "(door jan op ", ": van iets anders)", "<blockquote>"},
		"ttl":    {"text/turtle", `def:verdict "refused"`, "def:evidence ["},
		"jsonld": {"application/ld+json", `"verdict":"refused"`, `"evidence":[`},
		"nq":     {"application/n-quads", `# {"is":"relation"`, `"verdict":"refused"`},
		"csv":    {"text/csv", "decision,decidedBy", ",refused,jan,"},
	} {
		for path, accept := range map[string]string{"/id/" + id: want[0], "/id/" + id + "." + form: "image/png"} {
			resp, text := c.asked(path, "Accept: "+accept)
			if resp.StatusCode != http.StatusGone || !strings.HasPrefix(resp.Header.Get("Content-Type"), want[0]) || resp.Header.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s as %s: %s, %v", path, accept, resp.Status, resp.Header)
			}
			for _, words := range want[1:] {
				if !strings.Contains(text, words) {
					t.Errorf("%s as %s lacks %q:\n%s", path, accept, words, text)
				}
			}
		}
	}
	if resp, text := c.asked("/id/"+id, "Accept: image/png"); resp.StatusCode != http.StatusNotAcceptable {
		t.Errorf("in no form that there is: %s %s", resp.Status, text)
	}
	c.mutate(`mutation { undoRelationDecision(id: "`+id+`") { decision { who } } }`, "Bearer "+secret)
	c.mutate(`mutation { confirmRelation(id: "`+id+`", by: "els") { decision { who } } }`, "Bearer "+secret)
	for form, words := range map[string]string{"json": `"verdict": "confirmed"`, "html": "Bevestigd (door els op ", "ttl": `def:verdict "confirmed"`, "jsonld": `"verdict":"confirmed"`, "nq": "addresses", "csv": ",confirmed,els,"} {
		if resp, text := c.asked("/id/" + id + "." + form); resp.StatusCode != http.StatusOK || !strings.Contains(text, words) {
			t.Errorf("%s, confirmed: %s\n%s", form, resp.Status, text)
		}
	}
	// A decision on what is one thing is told with the thing, and the other id leads there.
	c.mutate(accept, "Bearer "+secret)
	for form, words := range map[string]string{"json": `"between": [`, "html": "<dt>besloten</dt><dd>Hetzelfde: policy/aanpak-oud en policy/aanpak (door jan op ", "ttl": "def:between <https://rijksgraaf.example/id/policy/aanpak-oud>, "} {
		if resp, text := c.asked("/id/policy/aanpak-oud." + form); resp.StatusCode != http.StatusOK || !strings.Contains(text, words) {
			t.Errorf("policy/aanpak as %s lacks %q: %s\n%s", form, words, resp.Status, text)
		}
	}
}

func TestReasonsHaveCodes(t *testing.T) {
	reviewed(t).same(`{ candidates { nodes { reasonCodes { code arguments } } } }`,
		`{"candidates": {"nodes": [{"reasonCodes": [{"code": "SPELLING", "arguments": ["Geïntegreerde Aanpak", "Geintegreerde aanpak"]}]}]}}`)
}

// The documents that the program brings along are taken in by a job like any other.
func TestIngestDemo(t *testing.T) {
	demo, err := sources.Within(fstest.MapFS{"een.txt": {Data: []byte("een is er")}, "diep/twee.txt": {Data: []byte("twee ook")}})
	if err != nil {
		t.Fatal(err)
	}
	const mutation = `mutation { ingestDemo { id total who } }`
	d := newDesk(t, server.Options{Demo: demo})
	for who, code := range map[string]string{"lees": "FORBIDDEN", "oud": "UNAUTHENTICATED", "": "UNAUTHENTICATED"} {
		if r := d.mutate(mutation, d.tokens[who]); r.code() != code {
			t.Errorf("%q: %s", who, r.raw)
		}
	}
	r := d.mutate(mutation, d.tokens["els"])
	var got struct {
		IngestDemo struct {
			ID, Who string
			Total   int
		}
	}
	if json.Unmarshal(r.Data, &got) != nil || got.IngestDemo.Total != 2 || got.IngestDemo.Who != "els" {
		t.Fatal(r.raw)
	}
	if s := d.await(t, got.IngestDemo.ID); s.Summary.Added != 2 {
		t.Errorf("%+v", s)
	}
	d.same(`{ documents { nodes { id } } }`, `{"documents": {"nodes": [{"id": "document/een"}, {"id": "document/twee"}]}}`)
	if left, err := os.ReadDir(d.spool); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	none := newDesk(t, server.Options{})
	if r := none.mutate(mutation, none.tokens["els"]); r.code() != "NOT_FOUND" || !strings.Contains(r.raw, "no demo documents") {
		t.Error(r.raw)
	}
}
