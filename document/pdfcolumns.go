package document

import "sort"

const (
	// minColumnRows is how many lines of prose each of two columns has at least, next to
	// each other on a page.
	minColumnRows = 5
	// minColumnLetters is how many letters a line of a column has at least to count.
	minColumnLetters = 14
	// maxColumnDepth bounds how often a column is parted again.
	maxColumnDepth = 3
)

// columnsOf parts a page's rows into stretches of one column each, in reading order: what
// stands above two columns, then the left, then the right one, then what stands below.
func columnsOf(rows []pdfRow, depth int) [][]pdfRow {
	gutter, ok := gutterOf(rows)
	if !ok || depth >= maxColumnDepth {
		if len(rows) == 0 {
			return nil
		}
		return [][]pdfRow{rows}
	}
	var out [][]pdfRow
	start := 0
	for i := 0; i <= len(rows); i++ {
		if i < len(rows) && !crosses(&rows[i], gutter) {
			continue
		}
		out = append(out, parted(rows[start:i], gutter, depth)...)
		if i < len(rows) {
			// Lines over the whole width belong together.
			if n := len(out); n > 0 && start == i && i > 0 {
				out[n-1] = append(out[n-1], rows[i])
			} else {
				out = append(out, []pdfRow{rows[i]})
			}
		}
		start = i + 1
	}
	return joinedStretches(out, rows)
}

// parted gives the left and the right column of rows that no words cross the gutter of;
// the rows as they are where they are too few for columns.
func parted(rows []pdfRow, gutter float32, depth int) [][]pdfRow {
	if len(rows) == 0 {
		return nil
	}
	var left, right []pdfRow
	for _, r := range rows {
		cut := sort.Search(len(r.segments), func(i int) bool { return r.segments[i].x0 >= gutter })
		if cut > 0 {
			left = append(left, rowOfSegments(r.segments[:cut:cut]))
		}
		if cut < len(r.segments) {
			right = append(right, rowOfSegments(r.segments[cut:]))
		}
	}
	if min(len(left), len(right)) < 3 {
		return [][]pdfRow{rows}
	}
	return append(columnsOf(left, depth+1), columnsOf(right, depth+1)...)
}

func rowOfSegments(segments []pdfSegment) pdfRow {
	r := pdfRow{segments: segments}
	r.measure()
	return r
}

// joinedStretches puts stretches together that follow each other down the page, so that a
// paragraph or table is not cut where nothing stands beside it.
func joinedStretches(parts [][]pdfRow, rows []pdfRow) [][]pdfRow {
	at := map[float32]bool{}
	for _, r := range rows {
		at[r.base] = true
	}
	whole := func(part []pdfRow) bool {
		for _, r := range part {
			if !at[r.base] {
				return false
			}
		}
		return true
	}
	var out [][]pdfRow
	for _, part := range parts {
		n := len(out)
		if n > 0 && whole(part) && whole(out[n-1]) && follows(out[n-1], part, parts) {
			out[n-1] = append(out[n-1][:len(out[n-1]):len(out[n-1])], part...)
			continue
		}
		out = append(out, part)
	}
	return out
}

// follows says whether b stands below a and no other part stands beside either.
func follows(a, b []pdfRow, parts [][]pdfRow) bool {
	if b[0].base <= a[len(a)-1].base {
		return false
	}
	for _, p := range parts {
		if &p[0] == &a[0] || &p[0] == &b[0] {
			continue
		}
		if overlapDown(p, a) || overlapDown(p, b) {
			return false
		}
	}
	return true
}

func overlapDown(a, b []pdfRow) bool {
	return a[0].base <= b[len(b)-1].base && b[0].base <= a[len(a)-1].base
}

// crosses says whether words of a row stand across a gutter, or numbers on both sides of
// it, as in a table.
func crosses(r *pdfRow, gutter float32) bool {
	left, right := false, false
	for i := range r.segments {
		s := &r.segments[i]
		if s.x0 < gutter && s.x1 > gutter {
			return true
		}
		if s.figure {
			left = left || s.x1 <= gutter
			right = right || s.x0 >= gutter
		}
	}
	return left && right
}

// gutterOf finds the white between two columns of prose: a place that few lines cross,
// with enough lines of prose on each side, the right ones beginning at one place.
func gutterOf(rows []pdfRow) (float32, bool) {
	if len(rows) < minColumnRows {
		return 0, false
	}
	x0, x1 := rows[0].x0, rows[0].x1
	for _, r := range rows {
		x0, x1 = min(x0, r.x0), max(x1, r.x1)
	}
	best, bestScore, run := float32(0), 0, float32(0)
	for g := x0 + (x1-x0)*0.2; g < x1-(x1-x0)*0.2; g += 2 {
		score := gutterScore(rows, g)
		switch {
		case score > bestScore:
			best, bestScore, run = g, score, 0
		case score == bestScore && score > 0:
			run += 2
		default:
			if run > 0 {
				best, run = best+run/2, 0
			}
		}
	}
	best += run / 2
	return best, bestScore >= minColumnRows
}

// gutterScore is how many lines of prose stand on the poorer side of a gutter; 0 for a
// place that is none.
func gutterScore(rows []pdfRow, gutter float32) int {
	left, right, crossing := 0, 0, 0
	starts := map[int]int{}
	for i := range rows {
		r := &rows[i]
		if crosses(r, gutter) {
			crossing++
			continue
		}
		cut := sort.Search(len(r.segments), func(i int) bool { return r.segments[i].x0 >= gutter })
		if isProse(r.segments[:cut]) {
			left++
		}
		if isProse(r.segments[cut:]) {
			right++
			starts[int(r.segments[cut].x0/4)]++
		}
	}
	aligned := 0
	for at, n := range starts {
		aligned = max(aligned, n+starts[at+1])
	}
	score := min(left, right)
	if aligned*2 < right || score*4 < crossing {
		return 0
	}
	return score
}

// isProse says whether the segments of a row are a line of prose: hardly parted, with
// enough letters and not mostly figures.
func isProse(segments []pdfSegment) bool {
	letters, signs := 0, 0
	for i := range segments {
		letters += segments[i].letters
		signs += segments[i].signs
	}
	return len(segments) > 0 && len(segments) <= 2 && letters >= minColumnLetters && letters*10 >= signs*6
}
