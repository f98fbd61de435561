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
}

// shooter asks with autocannon.
type shooter struct {
	node, web string
	sample    *apiSample
}

// bodies are the requests of a question, as they are sent.
func (q *apiQuery) bodies(text string, s *apiSample) ([]string, error) {
	out := make([]string, sampleSize)
	for i := range out {
		b, err := json.Marshal(map[string]any{"query": text, "variables": q.variables(s, i)})
		if err != nil {
			return nil, err
		}
		out[i] = string(b)
	}
	return out, nil
}

// shoot asks for a while over some connections. Error: an answer was not what it must be.
func (s *shooter) shoot(ctx context.Context, url string, q *apiQuery, text string, connections int, seconds float64) (got shot, err error) {
	bodies, err := q.bodies(text, s.sample)
	if err != nil {
		return got, err
	}
	order, err := json.Marshal(map[string]any{"url": url, "bodies": bodies, "connections": connections, "seconds": seconds})
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
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		return got, err
	}
	if got.Failed > 0 || got.Answers == 0 {
		return got, fmt.Errorf("%s at %d connections of %s: %d of %d answers failed", q.name, connections, url, got.Failed, got.Answers)
	}
	return got, nil
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
