package document

import (
	"strconv"
	"strings"
	"unicode"
)

const (
	// edge is the share of a page's height at its top and bottom where running heads and
	// feet stand.
	edge = 0.14
	// edgeRows is how many rows at each end of a page can be such.
	edgeRows = 4
)

// edgeKey is what repeats: the words of a row, figures aside, at a height of the page.
type edgeKey struct {
	words string
	at    int
}

// repeats counts the pages on which rows stand at the same place.
type repeats struct {
	pages int
	seen  map[edgeKey]int
	// counting is on how many of them the row's first number is the page's, less a constant.
	counting map[edgeKey]map[int]int
}

// countEdges counts what stands at the edges of pages.
func countEdges(pages []*pdfPage) *repeats {
	out := &repeats{pages: len(pages), seen: map[edgeKey]int{}, counting: map[edgeKey]map[int]int{}}
	for _, p := range pages {
		here := map[edgeKey]bool{}
		for _, i := range edgesOf(p) {
			k := keyOf(&p.rows[i])
			if here[k] {
				continue
			}
			here[k] = true
			out.seen[k]++
			if n, ok := firstNumber(&p.rows[i]); ok {
				if out.counting[k] == nil {
					out.counting[k] = map[int]int{}
				}
				out.counting[k][n-p.number]++
			}
		}
	}
	return out
}

// firstNumber gives the number that a row begins with.
func firstNumber(r *pdfRow) (int, bool) {
	n, err := strconv.Atoi(r.segments[0].words[0].text)
	return n, err == nil
}

// takeFurniture finds the rows that belong to the page by repetition and place, takes
// them out of the pages and gives them, those of the top and of the bottom of each page.
func takeFurniture(pages []*pdfPage) (tops, bottoms [][]pdfRow) {
	counts := countEdges(pages)
	tops, bottoms = make([][]pdfRow, len(pages)), make([][]pdfRow, len(pages))
	for n, p := range pages {
		var rest []pdfRow
		of := counts.ofPage(p)
		for i := range p.rows {
			switch r := p.rows[i]; {
			case !of[i]:
				rest = append(rest, r)
			case r.base < p.height/2:
				tops[n] = append(tops[n], r)
			default:
				bottoms[n] = append(bottoms[n], r)
			}
		}
		p.rows = rest
	}
	return tops, bottoms
}

// ofPage says which rows of a page are furniture. A row that stands as close to the text
// as its lines do to each other, in the same letters, is a line of it.
func (c *repeats) ofPage(p *pdfPage) []bool {
	of := make([]bool, len(p.rows))
	known := raisedNumbers(p.rows)
	for _, i := range edgesOf(p) {
		of[i] = c.isFurniture(&p.rows[i], known)
	}
	inText := func(i, next int) {
		r, o := &p.rows[i], &p.rows[next]
		if of[i] && !of[next] && distance(r.base-o.base) < 1.5*r.size && distance(r.size-o.size) < 0.05*r.size && r.segments[0].letters > 0 && !isFormFurniture(r) {
			of[i] = false
		}
	}
	for i := len(of) - 2; i >= 0; i-- {
		if p.rows[i].base < p.height/2 {
			inText(i, i+1)
		}
	}
	for i := 1; i < len(of); i++ {
		if p.rows[i].base >= p.height/2 {
			inText(i, i-1)
		}
	}
	return of
}

// isFormFurniture says whether a row is furniture by its form alone.
func isFormFurniture(r *pdfRow) bool {
	l := lineOf(r)
	form := line{text: l.text()}
	return form.matchForm() && form.kind == "furniture"
}

// edgesOf gives the indexes of the rows near the upper and lower edge of a page.
func edgesOf(p *pdfPage) []int {
	var out []int
	for i := range p.rows {
		if i >= edgeRows && i < len(p.rows)-edgeRows {
			continue
		}
		if b := p.rows[i].base; b < edge*p.height || b > (1-edge)*p.height {
			out = append(out, i)
		}
	}
	return out
}

// keyOf makes a row's key: letters only, so that "12 | Rapport" and "13 | Rapport" are one.
func keyOf(r *pdfRow) edgeKey {
	l := lineOf(r)
	words := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsDigit(c):
			return '#'
		case unicode.IsSpace(c):
			return -1
		}
		return unicode.ToLower(c)
	}, l.text())
	for strings.Contains(words, "##") {
		words = strings.ReplaceAll(words, "##", "#")
	}
	return edgeKey{words, int(r.base / 4)}
}

// isFurniture says whether a row at a page's edge is of the page: it stands at its place on
// at least three pages (two, of a short document), or its form says so. A row that begins
// with the number of a note, in the text of the page, is a note, unless its number counts
// the pages.
func (c *repeats) isFurniture(r *pdfRow, known map[string]bool) bool {
	k := keyOf(r)
	n := c.seen[k] + c.seen[edgeKey{k.words, k.at - 1}] + c.seen[edgeKey{k.words, k.at + 1}]
	need := 3
	if c.pages < 5 {
		need = 2
	}
	if beginsNote(r, known, "") != "" && !c.countsPages(k) {
		return false
	}
	if n >= need && (figuresIn(r) < 2 || len(r.segments) < 3) {
		return true
	}
	return isFormFurniture(r)
}

// countsPages says whether the first number of a row goes up with the pages.
func (c *repeats) countsPages(k edgeKey) bool {
	for _, n := range c.counting[k] {
		if n > 1 && n*5 >= c.seen[k]*3 {
			return true
		}
	}
	return false
}
