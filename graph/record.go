package graph

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"

	"rijksgraaf/model"
)

// documentRecord is a document in a View.
type documentRecord struct {
	saying *saying
	tally  tally
}

// entityPart is what one document says of an entity.
type entityPart struct {
	document string
	entity   *model.Entity
}

// nameCount counts the documents that use a name as label and as alias.
type nameCount struct {
	name          string
	labels, alias int
}

// entityRecord is an entity in a View: what each document says of it, its relations, and
// the merged entity, which is made when first asked for. It is never changed once made.
type entityRecord struct {
	id       string
	kind     model.EntityType
	parts    []entityPart  // by document
	names    []nameCount   // by name
	fixed    string        // the label, where it is not for the documents to choose
	mentions int           // over all parts
	out, in  []relationKey // sorted; relations of which it is the subject, the object
	once     sync.Once
	merged   *model.Entity
}

// label is the name that most documents use as label; of those the longest in code
// points; of those the first in the alphabet. Of an entity that is known by several ids,
// one of them in the registers, it is what the registers call it.
func (r *entityRecord) label() string {
	if r.fixed != "" {
		return r.fixed
	}
	best := nameCount{}
	for _, n := range r.names {
		c := cmp.Or(cmp.Compare(n.labels, best.labels), cmp.Compare(utf8.RuneCountInString(n.name), utf8.RuneCountInString(best.name)))
		if c > 0 || best.labels == 0 {
			best = n
		}
	}
	return best.name
}

// entity merges what the documents say.
func (r *entityRecord) entity() *model.Entity {
	r.once.Do(func() {
		e := &model.Entity{ID: r.id, Type: r.kind, Label: r.label(), Aliases: []string{}}
		for _, n := range r.names {
			if n.name != e.Label {
				e.Aliases = append(e.Aliases, n.name)
			}
		}
		e.Mentions = make([]model.Mention, 0, r.mentions)
		for _, p := range r.parts {
			e.SameAs = append(e.SameAs, p.entity.SameAs...)
			e.Mentions = append(e.Mentions, p.entity.Mentions...)
		}
		if len(e.SameAs) > 0 {
			e.SameAs = sortedSet(e.SameAs)
		}
		r.merged = e
	})
	return r.merged
}

// with gives a record in which a document says something else of the entity; a nil part
// means that it says nothing any more.
func (r *entityRecord) with(document string, part *model.Entity) *entityRecord {
	n := &entityRecord{id: r.id, kind: r.kind, mentions: r.mentions, out: r.out, in: r.in}
	names := slices.Clone(r.names)
	i, found := findPart(r.parts, document)
	n.parts = slices.Clone(r.parts)
	if found {
		n.mentions -= len(r.parts[i].entity.Mentions)
		names = countNames(names, r.parts[i].entity, -1)
		n.parts = slices.Delete(n.parts, i, i+1)
	}
	if part != nil {
		n.kind = part.Type
		n.mentions += len(part.Mentions)
		names = countNames(names, part, +1)
		n.parts = slices.Insert(n.parts, i, entityPart{document, part})
	}
	n.names = names
	return n
}

func findPart(parts []entityPart, document string) (int, bool) {
	return slices.BinarySearchFunc(parts, document, func(p entityPart, d string) int { return cmp.Compare(p.document, d) })
}

// countNames adds or takes away one document's names, in place where that is possible.
func countNames(names []nameCount, e *model.Entity, by int) []nameCount {
	names = countName(names, e.Label, by, 0)
	for _, a := range e.Aliases {
		names = countName(names, a, 0, by)
	}
	return names
}

func countName(names []nameCount, name string, labels, alias int) []nameCount {
	i, found := slices.BinarySearchFunc(names, name, func(n nameCount, s string) int { return cmp.Compare(n.name, s) })
	if !found {
		return slices.Insert(names, i, nameCount{name, labels, alias})
	}
	names[i].labels += labels
	names[i].alias += alias
	if names[i].labels == 0 && names[i].alias == 0 {
		names = slices.Delete(names, i, i+1)
	}
	return names
}

// relationPart is what one document says of a relation.
type relationPart struct {
	document string
	relation *model.Relation
}

// relationRecord is a relation in a View. It is never changed once made.
type relationRecord struct {
	key    relationKey
	id     string
	parts  []relationPart // by document
	once   sync.Once
	merged *model.Relation
	best   float64
}

// with gives a record in which a document says something else of the relation; a nil
// part means that it says nothing any more.
func (r *relationRecord) with(document string, part *model.Relation) *relationRecord {
	n := &relationRecord{key: r.key, id: r.id, parts: slices.Clone(r.parts)}
	i, found := slices.BinarySearchFunc(r.parts, document, func(p relationPart, d string) int { return cmp.Compare(p.document, d) })
	if found {
		n.parts = slices.Delete(n.parts, i, i+1)
	}
	if part != nil {
		n.parts = slices.Insert(n.parts, i, relationPart{document, part})
	}
	return n
}

// relation merges what the documents say: all evidence, all qualifiers, the first
// document's amount; the list is open when one document says so.
func (r *relationRecord) relation() *model.Relation {
	r.once.Do(func() {
		m := &model.Relation{Subject: r.key.subject, Predicate: r.key.predicate, Object: r.key.object}
		for _, p := range r.parts {
			joinRelation(m, p.relation)
		}
		tidyQualifiers(m)
		r.best = m.Confidence()
		r.merged = m
	})
	return r.merged
}

// confidence is that of the best evidence.
func (r *relationRecord) confidence() float64 {
	r.relation()
	return r.best
}

// attestedBy says whether one of the documents states the relation.
func (r *relationRecord) attestedBy(documents []string) bool {
	return slices.ContainsFunc(r.parts, func(p relationPart) bool { return slices.Contains(documents, p.document) })
}
