package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// client asks a server over real HTTP.
type client struct {
	t   testing.TB
	url string
}

// serve starts a server over the store.
func serve(t testing.TB, s *graph.Store, o server.Options) client {
	t.Helper()
	return clientOf(t, server.New(s, o))
}

// fixture starts a server over the two papers written by hand.
func fixture(t *testing.T) client {
	return serve(t, newStore(t, paperV(t), paperX(t)), server.Options{})
}

// reply is a GraphQL response.
type reply struct {
	status int
	media  string
	raw    string
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct{ Code, Hint string }
	}
}

// code is the code of the first error.
func (r reply) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	return r.Errors[0].Extensions.Code
}

// send makes any request.
func (c client) send(method, path, contentType, accept string, body io.Reader) reply {
	c.t.Helper()
	q, err := http.NewRequest(method, c.url+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	if contentType != "" {
		q.Header.Set("Content-Type", contentType)
	}
	if accept != "" {
		q.Header.Set("Accept", accept)
	}
	resp, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return parse(c.t, resp, text)
}

// parse reads what was answered.
func parse(t testing.TB, resp *http.Response, text []byte) reply {
	t.Helper()
	r := reply{status: resp.StatusCode, media: resp.Header.Get("Content-Type"), raw: string(text)}
	if strings.Contains(r.media, "json") {
		if err := json.Unmarshal(text, &r); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	return r
}

// ask posts a query, taking any outcome.
func (c client) ask(query string, variables map[string]any) reply {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.t.Fatal(err)
	}
	return c.send(http.MethodPost, "/graphql", "application/json", "application/graphql-response+json", bytes.NewReader(body))
}

// get posts a query that must succeed, and reads its data into a value.
func (c client) get(into any, query string, variables map[string]any) {
	c.t.Helper()
	r := c.ask(query, variables)
	if r.status != http.StatusOK || len(r.Errors) > 0 {
		c.t.Fatalf("status %d: %s", r.status, r.raw)
	}
	if err := json.Unmarshal(r.Data, into); err != nil {
		c.t.Fatalf("%v in %s", err, r.Data)
	}
}

// same posts a query whose data must be exactly the JSON.
func (c client) same(query, want string) {
	c.t.Helper()
	var got, expected any
	c.get(&got, query, nil)
	if err := json.Unmarshal([]byte(want), &expected); err != nil {
		c.t.Fatalf("expectation: %v", err)
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(expected)
	if !bytes.Equal(a, b) {
		c.t.Errorf("query  %s\ngot    %s\nwanted %s", query, a, b)
	}
}

// clientOf starts any handler.
func clientOf(t testing.TB, h http.Handler) client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return client{t, s.URL}
}
