// Command gen makes resolvers/generated from the schema: it runs gqlgen with gqlgen.yml
// and then fits its code to answers that are all in memory. Run it by `make generate`
// (or `go generate ./resolvers`).
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := run(".."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	if err := os.Chdir(root); err != nil {
		return err
	}
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	if err := api.Generate(cfg); err != nil {
		return err
	}
	files, err := filepath.Glob("resolvers/generated/*.go")
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := tune(f); err != nil {
			return err
		}
	}
	return nil
}

// tune fits a generated file to answers that are all in memory. Files that know only
// gqlgen's own types (introspection) stay as they are.
func tune(file string) error {
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(`"rijksgraaf/resolvers/answer"`)) {
		return err
	}
	return os.WriteFile(file, withoutDefer(inOrder(text)), 0o644)
}

// inOrder replaces gqlgen's way of writing lists, a goroutine for each item, by ours. It
// pays where an item waits for a database; here the goroutines cost a fifth of the
// requests a second.
func inOrder(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte("graphql.MarshalSliceConcurrently("), []byte("answer.MarshalSlice("))
}

// withoutDefer leaves out, for each object, what @defer would need. Only fields that run
// concurrently can be deferred, and no object of this file has one; the directive is
// then answered at once, as its specification allows.
func withoutDefer(text []byte) []byte {
	if bytes.Contains(text, []byte("deferred.Defers[")) {
		return text
	}
	return bytes.ReplaceAll(text, []byte("deferred := graphql.NewDeferredGroup(ctx)"), []byte("var deferred graphql.DeferredGroup"))
}
