// Package remote takes documents in on a running server: it sends them by the GraphQL
// multipart request specification, and follows the job to its end by events of the server.
package remote

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/model"
)

// The bounds of one request, well below what servers take where nobody set it otherwise.
const (
	// MaxFiles is how many files one request brings.
	MaxFiles = 50
	// MaxBytes is how many bytes they have together; a file that is larger comes alone.
	MaxBytes = 64 << 20
)

// Server is a server that writes.
type Server struct {
	// Address is that of its GraphQL: http://127.0.0.1:8080/graphql.
	Address string
	// Client sends the token with each request.
	Client *http.Client
}

// File is a document to send.
type File struct {
	// Name is what the server calls it: a plain name, another for each file of a request.
	Name string
	Data []byte
}

// Request is what to take in.
type Request struct {
	Files []File
	// Given are metadata that go before what the documents say of themselves.
	Given model.Metadata
	// DryRun finds out what would change; Force reads what the server has already.
	DryRun, Force bool
}

// Ingest sends files, waits until they are taken in, and tells report what became of each,
// in their order, as soon as it is known. When ctx ends, the job is stopped: what is being
// written is finished.
//
// Errors: those of the server, by their codes; CodeUnavailable for one that cannot be
// reached, or when ctx ended.
func (s Server) Ingest(ctx context.Context, r Request, report func(ingest.Outcome)) error {
	job, err := s.upload(ctx, r)
	if err != nil {
		return err
	}
	err = s.follow(ctx, job, report)
	if ctx.Err() != nil {
		return s.stop(ctx, job, report)
	}
	return err
}

// upload sends the files, and gives the id of the job that they became.
func (s Server) upload(ctx context.Context, r Request) (string, error) {
	body, kind, err := form(r)
	if err != nil {
		return "", err
	}
	var got struct{ IngestUpload struct{ ID string } }
	err = s.ask(ctx, kind, body, &got)
	return got.IngestUpload.ID, err
}

const uploadMutation = `mutation($files: [Upload!]!, $dryRun: Boolean, $force: Boolean, $metadata: IngestMetadata) {
	ingestUpload(files: $files, dryRun: $dryRun, force: $force, metadata: $metadata) { id } }`

// form writes a request as a form: the operation, which variable each file is, the files.
func form(r Request) (body *bytes.Buffer, contentType string, err error) {
	places := map[string][]string{}
	for i := range r.Files {
		places[strconv.Itoa(i)] = []string{"variables.files." + strconv.Itoa(i)}
	}
	operations := request{uploadMutation, map[string]any{"files": make([]any, len(r.Files)), "dryRun": r.DryRun, "force": r.Force, "metadata": metadata(r.Given)}}
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, x := range []struct {
		name  string
		value any
	}{{"operations", operations}, {"map", places}} {
		text, err := json.Marshal(x.value)
		if err != nil {
			return nil, "", err
		}
		if err := w.WriteField(x.name, string(text)); err != nil {
			return nil, "", err
		}
	}
	for i, f := range r.Files {
		part, err := w.CreateFormFile(strconv.Itoa(i), f.Name)
		if err != nil {
			return nil, "", err
		}
		if _, err := part.Write(f.Data); err != nil {
			return nil, "", err
		}
	}
	return body, w.FormDataContentType(), w.Close()
}

// metadata gives what is known of documents as the schema has it.
func metadata(m model.Metadata) map[string]any {
	out := map[string]any{}
	for name, value := range map[string]string{"dossier": m.Dossier, "chapter": m.Chapter, "number": m.Number, "parliamentaryYear": m.ParliamentaryYear,
		"title": m.Title, "kind": strings.ToUpper(strings.ReplaceAll(m.Kind, "-", "_"))} {
		if value != "" {
			out[name] = value
		}
	}
	if m.BudgetYear != 0 {
		out["budgetYear"] = m.BudgetYear
	}
	return out
}

// request is a GraphQL request.
type request struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables"`
}

// reply is a GraphQL response.
type reply struct {
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string
		Extensions struct {
			Code model.Code
			Hint string
		}
	} `json:"errors"`
}

// read gives the data; the first error where there is one.
func (r reply) read(into any) error {
	if len(r.Errors) > 0 {
		e := r.Errors[0]
		return &model.Error{Code: cmp.Or(e.Extensions.Code, model.CodeInvalid), Op: "server", Message: strings.TrimPrefix(e.Message, "ingest: "), Hint: e.Extensions.Hint}
	}
	return json.Unmarshal(r.Data, into)
}

// send sends a body, and gives what the server answers.
func (s Server) send(ctx context.Context, contentType, accept string, body io.Reader) (*http.Response, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Address, body)
	if err != nil {
		return nil, err
	}
	q.Header.Set("Content-Type", contentType)
	q.Header.Set("Accept", accept)
	resp, err := s.Client.Do(q)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, &model.Error{Code: model.CodeUnavailable, Op: "server", Message: "cannot reach " + s.Address, Err: err,
			Hint: "is the server running? start it with rijksgraaf serve --tokens FILE --write"}
	}
	return resp, nil
}

const (
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
	typeEvents   = "text/event-stream"
	// maxAnswer is the largest answer that is read, in bytes.
	maxAnswer = 64 << 20
)

// ask sends a body and reads the data of the answer.
func (s Server) ask(ctx context.Context, contentType string, body io.Reader, into any) error {
	resp, err := s.send(ctx, contentType, typeResponse, body)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	return s.answer(resp, into)
}

// answer reads an answer that is not a stream.
func (s Server) answer(resp *http.Response, into any) error {
	var r reply
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return s.lost("", err)
	}
	if json.Unmarshal(text, &r) != nil || r.Data == nil && r.Errors == nil {
		return &model.Error{Code: model.CodeUnavailable, Op: "server", Message: s.Address + " gave no GraphQL answer (" + resp.Status + ")",
			Hint: "is it the address of a rijksgraaf server?"}
	}
	return r.read(into)
}

// lost is the error of a connection that broke off, maybe while a job ran.
func (s Server) lost(job string, err error) error {
	e := &model.Error{Code: model.CodeUnavailable, Op: "server", Message: "the connection with " + s.Address + " was lost", Err: err}
	if job != "" {
		e.Message += " while job " + job + " was under way"
		e.Hint = "give the same command again: what is in already is passed over"
	}
	return e
}

// stop stops a job, and tells what became of the files that were done by then.
func (s Server) stop(ctx context.Context, job string, report func(ingest.Outcome)) error {
	const patience = 10 * time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	stopped := &model.Error{Code: model.CodeUnavailable, Op: "ingest", Message: "stopped", Hint: "what was stored before stays; give the same command again to go on"}
	body, err := json.Marshal(request{`mutation($job: ID!) { cancelJob(id: $job) { id } }`, map[string]any{"job": job}})
	if err != nil {
		return err
	}
	var got struct{}
	if err := s.ask(ctx, typeJSON, bytes.NewReader(body), &got); err != nil && model.CodeOf(err) != model.CodeInvalid { // which says that it has ended
		return &model.Error{Code: model.CodeUnavailable, Op: "ingest", Message: fmt.Sprintf("could not stop job %s, which goes on", job), Err: err}
	}
	_ = s.follow(ctx, job, report)
	return stopped
}

// isEvents says whether an answer comes as events.
func isEvents(resp *http.Response) bool {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return err == nil && kind == typeEvents
}
