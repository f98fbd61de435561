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

// SDL gives the whole schema as one text, the files in the order of their names.
func SDL() string {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return ""
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String()
}
