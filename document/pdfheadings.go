package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// headingSize is how much larger than the text, as a share, a heading is set at least.
	headingSize = 1.1
	// headingSigns and headingLines bound how long a heading is.
	headingSigns, headingLines = 170, 6
	// maxLevel is the deepest level that a heading gets.
	maxLevel = 6
)

var (
	numbered = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\p{Lu}`)
	caption  = regexp.MustCompile(`^(?:Figuur|Tabel|Grafiek|Box|Kader|Kaart|Diagram|Afbeelding|Schema|Overzicht|Foto|Bron)\s?(?:[A-Z]?\d|:|[IVX]+\b)`)
)

// findHeadings says which blocks of prose are headings, by bookmarks, size, weight and
// numbers, of what level they are, and which are captions.
func (t *pdfText) findHeadings() {
	marks := t.bookmarkLevels()
	sizes := map[int]bool{}
	for n := range t.blocks {
		for i := range t.blocks[n] {
			if b := &t.blocks[n][i]; t.isHeading(b, marks[n]) {
				b.kind = markHeading
				sizes[int(b.size()+0.5)] = true
			} else if b.kind == markProse && len(b.lines) <= headingLines && caption.MatchString(b.text()) {
				b.kind = markCaption
			}
		}
	}
	order := sizesAbove(sizes)
	for n := range t.blocks {
		for i := range t.blocks[n] {
			if b := &t.blocks[n][i]; b.kind == markHeading {
				b.level = t.levelOf(b, marks[n], order)
			}
		}
	}
}

// isHeading says whether a block is a title. A short block in larger or heavier letters
// is one, and so is one that the bookmarks name.
func (t *pdfText) isHeading(b *pdfBlock, marks map[string]int) bool {
	if b.kind != markProse && b.kind != markItem || len(b.lines) > headingLines {
		return false
	}
	text := b.text()
	if b.kind == markItem && (isBullet(b.lines[0].words[0].text) || !b.bold() && b.size() < headingSize*t.body) {
		return false
	}
	if utf8.RuneCountInString(text) > headingSigns || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	if _, ok := marks[keyOfTitle(text)]; ok {
		return true
	}
	if strings.ContainsAny(text[len(text)-1:], ".;,") && !numbered.MatchString(text) || startsWithSmall(text) || caption.MatchString(text) {
		return false
	}
	if b.size() >= headingSize*t.body {
		return true
	}
	return b.bold() && !t.boldBody && b.size() > smallText*t.body && len(b.lines) <= 2 && !strings.HasSuffix(text, ".")
}

// levelOf gives a heading's level: the bookmark's, else by its number, else by its size.
func (t *pdfText) levelOf(b *pdfBlock, marks map[string]int, sizes []int) int {
	text := b.text()
	if level, ok := marks[keyOfTitle(text)]; ok {
		return min(level, maxLevel)
	}
	if m := numbered.FindStringSubmatch(text); m != nil {
		return min(strings.Count(m[1], ".")+1, maxLevel)
	}
	for i, s := range sizes {
		if int(b.size()+0.5) >= s {
			return min(i+1, maxLevel)
		}
	}
	return maxLevel
}

// bookmarkLevels gives for each page the titles of the bookmarks that lead to it and to the
// pages beside it, with their level.
func (t *pdfText) bookmarkLevels() []map[string]int {
	out := make([]map[string]int, len(t.pages))
	for _, m := range t.bookmarks {
		key := keyOfTitle(m.Title)
		for n := max(0, m.Page-1); key != "" && m.Page >= 0 && n <= m.Page+1 && n < len(out); n++ {
			if out[n] == nil {
				out[n] = map[string]int{}
			}
			if _, ok := out[n][key]; !ok || n == m.Page {
				out[n][key] = m.Level
			}
		}
	}
	return out
}

// keyOfTitle makes titles comparable: letters and digits only, small.
func keyOfTitle(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
