package graph

import (
	"encoding/binary"
	"math"
	"strings"

	"rijksgraaf/internal/turns"
	"rijksgraaf/model"
)

// packed is what a document says of entities and relations, as bytes: some 15 for a
// mention or an evidence, where a struct takes 100 to 300. Whoever asks gets it unpacked.
// Words are not in it: they are read from the text by their span. Every name stands in it
// once, and is handed out as a part of it.
//
// It is a body with the entities and the relations in their order, then the places of each
// of them in the body, then the places of the names, then the names. Places are 32 bits
// wide, all other numbers as varints.
type packed struct {
	data                       string
	entities, relations, words int // how many there are of each
	places                     int // where the places begin
}

// names is where the names begin.
func (p *packed) names() int { return p.places + 4*(p.entities+p.relations+p.words) }

// packer writes a packed saying. Names are numbered in the order in which they come;
// number 0 is the empty one.
type packer struct {
	body    []byte
	places  []uint32
	numbers map[string]uint64
	names   []string
}

// packSaying gives a saying as a documentRecord; nil of nil.
func packSaying(s *saying) *documentRecord {
	if s == nil {
		return nil
	}
	p := &packer{numbers: map[string]uint64{"": 0}, names: []string{""}}
	r := &documentRecord{document: s.document, text: s.text, gaps: s.gaps, refusals: s.refusals, warnings: s.warnings, tally: tallyOf(s)}
	var others turns.Turns
	for _, e := range s.entities {
		others.Took()
		p.places = append(p.places, uint32(len(p.body)))
		p.entity(e)
	}
	for _, x := range s.relations {
		others.Took()
		p.places = append(p.places, uint32(len(p.body)))
		p.relation(x)
	}
	r.packed = packed{data: p.join(), entities: len(s.entities), relations: len(s.relations), words: len(p.names), places: len(p.body)}
	return r
}

// join puts the parts of the packed form together.
func (p *packer) join() string {
	size := 0
	for _, n := range p.names {
		size += len(n)
	}
	var b strings.Builder
	b.Grow(len(p.body) + 4*(len(p.places)+len(p.names)) + size)
	b.Write(p.body)
	var place [4]byte
	put := func(at uint32) {
		binary.LittleEndian.PutUint32(place[:], at)
		b.Write(place[:])
	}
	for _, at := range p.places {
		put(at)
	}
	end := uint32(0)
	for _, n := range p.names {
		end += uint32(len(n))
		put(end)
	}
	for _, n := range p.names {
		b.WriteString(n)
	}
	return b.String()
}

func (p *packer) number(n int)  { p.body = binary.AppendUvarint(p.body, uint64(n)) }
func (p *packer) signed(n int)  { p.body = binary.AppendVarint(p.body, int64(n)) }
func (p *packer) name(s string) { p.body = binary.AppendUvarint(p.body, p.numberOf(s)) }
func (p *packer) span(s model.Span, from int) {
	p.signed(s.Start - from)
	p.signed(s.End - s.Start)
}

func (p *packer) numberOf(s string) uint64 {
	n, ok := p.numbers[s]
	if !ok {
		n = uint64(len(p.names))
		p.numbers[s] = n
		p.names = append(p.names, s)
	}
	return n
}

func (p *packer) list(names []string) {
	p.number(len(names))
	for _, n := range names {
		p.name(n)
	}
}

func (p *packer) entity(e *model.Entity) {
	p.name(e.ID)
	p.name(string(e.Type))
	p.name(e.Label)
	p.list(e.Aliases)
	p.list(e.SameAs)
	p.number(len(e.Mentions))
	at := 0
	for i := range e.Mentions {
		m := &e.Mentions[i]
		p.span(m.Span, at)
		p.number(m.Page)
		at = m.Start
	}
}

// What a relation and an evidence may lack.
const (
	hasAmount = 1 << iota
	isExhaustive
	isOpen
)

const (
	hasSubject = 1 << iota
	hasObject
)

func (p *packer) relation(r *model.Relation) {
	for _, s := range []string{r.Subject, string(r.Predicate), r.Object, r.ValueKey(), packFloat(r.Confidence())} {
		p.name(s)
	}
	flags := 0
	if r.Amount != nil {
		flags |= hasAmount
	}
	if r.Exhaustive != nil && *r.Exhaustive {
		flags |= isExhaustive
	} else if r.Exhaustive != nil {
		flags |= isOpen
	}
	p.number(flags)
	if r.Amount != nil {
		p.amount(r.Amount)
	}
	p.qualifiers(r.Qualifiers)
	p.number(len(r.Amounts))
	for i := range r.Amounts {
		m := &r.Amounts[i]
		p.amount(&m.Amount)
		p.qualifiers(m.Qualifiers)
		p.span(m.Span, 0)
	}
	p.number(len(r.Evidence))
	for i := range r.Evidence {
		p.evidence(&r.Evidence[i])
	}
}

func (p *packer) amount(a *model.Amount) {
	for _, s := range []string{a.Value, a.Unit, a.Scale, a.AsPrinted} {
		p.name(s)
	}
}

func (p *packer) qualifiers(list []model.Qualifier) {
	p.number(len(list))
	for _, q := range list {
		p.name(q.Name)
		p.name(q.Value)
	}
}

func (p *packer) evidence(e *model.Evidence) {
	p.span(e.Span, 0)
	p.number(e.Page)
	p.name(p.path(e.Section))
	p.name(e.Rule)
	p.name(packFloat(e.Confidence))
	p.name(e.Inherited)
	flags := 0
	if e.SubjectSpan != nil {
		flags |= hasSubject
	}
	if e.ObjectSpan != nil {
		flags |= hasObject
	}
	p.number(flags)
	for _, s := range []*model.Span{e.SubjectSpan, e.ObjectSpan} {
		if s != nil {
			p.span(*s, e.Start)
		}
	}
}

// path gives a list of names, of which a document repeats few, as one name.
func (p *packer) path(list []string) string {
	var b []byte
	for _, s := range list {
		b = binary.AppendUvarint(b, p.numberOf(s))
	}
	return string(b)
}

func packFloat(f float64) string {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], math.Float64bits(f))
	return string(b[:])
}
