package server_test

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// Everything that a client may send wrongly: the status, one error with one code, and
// nothing stored.
func TestBadInput(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	c := serve(t, s, server.Options{BodyLimit: 200_000, Batch: 2, Token: resolvers.NewToken("een-geheim-van-jan")})
	before := s.View()
	repeat := strings.Repeat
	ask := func(query string) string { return `{"query":` + quote(query) + `}` }
	const typeJSON, mutation = "application/json", `mutation { acceptCandidate(a: "threat/terrorisme", b: "threat/cyberdreigingen") { a { id } } }`
	cursor := "eyJub25zZW5zZSI6MX0"
	for _, x := range []struct {
		name, path, media, body, token string
		status                         int
		code                           string
	}{
		{"a malformed body", "", typeJSON, `{"query":`, "", 400, "INVALID"},
		{"no JSON", "", typeJSON, `query=x`, "", 400, "INVALID"},
		{"an empty body", "", typeJSON, ``, "", 400, "INVALID"},
		{"null", "", typeJSON, `null`, "", 400, "INVALID"},
		{"a number", "", typeJSON, `3`, "", 400, "INVALID"},
		{"a huge body", "", typeJSON, ask("#" + repeat("x", 300_000)), "", 413, "LIMIT"},
		{"a huge body of nothing", "", typeJSON, repeat(" ", 300_000), "", 413, "LIMIT"},
		{"deep JSON", "", typeJSON, `{"query":"{ __typename }","variables":` + repeat(`{"a":`, 20_000) + "1" + repeat("}", 20_001), "", 400, "INVALID"},
		{"invalid UTF-8", "", typeJSON, "{\"query\":\"{ __typename } # \xff\"}", "", 400, "INVALID"},
		{"invalid UTF-8 in the address", "?query=%7B__typename%7D%23%ff", "", "", "", 400, "INVALID"},
		{"UTF-16", "", "application/json; charset=utf-16", ask("{ __typename }"), "", 415, "INVALID"},
		{"another content type", "", "application/xml", "<query/>", "", 415, "INVALID"},
		{"no content type", "", "", ask("{ __typename }"), "", 415, "INVALID"},
		{"an unknown operation", "", typeJSON, `{"query":"query A { __typename }","operationName":"B"}`, "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"which of two", "", typeJSON, `{"query":"query A { __typename } query B { __typename }"}`, "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"10,000 aliases", "", typeJSON, ask("{" + repeat(" a: __typename", 10_000) + "}"), "", 422, "LIMIT"},
		{"1,000 nested lists", "", typeJSON, ask("{ nodes(ids: " + repeat("[", 1000) + repeat("]", 1000) + ") { id } }"), "", 400, "GRAPHQL_PARSE_FAILED"},
		{"1,000 nested lists as a variable", "", typeJSON, `{"query":"query($i: [ID!]!) { nodes(ids: $i) { __typename } }","variables":{"i":` + repeat("[", 1000) + repeat("]", 1000) + `}}`, "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"a forged cursor", "", typeJSON, ask(`{ entities(after: "` + cursor + `") { totalCount } }`), "", 200, "INVALID"},
		{"a cursor that is none", "", typeJSON, ask(`{ entities(before: "x") { totalCount } }`), "", 200, "INVALID"},
		{"a negative first", "", typeJSON, ask(`{ entities(first: -1) { totalCount } }`), "", 200, "INVALID"},
		{"a negative last", "", typeJSON, ask(`{ entities(last: -2147483648) { totalCount } }`), "", 200, "INVALID"},
		{"a huge first", "", typeJSON, ask(`{ entities(first: 2147483647) { totalCount } }`), "", 200, "LIMIT"},
		{"a first beyond 32 bits", "", typeJSON, ask(`{ entities(first: 99999999999999999999) { totalCount } }`), "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"a first that is no number", "", typeJSON, ask(`{ entities(first: 1.5) { totalCount } }`), "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"no token", "", typeJSON, ask(mutation), "", 401, "UNAUTHENTICATED"},
		{"a wrong token", "", typeJSON, ask(mutation), "Bearer een-geheim-van-piet", 401, "UNAUTHENTICATED"},
		{"another scheme", "", typeJSON, ask(mutation), "Basic een-geheim-van-jan", 401, "UNAUTHENTICATED"},
		{"a mutation by GET", "?query=" + url.QueryEscape(mutation), "", "", "Bearer een-geheim-van-jan", 405, "INVALID"},
		{"an address without a query", "?variables=%7B%7D", "", "", "", 400, "INVALID"},
		{"variables that are no object", "?query=%7B__typename%7D&variables=%5B%5D", "", "", "", 400, "INVALID"},
		{"a batch with a bad one", "", typeJSON, `[` + ask("{ __typename }") + `,{}]`, "", 400, "INVALID"},
		{"a batch that is too long", "", typeJSON, `[{},{},{}]`, "", 422, "LIMIT"},
	} {
		t.Run(x.name, func(t *testing.T) {
			method := http.MethodPost
			if x.path != "" {
				method = http.MethodGet
			}
			resp, text := c.raw(method, "/graphql"+x.path, x.body, map[string]string{"Content-Type": x.media, "Authorization": x.token, "Accept": "application/graphql-response+json"})
			r := parse(t, resp, text)
			if r.status != x.status || r.code() != x.code || len(r.Errors) != 1 || len(r.Errors[0].Message) < 8 {
				t.Errorf("status %d, %.500s; wanted %d, one error %s", r.status, r.raw, x.status, x.code)
			}
		})
	}
	if s.View() != before {
		t.Error("something was stored")
	}
}

// A body that is cut off, and a client that goes away in the middle of one.
func TestCutOffBody(t *testing.T) {
	s := newStore(t, paperV(t))
	c := serve(t, s, server.Options{})
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"query\":")); err != nil {
		t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	text := make([]byte, 4096)
	n, _ := conn.Read(text)
	if got := string(text[:n]); !strings.HasPrefix(got, "HTTP/1.1 400 ") || !strings.Contains(got, "ended too early") {
		t.Errorf("a body that is cut off: %s", got)
	}
	if r := c.ask(`{ __typename }`, nil); r.status != http.StatusOK {
		t.Errorf("afterwards: %s", r.raw)
	}
}
