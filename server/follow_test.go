package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// followQuery is a subscription to the changes of one entity.
const followQuery = `subscription { changes(entity: "policy/gbvs") { commit { number kind documentId title who } document { id } entity { label } } }`

// What the clients are told: of a document that speaks of the entity, not of one that does
// not, and of its deletion.
var followed = []string{
	`{"data":{"changes":{"commit":{"number":1,"kind":"ADD","documentId":"document/kst-36360-V-1","title":"Jaarverslag Buitenlandse Zaken 2022","who":"jan"},` +
		`"document":{"id":"document/kst-36360-V-1"},"entity":{"label":"Geïntegreerde Buitenland- en Veiligheidsstrategie"}}}}`,
	`{"data":{"changes":{"commit":{"number":3,"kind":"DELETE","documentId":"document/kst-36360-V-1","title":"Jaarverslag Buitenlandse Zaken 2022","who":null},` +
		`"document":null,"entity":null}}}`,
}

// commit makes the changes that followed tells of, each when the one before was told.
func commit(t *testing.T, s *graph.Store, told func(line string)) {
	t.Helper()
	if _, err := s.Apply(graph.WithAuthor(context.Background(), "jan"), graph.Changes(s.View(), paperV(t))); err != nil {
		t.Fatal(err)
	}
	told(followed[0])
	put(t, s, paperWithout(t))
	if _, err := s.Delete(context.Background(), "document/kst-36360-V-1"); err != nil {
		t.Fatal(err)
	}
	told(followed[1])
}

// withoutCost drops the extensions of an answer, whose reads another test holds.
func withoutCost(t *testing.T, line string) string {
	t.Helper()
	var x struct {
		Data   json.RawMessage `json:"data,omitempty"`
		Errors json.RawMessage `json:"errors,omitempty"`
	}
	if err := json.Unmarshal([]byte(line), &x); err != nil {
		t.Fatalf("%v in %q", err, line)
	}
	text, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (r running) tells(line string) {
	r.t.Helper()
	if !r.lines.Scan() {
		r.t.Fatalf("the client ended, wanted %s", line)
	}
	if got := withoutCost(r.t, r.lines.Text()); got != line {
		r.t.Fatalf("the client was told\n%s, wanted\n%s", got, line)
	}
}

func TestFollowWithGraphQLWS(t *testing.T) {
	s := newStore(t)
	c := serve(t, s, server.Options{})
	r := run(t, script(t, "follow-ws.mjs", "ws"+strings.TrimPrefix(c.url, "http")+"/graphql", followQuery, "2"))
	r.wants("ready")
	commit(t, s, r.tells)
	r.wants("closed 1000 Normal Closure")
}

func TestFollowWithGraphQLSSE(t *testing.T) {
	s := newStore(t)
	c := serve(t, s, server.Options{})
	r := run(t, script(t, "follow-sse.mjs", c.url+"/graphql", followQuery, "2"))
	r.wants("ready")
	commit(t, s, r.tells)
	r.wants("done")
}

// A server that stops lets subscribers go in order, by either way.
func TestSubscribersWhenTheServerStops(t *testing.T) {
	s := server.New(newStore(t), server.Options{Addr: "127.0.0.1:0"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	l, err := s.Listen(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	at := l.Addr().String()
	ws := run(t, script(t, "follow-ws.mjs", "ws://"+at+"/graphql", followQuery, "2"))
	sse := run(t, script(t, "follow-sse.mjs", "http://"+at+"/graphql", followQuery, "2"))
	ws.wants("ready")
	sse.wants("ready")
	cancel()
	ws.wants("closed 1001 the server stops")
	if err := <-done; err != nil {
		t.Errorf("a graceful stop gives %v", err)
	}
}

// dial opens a WebSocket as a client would.
func dial(t *testing.T, c client, o *websocket.DialOptions) (*websocket.Conn, *http.Response) {
	t.Helper()
	if o == nil {
		o = &websocket.DialOptions{}
	}
	if o.Subprotocols == nil {
		o.Subprotocols = []string{resolvers.Subprotocol}
	}
	conn, resp, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(c.url, "http")+"/graphql", o)
	if err != nil {
		return nil, resp
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conn, resp
}

func say(t *testing.T, conn *websocket.Conn, text string) {
	t.Helper()
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func hear(t *testing.T, conn *websocket.Conn) string {
	t.Helper()
	_, text, err := conn.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const greeting = `{"type":"connection_init"}`

// Each breach of the protocol ends the connection with the code that the protocol names.
func TestSocketProtocol(t *testing.T) {
	c := fixture(t)
	const follow = `{"id":"a","type":"subscribe","payload":{"query":"subscription { changes { commit { number } } }"}}`
	for _, x := range []struct {
		name string
		says []string
		code websocket.StatusCode
	}{
		{"no JSON", []string{"hello"}, 4400},
		{"no type", []string{`{}`}, 4400},
		{"an unknown type", []string{`{"type":"start"}`}, 4400},
		{"a payload that is no object", []string{`{"type":"connection_init","payload":[1]}`}, 4400},
		{"subscribing first", []string{follow}, 4401},
		{"greeting twice", []string{greeting, greeting}, 4429},
		{"one id twice", []string{greeting, follow, follow}, 4409},
		{"no id", []string{greeting, `{"type":"subscribe","payload":{"query":"{ __typename }"}}`}, 4400},
		{"no query", []string{greeting, `{"id":"a","type":"subscribe","payload":{}}`}, 4400},
		{"a long id", []string{greeting, `{"id":"` + strings.Repeat("a", 300) + `","type":"subscribe","payload":{"query":"{ __typename }"}}`}, 4400},
		{"a huge message", []string{greeting, `{"id":"` + strings.Repeat("a", 2<<20)}, websocket.StatusMessageTooBig},
	} {
		t.Run(x.name, func(t *testing.T) {
			conn, _ := dial(t, c, nil)
			for _, text := range x.says {
				_ = conn.Write(t.Context(), websocket.MessageText, []byte(text))
			}
			var err error
			for err == nil {
				_, _, err = conn.Read(t.Context())
			}
			if websocket.CloseStatus(err) != x.code {
				t.Errorf("closed by %v, wanted %d", err, x.code)
			}
		})
	}
	conn, _ := dial(t, c, &websocket.DialOptions{Subprotocols: []string{"graphql-ws"}})
	if _, _, err := conn.Read(t.Context()); websocket.CloseStatus(err) != 4406 {
		t.Errorf("the old protocol is closed by %v", err)
	}
}

// Queries, mutations and pings are answered over the connection too; what is refused is
// told by an error.
func TestSocketAnswers(t *testing.T) {
	c := serve(t, newStore(t, paperV(t), paperX(t)), server.Options{Token: resolvers.NewToken("een-geheim-van-jan")})
	conn, _ := dial(t, c, nil)
	say(t, conn, `{"type":"connection_init","payload":{"Authorization":"Bearer een-geheim-van-jan"}}`)
	for _, x := range []struct{ says, hears string }{
		{"", `{"type":"connection_ack"}`},
		{`{"type":"ping"}`, `{"type":"pong"}`},
		{`{"id":"a","type":"subscribe","payload":{"query":"{ entity(id: \"policy/gbvs\") { id } }"}}`, `"data":{"entity":{"id":"policy/gbvs"}}`},
		{"", `{"id":"a","type":"complete"}`},
		{`{"id":"b","type":"subscribe","payload":{"query":"{ nergens }"}}`, `{"id":"b","type":"error","payload":[{"message":"Cannot query field`},
		{`{"id":"b","type":"subscribe","payload":{"query":"mutation { undoDecision(a: \"policy/gbvs\", b: \"policy/x\") { a { id } } }"}}`, `NOT_FOUND`},
		{"", `{"id":"b","type":"complete"}`},
		{`{"id":"c","type":"subscribe","payload":{"query":"subscription { changes { commit { number } } }"}}` + "\n", ""},
		{`{"id":"c","type":"complete"}`, ""},
		{`{"type":"ping"}`, `{"type":"pong"}`},
	} {
		if x.says != "" {
			say(t, conn, x.says)
		}
		if x.hears == "" {
			continue
		}
		if got := hear(t, conn); !strings.Contains(got, x.hears) {
			t.Fatalf("said %s, heard %s, wanted %s", x.says, got, x.hears)
		}
	}
}

func TestSocketLimits(t *testing.T) {
	c := serve(t, newStore(t), server.Options{Streams: 1, Origins: []string{"https://example.nl"}})
	if conn, resp := dial(t, c, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"https://elders.example"}}}); conn != nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("a page of another origin is let in: %v", resp)
	}
	conn, _ := dial(t, c, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"https://example.nl"}}})
	if conn == nil {
		t.Fatal("a page of an origin that may ask is not let in")
	}
	if second, resp := dial(t, c, nil); second != nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a second subscriber is let in: %v", resp)
	}
	if r := c.send(http.MethodGet, "/graphql?query=subscription%7Bchanges%7Bcommit%7Bnumber%7D%7D%7D", "", "text/event-stream", nil); r.status != http.StatusServiceUnavailable || r.code() != "UNAVAILABLE" {
		t.Errorf("a second subscriber: status %d, %s", r.status, r.raw)
	}
	say(t, conn, greeting)
	hear(t, conn)
	for i := range 101 {
		say(t, conn, `{"id":"`+strings.Repeat("x", i+1)+`","type":"subscribe","payload":{"query":"subscription { changes { commit { number } } }"}}`)
	}
	if got := hear(t, conn); !strings.Contains(got, `"type":"error"`) || !strings.Contains(got, "LIMIT") {
		t.Errorf("the operation beyond the limit: %s", got)
	}
}

// events reads the events of the server, without a client of others.
func events(t *testing.T, c client, query string) *bufio.Scanner {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/graphql", strings.NewReader(`{"query":`+quote(query)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || got != "text/event-stream; charset=utf-8" {
		t.Fatalf("status %d, %s", resp.StatusCode, got)
	}
	return bufio.NewScanner(resp.Body)
}

// line gives the next line of events that says something.
func line(t *testing.T, s *bufio.Scanner) string {
	t.Helper()
	for s.Scan() {
		if x := s.Text(); x != "" && x != ":" {
			return x
		}
	}
	t.Fatalf("no more events: %v", s.Err())
	return ""
}

func TestEvents(t *testing.T) {
	c := fixture(t)
	for query, want := range map[string][]string{
		`{ entity(id: "policy/gbvs") { id } }`: {"event: next", `"data":{"entity":{"id":"policy/gbvs"}}`, "event: complete"},
		`{ nergens }`:                          {"event: next", "GRAPHQL_VALIDATION_FAILED", "event: complete"},
		`subscription { changes { commit { number } } a: changes { commit { number } } }`: {"event: next", "exactly one thing", "event: complete"},
		`subscription { ... { __typename } }`:                                             {"event: next", "GRAPHQL_VALIDATION_FAILED", "event: complete"},
		`subscription { changes(entity: 3, x: 4) { commit { number } } }`:                 {"event: next", "GRAPHQL_VALIDATION_FAILED", "event: complete"},
	} {
		s := events(t, c, query)
		for _, w := range want {
			if got := line(t, s); !strings.Contains(got, w) {
				t.Errorf("%s: %s, wanted %s", query, got, w)
			}
		}
	}
	r := c.send(http.MethodGet, "/graphql?query=mutation%7BundoDecision(a:%22a%22,b:%22b%22)%7Ba%7Bid%7D%7D%7D", "", "text/event-stream", nil)
	if r.status != http.StatusMethodNotAllowed {
		t.Errorf("a mutation by GET: status %d, %s", r.status, r.raw)
	}
	if r := c.ask(`subscription { changes { commit { number } } }`, nil); r.code() != "INVALID" || !strings.Contains(r.raw, "text/event-stream") {
		t.Errorf("a subscription by a plain request: %s", r.raw)
	}
}

// A sign of life comes while nothing happens.
func TestEventsKeepAlive(t *testing.T) {
	c := serve(t, newStore(t), server.Options{KeepAlive: time.Millisecond})
	s := events(t, c, `subscription { changes { commit { number } } }`)
	for beats := 0; beats < 5; {
		if !s.Scan() {
			t.Fatal(s.Err())
		}
		if s.Text() == ":" {
			beats++
		}
	}
}

// A decision changes an entity without a commit; a change of another document is not told.
func TestFollowDecisionsAndDocuments(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	c := serve(t, s, server.Options{})
	entity := events(t, c, `subscription { changes(entity: "threat/cyberdreigingen") { commit { number } entity { id } } }`)
	document := events(t, c, `subscription { changes(document: "https://rijksgraaf.example/id/document/kst-36410-X-2") { commit { number kind } } }`)
	d := decisions.Decision{Verb: decisions.Same, A: "threat/cyberdreigingen", B: "threat/terrorisme", Who: "jan", Date: "2026-11-24"}
	if _, err := s.Decide(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	line(t, entity)
	if got := line(t, entity); !strings.Contains(got, `{"changes":{"commit":null,"entity":{"id":"threat/`) {
		t.Errorf("the decision: %s", got)
	}
	if _, err := s.Delete(t.Context(), "document/kst-36410-X-2"); err != nil {
		t.Fatal(err)
	}
	line(t, document)
	if got := line(t, document); !strings.Contains(got, `{"changes":{"commit":{"number":3,"kind":"DELETE"}}}`) {
		t.Errorf("the deletion: %s", got)
	}
}

// A connection whose client never says a word, or never reads, does not hold up the server.
func TestSilentClients(t *testing.T) {
	s := newStore(t)
	c := serve(t, s, server.Options{})
	raw, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	_, err = raw.Write([]byte("GET /graphql?query=subscription%7Bchanges%7Bcommit%7Bnumber%7D%7D%7D HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	for range 1200 { // more than may wait
		put(t, s, paperWithout(t))
		if _, err := s.Delete(context.Background(), "document/kst-1"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNobodyGreets(t *testing.T) {
	c := clientOf(t, server.Impatient(newStore(t)))
	conn, _ := dial(t, c, nil)
	if _, _, err := conn.Read(t.Context()); websocket.CloseStatus(err) != 4408 {
		t.Errorf("closed by %v", err)
	}
}
