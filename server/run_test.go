package server_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"rijksgraaf/model"
	"rijksgraaf/server"
)

func TestServeAndStop(t *testing.T) {
	var log bytes.Buffer
	s := server.New(newStore(t, paperV(t)), server.Options{Addr: "127.0.0.1:0", Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l, err := s.Listen(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	c := client{t, "http://" + l.Addr().String()}
	if r := c.send(http.MethodGet, "/readyz", "", "", nil); r.status != http.StatusOK {
		t.Errorf("ready: status %d", r.status)
	}
	if r := c.send(http.MethodGet, "/graphql?query=%7B__typename%7D", "", "", nil); r.status != http.StatusOK {
		t.Errorf("a query: status %d", r.status)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("a graceful stop gives %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the server does not stop")
	}
	if _, err := http.Get(c.url + "/healthz"); err == nil {
		t.Error("a stopped server answers")
	}
	if !strings.Contains(log.String(), `"path":"/graphql","status":200`) || strings.Contains(log.String(), "typename") {
		t.Errorf("the log lacks the request, or tells the query:\n%s", log.String())
	}
}

func TestListenErrors(t *testing.T) {
	first := server.New(newStore(t), server.Options{Addr: "127.0.0.1:0"})
	l, err := first.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for addr, code := range map[string]model.Code{
		l.Addr().String(): model.CodeUnavailable, "127.0.0.1": model.CodeInvalid, "no.such.host.invalid:80": model.CodeUnavailable,
	} {
		_, err := server.New(newStore(t), server.Options{Addr: addr}).Listen(t.Context())
		if model.CodeOf(err) != code || !strings.Contains(err.Error(), addr) {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	c := fixture(t)
	for _, path := range []string{"/", "/graphql?query=%7B__typename%7D", "/id/policy/gbvs", "/graphiql/", "/nergens"} {
		resp, err := http.Get(c.url + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		for _, h := range []string{"X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "X-Frame-Options"} {
			if resp.Header.Get(h) == "" {
				t.Errorf("%s: no %s", path, h)
			}
		}
		if strings.Contains(resp.Header.Get("Content-Security-Policy"), "http") {
			t.Errorf("%s: the policy lets in other hosts", path)
		}
	}
}
