package sources_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

func write(t *testing.T, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("tekst\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func paths(t *testing.T, root string, found []sources.Source) []string {
	t.Helper()
	var out []string
	for _, s := range found {
		rel, err := filepath.Rel(root, s.Path)
		if err != nil {
			t.Fatal(err)
		}
		if s.Err != nil {
			rel += "!" + string(model.CodeOf(s.Err))
		}
		out = append(out, filepath.ToSlash(rel))
	}
	return out
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	write(t, root, "b.txt", "a.TXT", "notes.md", ".hidden.txt", ".git/x.txt", "deep/er/c.txt", "named.dat", "none/readme.md")
	if err := os.Mkdir(filepath.Join(root, "void"), 0o755); err != nil {
		t.Fatal(err)
	}
	at := func(names ...string) []string {
		var out []string
		for _, n := range names {
			out = append(out, filepath.Join(root, n))
		}
		return out
	}
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"a folder in the order of its paths", at("."), []string{"a.TXT", "b.txt", "deep/er/c.txt"}},
		{"files in the order given, whatever they end in", at("named.dat", "b.txt", "a.TXT"), []string{"named.dat", "b.txt", "a.TXT"}},
		{"a bad argument among good ones", at("b.txt", "gone.txt", "a.TXT"), []string{"b.txt", "gone.txt!NOT_FOUND", "a.TXT"}},
		{"folders without documents", at("void", "none"), []string{"void!INVALID", "none!INVALID"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := paths(t, root, sources.Find(c.args)); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestErrorsNameTheArgument(t *testing.T) {
	root := t.TempDir()
	for _, arg := range []string{filepath.Join(root, "gone.txt"), root, os.DevNull} {
		found := sources.Find([]string{arg})
		if len(found) != 1 || found[0].Err == nil || !strings.Contains(found[0].Err.Error(), arg) {
			t.Errorf("%s: got %v, want one error that names it", arg, found)
		}
	}
}
