package extract_test

import (
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// facts are what an extraction says, wherever it stands: the entities with their types and
// labels, the relations with their ends.
func facts(x *model.Extraction) []string {
	var out []string
	for _, e := range x.Entities {
		if e.Type != model.TypeDocument {
			out = append(out, fmt.Sprintf("%s %s %q", e.Type, e.ID, e.Label))
		}
	}
	for _, r := range x.Relations {
		if !strings.HasPrefix(r.Subject, "document/") && !strings.HasPrefix(r.Object, "document/") {
			out = append(out, fmt.Sprintf("%s %s %s %v", r.Subject, r.Predicate, r.Object, r.Qualifiers))
		}
	}
	slices.Sort(out)
	return out
}

// TestSameInEveryFormat: one text as a text file, as a page and as an official publication
// gives the same entities and relations.
func TestSameInEveryFormat(t *testing.T) {
	x := extractor(t)
	forms, err := filepath.Glob("../testdata/*ml/*-artikel-*.*ml")
	if err != nil || len(forms) < 6 {
		t.Fatalf("%d marked-up texts, %v", len(forms), err)
	}
	for _, file := range forms {
		t.Run(filepath.Base(file), func(t *testing.T) {
			name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
			want := facts(x.Extract(read(t, filepath.Join("../testdata/gold", name+".txt"))))
			found := x.Extract(read(t, file))
			checkExtraction(t, found)
			compareFacts(t, want, facts(found))
		})
	}
}

// elements are how a format writes what a document is made of.
type elements struct {
	heading, item, paragraph, cell string
	list, table, row               [2]string
}

// cells parts the words of a table's row.
var cells = regexp.MustCompile(`\t+|\s{2,}`)

// marked puts the blocks of a document into elements.
func marked(d *document.Document, e elements) string {
	var b strings.Builder
	open := [2]string{}
	for i, x := range d.Blocks {
		around := map[document.BlockKind][2]string{document.Item: e.list, document.Row: e.table}[x.Kind]
		if around != open {
			b.WriteString(open[1] + around[0])
			open = around
		}
		words := html.EscapeString(string(d.Clean[x.Span.Start:x.Span.End]))
		switch x.Kind {
		case document.Heading:
			fmt.Fprintf(&b, e.heading, words)
		case document.Item:
			fmt.Fprintf(&b, e.item, words)
		case document.Row:
			b.WriteString(e.row[0])
			at := d.Map.Raw(x.Span).Start
			if i > 0 && d.Blocks[i-1].Kind != document.Row && strings.HasSuffix(d.Raw(model.Span{Start: max(0, at-3), End: at}), "   ") {
				fmt.Fprintf(&b, e.cell, "") // headings over the columns of figures
			}
			for _, c := range cells.Split(d.Raw(d.Map.Raw(x.Span)), -1) {
				fmt.Fprintf(&b, e.cell, html.EscapeString(c))
			}
			b.WriteString(e.row[1])
		default:
			fmt.Fprintf(&b, e.paragraph, words)
		}
	}
	return b.String() + open[1]
}

var (
	inHTML = elements{"<h3>%s</h3>\n", "<li>%s</li>\n", "<p>%s</p>\n", "<td>%s</td>", [2]string{"<ul>\n", "</ul>\n"}, [2]string{"<table>", "</table>"}, [2]string{"<tr>", "</tr>\n"}}
	inXML  = elements{"<tussenkop>%s</tussenkop>", "<li><li.nr>–</li.nr><al>%s</al></li>", "<al>%s</al>", "<entry><al>%s</al></entry>",
		[2]string{"<lijst>", "</lijst>"}, [2]string{"<table><tgroup><tbody>", "</tbody></tgroup></table>"}, [2]string{"<row>", "</row>"}}
)

// TestGoldInEveryFormat: each gold text, its blocks put into elements, gives the same.
func TestGoldInEveryFormat(t *testing.T) {
	x := extractor(t)
	for _, file := range texts(t) {
		d := read(t, file)
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		r, err := document.DefaultReader()
		if err != nil {
			t.Fatal(err)
		}
		r.Given = model.Metadata{Dossier: d.Dossier, Chapter: d.Chapter, Number: d.Number, Kind: d.Kind, BudgetYear: d.BudgetYear}
		want := facts(x.Extract(d))
		for form, text := range map[string]string{
			name + ".html": "<html><body><main>" + marked(d, inHTML) + "</main></body></html>",
			name + ".xml":  "<?xml version='1.0'?><officiele-publicatie><tekst>" + marked(d, inXML) + "</tekst></officiele-publicatie>",
		} {
			t.Run(form, func(t *testing.T) {
				d, err := r.ReadBytes(form, []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				found := x.Extract(d)
				checkExtraction(t, found)
				compareFacts(t, want, facts(found))
			})
		}
	}
}

// compareFacts fails for each fact that only one of the two has.
func compareFacts(t *testing.T, want, got []string) {
	t.Helper()
	if len(want) < 20 {
		t.Errorf("only %d facts are wanted", len(want))
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("lacks %s", f)
		}
	}
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("has %s too", f)
		}
	}
}
