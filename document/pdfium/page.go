package pdfium

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/tetratelabs/wazero/api"
)

// Page is what stands on a page. Places are in points from the upper left corner of the
// page as a reader sees it, turned pages turned.
type Page struct {
	Width, Height float32
	// Words stand in the order of the file, which need not be the order of reading.
	Words []Word
	// Styles are the ways in which Words are set.
	Styles []Style
	// Images is how many pictures the page has; it is counted only where there are no Words.
	Images int
}

// Word is characters of one style without white space between them.
type Word struct {
	Text string
	// X0, Y0 is the upper left corner of its ink, X1, Y1 the lower right one; the height is
	// that of its first and last letter.
	X0, Y0, X1, Y1 float32
	// Style is the index in Page.Styles.
	Style int32
	// Apart says that white space or a line's end stands before it; else it goes on with the
	// word before it, as far as their places allow.
	Apart bool
}

// Style is how words on one line are set.
type Style struct {
	// Size is the height of the letters, in points.
	Size float32
	// Baseline is the distance of the line that the letters stand on from the page's upper edge.
	Baseline float32
	Bold     bool
	Italic   bool
	// Upright is false for text that runs in another direction than from left to right.
	Upright bool
}

// Bookmark is an entry of the file's table of contents.
type Bookmark struct {
	Title string
	// Level is 1 for the highest.
	Level int
	// Page is the page that it leads to, from 0; -1 without one.
	Page int
}

// maxBookmarks and maxBookmarkDepth bound a table of contents that leads back into itself.
const (
	maxBookmarks     = 20_000
	maxBookmarkDepth = 16
)

// document is a PDF that is open in an instance.
type document struct {
	*instance
	handle uint64
	pages  int
	fn     pageFunctions
}

// pageFunctions are those that are called for every character.
type pageFunctions struct{ unicode, box, object api.Function }

// The errors that pdfium gives for a file.
const (
	errPassword = 4
	errSecurity = 5
)

// open opens a PDF. The code is pdfium's own where the error is nil and the document too.
func (i *instance) open(data []byte) (d *document, code uint64, err error) {
	at := i.call("malloc", uint64(len(data)))
	if i.err != nil {
		return nil, 0, i.err
	}
	if at == 0 || !i.module.Memory().Write(uint32(at), data) {
		return nil, 1, nil
	}
	d = &document{instance: i, handle: i.call("FPDF_LoadMemDocument64", at, uint64(len(data)), 0)}
	if i.err != nil {
		return nil, 0, i.err
	}
	if d.handle == 0 {
		return nil, i.call("FPDF_GetLastError"), i.err
	}
	d.pages = int(int32(i.call("FPDF_GetPageCount", d.handle)))
	d.fn = pageFunctions{
		unicode: i.module.ExportedFunction("FPDFText_GetUnicode"),
		box:     i.module.ExportedFunction("FPDFText_GetCharBox"),
		object:  i.module.ExportedFunction("FPDFText_GetTextObject"),
	}
	return d, 0, i.err
}

// page takes out page n, from 0. A page that pdfium cannot load gives nil and no error.
func (d *document) page(n int) (*Page, error) {
	handle := d.call("FPDF_LoadPage", d.handle, uint64(n))
	if handle == 0 {
		return nil, d.err
	}
	p := &Page{}
	view := d.view(handle)
	p.Width, p.Height = view.width, view.height
	if text := d.call("FPDFText_LoadPage", handle); text != 0 {
		r := &pageReader{document: d, page: p, text: text, view: view, fonts: map[uint64]font{}, apart: true}
		r.read()
		d.call("FPDFText_ClosePage", text)
	}
	if len(p.Words) == 0 {
		p.Images = d.images(handle)
	}
	d.call("FPDF_ClosePage", handle)
	return p, d.err
}

// view leads from a page's own coordinates to those of a reader.
type view struct {
	left, bottom, right, top float32 // the visible part, in the page's own coordinates
	turned                   int     // quarters of a circle, clockwise
	width, height            float32
}

func (d *document) view(page uint64) view {
	at := uint64(d.scratch)
	v := view{right: 595, top: 842}
	if d.call("FPDF_GetPageBoundingBox", page, at) != 0 {
		b := d.bytes(d.scratch, 16) // left, top, right, bottom
		v.left, v.top, v.right, v.bottom = float(b, 0), float(b, 4), float(b, 8), float(b, 12)
	}
	v.turned = int(int32(d.call("FPDFPage_GetRotation", page))) & 3
	v.width, v.height = v.right-v.left, v.top-v.bottom
	if v.turned%2 == 1 {
		v.width, v.height = v.height, v.width
	}
	return v
}

// place turns a point of the page's own coordinates into a reader's.
func (v *view) place(x, y float32) (float32, float32) {
	switch v.turned {
	case 1:
		return y - v.bottom, x - v.left
	case 2:
		return v.right - x, y - v.bottom
	case 3:
		return v.top - y, v.right - x
	}
	return x - v.left, v.top - y
}

// pageReader puts the characters of a page into words. Every call of pdfium counts: a
// page has thousands of characters.
type pageReader struct {
	*document
	page  *Page
	text  uint64
	view  view
	fonts map[uint64]font

	object      uint64 // the text object that characters belong to
	known       uint64 // up to which character that is known
	word        []rune
	first, last uint64 // its characters
	apart       bool
}

// stride is how many characters are taken to be of one text object when the first and the
// last are.
const stride = 8

func (r *pageReader) read() {
	n := int(int32(r.call("FPDFText_CountChars", r.text)))
	all := r.characters(n)
	for i := uint64(0); n > 0 && i < uint64(n) && r.err == nil; i++ {
		var c rune
		if all != nil && all[i] != hyphenInText {
			c = all[i]
		} else {
			c = rune(uint32(r.callFunction(r.fn.unicode, "FPDFText_GetUnicode", r.text, i)))
		}
		if c <= ' ' && c != 2 || c == '\u00a0' {
			r.end()
			r.apart = r.apart || c != 0
			continue
		}
		r.follow(i, uint64(n))
		if len(r.word) == 0 {
			r.first = i
		}
		r.word, r.last = append(r.word, c), i
	}
	r.end()
}

// hyphenInText is what pdfium's text has for a hyphen at a line's end, which the character
// itself does not.
const hyphenInText = 0xfffe

// characters gives the n characters of the page at once; nil where pdfium's text leaves
// some of them out, so that they must be asked for one by one.
func (r *pageReader) characters(n int) []rune {
	if n <= 0 {
		return nil
	}
	at := r.call("malloc", uint64(n)*4+2)
	if at == 0 {
		return nil
	}
	defer r.call("free", at)
	written := int(int32(r.call("FPDFText_GetText", r.text, 0, uint64(n), at))) - 1 // a zero ends it
	if written < n || written > 2*n {
		return nil
	}
	b := r.bytes(uint32(at), uint32(written)*2)
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	if all := utf16.Decode(units); len(all) == n {
		return all
	}
	return nil
}

// follow ends the word when character i belongs to another text object.
func (r *pageReader) follow(i, n uint64) {
	if i < r.known {
		return
	}
	object := r.objectOf(i)
	if object != r.object && object != 0 || len(r.page.Styles) == 0 {
		r.end()
		r.object = object
		r.page.Styles = append(r.page.Styles, r.style(r.text, i, object, r.fonts, &r.view))
	}
	if far := min(i+stride, n-1); object != 0 && r.objectOf(far) == object {
		r.known = far
	}
}

func (r *pageReader) objectOf(i uint64) uint64 {
	return r.callFunction(r.fn.object, "FPDFText_GetTextObject", r.text, i)
}

// end ends the word that is open. What does not touch the visible page is left out.
func (r *pageReader) end() {
	if len(r.word) == 0 {
		return
	}
	w := Word{Text: string(r.word), Style: int32(len(r.page.Styles) - 1), Apart: r.apart}
	w.X0, w.Y0, w.X1, w.Y1 = r.box(r.first)
	if r.last > r.first {
		x0, y0, x1, y1 := r.box(r.last)
		w.X0, w.Y0, w.X1, w.Y1 = min(w.X0, x0), min(w.Y0, y0), max(w.X1, x1), max(w.Y1, y1)
	}
	if w.X1 >= 0 && w.Y1 >= 0 && w.X0 <= r.view.width && w.Y0 <= r.view.height {
		r.page.Words = append(r.page.Words, w)
	}
	r.word, r.apart = r.word[:0], false
}

// box gives the place of a character.
func (r *pageReader) box(i uint64) (left, upper, right, lower float32) {
	at := uint64(r.scratch)
	r.callFunction(r.fn.box, "FPDFText_GetCharBox", r.text, i, at, at+8, at+16, at+24)
	b := r.bytes(r.scratch, 32) // left, right, bottom, top
	x0, y0 := r.view.place(double(b, 0), double(b, 16))
	x1, y1 := r.view.place(double(b, 8), double(b, 24))
	return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
}

// font is what the name and the flags of a font say.
type font struct{ bold, italic bool }

// Flags of a font, after the PDF standard.
const (
	flagItalic    = 1 << 6
	flagForceBold = 1 << 18
)

// style tells how character i, of a text object, is set.
func (d *document) style(text, i, object uint64, fonts map[uint64]font, v *view) Style {
	at := uint64(d.scratch)
	s := Style{Size: float32(math.Float64frombits(d.call("FPDFText_GetFontSize", text, i)))}
	if d.call("FPDFText_GetMatrix", text, i, at) != 0 {
		m := d.bytes(d.scratch, 24) // a, b, c, d, e, f
		a, b, c, e := float64(float(m, 0)), float64(float(m, 4)), float64(float(m, 8)), float64(float(m, 12))
		s.Size *= float32(math.Hypot(c, e))
		quarters := int(math.Round(math.Atan2(b, a)/(math.Pi/2))) + 4
		s.Upright = (quarters-v.turned)&3 == 0
	}
	d.call("FPDFText_GetCharOrigin", text, i, at, at+8)
	if b := d.bytes(d.scratch, 16); b != nil {
		_, s.Baseline = v.place(double(b, 0), double(b, 8))
	}
	handle := uint64(0)
	if object != 0 {
		handle = d.call("FPDFTextObj_GetFont", object)
	}
	f, ok := fonts[handle]
	if !ok {
		f = d.font(text, i)
		fonts[handle] = f
	}
	s.Bold, s.Italic = f.bold, f.italic
	return s
}

// boldNames are parts of the names of fonts that are heavier than text is.
var boldNames = []string{"bold", "black", "heavy", "-bd", "demi"}

func (d *document) font(text, i uint64) font {
	at, flags := uint64(d.scratch), uint64(d.scratch)+1024
	n := d.call("FPDFText_GetFontInfo", text, i, at, 1000, flags)
	if n == 0 || n > 1000 {
		return font{}
	}
	name := strings.ToLower(strings.TrimRight(string(d.bytes(d.scratch, uint32(n))), "\x00"))
	bits := uint32(0)
	if b := d.bytes(d.scratch+1024, 4); b != nil {
		bits = binary.LittleEndian.Uint32(b)
	}
	f := font{bold: bits&flagForceBold != 0, italic: bits&flagItalic != 0 || strings.Contains(name, "italic") || strings.Contains(name, "oblique")}
	for _, part := range boldNames {
		f.bold = f.bold || strings.Contains(name, part)
	}
	return f
}

// objectImage is pdfium's number for a picture.
const objectImage = 3

func (d *document) images(page uint64) int {
	count, n := d.call("FPDFPage_CountObjects", page), 0
	for i := uint64(0); i < min(count, 1000); i++ {
		if o := d.call("FPDFPage_GetObject", page, i); o != 0 && d.call("FPDFPageObj_GetType", o) == objectImage {
			n++
		}
	}
	return n
}

// bookmarks gives the table of contents, from the first entry to the last.
func (d *document) bookmarks() []Bookmark {
	var out []Bookmark
	seen := map[uint64]bool{}
	var below func(parent uint64, level int)
	below = func(parent uint64, level int) {
		for b := d.call("FPDFBookmark_GetFirstChild", d.handle, parent); b != 0 && !seen[b] && len(out) < maxBookmarks; b = d.call("FPDFBookmark_GetNextSibling", d.handle, b) {
			seen[b] = true
			mark := Bookmark{Title: d.title(b), Level: level, Page: -1}
			dest := d.call("FPDFBookmark_GetDest", d.handle, b)
			if dest == 0 {
				if action := d.call("FPDFBookmark_GetAction", b); action != 0 {
					dest = d.call("FPDFAction_GetDest", d.handle, action)
				}
			}
			if dest != 0 {
				mark.Page = int(int32(d.call("FPDFDest_GetDestPageIndex", d.handle, dest)))
			}
			out = append(out, mark)
			if level < maxBookmarkDepth {
				below(b, level+1)
			}
		}
	}
	below(0, 1)
	return out
}

// title gives the words of a bookmark.
func (d *document) title(bookmark uint64) string {
	n := d.call("FPDFBookmark_GetTitle", bookmark, uint64(d.scratch), scratchBytes)
	if n < 2 || n > scratchBytes {
		return ""
	}
	b := d.bytes(d.scratch, uint32(n)-2)
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

func float(b []byte, at int) float32 {
	if len(b) < at+4 {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(b[at:]))
}

func double(b []byte, at int) float32 {
	if len(b) < at+8 {
		return 0
	}
	return float32(math.Float64frombits(binary.LittleEndian.Uint64(b[at:])))
}
