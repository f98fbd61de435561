package export

import (
	"encoding/json"
	"strings"
)

// jsonLD writes the part as one JSON-LD document, a node a line.
func jsonLD(w *writer) error {
	w.print("{\"@context\": ", compact(Context(w.base)), ",\n\"@graph\": [")
	separator := "\n"
	w.resources(func(n node) {
		w.print(separator, compact(n))
		separator = ",\n"
	})
	w.print("\n]}\n")
	return w.err
}

// compact gives a value as JSON on one line, with <, > and & as they are. The values are
// maps, strings and finite numbers, for which this cannot fail.
func compact(x any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		return "null"
	}
	return strings.TrimSuffix(b.String(), "\n")
}
