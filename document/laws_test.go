package document_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
)

// reporter is what the laws need of *testing.T and *rapid.T.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// laws checks what holds of every document that could be read, whatever its text.
func laws(t reporter, d *document.Document) {
	t.Helper()
	raw := []rune(d.Text)
	mapLaw(t, d, raw)
	blockLaw(t, d)
	sectionLaw(t, d.Sections, model.Span{Start: 0, End: len(raw)})
	pageLaw(t, d, raw)
	inked := withoutRefs(d)
	for _, f := range d.Furniture {
		if f.Span.Start < 0 || f.Span.End > len(raw) || letters(inked[f.Span.Start:f.Span.End]) != letters([]rune(f.Text)) {
			t.Errorf("furniture %q does not stand at %v", f.Text, f.Span)
		}
	}
	if len(d.SHA256) != 64 || d.ID == "" || d.Title == "" || d.Encoding == "" {
		t.Errorf("metadata lacks something: %+v", d.Metadata)
	}
}

// mapLaw: the map is in range and strictly increasing, within each block and over all but
// notes; what is no white space in the clean text is the code point that the map leads to, or
// a hyphen that U+0002 stands for.
func mapLaw(t reporter, d *document.Document, raw []rune) {
	t.Helper()
	if len(d.Map) != len(d.Clean) {
		t.Fatalf("%d clean code points, %d offsets", len(d.Clean), len(d.Map))
	}
	last := -1
	note := make([]bool, len(d.Clean))
	for _, b := range d.Blocks {
		for i := max(0, b.Span.Start-1); b.Kind == document.Note && i < b.Span.End; i++ {
			note[i] = i <= b.Span.Start // where it begins, anything may come before
		}
	}
	for i, at := range d.Map {
		if int(at) <= last && !note[i] || int(at) >= len(raw) {
			t.Fatalf("offset %d of clean code point %d comes after %d, in a text of %d", at, i, last, len(raw))
		}
		last = int(at)
		if r := d.Clean[i]; r != ' ' && r != '\n' && r != raw[at] && (r != '-' || raw[at] != 2) {
			t.Fatalf("clean code point %d is %q, at %d stands %q", i, r, at, raw[at])
		}
	}
}

// blockLaw: blocks stand in order, apart, and cover the clean text but the breaks between
// them; no block is empty or holds a break; each lead-in lies before its items.
func blockLaw(t reporter, d *document.Document) {
	t.Helper()
	end := -1
	for i, b := range d.Blocks {
		if b.Span.Start != end+1 || b.Span.Len() <= 0 || b.Span.End > len(d.Clean) {
			t.Fatalf("block %d spans %v after one that ends at %d, in %d", i, b.Span, end, len(d.Clean))
		}
		end = b.Span.End
		for _, r := range d.Clean[b.Span.Start:b.Span.End] {
			if r != ' ' && unicode.IsSpace(r) {
				t.Fatalf("block %d holds white space %q", i, r)
			}
		}
		if b.LeadIn >= i {
			t.Fatalf("block %d has lead-in %d", i, b.LeadIn)
		}
		if b.LeadIn >= 0 && d.Clean[d.Blocks[b.LeadIn].Span.End-1] != ':' && d.Clean[d.Blocks[b.LeadIn].Span.End-1] != '.' {
			t.Fatalf("block %d has lead-in %d, which ends in no colon or full stop", i, b.LeadIn)
		}
		if b.Article < -1 || b.Article >= len(d.Articles) || (b.Kind == document.Heading) != (b.HeadingKind != "") {
			t.Fatalf("block %d: %+v", i, b)
		}
	}
	if len(d.Blocks) > 0 && end != len(d.Clean) {
		t.Fatalf("blocks end at %d, the clean text at %d", end, len(d.Clean))
	}
}

// sectionLaw: parts lie within their whole, in order, and do not overlap.
func sectionLaw(t reporter, parts []*model.Section, whole model.Span) {
	t.Helper()
	end := whole.Start
	for _, s := range parts {
		if s.Span.Len() <= 0 || s.Span.Start < end || !whole.Contains(s.Span) || !s.Span.Contains(s.Heading) || s.Heading.Len() <= 0 {
			t.Fatalf("section %q spans %v with heading %v, in %v after %d", s.Title, s.Span, s.Heading, whole, end)
		}
		end = s.Span.End
		sectionLaw(t, s.Children, s.Span)
	}
}

// pageLaw: pages begin at 1 and part at form feeds.
func pageLaw(t reporter, d *document.Document, raw []rune) {
	t.Helper()
	if d.Pages < 1 || d.Page(0) != 1 || d.Page(len(raw)) != d.Pages {
		t.Fatalf("%d pages, the first offset on %d, the last on %d", d.Pages, d.Page(0), d.Page(len(raw)))
	}
	if n := 1 + strings.Count(strings.TrimSuffix(d.Text, "\f"), "\f"); n != d.Pages {
		t.Fatalf("%d pages, by form feeds %d", d.Pages, n)
	}
}

func words(t reporter) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Default()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return l
}

// pieces are what random texts are made of: words, marks and lines that mean something to
// the reader.
var pieces = []string{
	"de", "het", "van", "en", "minister", "Minister", "veiligheid", "interna", "tionale", "Nederland", "water", "schap", "samen",
	"Buitenland-", "EU-", "e-mail", "2022", "13", "(GBVS)", "door:", "voor:", "Stimuleren", "verantwoordelijk", "is", "aan.", "werk.",
	"–", "-", "a)", "1.", "(b)", "•", "A.", "B. Rol", "C)", "Artikel 2", "Beleidsartikel 13: Spoor", "Artikel 2.1 Bijdragen",
	"Algemene doelstelling", "Toelichting op de financiële instrumenten", "Tabel 1", "Budgettaire gevolgen van beleid",
	"1.204", "- 33", "(bedragen x € 1.000)", "Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1", "kst-36360-V-1", "Blz. 3",
	"\u00ad", "\u200b", "\ufeff", "\u0002", "\u00a0", "\u0085", "é", "e\u0301", "𝔸", "…", "”", "'s",
}

var gaps = []string{" ", " ", " ", " ", "\n", "\n", " \n", "\n\n", "\r\n", "\r", "\t", "  ", "\f", "\v", "\u2028", "-\n", "\u00ad\n", "\u0002\n", "\n- ", "\n– ", ":\n", ".\n", ""}

func randomText(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 80).Draw(t, "pieces") {
		if rapid.IntRange(0, 19).Draw(t, "wild") == 0 {
			b.WriteString(rapid.String().Draw(t, "text"))
		} else {
			b.WriteString(rapid.SampledFrom(pieces).Draw(t, "piece"))
		}
		b.WriteString(rapid.SampledFrom(gaps).Draw(t, "gap"))
	}
	return b.String()
}

// Any text that is read keeps the laws, with a vocabulary and without.
func TestLawsOfRandomTexts(t *testing.T) {
	for name, r := range map[string]document.Reader{"vocabulary": {Words: words(t)}, "none": {}} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			text := randomText(t)
			d, err := r.ReadBytes("random.txt", []byte(text))
			if err != nil {
				if model.CodeOf(err) != model.CodeInvalid {
					t.Fatalf("code %s: %v", model.CodeOf(err), err)
				}
				t.Skip()
			}
			laws(t, d)
		}))
	}
}

// Reading is a function: the same bytes give the same document.
func TestReadingTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(randomText(t))
		a, errA := document.ReadBytes("random.txt", text)
		b, errB := document.ReadBytes("random.txt", text)
		if (errA == nil) != (errB == nil) {
			t.Fatalf("%v, then %v", errA, errB)
		}
		if errA == nil && (string(a.Clean) != string(b.Clean) || outline(a) != outline(b) || tree(a) != tree(b)) {
			t.Fatalf("%q, then %q", string(a.Clean), string(b.Clean))
		}
	})
}

// seeds are the documents of the repository, each at most so many bytes.
func seeds(f *testing.F, limit int) [][]byte {
	f.Helper()
	var out [][]byte
	for _, pattern := range []string{"../testdata/documents/*.txt", "../testdata/gold/*.txt", "testdata/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			for len(b) > limit && !utf8.RuneStart(b[limit]) {
				limit--
			}
			out = append(out, b[:min(len(b), limit)])
		}
	}
	if len(out) == 0 {
		f.Fatal("no documents to begin with")
	}
	return out
}

// FuzzRead reads any bytes: an error with a code, or a document that keeps the laws.
func FuzzRead(f *testing.F) {
	for _, s := range seeds(f, 3000) {
		f.Add(s)
	}
	for _, s := range []string{"", "\xef\xbb\xbfA. Doel", "\xff\xfeA\x00.\x00", "\xfe\xff\x00A", "caf\xe9 \x80 100", "a\x00b", "\u00ad\n\u200b\nabc\nabc\nabc\nabc", "- \u200b\nabc"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := document.ReadBytes("fuzz.txt", data)
		if err != nil {
			var e *model.Error
			if !errors.As(err, &e) || e.Code != model.CodeInvalid || e.Op != "read" || !strings.HasPrefix(e.Message, "fuzz.txt ") {
				t.Fatalf("%#v", err)
			}
			return
		}
		laws(t, d)
	})
}

// wrap breaks a text into lines of at most so many code points, and long words at line
// ends, as programs do that take the text out of a PDF: without a hyphen. spaced leaves a
// space at the end of each line that ends with a whole word.
func wrap(text string, width int, spaced bool, seed uint64) string {
	var b strings.Builder
	column := 0
	end := " \n"
	if !spaced {
		end = "\n"
	}
	for i, w := range strings.Fields(text) {
		runes := []rune(w)
		seed = seed*6364136223846793005 + 1442695040888963407
		switch free := width - column - 1; {
		case i == 0:
		case free >= len(runes):
			b.WriteByte(' ')
			column++
		case free > 3 && len(runes)-free > 3 && seed>>62 == 0:
			b.WriteString(" " + string(runes[:free]) + "\n")
			runes, column = runes[free:], 0
		default:
			b.WriteString(end)
			column = 0
		}
		b.WriteString(string(runes))
		column += len(runes)
	}
	return b.String()
}

// FuzzRepair wraps a text at random and reads it: the laws hold, and repair neither adds
// nor loses nor moves a letter.
func FuzzRepair(f *testing.F) {
	for i, s := range seeds(f, 1500) {
		f.Add(string(s), uint8(40+i), i%2 == 0, uint64(i))
	}
	l := words(f)
	f.Fuzz(func(t *testing.T, text string, width uint8, spaced bool, seed uint64) {
		if !utf8.ValidString(text) || width < 12 {
			return
		}
		wrapped := wrap(text, int(width), spaced, seed)
		d, err := document.Reader{Words: l}.ReadBytes("fuzz.txt", []byte(wrapped))
		if err != nil {
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatalf("%#v", err)
			}
			return
		}
		if d.Encoding == "UTF-8" && d.Text != strings.TrimPrefix(wrapped, "\ufeff") {
			t.Fatalf("text as read %q, not %q", d.Text, wrapped)
		}
		laws(t, d)
		joinedText(t, d)
	})
}

// joinedText: what repair joined re-reads: the letters and digits of each block are those
// of the text as read over the block's span, in their order, less furniture and
// references to notes.
func joinedText(t reporter, d *document.Document) {
	t.Helper()
	raw := withoutRefs(d)
	for i := range d.Furniture {
		for j := d.Furniture[i].Span.Start; j < d.Furniture[i].Span.End; j++ {
			raw[j] = ' '
		}
	}
	for _, b := range d.Blocks {
		if len(d.Notes) > 0 {
			break // they stand inside other blocks
		}
		s := d.Map.Raw(b.Span)
		if got, want := letters(d.Clean[b.Span.Start:b.Span.End]), letters(raw[s.Start:s.End]); got != want {
			t.Fatalf("block has %q, the text as read %q", got, want)
		}
	}
}

// withoutRefs is the text as read with spaces in the place of references to notes.
func withoutRefs(d *document.Document) []rune {
	raw := []rune(d.Text)
	for _, r := range d.NoteRefs {
		for i := r.Start; i < r.End; i++ {
			raw[i] = ' '
		}
	}
	return raw
}

func letters(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
