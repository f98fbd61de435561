package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// counted makes a run count how often it extracts.
func counted(run *ingest.Run) *atomic.Int32 {
	calls := &atomic.Int32{}
	extract := run.Extract
	run.Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		calls.Add(1)
		return extract(ctx, s, data)
	}
	return calls
}

// TestSkipped: what is in is not extracted again, as long as nothing changed that it
// depends on.
func TestSkipped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	policy := map[string]string{"a": "GBVS", "b": "GBVS", "deep/a": "GBVS"}
	load := func(path string) ([]byte, error) { return bytesOf(filepath.Base(path), policy[path]), nil }
	for _, step := range []struct {
		name     string
		version  string
		change   func(*ingest.Run)
		files    []string
		want     []string
		extracts int32
	}{
		{"the first time", "1", nil, []string{"a", "b"}, []string{"a added", "b added"}, 2},
		{"again", "1", nil, []string{"a", "b"}, []string{"a unchanged skipped", "b unchanged skipped"}, 0},
		{"dry", "1", func(r *ingest.Run) { r.DryRun = true }, []string{"a"}, []string{"a unchanged skipped"}, 0},
		{"the same file in another folder", "1", nil, []string{"deep/a"}, []string{"deep/a unchanged skipped"}, 0},
		{"other bytes", "1", func(*ingest.Run) { policy["b"] = "NAVO" }, []string{"a", "b"}, []string{"a unchanged skipped", "b changed"}, 1},
		{"which are then known", "1", nil, []string{"b"}, []string{"b unchanged skipped"}, 0},
		{"another version", "2", nil, []string{"a", "b"}, []string{"a unchanged", "b unchanged"}, 2},
		{"which is then known", "2", nil, []string{"a", "b"}, []string{"a unchanged skipped", "b unchanged skipped"}, 0},
		{"the version before", "1", nil, []string{"a"}, []string{"a unchanged"}, 1},
		{"no version", "", nil, []string{"a"}, []string{"a unchanged"}, 1},
		{"after no version", "1", nil, []string{"a"}, []string{"a unchanged"}, 1},
		{"forced, in a dry run", "2", func(r *ingest.Run) { r.Force, r.DryRun = true, true }, []string{"b"}, []string{"b unchanged"}, 1},
		{"which forgets nothing", "2", nil, []string{"b"}, []string{"b unchanged skipped"}, 0},
		{"forced", "2", func(r *ingest.Run) { r.Force = true }, []string{"a"}, []string{"a unchanged"}, 1},
		{"which forgets what was not read", "2", nil, []string{"a", "b"}, []string{"a unchanged skipped", "b unchanged"}, 1},
		{"removed from the store", "2", func(*ingest.Run) { remove(t, dir, "document/a") }, []string{"a", "b"}, []string{"a added", "b unchanged skipped"}, 1},
		{"without its ledger", "2", func(*ingest.Run) { damage(t, dir, nil) }, []string{"a"}, []string{"a unchanged"}, 1},
		{"with a ledger cut off in a line", "2", func(*ingest.Run) { damage(t, dir, []byte(`{"document":"document/a","fi`)) }, []string{"a"}, []string{"a unchanged"}, 1},
		{"which is mended", "2", nil, []string{"a"}, []string{"a unchanged skipped"}, 0},
	} {
		run, got := record(dir, load)
		run.Version = step.version
		calls := counted(run)
		if step.change != nil {
			step.change(run)
		}
		s, err := run.Do(context.Background(), named(step.files...))
		if err != nil || !slices.Equal(*got, step.want) || calls.Load() != step.extracts {
			t.Errorf("%s: got %v after %d extractions, %v; want %v after %d", step.name, *got, calls.Load(), err, step.want, step.extracts)
		}
		if n := strings.Count(strings.Join(*got, ","), "skipped"); s.Skipped != n || s.Pages != 2*len(step.files) {
			t.Errorf("%s: the summary is %+v", step.name, s)
		}
	}
}

func remove(t *testing.T, dir, document string) {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Delete(context.Background(), document); err != nil {
		t.Fatal(err)
	}
}

// damage puts other bytes in the place of the ledger; none for no ledger.
func damage(t *testing.T, dir string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, "read.jsonl")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if data == nil {
		return
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestNamesOfFiles: a document that has its id from its file is another one under another
// name; one that names itself is the same whatever its file is called.
func TestNamesOfFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	run, got := record(dir, func(string) ([]byte, error) { return bytesOf("x", "GBVS"), nil })
	run.Version = "1"
	run.Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		x, err := extract(ctx, s, data)
		x.Document.ID = "document/" + strings.NewReplacer(":", "-", "/", "-", "?", "-", "=", "-").Replace(s.Path)
		return x, err
	}
	page, other := "https://a.example/kst?id=1", "https://b.example/kst?id=1"
	for _, files := range [][]string{{"a", "b", page}, {"a", "b", page, other}} {
		if _, err := run.Do(context.Background(), named(files...)); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"a added", "b added", page + " added", "a unchanged skipped", "b unchanged skipped", page + " unchanged skipped",
		other + " added"}; !slices.Equal(*got, want) {
		t.Errorf("named by their files: got %v, want %v", *got, want)
	}
	run, got = record(filepath.Join(t.TempDir(), "graph"), func(string) ([]byte, error) { return bytesOf("x", "GBVS"), nil })
	run.Version = "1"
	run.Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		x, err := extract(ctx, s, data)
		x.Document.Dossier = "36 360"
		return x, err
	}
	for _, file := range []string{"a", "b"} {
		if _, err := run.Do(context.Background(), named(file)); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"a added", "b unchanged skipped"}; !slices.Equal(*got, want) {
		t.Errorf("named by itself: got %v, want %v", *got, want)
	}
}

// TestTwoTextsOneKnown: the rule that a run takes one text of a document holds for one
// that was skipped as well, whichever comes first.
func TestTwoTextsOneKnown(t *testing.T) {
	for _, files := range [][]string{{"old", "new"}, {"new", "old"}} {
		dir := filepath.Join(t.TempDir(), "graph")
		load := func(path string) ([]byte, error) { return bytesOf("x", path), nil }
		run, got := record(dir, load)
		run.Version = "1"
		for _, list := range [][]string{{"old"}, files} {
			if _, err := run.Do(context.Background(), named(list...)); err != nil {
				t.Fatal(err)
			}
		}
		if last := (*got)[2]; last != files[1]+" failed" {
			t.Errorf("%v: got %v, want the second to fail", files, *got)
		}
	}
}

// TestLedgerThatCannotBeWritten: the documents are in, and the run says what is not.
func TestLedgerThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	run, _ := record(dir, plain)
	run.Version = "1"
	if err := os.MkdirAll(filepath.Join(dir, "read.jsonl"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := run.Do(context.Background(), named("a"))
	if model.CodeOf(err) != model.CodeReadOnly || !strings.Contains(err.Error(), "read.jsonl cannot be written") {
		t.Errorf("got %v, want that the ledger cannot be written", err)
	}
	if got := documents(t, dir); len(got) != 1 {
		t.Errorf("the store holds %v, want one document", got)
	}
}
