package export

import (
	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// jsonLines writes the part as JSON objects, one a line; "is" says what each is of.
func jsonLines(w *writer) error {
	for d := range w.part.Documents() {
		if !w.line(documentLine{"document", w.iri(d.ID), d.Metadata}) {
			return w.err
		}
	}
	for e := range w.part.Entities() {
		if !w.line(entityLine{"entity", w.iri(e.ID), e, w.decisionsOn(e.ID)}) {
			return w.err
		}
	}
	for r := range w.part.Relations() {
		if !w.line(w.relationLine(r)) {
			return w.err
		}
	}
	for f := range officialFigures(w.part) {
		if !w.line(figureLine{"figure", articleID(f), f.Year, f.Kind, f.Stage, f.Amount(), f.Source, f.Line}) {
			return w.err
		}
	}
	return w.err
}

// line writes a value as a line, and says whether to go on.
func (w *writer) line(x any) bool {
	if w.more() {
		w.print(compact(x), "\n")
	}
	return w.err == nil
}

type documentLine struct {
	Is  string `json:"is"`
	IRI string `json:"iri"`
	model.Metadata
}

type entityLine struct {
	Is  string `json:"is"`
	IRI string `json:"iri"`
	*model.Entity
	Decisions []Decision `json:"decisions,omitempty"`
}

type relationLine struct {
	Is  string `json:"is"`
	ID  string `json:"id"`
	IRI string `json:"iri"`
	*model.Relation
	Confidence float64           `json:"confidence"`
	Amounts    []sumLine         `json:"amounts,omitempty"`
	Qualifiers []model.Qualifier `json:"qualifiers"`
	Decision   *Decision         `json:"decision,omitempty"`
}

func (w *writer) relationLine(r *model.Relation) relationLine {
	return relationLine{"relation", r.ID(), w.iri(r.ID()), r, r.Confidence(), sumLines(r.Amounts), noNil(r.Qualifiers), DecisionOn(w.view, r)}
}

// sumLine is one of several amounts of a relation.
type sumLine struct {
	model.Amount
	Qualifiers []model.Qualifier `json:"qualifiers"`
	Document   string            `json:"document"`
	model.Span
}

type figureLine struct {
	Is      string        `json:"is"`
	Article string        `json:"article"`
	Year    int           `json:"year"`
	Kind    figures.Kind  `json:"kind"`
	Stage   figures.Stage `json:"stage"`
	Amount  model.Amount  `json:"amount"`
	Source  string        `json:"source"`
	Line    int           `json:"line"`
}

func sumLines(list []model.Sum) []sumLine {
	var out []sumLine
	for _, s := range list {
		out = append(out, sumLine{s.Amount, noNil(s.Qualifiers), s.Document, s.Span})
	}
	return out
}

func noNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
