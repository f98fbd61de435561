package document_test

import (
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// vocabulary is a small one, so that a test shows what decides.
type vocabulary struct{ known, content, function, compounds string }

func has(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

func (v vocabulary) KnowsWord(w string) bool { return has(v.known, strings.ToLower(w)) }
func (v vocabulary) IsWord(w string) bool    { return v.KnowsWord(w) }
func (v vocabulary) Content(w string) bool   { return has(v.content, w) }
func (v vocabulary) Function(w string) bool  { return has(v.function, w) }
func (v vocabulary) Compound(w string) bool  { return has(v.compounds, w) }

var small = vocabulary{
	known: "de het een en van voor komen voorkomen in op te om wereld internationale samenwerking ontwikkelingssamenwerking veiligheid water " +
		"schap waterschap schappen land bouw landbouw zorg koninkrijksrelaties relaties europese geïntegreerde aanpak nederland zee-egel risico's minister is voorzorg beïnvloeden",
	content:   "water schap waterschap land bouw landbouw zorg samenwerking veiligheid",
	function:  "de het een en van voor in op te om is",
	compounds: "dijkwater",
}

// around puts lines of prose before and after two lines, so that lines count as wrapped;
// end is what every whole line ends with.
func around(first, second, end string) string {
	full := "dit is een regel die zo lang is als een regel kan zijn" + end + "\n"
	return strings.Repeat(full, 6) + first + "\n" + second + " staat op de volgende regel die weer lang is" + end + "\n" + strings.Repeat(full, 2)
}

// joined is the word or words that come of two lines' touching words.
func joined(t *testing.T, w document.Words, text string) string {
	t.Helper()
	d, err := document.Reader{Words: w}.ReadBytes("text.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	laws(t, d)
	joinedText(t, d)
	clean := string(d.Clean)
	from := strings.LastIndex(clean, " staat op de volgende regel")
	if from < 0 {
		t.Fatalf("the line is gone from %q", clean)
	}
	start := strings.LastIndex(clean[:from], "kijk ")
	if start < 0 {
		t.Fatalf("the mark is gone from %q", clean[:from])
	}
	return clean[start+len("kijk ") : from]
}

// What a line's end becomes. In each case the first line ends with the first part and the
// second begins with the second.
func TestLineRepair(t *testing.T) {
	for _, c := range []struct {
		name, first, second string
		// plain is what comes of a text whose lines end without spaces, spaced of one whose
		// whole lines end with a space and this one does not.
		plain, spaced string
	}{
		{"a broken word, by the whole", "interna", "tionale", "internationale", "internationale"},
		{"a broken word with an accent", "geïnte", "greerde", "geïntegreerde", "geïntegreerde"},
		{"a mark after it", "interna", "tionale,", "internationale,", "internationale,"},
		{"a capital in front", "Interna", "tionale", "Internationale", "Internationale"},
		{"a bracket in front", "(interna", "tionale)", "(internationale)", "(internationale)"},
		{"one part is a word", "ontwikkelings", "samenwerking", "ontwikkelingssamenwerking", "ontwikkelingssamenwerking"},
		{"both parts and the whole are words, both nouns", "water", "schap", "waterschap", "waterschap"},
		{"a preposition before a verb, the whole a word", "voor", "komen", "voorkomen", "voorkomen"},
		{"a preposition before a noun, the whole a word", "voor", "zorg", "voor zorg", "voorzorg"},
		{"a part of a word with a hyphen", "EU-interna", "tionale", "EU-internationale", "EU-internationale"},
		{"a diaeresis that went where the word was broken", "be", "invloeden", "beinvloeden", "beinvloeden"},
		{"both parts are words, the whole is none", "europese", "veiligheid", "europese veiligheid", "europese veiligheid"},
		{"nothing is known", "zwart", "blauw", "zwart blauw", "zwartblauw"},
		{"a compound of known words", "dijk", "water", "dijkwater", "dijkwater"},
		{"a name before a word is no compound", "Dijk", "water", "Dijk water", "Dijkwater"},
		{"a capital after", "interna", "Tionale", "interna Tionale", "interna Tionale"},
		{"a digit after", "interna", "2022", "interna 2022", "interna 2022"},
		{"a comma before", "interna,", "tionale", "interna, tionale", "interna, tionale"},
		{"a bracket before", "interna)", "tionale", "interna) tionale", "interna) tionale"},
		{"a digit before", "12", "tionale", "12 tionale", "12 tionale"},
		{"an end of a sentence before a capital", "water.", "Schap", "water. Schap", "water. Schap"},
		{"an end of a sentence before a small letter", "water.", "schap", "water. schap", "water. schap"},
		{"a hyphen inside a word", "interna-", "tionale", "internationale", "internationale"},
		{"a hyphen inside an unknown word", "zwart-", "blauw", "zwartblauw", "zwartblauw"},
		{"a hyphen of the word", "zee-", "egel", "zee-egel", "zee-egel"},
		{"a hyphen after an abbreviation", "EU-", "missie", "EU-missie", "EU-missie"},
		{"a hyphen after a digit", "2022-", "versie", "2022-versie", "2022-versie"},
		{"a hyphen before a capital", "Noord-", "Holland", "Noord-Holland", "Noord-Holland"},
		{"a hyphen of a word with several", "een-", "op-een", "een-op-een", "een-op-een"},
		{"an ellipsis before en", "Buitenland-", "en", "Buitenland- en", "Buitenland- en"},
		{"an ellipsis before of", "land-", "of", "land- of", "land- of"},
		{"an ellipsis before noch", "land-", "noch", "land- noch", "land- noch"},
		{"an ellipsis before a comma", "land-,", "water-", "land-, water-", "land-, water-"},
		{"a dash alone", "-", "water", "- water", "- water"},
		{"a soft hyphen", "zwart\u00ad", "blauw", "zwartblauw", "zwartblauw"},
		{"a soft hyphen between words", "europese\u00ad", "veiligheid", "europeseveiligheid", "europeseveiligheid"},
		{"U+0002 for a hyphen", "zwart\u0002", "blauw", "zwartblauw", "zwartblauw"},
		{"U+0002 for a hyphen of the word", "zee\u0002", "egel", "zee-egel", "zee-egel"},
		{"U+0002 for a hyphen before a capital", "Noord\u0002", "Holland", "Noord-Holland", "Noord-Holland"},
		{"U+0002 for an ellipsis", "Buitenland\u0002", "en", "Buitenland- en", "Buitenland- en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := "en we gaan verder en verder totdat we kijk " + c.first
			if got := joined(t, small, around(first, c.second, "")); got != c.plain {
				t.Errorf("lines without a space at their end: %q, want %q", got, c.plain)
			}
			if got := joined(t, small, around(first, c.second, " ")); got != c.spaced {
				t.Errorf("lines with a space at their end: %q, want %q", got, c.spaced)
			}
		})
	}
}

// A space after the first part tells of a whole word, where the whole is not known and the
// parts not apart.
func TestSpaceAtTheEnd(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"zwart ", "blauw", "zwart blauw"},
		{"water ", "zorg", "water zorg"},
		{"koninkrijks ", "relaties", "koninkrijksrelaties"},
		{"interna \t", "tionale", "internationale"},
	} {
		first := "en we gaan verder en verder totdat we kijk " + c.first
		if got := joined(t, small, around(first, c.second, " ")); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.first, c.second, got, c.want)
		}
	}
}

// The document's own words decide where there is no vocabulary.
func TestOwnWords(t *testing.T) {
	use := "hier staat zwartblauw twee keer want zwartblauw is er ook\n"
	first := "en we gaan verder en verder totdat we kijk zwart"
	if got := joined(t, nil, around(first, "blauw", "")); got != "zwart blauw" {
		t.Errorf("without the word: %q", got)
	}
	if got := joined(t, nil, use+around(first, "blauw", "")); got != "zwartblauw" {
		t.Errorf("with the word: %q", got)
	}
	if got := joined(t, nil, "hier staat zee-egel in de regel en dat is genoeg\n"+around("en we gaan verder en verder totdat we kijk zee-", "egel", "")); got != "zee-egel" {
		t.Errorf("with its hyphen: %q", got)
	}
}

// Words at the end of a block are never joined with what the next block begins with.
func TestNoRepairOverBlocks(t *testing.T) {
	for _, text := range []string{
		lines("Dit is de interna", "", "tionale samenwerking."),
		lines("Artikel 2: Interna", "tionale samenwerking."),
		lines("Dit is de interna", "- tionale samenwerking."),
		lines("- de interna", "- tionale samenwerking."),
	} {
		if d := read(t, text); strings.Contains(strings.ToLower(string(d.Clean)), "internationale") {
			t.Errorf("%q: %q", text, string(d.Clean))
		}
	}
}

// Evidence of a repaired word is the words as they were read.
func TestRepairedSpan(t *testing.T) {
	d := read(t, around("en we gaan verder en verder totdat we kijk interna", "tionale", ""))
	clean := string(d.Clean)
	start := len([]rune(clean[:strings.Index(clean, "internationale")]))
	raw := d.Map.Raw(model.Span{Start: start, End: start + len("internationale")})
	if got := d.Raw(raw); got != "interna\ntionale" {
		t.Errorf("reads back as %q", got)
	}
	if got := d.Map.Raw(model.Span{Start: 3, End: 3}); got != (model.Span{}) {
		t.Errorf("an empty span reads back as %v", got)
	}
}
