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
// before them: "stabiliteit1", "aangeboden.2". Two things speak for such a number: that it
// counts on from the one before it, and that a line of the text begins with it. Behind a
// word that the vocabulary knows one of them is enough; behind any other, an abbreviation
// or a year both are needed.

// glued fits what may stand before the number of a note, and the number: one or two digits
// right behind letters, a mark after letters, or a year.
var glued = regexp.MustCompile(`(?:(?:\p{Ll}{3}|\p{Ll}[’']s|\p{Lu}{3})[.,;:)”’"]?|(?:19|20)\d{2})([1-9]\d?)(?:[\s.,;:)”’"]|$)`)

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
			if known == nil {
				known = noteLines(lines)
			}
			next, noted := n == last+1, known[n]
			if before := l.text[:m[2]]; !(next && noted) && !((next || noted) && isWholeWord(before, words)) || endsInFigure(before) {
				continue
			}
			last = n
			out = append(out, l.spanOf(raw, m[2], m[3]))
		}
	}
	return out
}

// mayHoldGlued says, faster than the pattern does, whether a number stands right behind a
// letter, a mark or a year.
func mayHoldGlued(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] < '1' || text[i] > '9' {
			continue
		}
		switch b := text[i-1]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b >= utf8.RuneSelf, strings.IndexByte(`.,;:)"`, b) >= 0:
			return true
		case '0' <= b && b <= '9' && i >= 4 && (text[i-4:i-2] == "19" || text[i-4:i-2] == "20"):
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

// endsInFigure says whether a text ends in digits that are no year by themselves, as an
// amount does or a word with a number in it.
func endsInFigure(text string) bool {
	text = strings.TrimRight(text, `.,;:)”’"`)
	rest := strings.TrimRight(text, "0123456789")
	if len(text) == len(rest) {
		i := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		return i >= 0 && '0' <= text[i] && text[i] <= '9'
	}
	last, _ := utf8.DecodeLastRuneInString(rest)
	return len(text)-len(rest) != 4 || rest != "" && !unicode.IsSpace(last) && last != '('
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
