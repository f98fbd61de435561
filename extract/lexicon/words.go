package lexicon

import (
	"regexp"
	"strings"
)

// closed are the classes of grammar.tsv whose words have no content of their own.
var closed = []string{"determiner", "preposition", "conjunction", "relative", "auxiliary", "pronoun", "negation", "modality"}

// knownWords are words by themselves, in small letters, as Lexicon tells of them.
type knownWords struct {
	words map[string]struct{}
	// function and finite are words that Content refuses.
	function, finite map[string]bool
}

// newKnownWords collects the vocabulary and the words of all names and patterns.
func newKnownWords(l *Lexicon) *knownWords {
	k := &knownWords{words: map[string]struct{}{}, function: map[string]bool{}, finite: map[string]bool{}}
	for _, text := range l.vocabulary {
		for _, w := range strings.Fields(text) {
			k.words[strings.ToLower(w)] = struct{}{}
		}
	}
	for _, e := range l.Entries {
		k.add(e.Label)
		k.add(e.Aliases...)
	}
	for _, c := range l.Chapters {
		k.add(c.Name)
	}
	for _, m := range l.Ministries {
		k.add(m.Label, m.Portfolio)
	}
	for _, p := range l.Threats {
		if p.Kind == "term" {
			k.add(p.Words)
		}
	}
	for _, v := range l.Verbs {
		k.add(v.Infinitive, v.Participle)
		k.add(v.Present...)
		k.add(v.Past...)
		k.add(v.Nominals...)
	}
	k.close(l)
	return k
}

// cutWord is the part of a compound that shares its end with the next: "Flex- en woningbouw".
var cutWord = regexp.MustCompile(`[^\s-]+-(?:[\s,]|$)`)

// add adds the words of phrases.
func (k *knownWords) add(phrases ...string) {
	for _, p := range phrases {
		if strings.Contains(p, "-") {
			p = cutWord.ReplaceAllString(p, "")
		}
		for _, w := range strings.FieldsFunc(p, func(r rune) bool { return strings.ContainsRune(" ()/,.;:«»\"“”-", r) }) {
			k.words[strings.ToLower(w)] = struct{}{}
		}
	}
}

// close collects the words that Content refuses.
func (k *knownWords) close(l *Lexicon) {
	for _, class := range closed {
		for _, form := range l.grammar[class] {
			k.function[form] = true
		}
	}
	for _, v := range l.Verbs {
		for _, f := range append(append([]string{v.Participle}, v.Present...), v.Past...) {
			first, _, _ := strings.Cut(f, " ")
			k.finite[first] = true
		}
		for _, n := range v.Nominals {
			delete(k.finite, n)
		}
	}
}

// minPart is the shortest part, in bytes, that a compound is taken to have.
const minPart = 4

// minRarePart is the same for a second part that only the list of words knows.
const minRarePart = 6

// KnowsWord says whether a word (in any case) stands in the vocabulary or in a name.
func (l *Lexicon) KnowsWord(word string) bool {
	_, ok := l.known().words[strings.ToLower(word)]
	return ok
}

// IsWord says whether a word in small letters stands in the vocabulary, in a name or in the
// list of words that the program was built with, if any.
func (l *Lexicon) IsWord(word string) bool { return l.KnowsWord(word) || inWordList(word) }

// Content says whether a word in small letters is known and neither of a closed class
// nor a finite form of a verb nor, by its ending, an adjective.
func (l *Lexicon) Content(word string) bool {
	k := l.known()
	return l.KnowsWord(word) && !k.function[word] && !k.finite[word] && len(word) > 3 && !strings.HasSuffix(word, "e") &&
		!strings.HasSuffix(word, "lijk") && !strings.HasSuffix(word, "isch")
}

// Function says whether a word in small letters is of a closed class: an article, a
// preposition, a conjunction, a pronoun.
func (l *Lexicon) Function(word string) bool { return l.known().function[word] }

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
