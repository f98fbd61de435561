package main

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
)

// inProcess is a transport that calls a handler in this process.
type inProcess struct{ handler http.Handler }

// RoundTrip answers the request by the handler; the whole answer is kept in memory.
func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	p.handler.ServeHTTP(w, r)
	return &http.Response{
		Status:     strconv.Itoa(w.status) + " " + http.StatusText(w.status),
		StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}, nil
}

// recorder keeps what a handler writes.
type recorder struct {
	header  http.Header
	status  int
	written bool
	body    bytes.Buffer
}

// Header gives the headers to be sent.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader keeps the first status.
func (w *recorder) WriteHeader(status int) {
	if !w.written {
		w.status, w.written = status, true
	}
}

// Write keeps the body.
func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(w.status)
	return w.body.Write(p)
}
