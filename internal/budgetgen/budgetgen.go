// Package budgetgen makes budget text of our own to measure with: draft budgets and annual
// reports of 25 chapters over the years, with articles, roles, duties, tables that add up
// and footnotes, in a mix of plain prose and facts. Names come from the registers of
// extract/lexicon, sentences from data/sentences.tsv. What it says is made up, and so are the
// numbers of the papers: they lie beyond those that Parliament has given out.
//
// The same seed gives the same bytes.
package budgetgen

import (
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"

	"rijksgraaf/extract/lexicon"
)

// The documents: chapters a year, the year that comes first, and how many years there are
// before papers get a second number.
const (
	chapterCount = 25
	lastYear     = 2025
	yearCount    = 12
)

// minPages and maxPages bound a whole document.
const (
	minPages = 50
	maxPages = 200
)

// Kind is the kind of a generated document, as model.Metadata has it.
type Kind string

// The kinds that are generated.
const (
	Budget       Kind = "budget"
	AnnualReport Kind = "annual-report"
)

// Document is a generated document.
type Document struct {
	// Name is a file name that says which document it is, such as "2024-budget-V-1.txt".
	Name    string
	Kind    Kind
	Chapter string // its code
	Year    int    // the budget year
	// Pages are parted by form feeds in Text.
	Pages int
	Text  []byte
}

// Generator makes documents. It is safe for concurrent use.
type Generator struct {
	seed      uint64
	sentences map[string][]template
	names     *register
}

// New gives the generator of a seed. Its error is one in the data files.
func New(seed uint64) (*Generator, error) {
	l, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	s, err := builtIn()
	if err != nil {
		return nil, err
	}
	return &Generator{seed: seed, sentences: s, names: newRegister(l)}, nil
}

// Documents gives documents that have a number of pages together: whole ones of 50 to 200
// pages, and a last one that has what is left.
func (g *Generator) Documents(pages int) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for i := 0; pages > 0; i++ {
			n := min(g.pagesOf(i), pages)
			if !yield(g.Document(i, n)) {
				return
			}
			pages -= n
		}
	}
}

// pagesOf is how long the i-th document is: a chapter is about as long every year.
func (g *Generator) pagesOf(i int) int {
	n := minPages + g.draw(fmt.Sprint("pages of chapter ", i%chapterCount)).IntN(maxPages-minPages-10)
	return n + g.draw(fmt.Sprint("pages of document ", i)).IntN(10)
}

// Document makes the i-th document, of a number of pages: budgets and annual reports of
// all chapters of one year, then those of the year before.
func (g *Generator) Document(i, pages int) Document {
	round, of := i/(2*chapterCount*yearCount), i%(2*chapterCount*yearCount)
	d := Document{Kind: Budget, Year: lastYear - of/(2*chapterCount), Pages: pages}
	if of/chapterCount%2 == 1 {
		d.Kind = AnnualReport
	}
	chapters := g.names.chaptersOf(d.Year)
	c := chapters[of%chapterCount%len(chapters)]
	d.Chapter = c.Code
	d.Name = fmt.Sprintf("%d-%s-%s-%d.txt", d.Year, d.Kind, d.Chapter, round+1)
	w := &writer{g: g, doc: d, chapter: c, chapters: chapters, paper: round + 1}
	d.Text = w.write()
	return d
}

// draw gives the random numbers of one place: the same for the same seed and place.
func (g *Generator) draw(place string) *rand.Rand {
	return rand.New(rand.NewPCG(g.hash(place), g.seed))
}

func (g *Generator) hash(place string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(place)) // never fails
	return h.Sum64() ^ g.seed
}
