package graph

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// figuresOf gives a source in which V/2 has these drafts of expenditure from 2013 on.
func figuresOf(id string, drafts ...int64) *figures.Source {
	s := &figures.Source{ID: id, File: "f.csv", SHA256: "0"}
	for i, n := range drafts {
		r := figures.Row{Line: i + 2, Year: 2013 + i, Kind: figures.Expenditure, Chapter: "V", ChapterName: "Buitenlandse Zaken", Number: "2", Name: "Veiligheid"}
		r.Amounts[0] = &n
		s.Rows = append(s.Rows, r)
	}
	return s
}

func draft(v *View, year int) int64 {
	f, ok := v.Figures().Lookup(figures.Key{Chapter: "V", Number: "2", Year: year, Kind: figures.Expenditure, Stage: figures.Draft})
	if !ok {
		return -1
	}
	return f.Thousands
}

func importFigures(t *testing.T, s *Store, source *figures.Source) FigureChange {
	t.Helper()
	c, err := s.ImportFigures(context.Background(), source)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFiguresAreKept: imported, replaced, read by the next process, deleted; a view that
// was taken before stays as it was.
func TestFiguresAreKept(t *testing.T) {
	for _, dir := range []string{Memory, filepath.Join(t.TempDir(), "graph")} {
		s := opened(t, dir, Options{})
		empty := s.View()
		if c := importFigures(t, s, figuresOf("figures/one", 10, 20)); !c.Changed || c.Replaced || c.Source != "figures/one" {
			t.Errorf("%+v", c)
		}
		if c := importFigures(t, s, figuresOf("figures/one", 10, 20)); c.Changed {
			t.Error("importing the same again changed something")
		}
		first := s.View()
		if c := importFigures(t, s, figuresOf("figures/one", 10, 21)); !c.Changed || !c.Replaced {
			t.Errorf("%+v", c)
		}
		importFigures(t, s, figuresOf("figures/two", 10))
		if len(empty.Figures().Sources()) != 0 || draft(first, 2014) != 20 || draft(s.View(), 2014) != 21 || len(s.View().Figures().Sources()) != 2 {
			t.Error("a view does not have the figures of its time")
		}
		put(t, s, generated(1, 5))
		if draft(s.View(), 2014) != 21 {
			t.Error("a document took the figures away")
		}
		if err := s.Verify(context.Background()); err != nil {
			t.Error(err)
		}
		if dir != Memory {
			s = reopen(t, s, dir)
			if draft(s.View(), 2014) != 21 || len(s.View().Figures().Sources()) != 2 {
				t.Error("the figures did not survive")
			}
		}
		if err := s.DeleteFigures(context.Background(), "figures/one"); err != nil {
			t.Fatal(err)
		}
		if draft(s.View(), 2014) != -1 || draft(s.View(), 2013) != 10 {
			t.Error("deleting one source took too little or too much")
		}
		if err := s.DeleteFigures(context.Background(), "figures/one"); model.CodeOf(err) != model.CodeNotFound {
			t.Error("deleting what is not there:", err)
		}
		if dir != Memory {
			s = reopen(t, s, dir)
			if len(s.View().Figures().Sources()) != 1 {
				t.Error("a deleted source came back")
			}
		}
		if err := s.Verify(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

func reopen(t *testing.T, s *Store, dir string) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return opened(t, dir, Options{})
}

// TestFiguresAreNoDocument: figures change nothing that the graph says of documents.
func TestFiguresAreNoDocument(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, generated(1, 5))
	before := s.View()
	importFigures(t, s, figuresOf("figures/one", 10, 20))
	after := s.View()
	if a, b := before.Statistics(), after.Statistics(); a.Entities != b.Entities || a.Documents != b.Documents || a.Relations != b.Relations || a.Quads != b.Quads {
		t.Errorf("statistics %+v became %+v", a, b)
	}
	var x, y strings.Builder
	if err := errors.Join(before.WriteNQuads(&x), after.WriteNQuads(&y)); err != nil || x.String() != y.String() {
		t.Error("the quads changed", err)
	}
	if after.Entity("budget-article/V/2") != nil && before.Entity("budget-article/V/2") == nil {
		t.Error("an article of the figures became an entity")
	}
}

func TestFiguresThatAreRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := opened(t, dir, Options{})
	importFigures(t, s, figuresOf("figures/one", 10, 20))
	ctx := context.Background()
	gone, cancel := context.WithCancel(ctx)
	cancel()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		source *figures.Source
		want   model.Code
	}{
		{"nothing", ctx, nil, model.CodeInvalid},
		{"no id", ctx, figuresOf("one", 1), model.CodeInvalid},
		{"an id that leads out of the store", ctx, figuresOf("figures/../../one", 1), model.CodeInvalid},
		{"a contradiction", ctx, figuresOf("figures/two", 11), model.CodeInvalid},
		{"no time", gone, figuresOf("figures/two", 10), model.CodeLimit},
	} {
		if _, err := s.ImportFigures(c.ctx, c.source); model.CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if list := s.View().Figures().Sources(); len(list) != 1 || draft(s.View(), 2013) != 10 {
		t.Errorf("a refused import left %d sources", len(list))
	}
	s = reopen(t, s, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	read := opened(t, dir, Options{ReadOnly: true})
	if _, err := read.ImportFigures(ctx, figuresOf("figures/two", 10)); model.CodeOf(err) != model.CodeReadOnly {
		t.Error("a read-only store:", err)
	}
	if err := read.DeleteFigures(ctx, "figures/one"); model.CodeOf(err) != model.CodeReadOnly || draft(read.View(), 2013) != 10 {
		t.Error("a read-only store:", err)
	}
}

// TestDamagedFigures: what is on disk is not trusted blindly, and a write that was killed
// leaves nothing that is read.
func TestDamagedFigures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := opened(t, dir, Options{})
	importFigures(t, s, figuresOf("figures/one", 10, 20))
	path := filepath.Join(dir, "figures", "one.json")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, "figures", ".one.json.123.tmp")
	write(t, left, "half of a")
	write(t, path, strings.Replace(string(good), "[20,", "[30,", 1))
	if err := s.Verify(context.Background()); model.CodeOf(err) != model.CodeCorrupt {
		t.Error("a file that was changed:", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(context.Background()); model.CodeOf(err) != model.CodeCorrupt || !strings.Contains(err.Error(), "figures/one") {
		t.Error("a file that is gone:", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text string
		want model.Code
	}{
		"cut":          {string(good[:len(good)/2]), model.CodeCorrupt},
		"empty":        {"", model.CodeCorrupt},
		"changed":      {strings.Replace(string(good), "[20,", "[30,", 1), model.CodeCorrupt},
		"of a newer":   {strings.Replace(string(good), `"format":1`, `"format":9`, 1), model.CodeVersion},
		"another's id": {string(encoded(t, figuresOf("figures/other", 1))), model.CodeCorrupt},
	} {
		write(t, path, c.text)
		s, err := Open(dir, Options{})
		if model.CodeOf(err) != c.want || !strings.Contains(err.Error(), "one.json") {
			t.Errorf("%s: %v", name, err)
		}
		if s != nil {
			_ = s.Close()
		}
	}
	write(t, path, string(good))
	s = opened(t, dir, Options{})
	if draft(s.View(), 2014) != 20 {
		t.Error("the file that was put back is not read")
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Error("what a killed write left behind is still there")
	}
}

// TestFiguresThatCannotBeWritten: a write that fails leaves what was there.
func TestFiguresThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := opened(t, dir, Options{})
	write(t, filepath.Join(dir, "figures"), "a file where a folder should be")
	if _, err := s.ImportFigures(context.Background(), figuresOf("figures/one", 10)); err == nil || !strings.Contains(err.Error(), "figures") {
		t.Error("no error:", err)
	}
	if len(s.View().Figures().Sources()) != 0 {
		t.Error("figures that were not written are in the view")
	}
}

func encoded(t *testing.T, s *figures.Source) []byte {
	t.Helper()
	data, err := figures.Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
