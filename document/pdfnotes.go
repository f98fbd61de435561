package document

import "strings"

// smallText is how much smaller than the text, as a share, footnotes are set at most.
const smallText = 0.93

// takeNotes finds the footnotes at the end of a column and takes them out of it. known are
// the numbers that stand raised in the text of the page; open says that the last note of
// the page before may go on here.
func takeNotes(rows []pdfRow, body float32, known map[string]bool, open bool) (rest []pdfRow, notes []pdfBlock) {
	from := len(rows)
	for from > 0 && rows[from-1].size <= smallText*body && rows[from-1].size > 0.4*body {
		from--
	}
	start := -1
	for i := from; i < len(rows); i++ {
		if beginsNote(&rows[i], known, "") != "" {
			start = i
			break
		}
	}
	if start < 0 {
		return rows, nil
	}
	if open && start > from && start-from <= 6 && from > 0 && closeTogether(rows[from:start+1]) {
		start = from
	}
	last := ""
	for i := start; i < len(rows); i++ {
		number := beginsNote(&rows[i], known, last)
		if number == "" && len(notes) > 0 {
			n := &notes[len(notes)-1]
			n.lines = append(n.lines, lineOf(&rows[i]))
			continue
		}
		if number != "" {
			last = number
		}
		notes = append(notes, pdfBlock{kind: markNote, number: number, lines: []pdfSegment{lineOf(&rows[i])}})
	}
	return rows[:start], notes
}

func closeTogether(rows []pdfRow) bool {
	for i := 1; i < len(rows); i++ {
		if rows[i].base-rows[i-1].base > 1.8*rows[i].size {
			return false
		}
	}
	return true
}

// beginsNote gives the number of the note that a row begins; empty where it begins none.
func beginsNote(r *pdfRow, known map[string]bool, last string) string {
	words := lineOf(r).words
	if len(words) < 2 {
		return ""
	}
	first := strings.TrimSuffix(words[0].text, ".")
	if !isNoteNumber(first) || strings.ContainsAny(first, ", ") || len(first) > 3 || first[0] == '0' {
		return ""
	}
	switch {
	case words[0].raised, known[first], last != "" && first == after(last):
		return first
	}
	return ""
}

// after gives the number after a number.
func after(number string) string {
	digits := []byte(number)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != '9' {
			digits[i]++
			return string(digits)
		}
		digits[i] = '0'
	}
	return "1" + string(digits)
}

// raisedNumbers collects the numbers that stand raised in the rows of a page, after other
// words.
func raisedNumbers(rows []pdfRow) map[string]bool {
	out := map[string]bool{}
	for i := range rows {
		for k := range rows[i].segments {
			for n, w := range rows[i].segments[k].words {
				if w.raised && (n > 0 || k > 0) {
					for _, number := range strings.FieldsFunc(w.text, func(r rune) bool { return r == ',' || r == ' ' }) {
						out[number] = true
					}
				}
			}
		}
	}
	return out
}
