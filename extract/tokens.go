package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// token is a word, number or mark of the clean text.
type token struct {
	span  model.Span // in code points of the clean text
	text  string     // as it stands there, apostrophes made plain
	lower string
	word  bool // letters or digits, not a mark
	upper bool // begins with a capital
	glued bool // no space before it
	info  *wordInfo
}

// wordInfo is what the knowledge says of a word in small letters, looked up once.
type wordInfo struct {
	classes classSet
	// threat and domain say that a threat or a field of policy may begin with the word,
	// place and body that its ending names a kind of area or body.
	threat, domain, place, body                        bool
	finite, participle, infinitive, nominal, adjective bool
}

// is says whether the word is of one of some closed classes.
func (w *wordInfo) is(classes classSet) bool { return w.classes&classes != 0 }

// function says whether the word is of a class without content of its own.
func (w *wordInfo) function() bool { return w.classes&functionClasses != 0 }

// sentence is a run of tokens inside one block.
type sentence struct {
	block       int
	first, last int // token indexes, last exclusive
}

// text is a document cut into tokens and sentences: what all later stages work on.
type text struct {
	doc       *document.Document
	tokens    []token
	sentences []sentence
	// abbreviations are words in small letters after which a full stop ends no sentence.
	abbreviations set
	// numbered are names that end in a number of their own ("Platform31").
	numbered set
	// blockFirst[b] is the index of block b's first token; blockFirst[len(blocks)] the end.
	blockFirst []int
	// blockSentence[b] is the index of block b's first sentence; as blockFirst.
	blockSentence []int
}

// tokenise cuts the document's blocks, table rows excepted, by the word boundaries of
// Unicode Standard Annex 29, and groups the tokens into sentences. abbreviations are words
// after which a full stop ends none, numbered those whose digits are no footnote's.
func tokenise(d *document.Document, abbreviations, numbered set) *text {
	t := &text{doc: d, abbreviations: abbreviations, numbered: numbered}
	t.tokens = make([]token, 0, len(d.Clean)/5+16)
	for i, b := range d.Blocks {
		t.blockFirst = append(t.blockFirst, len(t.tokens))
		t.blockSentence = append(t.blockSentence, len(t.sentences))
		if b.Kind == document.Row {
			continue
		}
		t.cut(d.Clean, b.Span)
		t.splitSentences(i, t.blockFirst[i])
	}
	t.blockFirst = append(t.blockFirst, len(t.tokens))
	t.blockSentence = append(t.blockSentence, len(t.sentences))
	return t
}

// cut appends the tokens of one block.
func (t *text) cut(clean []rune, s model.Span) {
	it := words.FromString(string(clean[s.Start:s.End]))
	at, glued := s.Start, false
	for it.Next() {
		w := it.Value()
		n := utf8.RuneCountInString(w)
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsSpace(r) {
			at, glued = at+n, false
			continue
		}
		plain := strings.ReplaceAll(w, "’", "'")
		for _, part := range splitDots(plain) {
			k := utf8.RuneCountInString(part)
			if stem, ok := withoutFootnote(part); ok && !t.numbered[part] {
				n := utf8.RuneCountInString(stem)
				t.add(stem, model.Span{Start: at, End: at + n}, glued)
			} else if !(isDigits(part) && glued && len(part) <= 2 && t.afterClosing()) {
				t.add(part, model.Span{Start: at, End: at + k}, glued)
			}
			at, glued = at+k, true
		}
	}
}

// withoutFootnote takes a footnote's number from the word that it is glued to:
// "wetenschap1" is "wetenschap". Names such as CO2 and G20 keep theirs.
func withoutFootnote(w string) (string, bool) {
	stem := strings.TrimRight(w, "0123456789")
	digits := len(w) - len(stem)
	if digits == 0 || digits > 2 || utf8.RuneCountInString(stem) < 4 {
		return "", false
	}
	last, _ := utf8.DecodeLastRuneInString(stem)
	return stem, unicode.IsLower(last) || isAbbreviation(stem) && utf8.RuneCountInString(stem) > 3
}

// afterClosing says whether the last token is a mark after which a glued number can only
// be a footnote's.
func (t *text) afterClosing() bool {
	if len(t.tokens) == 0 {
		return false
	}
	switch t.tokens[len(t.tokens)-1].text {
	case ")", ".", ",", "»", "\"", "”":
		return true
	}
	return false
}

// splitDots parts "Zaken.De" style tokens that UAX 29 keeps whole, leaving abbreviations
// such as "o.a" and numbers alone.
func splitDots(w string) []string {
	i := strings.IndexByte(w, '.')
	if i <= 2 || i+1 >= len(w) || !unicode.IsUpper(rune(w[i+1])) {
		return []string{w}
	}
	return []string{w[:i], ".", w[i+1:]}
}

func (t *text) add(w string, s model.Span, glued bool) {
	if w == "–" && glued && len(t.tokens) > 0 && isDigits(t.tokens[len(t.tokens)-1].text) {
		w = "-" // "2020–2050" is "2020-2050" to the register
	}
	r, _ := utf8.DecodeRuneInString(w)
	t.tokens = append(t.tokens, token{span: s, text: w, lower: strings.ToLower(w), glued: glued,
		word: unicode.IsLetter(r) || unicode.IsDigit(r), upper: unicode.IsUpper(r)})
}

// splitSentences groups the tokens from first on: a sentence ends after . ! ? or ; that
// no abbreviation explains, when a capital, digit or quote follows.
func (t *text) splitSentences(block, first int) {
	start := first
	for i := first; i < len(t.tokens); i++ {
		if i+1 < len(t.tokens) && !t.endsSentence(i) {
			continue
		}
		t.sentences = append(t.sentences, sentence{block, start, i + 1})
		start = i + 1
	}
}

func (t *text) endsSentence(i int) bool {
	tok, next := t.tokens[i], t.tokens[i+1]
	switch tok.text {
	case ";":
		return true
	case "!", "?":
		return !next.glued || next.upper
	case ".":
	default:
		return false
	}
	if i > 0 && t.tokens[i].glued && (t.abbreviations[t.tokens[i-1].lower] || isInitials(t.tokens[i-1].text)) {
		return false
	}
	if next.glued && !next.upper && !isDigits(next.text) {
		return false
	}
	// A footnote number glued to the full stop belongs to the sentence before.
	if next.glued && isDigits(next.text) {
		return false
	}
	return next.upper || !next.word || isDigits(next.text)
}

// isInitials says whether a word is a person's initials without the last stop: "H.G.J".
func isInitials(w string) bool {
	for i, r := range w {
		if i%2 == 0 && (r < 'A' || r > 'Z') || i%2 == 1 && r != '.' {
			return false
		}
	}
	return len(w) > 2 && len(w)%2 == 1
}

func isDigits(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}

// span is the clean span of tokens [i,j).
func (t *text) span(i, j int) model.Span {
	return model.Span{Start: t.tokens[i].span.Start, End: t.tokens[j-1].span.End}
}

// words gives the clean words of tokens [i,j) as they stand in the text.
func (t *text) words(i, j int) string {
	s := t.span(i, j)
	return string(t.doc.Clean[s.Start:s.End])
}

// sentenceOf gives the index of the sentence that holds token i.
func (t *text) sentenceOf(i int) int {
	lo, hi := 0, len(t.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.sentences[mid].last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
