// Package testdata holds the documents that the program brings along to be tried on.
package testdata

import (
	"embed"
	"io/fs"
)

//go:embed documents/*.txt pdf/two-articles.pdf
var demo embed.FS

// DemoDocuments gives five texts of chapters that lean on each other, and a PDF.
func DemoDocuments() fs.FS { return demo }
