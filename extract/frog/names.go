package frog

import (
	"strings"
	"unicode"

	"rijksgraaf/extract"
	"rijksgraaf/model"
)

// columns of an answer: number, word, lemma, morphemes, part of speech, certainty, name.
const (
	wordColumn = 1
	nameColumn = 6
)

// word is a word of an answer with its tag: "B-ORG" begins a name, "I-ORG" goes on with
// it, "O" is none. Frog may join words that belong together: "Tweede_Kamer", "B-ORG_I-ORG".
type word struct{ text, tag string }

func readWord(line string) (word, bool) {
	cells := strings.Split(line, "\t")
	if len(cells) <= nameColumn || cells[wordColumn] == "" || strings.Trim(cells[0], "0123456789") != "" {
		return word{}, false
	}
	return word{cells[wordColumn], cells[nameColumn]}, true
}

// types are Frog's kinds of name that tell a type of ours. Products, events and the rest
// may be anything.
var types = map[string]model.EntityType{"PER": model.TypePerson, "ORG": model.TypeOrganisation, "LOC": model.TypePlace}

// kinds are all of Frog's kinds of name.
var kinds = map[string]bool{"PER": true, "ORG": true, "LOC": true, "PRO": true, "EVE": true, "MISC": true}

// names finds the words of an answer in the piece of text that was asked about, and gives
// the names among them. A word that is not there, as Frog may have changed it, ends a name
// and is left out.
func names(clean []rune, piece model.Span, answer []word) []extract.Proposal {
	var out []extract.Proposal
	open, kind := false, ""
	at := piece.Start
	for _, w := range parts(answer) {
		start, end, found := locate(clean, at, piece.End, []rune(w.text))
		if !found {
			open = false
			continue
		}
		at = end
		switch k := kindOf(w.tag); {
		case !kinds[k]:
			open = false
		case !open || k != kind || strings.HasPrefix(w.tag, "B-"):
			kind, open = k, true
			out = append(out, extract.Proposal{Span: model.Span{Start: start, End: end}, Type: types[kind], Engine: Engine})
		default:
			out[len(out)-1].Span.End = end
		}
	}
	return out
}

// kindOf gives ORG for B-ORG and I-ORG, "" for O.
func kindOf(tag string) string {
	if _, kind, ok := strings.Cut(tag, "-"); ok {
		return kind
	}
	return ""
}

// parts takes words that Frog joined apart again.
func parts(answer []word) []word {
	var out []word
	for _, w := range answer {
		texts, tags := strings.Split(w.text, "_"), strings.Split(w.tag, "_")
		if len(texts) != len(tags) || len(texts) == 1 {
			out = append(out, w)
			continue
		}
		for i := range texts {
			out = append(out, word{texts[i], tags[i]})
		}
	}
	return out
}

// reach is how far, in code points, a word may lie behind the one before it.
const reach = 100

// locate finds the next place of a word in [from,to) of a text.
func locate(clean []rune, from, to int, w []rune) (start, end int, found bool) {
	for start = from; start+len(w) <= to && start <= from+reach; start++ {
		if string(clean[start:start+len(w)]) == string(w) && (start == from || !unicode.IsLetter(clean[start-1]) || !unicode.IsLetter(w[0])) {
			return start, start + len(w), true
		}
	}
	return 0, 0, false
}
