package server_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/export"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// asked makes a GET with headers, "Name: value" each, and gives the answer with its body.
func (c client) asked(path string, headers ...string) (*http.Response, string) {
	c.t.Helper()
	q, err := http.NewRequest(http.MethodGet, c.url+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		q.Header.Add(name, value)
	}
	resp, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp, string(text)
}

// An address leads to the document in the form that is liked best.
func TestNegotiation(t *testing.T) {
	c := fixture(t)
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, x := range []struct {
		accept string
		status int
		to     string
	}{
		{"", http.StatusOK, ""},
		{"*/*", http.StatusOK, ""},
		{browser, http.StatusSeeOther, "html"},
		{"text/turtle", http.StatusSeeOther, "ttl"},
		{"application/ld+json, text/turtle;q=0.9", http.StatusSeeOther, "jsonld"},
		{"application/ld+json;q=0.1, text/turtle;q=0.9", http.StatusSeeOther, "ttl"},
		{"application/n-quads", http.StatusSeeOther, "nq"},
		{"text/csv", http.StatusSeeOther, "csv"},
		{"application/json", http.StatusSeeOther, "json"},
		{"text/html;q=0, text/*;q=0.5", http.StatusSeeOther, "ttl"},
		{"image/png, */*;q=0.1", http.StatusSeeOther, "json"},
		{"image/png", http.StatusNotAcceptable, ""},
		{"text/turtle;q=0", http.StatusNotAcceptable, ""},
		{"tureluurs", http.StatusNotAcceptable, ""},
	} {
		var headers []string
		if x.accept != "" {
			headers = []string{"Accept: " + x.accept}
		}
		resp, text := c.asked("/id/budget-article/V/2", headers...)
		want := ""
		if x.to != "" {
			want = "/id/budget-article/V/2." + x.to
		}
		if resp.StatusCode != x.status || resp.Header.Get("Location") != want || !strings.Contains(resp.Header.Get("Vary"), "Accept") {
			t.Errorf("%q: %d to %q, Vary %q", x.accept, resp.StatusCode, resp.Header.Get("Location"), resp.Header.Get("Vary"))
		}
		if x.status == http.StatusNotAcceptable && !strings.Contains(text, `"code": "INVALID"`) {
			t.Errorf("%q: %s", x.accept, text)
		}
		if links := strings.Join(resp.Header.Values("Link"), "\n"); !strings.Contains(links, `</id/budget-article/V/2.ttl>; rel="alternate"; type="text/turtle"`) ||
			!strings.Contains(links, `</id/budget-article/V/2>; rel="describes"`) {
			t.Errorf("%q: links %s", x.accept, links)
		}
	}
}

func TestFormsOfAThing(t *testing.T) {
	c := fixture(t)
	relation := model.RelationID("budget-article/V/2", model.Addresses, "threat/terrorisme")
	for path, want := range map[string][]string{
		"/id/policy/gbvs.json":            {"application/json", `"iri": "https://rijksgraaf.example/id/policy/gbvs"`},
		"/id/policy/gbvs.html":            {"text/html", "<h1>Geïntegreerde Buitenland- en Veiligheidsstrategie</h1>", "is aan de Tweede Kamer aangeboden."},
		"/id/policy/gbvs.ttl":             {"text/turtle", "<https://rijksgraaf.example/id/policy/gbvs> a def:Policy", "def:evidence [ "},
		"/id/policy/gbvs.jsonld":          {"application/ld+json", `"@id":"https://rijksgraaf.example/id/policy/gbvs"`, `"rule":"by-hand"`},
		"/id/policy/gbvs.nq":              {"application/n-quads", "<https://rijksgraaf.example/id/policy/gbvs> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"},
		"/id/policy/gbvs.csv":             {"text/csv", "subject,object,id,predicate", "policy/gbvs,organisation/tweede-kamer"},
		"/id/document/kst-36360-V-1.html": {"text/html", "begrotingsjaar", "2022", `href="https://zoek.officielebekendmakingen.nl/kst-36360-V-1.html"`},
		"/id/document/kst-36360-V-1.ttl":  {"text/turtle", `def:dossier "36 360"`},
		"/id/" + relation + ".html":       {"text/html", "is gericht tegen", "Voorbeelden zijn terrorisme"},
		"/id/" + relation + ".ttl":        {"text/turtle", "rdf:object <https://rijksgraaf.example/id/threat/terrorisme>"},
		"/id/" + relation + ".json":       {"application/json", `"predicate": "addresses"`},
		"/id/budget-article/V/2.html":     {"text/html", "1200000000 EUR"},
	} {
		resp, text := c.asked(path)
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), want[0]) {
			t.Errorf("%s: %d, %s", path, resp.StatusCode, resp.Header.Get("Content-Type"))
		}
		for _, words := range want[1:] {
			if !strings.Contains(text, words) {
				t.Errorf("%s lacks %q:\n%.600s", path, words, text)
			}
		}
		if strings.Contains(text, "Zie Kamerstuk 35 000, nr. 7. De uitgaven") {
			t.Errorf("%s has the whole text of the document", path)
		}
	}
	for _, path := range []string{"/id/policy/nergens.ttl", "/id/policy/gbvs.docx", "/id/relation/0000.html", "/id/.ttl"} {
		if resp, text := c.asked(path, "Accept: text/html"); resp.StatusCode != http.StatusNotFound || !strings.Contains(text, `"code": "NOT_FOUND"`) {
			t.Errorf("%s: %d %s", path, resp.StatusCode, text)
		}
	}
}

// An id that was joined leads to the document of the one that stays.
func TestJoinedIDsLeadToTheOneThatStays(t *testing.T) {
	resp, _ := reviewed(t).asked("/id/policy/pact-voor-zorg", "Accept: text/turtle")
	if to := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || to != "/id/policy/pvz.ttl" {
		t.Errorf("%d to %s", resp.StatusCode, to)
	}
}

// In every form a thing has the addresses that any of its documents knows.
func TestAddressesInRegistersOfOthers(t *testing.T) {
	const first, second, third = "http://publications.europa.eu/resource/authority/country/NLD", "http://www.wikidata.org/entity/Q55", "https://a.example/nl?a=1&b=2"
	paper := func(id string, addresses ...string) *model.Extraction {
		p := newPaper(t, model.Metadata{ID: id, Title: id}, "Nederland doet mee.\n")
		p.entity("place/nederland", "Nederland", "Nederland")
		p.x.Entities[1].SameAs = addresses
		return p.x
	}
	c := serve(t, newStore(t, paper("document/x", first, second), paper("document/y", second, third)), server.Options{})
	for path, want := range map[string]string{
		"/id/place/nederland.html":   `<dd><a href="` + second + `">` + second + `</a></dd>`,
		"/id/place/nederland.json":   `"` + second + `"`,
		"/id/place/nederland.ttl":    "owl:sameAs <" + first + ">, <" + second + ">, <" + third + ">",
		"/id/place/nederland.jsonld": `"sameAs":["` + first + `","` + second + `","` + third + `"]`,
		"/id/place/nederland.nq":     "<http://www.w3.org/2002/07/owl#sameAs> <" + second + ">",
		"/export.nodes.csv":          first + " | " + second + " | " + third,
	} {
		if _, text := c.asked(path); !strings.Contains(text, want) {
			t.Errorf("%s lacks %s:\n%s", path, want, text)
		}
	}
	list := `["` + first + `", "` + second + `", "` + third + `"]`
	c.same(`{ entity(id: "place/nederland") { sameAs } }`, `{"entity": {"sameAs": `+list+`}}`)
	c.same(`{ _entities(representations: [{__typename: "Place", id: "place/nederland"}]) { ... on Place { sameAs } } }`, `{"_entities": [{"sameAs": `+list+`}]}`)
}

// What documents say cannot become markup or a script.
func TestPagesEscape(t *testing.T) {
	p := newPaper(t, model.Metadata{ID: "document/x", Title: `<script>alert("titel")</script>`}, "Beleid <img src=x onerror=alert(1)> is aan de Kamer aangeboden.\n")
	p.entity("policy/x", `"><script>alert('label')</script>`, "Beleid <img src=x onerror=alert(1)>")
	p.x.Entities[1].SameAs = []string{"javascript:alert(2)"}
	p.entity("organisation/kamer", "Kamer", "Kamer")
	p.relation("policy/x", model.PresentedTo, "organisation/kamer", "Beleid <img src=x onerror=alert(1)> is aan de Kamer aangeboden.")
	c := serve(t, newStore(t, p.x), server.Options{})
	for _, path := range []string{"/id/policy/x.html", "/id/document/x.html", "/id/organisation/kamer.html"} {
		resp, text := c.asked(path)
		if strings.Contains(text, "<script") || strings.Contains(text, "<img") || strings.Contains(text, `href="javascript:`) {
			t.Errorf("%s lets markup through:\n%s", path, text)
		}
		policy := resp.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
			t.Errorf("%s: policy %s", path, policy)
		}
	}
}

func TestPagesLeadToTheApplication(t *testing.T) {
	store := newStore(t, paperV(t))
	if _, text := serve(t, store, server.Options{App: "/#/entity/"}).asked("/id/policy/gbvs.html"); !strings.Contains(text, `<a href="/#/entity/policy/gbvs">`) {
		t.Error("no link to the application")
	}
	if _, text := serve(t, store, server.Options{}).asked("/id/policy/gbvs.html"); strings.Contains(text, "/#/") {
		t.Error("a link to an application that there is not")
	}
}

// The ETag stays while the graph does, and is another after each change.
func TestETagsFollowTheGraph(t *testing.T) {
	s := newStore(t, paperV(t))
	c := serve(t, s, server.Options{})
	for _, path := range []string{"/id/policy/gbvs", "/id/policy/gbvs.ttl", "/id/policy/gbvs.html", "/export.nq", "/.well-known/void", "/dcat.jsonld"} {
		first, text := c.asked(path)
		tag := first.Header.Get("ETag")
		if tag == "" || text == "" {
			t.Fatalf("%s: no ETag", path)
		}
		if again, text := c.asked(path, `If-None-Match: "other", `+tag); again.StatusCode != http.StatusNotModified || text != "" || again.Header.Get("ETag") != tag {
			t.Errorf("%s: %d with the same tag", path, again.StatusCode)
		}
		if other, _ := c.asked(path, `If-None-Match: "other"`); other.StatusCode != http.StatusOK {
			t.Errorf("%s: %d with another tag", path, other.StatusCode)
		}
	}
	before, _ := c.asked("/id/policy/gbvs.ttl")
	put(t, s, paperX(t))
	after, _ := c.asked("/id/policy/gbvs.ttl", "If-None-Match: "+before.Header.Get("ETag"))
	if after.StatusCode != http.StatusOK || after.Header.Get("ETag") == before.Header.Get("ETag") {
		t.Error("the tag outlives a change")
	}
	if a, b := before.Header.Get("ETag"), first(c.asked("/id/policy/gbvs.jsonld")).Header.Get("ETag"); a == b {
		t.Error("two forms have one tag")
	}
}

func first(r *http.Response, _ string) *http.Response { return r }

func TestExportsOverHTTP(t *testing.T) {
	c := fixture(t)
	for path, want := range map[string][]string{
		"/export.nq":                             {"application/n-quads", "/def/text>"},
		"/export.ttl?chapters=X":                 {"text/turtle", "kst-36410-X-2"},
		"/export.jsonl?predicates=EXTENDS_TO":    {"application/jsonl", `"predicate":"extendsTo"`},
		"/export.graphml":                        {"application/graphml+xml", "</graphml>"},
		"/export.gexf?types=Policy&types=Threat": {"application/gexf+xml", "policy/gbvs"},
		"/export.csv.zip":                        {"application/zip", "PK"},
		"/export.edges.csv?minConfidence=0.8":    {"text/csv", "extendsTo"},
		"/export.amounts.csv":                    {"text/csv", "1200000000,EUR"},
	} {
		resp, text := c.asked(path)
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), want[0]) || !strings.Contains(text, want[1]) ||
			!strings.HasPrefix(resp.Header.Get("Content-Disposition"), `attachment; filename="rijksgraaf.`) {
			t.Errorf("%s: %d %v\n%.300s", path, resp.StatusCode, resp.Header, text)
		}
	}
	for path, status := range map[string]int{
		"/export.ttl?chapters=Z": http.StatusNotFound, "/export.ttl?documents=document/x": http.StatusNotFound, "/export.ttl?kleur=rood": http.StatusBadRequest,
		"/export.ttl?types=Beleid": http.StatusBadRequest, "/export.ttl?years=ooit": http.StatusBadRequest, "/export.ttl?%zz": http.StatusBadRequest,
		"/export.docx": http.StatusNotFound,
	} {
		resp, text := c.asked(path)
		if resp.StatusCode != status || !strings.Contains(text, `"error"`) || resp.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %s", path, resp.StatusCode, text)
		}
	}
	if r := c.send(http.MethodHead, "/export.nq", "", "", nil); r.status != http.StatusOK || r.raw != "" {
		t.Errorf("HEAD: %d", r.status)
	}
}

// An export of an earlier moment is what a server gave then, in every form, and has a tag of
// its own.
func TestExportsAsOf(t *testing.T) {
	then, now := serve(t, newStore(t, paperV(t)), server.Options{}), fixture(t)
	for _, f := range export.Formats() {
		path := "/export." + f.Extension
		_, want := then.asked(path)
		resp, got := now.asked(path + "?asOf=1")
		if got != want || resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d, %d bytes, want %d", path, resp.StatusCode, len(got), len(want))
		}
		present, _ := now.asked(path)
		tag := resp.Header.Get("ETag")
		if again, _ := now.asked(path+"?asOf=1", "If-None-Match: "+tag); tag == present.Header.Get("ETag") || again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: the tag %s, of the present %s; %d", path, tag, present.Header.Get("ETag"), again.StatusCode)
		}
	}
	if _, text := now.asked("/export.nodes.csv?types=BudgetChapter&asOf=1"); strings.Count(text, "\n") != 4 || strings.Contains(text, "BudgetArticle") {
		t.Errorf("a part of then: %s", text)
	}
	if _, text := now.asked("/export.nodes.csv?asOf=2999-01-01T00:00:00Z"); text != second(now.asked("/export.nodes.csv")) {
		t.Errorf("a time to come is not the present: %s", text)
	}
	for moment, status := range map[string]int{"asOf=9": http.StatusNotFound, "asOf=-1": http.StatusNotFound, "asOf=ooit": http.StatusBadRequest, "asOf=": http.StatusBadRequest, "asOf=1&asOf=2": http.StatusBadRequest} {
		if resp, text := now.asked("/export.ttl?" + moment); resp.StatusCode != status || !strings.Contains(text, `"error"`) || resp.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %s", moment, resp.StatusCode, text)
		}
	}
}

func second(_ *http.Response, text string) string { return text }

// A client that goes away stops the work, and the half that was sent does not end as a
// whole answer would.
func TestExportsEndWithTheirClient(t *testing.T) {
	s := newStore(t)
	for i := range 60 {
		put(t, s, longPaper(t, i))
	}
	h := server.New(s, server.Options{})
	whole := httptest.NewRecorder()
	h.ServeHTTP(whole, httptest.NewRequest(http.MethodGet, "/export.nq", nil))
	ctx, leave := context.WithCancel(t.Context())
	w := &leaving{ResponseRecorder: httptest.NewRecorder(), leave: leave}
	defer func() {
		if fault := recover(); fault != http.ErrAbortHandler {
			t.Errorf("the answer ends with %v", fault)
		}
		if sent := w.Body.Len(); sent == 0 || sent > whole.Body.Len()/2 {
			t.Errorf("%d of %d bytes were made for nobody", sent, whole.Body.Len())
		}
	}()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/export.nq", nil).WithContext(ctx))
}

// leaving is a client that goes away when it has the first bytes.
type leaving struct {
	*httptest.ResponseRecorder
	leave context.CancelFunc
}

func (l *leaving) Write(b []byte) (int, error) {
	l.leave()
	return l.ResponseRecorder.Write(b)
}

// longPaper is a document whose export is long.
func longPaper(t *testing.T, i int) *model.Extraction {
	words := strings.Repeat("Tegen terrorisme helpt samenwerking, zegt het stuk van "+string(rune('a'+i%26))+". ", 400)
	p := newPaper(t, model.Metadata{ID: "document/stuk-" + strings.Repeat("x", i/26+1) + string(rune('a'+i%26)), Title: "Stuk"}, words)
	p.entity("threat/terrorisme", "terrorisme", "terrorisme")
	return p.x
}

// The address of a type or predicate leads to what it means.
func TestVocabularyIsDescribed(t *testing.T) {
	c := fixture(t)
	for accept, to := range map[string]string{"": "/ontology.ttl", "application/ld+json": "/ontology.jsonld", "text/html, */*;q=0.1": "/ontology.html#extendsTo"} {
		resp, _ := c.asked("/def/extendsTo", "Accept: "+accept)
		if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != to {
			t.Errorf("%q: %d to %s", accept, resp.StatusCode, resp.Header.Get("Location"))
		}
	}
	for path, want := range map[string]string{"/ontology.ttl": `<https://rijksgraaf.example/def/extendsTo> a rdf:Property`, "/ontology.jsonld": `"rdfs:label"`,
		"/ontology.html": `<dt id="extendsTo">`, "/ontology": "rdfs:Class"} {
		if resp, text := c.asked(path); resp.StatusCode != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("%s: %d %.300s", path, resp.StatusCode, text)
		}
	}
	if resp, text := c.asked("/def/bestaatNiet"); resp.StatusCode != http.StatusNotFound || !strings.Contains(text, `"code": "NOT_FOUND"`) {
		t.Error(resp.StatusCode, text)
	}
	_, turtle := c.asked("/ontology.ttl")
	_, ld := c.asked("/ontology.jsonld")
	sameTriples(t, turtle, ld)
}

// The description of the data counts what there is, in both forms alike.
func TestDescription(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	c := serve(t, s, server.Options{Licence: "https://creativecommons.org/publicdomain/zero/1.0/"})
	resp, turtle := c.asked("/.well-known/void", "Accept: text/turtle, application/ld+json;q=0.5")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/turtle; charset=utf-8" || resp.Header.Get("Vary") == "" {
		t.Fatal(resp.StatusCode, resp.Header)
	}
	for _, want := range []string{"a dcat:Dataset, void:Dataset", "dct:license <https://creativecommons.org/publicdomain/zero/1.0/>", "dct:modified \"20",
		"void:documents 2 ", "dcat:downloadURL <https://rijksgraaf.example/export.nq>", "void:class <https://rijksgraaf.example/def/Threat> ; void:entities 3"} {
		if !strings.Contains(turtle, want) {
			t.Errorf("lacks %q in\n%s", want, turtle)
		}
	}
	if resp, _ := c.asked("/.well-known/void", "Accept: image/png"); resp.StatusCode != http.StatusNotAcceptable {
		t.Error("a picture of the data:", resp.StatusCode)
	}
	_, ld := c.asked("/dcat.jsonld")
	if _, again := c.asked("/dcat.ttl"); again != turtle {
		t.Error("/dcat.ttl differs from /.well-known/void")
	}
	sameTriples(t, turtle, ld)
}

// sameTriples has n3 read Turtle and jsonld read JSON-LD, and wants the same triples.
func sameTriples(t *testing.T, turtle, ld string) {
	t.Helper()
	node, err := exec.LookPath("node")
	checks := filepath.Join("..", "web", "checks")
	if _, missing := os.Stat(filepath.Join(checks, "node_modules", "n3")); err != nil || missing != nil {
		t.Skip("the readers are not installed: run make checks")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"description.ttl": turtle, "description.jsonld": ld} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(node, filepath.Join(checks, "exports.mjs"), dir).CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"same":true`) {
		t.Errorf("the two forms say different things: %v %s", err, out)
	}
}
