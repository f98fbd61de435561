// Package document reads a budget publication and hands on one plain value: the text as
// read (what citations point into), a clean text in which broken words are whole and
// running heads are gone, a monotone map from clean to read, and the structure: blocks in
// reading order and the section tree.
//
// One file a format; cleaning and structure know no format.
package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"rijksgraaf/model"
)

// MaxBytes is the largest text that is read. A file of another format may be larger, as
// far as that format says; a file that no format would read is refused before it is opened.
const MaxBytes = 32 << 20

// BlockKind says what a block of the text is.
type BlockKind int

// The kinds of block.
const (
	// Paragraph is running prose.
	Paragraph BlockKind = iota
	// Item is one item of a list.
	Item
	// Heading is a title: of an article, a section, a role, a table.
	Heading
	// Row is a line of a table.
	Row
	// Note is a footnote, without its number. Notes stand after all other blocks.
	Note
)

// Block is a stretch of clean text that belongs together: a heading, a paragraph, a list
// item, a table row, a note. Blocks stand in reading order, notes last, and do not overlap.
type Block struct {
	Kind BlockKind
	// Span is in code points of the clean text.
	Span model.Span
	// Path is the headings above the block, outermost first, as evidence shows them.
	Path []string
	// Article is the index in Document.Articles of the article that the block stands in; -1 outside any.
	Article int
	// Section is the number of the lettered section ("A"), Title its words; empty outside any.
	Section, SectionTitle string
	// Role is the role heading above the block ("Stimuleren"); empty without one.
	Role string
	// LeadIn is the index of the block that ends in a colon and opens the list that this
	// block is an item of; -1 without one.
	LeadIn int
	// HeadingKind is, for a Heading, "article", "section", "role", "table" or "heading".
	HeadingKind string
}

// Article is a budget article's heading.
type Article struct {
	// Label is how the document calls it ("Artikel", "Beleidsartikel").
	Label, Number, Title string
	// Heading is its span in the clean text.
	Heading model.Span
}

// Furniture is a line that belongs to the page and not to the text.
type Furniture struct {
	// Span is in code points of the text as read.
	Span model.Span
	// Text is the words over Span, without soft hyphens and other hidden code points.
	Text string
}

// Document is one publication, read.
type Document struct {
	model.Metadata
	// Name is the name of the file.
	Name string
	// Text is the text as read, decoded, without a byte order mark.
	Text string
	// Clean is the clean text, Map leads its offsets back to Text. Both in code points. Map is
	// increasing but for notes, which stand at the end of Clean and anywhere in Text.
	Clean []rune
	Map   OffsetMap
	// Blocks are the parts of the clean text in reading order.
	Blocks   []Block
	Articles []Article
	// Sections is the tree of headings, spans in Text.
	Sections  []*model.Section
	Furniture []Furniture
	// NoteRefs are the numbers in Text that refer to footnotes, in the order of the text.
	// They are left out of the clean text.
	NoteRefs []model.Span
	// Notes are the footnotes that the format knows as such, in the order of the text.
	Notes []Footnote
	// Tables are the document's tables, in the order of the text.
	Tables []*Table
	// Citation is the span in Text of the words that name the document itself; zero when there are none.
	Citation model.Span
	cited    string // the words over Citation, without what a reader does not see
	// Gaps are what reading could not make sense of; Warnings are for a person.
	Gaps     []model.Gap
	Warnings []string

	// ofChapter says that the paper's number in its dossier holds the chapter's code.
	ofChapter bool
	// dossierTitle is what the file calls its dossier.
	dossierTitle string

	raw   []rune
	pages []int // offsets in Text at which a page begins, the first 0
}

// Words answers what line repair asks of the vocabulary, about words in small letters:
// whether a word is known as a common one, whether it is a word at all, be it rare, whether
// it has content (is no article, preposition or other word of a closed class, and no finite
// verb), whether it is of a closed class, whether it is made of known words.
type Words interface {
	KnowsWord(word string) bool
	IsWord(word string) bool
	Function(word string) bool
	Content(word string) bool
	Compound(word string) bool
}

// Reader reads documents. Words may be nil: then only the document's own words decide
// whether a broken word is joined.
type Reader struct {
	Words Words
	// Given is metadata that goes before what is found: each field that is not empty, but
	// for the id, which follows from the others.
	Given model.Metadata
}

// Read reads a file. Errors are those of Load and ReadBytes.
func (r Reader) Read(path string) (*Document, error) {
	data, err := Load(path)
	if err != nil {
		return nil, err
	}
	return r.ReadBytes(path, data)
}

// Load gives the bytes of a file that ReadBytes may read. Errors are *model.Error:
// CodeNotFound, CodeInvalid (a folder, or not readable) or CodeLimit (larger than any kind
// of document may be).
func Load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, readError(path, err)
	}
	if info.IsDir() {
		return nil, invalid(path, "is a folder, not a file", "give the files in it, or use ingest")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close()
	data, err := readAll(f, info.Size(), path)
	if err != nil {
		return nil, err
	}
	return data, nil
}

// readAll reads a file of a size, unless it is larger than its kind may be.
func readAll(f io.Reader, size int64, path string) ([]byte, error) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, readError(path, err)
	}
	limit := formatOf(head[:n]).limit
	if size > int64(limit) {
		return nil, tooLarge(path, limit)
	}
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	data.Write(head[:n])
	if _, err := io.Copy(data, io.LimitReader(f, int64(limit)+1-int64(n))); err != nil {
		return nil, readError(path, err)
	}
	return data.Bytes(), nil
}

// ReadBytes reads a document from a file's bytes, whose kind is told by what they are;
// name stands in errors and, where the document does not name itself, gives its id. Errors
// are *model.Error: CodeInvalid (empty, binary, of unknown encoding) or CodeLimit (larger
// than its kind may be).
func (r Reader) ReadBytes(name string, data []byte) (*Document, error) {
	if len(data) == 0 {
		return nil, invalid(name, "is empty", "give a file with text")
	}
	f := formatOf(data)
	if len(data) > f.limit {
		return nil, tooLarge(name, f.limit)
	}
	src, err := f.read(name, data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	d := &Document{Metadata: src.meta, Name: name, Text: src.text, raw: []rune(src.text), Tables: src.tables, Gaps: src.gaps, Warnings: src.warnings,
		dossierTitle: src.dossierTitle}
	d.SHA256 = hex.EncodeToString(sum[:])
	d.Encoding = src.encoding
	d.findPages()
	marks, refs := split(src.marks)
	lines := classify(splitLines(d.Text, d.raw, refs), marks)
	if more := gluedNotes(d.raw, lines, r.Words); len(more) > 0 {
		refs = inOrder(append(refs, more...))
		lines = classify(splitLines(d.Text, d.raw, refs), marks)
	}
	d.NoteRefs = refs
	found := findTextTables(lines)
	d.clean(lines, r.Words)
	d.addTextTables(lines, found)
	d.placeTables()
	d.titleTables()
	d.describe(r.Given)
	d.sectionTree()
	return d, nil
}

func readError(path string, err error) error {
	code, hint := model.CodeInvalid, "check the path and its permissions"
	if errors.Is(err, fs.ErrNotExist) {
		code, hint = model.CodeNotFound, "check the path"
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &model.Error{Code: code, Op: "read", Message: path, Hint: hint, Err: err}
}

func tooLarge(name string, limit int) error {
	return &model.Error{Code: model.CodeLimit, Op: "read", Message: fmt.Sprintf("%s is larger than %d MiB", name, limit>>20),
		Hint: "split it into its articles or chapters"}
}

// Page gives the number, from 1, of the page on which an offset of Text stands; 1 where
// the document does not part its pages.
func (d *Document) Page(offset int) int { return sort.SearchInts(d.pages, offset+1) }

func (d *Document) findPages() {
	d.pages = []int{0}
	for i, r := range d.raw {
		if r == '\f' && i+1 < len(d.raw) {
			d.pages = append(d.pages, i+1)
		}
	}
	d.Pages = len(d.pages)
}

// Raw gives the words of Text over a span.
func (d *Document) Raw(s model.Span) string { return string(d.raw[s.Start:s.End]) }

// stem is the file's name without folder and ending; of an address the last part of its
// path and its query, or its server.
func stem(name string) string {
	query := ""
	if u, err := url.Parse(name); err == nil && u.Host != "" {
		if name = strings.TrimRight(u.Path, "/"); name == "" {
			name = u.Host + ".html"
		}
		if query = u.RawQuery; query != "" {
			query = " " + query
		}
	}
	base := filepath.Base(filepath.ToSlash(name))
	return strings.TrimSuffix(base, filepath.Ext(base)) + query
}
