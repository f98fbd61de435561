package extract_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/internal/testpdf"
	"rijksgraaf/model"
)

var gap = regexp.MustCompile(`\t|  +`)

// asPaper sets the blocks of a document as a paper, rows as tables.
func asPaper(d *document.Document, l testpdf.Layout) []byte {
	if d.Citation.Len() > 0 {
		l.Foot = d.Raw(d.Citation)
	}
	p := testpdf.New(l)
	raw := []rune(d.Text)
	var rows [][]string
	inTable := 0 // rows yet to come of a table that was set
	for i, b := range d.Blocks {
		words := string(d.Clean[b.Span.Start:b.Span.End])
		at := d.Map.Raw(b.Span)
		switch b.Kind {
		case document.Heading:
			p.Heading(words, 0)
		case document.Item:
			line := at.Start
			for line > 0 && raw[line-1] != '\n' {
				line--
			}
			p.Item(strings.TrimSpace(string(raw[line:at.Start])), words)
		case document.Row:
			if t := tableAt(d, i); t != nil {
				p.Table(*t)
				inTable = len(t.Rows) + 1
			}
			if inTable > 0 {
				inTable--
				continue
			}
			if rows = append(rows, gap.Split(d.Raw(at), -1)); i+1 == len(d.Blocks) || d.Blocks[i+1].Kind != document.Row {
				p.Table(testpdf.Table{Header: rows[0], Rows: rows[1:]})
				rows = nil
			}
		default:
			p.Prose(words)
		}
	}
	return p.Bytes()
}

// tableAt gives the table whose first row is a block, with each cell in its column.
func tableAt(d *document.Document, block int) *testpdf.Table {
	for _, t := range d.Tables {
		if t.Block != block {
			continue
		}
		columns := 0
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				columns = max(columns, c.Column+1)
			}
		}
		var rows [][]string
		for _, r := range t.Rows {
			row := make([]string, columns)
			for _, c := range r.Cells {
				row[c.Column] = c.Text
			}
			rows = append(rows, row)
		}
		return &testpdf.Table{Header: rows[0], Rows: rows[1:]}
	}
	return nil
}

// The same text as text and as PDF, in one column and in two, words broken at line ends,
// gives the same entities and relations.
func TestSameFactsFromPDF(t *testing.T) {
	x := extractor(t)
	for _, file := range texts(t) {
		d := read(t, file)
		if len(d.Articles) == 0 {
			continue
		}
		want := facts(x.Extract(d))
		for name, l := range map[string]testpdf.Layout{"one column": {}, "two columns": {Columns: 2, Break: 0.5, Seed: 7}} {
			if l.Columns == 2 && !lexicon.HasWordList() {
				continue // narrow columns have so many line ends that a rare word is joined or not by the list alone
			}
			got, err := document.ReadBytes(filepath.Base(file), asPaper(d, l))
			if err != nil {
				t.Fatal(err)
			}
			diff(t, filepath.Base(file)+", "+name, facts(x.Extract(got)), want)
		}
	}
}

func diff(t *testing.T, name string, got, want []string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: not found: %s", name, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s: found besides: %s", name, g)
		}
	}
}

// A paper or a law that a footnote names is cited by the article, at the words at which
// the note's number stands, by the words of the note.
func TestCitationsInNotes(t *testing.T) {
	p := testpdf.New(testpdf.Layout{})
	p.Heading("Artikel 2: Veiligheid en stabiliteit", 1)
	p.Note("1", "Kamerstukken II 2018/19, 29 452, nr. 233.")
	p.Note("2", "Zie artikel 3 van de Comptabiliteitswet 2016 en de NAVO.")
	p.Prose("De inzet is gericht op het tegengaan van dreigingen^1 die de nationale veiligheid raken. Daarover is verantwoording^2 afgelegd.")
	d, err := document.ReadBytes("V-jaarverslag.pdf", p.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	x := extractor(t)
	got := x.Extract(d)
	var cites []string
	for _, r := range got.Relations {
		if r.Predicate != model.Cites {
			continue
		}
		line := r.Object
		for _, q := range r.Qualifiers {
			line += " " + q.Name + " " + q.Value
		}
		for _, e := range r.Evidence {
			line += ": " + d.Raw(e.Span)
		}
		cites = append(cites, line)
	}
	want := []string{"document/kst-29452-233 at dreigingen: Kamerstukken II 2018/19, 29 452, nr. 233.",
		"legal-instrument/comptabiliteitswet-2016 at verantwoording: Zie artikel 3 van de Comptabiliteitswet 2016 en de NAVO."}
	if !slices.Equal(cites, want) {
		t.Errorf("%q, want %q", cites, want)
	}
	for _, e := range got.Entities {
		if e.Type == model.TypeOrganisation {
			t.Errorf("%s of a note", e.ID)
		}
	}
}

// Every mention, evidence and end of what is found in real papers re-reads.
func TestRealPapersReread(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no PDFs in ../shared/corpus")
	}
	x := extractor(t)
	for _, file := range files {
		got := x.Extract(read(t, file))
		checkExtraction(t, got)
		t.Logf("%s: %d entities, %d relations", filepath.Base(file), len(got.Entities), len(got.Relations))
		if len(got.Entities) < 50 {
			t.Errorf("%s: %d entities", file, len(got.Entities))
		}
	}
}

// A note at the foot of a page belongs to the article at whose words its number stands,
// though the page ends in the next; headings that nearly touch are of two columns.
func TestArticlesOfOnePaper(t *testing.T) {
	out := extractor(t).Extract(read(t, "../testdata/pdf/two-articles.pdf"))
	cites := 0
	stages := map[string]bool{}
	for _, r := range out.Relations {
		switch {
		case r.Predicate == model.Cites:
			cites++
			if r.Subject != "budget-article/XIV/21" || r.Object != "document/kst-30252-77" {
				t.Errorf("%s cites %s", r.Subject, r.Object)
			}
		case r.Predicate == model.Allocates:
			key := ""
			for _, q := range r.Qualifiers {
				if q.Name == "stage" || q.Name == "year" {
					key += q.Value + " "
				}
			}
			stages[key] = true
		}
	}
	if cites != 1 {
		t.Errorf("%d citations", cites)
	}
	if len(stages) != 3 || !stages["outturn 2022 "] || !stages["adopted 2023 "] || !stages["draft 2024 "] {
		t.Errorf("columns are of %v", stages)
	}
}
