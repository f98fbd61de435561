package budgetgen

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// table is a table "Budgettaire gevolgen van beleid". The figures of a row are the sums of
// those of the rows below it that stand one level deeper.
type table struct {
	columns     []string
	rows        []tableRow
	instruments []string // those of its rows, each once
}

// tableRow is a row: its label, how deep it stands (0 to 3), and its figures, in thousands
// of euros, one a column.
type tableRow struct {
	label   string
	depth   int
	figures []int64
}

// The depths of the rows below the expenditure.
const (
	depthSubarticle = 1
	depthInstrument = 2
	depthLine       = 3
)

// column is what stands under one heading: of which year, planned or spent; the last column
// of an annual report is the difference of the two before it.
type column struct {
	year  int
	spent bool
}

// columns gives the columns and their headings.
func (w *writer) columns() (list []column, heads []string) {
	y := w.doc.Year
	if w.doc.Kind == Budget {
		for year := y - 1; year <= y+5; year++ {
			list, heads = append(list, column{year, false}), append(heads, fmt.Sprint(year))
		}
		return list, heads
	}
	for year := y - 3; year <= y; year++ {
		list, heads = append(list, column{year, true}), append(heads, fmt.Sprintf("%s %d", w.one("column-actual"), year))
	}
	list = append(list, column{y, false})
	heads = append(heads, fmt.Sprintf("%s %d", w.one("column-budget"), y), fmt.Sprintf("%s %d", w.one("column-difference"), y))
	return list, heads
}

// table makes the table of the article that is being written. Its rows are the same every
// year, and what was planned for a year is the same in every document.
func (w *writer) table() table {
	columns, heads := w.columns()
	t := table{columns: heads}
	rng := w.g.draw(fmt.Sprint(w.doc.Chapter, "/", w.article, "/rows"))
	var below []tableRow
	for s := range 1 + rng.IntN(3) {
		sub := tableRow{fmt.Sprintf("%d.%d %s", w.article, s+1, upperFirst(w.name("domain", rng))), depthSubarticle, nil}
		first := len(below)
		below = append(below, sub)
		for i := range 1 + rng.IntN(3) {
			list := w.g.sentences["instrument"]
			kind := list[(s*3+i+rng.IntN(2))%len(list)][0]
			below = append(below, w.instrument(fmt.Sprint(s, ".", i), kind, columns, rng.IntN(4))...)
			if !strings.Contains("\n"+strings.Join(t.instruments, "\n")+"\n", "\n"+kind+"\n") {
				t.instruments = append(t.instruments, kind)
			}
		}
		below[first].figures = sum(below[first+1:], depthInstrument, len(columns))
	}
	spent := sum(below, depthSubarticle, len(columns))
	receipts := w.figures("receipts", columns)
	obligations := make([]int64, len(spent))
	for i, n := range w.figures("obligations", columns) {
		obligations[i] = spent[i] + n
	}
	t.rows = append([]tableRow{{w.one("row-obligations"), 0, obligations}, {w.one("row-expenditure"), 0, spent}}, below...)
	t.rows = append(t.rows, tableRow{w.one("row-receipts"), 0, receipts})
	if w.doc.Kind == AnnualReport {
		for i := range t.rows {
			f := t.rows[i].figures
			t.rows[i].figures = append(f, f[len(f)-2]-f[len(f)-1])
		}
	}
	return t
}

// instrument gives the row of an instrument and those of the bodies that get it.
func (w *writer) instrument(place, kind string, columns []column, lines int) []tableRow {
	out := []tableRow{{kind, depthInstrument, nil}}
	for l := range lines {
		rng := w.g.draw(fmt.Sprint(w.doc.Chapter, "/", w.article, "/line/", place, l))
		out = append(out, tableRow{w.name("organisation", rng), depthLine, w.figures(place+fmt.Sprint(l), columns)})
	}
	if lines == 0 {
		out[0].figures = w.figures(place, columns)
		return out
	}
	out = append(out, tableRow{w.one("row-other") + " " + lowerFirst(kind), depthLine, w.figures(place+"other", columns)})
	out[0].figures = sum(out[1:], depthLine, len(columns))
	return out
}

// sum adds the rows of one depth up.
func sum(rows []tableRow, depth, columns int) []int64 {
	out := make([]int64, columns)
	for _, r := range rows {
		if r.depth != depth {
			continue
		}
		for i, n := range r.figures {
			out[i] += n
		}
	}
	return out
}

// figures draws the figures of a row that is no sum.
func (w *writer) figures(row string, columns []column) []int64 {
	at := fmt.Sprint("figure/", w.doc.Chapter, "/", w.article, "/", row)
	base := 500 + w.g.draw(at).Int64N(250_000)
	out := make([]int64, len(columns))
	for i, c := range columns {
		out[i] = base + base*(w.g.draw(fmt.Sprint(at, c.year)).Int64N(200)-80)/1000
		if c.spent {
			out[i] += out[i] * (w.g.draw(fmt.Sprint(at, c.year, "spent")).Int64N(120) - 60) / 1000
		}
	}
	return out
}

// writeTable writes a table as text: figures under their headings, to the right.
func (w *writer) writeTable(t table) {
	w.pages.room(min(len(t.rows)+2, pageLines))
	w.pages.line(w.one("caption"), "")
	label, width := 0, make([]int, len(t.columns))
	for i, h := range t.columns {
		width[i] = utf8.RuneCountInString(h)
	}
	for _, r := range t.rows {
		label = max(label, utf8.RuneCountInString(r.shown()))
		for i, n := range r.figures {
			width[i] = max(width[i], len(grouped(n)))
		}
	}
	w.pages.line(cells("", label, t.columns, width), "")
	for _, r := range t.rows {
		texts := make([]string, len(r.figures))
		for i, n := range r.figures {
			texts[i] = grouped(n)
		}
		w.pages.line(cells(r.shown(), label, texts, width), "")
	}
}

// shown is the row's label as it stands in the table.
func (r tableRow) shown() string {
	if r.depth == depthLine {
		return "- " + r.label
	}
	return r.label
}

func cells(label string, labelWidth int, texts []string, width []int) string {
	var b strings.Builder
	b.WriteString(label + strings.Repeat(" ", labelWidth-utf8.RuneCountInString(label)))
	for i, s := range texts {
		b.WriteString(strings.Repeat(" ", 3+width[i]-utf8.RuneCountInString(s)) + s)
	}
	return b.String()
}
