package extract_test

import (
	"bytes"
	"fmt"
	"strings"
)

// helvetica is the width of the printable ASCII characters in the font of that name, in
// thousandths of its size.
var helvetica = [95]int{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}

// pdfPage is a page on which texts are set.
type pdfPage struct {
	strings.Builder
	width, height float64
}

// wide is how wide a text is at a size.
func wide(text string, size float64) float64 {
	w := 0
	for _, r := range text {
		if r >= ' ' && r <= '~' {
			w += helvetica[r-' ']
		} else {
			w += 556
		}
	}
	return float64(w) * size / 1000
}

// set puts a text at a place counted from the left and from the top.
func (p *pdfPage) set(x, y, size float64, bold bool, text string) {
	font := 1
	if bold {
		font = 2
	}
	if text != "" {
		fmt.Fprintf(p, "BT /F%d %.1f Tf %.2f %.2f Td (%s) Tj ET\n", font, size, x, p.height-y, winAnsi(text))
	}
}

const (
	pdfSize    = 7.5
	pdfLine    = 11.0
	pdfLeft    = 45.0
	pdfFigures = 62.0 // the width of a column of figures
)

// asPDF gives the table as a page in the form of a printed budget: labels left, figures
// right, headings wrapped within their columns and in the middle of several.
func asPDF(truth *tableTruth) string {
	labels, lead := 0.0, truth.lead()
	for _, r := range truth.Rows {
		labels = max(labels, wide(r.Label, pdfSize)+10*float64(r.Indent)+12)
	}
	number := 0.0
	if lead == 2 {
		number = 34
	}
	p := &pdfPage{width: 2*pdfLeft + number + labels + pdfFigures*float64(len(truth.Columns)), height: 595}
	p.width = max(p.width, 595)
	y := 50.0
	for _, line := range paragraphs(truth.Before) {
		size := 9.0
		if isHeading(line) {
			size = 12
		}
		p.set(pdfLeft, y, size, isHeading(line), line)
		y += 2 * size
	}
	p.set(pdfLeft, y+6, pdfSize+.5, true, truth.Title)
	y += 26
	right := func(column int) float64 { return pdfLeft + number + labels + pdfFigures*float64(column+1) }
	for _, head := range truth.Head {
		y = p.head(head, lead, number, y, right)
	}
	for _, r := range truth.Rows {
		p.set(pdfLeft, y, pdfSize, r.Bold, r.Number)
		x := pdfLeft + number + 10*float64(r.Indent)
		if lead == 2 && r.Number == "" && len(r.Cells) == 0 {
			x = pdfLeft
		}
		p.set(x, y, pdfSize, r.Bold, r.Label)
		for i, c := range r.Cells {
			p.set(right(i)-wide(c, pdfSize), y, pdfSize, r.Bold, c)
		}
		y += pdfLine
	}
	return pdfFile(p)
}

// head sets a row of headings and gives where the next row stands.
func (p *pdfPage) head(cells []headCell, lead int, number, y float64, right func(int) float64) float64 {
	lines, column := 1, 0
	for _, c := range cells[lead:] {
		lines = max(lines, len(wrapped(c.Text, pdfFigures*float64(c.Span)-8)))
	}
	for i, c := range cells {
		if i < lead {
			p.set(pdfLeft+float64(i)*number, y+pdfLine*float64(lines-1), pdfSize, true, c.Text)
			continue
		}
		end := right(column + c.Span - 1)
		text := wrapped(c.Text, pdfFigures*float64(c.Span)-8)
		for k, line := range text {
			x := end - wide(line, pdfSize)
			if c.Span > 1 {
				x = end - pdfFigures*float64(c.Span)/2 - wide(line, pdfSize)/2
			}
			p.set(x, y+pdfLine*float64(lines-len(text)+k), pdfSize, true, line)
		}
		column += c.Span
	}
	return y + pdfLine*float64(lines) + 2
}

// wrapped parts a text into lines of at most a width.
func wrapped(text string, width float64) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(text) {
		if next := strings.TrimSpace(line + " " + w); line == "" || wide(next, pdfSize) <= width {
			line = next
			continue
		}
		out = append(out, line)
		line = w
	}
	return append(out, line)
}

// pdfFile is a document of one page.
func pdfFile(p *pdfPage) string {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>", p.width, p.height),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", p.Len(), p.String()),
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.String()
}

// winAnsi writes a text as a PDF string in the encoding of the page's fonts.
func winAnsi(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '€':
			b.WriteString(`\200`)
		case r == '(' || r == ')' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < 128:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\%03o`, r)
		}
	}
	return b.String()
}
