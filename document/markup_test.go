package document_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// blocksOf prints a document's blocks, one a line: what each is and its clean words.
func blocksOf(d *document.Document) []string {
	names := map[document.BlockKind]string{document.Paragraph: "p", document.Item: "item", document.Heading: "h", document.Row: "row"}
	var out []string
	for _, b := range d.Blocks {
		kind := names[b.Kind]
		if b.Kind == document.Heading {
			kind = b.HeadingKind
		}
		out = append(out, kind+" "+string(d.Clean[b.Span.Start:b.Span.End]))
	}
	return out
}

func readBytes(t *testing.T, name, text string) *document.Document {
	t.Helper()
	d, err := document.ReadBytes(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	laws(t, d)
	return d
}

func htmlOf(body string) string {
	return "<!DOCTYPE html><html><head><title>T</title></head><body>" + body + "</body></html>"
}

func xmlOf(stuk string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst>` + stuk +
		`</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>`
}

// TestBlocks: what the elements of a page or a publication become.
func TestBlocks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"headings by their words", htmlOf("<h2>Artikel 2<br>Veiligheid</h2><p><b>A. Algemene doelstelling</b></p><p>Tekst.</p><p><i>Stimuleren</i></p><p>Meer.</p><p><b>Subsidies</b></p><p>Een <b>vet</b> woord.</p>"),
			[]string{"article Artikel 2 Veiligheid", "section A. Algemene doelstelling", "p Tekst.", "role Stimuleren", "p Meer.", "heading Subsidies", "p Een vet woord."}},
		{"a bold sentence is none", htmlOf("<p><b>Dit is een zin.</b></p><p><b>klein</b></p>"), []string{"p Dit is een zin.", "p klein"}},
		{"white space folds", htmlOf("<p>Een\n   twee<span> </span>drie&nbsp;vier</p>\n\n<p>vijf</p>"), []string{"p Een twee drie vier", "p vijf"}},
		{"words beside paragraphs", htmlOf("<div>Los.<p>Vast.</p>Weer los.</div>"), []string{"p Los.", "p Vast.", "p Weer los."}},
		{"breaks inside a paragraph", htmlOf("<p>Een regel<br>en nog een.<br><br>Een alinea.<br>- een punt<br>- nog een</p>"),
			[]string{"p Een regel en nog een.", "p Een alinea.", "item een punt", "item nog een"}},
		{"a role and its list in one paragraph", htmlOf("<p>Stimuleren<br>– Een.<br>– Twee.</p>"), []string{"role Stimuleren", "item Een.", "item Twee."}},
		{"an item of two paragraphs", htmlOf("<p>Voor:</p><ul><li><p>Een.</p><p>Nog van een.</p></li><li>Twee.</li></ul>"),
			[]string{"p Voor:", "item Een. Nog van een.", "item Twee."}},
		{"nothing that is hidden", htmlOf(`<p>Zicht<span style="display: none">baar</span>.</p><p hidden>Weg.</p><p aria-hidden="true">Weg.</p><!-- Weg. --><script>Weg.</script>`), []string{"p Zicht."}},
		{"unknown elements keep their words", htmlOf("<nieuw>Eigen alinea.</nieuw><p>In <nieuw>een</nieuw> zin.</p>"), []string{"p Eigen alinea.", "p In een zin."}},
		{"the page's own parts, without a main one", htmlOf("<header>Kop.</header><nav>Menu.</nav><p>Tekst.</p><footer>Voet.</footer>"), []string{"p Tekst."}},
		{"a header inside the main part", htmlOf("<header>Kop.</header><main><header><h1>Artikel 3 Titel</h1></header><p>Tekst.</p></main>"),
			[]string{"article Artikel 3 Titel", "p Tekst."}},
		{"an article among much else", htmlOf("<div>" + strings.Repeat("Het lange verhaal van de pagina. ", 20) + "</div><article>Kort.</article>"),
			[]string{"p " + strings.TrimSpace(strings.Repeat("Het lange verhaal van de pagina. ", 20)), "p Kort."}},
		{"a table that places things", htmlOf("<table><tr><td><h2>Artikel 1 Titel</h2></td></tr><tr><td><p>Tekst.</p></td></tr></table>"),
			[]string{"article Artikel 1 Titel", "p Tekst."}},
		{"a page in one form", htmlOf("<form><input value=x><h2>Artikel 1 Titel</h2><p>Tekst.</p></form><form><label>Zoek</label></form>"), []string{"article Artikel 1 Titel", "p Tekst."}},
		{"classes of the whole page", `<html class="menu"><body class="print" aria-hidden="true"><p>Tekst.</p></body></html>`, []string{"p Tekst."}},
		{"what stands beside the paper", htmlOf(`<main><table><tr><th>Organisatie</th><td>Raad van State</td></tr></table><h1 class="dossiertitel">36 600 B Vaststelling</h1><div class="stuk"><h2 class="stuktitel">Nr. 9 BRIEF</h2><p>Tekst.</p></div></main>`),
			[]string{"heading Nr. 9 BRIEF", "p Tekst."}},
		{"a part with a heading", xmlOf(`<titeldeel><kop><label>Titeldeel</label><nr>I</nr><titel>Begin</titel></kop><al>Een.</al><al>Twee.</al></titeldeel><titeldeel>Slot</titeldeel><al>Drie.</al>`),
			[]string{"heading Titeldeel I Begin", "p Een.", "p Twee.", "heading Slot", "p Drie."}},
		{"a publication", xmlOf(`<divisie><kop><label>Artikel</label><nr>2</nr><titel>Veiligheid</titel></kop><tussenkop>B. Rol en verantwoordelijkheid</tussenkop>
			<al>De <nadruk type="vet">Minister</nadruk> is<?xpp x?> verantwoordelijk voor:</al><lijst><li><li.nr>a.</li.nr><al>Een:</al><lijst><li><li.nr>–</li.nr><al>Binnen.</al></li></lijst></li><li><li.nr>b.</li.nr><al>Twee.</al></li></lijst></divisie>`),
			[]string{"article Artikel 2 Veiligheid", "section B. Rol en verantwoordelijkheid", "p De Minister is verantwoordelijk voor:", "item Een:", "item Binnen.", "item Twee."}},
		{"elements that no publication has", xmlOf(`<al>Een <vreemd>vreemd</vreemd> woord.</al><vreemd>Een vreemde alinea.</vreemd><blok><al>Binnen.</al></blok>`),
			[]string{"p Een vreemd woord.", "p Een vreemde alinea.", "p Binnen."}},
		{"XML of another kind", `<begroting><hoofdstuk>Artikel 4: Iets</hoofdstuk><alinea>Tekst &eacute;n teken &#8364;.</alinea></begroting>`,
			[]string{"article Artikel 4: Iets", "p Tekst én teken €."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := blocksOf(readBytes(t, "file.dat", c.text)); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// TestNestedLists: items inside an item belong to it, and the next outer item does not.
func TestNestedLists(t *testing.T) {
	d := readBytes(t, "a.html", htmlOf("<p>De Minister zorgt voor:</p><ul><li>een:<ul><li>binnen</li><li>ook binnen</li></ul></li><li>twee</li></ul>"))
	var got []int
	for _, b := range d.Blocks {
		got = append(got, b.LeadIn)
	}
	if want := []int{-1, 0, 1, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("lead-ins %v, want %v", got, want)
	}
}

// ownNumber is the number before the words of a note of TestNotes.
var ownNumber = regexp.MustCompile(`(?m)^\d (Zie|Geschat)`)

// TestNotes: the number of a note stays in the text and leaves the clean text; the note
// comes after all else, on one line with its number.
func TestNotes(t *testing.T) {
	for _, c := range []struct{ name, text, clean, tail string }{
		{"a link above the line", htmlOf(`<p>Het beleid<sup><a href="#noot1">1</a></sup> geldt.</p>`), "Het beleid geldt.", "beleid1 geldt."},
		{"a number above the line", htmlOf(`<p>De Nota<sup>12</sup>, die geldt.</p>`), "De Nota, die geldt.", "Nota12, die geldt."},
		{"after a year", htmlOf(`<p>De nota van 2022<sup>1</sup> geldt.</p>`), "De nota van 2022 geldt.", "20221 geldt."},
		{"at the foot of a table", htmlOf(`<table><tr><td>Uitgaven</td><td>1<sup>1</sup></td></tr><tfoot><tr><td colspan="2"><div class="noot"><span class="nootnum">1</span> Geschat.</div></td></tr></tfoot></table><p>Verder.</p>`),
			"Uitgaven 1\nVerder.\n1 Geschat.", "Verder.\n\n1 Geschat."},
		{"after an article's number", htmlOf(`<p>Zie artikel 2<sup>3</sup> van de wet.</p>`), "Zie artikel 2 van de wet.", "23 van de wet."},
		{"a link called a note", htmlOf(`<p>Het beleid<a class="noot" href="#n1"><sup>1</sup></a> geldt.</p>`), "Het beleid geldt.", "beleid1 geldt."},
		{"units keep their exponents", htmlOf(`<p>Per m<sup>2</sup>, CO<sub>2</sub> en 10<sup>6</sup>.</p>`), "Per m2, CO2 en 106.", "106."},
		{"of a publications page", htmlOf(`<p>Het beleid<sup><a class="nootnum" href="#ID-1">1</a></sup> geldt.</p><div id="noten"><div class="voet noot"><h5 class="note-close">X Noot</h5><sup><span class="nootnum">1</span></sup><p>Zie daar.</p></div></div>`),
			"Het beleid geldt.\n1 Zie daar.", "beleid1 geldt.\n\n1 Zie daar."},
		{"of a publication", xmlOf(`<al>Het beleid<noot id="a"><noot.nr>1</noot.nr><noot.al>Zie daar.</noot.al></noot> geldt.</al><al>Verder.</al>`),
			"Het beleid geldt.\nVerder.\n1 Zie daar.", "Verder.\n\n1 Zie daar."},
		{"glued in a page", htmlOf(`<p>De commissie voor Binnenlandse Zaken1 heeft het aangeboden.2 Verder.</p>`), "De commissie voor Binnenlandse Zaken heeft het aangeboden. Verder.", "Verder."},
		{"glued in a text", "De commissie voor Binnenlandse Zaken1 heeft.\n", "De commissie voor Binnenlandse Zaken heeft.", "Zaken1 heeft.\n"},
		{"glued after 's", "De veiligheidsregio’s1 en gemeenten.2\n", "De veiligheidsregio’s en gemeenten.", "gemeenten.2\n"},
		{"glued, out of order, with the note", "De begroting7 geldt.\n\n7 Zie daar.\n", "De begroting geldt.\n7 Zie daar.", "daar.\n"},
		{"glued to an abbreviation and a year, with the notes", "De GBVS1 uit 20222 en de nota (NVS)3 gelden.\n\n1 Zie a.\n2 Zie b.\n3 Zie c.\n", "De GBVS uit 2022 en de nota (NVS) gelden.", "3 Zie c.\n"},
		{"the same without notes", "De GBVS1 uit 20222 gelden, en 120221 ook.\n", "De GBVS1 uit 20222 gelden, en 120221 ook.", "ook.\n"},
		{"not glued notes", "Met CO2, F35, EU27, begroting7, Artikel12 en groep8x.\n", "Met CO2, F35, EU27, begroting7, Artikel12 en groep8x.", "groep8x.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readBytes(t, "a.dat", c.text)
			joinedText(t, d)
			// Whether a note's own number is among its clean words is of no concern here.
			clean, want := ownNumber.ReplaceAllString(string(d.Clean), "$1"), ownNumber.ReplaceAllString(c.clean, "$1")
			if clean != want && !strings.HasPrefix(clean, want+"\n") {
				t.Errorf("clean text %q, want %q", string(d.Clean), c.clean)
			}
			if !strings.HasSuffix(d.Text, c.tail) {
				t.Errorf("text %q, want it to end in %q", d.Text, c.tail)
			}
		})
	}
}

// tableLines prints a table's rows, one a line: "h" for headings, the indentation, "b" for
// bold, and each cell with its column.
func tableLines(t *testing.T, d *document.Document, x *document.Table) []string {
	t.Helper()
	text := []rune(d.Text)
	var out []string
	for _, r := range x.Rows {
		line := fmt.Sprint(r.Indent)
		if r.Header {
			line += "h"
		}
		if r.Bold {
			line += "b"
		}
		for _, c := range r.Cells {
			line += fmt.Sprintf(" %d", c.Column)
			if c.Columns > 1 {
				line += fmt.Sprintf("-%d", c.Column+c.Columns-1)
			}
			line += ":" + c.Text
			if got := string(text[c.Span.Start:c.Span.End]); strings.Join(strings.Fields(got), " ") != c.Text && !strings.HasPrefix(got, c.Text) {
				t.Errorf("cell %q does not stand at %v: %q", c.Text, c.Span, got)
			}
			if !r.Span.Contains(c.Span) || !x.Span.Contains(r.Span) {
				t.Errorf("cell %v outside row %v or table %v", c.Span, r.Span, x.Span)
			}
		}
		out = append(out, line)
	}
	return out
}

// TestTables: rows, cells in their columns, indentation and titles, of pages and of CALS.
func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, text, title string
		want              []string
	}{
		{"spans", htmlOf(`<table><caption>Tabel 1 Uitgaven</caption><thead><tr><th rowspan="2">Post</th><th colspan="2">Stand</th></tr><tr><th>2021</th><th>2022</th></tr></thead>
			<tbody><tr><td>Uitgaven</td><td>1.234<sup>1)</sup></td><td>5</td></tr><tr><td></td><td>6</td></tr></tbody></table>`), "Tabel 1 Uitgaven",
			[]string{"0h 0:Post 1-2:Stand", "0h 1:2021 2:2022", "0 0:Uitgaven 1:1.234 2:5", "0 1:6"}},
		{"indentation by class, style, spaces and dashes", htmlOf(`<table><tr><th>Post</th><th>2022</th></tr><tr><td><b>Uitgaven</b></td><td>1</td></tr>
			<tr><td class="inspring1">Subsidies</td><td>2</td></tr><tr><td style="padding-left: 2em">Groot</td><td>3</td></tr></table>
			<table><tr><td>Uitgaven</td><td>1</td></tr><tr><td>&nbsp;&nbsp;Subsidies</td><td>2</td></tr></table>
			<table><tr><td>Uitgaven</td><td>1</td></tr><tr><td>- waarvan</td><td>2</td></tr></table>`), "",
			[]string{"0h 0:Post 1:2022", "0b 0:Uitgaven 1:1", "1 0:Subsidies 1:2", "2 0:Groot 1:3", "|", "0 0:Uitgaven 1:1", "1 0:Subsidies 1:2", "|", "0 0:Uitgaven 1:1", "1 0:- waarvan 1:2"}},
		{"a title in the first row", htmlOf(`<table><tr><th colspan="2">Budgettaire gevolgen van beleid (bedragen x € 1.000)</th></tr><tr><td>Uitgaven</td><td>1</td></tr></table>`),
			"Budgettaire gevolgen van beleid (bedragen x € 1.000)", []string{"0 0:Uitgaven 1:1"}},
		{"a title above", htmlOf(`<p>Tabel 3 Budgettaire gevolgen van beleid</p><table><tr><td>Uitgaven</td><td>1</td></tr></table>`),
			"Tabel 3 Budgettaire gevolgen van beleid", []string{"0 0:Uitgaven 1:1"}},
		{"CALS", xmlOf(`<table><title>Tabel 2 Ontvangsten</title><tgroup cols="4"><colspec colnum="1" colname="a"/><colspec colnum="2" colname="b"/><colspec colnum="3" colname="c"/><colspec colnum="4" colname="d"/>
			<thead><row><entry colname="a" morerows="1"><al>Post</al></entry><entry namest="b" nameend="d"><al>Stand</al></entry></row><row><entry>2021</entry><entry>2022</entry><entry>2023</entry></row></thead>
			<tbody><row><entry colname="a"><al><nadruk type="vet">Ontvangsten</nadruk></al></entry><entry colname="c"><al>7<noot><noot.nr>1</noot.nr><noot.al>Geschat.</noot.al></noot></al></entry></row></tbody></tgroup></table>`),
			"Tabel 2 Ontvangsten", []string{"0h 0:Post 1-3:Stand", "0h 1:2021 2:2022 3:2023", "0b 0:Ontvangsten 2:7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readBytes(t, "a.dat", c.text)
			var got []string
			for i, x := range d.Tables {
				if i > 0 {
					got = append(got, "|")
				}
				got = append(got, tableLines(t, d, x)...)
				if b := d.Blocks[x.Block]; b.Kind != document.Row || d.Map.Raw(b.Span).Start != x.Rows[0].Cells[0].Span.Start {
					t.Errorf("block %d is not the first row", x.Block)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
			if d.Tables[0].Title != c.title {
				t.Errorf("title %q, want %q", d.Tables[0].Title, c.title)
			}
		})
	}
}

// TestKindOfFile: content decides what a file is, whatever it is called.
func TestKindOfFile(t *testing.T) {
	body := "Artikel 1: Iets"
	for name, text := range map[string]string{
		"page.txt":                   htmlOf("<h1>" + body + "</h1>"),
		"publication.html":           xmlOf("<tussenkop>" + body + "</tussenkop>"),
		"text.xml":                   body + "\n",
		"part.txt":                   "<h1>" + body + "</h1>",
		"xhtml.xml":                  `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><body><h1>` + body + "</h1></body></html>",
		"comment.dat":                "<!-- van de site -->\n<html><body><h1>" + body + "</h1></body></html>",
		"doctype of publication.dat": `<!DOCTYPE kamerwrk PUBLIC "-//SDU//DTD x//NL" "kamerwrk.dtd"><kamerwrk><tuskop>` + body + "</tuskop></kamerwrk>",
	} {
		if d := readBytes(t, name, text); len(d.Articles) != 1 || d.Articles[0].Number != "1" || strings.Contains(d.Text, "<") {
			t.Errorf("%s: %q", name, d.Text)
		}
	}
	if d := readBytes(t, "a.txt", "<geen titel> Artikel 1 zegt het.\n"); !strings.HasPrefix(d.Text, "<geen titel>") {
		t.Errorf("text that begins with < was read as %q", d.Text)
	}
}

// TestMarkupEncodings of pages and publications: what they show themselves to be, else what they declare.
func TestMarkupEncodings(t *testing.T) {
	utf16 := func(s string) string {
		out := "\xff\xfe"
		for _, r := range s {
			out += string([]byte{byte(r), byte(r >> 8)})
		}
		return out
	}
	for name, text := range map[string]string{
		"utf-8":        htmlOf("<p>Oekraïne</p>"),
		"bom":          "\xef\xbb\xbf" + htmlOf("<p>Oekraïne</p>"),
		"latin-1":      `<html><head><meta charset="iso-8859-1"></head><body><p>Oekra` + "\xefne</p></body></html>",
		"latin-9":      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"></head><body><p>Oekra` + "\xefne</p></body></html>",
		"undeclared":   "<html><body><p>Oekra\xefne, " + strings.Repeat("tekst ", 20) + "</p></body></html>",
		"xml latin-1":  `<?xml version="1.0" encoding="ISO-8859-1"?><al>Oekra` + "\xefne</al>",
		"mislabelled":  `<?xml version="1.0" encoding="ISO-8859-1"?><al>Oekraïne</al>`,
		"utf-16":       utf16(htmlOf("<p>Oekraïne</p>")),
		"xml utf-16":   utf16(`<?xml version="1.0" encoding="UTF-16"?><al>Oekraïne</al>`),
		"references":   htmlOf("<p>Oekra&iuml;ne</p>"),
		"xml entities": "<al>Oekra&iuml;ne</al>",
	} {
		d := readBytes(t, name, text)
		if !strings.HasPrefix(d.Text, "Oekraïne") || d.Encoding == "" {
			t.Errorf("%s: %q as %s", name, d.Text, d.Encoding)
		}
	}
}

// TestBadMarkup: one clear error for each, with its code.
func TestBadMarkup(t *testing.T) {
	entities := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x><al>&b;</al></x>`
	for _, c := range []struct {
		name, text, words string
		code              model.Code
	}{
		{"deep.html", "<html><body>" + strings.Repeat("<div>", 100000) + "tekst", "has more than 512 elements inside each other", model.CodeLimit},
		{"deep.xml", "<?xml version='1.0'?>" + strings.Repeat("<al>", 100000), "has more than 512 elements inside each other", model.CodeLimit},
		{"large.html", "<html><body><p>" + strings.Repeat("tekst ", 6<<20), "is larger than 32 MiB", model.CodeLimit},
		{"flood.xml", entities, "declares entities in its document type", model.CodeInvalid},
		{"external.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>`, "declares entities", model.CodeInvalid},
		{"parameter.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % remote SYSTEM "http://example.org/x.dtd"> %remote;]><x>tekst</x>`, "declares entities", model.CodeInvalid},
		{"unknown entity.xml", "<?xml version='1.0'?>\n<x>\n&geheim;</x>", ":3 is not well-formed XML", model.CodeInvalid},
		{"cut.xml", "<?xml version='1.0'?><x><al>tekst", "is not well-formed XML", model.CodeInvalid},
		{"headless.xml", "<officiele-publicatie><al>abc", "is not well-formed XML: unexpected EOF", model.CodeInvalid},
		{"headless.txt", "\ufeff\n <Kamerstuk xml:lang=\"nl\">\n<al>abc", "is not well-formed XML: unexpected EOF", model.CodeInvalid},
		{"crossed.xml", "<?xml version='1.0'?><x><a>t</x></a>", "is not well-formed XML", model.CodeInvalid},
		{"none.xml", "<?xml version='1.0'?>\n", "has no element", model.CodeInvalid},
		{"void.html", htmlOf("<nav>Menu</nav>"), "holds no words in the main part of the page", model.CodeInvalid},
		{"void.xml", "<?xml version='1.0'?><x><metadata>x</metadata></x>", "holds no words", model.CodeInvalid},
		{"odd.html", `<html><head><meta charset="klingon"></head><body>` + "\xe9\xe9 tekst", "declares the encoding klingon, which is unknown", model.CodeInvalid},
		{"binary.html", "<html>\x00\x00\x01<body>tekst", "is binary, not text", model.CodeInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := document.ReadBytes(c.name, []byte(c.text))
			if model.CodeOf(err) != c.code || !strings.Contains(fmt.Sprint(err), c.words) || !strings.Contains(fmt.Sprint(err), c.name) {
				t.Errorf("got %v, want %s: %s", err, c.code, c.words)
			}
		})
	}
	// A picture's declaration, as old publications have it, is no entity of the text.
	readBytes(t, "old.xml", `<!DOCTYPE kamerwrk PUBLIC "x" "y" [<!ENTITY kst1 SYSTEM "kst1.png" NDATA png>]><kamerwrk><al>Tekst.</al></kamerwrk>`)
}

// TestHugePage: a file of 100 MB is refused by its size, before it is read.
func TestHugePage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.html")
	if err := os.WriteFile(path, []byte("<html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 100<<20); err != nil {
		t.Fatal(err)
	}
	if _, err := document.Read(path); model.CodeOf(err) != model.CodeLimit {
		t.Errorf("got %v", err)
	}
}

// FuzzMarkup reads arbitrary pages and publications: nothing panics, the laws hold.
func FuzzMarkup(f *testing.F) {
	files, err := filepath.Glob("../testdata/*ml/*.*ml")
	if err != nil || len(files) == 0 {
		f.Fatal(len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(htmlOf(`<table><tr><td colspan=99999 rowspan=99999>a<td>b<tr><td>c<sup>1</sup><td><table><tr><td>x`))
	f.Add(htmlOf(`<ul><li>a<p>b<ul><li>- c</li></ul>d<sup>1</sup></ul><div class=noot>1<p>n`))
	f.Add(xmlOf(`<lijst><li><li.nr>1</li.nr></li></lijst><noot><noot.nr>1</noot.nr></noot>`))
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 50000 {
			return
		}
		d, err := document.ReadBytes("fuzz.html", []byte(text))
		if err != nil {
			if model.CodeOf(err) != model.CodeInvalid && model.CodeOf(err) != model.CodeLimit {
				t.Fatalf("%#v", err)
			}
			return
		}
		laws(t, d)
		joinedText(t, d)
		for _, x := range d.Tables {
			tableLines(t, d, x)
		}
	})
}
