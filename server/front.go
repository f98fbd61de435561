package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"sync"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
)

// frontWait is how long the page waits for the answers that it could have in it. After that
// it goes without them, and asks for itself.
const frontWait = 200 * time.Millisecond

// front is the first file of the page with the answers in it that the page will want first,
// so that it need not ask before it can show something.
type front struct {
	server    *Server
	html      []byte
	policy    string
	questions []resolvers.Request
	page      http.Handler // the file as it is

	mu      sync.Mutex
	version string
	done    chan struct{} // closed when text is there
	text    []byte        // nil where a question has no answer
}

// front gives what hands out the first file of the page; what the page wants first was
// written down when it was built, in ahead.json. A server that answers nobody without a token
// gives the file as it is: browsers send none for it.
func (s *Server) front(embedded fs.FS, page http.Handler) http.Handler {
	html, err := fs.ReadFile(embedded, "page/dist/index.html")
	if err != nil || s.options.RequireToken {
		return page
	}
	f := &front{server: s, html: html, policy: strict(html), page: page}
	text, err := fs.ReadFile(embedded, "page/dist/ahead.json")
	if err != nil || decode(text, &f.questions) != nil {
		return page
	}
	return f
}

// ServeHTTP answers with the page.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v := f.server.source.View()
	text := f.at(v)
	if text == nil {
		f.page.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", f.policy)
	if f.server.fresh(w, r, v, "page") {
		return
	}
	w.Header().Set("Content-Type", mediaType("index.html"))
	_, _ = w.Write(text)
}

// at gives the page with the answers of a view; nil where there are none, or not yet. The
// first who asks has them made for all who ask while that view is the present one.
func (f *front) at(v *graph.View) []byte {
	f.mu.Lock()
	if version := f.server.versions.of(v); version != f.version {
		f.version, f.text, f.done = version, nil, make(chan struct{})
		go f.fill(version, f.done)
	}
	version, done := f.version, f.done
	f.mu.Unlock()
	select {
	case <-done:
	case <-time.After(frontWait):
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.version != version {
		return nil
	}
	return f.text
}

// fill makes the text of a version, which outlives the request that it is made for.
func (f *front) fill(version string, done chan struct{}) {
	defer close(done)
	text := f.filled()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.version == version {
		f.text = text
	}
}

// filled puts the answers into the page as a block of data, which no policy on scripts is
// about; nil where one of them has an error.
func (f *front) filled() []byte {
	var answers []json.RawMessage
	for _, q := range f.questions {
		a := f.server.api.Do(context.Background(), q)
		if len(a.Errors) > 0 || a.Volatile {
			return nil
		}
		answers = append(answers, a.Data)
	}
	data, err := json.Marshal(answers) // with < as \u003c: nothing in it ends the block
	if err != nil {
		return nil
	}
	block := append(append([]byte(`<script type="application/json" id="ahead">`), data...), "</script>\n</body>"...)
	return bytes.Replace(f.html, []byte("</body>"), block, 1)
}
