package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"regexp"
	"sync"
	"testing"
)

// watcher keeps what is written and calls found, once, with the first match of a pattern.
type watcher struct {
	mu      sync.Mutex
	buffer  bytes.Buffer
	pattern *regexp.Regexp
	once    sync.Once
	found   func(match []string)
}

// Write keeps p and looks for the pattern.
func (w *watcher) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buffer.Write(p)
	if m := w.pattern.FindStringSubmatch(w.buffer.String()); m != nil {
		w.once.Do(func() { go w.found(m) })
	}
	return len(p), nil
}

// TestDemoServes: on an address that is taken the demo finds another, serves there, and
// stops with status 0 when it is told to.
func TestDemoServes(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	t.Setenv("TMPDIR", t.TempDir())
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var answered error
	status := 0
	out := &watcher{pattern: regexp.MustCompile(`(?m)^GraphQL  (http://\S+)\n(?s:.*)graphiql\n`), found: func(m []string) {
		defer stop()
		var response *http.Response
		if response, answered = http.Get(m[1][:len(m[1])-len("/graphql")] + "/healthz"); answered == nil {
			status = response.StatusCode
			answered = response.Body.Close()
		}
	}}
	var errs bytes.Buffer
	s := system{Out: out, Err: &errs, LookupEnv: func(string) (string, bool) { return "", false }}
	exit := run(ctx, s, []string{"demo", "--addr", taken.Addr().String(), "../../testdata/documents"})
	if exit != 0 || answered != nil || status != http.StatusOK {
		t.Errorf("exit status %d; the page answered %d, %v\n%s%s", exit, status, answered, &out.buffer, &errs)
	}
	if want := regexp.MustCompile(`^rijksgraaf: \S+ is taken; another port is used\n$`); !want.MatchString(errs.String()) {
		t.Errorf("standard error: %q, want %s", &errs, want)
	}
}
