package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"rijksgraaf/internal/jobs"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// typeForm is the media type of requests with files, after the GraphQL multipart request
// specification.
const typeForm = "multipart/form-data"

// The limits of uploads where Options say nothing.
const (
	// DefaultUpload is how many bytes the files of one request may have together.
	DefaultUpload = 256 << 20
	// DefaultUploadFile is how many one of them may have.
	DefaultUploadFile = 64 << 20
	// DefaultUploadFiles is how many there may be.
	DefaultUploadFiles = 100
)

const (
	// uploadPause is how long a client may be silent while it sends files.
	uploadPause = 30 * time.Second
	// uploadTime is how long sending them may take in all.
	uploadTime = 30 * time.Minute
	// uploadHeads is how many bytes there may be around a file in a request, at most.
	uploadHeads = 4 << 10
)

// uploadForm is a request with files while it is read.
type uploadForm struct {
	s      *Server
	parts  *multipart.Reader
	upload *jobs.Upload
	left   int64 // bytes that files may still have
	q      resolvers.Request
	places map[string][]string // by the name of a part: the paths that it is put at
}

// fromForm reads a request with files. Who may not send any is refused before they are
// received. What was stored is removed when the request is refused; else by discard, unless
// a job has taken it.
func (s *Server) fromForm(w http.ResponseWriter, r *http.Request, boundary string) (sent, *refusal) {
	if err := s.api.MayWrite(bearer(r.Header.Get("Authorization"))); err != nil {
		w.Header().Set("Connection", "close") // the files are not read
		return sent{}, refusalOf(err)
	}
	if boundary == "" {
		return sent{}, bad("the multipart request names no boundary")
	}
	upload, err := s.options.Jobs.Spool().Begin()
	if err != nil {
		return sent{}, refusalOf(err)
	}
	o := s.options
	most := o.BodyLimit + o.Upload + int64(o.UploadFiles+2)*uploadHeads
	body := &paced{r: http.MaxBytesReader(w, r.Body, most), to: http.NewResponseController(w), until: time.Now().Add(uploadTime)}
	f := &uploadForm{s: s, parts: multipart.NewReader(body, boundary), upload: upload, left: o.Upload}
	no := f.read()
	_ = body.to.SetWriteDeadline(time.Now().Add(o.Limits.Time + uploadPause)) // it counted from the beginning of the request
	if no != nil {
		upload.Discard()
		w.Header().Set("Connection", "close")
		return sent{}, no
	}
	return sent{list: []resolvers.Request{f.q}, upload: upload}, nil
}

// paced reads a body for as long as it keeps coming.
type paced struct {
	r     io.Reader
	to    *http.ResponseController
	until time.Time
}

// Read gives the client a little more time with each piece.
func (p *paced) Read(b []byte) (int, error) {
	next := time.Now().Add(uploadPause)
	if next.After(p.until) {
		next = p.until
	}
	_ = p.to.SetReadDeadline(next)
	return p.r.Read(b)
}

// refusalOf makes an error into a refusal.
func refusalOf(err error) *refusal {
	var e *model.Error
	if !errors.As(err, &e) {
		e = &model.Error{Code: model.CodeInternal, Message: "internal error"}
	}
	no := &refusal{status: resolvers.FaceOf(e.Code).Status, words: e.Message, hint: e.Hint, code: e.Code}
	if e.Code == model.CodeLimit {
		no.status = http.StatusRequestEntityTooLarge
	}
	return no
}

// cutOff tells a body that is too long from one that ended too early.
func cutOff(err error) *refusal {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return &refusal{status: http.StatusRequestEntityTooLarge, words: "the request is longer than " + strconv.FormatInt(large.Limit, 10) + " bytes"}
	case err != nil && strings.Contains(err.Error(), "malformed MIME header"):
		return bad("a part of the multipart request has a head that cannot be read")
	}
	return bad("the multipart request ended too early")
}

// read reads operations, map and files, in this order.
func (f *uploadForm) read() *refusal {
	if no := f.readOperations(); no != nil {
		return no
	}
	if no := f.readMap(); no != nil {
		return no
	}
	for {
		part, err := f.parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return cutOff(err)
		}
		if no := f.readFile(part); no != nil {
			return no
		}
	}
	for name := range f.places {
		return bad(fmt.Sprintf("the map names a file %q that was not sent", name))
	}
	return nil
}

// field reads a part that must be there by a name, as text.
func (f *uploadForm) field(name string) ([]byte, *refusal) {
	part, err := f.parts.NextRawPart()
	if errors.Is(err, io.EOF) {
		return nil, bad("the multipart request has no part " + name)
	}
	if err != nil {
		return nil, cutOff(err)
	}
	if part.FormName() != name {
		return nil, bad(fmt.Sprintf("the part %s must come before %q: operations, map, then the files", name, part.FormName()))
	}
	text, err := io.ReadAll(io.LimitReader(part, f.s.options.BodyLimit+1))
	switch {
	case err != nil:
		return nil, cutOff(err)
	case int64(len(text)) > f.s.options.BodyLimit:
		return nil, &refusal{status: http.StatusRequestEntityTooLarge, words: fmt.Sprintf("the part %s is longer than %d bytes", name, f.s.options.BodyLimit)}
	case !utf8.Valid(text):
		return nil, bad("the part " + name + " is not UTF-8")
	}
	return text, nil
}

func (f *uploadForm) readOperations() *refusal {
	text, no := f.field("operations")
	switch {
	case no != nil:
		return no
	case strings.HasPrefix(strings.TrimSpace(string(text)), "["):
		return bad("a batch cannot carry files")
	}
	if f.q, no = fromJSON(text); no != nil {
		no.words = "operations: " + no.words
	}
	return no
}

func (f *uploadForm) readMap() *refusal {
	text, no := f.field("map")
	if no != nil {
		return no
	}
	if json.Unmarshal(text, &f.places) != nil {
		return bad(`the map is not a JSON object of lists, such as {"0": ["variables.files.0"]}`)
	}
	if n := len(f.places); n > f.s.options.UploadFiles {
		return &refusal{status: http.StatusRequestEntityTooLarge, words: fmt.Sprintf("the request has %d files; the limit is %d", n, f.s.options.UploadFiles), hint: "send fewer, or a zip of them"}
	}
	taken := map[string]bool{}
	for name, paths := range f.places {
		if len(paths) == 0 {
			return bad(fmt.Sprintf("the map puts the file %q nowhere", name))
		}
		for _, path := range paths {
			if taken[path] {
				return bad(fmt.Sprintf("the map puts two files at %q", path))
			}
			taken[path] = true
			if why := place(f.q.Variables, path, nil); why != "" {
				return bad(fmt.Sprintf("the map puts a file at %q: %s", path, why))
			}
		}
	}
	return nil
}

// readFile stores a file and puts it among the variables.
func (f *uploadForm) readFile(part *multipart.Part) *refusal {
	paths, ok := f.places[part.FormName()]
	if !ok {
		return bad(fmt.Sprintf("the map does not name the part %q, or it came twice", part.FormName()))
	}
	_, head, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return bad("a part of the multipart request has no name that can be read")
	}
	// The name as it was sent: what has folders in it is refused, not mended.
	limit := min(f.s.options.UploadFile, f.left)
	file, err := f.upload.Store(head["filename"], part, limit)
	var known *model.Error
	switch {
	case err != nil && !errors.As(err, &known):
		return cutOff(err)
	case known != nil && known.Code == model.CodeLimit && limit < f.s.options.UploadFile:
		return &refusal{status: http.StatusRequestEntityTooLarge, words: fmt.Sprintf("the files are longer than %d bytes together", f.s.options.Upload), hint: "send fewer at a time"}
	case err != nil:
		return refusalOf(err)
	}
	f.left -= file.Size
	for _, path := range paths {
		place(f.q.Variables, path, file)
	}
	delete(f.places, part.FormName())
	return nil
}

// place puts a file at a path such as variables.files.0, where null stands; a nil file only
// finds out whether it could be. It gives why it cannot be.
func place(variables map[string]any, path string, file *jobs.File) string {
	steps := strings.Split(path, ".")
	if len(steps) < 2 || steps[0] != "variables" {
		return "it must begin with variables."
	}
	var at any = variables
	for i, step := range steps[1:] {
		last := i == len(steps)-2
		var here *any
		switch x := at.(type) {
		case map[string]any:
			v, ok := x[step]
			if !ok {
				return "there is no such variable"
			}
			if here = &v; last && v == nil && file != nil {
				x[step] = file
			}
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(x) {
				return "there is no such place in the list"
			}
			if here = &x[n]; last && *here == nil && file != nil {
				*here = file
				return ""
			}
		default:
			return "there is nothing below it"
		}
		if last && *here != nil {
			return "null must stand there"
		}
		at = *here
	}
	return ""
}

// discard removes the files of a request that no job has taken.
func (s *Server) discard(got sent) {
	if got.upload != nil && !got.upload.Taken() {
		got.upload.Discard()
	}
}

// gate lets nobody read without a token where one is required, but the pages that a person
// needs to give it, and what says that the server is well.
func (s *Server) gate(next http.Handler) http.Handler {
	if !s.options.RequireToken {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Authorization")
		if openToAll(r) {
			next.ServeHTTP(w, r)
			return
		}
		if err := s.mayRead(bearer(r.Header.Get("Authorization"))); err != nil {
			challenge(w, err)
			if r.URL.Path == "/graphql" {
				s.refuse(w, typeJSON, refusalOf(err))
				return
			}
			fail(w, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// openToAll says whether an address is answered without a token where one is required. A
// WebSocket brings its token in the first message.
func openToAll(r *http.Request) bool {
	switch p := r.URL.Path; {
	case p == "/graphql":
		return upgrades(r) || r.Method == http.MethodOptions || wantsPage(r)
	case p == "/", p == "/healthz", p == "/readyz", p == "/version", p == "/favicon.ico", p == "/graphiql",
		strings.HasPrefix(p, "/graphiql/"), strings.HasPrefix(p, "/assets/"): // the page asks for the token
		return true
	}
	return false
}

// mayRead says why a secret does not open the graph.
func (s *Server) mayRead(secret string) error {
	h, err := s.api.Holder(secret)
	if err == nil && h == nil && s.options.RequireToken {
		err = &model.Error{Code: model.CodeUnauthenticated, Op: "access", Message: "this server answers nobody without a token",
			Hint: "send the header Authorization: Bearer with a token of this server"}
	}
	return err
}

// challenge says how to prove who one is, as 401 must.
func challenge(w http.ResponseWriter, err error) {
	if model.CodeOf(err) == model.CodeUnauthenticated {
		w.Header().Set("WWW-Authenticate", `Bearer realm="rijksgraaf"`)
	}
}

// stopJobs ends the jobs of a server that stops; what is being written is finished.
func (s *Server) stopJobs(ctx context.Context) error {
	if s.options.Jobs == nil {
		return nil
	}
	still := make(chan struct{})
	go func() {
		defer close(still)
		s.options.Jobs.Close()
	}()
	select {
	case <-still:
		return nil
	case <-ctx.Done():
		return &model.Error{Code: model.CodeUnavailable, Op: "serve", Message: "a job was still taking in a document when the server stopped", Err: ctx.Err()}
	}
}
