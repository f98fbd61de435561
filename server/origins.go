package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/rs/cors"
)

// origins are the pages of others that may ask this server.
type origins struct{ rule *cors.Cors } // nil for none

func newOrigins(list []string) origins {
	if len(list) == 0 {
		return origins{}
	}
	return origins{cors.New(cors.Options{
		AllowedOrigins: list,
		AllowedMethods: []string{http.MethodGet, http.MethodPost, http.MethodHead},
		AllowedHeaders: []string{"Accept", "Authorization", "Content-Type", "If-None-Match", "Apollo-Require-Preflight"},
		ExposedHeaders: []string{"ETag"},
		MaxAge:         600,
	})}
}

// around lets pages of the origins read what next answers.
func (o origins) around(next http.Handler) http.Handler {
	if o.rule == nil {
		return next
	}
	return o.rule.Handler(next)
}

// allow says whether a request that browsers send without asking may be answered: it comes
// from no page, from a page of this server, or from one of the origins.
func (o origins) allow(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	if u, err := url.Parse(origin); err == nil && strings.EqualFold(u.Host, r.Host) {
		return true
	}
	return o.rule != nil && o.rule.OriginAllowed(r)
}

// minCompressed is the length in bytes below which compressing an answer gains nothing.
const minCompressed = 1024

// compressed compresses what next answers where the client takes it, in the way that it likes
// best; of those that it likes as much zstd, then brotli, then gzip. A
// stream is not held back to be compressed.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(minCompressed), gzhttp.EnableZstd(true), gzhttp.CompressionLevel(1),
		gzhttp.ContentTypeFilter(gzhttp.DefaultContentTypeFilter))
	if err != nil {
		panic(err) // only options that are wrong
	}
	squeezed := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if upgrades(r) || negotiate(r.Header.Values("Accept")) == typeEvents {
			next.ServeHTTP(w, r)
			return
		}
		switch coding := preferred(r, codingZstd, codingBrotli, codingGzip); {
		case coding == codingBrotli:
			answerBrotli(w, r, next)
			return
		case coding != "" && strings.Contains(r.Header.Get("Accept-Encoding"), "*"): // which gzhttp does not read
			r = r.Clone(r.Context())
			r.Header.Set("Accept-Encoding", coding+", "+r.Header.Get("Accept-Encoding"))
		}
		squeezed.ServeHTTP(w, r)
	})
}
