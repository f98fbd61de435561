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
	pairs map[pair]int   // how often words that meet at a line's end stand side by side inside one
	// hyphened are the first parts of words with a hyphen of their own: "tbs" of tbs-klinieken.
	hyphened map[string]bool
	// spaced says that a space at a line's end marks a whole word in this document.
	spaced bool
}

// minHabit is the share of wrapped lines that must end in a space before a missing one
// says anything.
const minHabit = 0.5

func newRepairer(lines []line, words Words) repairer {
	r := repairer{words: words, own: map[string]int{}, pairs: map[pair]int{}, hyphened: map[string]bool{}}
	folded := foldProse(lines)
	wrapped, spaced := 0, 0
	for i := range lines {
		parts := folded[i]
		for j, w := range parts {
			if j > 0 && j < len(parts)-1 && !w.broken {
				r.own[w.text]++
			}
			if first, rest, ok := strings.Cut(w.text, "-"); ok && rest != "" {
				r.hyphened[first] = true
			}
		}
		if lines[i].isProse() && i+1 < len(lines) && lines[i+1].kind == "" && !endsSentence(lines[i].text) {
			wrapped++
			if lines[i].trailing {
				spaced++
			}
			if next := folded[i+1]; len(parts) > 0 && len(next) > 0 {
				r.pairs[pair{parts[len(parts)-1].text, next[0].text}] = 0
			}
		}
	}
	r.countPairs(folded)
	r.spaced = wrapped >= 4 && float64(spaced) >= minHabit*float64(wrapped)
	return r
}

// isProse says whether a line is one of a paragraph or an item.
func (l *line) isProse() bool { return l.kind == "" || l.kind == "item" }

// foldedWord is a word as fold gives it; broken when a hyphen ended it.
type foldedWord struct {
	text   string
	broken bool
}

// foldProse gives the words of each line of prose, none of any other.
func foldProse(lines []line) [][]foldedWord {
	out := make([][]foldedWord, len(lines))
	size := 0
	for i := range lines {
		size += len(lines[i].text)
	}
	all := make([]foldedWord, 0, size/6)
	for i := range lines {
		if !lines[i].isProse() {
			continue
		}
		start := len(all)
		for w := range strings.FieldsSeq(lines[i].text) {
			all = append(all, foldedWord{fold(w), strings.HasSuffix(w, "-")})
		}
		out[i] = all[start:len(all):len(all)]
	}
	return out
}

// pair is two words that follow each other.
type pair struct{ first, second string }

// countPairs counts how often the words that meet at a line's end stand side by side
// inside a line.
func (r *repairer) countPairs(lines [][]foldedWord) {
	for _, words := range lines {
		before := ""
		for _, w := range words {
			if n, ok := r.pairs[pair{before, w.text}]; ok {
				r.pairs[pair{before, w.text}] = n + 1
			}
			before = w.text
		}
	}
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
	after := rune(0)
	if before+1 < len(c.d.raw) {
		after = c.d.raw[before+1]
	}
	hyphen := after == 2 // out of a PDF: a hyphen that shows nothing in the text
	if hyphen {
		last += "-"
	}
	switch joint := c.repair.decide(last, first, spaceAfter, after == '\u00ad'); joint {
	case closed:
	case keepHyphen:
		if hyphen {
			c.put('-', before+1)
		}
	case dropHyphen:
		if hyphen {
			break
		}
		c.d.Clean = c.d.Clean[:len(c.d.Clean)-1]
		c.d.Map = c.d.Map[:len(c.d.Map)-1]
	default:
		at := before + 1
		if hyphen {
			c.put('-', at)
			at++
		}
		if c.d.Clean[len(c.d.Clean)-1] != ' ' {
			c.put(' ', at)
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
	last = last[strings.LastIndexAny(last, "-=/")+1:] // only this part was broken
	w, v := fold(last), fold(first)
	if w == "" || v == "" {
		return space
	}
	switch whole := w + v; {
	case r.spaced && !spaceAfter:
		return r.withoutSpace(w, v, whole)
	case r.spaced && r.known(w) && r.known(v):
		return space // the maker of the text left the space that stands after whole words
	case r.isWhole(w, v, whole):
		return closed
	case r.words != nil && !r.isWord(w) && !r.words.Function(v) && !startsUpper(last) && r.words.Compound(whole):
		return closed
	case !r.isWord(w) && r.isWord(v) && r.linking(w):
		return closed
	}
	return space
}

// linking says whether a word can only be the first part of a compound: a noun on -ing, -heid,
// -teit or -schap with the s that joins it to the next ("Omgevings", "veiligheids").
func (r repairer) linking(w string) bool {
	stem, ok := strings.CutSuffix(w, "s")
	if !ok || !r.known(stem) {
		return false
	}
	for _, ending := range []string{"ing", "heid", "teit", "schap"} {
		if strings.HasSuffix(stem, ending) {
			return true
		}
	}
	return false
}

// withoutSpace decides where the maker of the text left no space, as it does after a whole
// word: a broken word, unless both parts are words and the whole is not.
func (r repairer) withoutSpace(w, v, whole string) joint {
	if r.known(w) && r.known(v) && !r.isWord(whole) && r.own[whole] == 0 {
		return space
	}
	return closed
}

// isWhole says whether two parts are one word, by what words there are. The document's own
// use goes first: what it writes as one word, and never as two, is one.
func (r repairer) isWhole(w, v, whole string) bool {
	own, common := r.own[whole] > 0, r.known(whole) || r.known(withTrema(w, v))
	switch {
	case r.pairs[pair{w, v}] > 0 || !own && !common && !r.isWord(whole) || utf8.RuneCountInString(v) < 2:
		return false
	case !r.known(w) || !r.known(v):
		// A part that is no common word. When the whole is none either, one part must be no word.
		return own || common || !r.isWord(w) || !r.isWord(v)
	case r.words == nil || r.words.Function(v):
		return false
	case r.words.Function(w):
		// After a preposition or the like only what looks like a verb is taken for its rest, and
		// only where it stands by itself nowhere in the document.
		return r.own[v] == 0 && looksVerbal(v)
	case r.own[v] == 0, own && r.own[whole]*20 >= r.own[v]:
		return true
	}
	// Two nouns do not stand side by side in Dutch without a word between them.
	return (common || r.isWord(whole)) && r.words.Content(w) && r.words.Content(v)
}

// trema gives the vowels that lose their diaeresis where a word is broken before them.
var trema = map[byte]string{'a': "ä", 'e': "ë", 'i': "ï", 'o': "ö", 'u': "ü"}

// withTrema gives the whole of two parts as it is written in one: be-invloeden, beïnvloeden.
func withTrema(w, v string) string {
	if mark, ok := trema[v[0]]; ok {
		return w + mark + v[1:]
	}
	return w + v
}

// looksVerbal says whether a word has the ending of an infinitive or a participle.
func looksVerbal(w string) bool {
	return strings.HasSuffix(w, "en") || strings.HasSuffix(w, "end") || strings.HasSuffix(w, "ende") ||
		strings.HasPrefix(w, "ge") && (strings.HasSuffix(w, "d") || strings.HasSuffix(w, "t"))
}

// decideHyphen decides about a hyphen that stands at the line's end. It stays before a
// capital or digit, and with a space before en, of, noch (an ellipsis).
func (r repairer) decideHyphen(body, first string, firstRune rune) joint {
	switch fold(first) {
	case "en", "of", "noch":
		return space
	case "and", "or", "respectievelijk", "dan", "als":
		if !r.known(fold(body) + fold(first)) { // Neder-land, broken as Nederl-and
			return space
		}
	}
	if !unicode.IsLower(firstRune) {
		return keepHyphen
	}
	w, v := fold(body), fold(first)
	last, _ := utf8.DecodeLastRuneInString(body)
	switch {
	case r.own[w+"-"+v] > 0 || isAbbreviation(body) || unicode.IsDigit(last):
		return keepHyphen
	case r.isWord(w + v):
		return dropHyphen
	case r.known(w+"-"+v) || r.hyphened[w] || strings.Contains(v, "-"):
		return keepHyphen
	case r.isWord(w) && r.isWord(v) && vowelsMeet(w, v):
		return keepHyphen
	}
	return dropHyphen
}

// vowelsMeet says whether two parts of a compound keep a hyphen because the vowels between
// them would be read as one sound: innovatie-infrastructuur (klinkerbotsing in the
// Leidraad of the Woordenlijst Nederlandse Taal).
func vowelsMeet(w, v string) bool {
	switch w[len(w)-1:] + v[:1] {
	case "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu":
		return true
	}
	return false
}

func (r repairer) known(w string) bool {
	return r.own[w] > 1 || (r.words != nil && r.words.KnowsWord(w))
}

// isWord says whether a word is known at all, be it rare: enough for the whole, not for a
// part, which many a rare word looks like.
func (r repairer) isWord(w string) bool {
	return r.known(w) || r.words != nil && r.words.IsWord(w)
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
	if !isASCII(w) {
		return strings.ToLower(strings.TrimFunc(w, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }))
	}
	for len(w) > 0 && !isASCIIWord(w[0]) {
		w = w[1:]
	}
	for len(w) > 0 && !isASCIIWord(w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	return strings.ToLower(w)
}

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// lastWord gives the last word of the clean text, back to white space or a slash.
func lastWord(text []rune) string {
	i := len(text)
	for i > 0 && !unicode.IsSpace(text[i-1]) {
		i--
	}
	return string(text[i:])
}
