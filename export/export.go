// Package export writes a view of the graph in forms that other programs read.
package export

import (
	"io"

	"rijksgraaf/graph"
)

// NQuads writes every quad of the view as N-Quads (UTF-8), always in the same order.
// Errors are those of the writer.
func NQuads(w io.Writer, v *graph.View) error { return v.WriteNQuads(w) }
