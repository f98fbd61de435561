package lexicon_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/ontology"
)

func builtin(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Every row of the built-in data has a source, a type that exists, and an id of its own.
func TestBuiltinEntries(t *testing.T) {
	l := builtin(t)
	for what, n := range map[string]int{"entries": len(l.Entries), "chapters": len(l.Chapters), "ministries": len(l.Ministries), "threats": len(l.Threats), "heads": len(l.Heads), "verbs": len(l.Verbs)} {
		if n < 20 {
			t.Errorf("only %d %s", n, what)
		}
	}
	seen := map[string]bool{}
	for _, e := range l.Entries {
		if seen[e.ID] {
			t.Errorf("%s stands twice", e.ID)
		}
		seen[e.ID] = true
		if got, ok := ontology.TypeOfID(e.ID); !ok || got != e.Type || e.Label == "" || strings.TrimSpace(e.Source) == "" {
			t.Errorf("entry %+v", e)
		}
		if slices.Contains(e.Aliases, e.Label) {
			t.Errorf("%s: its label %q is also an alias", e.ID, e.Label)
		}
		for i, a := range e.Aliases {
			if slices.Contains(e.Aliases[:i], a) {
				t.Errorf("%s: alias %q stands twice", e.ID, a)
			}
		}
	}
	for _, p := range append(append([]lexicon.Pattern{}, l.Threats...), l.Heads...) {
		if p.Words == "" || p.Source == "" {
			t.Errorf("pattern %+v", p)
		}
		if _, ok := ontology.Type(p.Type); !ok {
			t.Errorf("pattern %+v: no such type", p)
		}
	}
	for _, v := range l.Verbs {
		if v.Infinitive == "" || v.Class == "" || v.Source == "" {
			t.Errorf("verb %+v", v)
		}
	}
}

// In each budget year a code has one name and a name one code, and every chapter's
// ministry exists.
func TestChaptersByYear(t *testing.T) {
	l := builtin(t)
	ministries := map[string]bool{}
	for _, m := range l.Ministries {
		if ministries[m.Slug] {
			t.Errorf("ministry %s stands twice", m.Slug)
		}
		ministries[m.Slug] = true
		if m.Label == "" || m.Portfolio == "" || m.Source == "" {
			t.Errorf("ministry %+v", m)
		}
	}
	for _, c := range l.Chapters {
		if c.Source == "" || c.Ministry == "" || !ministries[c.Ministry] {
			t.Errorf("chapter %s %s: ministry %q, source %q", c.Code, c.Name, c.Ministry, c.Source)
		}
	}
	for year := 2010; year <= 2026; year++ {
		byCode, byName := map[string]string{}, map[string]string{}
		for _, c := range l.Chapters {
			if c.From != 0 && year < c.From || c.Until != 0 && year > c.Until {
				continue
			}
			if other, ok := byCode[c.Code]; ok {
				t.Errorf("%d: chapter %s is %q and %q", year, c.Code, other, c.Name)
			}
			if other, ok := byName[c.Name]; ok {
				t.Errorf("%d: %q is chapter %s and %s", year, c.Name, other, c.Code)
			}
			byCode[c.Code], byName[c.Name] = c.Name, c.Code
		}
		for _, code := range []string{"I", "V", "VI", "VII", "VIII", "X", "XII", "XIII", "XV", "XVI", "B", "C"} {
			if byCode[code] == "" {
				t.Errorf("%d: there is no chapter %s", year, code)
			}
		}
	}
}

// Names that the years part: what a code was called when.
func TestChapterNames(t *testing.T) {
	l := builtin(t)
	name := func(code string, year int) string {
		for _, c := range l.Chapters {
			if c.Code == code && (c.From == 0 || year >= c.From) && (c.Until == 0 || year <= c.Until) {
				return c.Name
			}
		}
		return ""
	}
	for at, want := range map[string]string{
		"VI 2017": "Veiligheid en Justitie", "VI 2018": "Justitie en Veiligheid", "XIII 2023": "Economische Zaken en Klimaat", "XIII 2025": "Economische Zaken",
		"A 2021": "Infrastructuurfonds", "A 2022": "Mobiliteitsfonds", "XVIII 2018": "Wonen en Rijksdienst", "XVIII 2019": "", "XIV 2018": "", "XIV 2019": "Landbouw, Natuur en Voedselkwaliteit",
		"XIX 2021": "Nationaal Groeifonds", "XIX 2023": "", "L 2023": "Nationaal Groeifonds", "XXIII 2025": "Klimaat en Groene Groei",
	} {
		var code string
		var year int
		if _, err := fmt.Sscanf(at, "%s %d", &code, &year); err != nil {
			t.Fatal(err)
		}
		if got := name(code, year); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for phrase, want := range map[string]string{
		"Friends of the CTBT":           "Friends|of|the|CTBT",
		"Buitenland- en Veiligheid":     "Buitenland|-|en|Veiligheid",
		"vo’s  (GBVS),\n3.000 euro":     "vo's|(|GBVS|)|,|3.000|euro",
		"":                              "",
		" \t\n":                         "",
		"Geïntegreerde e\u0301e\u0301n": "Geïntegreerde|e\u0301e\u0301n",
	} {
		if got := strings.Join(lexicon.Words(phrase), "|"); got != want {
			t.Errorf("Words(%q) = %q, want %q", phrase, got, want)
		}
	}
}

// The longest name wins; a value that was added twice is kept twice; the first word can be
// tried in another form.
func TestLongest(t *testing.T) {
	var trie lexicon.Trie
	for i, p := range []string{"Tweede Kamer", "Tweede Kamer der Staten-Generaal", "Kamer", "Tweede Kamer", "kamer", "", "’s-Gravenhage"} {
		trie.Add(p, i)
	}
	text := lexicon.Words("De Tweede Kamer der Staten koos Kamer in 's-Gravenhage")
	at := func(i int) string { return text[i] }
	for _, c := range []struct {
		i, n   int
		first  string
		tokens int
		values []int
	}{
		{0, len(text), "", 0, nil},
		{1, len(text), "", 2, []int{0, 3}},
		{1, 2, "", 0, nil},
		{2, len(text), "", 1, []int{2}},
		{2, len(text), "kamer", 1, []int{4}},
		{1, len(text), "tweede", 0, nil},
		{slices.Index(text, "in") + 1, len(text), "", len(text) - slices.Index(text, "in") - 1, []int{6}},
	} {
		tokens, values := trie.Longest(c.i, c.n, c.first, at)
		if tokens != c.tokens || !slices.Equal(values, c.values) {
			t.Errorf("at %d of %d, first %q: %d tokens %v, want %d %v", c.i, c.n, c.first, tokens, values, c.tokens, c.values)
		}
	}
	long := lexicon.Words("Tweede Kamer der Staten-Generaal")
	if n, values := trie.Longest(0, len(long), "", func(i int) string { return long[i] }); n != len(long) || !slices.Equal(values, []int{1}) {
		t.Errorf("%d tokens of %d: %v", n, len(long), values)
	}
	var none lexicon.Trie
	if n, values := none.Longest(0, 1, "", at); n != 0 || values != nil {
		t.Errorf("an empty trie finds %d: %v", n, values)
	}
}
