package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TableWord is a word of tablewords.tsv: what it tells of a column, row or title of a
// budget table, or of an amount in running text.
type TableWord struct {
	// Class is one of the classes that the head of tablewords.tsv lists, Value what the word
	// says within it. Words are alternatives, in small letters.
	Class, Value string
	Words        []string
	Source       string
}

// tableClasses are the classes of tablewords.tsv with the values that they may have; nil
// for any.
var tableClasses = map[string][]string{
	"stage":      {"draft", "adopted", "supplementary", "outturn", "difference", "budget"},
	"supplement": {"1", "2", "3"},
	"kind":       {"commitments", "expenditure", "receipts"},
	"recurrence": {"structural", "yearly", "once"},
	"scale":      {"0", "3", "6", "9"},
	"factor":     {"3", "6", "9"},
	"approx":     {"about", "over", "under", "from", "to"},
	"currency":   nil, "instrument": nil, "part": nil, "total": nil, "group": nil, "noline": nil, "receiver": nil, "budget": nil,
	"purpose": nil,
}

func (l *Lexicon) addTableWords(name, text string) error {
	rows, err := parseTable(name, text, []string{"class", "value", "words", "source"}, []string{"class", "value", "words", "source"})
	if err != nil {
		return err
	}
	for _, r := range rows {
		values, ok := tableClasses[r.get("class")]
		if !ok {
			return r.fail("class", "there is no class %q", r.get("class"))
		}
		if values != nil && !slices.Contains(values, r.get("value")) {
			return r.fail("value", "%q is none of %s", r.get("value"), strings.Join(values, ", "))
		}
		for _, w := range r.list("words") {
			if w != strings.ToLower(w) {
				return r.fail("words", "%q has capitals", w)
			}
		}
		l.TableWords = append(l.TableWords, TableWord{Class: r.get("class"), Value: r.get("value"), Words: r.list("words"), Source: r.get("source")})
	}
	return nil
}

// TableHit is a word of a table found in a text: its value, and where it stands in bytes
// of the text in small letters.
type TableHit struct {
	Value      string
	Start, End int
}

// FindTableWord looks for the words of a class in a text, in any case, as whole words. Of
// several the one that begins first is given, then the longest.
func (l *Lexicon) FindTableWord(class, text string) (TableHit, bool) {
	text = TableText(text)
	var hits []TableHit
	for _, t := range l.TableWords {
		if t.Class != class {
			continue
		}
		for _, w := range t.Words {
			if at := wholeWord(text, w); at >= 0 {
				hits = append(hits, TableHit{t.Value, at, at + len(w)})
			}
		}
	}
	if len(hits) == 0 {
		return TableHit{}, false
	}
	return slices.MinFunc(hits, func(a, b TableHit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	}), true
}

// TableText is a text as the words of tables are compared with it: in small letters,
// apostrophes plain.
func TableText(text string) string {
	return strings.ReplaceAll(strings.ToLower(text), "’", "'")
}

// wholeWord gives where a word stands in a text by itself, in bytes; -1 when it does not.
func wholeWord(text, word string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		first, _ := utf8.DecodeRuneInString(word)
		last, _ := utf8.DecodeLastRuneInString(word)
		if !(partOfWord(before) && partOfWord(first)) && !(partOfWord(after) && partOfWord(last)) && !goesOnAsNumber(text[end:], last) {
			return start
		}
		_, n := utf8.DecodeRuneInString(text[start:])
		from = start + n
	}
}

func partOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// goesOnAsNumber says whether digits go on after a point: "x € 1" is no part of
// "x € 1.000".
func goesOnAsNumber(rest string, last rune) bool {
	return unicode.IsDigit(last) && len(rest) > 1 && (rest[0] == '.' || rest[0] == ' ') && rest[1] >= '0' && rest[1] <= '9'
}
