// Command gen derives code and documentation from ontology.yaml. Run it by
// `make generate` (or `go generate ./ontology`), in the ontology folder.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"unicode"

	"rijksgraaf/ontology"
)

// output is one file to write: its path relative to the module's root and its template.
type output struct {
	path string
	tmpl string
}

type data struct {
	Types      []ontology.FileType
	Predicates []ontology.FilePredicate
}

func main() {
	if err := run(".", ".."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(folder, root string) error {
	source := filepath.Join(folder, "ontology.yaml")
	raw, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	types, predicates, err := ontology.Parse("ontology.yaml", raw)
	if err != nil {
		return err
	}
	d := data{Types: types, Predicates: predicates}
	for _, o := range outputs() {
		t, err := template.New(o.path).Funcs(functions()).Parse(o.tmpl)
		if err != nil {
			return fmt.Errorf("%s: %w", o.path, err)
		}
		var b bytes.Buffer
		if err := t.Execute(&b, d); err != nil {
			return fmt.Errorf("%s: %w", o.path, err)
		}
		text := b.Bytes()
		if strings.HasSuffix(o.path, ".go") {
			if text, err = format.Source(text); err != nil {
				return fmt.Errorf("%s: %w", o.path, err)
			}
		}
		if err := os.WriteFile(filepath.Join(root, o.path), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func functions() template.FuncMap {
	return template.FuncMap{
		"kebab":     func(s string) string { return words(s, "-", strings.ToLower) },
		"screaming": func(s string) string { return words(s, "_", strings.ToUpper) },
		"title":     func(s string) string { return strings.ToUpper(s[:1]) + s[1:] },
		"join":      strings.Join,
		"anyType":   func(list []string) bool { return len(list) == 1 && list[0] == "any" },
		"same":      func(list []string) bool { return len(list) == 1 && list[0] == "same" },
		"out":       outOf,
		"in":        into,
		"sentence":  sentence,
	}
}

// words parts a CamelCase name into its words, joined by sep, each mapped by f.
func words(s, sep string, f func(string) string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteString(sep)
		}
		b.WriteRune(r)
	}
	return f(b.String())
}
