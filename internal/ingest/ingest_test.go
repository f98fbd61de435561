package ingest_test

import (
	"context"
	"crypto/sha256"
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

// extraction is a document with an id that names one policy.
func extraction(id, policy string) *model.Extraction {
	text := policy + " is a policy.\n"
	words := []rune(policy)
	return &model.Extraction{
		Document: model.Document{Metadata: model.Metadata{ID: "document/" + id, Title: id, Pages: 2}, Text: text},
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

// bytesOf makes the bytes of a file of which a document with an id says one policy.
func bytesOf(id, policy string) []byte { return []byte(id + " " + policy) }

// extract reads what bytesOf made.
func extract(_ context.Context, _ sources.Source, data []byte) (*model.Extraction, error) {
	id, policy, _ := strings.Cut(string(data), " ")
	x := extraction(id, policy)
	x.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256(data))
	return x, nil
}

// record is a run whose outcomes are kept, one "file status" each.
func record(dir string, load func(path string) ([]byte, error)) (*ingest.Run, *[]string) {
	got := &[]string{}
	return &ingest.Run{Workers: 3, Extract: extract,
		Load: func(_ context.Context, s sources.Source) ([]byte, error) { return load(s.Path) },
		Open: func(create bool) (*graph.Store, error) { return graph.Open(dir, graph.Options{NoCreate: !create}) },
		Report: func(o ingest.Outcome) {
			status := string(o.Status)
			if o.Skipped {
				status += " skipped"
			}
			*got = append(*got, o.File+" "+status)
		}}, got
}

// plain makes every file a document of its name.
func plain(path string) ([]byte, error) { return bytesOf(path, "GBVS"), nil }

func TestStatuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	policy := "GBVS"
	load := func(path string) ([]byte, error) {
		if path == "bad" {
			return nil, &model.Error{Code: model.CodeInvalid, Message: "bad"}
		}
		if name, ok := strings.CutSuffix(path, "-2"); ok {
			return bytesOf(name, policy+"2"), nil
		}
		return bytesOf(strings.TrimSuffix(path, "2"), policy), nil
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
		run, got := record(dir, load)
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
	run, got := record(graph.Memory, plain)
	run.Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		x, err := extract(ctx, s, data)
		if s.Path == "odd" {
			x.Entities[0].Type = "Dragon"
		}
		return x, err
	}
	if _, err := run.Do(context.Background(), named("a", "odd", "b")); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a added", "odd failed", "b added"}; !slices.Equal(*got, want) {
		t.Errorf("got %v, want %v", *got, want)
	}
}

// TestPanic: a fault of ours in one document is that document's failure, and names it.
func TestPanic(t *testing.T) {
	run, _ := record(graph.Memory, plain)
	run.Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		if s.Path == "deep/odd.txt" {
			var none []int
			_ = none[len(data)]
		}
		return extract(ctx, s, data)
	}
	outcomes := map[string]ingest.Outcome{}
	run.Report = func(o ingest.Outcome) { outcomes[o.File] = o }
	s, err := run.Do(context.Background(), named("a", "deep/odd.txt", "b"))
	if err != nil || s.Added != 2 || s.Failed != 1 {
		t.Errorf("got %+v, %v, want two documents and one failure", s, err)
	}
	odd := outcomes["deep/odd.txt"].Err
	if model.CodeOf(odd) != model.CodeInternal || !strings.Contains(odd.Error(), "deep/odd.txt met a fault in the program") {
		t.Errorf("got %v, want INTERNAL with the file's name", odd)
	}
}

// TestNothingReadableMakesNoStore: and so leaves none behind.
func TestNothingReadableMakesNoStore(t *testing.T) {
	run, _ := record(graph.Memory, func(path string) ([]byte, error) { return nil, fmt.Errorf("%s is bad", path) })
	run.Open = func(create bool) (*graph.Store, error) {
		if create {
			t.Error("a store was made")
		}
		return nil, &model.Error{Code: model.CodeNotFound, Message: "no store"}
	}
	if s, err := run.Do(context.Background(), named("a", "b")); err != nil || s.Failed != 2 {
		t.Errorf("got %+v, %v, want two failed files", s, err)
	}
	run.Open = func(bool) (*graph.Store, error) { t.Error("the store was opened"); return nil, errors.New("no") }
	gone := sources.Source{Path: "gone", Err: errors.New("gone")}
	if s, err := run.Do(context.Background(), []sources.Source{gone}); err != nil || s.Failed != 1 {
		t.Errorf("got %+v, %v, want one failed file and no store opened", s, err)
	}
}

// TestStoreThatCannotBeOpened ends the run before anything is read, with the store's error.
func TestStoreThatCannotBeOpened(t *testing.T) {
	locked := &model.Error{Code: model.CodeLocked, Message: "locked"}
	run, got := record(graph.Memory, func(string) ([]byte, error) { t.Error("a file was read"); return nil, nil })
	run.Open = func(bool) (*graph.Store, error) { return nil, locked }
	if _, err := run.Do(context.Background(), named("a", "b")); !errors.Is(err, locked) || len(*got) != 0 {
		t.Errorf("got %v after %v, want %v after none", err, *got, locked)
	}
}

// TestStopped: what was reported before the stop is stored, and the error says how far it
// came and how to go on; going on does the rest.
func TestStopped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	ctx, stop := context.WithCancel(context.Background())
	run, got := record(dir, func(path string) ([]byte, error) {
		if path > "b" {
			<-ctx.Done() // or it might be in before the stop
		}
		return plain(path)
	})
	run.Version, run.Again = "1", "rijksgraaf ingest a b c d"
	report := run.Report
	run.Report = func(o ingest.Outcome) {
		report(o)
		if o.File == "b" {
			stop()
		}
	}
	_, err := run.Do(ctx, named("a", "b", "c", "d"))
	want := "ingest: stopped after 2 of 4 files (2 documents are in; go on with: rijksgraaf ingest a b c d)"
	if model.CodeOf(err) != model.CodeUnavailable || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if n := len(documents(t, dir)); n != 2 || len(*got) != 2 {
		t.Errorf("%d documents stored, %v reported, want 2 of each", n, *got)
	}
	run, got = record(dir, plain)
	run.Version = "1"
	if _, err := run.Do(context.Background(), named("a", "b", "c", "d")); err != nil {
		t.Fatal(err)
	}
	if want := []string{"a unchanged skipped", "b unchanged skipped", "c added", "d added"}; !slices.Equal(*got, want) {
		t.Errorf("going on: got %v, want %v", *got, want)
	}
}

// TestStoppedWhileWriting: a stop that comes while a document is on its way into the store
// lets it be finished, and drops those that are being read.
func TestStoppedWhileWriting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	ctx, stop := context.WithCancel(context.Background())
	run, got := record(dir, plain)
	open := run.Open
	run.Open = func(create bool) (*graph.Store, error) {
		if create {
			stop() // the first document is at hand, and the store must still be made for it
		}
		return open(create)
	}
	_, err := run.Do(ctx, named("a", "b", "c"))
	if err == nil || !strings.Contains(err.Error(), "stopped after 1 of 3 files (1 document is in") {
		t.Errorf("got %v, want that it stopped after the document at hand", err)
	}
	if want := []string{"a added"}; !slices.Equal(*got, want) || !slices.Equal(documents(t, dir), []string{"document/a"}) {
		t.Errorf("got %v and %v in the store, want %v", *got, documents(t, dir), want)
	}
}

// documents lists the ids in a store, which must be whole.
func documents(t *testing.T, dir string) []string {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := s.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	var out []string
	for _, d := range s.View().Documents(graph.DocumentFilter{}) {
		out = append(out, d.ID)
	}
	return out
}
