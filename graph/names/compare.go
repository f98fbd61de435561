package names

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// The scores of Compare, by what two names have in common.
const (
	scoreSpelling = 0.97 // but for capitals, accents, hyphens, spaces, an article
	scoreSmall    = 0.95 // but for small words
	scoreEndings  = 0.90 // but for endings
	scoreOrder    = 0.85 // but for the order of the words
	scoreLetter   = 0.85 // but for a letter
	scoreLetters  = 0.80 // but for two letters
	scoreInitials = 0.80 // an abbreviation and its long form

	// LeastVariant is the score that names have at least which are one name written in two
	// ways; lower ones are names of which one says more than the other.
	LeastVariant = scoreLetters

	scorePart = 0.50 // one holds the other: more by how much of it
	scoreMost = 0.45 // most words: more by how many
	partSpan  = 0.30
)

// The least share of words, by letters, that a name must have of one that holds it, and
// that two names must have in common.
const (
	leastPart = 0.5
	leastMost = 0.7
)

// Apart says why two names cannot be one thing's, whatever else they have in common: they
// count differently (2 and 2.1, 2018 and 2022, I and II, eerste and tweede), or a word of
// the one is the opposite of one of the other. "" when nothing sets them apart. An
// abbreviation need not repeat the number of its long form.
func Apart(a, b *Name) string {
	short := a.Short && len(a.Numbers) == 0 || b.Short && len(b.Numbers) == 0
	if !short && !slices.Equal(a.Numbers, b.Numbers) {
		return fmt.Sprintf("%q and %q differ in number", a.Text, b.Text)
	}
	if a.Short != b.Short {
		return "" // the words of an abbreviation are not to be seen
	}
	w := language()
	left, right := missing(a.Words, b.Words), missing(b.Words, a.Words)
	for _, x := range left {
		for _, y := range right {
			if w.contrast(x, y) {
				return fmt.Sprintf("%q is not %q", x, y)
			}
		}
	}
	for _, x := range append(left, right...) {
		if w.sets(x) && !w.small[x] {
			return fmt.Sprintf("%q stands in one name only", x)
		}
	}
	return ""
}

// Collide says whether two long forms of an abbreviation are two things that have it by
// chance: both spell it by their initials, and they have no word in common but one for a
// kind of thing.
func Collide(short, a, b *Name) bool {
	w := language()
	for i, s := range a.Stems {
		if slices.Contains(b.Stems, s) && !w.head[a.plain[i]] {
			return false
		}
	}
	return slices.Contains(a.spellings(), short.letters()) && slices.Contains(b.spellings(), short.letters())
}

// missing gives the words of a that b does not have.
func missing(a, b []string) []string {
	var out []string
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

// Kind is in what way two names are alike.
type Kind string

// The kinds.
const (
	SameName   Kind = "SAME_NAME"
	Spelling   Kind = "SPELLING" // but for capitals, accents, hyphens or spaces
	SmallWords Kind = "SMALL_WORDS"
	Endings    Kind = "ENDINGS"
	WordOrder  Kind = "WORD_ORDER"
	OneLetter  Kind = "ONE_LETTER"
	TwoLetters Kind = "TWO_LETTERS"
	Initials   Kind = "INITIALS" // the abbreviation comes first
	Part       Kind = "PART"     // the part comes first
	MostWords  Kind = "MOST_WORDS"
)

// inWords has the kinds in words, with room for the names.
var inWords = map[Kind]string{
	SameName:   "both are called %q",
	Spelling:   "%q and %q are the same but for capitals, accents, hyphens or spaces",
	SmallWords: "%q and %q are the same but for small words",
	Endings:    "%q and %q are the same but for the endings of words",
	WordOrder:  "%q and %q have the same words in another order",
	OneLetter:  "%q and %q differ in one letter",
	TwoLetters: "%q and %q differ in two letters",
	Initials:   "%q may be the initials of %q",
	Part:       "%q is part of %q",
	MostWords:  "%q and %q have most of their words in common",
}

// Likeness says why two names are alike. The zero value is that of names that are not.
type Likeness struct {
	Kind Kind
	// Names are the names as they are written; one where both are the same.
	Names []string
}

// String tells it in words; "" for names that are not alike.
func (l Likeness) String() string {
	if l.Kind == "" {
		return ""
	}
	names := make([]any, len(l.Names))
	for i, n := range l.Names {
		names[i] = n
	}
	return fmt.Sprintf(inWords[l.Kind], names...)
}

// Compare says how alike two names are, from 0 (not at all, or set apart by Apart) to 1
// (the same), and why.
func Compare(a, b *Name) (float64, Likeness) {
	if len(a.Words) == 0 || len(b.Words) == 0 {
		return 0, Likeness{}
	}
	score, why := alike(a, b)
	if score == 0 || Apart(a, b) != "" {
		return 0, Likeness{}
	}
	return score, why
}

// alike is Compare for names that nothing sets apart.
func alike(a, b *Name) (float64, Likeness) {
	switch {
	case a.Text == b.Text:
		return 1, Likeness{SameName, []string{a.Text}}
	case a.squashed == b.squashed:
		return scoreSpelling, Likeness{Spelling, []string{a.Text, b.Text}}
	case a.Short != b.Short:
		return initials(a, b)
	case a.Short:
		return 0, Likeness{}
	case slices.Equal(a.plain, b.plain):
		return scoreSmall, Likeness{SmallWords, []string{a.Text, b.Text}}
	case slices.Equal(a.Stems, b.Stems):
		return scoreEndings, Likeness{Endings, []string{a.Text, b.Text}}
	case sameSet(a.Stems, b.Stems):
		return scoreOrder, Likeness{WordOrder, []string{a.Text, b.Text}}
	}
	if s, why := byLetters(a, b); s > 0 {
		return s, why
	}
	return byWords(a, b)
}

func sameSet(a, b []string) bool {
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}

// initials compares an abbreviation with a longer name.
func initials(a, b *Name) (float64, Likeness) {
	if b.Short {
		a, b = b, a
	}
	if len(b.plain) > 1 && len(a.letters()) > 1 && slices.Contains(b.spellings(), a.letters()) {
		return scoreInitials, Likeness{Initials, []string{a.Text, b.Text}}
	}
	return 0, Likeness{}
}

// byLetters compares names that differ in a letter or two of a long word, or of the whole
// when the one writes as two words what the other writes as one.
func byLetters(a, b *Name) (float64, Likeness) {
	x, y := a.squashed, b.squashed
	if len(a.plain) == len(b.plain) {
		differ := 0
		for i := range a.plain {
			if a.plain[i] != b.plain[i] {
				differ++
				x, y = a.plain[i], b.plain[i]
			}
		}
		if differ != 1 {
			return 0, Likeness{}
		}
	}
	shorter := min(utf8.RuneCountInString(x), utf8.RuneCountInString(y))
	switch d := distance(x, y); {
	case d == 1 && shorter >= 8:
		return scoreLetter, Likeness{OneLetter, []string{a.Text, b.Text}}
	case d == 2 && shorter >= 12:
		return scoreLetters, Likeness{TwoLetters, []string{a.Text, b.Text}}
	}
	return 0, Likeness{}
}

// byWords compares names that have most of their words in common.
func byWords(a, b *Name) (float64, Likeness) {
	left, right := distinct(a.Stems), distinct(b.Stems)
	if letters(left) > letters(right) {
		a, b, left, right = b, a, right, left
	}
	shared, telling := 0, 0
	w := language()
	for _, s := range left {
		if slices.Contains(right, s) {
			shared += len(s)
			if !w.head[a.plain[slices.Index(a.Stems, s)]] {
				telling++
			}
		}
	}
	x, y := letters(left), letters(right)
	if telling == 0 || x == 0 {
		return 0, Likeness{}
	}
	if part := float64(shared) / float64(y); shared == x && part >= leastPart && (telling > 1 || len(left) > 1 || x >= 8) {
		return scorePart + partSpan*part, Likeness{Part, []string{a.Text, b.Text}}
	}
	if most := 2 * float64(shared) / float64(x+y); most >= leastMost && telling > 1 {
		return scoreMost + partSpan*most, Likeness{MostWords, []string{a.Text, b.Text}}
	}
	return 0, Likeness{}
}

// distinct gives the words of a list, each once, sorted.
func distinct(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }

func letters(list []string) int { return len(strings.Join(list, "")) }

// distance counts the letters that have to be added, dropped, changed or swapped with
// their neighbour to make b of a; anything above 2 is given as 3.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return 3
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, above, row := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return min(3, rows[(len(x)+1)%3][len(y)])
}
