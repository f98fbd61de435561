package export

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// table writes itself as rows of text, the names of the columns first.
type table struct {
	file string
	rows func(w *writer, put func(cells []string) bool)
}

// csvTables are the tables of the form csv, in the order of the zip.
func csvTables() []table {
	return []table{nodesTable, edgesTable, evidenceTable, amountsTable, mentionsTable, figuresTable}
}

// tableOf gives what writes one table as CSV (RFC 4180, UTF-8, lines end in LF).
func tableOf(t table) func(*writer) error {
	return func(w *writer) error { return w.table(w.w, t) }
}

func (w *writer) table(to io.Writer, t table) error {
	c := csv.NewWriter(to)
	t.rows(w, func(cells []string) bool {
		if w.err == nil {
			w.err = c.Write(cells)
		}
		return w.more()
	})
	c.Flush()
	if w.err == nil {
		w.err = c.Error()
	}
	return w.err
}

func csvZip(w *writer) error { return w.zip(csvTables()) }

func neo4jZip(w *writer) error {
	return w.zip([]table{neo4jNodes, neo4jRelationships})
}

// zip writes tables as a zip. Its files have no time, so that the same graph gives the same
// bytes.
func (w *writer) zip(list []table) error {
	z := zip.NewWriter(w.w)
	for _, t := range list {
		f, err := z.CreateHeader(&zip.FileHeader{Name: t.file, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := w.table(f, t); err != nil {
			return err
		}
	}
	return z.Close()
}

func names[R any](columns []column[R]) []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.name)
	}
	return out
}

func cells[R any](columns []column[R], r *R) []string {
	out := make([]string, len(columns))
	for i := range columns {
		out[i] = columns[i].cell(r, listSeparator)
	}
	return out
}

var nodesTable = table{"nodes.csv", func(w *writer, put func([]string) bool) {
	columns := nodeColumns()
	if !put(names(columns)) {
		return
	}
	for r := range w.nodeRows(false) {
		if !put(cells(columns, r)) {
			return
		}
	}
}}

// edgesColumns are the columns of the table of relations.
func edgesColumns() []column[edgeRow] {
	return append([]column[edgeRow]{
		{name: "subject", value: func(r *edgeRow) string { return r.Subject }},
		{name: "object", value: func(r *edgeRow) string { return r.Object }},
	}, edgeColumns()...)
}

var edgesTable = table{"edges.csv", func(w *writer, put func([]string) bool) {
	columns := edgesColumns()
	if !put(names(columns)) {
		return
	}
	for r := range w.edgeRows() {
		if !put(cells(columns, r)) {
			return
		}
	}
}}

var evidenceTable = table{"evidence.csv", func(w *writer, put func([]string) bool) {
	if !put([]string{"relation", "subject", "predicate", "object", "document", "page", "section", "start", "end", "words",
		"subjectStart", "subjectEnd", "objectStart", "objectEnd", "rule", "confidence", "inherited"}) {
		return
	}
	for r := range w.part.Relations() {
		for i := range r.Evidence {
			e := &r.Evidence[i]
			row := []string{r.ID(), r.Subject, string(r.Predicate), r.Object, e.Document, number(e.Page), strings.Join(e.Section, " > "),
				strconv.Itoa(e.Start), strconv.Itoa(e.End), e.Text}
			row = append(append(row, spanCells(e.SubjectSpan)...), spanCells(e.ObjectSpan)...)
			if !put(append(row, e.Rule, decimal(e.Confidence), e.Inherited)) {
				return
			}
		}
	}
}}

// spanCells are the start and end of a span; empty without one.
func spanCells(s *model.Span) []string {
	if s == nil {
		return []string{"", ""}
	}
	return []string{strconv.Itoa(s.Start), strconv.Itoa(s.End)}
}

// amountQualifiers are the columns of what narrows an amount.
var amountQualifiers = []string{model.QualifierYear, model.QualifierPeriod, model.QualifierStage, model.QualifierSupplement, model.QualifierKind,
	model.QualifierRecurrence, model.QualifierApprox}

var amountsTable = table{"amounts.csv", func(w *writer, put func([]string) bool) {
	head := append([]string{"relation", "subject", "predicate", "object", "value", "unit", "scale", "asPrinted"}, amountQualifiers...)
	if !put(append(head, "document", "start", "end")) {
		return
	}
	for r := range w.part.Relations() {
		for _, s := range graph.Sums(r) {
			row := []string{r.ID(), r.Subject, string(r.Predicate), r.Object, s.Value, s.Unit, s.Scale, s.AsPrinted}
			for _, name := range amountQualifiers {
				row = append(row, s.Qualifier(name))
			}
			place := []string{"", "", ""}
			if s.Document != "" {
				place = []string{s.Document, strconv.Itoa(s.Span.Start), strconv.Itoa(s.Span.End)}
			}
			if !put(append(row, place...)) {
				return
			}
		}
	}
}}

var mentionsTable = table{"mentions.csv", func(w *writer, put func([]string) bool) {
	if !put([]string{"entity", "document", "page", "start", "end", "words"}) {
		return
	}
	for e := range w.part.Entities() {
		for _, m := range e.Mentions {
			if !put([]string{e.ID, m.Document, number(m.Page), strconv.Itoa(m.Start), strconv.Itoa(m.End), m.Text}) {
				return
			}
		}
	}
}}

var figuresTable = table{"figures.csv", func(w *writer, put func([]string) bool) {
	if !put([]string{"article", "year", "kind", "stage", "value", "unit", "source", "line"}) {
		return
	}
	for f := range officialFigures(w.part) {
		a := f.Amount()
		if !put([]string{articleID(f), strconv.Itoa(f.Year), string(f.Kind), string(f.Stage), a.Value, a.Unit, f.Source, strconv.Itoa(f.Line)}) {
			return
		}
	}
}}

// neo4jTypes are the names that the headers of neo4j-admin import have for types. It has
// no decimals: amounts are strings.
var neo4jTypes = map[columnType]string{columnInt: ":int", columnDouble: ":double", columnBool: ":boolean", columnList: ":string[]"}

func neo4jHeader[R any](columns []column[R]) []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.name+neo4jTypes[c.kind])
	}
	return out
}

// neo4jCells are the cells of a row, lists parted by semicolons, which is what the
// importer takes for the end of a value.
func neo4jCells[R any](columns []column[R], r *R) []string {
	out := make([]string, len(columns))
	for i := range columns {
		c := &columns[i]
		if c.kind != columnList {
			out[i] = c.value(r)
			continue
		}
		var list []string
		for _, s := range c.list(r) {
			list = append(list, strings.ReplaceAll(s, ";", ","))
		}
		out[i] = strings.Join(list, ";")
	}
	return out
}

var neo4jNodes = table{"nodes.csv", func(w *writer, put func([]string) bool) {
	columns := nodeColumns()
	header := neo4jHeader(columns)
	header[0], header[1] = "id:ID", ":LABEL"
	if !put(header) {
		return
	}
	for r := range w.nodeRows(true) {
		if !put(neo4jCells(columns, r)) {
			return
		}
	}
}}

var neo4jRelationships = table{"relationships.csv", func(w *writer, put func([]string) bool) {
	columns := append(edgeColumns(), evidenceColumn())
	header := append([]string{":START_ID", ":END_ID"}, neo4jHeader(columns)...)
	header[3] = ":TYPE"
	if !put(header) {
		return
	}
	for r := range w.edgeRows() {
		if !put(append([]string{r.Subject, r.target()}, neo4jCells(columns, r)...)) {
			return
		}
	}
}}
