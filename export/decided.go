package export

import (
	"bufio"
	"context"
	"io"
	"slices"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// Decision is what somebody decided of a relation, or of two ids, as every form tells it.
type Decision struct {
	// Verdict is confirmed or refused of a relation, same or different of two ids.
	Verdict decisions.Verb `json:"verdict"`
	// Between are the two ids, as they stand in the decision; none for a relation.
	Between []string `json:"between,omitempty"`
	// Who decided, and on what day (2006-01-02).
	Who  string `json:"who"`
	Date string `json:"date"`
	// Note is why; may be empty.
	Note string `json:"note,omitempty"`
}

// DecisionOn gives what was decided of a relation of a view; nil when nothing was.
func DecisionOn(v *graph.View, r *model.Relation) *Decision {
	d := v.DecisionOn(r)
	if d == nil {
		return nil
	}
	return &Decision{Verdict: d.Verb, Who: d.Who, Date: d.Date, Note: d.Note}
}

// Identities gives the decisions on what is one thing that have an effect, in the order of
// their file, by the id that stays of each entity that they are about.
func Identities(v *graph.View) map[string][]Decision {
	out := map[string][]Decision{}
	for _, d := range v.Decisions() {
		if d.Warning != "" {
			continue
		}
		ids := []string{v.ID(d.A), v.ID(d.B)}
		for _, id := range slices.Compact(ids) {
			out[id] = append(out[id], Decision{Verdict: d.Verb, Between: []string{d.A, d.B}, Who: d.Who, Date: d.Date, Note: d.Note})
		}
	}
	return out
}

// decisionsOn gives the decisions on what an entity is; none for most.
func (w *writer) decisionsOn(id string) []Decision {
	if w.identities == nil {
		w.identities = Identities(w.view)
	}
	return w.identities[id]
}

// decision is a decision as a resource.
func (w *writer) decision(d *Decision) node {
	n := node{"verdict": string(d.Verdict), "who": d.Who, "date": d.Date}
	if d.Note != "" {
		n["note"] = d.Note
	}
	var between []string
	for _, id := range d.Between {
		between = append(between, w.iri(id))
	}
	if between != nil {
		n["between"] = between
	}
	return n
}

// decisionColumns tell of a decision on an edge.
func decisionColumns() []column[edgeRow] {
	of := func(get func(*Decision) string) func(*edgeRow) string {
		return func(r *edgeRow) string {
			if r.decision == nil {
				return ""
			}
			return get(r.decision)
		}
	}
	return []column[edgeRow]{
		{name: "decision", value: of(func(d *Decision) string { return string(d.Verdict) })},
		{name: "decidedBy", value: of(func(d *Decision) string { return d.Who })},
		{name: "decidedOn", value: of(func(d *Decision) string { return d.Date })},
		{name: "decisionNote", value: of(func(d *Decision) string { return d.Note })},
	}
}

// WriteRelation writes one relation of a view in a form, also one that was refused, which no
// part holds: in Turtle and JSON-LD the statement, as a table its row. N-Quads hold what
// documents said, and can say of it no more than a comment. Errors are those of w.
func (f Format) WriteRelation(to io.Writer, v *graph.View, r *model.Relation) error {
	b := bufio.NewWriterSize(to, bufferSize)
	w := &writer{ctx: context.Background(), w: b, view: v, base: v.Base()}
	switch f.Name {
	case "turtle", "jsonld":
		w.file(f.Name, []node{w.relation(r)}, terms(), prefixes(w.base))
	case "edges":
		w.err = w.table(b, table{rows: func(w *writer, put func([]string) bool) {
			columns := edgesColumns()
			_ = put(names(columns)) && put(cells(columns, w.edgeRow(r)))
		}})
	default:
		w.print("# ", compact(w.relationLine(r)), "\n")
	}
	if w.err != nil {
		return w.err
	}
	return b.Flush()
}
