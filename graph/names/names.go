// Package names knows when two names may be one thing's: what is exactly the same name,
// which numbers set names apart, and how alike two names are, with the reason in words.
// It knows Dutch by a table of data (data/words.tsv), and no graph.
package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key gives what two names have in common when they are exactly the same name: their
// words, one space apart, in one Unicode form. Capitals count in a name of one word ("EU",
// "Raad") and not in a longer one. Diacritics always count.
func Key(name string) string {
	fields := strings.Fields(norm.NFC.String(name))
	if len(fields) == 1 {
		return fields[0]
	}
	return strings.ToLower(strings.Join(fields, " "))
}

// Short says whether a name is an abbreviation: one word of at most twelve letters, digits
// and hyphens, with two capitals at least, and no more than two small letters for each.
func Short(name string) bool {
	n, upper, lower := 0, 0, 0
	for _, r := range name {
		n++
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '&' {
			return false
		}
	}
	return upper >= 2 && lower <= 2*upper && n <= 12
}

// Strong says whether a name says enough to stand for one thing where it is only another
// name of it: it has two words at least, or is an abbreviation.
func Strong(name string) bool { return Short(name) || len(strings.Fields(name)) > 1 }

// Name is a name taken apart, for comparing. It is never changed once made.
type Name struct {
	// Text is the name as it was given.
	Text string
	// Words are its words, folded, without an article before them; Stems the same without
	// endings and small words.
	Words, Stems []string
	// Numbers are what counts in it, sorted: numbers, years, Roman numerals, ordinals and
	// single capitals.
	Numbers []string
	// Short says whether it is an abbreviation.
	Short bool

	plain    []string // Words without small ones
	initials []string
	squashed string
}

// Parse takes a name apart.
func Parse(text string) *Name {
	w := language()
	n := &Name{Text: text, Short: Short(text)}
	for i, t := range tokens(text) {
		word := Fold(t)
		if i == 0 && w.article[word] {
			continue
		}
		if v := number(w, t, word); v != "" {
			n.Numbers = append(n.Numbers, v)
		}
		n.Words = append(n.Words, word)
		n.squashed += word
		first, _ := utf8.DecodeRuneInString(word)
		n.initials = append(n.initials, string(first))
		if !w.small[word] && !w.article[word] {
			n.plain = append(n.plain, word)
			n.Stems = append(n.Stems, w.stem(word))
		}
	}
	slices.Sort(n.Numbers)
	return n
}

// Blocks gives words under which names that may be alike meet: stems, the whole name
// written as one, its two ends, and what an abbreviation of it would be. A name that is
// like another in the sense of Compare has a block in common with it, but for words
// that are written wrong in their middle in a name with no other words.
func (n *Name) Blocks() []string {
	w := language()
	var out []string
	for _, s := range n.Stems {
		if len(s) >= 4 && !w.head[s] {
			out = append(out, s)
		}
	}
	out = append(out, "="+n.squashed)
	if runes := []rune(n.squashed); len(runes) >= 8 {
		out = append(out, "^"+string(runes[:5]), "$"+string(runes[len(runes)-5:]))
	}
	switch {
	case n.Short:
		out = append(out, "#"+n.letters())
	case len(n.plain) > 1:
		for _, spelled := range n.spellings() {
			out = append(out, "#"+spelled)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// letters is an abbreviation without its signs, folded.
func (n *Name) letters() string { return n.squashed }

// spellings are the abbreviations that a name of several words may have: its initials
// with and without those of small words.
func (n *Name) spellings() []string {
	var content strings.Builder
	for _, p := range n.plain {
		r, _ := utf8.DecodeRuneInString(p)
		content.WriteRune(r)
	}
	all := strings.Join(n.initials, "")
	if all == content.String() {
		return []string{all}
	}
	return []string{all, content.String()}
}

// tokens cuts a text into words and numbers; a number keeps the points and strokes within
// it, so that "2.1" is not 2.
func tokens(text string) []string {
	var out []string
	runes := []rune(text)
	start := -1
	end := func(i int) {
		if start >= 0 {
			out = append(out, string(runes[start:i]))
		}
		start = -1
	}
	for i, r := range runes {
		inner := start >= 0 && (r == '.' || r == ',' || r == '/') && unicode.IsDigit(runes[i-1]) && i+1 < len(runes) && unicode.IsDigit(runes[i+1])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || inner {
			if start < 0 {
				start = i
			}
			continue
		}
		end(i)
	}
	end(len(runes))
	return out
}

// number gives what a word counts: a word with a digit itself (without zeros before it),
// an ordinal its number, a Roman numeral its value, a single capital itself; "" for any
// other.
func number(w *words, text, word string) string {
	if v := w.number[word]; v != "" {
		return v
	}
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return strings.TrimLeft(word, "0")
	}
	if text == strings.ToUpper(text) {
		if v := roman(text); v != "" {
			return v
		}
		if utf8.RuneCountInString(text) == 1 && unicode.IsLetter([]rune(text)[0]) {
			return text
		}
	}
	return ""
}

// romans are the Roman numerals that documents count with, from 1 on.
var romans = strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII XXVIII XXIX XXX")

// roman gives the value of a Roman numeral up to 30, in digits; "" for anything else.
func roman(text string) string {
	i := slices.Index(romans, text)
	if i < 0 {
		return ""
	}
	i++
	digits := ""
	for ; i > 0; i /= 10 {
		digits = string(rune('0'+i%10)) + digits
	}
	return digits
}

// Slug makes the last part of an id of a name: its letters and digits, folded, the words
// joined by hyphens.
func Slug(name string) string {
	return strings.Join(strings.FieldsFunc(Fold(name), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}

// SlugNumbers gives what counts in the last part of an id, sorted: numbers, and Roman
// numerals of two letters at least.
func SlugNumbers(slug string) []string {
	var out []string
	w := language()
	for _, part := range strings.FieldsFunc(slug, func(r rune) bool { return r == '-' || r == '/' }) {
		switch v := number(w, part, part); {
		case v != "":
			out = append(out, v)
		case len(part) > 1 && roman(strings.ToUpper(part)) != "":
			out = append(out, roman(strings.ToUpper(part)))
		}
	}
	slices.Sort(out)
	return out
}

// Contain says whether one of two sorted lists of numbers holds all of the other.
func Contain(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	for _, n := range b {
		if _, ok := slices.BinarySearch(a, n); !ok {
			return false
		}
	}
	return true
}
