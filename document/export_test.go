package document

import "time"

// SetPageTime sets how long a page of a PDF may take, half a second for 0, and gives what
// it was.
func SetPageTime(d time.Duration) time.Duration {
	before := pageTime
	if d == 0 {
		d = 500 * time.Millisecond
	}
	pageTime = d
	return before
}
