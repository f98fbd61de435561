package document

import (
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

// takeFurniture finds the rows that belong to the page by repetition and place, takes
// them out of the pages and gives them, those of the top and of the bottom of each page.
func takeFurniture(pages []*pdfPage) (tops, bottoms [][]pdfRow) {
	seen := map[edgeKey]int{}
	for _, p := range pages {
		here := map[edgeKey]bool{}
		for _, i := range edgesOf(p) {
			here[keyOf(&p.rows[i])] = true
		}
		for k := range here {
			seen[k]++
		}
	}
	tops, bottoms = make([][]pdfRow, len(pages)), make([][]pdfRow, len(pages))
	for n, p := range pages {
		var rest []pdfRow
		at := map[int]bool{}
		for _, i := range edgesOf(p) {
			at[i] = true
		}
		for i := range p.rows {
			r := &p.rows[i]
			switch {
			case !at[i] || !isFurniture(r, seen, len(pages)):
				rest = append(rest, *r)
			case r.base < p.height/2:
				tops[n] = append(tops[n], *r)
			default:
				bottoms[n] = append(bottoms[n], *r)
			}
		}
		p.rows = rest
	}
	return tops, bottoms
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
// at least three pages (two, of a short document), or its form says so.
func isFurniture(r *pdfRow, seen map[edgeKey]int, pages int) bool {
	k := keyOf(r)
	n := seen[k] + seen[edgeKey{k.words, k.at - 1}] + seen[edgeKey{k.words, k.at + 1}]
	need := 3
	if pages < 5 {
		need = 2
	}
	figures := figuresIn(r)
	if n >= need && (figures < 2 || len(r.segments) < 3) {
		return true
	}
	l := lineOf(r)
	form := line{text: l.text()}
	return form.matchForm() && form.kind == "furniture"
}
