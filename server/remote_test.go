package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/remote"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// carrying sends a header of authorization with each request.
type carrying string

func (c carrying) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", string(c))
	return http.DefaultTransport.RoundTrip(r)
}

// remotely is the desk as who holds a token reaches it.
func (d *desk) remotely(who string) remote.Server {
	return remote.Server{Address: d.url + "/graphql", Client: &http.Client{Transport: carrying(d.tokens[who])}}
}

func filesOf(texts ...string) []remote.File {
	out := make([]remote.File, len(texts))
	for i, text := range texts {
		out[i] = remote.File{Name: fmt.Sprintf("%d.txt", i), Data: []byte(text)}
	}
	return out
}

// told collects outcomes, one a line.
func told(list *[]string) func(ingest.Outcome) {
	return func(o ingest.Outcome) {
		line := fmt.Sprintf("%s %s %s", o.File, o.Status, o.Document)
		if o.Skipped {
			line += " skipped"
		}
		if o.Err != nil {
			line += fmt.Sprintf("%s: %v", model.CodeOf(o.Err), o.Err)
		}
		*list = append(*list, line)
	}
}

// What is sent from afar becomes what a run on the spot would make of it, and is told alike.
func TestIngestFromAfar(t *testing.T) {
	d := newDesk(t, server.Options{})
	els := d.remotely("els")
	var got []string
	if err := els.Ingest(t.Context(), remote.Request{Files: filesOf("een is er", "bad is bad", "twee is er")}, told(&got)); err != nil {
		t.Fatal(err)
	}
	if want := []string{"0.txt added document/een", "1.txt failed INVALID: read: 1.txt is bad", "2.txt added document/twee"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = nil
	if err := els.Ingest(t.Context(), remote.Request{Files: filesOf("een is er"), Force: true, Given: model.Metadata{Title: "Een titel", Kind: "annual-report", BudgetYear: 2022}}, told(&got)); err != nil {
		t.Fatal(err)
	}
	if title := d.store.View().Document("document/een").Title; title != "Een titel" || !slices.Equal(got, []string{"0.txt changed document/een"}) {
		t.Errorf("with a title: %q, %q", title, got)
	}
	before := d.store.View().Commit()
	got = nil
	if err := els.Ingest(t.Context(), remote.Request{Files: filesOf("drie is er"), DryRun: true}, told(&got)); err != nil || d.store.View().Commit() != before || !slices.Equal(got, []string{"0.txt added document/drie"}) {
		t.Errorf("a dry run: %v, %q, %d commits after %d", err, got, d.store.View().Commit(), before)
	}
	// More files than one piece of news tells of.
	many := make([]string, 90)
	for i := range many {
		many[i] = fmt.Sprintf("d%d is er", i)
	}
	got = nil
	if err := els.Ingest(t.Context(), remote.Request{Files: filesOf(many...)}, told(&got)); err != nil || len(got) != len(many) || got[89] != "89.txt added document/d89" {
		t.Errorf("many: %v, %d told", err, len(got))
	}
}

// What the server refuses, and what is no such server, is told with its code.
func TestIngestFromAfarIsRefused(t *testing.T) {
	d := newDesk(t, server.Options{})
	other := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, x := range []struct {
		name  string
		at    remote.Server
		files []remote.File
		code  model.Code
		words string
	}{
		{"a reader's token", d.remotely("lees"), filesOf("een is er"), model.CodeForbidden, "needs editor"},
		{"a token that ended", d.remotely("oud"), filesOf("een is er"), model.CodeUnauthenticated, "expired"},
		{"a name with a path", d.remotely("els"), []remote.File{{Name: "..", Data: []byte("x")}}, model.CodeInvalid, "name"},
		{"two of one name", d.remotely("els"), []remote.File{{Name: "a.txt"}, {Name: "a.txt"}}, model.CodeInvalid, "two files"},
		{"another server", remote.Server{Address: other.URL, Client: http.DefaultClient}, filesOf("een"), model.CodeUnavailable, "no GraphQL answer"},
		{"no server", remote.Server{Address: gone.URL, Client: http.DefaultClient}, filesOf("een"), model.CodeUnavailable, "cannot reach"},
	} {
		err := x.at.Ingest(t.Context(), remote.Request{Files: x.files}, func(ingest.Outcome) { t.Errorf("%s: a file is told of", x.name) })
		if model.CodeOf(err) != x.code || !strings.Contains(fmt.Sprint(err), x.words) {
			t.Errorf("%s: %v (%s)", x.name, err, model.CodeOf(err))
		}
	}
	d.empty(t, "refused")
}

// watching tells when a job is followed, and when it was told to stop.
type watching struct {
	http.RoundTripper
	followed, stopped chan struct{}
	once              *sync.Once
}

func (w watching) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(r)
	switch {
	case r.Header.Get("Accept") == "text/event-stream":
		w.once.Do(func() { close(w.followed) })
	case r.Header.Get("Content-Type") == "application/json":
		close(w.stopped)
	}
	return resp, err
}

// Who goes away stops the job.
func TestIngestFromAfarIsStopped(t *testing.T) {
	d := newDesk(t, server.Options{})
	at := d.remotely("els")
	w := watching{at.Client.Transport, make(chan struct{}), make(chan struct{}), &sync.Once{}}
	at.Client = &http.Client{Transport: w}
	ctx, cancel := context.WithCancel(t.Context())
	d.hold.Lock()
	done := make(chan error)
	go func() {
		done <- at.Ingest(ctx, remote.Request{Files: filesOf("een is er", "twee is er", "drie is er", "vier is er")}, func(ingest.Outcome) {})
	}()
	<-w.followed
	cancel()
	<-w.stopped
	d.hold.Unlock()
	if err := <-done; model.CodeOf(err) != model.CodeUnavailable || !strings.Contains(err.Error(), "stopped") {
		t.Error(err)
	}
	if s := d.await(t, d.queue.Jobs()[0].ID); s.Status != jobs.Cancelled || len(s.Files) == 4 {
		t.Errorf("%+v", s)
	}
}
