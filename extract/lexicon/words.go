package lexicon

import "strings"

// closed are the classes of grammar.tsv whose words have no content of their own.
var closed = []string{"determiner", "preposition", "conjunction", "relative", "auxiliary", "pronoun", "negation", "modality"}

// minPart is the shortest part, in bytes, that a compound is taken to have.
const minPart = 4

// minRarePart is the same for a second part that only the list of words knows.
const minRarePart = 6

// KnowsWord says whether a word (in any case) stands in the vocabulary or in a name.
func (l *Lexicon) KnowsWord(word string) bool {
	_, ok := l.words[strings.ToLower(word)]
	return ok
}

// IsWord says whether a word in small letters stands in the vocabulary, in a name or in the
// list of words that the program was built with, if any.
func (l *Lexicon) IsWord(word string) bool { return l.KnowsWord(word) || inWordList(word) }

// Content says whether a word in small letters is known and neither of a closed class
// nor a finite form of a verb nor, by its ending, an adjective.
func (l *Lexicon) Content(word string) bool {
	return l.KnowsWord(word) && !l.function[word] && !l.finite[word] && len(word) > 3 && !strings.HasSuffix(word, "e") &&
		!strings.HasSuffix(word, "lijk") && !strings.HasSuffix(word, "isch")
}

// Function says whether a word in small letters is of a closed class: an article, a
// preposition, a conjunction, a pronoun.
func (l *Lexicon) Function(word string) bool { return l.function[word] }

// Compound says whether a word in small letters is made of two known words of at least
// four letters, with or without a joining s. The second may be a rare one of six letters.
func (l *Lexicon) Compound(word string) bool {
	for i := minPart; i+minPart <= len(word); i++ {
		left := word[:i]
		if !l.KnowsWord(left) && !(len(left) > minPart && l.KnowsWord(strings.TrimSuffix(left, "s"))) {
			continue
		}
		if right := word[i:]; l.KnowsWord(right) || len(right) >= minRarePart && l.IsWord(right) {
			return true
		}
	}
	return false
}

// closeClasses collects the words that Content refuses.
func (l *Lexicon) closeClasses() {
	l.function, l.finite = map[string]bool{}, map[string]bool{}
	for _, class := range closed {
		for _, form := range l.grammar[class] {
			l.function[form] = true
		}
	}
	for _, v := range l.Verbs {
		for _, f := range append(append([]string{v.Participle}, v.Present...), v.Past...) {
			first, _, _ := strings.Cut(f, " ")
			l.finite[first] = true
		}
		for _, n := range v.Nominals {
			delete(l.finite, n)
		}
	}
}
