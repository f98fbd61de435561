// Command gen makes resolvers/generated from the schema: it runs gqlgen with gqlgen.yml
// and then fits its code to answers that are all in memory. Run it by `make generate`
// (or `go generate ./resolvers`).
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

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
	return os.WriteFile(file, leaves(withoutDefer(inOrder(text))), 0o644)
}

// A field as gqlgen has it answered, up to what it gives, and what follows.
const (
	fieldHead = `graphql\.ResolveField(\(\n\t\tctx,\n\t\tec\.OperationContext,\n\t\tfield,\n\t\tfunc\(ctx context\.Context, field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\) \{\n[^\n]*\n\t\t\},\n)` +
		`\t\tfunc\(ctx context\.Context\) \(any, error\) \{\n`
	fieldTail = `\t\t\},\n\t\tnil,\n(\t\tfunc\(ctx context\.Context, selections ast\.SelectionSet, v (string|int|bool|\[\]string|model\.EntityType|model\.Predicate)\) graphql\.Marshaler \{\n[^\n]*\n\t\t\},\n)` +
		`\t\ttrue,\n\t\t(?:true|false),\n`
)

// leafForms are the fields that cannot fail and hold no others, with what becomes of them:
// a value that is always there, one that may be missing, one with an argument.
var leafForms = []struct {
	pattern *regexp.Regexp
	becomes string
}{
	{regexp.MustCompile(fieldHead + `\t\t\treturn ([^\n]*), nil\n` + fieldTail),
		"answer.Leaf${1}\t\tfunc() $4 { return $2 },\n$3"},
	{regexp.MustCompile(fieldHead + `\t\t\tv, ok := ([^\n]*)\n\t\t\tif !ok \{\n\t\t\t\treturn nil, nil\n\t\t\t\}\n\t\t\treturn v, nil\n` + fieldTail),
		"answer.LeafIf${1}\t\tfunc() ($4, bool) { return $2 },\n$3"},
}

// leafWith is a leaf with arguments, of an object that has the operation's Reader.
var leafWith = regexp.MustCompile(`func \(ec \*executionContext\) _(\w+)\(ctx context\.Context, field graphql\.CollectedField, obj \*answer\.\w+\) \(ret graphql\.Marshaler\) \{\n\treturn ` +
	fieldHead + `\t\t\tfc := graphql\.GetFieldContext\(ctx\)\n\t\t\treturn (obj\.[^\n]*), nil\n` + fieldTail)

// leaves has the fields answered at once that end a branch of the answer and cannot fail.
// gqlgen makes a context for each first, which only errors ask for.
func leaves(text []byte) []byte {
	for _, f := range leafForms {
		text = f.pattern.ReplaceAll(text, []byte(f.becomes))
	}
	return leafWith.ReplaceAllFunc(text, func(found []byte) []byte {
		parts := leafWith.FindSubmatch(found)
		if bytes.Contains(parts[1], []byte("Info_")) { // of the ontology: not read from the graph
			return found
		}
		head, _, _ := bytes.Cut(found, []byte("\treturn graphql.ResolveField"))
		return fmt.Appendf(nil, "%s\treturn answer.LeafWith%s\t\tobj.Reader(),\n\t\tfunc() (map[string]any, error) {\n\t\t\treturn ec.field_%s_args(ctx, field.ArgumentMap(ec.Variables))\n\t\t},\n\t\tfunc(args map[string]any) %s { return %s },\n%s",
			head, parts[2], parts[1], parts[5], bytes.ReplaceAll(parts[3], []byte("fc.Args["), []byte("args[")), parts[4])
	})
}

// inOrder replaces gqlgen's way of writing lists, a goroutine for each item, by ours. It
// pays where an item waits for a database; here the goroutines cost a fifth of the
// requests a second.
func inOrder(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte("graphql.MarshalSliceConcurrently("), []byte("answer.MarshalSlice("))
}

// together are the fields of an object of which none runs concurrently.
var together = regexp.MustCompile(`graphql\.NewFieldSet\(fields\)(\n\tvar deferred graphql\.DeferredGroup\n)`)

// withoutDefer leaves out, for each object, what @defer would need. Only fields that run
// concurrently can be deferred, and no object of this file has one; the directive is
// then answered at once, as its specification allows.
func withoutDefer(text []byte) []byte {
	if bytes.Contains(text, []byte("deferred.Defers[")) {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("deferred := graphql.NewDeferredGroup(ctx)"), []byte("var deferred graphql.DeferredGroup"))
	if bytes.Contains(text, []byte("out.ResolveRootConcurrently(")) {
		return text
	}
	return together.ReplaceAll(text, []byte("answer.NewFields(fields)$1"))
}
