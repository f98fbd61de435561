package document_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
)

// corpus lists the PDFs of ministries that lie beside the checkout, and skips where there
// are none: they may not be part of it.
func corpus(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../shared/corpus/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no PDFs in ../shared/corpus")
	}
	return files
}

// lineEnds takes the lines of prose of a PDF as they stand on its pages, those of a block
// together, and takes off each hyphen that parts a word at a line's end. A hyphen that
// belongs to the word, as far as reading could tell, stays, and its line's end is not
// counted; neither is one without a letter on both sides, nor the last of a block.
func lineEnds(d *document.Document) page {
	p := page{broken: map[int]bool{}}
	raw := []rune(d.Text)
	for _, b := range d.Blocks {
		if b.Kind != document.Paragraph && b.Kind != document.Item {
			continue
		}
		var line []rune
		for i := b.Span.Start; i < b.Span.End; i++ {
			at := int(d.Map[i])
			if i > b.Span.Start && strings.ContainsAny(string(raw[d.Map[i-1]:at]), "\n\f") {
				line = []rune(strings.TrimRight(string(line), " "))
				n := len(line)
				if n > 0 && unicode.IsLetter(line[n-1]) && unicode.IsLower(raw[at]) {
					p.broken[len(p.text)+n] = raw[d.Map[i-1]+1] == '-'
				}
				p.text = append(append(p.text, line...), '\n')
				line = nil
			}
			if r := d.Clean[i]; r != ' ' || raw[at] == ' ' {
				line = append(line, r)
			}
		}
		p.text = append(append(p.text, line...), '\n', '\n')
	}
	return p
}

// TestRepairOfRealLines takes the words that real papers break at a line's end, takes off
// the hyphens, and measures which of them are made whole and which other line ends are
// left alone, with the list of words that make build puts into the program and without.
// `go test -run TestRepairOfRealLines -v ./document` prints the figures.
func TestRepairOfRealLines(t *testing.T) {
	l := words(t)
	var n counts
	for _, f := range corpus(t) {
		d, err := document.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		laws(t, d)
		p := lineEnds(d)
		one := repaired(t, l, p)
		t.Logf("%s: %d line ends, %d broken words, %d joined, precision %.4f, recall %.4f", filepath.Base(f), len(p.broken), one.broken, one.joined, one.precision(), one.recall())
		n.broken, n.joined, n.both = n.broken+one.broken, n.joined+one.joined, n.both+one.both
	}
	t.Logf("all: %d broken words, %d joined, precision %.4f, recall %.4f", n.broken, n.joined, n.precision(), n.recall())
	precision, recall := 0.99, 0.93
	if !lexicon.HasWordList() {
		precision, recall = 0.98, 0.90
	}
	if n.broken < 50 || n.precision() < precision || n.recall() < recall {
		t.Errorf("%+v: precision %.4f, recall %.4f", n, n.precision(), n.recall())
	}
}

func repaired(t *testing.T, l *lexicon.Lexicon, p page) counts {
	t.Helper()
	d, err := document.Reader{Words: l}.ReadBytes("lines.txt", []byte(string(p.text)))
	if err != nil {
		t.Fatal(err)
	}
	var n counts
	n.add(p, d)
	for at, broken := range p.broken {
		if joined := joinedAt(d, at); joined != broken && at+1 < len(p.text) {
			t.Logf("joined %t: %q", joined, around10(p.text, at))
		}
	}
	return n
}

func around10(text []rune, at int) string {
	return string(text[max(0, at-20):min(len(text), at+16)])
}
