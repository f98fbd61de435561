// Package server puts the graph on HTTP: GraphQL with GraphiQL beside it, an address for
// each entity, health and metrics, within limits of size and time.
package server

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/resolvers"
	"rijksgraaf/search"
)

// Options says how to serve. The zero value serves on DefaultAddr with the default
// limits and logs nothing.
type Options struct {
	// Addr is host:port to listen on; "" means DefaultAddr.
	Addr string
	// Logger is told of each request and of faults; nil means nobody.
	Logger *slog.Logger
	// Limits are what one GraphQL operation may ask for.
	Limits resolvers.Limits
	// BodyLimit is the largest request in bytes; 0 means DefaultBodyLimit.
	BodyLimit int64
	// Grace is how long requests that are under way may take when the server stops; 0
	// means DefaultGrace.
	Grace time.Duration
	// Token is what a request must carry to change decisions; nil means that none may.
	Token *resolvers.Token
	// Tokens are those with names, roles and an end; nil for none.
	Tokens *tokens.Ring
	// RequireToken answers nobody without a token. Without it reading is open.
	RequireToken bool
	// Jobs takes in documents that are sent; nil for a server that changes no documents,
	// which the source must be a resolvers.Writer for otherwise.
	Jobs *jobs.Queue
	// Demo are documents to be tried on, which a job takes in when somebody asks for them; none
	// by default.
	Demo []sources.Source
	// Upload, UploadFile and UploadFiles bound the files of one request: the bytes of all,
	// of one, and their number; 0 means DefaultUpload, DefaultUploadFile and
	// DefaultUploadFiles.
	Upload, UploadFile int64
	UploadFiles        int
	// Origins are the pages of others that may ask the server, such as
	// https://example.nl, or * for all; none by default.
	Origins []string
	// Batch is how many requests may come in one body; 0 means that they come alone.
	Batch int
	// Trusted are the only documents that are answered; nil means that any query is.
	Trusted *resolvers.Trusted
	// Persisted is how many queries are kept by their hash; 0 means DefaultPersisted,
	// less means none.
	Persisted int
	// Kept is how many bytes of answers are kept until the graph changes; 0 means DefaultKept,
	// less means none.
	Kept int
	// Streams is how many clients may be sent answers as they come; 0 means
	// DefaultStreams, less means none.
	Streams int
	// KeepAlive is how often such a client is sent a sign of life; 0 means
	// DefaultKeepAlive.
	KeepAlive time.Duration
	// Search answers find; nil means an index in memory, made when find is first asked for. It
	// stays the caller's to close.
	Search *search.Index
	// Version is what /version gives and the page shows; may be empty.
	Version string
	// Licence is the address of the licence that the data are given out under, told in
	// their description; may be empty.
	Licence string
	// App is where the page of an entity leads to the same entity in an application, by
	// its id put behind this: "/#/entity/". "" where there is none.
	App string
}

// What Options leaves open.
const (
	// DefaultAddr is reached from this machine only.
	DefaultAddr = "127.0.0.1:8080"
	// DefaultBodyLimit is far beyond any query that a person writes.
	DefaultBodyLimit = 1 << 20
	// DefaultGrace is how long a stopping server waits.
	DefaultGrace = 10 * time.Second
	// DefaultPersisted are the queries of some dozens of front ends.
	DefaultPersisted = 1000
	// DefaultKept holds some thousands of cards.
	DefaultKept = 32 << 20
	// DefaultStreams is how many subscribers there may be.
	DefaultStreams = 1000
	// DefaultKeepAlive is more often than proxies cut off what is silent.
	DefaultKeepAlive = 15 * time.Second
)

// Server answers over HTTP. It is an http.Handler, safe for concurrent use.
type Server struct {
	source   resolvers.Source
	api      *resolvers.API
	options  Options
	log      *slog.Logger
	metrics  *metrics
	handler  http.Handler
	stopping atomic.Bool
	versions versions
	streams  *streams
	origins  origins
	initWait time.Duration // tests wait less
}

// New gives the server over a store, which stays the caller's to close.
func New(source resolvers.Source, o Options) *Server {
	if o.Addr == "" {
		o.Addr = DefaultAddr
	}
	if o.BodyLimit == 0 {
		o.BodyLimit = DefaultBodyLimit
	}
	if o.Grace == 0 {
		o.Grace = DefaultGrace
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Persisted == 0 {
		o.Persisted = DefaultPersisted
	}
	if o.Kept == 0 {
		o.Kept = DefaultKept
	}
	if o.Streams == 0 {
		o.Streams = DefaultStreams
	}
	if o.KeepAlive == 0 {
		o.KeepAlive = DefaultKeepAlive
	}
	o.Upload, o.UploadFile, o.UploadFiles = cmp.Or(o.Upload, DefaultUpload), cmp.Or(o.UploadFile, DefaultUploadFile), cmp.Or(o.UploadFiles, DefaultUploadFiles)
	if o.Limits.Time == 0 {
		o.Limits.Time = resolvers.DefaultLimits().Time
	}
	s := &Server{source: source, options: o, log: o.Logger, api: resolvers.New(source, o.Limits, o.Logger),
		streams: newStreams(o.Streams), origins: newOrigins(o.Origins), initWait: initWait}
	s.api.Trust(o.Trusted)
	if o.Persisted > 0 {
		s.api.Persist(o.Persisted)
	}
	if o.Kept > 0 {
		s.api.Keep(o.Kept)
	}
	if o.Search != nil {
		s.api.Searching(o.Search)
	}
	if r, ok := source.(resolvers.Reviewer); ok {
		s.api.Allow(r, o.Token)
	}
	if o.Tokens != nil {
		s.api.Admit(o.Tokens)
	}
	if w, ok := source.(resolvers.Writer); ok && o.Jobs != nil {
		s.api.Write(w, o.Jobs)
		s.api.Demo(o.Demo)
	}
	s.versions.started = time.Now()
	s.metrics = newMetrics(source, s.streams)
	s.handler = s.around(compressed(s.origins.around(s.gate(s.routes()))))
	return s
}

// routes lists the addresses.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/graphql", s.graphql)
	mux.HandleFunc("GET /graphql/schema", s.schema)
	mux.Handle("GET /graphiql/", graphiql(graphiqlFiles))
	mux.HandleFunc("GET /graphiql", func(w http.ResponseWriter, r *http.Request) {
		to := url.URL{Path: "/graphiql/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusSeeOther)
	})
	mux.HandleFunc("GET /id/{id...}", s.linked)
	s.descriptions(mux)
	s.exports(mux)
	mux.HandleFunc("GET /healthz", s.healthy)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, s.options.Version+"\n") })
	web := website(pageFiles)
	mux.Handle("GET /{$}", s.front(pageFiles, web))
	mux.Handle("GET /assets/", web)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/", s.unknown)
	return mux
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// View is the state of the graph that the next request will see.
func (s *Server) View() *graph.View { return s.source.View() }

// healthy says that the process runs.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok\n") }

// ready says whether requests will be answered: the store is open, and the server is not
// stopping.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	if s.stopping.Load() || s.source.View() == nil {
		say(w, http.StatusServiceUnavailable, "not ready\n")
		return
	}
	say(w, http.StatusOK, "ready\n")
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
}
