package export

import (
	"encoding/xml"
	"strings"
	"unicode"
)

// graphML writes the part as GraphML: a node for each entity, document and value, an edge
// for each relation, whose evidence stands in its data.
func graphML(w *writer) error {
	nodes, edges := nodeColumns(), append(edgeColumns(), evidenceColumn())
	w.print(xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	keys(w, "node", "n", nodes)
	keys(w, "edge", "e", edges)
	w.print(`<graph id="rijksgraaf" edgedefault="directed">`, "\n")
	for r := range w.nodeRows(true) {
		w.print(`<node id="`, nmtoken(r.id), `">`)
		data(w, "n", nodes, r)
		w.print("</node>\n")
	}
	for r := range w.edgeRows() {
		w.print(`<edge id="`, nmtoken(r.ID()), `" source="`, nmtoken(r.Subject), `" target="`, nmtoken(r.target()), `">`)
		data(w, "e", edges, r)
		w.print("</edge>\n")
	}
	w.print("</graph>\n</graphml>\n")
	return w.err
}

var graphMLTypes = map[columnType]string{columnString: "string", columnInt: "int", columnDouble: "double", columnBool: "boolean", columnList: "string"}

// keys declares the columns of nodes or edges.
func keys[R any](w *writer, what, prefix string, columns []column[R]) {
	for _, c := range columns {
		w.print(`<key id="`, prefix, ".", c.name, `" for="`, what, `" attr.name="`, c.name, `" attr.type="`, graphMLTypes[c.kind], `"/>`, "\n")
	}
}

// data writes the cells of a row that have something in them.
func data[R any](w *writer, prefix string, columns []column[R], r *R) {
	for i := range columns {
		if cell := columns[i].cell(r, listSeparator); cell != "" {
			w.print(`<data key="`, prefix, ".", columns[i].name, `">`, escaped(cell), "</data>")
		}
	}
}

// escaped gives text as it stands in XML. Characters that XML cannot hold, such as a form
// feed, become U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}

// nmtoken gives an id as XML's NMTOKEN, which GraphML asks of ids: a slash becomes a colon,
// and what may not stand in one becomes its number, _x28_. Different ids stay different.
func nmtoken(id string) string {
	var b strings.Builder
	for i, r := range id {
		switch {
		case r == '/':
			b.WriteByte(':')
		case r == '_' && strings.HasPrefix(id[i:], "_x"), r == ':', !isNameChar(r):
			b.WriteString("_x")
			b.WriteString(strings.ToUpper(hex(r)))
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isNameChar says whether a character may stand in an NMTOKEN after XML 1.0, of whatever
// edition: letters and digits, and three signs.
func isNameChar(r rune) bool {
	return r == '-' || r == '.' || r == '_' || r < unicode.MaxLatin1 && (unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'µ' || r >= '0' && r <= '9')
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	if r < 16 {
		return digits[r : r+1]
	}
	return hex(r/16) + digits[r%16:r%16+1]
}
