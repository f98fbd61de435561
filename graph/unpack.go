package graph

import (
	"math"

	"rijksgraaf/model"
)

// uint32At reads a place.
func (p *packed) uint32At(at int) int {
	s := p.data[at : at+4]
	return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 | int(s[3])<<24
}

// entityAt gives the place in the body of the i-th entity.
func (p *packed) entityAt(i int) int { return p.uint32At(p.places + 4*i) }

// relationAt gives the place in the body of the i-th relation.
func (p *packed) relationAt(i int) int { return p.uint32At(p.places + 4*(p.entities+i)) }

// name gives a name by its number.
func (p *packed) name(number int) string {
	if number == 0 {
		return ""
	}
	at := p.places + 4*(p.entities+p.relations+number)
	return p.data[p.names()+p.uint32At(at-4) : p.names()+p.uint32At(at)]
}

// unpacker reads the body of a document's packed form from a place on.
type unpacker struct {
	of *documentRecord
	at int
}

func (u *unpacker) number() int {
	n, shift := 0, 0
	for {
		b := u.of.packed.data[u.at]
		u.at++
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
		shift += 7
	}
}

func (u *unpacker) signed() int {
	n := u.number()
	return int(uint(n)>>1) ^ -(n & 1)
}

func (u *unpacker) name() string { return u.of.packed.name(u.number()) }

func (u *unpacker) span(from int) model.Span {
	start := from + u.signed()
	return model.Span{Start: start, End: start + u.signed()}
}

func (u *unpacker) list() []string {
	out := make([]string, u.number())
	for i := range out {
		out[i] = u.name()
	}
	return out
}

// words gives the words of a span.
func (u *unpacker) words(s model.Span) string {
	text, _ := u.of.text.slice(s)
	return text
}

// entity reads an entity, its mentions with the document's id.
func (u *unpacker) entity() *model.Entity {
	e := &model.Entity{ID: u.name(), Type: model.EntityType(u.name()), Label: u.name(), Aliases: u.list(), SameAs: u.list()}
	if len(e.SameAs) == 0 {
		e.SameAs = nil
	}
	e.Mentions = make([]model.Mention, u.number())
	at := 0
	for i := range e.Mentions {
		m := &e.Mentions[i]
		m.Span, m.Page, m.Document = u.span(at), u.number(), u.of.document.ID
		m.Text, at = u.words(m.Span), m.Start
	}
	return e
}

// heading reads an entity but for its mentions, and its id.
func (u *unpacker) heading() (string, heading) {
	id := u.name()
	_ = u.number() // its type
	h := heading{label: u.name(), aliases: u.list()}
	for range u.number() { // other addresses
		_ = u.number()
	}
	h.mentions = u.number()
	return id, h
}

// key reads the identity of a relation, and the confidence of its best evidence.
func (u *unpacker) key() (relationKey, float64) {
	k := relationKey{subject: u.name(), predicate: model.Predicate(u.name()), object: u.name(), value: u.name()}
	return k, u.float()
}

// evidenceCount counts the evidence of the relation whose key was just read.
func (u *unpacker) evidenceCount() int {
	if u.number()&hasAmount != 0 {
		u.amount()
	}
	u.qualifiers()
	for range u.number() {
		u.amount()
		u.qualifiers()
		u.span(0)
	}
	return u.number()
}

// relation reads a relation, its evidence with the document's id.
func (u *unpacker) relation() *model.Relation {
	k, _ := u.key()
	r := &model.Relation{Subject: k.subject, Predicate: k.predicate, Object: k.object}
	flags := u.number()
	if flags&hasAmount != 0 {
		a := u.amount()
		r.Amount = &a
	}
	if flags&(isExhaustive|isOpen) != 0 {
		all := flags&isExhaustive != 0
		r.Exhaustive = &all
	}
	r.Qualifiers = u.qualifiers()
	if n := u.number(); n > 0 {
		r.Amounts = make([]model.Sum, n)
	}
	for i := range r.Amounts {
		m := &r.Amounts[i]
		m.Amount, m.Qualifiers, m.Span, m.Document = u.amount(), u.qualifiers(), u.span(0), u.of.document.ID
	}
	r.Evidence = make([]model.Evidence, u.number())
	for i := range r.Evidence {
		u.evidence(&r.Evidence[i])
	}
	return r
}

func (u *unpacker) amount() model.Amount {
	return model.Amount{Value: u.name(), Unit: u.name(), Scale: u.name(), AsPrinted: u.name()}
}

func (u *unpacker) qualifiers() []model.Qualifier {
	n := u.number()
	if n == 0 {
		return nil
	}
	out := make([]model.Qualifier, n)
	for i := range out {
		out[i] = model.Qualifier{Name: u.name(), Value: u.name()}
	}
	return out
}

func (u *unpacker) evidence(e *model.Evidence) {
	e.Document, e.Span, e.Page, e.Section = u.of.document.ID, u.span(0), u.number(), u.path()
	e.Rule, e.Confidence, e.Inherited = u.name(), u.float(), u.name()
	e.Text = u.words(e.Span)
	flags := u.number()
	if flags&hasSubject != 0 {
		s := u.span(e.Start)
		e.SubjectSpan = &s
	}
	if flags&hasObject != 0 {
		s := u.span(e.Start)
		e.ObjectSpan = &s
	}
}

// path undoes packer.path.
func (u *unpacker) path() []string {
	from := u.number()
	if from == 0 {
		return []string{}
	}
	p := &u.of.packed
	at := p.places + 4*(p.entities+p.relations+from)
	in, end := unpacker{of: u.of, at: p.names() + p.uint32At(at-4)}, p.names()+p.uint32At(at)
	out := make([]string, 0, 4)
	for in.at < end {
		out = append(out, in.name())
	}
	return out
}

func (u *unpacker) float() float64 {
	s := u.name()
	bits := uint64(0)
	for i := range len(s) {
		bits |= uint64(s[i]) << (8 * i)
	}
	return math.Float64frombits(bits)
}
