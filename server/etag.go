package server

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
)

// tag is the entity tag of what an address gives in some form while a view is the present
// one. It is weak, because the bytes may be compressed on the way, in more ways than one.
func (s *Server) tag(v *graph.View, form string) string {
	return `W/"` + s.versions.of(v) + "." + form + `"`
}

// holds says whether a client says that it has what a tag names, compared weakly, or whatever
// there is.
func holds(r *http.Request, tag string) bool {
	for x := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		if x = strings.TrimSpace(x); x == "*" || strings.TrimPrefix(x, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// tagged gives an answer its tag, which a client is to ask for anew each time.
func tagged(h http.Header, tag string) {
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
}

// fresh says whether the client has what a tag names: then the answer was given.
func fresh(w http.ResponseWriter, r *http.Request, tag string) bool {
	if !holds(r, tag) {
		return false
	}
	tagged(w.Header(), tag)
	w.WriteHeader(http.StatusNotModified)
	return true
}

// fresh sets the tag of a form of a view, and says whether the client has it: then the answer
// was given.
func (s *Server) fresh(w http.ResponseWriter, r *http.Request, v *graph.View, form string) bool {
	tag := s.tag(v, form)
	tagged(w.Header(), tag)
	return fresh(w, r, tag)
}

// answerCached answers a GET, or says that the client has the answer already. What it has
// was given for the same state of the graph, and without errors.
func (s *Server) answerCached(w http.ResponseWriter, r *http.Request, media string, q resolvers.Request) {
	sum := sha256.Sum256([]byte(media + "\x00" + r.URL.RawQuery))
	tag := s.tag(s.source.View(), base64.RawURLEncoding.EncodeToString(sum[:12]))
	if !fresh(w, r, tag) {
		s.answerOne(w, r, media, q, tag)
	}
}
