// Package architecture holds the tests of the picture in docs/architecture.md: which
// package may import which.
package architecture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "rijksgraaf/"

// std in a table says that only the standard library may be imported from outside the
// module; all says that every package may.
const (
	std = "std"
	all = "all"
)

// rule says what the packages of one folder may import. Folders below it keep to the same
// rule unless they have one of their own. A package may always import its own folder and
// those below it.
type rule struct {
	folder string
	// rooms are folders of this module, "all" for every one.
	rooms []string
	// modules are the import paths (or their beginnings) from outside the module that are
	// allowed besides the standard library; nil for any, [std] for none.
	modules []string
}

// table is the import table of docs/architecture.md.
func table() []rule {
	return []rule{
		{folder: "cmd", rooms: []string{all}},
		{folder: "model", modules: []string{std}},
		{folder: "ontology", rooms: []string{"model"}},
		{folder: "ontology/gen", rooms: []string{"model", "ontology"}},
		{folder: "document", rooms: []string{"model", "extract/lexicon"}},
		{folder: "document/pdfium"},
		{folder: "extract", rooms: []string{"model", "ontology", "document", "internal/turns"}},
		{folder: "extract/lexicon", rooms: []string{"model", "ontology"}},
		{folder: "figures", rooms: []string{"model"}},
		{folder: "graph", rooms: []string{"model", "ontology", "figures", "internal/generations", "internal/turns"}},
		{folder: "search", rooms: []string{"graph", "model", "ontology"}},
		{folder: "schema", modules: []string{std}},
		{folder: "resolvers", rooms: []string{"graph", "search", "figures", "model", "ontology", "schema", "internal/generations", "internal/jobs", "internal/tokens", "internal/ingest", "internal/sources"}},
		{folder: "export", rooms: []string{"graph", "figures", "model", "ontology"}},
		{folder: "server", rooms: []string{"resolvers", "graph", "search", "export", "model", "ontology", "schema", "web", "internal/jobs", "internal/tokens", "internal/sources"}},
		{folder: "eval", rooms: []string{"model"}},
		{folder: "web", modules: []string{std}},
		{folder: "testdata", modules: []string{std}},
		{folder: "internal/inorder", modules: []string{std}},
		{folder: "internal/sources", rooms: []string{"model"}},
		{folder: "internal/web", rooms: []string{"model"}},
		{folder: "internal/atomicfile", rooms: []string{"model"}},
		{folder: "internal/progress"},
		{folder: "internal/ingest", rooms: []string{"model", "document", "extract", "graph", "internal/atomicfile", "internal/inorder", "internal/sources"}},
		{folder: "internal/jobs", rooms: []string{"model", "graph", "internal/ingest", "internal/sources"}},
		{folder: "internal/remote", rooms: []string{"model", "internal/ingest"}, modules: []string{std}},
		{folder: "internal/tokens", rooms: []string{"model"}, modules: []string{std}},
		{folder: "internal/budgetgen", rooms: []string{"model", "extract/lexicon", "internal/turns"}},
		{folder: "internal/gcpace", modules: []string{std}},
		{folder: "internal/generations", modules: []string{std}},
		{folder: "internal/turns", modules: []string{std}},
		{folder: "internal/testpdf"},
		{folder: "internal/architecture", modules: []string{std}},
	}
}

// onlyHere are modules that stand for a technology, and the only folders that may know
// it: all else goes through them.
func onlyHere() map[string][]string {
	return map[string][]string{
		"github.com/cayleygraph/":    {"graph", "export", "cmd/bench"},
		"go.etcd.io/bbolt":           {"graph/bboltkv"},
		"github.com/blevesearch/":    {"search"},
		"github.com/99designs/":      {"resolvers", "server", "cmd/bench"},
		"github.com/spf13/cobra":     {"cmd"},
		"github.com/clipperhouse/":   {"extract", "document"},
		"github.com/goccy/go-yaml":   {"ontology", "extract"},
		"github.com/rogpeppe/":       {"cmd"},
		"github.com/schollz/":        {"internal/progress"},
		"github.com/bmatcuk/":        {"internal/sources"},
		"github.com/klippa-app/":     {"document/pdfium"},
		"github.com/tetratelabs/":    {"document/pdfium"},
		"codeberg.org/go-pdf/":       {"internal/testpdf"},
		"github.com/prometheus/":     {"server"},
		"github.com/coder/websocket": {"server"},
		"github.com/rs/cors":         {"server"},
		"github.com/vektah/gqlpars":  {"resolvers", "server", "schema", "cmd/bench"},
		"golang.org/x/net":           {"document"},
	}
}

// forbidden are folder names that say nothing about what is in them.
func forbidden() []string { return []string{"util", "utils", "common", "helpers", "pkg", "misc"} }

type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Incomplete   bool
	Error        *struct{ Err string }
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports,Error", "./...")
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal("go list:", err)
	}
	var list []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal("go list:", err)
		}
		list = append(list, p)
	}
	return list
}

// within says whether folder is top or lies below it.
func within(folder, top string) bool { return folder == top || strings.HasPrefix(folder, top+"/") }

// ruleFor gives the rule of the nearest folder above, and whether there is one.
func ruleFor(folder string) (rule, bool) {
	best, found := rule{}, false
	for _, r := range table() {
		if within(folder, r.folder) && len(r.folder) >= len(best.folder) {
			best, found = r, true
		}
	}
	return best, found
}

// offence says what is wrong with folder importing imported, "" when nothing is.
func offence(r rule, folder, imported string) string {
	if room, ok := strings.CutPrefix(imported, module); ok {
		return offendsRoom(r, room)
	}
	if !strings.Contains(strings.Split(imported, "/")[0], ".") {
		return "" // the standard library
	}
	for prefix, folders := range onlyHere() {
		if strings.HasPrefix(imported, prefix) && !slices.ContainsFunc(folders, func(f string) bool { return within(folder, f) }) {
			return "only " + strings.Join(folders, ", ") + " may"
		}
	}
	if slices.Equal(r.modules, []string{std}) {
		return "only the standard library may be"
	}
	return ""
}

func offendsRoom(r rule, room string) string {
	if within(room, r.folder) {
		return ""
	}
	for _, allowed := range r.rooms {
		if allowed == all || within(room, allowed) {
			return ""
		}
	}
	if len(r.rooms) == 0 {
		return "it may import no other room"
	}
	return "it may import " + strings.Join(r.rooms, ", ")
}

// TestImportTable fails for every import that the table does not allow.
func TestImportTable(t *testing.T) {
	for _, p := range packages(t) {
		folder := strings.TrimPrefix(p.ImportPath, module)
		r, ok := ruleFor(folder)
		if !ok {
			t.Errorf("%s is in no row of the import table", folder)
			continue
		}
		for _, imported := range p.Imports {
			if why := offence(r, folder, imported); why != "" {
				t.Errorf("%s imports %s: %s", folder, imported, why)
			}
		}
	}
}

// TestNames fails for a package whose name says nothing.
func TestNames(t *testing.T) {
	for _, p := range packages(t) {
		for _, part := range strings.Split(p.ImportPath, "/") {
			if slices.Contains(forbidden(), part) {
				t.Errorf("%s: a package should be named after what it knows, not %q", p.ImportPath, part)
			}
		}
	}
}

// TestTestingStaysInTests fails where code that is shipped imports the machinery of tests.
func TestTestingStaysInTests(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			if imported == "testing" || path.Base(imported) == "testscript" || strings.HasPrefix(imported, "pgregory.net/") {
				t.Errorf("%s imports %s outside its tests", p.ImportPath, imported)
			}
		}
	}
}

// TestTheCheckCanFail shows the check imports that must offend and ones that must not.
func TestTheCheckCanFail(t *testing.T) {
	for _, c := range []struct {
		folder, imported string
		offends          bool
	}{
		{"model", "rijksgraaf/ontology", true},
		{"model", "github.com/goccy/go-yaml", true},
		{"model", "encoding/json", false},
		{"document", "rijksgraaf/extract", true},
		{"extract", "rijksgraaf/graph", true},
		{"extract", "rijksgraaf/extract/rules", false},
		{"extract/rules", "rijksgraaf/extract/lexicon", false},
		{"graph", "go.etcd.io/bbolt", true},
		{"graph/bboltkv", "go.etcd.io/bbolt", false},
		{"graph", "rijksgraaf/server", true},
		{"resolvers/generated", "rijksgraaf/model", false},
		{"server", "rijksgraaf/extract", true},
		{"modelling", "rijksgraaf/model", true},
		{"server", "github.com/spf13/cobra", true},
		{"cmd/rijksgraaf", "rijksgraaf/server", false},
	} {
		t.Run(fmt.Sprintf("%s imports %s", c.folder, c.imported), func(t *testing.T) {
			r, ok := ruleFor(c.folder)
			got := !ok || offence(r, c.folder, c.imported) != ""
			if got != c.offends {
				t.Errorf("offends: %v, want %v", got, c.offends)
			}
		})
	}
}
