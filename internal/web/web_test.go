package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"rijksgraaf/model"
)

// site is a server on this machine with every kind of answer.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	say := func(path, kind, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		})
	}
	say("/page.html", "text/html; charset=utf-8", "<p>Tekst.</p>")
	say("/paper.xml", "application/xml", "<al>Tekst.</al>")
	say("/unnamed", "application/octet-stream", "Tekst.")
	say("/picture.png", "image/png", "\x89PNG")
	say("/data.json", "application/json", "{}")
	say("/empty.html", "text/html", "")
	say("/large.html", "text/html", strings.Repeat("tekst ", 1000))
	for path, to := range map[string]string{"/moved": "/page.html", "/loop": "/loop", "/file": "file:///etc/passwd"} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		})
	}
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("/closed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusOK)
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "t")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "tekst")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// TestFetch: what stands there, at once or after a redirect.
func TestFetch(t *testing.T) {
	s := site(t)
	for path, want := range map[string]string{"/page.html": "<p>Tekst.</p>", "/paper.xml": "<al>Tekst.</al>", "/unnamed": "Tekst.", "/moved": "<p>Tekst.</p>"} {
		if got, err := (Client{AllowPrivate: true}).Fetch(context.Background(), s.URL+path); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}

// TestRefusals: one clear error for each, which names the address.
func TestRefusals(t *testing.T) {
	s := site(t)
	for _, c := range []struct {
		path  string
		code  model.Code
		words string
	}{
		{"/gone.html", model.CodeNotFound, "does not exist: the server says 404 Not Found"},
		{"/broken", model.CodeUnavailable, "says 502 Bad Gateway (try again later)"},
		{"/closed", model.CodeInvalid, "says 403 Forbidden"},
		{"/picture.png", model.CodeInvalid, "is image/png, which is no document"},
		{"/data.json", model.CodeInvalid, "is application/json, which is no document"},
		{"/empty.html", model.CodeInvalid, "is empty"},
		{"/large.html", model.CodeLimit, "is larger than 100 bytes"},
		{"/endless", model.CodeLimit, "is larger than 100 bytes"},
		{"/loop", model.CodeLimit, "leads to more than 5 redirects"},
		{"/file", model.CodeInvalid, "a redirect to file:, which is not followed"},
		{"/cut", model.CodeUnavailable, "cannot fetch"},
	} {
		t.Run(c.path, func(t *testing.T) {
			_, err := Client{AllowPrivate: true, MaxBytes: 100}.Fetch(context.Background(), s.URL+c.path)
			if model.CodeOf(err) != c.code || !strings.Contains(fmt.Sprint(err), c.words) || !strings.Contains(fmt.Sprint(err), s.URL+c.path) {
				t.Errorf("got %v, want %s: %s", err, c.code, c.words)
			}
		})
	}
}

// TestSize: a limit is told as people write it.
func TestSize(t *testing.T) {
	for n, want := range map[int64]string{100: "100 bytes", 1<<20 + 1: "1048577 bytes", 64 << 20: "64 MiB"} {
		if got := size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// TestTime: a server that never answers, and one that never ends.
func TestTime(t *testing.T) {
	s := site(t)
	for _, path := range []string{"/silent", "/slow"} {
		_, err := Client{AllowPrivate: true, Timeout: 50 * time.Millisecond}.Fetch(context.Background(), s.URL+path)
		if model.CodeOf(err) != model.CodeLimit || !strings.Contains(fmt.Sprint(err), "did not arrive within 50ms") {
			t.Errorf("%s: %v", path, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (Client{AllowPrivate: true}).Fetch(ctx, s.URL+"/silent"); model.CodeOf(err) != model.CodeUnavailable {
		t.Errorf("stopped: %v", err)
	}
}

// TestAddressesThatAreNone are refused before anything is asked.
func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"ftp://example.org/a", "file:///etc/passwd", "https://", "https:///a", "http://[::1", "gopher:x", "https://name:secret@example.org/a"} {
		_, err := Client{}.Fetch(context.Background(), address)
		if model.CodeOf(err) != model.CodeInvalid || strings.Contains(fmt.Sprint(err), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestPrivate: neither an address of this machine, however it is written, nor a redirect to
// one is connected to.
func TestPrivate(t *testing.T) {
	s := site(t)
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "169.254.169.254", "10.0.0.1", "192.168.1.1", "[fd00::1]", "[fe80::1]", "100.64.0.1"} {
		_, err := Client{Timeout: 5 * time.Second}.Fetch(context.Background(), "http://"+host+port+"/page.html")
		if model.CodeOf(err) != model.CodeInvalid || !strings.Contains(fmt.Sprint(err), "no public address (--allow-private") {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// TestRedirectToPrivate: the check is made for every connection, so also for the one that a
// redirect asks for. The first server counts as public here.
func TestRedirectToPrivate(t *testing.T) {
	inside := site(t)
	outside := httptest.NewServer(http.RedirectHandler(strings.Replace(inside.URL, "127.0.0.1", "127.0.0.2", 1)+"/page.html", http.StatusFound))
	defer outside.Close()
	transport := Client{}.transport()
	dialed := 0
	dial := transport.DialContext
	free := Client{AllowPrivate: true}.transport().DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if dialed++; dialed == 1 {
			return free(ctx, network, address)
		}
		return dial(ctx, network, address)
	}
	client := &http.Client{Transport: transport, CheckRedirect: checkRedirect}
	_, err := client.Get(outside.URL)
	if err = (Client{}).explain(outside.URL, err); dialed != 2 || !strings.Contains(err.Error(), "leads to 127.0.0.2, which is no public address") {
		t.Errorf("%d connections, %v", dialed, err)
	}
}

// TestPublic: public addresses, and others that look like them.
func TestPublic(t *testing.T) {
	for _, a := range []string{"8.8.8.8", "145.222.1.1", "2a02:cec0::1", "2606:4700::1111"} {
		if !isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is public", a)
		}
	}
	for _, a := range []string{"0.1.2.3", "172.16.0.1", "172.31.255.255", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1",
		"64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "fc00::1", "fe80::1%eth0", "ff02::1", "2001:db8::1"} {
		if isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
}
