// Package schema holds the GraphQL schema in its definition language: written by hand,
// save ontology.graphqls, which is generated from the ontology.
package schema

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.graphqls
var files embed.FS

// machinery is the file that every gateway knows by itself.
const machinery = "federation.graphqls"

// SDL gives the whole schema as one text, the files in the order of their names.
func SDL() string { return without("") }

// Subgraph gives the schema as gateways of Apollo Federation 2 take it: with the keys of its
// types, without the definitions that the specification gives.
func Subgraph() string { return without(machinery) }

// without gives the text of all files but one.
func without(file string) string {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, name := range names {
		if name == file {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return ""
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String()
}
