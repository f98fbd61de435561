package server

import (
	"cmp"
	"context"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/schema"
)

// The media types of answers. A client that asks for the first gets HTTP statuses that
// tell how the operation went; the second is for clients that take any status but 200
// for a broken server; the third is a stream of answers.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
	typeEvents   = "text/event-stream"
)

// graphql answers GraphQL over HTTP, after the specification of that name: GET with the
// request in the address, POST with it as JSON, or with files as a form; streams of answers as events of the server
// and over WebSocket.
func (s *Server) graphql(w http.ResponseWriter, r *http.Request) {
	if upgrades(r) {
		s.socket(w, r)
		return
	}
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if wantsPage(r) {
		http.Redirect(w, r, "/graphiql/", http.StatusSeeOther)
		return
	}
	w.Header().Add("Vary", "Accept")
	media := negotiate(r.Header.Values("Accept"))
	if media == "" {
		s.refuse(w, typeJSON, &refusal{status: http.StatusNotAcceptable, words: "answers come as " + typeResponse + ", " + typeJSON + " or " + typeEvents})
		return
	}
	sent, no := s.requests(w, r)
	defer s.discard(sent)
	switch {
	case no != nil:
		s.refuse(w, media, no)
	case media == typeEvents:
		s.events(w, r, sent)
	case sent.batch:
		s.answerBatch(w, r, sent.list)
	case r.Method == http.MethodGet:
		s.answerCached(w, r, media, sent.list[0])
	default:
		s.answerOne(w, r, media, sent.list[0], "")
	}
}

// answerOne answers a request. A tag that is not empty is given with an answer that has
// no errors.
func (s *Server) answerOne(w http.ResponseWriter, r *http.Request, media string, q resolvers.Request, tag string) {
	a := s.api.Do(r.Context(), q)
	s.metrics.answered(a)
	status := http.StatusOK
	if a.Denied {
		status = resolvers.StatusOf(a.Code())
		challenge(w, &model.Error{Code: model.Code(a.Code())})
	} else if a.Unsafe {
		w.Header().Set("Allow", "POST, OPTIONS")
		status = http.StatusMethodNotAllowed
	} else if !a.Executed && media == typeResponse {
		status = resolvers.StatusOf(a.Code())
	}
	if a.Volatile {
		w.Header().Set("Cache-Control", "no-store")
	} else if tag != "" && len(a.Errors) == 0 {
		tagged(w.Header(), tag)
	}
	writeBody(w, media, status, a.JSON())
}

// answerBatch answers the requests of a batch, in their order.
func (s *Server) answerBatch(w http.ResponseWriter, r *http.Request, list []resolvers.Request) {
	text := []byte{'['}
	for i, a := range s.api.DoAll(r.Context(), list) {
		s.metrics.operation(a.Code())
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, a.JSON()...)
	}
	writeBody(w, typeJSON, http.StatusOK, append(text, ']'))
}

// wantsPage says whether a browser asks for the address itself, without a query.
func wantsPage(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.RawQuery == "" && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// liked is what those get who ask as most clients do.
var liked = map[string]string{
	"*/*": typeJSON, typeJSON: typeJSON, typeResponse: typeResponse, typeEvents: typeEvents,
	typeResponse + ", " + typeJSON: typeResponse, typeResponse + "," + typeJSON: typeResponse,
	typeJSON + ", " + typeResponse: typeJSON,
}

// negotiate chooses the media type that the client likes best; "" when it takes none.
// Who does not care gets application/json.
func negotiate(accept []string) string {
	switch {
	case len(accept) == 0:
		return typeJSON
	case len(accept) == 1:
		if media, ok := liked[accept[0]]; ok {
			return media
		}
	}
	if strings.TrimSpace(strings.Join(accept, "")) == "" {
		return typeJSON
	}
	best, like := "", 0.0
	for _, item := range strings.Split(strings.Join(accept, ","), ",") {
		media, parameters, err := mime.ParseMediaType(strings.TrimSpace(item))
		if err != nil {
			continue
		}
		q := 1.0
		if v, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(v, 64); err != nil {
				continue
			}
		}
		if charset := parameters["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
			continue
		}
		switch media {
		case typeResponse, typeJSON, typeEvents:
		case "*/*", "application/*":
			media = typeJSON
		default:
			continue
		}
		if q > like {
			best, like = media, q
		}
	}
	return best
}

// refusal is why a request is no GraphQL request.
type refusal struct {
	status int
	words  string
	hint   string
	code   model.Code // "" for what the status says
}

// refuse answers a request that is no GraphQL request.
func (s *Server) refuse(w http.ResponseWriter, media string, no *refusal) {
	if media == typeEvents {
		media = typeJSON
	}
	code := model.CodeInvalid
	switch no.status {
	case http.StatusUnauthorized:
		code = model.CodeUnauthenticated
	case http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		code = model.CodeLimit
	case http.StatusServiceUnavailable:
		code = model.CodeUnavailable
	case http.StatusForbidden:
		code = model.CodeForbidden
	}
	code = cmp.Or(no.code, code)
	challenge(w, &model.Error{Code: code})
	s.metrics.operation(string(code))
	e := resolvers.Present(context.Background(), &model.Error{Code: code, Message: no.words, Hint: no.hint})
	writeBody(w, media, no.status, (&resolvers.Answer{Response: &graphql.Response{Errors: gqlerror.List{e}}}).JSON())
}

// schema hands out the schema in its definition language.
func (s *Server) schema(w http.ResponseWriter, _ *http.Request) {
	if s.options.Limits.NoIntrospection {
		fail(w, &model.Error{Code: model.CodeForbidden, Message: "this server does not tell its schema"})
		return
	}
	say(w, http.StatusOK, schema.SDL())
}
