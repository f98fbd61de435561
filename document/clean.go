package document

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// cleaner builds the clean text block by block, and the headings above each.
type cleaner struct {
	d      *Document
	lines  []line
	width  int // of a full line, in code points; 0 when lines are not wrapped
	repair repairer

	path    []string
	article int
	section [2]string
	role    string
	leadIns []leadIn // open, outermost first
	// leadInUnderRole says that the outermost open lead-in stands under a role heading,
	// which the next such heading closes.
	leadInUnderRole bool
	plain           []bool // which lines are plain headings
	next            int    // the line after the block at hand
	notes           []openNote
	anchors         []anchor
}

// clean fills Clean, Map, Blocks, Articles, Furniture and Citation from the lines.
func (d *Document) clean(lines []line, words Words) {
	c := &cleaner{d: d, lines: lines, width: wrapWidth(lines), article: -1}
	c.repair = newRepairer(lines, words)
	c.findPlainHeadings()
	d.Clean = make([]rune, 0, len(d.raw))
	d.Map = make(OffsetMap, 0, len(d.raw))
	for i := 0; i < len(lines); {
		i = c.block(i)
	}
	c.emitNotes()
}

// wrapWidth is the length of a full line: the 90th percentile of prose lines' lengths,
// or 0 when lines are so long that each is a paragraph of its own.
func wrapWidth(lines []line) int {
	var lengths []int
	for _, l := range lines {
		if l.kind == "" || l.kind == "item" {
			lengths = append(lengths, l.span.Len())
		}
	}
	if len(lengths) < 4 {
		return 0
	}
	sort.Ints(lengths)
	w := lengths[len(lengths)*9/10]
	if w > 180 {
		return 0
	}
	return w
}

// block takes the block that begins at line i and gives the index of the line after it.
func (c *cleaner) block(i int) int {
	l := c.lines[i]
	switch l.kind {
	case "blank":
		return i + 1
	case "furniture":
		c.furniture(l)
		return i + 1
	case "note":
		return c.note(i)
	case "article", "section", "role", "table":
		end := c.headingEnd(i)
		c.heading(c.lines[i:end])
		return end
	case "row":
		c.emit(Block{Kind: Row}, c.lines[i:i+1], 0)
		return i + 1
	}
	if c.plain[i] {
		end := c.headingEnd(i)
		c.plainHeading(c.lines[i:end])
		return end
	}
	end := i + 1
	for next := c.goOn(end); next > end; next = c.goOn(end) {
		end = next
	}
	kind := Paragraph
	if l.kind == "item" {
		kind = Item
	}
	c.next = end
	c.prose(kind, c.lines[i:end], l.marker)
	for i < end {
		if i++; i < end && c.lines[i].kind == "note" {
			i = c.note(i) - 1
		}
	}
	return end
}

// goOn gives the index after the lines from i on that belong to the block of the line
// before i; i when the block ends there. Furniture and notes inside a block are passed
// over, so that a sentence goes on over a page's end.
func (c *cleaner) goOn(i int) int {
	end, furniture := i, false
	for end < len(c.lines) && c.lines[end].isBetween() {
		furniture = furniture || c.lines[end].kind != "blank"
		end++
	}
	switch {
	case end == len(c.lines):
	case end == i && c.continues(i):
		return i + 1
	case c.isRest(i, end):
		return end + 1
	case furniture && c.goesOnOver(i, end):
		return end
	}
	return i
}

// isBetween says whether a line may stand inside a block without being part of it.
func (l *line) isBetween() bool {
	return l.kind == "blank" || l.kind == "furniture" || l.kind == "note"
}

// isRest says whether the block at line end is what the format says that the block before
// line i goes on in.
func (c *cleaner) isRest(i, end int) bool {
	before, ok := c.proseBefore(i)
	return ok && before.isWhole() && before.mark.goesOn && c.lines[end].isWhole() && c.lines[end].isMarked(markProse) && c.lines[end].kind == ""
}

// continues says whether line i belongs to the block of the prose before it.
func (c *cleaner) continues(i int) bool {
	if c.lines[i].kind != "" {
		return false
	}
	before, ok := c.proseBefore(i)
	if !ok {
		return false
	}
	if before.isWhole() || c.lines[i].isWhole() {
		return before.mark == c.lines[i].mark
	}
	return c.width > 0 && !c.endsBlock(before, c.lines[i])
}

// goesOnOver says whether the prose before line i goes on at line end, after furniture and
// blank lines: no sentence ended, and the next line of words begins with a small letter.
func (c *cleaner) goesOnOver(i, end int) bool {
	before, ok := c.proseBefore(i)
	if !ok || endsSentence(before.text) || before.isWhole() || c.lines[end].isWhole() {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.lines[end].text)
	return c.lines[end].kind == "" && c.width > 0 && unicode.IsLower(r)
}

func (c *cleaner) proseBefore(i int) (line, bool) {
	for j := i - 1; j >= 0; j-- {
		switch c.lines[j].kind {
		case "", "item":
			return c.lines[j], true
		case "blank", "furniture", "note":
		default:
			return line{}, false
		}
	}
	return line{}, false
}

// endsBlock says whether a block ends between two lines of wrapped prose: the first one
// ends a sentence and the next word, with a capital, would have fitted on it; or it is so
// short that the break must have been meant.
func (c *cleaner) endsBlock(before, next line) bool {
	word := strings.Fields(next.text)[0]
	free := c.width - before.span.Len() - 1 - utf8.RuneCountInString(word)
	capital := startsWithCapital(next.text)
	switch {
	case strings.HasSuffix(before.text, ":") && capital && free > c.width/8:
		return true
	case endsSentence(before.text) && capital:
		return free > 2
	}
	return capital && free > c.width/2 && !endsWithConnector(before.text)
}

// findPlainHeadings goes over the lines from the first to the last, since each asks for
// the one before it.
func (c *cleaner) findPlainHeadings() {
	c.plain = make([]bool, len(c.lines))
	for i, l := range c.lines {
		c.plain[i] = l.kind == "" && (l.isMarked(markHeading) || l.mark == nil && c.isPlainHeading(i))
	}
}

// isPlainHeading says whether line i is a heading that matched no form: short, without a
// full stop, with a capital, and set apart from what stands before and after it.
func (c *cleaner) isPlainHeading(i int) bool {
	l := c.lines[i]
	limit := 90
	if c.width > 0 {
		limit = min(limit, c.width*3/4)
	}
	if l.span.Len() > limit || !startsWithCapital(l.text) || strings.ContainsAny(l.text[len(l.text)-1:], ".,;:") || endsWithConnector(l.text) {
		return false
	}
	if i > 0 && c.lines[i-1].kind == "" && !endsSentence(c.lines[i-1].text) && c.width > 0 && !c.plain[i-1] {
		return false
	}
	if i+1 >= len(c.lines) {
		return false
	}
	next := c.lines[i+1]
	if next.kind == "blank" || next.kind == "furniture" {
		return len(strings.Fields(l.text)) <= 10
	}
	if c.width == 0 {
		return len(strings.Fields(l.text)) <= 10
	}
	return startsWithCapital(next.text) || next.kind == "item"
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, `"'”’»)`)
	if stem := strings.TrimRight(text, "0123456789"); len(text)-len(stem) <= 2 && stem != "" && strings.ContainsRune(".!?", rune(stem[len(stem)-1])) &&
		!(len(stem) > 1 && stem[len(stem)-2] >= '0' && stem[len(stem)-2] <= '9') {
		return true // a footnote's number after the stop
	}
	return text == "" || strings.ContainsRune(".!?:;", rune(text[len(text)-1]))
}

func endsWithConnector(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "en", "of", "de", "het", "een", "van", "voor", "in", "op", "aan", "met", "door", "bij", "tot", "uit", "naar", "om", "te", "der", "den", "als", "over", "onder", "and", "the":
		return true
	}
	return false
}

func startsWithCapital(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, `("'“‘«`))
	return unicode.IsUpper(r)
}

func (c *cleaner) furniture(l line) {
	c.d.Furniture = append(c.d.Furniture, Furniture{l.span, l.text})
	if c.d.Citation.Len() == 0 && citation.MatchString(l.text) {
		c.d.Citation, c.d.cited = l.span, l.text
	}
}

// headingEnd gives the index after the last line of the heading that begins at line i: a
// format may know that it has several.
func (c *cleaner) headingEnd(i int) int {
	l := c.lines[i]
	end := i + 1
	for l.isMarked(markHeading) && l.isWhole() && end < len(c.lines) && c.lines[end].mark == l.mark {
		end++
	}
	return end
}

// joined gives the first of a heading's lines with the words of all.
func joined(lines []line) line {
	l := lines[0]
	for _, next := range lines[1:] {
		switch first, _ := utf8.DecodeRuneInString(next.text); {
		case next.text == "":
		case strings.HasSuffix(l.text, "-") && unicode.IsLower(first):
			l.text = strings.TrimSuffix(l.text, "-") + next.text
		default:
			l.text += " " + next.text
		}
		l.span.End = next.span.End
	}
	if len(lines) > 1 && l.form != nil {
		l.matchForm()
	}
	return l
}

// heading opens an article, section, role or table.
func (c *cleaner) heading(lines []line) {
	l := joined(lines)
	number, title := l.form.group(l.groups, "number"), l.form.group(l.groups, "title")
	switch l.kind {
	case "article":
		label := l.form.group(l.groups, "label")
		c.path = []string{strings.TrimSpace(label + " " + number)}
		c.section, c.role = [2]string{}, ""
		c.article = len(c.d.Articles)
		c.d.Articles = append(c.d.Articles, Article{Label: label, Number: number, Title: title})
	case "section":
		c.section, c.role = [2]string{number, title}, ""
		c.path = append(c.articlePath(), l.text)
	case "role":
		c.role = title
		if c.leadInUnderRole {
			c.leadIns = nil
		}
		c.leadIns = c.leadIns[:min(1, len(c.leadIns))]
	}
	if l.kind != "role" {
		c.leadIns = nil
	}
	b := c.emit(Block{Kind: Heading, HeadingKind: l.kind}, lines, 0)
	if l.kind == "article" {
		c.d.Articles[c.article].Heading = c.d.Blocks[b].Span
	}
}

// plainHeading is a heading that says nothing of the structure but its words.
func (c *cleaner) plainHeading(lines []line) {
	l := joined(lines)
	c.leadIns, c.role = nil, ""
	if n := len(c.d.Blocks); n > 0 && c.d.Blocks[n-1].HeadingKind == "article" && c.d.Articles[c.article].Title == "" {
		c.d.Articles[c.article].Title = l.text
		c.emit(Block{Kind: Heading, HeadingKind: "heading"}, lines, 0)
		return
	}
	c.emit(Block{Kind: Heading, HeadingKind: "heading"}, lines, 0)
	if c.article >= 0 {
		c.d.Gaps = append(c.d.Gaps, model.Gap{Stage: "structure", Kind: "heading", Detail: l.text, Span: l.span})
	}
	c.path = append(c.path[:len(c.path):len(c.path)], l.text)
	if len(c.path) > 3 {
		c.path = append(c.articlePath(), l.text)
	}
}

func (c *cleaner) articlePath() []string {
	if c.article < 0 || len(c.path) == 0 {
		return nil
	}
	return c.path[:1:1]
}

// prose emits a paragraph or item and keeps the book of open lead-ins: a block that ends
// in a colon opens a list; a paragraph that follows the list closes it. A paragraph right
// under a role heading belongs to the lead-in above the heading.
func (c *cleaner) prose(kind BlockKind, lines []line, marker int) {
	underRole := kind == Paragraph && len(c.d.Blocks) > 0 && c.d.Blocks[len(c.d.Blocks)-1].HeadingKind == "role" && len(c.leadIns) > 0
	b := Block{Kind: kind, LeadIn: -1}
	opens := strings.HasSuffix(lastProse(lines).text, ":") || kind == Paragraph && c.announces(lastProse(lines).text)
	if kind == Item || underRole {
		if kind == Item {
			c.closeLists(lines[0])
		}
		if opens {
			c.leadIns = c.leadIns[:min(len(c.leadIns), maxDepth-1)]
		}
		if n := len(c.leadIns); n > 0 {
			b.LeadIn = c.leadIns[n-1].block
		}
	} else {
		c.leadIns = nil
	}
	at := c.emit(b, lines, marker)
	if opens {
		if len(c.leadIns) == 0 {
			c.leadInUnderRole = c.role != ""
		}
		c.leadIns = append(c.leadIns, leadIn{block: at, bullet: bullet(lines[0]), indent: lines[0].indent})
	}
}

// announces says whether a paragraph that ends in a full stop announces the list after it:
// "... voor de volgende taken." Empty lines and a role heading may stand between.
func (c *cleaner) announces(text string) bool {
	if !strings.HasSuffix(text, ".") || !strings.Contains(text, "olgende ") && !strings.Contains(text, "nderstaande ") || !announcement.MatchString(text) {
		return false
	}
	for i := c.next; i < len(c.lines); i++ {
		switch c.lines[i].kind {
		case "blank", "role", "furniture":
		default:
			return c.lines[i].kind == "item"
		}
	}
	return false
}

func lastProse(lines []line) line {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].kind == "" || lines[i].kind == "item" {
			return lines[i]
		}
	}
	return lines[0]
}

// emit appends the lines' words to the clean text as one block and gives its index.
func (c *cleaner) emit(b Block, lines []line, marker int) int {
	if b.Kind != Item && b.Kind != Paragraph {
		b.LeadIn = -1
	}
	if len(c.d.Clean) > 0 {
		at := c.lastRaw() + 1
		if b.Kind == Note {
			at = max(0, lines[0].span.Start-1)
		}
		c.put('\n', at)
	}
	b.Span.Start = len(c.d.Clean)
	for i, l := range lines {
		if l.kind == "blank" {
			continue
		}
		if l.kind == "furniture" {
			c.furniture(l)
			continue
		}
		if l.kind == "note" && b.Kind != Note {
			continue
		}
		skip := 0
		if i == 0 {
			skip = marker
		} else {
			c.join(l)
		}
		for j := l.span.Start; j < l.span.End; j++ {
			switch {
			case l.isRef(j):
				c.anchor(j, l)
			case skip == 0:
				c.putRaw(j)
			case !isHidden(c.d.raw[j]):
				skip--
			}
		}
	}
	b.Span.End = len(c.d.Clean)
	b.Path, b.Article, b.Role = c.path, c.article, c.role
	b.Section, b.SectionTitle = c.section[0], c.section[1]
	if c.role != "" && b.HeadingKind != "role" {
		b.Path = append(b.Path[:len(b.Path):len(b.Path)], c.role)
	}
	c.d.Blocks = append(c.d.Blocks, b)
	return len(c.d.Blocks) - 1
}

func (c *cleaner) lastRaw() int { return int(c.d.Map[len(c.d.Map)-1]) }

func (c *cleaner) put(r rune, at int) {
	c.d.Clean = append(c.d.Clean, r)
	c.d.Map = append(c.d.Map, int32(at))
}

// putRaw copies a code point, folding white space into single spaces and leaving out
// soft hyphens.
func (c *cleaner) putRaw(at int) {
	r := c.d.raw[at]
	switch {
	case r > ' ' && r < 0x7f:
	case isHidden(r):
		return
	case unicode.IsSpace(r):
		if n := len(c.d.Clean); n == 0 || c.d.Clean[n-1] == ' ' || c.d.Clean[n-1] == '\n' {
			return
		}
		r = ' '
	}
	c.put(r, at)
}
