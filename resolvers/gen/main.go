// Command gen makes resolvers/generated from the schema: it runs gqlgen with gqlgen.yml
// and then lets lists be written one item after the other. Run it by `make generate`
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
		if err := inOrder(f); err != nil {
			return err
		}
	}
	return nil
}

// inOrder replaces gqlgen's way of writing lists, a goroutine for each item, by ours. It
// pays where an item waits for a database; here every read is from memory, and the
// goroutines cost a fifth of the requests a second. Files that know only gqlgen's own
// types (introspection) stay as they are.
func inOrder(file string) error {
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(`"rijksgraaf/resolvers/answer"`)) {
		return err
	}
	text = bytes.ReplaceAll(text, []byte("graphql.MarshalSliceConcurrently("), []byte("answer.MarshalSlice("))
	return os.WriteFile(file, text, 0o644)
}
