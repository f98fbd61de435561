package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"rijksgraaf/model"
	"rijksgraaf/server"
)

// builtWith gives the files of a page that wants these queries answered first.
func builtWith(queries ...string) fstest.MapFS {
	list := []map[string]any{}
	for _, q := range queries {
		list = append(list, map[string]any{"query": q, "variables": map[string]any{}})
	}
	text, _ := json.Marshal(list)
	return fstest.MapFS{"page/dist/index.html": {Data: []byte("<!doctype html><body></body>")}, "page/dist/ahead.json": {Data: text}}
}

func getFront(h http.Handler, seen string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("If-None-Match", seen)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// getFilled asks until the page has its answers, for which it waits a moment only.
func getFilled(t *testing.T, h http.Handler, seen string) *httptest.ResponseRecorder {
	t.Helper()
	for range 100 {
		if w := getFront(h, seen); w.Header().Get("ETag") != "" {
			return w
		}
	}
	t.Fatal("the page never has its answers")
	return nil
}

const countQuery = "{ statistics { documents } }"

// brought reads the answers out of a page; nil for one that brings none.
func brought(t *testing.T, w *httptest.ResponseRecorder) []map[string]any {
	t.Helper()
	_, rest, there := strings.Cut(w.Body.String(), `<script type="application/json" id="ahead">`)
	if !there {
		return nil
	}
	data, _, _ := strings.Cut(rest, "</script>")
	var out []map[string]any
	if err := json.Unmarshal([]byte(data), &out); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	return out
}

// The page comes with the answers of the present graph, and says when the client has them.
func TestFrontBringsAnswers(t *testing.T) {
	s := newStore(t, paperV(t))
	h := server.Front(server.New(s, server.Options{}), builtWith(countQuery, `{ entity(id: "policy/gbvs") { label } }`))
	w := getFilled(t, h, "")
	got := brought(t, w)
	if len(got) != 2 || got[0]["statistics"].(map[string]any)["documents"] != 1.0 || !strings.HasPrefix(got[1]["entity"].(map[string]any)["label"].(string), "Geïntegreerde") {
		t.Fatalf("the page brings %v", got)
	}
	tag := w.Header().Get("ETag")
	if tag == "" || getFilled(t, h, tag).Code != http.StatusNotModified {
		t.Errorf("the client has the page by the tag %q, and is sent it again", tag)
	}
	if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self'") {
		t.Errorf("the policy is %q", policy)
	}
	put(t, s, paperX(t))
	if w = getFilled(t, h, tag); w.Code != http.StatusOK || brought(t, w)[0]["statistics"].(map[string]any)["documents"] != 2.0 {
		t.Errorf("after a change: %d %s", w.Code, w.Body)
	}
}

// Whatever a document says, it does not end the block of data.
func TestFrontKeepsItsBlock(t *testing.T) {
	p := newPaper(t, model.Metadata{ID: "document/kst-1-2", Title: "</script><script>alert(1)</script>", Kind: "letter"}, "Tekst.\n")
	h := server.Front(server.New(newStore(t, p.x), server.Options{}), builtWith("{ documents { nodes { title } } }"))
	w := getFilled(t, h, "")
	if strings.Count(w.Body.String(), "<script") != 1 || len(brought(t, w)) != 1 {
		t.Errorf("the page is %s", w.Body)
	}
}

// Where an answer has errors, and where reading takes a token, the page comes without.
func TestFrontWithoutAnswers(t *testing.T) {
	s := newStore(t, paperV(t))
	for name, h := range map[string]http.Handler{
		"an error": server.Front(server.New(s, server.Options{}), builtWith(countQuery, "{ nothing }")),
		"a token":  server.Front(server.New(s, server.Options{RequireToken: true}), builtWith(countQuery)),
		"no list":  server.Front(server.New(s, server.Options{}), fstest.MapFS{"page/dist/index.html": builtWith()["page/dist/index.html"]}),
	} {
		if w := getFront(h, ""); w.Code != http.StatusOK || brought(t, w) != nil || !strings.Contains(w.Body.String(), "<!doctype") || w.Header().Get("ETag") != "" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}
