package document_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
)

// page is a text set in lines, with what each of its line ends is.
type page struct {
	text   []rune
	broken map[int]bool // by the offset of the line's end: whether a word goes on after it
}

// set lays words out in lines of at most width code points and breaks two thirds of the
// long words that do not fit at a place by chance, between letters, without a hyphen. spaced leaves a space
// after each line but those.
func set(words []string, width int, spaced bool, rng *rand.Rand) page {
	p := page{broken: map[int]bool{}}
	column := 0
	endLine := func(broken bool) {
		if spaced && !broken {
			p.text = append(p.text, ' ')
		}
		p.broken[len(p.text)] = broken
		p.text = append(p.text, '\n')
		column = 0
	}
	for i, w := range words {
		runes := []rune(w)
		free := width - column - 1
		switch {
		case i == 0:
		case free >= len(runes):
			p.text = append(p.text, ' ')
			column++
		case len(runes) >= 10 && free >= 2 && rng.IntN(3) > 0:
			at := 2 + rng.IntN(min(free, len(runes)-2)-1)
			if !unicode.IsLetter(runes[at-1]) || !unicode.IsLower(runes[at]) || !unicode.IsLetter(runes[at+1]) {
				endLine(false)
				break
			}
			p.text = append(append(p.text, ' '), runes[:at]...)
			endLine(true)
			runes = runes[at:]
		default:
			endLine(false)
		}
		p.text = append(p.text, runes...)
		column += len(runes)
	}
	p.text = append(p.text, '\n')
	return p
}

// counts are line ends: words that were broken, that were joined, and that were both.
type counts struct{ broken, joined, both int }

func (c counts) precision() float64 { return float64(c.both) / float64(max(1, c.joined)) }
func (c counts) recall() float64    { return float64(c.both) / float64(max(1, c.broken)) }

func (c *counts) add(p page, d *document.Document) {
	for at, broken := range p.broken {
		joined := joinedAt(d, at)
		if broken {
			c.broken++
		}
		if joined {
			c.joined++
		}
		if broken && joined {
			c.both++
		}
	}
}

// joinedAt says whether the words on both sides of a line's end, by its offset, are one.
func joinedAt(d *document.Document, at int) bool {
	after := sort.Search(len(d.Map), func(i int) bool { return int(d.Map[i]) >= at })
	return after > 0 && after < len(d.Map) && d.Clean[after-1] != ' ' && d.Clean[after] != ' ' && d.Clean[after] != '\n'
}

// longWords are the words of at least ten letters of the built-in vocabulary.
func longWords(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../extract/lexicon/data/vocabulary.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, w := range strings.Fields(string(text)) {
		if utf8.RuneCountInString(w) >= 10 && !strings.ContainsAny(w, "-'.") {
			out = append(out, w)
		}
	}
	if len(out) < 1000 {
		t.Fatalf("%d long words", len(out))
	}
	return out
}

// generated makes texts of long words, each after an article, a preposition or, one in
// four, after another long word.
func generated(t *testing.T, l *lexicon.Lexicon, rng *rand.Rand) [][]string {
	long := longWords(t)
	small := append(append([]string{}, l.Grammar("determiner")...), l.Grammar("preposition")...)
	var out [][]string
	for range 40 {
		var words []string
		for range 500 {
			if rng.IntN(4) > 0 {
				words = append(words, small[rng.IntN(len(small))])
			}
			words = append(words, long[rng.IntN(len(long))])
		}
		out = append(out, words)
	}
	return out
}

// printed gives the paragraphs of the gold texts, sixty times each, so that other words
// come to stand at the ends of lines.
func printed(t *testing.T) [][]string {
	files, err := filepath.Glob("../testdata/gold/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold texts: %v", err)
	}
	var out [][]string
	for _, f := range files {
		d, err := document.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, b := range d.Blocks {
			if b.Kind == document.Paragraph || b.Kind == document.Item {
				words = append(words, strings.Fields(string(d.Clean[b.Span.Start:b.Span.End]))...)
			}
		}
		for range 60 {
			out = append(out, words)
		}
	}
	return out
}

// TestRepairFloors measures line repair on words broken by chance and holds it to what it
// once reached. `go test -run TestRepairFloors -v ./document` prints the figures.
func TestRepairFloors(t *testing.T) {
	l := words(t)
	rng := rand.New(rand.NewPCG(1, 2))
	sources := map[string][][]string{"generated": generated(t, l, rng), "printed": printed(t)}
	for _, c := range []struct {
		source            string
		spaced            bool
		precision, recall float64
	}{
		{"generated", true, 0.995, 0.995},
		{"generated", false, 0.995, 0.93},
		{"printed", true, 0.99, 0.99},
		{"printed", false, 0.99, 0.90},
	} {
		var n counts
		rng := rand.New(rand.NewPCG(3, 4))
		for _, words := range sources[c.source] {
			p := set(words, 60+rng.IntN(40), c.spaced, rng)
			d, err := document.Reader{Words: l}.ReadBytes("stress.txt", []byte(string(p.text)))
			if err != nil {
				t.Fatal(err)
			}
			laws(t, d)
			joinedText(t, d)
			n.add(p, d)
		}
		t.Logf("%s, spaces at line ends %t: %d broken words, %d joined, precision %.4f, recall %.4f", c.source, c.spaced, n.broken, n.joined, n.precision(), n.recall())
		if n.broken < 1000 || n.precision() < c.precision || n.recall() < c.recall {
			t.Errorf("%s, spaces %t: %+v, precision %.4f, recall %.4f, below %.4f and %.4f", c.source, c.spaced, n, n.precision(), n.recall(), c.precision, c.recall)
		}
	}
}
