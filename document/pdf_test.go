package document_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/internal/testpdf"
	"rijksgraaf/model"
)

// readPDF reads a PDF that must be readable and checks the laws.
func readPDF(t *testing.T, data []byte) *document.Document {
	t.Helper()
	d, err := document.ReadBytes("paper.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	laws(t, d)
	tableLaw(t, d)
	return d
}

// tableLaw: tables stand in order, their rows and cells too, and each cell re-reads.
func tableLaw(t reporter, d *document.Document) {
	t.Helper()
	end := 0
	inside := func(what string, s model.Span) {
		t.Helper()
		if s.Start < end || s.Len() <= 0 || s.End > len([]rune(d.Text)) {
			t.Fatalf("%s stands at %v, after %d", what, s, end)
		}
	}
	for _, table := range d.Tables {
		inside("table", table.Span)
		for _, row := range table.Rows {
			inside("row", row.Span)
			column := -1
			for _, c := range row.Cells {
				inside("cell", c.Span)
				end = c.Span.End
				if c.Column <= column || c.Columns < 1 {
					t.Fatalf("cell %q stands in column %d after %d, over %d", c.Text, c.Column, column, c.Columns)
				}
				column = c.Column + c.Columns - 1
				if len(d.Notes) == 0 && c.Text != strings.Join(strings.Fields(d.Raw(c.Span)), " ") {
					t.Fatalf("cell %q reads back as %q", c.Text, d.Raw(c.Span))
				}
			}
		}
	}
}

const first = "Nederland zet zich in voor een stabiele wereldorde. De inzet is gericht op het voorkomen van conflicten, op het beschermen van burgers " +
	"en op het verminderen van dreigingen die van buiten het Koninkrijk komen en die de nationale veiligheid raken."

const second = "De samenwerking met bondgenoten staat daarbij voorop. De Verenigde Naties, de Europese Unie en de Noord-Atlantische Verdragsorganisatie " +
	"bieden het kader waarbinnen diplomatie, ontwikkelingssamenwerking en defensie elkaar versterken."

// paragraphs gives the words of the blocks of prose.
func paragraphs(d *document.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if b.Kind == document.Paragraph {
			out = append(out, string(d.Clean[b.Span.Start:b.Span.End]))
		}
	}
	return out
}

func headings(d *document.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if b.Kind == document.Heading {
			out = append(out, b.HeadingKind+" "+string(d.Clean[b.Span.Start:b.Span.End]))
		}
	}
	return out
}

// wantList compares lists and shows where they part first.
func wantList(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := 0; i < max(len(got), len(want)); i++ {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s: number %d of %d is\n%s\nnot\n%s", what, i, len(got), g, w)
			return
		}
	}
}

// Prose comes back as it was written, however it is set: one or two columns, over pages,
// its words broken at line ends, running heads, feet and page numbers gone.
func TestPDFProse(t *testing.T) {
	for name, l := range map[string]testpdf.Layout{
		"one column":             {},
		"two columns":            {Columns: 2},
		"heads and feet":         {Head: "Jaarverslag Buitenlandse Zaken", Foot: "Pagina %d"},
		"heads, two columns":     {Columns: 2, Head: "Jaarverslag 2022 | %d", Foot: "Ministerie van Buitenlandse Zaken %d"},
		"broken words":           {Break: 1},
		"broken words, columns":  {Break: 1, Columns: 2, Head: "%d"},
		"soft hyphens":           {Break: 1, Columns: 2, Hyphen: "\u00ad"},
		"indented":               {Indent: true, Break: 0.5},
		"indented, two columns":  {Indent: true, Columns: 2, Foot: "- %d -"},
		"broken words, indented": {Indent: true, Columns: 2, Break: 1, Seed: 3},
	} {
		t.Run(name, func(t *testing.T) {
			p := testpdf.New(l)
			var want []string
			for i := range 30 {
				text := first
				if i%3 == 1 {
					text = second
				}
				if i%7 == 0 {
					text += " " + second
				}
				p.Prose(text)
				want = append(want, text)
			}
			d := readPDF(t, p.Bytes())
			wantList(t, "paragraphs", paragraphs(d), want)
			if d.Pages < 2 && l.Columns < 2 {
				t.Errorf("%d pages", d.Pages)
			}
			if l.Head != "" && len(d.Furniture) < d.Pages {
				t.Errorf("%d pieces of furniture on %d pages", len(d.Furniture), d.Pages)
			}
		})
	}
}

// Headings are known by size, weight and bookmarks, and by the forms of a budget.
func TestPDFHeadings(t *testing.T) {
	p := testpdf.New(testpdf.Layout{})
	p.Heading("Artikel 2: Veiligheid en stabiliteit", 1)
	p.Heading("A. Algemene doelstelling", 2)
	p.Prose(first)
	p.Heading("B. Rol en verantwoordelijkheid", 2)
	p.Prose("De minister van Buitenlandse Zaken is verantwoordelijk voor:")
	p.Item("•", "het bevorderen van veiligheid en stabiliteit in de regio's rond Europa, samen met andere landen en met internationale organisaties;")
	p.Item("•", "het toezicht.")
	p.Heading("Internationale samenwerking in de wereld van vandaag en morgen, en wat daarvan te verwachten is", 0)
	p.Prose(second)
	d := readPDF(t, p.Bytes())
	wantList(t, "headings", headings(d), []string{"article Artikel 2: Veiligheid en stabiliteit", "section A. Algemene doelstelling",
		"section B. Rol en verantwoordelijkheid", "heading Internationale samenwerking in de wereld van vandaag en morgen, en wat daarvan te verwachten is"})
	var items []string
	for _, b := range d.Blocks {
		if b.Kind == document.Item {
			items = append(items, fmt.Sprint(b.LeadIn, " ", string(d.Clean[b.Span.Start:b.Span.End])))
		}
	}
	wantList(t, "items", items, []string{"4 het bevorderen van veiligheid en stabiliteit in de regio's rond Europa, samen met andere landen en met internationale organisaties;",
		"4 het toezicht."})
	if len(d.Articles) != 1 || d.Articles[0].Number != "2" {
		t.Errorf("articles %+v", d.Articles)
	}
}

// A footnote stands apart from the prose, knows the word that its number stands at, and
// does not part a sentence that goes on on the next page.
func TestPDFNotes(t *testing.T) {
	for _, columns := range []int{1, 2} {
		p := testpdf.New(testpdf.Layout{Columns: columns, Head: "Jaarverslag", Foot: "%d", Break: 0.3})
		var want []string
		for i := range 24 {
			n := fmt.Sprint(i + 1)
			p.Note(n, "Kamerstukken II 2018/19, 29 452, nr. "+n+". Dit is de noot die bij dat woord hoort, en zij is langer dan een regel lang is op deze bladzijde.")
			p.Prose(strings.Replace(first, "dreigingen", "dreigingen^"+n, 1) + " " + second)
			want = append(want, first+" "+second)
		}
		d := readPDF(t, p.Bytes())
		wantList(t, "paragraphs", paragraphs(d), want)
		if len(d.Notes) != 24 {
			t.Fatalf("%d columns: %d notes", columns, len(d.Notes))
		}
		for i, n := range d.Notes {
			b := d.Blocks[n.Block]
			words := string(d.Clean[b.Span.Start:b.Span.End])
			if n.Number != fmt.Sprint(i+1) || b.Kind != document.Note || !strings.HasPrefix(words, fmt.Sprintf("Kamerstukken II 2018/19, 29 452, nr. %d. Dit", i+1)) || !strings.HasSuffix(words, "deze bladzijde.") {
				t.Errorf("note %d is %q %q", i, n.Number, words)
			}
			if anchor := string(d.Clean[n.Anchor.Start:n.Anchor.End]); anchor != "dreigingen" || d.Raw(n.Marker) != n.Number {
				t.Errorf("note %d stands at %q, its number reads %q", i, anchor, d.Raw(n.Marker))
			}
			if d.Page(n.Marker.Start) != d.Page(d.Map.Raw(b.Span).Start) {
				t.Errorf("note %d stands on another page than its number", i)
			}
		}
	}
}

// grid prints a table: a line a row, H for a heading of columns, its step, ! for heavy.
func grid(table *document.Table) []string {
	out := []string{table.Title}
	for _, r := range table.Rows {
		line := fmt.Sprint(r.Indent)
		if r.Header {
			line = "H"
		}
		if r.Bold {
			line += "!"
		}
		for _, c := range r.Cells {
			line += fmt.Sprintf(" | %d", c.Column)
			if c.Columns > 1 {
				line += fmt.Sprintf("+%d", c.Columns)
			}
			line += " " + c.Text
		}
		out = append(out, line)
	}
	return out
}

func TestPDFTable(t *testing.T) {
	p := testpdf.New(testpdf.Layout{})
	p.Prose(first)
	p.Table(testpdf.Table{Title: "Tabel 3 Budgettaire gevolgen van beleid", Unit: "(bedragen x € 1.000)",
		Header: []string{"", "2021", "2022", "2023", "2024"},
		Rows: [][]string{
			{"*Verplichtingen", "1.204.556", "980.000", "75", "-"},
			{"*Uitgaven", "1.100.000", "1.050.000", "1.025.000", "999"},
			{"*Subsidies"},
			{"  Veiligheidsfonds", "12.000", "", "12.500", "0"},
			{"  Programma's voor het tegengaan van de verspreiding van massavernietigingswapens", "- 300", "– 250", "(200)", "p.m."},
			{"*Ontvangsten", "33", "44", "55", "66"},
		}})
	p.Prose(second)
	d := readPDF(t, p.Bytes())
	if len(d.Tables) != 1 {
		t.Fatalf("%d tables", len(d.Tables))
	}
	wantList(t, "table", grid(d.Tables[0]), []string{
		"Tabel 3 Budgettaire gevolgen van beleid (bedragen x € 1.000)",
		"H! | 1 2021 | 2 2022 | 3 2023 | 4 2024",
		"0! | 0 Verplichtingen | 1 1.204.556 | 2 980.000 | 3 75 | 4 -",
		"0! | 0 Uitgaven | 1 1.100.000 | 2 1.050.000 | 3 1.025.000 | 4 999",
		"0! | 0 Subsidies",
		"1 | 0 Veiligheidsfonds | 1 12.000 | 3 12.500 | 4 0",
		"1 | 0 Programma's voor het tegengaan van de verspreiding van massavernietigingswapens | 1 - 300 | 2 – 250 | 3 (200) | 4 p.m.",
		"0! | 0 Ontvangsten | 1 33 | 2 44 | 3 55 | 4 66",
	})
	wantList(t, "paragraphs", paragraphs(d), []string{first, second})
}

// Each bad file gives one clear error.
func TestPDFRefused(t *testing.T) {
	empty := testpdf.Pages(make([]string, 10_000))
	whole := testpdf.Pages([]string{"BT /F1 10 Tf 70 700 Td (Een regel.) Tj ET"})
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"encrypted":        {testpdf.Encrypted(), "is an encrypted PDF|qpdf --decrypt"},
		"damaged":          {whole[:len(whole)/2], "is a damaged PDF|get it again"},
		"no pages":         {testpdf.Pages(nil), "is a PDF without pages"},
		"one empty page":   {testpdf.Pages(make([]string, 1)), "is a PDF of one empty page"},
		"10,000 of them":   {empty, "is a PDF of 10000 empty pages"},
		"scanned":          {testpdf.Scanned(3, ""), "is a PDF of scanned images without text (pages 1-3)|ocrmypdf -l nld"},
		"one page scanned": {testpdf.Scanned(1, ""), "is a PDF of scanned images without text (page 1)|ocrmypdf -l nld"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := document.ReadBytes("paper.pdf", c.data)
			wantError(t, err, model.CodeInvalid, "paper.pdf "+c.want)
		})
	}
}

// What could be read is, and what could not is said.
func TestPDFInPart(t *testing.T) {
	d := readPDF(t, testpdf.Scanned(2, "Een regel tekst."))
	if !slices.ContainsFunc(d.Warnings, func(w string) bool {
		return strings.HasPrefix(w, "pages 1-2: pictures without text; ") && strings.Contains(w, "ocrmypdf -l nld")
	}) {
		t.Errorf("warnings %q", d.Warnings)
	}
	if n := len(gapsOf(d, "page")); n != 2 || d.Pages != 3 || d.Page(strings.Index(d.Text, "Een")) != 3 {
		t.Errorf("%d gaps, %d pages", n, d.Pages)
	}
	defer document.SetPageTime(document.SetPageTime(0))
	d = readPDF(t, testpdf.Hanging(3, 1))
	if !slices.Contains(d.Warnings, "page 2 was given up: it took longer than 500ms") || len(gapsOf(d, "page")) != 1 {
		t.Errorf("warnings %q, gaps %v", d.Warnings, d.Gaps)
	}
	if !strings.Contains(d.Text, "inhoud van blad 0") || d.Page(strings.Index(d.Text, "De inhoud van blad 2")) != 3 {
		t.Errorf("text %q", d.Text)
	}
}

func gapsOf(d *document.Document, kind string) []model.Gap {
	var out []model.Gap
	for _, g := range d.Gaps {
		if g.Kind == kind {
			out = append(out, g)
		}
	}
	return out
}

// A kind of file is told by what is in it, and a PDF may be larger than a text.
func TestPDFByContent(t *testing.T) {
	path := filepath.Join(t.TempDir(), "paper.txt")
	if err := os.WriteFile(path, testpdf.Pages([]string{"BT /F1 10 Tf 70 700 Td (Een regel tekst.) Tj ET"}), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := document.Read(path)
	if err != nil || d.Encoding != "PDF" || string(d.Clean) != "Een regel tekst." {
		t.Errorf("%v, %+v", err, d)
	}
}
