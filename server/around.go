package server

import (
	"log/slog"
	"maps"
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

// hardened are the headers that keep a browser from doing more than is meant.
var hardened = http.Header{
	"X-Content-Type-Options":     {"nosniff"},
	"X-Frame-Options":            {"DENY"},
	"Referrer-Policy":            {"no-referrer"},
	"Cross-Origin-Opener-Policy": {"same-origin"},
	"Content-Security-Policy":    {"default-src 'none'; frame-ancestors 'none'"},
}

// harden sets those headers. Their values are shared by all answers: whoever changes one
// sets a list of its own.
func harden(h http.Header) { maps.Copy(h, hardened) }

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
	if ctx := r.Context(); s.log.Enabled(ctx, slog.LevelInfo) {
		s.log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", w.status),
			slog.Int("bytes", w.bytes), slog.Duration("took", took), slog.String("remote", r.RemoteAddr))
	}
}
