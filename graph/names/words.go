package names

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed data/words.tsv
var table string

// words are the classes of words.tsv.
type words struct {
	article, small, head map[string]bool
	number               map[string]string
	contrasts            [][]string // as the table has them
	opposites            [][]string // the same, stemmed
	endings              []string
}

// language is words.tsv, read once. The table is built in; a test reads it strictly.
var language = sync.OnceValue(func() *words {
	w, _ := parseWords(table)
	return w
})

// parseWords reads the table. The second value is the number of the first line that makes
// no sense, 0 when all do.
func parseWords(text string) (*words, int) {
	w := &words{article: map[string]bool{}, small: map[string]bool{}, head: map[string]bool{}, number: map[string]string{}}
	bad, header := 0, true
	for i, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case header:
			header = false
		case len(cells) != 4 || cells[3] == "" || !w.add(cells[0], cells[1], strings.Split(cells[2], "|")):
			if bad == 0 {
				bad = i + 1
			}
		}
	}
	for _, row := range w.contrasts { // now that the endings are known
		var stems []string
		for _, x := range row {
			stems = append(stems, w.stem(x))
		}
		w.opposites = append(w.opposites, stems)
	}
	return w, bad
}

func (w *words) add(class, value string, forms []string) bool {
	sets := map[string]map[string]bool{"article": w.article, "small": w.small, "head": w.head}
	switch class {
	case "article", "small", "head":
		for _, f := range forms {
			sets[class][Fold(f)] = true
		}
	case "number":
		for _, f := range forms {
			w.number[Fold(f)] = value
		}
		return value != ""
	case "contrast":
		w.contrasts = append(w.contrasts, forms)
		return len(forms) > 1
	case "ending":
		w.endings = forms
	default:
		return false
	}
	return true
}

// Fold takes case and diacritics away: "Geïntegreerde" becomes "geintegreerde".
func Fold(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// stem takes an ending off a word of at least six letters, and makes of doubled letters
// one, so that "dreigingen" and "dreiging", "wapens" and "wapen" are alike.
func (w *words) stem(word string) string {
	if len(word) >= 6 {
		for _, e := range w.endings {
			if s, ok := strings.CutSuffix(word, e); ok && len(s) >= 4 {
				word = s
				break
			}
		}
	}
	var b strings.Builder
	var last rune
	for _, r := range word {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// contrast says whether two words are each other's opposite, whatever their endings:
// "binnenlands" and "buitenlandse". A beginning may be missing in one: "internationaal" is
// no way to write "nationale".
func (w *words) contrast(a, b string) bool {
	a, b = w.stem(a), w.stem(b)
	if a == b {
		return false
	}
	for _, row := range w.opposites {
		for _, x := range row {
			rest, ok := strings.CutPrefix(a, x)
			if !ok {
				continue
			}
			for _, y := range row {
				if x != y && len(b) == len(y)+len(rest) && strings.HasPrefix(b, y) && strings.HasSuffix(b, rest) {
					return true
				}
			}
		}
	}
	return false
}

// sets says whether a word by itself is one that sets names apart from those without it
// ("niet", "plaatsvervangend").
func (w *words) sets(word string) bool {
	for _, row := range w.contrasts {
		if row[0] != "" {
			continue
		}
		for _, x := range row[1:] {
			if x == word {
				return true
			}
		}
	}
	return false
}
