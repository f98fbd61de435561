package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// maxDepthOfMarkup is how many elements may stand inside each other.
const maxDepthOfMarkup = 512

// markup turns the elements of a file into text: each block one line, with a mark that
// says what it is.
type markup struct {
	roles map[string]role
	page  bool // no main part was found, so that headers and footers are of the page

	out    []rune
	marks  []mark // of lines, in the order of the text
	refs   []mark // of references to notes, inside those
	tables []*Table

	line   *inked // the words of the block that is being read
	lines  []*inked
	frames []*frame
	lists  int // how many lists are open
	cell   int // how many table cells are open: inside one nothing starts a block
	held   int // the length of a marker with which the line began and that waits for words
	// title and dossier are the words of the paper's title and of its dossier's.
	titles, dossiers []string
	// notes are footnotes that stand inside words; they come after all else.
	notes []*element
}

// frame says what the words are that stand right in an element.
type frame struct {
	kind  markKind
	level int
	// mark is the index of the last mark that was made for it; -1 for none.
	mark int
}

// inked is words on one line, and what is known of them.
type inked struct {
	text []rune
	// refs are references to notes, in code points of text.
	refs []model.Span
	// visible counts code points that are no white space; bold and italic those of them
	// that are set so.
	visible, bold, italic int
	// indent counts the no-break spaces before the words.
	indent int
	space  bool // white space has to come before the next words
}

func newMarkup(format string) *markup {
	return &markup{roles: rolesOf[format], line: &inked{}, frames: []*frame{{kind: markProse, mark: -1}}}
}

// read takes in the parts of a file, and then the notes that stood inside their words.
func (m *markup) read(parts []*element) {
	for _, e := range parts {
		m.element(e, nil, style{})
		m.flush()
	}
	for len(m.notes) > 0 {
		e := m.notes[0]
		m.notes = m.notes[1:]
		m.framed(e, style{}, frame{kind: markNote})
	}
}

// style is how the words around an element are set.
type style struct{ bold, italic bool }

// element takes in one element, which stands in parent; nil for the outermost.
func (m *markup) element(e, parent *element, s style) {
	if e.name == "" {
		m.words(e.words, s)
		return
	}
	if isSkipped(m.roles, e) || m.page && roleOf(m.roles, e).name == "chrome" {
		return
	}
	switch r := roleOf(m.roles, e); r.name {
	case "inline":
		m.inline(e, s)
	case "bold":
		m.children(e, style{true, s.italic})
	case "italic":
		m.children(e, style{s.bold, true})
	case "break":
		m.lineBreak()
	case "apart":
		m.apart(e, s)
	case "marker":
		m.apart(e, s)
		m.hold()
	case "heading":
		if m.isContainer(e) {
			m.block(e, s)
			return
		}
		m.framed(e, s, frame{kind: markHeading, level: r.depth})
	case "title":
		m.titles = append(m.titles, e.text())
		m.framed(e, s, frame{kind: markHeading, level: r.depth})
	case "dossier":
		m.dossiers = append(m.dossiers, m.flat(e))
		m.framed(e, s, frame{kind: markFurniture})
	case "caption":
		m.framed(e, s, frame{kind: markCaption})
	case "list":
		m.list(e, s)
	case "item":
		m.framed(e, s, frame{kind: markItem, level: max(0, m.lists-1)})
	case "note":
		m.note(e, parent, s)
	case "number":
		m.noteNumber(e, s)
	case "table":
		m.table(e, s)
	case "column":
	case "block", "chrome", "form", "head", "row", "cell", "headcell":
		m.block(e, s)
	default:
		m.unknown(e, parent, s)
	}
}

func (m *markup) children(e *element, s style) {
	for _, c := range e.children {
		m.element(c, e, s)
	}
}

// unknown takes in an element that no row knows: part of the words around it where there
// are any, else a block of its own.
func (m *markup) unknown(e, parent *element, s style) {
	if parent != nil && parent.mixed() {
		m.children(e, s)
		return
	}
	m.block(e, s)
}

// block takes in an element that begins and ends a block.
func (m *markup) block(e *element, s style) {
	m.flush()
	m.children(e, s)
	m.flush()
}

// framed takes in an element whose words are of a kind of their own.
func (m *markup) framed(e *element, s style, f frame) {
	m.flush()
	f.mark = -1
	m.frames = append(m.frames, &f)
	m.children(e, s)
	m.held = 0
	m.flush()
	m.frames = m.frames[:len(m.frames)-1]
}

// hold keeps a marker that begins a block together with the block's words, which may stand
// in an element of their own.
func (m *markup) hold() {
	if len(m.lines) == 0 {
		m.held = len(m.line.text)
	}
}

func (m *markup) list(e *element, s style) {
	m.flush()
	m.lists++
	m.children(e, s)
	m.flush()
	m.lists--
}

func (m *markup) apart(e *element, s style) {
	m.line.space = true
	m.children(e, s)
	m.line.space = true
}

// inline takes in an element that is part of the words around it, unless it is a reference
// to a note by its form: a short number above the line, or a link to one.
func (m *markup) inline(e *element, s style) {
	if m.refersToNote(e) {
		m.noteNumber(e, s)
		return
	}
	m.children(e, s)
}

var (
	noteMark   = regexp.MustCompile(`^[\[(]?(?:\d{1,3}|[a-z]|\*{1,3}|[†‡])[\])]?$`)
	noteTarget = regexp.MustCompile(`(?i)#.*(?:noot|foot|note|fn)`)
)

func (m *markup) refersToNote(e *element) bool {
	if e.name != "sup" && e.name != "a" || !noteMark.MatchString(e.text()) {
		return false
	}
	if e.name == "a" {
		target, _ := e.attribute("href")
		return noteTarget.MatchString(target)
	}
	linked := strings.ContainsAny(e.text(), ")]")
	e.each(func(x *element) bool { linked = linked || x.name == "a"; return true })
	return linked || len(m.line.text) > 0 && !hasExponent.MatchString(string(m.line.lastWord()))
}

// hasExponent fits words after which a small number above or below the line is no note's:
// m², CO₂, 10⁶.
var hasExponent = regexp.MustCompile(`^(?:10|[kcdm]?m|CO|NO|SO)$`)

// lastWord gives the letters and digits at the end of the line, five at most: longer words
// have no exponent.
func (l *inked) lastWord() []rune {
	i := len(l.text)
	for i > max(0, len(l.text)-5) && (unicode.IsLetter(l.text[i-1]) || unicode.IsDigit(l.text[i-1])) {
		i--
	}
	return l.text[i:]
}

// noteNumber takes in the number of a note: a reference to it, or in the note its number.
func (m *markup) noteNumber(e *element, s style) {
	if m.top().kind == markNote {
		m.apart(e, s)
		m.hold()
		return
	}
	start := len(m.line.text)
	if m.line.space {
		start++
	}
	m.children(e, s)
	if end := len(m.line.text); end > start && start > 0 {
		m.line.refs = append(m.line.refs, model.Span{Start: start, End: end})
	}
}

// note takes in a footnote where it stands, or, where it stands inside words, its number
// there and the rest at the end.
func (m *markup) note(e, parent *element, s style) {
	if noteMark.MatchString(e.text()) {
		m.noteNumber(e, s) // no note, but what leads to one
		return
	}
	if parent == nil || m.cell == 0 && len(m.line.text) == 0 && !parent.mixed() {
		m.framed(e, s, frame{kind: markNote})
		return
	}
	for _, c := range e.children {
		if roleOf(m.roles, c).name == "number" {
			m.noteNumber(c, s)
			break
		}
	}
	m.notes = append(m.notes, e)
}

func (m *markup) top() *frame { return m.frames[len(m.frames)-1] }

// isContainer says whether what should be a heading holds headings, lists, tables or
// several paragraphs: then it is what stands under one.
func (m *markup) isContainer(e *element) bool {
	blocks := 0
	for _, c := range e.children {
		switch roleOf(m.roles, c).name {
		case "heading", "title", "list", "table":
			return true
		case "block":
			blocks++
		}
	}
	return blocks > 1
}

// isSkipped says whether nothing of an element is read.
func isSkipped(roles map[string]role, e *element) bool {
	switch roleOf(roles, e).name {
	case "skip":
		return true
	case "form":
		headings := false
		e.each(func(x *element) bool {
			headings = headings || roleOf(roles, x).name == "heading"
			return !headings
		})
		return !headings
	}
	return isInvisible(e)
}

// isInvisible says whether a page hides an element.
func isInvisible(e *element) bool {
	css, ok := e.attribute("style")
	if !ok {
		return false
	}
	css = strings.ToLower(strings.Join(strings.Fields(css), ""))
	return strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden")
}

// flat gives the words of an element as they are put into the text.
func (m *markup) flat(e *element) string {
	inner := &markup{roles: m.roles, line: &inked{}, frames: []*frame{{kind: markProse, mark: -1}}, cell: 1}
	inner.children(e, style{})
	return string(inner.line.text)
}

// words adds words to the line, white space folded into single spaces.
func (m *markup) words(words string, s style) {
	l := m.line
	for _, r := range words {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
			l.space = true
			continue
		case len(l.text) == 0 && unicode.IsSpace(r):
			l.indent++
			continue
		case r == utf8.RuneError || r == '\ufeff':
			continue
		}
		if l.space && len(l.text) > 0 {
			l.text = append(l.text, ' ')
		}
		l.space = false
		l.text = append(l.text, r)
		if !unicode.IsSpace(r) {
			l.visible++
			if s.bold {
				l.bold++
			}
			if s.italic {
				l.italic++
			}
		}
	}
}

// lineBreak ends a line inside a block.
func (m *markup) lineBreak() {
	if m.cell > 0 || m.top().kind == markHeading || m.top().kind == markCaption || m.top().kind == markFurniture {
		m.line.space = true
		return
	}
	m.lines = append(m.lines, m.line)
	m.line = &inked{}
}
