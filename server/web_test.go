package server

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func builtPage() fs.FS {
	return fstest.MapFS{
		"page/dist/index.html":          {Data: []byte("<!doctype>")},
		"page/dist/assets/a-1234.js":    {Data: []byte("plain")},
		"page/dist/assets/a-1234.js.gz": {Data: []byte("packed")},
		"page/dist/assets/b-1234.js":    {Data: []byte("plain")},
		"page/dist/assets/b-1234.js.gz": {Data: []byte("packed")},
		"page/dist/assets/b-1234.js.br": {Data: []byte("small")},
	}
}

func getPage(files fs.FS, address, encoding string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Accept-Encoding", encoding)
	website(files).ServeHTTP(w, r)
	return w
}

func TestPageWithAndWithoutItsFiles(t *testing.T) {
	for want, files := range map[string]fs.FS{
		"make web":   fstest.MapFS{"page/README.md": {Data: []byte("x")}},
		"<!doctype>": builtPage(),
	} {
		if w := getPage(files, "/", ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("wanted %q: status %d, %s", want, w.Code, w.Body)
		}
	}
}

// Who takes gzip or brotli is given the packed file, under the type of the plain one.
func TestPagePacked(t *testing.T) {
	for encoding, want := range map[string]string{"": "plain", "br, gzip": "packed", "gzip;q=0": "plain", "GZIP;q=0.5": "packed"} {
		w := getPage(builtPage(), "/assets/a-1234.js", encoding)
		if w.Body.String() != want || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("Accept-Encoding %q gives %q as %s", encoding, w.Body, w.Header().Get("Content-Type"))
		}
		if !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("a file with its hash in its name is not kept: %v", w.Header())
		}
	}
	for encoding, want := range map[string]string{"gzip, deflate, br, zstd": "small", "gzip, br;q=0.9": "packed", "br;q=0, *": "packed", "br": "small", "zstd": "plain"} {
		if w := getPage(builtPage(), "/assets/b-1234.js", encoding); w.Body.String() != want || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q gives %q, %v", encoding, w.Body, w.Header())
		}
	}
}

// The page may run nothing that it did not bring, and what changes is asked for anew.
func TestPagePolicy(t *testing.T) {
	h := getPage(builtPage(), "/", "").Header()
	policy := h.Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "script-src 'self'") {
		t.Errorf("the policy is %q", policy)
	}
	if h.Get("Cache-Control") != "no-cache" {
		t.Errorf("the first file is kept: %v", h)
	}
}

// What stands in the page is allowed by its hash, and nothing else that might stand there.
func TestPagePolicyOfWhatStandsInIt(t *testing.T) {
	html := "<style>a{}</style><script type=\"module\" src=\"a.js\"></script><script>\n1\n</script><script type=\"application/json\">[]</script>"
	h := getPage(fstest.MapFS{"page/dist/index.html": {Data: []byte(html)}}, "/", "").Header()
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	for _, want := range []string{"script-src 'self' 'sha256-" + hash("\n1\n") + "';", "style-src 'self' 'sha256-" + hash("a{}") + "';"} {
		if policy := h.Get("Content-Security-Policy"); !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
}

func TestPageUnknownFile(t *testing.T) {
	for _, address := range []string{"/assets/none.js", "/assets/../../README.md", "/assets/"} {
		if w := getPage(builtPage(), address, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, %s", address, w.Code, w.Body)
		}
	}
}
