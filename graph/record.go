package graph

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
)

// documentRecord is a document in a View: all that it said, in compact form. It is never
// changed once made.
type documentRecord struct {
	document model.Document
	text     *textIndex
	gaps     []model.Gap
	refusals []model.Refusal
	warnings []string
	tally    tally
	packed   packed
}

// saying unpacks all that the document said; nil of nil.
func (d *documentRecord) saying() *saying {
	if d == nil {
		return nil
	}
	s := d.head()
	s.entities = make([]*model.Entity, d.packed.entities)
	for i := range s.entities {
		s.entities[i] = d.entity(d.packed.entityAt(i))
	}
	s.relations = make([]*model.Relation, d.packed.relations)
	for i := range s.relations {
		s.relations[i] = d.relation(d.packed.relationAt(i))
	}
	s.finish()
	return s
}

// head unpacks what the document said beside entities and relations.
func (d *documentRecord) head() *saying {
	return &saying{document: d.document, text: d.text, gaps: d.gaps, refusals: d.refusals, warnings: d.warnings}
}

// same says whether two documents say the same. What is packed the same way is; gaps and
// sections may differ in form only.
func (d *documentRecord) same(voc *vocabulary, o *documentRecord) bool {
	if d == o || d == nil || o == nil {
		return d == o
	}
	if d.packed == o.packed && d.document.Text == o.document.Text && len(d.gaps)+len(d.refusals)+len(d.warnings)+len(o.gaps)+len(o.refusals)+len(o.warnings) == 0 &&
		reflect.DeepEqual(d.document, o.document) {
		return true
	}
	return same(voc, d.saying(), o.saying())
}

// entity and relation unpack what stands at a place; key only which relation it is, and the
// confidence of its best evidence.
func (d *documentRecord) entity(at int) *model.Entity {
	u := unpacker{d, at}
	return u.entity()
}

func (d *documentRecord) relation(at int) *model.Relation {
	u := unpacker{d, at}
	return u.relation()
}

func (d *documentRecord) key(at int) (relationKey, float64) {
	u := unpacker{d, at}
	return u.key()
}

// entityID is the id of the i-th entity, in their order.
func (d *documentRecord) entityID(i int) string {
	u := unpacker{d, d.packed.entityAt(i)}
	return u.name()
}

// find tells which of the document's entities has an id, in their order. d may be nil.
func (d *documentRecord) find(id string) (i int, ok bool) {
	if d == nil {
		return 0, false
	}
	return sort.Find(d.packed.entities, func(i int) int { return strings.Compare(id, d.entityID(i)) })
}

// speaksOf says whether the document itself has an id.
func (d *documentRecord) speaksOf(id string) bool {
	_, ok := d.find(id)
	return ok
}

// part is a place in what a document says: of an entity, or of a relation.
type part struct {
	document *documentRecord
	at       uint32
	count    uint32 // of its mentions, or evidences
}

func (p part) id() string                { return p.document.document.ID }
func (p part) entity() *model.Entity     { return p.document.entity(int(p.at)) }
func (p part) relation() *model.Relation { return p.document.relation(int(p.at)) }

// partsOf gives the parts of one document, of parts that are sorted by document.
func partsOf(list []part, document string) (from, to int) {
	from, _ = slices.BinarySearchFunc(list, document, func(p part, d string) int { return cmp.Compare(p.id(), d) })
	for to = from; to < len(list) && list[to].id() == document; {
		to++
	}
	return from, to
}

// spokenBy says whether a document has a part among parts.
func spokenBy(list []part, document string) bool {
	from, to := partsOf(list, document)
	return from < to
}

// saidBy is what a document has come to say of a thing, in parts; none: nothing any more.
type saidBy struct {
	document string
	parts    []part
}

// replaced gives parts with those of some documents, sorted, replaced by others, in a list of
// its own: that of a single one is room.
func replaced(room *[1]part, list []part, by []saidBy) []part {
	n := len(list)
	for i := range by {
		from, to := partsOf(list, by[i].document)
		n += len(by[i].parts) - (to - from)
	}
	out := room[:0]
	if n > len(room) {
		out = make([]part, 0, n)
	}
	for i := range by {
		from, to := partsOf(list, by[i].document)
		out = append(append(out, list[:from]...), by[i].parts...)
		list = list[to:]
	}
	return append(out, list...)
}

// byDocument walks over parts that are sorted by document, those of one document at a time.
func byDocument(list []part) func(func([]part) bool) {
	return func(yield func([]part) bool) {
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && list[to].document == list[from].document {
				to++
			}
			if !yield(list[from:to]) {
				return
			}
			from = to
		}
	}
}

// nameCount counts the documents that use a name as label and as alias.
type nameCount struct {
	name          string
	labels, alias int32
}

// entityRecord is an entity in a View: where each document speaks of it, and its names. It
// is never changed once made. Where several ids are one thing, a document may have several
// parts; the first is that of the id that stays, if the document uses it.
type entityRecord struct {
	id       string
	kind     model.EntityType
	parts    []part      // by document
	single   [1]part     // what parts lies in, where it is one
	names    []nameCount // by name
	fixed    string      // the label, where it is not for the documents to choose
	mentions int         // over all parts
	answer   answer
}

// copied gives a record to be changed.
func (r *entityRecord) copied() *entityRecord {
	return &entityRecord{id: r.id, kind: r.kind, parts: r.parts, names: slices.Clone(r.names), fixed: r.fixed, mentions: r.mentions}
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
func (r *entityRecord) entity(voc *vocabulary) *model.Entity {
	e := &model.Entity{ID: r.id, Type: r.kind, Label: r.label(), Aliases: []string{}}
	for _, n := range r.names {
		if n.name != e.Label {
			e.Aliases = append(e.Aliases, n.name)
		}
	}
	e.Mentions = make([]model.Mention, 0, r.mentions)
	for list := range byDocument(r.parts) {
		of := r.said(voc, list)
		e.SameAs = append(e.SameAs, of.SameAs...)
		e.Mentions = append(e.Mentions, of.Mentions...)
	}
	if len(e.SameAs) > 0 {
		e.SameAs = sortedSet(e.SameAs)
	}
	return e
}

// said gives what one document says of the entity, by the id that stays. The address of
// another id is another address of the same thing.
func (r *entityRecord) said(voc *vocabulary, list []part) *model.Entity {
	first := list[0].entity()
	if len(list) == 1 && first.ID == r.id {
		return first
	}
	several := make([]*model.Entity, len(list))
	for i, p := range list {
		several[i] = renamed(voc, p.entity(), r.id, r.kind)
	}
	return mergeEntities(several, list[0].id())[0]
}

// heading is an entity without its mentions.
type heading struct {
	label    string
	aliases  []string
	mentions int
}

// heading gives what one document calls the entity, by the id that stays.
func (r *entityRecord) heading(voc *vocabulary, list []part) heading {
	if len(list) == 1 {
		u := unpacker{list[0].document, int(list[0].at)}
		if id, h := u.heading(); id == r.id {
			return h
		}
	}
	e := r.said(voc, list)
	return heading{e.Label, e.Aliases, len(e.Mentions)}
}

// with gives a record in which documents, sorted, say something else.
func (r *entityRecord) with(voc *vocabulary, by []saidBy) *entityRecord {
	n := r.copied()
	for i := range by {
		if from, to := partsOf(r.parts, by[i].document); from < to {
			n.count(r.heading(voc, r.parts[from:to]), -1)
		}
		if len(by[i].parts) > 0 {
			n.count(r.heading(voc, by[i].parts), +1)
		}
	}
	if len(n.names) > len(r.names) {
		n.names = exact(n.names) // it grew by more than it needs
	}
	n.parts = replaced(&n.single, r.parts, by)
	return n
}

// of gives the record with all its parts, by document; it must have had none.
func (r *entityRecord) of(voc *vocabulary, all []part) *entityRecord {
	n := r.copied()
	n.parts = all
	for list := range byDocument(all) {
		n.count(n.heading(voc, list), +1)
	}
	n.names = exact(n.names)
	return n
}

// count adds or takes away one document's names and mentions, in place.
func (r *entityRecord) count(h heading, by int32) {
	r.mentions += int(by) * h.mentions
	r.names = countName(r.names, h.label, by, 0)
	for _, a := range h.aliases {
		r.names = countName(r.names, a, 0, by)
	}
}

// countName changes the counts of a name, in place where that is possible. A new name is
// kept as a copy: as part of a document it would hold that document in memory.
func countName(names []nameCount, name string, labels, alias int32) []nameCount {
	i, found := slices.BinarySearchFunc(names, name, func(n nameCount, s string) int { return cmp.Compare(n.name, s) })
	if !found {
		return slices.Insert(names, i, nameCount{strings.Clone(name), labels, alias})
	}
	names[i].labels += labels
	names[i].alias += alias
	if names[i].labels == 0 && names[i].alias == 0 {
		names = slices.Delete(names, i, i+1)
	}
	return names
}

// relationRecord is a relation in a View. It is never changed once made. Where several ids
// are one thing, a document may have several parts.
type relationRecord struct {
	relationKey
	id       uint64  // the number in its id
	parts    []part  // by document
	single   [1]part // what parts lies in, where it is one
	evidence int     // over all parts
	answer   answer
}

// copied gives a record to be changed.
func (r *relationRecord) copied() *relationRecord {
	return &relationRecord{relationKey: r.relationKey, id: r.id, parts: r.parts, evidence: r.evidence}
}

// relationID gives the id of a relation as a number, which it is but for its beginning.
func relationID(id string) (uint64, bool) {
	digits, ok := strings.CutPrefix(id, "relation/")
	if !ok || len(digits) != 16 {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	return n, err == nil && strings.ToLower(digits) == digits
}

// modelID is the relation's id as the model gives it.
func (k *relationKey) modelID() string {
	if k.object == "" {
		return model.ValueID(k.subject, k.predicate, k.value)
	}
	return model.RelationID(k.subject, k.predicate, k.object)
}

// relation merges what the documents say: all evidence, all qualifiers, the first
// document's amount; the list is open when one document says so.
func (r *relationRecord) relation() *model.Relation {
	m := &model.Relation{Subject: r.subject, Predicate: r.predicate, Object: r.object}
	if len(r.parts) > 1 {
		m.Evidence = make([]model.Evidence, 0, r.evidence)
	}
	for list := range byDocument(r.parts) {
		joinRelation(m, r.said(list))
	}
	tidyQualifiers(m)
	return m
}

// said gives what one document says of the relation, by the ids that stay.
func (r *relationRecord) said(list []part) *model.Relation {
	if len(list) == 1 {
		return list[0].relation()
	}
	several := make([]*model.Relation, len(list))
	for i, p := range list {
		several[i] = p.relation()
		several[i].Subject, several[i].Object = r.subject, r.object
	}
	return mergeRelations(several, list[0].id())[0]
}

// with gives a record in which documents, sorted, say something else.
func (r *relationRecord) with(by []saidBy) *relationRecord {
	n := r.copied()
	for i := range by {
		from, to := partsOf(r.parts, by[i].document)
		n.evidence += r.evidenceOf(by[i].parts) - r.evidenceOf(r.parts[from:to])
	}
	n.parts = replaced(&n.single, r.parts, by)
	return n
}

// evidenceOf counts the evidence in the parts of one document.
func (r *relationRecord) evidenceOf(list []part) int {
	switch len(list) {
	case 0:
		return 0
	case 1:
		return int(list[0].count)
	}
	return len(r.said(list).Evidence)
}

// confidence is that of the best evidence.
func (r *relationRecord) confidence() float64 {
	best := 0.0
	for _, p := range r.parts {
		_, c := p.document.key(int(p.at))
		best = max(best, c)
	}
	return best
}

// attestedBy says whether one of the documents states the relation.
func (r *relationRecord) attestedBy(documents []string) bool {
	return slices.ContainsFunc(documents, func(d string) bool { return spokenBy(r.parts, d) })
}
