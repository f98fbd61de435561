package budgetgen

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// pageLines and lineWidth are the size of a page, in lines and code points.
const (
	pageLines = 46
	lineWidth = 80
)

// pages puts lines on pages, footnotes at the foot of the page that they belong to, and a
// footer under each. What comes after the last page is left out.
type pages struct {
	out    bytes.Buffer
	limit  int
	footer string
	number int // of the page, from 1
	lines  []string
	foot   []string
	notes  int // so far
}

// full says whether all pages have been written.
func (p *pages) full() bool { return p.number > p.limit }

// line puts a line on the page, with the footnote that it refers to, if any.
func (p *pages) line(s, note string) {
	need := 1
	if note != "" {
		need++
	}
	if len(p.lines)+len(p.foot)+need > pageLines {
		p.end()
	}
	p.lines = append(p.lines, s)
	if note != "" {
		p.foot = append(p.foot, note)
	}
}

// room begins a new page when fewer lines are left on this one.
func (p *pages) room(lines int) {
	if len(p.lines)+len(p.foot)+lines > pageLines {
		p.end()
	}
}

// end ends the page.
func (p *pages) end() {
	if !p.full() {
		if p.number > 1 {
			p.out.WriteByte('\f')
		}
		for _, l := range append(p.lines, p.foot...) {
			p.out.WriteString(l + "\n")
		}
		fmt.Fprintf(&p.out, "%s %d\n", p.footer, p.number)
	}
	p.number++
	p.lines, p.foot = p.lines[:0], p.foot[:0]
}

// paragraph breaks a text into lines, as programs that take text out of PDF files leave
// them: with a space at the end of a line that goes on, and words that were broken. The
// lines after the first are set in.
func (p *pages) paragraph(text, indent, note string) {
	var line string
	for _, word := range strings.Fields(text) {
		room := lineWidth - utf8.RuneCountInString(line) - 1
		if line == "" || utf8.RuneCountInString(word) <= room {
			line = strings.TrimPrefix(line+" "+word, " ")
			continue
		}
		if first, rest, ok := broken(word, room); ok {
			p.line(line+" "+first, "")
			line = indent + rest
			continue
		}
		p.line(line+" ", "")
		line = indent + word
	}
	if note != "" {
		p.notes++
		line += fmt.Sprint(p.notes)
		note = fmt.Sprintf("%d %s", p.notes, note)
	}
	p.line(line, note)
}

// broken breaks a long compound after "ings" or "heids", where compounds have their joint.
func broken(word string, room int) (first, rest string, ok bool) {
	for _, joint := range []string{"ings", "heids"} {
		before, after, found := strings.Cut(word, joint)
		if found && len(after) > 4 && !strings.Contains(after, "-") && utf8.RuneCountInString(before+joint)+1 <= room {
			return before + joint + "-", after, true
		}
	}
	return "", "", false
}
