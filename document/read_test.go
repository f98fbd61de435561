package document_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

func encoded(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Each encoding is found out and said, and the text as read is the input, decoded, and
// nothing else.
func TestEncodings(t *testing.T) {
	const text = "Artikel 2: Veiligheid\r\nDe geïnte\u00adgreerde aanpak kost € 3 – meer  dan\teerst.\r\n\fBlz. 2\r\nSlot."
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) []byte {
		return encoded(t, unicode.UTF16(order, bom), text)
	}
	for _, c := range []struct {
		name, charset string
		data          []byte
	}{
		{"UTF-8", "UTF-8", []byte(text)},
		{"UTF-8 with mark", "UTF-8", []byte("\xef\xbb\xbf" + text)},
		{"UTF-16LE with mark", "UTF-16LE", utf16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16BE with mark", "UTF-16BE", utf16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16LE", "UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16BE", "UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"Windows-1252", "Windows-1252", encoded(t, charmap.Windows1252, text)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := document.ReadBytes("map/text.txt", c.data)
			if err != nil {
				t.Fatal(err)
			}
			laws(t, d)
			if d.Encoding != c.charset || d.Text != text {
				t.Errorf("read as %s: %q", d.Encoding, d.Text)
			}
			if warned := slices.ContainsFunc(d.Warnings, func(w string) bool { return strings.Contains(w, "Windows-1252") }); warned != (c.charset == "Windows-1252") {
				t.Errorf("warnings %q", d.Warnings)
			}
			same(t, "outline", outline(d), "article Artikel 2: Veiligheid\nparagraph De geïntegreerde aanpak kost € 3 – meer dan eerst.\nparagraph Slot.\n")
			if d.Pages != 2 || d.Page(0) != 1 || d.Page(slices.Index([]rune(d.Text), '\f')) != 1 || d.Page(len([]rune(d.Text))-1) != 2 {
				t.Errorf("%d pages", d.Pages)
			}
			if d.Name != "map/text.txt" || d.ID != "document/text" {
				t.Errorf("name %q, id %q", d.Name, d.ID)
			}
		})
	}
}

// Bytes that are no text are refused with one error that says why.
func TestRefusedBytes(t *testing.T) {
	utf16 := encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "Artikel 2: Veiligheid")
	for _, c := range []struct {
		name string
		data string
		says string
	}{
		{"nothing", "", "is empty"},
		{"only a mark", "\xef\xbb\xbf", "is empty"},
		{"white space", " \r\n\t\f\u00a0\u2028", "is empty"},
		{"hidden characters", "\u00ad\n\u200b\x02", "is empty"},
		{"a UTF-16 mark alone", "\xff\xfe", "is empty"},
		{"NUL in UTF-8", "Artikel 2\x00 Veiligheid", "a NUL character at byte 9"},
		{"a control character", "Artikel 2 \x1b[1m", "control character U+001B at byte 10"},
		{"a backspace", "Artikel\b", "control character U+0008 at byte 7"},
		{"ELF", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "is binary"},
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is"},
		{"mark without UTF-8", "\xef\xbb\xbfcaf\xe9", "is not valid UTF-8"},
		{"undefined in Windows-1252", "een caf\xe9 met \x81 erin en meer woorden", "byte 0x81 is neither UTF-8 nor Windows-1252"},
		{"Cyrillic in Windows-1251", string(encoded(t, charmap.Windows1251, "Бюджет на следующий год")), "is in an unknown encoding"},
		{"UTF-16 that ends in the middle", string(utf16[:len(utf16)-1]), "is not valid UTF-16LE"},
		{"UTF-16 with half a pair", "\xff\xfeA\x00\x00\xd8B\x00", "is not valid UTF-16LE"},
		{"UTF-16BE with half a pair", "\xfe\xff\x00A\xdc\x00\x00B", "is not valid UTF-16BE"},
		{"UTF-32", "\xff\xfe\x00\x00A\x00\x00\x00", "is binary"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := document.ReadBytes("bad.txt", []byte(c.data))
			wantError(t, err, model.CodeInvalid, "bad.txt "+"|"+c.says)
		})
	}
	d, err := document.ReadBytes("good.txt", []byte("\xff\xfeA\x00\xfd\xffB\x00"))
	if err != nil || d.Text != "A\ufffdB" {
		t.Errorf("U+FFFD itself: %v", err)
	}
}

// wantError wants an *model.Error of a code whose message holds all words, parted by "|".
func wantError(t *testing.T, err error, code model.Code, says string) {
	t.Helper()
	if model.CodeOf(err) != code {
		t.Fatalf("code %q, want %q: %v", model.CodeOf(err), code, err)
	}
	e := err.(*model.Error)
	for _, words := range strings.Split(says, "|") {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%q does not say %q", err, words)
		}
	}
	if e.Op != "read" || e.Hint == "" || strings.Contains(err.Error(), "\n") {
		t.Errorf("%#v", e)
	}
}

func TestRefusedFiles(t *testing.T) {
	folder := t.TempDir()
	_, err := document.Read(filepath.Join(folder, "none.txt"))
	wantError(t, err, model.CodeNotFound, "none.txt")
	_, err = document.Read(folder)
	wantError(t, err, model.CodeInvalid, "is a folder")
	empty := filepath.Join(folder, "empty.txt")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = document.Read(empty)
	wantError(t, err, model.CodeInvalid, "empty.txt is empty")
	_, err = document.Read(filepath.Join(empty, "below.txt"))
	wantError(t, err, model.CodeInvalid, "below.txt")
}

// A text of 200 MB is refused by its size: it is sparse, and reading it would say that it
// is binary.
func TestLimit(t *testing.T) {
	huge := filepath.Join(t.TempDir(), "huge.txt")
	if err := os.WriteFile(huge, []byte("Artikel 2: Veiligheid\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 200<<20); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := document.Read(huge)
	runtime.ReadMemStats(&after)
	wantError(t, err, model.CodeLimit, fmt.Sprintf("huge.txt is larger than %d MiB|split it", document.MaxBytes>>20))
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 1<<20 {
		t.Errorf("%d bytes allocated to refuse a file by its size", allocated)
	}
	_, err = document.ReadBytes("huge.txt", make([]byte, document.MaxBytes+1))
	wantError(t, err, model.CodeLimit, "larger than")
	_, err = document.ReadBytes("full.txt", make([]byte, document.MaxBytes))
	wantError(t, err, model.CodeInvalid, "NUL character at byte 0")
}

// A file reads as its bytes do, and its hash is that of the bytes.
func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Artikel 2 Één.v2.txt")
	data := []byte("\xef\xbb\xbfArtikel 2: Veiligheid\nEr is rust.\n")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := document.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	e, err := document.ReadBytes(path, data)
	if err != nil {
		t.Fatal(err)
	}
	if d.SHA256 != e.SHA256 || d.Text != e.Text || d.ID != "document/artikel-2-een-v2" {
		t.Errorf("%+v\n%+v", d.Metadata, e.Metadata)
	}
	if other, _ := document.ReadBytes(path, bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))); other.SHA256 == d.SHA256 {
		t.Error("a mark does not change the hash of the bytes")
	}
}

// Lines end at every kind of break, and offsets count each as it stands.
func TestLineEnds(t *testing.T) {
	for name, end := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r", "line separator": "\u2028", "paragraph separator": "\u2029", "form feed": "\f", "vertical tab": "\v"} {
		text := "Artikel 2: Veiligheid" + end + "A. Algemene doelstelling" + end + end + "Het bevorderen van rust." + end
		d := read(t, text)
		if d.Text != text {
			t.Errorf("%s: text as read %q", name, d.Text)
		}
		same(t, name, outline(d), "article Artikel 2: Veiligheid\nsection A. Algemene doelstelling\nparagraph Het bevorderen van rust.\n")
		last := d.Blocks[2].Span
		if got := d.Raw(d.Map.Raw(last)); got != "Het bevorderen van rust." {
			t.Errorf("%s: reads back as %q", name, got)
		}
	}
	d := read(t, "Een.\r\rTwee.\r\n\nDrie.\n\rVier.")
	same(t, "mixed", outline(d), "paragraph Een.\nparagraph Twee.\nparagraph Drie.\nparagraph Vier.\n")
}

func TestPages(t *testing.T) {
	for text, pages := range map[string]int{"een": 1, "een\f": 1, "een\ftwee": 2, "\feen": 2, "een\f\f\fvier\n": 4} {
		if d := read(t, text); d.Pages != pages {
			t.Errorf("%q: %d pages, want %d", text, d.Pages, pages)
		}
	}
	d := read(t, "Artikel 1: Een\nEerste.\fArtikel 2: Twee\nTweede.\f\fArtikel 3: Drie\n")
	var got []int
	for _, s := range d.Sections {
		got = append(got, s.Page)
	}
	if !slices.Equal(got, []int{1, 2, 4}) {
		t.Errorf("articles on pages %v", got)
	}
}
