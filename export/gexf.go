package export

import (
	"encoding/xml"
	"strings"
)

// gexf writes the part as GEXF 1.2: a node for each entity, document and value, an edge
// for each relation, labelled with its predicate and as heavy as it is sure.
func gexf(w *writer) error {
	nodes, edges := nodeColumns(), append(edgeColumns(), evidenceColumn())
	w.print(xml.Header, `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">`, "\n", `<graph mode="static" defaultedgetype="directed">`, "\n")
	attributes(w, "node", nodes)
	attributes(w, "edge", edges)
	w.print("<nodes>\n")
	for r := range w.nodeRows(true) {
		w.print(`<node id="`, escaped(r.id), `" label="`, token(r.label), `">`)
		attvalues(w, nodes, r)
		w.print("</node>\n")
	}
	w.print("</nodes>\n<edges>\n")
	for r := range w.edgeRows() {
		w.print(`<edge id="`, escaped(r.ID()), `" source="`, escaped(r.Subject), `" target="`, escaped(r.target()),
			`" label="`, string(r.Predicate), `" weight="`, decimal(r.Confidence()), `">`)
		attvalues(w, edges, r)
		w.print("</edge>\n")
	}
	w.print("</edges>\n</graph>\n</gexf>\n")
	return w.err
}

var gexfTypes = map[columnType]string{columnString: "string", columnInt: "integer", columnDouble: "double", columnBool: "boolean", columnList: "string"}

// attributes declares the columns of nodes or edges.
func attributes[R any](w *writer, class string, columns []column[R]) {
	w.print(`<attributes class="`, class, `">`, "\n")
	for _, c := range columns {
		w.print(`<attribute id="`, c.name, `" title="`, c.name, `" type="`, gexfTypes[c.kind], `"/>`, "\n")
	}
	w.print("</attributes>\n")
}

// attvalues writes the cells of a row that have something in them.
func attvalues[R any](w *writer, columns []column[R], r *R) {
	w.print("<attvalues>")
	for i := range columns {
		if cell := columns[i].cell(r, listSeparator); cell != "" {
			w.print(`<attvalue for="`, columns[i].name, `" value="`, escaped(cell), `"/>`)
		}
	}
	w.print("</attvalues>")
}

// token gives text without line breaks and doubled spaces, as a label must be.
func token(s string) string { return escaped(strings.Join(strings.Fields(s), " ")) }
