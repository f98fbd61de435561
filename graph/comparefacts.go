package graph

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// placeFacts compares what the two documents say in one place.
type placeFacts struct {
	c        *comparing
	pair     placePair
	from, to *spoken
	reworded map[string]string // ids of From, to those of To that are the same in other words
}

// spoken is what a document says in one place.
type spoken struct {
	side      *side
	place     *Place
	entities  []*model.Entity              // with the mentions in the place only; those of its facts may have none
	relations []*model.Relation            // with the evidence in the place only
	about     map[string][]*model.Relation // the same by the ids of their ends
}

// facts gathers what both documents say in a place.
func (c *comparing) facts(p placePair) *placeFacts {
	return &placeFacts{c: c, pair: p, from: c.from.spoken(p.from), to: c.to.spoken(p.to), reworded: map[string]string{}}
}

// spoken gives what the document says in a place; nothing in none.
func (s *side) spoken(p *Place) *spoken {
	if s.parted == nil {
		s.part()
	}
	if said := s.parted[p]; said != nil {
		return said
	}
	return newSpoken(s, p)
}

func newSpoken(s *side, p *Place) *spoken {
	return &spoken{side: s, place: p, about: map[string][]*model.Relation{}}
}

// add adds a relation with its evidence in the place.
func (s *spoken) add(r *model.Relation) {
	s.relations = append(s.relations, r)
	s.about[r.Subject] = append(s.about[r.Subject], r)
	if r.Object != "" {
		s.about[r.Object] = append(s.about[r.Object], r)
	}
}

// silent says whether nothing is said in the place.
func (s *spoken) silent() bool { return len(s.entities)+len(s.relations) == 0 }

// part puts all that the document says to its places.
func (s *side) part() {
	s.parted = map[*Place]*spoken{}
	at := func(p *Place) *spoken {
		if s.parted[p] == nil {
			s.parted[p] = newSpoken(s, p)
		}
		return s.parted[p]
	}
	for _, r := range s.saying.relations {
		here := map[*Place]*model.Relation{}
		for _, e := range r.Evidence {
			p := s.of(r, e.Start)
			if here[p] == nil {
				c := *r
				c.Evidence = nil
				here[p] = &c
				at(p).add(&c)
			}
			here[p].Evidence = append(here[p].Evidence, e)
		}
	}
	for _, e := range s.saying.entities {
		here := map[*Place][]model.Mention{}
		for _, m := range e.Mentions {
			p := s.at(m.Start)
			here[p] = append(here[p], m)
		}
		for _, p := range append(slices.Clone(s.places), s.rest) {
			if len(here[p]) > 0 || len(at(p).about[e.ID]) > 0 {
				c := *e
				c.Mentions = here[p]
				at(p).entities = append(at(p).entities, &c)
			}
		}
	}
}

// id gives the id that both sides have for one of a side in this place: what is the same in
// other words is one, and a line of the budget under such a line stands under the other's name.
func (f *placeFacts) id(s *side, id string) string {
	id = f.c.id(s, id)
	if s == f.c.to {
		return id
	}
	return f.under(id)
}

func (f *placeFacts) under(id string) string {
	if to, ok := f.reworded[id]; ok {
		return to
	}
	if t, _ := ontology.TypeOfID(id); t != model.TypeBudgetLine || strings.Count(id, "/") < 4 {
		return id
	}
	up := id[:strings.LastIndexByte(id, '/')]
	return f.under(up) + id[len(up):]
}

// topicOf gives the topic of an entity; "" for what is told otherwise: chapters and budget
// lines, the documents themselves and the article that the place is.
func (f *placeFacts) topicOf(s *spoken, e *model.Entity) CompareTopic {
	switch {
	case e.Type == model.TypeObjective:
		return TopicObjectives
	case e.Type == model.TypeActivity:
		return TopicDuties
	case e.Type == model.TypeBudgetChapter, e.Type == model.TypeBudgetLine, e.ID == s.side.saying.document.ID, e.ID == s.place.Article:
		return ""
	}
	return TopicEntities
}

// entities compares the entities of the place, and notes which are one in other words.
func (f *placeFacts) entities() []EntityChange {
	mine, theirs := f.named(f.from), f.named(f.to)
	var out []EntityChange
	var gone, fresh []*model.Entity
	for id, a := range mine {
		if b := theirs[id]; b != nil {
			out = append(out, f.entity(ChangeKept, a, b))
		} else {
			gone = append(gone, a)
		}
	}
	for id, b := range theirs {
		if mine[id] == nil {
			fresh = append(fresh, b)
		}
	}
	for _, p := range f.pairs(gone, fresh) {
		f.reworded[f.c.id(f.c.from, p.from.ID)] = f.c.id(f.c.to, p.to.ID)
		change := ChangeReworded
		if p.score >= leastSpelling {
			change = ChangeKept
		}
		out = append(out, f.entity(change, p.from, p.to))
		gone, fresh = without(gone, p.from), without(fresh, p.to)
	}
	for _, a := range gone {
		out = append(out, f.entity(ChangeGone, a, nil))
	}
	for _, b := range fresh {
		out = append(out, f.entity(ChangeNew, nil, b))
	}
	slices.SortFunc(out, func(a, b EntityChange) int {
		return cmp.Or(cmp.Compare(rank(CompareTopics(), string(a.Topic)), rank(CompareTopics(), string(b.Topic))),
			cmp.Compare(a.Change.order(), b.Change.order()), cmp.Compare(startOf(&a), startOf(&b)), cmp.Compare(a.Entity().ID, b.Entity().ID))
	})
	return out
}

// named lists the entities of a topic, by the id that both sides have for them.
func (f *placeFacts) named(s *spoken) map[string]*model.Entity {
	out := map[string]*model.Entity{}
	for _, e := range s.entities {
		if f.topicOf(s, e) != "" {
			out[f.c.id(s.side, e.ID)] = e
		}
	}
	return out
}

func without(list []*model.Entity, e *model.Entity) []*model.Entity {
	return slices.DeleteFunc(list, func(o *model.Entity) bool { return o == e })
}

// entity makes a change, with the words of both sides.
func (f *placeFacts) entity(change Change, a, b *model.Entity) EntityChange {
	out := EntityChange{Change: change, From: a, To: b}
	switch {
	case b == nil:
		out.Topic, out.Elsewhere = f.topicOf(f.from, a), f.c.elsewhere(f.c.to, f.c.id(f.c.from, a.ID))
	case a == nil:
		out.Topic, out.Elsewhere = f.topicOf(f.to, b), f.c.elsewhere(f.c.from, f.c.id(f.c.to, b.ID))
	default:
		out.Topic = f.topicOf(f.to, b)
	}
	out.FromWords, out.ToWords = f.from.words(a), f.to.words(b)
	return out
}

// words gives words that name an entity in the place: those of a fact of it that name it,
// else the sentence in which it is first named, else those of a fact of it that do not.
func (s *spoken) words(e *model.Entity) *Words {
	if e == nil {
		return nil
	}
	var unnamed *Words
	for _, r := range s.about[e.ID] {
		for i := range r.Evidence {
			w := evidenceWords(&r.Evidence[i])
			for _, m := range e.Mentions {
				if w.Contains(m.Span) {
					w.Mention = m.Span
					return w
				}
			}
			unnamed = cmp.Or(unnamed, w)
		}
	}
	if len(e.Mentions) > 0 {
		return s.side.words(e.Mentions[0])
	}
	return unnamed
}

// startOf is where the words of a change stand: in the second document, else in the first.
func startOf(e *EntityChange) int {
	if w := cmp.Or(e.ToWords, e.FromWords); w != nil {
		return cmp.Or(w.Mention.Start, w.Start)
	}
	return 0
}

// elsewhere lists the places of a side that state something, by its id or key, in order.
func (c *comparing) elsewhere(s *side, key any) []string {
	if c.said == nil {
		c.said = map[*side]map[any][]*Place{c.from: c.index(c.from), c.to: c.index(c.to)}
	}
	var out []string
	for _, p := range c.said[s][key] {
		out = append(out, s.id(p))
	}
	return out
}

// index notes in which places a side speaks of what.
func (c *comparing) index(s *side) map[any][]*Place {
	out := map[any][]*Place{}
	add := func(key any, p *Place) {
		if !slices.Contains(out[key], p) {
			out[key] = append(out[key], p)
		}
	}
	for _, p := range append(slices.Clone(s.places), s.rest) {
		said := s.spoken(p)
		for _, e := range said.entities {
			add(c.id(s, e.ID), p)
		}
		for _, r := range said.relations {
			add(factKey{c.id(s, r.Subject), r.Predicate, c.id(s, r.Object)}, p)
		}
	}
	return out
}

// factKey is the identity of a fact by the ids that both sides have.
type factKey struct {
	subject   string
	predicate model.Predicate
	object    string
}

// states says whether a relation is told as a fact: one to a value is told as an amount, and
// where something stands in the budget by the places and lines.
func states(r *model.Relation) bool {
	if r.Object == "" || r.Predicate == model.DescribedIn {
		return false
	}
	t, _ := ontology.TypeOfID(r.Subject)
	return r.Predicate != model.PartOf || t != model.TypeBudgetLine && t != model.TypeBudgetArticle
}

// relations compares the facts of the place, given what became of its entities.
func (f *placeFacts) relations(entities []EntityChange) []RelationChange {
	mine, theirs := f.stated(f.from), f.stated(f.to)
	moved := map[*side]map[string]bool{f.c.from: {}, f.c.to: {}}
	for i := range entities {
		switch e := &entities[i]; e.Change {
		case ChangeGone:
			moved[f.c.from][e.From.ID] = true
		case ChangeNew:
			moved[f.c.to][e.To.ID] = true
		}
	}
	var out []RelationChange
	for k, a := range mine {
		if b := theirs[k]; b != nil {
			out = append(out, f.both(a, b))
			continue
		}
		out = append(out, RelationChange{Change: ChangeGone, From: a, Implied: moved[f.c.from][a.Subject] || moved[f.c.from][a.Object],
			Elsewhere: f.c.elsewhere(f.c.to, k)})
	}
	for k, b := range theirs {
		if mine[k] == nil {
			out = append(out, RelationChange{Change: ChangeNew, To: b, Implied: moved[f.c.to][b.Subject] || moved[f.c.to][b.Object],
				Elsewhere: f.c.elsewhere(f.c.from, k)})
		}
	}
	slices.SortFunc(out, func(a, b RelationChange) int {
		return cmp.Or(cmp.Compare(a.Change.order(), b.Change.order()), cmp.Compare(a.Relation().Evidence[0].Start, b.Relation().Evidence[0].Start),
			compareRelations(a.Relation(), b.Relation()))
	})
	return out
}

func (f *placeFacts) stated(s *spoken) map[factKey]*model.Relation {
	out := map[factKey]*model.Relation{}
	for _, r := range s.relations {
		if states(r) {
			out[factKey{f.id(s.side, r.Subject), r.Predicate, f.id(s.side, r.Object)}] = r
		}
	}
	return out
}

// both says what became of a fact that both state.
func (f *placeFacts) both(a, b *model.Relation) RelationChange {
	out := RelationChange{Change: ChangeKept, From: a, To: b, Qualifiers: qualifierChanges(a.Qualifiers, b.Qualifiers), Exhaustive: !sameAnswer(a.Exhaustive, b.Exhaustive)}
	switch {
	case f.otherWords(a.Subject, b.Subject) || f.otherWords(a.Object, b.Object):
		out.Change = ChangeReworded
	case len(out.Qualifiers) > 0 || out.Exhaustive:
		out.Change = ChangeChanged
	}
	return out
}

// otherWords says whether an end is the same in other words only.
func (f *placeFacts) otherWords(a, b string) bool {
	x, y := f.from.entity(a), f.to.entity(b)
	return f.c.id(f.c.from, a) != f.c.id(f.c.to, b) && x != nil && y != nil && reworded(x, y) < leastSpelling
}

func (s *spoken) entity(id string) *model.Entity { return s.side.saying.entity(id) }

func sameAnswer(a, b *bool) bool { return a == b || a != nil && b != nil && *a == *b }

// qualifierChanges lists the qualifiers that differ, by name. Which other engine proposed a
// name is none of what a document says.
func qualifierChanges(a, b []model.Qualifier) []QualifierChange {
	by := map[string]*QualifierChange{}
	at := func(name string) *QualifierChange {
		if by[name] == nil {
			by[name] = &QualifierChange{Name: name, From: []string{}, To: []string{}}
		}
		return by[name]
	}
	for _, q := range a {
		at(q.Name).From = append(at(q.Name).From, q.Value)
	}
	for _, q := range b {
		at(q.Name).To = append(at(q.Name).To, q.Value)
	}
	var out []QualifierChange
	for name, q := range by {
		if name != "proposedBy" && !slices.Equal(q.From, q.To) {
			out = append(out, *q)
		}
	}
	slices.SortFunc(out, func(a, b QualifierChange) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
