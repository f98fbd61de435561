package document

import (
	_ "embed"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

//go:embed data/structure.tsv
var structureTable string

// line is one line of the text as read, what shows no ink at both ends left out of span.
type line struct {
	span     model.Span // trimmed, in code points of the text as read
	text     string     // over span, without what a reader does not see
	trailing bool       // white space stood after the words
	kind     string     // "", "blank", "furniture", "note", "article", "section", "role", "table", "item", "row"
	form     *form      // what matched, for a heading
	groups   []string
	marker   int // length in code points of a list marker and the space after it
	indent   int
	mark     *mark        // what the format knows; nil where it knows nothing
	refs     []model.Span // references to notes, in code points of the text as read
	loose    bool         // a row whose figures are parted by single spaces
}

// byMark says what a line is whose format knows it. Headings, prose and captions may have
// a form that says more: which article, which section.
func (l *line) byMark() {
	switch l.mark.kind {
	case markFurniture:
		l.kind = "furniture"
	case markNote:
		l.kind = "note"
	case markRow:
		l.kind = "row"
	case markItem:
		if l.mark.span.Start < l.span.Start {
			return // a further line of the item
		}
		l.kind, l.indent = "item", l.mark.level
		if marker.MatchString(firstBytes(l.text, 16)) {
			l.marker = markerLength(l.text)
		}
	default:
		if l.mark.kind == markProse && l.mark.whole && l.mark.span.Len() > l.span.Len() {
			return // one line of several: what it looks like by itself says nothing
		}
		if l.matchForm() && l.kind == "furniture" && l.mark.kind == markHeading {
			l.kind, l.form, l.groups = "", nil, nil
		}
		if l.kind == "" && l.mark.kind == markCaption {
			l.kind = "table"
		}
	}
}

// isMarked says whether the format knows the line to be of a kind.
func (l *line) isMarked(kind markKind) bool { return l.mark != nil && l.mark.kind == kind }

// isWhole says whether the line belongs to a block that the format knows from end to end.
func (l *line) isWhole() bool { return l.mark != nil && l.mark.whole }

// form is a row of structure.tsv: a pattern for a whole line.
type form struct {
	kind    string
	pattern *regexp.Regexp
	holds   []string // of which a line must hold one; none for always
}

// mayMatch says whether a line holds one of the words that the pattern needs.
func (f *form) mayMatch(text string) bool {
	for _, w := range f.holds {
		if strings.Contains(text, w) {
			return true
		}
	}
	return len(f.holds) == 0
}

// group gives the words of a named group; "" where a line has no form.
func (f *form) group(groups []string, name string) string {
	if f == nil {
		return ""
	}
	if i := f.pattern.SubexpIndex(name); i >= 0 && i < len(groups) {
		return strings.TrimSpace(groups[i])
	}
	return ""
}

var forms = mustForms(structureTable)

// mustForms compiles structure.tsv, which is part of the program: a mistake in it is a
// programming error that the package's tests catch.
func mustForms(table string) []form {
	var out []form
	for i, row := range strings.Split(table, "\n") {
		if strings.HasPrefix(row, "#") || strings.TrimSpace(row) == "" {
			continue
		}
		cells := strings.Split(row, "\t")
		if len(cells) != 4 || cells[3] == "" {
			panic("structure.tsv: line " + strconv.Itoa(i+1) + ": four cells, the last the source")
		}
		if cells[0] == "kind" {
			continue
		}
		f := form{kind: cells[0], pattern: regexp.MustCompile(cells[1])}
		if cells[2] != "" {
			f.holds = strings.Split(cells[2], "|")
		}
		out = append(out, f)
	}
	return out
}

// splitLines parts the text at \n, \r\n, \r, form feeds and line separators. raw is the
// same text in code points. refs are references to notes, which are no part of a line's words.
func splitLines(text string, raw []rune, refs []model.Span) []line {
	out := make([]line, 0, countBreaks(raw)+1)
	start, first := 0, 0 // of the line, in code points and in bytes
	put := func(end, last int) {
		n := 0
		for n < len(refs) && refs[n].Start < end {
			n++
		}
		out = append(out, trimLine(text[first:last], raw, start, refs[:n]))
		refs = refs[n:]
	}
	i := 0
	for at, r := range text {
		if isBreak(r) && !(r == '\n' && i > 0 && raw[i-1] == '\r') {
			put(i, at)
		}
		i++
		if isBreak(r) {
			start, first = i, at+utf8.RuneLen(r)
		}
	}
	put(i, len(text))
	return out
}

func countBreaks(raw []rune) int {
	n := 0
	for _, r := range raw {
		if isBreak(r) {
			n++
		}
	}
	return n
}

func isBreak(r rune) bool {
	if r >= ' ' && r < '\u2028' {
		return false
	}
	return r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029'
}

// trimLine gives the line of the words of a text from an offset in code points on.
func trimLine(text string, raw []rune, start int, refs []model.Span) line {
	l := line{refs: refs}
	inked := strings.TrimLeftFunc(text, showsNothing)
	l.indent = utf8.RuneCountInString(text[:len(text)-len(inked)])
	l.span.Start = start + l.indent
	text = strings.TrimRightFunc(inked, showsNothing)
	l.trailing = strings.ContainsFunc(inked[len(text):], unicode.IsSpace)
	l.span.End = l.span.Start + utf8.RuneCountInString(text)
	l.text = strings.Map(withoutHidden, text)
	if len(refs) > 0 {
		l.text = strings.TrimSpace(strings.Map(withoutHidden, string(l.withoutRefs(raw))))
	}
	return l
}

// withoutRefs gives the line's words as read without the references to notes.
func (l *line) withoutRefs(raw []rune) []rune {
	var out []rune
	at := l.span.Start
	for _, r := range l.refs {
		if r.Start > at {
			out = append(out, raw[at:min(r.Start, l.span.End)]...)
		}
		at = max(at, r.End)
	}
	return append(out, raw[min(at, l.span.End):l.span.End]...)
}

// isRef says whether an offset stands in a reference to a note.
func (l *line) isRef(at int) bool {
	i := sort.Search(len(l.refs), func(i int) bool { return l.refs[i].End > at })
	return i < len(l.refs) && l.refs[i].Start <= at
}

// withoutHidden drops hidden code points, for strings.Map.
func withoutHidden(r rune) rune {
	if isHidden(r) {
		return -1
	}
	return r
}

// isHidden says whether a code point marks a place in a word and shows nothing: a soft
// hyphen, U+0002 (a hyphen at a line's end, in text out of a PDF), a zero-width space, a
// byte order mark.
func isHidden(r rune) bool { return r == '\u00ad' || r == 2 || r == '\u200b' || r == '\ufeff' }

// isVisible says whether a code point is neither white space nor hidden.
func isVisible(r rune) bool { return !showsNothing(r) }

func showsNothing(r rune) bool { return unicode.IsSpace(r) || isHidden(r) }

var (
	marker    = regexp.MustCompile(`^(?:[–—•▪·■◦●○*]|-|o|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)])\s+(?:\S)`)
	number    = regexp.MustCompile(`^(?:€ ?)?[-–−‒+(]? ?(?:€ ?)?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?\)?-?(?: ?%)?$`)
	headerRow = regexp.MustCompile(`^(?:[^\d]*\s)?(?:19|20)\d{2}(?:\s+(?:19|20)\d{2})+$`)
)

// classify says of each line what it is: by what the format knows, else by its own form.
func classify(lines []line, marks []mark) []line {
	for i := range lines {
		l := &lines[i]
		if l.text == "" {
			l.kind = "blank"
			continue
		}
		for len(marks) > 0 && marks[0].span.End <= l.span.Start {
			marks = marks[1:]
		}
		if len(marks) > 0 && marks[0].span.Overlaps(l.span) {
			l.mark = &marks[0]
			l.byMark()
			continue
		}
		if l.matchForm() {
			if l.kind == "article" && isRow(l.text) && figuresAfterFirst(l.text) > 1 {
				l.kind, l.form, l.groups = "row", nil, nil // an article's row in a table of articles
			}
			continue
		}
		switch {
		case isRow(l.text):
			l.kind = "row"
		case len(l.text) > 2 && marker.MatchString(firstBytes(l.text, 16)):
			l.kind = "item"
			l.marker = markerLength(l.text)
		}
	}
	return lines
}

func (l *line) matchForm() bool {
	if len(l.text) > 200 {
		return false
	}
	for i := range forms {
		f := &forms[i]
		if !f.mayMatch(l.text) {
			continue
		}
		if g := f.pattern.FindStringSubmatch(l.text); g != nil {
			l.kind, l.form, l.groups = f.kind, f, g
			return true
		}
	}
	return false
}

// isRow says whether a line is a table's: at least two cells that are numbers, parted by
// tabs or wide gaps, or a row of years.
func isRow(text string) bool {
	if last := text[len(text)-1]; len(text) < 400 && '0' <= last && last <= '9' && headerRow.MatchString(text) {
		return true
	}
	cells := cellsOf(text)
	if len(cells) < 2 {
		return false
	}
	n := figuresAfterFirst(text)
	if n == len(cells)-1 {
		return true
	}
	return n >= 1 && n >= len(cells)-2 && strings.ContainsAny(text, "0123456789")
}

// figuresAfterFirst counts the cells after the first that hold a figure or what stands in
// place of one.
func figuresAfterFirst(text string) int {
	n := 0
	for i, c := range cellsOf(text) {
		if i > 0 && isValue(strings.TrimSpace(c)) {
			n++
		}
	}
	return n
}

// isValue says whether a cell holds a figure, or what stands in place of one.
func isValue(cell string) bool {
	switch strings.ToLower(cell) {
	case "-", "–", "—", "−", "‒", "p.m.", "pm", "n.v.t.", "nvt":
		return true
	}
	return number.MatchString(cell)
}

// cellsOf parts a line at tabs and at gaps of two spaces or more; nil for a line without.
func cellsOf(text string) []string {
	if !strings.Contains(text, "\t") && !strings.Contains(text, "  ") {
		return nil
	}
	var out []string
	for _, part := range strings.Split(text, "\t") {
		for part != "" {
			cell, rest, gap := strings.Cut(part, "  ")
			out = append(out, cell)
			if part = strings.TrimLeft(rest, " "); !gap {
				break
			}
		}
	}
	return out
}

func markerLength(text string) int {
	n, space := 0, false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = true
		} else if space {
			return n
		}
		n++
	}
	return n
}

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
