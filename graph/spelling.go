package graph

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/graph/names"
)

// spelling is an entity's names as a search compares them: of each its words, folded, one
// space apart. It is never changed once made.
type spelling struct {
	id     string
	names  []string  // the label at first, then the aliases, by name
	single [1]string // what names lies in, where it is one
}

// unspelled stands where there is a word and no entity, as at the end of a range of words.
var unspelled = &spelling{}

func (r *entityRecord) spelling() *spelling {
	label := r.label()
	s := &spelling{id: r.id}
	s.names = s.single[:1]
	if n := len(r.names); n > len(s.single) {
		s.names = make([]string, 1, n)
	}
	s.names[0] = foldedWords(label)
	for i := range r.names {
		if name := r.names[i].name; name != label {
			s.names = append(s.names, foldedWords(name))
		}
	}
	return s
}

func foldedWords(name string) string { return strings.Join(words(names.Fold(name)), " ") }

// fit is how a name has the words of a search; a better one is greater, of one name.
type fit uint16

const (
	fitNone      fit = iota
	fitPrefixes      // it has words that begin with them
	fitWords         // it has them as they are
	fitBeginning     // it begins with them
	fitAll           // it is them
)

// fitOf compares a name of a spelling with a search.
func fitOf(name string, query []string) fit {
	whole := true
	for _, w := range query {
		if !hasWord(name, w, false) {
			return fitNone
		}
		whole = whole && hasWord(name, w, true)
	}
	switch rest, ok := cutWords(name, query); {
	case ok && rest == "":
		return fitAll
	case ok:
		return fitBeginning
	case whole:
		return fitWords
	}
	return fitPrefixes
}

// hasWord says whether a name has a word, or else one that begins with it.
func hasWord(name, word string, whole bool) bool {
	for {
		if rest, ok := strings.CutPrefix(name, word); ok && (!whole || rest == "" || rest[0] == ' ') {
			return true
		}
		_, rest, more := strings.Cut(name, " ")
		if !more {
			return false
		}
		name = rest
	}
}

// cutWords takes the words of a search, one space apart, off the beginning of a name.
func cutWords(name string, query []string) (rest string, ok bool) {
	for i, w := range query {
		if i > 0 {
			if name, ok = strings.CutPrefix(name, " "); !ok {
				return "", false
			}
		}
		if name, ok = strings.CutPrefix(name, w); !ok {
			return "", false
		}
	}
	return name, true
}

// hasAll says whether the names have words that begin with those of a search.
func (s *spelling) hasAll(query []string) bool {
	for _, w := range query {
		if !slices.ContainsFunc(s.names, func(name string) bool { return hasWord(name, w, false) }) {
			return false
		}
	}
	return true
}

// score is what a fit is worth, by how many words are searched for and the name has.
func (f fit) score(alias bool, query, have int) float64 {
	exact, factor := scoreLabel, 1.0
	if alias {
		exact, factor = scoreAlias, aliasMultiplier
	}
	coverage := coverageSpan * float64(min(query, have)) / float64(max(have, 1))
	switch f {
	case fitAll:
		return exact
	case fitBeginning:
		return factor * (scoreBeginning - coverageSpan + coverage)
	case fitWords:
		return factor * (scoreWords - coverageSpan + coverage)
	case fitPrefixes:
		return factor * (scorePrefixes + coverage)
	}
	return 0
}

// score gives the best score over the names, and the place of the name that has it; of equal
// ones the first. Words that are spread over several names count little, for the label.
func (s *spelling) score(query []string) (best float64, place int) {
	for i, name := range s.names {
		if f := fitOf(name, query); f != fitNone {
			if x := f.score(i > 0, len(query), wordCount(name)); x > best {
				best, place = x, i
			}
		}
	}
	if best == 0 {
		return scoreScattered, 0
	}
	return best, place
}

// wordCount counts the words of a name of a spelling.
func wordCount(name string) int {
	if name == "" {
		return 0
	}
	return 1 + strings.Count(name, " ")
}

// wordAt is a word of a name of an entity.
type wordAt struct {
	word string
	of   *spelling
}

func compareWords(a, b wordAt) int {
	return cmp.Or(strings.Compare(a.word, b.word), strings.Compare(a.of.id, b.of.id))
}

// String gives the word and the entity.
func (w wordAt) String() string { return w.word + " " + w.of.id }

// worth is what an entity scores in a search of one word by one of its own, packed: the fit,
// whether the name is an alias, and how many words it has. 0 leaves that to the spelling.
type worth uint16

const (
	worthWords = 12 // bits for the number of words
	worthFit   = worthWords + 1
)

func newWorth(f fit, alias bool, have int) worth {
	r := worth(f)<<worthFit | worth(have)
	if alias {
		r |= 1 << worthWords
	}
	return r
}

func (r worth) score() float64 {
	return fit(r>>worthFit).score(r>>worthWords&1 == 1, 1, int(r&(1<<worthWords-1)))
}

// wordWorth is what is kept of a word of an entity.
type wordWorth struct {
	// shared is how many bytes it begins with as the word before it of the same entity does:
	// where a beginning that is searched for is no longer, both have it.
	shared uint32
	// begins is for searches of a beginning of the word, is for those of the word.
	begins, is worth
}

// spelledWord is a word with what is kept of it.
type spelledWord struct {
	word string
	wordWorth
}

// indexed gives the words that an entity is found by, those of its names, by the alphabet.
func (s *spelling) indexed() []spelledWord {
	list := searchWords(s.names)
	out := make([]spelledWord, len(list))
	for i, w := range list {
		out[i].word = w
		out[i].begins, out[i].is = s.worths(w)
		if i > 0 {
			out[i].shared = uint32(commonLength(list[i-1], w))
		}
	}
	return out
}

// worths gives what the entity scores at best by a word of the names.
func (s *spelling) worths(word string) (begins, is worth) {
	better := func(r *worth, f fit, place, have int) {
		if x := newWorth(f, place > 0, have); *r == 0 || x.score() > r.score() {
			*r = x
		}
	}
	for place, name := range s.names {
		have := wordCount(name)
		if have >= 1<<worthWords {
			return 0, 0
		}
		switch f := fitOf(name, []string{word}); {
		case f >= fitBeginning:
			better(&is, f, place, have)
			better(&begins, fitBeginning, place, have)
		case f == fitWords:
			better(&is, f, place, have)
			better(&begins, fitPrefixes, place, have)
		}
	}
	return begins, is
}

func commonLength(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
