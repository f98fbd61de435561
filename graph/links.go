package graph

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// ChapterLinkKind says in what way a chapter leans on another.
type ChapterLinkKind string

// The kinds of link.
const (
	// ChapterLinkExtends: the subject extends to the other chapter's budget.
	ChapterLinkExtends ChapterLinkKind = "EXTENDS"
	// ChapterLinkMoney: money goes from the one chapter to the other.
	ChapterLinkMoney ChapterLinkKind = "MONEY"
	// ChapterLinkOffice: the other chapter's minister, state secretary or ministry is named.
	ChapterLinkOffice ChapterLinkKind = "OFFICE"
)

// ChapterLink is a statement by which one chapter, or an article of it, leans on another.
type ChapterLink struct {
	// From is the id of the chapter that says so, To that of the chapter it leans on. A
	// paper of a third chapter is no chapter's word: From is then what it speaks of.
	From, To string
	Kind     ChapterLinkKind
	// Relations are the relations that rest on the statement, by subject, predicate, object.
	Relations []*model.Relation
	// Evidence is the statement: that of the first of Relations.
	Evidence *model.Evidence
	// OneSided says that only one of the two chapters speaks of the other, by whatever kind
	// of link, in the documents of the year that was asked for.
	OneSided bool
	// OtherRead says whether a document of the chapter To was read. Where none was, its
	// silence means nothing.
	OtherRead bool
}

// LinkFilter narrows a list of links. The zero filter lets everything through.
type LinkFilter struct {
	// Year is the budget year of the documents that count; 0 for all. What a document of
	// another year, or of an unknown one, says does not count for mutuality either.
	Year int
	// From and To are ids of chapters.
	From, To string
	// OneSided, where given, must be the link's.
	OneSided *bool
}

// ChapterLinks lists every statement by which one chapter leans on another, by chapter,
// chapter, kind, document and place; chapters in the order of the budget.
//
// Of an office the register of Knowledge tells the chapter; for one that it does not know,
// what documents say of who leads a ministry and of the chapter that belongs to it. A
// minister who submits several chapters is no other chapter's minister in any of them,
// unless that one has a minister of its own name.
func (v *View) ChapterLinks(f LinkFilter) []ChapterLink {
	c := &linker{view: v, year: f.Year, offices: v.knowledge().offices(), found: map[linkKey]*ChapterLink{},
		says: map[[2]string]bool{}, read: map[string]bool{}, main: map[string][]string{}, homes: map[office]string{}}
	c.prepare()
	it := v.index().relations.Iterator()
	for !it.Done() {
		if k, r, _ := it.Next(); mayLink(k) {
			c.add(r.relation())
		}
	}
	var out []ChapterLink
	for _, l := range c.found {
		l.OneSided = !c.says[[2]string{l.From, l.To}] || !c.says[[2]string{l.To, l.From}]
		l.OtherRead = c.read[l.To]
		if f.lets(l) {
			out = append(out, *l)
		}
	}
	slices.SortFunc(out, compareLinks)
	return out
}

func (f *LinkFilter) lets(l *ChapterLink) bool {
	return (f.From == "" || f.From == l.From) && (f.To == "" || f.To == l.To) &&
		(f.OneSided == nil || *f.OneSided == l.OneSided)
}

func compareLinks(a, b ChapterLink) int {
	return cmp.Or(CompareChapters(a.From, b.From), CompareChapters(a.To, b.To),
		cmp.Compare(a.Kind.order(), b.Kind.order()), cmp.Compare(a.Evidence.Document, b.Evidence.Document),
		cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(a.Evidence.End, b.Evidence.End))
}

func (k ChapterLinkKind) order() int {
	return slices.Index([]ChapterLinkKind{ChapterLinkExtends, ChapterLinkMoney, ChapterLinkOffice}, k)
}

// linker collects the links of one call.
type linker struct {
	view    *View
	year    int
	offices offices
	found   map[linkKey]*ChapterLink
	says    map[[2]string]bool  // the first chapter itself speaks of the second
	read    map[string]bool     // chapters of which a document was read
	main    map[string][]string // the offices that bear a chapter's name
	homes   map[office]string   // what home has answered
}

// office is an office or ministry in a year.
type office struct {
	id   string
	year int
}

// linkKey tells statements apart.
type linkKey struct {
	from, to string
	kind     ChapterLinkKind
	document string
	span     model.Span
}

// prepare notes the chapters that were read, and the offices that bear a chapter's name.
func (c *linker) prepare() {
	for s := range c.view.sayings() {
		if c.counts(&s.document) {
			c.read[s.document.Chapter] = true
		}
	}
	for _, o := range c.view.knowledge().Offices {
		if o.Main {
			c.main[o.Chapter] = append(c.main[o.Chapter], o.ID)
		}
	}
}

func (c *linker) counts(d *model.Document) bool {
	return d != nil && (c.year == 0 || d.BudgetYear == c.year)
}

// mayLink says whether a relation can be a link: the others need not be looked at.
func mayLink(k relationKey) bool {
	return byMoney(k.predicate) || k.predicate == model.ExtendsTo || isOffice(k.subject) || isOffice(k.object)
}

func byMoney(p model.Predicate) bool { return p == model.ContributesTo || p == model.Funds }

func isOffice(id string) bool {
	return strings.HasPrefix(id, ontology.Slug(model.TypeRole)+"/") || strings.HasPrefix(id, ontology.Slug(model.TypeMinistry)+"/")
}

// add notes what each evidence of a relation says of chapters.
func (c *linker) add(r *model.Relation) {
	for i := range r.Evidence {
		e := &r.Evidence[i]
		d := c.view.Document(e.Document)
		if !c.counts(d) {
			continue
		}
		switch {
		case r.Predicate == model.ExtendsTo:
			c.between(ChapterLinkExtends, r, e, d.Chapter)
		case byMoney(r.Predicate):
			c.between(ChapterLinkMoney, r, e, d.Chapter)
		}
		c.named(r, e, d)
	}
}

// between notes a relation that has a chapter, or an article of one, at an end.
func (c *linker) between(kind ChapterLinkKind, r *model.Relation, e *model.Evidence, said string) {
	from, to := chapterOf(r.Subject), chapterOf(r.Object)
	switch {
	case from == "" && to == "":
		return
	case from == "":
		from = said
	case to == "" || said == to:
		from, to = said, from
	}
	c.note(kind, from, to, r, e, said)
}

// named notes the offices of other chapters that a relation names.
func (c *linker) named(r *model.Relation, e *model.Evidence, d *model.Document) {
	for _, end := range [2][2]string{{r.Subject, r.Object}, {r.Object, r.Subject}} {
		if !isOffice(end[0]) {
			continue
		}
		said := cmp.Or(d.Chapter, chapterOf(end[1]))
		if to := c.home(end[0], d.BudgetYear); to != said && !c.own(end[0], said) {
			c.note(ChapterLinkOffice, said, to, r, e, d.Chapter)
		}
	}
}

// home gives the chapter that an office belongs to in a year; "" when nobody knows.
func (c *linker) home(id string, year int) string {
	k := office{id, year}
	at, ok := c.homes[k]
	if !ok {
		ministry := c.view.ministryOf(id)
		at = cmp.Or(c.offices.chapter(id, year), c.offices.chapter(ministry, year), c.view.chapterOfMinistry(cmp.Or(ministry, id)))
		c.homes[k] = at
	}
	return at
}

// own says whether a chapter that does not bear the office's name is submitted by it all
// the same, and has no office of its own name that the documents know.
func (c *linker) own(id, chapter string) bool {
	return c.offices.submits(id, chapter) &&
		!slices.ContainsFunc(c.main[chapter], func(other string) bool { return other != id && c.view.Entity(other) != nil })
}

// note adds a relation to the statement that it rests on.
func (c *linker) note(kind ChapterLinkKind, from, to string, r *model.Relation, e *model.Evidence, said string) {
	if from == "" || to == "" || from == to {
		return
	}
	if said == from || said == "" {
		c.says[[2]string{from, to}] = true
	}
	k := linkKey{from, to, kind, e.Document, e.Span}
	l := c.found[k]
	if l == nil {
		l = &ChapterLink{From: from, To: to, Kind: kind, Evidence: e}
		c.found[k] = l
	}
	if n := len(l.Relations); n == 0 || l.Relations[n-1] != r {
		l.Relations = append(l.Relations, r)
	}
}

// chapterOf gives the chapter that an id is of: its own, or that of the article; "" for
// anything else, and for an article of which only the document is known.
func chapterOf(id string) string {
	t, _ := ontology.TypeOfID(id)
	switch t {
	case model.TypeBudgetChapter:
		return id
	case model.TypeBudgetArticle:
		code, _, _ := strings.Cut(id[strings.Index(id, "/")+1:], "/")
		if code != "" && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			return ontology.Slug(model.TypeBudgetChapter) + "/" + code
		}
	}
	return ""
}

// CompareChapters orders ids of chapters as the budget does: by their Roman numbers with
// the letters behind them (IXA, IXB, X), then the funds by letter.
func CompareChapters(a, b string) int {
	x, y := romanNumber(a), romanNumber(b)
	if (x == 0) != (y == 0) {
		return cmp.Compare(y, x)
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

// romanNumber reads the Roman number at the beginning of a chapter's code; 0 without one.
// Chapters stay under 40: the letters C, D, L and M are funds.
func romanNumber(id string) int {
	digits := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	code := id[strings.LastIndex(id, "/")+1:]
	sum := 0
	for i := range len(code) {
		d := digits[code[i]]
		if d == 0 {
			break
		}
		if i+1 < len(code) && digits[code[i+1]] > d {
			d = -d
		}
		sum += d
	}
	return sum
}
