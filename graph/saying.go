package graph

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/internal/turns"
	"rijksgraaf/model"
)

// saying is all that one document said, in one normal form: the same facts always give
// the same saying, whether they come from an extraction or from the store. It is never
// changed once made.
type saying struct {
	document  model.Document
	text      *textIndex
	entities  []*model.Entity   // by id; mentions name the document
	relations []*model.Relation // by subject, predicate, object; evidence names the document
	ids       []string          // the relations' ids, in their order
	repeated  []bool            // of each relation, whether one before it states its value of its subject
	gaps      []model.Gap
	refusals  []model.Refusal
	warnings  []string
}

// entity finds an entity by id; nil when the document does not speak of it.
func (s *saying) entity(id string) *model.Entity {
	if s == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(s.entities, id, func(e *model.Entity, id string) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return nil
	}
	return s.entities[i]
}

// newSaying brings an extraction into normal form: sorted, without duplicates, what is
// said twice of one entity or relation put together. The extraction is not changed.
func newSaying(x *model.Extraction) *saying {
	s := &saying{
		document: x.Document,
		text:     newTextIndex(x.Document.Text),
		gaps:     slices.Clone(x.Gaps),
		refusals: slices.Clone(x.Refusals),
		warnings: slices.Clone(x.Warnings),
	}
	if len(s.document.Sections) == 0 {
		s.document.Sections = nil
	}
	s.entities = mergeEntities(x.Entities, x.Document.ID)
	s.relations = mergeRelations(x.Relations, x.Document.ID)
	s.finish()
	return s
}

// finish computes what follows from the rest.
func (s *saying) finish() {
	s.ids = make([]string, len(s.relations))
	s.repeated = make([]bool, len(s.relations))
	stated := statedValues{}
	var others turns.Turns
	for i, r := range s.relations {
		others.Took()
		s.ids[i], s.repeated[i] = r.ID(), stated.again(r)
	}
}

// statedValues are the values of subjects that the relations before state.
type statedValues map[relationKey]bool

// again says whether a relation before states the value that this one states of its subject.
func (s statedValues) again(r *model.Relation) bool {
	if r.Object != "" || r.Amount == nil {
		return false
	}
	k := relationKey{subject: r.Subject, predicate: r.Predicate, value: r.Amount.Value}
	was := s[k]
	s[k] = true
	return was
}

func mergeEntities(in []*model.Entity, document string) []*model.Entity {
	byID := make(map[string]*model.Entity, len(in))
	var others turns.Turns
	for _, e := range in {
		others.Took()
		if e == nil {
			continue
		}
		m := byID[e.ID]
		if m == nil {
			m = &model.Entity{ID: e.ID, Type: e.Type, Label: e.Label}
			byID[e.ID] = m
		} else if e.Label != m.Label {
			m.Aliases = append(m.Aliases, e.Label)
		}
		m.Aliases = append(m.Aliases, e.Aliases...)
		m.SameAs = append(m.SameAs, e.SameAs...)
		m.Mentions = append(m.Mentions, e.Mentions...)
	}
	out := make([]*model.Entity, 0, len(byID))
	for _, e := range byID {
		others.Took()
		tidyEntity(e, document)
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *model.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// tidyEntity sorts an entity's parts and drops duplicates, in place.
func tidyEntity(e *model.Entity, document string) {
	e.Aliases = slices.DeleteFunc(sortedSet(e.Aliases), func(a string) bool { return a == e.Label })
	e.SameAs = sortedSet(e.SameAs)
	if len(e.SameAs) == 0 {
		e.SameAs = nil
	}
	if e.Mentions == nil {
		e.Mentions = []model.Mention{}
	}
	for i := range e.Mentions {
		e.Mentions[i].Document = document
	}
	slices.SortFunc(e.Mentions, compareMentions)
	e.Mentions = slices.Compact(e.Mentions)
}

// sortedSet sorts strings in place and drops duplicates; never nil.
func sortedSet(in []string) []string {
	if in == nil {
		return []string{}
	}
	slices.Sort(in)
	return slices.Compact(in)
}

func compareMentions(a, b model.Mention) int {
	return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		cmp.Compare(a.Page, b.Page), cmp.Compare(a.Text, b.Text))
}

func mergeRelations(in []*model.Relation, document string) []*model.Relation {
	byKey := make(map[relationKey]*model.Relation, len(in))
	var others turns.Turns
	for _, r := range in {
		others.Took()
		if r == nil {
			continue
		}
		k := keyOf(r)
		m := byKey[k]
		if m == nil {
			m = &model.Relation{Subject: r.Subject, Predicate: r.Predicate, Object: r.Object}
			byKey[k] = m
		}
		joinRelation(m, r)
	}
	out := make([]*model.Relation, 0, len(byKey))
	for _, r := range byKey {
		others.Took()
		tidyRelation(r, document)
		out = append(out, r)
	}
	slices.SortFunc(out, compareRelations)
	return out
}

// joinRelation adds to m what r says of the same fact. Amount stays the first, all stand
// in Amounts; a list that one place calls open is open.
func joinRelation(m, r *model.Relation) {
	if m.Amount == nil {
		m.Amount = r.Amount
	}
	m.Amounts = append(m.Amounts, r.Amounts...)
	if m.Exhaustive == nil || r.Exhaustive != nil && !*r.Exhaustive {
		m.Exhaustive = r.Exhaustive
	}
	m.Qualifiers = append(m.Qualifiers, r.Qualifiers...)
	m.Evidence = append(m.Evidence, r.Evidence...)
}

// tidyRelation sorts a relation's parts and drops duplicates, in place.
func tidyRelation(r *model.Relation, document string) {
	tidyQualifiers(r)
	tidySums(r, document)
	for i := range r.Evidence {
		e := &r.Evidence[i]
		e.Document = document
		if len(e.Section) == 0 {
			e.Section = []string{}
		}
	}
	slices.SortStableFunc(r.Evidence, compareEvidence)
	r.Evidence = slices.CompactFunc(r.Evidence, func(a, b model.Evidence) bool { return compareEvidence(a, b) == 0 })
}

func tidyQualifiers(r *model.Relation) { r.Qualifiers = qualifierSet(r.Qualifiers) }

// qualifierSet sorts qualifiers in place and drops duplicates; nil when there are none.
func qualifierSet(list []model.Qualifier) []model.Qualifier {
	slices.SortFunc(list, compareQualifiers)
	if list = slices.Compact(list); len(list) == 0 {
		return nil
	}
	return list
}

func compareQualifiers(a, b model.Qualifier) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value))
}

// tidySums sorts a relation's sums by place and drops those that stand twice, in place.
// Without an amount of its own the relation takes the first of them.
func tidySums(r *model.Relation, document string) {
	for i := range r.Amounts {
		s := &r.Amounts[i]
		s.Document, s.Qualifiers = document, qualifierSet(slices.Clone(s.Qualifiers))
	}
	slices.SortStableFunc(r.Amounts, compareSums)
	r.Amounts = slices.CompactFunc(r.Amounts, func(a, b model.Sum) bool { return compareSums(a, b) == 0 })
	if len(r.Amounts) == 0 {
		r.Amounts = nil
	} else if r.Amount == nil {
		r.Amount = &r.Amounts[0].Amount
	}
}

func compareSums(a, b model.Sum) int {
	return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Value, b.Value), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Scale, b.Scale), cmp.Compare(a.AsPrinted, b.AsPrinted),
		slices.CompareFunc(a.Qualifiers, b.Qualifiers, compareQualifiers))
}

func compareEvidence(a, b model.Evidence) int {
	return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		cmp.Compare(a.Rule, b.Rule), compareSpans(a.SubjectSpan, b.SubjectSpan), compareSpans(a.ObjectSpan, b.ObjectSpan),
		cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Inherited, b.Inherited),
		cmp.Compare(a.Text, b.Text), slices.Compare(a.Section, b.Section))
}

// compareSpans puts "no span" first.
func compareSpans(a, b *model.Span) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// relationKey is a relation's identity; relations are listed in its order.
type relationKey struct {
	subject   string
	predicate model.Predicate
	object    string
	value     string // model.Relation.ValueKey; "" where there is an object
}

func keyOf(r *model.Relation) relationKey {
	return relationKey{r.Subject, r.Predicate, r.Object, r.ValueKey()}
}

func (k relationKey) compare(o relationKey) int {
	if c := strings.Compare(k.subject, o.subject); c != 0 {
		return c // most keys differ here; this is the innermost loop of every commit
	}
	if c := strings.Compare(string(k.predicate), string(o.predicate)); c != 0 {
		return c
	}
	if c := strings.Compare(k.object, o.object); c != 0 {
		return c
	}
	return strings.Compare(k.value, o.value)
}

func compareRelations(a, b *model.Relation) int { return keyOf(a).compare(keyOf(b)) }

// extraction gives the saying back as an Extraction, in the order of the contract and
// without the document's id on each mention and evidence.
func (s *saying) extraction() *model.Extraction {
	x := &model.Extraction{Document: s.document, Gaps: s.gaps, Refusals: s.refusals, Warnings: s.warnings}
	for _, e := range s.entities {
		c := *e
		c.Mentions = slices.Clone(e.Mentions)
		for i := range c.Mentions {
			c.Mentions[i].Document = ""
		}
		x.Entities = append(x.Entities, &c)
	}
	for _, r := range s.relations {
		c := *r
		c.Evidence = slices.Clone(r.Evidence)
		for i := range c.Evidence {
			c.Evidence[i].Document = ""
		}
		c.Amounts = slices.Clone(r.Amounts)
		for i := range c.Amounts {
			c.Amounts[i].Document = ""
		}
		x.Relations = append(x.Relations, &c)
	}
	slices.SortStableFunc(x.Entities, func(a, b *model.Entity) int { return cmp.Compare(firstMention(a), firstMention(b)) })
	slices.SortStableFunc(x.Relations, func(a, b *model.Relation) int {
		return cmp.Or(cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start), cmp.Compare(a.Evidence[0].End, b.Evidence[0].End))
	})
	return x
}

// firstMention is where an entity is first named; one without words comes last.
func firstMention(e *model.Entity) int {
	if len(e.Mentions) == 0 {
		return int(^uint(0) >> 1)
	}
	return e.Mentions[0].Start
}
