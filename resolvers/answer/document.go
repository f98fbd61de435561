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
func (d *Document) Relations(direction *graph.Direction, filter *graph.RelationFilter, first *int, after *string) (*RelationConnection, error) {
	if orBoth(direction) != graph.DirectionBoth {
		return d.entity.Relations(direction, filter, first, after)
	}
	about := d.in.view().RelationsOf(d.of.ID, graph.DirectionBoth, d.in.relationFilter(filter))
	return d.in.relationPage(union(about, d.stated(filter)), Page{First: first, After: after})
}

// Statements pages through the relations that the document attests.
func (d *Document) Statements(filter *graph.RelationFilter, first *int, after *string) (*RelationConnection, error) {
	return d.in.relationPage(d.stated(filter), Page{First: first, After: after})
}

// stated lists the relations that the document attests and the filter lets through. A
// filter on other documents keeps those that one of them attests as well.
func (d *Document) stated(f *graph.RelationFilter) []*model.Relation {
	filter := d.in.relationFilter(f)
	also := filter.Documents
	filter.Documents = []string{d.of.ID}
	list := d.in.view().Relations(filter)
	if also == nil {
		return list
	}
	var out []*model.Relation
	for _, r := range list {
		if attested(r, also) {
			out = append(out, r)
		}
	}
	return out
}

func attested(r *model.Relation, documents []string) bool {
	for _, e := range r.Evidence {
		for _, d := range documents {
			if e.Document == d {
				return true
			}
		}
	}
	return false
}

// union merges two lists that are in the order of relations.
func union(a, b []*model.Relation) []*model.Relation {
	out := make([]*model.Relation, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		c := byTriple.compare(byTriple.place(a[0]), byTriple.place(b[0]))
		if c <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out = append(out, b[0])
		}
		if c >= 0 {
			b = b[1:]
		}
	}
	return append(append(out, a...), b...)
}
