package document

import (
	"slices"

	"rijksgraaf/model"
)

// source is what a format takes out of a file: the text as read, and what the format
// knows of its lines, which the stages after it would otherwise have to guess.
//
// The text obeys three rules, so that those stages need to know no format. Pages are
// parted by U+000C. A line of a table has its cells parted by tabs. What the file calls a
// paragraph, heading or item is either one line, or wrapped lines whose marks say that
// they may be joined.
type source struct {
	// text is what citations point into: UTF-8, without a byte order mark.
	text string
	// encoding is what the file was read as.
	encoding string
	// marks say what lines are, in the order of the text, apart from each other but for
	// markNoteRef, which may stand inside others and anywhere in the list. A line under no
	// mark is judged by its form alone.
	marks []mark
	// tables are the tables that the format knows as such; their lines have marks too.
	tables []*Table
	// meta is what the file says of itself as a publication; what it leaves empty is found
	// in the text.
	meta model.Metadata
	// dossierTitle is what the file says that its dossier is called.
	dossierTitle string
	gaps         []model.Gap
	warnings     []string
}

// markKind says what a format knows a line to be.
type markKind int

const (
	// markProse is running text, never a heading.
	markProse markKind = iota
	// markHeading is a title.
	markHeading
	// markItem is an item of a list; its marker, if it has one, stands in the text.
	markItem
	// markRow is a line of a table.
	markRow
	// markFurniture belongs to the page and not to the text.
	markFurniture
	// markNote is a footnote, its number first.
	markNote
	// markCaption is the title of a table or figure.
	markCaption
	// markNoteRef is the number that refers to a note. It stands inside the words of another
	// mark, and is left out of the clean text. Whether it has a mark or is only glued to a
	// word, cleaning finds it.
	markNoteRef
)

// mark is what a format knows of one line or of several that belong together.
type mark struct {
	// span is in code points of the text; it covers the lines' words.
	span model.Span
	kind markKind
	// level is 1 for the highest heading, 0 where the format does not know; for an item how
	// many lists it stands inside of, 0 for the outermost.
	level int
	// whole says that the lines under this mark are one block by themselves: they join each
	// other, and never what stands before or after.
	whole bool
	// goesOn says, of a whole block, that the next whole block of prose is its rest, whatever
	// furniture and notes stand between the two.
	goesOn bool
}

// format reads one kind of file.
type format struct {
	// name is how people call it: "PDF".
	name string
	// is tells by a file's first bytes, at most sniffed, whether it is of this kind.
	is func(head []byte) bool
	// read takes the text out. name stands in its errors, which are *model.Error.
	read func(name string, data []byte) (*source, error)
	// limit is the largest file that is read, in bytes.
	limit int
}

// sniffed is how many of a file's first bytes say what kind it is.
const sniffed = 4096

// formats are all kinds of file but plain text, which is what no other claims.
var formats = []format{}

// plainText is the kind of file that has nothing but text.
var plainText = format{name: "text", limit: MaxBytes, read: readText}

// formatOf tells a file's kind by its content, not by its name.
func formatOf(data []byte) format {
	head := data[:min(len(data), sniffed)]
	for _, f := range formats {
		if f.is(head) {
			return f
		}
	}
	return plainText
}

// split parts the marks of lines from the spans of references to notes, both in the order
// of the text.
func split(marks []mark) (lines []mark, refs []model.Span) {
	for _, m := range marks {
		if m.kind == markNoteRef {
			refs = append(refs, m.span)
			continue
		}
		lines = append(lines, m)
	}
	return lines, inOrder(refs)
}

// inOrder sorts spans by where they begin.
func inOrder(spans []model.Span) []model.Span {
	slices.SortFunc(spans, func(a, b model.Span) int { return a.Start - b.Start })
	return spans
}

func readText(name string, data []byte) (*source, error) {
	text, charset, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	s := &source{text: text, encoding: charset}
	if charset == "Windows-1252" {
		s.warnings = append(s.warnings, "read as Windows-1252, because it is not valid UTF-8")
	}
	return s, nil
}
