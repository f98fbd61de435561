package sources

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"rijksgraaf/model"
)

// Unique gives the sources without those that an earlier one already is: the same file by
// another path, or the same argument twice. The order stays.
func Unique(list []Source) []Source {
	seen := make(map[string]bool, len(list))
	var out []Source
	for _, s := range list {
		key := identity(s.Path)
		if !seen[key] {
			seen[key] = true
			out = append(out, s)
		}
	}
	return out
}

// identity is the same for two paths of one file. Hard links are two files.
func identity(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// isPattern says whether an argument that names no file may be a pattern.
func isPattern(arg string) bool { return strings.ContainsAny(arg, "*?[{") }

// glob lists what a pattern matches, in the order of the paths: files, and the documents
// in folders that it matches. Where the pattern does not say in what files end, only
// documents are taken. Hidden files and folders are passed over.
func glob(pattern string) []Source {
	if !doublestar.ValidatePathPattern(pattern) {
		return noMatch(pattern, model.CodeInvalid, "is no pattern", "write * ? [a-z] {a,b} or **, and close every bracket")
	}
	base, rest := doublestar.SplitPattern(filepath.ToSlash(filepath.Clean(pattern)))
	root := filepath.FromSlash(base)
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		return noMatch(pattern, model.CodeNotFound, "matches nothing", fmt.Sprintf("there is no folder %s", root))
	}
	g := globber{root: inside(root), pattern: rest, anyEnding: endingOf(rest) != ""}
	if err := filepath.WalkDir(g.root, g.visit); err != nil {
		return []Source{{Path: pattern, Err: unreadable(root, err)}}
	}
	switch {
	case len(g.found) > 0:
		return g.found
	case g.matched:
		return noMatch(pattern, model.CodeInvalid, "matches no documents", "looked for files ending in "+strings.Join(Extensions(), ", "))
	}
	return noMatch(pattern, model.CodeNotFound, "matches nothing", "check the path; ** stands for any folders")
}

func noMatch(pattern string, code model.Code, message, hint string) []Source {
	return []Source{{Path: pattern, Err: &model.Error{Code: code, Op: "read", Message: pattern + " " + message, Hint: hint}}}
}

// endingOf gives the ending that a pattern asks for; "" when it leaves that open.
func endingOf(pattern string) string {
	ext := filepath.Ext(pattern)
	if strings.ContainsAny(ext, "*?[]/") {
		return ""
	}
	return ext
}

// globber collects what a pattern matches below a folder.
type globber struct {
	root, pattern string
	// anyEnding takes files whatever they end in: the pattern has said it.
	anyEnding bool
	found     []Source
	// matched says that something matched, be it a document or not.
	matched bool
}

func (g *globber) visit(path string, d fs.DirEntry, err error) error {
	name, failed := filepath.Rel(g.root, path)
	switch {
	case failed != nil:
		return failed
	case err != nil:
		g.found = append(g.found, Source{Path: path, Err: unreadable(path, err)})
		return skipFolder(d)
	case path != g.root && strings.HasPrefix(d.Name(), "."):
		return skipFolder(d)
	}
	matches := doublestar.MatchUnvalidated(g.pattern, filepath.ToSlash(name))
	switch {
	case matches && d.IsDir():
		g.found = append(g.found, documentsIn(path)...)
		g.matched = true
		return fs.SkipDir
	case matches && (g.anyEnding || isDocument(d.Name())):
		g.found = append(g.found, find(path)...)
	case matches:
		g.matched = true
	case d.IsDir() && path != g.root && !g.reaches(name):
		return fs.SkipDir
	}
	return nil
}

// reaches says whether the pattern can match below a folder: with ** at any depth, else no
// deeper than it has parts.
func (g *globber) reaches(folder string) bool {
	return strings.Contains(g.pattern, "**") || strings.Count(filepath.ToSlash(folder), "/") < strings.Count(g.pattern, "/")
}

func skipFolder(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}
