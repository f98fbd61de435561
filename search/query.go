package search

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// The limits of a search's text.
const (
	// MaxText is how many code points it may have.
	MaxText = 1000
	// MaxWords is how many words it may have.
	MaxWords = 32
)

// Typos says when words that are typed otherwise count too: with one letter wrong, missing,
// added or swapped with the next from 4 letters on, with two from 8 on.
type Typos string

// The ways to take typing errors.
const (
	// TyposAuto widens only words that stand nowhere. It is the default; "" means the same.
	TyposAuto Typos = "AUTO"
	// TyposAlways widens every word.
	TyposAlways Typos = "ALWAYS"
	// TyposNever takes words as they are.
	TyposNever Typos = "NEVER"
)

// Filter narrows what is found. Every field that is set must fit; within a field one of the
// values is enough.
type Filter struct {
	// Types are types of entities: of the entity, or of one that the sentence or document
	// mentions.
	Types []model.EntityType
	// Chapters are ids of budget chapters, Years budget years, DocumentKinds kinds of documents, and
	// Documents ids: of the document, or of one that speaks of the entity.
	Chapters      []string
	Years         []int
	DocumentKinds []string
	Documents     []string
	// Sections are words of the title of a section that the sentence stands in; only sentences
	// are found then. Letter case and diacritics do not count.
	Sections []string
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []Filter
	Not     *Filter
}

// Held gives the filters that it holds.
func (f *Filter) Held() (and, or []Filter, not *Filter) { return f.And, f.Or, f.Not }

// Query is what is asked for.
type Query struct {
	// Text has words, "words side by side" in quotes, and -excluded ones. All must be there.
	Text string
	// In are the kinds wanted; none means all.
	In []Kind
	Filter
	Typos Typos
}

// clause is a part of a query's text.
type clause struct {
	words    []Word
	phrase   bool // side by side
	excluded bool
}

// parse reads a query's text. A quote that is not closed goes on to the end. Errors:
// CodeLimit for a text that is too long, CodeInvalid for one that is not UTF-8 or only
// excludes.
func parse(text string) ([]clause, error) {
	if !utf8.ValidString(text) {
		return nil, invalid("the text is not UTF-8")
	}
	if n := utf8.RuneCountInString(text); n > MaxText {
		return nil, limit(fmt.Sprintf("the text has %d characters; the limit is %d", n, MaxText))
	}
	var out []clause
	for rest := strings.TrimLeftFunc(text, unicode.IsSpace); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		var c clause
		c, rest = next(rest)
		if len(c.words) > 0 {
			out = append(out, c)
		}
	}
	words, wanted := 0, false
	for _, c := range out {
		words += len(c.words)
		wanted = wanted || !c.excluded
	}
	switch {
	case words > MaxWords:
		return nil, limit(fmt.Sprintf("the text has %d words; the limit is %d", words, MaxWords))
	case !wanted && len(out) > 0:
		return nil, &model.Error{Code: model.CodeInvalid, Op: "search", Message: "the text only excludes words", Hint: "give a word to look for too"}
	}
	return out, nil
}

// next takes one clause off a text that does not begin with a blank.
func next(text string) (clause, string) {
	var c clause
	if s, ok := strings.CutPrefix(text, "-"); ok && s != "" && !unicode.IsSpace(rune(s[0])) && s[0] != '-' {
		c.excluded, text = true, s
	}
	var piece, rest string
	quoted := false
	if open, size := utf8.DecodeRuneInString(text); quoting(open) {
		text = text[size:]
		if i := strings.IndexFunc(text, quoting); i >= 0 {
			_, size = utf8.DecodeRuneInString(text[i:])
			piece, rest = text[:i], text[i+size:]
		} else {
			piece = text
		}
		quoted = true
	} else if i := strings.IndexFunc(text[size:], func(r rune) bool { return unicode.IsSpace(r) || quoting(r) }); i >= 0 {
		piece, rest = text[:size+i], text[size+i:]
	} else {
		piece = text
	}
	for _, w := range Analyse(piece) {
		if !w.Joined {
			c.words = append(c.words, w)
		}
	}
	c.phrase = quoted && len(c.words) > 1
	return c, rest
}

func quoting(r rune) bool { return strings.ContainsRune("\"“”„«»", r) }

func invalid(message string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "search", Message: message}
}

func limit(message string) error {
	return &model.Error{Code: model.CodeLimit, Op: "search", Message: message, Hint: "ask for fewer words"}
}

// kinds gives the kinds that are asked for, in their order. Error: CodeInvalid for one that
// there is not.
func (q *Query) kinds() ([]Kind, error) {
	var out []Kind
	for _, k := range Kinds() {
		for _, in := range q.In {
			if in == k {
				out = append(out, k)
				break
			}
		}
	}
	for _, k := range q.In {
		if k != KindEntity && k != KindDocument && k != KindSentence {
			return nil, invalid(fmt.Sprintf("there is no kind %q", k))
		}
	}
	if len(q.In) == 0 {
		out = Kinds()
	}
	return out, nil
}
