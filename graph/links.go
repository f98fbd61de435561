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
	// ChapterLinkBody: a body of the other chapter's ministry has a part in it.
	ChapterLinkBody ChapterLinkKind = "BODY"
	// ChapterLinkShared: both say what they have to do with one body, coalition, policy or
	// law that is neither's own. It has no direction.
	ChapterLinkShared ChapterLinkKind = "SHARED"
)

// ChapterLinkKinds lists every kind, in the order of the links.
func ChapterLinkKinds() []ChapterLinkKind {
	return []ChapterLinkKind{ChapterLinkExtends, ChapterLinkMoney, ChapterLinkOffice, ChapterLinkBody, ChapterLinkShared}
}

// ChapterLink is a statement by which one chapter, or an article of it, leans on another.
type ChapterLink struct {
	// From is the id of the chapter that says so, To that of the chapter it leans on. A
	// paper of a third chapter is no chapter's word: From is then what it speaks of.
	From, To string
	// FromArticle is the id of the article of From in which the statement stands, ToArticle
	// of the one of To that it names; empty where there is none.
	FromArticle, ToArticle string
	Kind                   ChapterLinkKind
	// About is the id of the body of a Body link and of the thing of a Shared one; else empty.
	About string
	// Relations are the relations that rest on the statement, by subject, predicate, object.
	Relations []*model.Relation
	// Evidence is the statement: that of the first of Relations.
	Evidence *model.Evidence
	// Amount is the sum that a Money link states; nil where it states none.
	Amount *model.Amount
	// OneSided says that only one of the two chapters speaks of the other, by whatever kind
	// of link that has a direction, in the documents of the year that was asked for. It is
	// never set on a Shared link.
	OneSided bool
	// FromRead and OtherRead say whether a document of the chapter From, To was read. Where
	// none was, its silence means nothing.
	FromRead, OtherRead bool
	// Other is, of a Shared link, what the chapter To says of the thing; SharedBy is the
	// number of chapters that say something of it.
	Other    []Statement
	SharedBy int
}

// Statement is what a chapter says in one place: the relations that rest on it, by subject,
// predicate, object, and the article that it stands in, where that is known.
type Statement struct {
	Evidence  *model.Evidence
	Relations []*model.Relation
	Article   string
}

// LinkFilter narrows a list of links. The zero filter lets everything through.
type LinkFilter struct {
	// Year is the budget year of the documents that count; 0 for all. What a document of
	// another year, or of an unknown one, says does not count for mutuality either.
	Year int
	// From and To are ids of chapters or of articles.
	From, To string
	// Kinds are the kinds wanted. What else is said counts for mutuality all the same.
	Kinds []ChapterLinkKind
	// OneSided, where given, must be the link's, and the link must have a direction.
	OneSided *bool
}

// ChapterLinks lists every statement by which one chapter leans on another, by chapter,
// chapter, kind, document and place; chapters in the order of the budget. A Shared link
// stands there twice, once from each side with its words.
//
// Of an office the register of Knowledge tells the chapter; for one that it does not know,
// what documents say of who leads a ministry and of the chapter that belongs to it. A
// minister who submits several chapters is no other chapter's minister in any of them,
// unless that one has a minister of its own name.
func (v *View) ChapterLinks(f LinkFilter) []ChapterLink {
	c := newLinker(v, f.Year)
	for r := range v.index().bySubject.All() {
		if mayLink(r.relationKey) {
			c.add(c.view.relation(r))
		}
	}
	c.share()
	var out []ChapterLink
	for _, l := range c.found {
		l.OneSided = l.Kind != ChapterLinkShared && (!c.says[[2]string{l.From, l.To}] || !c.says[[2]string{l.To, l.From}])
		l.FromRead, l.OtherRead = c.read[l.From], c.read[l.To]
		if c.place(l); f.lets(l) {
			out = append(out, *l)
		}
	}
	slices.SortFunc(out, compareLinks)
	return out
}

func (f *LinkFilter) lets(l *ChapterLink) bool {
	return (f.From == "" || f.From == l.From || f.From == l.FromArticle) && (f.To == "" || f.To == l.To || f.To == l.ToArticle) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, l.Kind)) &&
		(f.OneSided == nil || *f.OneSided == l.OneSided && l.Kind != ChapterLinkShared)
}

func compareLinks(a, b ChapterLink) int {
	return cmp.Or(CompareChapters(a.From, b.From), CompareChapters(a.To, b.To),
		cmp.Compare(a.Kind.order(), b.Kind.order()), cmp.Compare(a.Evidence.Document, b.Evidence.Document),
		cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(a.Evidence.End, b.Evidence.End), cmp.Compare(a.About, b.About))
}

func (k ChapterLinkKind) order() int { return slices.Index(ChapterLinkKinds(), k) }

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
	// bodies tells of bodies whose they are, generic of things that every chapter speaks of.
	bodies  offices
	generic map[string]bool
	// spoken is what chapters say of things, by thing and chapter; statement finds it by
	// chapter, thing and place.
	spoken    map[string]map[string][]*Statement
	statement map[linkKey]*Statement
}

func newLinker(v *View, year int) *linker {
	k := v.knowledge()
	c := &linker{view: v, year: year, offices: k.offices(), found: map[linkKey]*ChapterLink{}, says: map[[2]string]bool{}, read: map[string]bool{},
		main: map[string][]string{}, homes: map[office]string{}, bodies: k.bodies(), generic: map[string]bool{},
		spoken: map[string]map[string][]*Statement{}, statement: map[linkKey]*Statement{}}
	for _, id := range k.Generic {
		c.generic[id] = true
	}
	c.prepare()
	return c
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
	about    string
	document string
	span     model.Span
}

// prepare notes the chapters that were read, and the offices that bear a chapter's name.
func (c *linker) prepare() {
	for s := range c.view.documents() {
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
	return byMoney(k.predicate) || k.predicate == model.ExtendsTo || isOffice(k.subject) || isOffice(k.object) ||
		ties(k.predicate) && (isThing(k.subject) || isThing(k.object))
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
		c.things(r, e, d)
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
	c.note(linkKey{from: from, to: to, kind: kind}, r, e, said)
}

// named notes the offices of other chapters that a relation names.
func (c *linker) named(r *model.Relation, e *model.Evidence, d *model.Document) {
	for _, end := range [2][2]string{{r.Subject, r.Object}, {r.Object, r.Subject}} {
		if !isOffice(end[0]) {
			continue
		}
		said := cmp.Or(d.Chapter, chapterOf(end[1]))
		if to := c.home(end[0], d.BudgetYear); to != said && !c.own(end[0], said) {
			c.note(linkKey{from: said, to: to, kind: ChapterLinkOffice}, r, e, d.Chapter)
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

// note adds a relation to the statement that it rests on: the link of from, to, kind and
// about in k, said by a document of the chapter said.
func (c *linker) note(k linkKey, r *model.Relation, e *model.Evidence, said string) {
	if k.from == "" || k.to == "" || k.from == k.to {
		return
	}
	if said == k.from || said == "" {
		c.says[[2]string{k.from, k.to}] = true
	}
	k.document, k.span = e.Document, e.Span
	l := c.found[k]
	if l == nil {
		l = &ChapterLink{From: k.from, To: k.to, Kind: k.kind, About: k.about, Evidence: e}
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

// CompareChapters is model.CompareChapters.
func CompareChapters(a, b string) int { return model.CompareChapters(a, b) }
