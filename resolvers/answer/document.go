package answer

import (
	"unicode/utf8"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

var noDocument model.Document

// read gives the document as ingested; an empty one where it was only cited.
func (d *Document) read() *model.Document {
	if x := d.in.read(d.of.ID); x != nil {
		return x
	}
	return &noDocument
}

// Ingested says whether the document itself was read.
func (d *Document) Ingested() bool { return d.read() != &noDocument }

// Title is the document's title; its name in the graph where it was only cited.
func (d *Document) Title() string {
	if t := d.read().Title; t != "" {
		return t
	}
	return d.of.Label
}

// Kind is what kind of document it is; false when unknown.
func (d *Document) Kind() (string, bool) { return known(d.read().Kind) }

// Dossier is the dossier's number; false when unknown.
func (d *Document) Dossier() (string, bool) { return known(d.read().Dossier) }

// Number is the paper's number; false when unknown.
func (d *Document) Number() (string, bool) { return known(d.read().Number) }

// Chapter is the budget chapter that the document is about; nil when unknown.
func (d *Document) Chapter() *BudgetChapter { return d.in.chapter(d.read().Chapter) }

// BudgetYear is the year that the document is about; false when unknown.
func (d *Document) BudgetYear() (int, bool) { y := d.read().BudgetYear; return y, y != 0 }

// ParliamentaryYear is as printed; false when unknown.
func (d *Document) ParliamentaryYear() (string, bool) { return known(d.read().ParliamentaryYear) }

// Pages is the number of pages; 0 where the document was only cited.
func (d *Document) Pages() int { return d.read().Pages }

// SHA256 is the file's checksum; false where the document was only cited.
func (d *Document) SHA256() (string, bool) { return known(d.read().SHA256) }

// Encoding is what the text was read as; false when unknown.
func (d *Document) Encoding() (string, bool) { return known(d.read().Encoding) }

// Length is the text's length in code points.
func (d *Document) Length() int { return utf8.RuneCountInString(d.read().Text) }

func known(s string) (string, bool) { return s, s != "" }

// Sections is the tree of the document's structure.
func (d *Document) Sections() []Section { return d.sections(d.read().Sections, nil) }

// Text is the window of the text from code point start to end. Errors: CodeInvalid for
// a negative place or an end before the start, CodeLimit for too much text in one query.
func (d *Document) Text(start, end *int) (string, error) {
	text := d.read().Text
	from, to := 0, len(text)
	if start != nil {
		from = *start
	}
	if end != nil {
		to = *end
	}
	if from < 0 || end != nil && to < from {
		return "", invalid("text: start must not be negative and end not before it")
	}
	text = codePoints(text, from, to)
	return text, d.in.spend(len(text))
}

// codePoints cuts the code points from start to end out of the text.
func codePoints(text string, start, end int) string {
	from, n := len(text), 0
	for i := range text {
		if n == start {
			from = i
		}
		if n == end {
			return text[min(from, i):i]
		}
		n++
	}
	return text[from:]
}

// Relations pages through the relations that the document is part of, and for the
// direction BOTH those that it attests.
func (d *Document) Relations(direction *graph.Direction, filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	if orBoth(direction) != graph.DirectionBoth {
		return d.entity.Relations(direction, filter, orderBy, orderDirection, first, after)
	}
	f, err := d.in.relationFilter(filter)
	if err != nil {
		return nil, err
	}
	own := []graph.RelationFilter{{Subject: d.of.ID}, {Object: d.of.ID}, {Documents: []string{d.of.ID}}}
	list, err := d.in.view().RelationList(graph.RelationFilter{Or: own, And: []graph.RelationFilter{f}}, or(orderBy), or(orderDirection), d.in.alive)
	if err != nil {
		return nil, err
	}
	return d.in.relationList(list, Page{First: first, After: after})
}

// Statements pages through the relations that the document attests. A filter on other
// documents keeps those that one of them attests as well.
func (d *Document) Statements(filter *graph.RelationFilter, orderBy *graph.RelationOrder, orderDirection *graph.OrderDirection, first *int, after *string) (*RelationConnection, error) {
	f, err := d.in.relationFilter(filter)
	if err != nil {
		return nil, err
	}
	list, err := d.in.view().RelationList(graph.RelationFilter{Documents: []string{d.of.ID}, And: []graph.RelationFilter{f}}, or(orderBy), or(orderDirection), d.in.alive)
	if err != nil {
		return nil, err
	}
	return d.in.relationList(list, Page{First: first, After: after})
}
