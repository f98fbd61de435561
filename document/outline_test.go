package document_test

import (
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

var kindNames = map[document.BlockKind]string{document.Paragraph: "paragraph", document.Item: "item", document.Heading: "heading", document.Row: "row", document.Note: "note"}

// outline prints the blocks, one a line: what each is, its lead-in and its words.
func outline(d *document.Document) string {
	var b strings.Builder
	for _, x := range d.Blocks {
		kind := kindNames[x.Kind]
		if x.Kind == document.Heading {
			kind = x.HeadingKind
		}
		b.WriteString(kind)
		if x.LeadIn >= 0 {
			fmt.Fprintf(&b, "<%d", x.LeadIn)
		}
		fmt.Fprintf(&b, " %s\n", string(d.Clean[x.Span.Start:x.Span.End]))
	}
	return b.String()
}

// tree prints the section tree, a level of indentation for each level.
func tree(d *document.Document) string {
	var b strings.Builder
	var walk func(parts []*model.Section, depth int)
	walk = func(parts []*model.Section, depth int) {
		for _, s := range parts {
			b.WriteString(strings.Repeat("  ", depth) + s.Kind)
			if s.Number != "" {
				b.WriteString(" " + s.Number)
			}
			b.WriteString(": " + s.Title + "\n")
			walk(s.Children, depth+1)
		}
	}
	walk(d.Sections, 0)
	return b.String()
}

// read reads a text that must be readable and checks the laws.
func read(t *testing.T, text string) *document.Document {
	t.Helper()
	d, err := document.ReadBytes("text.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	laws(t, d)
	return d
}

// lines joins lines, each with its end.
func lines(l ...string) string { return strings.Join(l, "\n") + "\n" }

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s\n--- got\n%s\n--- want\n%s", what, got, want)
	}
}
