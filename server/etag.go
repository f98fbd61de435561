package server

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"rijksgraaf/resolvers"
)

// tag is the entity tag of the answer to a GET: it stays while the graph stays as it is.
// It is weak, because the bytes may be compressed on the way.
func (s *Server) tag(r *http.Request, media string) string {
	sum := sha256.Sum256([]byte(media + "\x00" + r.URL.RawQuery))
	return `W/"` + s.versions.of(s.source.View()) + "." + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// answerCached answers a GET, or says that the client has the answer already. What it has
// was given for the same state of the graph, and without errors.
func (s *Server) answerCached(w http.ResponseWriter, r *http.Request, media string, q resolvers.Request) {
	tag := s.tag(r, media)
	if holds(r, tag) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "no-cache")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.answerOne(w, r, media, q, tag)
}

// holds says whether a client says that it has what a tag names, compared weakly.
func holds(r *http.Request, tag string) bool {
	for x := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		if strings.TrimPrefix(strings.TrimSpace(x), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
