package server

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

const (
	// socketOperations is how many operations one connection may have under way.
	socketOperations = 100
	// maxOperationID is the greatest length in bytes of the name a client gives one.
	maxOperationID = 256
	// initWait is how long a client may take to say its first word.
	initWait = 10 * time.Second
)

// The reasons to close a connection that the protocol names.
const (
	closeBadMessage    websocket.StatusCode = 4400
	closeUnauthorised  websocket.StatusCode = 4401
	closeForbidden     websocket.StatusCode = 4403
	closeBadProtocol   websocket.StatusCode = 4406
	closeSilent        websocket.StatusCode = 4408
	closeSameID        websocket.StatusCode = 4409
	closeTwiceGreeting websocket.StatusCode = 4429
)

// message is what both sides send, after the protocol of graphql-ws.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one connection.
type socket struct {
	s       *Server
	conn    *websocket.Conn
	token   string // of the request's header, or of the first message
	greeted atomic.Bool
	mu      sync.Mutex
	running map[string]context.CancelFunc // by the client's names
	work    sync.WaitGroup
}

// upgrades says whether a client wants a WebSocket.
func upgrades(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// socket answers operations over a WebSocket until the client goes or the server stops.
func (s *Server) socket(w http.ResponseWriter, r *http.Request) {
	if !s.origins.allow(r) {
		s.refuse(w, typeJSON, &refusal{status: http.StatusForbidden, words: "pages of this origin may not ask this server"})
		return
	}
	if no := s.streams.enter(); no != nil {
		s.refuse(w, typeJSON, no)
		return
	}
	defer s.streams.leave()
	// The origin was looked at above, by the one rule for all requests.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{resolvers.Subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // it has been answered
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != resolvers.Subprotocol {
		_ = conn.Close(closeBadProtocol, "Subprotocol not acceptable")
		return
	}
	conn.SetReadLimit(s.options.BodyLimit)
	c := &socket{s: s, conn: conn, token: bearer(r.Header.Get("Authorization")), running: map[string]context.CancelFunc{}}
	c.serve()
}

// serve reads messages until the connection ends, and then ends what is under way.
func (c *socket) serve() {
	ctx, cancel := context.WithCancel(context.Background())
	defer c.work.Wait()
	defer cancel()
	greeting := time.AfterFunc(c.s.initWait, func() {
		if !c.greeted.Load() {
			_ = c.conn.Close(closeSilent, "Connection initialisation timeout")
		}
	})
	defer greeting.Stop()
	c.work.Add(1)
	go func() {
		defer c.work.Done()
		c.keep(ctx)
	}()
	for {
		kind, text, err := c.conn.Read(ctx)
		if err != nil {
			return
		}
		if why := c.take(ctx, kind, text); why != nil {
			_ = c.conn.Close(why.Code, why.Reason)
			return
		}
	}
}

// keep asks the client now and then whether it is there, and tells it when the server
// stops.
func (c *socket) keep(ctx context.Context) {
	beat := time.NewTicker(c.s.options.KeepAlive)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.s.streams.closing.Done():
			_ = c.conn.Close(websocket.StatusGoingAway, "the server stops")
			return
		case <-beat.C:
			wait, done := context.WithTimeout(ctx, writeWait)
			err := c.conn.Ping(wait)
			done()
			if err != nil {
				_ = c.conn.CloseNow()
				return
			}
		}
	}
}

// take does what a message says, or gives why the connection must end.
func (c *socket) take(ctx context.Context, kind websocket.MessageType, text []byte) *websocket.CloseError {
	var m message
	if kind != websocket.MessageText || json.Unmarshal(text, &m) != nil {
		return &websocket.CloseError{Code: closeBadMessage, Reason: "Invalid message"}
	}
	switch m.Type {
	case "connection_init":
		return c.greet(m.Payload)
	case "ping":
		c.send(message{Type: "pong"})
	case "pong":
	case "subscribe":
		return c.subscribe(ctx, m)
	case "complete":
		c.cancel(m.ID)
	default:
		return &websocket.CloseError{Code: closeBadMessage, Reason: "Invalid message type"}
	}
	return nil
}

// greet takes the first message, whose payload may hold the token as a header does.
func (c *socket) greet(payload json.RawMessage) *websocket.CloseError {
	if c.greeted.Swap(true) {
		return &websocket.CloseError{Code: closeTwiceGreeting, Reason: "Too many initialisation requests"}
	}
	var of map[string]any
	if len(payload) > 0 && json.Unmarshal(payload, &of) != nil {
		return &websocket.CloseError{Code: closeBadMessage, Reason: "The payload must be an object"}
	}
	for name, value := range of {
		if text, ok := value.(string); ok && strings.EqualFold(name, "Authorization") {
			c.token = bearer(text)
		}
	}
	if err := c.s.mayRead(c.token); err != nil {
		return &websocket.CloseError{Code: closeForbidden, Reason: "Forbidden"}
	}
	c.send(message{Type: "connection_ack"})
	return nil
}

// subscribe starts an operation.
func (c *socket) subscribe(ctx context.Context, m message) *websocket.CloseError {
	var q resolvers.Request
	switch {
	case !c.greeted.Load():
		return &websocket.CloseError{Code: closeUnauthorised, Reason: "Unauthorized"}
	case m.ID == "" || len(m.ID) > maxOperationID || decode(m.Payload, &q) != nil || check(q) != nil:
		return &websocket.CloseError{Code: closeBadMessage, Reason: "Invalid subscribe message"}
	}
	q.Token = c.token
	ctx, cancel := context.WithCancel(ctx)
	c.mu.Lock()
	_, taken := c.running[m.ID]
	full := len(c.running) >= socketOperations
	if !taken && !full {
		c.running[m.ID] = cancel
	}
	c.mu.Unlock()
	switch {
	case taken:
		cancel()
		return &websocket.CloseError{Code: closeSameID, Reason: "Subscriber already exists"}
	case full:
		cancel()
		c.fail(m.ID, []any{resolvers.Present(context.Background(), &model.Error{Code: model.CodeLimit,
			Message: "the connection has as many operations under way as it may", Hint: "end some, or open another"})})
		return nil
	}
	// Opened before the next message is read: what is committed after that is heard.
	stream := c.s.api.Open(ctx, q)
	c.work.Add(1)
	go func() {
		defer c.work.Done()
		defer cancel()
		c.answer(ctx, m.ID, stream)
	}()
	return nil
}

// answer sends what an operation gives, and its end.
func (c *socket) answer(ctx context.Context, id string, stream *resolvers.Stream) {
	if no := stream.Refusal; no != nil {
		c.s.metrics.operation(no.Code())
		if c.cancel(id) {
			c.fail(id, no.Errors)
		}
		return
	}
	for a := range stream.Answers() {
		c.s.metrics.operation(a.Code())
		if ctx.Err() != nil {
			break
		}
		c.send(message{ID: id, Type: "next", Payload: a.JSON()})
	}
	if c.forget(id) {
		c.send(message{ID: id, Type: "complete"})
	}
}

// fail ends an operation that was refused.
func (c *socket) fail(id string, errs any) {
	text, err := json.Marshal(errs)
	if err == nil {
		c.send(message{ID: id, Type: "error", Payload: text})
	}
}

// forget frees an operation's name; false when the client ended it itself.
func (c *socket) forget(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.running[id]
	delete(c.running, id)
	return ok
}

// cancel ends an operation that the client no longer wants; false where there is none.
func (c *socket) cancel(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	end, ok := c.running[id]
	if ok {
		delete(c.running, id)
		end()
	}
	return ok
}

// send writes a message. A client that does not read in time is let go.
func (c *socket) send(m message) {
	text, err := json.Marshal(m)
	if err != nil {
		return // answers are JSON
	}
	// The end of an operation is no reason to cut off a message in the middle.
	ctx, done := context.WithTimeout(context.Background(), writeWait)
	defer done()
	if err := c.conn.Write(ctx, websocket.MessageText, text); err != nil {
		_ = c.conn.CloseNow()
	}
}
