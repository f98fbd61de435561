package server

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzhttp"
)

// The ways to compress an answer, by their names in Accept-Encoding.
const (
	codingZstd   = "zstd"
	codingBrotli = "br"
	codingGzip   = "gzip"
)

// preferred gives the coding that the client likes best of some, the first of those that it
// likes as much; "" when it takes none of them.
func preferred(r *http.Request, codings ...string) string {
	accepted := strings.Join(r.Header.Values("Accept-Encoding"), ",")
	best, most := "", 0.0
	for _, c := range codings {
		if q := quality(accepted, c); q > most {
			best, most = c, q
		}
	}
	return best
}

// quality is how much the client likes a coding, from 0 to 1: 0 for one that it does not take,
// and for a weight that is no number.
func quality(accepted, coding string) float64 {
	others := 0.0
	for item := range strings.SplitSeq(accepted, ",") {
		name, weight, weighted := strings.Cut(strings.TrimSpace(item), ";")
		q := 1.0
		if weighted {
			_, number, _ := strings.Cut(weight, "=")
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(number), 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		switch name = strings.TrimSpace(name); {
		case strings.EqualFold(name, coding):
			return q
		case name == "*":
			others = q
		}
	}
	return others
}

// brotliLevel packs better than gzip does at about its pace.
const brotliLevel = 4

var brotliWriters = sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, brotliLevel) }}

// answerBrotli hands on what next answers, packed with brotli where that is worth it: a text
// that is not short and not packed already.
func answerBrotli(w http.ResponseWriter, r *http.Request, next http.Handler) {
	w.Header().Add("Vary", "Accept-Encoding")
	b := &brotliResponse{ResponseWriter: w}
	next.ServeHTTP(b, r) // where it panics, the answer is broken off as it is
	b.close()
}

// brotliResponse holds back the beginning of an answer until it is known whether to pack it.
type brotliResponse struct {
	http.ResponseWriter
	status  int
	held    bytes.Buffer
	decided bool
	packer  *brotli.Writer // nil for an answer that is handed on as it is
}

// Unwrap gives the response beneath, for http.ResponseController.
func (b *brotliResponse) Unwrap() http.ResponseWriter { return b.ResponseWriter }

// WriteHeader keeps the status until the beginning of the answer is known.
func (b *brotliResponse) WriteHeader(status int) {
	if status < http.StatusOK {
		b.ResponseWriter.WriteHeader(status)
		return
	}
	if b.status == 0 {
		b.status = status
	}
}

// Write takes a part of the answer.
func (b *brotliResponse) Write(p []byte) (int, error) {
	switch {
	case b.packer != nil:
		return b.packer.Write(p)
	case b.decided:
		return b.ResponseWriter.Write(p)
	}
	n, _ := b.held.Write(p)
	if b.held.Len() < minCompressed {
		return n, nil
	}
	return n, b.begin(true)
}

// begin sends the head of the answer and what was held back. long says that it is worth
// packing.
func (b *brotliResponse) begin(long bool) error {
	b.decided = true
	h := b.Header()
	if h.Get("Content-Type") == "" && b.held.Len() > 0 {
		h.Set("Content-Type", http.DetectContentType(b.held.Bytes())) // before it is packed
	}
	if long && h.Get("Content-Encoding") == "" && h.Get("Content-Range") == "" && gzhttp.DefaultContentTypeFilter(h.Get("Content-Type")) {
		h.Set("Content-Encoding", codingBrotli)
		h.Del("Content-Length")
		b.packer = brotliWriters.Get().(*brotli.Writer)
		b.packer.Reset(b.ResponseWriter)
	}
	if b.status != 0 {
		b.ResponseWriter.WriteHeader(b.status)
	}
	if b.held.Len() == 0 {
		return nil
	}
	_, err := b.Write(b.held.Bytes())
	b.held = bytes.Buffer{}
	return err
}

// FlushError hands on all that was written.
func (b *brotliResponse) FlushError() error {
	if !b.decided {
		if err := b.begin(b.held.Len() > 0); err != nil {
			return err
		}
	}
	if b.packer != nil {
		if err := b.packer.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(b.ResponseWriter).Flush()
}

// Flush is FlushError for those who take no error.
func (b *brotliResponse) Flush() { _ = b.FlushError() }

// close ends the answer.
func (b *brotliResponse) close() {
	if !b.decided {
		_ = b.begin(false)
	}
	if b.packer != nil {
		_ = b.packer.Close()
		brotliWriters.Put(b.packer)
		b.packer = nil
	}
}
