package document

import (
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/document/pdfium"
)

// pdfWord is characters without a gap on one line of a page.
type pdfWord struct {
	text           string
	x0, x1, y0, y1 float32
	base, size     float32
	bold           bool
	// raised says that the word stands above the line, as the number of a footnote does;
	// high that it does and is no number.
	raised, high bool
	// glued says that no gap parts it from the word before it.
	glued bool
}

// pdfSegment is the words of a line between two wide gaps: a line of prose, or a cell.
type pdfSegment struct {
	words          []pdfWord
	x0, x1         float32
	base, size     float32
	letters, signs int
	joined         string // the words, parted by spaces
	figure         bool   // they are a number, or what stands for none
}

// pdfRow is what stands on one line across a page, from left to right.
type pdfRow struct {
	segments   []pdfSegment
	base, size float32
	x0, x1     float32
}

// pdfPage is a page whose words are in rows, from top to bottom.
type pdfPage struct {
	number        int // from 0
	width, height float32
	rows          []pdfRow
	// aside are stretches of text that do not run from left to right.
	aside  []string
	images int
	// failed says why the page has no words; nil where it was read.
	failed error
}

// cellGap is how wide a gap, in heights of the letters, parts two segments: wider than
// the space between the words of a line that is set to full width mostly is. Segments
// that turn out to be one line are put together again.
const cellGap = 0.9

// newPDFPage puts the characters of a page into words, and those into rows.
func newPDFPage(n int, p *pdfium.Page) *pdfPage {
	out := &pdfPage{number: n, width: p.Width, height: p.Height, images: p.Images}
	words := out.words(p)
	out.rows = rowsOf(words)
	return out
}

// words joins the words that the file parted; those that are no upright text go aside.
func (out *pdfPage) words(p *pdfium.Page) []pdfWord {
	words := make([]pdfWord, 0, len(p.Words))
	goesOn := false // with what was put last
	for i := range p.Words {
		c := &p.Words[i]
		s := &p.Styles[c.Style]
		text := strings.Map(letterOf, c.Text)
		if strings.ContainsAny(text, "\ufb00\ufb01\ufb02\ufb03\ufb04") {
			text = ligatures.Replace(text)
		}
		if !s.Upright {
			out.putAside(text, c.Apart || i == 0 || p.Words[i-1].Style != c.Style)
			goesOn = false
			continue
		}
		if n := len(words); goesOn && !c.Apart && text != "" {
			if w := &words[n-1]; sameLine(w, s) && c.X0-w.x1 <= 0.6*s.Size && c.X0-w.x1 >= -0.6*s.Size {
				w.text += text
				w.x0, w.x1, w.y0, w.y1 = min(w.x0, c.X0), max(w.x1, c.X1), min(w.y0, c.Y0), max(w.y1, c.Y1)
				w.bold = w.bold && s.Bold
				continue
			}
		}
		if text != "" {
			words = append(words, pdfWord{text: text, x0: c.X0, x1: c.X1, y0: c.Y0, y1: c.Y1, base: s.Baseline, size: s.Size, bold: s.Bold})
			goesOn = true
		}
	}
	return words
}

// putAside keeps a word that does not run from left to right.
func (out *pdfPage) putAside(text string, apart bool) {
	if n := len(out.aside); n > 0 && text != "" {
		if apart {
			text = " " + text
		}
		out.aside[n-1] += text
	} else if text != "" {
		out.aside = append(out.aside, text)
	}
}

// sameLine says whether letters of a style go on with a word: neither raised nor of
// another size.
func sameLine(w *pdfWord, s *pdfium.Style) bool {
	return distance(w.base-s.Baseline) < 0.12*w.size && distance(w.size-s.Size) < 0.2*w.size
}

func distance(x float32) float32 { return max(x, -x) }

// ligatures are letters that some fonts draw as one.
var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl")

// letterOf gives what a character is in the text; -1 for what shows nothing. A hyphen that
// pdfium found at a line's end comes as U+0002, one that a font calls soft as U+00AD; what
// stands on the page is a hyphen.
func letterOf(r rune) rune {
	switch {
	case r < 0x80 && r > ' ' && r != 0x7f:
		return r
	case r == 2 || r == '\u00ad' || r == '\u2010' || r == '\u2011':
		return '-'
	case r <= ' ' || r == 0x7f || r == '\ufffe' || r == '\uffff' || isHidden(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cs, r):
		return -1
	case r >= 0xe000 && r <= 0xf8ff:
		return '•' // signs of a font of its own: bullets, nearly always
	}
	return r
}

// rowsOf puts words into rows by the lines that they stand on. Small words above a line
// belong to it when they touch a word of it.
func rowsOf(words []pdfWord) []pdfRow {
	raise(words)
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(words[a].base, words[b].base) })
	sorted := make([]pdfWord, len(words))
	for k, i := range order {
		sorted[k] = words[i]
	}
	var rows []pdfRow
	start := 0
	for i := 1; i <= len(sorted); i++ {
		first := &sorted[start]
		if i < len(sorted) && !(sorted[i].base-first.base > 0.25*min(sorted[i].size, first.size)) {
			continue
		}
		rows = append(rows, newPDFRow(sorted[start:i:i]))
		start = i
	}
	return rows
}

// compare orders two places.
func compare(a, b float32) int {
	switch {
	case a < b:
		return -1
	case b < a:
		return 1
	}
	return 0
}

// raise finds the words that stand above a line as numbers of footnotes do, and sets them
// on it.
func raise(words []pdfWord) {
	for i := range words {
		w := &words[i]
		number := isNoteNumber(w.text)
		if !number && !isOrdinal(w.text) {
			continue
		}
		for _, j := range []int{i - 1, i + 1} {
			if j < 0 || j >= len(words) {
				continue
			}
			o := &words[j]
			up := o.base - w.base
			near := w.x0-o.x1 < 0.35*o.size && w.x0-o.x1 > -0.3*o.size
			if j > i {
				near = o.x0-w.x1 < 1.6*o.size && o.x0-w.x1 > -0.3*o.size
			}
			// Raised letters are smaller, or the same and drawn higher.
			if near && up > 0.12*o.size && up < 0.8*o.size && w.size <= o.size*1.01 {
				w.base, w.raised, w.high = o.base, number, !number
				break
			}
			if near && number && w.size < 0.8*o.size && distance(up) <= 0.12*o.size && w.y1 < o.base-0.12*o.size {
				w.raised = true
				break
			}
		}
	}
}

// isOrdinal says whether a word is what follows a number that stands for a place in a row.
func isOrdinal(s string) bool { return s == "e" || s == "de" || s == "ste" || s == "er" || s == "o" }

// isNoteNumber says whether a word may be the number of a footnote, or several.
func isNoteNumber(s string) bool {
	if len(s) > 8 || s == "" {
		return false
	}
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != ',' && r != ' ':
			return false
		}
	}
	return digits > 0 && s[0] != ','
}

// newPDFRow orders words from left to right and parts them at wide gaps.
func newPDFRow(words []pdfWord) pdfRow {
	slices.SortStableFunc(words, func(a, b pdfWord) int { return compare(a.x0, b.x0) })
	words = withoutShadows(words)
	var row pdfRow
	start := 0
	for i := 1; i <= len(words); i++ {
		if i < len(words) {
			a, b := &words[i-1], &words[i]
			gap := b.x0 - a.x1
			b.glued = gap < 0.06*b.size || (b.raised || a.raised || b.high) && gap < 0.15*max(a.size, b.size)
			if gap <= cellGap*max(a.size, b.size) {
				continue
			}
		}
		row.segments = append(row.segments, newPDFSegment(words[start:i:i]))
		start = i
	}
	row.measure()
	return row
}

// withoutShadows drops words that are drawn twice at one place, as some programs do for bold.
func withoutShadows(words []pdfWord) []pdfWord {
	out := words[:0]
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].text == w.text && distance(out[n-1].x0-w.x0) < 0.15*w.size && distance(out[n-1].x1-w.x1) < 0.15*w.size {
			continue
		}
		out = append(out, w)
	}
	return out
}

// measure sets the row's place by its segments.
func (r *pdfRow) measure() {
	for i, s := range r.segments {
		if i == 0 || s.size > r.size {
			r.size, r.base = s.size, s.base
		}
	}
	r.x0, r.x1 = r.segments[0].x0, r.segments[len(r.segments)-1].x1
}

func newPDFSegment(words []pdfWord) pdfSegment {
	s := pdfSegment{words: words, x0: words[0].x0, x1: words[0].x1}
	longest := 0
	for _, w := range words {
		s.x1 = max(s.x1, w.x1)
		n := 0
		for _, r := range w.text {
			s.signs++
			if unicode.IsLetter(r) {
				s.letters++
			}
			n++
		}
		if n > longest && !w.raised || longest == 0 {
			longest, s.size, s.base = n, w.size, w.base
		}
	}
	s.joined = joinedWords(words)
	s.figure = isFigureText(s.joined)
	return s
}

// text gives the words of a segment, parted by spaces.
func (s *pdfSegment) text() string { return s.joined }

func joinedWords(words []pdfWord) string {
	if len(words) == 1 {
		return words[0].text
	}
	n := 0
	for i := range words {
		n += len(words[i].text) + 1
	}
	var b strings.Builder
	b.Grow(n)
	for i := range words {
		if i > 0 && !words[i].glued {
			b.WriteByte(' ')
		}
		b.WriteString(words[i].text)
	}
	return b.String()
}

// bold says whether all words with letters or digits are heavy.
func (s *pdfSegment) bold() bool {
	for _, w := range s.words {
		if !w.bold && !w.raised {
			return false
		}
	}
	return true
}
