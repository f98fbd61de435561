package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
)

// shot is what a client met that asked one question of one side.
type shot struct {
	PerSecond float64 `json:"perSecond"`
	P50       float64 `json:"p50"` // milliseconds
	P99       float64 `json:"p99"`
	Answers   int     `json:"answers"`
	Bytes     float64 `json:"bytes"` // of an answer, headers included
	Failed    int     `json:"failed"`
	// Kept is what part of the answers the server had kept; only ours tells.
	Kept float64 `json:"kept"`
}

// shooter asks with autocannon.
type shooter struct {
	node, web string
	sample    *apiSample
	asked     map[string]int // how far a side has come with the different requests of a question
}

// manyPerSecond is for how many requests a second there are different ones.
const manyPerSecond = 25_000

// bodies are the 200 requests of a question that are asked again and again, as they are sent.
func (q *apiQuery) bodies(text string, s *apiSample) ([]string, error) {
	return inBodies(text, sampleSize, func(n int) map[string]any { return q.variables(s, n) })
}

// different gives as many different requests as may be wanted, from where the side has come to:
// they begin again only when all there are were asked.
func (s *shooter) different(side *apiSide, q *apiQuery, seconds float64) ([]string, error) {
	all, text := q.all(s.sample), side.text(q)
	n, from := min(len(all), int(manyPerSecond*seconds)), s.asked[side.name+" "+q.name]
	return inBodies(text, n, func(i int) map[string]any { return map[string]any{q.about: all[(from+i)%len(all)]} })
}

// inBodies writes n requests.
func inBodies(text string, n int, variables func(int) map[string]any) ([]string, error) {
	out := make([]string, n)
	for i := range out {
		b, err := json.Marshal(map[string]any{"query": text, "variables": variables(i)})
		if err != nil {
			return nil, err
		}
		out[i] = string(b)
	}
	return out, nil
}

// shoot asks a side for a while over some connections, 200 requests again and again or, apart,
// ones that are all different. Error: an answer was not what it must be.
func (s *shooter) shoot(ctx context.Context, side *apiSide, q *apiQuery, apart bool, connections int, seconds float64) (got shot, err error) {
	var bodies []string
	if apart {
		bodies, err = s.different(side, q, seconds)
	} else {
		bodies, err = q.bodies(side.text(q), s.sample)
	}
	if err != nil {
		return got, err
	}
	before := keptBy(ctx, side)
	if got, err = s.cannon(ctx, map[string]any{"url": side.url, "bodies": bodies, "apart": apart, "connections": connections, "seconds": seconds}, seconds); err != nil {
		return got, err
	}
	if got.Failed > 0 || got.Answers == 0 {
		return got, fmt.Errorf("%s at %d connections of %s: %d of %d answers failed", q.name, connections, side.url, got.Failed, got.Answers)
	}
	if apart { // a connection may have come further than the others
		s.asked[side.name+" "+q.name] += got.Answers*5/4 + connections
	}
	got.Kept = min(1, (keptBy(ctx, side)-before)/float64(got.Answers))
	return got, nil
}

// keptBy is how many answers a side has given as it had before; 0 where it does not count them.
func keptBy(ctx context.Context, side *apiSide) float64 {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(side.url, "/graphql")+"/metrics", nil)
	if err != nil || side.name != "ours" {
		return 0
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer func() { _ = resp.Body.Close() }()
	for line := range linesOf(resp.Body) {
		var n float64
		if _, err := fmt.Sscanf(line, "rijksgraaf_graphql_kept_total %g", &n); err == nil {
			return n
		}
	}
	return 0
}

// cannon runs autocannon for some seconds.
func (s *shooter) cannon(ctx context.Context, what map[string]any, seconds float64) (got shot, err error) {
	order, err := json.Marshal(what)
	if err != nil {
		return got, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Duration(seconds*float64(time.Second))+time.Minute)
	defer cancel()
	node, err := filepath.Abs(s.node)
	if err != nil {
		return got, err
	}
	cmd := exec.CommandContext(ctx, node, "shoot.mjs")
	cmd.Dir, cmd.Stdin = s.web, bytes.NewReader(order)
	out, err := finish(cmd)
	if err != nil {
		return got, err
	}
	return got, json.Unmarshal([]byte(out), &got)
}

// ask gives the data that answers one request.
func ask(ctx context.Context, url, body string) (map[string]any, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var a struct {
		Data   map[string]any
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	if len(a.Errors) > 0 {
		return nil, errors.New(a.Errors[0].Message)
	}
	return a.Data, nil
}

// agree asks all sides the same and compares what they answer.
func (s *shooter) agree(ctx context.Context, q *apiQuery, sides []*apiSide) error {
	for n := range min(sampleSize, 40) {
		var first any
		for i, side := range sides {
			text := side.text(q)
			if text == "" {
				continue
			}
			bodies, err := q.bodies(text, s.sample)
			if err != nil {
				return err
			}
			data, err := ask(ctx, side.url, bodies[n])
			if err != nil {
				return fmt.Errorf("%s, of %s: %w", q.name, side.name, err)
			}
			if q.same != nil {
				q.same(data)
			}
			if i == 0 {
				first = data
			} else if !reflect.DeepEqual(first, any(data)) {
				return fmt.Errorf("%s: %s and %s answer %v differently:\n%s\n%s", q.name, sides[0].name, side.name,
					q.variables(s.sample, n), differing(inJSON(first), inJSON(data)), differing(inJSON(data), inJSON(first)))
			}
		}
	}
	return nil
}

func inJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// differing gives a from shortly before the place where it leaves b.
func differing(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-100):min(len(a), i+300)]
}

// unordered sorts a list whose order says nothing.
func unordered(list []any) []any {
	slices.SortFunc(list, func(a, b any) int { return strings.Compare(inJSON(a), inJSON(b)) })
	return list
}
