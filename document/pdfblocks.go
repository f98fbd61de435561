package document

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfBlock is what stands together in one column of a page.
type pdfBlock struct {
	kind  markKind
	lines []pdfSegment
	table *pdfTable
	// level is a heading's, from 1, or how many lists an item stands in, from 0.
	level int
	// number is a note's; empty for a note that goes on from the page before.
	number string
	// goesOn says that the next block of prose is the rest of this one.
	goesOn bool
	// last says that the block is the last of its column.
	last bool
}

func (b *pdfBlock) text() string {
	var parts []string
	for i := range b.lines {
		parts = append(parts, b.lines[i].text())
	}
	return strings.Join(parts, " ")
}

func (b *pdfBlock) size() float32 { return b.lines[0].size }

func (b *pdfBlock) bold() bool {
	for i := range b.lines {
		if !b.lines[i].bold() {
			return false
		}
	}
	return true
}

// bullets are signs that begin an item of a list.
const bullets = "–—•▪·■◦●○*-‣▸►✓➢§"

func isBullet(s string) bool {
	return s == "o" || utf8.RuneCountInString(s) == 1 && strings.Contains(bullets, s)
}

func startsWithSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `("'“‘«`))
	return unicode.IsLower(r)
}

// pdfColumnReader takes one column of a page apart into blocks.
type pdfColumnReader struct {
	rows    []pdfRow
	lines   []pdfSegment // the rows, each as one line
	leading float32      // the distance between the lines of a paragraph
	left    float32
	right   float32
}

func blocksOfColumn(rows []pdfRow) []pdfBlock {
	if len(rows) == 0 {
		return nil
	}
	c := &pdfColumnReader{rows: rows}
	for i := range rows {
		c.lines = append(c.lines, lineOf(&rows[i]))
	}
	c.measure()
	var out []pdfBlock
	for i := 0; i < len(rows); {
		if end := tableAt(rows, i); end > i {
			out = append(out, pdfBlock{kind: markRow, table: newPDFTable(rows[i:end])})
			i = end
			continue
		}
		end := i + 1
		for end < len(rows) && tableAt(rows, end) == end && !c.parts(i, end) {
			end++
		}
		b := pdfBlock{kind: markProse, lines: c.lines[i:end:end]}
		if markerOf(&c.lines[i]) != "" {
			b.kind = markItem
		}
		out = append(out, b)
		i = end
	}
	if len(out) > 0 {
		out[len(out)-1].last = true
	}
	return out
}

// lineOf makes one segment of a row.
func lineOf(r *pdfRow) pdfSegment {
	if len(r.segments) == 1 {
		return r.segments[0]
	}
	var words []pdfWord
	for _, s := range r.segments {
		words = append(words, s.words...)
	}
	return newPDFSegment(words)
}

func (c *pdfColumnReader) measure() {
	var gaps, rights, lefts []float64
	for i := range c.lines {
		l := &c.lines[i]
		rights = append(rights, float64(l.x1))
		lefts = append(lefts, float64(l.x0))
		if i > 0 {
			p := &c.lines[i-1]
			if gap := l.base - p.base; distance(l.size-p.size) < 0.5 && gap > 0.8*l.size && gap < 2*l.size {
				gaps = append(gaps, float64(gap/l.size))
			}
		}
	}
	c.leading = 1.25
	if len(gaps) > 0 {
		// Most lines are followed by one of their own paragraph.
		sort.Float64s(gaps)
		c.leading = float32(gaps[len(gaps)*2/5])
	}
	sort.Float64s(rights)
	sort.Float64s(lefts)
	c.right = float32(rights[len(rights)*19/20])
	c.left = float32(lefts[len(lefts)/20])
}

// parts says whether a block that began at line start ends before line i.
func (c *pdfColumnReader) parts(start, i int) bool {
	a, b := &c.lines[i-1], &c.lines[i]
	before, next := a.text(), b.text()
	gap := (b.base - a.base) / max(a.size, b.size)
	switch {
	case distance(a.size-b.size) > 0.07*max(a.size, b.size), a.bold() != b.bold() && a.words[len(a.words)-1].bold != b.words[0].bold:
		return true
	case gap <= 0.3, gap > c.leading*1.22+0.04:
		return true
	}
	return c.partsByPlace(start, i) || c.partsByWords(before, next, a, b)
}

// partsByPlace judges by where the lines begin.
func (c *pdfColumnReader) partsByPlace(start, i int) bool {
	first, a, b := &c.lines[start], &c.lines[i-1], &c.lines[i]
	step := 0.7 * b.size
	if marker := markerOf(b); marker != "" && (isBullet(marker) && marker != "–" && marker != "-" && marker != "—" || c.mayBeginItem(start, a)) {
		return true
	}
	if markerOf(first) != "" && i > start {
		// The lines of an item stand under its words, or all at the edge.
		words := first.words[min(1, len(first.words)-1)].x0
		return b.x0 < words-step && (b.x0 < first.x0-1 || endsSentence(a.text()) || i > start+1 && a.x0 > b.x0+step)
	}
	if b.x0 > a.x0+step {
		return endsSentence(a.text()) || b.x0 > a.x0+8*step
	}
	// A first line that stands in is followed by one that does not.
	return b.x0 < a.x0-step && i > start+1
}

// mayBeginItem says whether a line with a number or letter in front of it begins an item,
// after line a of a block, and is not prose in which a number came to stand there.
func (c *pdfColumnReader) mayBeginItem(start int, a *pdfSegment) bool {
	text := a.text()
	return markerOf(&c.lines[start]) != "" && c.lines[start].words[0].x0 >= a.words[0].x0-1 || endsSentence(text) || strings.HasSuffix(text, ",") || strings.HasSuffix(text, " en") || strings.HasSuffix(text, " of")
}

// partsByWords judges by what the lines say and how far the first one is filled.
func (c *pdfColumnReader) partsByWords(before, next string, a, b *pdfSegment) bool {
	free := c.right - a.x1 - (b.words[0].x1 - b.words[0].x0) - 0.3*a.size
	ends := endsSentence(before)
	if (ends || a.x1 < c.right-0.3*(c.right-c.left)) && isFormLine(next) {
		return true
	}
	if isFormLine(before) && startsWithCapital(next) {
		// A title in heavy letters goes on where its next word did not fit.
		return !a.bold() || !b.bold() || free > 0 && !endsWithConnector(before)
	}
	capital := startsWithCapital(next) || !startsWithSmall(next)
	switch {
	case ends && capital:
		return free > 0.5*a.size
	case strings.HasSuffix(before, ":"):
		return free > 0.2*(c.right-c.left)
	}
	return capital && free > 0.45*(c.right-c.left) && !endsWithConnector(before)
}

// isFormLine says whether a line by itself is a heading by its form. No heading begins
// with a small letter.
func isFormLine(text string) bool {
	if startsWithSmall(text) {
		return false
	}
	l := line{text: text}
	return l.matchForm() && l.kind != "furniture"
}

var itemMarker = regexp.MustCompile(`^(?:\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)])$`)

// markerOf gives the sign, number or letter that begins an item; empty without one.
func markerOf(l *pdfSegment) string {
	if len(l.words) < 2 || l.words[0].raised {
		return ""
	}
	if first := l.words[0].text; isBullet(first) || itemMarker.MatchString(first) {
		return first
	}
	return ""
}
