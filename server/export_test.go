package server

import (
	"io/fs"
	"net/http"
	"time"

	"rijksgraaf/graph"
)

// Impatient gives a server that does not wait for the first word of a WebSocket.
func Impatient(s *graph.Store) *Server {
	out := New(s, Options{})
	out.initWait = time.Millisecond
	return out
}

// Front gives what a server hands out at / of a page that was built into these files.
func Front(s *Server, files fs.FS) http.Handler { return s.front(files, website(files)) }
