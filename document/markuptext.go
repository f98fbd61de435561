package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// flush ends the block that is being read, and writes it if it has words.
func (m *markup) flush() {
	if m.cell > 0 {
		m.line.space = true
		return
	}
	if m.held > 0 && m.held == len(m.line.text) {
		m.line.space = true
		return
	}
	lines := append(m.lines, m.line)
	m.held = 0
	m.lines, m.line = nil, &inked{}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && goesOn(lines[n-1], lines[n]) {
			n++
		}
		m.write(lines[:n])
		lines = lines[n:]
	}
}

// goesOn says whether a line after a line break belongs to the block of the line before
// it: neither is empty, an item or a heading by its form.
func goesOn(before, l *inked) bool {
	for _, x := range []*inked{before, l} {
		if x.visible == 0 || headingForm(x.string()) != "" {
			return false
		}
	}
	return !startsAsItem(l.string())
}

func (l *inked) string() string { return strings.TrimSpace(string(l.text)) }

func startsAsItem(text string) bool { return len(text) > 2 && marker.MatchString(firstBytes(text, 16)) }

// headingForm gives the kind of heading that a line is by its words; "" for none.
func headingForm(text string) string {
	l := line{text: text}
	if !l.matchForm() || l.kind == "furniture" {
		return ""
	}
	return l.kind
}

// write puts the lines of one block into the text, with its mark.
func (m *markup) write(lines []*inked) {
	f := m.top()
	kind, level := f.kind, f.level
	if kind == markProse {
		kind, level = proseKind(lines)
	}
	var kept []*inked
	for _, l := range lines {
		if l.visible > 0 {
			kept = append(kept, l)
		}
	}
	if len(kept) == 0 {
		return
	}
	if last := len(m.marks) - 1; kind == f.kind && kind != markProse && last >= 0 && f.mark == last {
		m.put("\n") // a further line of the same item, note or heading
	} else {
		m.separate(kind)
		f.mark = len(m.marks)
		m.marks = append(m.marks, mark{span: model.Span{Start: len(m.out)}, kind: kind, level: level, whole: true})
	}
	for i, l := range kept {
		if i > 0 {
			m.put("\n")
		}
		m.putLine(l)
	}
	m.marks[len(m.marks)-1].span.End = len(m.out)
}

// proseKind says what running words are by their form: an item that has its marker typed
// before it, a heading that is set apart by nothing but bold or slanted letters.
func proseKind(lines []*inked) (markKind, int) {
	first := lines[0]
	text := first.string()
	switch {
	case startsAsItem(text) && headingForm(text) == "":
		return markItem, 0
	case len(lines) == 1 && looksLikeHeading(first, text):
		return markHeading, 0
	}
	return markProse, 0
}

func looksLikeHeading(l *inked, text string) bool {
	if l.visible == 0 || l.bold < l.visible && l.italic < l.visible {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return len(l.text) <= 90 && startsWithCapital(text) && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')') &&
		len(strings.Fields(text)) <= 10
}

// separate puts a break before a block: one line between what belongs together, a blank
// line elsewhere.
func (m *markup) separate(kind markKind) {
	if len(m.marks) == 0 {
		return
	}
	before := m.marks[len(m.marks)-1].kind
	switch {
	case before == kind && (kind == markItem || kind == markRow || kind == markNote), before == markHeading || before == markCaption && kind == markRow:
		m.put("\n")
	default:
		m.put("\n\n")
	}
}

func (m *markup) put(words string) { m.out = append(m.out, []rune(words)...) }

// putLine adds a line to the text and gives where it stands.
func (m *markup) putLine(l *inked) model.Span {
	start := len(m.out)
	text := l.text
	for len(text) > 0 && unicode.IsSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	m.out = append(m.out, text...)
	for _, r := range l.refs {
		m.refs = append(m.refs, mark{kind: markNoteRef, span: model.Span{Start: start + r.Start, End: start + r.End}})
	}
	return model.Span{Start: start, End: len(m.out)}
}

// source gives what was read.
func (m *markup) source() *source {
	return &source{text: string(m.out), marks: append(m.marks, m.refs...), tables: m.tables}
}
