package document

import (
	"sort"
	"strings"
	"unicode"

	"rijksgraaf/model"
)

// Footnote is a note at the foot of a page or at the end of the text.
type Footnote struct {
	// Number is what the text refers to it by, as it is written; empty without one.
	Number string
	// Block is the index in Document.Blocks of its words, a block of kind Note, without the
	// number.
	Block int
	// Anchor is the span in the clean text of the word that its number stands at; zero where
	// no number was found in the text.
	Anchor model.Span
	// Marker is the span of that number in the text as read; zero likewise.
	Marker model.Span
}

// openNote is a note whose words come after all other blocks.
type openNote struct {
	lines  []line
	number string
	skip   int // length in code points of the number and the space after it
	block  Block
}

// anchor is the number of a note in the prose.
type anchor struct {
	number string
	marker model.Span
	word   model.Span
}

// note sets the note that begins at line i aside and gives the index of the line after it.
// A note without a number goes on with the one before it.
func (c *cleaner) note(i int) int {
	end := i + 1
	for end < len(c.lines) && c.lines[end].kind == "note" && c.lines[end].mark == c.lines[i].mark {
		end++
	}
	lines := c.lines[i:end:end]
	number, skip := noteNumber(lines[0].text)
	if n := len(c.notes); number == "" && n > 0 {
		c.notes[n-1].lines = append(c.notes[n-1].lines, lines...)
		return end
	}
	c.notes = append(c.notes, openNote{lines: lines, number: number, skip: skip, block: Block{Kind: Note, Path: c.path, Article: c.article, Role: c.role,
		Section: c.section[0], SectionTitle: c.section[1]}})
	return end
}

// noteNumber gives the number that a note begins with, and how long it is with what parts
// it from the words.
func noteNumber(text string) (number string, length int) {
	runes := []rune(text)
	open := 0
	if len(runes) > 0 && (runes[0] == '[' || runes[0] == '(') {
		open = 1
	}
	n := open
	for n < len(runes) && n < 5 && (unicode.IsDigit(runes[n]) || runes[n] == '*') {
		n++
	}
	if n == open || n == len(runes) {
		return "", 0
	}
	number = string(runes[open:n])
	rest := strings.TrimLeft(string(runes[n:]), ")].")
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	return number, len(runes) - len([]rune(rest))
}

// emitNotes adds the notes after all other blocks, and ties each to its number in the
// prose: the nearest one before it.
func (c *cleaner) emitNotes() {
	for _, n := range c.notes {
		at := c.emit(n.block, n.lines, n.skip)
		note := Footnote{Number: n.number, Block: at}
		for _, a := range c.anchors {
			if a.number == n.number && (note.Marker.Len() == 0 || a.marker.Start < n.lines[0].span.Start) {
				note.Anchor, note.Marker = a.word, a.marker
			}
		}
		from := n.block
		if i := c.d.blockAt(note.Anchor.Start); note.Anchor.Len() > 0 && i >= 0 {
			from = c.d.Blocks[i] // a page may end in another article than the one that it began in
		}
		b := &c.d.Blocks[at]
		b.Path, b.Article, b.Role, b.Section, b.SectionTitle = from.Path, from.Article, from.Role, from.Section, from.SectionTitle
		c.d.Notes = append(c.d.Notes, note)
	}
}

// anchor keeps where in the prose the number of a note stands, at its first code point.
func (c *cleaner) anchor(at int, l line) {
	for _, r := range l.refs {
		if r.Start != at {
			continue
		}
		word := model.Span{End: len(c.d.Clean)}
		for word.End > 0 && !unicode.IsLetter(c.d.Clean[word.End-1]) && !unicode.IsDigit(c.d.Clean[word.End-1]) && c.d.Clean[word.End-1] != '\n' {
			word.End--
		}
		word.Start = word.End
		for word.Start > 0 && !unicode.IsSpace(c.d.Clean[word.Start-1]) {
			word.Start--
		}
		for word.Start < word.End && !unicode.IsLetter(c.d.Clean[word.Start]) && !unicode.IsDigit(c.d.Clean[word.Start]) {
			word.Start++
		}
		number := strings.TrimFunc(c.d.Raw(r), func(x rune) bool { return !unicode.IsDigit(x) && !unicode.IsLetter(x) && x != '*' })
		c.anchors = append(c.anchors, anchor{number: number, marker: r, word: word})
	}
}

// blockAt gives the index of the block at a place in the clean text; -1 where none is.
func (d *Document) blockAt(at int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Span.End > at })
	if i == len(d.Blocks) || d.Blocks[i].Span.Start > at {
		return -1
	}
	return i
}
