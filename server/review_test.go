package server_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

const secret = "een-geheim-van-genoeg-letters"

// alike gives two papers that call one policy by names that differ in an accent, and
// another by exactly one name under two ids.
func alike(t testing.TB) []*model.Extraction {
	one := newPaper(t, model.Metadata{ID: "document/een", Title: "Een"}, "De Geïntegreerde Aanpak is er. Het Pact voor Zorg ook. Er is kou.")
	one.entity("policy/aanpak", "Geïntegreerde Aanpak", "Geïntegreerde Aanpak")
	one.entity("policy/pact-voor-zorg", "Pact voor Zorg", "Pact voor Zorg")
	one.entity("threat/kou", "kou", "kou")
	one.relation("policy/aanpak", model.Addresses, "threat/kou", "Er is kou.")
	two := newPaper(t, model.Metadata{ID: "document/twee", Title: "Twee"}, "Van de Geintegreerde aanpak is niets te zien. Pact voor Zorg (PvZ) wel.")
	two.entity("policy/aanpak-oud", "Geintegreerde aanpak", "Geintegreerde aanpak")
	two.entity("policy/pvz", "Pact voor Zorg", "Pact voor Zorg", "PvZ")
	return []*model.Extraction{one.x, two.x}
}

// reviewed starts a server that takes decisions from whoever knows the secret.
func reviewed(t *testing.T) client {
	return serve(t, newStore(t, alike(t)...), server.Options{Token: resolvers.NewToken(secret)})
}

func TestCandidatesOverGraphQL(t *testing.T) {
	c := reviewed(t)
	c.same(`{ candidates(minScore: 0.5) { totalCount nodes { score reasons
		a { entity { id label } registered mentionCount relationCount passages { text page document { id } span { start end } } }
		b { entity { id } relationCount passages { text } } } } }`, `{"candidates": {"totalCount": 1, "nodes": [{"score": 0.97,
		"reasons": ["\"Geïntegreerde Aanpak\" and \"Geintegreerde aanpak\" are the same but for capitals, accents, hyphens or spaces"],
		"a": {"entity": {"id": "policy/aanpak-oud", "label": "Geintegreerde aanpak"}, "registered": false, "mentionCount": 1, "relationCount": 0,
			"passages": [{"text": "Van de Geintegreerde aanpak is niets te zien.", "page": 1, "document": {"id": "document/twee"}, "span": {"start": 0, "end": 45}}]},
		"b": {"entity": {"id": "policy/aanpak"}, "relationCount": 1, "passages": [{"text": "De Geïntegreerde Aanpak is er."}]}}]}}`)
	c.same(`{ candidates(types: [THREAT]) { totalCount nodes { score } } decisions { totalCount nodes { who } } }`,
		`{"candidates": {"totalCount": 0, "nodes": []}, "decisions": {"totalCount": 0, "nodes": []}}`)
	if r := c.ask(`{ candidates(minScore: 2) { totalCount } }`, nil); r.code() != "INVALID" {
		t.Error(r.raw)
	}
	// What the names joined by themselves is no candidate, and says why it is one thing.
	c.same(`{ entity(id: "policy/pact-voor-zorg") { id joined { id reason } mentions { totalCount } } }`,
		`{"entity": {"id": "policy/pvz", "joined": [{"id": "policy/pact-voor-zorg", "reason": "both are labelled \"Pact voor Zorg\""}], "mentions": {"totalCount": 3}}}`)
}

func TestCandidatePages(t *testing.T) {
	var list []*model.Extraction
	for _, x := range []string{"een", "twee"} {
		p := newPaper(t, model.Metadata{ID: "document/" + x, Title: x}, "Geïntegreerde Aanpak, Geintegreerde aanpak, cyberdreiging, cyberdreigingen.")
		p.entity("policy/a", "Geïntegreerde Aanpak", "Geïntegreerde Aanpak")
		p.entity("policy/bb", "Geintegreerde aanpak", "Geintegreerde aanpak")
		p.entity("threat/a", "cyberdreiging", "cyberdreiging")
		p.entity("threat/bb", "cyberdreigingen", "cyberdreigingen")
		list = append(list, p.x)
	}
	c := serve(t, newStore(t, list...), server.Options{})
	var page struct {
		Candidates struct {
			TotalCount int
			Edges      []struct {
				Cursor string
				Node   struct {
					A struct{ Entity struct{ ID string } }
				}
			}
			PageInfo struct{ HasNextPage bool }
		}
	}
	const query = `query($after: String) { candidates(first: 1, after: $after) { totalCount edges { cursor node { a { entity { id } } } } pageInfo { hasNextPage } } }`
	var got []string
	var after any
	for range 3 {
		page.Candidates.Edges = nil
		c.get(&page, query, map[string]any{"after": after})
		for _, e := range page.Candidates.Edges {
			got, after = append(got, e.Node.A.Entity.ID), e.Cursor
		}
	}
	if strings.Join(got, " ") != "policy/bb threat/bb" || page.Candidates.TotalCount != 2 || page.Candidates.PageInfo.HasNextPage {
		t.Errorf("%q, %+v", got, page)
	}
}

// mutate posts a mutation with a header of authorization.
func (c client) mutate(query, authorization string) reply {
	c.t.Helper()
	body, _ := json.Marshal(map[string]any{"query": query})
	q, err := http.NewRequest(http.MethodPost, c.url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		c.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	if authorization != "" {
		q.Header.Set("Authorization", authorization)
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	r := reply{status: resp.StatusCode, raw: string(text)}
	if err := json.Unmarshal(text, &r); err != nil {
		c.t.Fatal(err, string(text))
	}
	return r
}

const accept = `mutation { acceptCandidate(a: "policy/aanpak", b: "https://rijksgraaf.example/id/policy/aanpak-oud", note: "zelfde stuk", by: "jan") {
	decision { verdict ids who note warning } a { id mentions { totalCount } } b { id joined { id } } } }`

// Nothing is decided without the token: not where the server has none, not with none, not
// with another.
func TestMutationsNeedTheToken(t *testing.T) {
	for name, x := range map[string]struct {
		c                   client
		authorization, code string
	}{
		"a server without a token":    {serve(t, newStore(t, alike(t)...), server.Options{}), "Bearer " + secret, "FORBIDDEN"},
		"a server that cannot decide": {clientOf(t, server.New(onlyReads{newStore(t, alike(t)...)}, server.Options{Token: resolvers.NewToken(secret)})), "Bearer " + secret, "FORBIDDEN"},
		"no token":                    {reviewed(t), "", "UNAUTHENTICATED"},
		"a wrong token":               {reviewed(t), "Bearer " + secret + "x", "UNAUTHENTICATED"},
		"part of the token":           {reviewed(t), "Bearer " + secret[:20], "UNAUTHENTICATED"},
		"another scheme":              {reviewed(t), "Basic " + secret, "UNAUTHENTICATED"},
		"an empty token":              {reviewed(t), "Bearer ", "UNAUTHENTICATED"},
	} {
		for _, m := range []string{accept, strings.Replace(accept, "accept", "refuse", 1), `mutation { undoDecision(a: "policy/a", b: "policy/b") { decision { who } } }`} {
			r := x.c.mutate(m, x.authorization)
			if want := map[string]int{"FORBIDDEN": 403, "UNAUTHENTICATED": 401}[x.code]; r.status != want || r.code() != x.code || len(r.Data) > 0 || r.Errors[0].Extensions.Hint == "" || strings.Contains(r.raw, secret) {
				t.Errorf("%s: %s", name, r.raw)
			}
		}
		x.c.same(`{ candidates { totalCount } decisions { totalCount } }`, `{"candidates": {"totalCount": 1}, "decisions": {"totalCount": 0}}`)
	}
}

// onlyReads is a source that takes no decisions.
type onlyReads struct{ store *graph.Store }

func (o onlyReads) View() *graph.View { return o.store.View() }

func TestDecideOverGraphQL(t *testing.T) {
	c := reviewed(t)
	r := c.mutate(accept, "bearer "+secret)
	want := `{"acceptCandidate":{"decision":{"verdict":"SAME","ids":["policy/aanpak-oud","policy/aanpak"],"who":"jan","note":"zelfde stuk","warning":null},` +
		`"a":{"id":"policy/aanpak","mentions":{"totalCount":2}},"b":{"id":"policy/aanpak","joined":[{"id":"policy/aanpak-oud"}]}}}`
	if len(r.Errors) > 0 || string(r.Data) != want {
		t.Fatal(r.raw)
	}
	c.same(`{ candidates { totalCount } entity(id: "policy/aanpak-oud") { id } decisions { nodes { verdict ids who } } }`,
		`{"candidates": {"totalCount": 0}, "entity": {"id": "policy/aanpak"}, "decisions": {"nodes": [{"verdict": "SAME", "ids": ["policy/aanpak-oud", "policy/aanpak"], "who": "jan"}]}}`)
	for mutation, code := range map[string]string{
		accept: "INVALID",
		`mutation { refuseCandidate(a: "policy/aanpak", b: "policy/aanpak-oud") { decision { who } } }`: "INVALID",
		`mutation { acceptCandidate(a: "policy/aanpak", b: "policy/geen") { decision { who } } }`:       "NOT_FOUND",
		`mutation { acceptCandidate(a: "policy/aanpak", b: "threat/kou") { decision { who } } }`:        "INVALID",
		`mutation { undoDecision(a: "policy/aanpak", b: "threat/kou") { decision { who } } }`:           "NOT_FOUND",
	} {
		if r := c.mutate(mutation, "Bearer "+secret); r.code() != code {
			t.Errorf("%s: %s", mutation, r.raw)
		}
	}
	// One after the other, each sees what the one before did.
	r = c.mutate(`mutation { undoDecision(a: "policy/aanpak", b: "policy/aanpak-oud") { decision { verdict } b { id } }
		refuseCandidate(a: "policy/aanpak", b: "policy/aanpak-oud") { decision { verdict who } b { id } } }`, "Bearer "+secret)
	if string(r.Data) != `{"undoDecision":{"decision":{"verdict":"SAME"},"b":{"id":"policy/aanpak-oud"}},"refuseCandidate":{"decision":{"verdict":"DIFFERENT","who":"graphql"},"b":{"id":"policy/aanpak-oud"}}}` {
		t.Error(r.raw)
	}
	c.same(`{ candidates { totalCount } decisions { nodes { verdict ids } } }`,
		`{"candidates": {"totalCount": 0}, "decisions": {"nodes": [{"verdict": "DIFFERENT", "ids": ["policy/aanpak", "policy/aanpak-oud"]}]}}`)
}

// GET changes nothing, whoever asks.
func TestMutationsByGet(t *testing.T) {
	c := reviewed(t)
	q, _ := http.NewRequest(http.MethodGet, c.url+"/graphql?query="+url.QueryEscape(accept), nil)
	q.Header.Set("Authorization", "Bearer "+secret)
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusMethodNotAllowed || !strings.HasPrefix(resp.Header.Get("Allow"), "POST") {
		t.Error(resp.Status, resp.Header)
	}
	c.same(`{ decisions { totalCount } }`, `{"decisions": {"totalCount": 0}}`)
}

// A store that is served for reading only takes decisions, and keeps them.
func TestDecisionsOutliveTheServer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range alike(t) {
		put(t, s, x)
	}
	_ = s.Close()
	for range 2 {
		if s, err = graph.Open(dir, graph.Options{ReadOnly: true}); err != nil {
			t.Fatal(err)
		}
		c := serve(t, s, server.Options{Token: resolvers.NewToken(secret)})
		if s.View().ID("policy/aanpak-oud") != "policy/aanpak" {
			if r := c.mutate(accept, "Bearer "+secret); len(r.Errors) > 0 {
				t.Fatal(r.raw)
			}
		}
		c.same(`{ entity(id: "policy/aanpak-oud") { id } }`, `{"entity": {"id": "policy/aanpak"}}`)
		_ = s.Close()
	}
	if s, err = graph.Open(dir, graph.Options{ReadOnly: true}); err != nil || s.View().ID("policy/aanpak-oud") != "policy/aanpak" {
		t.Error("the decision is lost", err)
	}
	_ = s.Close()
}

// The address of an id that was joined gives the entity that stays.
func TestAddressOfAJoinedID(t *testing.T) {
	r := reviewed(t).send(http.MethodGet, "/id/policy/pact-voor-zorg", "", "", nil)
	if r.status != http.StatusOK || !strings.Contains(r.raw, `"iri": "https://rijksgraaf.example/id/policy/pvz"`) {
		t.Error(r.raw)
	}
}

func TestReadToken(t *testing.T) {
	dir := t.TempDir()
	write := func(text string) string {
		path := filepath.Join(dir, "token")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sum := sha256.Sum256([]byte(secret))
	for _, text := range []string{secret, secret + "\n", "sha256:" + hex.EncodeToString(sum[:]) + "\n"} {
		token, err := server.ReadToken(write(text))
		if err != nil {
			t.Fatal(err)
		}
		c := serve(t, newStore(t, alike(t)...), server.Options{Token: token})
		if r := c.mutate(accept, "Bearer "+secret); len(r.Errors) > 0 {
			t.Errorf("%q: %s", text, r.raw)
		}
		if r := c.mutate(accept, "Bearer "+strings.TrimSpace(text)+"x"); r.code() != "UNAUTHENTICATED" {
			t.Errorf("%q: %s", text, r.raw)
		}
	}
	for text, want := range map[string]string{
		"":                              "too short",
		"kort":                          "too short",
		"sha256:abc":                    "64 hex digits",
		"twee tokens op een enkele rij": "one token on one line",
		"een-token-van-zestien\nen-nog-een-tweede-token": "one token on one line",
		strings.Repeat("x", 5000):                        "one token on one line",
	} {
		path := write(text)
		if _, err := server.ReadToken(path); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if _, err := server.ReadToken(filepath.Join(dir, "none")); model.CodeOf(err) != model.CodeNotFound {
		t.Error(err)
	}
	if _, err := server.ReadToken(dir); model.CodeOf(err) != model.CodeInvalid {
		t.Error(err)
	}
}
