package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"rijksgraaf/internal/jobs"
	"rijksgraaf/resolvers"
)

// sent is what a client sent: one request, or several.
type sent struct {
	list  []resolvers.Request
	batch bool
	// upload is the files that came along; nil for none.
	upload *jobs.Upload
}

// requests reads what a client sends, or says why it is no request.
func (s *Server) requests(w http.ResponseWriter, r *http.Request) (sent, *refusal) {
	var got sent
	var no *refusal
	switch r.Method {
	case http.MethodGet:
		var q resolvers.Request
		q, no = fromAddress(r.URL.RawQuery)
		got.list = []resolvers.Request{q}
	case http.MethodPost:
		got, no = s.fromBody(w, r)
	default:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		no = &refusal{status: http.StatusMethodNotAllowed, words: "GraphQL takes GET and POST"}
	}
	for i := range got.list {
		got.list[i].Token, got.list[i].Safe = bearer(r.Header.Get("Authorization")), r.Method == http.MethodGet
	}
	return got, no
}

// bad refuses what cannot be read.
func bad(words string) *refusal { return &refusal{status: http.StatusBadRequest, words: words} }

func fromAddress(raw string) (resolvers.Request, *refusal) {
	values, err := url.ParseQuery(raw)
	switch {
	case err != nil:
		return resolvers.Request{}, bad("the address cannot be read")
	case !utf8.ValidString(values.Get("query")) || !utf8.ValidString(values.Get("variables")):
		return resolvers.Request{}, bad("the request is not UTF-8")
	}
	q := resolvers.Request{Query: values.Get("query"), OperationName: values.Get("operationName"), DocumentID: values.Get("documentId")}
	for _, x := range []struct {
		name string
		into *map[string]any
	}{{"variables", &q.Variables}, {"extensions", &q.Extensions}} {
		text := values.Get(x.name)
		if text == "" {
			continue
		}
		if decode([]byte(text), x.into) != nil {
			return q, bad(x.name + " must be a JSON object")
		}
	}
	return q, check(q)
}

// fromBody reads a request, or a batch of them, from a body of JSON, or one with files from
// a form.
func (s *Server) fromBody(w http.ResponseWriter, r *http.Request) (sent, *refusal) {
	if content := r.Header.Get("Content-Type"); !isJSON(content) {
		media, parameters, err := mime.ParseMediaType(content)
		if err == nil && media == typeForm {
			return s.fromForm(w, r, parameters["boundary"])
		}
		w.Header().Set("Accept-Post", typeJSON+", "+typeForm)
		return sent{}, &refusal{status: http.StatusUnsupportedMediaType, words: "the request must be application/json in UTF-8, or multipart/form-data where it brings files"}
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.options.BodyLimit))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return sent{}, &refusal{status: http.StatusRequestEntityTooLarge, words: "the request is longer than " + strconv.FormatInt(large.Limit, 10) + " bytes"}
	case err != nil:
		return sent{}, bad("the request ended too early")
	case !utf8.Valid(text):
		return sent{}, bad("the request is not UTF-8")
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
		return s.fromBatch(text)
	}
	q, no := fromJSON(text)
	return sent{list: []resolvers.Request{q}}, no
}

// isJSON says whether a media type is JSON in UTF-8.
func isJSON(content string) bool {
	if content == typeJSON { // as most clients send it
		return true
	}
	media, parameters, err := mime.ParseMediaType(content)
	charset := parameters["charset"]
	return err == nil && media == typeJSON && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// fromBatch reads an array of requests, no more than the server takes at once.
func (s *Server) fromBatch(text []byte) (sent, *refusal) {
	if s.options.Batch < 1 {
		return sent{}, &refusal{status: http.StatusBadRequest, words: "one request at a time: batches are not taken", hint: "ask for several things in one query"}
	}
	var list []json.RawMessage
	if decode(text, &list) != nil {
		return sent{}, bad("the batch is not a JSON array")
	}
	switch n := len(list); {
	case n == 0:
		return sent{}, bad("the batch is empty")
	case n > s.options.Batch:
		return sent{}, &refusal{status: http.StatusUnprocessableEntity, words: fmt.Sprintf("the batch has %d requests; the limit is %d", n, s.options.Batch), hint: "send smaller batches"}
	}
	got := sent{batch: true}
	for i, x := range list {
		q, no := fromJSON(x)
		if no != nil {
			no.words = fmt.Sprintf("request %d of the batch: %s", i+1, no.words)
			return sent{}, no
		}
		got.list = append(got.list, q)
	}
	return got, nil
}

// fromJSON reads one request.
func fromJSON(text []byte) (resolvers.Request, *refusal) {
	var q resolvers.Request
	if err := decode(text, &q); err != nil {
		return q, bad(err.Error())
	}
	return q, check(q)
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

// check says what a request lacks. A query that the server knows may be named only.
func check(q resolvers.Request) *refusal {
	if strings.TrimSpace(q.Query) == "" && q.DocumentID == "" && q.Extensions["persistedQuery"] == nil {
		return bad("query is missing")
	}
	return nil
}
