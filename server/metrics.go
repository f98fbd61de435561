package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
)

// metrics counts what the server does, in a registry of its own.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	operations *prometheus.CounterVec
	kept       prometheus.Counter
}

func newMetrics(source resolvers.Source, open *streams) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rijksgraaf_http_requests_total", Help: "Requests answered, by route, method and status.",
		}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "rijksgraaf_http_request_seconds", Help: "Time that requests took, by route, in seconds.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route"}),
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rijksgraaf_graphql_operations_total", Help: "GraphQL operations, by the code of their first error; ok for none.",
		}, []string{"code"}),
		kept: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "rijksgraaf_graphql_kept_total", Help: "GraphQL operations among them that were answered as they had been before, without being run.",
		}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.operations, m.kept, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.gauges(source)
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "rijksgraaf_subscribers", Help: "Clients that are sent answers as they come."},
		func() float64 { return float64(open.count()) }))
	return m
}

// gauges tell how much the graph holds at the moment they are read.
func (m *metrics) gauges(source resolvers.Source) {
	for _, g := range []struct {
		name, help string
		of         func(graph.Statistics) int
	}{
		{"rijksgraaf_documents", "Documents in the graph.", func(s graph.Statistics) int { return s.Documents }},
		{"rijksgraaf_entities", "Entities in the graph.", func(s graph.Statistics) int { return s.Entities }},
		{"rijksgraaf_relations", "Relations in the graph.", func(s graph.Statistics) int { return s.Relations }},
		{"rijksgraaf_evidences", "Evidences in the graph.", func(s graph.Statistics) int { return s.Evidence }},
	} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: g.name, Help: g.help},
			func() float64 { return float64(g.of(source.View().Statistics())) }))
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// request counts one request under its route, so that addresses that nobody knows make
// no new series.
func (m *metrics) request(r *http.Request, status int, took time.Duration) {
	route, method := r.Pattern, r.Method
	if route == "" {
		route = "none"
	}
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodHead, http.MethodOptions:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	if !upgrades(r) { // a connection is no request, and lasts
		m.seconds.WithLabelValues(route).Observe(took.Seconds())
	}
}

// answered counts an operation by its answer.
func (m *metrics) answered(a *resolvers.Answer) {
	m.operation(a.Code())
	if a.Kept {
		m.kept.Inc()
	}
}

func (m *metrics) operation(code string) {
	if code == "" {
		code = "ok"
	}
	m.operations.WithLabelValues(code).Inc()
}
