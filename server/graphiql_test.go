package server

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestGraphiQLWithAndWithoutItsFiles(t *testing.T) {
	for want, files := range map[string]fs.FS{
		"make web":   fstest.MapFS{"graphiql/README.md": {Data: []byte("x")}},
		"<!doctype>": fstest.MapFS{"graphiql/dist/index.html": {Data: []byte("<!doctype>")}},
	} {
		w := httptest.NewRecorder()
		graphiql(files).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphiql/", nil))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("wanted %q: status %d, %s", want, w.Code, w.Body)
		}
	}
}

// The page asks no other host for anything.
func TestGraphiQLNeedsNoOtherHost(t *testing.T) {
	text, err := fs.ReadFile(graphiqlFiles, "graphiql/dist/index.html")
	if err != nil {
		t.Skip("GraphiQL is not built: run make web")
	}
	if strings.Contains(string(text), "//") {
		t.Errorf("the page names another host:\n%s", text)
	}
}
