package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// desk is a server that writes, with a token for each role and one that has ended.
type desk struct {
	client
	store  *graph.Store
	queue  *jobs.Queue
	spool  string
	tokens map[string]string
	file   string
	hold   sync.RWMutex // held for writing, no document is read
}

// newDesk starts one. A document that begins with "bad" cannot be read; another is a paper
// of the id that is its first word.
func newDesk(t *testing.T, o server.Options) *desk {
	d := &desk{store: newStore(t), spool: filepath.Join(t.TempDir(), "uploads"), tokens: map[string]string{}, file: filepath.Join(t.TempDir(), "tokens.tsv")}
	now := time.Now()
	for _, x := range []struct {
		name string
		role tokens.Role
		made time.Time
		days int
	}{{"lees", tokens.Reader, now, 0}, {"els", tokens.Editor, now, 9}, {"eva", tokens.Editor, now, 0}, {"ada", tokens.Admin, now, 0}, {"oud", tokens.Admin, now.AddDate(0, 0, -9), 3}} {
		token, secret, err := tokens.New(x.name, x.role, x.days, x.made)
		if err == nil {
			err = tokens.Add(d.file, token)
		}
		if err != nil {
			t.Fatal(err)
		}
		d.tokens[x.name] = "Bearer " + secret
	}
	ring, err := tokens.NewRing(d.file, nil)
	if err != nil {
		t.Fatal(err)
	}
	spool, err := jobs.NewSpool(d.spool)
	if err != nil {
		t.Fatal(err)
	}
	d.queue = jobs.New(jobs.Options{Store: d.store, Spool: spool, Workers: 2,
		Reading: func(_ context.Context, given model.Metadata) (jobs.Extract, string, error) {
			return func(_ context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
				d.hold.RLock()
				defer d.hold.RUnlock()
				name, _, _ := strings.Cut(string(data), " ")
				if name == "bad" {
					return nil, &model.Error{Code: model.CodeInvalid, Op: "read", Message: s.Path + " is bad"}
				}
				m := model.Metadata{ID: "document/" + name, Title: name}
				if given.Title != "" {
					m.Title = given.Title
				}
				return newPaper(t, m, string(data)).x, nil
			}, "1", nil
		}})
	t.Cleanup(d.queue.Close)
	o.Tokens, o.Jobs = ring, d.queue
	d.client = serve(t, d.store, o)
	return d
}

// sentFile is a part of a form.
type sentFile struct{ part, name, text string }

// formOf writes a multipart request.
func formOf(t *testing.T, operations, places string, files ...sentFile) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if operations != "" {
		_ = w.WriteField("operations", operations)
	}
	if places != "" {
		_ = w.WriteField("map", places)
	}
	for _, f := range files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename=%q`, f.part, f.name))
		p, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(p, f.text)
	}
	_ = w.Close()
	return b.Bytes(), w.FormDataContentType()
}

const uploadQuery = `mutation($files: [Upload!]!, $dry: Boolean) { ingestUpload(files: $files, dryRun: $dry) { id status total who } }`

// operations are those of an upload of so many files.
func operations(n int, more string) string {
	return `{"query": ` + strconv.Quote(uploadQuery) + `, "variables": {"files": [` + strings.TrimSuffix(strings.Repeat("null,", n), ",") + `]` + more + `}}`
}

// placesOf is the map of so many files.
func placesOf(n int) string {
	m := map[string][]string{}
	for i := range n {
		m[fmt.Sprint(i)] = []string{fmt.Sprintf("variables.files.%d", i)}
	}
	text, _ := json.Marshal(m)
	return string(text)
}

// post sends a body as somebody.
func (d *desk) post(t *testing.T, who, contentType string, body io.Reader) reply {
	t.Helper()
	q, err := http.NewRequest(http.MethodPost, d.url+"/graphql", body)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", contentType)
	if who != "" {
		q.Header.Set("Authorization", who)
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	r := reply{status: resp.StatusCode, raw: string(text)}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err, string(text))
	}
	return r
}

// send uploads texts as els, each the file of its place and number, and gives the job's id.
func (d *desk) send(t *testing.T, more string, texts ...string) string {
	t.Helper()
	var files []sentFile
	for i, text := range texts {
		files = append(files, sentFile{fmt.Sprint(i), fmt.Sprintf("%d.txt", i), text})
	}
	body, kind := formOf(t, operations(len(texts), more), placesOf(len(texts)), files...)
	r := d.post(t, d.tokens["els"], kind, bytes.NewReader(body))
	var got struct{ IngestUpload struct{ ID, Who string } }
	if len(r.Errors) > 0 || json.Unmarshal(r.Data, &got) != nil || got.IngestUpload.Who != "els" {
		t.Fatal(r.raw)
	}
	return got.IngestUpload.ID
}

// await waits for the end of a job.
func (d *desk) await(t *testing.T, id string) jobs.State {
	t.Helper()
	for {
		s, changed, err := d.queue.Changed(id)
		if err != nil {
			t.Fatal(err)
		}
		if s.Status.Ended() {
			return s
		}
		<-changed
	}
}

// empty fails unless nothing is stored, by a job or in the spool.
func (d *desk) empty(t *testing.T, name string) {
	t.Helper()
	if n := d.store.View().Commit(); n != 0 {
		t.Errorf("%s: %d commits", name, n)
	}
	if left, err := os.ReadDir(d.spool); err != nil || len(left) > 0 {
		t.Errorf("%s: left behind: %v, %v", name, left, err)
	}
	if list := d.queue.Jobs(); len(list) > 0 {
		t.Errorf("%s: jobs %v", name, list)
	}
}

func TestUpload(t *testing.T) {
	d := newDesk(t, server.Options{})
	id := d.send(t, "", "een is er", "bad is bad", "twee is er")
	if s := d.await(t, id); s.Status != jobs.Done || s.Summary.Added != 2 || s.Summary.Failed != 1 {
		t.Fatalf("%+v", s)
	}
	r := d.mutate(`query { job(id: "`+id+`") { status done total current summary { added failed entities } error files { totalCount nodes { file status documentId document { title } error code } } }
		viewer { name role mayReview mayIngest mayDelete } }`, d.tokens["els"])
	want := `{"job":{"status":"DONE","done":3,"total":3,"current":null,"summary":{"added":2,"failed":1,"entities":2},"error":null,"files":{"totalCount":3,"nodes":[` +
		`{"file":"0.txt","status":"ADDED","documentId":"document/een","document":{"title":"een"},"error":null,"code":null},` +
		`{"file":"1.txt","status":"FAILED","documentId":null,"document":null,"error":"read: 1.txt is bad","code":"INVALID"},` +
		`{"file":"2.txt","status":"ADDED","documentId":"document/twee","document":{"title":"twee"},"error":null,"code":null}]}},` +
		`"viewer":{"name":"els","role":"EDITOR","mayReview":true,"mayIngest":true,"mayDelete":false}}`
	if string(r.Data) != want {
		t.Errorf("got  %s\nwant %s", r.raw, want)
	}
	if left, _ := os.ReadDir(d.spool); len(left) > 0 {
		t.Error("left behind:", left)
	}
	// The same again changes nothing; a dry run of another text neither.
	if s := d.await(t, d.send(t, "", "een is er")); s.Summary.Unchanged != 1 {
		t.Errorf("%+v", s)
	}
	if s := d.await(t, d.send(t, `, "dry": true`, "een is anders", "drie is er")); s.Summary.Changed != 1 || s.Summary.Added != 1 {
		t.Errorf("%+v", s)
	}
	if n := d.store.View().Commit(); n != 2 {
		t.Errorf("%d commits, want 2", n)
	}
	d.same(`{ commits { nodes { number who documentId } } viewer { name role mayIngest } }`, `{"commits": {"nodes": [{"number": 2, "who": "els", "documentId": "document/twee"},
		{"number": 1, "who": "els", "documentId": "document/een"}]}, "viewer": {"name": null, "role": null, "mayIngest": false}}`)
}

func TestIngestText(t *testing.T) {
	d := newDesk(t, server.Options{})
	r := d.mutate(`mutation { ingestText(name: "brief.txt", text: "een is er", metadata: {title: "De brief"}) { id total } }`, d.tokens["els"])
	var got struct{ IngestText struct{ ID string } }
	if json.Unmarshal(r.Data, &got) != nil || got.IngestText.ID == "" {
		t.Fatal(r.raw)
	}
	d.await(t, got.IngestText.ID)
	d.same(`{ document(id: "document/een") { title } }`, `{"document": {"title": "De brief"}}`)
}

// Every change names who made it; each may undo what is theirs, and an admin all.
func TestDeleteAndUndo(t *testing.T) {
	d := newDesk(t, server.Options{})
	d.await(t, d.send(t, "", "een is er"))
	d.await(t, d.send(t, "", "een is anders"))
	for _, x := range []struct{ who, mutation, want string }{
		{"els", `deleteDocument(id: "document/een") { commit { number } }`, "FORBIDDEN"},
		{"eva", `undoCommit(number: 2) { commit { number } }`, "FORBIDDEN"},
		{"els", `undoCommit(number: 1) { commit { number } }`, "INVALID"},
		{"els", `undoCommit(number: 1, force: true) { commit { number } }`, "FORBIDDEN"},
		{"els", `undoCommit(number: 9) { commit { number } }`, "NOT_FOUND"},
		{"els", `undoCommit(number: 2) { commit { number who kind undoes } document { text } }`, `{"undoCommit":{"commit":{"number":3,"who":"els","kind":"CHANGE","undoes":2},"document":{"text":"een is er"}}}`},
		{"ada", `deleteDocument(id: "document/geen") { commit { number } }`, "NOT_FOUND"},
		{"ada", `deleteDocument(id: "https://rijksgraaf.example/id/document/een") { commit { number who kind undoes } document { id } }`,
			`{"deleteDocument":{"commit":{"number":4,"who":"ada","kind":"DELETE","undoes":null},"document":null}}`},
		{"els", `undoCommit(number: 4) { commit { number } }`, "FORBIDDEN"},
		{"ada", `undoCommit(number: 4) { commit { number kind } document { text } }`, `{"undoCommit":{"commit":{"number":5,"kind":"ADD"},"document":{"text":"een is er"}}}`},
		{"ada", `undoCommit(number: 1, force: true) { commit { number kind undoes } document { id } }`, `{"undoCommit":{"commit":{"number":6,"kind":"DELETE","undoes":1},"document":null}}`},
		{"ada", `undoCommit(number: 1, force: true) { commit { number } }`, "INVALID"},
	} {
		r := d.mutate("mutation { "+x.mutation+" }", d.tokens[x.who])
		if got := r.code() + strings.TrimPrefix(string(r.Data), "null"); got != x.want {
			t.Errorf("%s: %s: got %s, want %s", x.who, x.mutation, r.raw, x.want)
		}
	}
}

// Whoever may not is refused before anything is read or done, with one status and error.
func TestWritingIsRefused(t *testing.T) {
	d := newDesk(t, server.Options{})
	shut := serve(t, newStore(t), server.Options{Tokens: ringOf(t, d.file)})
	body, kind := formOf(t, operations(1, ""), placesOf(1), sentFile{"0", "a.txt", "een is er"})
	for _, x := range []struct {
		name, token, code string
		status            int
		readOnly          bool
	}{
		{"no token", "", "UNAUTHENTICATED", 401, false},
		{"a wrong token", "Bearer rg_wrong", "UNAUTHENTICATED", 401, false},
		{"a token that has expired", d.tokens["oud"], "UNAUTHENTICATED", 401, false},
		{"a token of a reader", d.tokens["lees"], "FORBIDDEN", 403, false},
		{"a server that does not write", d.tokens["ada"], "READ_ONLY", 403, true},
	} {
		c := d.client
		if x.readOnly {
			c = shut
		}
		at := &desk{client: c}
		replies := []reply{at.post(t, x.token, kind, bytes.NewReader(body))}
		for _, m := range []string{`mutation { ingestText(name: "a.txt", text: "een") { id } }`, `mutation { deleteDocument(id: "document/een") { commit { number } } }`,
			`mutation { undoCommit(number: 1) { commit { number } } }`, `mutation { cancelJob(id: "1") { id } }`, `{ jobs { id } }`, `{ job(id: "1") { id } }`,
			`mutation { __typename ...on Mutation { ingestText(name: "a.txt", text: "een") { id } } }`} {
			replies = append(replies, c.mutate(m, x.token))
		}
		for i, r := range replies {
			if r.status != x.status || r.code() != x.code || len(r.Errors) != 1 || len(r.Data) > 0 || r.Errors[0].Extensions.Hint == "" {
				t.Errorf("%s, request %d: status %d, %s", x.name, i, r.status, r.raw)
			}
		}
		d.empty(t, x.name)
	}
}

func ringOf(t *testing.T, file string) *tokens.Ring {
	t.Helper()
	r, err := tokens.NewRing(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What is no request with files leaves nothing behind.
func TestBadUploads(t *testing.T) {
	d := newDesk(t, server.Options{UploadFile: 100, Upload: 150, UploadFiles: 3, BodyLimit: 2000})
	one := sentFile{"0", "a.txt", "een is er"}
	big := strings.Repeat("x", 101)
	for name, x := range map[string]struct {
		operations, places string
		files              []sentFile
		status             int
		words              string
	}{
		"no operations":        {"", placesOf(1), []sentFile{one}, 400, "operations must come before"},
		"no map":               {operations(1, ""), "", []sentFile{one}, 400, "map must come before"},
		"operations is broken": {"{", placesOf(1), []sentFile{one}, 400, "operations: the request is not a JSON object"},
		"a batch":              {"[" + operations(1, "") + "]", placesOf(1), []sentFile{one}, 400, "a batch cannot carry files"},
		"the map is broken":    {operations(1, ""), `{"0": "variables.files.0"}`, []sentFile{one}, 400, "the map is not a JSON object of lists"},
		"the map leads out":    {operations(1, ""), `{"0": ["variables.files.1"]}`, []sentFile{one}, 400, "no such place in the list"},
		"no such variable":     {operations(1, ""), `{"0": ["variables.papers"]}`, []sentFile{one}, 400, "no such variable"},
		"no variable":          {operations(1, ""), `{"0": ["query"]}`, []sentFile{one}, 400, "must begin with variables."},
		"where something is":   {operations(1, `, "dry": true`), `{"0": ["variables.dry"]}`, []sentFile{one}, 400, "null must stand there"},
		"two in one place":     {operations(1, ""), `{"0": ["variables.files.0"], "1": ["variables.files.0"]}`, []sentFile{one}, 400, "two files"},
		"nowhere":              {operations(1, ""), `{"0": []}`, []sentFile{one}, 400, "nowhere"},
		"a file is missing":    {operations(2, ""), placesOf(2), []sentFile{one}, 400, "was not sent"},
		"a file too many":      {operations(1, ""), placesOf(1), []sentFile{one, {"1", "b.txt", "twee"}}, 400, "does not name the part"},
		"too many files":       {operations(4, ""), placesOf(4), nil, 413, "4 files; the limit is 3"},
		"a file too big":       {operations(1, ""), placesOf(1), []sentFile{{"0", "a.txt", big}}, 413, "longer than 100 bytes"},
		"too big together":     {operations(2, ""), placesOf(2), []sentFile{{"0", "a.txt", big[:90]}, {"1", "b.txt", big[:90]}}, 413, "longer than 150 bytes together"},
		"a path in the name":   {operations(1, ""), placesOf(1), []sentFile{{"0", "../../a.txt", "een"}}, 400, "has a path in it"},
		"another path":         {operations(1, ""), placesOf(1), []sentFile{{"0", `c:\a.txt`, "een"}}, 400, "has a path in it"},
		"no name":              {operations(1, ""), placesOf(1), []sentFile{{"0", "", "een"}}, 400, "has no name"},
		"one name twice":       {operations(2, ""), placesOf(2), []sentFile{one, {"1", "a.txt", "twee"}}, 200, "two files have the name"},
		"another query":        {`{"query": "{ viewer { naam } }", "variables": {"file": null}}`, `{"0": ["variables.file"]}`, []sentFile{one}, 200, "Cannot query field"},
		"a query that reads":   {`{"query": "query($file: Upload) { viewer { name } }", "variables": {"file": null}}`, `{"0": ["variables.file"]}`, []sentFile{one}, 200, "is never used"},
	} {
		body, kind := formOf(t, x.operations, x.places, x.files...)
		r := d.post(t, d.tokens["els"], kind, bytes.NewReader(body))
		if r.status != x.status || len(r.Errors) != 1 || !strings.Contains(r.raw, x.words) {
			t.Errorf("%s: status %d, %s", name, r.status, r.raw)
		}
		d.empty(t, name)
	}
	if r := d.mutate(`mutation { ingestUpload(files: ["a.txt"]) { id } }`, d.tokens["els"]); len(r.Errors) != 1 || !strings.Contains(r.raw, "multipart") {
		t.Error("an upload as JSON:", r.raw)
	}
	if r := d.mutate(`{ job(id: "x") { id } }`, d.tokens["els"]); r.code() != "NOT_FOUND" {
		t.Error("an unknown job:", r.raw)
	}
	if r := d.post(t, d.tokens["els"], "text/plain", strings.NewReader("een is er")); r.status != http.StatusUnsupportedMediaType {
		t.Error("not multipart:", r.status, r.raw)
	}
	if r := d.post(t, d.tokens["els"], "multipart/form-data", strings.NewReader("een is er")); r.status != http.StatusBadRequest {
		t.Error("no boundary:", r.status, r.raw)
	}
	d.empty(t, "the others")
}

// An upload that is cut off stores nothing, wherever it ends.
func TestUploadCutOff(t *testing.T) {
	d := newDesk(t, server.Options{})
	body, kind := formOf(t, operations(2, ""), placesOf(2), sentFile{"0", "a.txt", strings.Repeat("een is er ", 1000)}, sentFile{"1", "b.txt", "twee"})
	for at := len(body) - 5; at > 0; at -= 997 {
		r := d.post(t, d.tokens["els"], kind, bytes.NewReader(body[:at]))
		if r.status != http.StatusBadRequest || len(r.Errors) != 1 {
			t.Errorf("cut off at %d of %d: status %d, %s", at, len(body), r.status, r.raw)
		}
		d.empty(t, "cut off")
	}
	// A client that goes in the middle.
	conn, err := net.Dial("tcp", strings.TrimPrefix(d.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", d.tokens["els"], kind, len(body), body[:len(body)/2])
	_ = conn.(*net.TCPConn).CloseWrite()
	_, _ = io.Copy(io.Discard, conn)
	_ = conn.Close()
	d.empty(t, "a client that went")
}

// Progress tells of each file once, and ends with the job; the job goes on when nobody
// listens.
func TestIngestProgress(t *testing.T) {
	d := newDesk(t, server.Options{})
	d.hold.Lock()
	id := d.send(t, "", "een is er", "bad is bad", "twee is er")
	next := d.send(t, "", "drie is er")
	q, _ := http.NewRequest(http.MethodPost, d.url+"/graphql", strings.NewReader(`{"query": "subscription { ingestProgress(job: \"`+id+`\") { job { status done total current summary { pages } } files { file status } } }"}`))
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Accept", "text/event-stream")
	q.Header.Set("Authorization", d.tokens["els"])
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if s, _ := d.queue.Job(next); s.Status != jobs.Queued {
		t.Errorf("the second job is %s while the first runs", s.Status)
	}
	d.hold.Unlock()
	text, _ := io.ReadAll(resp.Body)
	stream := string(text)
	for _, want := range []string{`"file":"0.txt","status":"ADDED"`, `"file":"1.txt","status":"FAILED"`, `"file":"2.txt","status":"ADDED"`, `"status":"DONE","done":3,"total":3,"current":null,"summary":{"pages":2}`, "event: complete"} {
		if strings.Count(stream, want) != 1 {
			t.Errorf("%s comes %d times in\n%s", want, strings.Count(stream, want), stream)
		}
	}
	if s := d.await(t, next); s.Status != jobs.Done {
		t.Errorf("%+v", s)
	}
}

func TestCancelJob(t *testing.T) {
	d := newDesk(t, server.Options{})
	d.hold.Lock()
	first := d.send(t, "", "een is er", "twee is er", "drie is er", "vier is er")
	second := d.send(t, "", "vijf is er")
	for who, want := range map[string]string{"eva": "FORBIDDEN", "lees": "FORBIDDEN"} {
		if r := d.mutate(`mutation { cancelJob(id: "`+second+`") { status } }`, d.tokens[who]); r.code() != want {
			t.Error(who, r.raw)
		}
	}
	if r := d.mutate(`mutation { cancelJob(id: "`+second+`") { status error } }`, d.tokens["ada"]); string(r.Data) != `{"cancelJob":{"status":"CANCELLED","error":"ingest: somebody stopped it before it began (nothing was stored)"}}` {
		t.Error(r.raw)
	}
	if r := d.mutate(`mutation { cancelJob(id: "`+first+`") { id } }`, d.tokens["els"]); len(r.Errors) > 0 {
		t.Error(r.raw)
	}
	d.hold.Unlock()
	if s := d.await(t, first); s.Status != jobs.Cancelled || s.Err == nil || len(s.Files) == 4 {
		t.Errorf("%+v", s)
	}
	if r := d.mutate(`mutation { cancelJob(id: "`+first+`") { id } }`, d.tokens["els"]); r.code() != "INVALID" {
		t.Error(r.raw)
	}
	if left, _ := os.ReadDir(d.spool); len(left) > 0 {
		t.Error("left behind:", left)
	}
}

// Where a token is required, nothing of the graph is told without one, by any address.
func TestRequireToken(t *testing.T) {
	d := newDesk(t, server.Options{RequireToken: true})
	for address, open := range map[string]bool{"/": true, "/healthz": true, "/readyz": true, "/graphql?query=%7Bcommit%7D": false, "/graphql/schema": false,
		"/id/policy/gbvs": false, "/export.nq": false, "/.well-known/void": false, "/metrics": false} {
		for who, secret := range map[string]string{"nobody": "", "wrong": "Bearer x", "old": d.tokens["oud"], "reader": d.tokens["lees"]} {
			q, _ := http.NewRequest(http.MethodGet, d.url+address, nil)
			q.Header.Set("Authorization", secret)
			resp, err := http.DefaultClient.Do(q)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			refused := resp.StatusCode == http.StatusUnauthorized
			if want := !open && who != "reader"; refused != want || refused && resp.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s as %s: %s", address, who, resp.Status)
			}
		}
	}
	// A token that is revoked is so at once.
	if err := tokens.Revoke(d.file, "lees"); err != nil {
		t.Fatal(err)
	}
	if r := d.mutate(`{ commit }`, d.tokens["lees"]); r.status != http.StatusUnauthorized {
		t.Error(r.raw)
	}
}

// Decisions have the name of the token; nobody may decide in another's.
func TestDecisionsNameTheToken(t *testing.T) {
	d := newDesk(t, server.Options{})
	for _, x := range alike(t) {
		put(t, d.store, x)
	}
	if r := d.mutate(accept, d.tokens["els"]); r.code() != "INVALID" {
		t.Error(r.raw)
	}
	r := d.mutate(`mutation { acceptCandidate(a: "policy/aanpak", b: "policy/aanpak-oud") { decision { who } } }`, d.tokens["els"])
	if string(r.Data) != `{"acceptCandidate":{"decision":{"who":"els"}}}` {
		t.Error(r.raw)
	}
}
