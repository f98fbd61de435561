package model

import (
	"cmp"
	"strings"
)

// CompareChapters orders chapters, by id (budget-chapter/V) or code (V), as the budget
// does: by their Roman numbers with the letters behind them (IXA, IXB, X), then the funds
// by letter.
func CompareChapters(a, b string) int {
	x, y := romanNumber(a), romanNumber(b)
	if (x == 0) != (y == 0) {
		return cmp.Compare(y, x)
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

// romanNumber reads the Roman number at the beginning of a chapter's code; 0 without one.
// Chapters stay under 40: the letters C, D, L and M are funds.
func romanNumber(id string) int {
	digits := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	code := id[strings.LastIndex(id, "/")+1:]
	sum := 0
	for i := range len(code) {
		d := digits[code[i]]
		if d == 0 {
			break
		}
		if i+1 < len(code) && digits[code[i+1]] > d {
			d = -d
		}
		sum += d
	}
	return sum
}
