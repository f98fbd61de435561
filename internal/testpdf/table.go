package testpdf

import "strings"

// Table is a table of figures.
type Table struct {
	Title, Unit string
	// Header names the columns, the first that of the labels.
	Header []string
	// Rows are labels and figures. A label may begin with two spaces for each step that it
	// stands in, and with * for heavy letters; an empty cell is left out.
	Rows [][]string
	// Label and Column are the widths of the first and of the other columns, in points; 0 for
	// what fits the page.
	Label, Column float64
}

// Table sets a table over the whole width, figures to the right of their columns; between
// columns of text on a page of its own.
func (p *Paper) Table(t Table) {
	if p.layout.Columns > 1 {
		p.setNotes()
		p.newPage()
		defer p.newPage()
	}
	if t.Label == 0 {
		t.Label = 190
	}
	if t.Column == 0 {
		t.Column = (right - left - t.Label) / float64(max(1, len(t.Header)-1))
	}
	p.room(float64(len(t.Rows)+4) * leading)
	p.y += leading
	p.pdf.SetFont("Helvetica", "B", 9)
	if t.Title != "" {
		p.pdf.Text(left, p.y, p.encode(t.Title))
		p.y += leading
	}
	p.pdf.SetFont("Helvetica", "", 8)
	if t.Unit != "" {
		p.pdf.Text(left, p.y, p.encode(t.Unit))
		p.y += leading
	}
	p.row(t, t.Header, "B")
	for _, r := range t.Rows {
		style := ""
		if rest, ok := strings.CutPrefix(r[0], "*"); ok {
			style = "B"
			r = append([]string{rest}, r[1:]...)
		}
		p.row(t, r, style)
	}
	p.y += leading
}

func (p *Paper) row(t Table, cells []string, style string) {
	p.pdf.SetFont("Helvetica", style, 8)
	deepest := p.y
	for i, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		if i > 0 {
			end := left + t.Label + float64(i)*t.Column
			for k, line := range p.split(c, t.Column-6) {
				y := p.y + float64(k)*9.5
				p.pdf.Text(end-p.pdf.GetStringWidth(p.encode(line)), y, p.encode(line))
				deepest = max(deepest, y)
			}
			continue
		}
		step := 0.0
		for strings.HasPrefix(c, "  ") {
			c, step = c[2:], step+10
		}
		lines := p.split(c, t.Label-8-step)
		for k, line := range lines {
			p.pdf.Text(left+step, p.y, p.encode(line))
			if k+1 < len(lines) {
				p.y += 9.5
			}
		}
	}
	p.y = max(p.y, deepest) + 14
}
