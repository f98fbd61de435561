package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// run runs a command line of bench and gives what it prints.
func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	c := command()
	c.SetArgs(args)
	c.SetOut(&out)
	c.SetErr(io.Discard)
	err := c.ExecuteContext(t.Context())
	return out.String(), err
}

// TestBothSidesAnswerAlike: what is timed finds the same in our store and in plain Cayley.
func TestBothSidesAnswerAlike(t *testing.T) {
	dir := t.TempDir()
	if out, err := run(t, "load", "--quads", "15000", dir); err != nil || !strings.Contains(out, `"bytesPerQuad"`) {
		t.Fatal(out, err)
	}
	ours, err := openOurs(filepath.Join(dir, "ours"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ours.close() }()
	plain, err := openPlain(filepath.Join(dir, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = plain.close() }()
	ids, err := sampled(dir, ours)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := sampled(dir, plain); err != nil || len(same) != len(ids) {
		t.Errorf("%d samples for the other side, not %d: %v", len(same), len(ids), err)
	}
	for i, reads := range [][2]func(id string) int{
		{ours.card, plain.card}, {ours.neighbours, plain.neighbours}, {ours.twoHops, plain.twoHops},
		{func(string) int { return ours.relations(readPredicate) }, func(string) int { return plain.relations(readPredicate) }},
		{func(string) int { return ours.typeCounts() }, func(string) int { return plain.typeCounts() }},
		{func(string) int { return ours.names("Organisation nummer 1") }, func(string) int { return plain.names("Organisation nummer 1") }},
	} {
		for _, id := range ids[:20] {
			if a, b := reads[0](id), reads[1](id); a != b || a == 0 {
				t.Errorf("read %d of %s finds %d in our store and %d in plain Cayley", i, id, a, b)
			}
		}
	}
}

func TestGenerateWritesAFileADocument(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if out, err := run(t, "generate", "--pages", "120", dir); err != nil || !strings.Contains(out, "120 pages") {
		t.Fatal(out, err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 1 {
		t.Error(files, err)
	}
}

func TestReadersMeetAWriter(t *testing.T) {
	out, err := run(t, "readers", "--quads", "1000", "--rounds", "1", "--for", "50ms", "--readers", "4", "--dir", t.TempDir())
	if err != nil || !strings.Contains(out, "p99 beside ingest by p99 alone") {
		t.Error(out, err)
	}
}

func TestIngestWithoutTheProgram(t *testing.T) {
	_, err := run(t, "ingest", "--pages", "1", "--program", filepath.Join(t.TempDir(), "none"))
	if err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("%v does not say what to do", err)
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	q := map[string]quantiles{}
	for _, name := range readNames {
		q[name] = quantiles{P50: 0.5, P99: 120}
	}
	if err := writeTable(&b, []measured{{Load: loading{Quads: 10}, Ours: reading{Reads: q}, Plain: reading{Reads: q}}}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines, want head, rule and two sides", len(lines))
	}
	for _, l := range lines {
		if strings.Count(l, "|") != strings.Count(lines[0], "|") {
			t.Errorf("%q has another number of cells than the head", l)
		}
	}
	if !strings.Contains(lines[2], "0.500 / 120") {
		t.Error(lines[2])
	}
}

func TestQuantile(t *testing.T) {
	var took []time.Duration
	for i := range 100 {
		took = append(took, time.Duration(100-i)*time.Millisecond)
	}
	if p50, p99 := quantile(took, .5), quantile(took, .99); p50 != 51 || p99 != 100 {
		t.Error(p50, p99)
	}
}
