package export

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Property graphs (GraphML, GEXF, Neo4j) and tables are made of the same rows: nodes and
// edges with the same columns.

// columnType says what a column's values are.
type columnType int

const (
	columnString columnType = iota
	columnInt
	columnDouble
	columnBool
	columnList // strings; cells have them joined
)

// column is a property of rows of type R. value gives a cell; "" where there is none.
type column[R any] struct {
	name  string
	kind  columnType
	value func(*R) string
	list  func(*R) []string // of columnList, in place of value
}

// listSeparator parts the values of a list within a cell.
const listSeparator = " | "

// cell gives the value of a column as text.
func (c *column[R]) cell(r *R, separator string) string {
	if c.kind == columnList {
		return strings.Join(c.list(r), separator)
	}
	return c.value(r)
}

// nodeRow is an entity, a document, or a value that a relation has in place of an entity.
type nodeRow struct {
	id     string
	kind   string // type of the ontology, or "Value"
	label  string
	entity *model.Entity   // nil for a document that no document speaks of, and a value
	paper  *model.Document // nil for all but ingested documents

	decisions []Decision // on what is this thing
}

// nodeRows walks over the nodes of the part: the entities by id, the documents that no
// document speaks of by id and then, where values is set, a node for each relation to a
// value.
func (w *writer) nodeRows(values bool) iter.Seq[*nodeRow] {
	return func(yield func(*nodeRow) bool) {
		for r := range w.everyNode(values) {
			if !w.more() || !yield(r) {
				return
			}
		}
	}
}

func (w *writer) everyNode(values bool) iter.Seq[*nodeRow] {
	v, types := w.part.View(), w.part.Selection().Types
	return func(yield func(*nodeRow) bool) {
		for e := range w.part.Entities() {
			if !yield(&nodeRow{id: e.ID, kind: string(e.Type), label: e.Label, entity: e, paper: v.Document(e.ID), decisions: w.decisionsOn(e.ID)}) {
				return
			}
		}
		if !w.part.OfRelations() && (len(types) == 0 || slices.Contains(types, model.TypeDocument)) {
			for d := range w.part.Documents() {
				if v.Entity(d.ID) == nil && !yield(&nodeRow{id: d.ID, kind: string(model.TypeDocument), label: d.Title, paper: d}) {
					return
				}
			}
		}
		if !values {
			return
		}
		for r := range w.part.Relations() {
			if isValue(r) && !yield(&nodeRow{id: r.ID(), kind: "Value", label: valueLabel(r)}) {
				return
			}
		}
	}
}

// isValue says whether a relation's object is no entity.
func isValue(r *model.Relation) bool {
	p, _ := ontology.Predicate(r.Predicate)
	return r.Object == "" || p.ValueOnly
}

func valueLabel(r *model.Relation) string {
	if r.Object != "" {
		return r.Object
	}
	return r.Amount.Value + " " + r.Amount.Unit
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// nodeColumns are the columns of nodes; id, type and label come first.
func nodeColumns() []column[nodeRow] {
	of := func(get func(*model.Document) string) func(*nodeRow) string {
		return func(r *nodeRow) string {
			if r.paper == nil {
				return ""
			}
			return get(r.paper)
		}
	}
	lists := func(get func(*model.Entity) []string) func(*nodeRow) []string {
		return func(r *nodeRow) []string {
			if r.entity == nil {
				return nil
			}
			return get(r.entity)
		}
	}
	return []column[nodeRow]{
		{name: "id", value: func(r *nodeRow) string { return r.id }},
		{name: "type", value: func(r *nodeRow) string { return r.kind }},
		{name: "label", value: func(r *nodeRow) string { return r.label }},
		{name: "aliases", kind: columnList, list: lists(func(e *model.Entity) []string { return e.Aliases })},
		{name: "sameAs", kind: columnList, list: lists(func(e *model.Entity) []string { return e.SameAs })},
		{name: "mentions", kind: columnInt, value: func(r *nodeRow) string {
			if r.entity == nil {
				return "0"
			}
			return strconv.Itoa(len(r.entity.Mentions))
		}},
		{name: "title", value: of(func(d *model.Document) string { return d.Title })},
		{name: "kind", value: of(func(d *model.Document) string { return d.Kind })},
		{name: "chapter", value: of(func(d *model.Document) string { return d.Chapter })},
		{name: "budgetYear", kind: columnInt, value: of(func(d *model.Document) string { return number(d.BudgetYear) })},
		{name: "dossier", value: of(func(d *model.Document) string { return d.Dossier })},
		{name: "number", value: of(func(d *model.Document) string { return d.Number })},
		{name: "parliamentaryYear", value: of(func(d *model.Document) string { return d.ParliamentaryYear })},
		{name: "pages", kind: columnInt, value: of(func(d *model.Document) string { return number(d.Pages) })},
		{name: "sha256", value: of(func(d *model.Document) string { return d.SHA256 })},
		{name: "decisions", value: func(r *nodeRow) string {
			if r.decisions == nil {
				return ""
			}
			return compact(r.decisions)
		}},
	}
}

// edgeRow is a relation, with the evidence that says it with the most confidence, and what
// somebody decided of it.
type edgeRow struct {
	*model.Relation
	best     *model.Evidence
	decision *Decision // nil when nobody did
}

func (w *writer) edgeRow(r *model.Relation) *edgeRow {
	row := &edgeRow{Relation: r, best: &model.Evidence{}, decision: DecisionOn(w.view, r)}
	for i := range r.Evidence {
		if i == 0 || r.Evidence[i].Confidence > row.best.Confidence {
			row.best = &r.Evidence[i]
		}
	}
	return row
}

// edgeRows walks over the relations of the part.
func (w *writer) edgeRows() iter.Seq[*edgeRow] {
	return func(yield func(*edgeRow) bool) {
		for r := range w.part.Relations() {
			if !w.more() || !yield(w.edgeRow(r)) {
				return
			}
		}
	}
}

// target is the node at the other end: an entity, or the value of this relation.
func (r *edgeRow) target() string {
	if isValue(r.Relation) {
		return r.ID()
	}
	return r.Object
}

func (r *edgeRow) amount(get func(*model.Amount) string) string {
	if r.Amount == nil {
		return ""
	}
	return get(r.Amount)
}

// edgeColumns are the columns of edges, without the ends.
func edgeColumns() []column[edgeRow] {
	qualifier := func(name string) func(*edgeRow) string {
		return func(r *edgeRow) string { return firstSumQualifier(r.Relation, name) }
	}
	return append([]column[edgeRow]{
		{name: "id", value: func(r *edgeRow) string { return r.ID() }},
		{name: "predicate", value: func(r *edgeRow) string { return string(r.Predicate) }},
		{name: "confidence", kind: columnDouble, value: func(r *edgeRow) string { return decimal(r.Confidence()) }},
		{name: "exhaustive", kind: columnBool, value: func(r *edgeRow) string {
			if r.Exhaustive == nil {
				return ""
			}
			return strconv.FormatBool(*r.Exhaustive)
		}},
		{name: "amount", value: func(r *edgeRow) string { return r.amount(func(a *model.Amount) string { return a.Value }) }},
		{name: "unit", value: func(r *edgeRow) string { return r.amount(func(a *model.Amount) string { return a.Unit }) }},
		{name: "asPrinted", value: func(r *edgeRow) string { return r.amount(func(a *model.Amount) string { return a.AsPrinted }) }},
		{name: "year", value: qualifier(model.QualifierYear)},
		{name: "period", value: qualifier(model.QualifierPeriod)},
		{name: "stage", value: qualifier(model.QualifierStage)},
		{name: "kind", value: qualifier(model.QualifierKind)},
		{name: "qualifiers", value: func(r *edgeRow) string { return compact(noNil(r.Qualifiers)) }},
		{name: "amounts", value: func(r *edgeRow) string { return compact(noNil(sumLines(r.Amounts))) }},
		{name: "document", value: func(r *edgeRow) string { return r.best.Document }},
		{name: "page", kind: columnInt, value: func(r *edgeRow) string { return number(r.best.Page) }},
		{name: "section", value: func(r *edgeRow) string { return strings.Join(r.best.Section, " > ") }},
		{name: "start", kind: columnInt, value: func(r *edgeRow) string { return strconv.Itoa(r.best.Start) }},
		{name: "end", kind: columnInt, value: func(r *edgeRow) string { return strconv.Itoa(r.best.End) }},
		{name: "words", value: func(r *edgeRow) string { return r.best.Text }},
		{name: "rule", value: func(r *edgeRow) string { return r.best.Rule }},
		{name: "evidences", kind: columnInt, value: func(r *edgeRow) string { return strconv.Itoa(len(r.Evidence)) }},
	}, decisionColumns()...)
}

// evidenceColumn has all evidence of a relation as JSON, for forms that are one file.
func evidenceColumn() column[edgeRow] {
	return column[edgeRow]{name: "evidence", value: func(r *edgeRow) string { return compact(r.Evidence) }}
}

// firstSumQualifier is a qualifier of the amount that stands in the columns of an edge.
func firstSumQualifier(r *model.Relation, name string) string {
	if len(r.Amounts) > 0 {
		return r.Amounts[0].Qualifier(name)
	}
	return r.Qualifier(name)
}

// decimal prints a number without an exponent and without digits that say nothing.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
