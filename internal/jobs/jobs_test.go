package jobs

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// bench is a queue over a store, and what holds its documents back.
type bench struct {
	t     *testing.T
	store *graph.Store
	spool *Spool
	queue *Queue
	gate  sync.RWMutex // held for writing, no document is read
}

// newBench makes one. A document's first word is its id; "bad" cannot be read, "fault"
// panics.
func newBench(t *testing.T, change func(*Options)) *bench {
	b := &bench{t: t}
	var err error
	if b.store, err = graph.Open(filepath.Join(t.TempDir(), "graph"), graph.Options{}); err != nil {
		t.Fatal(err)
	}
	if b.spool, err = NewSpool(filepath.Join(t.TempDir(), "spool")); err != nil {
		t.Fatal(err)
	}
	o := Options{Store: b.store, Spool: b.spool, Workers: 2, Reading: b.reading, Now: func() time.Time { return time.Unix(1e9, 0) }}
	if change != nil {
		change(&o)
	}
	b.queue = New(o)
	t.Cleanup(func() {
		b.queue.Close()
		_ = b.store.Close()
	})
	return b
}

func (b *bench) reading(_ context.Context, given model.Metadata) (Extract, string, error) {
	return func(_ context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		b.gate.RLock()
		defer b.gate.RUnlock()
		id, _, _ := strings.Cut(string(data), " ")
		switch id {
		case "bad":
			return nil, &model.Error{Code: model.CodeInvalid, Op: "read", Message: s.Path + " is bad"}
		case "fault":
			panic("a fault")
		}
		m := model.Metadata{ID: "document/" + id, Title: id + given.Title, SHA256: fmt.Sprintf("%x", sha256.Sum256(data)), Encoding: "UTF-8", Pages: 1}
		return &model.Extraction{Document: model.Document{Metadata: m, Text: string(data)}}, nil
	}, "1", nil
}

// files stores texts as the files 0.txt, 1.txt and so on of one upload.
func (b *bench) files(texts ...string) []*File {
	b.t.Helper()
	u, err := b.spool.Begin()
	if err != nil {
		b.t.Fatal(err)
	}
	var out []*File
	for i, text := range texts {
		f, err := u.Store(fmt.Sprintf("%d.txt", i), strings.NewReader(text), 1000)
		if err != nil {
			b.t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func (b *bench) submit(r Request) State {
	b.t.Helper()
	s, err := b.queue.Submit(r)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// await waits for a job to be as wanted.
func (b *bench) await(id string, wanted func(State) bool) State {
	b.t.Helper()
	for {
		s, changed, err := b.queue.Changed(id)
		if err != nil {
			b.t.Fatal(err)
		}
		if wanted(s) {
			return s
		}
		select {
		case <-changed:
		case <-b.t.Context().Done():
			b.t.Fatalf("the job stays %+v", s)
		}
	}
}

func ended(s State) bool   { return s.Status.Ended() }
func running(s State) bool { return s.Status == Running }

// waiting lists what lies in the spool.
func (b *bench) waiting() int {
	b.t.Helper()
	list, err := os.ReadDir(b.spool.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	return len(list)
}

// A job looks at every file, in order, as its sender; one bad file keeps no other out, and
// nothing of what was sent is kept.
func TestJobTakesItsFilesIn(t *testing.T) {
	b := newBench(t, nil)
	first := b.submit(Request{Files: b.files("een is er", "bad is bad", "twee is er", "fault here"), Who: "els"})
	if first.Status != Queued && first.Status != Running || first.Total != 4 || first.Who != "els" {
		t.Errorf("%+v", first)
	}
	s := b.await(first.ID, ended)
	var got []string
	for _, f := range s.Files {
		got = append(got, fmt.Sprintf("%s %s %s", f.File, f.Status, f.Code))
	}
	want := []string{"0.txt added ", "1.txt failed INVALID", "2.txt added ", "3.txt failed INTERNAL"}
	if s.Status != Done || s.Err != nil || !slices.Equal(got, want) || s.Summary.Added != 2 || s.Summary.Failed != 2 || s.Current != "" {
		t.Errorf("%q, %+v", got, s)
	}
	if b.waiting() != 0 {
		t.Error("files are left in the spool")
	}
	list, err := b.store.View().Commits(graph.CommitFilter{})
	if err != nil || len(list) != 2 || list[0].Who != "els" {
		t.Errorf("commits %+v, %v", list, err)
	}
	if again := b.await(b.submit(Request{Files: b.files("een is er")}).ID, ended); again.Summary.Unchanged != 1 || !again.Files[0].Skipped {
		t.Errorf("again: %+v", again)
	}
	if forced := b.await(b.submit(Request{Files: b.files("een is er"), Force: true}).ID, ended); forced.Summary.Unchanged != 1 || forced.Files[0].Skipped {
		t.Errorf("by force: %+v", forced)
	}
	if dry := b.await(b.submit(Request{Files: b.files("drie is er"), DryRun: true, Given: model.Metadata{Title: "!"}}).ID, ended); dry.Summary.Added != 1 || b.store.View().Commit() != 2 {
		t.Errorf("dry: %+v, %d commits", dry, b.store.View().Commit())
	}
}

// Jobs are done one after the other in the order in which they came; those that wait are
// bounded.
func TestJobsWaitInOrder(t *testing.T) {
	b := newBench(t, nil)
	b.gate.Lock()
	first := b.submit(Request{Files: b.files("j0 is er")})
	b.await(first.ID, running)
	ids := []string{first.ID}
	for i := range MaxWaiting {
		ids = append(ids, b.submit(Request{Files: b.files(fmt.Sprintf("j%d is er", i+1))}).ID)
	}
	files := b.files("te veel")
	if _, err := b.queue.Submit(Request{Files: files}); model.CodeOf(err) != model.CodeLimit {
		t.Errorf("one too many: %v", err)
	}
	if files[0].upload.Taken() {
		t.Error("the files of a job that was refused are taken")
	}
	var listed []string
	for _, s := range b.queue.Jobs() {
		listed = append(listed, s.ID)
	}
	slices.Reverse(listed)
	if !slices.Equal(listed, ids) {
		t.Errorf("listed %q, sent %q", listed, ids)
	}
	if s, err := b.queue.Job(first.ID); err != nil || s.Current != "0.txt" {
		t.Errorf("%+v, %v", s, err)
	}
	b.gate.Unlock()
	b.await(ids[MaxWaiting], ended)
	list, err := b.store.View().Commits(graph.CommitFilter{})
	if err != nil || len(list) != MaxWaiting+1 {
		t.Fatalf("%d commits, %v", len(list), err)
	}
	for i, c := range list { // the last first
		if want := fmt.Sprintf("document/j%d", MaxWaiting-i); c.Document != want {
			t.Errorf("commit %d is of %s, want %s", c.Number, c.Document, want)
		}
	}
}

// Of jobs that have ended the oldest are forgotten.
func TestJobsAreForgotten(t *testing.T) {
	b := newBench(t, nil)
	first := b.submit(Request{Files: b.files("een is er")}).ID
	last := first
	for range keptJobs + 1 {
		b.await(last, ended)
		last = b.submit(Request{Files: b.files("een is er")}).ID
	}
	b.await(last, ended)
	if _, err := b.queue.Job(first); model.CodeOf(err) != model.CodeNotFound {
		t.Errorf("the first: %v", err)
	}
	if n := len(b.queue.Jobs()); n > MaxKnown || n < keptJobs {
		t.Errorf("%d jobs are known", n)
	}
}

// What cannot be a job is refused, and its files stay the sender's.
func TestSubmitRefuses(t *testing.T) {
	wrong := &model.Error{Code: model.CodeInvalid, Message: "no such chapter"}
	b := newBench(t, func(o *Options) {
		o.Check = func(m model.Metadata) (model.Metadata, error) {
			if m.Chapter == "?" {
				return m, wrong
			}
			return m, nil
		}
	})
	two := b.files("een", "twee")
	same := append(b.files("een"), b.files("twee")...)
	taken := b.files("drie is er")
	b.await(b.submit(Request{Files: taken}).ID, ended)
	for name, r := range map[string]Request{
		"no files": {}, "one name": {Files: same}, "a title for two": {Files: two, Given: model.Metadata{Title: "x"}},
		"metadata": {Files: two, Given: model.Metadata{Chapter: "?"}}, "another job's": {Files: taken},
	} {
		if _, err := b.queue.Submit(r); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if two[0].upload.Taken() || len(b.queue.Jobs()) != 1 {
		t.Errorf("taken %v, %d jobs", two[0].upload.Taken(), len(b.queue.Jobs()))
	}
	b.queue.Close()
	if _, err := b.queue.Submit(Request{Files: two}); model.CodeOf(err) != model.CodeUnavailable {
		t.Errorf("after the end: %v", err)
	}
}

// A job that waits is dropped, one that runs finishes what is being written; one that has
// ended cannot be stopped.
func TestCancel(t *testing.T) {
	b := newBench(t, nil)
	b.gate.Lock()
	first := b.submit(Request{Files: b.files("een is er", "twee is er", "drie is er", "vier is er")})
	b.await(first.ID, running)
	second := b.submit(Request{Files: b.files("vijf is er")})
	if s, err := b.queue.Cancel(second.ID); err != nil || s.Status != Cancelled || !strings.Contains(s.Err.Error(), "before it began") {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err := b.queue.Cancel(first.ID); err != nil || s.Status.Ended() {
		t.Errorf("%+v, %v", s, err)
	}
	b.gate.Unlock()
	if s := b.await(first.ID, ended); s.Status != Cancelled || s.Err == nil || len(s.Files) == 4 {
		t.Errorf("%+v", s)
	}
	for id, code := range map[string]model.Code{first.ID: model.CodeInvalid, "none": model.CodeNotFound} {
		if _, err := b.queue.Cancel(id); model.CodeOf(err) != code {
			t.Errorf("%s: %v", id, err)
		}
	}
	if b.waiting() != 0 {
		t.Error("files are left in the spool")
	}
}

// A queue that cannot read at all ends the job as failed, and goes on with the next.
func TestJobFails(t *testing.T) {
	gone := &model.Error{Code: model.CodeUnavailable, Message: "no lexicon"}
	var b *bench
	b = newBench(t, func(o *Options) {
		o.Reading = func(ctx context.Context, given model.Metadata) (Extract, string, error) {
			switch given.Dossier {
			case "gone":
				return nil, "", gone
			case "fault":
				panic("a fault")
			}
			return b.reading(ctx, given)
		}
	})
	for dossier, want := range map[string]model.Code{"gone": model.CodeUnavailable, "fault": model.CodeInternal} {
		s := b.await(b.submit(Request{Files: b.files("een is er"), Given: model.Metadata{Dossier: dossier}}).ID, ended)
		if s.Status != Failed || model.CodeOf(s.Err) != want {
			t.Errorf("%s: %+v", dossier, s)
		}
	}
	if s := b.await(b.submit(Request{Files: b.files("een is er")}).ID, ended); s.Status != Done {
		t.Errorf("the next: %+v", s)
	}
}

// The end of the queue drops what waits and leaves nothing behind.
func TestClose(t *testing.T) {
	b := newBench(t, nil)
	b.gate.Lock()
	first := b.submit(Request{Files: b.files("een is er", "twee is er")})
	b.await(first.ID, running)
	second := b.submit(Request{Files: b.files("drie is er")})
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		b.queue.Close()
	}()
	b.await(second.ID, ended)
	b.gate.Unlock()
	<-closed
	for _, s := range b.queue.Jobs() {
		if s.Status != Cancelled {
			t.Errorf("%+v", s)
		}
	}
	if b.waiting() != 0 {
		t.Error("files are left in the spool")
	}
}

// The state that was given does not change when the job goes on.
func TestStateIsOfItsMoment(t *testing.T) {
	b := newBench(t, nil)
	b.gate.Lock()
	id := b.submit(Request{Files: b.files("een is er", "twee is er")}).ID
	before := b.await(id, running)
	b.gate.Unlock()
	b.await(id, ended)
	if before.Status != Running || len(before.Files) != 0 || before.Summary.Added != 0 {
		t.Errorf("%+v", before)
	}
}

func TestSpoolRefuses(t *testing.T) {
	s, err := NewSpool(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "..", "a/b.txt", `a\b.txt`, strings.Repeat("a", 256), "a\x00b", "a\nb", "\xff"} {
		if _, err := u.Store(name, strings.NewReader("x"), 10); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := u.Store("a.txt", strings.NewReader("12345678901"), 10); model.CodeOf(err) != model.CodeLimit {
		t.Errorf("too long: %v", err)
	}
	if f, err := u.Store("b.txt", strings.NewReader("1234567890"), 10); err != nil || f.Size != 10 {
		t.Errorf("just long enough: %+v, %v", f, err)
	}
	broken := errors.New("cut off")
	if _, err := u.Store("c.txt", io.MultiReader(strings.NewReader("x"), failing{broken}), 10); !errors.Is(err, broken) {
		t.Errorf("cut off: %v", err)
	}
	u.Discard()
	u.Discard()
	if list, _ := os.ReadDir(s.dir); len(list) > 0 {
		t.Errorf("left: %v", list)
	}
	if _, err := u.Store("d.txt", strings.NewReader("x"), 10); model.CodeOf(err) == "" || strings.Contains(err.Error(), s.dir) {
		t.Errorf("after its end: %v", err)
	}
}

// failing is a reader that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// A spool is empty when it is made, and is not made where it cannot be.
func TestSpoolBeginsEmpty(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "spool")
	if err := os.MkdirAll(filepath.Join(dir, "upload-1"), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := NewSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	if list, _ := os.ReadDir(dir); len(list) > 0 {
		t.Errorf("left: %v", list)
	}
	if err := s.Remove(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewSpool(filepath.Join(file, "spool")); model.CodeOf(err) != model.CodeReadOnly {
		t.Errorf("in a file: %v", err)
	}
}
