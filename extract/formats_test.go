package extract_test

import (
	"fmt"
	"html"
	"path/filepath"
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

// marked puts the blocks of a document into the elements of a page or a publication.
func marked(d *document.Document, heading, item, paragraph string, list [2]string) string {
	var b strings.Builder
	inList := false
	for _, x := range d.Blocks {
		if isItem := x.Kind == document.Item; isItem != inList {
			inList = isItem
			b.WriteString(list[map[bool]int{true: 0, false: 1}[isItem]])
		}
		form := map[document.BlockKind]string{document.Heading: heading, document.Item: item}[x.Kind]
		if form == "" {
			form = paragraph
		}
		if x.Kind != document.Row {
			fmt.Fprintf(&b, form, html.EscapeString(string(d.Clean[x.Span.Start:x.Span.End])))
		}
	}
	if inList {
		b.WriteString(list[1])
	}
	return b.String()
}

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
			name + ".html": "<html><body><main>" + marked(d, "<h3>%s</h3>\n", "<li>%s</li>\n", "<p>%s</p>\n", [2]string{"<ul>\n", "</ul>\n"}) + "</main></body></html>",
			name + ".xml": "<?xml version='1.0'?><officiele-publicatie><tekst>" +
				marked(d, "<tussenkop>%s</tussenkop>", "<li><li.nr>–</li.nr><al>%s</al></li>", "<al>%s</al>", [2]string{"<lijst>", "</lijst>"}) + "</tekst></officiele-publicatie>",
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
