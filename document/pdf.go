package document

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"rijksgraaf/document/pdfium"
	"rijksgraaf/model"
)

// maxPDF is the largest PDF that is read, in bytes: its pictures count, which are not read.
const maxPDF = 256 << 20

// pageTime is how long one page of a PDF may take before it is given up.
var pageTime = 20 * time.Second

func init() {
	formats = append(formats, format{name: "PDF", is: isPDF, read: readPDF, limit: maxPDF})
}

// isPDF says whether a file is a PDF: its first kilobyte says so, as the standard asks.
func isPDF(head []byte) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}

// readPDF takes the text out of a PDF: its pages are read many at a time, and then put
// together with what can be known of all of them only: what repeats on the pages' edges,
// how large text is set, which headings there are.
func readPDF(name string, data []byte) (*source, error) {
	f, err := pdfium.Open(data)
	if err != nil {
		return nil, pdfError(name, err)
	}
	defer f.Close()
	if f.Pages == 0 {
		return nil, invalid(name, "is a PDF without pages", "make the PDF anew")
	}
	pages := make([]*pdfPage, f.Pages)
	err = f.Each(pageTime, func(n int, p *pdfium.Page, err error) {
		if err != nil {
			pages[n] = &pdfPage{number: n, failed: err}
			return
		}
		pages[n] = newPDFPage(n, p)
	})
	if err != nil {
		return nil, pdfError(name, err)
	}
	if err := checkPages(name, pages); err != nil {
		return nil, err
	}
	return newPDFText(pages, f.Bookmarks).source(), nil
}

// pdfError turns what pdfium says of a file into one clear error.
func pdfError(name string, err error) error {
	switch {
	case errors.Is(err, pdfium.ErrEncrypted):
		return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " is an encrypted PDF that asks for a password",
			Hint: "take the password off: qpdf --decrypt --password=... in.pdf out.pdf"}
	case errors.Is(err, pdfium.ErrTime):
		return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " is a PDF that takes too long to open",
			Hint: "write it anew: qpdf in.pdf out.pdf"}
	case errors.Is(err, pdfium.ErrDamaged):
		return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " is a damaged PDF",
			Hint: "get it again, or try to mend it: qpdf in.pdf out.pdf"}
	}
	return &model.Error{Code: model.CodeInternal, Op: "read", Message: name + " cannot be read: pdfium does not start", Hint: "see the reason", Err: err}
}

// checkPages refuses a PDF that has no words: because it was scanned, because its pages
// are empty, or because none could be read.
func checkPages(name string, pages []*pdfPage) error {
	var scanned, failed []int
	for _, p := range pages {
		switch {
		case len(p.rows) > 0 || len(p.aside) > 0:
			return nil
		case p.failed != nil:
			failed = append(failed, p.number)
		case p.images > 0:
			scanned = append(scanned, p.number)
		}
	}
	switch {
	case len(scanned) > 0:
		return invalid(name, "is a PDF of scanned images without text ("+pageList(scanned)+")", "make its text: ocrmypdf -l nld in.pdf out.pdf")
	case len(failed) > 0:
		return invalid(name, fmt.Sprintf("has no page that can be read (%s: %v)", pageList(failed), pages[failed[0]].failed), "get it again, or try to mend it: qpdf in.pdf out.pdf")
	case len(pages) == 1:
		return invalid(name, "is a PDF of one empty page", "give a PDF with text")
	}
	return invalid(name, fmt.Sprintf("is a PDF of %d empty pages", len(pages)), "give a PDF with text")
}

// pageList names pages by their numbers, given from 0: "page 3", "pages 1, 4-7 and 9".
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		part := strconv.Itoa(pages[i] + 1)
		if j > i {
			part += "-" + strconv.Itoa(pages[j]+1)
		}
		parts = append(parts, part)
		i = j + 1
	}
	const most = 20
	if len(parts) > most {
		parts = append(parts[:most:most], fmt.Sprintf("%d more", len(parts)-most))
	}
	word := "pages "
	if len(pages) == 1 {
		word = "page "
	}
	if n := len(parts); n > 1 {
		return word + strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return word + parts[0]
}

// pdfText is all pages of a PDF, taken apart.
type pdfText struct {
	pages         []*pdfPage
	bookmarks     []pdfium.Bookmark
	body          float32 // the size of the letters that most of the text is set in
	boldBody      bool
	tops, bottoms [][]pdfRow
	blocks        [][]pdfBlock // by page, in reading order
	notes         [][]pdfBlock // by page
}

func newPDFText(pages []*pdfPage, bookmarks []pdfium.Bookmark) *pdfText {
	t := &pdfText{pages: pages, bookmarks: bookmarks}
	t.tops, t.bottoms = takeFurniture(pages)
	t.measureBody()
	t.blocks, t.notes = make([][]pdfBlock, len(pages)), make([][]pdfBlock, len(pages))
	columns, known := make([][][]pdfRow, len(pages)), make([]map[string]bool, len(pages))
	atOnce(len(pages), func(n int) {
		known[n] = raisedNumbers(pages[n].rows)
		columns[n] = columnsOf(pages[n].rows, 0)
	})
	for n := range pages {
		open := n > 0 && len(t.notes[n-1]) > 0 && !endsSentence(lastText(t.notes[n-1]))
		for i, column := range columns[n] {
			rest, notes := takeNotes(column, t.body, known[n], open)
			columns[n][i] = rest
			t.notes[n] = append(t.notes[n], notes...)
		}
	}
	atOnce(len(pages), func(n int) {
		for _, column := range columns[n] {
			t.blocks[n] = append(t.blocks[n], blocksOfColumn(column)...)
		}
		pages[n].rows = nil
	})
	t.findHeadings()
	t.findContents()
	t.setItemLevels()
	t.joinOverPages()
	return t
}

// atOnce does something for each of n pages, several at once.
func atOnce(n int, do func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}

func lastText(blocks []pdfBlock) string {
	b := &blocks[len(blocks)-1]
	return b.lines[len(b.lines)-1].text()
}

// measureBody finds the size that most letters are set in, and whether they are bold.
func (t *pdfText) measureBody() {
	letters, bold := map[int]int{}, map[int]int{}
	for _, p := range t.pages {
		for i := range p.rows {
			for k := range p.rows[i].segments {
				s := &p.rows[i].segments[k]
				size := int(s.size*4 + 0.5)
				letters[size] += s.letters
				if s.bold() {
					bold[size] += s.letters
				}
			}
		}
	}
	best := 0
	for size, n := range letters {
		if n > letters[best] || n == letters[best] && size > best {
			best = size
		}
	}
	t.body = float32(best) / 4
	t.boldBody = bold[best]*2 > letters[best]
}

// joinOverPages says of prose that ends a column inside a sentence that it goes on in what
// follows.
func (t *pdfText) joinOverPages() {
	var before *pdfBlock
	for n := range t.blocks {
		for i := range t.blocks[n] {
			b := &t.blocks[n][i]
			if before != nil && before.last && b.kind == markProse && goesOnIn(before, b) {
				before.goesOn = true
			}
			before = nil
			if b.kind == markProse || b.kind == markItem {
				before = b
			}
		}
	}
}

// bracketedShort matches a line that opens with the short form of what stands before it.
var bracketedShort = regexp.MustCompile(`^\(\p{Lu}[\p{L}\d-]*\p{Lu}[\p{L}\d-]*\)`)

// goesOnIn says whether the last line of a block, which ends no sentence, goes on in the
// first of another: in small letters or with an abbreviation in brackets, after a hyphen or a word that asks for more, or
// because it fills its column.
func goesOnIn(a, b *pdfBlock) bool {
	last := &a.lines[len(a.lines)-1]
	end := last.text()
	if endsSentence(end) || distance(a.size()-b.size()) >= 0.07*a.size() {
		return false
	}
	return startsWithSmall(b.lines[0].text()) || bracketedShort.MatchString(b.lines[0].text()) || strings.HasSuffix(end, "-") && len(end) > 2 || endsWithConnector(end) ||
		len(a.lines) > 1 && a.isFull(last)
}

// isFull says whether a line reaches as far as the others of its block.
func (b *pdfBlock) isFull(l *pdfSegment) bool {
	left, right := b.lines[0].x0, float32(0)
	for i := range b.lines {
		left, right = min(left, b.lines[i].x0), max(right, b.lines[i].x1)
	}
	return l.x1 > right-0.1*(right-left)
}

// setItemLevels gives the items of lists their level by how far they stand in.
func (t *pdfText) setItemLevels() {
	for n := range t.blocks {
		var open []float32
		for i := range t.blocks[n] {
			b := &t.blocks[n][i]
			if b.kind != markItem {
				open = nil
				continue
			}
			x := b.lines[0].x0
			for len(open) > 0 && x < open[len(open)-1]-4 {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || x > open[len(open)-1]+4 {
				open = append(open, x)
			}
			b.level = len(open) - 1
		}
	}
}

// sizesAbove gives the sizes of headings, largest first.
func sizesAbove(found map[int]bool) []int {
	var out []int
	for s := range found {
		out = append(out, s)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(out)))
	return out
}

// findContents says of the rows of a table of contents that they are no table.
func (t *pdfText) findContents() {
	inside := false
	for n := range t.blocks {
		found := false
		for i := range t.blocks[n] {
			b := &t.blocks[n][i]
			switch {
			case b.table == nil && contentsTitle.MatchString(b.text()):
				inside = true
			case b.table != nil && inside && len(b.table.columns) <= 3:
				b.table.plain, found = true, true
			}
		}
		inside = inside && found
	}
}

var contentsTitle = regexp.MustCompile(`^(?i:inhoud|inhoudsopgave|inhoud van .*)$`)
