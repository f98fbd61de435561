package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rijksgraaf/document/pdfium"
	"rijksgraaf/model"
)

// pdfWriter writes the text of a PDF, line by line, and the marks over it.
type pdfWriter struct {
	t    *pdfText
	s    *source
	text strings.Builder
	at   int // in code points
	// numbers are the notes of the page that is written, spans the places of its blocks.
	numbers map[string]bool
	spans   []model.Span
}

// source writes the text: each page's running heads, its blocks, its notes, its feet.
func (t *pdfText) source() *source {
	w := &pdfWriter{t: t, s: &source{encoding: "PDF"}}
	for n, p := range t.pages {
		if n > 0 {
			w.put("\f")
		}
		w.page(n, p)
	}
	w.s.text = w.text.String()
	w.fillTables([]rune(w.s.text))
	t.report(w.s)
	return w.s
}

func (w *pdfWriter) put(s string) {
	w.text.WriteString(s)
	w.at += utf8.RuneCountInString(s)
}

// mark sets a mark over what was written since start, without the line's end.
func (w *pdfWriter) mark(start int, m mark) {
	m.span = model.Span{Start: start, End: w.at}
	if m.span.Len() > 0 {
		w.s.marks = append(w.s.marks, m)
	}
}

func (w *pdfWriter) page(n int, p *pdfPage) {
	w.numbers, w.spans = map[string]bool{}, nil
	for i := range w.t.notes[n] {
		w.numbers[w.t.notes[n][i].number] = true
	}
	for i := range w.t.tops[n] {
		w.furniture(lineOf(&w.t.tops[n][i]))
	}
	for i := range w.t.blocks[n] {
		if w.text.Len() > 0 && i > 0 {
			w.put("\n")
		}
		start := w.at
		w.block(w.t.blocks[n], i)
		w.spans = append(w.spans, model.Span{Start: start, End: w.at - 1})
	}
	for i := range w.t.notes[n] {
		w.put("\n")
		w.note(&w.t.notes[n][i])
	}
	for i := range w.t.bottoms[n] {
		w.furniture(lineOf(&w.t.bottoms[n][i]))
	}
	for _, text := range p.aside {
		start := w.at
		w.put(strings.Join(strings.Fields(text), " "))
		w.mark(start, mark{kind: markFurniture})
		w.put("\n")
	}
	if w.at == 0 || !strings.HasSuffix(w.text.String(), "\n") {
		w.put("\n")
	}
}

func (w *pdfWriter) furniture(l pdfSegment) {
	start := w.at
	w.put(l.text())
	w.mark(start, mark{kind: markFurniture})
	w.put("\n")
}

func (w *pdfWriter) note(b *pdfBlock) {
	start := w.at
	for i := range b.lines {
		if i > 0 {
			w.put("\n")
		}
		l := b.lines[i]
		if i == 0 && b.number != "" {
			w.put(b.number + " ")
			l = newPDFSegment(l.words[1:])
		}
		w.put(l.text())
	}
	w.mark(start, mark{kind: markNote, whole: true})
	w.put("\n")
}

// block writes a block of a page.
func (w *pdfWriter) block(blocks []pdfBlock, i int) {
	b := &blocks[i]
	if b.table != nil {
		w.table(b.table, blocks, i)
		return
	}
	start := w.at
	for k := range b.lines {
		if k > 0 {
			// A heading is one line, so that its form can be seen.
			if b.kind == markHeading || b.kind == markCaption {
				w.put(" ")
			} else {
				w.put("\n")
			}
		}
		w.line(&b.lines[k])
	}
	w.mark(start, mark{kind: b.kind, level: b.level, whole: true, goesOn: b.goesOn})
	w.put("\n")
}

// line writes the words of a line. A raised number that a note has is kept apart from the
// word that it is glued to by a reference.
func (w *pdfWriter) line(l *pdfSegment) {
	for i := range l.words {
		word := &l.words[i]
		if i > 0 && !word.glued {
			w.put(" ")
		}
		start := w.at
		w.put(word.text)
		if word.raised && i > 0 {
			w.reference(word.text, start)
		}
	}
}

// reference marks the numbers in a raised word that stand for notes of the page.
func (w *pdfWriter) reference(text string, start int) {
	for from, rest := 0, text; rest != ""; {
		number, after, more := strings.Cut(rest, ",")
		if w.numbers[number] {
			end := start + from + len(number)
			if more {
				end++
			}
			w.s.marks = append(w.s.marks, mark{kind: markNoteRef, span: model.Span{Start: start + from, End: end}})
		}
		from += len(number) + 1
		rest = after
	}
}

// table writes a table, a line for each row, its cells parted by tabs.
func (w *pdfWriter) table(t *pdfTable, blocks []pdfBlock, i int) {
	out := &Table{Block: -1}
	out.TitleSpan = w.titleBefore(blocks, i)
	for k := range t.rows {
		r := &t.rows[k]
		start := w.at
		row := TableRow{Header: r.header, Indent: r.indent, Bold: r.bold}
		for n := range r.cells {
			c := &r.cells[n]
			if n > 0 {
				w.put("\t")
			}
			from := w.at
			w.cell(c)
			row.Cells = append(row.Cells, Cell{Span: model.Span{Start: from, End: w.at}, Column: c.first, Columns: c.columns})
		}
		row.Span = model.Span{Start: start, End: w.at}
		w.mark(start, mark{kind: markRow, whole: true})
		w.put("\n")
		out.Rows = append(out.Rows, row)
	}
	out.Span = model.Span{Start: out.Rows[0].Span.Start, End: out.Rows[len(out.Rows)-1].Span.End}
	if !t.plain {
		w.s.tables = append(w.s.tables, out)
	}
}

// fillTables sets the words of titles and cells by their spans.
func (w *pdfWriter) fillTables(raw []rune) {
	raw = slices.Clone(raw)
	for _, m := range w.s.marks {
		if m.kind == markNoteRef {
			for i := m.span.Start; i < m.span.End; i++ {
				raw[i] = '\u200b' // not a word of the cell
			}
		}
	}
	words := func(s model.Span) string {
		return strings.Join(strings.Fields(strings.Map(withoutHidden, string(raw[s.Start:s.End]))), " ")
	}
	for _, t := range w.s.tables {
		t.Title = words(t.TitleSpan)
		for i := range t.Rows {
			for k := range t.Rows[i].Cells {
				c := &t.Rows[i].Cells[k]
				c.Text = words(c.Span)
			}
		}
	}
}

// cell writes a cell in one line, and joins a word that was broken at a line's end.
func (w *pdfWriter) cell(c *pdfCell) {
	for i := range c.parts {
		part := c.parts[i]
		last := part.words[len(part.words)-1]
		body, broken := strings.CutSuffix(last.text, "-")
		broken = broken && len(body) > 1 && i+1 < len(c.parts) && startsWithSmall(c.parts[i+1].text())
		if broken {
			last.text = body
			part.words = append(part.words[:len(part.words)-1:len(part.words)-1], last)
		}
		w.line(&part)
		if i+1 < len(c.parts) && !broken {
			w.put(" ")
		}
	}
}

// titleBefore gives the span of the lines right above a table that name it.
func (w *pdfWriter) titleBefore(blocks []pdfBlock, i int) model.Span {
	var span model.Span
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		b := &blocks[k]
		if b.table != nil || len(b.lines) > 3 || b.last {
			break
		}
		text := b.text()
		title := b.kind == markCaption || b.kind == markHeading || isFormLine(text) || b.bold() && !w.t.boldBody
		unit := isUnit(text) && (text[0] == '(' || startsWithSmall(text) || strings.HasPrefix(text, "Bedragen"))
		title = title && !unit
		if !title && !unit {
			break
		}
		if span.Len() == 0 {
			span = w.spans[k]
		}
		span.Start = w.spans[k].Start
		if title {
			break
		}
	}
	return span
}

// report says which pages could not be read, and which are pictures.
func (t *pdfText) report(s *source) {
	var scanned []int
	for n, p := range t.pages {
		switch {
		case p.failed != nil:
			why := p.failed.Error()
			if errors.Is(p.failed, pdfium.ErrTime) {
				why = fmt.Sprintf("it took longer than %s", pageTime)
			}
			s.warnings = append(s.warnings, fmt.Sprintf("page %d was given up: %s", n+1, why))
			s.gaps = append(s.gaps, model.Gap{Stage: "read", Kind: "page", Detail: fmt.Sprintf("page %d: %s", n+1, why)})
		case p.images > 0 && len(t.blocks[n]) == 0:
			scanned = append(scanned, n)
		}
	}
	if len(scanned) > 0 {
		s.warnings = append(s.warnings, pageList(scanned)+": pictures without text; to read what is in them: ocrmypdf -l nld --skip-text in.pdf out.pdf")
		for _, n := range scanned {
			s.gaps = append(s.gaps, model.Gap{Stage: "read", Kind: "page", Detail: fmt.Sprintf("page %d: a picture without text", n+1)})
		}
	}
}
