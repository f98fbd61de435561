package server

import (
	"context"
	"net/http"
	"sync"
	"time"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// writeWait is how long a client may take to receive one message; one that does not read
// is let go.
const writeWait = 10 * time.Second

// streams are the clients that are sent answers as they come: how many there may be, and
// how they are told that the server stops.
type streams struct {
	limit   int
	closing context.Context
	end     context.CancelFunc
	left    sync.WaitGroup
	mu      sync.Mutex
	open    int
	ended   bool
}

func newStreams(limit int) *streams {
	s := &streams{limit: limit}
	s.closing, s.end = context.WithCancel(context.Background())
	return s
}

// enter takes one more client, who must leave again, or says why not.
func (s *streams) enter() *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.ended:
		return &refusal{status: http.StatusServiceUnavailable, words: "the server is stopping"}
	case s.open >= s.limit:
		return &refusal{status: http.StatusServiceUnavailable, words: "there are as many subscribers as the server takes", hint: "try again later"}
	}
	s.open++
	s.left.Add(1)
	return nil
}

func (s *streams) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
	s.left.Done()
}

// count is how many clients there are.
func (s *streams) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

// stop tells all clients that the server stops, takes no more, and waits for them to be
// gone until ctx is done.
func (s *streams) stop(ctx context.Context) error {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	s.end()
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		s.left.Wait()
	}()
	select {
	case <-gone:
		return nil
	case <-ctx.Done():
		return &model.Error{Code: model.CodeUnavailable, Op: "serve", Message: "subscribers did not leave when the server stopped", Err: ctx.Err()}
	}
}

// events answers a request by events of the server, each an answer, after the protocol of
// graphql-sse for distinct connections.
func (s *Server) events(w http.ResponseWriter, r *http.Request, got sent) {
	if got.batch {
		s.refuse(w, typeJSON, bad("a batch cannot be answered as "+typeEvents))
		return
	}
	if no := s.streams.enter(); no != nil {
		s.refuse(w, typeJSON, no)
		return
	}
	defer s.streams.leave()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	stream := s.api.Open(ctx, got.list[0])
	if no := stream.Refusal; no != nil && no.Unsafe {
		s.metrics.operation(no.Code())
		w.Header().Set("Allow", "POST, OPTIONS")
		writeBody(w, typeJSON, http.StatusMethodNotAllowed, no.JSON())
		return
	}
	if no := stream.Refusal; no != nil && no.Denied {
		s.metrics.operation(no.Code())
		challenge(w, &model.Error{Code: model.Code(no.Code())})
		writeBody(w, typeJSON, resolvers.StatusOf(no.Code()), no.JSON())
		return
	}
	e := &eventWriter{w: w, to: http.NewResponseController(w)}
	if e.begin() == nil {
		s.follow(ctx, stream, e)
	}
}

// follow writes the answers of a stream until it ends, the client goes or the server stops.
func (s *Server) follow(ctx context.Context, stream *resolvers.Stream, e *eventWriter) {
	answers := make(chan *resolvers.Answer)
	go func() {
		defer close(answers)
		for a := range stream.Answers() {
			select {
			case answers <- a:
			case <-ctx.Done():
				return
			}
		}
	}()
	beat := time.NewTicker(s.options.KeepAlive)
	defer beat.Stop()
	for {
		var err error
		select {
		case a, more := <-answers:
			if !more {
				_ = e.write("event: complete\ndata:\n\n")
				return
			}
			s.metrics.operation(a.Code())
			err = e.write("event: next\ndata: " + string(a.JSON()) + "\n\n")
		case <-beat.C:
			err = e.write(":\n\n")
		case <-s.streams.closing.Done():
			return // without an end, so that the client asks again
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// eventWriter writes events of the server.
type eventWriter struct {
	w  http.ResponseWriter
	to *http.ResponseController
}

// begin sends the head, so that the client knows that it is heard before anything happens.
func (e *eventWriter) begin() error {
	h := e.w.Header()
	h.Set("Content-Type", typeEvents+"; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Accel-Buffering", "no")
	_ = e.to.SetReadDeadline(time.Time{}) // nothing more is read; a deadline would end the request
	e.w.WriteHeader(http.StatusOK)
	return e.write(":\n\n")
}

func (e *eventWriter) write(text string) error {
	_ = e.to.SetWriteDeadline(time.Now().Add(writeWait))
	if _, err := e.w.Write([]byte(text)); err != nil {
		return err
	}
	return e.to.Flush()
}
