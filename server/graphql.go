package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/schema"
)

// The media types of answers. A client that asks for the first gets HTTP statuses that
// tell how the operation went; the second is for clients that take any status but 200
// for a broken server.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
)

// graphql answers GraphQL over HTTP, after the specification of that name: GET with the
// request in the address, POST with it as JSON.
func (s *Server) graphql(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if wantsPage(r) {
		http.Redirect(w, r, "/graphiql/", http.StatusSeeOther)
		return
	}
	media := negotiate(r.Header.Values("Accept"))
	if media == "" {
		s.refuse(w, typeJSON, http.StatusNotAcceptable, "answers come as "+typeResponse+" or "+typeJSON)
		return
	}
	q, status, err := s.request(w, r)
	if err != nil {
		s.refuse(w, media, status, err.Error())
		return
	}
	q.Token, q.Safe = bearer(r.Header.Get("Authorization")), r.Method == http.MethodGet
	a := s.api.Do(r.Context(), q)
	s.metrics.operation(a.Code())
	status = http.StatusOK
	if a.Unsafe {
		w.Header().Set("Allow", "POST, OPTIONS")
		status = http.StatusMethodNotAllowed
	} else if !a.Executed && media == typeResponse {
		status = resolvers.StatusOf(a.Code())
	}
	writeAnswer(w, media, status, a)
}

// wantsPage says whether a browser asks for the address itself, without a query.
func wantsPage(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.RawQuery == "" && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// negotiate chooses the media type that the client likes best; "" when it takes neither.
// Who does not care gets application/json.
func negotiate(accept []string) string {
	if len(accept) == 0 || strings.TrimSpace(strings.Join(accept, "")) == "" {
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
		case typeResponse, typeJSON:
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

// request reads the GraphQL request, or gives the status to refuse it with.
func (s *Server) request(w http.ResponseWriter, r *http.Request) (resolvers.Request, int, error) {
	switch r.Method {
	case http.MethodGet:
		q, err := fromAddress(r.URL.RawQuery)
		return q, http.StatusBadRequest, err
	case http.MethodPost:
		return s.fromBody(w, r)
	default:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		return resolvers.Request{}, http.StatusMethodNotAllowed, errors.New("GraphQL takes GET and POST")
	}
}

func fromAddress(raw string) (resolvers.Request, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return resolvers.Request{}, errors.New("the address cannot be read")
	}
	q := resolvers.Request{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &q.Variables, "extensions": &q.Extensions} {
		text := values.Get(name)
		if text == "" {
			continue
		}
		if decode([]byte(text), into) != nil {
			return q, errors.New(name + " must be a JSON object")
		}
	}
	return q, check(q)
}

func (s *Server) fromBody(w http.ResponseWriter, r *http.Request) (resolvers.Request, int, error) {
	var q resolvers.Request
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != typeJSON || charset != "" && !strings.EqualFold(charset, "utf-8") {
		w.Header().Set("Accept-Post", typeJSON)
		return q, http.StatusUnsupportedMediaType, errors.New("the request must be application/json in UTF-8")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.options.BodyLimit))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return q, http.StatusRequestEntityTooLarge, errors.New("the request is longer than " + strconv.FormatInt(large.Limit, 10) + " bytes")
	case err != nil:
		return q, http.StatusBadRequest, errors.New("the request ended too early")
	case !utf8.Valid(body):
		return q, http.StatusBadRequest, errors.New("the request is not UTF-8")
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		return q, http.StatusBadRequest, errors.New("one request at a time: batches are not taken")
	}
	if err := decode(body, &q); err != nil {
		return q, http.StatusBadRequest, err
	}
	return q, http.StatusBadRequest, check(q)
}

// decode reads one JSON value, numbers as they stand.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err := d.Decode(into)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return errors.New(kind.Field + " must not be a " + kind.Value)
	case err != nil:
		return errors.New("the request is not a JSON object")
	case d.More():
		return errors.New("something follows the JSON object")
	}
	return nil
}

func check(q resolvers.Request) error {
	if strings.TrimSpace(q.Query) == "" {
		return errors.New("query is missing")
	}
	return nil
}

// refuse answers a request that is no GraphQL request.
func (s *Server) refuse(w http.ResponseWriter, media string, status int, message string) {
	code := model.CodeInvalid
	if status == http.StatusRequestEntityTooLarge {
		code = model.CodeLimit
	}
	s.metrics.operation(string(code))
	e := resolvers.Present(context.Background(), &model.Error{Code: code, Message: message})
	a := &resolvers.Answer{Response: &graphql.Response{Errors: gqlerror.List{e}}}
	writeAnswer(w, media, status, a)
}

// writeAnswer prints the answer, errors first. A request that was refused has no data.
func writeAnswer(w http.ResponseWriter, media string, status int, a *resolvers.Answer) {
	var b bytes.Buffer
	b.Grow(len(a.Data) + 64)
	b.WriteByte('{')
	for _, part := range []struct {
		name  string
		value any
		there bool
	}{{"errors", a.Errors, len(a.Errors) > 0}, {"extensions", a.Extensions, len(a.Extensions) > 0}} {
		if !part.there {
			continue
		}
		text, err := json.Marshal(part.value)
		if err != nil {
			continue
		}
		b.WriteString(`"` + part.name + `":`)
		b.Write(text)
		b.WriteByte(',')
	}
	if a.Executed {
		b.WriteString(`"data":`)
		b.Write(orNull(a.Data))
	} else {
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

func orNull(data []byte) []byte {
	if len(data) == 0 {
		return []byte("null")
	}
	return data
}

// schema hands out the schema in its definition language.
func (s *Server) schema(w http.ResponseWriter, _ *http.Request) {
	say(w, http.StatusOK, schema.SDL())
}
