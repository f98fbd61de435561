package document

// WithoutStrays gives how many columns a table has without the stray ones at its end,
// which figures too many on some rows make: no heading stands over them, though one stands
// over each column of figures before them, and at most half of the rows with figures fill
// them, or fewer than fill the last column that has a heading.
//
// headed says of each column whether a heading stands over it, filled how many of the rows
// with figures have a cell in it; lead is how many columns, from the left, have words.
func WithoutStrays(headed []bool, filled []int, rows, lead int) int {
	last := lead - 1 // the last column with a heading
	for last+1 < len(headed) && headed[last+1] {
		last++
	}
	n := len(headed)
	if last < lead {
		return n
	}
	for _, more := range headed[last+1:] {
		if more {
			return n // headings stand over several columns each
		}
	}
	for n > last+1 && (2*filled[n-1] <= rows || filled[n-1] < filled[last]) {
		n--
	}
	return n
}
