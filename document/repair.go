package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// repairer decides at a line's end whether the word there goes on in the next line.
//
// The evidence, from strong to weak: a hyphen of some kind at the line's end; the habit of
// the program that made the text (many leave a space after every line but one that ends
// inside a word); the vocabulary and the document's own words. A compound is never taken
// apart to call a fragment a word.
type repairer struct {
	words Words
	own   map[string]int // words that stand inside a line of this document
	// spaced says that a space at a line's end marks a whole word in this document.
	spaced bool
}

// minHabit is the share of wrapped lines that must end in a space before a missing one
// says anything.
const minHabit = 0.5

func newRepairer(lines []line, words Words) repairer {
	r := repairer{words: words, own: map[string]int{}}
	wrapped, spaced := 0, 0
	for i, l := range lines {
		if l.kind != "" && l.kind != "item" {
			continue
		}
		parts := strings.Fields(l.text)
		for j, w := range parts {
			if j > 0 && j < len(parts)-1 {
				r.own[fold(w)]++
			}
		}
		if i+1 < len(lines) && lines[i+1].kind == "" && !endsSentence(l.text) {
			wrapped++
			if l.trailing {
				spaced++
			}
		}
	}
	r.spaced = wrapped >= 4 && float64(spaced) >= minHabit*float64(wrapped)
	return r
}

// joint is what a line's end becomes.
type joint int

const (
	space      joint = iota // two words
	closed                  // one word
	dropHyphen              // one word; the hyphen at the line's end goes
	keepHyphen              // the hyphen belongs to the word; no space
)

// join puts what stands between the clean text so far and the next line: a space, or
// nothing where a broken word goes on.
func (c *cleaner) join(next line) {
	last := lastWord(c.d.Clean)
	first := strings.Fields(next.text)[0]
	before := c.lastRaw()
	spaceAfter := before+1 < len(c.d.raw) && (c.d.raw[before+1] == ' ' || c.d.raw[before+1] == '\t')
	hidden := before+1 < len(c.d.raw) && (c.d.raw[before+1] == '\u00ad' || c.d.raw[before+1] == 2)
	switch c.repair.decide(last, first, spaceAfter, hidden) {
	case closed, keepHyphen:
	case dropHyphen:
		c.d.Clean = c.d.Clean[:len(c.d.Clean)-1]
		c.d.Map = c.d.Map[:len(c.d.Map)-1]
	default:
		if c.d.Clean[len(c.d.Clean)-1] != ' ' {
			c.put(' ', before+1)
		}
	}
}

// decide says what the line's end between two parts is. spaceAfter tells that white space
// followed the first part, hidden that a soft hyphen or U+0002 did.
func (r repairer) decide(last, first string, spaceAfter, hidden bool) joint {
	firstRune, _ := utf8.DecodeRuneInString(first)
	if hidden {
		return closed
	}
	if body, ok := strings.CutSuffix(last, "-"); ok && body != "" {
		return r.decideHyphen(body, first, firstRune)
	}
	lastRune, _ := utf8.DecodeLastRuneInString(last)
	if !unicode.IsLetter(lastRune) || !unicode.IsLower(firstRune) {
		return space
	}
	w, v := fold(last), fold(first)
	whole := w + v
	leftKnown, rightKnown := r.known(w), r.known(v)
	switch {
	case utf8.RuneCountInString(w) < 2 && !spaceAfter && r.spaced && r.known(whole) && !leftKnown:
		return closed
	case r.spaced && !spaceAfter:
		// The maker of the text left no space: a broken word, unless both parts are words
		// and the whole is not.
		if leftKnown && rightKnown && !r.known(whole) && r.own[whole] == 0 {
			return space
		}
		return closed
	case r.known(whole) && !(leftKnown && rightKnown):
		return closed
	case r.own[whole] > 0 && r.own[v] == 0 && !rightKnown:
		return closed
	case r.known(whole) && r.words != nil && r.words.Content(w) && r.words.Content(v):
		// Two nouns do not stand side by side in Dutch without a word between them.
		return closed
	case !leftKnown && r.words != nil && !startsUpper(last) && r.words.Compound(whole):
		return closed
	}
	return space
}

// decideHyphen decides about a hyphen that stands at the line's end. It stays before a
// capital or digit, and with a space before en, of, noch (an ellipsis).
func (r repairer) decideHyphen(body, first string, firstRune rune) joint {
	switch fold(first) {
	case "en", "of", "noch", "and", "or", "respectievelijk", "dan", "als":
		return space
	}
	if !unicode.IsLower(firstRune) {
		return keepHyphen
	}
	w, v := fold(body), fold(first)
	last, _ := utf8.DecodeLastRuneInString(body)
	switch {
	case r.known(w + v):
		return dropHyphen
	case r.known(w+"-"+v) || r.own[w+"-"+v] > 0 || isAbbreviation(body) || unicode.IsDigit(last):
		return keepHyphen
	}
	return dropHyphen
}

func (r repairer) known(w string) bool {
	return r.own[w] > 1 || (r.words != nil && r.words.KnowsWord(w))
}

func startsUpper(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func isAbbreviation(w string) bool {
	upper := 0
	w = w[strings.LastIndexByte(w, '-')+1:] // of IT-beveiligingssys only what was broken
	for _, c := range w {
		if unicode.IsUpper(c) {
			upper++
		}
	}
	return upper >= 2
}

// fold gives a word in small letters without punctuation at its ends.
func fold(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }))
}

// lastWord gives the last word of the clean text, back to white space or a slash.
func lastWord(text []rune) string {
	i := len(text)
	for i > 0 && !unicode.IsSpace(text[i-1]) {
		i--
	}
	return string(text[i:])
}
