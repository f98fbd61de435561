package server_test

import (
	"compress/gzip"
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

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// raw makes a request with headers and gives all of the answer, as it came.
func (c client) raw(method, path, body string, headers map[string]string) (*http.Response, []byte) {
	c.t.Helper()
	q, err := http.NewRequest(method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for name, value := range headers {
		q.Header.Set(name, value)
	}
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp, text
}

// A GET is answered with a tag; who has the answer is told so until the graph changes.
func TestEntityTags(t *testing.T) {
	s := newStore(t, paperV(t))
	c := serve(t, s, server.Options{})
	at := "/graphql?query=" + url.QueryEscape(`{ statistics { documents } }`)
	first, text := c.raw(http.MethodGet, at, "", nil)
	tag := first.Header.Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) || !strings.Contains(string(text), `"documents":1`) {
		t.Fatalf("tag %q: %s", tag, text)
	}
	for _, sent := range []string{tag, `"x", ` + tag, strings.TrimPrefix(tag, "W/")} {
		if resp, text := c.raw(http.MethodGet, at, "", map[string]string{"If-None-Match": sent}); resp.StatusCode != http.StatusNotModified || len(text) > 0 || resp.Header.Get("ETag") != tag {
			t.Errorf("%s: status %d, %s", sent, resp.StatusCode, text)
		}
	}
	for name, other := range map[string]string{"another query": at + "&operationName=", "another media type": at} {
		headers := map[string]string{"If-None-Match": tag}
		if other == at {
			headers["Accept"] = "application/graphql-response+json"
		}
		if resp, _ := c.raw(http.MethodGet, other, "", headers); resp.StatusCode != http.StatusOK || resp.Header.Get("ETag") == tag {
			t.Errorf("%s: status %d, the tag %q", name, resp.StatusCode, resp.Header.Get("ETag"))
		}
	}
	put(t, s, paperX(t))
	if resp, text := c.raw(http.MethodGet, at, "", map[string]string{"If-None-Match": tag}); resp.StatusCode != http.StatusOK || !strings.Contains(string(text), `"documents":2`) {
		t.Errorf("after a change: status %d, %s", resp.StatusCode, text)
	}
	for _, bad := range []string{"/graphql?query=%7Bnergens%7D", "/graphql?query=" + url.QueryEscape(`{ entities(first: -1) { totalCount } }`)} {
		if resp, _ := c.raw(http.MethodGet, bad, "", nil); resp.Header.Get("ETag") != "" {
			t.Errorf("an error has a tag: %s", bad)
		}
	}
}

func TestOrigins(t *testing.T) {
	at := "/graphql?query=%7B__typename%7D"
	c := serve(t, newStore(t), server.Options{Origins: []string{"https://example.nl"}})
	for origin, want := range map[string]string{"https://example.nl": "https://example.nl", "https://elders.example": "", "null": ""} {
		if resp, _ := c.raw(http.MethodGet, at, "", map[string]string{"Origin": origin}); resp.Header.Get("Access-Control-Allow-Origin") != want {
			t.Errorf("%s may read: %q", origin, resp.Header.Get("Access-Control-Allow-Origin"))
		}
	}
	resp, _ := c.raw(http.MethodOptions, "/graphql", "", map[string]string{"Origin": "https://example.nl",
		"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"})
	if resp.StatusCode != http.StatusNoContent || resp.Header.Get("Access-Control-Allow-Methods") != "POST" || resp.Header.Get("Access-Control-Allow-Headers") != "content-type" {
		t.Errorf("a browser that asks first: status %d, %v", resp.StatusCode, resp.Header)
	}
	if resp, _ := fixture(t).raw(http.MethodGet, at, "", map[string]string{"Origin": "https://example.nl"}); resp.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("pages of others may read where none was allowed")
	}
}

func TestCompression(t *testing.T) {
	c := fixture(t)
	at := "/graphql?query=" + url.QueryEscape(`{ ontology { types { type description } } }`)
	_, plain := c.raw(http.MethodGet, at, "", nil)
	for encoding, open := range map[string]func(io.Reader) (io.Reader, error){
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"zstd": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		resp, text := c.raw(http.MethodGet, at, "", map[string]string{"Accept-Encoding": encoding})
		if resp.Header.Get("Content-Encoding") != encoding || len(text)*2 > len(plain) || !strings.Contains(strings.Join(resp.Header.Values("Vary"), " "), "Accept-Encoding") {
			t.Errorf("%s: %d of %d bytes, %v", encoding, len(text), len(plain), resp.Header)
			continue
		}
		r, err := open(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != string(plain) {
			t.Errorf("%s: another answer (%v)", encoding, err)
		}
	}
	if resp, _ := c.raw(http.MethodGet, "/graphql?query=%7B__typename%7D", "", map[string]string{"Accept-Encoding": "gzip"}); resp.Header.Get("Content-Encoding") != "" {
		t.Error("a short answer is compressed")
	}
	if resp, text := c.raw(http.MethodGet, "/graphql?query=%7B__typename%7D", "", map[string]string{"Accept-Encoding": "br"}); resp.Header.Get("Content-Encoding") != "" || !strings.HasSuffix(string(text), `"data":{"__typename":"Query"}}`) {
		t.Errorf("a short answer is compressed: %v %q", resp.Header, text)
	}
}

// The coding is the one that the client likes best; a client that takes none gets none; what
// it has in one coding it need not get again in another.
func TestCodingByWeight(t *testing.T) {
	c := fixture(t)
	at := "/graphql?query=" + url.QueryEscape(`{ ontology { types { type description } } }`)
	for accepted, want := range map[string]string{
		"gzip, deflate, br": "br", "gzip, deflate, br, zstd": "zstd", "gzip;q=1, br;q=0.5": "gzip", "br;q=1.0, zstd;q=0.9, gzip;q=0.8": "br", "gzip;q=0.2, zstd;q=0.1": "gzip",
		"br;q=0, gzip": "gzip", "br;q=0": "", "identity": "", "*": "zstd", "*;q=0.5, zstd;q=0": "br", "BR": "br", "br;q=much, gzip": "gzip", "deflate": "",
	} {
		resp, _ := c.raw(http.MethodGet, at, "", map[string]string{"Accept-Encoding": accepted})
		if got := resp.Header.Get("Content-Encoding"); got != want || !strings.Contains(strings.Join(resp.Header.Values("Vary"), ", "), "Accept-Encoding") {
			t.Errorf("%q: %q, want %q (Vary %v)", accepted, got, want, resp.Header.Values("Vary"))
		}
		again, text := c.raw(http.MethodGet, at, "", map[string]string{"Accept-Encoding": "br", "If-None-Match": resp.Header.Get("ETag")})
		if again.StatusCode != http.StatusNotModified || len(text) > 0 || again.Header.Get("Content-Encoding") != "" || !strings.HasPrefix(again.Header.Get("ETag"), "W/") {
			t.Errorf("%q: again %d with %d bytes, %v", accepted, again.StatusCode, len(text), again.Header)
		}
	}
}

// Exports are packed as they are streamed, and refusals and redirects come through.
func TestBrotliOfOtherAnswers(t *testing.T) {
	c := fixture(t)
	for _, path := range []string{"/export.nq", "/export.csv.zip", "/id/policy/gbvs.ttl", "/graphql/schema"} {
		_, plain := c.raw(http.MethodGet, path, "", nil)
		resp, packed := c.raw(http.MethodGet, path, "", map[string]string{"Accept-Encoding": "br"})
		if want := map[bool]string{true: "", false: "br"}[strings.HasSuffix(path, ".zip")]; resp.Header.Get("Content-Encoding") != want {
			t.Errorf("%s: %v", path, resp.Header)
			continue
		}
		if resp.Header.Get("Content-Encoding") == "br" {
			text, err := io.ReadAll(brotli.NewReader(strings.NewReader(string(packed))))
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			packed = text
		}
		if string(packed) != string(plain) || resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d, %d bytes where there are %d", path, resp.StatusCode, len(packed), len(plain))
		}
	}
	if resp, _ := c.raw(http.MethodGet, "/id/policy/niets", "", map[string]string{"Accept-Encoding": "br"}); resp.StatusCode != http.StatusNotFound {
		t.Errorf("nothing there: %d", resp.StatusCode)
	}
	if resp, text := c.raw(http.MethodHead, "/export.nq", "", map[string]string{"Accept-Encoding": "br"}); resp.StatusCode != http.StatusOK || len(text) > 0 {
		t.Errorf("HEAD: %d, %d bytes", resp.StatusCode, len(text))
	}
}

func hash(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// post sends a body as a client that takes statuses would.
func (c client) post(body string) reply {
	c.t.Helper()
	return c.send(http.MethodPost, "/graphql", "application/json", "application/graphql-response+json", strings.NewReader(body))
}

// A query that was sent once with its hash may be asked for by the hash.
func TestPersistedQueries(t *testing.T) {
	c := fixture(t)
	const query = `{ statistics { documents } }`
	byHash := `"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash(query) + `"}}`
	for _, x := range []struct {
		name, body string
		status     int
		words      string
	}{
		{"unknown", `{` + byHash + `}`, 400, `"PersistedQueryNotFound"`},
		{"another hash", `{"query":"{ __typename }",` + byHash + `}`, 400, `"INVALID"`},
		{"still unknown", `{` + byHash + `}`, 400, `"PERSISTED_QUERY_NOT_FOUND"`},
		{"sent with its hash", `{"query":"` + query + `",` + byHash + `}`, 200, `"documents":2`},
		{"by its hash", `{` + byHash + `}`, 200, `"documents":2`},
		{"by its hash as an id", `{"documentId":"sha256:` + hash(query) + `"}`, 200, `"documents":2`},
		{"another version", `{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"` + hash(query) + `"}}}`, 400, `"INVALID"`},
		{"no hash", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}`, 400, `"INVALID"`},
		{"no object", `{"extensions":{"persistedQuery":"abc"}}`, 400, `"INVALID"`},
		{"a name", `{"documentId":"count"}`, 400, `"INVALID"`},
		{"what is no query is not kept", `{"query":"{ nergens }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash(`{ nergens }`) + `"}}}`, 400, `GRAPHQL_VALIDATION_FAILED`},
		{"nor found", `{"documentId":"sha256:` + hash(`{ nergens }`) + `"}`, 400, `"PERSISTED_QUERY_NOT_FOUND"`},
	} {
		if r := c.post(x.body); r.status != x.status || !strings.Contains(r.raw, x.words) {
			t.Errorf("%s: status %d, %s", x.name, r.status, r.raw)
		}
	}
	at := "/graphql?extensions=" + url.QueryEscape(`{"persistedQuery":{"version":1,"sha256Hash":"`+hash(query)+`"}}`)
	if r := c.send(http.MethodGet, at, "", "", nil); !strings.Contains(r.raw, `"documents":2`) {
		t.Errorf("by GET: %s", r.raw)
	}
	none := serve(t, newStore(t), server.Options{Persisted: -1})
	if r := none.post(`{"query":"` + query + `",` + byHash + `}`); r.code() != "PERSISTED_QUERY_NOT_SUPPORTED" {
		t.Errorf("where none are kept: %s", r.raw)
	}
}

// The queries that are kept are bounded; those that are asked again stay.
func TestPersistedQueriesAreBounded(t *testing.T) {
	c := serve(t, newStore(t), server.Options{Persisted: 4})
	send := func(query string) {
		c.post(`{"query":"` + query + `","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash(query) + `"}}}`)
	}
	known := func(query string) bool { return c.post(`{"documentId":"sha256:`+hash(query)+`"}`).code() == "" }
	send("{ a: __typename }")
	for _, name := range []string{"b", "c", "d", "e", "f", "g"} {
		send("{ " + name + ": __typename }")
		if !known("{ a: __typename }") {
			t.Fatalf("what is in use was dropped at %s", name)
		}
	}
	if known("{ b: __typename }") {
		t.Error("what is not in use was kept")
	}
}

func TestTrustedDocuments(t *testing.T) {
	const count, label = `query Count { statistics { documents } }`, `query Label($id: ID!) { entity(id: $id) { label } }`
	folder := t.TempDir()
	manifest, err := json.Marshal(map[string]string{"count": count, "sha256:" + hash(label): label})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "manifest.json")
	for path, text := range map[string]string{filepath.Join(folder, "count.graphql"): count, filepath.Join(folder, "label.graphql"): label, file: string(manifest)} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{folder, file} {
		trusted, err := server.ReadTrusted(path)
		if err != nil {
			t.Fatal(err)
		}
		c := serve(t, newStore(t, paperV(t)), server.Options{Trusted: trusted, Batch: 3})
		for _, x := range []struct{ body, words string }{
			{`{"documentId":"count"}`, `"documents":1`},
			{`{"query":"` + count + `"}`, `"documents":1`},
			{`{"documentId":"sha256:` + hash(label) + `","variables":{"id":"policy/gbvs"}}`, `"label":"Ge`},
			{`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash(count) + `"}}}`, `"documents":1`},
			{`{"query":"` + count + ` "}`, `"FORBIDDEN"`},
			{`{"query":"{ __typename }"}`, `"FORBIDDEN"`},
			{`{"query":"{ __typename }","documentId":"count"}`, `"FORBIDDEN"`},
			{`{"query":"{ __schema { types { name } } }"}`, `"FORBIDDEN"`},
			{`{"documentId":"nergens"}`, `"FORBIDDEN"`},
			{`{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash("{ __typename }") + `"}}}`, `"FORBIDDEN"`},
		} {
			if r := c.post(x.body); !strings.Contains(r.raw, x.words) || (r.status == 200) == (x.words == `"FORBIDDEN"`) {
				t.Errorf("%s: status %d, %s", x.body, r.status, r.raw)
			}
		}
	}
	for path, code := range map[string]model.Code{filepath.Join(folder, "none"): model.CodeNotFound, t.TempDir(): model.CodeInvalid, filepath.Join(folder, "count.graphql"): model.CodeInvalid} {
		if _, err := server.ReadTrusted(path); model.CodeOf(err) != code || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := resolvers.NewTrusted(map[string]string{"wrong": "{ nergens }"}); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "wrong") {
		t.Error(err)
	}
}

func TestBatches(t *testing.T) {
	c := serve(t, newStore(t, paperV(t)), server.Options{Batch: 3, Limits: resolvers.Limits{Cost: 50}})
	one := `{"query":"{ statistics { documents } }"}`
	dear := `{"query":"{ entities(first: 15) { nodes { id label } } }"}`
	for _, x := range []struct {
		name, body string
		status     int
		words      []string
	}{
		{"two", `[` + one + `, {"query":"{ nergens }"}]`, 200, []string{`"documents":1`, `GRAPHQL_VALIDATION_FAILED`}},
		{"too many", `[` + one + `,` + one + `,` + one + `,` + one + `]`, 422, []string{`the batch has 4 requests; the limit is 3`, `"LIMIT"`}},
		{"none", `[]`, 400, []string{"empty"}},
		{"cut off", `[` + one + `,`, 400, []string{"not a JSON array"}},
		{"one of them is none", `[` + one + `, 3]`, 400, []string{"request 2 of the batch"}},
		{"nested", `[[` + one + `]]`, 400, []string{"request 1 of the batch"}},
		{"too dear together", `[` + dear + `,` + dear + `]`, 200, []string{`"nodes":[{"id"`, `the batch may give`, `"LIMIT"`}},
	} {
		r := c.postList(x.body)
		for _, w := range x.words {
			if r.status != x.status || !strings.Contains(r.raw, w) {
				t.Errorf("%s: status %d, %s; wanted %d, %s", x.name, r.status, r.raw, x.status, w)
			}
		}
	}
}

// postList sends a body whose answer may be an array.
func (c client) postList(body string) reply {
	c.t.Helper()
	resp, text := c.raw(http.MethodPost, "/graphql", body, map[string]string{"Content-Type": "application/json"})
	return reply{status: resp.StatusCode, raw: string(text)}
}

// What an operation costs is told with its answer, and with its refusal.
func TestCostIsTold(t *testing.T) {
	c := serve(t, newStore(t, paperV(t)), server.Options{Limits: resolvers.Limits{Depth: 3}})
	const want = `"extensions":{"cost":{"cost":81,"limit":100000,"depth":3,"depthLimit":3,"reads":1}}`
	if r := c.ask(`{ entities(first: 20) { nodes { id label } totalCount } }`, nil); !strings.Contains(r.raw, want) {
		t.Errorf("%s, wanted %s", r.raw, want)
	}
	if r := c.ask(`{ entities { nodes { mentions { totalCount } } } }`, nil); !strings.Contains(r.raw, `"depth":4,"depthLimit":3,"reads":0`) || r.status != 422 {
		t.Errorf("a refusal: %s", r.raw)
	}
}
