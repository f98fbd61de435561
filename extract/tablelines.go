package extract

import (
	"strconv"
	"strings"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// settle says which entity a row is, and whose total it is, once its parents are settled:
// rows come in their order.
func (t *tableReader) settle(row *tableRow) {
	above := row.lineAbove()
	if row.kind == "" {
		row.kind = t.kindFrom(row)
	}
	switch {
	case row.words.number != "":
		row.id, row.typ = articleID(t.chapter, t.doc.ID, row.words.number), model.TypeBudgetArticle
	case row.isKind, row.isWhole:
		if row.total, row.totalType = t.subject, t.subjectType; above != nil && row.isKind {
			row.total, row.totalType = above.id, above.typ
		}
		if row.isKind {
			t.asLine(row, above)
		}
	case row.isGroup:
	default:
		t.asLine(row, above)
	}
}

// asLine makes a row a budget line of its own.
func (t *tableReader) asLine(row *tableRow, above *tableRow) {
	base := t.subject
	if above != nil {
		base = above.id
	}
	if base == "" {
		base = t.doc.ID
	}
	_, base, _ = strings.Cut(base, "/")
	row.slug, row.typ = t.lineSlug(row), model.TypeBudgetLine
	row.id = ontology.Slug(model.TypeBudgetLine) + "/" + base + "/" + row.slug
	if t.lines == nil {
		t.lines = map[string]int{}
	}
	key := row.id + " " + row.kind
	if t.lines[key]++; t.lines[key] > 1 {
		row.id += "-" + strconv.Itoa(t.lines[key]) // a second line of that name
	}
}

// lineSlug names a line by its kind of amount, by its kind of instrument, by the body of the register that it
// names, or by its words.
func (t *tableReader) lineSlug(row *tableRow) string {
	name := row.words.name
	if row.isKind {
		for _, w := range t.lex.TableWords {
			if w.Class == "kind" && w.Value == row.kind {
				return slugOf(w.Words[0])
			}
		}
	}
	if slug, ok := t.instrument(name); ok {
		return slug
	}
	if n, ok := t.bodyNamed(name); ok {
		_, slug, _ := strings.Cut(n.id, "/")
		return slug
	}
	return shorten(slugOf(name))
}

// lineAbove gives the nearest row above in the tree that is an entity and no kind of
// amount.
func (r *tableRow) lineAbove() *tableRow {
	for p := r.parent; p != nil; p = p.parent {
		if p.id != "" && !p.isKind && !p.isTotal {
			return p
		}
	}
	return nil
}

// kindFrom tells the kind of a row's amounts from the rows above it in the tree, else
// from the kind of instrument, which is what money is spent by, else from the title.
func (t *tableReader) kindFrom(row *tableRow) string {
	for p := row.parent; p != nil; p = p.parent {
		if p.kind != "" {
			return p.kind
		}
	}
	for p := row; p != nil; p = p.parent {
		if _, ok := t.instrument(p.words.name); ok {
			return string(model.KindExpenditure)
		}
	}
	return t.titleKind()
}

// titleKind gives the one kind of amount that the title names; "" for none or several.
func (t *tableReader) titleKind() string {
	kind := ""
	for _, word := range strings.Fields(t.title) {
		switch k := t.kindEnding(strings.Trim(word, "(),.;:")); {
		case k == "" || k == kind:
		case kind != "":
			return ""
		default:
			kind = k
		}
	}
	return kind
}

// bodyNamed gives the body that a row's whole name means: the register's or one that the
// document has introduced.
func (t *tableReader) bodyNamed(name string) (name2 bodyName, ok bool) {
	words := lexicon.Words(name)
	if len(words) == 0 {
		return bodyName{}, false
	}
	if n, values := t.names.Longest(0, len(words), "", func(i int) string { return words[i] }); n == len(words) {
		for _, v := range values {
			if b := t.values[v]; isBody(b.typ) {
				return bodyName{b.id, b.typ, b.label}, true
			}
		}
	}
	if b, ok := t.taught[name]; ok && isBody(b.typ) {
		return bodyName{b.id, b.typ, b.label}, true
	}
	return bodyName{}, false
}

// bodyName is a body with a name.
type bodyName struct {
	id    string
	typ   model.EntityType
	label string
}

func isBody(t model.EntityType) bool {
	return t == model.TypeOrganisation || t == model.TypeCoalition
}

// receiver gives the body that a row pays: its name, whole or after words such as
// "Bijdrage aan", and how many bytes stand before it.
func (t *tableReader) receiver(name string) (bodyName, int, bool) {
	if b, ok := t.bodyNamed(name); ok {
		return b, 0, true
	}
	lower := lexicon.TableText(name)
	best := 0
	for _, w := range t.lex.TableWords {
		if w.Class != "receiver" {
			continue
		}
		for _, form := range w.Words {
			if strings.HasPrefix(lower, form+" ") && len(form)+1 > best {
				if _, ok := t.bodyNamed(name[min(len(name), len(form)+1):]); ok {
					best = len(form) + 1
				}
			}
		}
	}
	if best == 0 {
		return bodyName{}, 0, false
	}
	b, ok := t.bodyNamed(name[best:])
	return b, best, ok
}
