package server

import (
	"net/http"
	"runtime/debug"
	"time"

	"rijksgraaf/model"
)

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Unwrap gives http.ResponseController what lies below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// around does what every request needs: security headers, a panic that stays within its
// request, a log line, metrics.
func (s *Server) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w}
		harden(rec.Header())
		defer func() {
			if fault := recover(); fault != nil {
				s.caught(rec, r, fault)
			}
			s.note(r, rec, time.Since(start))
		}()
		next.ServeHTTP(rec, r)
	})
}

// harden sets the headers that keep a browser from doing more than is meant.
func harden(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// page loosens the policy for a page that brings scripts and styles of its own.
func page(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "+
		"worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
}

func (s *Server) caught(w *recorder, r *http.Request, fault any) {
	if fault == http.ErrAbortHandler {
		panic(fault)
	}
	s.log.ErrorContext(r.Context(), "a request panicked", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
	if w.status == 0 {
		fail(w, &model.Error{Code: model.CodeInternal, Message: "internal error"})
	}
}

// note logs the request and counts it. Only the path is logged: a query may hold what
// its sender keeps to themselves.
func (s *Server) note(r *http.Request, w *recorder, took time.Duration) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	s.metrics.request(r, w.status, took)
	s.log.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "status", w.status,
		"bytes", w.bytes, "took", took, "remote", r.RemoteAddr)
}
