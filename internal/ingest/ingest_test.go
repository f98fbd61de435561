package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// extraction is a document named after its path that names one policy.
func extraction(path, policy string) *model.Extraction {
	text := policy + " is a policy.\n"
	words := []rune(policy)
	return &model.Extraction{
		Document: model.Document{Metadata: model.Metadata{ID: "document/" + path, Title: path, SHA256: path + policy, Pages: 1}, Text: text},
		Entities: []*model.Entity{{ID: "policy/" + strings.ToLower(policy), Type: model.TypePolicy, Label: policy, Aliases: []string{},
			Mentions: []model.Mention{{Span: model.Span{End: len(words)}, Text: policy}}}},
	}
}

func named(paths ...string) []sources.Source {
	var out []sources.Source
	for _, p := range paths {
		out = append(out, sources.Source{Path: p})
	}
	return out
}

// record is a run whose outcomes are kept, one "file status" each.
func record(dir string, extract func(string) (*model.Extraction, error)) (*ingest.Run, *[]string) {
	got := &[]string{}
	read := func(_ context.Context, s sources.Source) (*model.Extraction, error) { return extract(s.Path) }
	return &ingest.Run{Extract: read, Workers: 3,
		Open:   func() (*graph.Store, error) { return graph.Open(dir, graph.Options{}) },
		Report: func(o ingest.Outcome) { *got = append(*got, o.File+" "+string(o.Status)) }}, got
}

func TestStatuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	policy := "GBVS"
	extract := func(path string) (*model.Extraction, error) {
		if path == "bad" {
			return nil, &model.Error{Code: model.CodeInvalid, Message: "bad"}
		}
		if name, ok := strings.CutSuffix(path, "-2"); ok {
			return extraction(name, policy+"2"), nil
		}
		return extraction(strings.TrimSuffix(path, "2"), policy), nil
	}
	// A file ending in 2 is the document of the file without it; with other words when it
	// ends in -2.
	for _, step := range []struct {
		name, policy string
		dry          bool
		files, want  []string
	}{
		{"in order, past a bad one", "GBVS", false, []string{"b", "bad", "a"}, []string{"b added", "bad failed", "a added"}},
		{"again", "GBVS", false, []string{"b", "a", "c"}, []string{"b unchanged", "a unchanged", "c added"}},
		{"dry, with other words", "NAVO", true, []string{"b", "d"}, []string{"b changed", "d added"}},
		{"dry again: nothing was written", "NAVO", true, []string{"b", "d"}, []string{"b changed", "d added"}},
		{"dry, with the same words", "GBVS", true, []string{"b", "a"}, []string{"b unchanged", "a unchanged"}},
		{"with other words", "NAVO", false, []string{"b", "a"}, []string{"b changed", "a changed"}},
		{"one document twice", "NAVO", false, []string{"b", "b2"}, []string{"b unchanged", "b2 unchanged"}},
		{"two texts of one document", "NAVO", false, []string{"b", "b-2", "b"}, []string{"b unchanged", "b-2 failed", "b unchanged"}},
	} {
		policy = step.policy
		run, got := record(dir, extract)
		run.DryRun = step.dry
		s, err := run.Do(context.Background(), named(step.files...))
		if err != nil || !slices.Equal(*got, step.want) {
			t.Errorf("%s: got %v, %v, want %v", step.name, *got, err, step.want)
		}
		if n := s.Added + s.Changed + s.Unchanged; s.Documents != n || n+s.Failed != len(step.files) {
			t.Errorf("%s: the summary does not add up: %+v", step.name, s)
		}
	}
}

// TestOffTheOntology: an extraction that cannot be stored fails by itself.
func TestOffTheOntology(t *testing.T) {
	run, got := record(graph.Memory, func(path string) (*model.Extraction, error) {
		x := extraction(path, "GBVS")
		if path == "odd" {
			x.Entities[0].Type = "Dragon"
		}
		return x, nil
	})
	if _, err := run.Do(context.Background(), named("a", "odd", "b")); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a added", "odd failed", "b added"}; !slices.Equal(*got, want) {
		t.Errorf("got %v, want %v", *got, want)
	}
}

// TestNothingReadableOpensNoStore: and so leaves none behind.
func TestNothingReadableOpensNoStore(t *testing.T) {
	run, _ := record(graph.Memory, func(path string) (*model.Extraction, error) { return nil, fmt.Errorf("%s is bad", path) })
	run.Open = func() (*graph.Store, error) { t.Error("the store was opened"); return nil, errors.New("no") }
	if s, err := run.Do(context.Background(), named("a", "b")); err != nil || s.Failed != 2 {
		t.Errorf("got %+v, %v, want two failed files", s, err)
	}
}

// TestStoreThatCannotBeOpened ends the run at the first document, with the store's error.
func TestStoreThatCannotBeOpened(t *testing.T) {
	locked := &model.Error{Code: model.CodeLocked, Message: "locked"}
	run, got := record(graph.Memory, func(path string) (*model.Extraction, error) { return extraction(path, "GBVS"), nil })
	run.Open = func() (*graph.Store, error) { return nil, locked }
	if _, err := run.Do(context.Background(), named("a", "b")); !errors.Is(err, locked) || len(*got) != 0 {
		t.Errorf("got %v after %v, want %v after none", err, *got, locked)
	}
}

// TestStopped: what was reported before the stop is stored, and the error says how far it came.
func TestStopped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	ctx, stop := context.WithCancel(context.Background())
	run, got := record(dir, func(path string) (*model.Extraction, error) { return extraction(path, "GBVS"), nil })
	report := run.Report
	run.Report = func(o ingest.Outcome) {
		report(o)
		if o.File == "b" {
			stop()
		}
	}
	_, err := run.Do(ctx, named("a", "b", "c", "d"))
	if model.CodeOf(err) != model.CodeUnavailable || !strings.Contains(err.Error(), "stopped after 2 of 4 files") {
		t.Errorf("got %v, want that it stopped after 2 of 4 files", err)
	}
	s, err := graph.Open(dir, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if n := len(s.View().Documents(graph.DocumentFilter{})); n != 2 || len(*got) != 2 {
		t.Errorf("%d documents stored, %v reported, want 2 of each", n, *got)
	}
}
