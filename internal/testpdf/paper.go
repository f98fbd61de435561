// Package testpdf makes the PDF files that tests read, from text of our own and with the
// faults of real ones: columns, running heads and feet, footnotes, words broken at line
// ends, tables of figures. Nothing but tests imports it.
package testpdf

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
)

// Layout says how a paper is set.
type Layout struct {
	// Columns is one or two; 0 for one.
	Columns int
	// Head and Foot run on every page; %d in them is the page's number. Empty for none.
	Head, Foot string
	// Break is the share of long words that are broken where they do not fit a line, by
	// chance; 0 for none.
	Break float64
	// Hyphen is what a broken word ends with; "-" when it is empty.
	Hyphen string
	// Seed is where chance begins.
	Seed uint64
	// Indent sets the first lines of paragraphs in, in place of space between paragraphs.
	Indent bool
}

// Paper is a PDF that is being written, from the top of its first page on. Places are in
// points.
type Paper struct {
	layout Layout
	pdf    *fpdf.Fpdf
	encode func(string) string
	rng    *rand.Rand

	page, column int
	y            float64
	notes        map[string]string // by number
	foot         []string          // lines of notes at the foot of the column
	// Broken are the words that were broken at a line's end, whole.
	Broken []string
	// Kept are the words with a hyphen of their own that stood at a line's end there.
	Kept []string
}

const (
	width, height = 595.28, 841.89
	left, right   = 70.0, 525.0
	top, bottom   = 80.0, 760.0
	gutter        = 24.0
	body          = 10.0
	leading       = 13.0
	noteSize      = 8.0
	noteLeading   = 10.0
)

// New begins a paper.
func New(l Layout) *Paper {
	pdf := blank()
	if l.Columns == 0 {
		l.Columns = 1
	}
	if l.Hyphen == "" {
		l.Hyphen = "-"
	}
	p := &Paper{layout: l, pdf: pdf, encode: pdf.UnicodeTranslatorFromDescriptor(""), notes: map[string]string{}, rng: rand.New(rand.NewPCG(l.Seed, 1))}
	p.newPage()
	return p
}

// blank begins a file that has the same bytes whenever it is made.
func blank() *fpdf.Fpdf {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCatalogSort(true)
	date := time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetAutoPageBreak(false, 0)
	return pdf
}

// Bytes gives the finished file. It is called once.
func (p *Paper) Bytes() []byte {
	p.setNotes()
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func (p *Paper) newPage() {
	p.pdf.AddPage()
	p.page++
	p.column, p.y = 0, top
	p.pdf.SetFont("Helvetica", "", 8)
	if p.layout.Head != "" {
		p.pdf.Text(left, 45, p.encode(number(p.layout.Head, p.page)))
	}
	if p.layout.Foot != "" {
		p.pdf.Text(left, 805, p.encode(number(p.layout.Foot, p.page)))
	}
}

func number(s string, n int) string { return strings.ReplaceAll(s, "%d", fmt.Sprint(n)) }

func (p *Paper) columnWidth() float64 {
	n := float64(p.layout.Columns)
	return (right - left - (n-1)*gutter) / n
}

func (p *Paper) x() float64 { return left + float64(p.column)*(p.columnWidth()+gutter) }

// room makes sure that there are so many points left in the column.
func (p *Paper) room(need float64) {
	if p.y+need <= bottom-float64(len(p.foot))*noteLeading {
		return
	}
	p.nextColumn()
}

func (p *Paper) nextColumn() {
	p.setNotes()
	if p.column+1 < p.layout.Columns {
		p.column, p.y = p.column+1, top
		return
	}
	p.newPage()
}

// setNotes writes the notes at the foot of the column.
func (p *Paper) setNotes() {
	y := bottom - float64(len(p.foot)-1)*noteLeading
	for _, line := range p.foot {
		p.pdf.SetFont("Times", "", noteSize)
		p.pdf.Text(p.x(), y, p.encode(line))
		y += noteLeading
	}
	p.foot = nil
}

// Heading sets a title in larger heavy letters, and a bookmark of a level from 1 on; 0 for
// no bookmark.
func (p *Paper) Heading(text string, level int) {
	p.room(50)
	p.y += 8
	if level > 0 {
		p.pdf.Bookmark(p.encode(text), level-1, p.y)
	}
	size := 14.0
	if level > 1 {
		size = 12
	}
	p.pdf.SetFont("Helvetica", "B", size)
	for _, line := range p.split(text, p.columnWidth()) {
		p.y += size * 1.25
		p.pdf.Text(p.x(), p.y, p.encode(line))
	}
	p.y += 6
}

// Note keeps a footnote until its number comes in prose, as in "woord^3 gaat verder".
func (p *Paper) Note(number, text string) { p.notes[number] = text }

// Prose sets a paragraph.
func (p *Paper) Prose(text string) { p.flow(text, 0, p.layout.Indent) }

// Item sets an item of a list, its lines under its words.
func (p *Paper) Item(marker, text string) { p.flow(marker+" "+text, 12, false) }

// flow sets words in lines. hang is how far all lines but the first stand in.
func (p *Paper) flow(text string, hang float64, indent bool) {
	words := strings.Fields(text)
	first := true
	for len(words) > 0 {
		p.room(leading)
		in := 0.0
		switch {
		case !first:
			in = hang
		case indent:
			in = 14
		}
		var line []string
		w := p.columnWidth() - in
		line, words = p.line(words, w)
		p.room(leading + float64(len(p.notesOf(line)))*noteLeading)
		p.y += leading
		p.set(p.x()+in, w, line, len(words) > 0)
		p.foot = append(p.foot, p.notesOf(line)...)
		first = false
	}
	if !indent {
		p.y += leading * 0.6
	}
}

func (p *Paper) size(word string) float64 {
	p.pdf.SetFont("Times", "", body)
	plain, mark, _ := strings.Cut(word, "^")
	return p.pdf.GetStringWidth(p.encode(plain)) + p.pdf.GetStringWidth(mark)*0.6
}

// line takes as many words as fit, and perhaps a part of the next.
func (p *Paper) line(words []string, w float64) (line, rest []string) {
	space := p.size(" ")
	used := 0.0
	for i, word := range words {
		need := p.size(word)
		if i > 0 {
			need += space
		}
		if used+need <= w {
			used += need
			continue
		}
		if head, tail := p.broken(word, w-used-space); head != "" {
			return append(words[:i:i], head), append([]string{tail}, words[i+1:]...)
		}
		return words[:max(i, 1)], words[max(i, 1):]
	}
	return words, nil
}

// broken breaks a word so that its first part fits; empty where it is not broken.
func (p *Paper) broken(word string, free float64) (head, tail string) {
	if inner := strings.IndexByte(word, '-'); inner > 1 && inner+3 < len(word) && p.size(word[:inner+1]) <= free && !strings.ContainsAny(word, "^–") {
		p.Kept = append(p.Kept, word)
		return word[:inner+1], word[inner+1:]
	}
	runes := []rune(word)
	if len(runes) < 8 || p.rng.Float64() >= p.layout.Break || !isWord(word) {
		return "", ""
	}
	for at := len(runes) - 3; at >= 3; at-- {
		if head := string(runes[:at]) + p.layout.Hyphen; p.size(head) <= free {
			p.Broken = append(p.Broken, word)
			return head, string(runes[at:])
		}
	}
	return "", ""
}

// isWord says whether a word is letters only, with a capital at its beginning at most.
func isWord(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) || i > 0 && unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// set writes a line, spread to the full width unless it is a paragraph's last.
func (p *Paper) set(x, w float64, words []string, full bool) {
	space := p.size(" ")
	used := -space
	for _, word := range words {
		used += p.size(word) + space
	}
	if gaps := len(words) - 1; full && gaps > 0 && w > used {
		space += (w - used) / float64(gaps)
	}
	if line := strings.Join(words, " "); !strings.Contains(line, "^") {
		p.pdf.SetFont("Times", "", body)
		p.pdf.SetWordSpacing(space - p.size(" "))
		p.pdf.Text(x, p.y, p.encode(line))
		p.pdf.SetWordSpacing(0)
		return
	}
	for i, word := range words {
		if i > 0 {
			x += space
		}
		plain, mark, marked := strings.Cut(word, "^")
		p.pdf.SetFont("Times", "", body)
		p.pdf.Text(x, p.y, p.encode(plain))
		x += p.pdf.GetStringWidth(p.encode(plain))
		if !marked {
			continue
		}
		digits := strings.TrimRight(mark, ".,;:)")
		p.pdf.SetFont("Times", "", body*0.6)
		p.pdf.Text(x, p.y-3.5, digits)
		x += p.pdf.GetStringWidth(digits)
		p.pdf.SetFont("Times", "", body)
		p.pdf.Text(x, p.y, mark[len(digits):])
		x += p.pdf.GetStringWidth(mark[len(digits):])
	}
}

// notesOf gives the lines of the notes whose numbers stand in a line.
func (p *Paper) notesOf(words []string) []string {
	var out []string
	for _, word := range words {
		_, mark, _ := strings.Cut(word, "^")
		mark = strings.TrimRight(mark, ".,;:)")
		text, ok := p.notes[mark]
		if !ok {
			continue
		}
		p.pdf.SetFont("Times", "", noteSize)
		out = append(out, p.split(mark+" "+text, p.columnWidth())...)
	}
	return out
}

// split parts a text into lines that fit, in the letters that are set.
func (p *Paper) split(text string, w float64) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		if longer := line + " " + word; line != "" && p.pdf.GetStringWidth(p.encode(longer)) > w {
			out = append(out, line)
			line = word
		} else {
			line = strings.TrimSpace(longer)
		}
	}
	return append(out, line)
}
