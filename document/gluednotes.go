package document

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// A text that lost its letters' sizes has the numbers of its footnotes glued to the words
// before them: "stabiliteit1", "aangeboden.2". Such a number is taken for one when the word
// before it is a word, and either the numbers count on from one note to the next or a line
// of the text begins with that number.

// glued fits a word of letters, or one with a mark after it, and a number right behind.
var glued = regexp.MustCompile(`(?:\p{Ll}{3}|\p{Ll}[’']s)[.,;:)”’"]?([1-9]\d?)(?:[\s.,;:)”’"]|$)`)

// noteLine fits a line that may be a footnote.
var noteLine = regexp.MustCompile(`^(\d{1,2})[.)]?\s+\p{Lu}`)

// gluedNotes finds the numbers of notes in lines that no format has told apart. The spans
// are in code points of the text as read, in the order of the text.
func gluedNotes(raw []rune, lines []line, words Words) []model.Span {
	if words == nil {
		return nil
	}
	var known map[int]bool
	var out []model.Span
	last := 0
	for i := range lines {
		l := &lines[i]
		if l.kind == "blank" || l.kind == "furniture" || l.kind == "row" || l.isMarked(markNote) {
			continue
		}
		if !mayHoldGlued(l.text) {
			continue
		}
		for _, m := range glued.FindAllStringSubmatchIndex(l.text, -1) {
			n, _ := strconv.Atoi(l.text[m[2]:m[3]])
			if !isWholeWord(l.text[:m[2]], words) {
				continue
			}
			if known == nil {
				known = noteLines(lines)
			}
			if n != last+1 && !known[n] {
				continue
			}
			last = n
			out = append(out, l.spanOf(raw, m[2], m[3]))
		}
	}
	return out
}

// mayHoldGlued says, faster than the pattern does, whether a number stands right behind a
// letter or a mark.
func mayHoldGlued(text string) bool {
	for i := 1; i < len(text); i++ {
		if b := text[i-1]; '1' <= text[i] && text[i] <= '9' && ('a' <= b && b <= 'z' || b >= utf8.RuneSelf || strings.IndexByte(`.,;:)"`, b) >= 0) {
			return true
		}
	}
	return false
}

// spanOf gives where a part of the line's words, in bytes of them, stands in the text as
// read.
func (l *line) spanOf(raw []rune, start, end int) model.Span {
	at := make([]int, 0, len(l.text)+1) // for each byte of the words
	for j := l.span.Start; j < l.span.End; j++ {
		if isHidden(raw[j]) || l.isRef(j) || len(at) == 0 && unicode.IsSpace(raw[j]) {
			continue
		}
		for range utf8.RuneLen(raw[j]) {
			at = append(at, j)
		}
	}
	return model.Span{Start: at[start], End: at[end-1] + 1}
}

// isWholeWord says whether a text ends in a word that the vocabulary knows, of at least
// four letters and none of them a capital but the first, before one mark.
func isWholeWord(text string, words Words) bool {
	text = strings.TrimRight(text, `.,;:)”’"`)
	text = strings.TrimSuffix(strings.TrimSuffix(text, "’s"), "'s")
	i := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	word := text[i+1:]
	if _, size := utf8.DecodeRuneInString(text[i+1:]); i >= 0 {
		before, _ := utf8.DecodeLastRuneInString(text[:i+size])
		if unicode.IsDigit(before) {
			return false
		}
	}
	lower := strings.ToLower(word)
	_, size := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) >= 4 && word[size:] == strings.ToLower(word[size:]) && (words.KnowsWord(lower) || words.Compound(lower))
}

// noteLines gives the numbers that lines begin with, as footnotes do.
func noteLines(lines []line) map[int]bool {
	out := map[int]bool{}
	for _, l := range lines {
		if m := noteLine.FindStringSubmatch(l.text); m != nil {
			n, _ := strconv.Atoi(m[1])
			out[n] = true
		}
	}
	return out
}
