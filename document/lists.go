package document

import (
	"regexp"
	"strings"
	"unicode"
)

// maxDepth is how many lists can be open inside each other; a deeper one takes the place
// of the deepest.
const maxDepth = 8

// announcement reads the end of a sentence that announces a list without a colon.
var announcement = regexp.MustCompile(`\b(?:volgende|onderstaande)\b[^.:;]*\.$`)

// leadIn is a block that ends in a colon and has opened a list.
type leadIn struct {
	block int
	// bullet and indent are those of the item that is the lead-in; bullet is empty for a paragraph.
	bullet string
	indent int
	// parted says that its items have another bullet than it has itself, or stand further in.
	parted bool
}

// closeLists closes the lists inside an item, when an item comes that has the bullet and
// the indentation of that item again and their own items had others.
func (c *cleaner) closeLists(l line) {
	mark := bullet(l)
	for n := len(c.leadIns) - 1; n >= 0; n-- {
		if in := c.leadIns[n]; in.parted && in.bullet == mark && l.indent <= in.indent {
			c.leadIns = c.leadIns[:n]
			return
		}
	}
	if n := len(c.leadIns); n > 0 {
		in := &c.leadIns[n-1]
		in.parted = in.parted || mark != in.bullet || l.indent > in.indent
	}
}

// bullet gives the form of an item's marker: "–", "1.", "a)", "(a)" whatever its number
// or letter; empty for a line that has none.
func bullet(l line) string {
	if l.kind != "item" || l.marker == 0 {
		return ""
	}
	var b strings.Builder
	var last rune
	for _, r := range l.text {
		switch {
		case unicode.IsSpace(r):
			return b.String()
		case unicode.IsDigit(r):
			r = '1'
		case unicode.IsLetter(r):
			r = 'a'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
