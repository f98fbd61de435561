package graph

import (
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// A thing that more than half of the chapters speak of tells nothing of two of them; this
// is asked once so many chapters were read that the half means something.
const enoughChapters = 8

// ties says whether a relation gives a thing a part in what a chapter does: somebody pays,
// oversees, carries out, answers for or rests on it. What a thing is part of, is about or
// was sent to does not.
func ties(p model.Predicate) bool {
	switch p {
	case model.ResponsibleFor, model.BasedOn, model.Involves, model.ContributesTo, model.ParticipatesIn, model.MemberOf,
		model.CooperatesWith, model.Implements, model.Supervises, model.Funds:
		return true
	}
	return false
}

// isThing says whether an id is of a type that chapters can share.
func isThing(id string) bool {
	switch t, _ := ontology.TypeOfID(id); t {
	case model.TypeOrganisation, model.TypeCoalition, model.TypePolicy, model.TypeLegalInstrument:
		return true
	}
	return false
}

// things notes the things that a relation gives a part in what the chapter of a document
// does: a link to the chapter whose body it is, and what the chapter says of it.
func (c *linker) things(r *model.Relation, e *model.Evidence, d *model.Document) {
	if !ties(r.Predicate) {
		return
	}
	for _, end := range [2][2]string{{r.Subject, r.Object}, {r.Object, r.Subject}} {
		id := end[0]
		if !isThing(id) || c.generic[id] || !c.byName(id, r, e) {
			continue
		}
		said := d.Chapter
		if said == "" {
			said = chapterOf(end[1])
		}
		if said == "" {
			continue
		}
		if to := c.owner(id, d.BudgetYear); to != "" && !c.submitted(said, to) {
			c.note(linkKey{from: said, to: to, kind: ChapterLinkBody, about: id}, r, e, d.Chapter)
		}
		c.speak(id, said, r, e)
	}
}

// byName says whether a relation's evidence calls an end by a name, which has a capital
// somewhere, as far as it names it at all: "politie" among "diplomatie" and "justitie" is a
// field of policy, "zorgverzekeraars" a class of bodies.
func (c *linker) byName(id string, r *model.Relation, e *model.Evidence) bool {
	span := e.ObjectSpan
	if id == r.Subject {
		span = e.SubjectSpan
	}
	if span == nil {
		return true
	}
	words, ok := c.view.said.document(e.Document).text.slice(*span)
	return !ok || strings.ContainsFunc(words, unicode.IsUpper)
}

// owner gives the chapter to whose ministry a body belongs in a year: by the register; for
// a body that it does not know, the chapter of the ministry that documents say it is part
// of. It is "" when nobody knows.
func (c *linker) owner(id string, year int) string {
	if !strings.HasPrefix(id, ontology.Slug(model.TypeOrganisation)+"/") {
		return ""
	}
	k := office{id, year}
	at, ok := c.homes[k]
	if ok {
		return at
	}
	if at = c.bodies.chapter(id, year); at == "" {
		whole := c.view.RelationsOf(id, DirectionOut, RelationFilter{Predicates: []model.Predicate{model.PartOf}, ObjectTypes: []model.EntityType{model.TypeMinistry}})
		if len(whole) == 1 {
			at = c.home(whole[0].Object, year)
		}
	}
	c.homes[k] = at
	return at
}

// speak notes what a chapter says of a thing.
func (c *linker) speak(thing, chapter string, r *model.Relation, e *model.Evidence) {
	k := linkKey{from: chapter, about: thing, document: e.Document, span: e.Span}
	s := c.statement[k]
	if s == nil {
		s = &Statement{Evidence: e}
		c.statement[k] = s
		by := c.spoken[thing]
		if by == nil {
			by = map[string][]*Statement{}
			c.spoken[thing] = by
		}
		by[chapter] = append(by[chapter], s)
	}
	if n := len(s.Relations); n == 0 || s.Relations[n-1] != r {
		s.Relations = append(s.Relations, r)
	}
}

// share makes links of the things that two chapters speak of and that belong to neither.
func (c *linker) share() {
	for thing, by := range c.spoken {
		if len(by) < 2 || len(c.read) >= enoughChapters && 2*len(by) > len(c.read) {
			continue
		}
		sides := map[string][]Statement{}
		for chapter, list := range by {
			sides[chapter] = c.statements(chapter, list)
		}
		for from, said := range by {
			for to := range by {
				if from != to && !c.owned(thing, said, from, to) && !c.owned(thing, by[to], from, to) {
					c.shareOne(thing, from, to, sides)
				}
			}
		}
	}
}

// submitted says whether the minister whose name a chapter bears submits another one as
// well, which has no minister of its own: what is his in the one is his in the other.
func (c *linker) submitted(other, chapter string) bool {
	return slices.ContainsFunc(c.main[chapter], func(id string) bool { return c.own(id, other) })
}

// owned says whether, in the year of one of the statements, a thing is of one of two
// chapters: the other then leans on that one.
func (c *linker) owned(thing string, said []*Statement, from, to string) bool {
	return slices.ContainsFunc(said, func(s *Statement) bool {
		at := c.owner(thing, c.view.Document(s.Evidence.Document).BudgetYear)
		return at != "" && (at == from || at == to || c.submitted(from, at) || c.submitted(to, at))
	})
}

func (c *linker) shareOne(thing, from, to string, sides map[string][]Statement) {
	for _, s := range sides[from] {
		k := linkKey{from, to, ChapterLinkShared, thing, s.Evidence.Document, s.Evidence.Span}
		c.found[k] = &ChapterLink{From: from, To: to, Kind: ChapterLinkShared, About: thing, Evidence: s.Evidence, Relations: s.Relations,
			Other: sides[to], SharedBy: len(sides)}
	}
}

// statements gives what a chapter says of a thing by document and place, with the articles.
func (c *linker) statements(chapter string, list []*Statement) []Statement {
	out := make([]Statement, len(list))
	for i, s := range list {
		s.Article = c.article(chapter, s.Evidence, s.Relations)
		out[i] = *s
	}
	slices.SortFunc(out, func(a, b Statement) int { return compareEvidence(*a.Evidence, *b.Evidence) })
	return out
}
