package server

import (
	"time"

	"rijksgraaf/graph"
)

// Impatient gives a server that does not wait for the first word of a WebSocket.
func Impatient(s *graph.Store) *Server {
	out := New(s, Options{})
	out.initWait = time.Millisecond
	return out
}
