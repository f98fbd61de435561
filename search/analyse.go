package search

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	bleveunicode "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// Word is a word of a text as the index knows it.
type Word struct {
	// Form is the word in small letters without diacritics.
	Form string
	// Stem is what the forms of one Dutch word have in common.
	Stem string
	// Stop says that the word is in nearly every sentence ("van"). What is written in capitals
	// only ("OM") never is.
	Stop bool
	// Joined says that it is a word put together again that the end of a line cut in two; its
	// two halves stand before it.
	Joined bool
	// Span is where it stands, in code points of the text.
	model.Span
}

// Analyse cuts a text into its words, in the order of the text, with bleve's tokenizer and
// the analysis of docs/decisions/0013-search.md.
func Analyse(text string) []Word {
	l := dutch()
	tokens := l.tokenizer.Analyze(text)
	out := make([]Word, 0, len(tokens))
	at, runes := 0, 0 // a byte offset, and how many code points are before it
	end := 0          // in bytes, of the token before
	for _, t := range tokens {
		runes += utf8.RuneCountInString(text[at:t.Start])
		word := text[t.Start:t.End]
		w := l.word(word, model.Span{Start: runes, End: runes + utf8.RuneCountInString(word)})
		out = append(out, w)
		if n := len(out); n > 1 && goesOn(text[end:t.Start], word) {
			if before := out[n-2]; !before.Joined {
				j := l.word(before.Form+w.Form, model.Span{Start: before.Start, End: w.End})
				j.Joined = true
				out = append(out, j)
			}
		}
		at, end = t.Start, t.End
	}
	return out
}

// goesOn says whether a word may be the second half of one that the end of a line cut in
// two: nothing is between them but the line's end and, maybe, a hyphen.
func goesOn(between, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) && strings.Count(between, "\n") == 1 && strings.Trim(between, "-\u00ad\u2010\u0002\r\n \t") == "" &&
		!strings.HasPrefix(between, " ")
}

// language is what is known of Dutch, read once.
type language struct {
	tokenizer tokenizer
	stop      analysis.TokenMap
	words     map[string]string
	endings   []ending // the longest first

	mu    sync.RWMutex
	stems map[string]string // of words seen; Snowball is the dear part of the analysis
}

// ending is a row of stems.tsv.
type ending struct{ from, to string }

// maxStems bounds the memory of stems; beyond it words are stemmed each time.
const maxStems = 1 << 18

//go:embed data/stems.tsv
var stemRows string

var dutch = sync.OnceValue(func() *language {
	l := &language{tokenizer: tokenizer{bleveunicode.NewUnicodeTokenizer()}, stop: analysis.NewTokenMap(), words: map[string]string{}, stems: map[string]string{}}
	if err := l.stop.LoadBytes(nl.DutchStopWords); err != nil {
		panic(fmt.Sprintf("search: bleve's Dutch stop words: %v", err)) // a fault of the program
	}
	if err := l.readStems(stemRows); err != nil {
		panic(err.Error())
	}
	return l
})

// tokenizer is bleve's, which wants bytes.
type tokenizer struct{ *bleveunicode.UnicodeTokenizer }

// Analyze cuts a text into tokens.
func (t tokenizer) Analyze(text string) analysis.TokenStream { return t.Tokenize([]byte(text)) }

// readStems reads the table of stems. Errors name the line.
func (l *language) readStems(table string) error {
	for n, line := range strings.Split(table, "\n") {
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "kind\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || slices.Contains(f, "") {
			return fmt.Errorf("search: data/stems.tsv, line %d: must have kind, from, to and source", n+1)
		}
		to := strings.TrimPrefix(f[2], "-")
		switch f[0] {
		case "word":
			l.words[f[1]] = to
		case "ending":
			l.endings = append(l.endings, ending{f[1], to})
		default:
			return fmt.Errorf("search: data/stems.tsv, line %d: the kind %q is neither word nor ending", n+1, f[0])
		}
	}
	slices.SortStableFunc(l.endings, func(a, b ending) int { return len(b.from) - len(a.from) })
	return nil
}

// word analyses one word.
func (l *language) word(word string, s model.Span) Word {
	form := names.Fold(word)
	return Word{Form: form, Stem: l.stem(form), Stop: l.stop[form] && !capitals(word), Span: s}
}

// capitals says whether a word of two letters or more is written in capitals only.
func capitals(word string) bool {
	return utf8.RuneCountInString(word) > 1 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
}

// stem gives the stem of a folded word.
func (l *language) stem(form string) string {
	l.mu.RLock()
	s, ok := l.stems[form]
	l.mu.RUnlock()
	if ok {
		return s
	}
	s = l.snowball(l.singular(form))
	l.mu.Lock()
	if len(l.stems) < maxStems {
		l.stems[form] = s
	}
	l.mu.Unlock()
	return s
}

// snowball is bleve's stemmer; an f or s that a plural voiced (brieven, beurzen) becomes what
// it was.
func (l *language) snowball(form string) string {
	list := nl.NewDutchStemmerFilter().Filter(analysis.TokenStream{{Term: []byte(form)}})
	s := string(list[0].Term)
	switch {
	case strings.HasSuffix(s, "v"):
		return s[:len(s)-1] + "f"
	case strings.HasSuffix(s, "z"):
		return s[:len(s)-1] + "s"
	}
	return s
}

// singular replaces what the table knows.
func (l *language) singular(form string) string {
	if to, ok := l.words[form]; ok {
		return to
	}
	for _, e := range l.endings {
		if s, ok := strings.CutSuffix(form, e.from); ok && len(s)+len(e.to) > 0 {
			return s + e.to
		}
	}
	return form
}
