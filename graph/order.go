package graph

import (
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// EntityOrder is an order in which entities can be listed. Ties are broken by id.
type EntityOrder string

// The orders of entities.
const (
	// EntityOrderID: by id, ascending. It is the default; "" means the same.
	EntityOrderID EntityOrder = "ID"
	// EntityOrderLabel: by label without regard to case and diacritics, ascending.
	EntityOrderLabel EntityOrder = "LABEL"
	// EntityOrderMentions: the entity with the most mentions first.
	EntityOrderMentions EntityOrder = "MENTIONS"
	// EntityOrderDegree: the entity with the most relations first.
	EntityOrderDegree EntityOrder = "DEGREE"
)

// RelationOrder is an order in which relations can be listed. Ties are broken by subject,
// predicate, object; what has none of what is sorted by comes last.
type RelationOrder string

// The orders of relations.
const (
	// RelationOrderSubject: by subject, predicate, object, ascending. It is the default; ""
	// means the same.
	RelationOrderSubject RelationOrder = "SUBJECT"
	// RelationOrderID: by the relation's id, ascending.
	RelationOrderID RelationOrder = "ID"
	// RelationOrderLabel: by the subject's label without regard to case and diacritics.
	RelationOrderLabel RelationOrder = "LABEL"
	// RelationOrderConfidence: the highest confidence of the best evidence first.
	RelationOrderConfidence RelationOrder = "CONFIDENCE"
	// RelationOrderAmount: the largest amount first, the first of several; whatever its unit.
	RelationOrderAmount RelationOrder = "AMOUNT"
	// RelationOrderYear: the latest budget year of its amounts first.
	RelationOrderYear RelationOrder = "YEAR"
	// RelationOrderEvidence: the relation with the most evidence first.
	RelationOrderEvidence RelationOrder = "EVIDENCE"
)

// DocumentOrder is an order in which documents can be listed. Ties are broken by id; what
// has none of what is sorted by comes last.
type DocumentOrder string

// The orders of documents.
const (
	// DocumentOrderID: by id, ascending. It is the default; "" means the same.
	DocumentOrderID DocumentOrder = "ID"
	// DocumentOrderLabel: by title without regard to case and diacritics, ascending.
	DocumentOrderLabel DocumentOrder = "LABEL"
	// DocumentOrderYear: the latest budget year first.
	DocumentOrderYear DocumentOrder = "YEAR"
	// DocumentOrderMentions: the document with the most mentions of entities first.
	DocumentOrderMentions DocumentOrder = "MENTIONS"
	// DocumentOrderDegree: the document that attests the most relations first.
	DocumentOrderDegree DocumentOrder = "DEGREE"
)

// OrderDirection turns an order round. "" is the direction that the order has by itself.
type OrderDirection string

// The directions of orders.
const (
	// Ascending: the least first.
	Ascending OrderDirection = "ASC"
	// Descending: the greatest first.
	Descending OrderDirection = "DESC"
)

// Order tells how a list is sorted: by marks, of which the first is what it is sorted by and
// the others tell apart what is alike in that.
type Order struct {
	// Kind names the order and its direction.
	Kind string
	// Width is how many parts a mark has.
	Width   int
	number  bool // the first part is a decimal number
	down    bool // the greatest first
	natural bool // as the records lie in the index; down turns all of it round
}

func (o Order) directed(d OrderDirection) Order {
	if d != "" {
		o.down = d == Descending
		o.Kind += "-" + strings.ToLower(string(d))
	}
	return o
}

// Compare compares two marks of Width parts. What has no first part comes last, whatever the
// direction.
func (o Order) Compare(a, b []string) int {
	if o.natural {
		c := slices.Compare(a, b)
		if o.down {
			c = -c
		}
		return c
	}
	switch {
	case a[0] == b[0]:
		return slices.Compare(a[1:], b[1:])
	case a[0] == "":
		return 1
	case b[0] == "":
		return -1
	}
	c := strings.Compare(a[0], b[0])
	if o.number {
		c = compareNumerals(a[0], b[0])
	}
	if o.down {
		c = -c
	}
	if c == 0 {
		c = slices.Compare(a[1:], b[1:])
	}
	return c
}

// compareNumerals compares decimals as they are written, without exponents: exactly, however
// long they are.
func compareNumerals(a, b string) int {
	x, minusA := strings.CutPrefix(a, "-")
	y, minusB := strings.CutPrefix(b, "-")
	wholeA, partA := numeralParts(x)
	wholeB, partB := numeralParts(y)
	c := len(wholeA) - len(wholeB)
	if c == 0 {
		c = strings.Compare(wholeA, wholeB)
	}
	if c == 0 {
		c = strings.Compare(partA, partB)
	}
	zero := func(whole, part string) bool { return whole == "" && part == "" }
	minusA, minusB = minusA && !zero(wholeA, partA), minusB && !zero(wholeB, partB)
	switch {
	case minusA && minusB:
		return -c
	case minusA:
		return -1
	case minusB:
		return 1
	}
	return c
}

func numeralParts(s string) (whole, part string) {
	whole, part, _ = strings.Cut(s, ".")
	return strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
}

// entitySort gives the order of entities, and the first part of an entity's mark.
func (v *View) entitySort(o EntityOrder, d OrderDirection) (Order, func(*entityRecord) string) {
	switch o {
	case EntityOrderLabel:
		return Order{Kind: "label", Width: 2}.directed(d), func(r *entityRecord) string { return names.Fold(r.label()) }
	case EntityOrderMentions:
		return Order{Kind: "mentions", Width: 2, number: true, down: true}.directed(d), func(r *entityRecord) string { return strconv.Itoa(r.mentions) }
	case EntityOrderDegree:
		return Order{Kind: "degree", Width: 2, number: true, down: true}.directed(d), func(r *entityRecord) string { return strconv.Itoa(v.index().degree(r.id)) }
	}
	return Order{Kind: "entity", Width: 1, natural: true}.directed(d), nil
}

// relationSort gives the order of relations, and the first part of a relation's mark.
func (v *View) relationSort(o RelationOrder, d OrderDirection) (Order, func(*relationRecord) string) {
	keyed := func(kind string, down, number bool) Order {
		return Order{Kind: "relation-" + kind, Width: 5, number: number, down: down}.directed(d)
	}
	switch o {
	case RelationOrderID:
		return keyed("id", false, false), func(r *relationRecord) string { return r.modelID() }
	case RelationOrderLabel:
		return keyed("label", false, false), func(r *relationRecord) string {
			if e, ok := v.index().entities.Get(r.subject); ok {
				return names.Fold(e.label())
			}
			return names.Fold(r.subject)
		}
	case RelationOrderConfidence:
		return keyed("confidence", true, true), func(r *relationRecord) string { return strconv.FormatFloat(r.confidence(), 'f', -1, 64) }
	case RelationOrderAmount:
		return keyed("amount", true, true), amountMark
	case RelationOrderYear:
		return keyed("year", true, true), yearMark
	case RelationOrderEvidence:
		return keyed("evidence", true, true), func(r *relationRecord) string { return strconv.Itoa(r.evidence) }
	}
	return Order{Kind: "relation", Width: 4, natural: true}.directed(d), nil
}

func amountMark(r *relationRecord) string {
	if r.statesAmount() {
		for _, s := range Sums(r.relation()) {
			return s.Value
		}
	}
	return ""
}

func yearMark(r *relationRecord) string {
	latest := ""
	if r.statesAmount() {
		for _, s := range Sums(r.relation()) {
			if y := s.Qualifier(model.QualifierYear); y != "" && (latest == "" || compareNumerals(y, latest) > 0) {
				latest = y
			}
		}
	}
	return latest
}

// documentSort gives the order of documents, and the first part of a document's mark.
func (v *View) documentSort(o DocumentOrder, d OrderDirection) (Order, func(*documentRecord) string) {
	keyed := func(kind string, down, number bool) Order {
		return Order{Kind: "document-" + kind, Width: 2, number: number, down: down}.directed(d)
	}
	switch o {
	case DocumentOrderLabel:
		return keyed("label", false, false), func(r *documentRecord) string { return names.Fold(r.document.Title) }
	case DocumentOrderYear:
		return keyed("year", true, true), func(r *documentRecord) string {
			if r.document.BudgetYear == 0 {
				return ""
			}
			return strconv.Itoa(r.document.BudgetYear)
		}
	case DocumentOrderMentions:
		return keyed("mentions", true, true), func(r *documentRecord) string { return strconv.Itoa(r.mentionCount()) }
	case DocumentOrderDegree:
		return keyed("degree", true, true), func(r *documentRecord) string {
			return strconv.Itoa(r.packed.relations - v.derive().rulings.refused[r.document.ID])
		}
	}
	return Order{Kind: "document", Width: 1, natural: true}.directed(d), nil
}

// mentionCount counts the mentions in the document.
func (d *documentRecord) mentionCount() int {
	n := 0
	for i := range d.packed.entities {
		u := unpacker{d, d.packed.entityAt(i)}
		_, h := u.heading()
		n += h.mentions
	}
	return n
}
