package sources_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/internal/sources"
)

func TestPatterns(t *testing.T) {
	root := t.TempDir()
	write(t, root, "top.txt", "2023/a.txt", "2023/b.TXT", "2023/notes.md", "2023/deep/er/c.txt", "2024/a.txt", "2024/.x/h.txt",
		"2024/.h.txt", "named[1].txt", "bare/readme", "odd/x.dat")
	t.Chdir(root)
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"*.txt", []string{"named[1].txt", "top.txt"}},
		{"2023/*.txt", []string{"2023/a.txt"}},
		{"*/a.txt", []string{"2023/a.txt", "2024/a.txt"}},
		{"**/*.txt", []string{"2023/a.txt", "2023/deep/er/c.txt", "2024/a.txt", "named[1].txt", "top.txt"}},
		{"202[3-4]/{a,b}.{txt,TXT}", []string{"2023/a.txt", "2023/b.TXT", "2024/a.txt"}},
		{"2023/**", []string{"2023/a.txt", "2023/b.TXT", "2023/deep/er/c.txt"}},
		{"2023/*", []string{"2023/a.txt", "2023/b.TXT", "2023/deep/er/c.txt"}},
		{"202?", []string{"2023/a.txt", "2023/b.TXT", "2023/deep/er/c.txt", "2024/a.txt"}},
		{"*/*.dat", []string{"odd/x.dat"}},
		{"./2024/*.txt", []string{"2024/a.txt"}},
		{"named[1].txt", []string{"named[1].txt"}},
		{"*.pdf", []string{"*.pdf!NOT_FOUND"}},
		{"gone/*.txt", []string{"gone/*.txt!NOT_FOUND"}},
		{"bare/*", []string{"bare/*!INVALID"}},
		{"bar*", []string{"bar*!INVALID"}},
		{"[", []string{"[!INVALID"}},
		{"2023/[a", []string{"2023/[a!INVALID"}},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			if got := paths(t, ".", sources.Find([]string{c.pattern})); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	whole := filepath.Join(root, "2023", "**", "*.txt")
	if got, want := paths(t, root, sources.Find([]string{whole})), []string{"2023/a.txt", "2023/deep/er/c.txt"}; !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", whole, got, want)
	}
	for pattern, words := range map[string]string{
		"*.pdf": "matches nothing", "gone/*.txt": "there is no folder gone", "bare/*": "looked for files ending in", "[": "every bracket",
	} {
		if err := sources.Find([]string{pattern})[0].Err; !strings.Contains(err.Error(), pattern) || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: got %v, want that it names the pattern and says %q", pattern, err, words)
		}
	}
}

// TestLinkedFolder: a folder that is a link is searched as the folder that it leads to.
func TestLinkedFolder(t *testing.T) {
	root := t.TempDir()
	write(t, root, "real/a.txt")
	if err := os.Symlink("real", filepath.Join(root, "link")); err != nil {
		t.Skip("no links here:", err)
	}
	for _, arg := range []string{"link", "link/*.txt"} {
		if got, want := paths(t, root, sources.Find([]string{filepath.Join(root, arg)})), []string{"link/a.txt"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arg, got, want)
		}
	}
}

func TestUnique(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.txt", "b.txt", "deep/c.txt")
	t.Chdir(root)
	if err := os.Symlink("a.txt", "link.txt"); err != nil {
		t.Skip("no links here:", err)
	}
	args := []string{"b.txt", "deep/../b.txt", "./a.txt", "link.txt", ".", filepath.Join(root, "deep"), "gone.txt", "gone.txt"}
	want := []string{"b.txt", "a.txt", "deep/c.txt", "gone.txt!NOT_FOUND"}
	if got := paths(t, ".", sources.Unique(sources.Find(args))); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := sources.Find([]string{"a.txt", "a.txt"}); len(got) != 2 {
		t.Errorf("Find gave %d sources, want both: only Unique drops one", len(got))
	}
}
