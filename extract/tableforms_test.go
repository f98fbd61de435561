package extract_test

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// numberWidth is the width of a column of articles' numbers.
const numberWidth = 7

// grid lays a table out as lines of fixed pitch: labels left, figures right, headings
// over several columns in the middle of them.
func (truth *tableTruth) grid() []string {
	lead := 1 // columns of words
	if truth.Head[0][1].Text == "Omschrijving" {
		lead = 2
	}
	label, width := truth.widths(lead)
	var out []string
	for _, head := range truth.Head {
		line, at := strings.Repeat(" ", label), label
		column := 0
		for i, c := range head {
			if i < lead {
				if c.Text != "" && i == 0 {
					line = pad(c.Text, numberWidth, false)
				} else if c.Text != "" {
					line += pad(c.Text, label-numberWidth, false)
				} else if i == 0 && lead == 2 {
					line = strings.Repeat(" ", numberWidth)
				} else if lead == 2 {
					line += strings.Repeat(" ", label-numberWidth)
				}
				continue
			}
			w := 0
			for range c.Span {
				w += width[column]
				column++
			}
			if c.Span > 1 {
				left := (w + 2 - utf8.RuneCountInString(c.Text)) / 2
				line += pad(strings.Repeat(" ", left)+c.Text, w, false)
			} else {
				line += pad(c.Text, w, true)
			}
			at += w
		}
		out = append(out, strings.TrimRight(line, " "))
	}
	for _, r := range truth.Rows {
		line := strings.Repeat("  ", r.Indent) + r.Label
		if lead == 2 && len(r.Cells) > 0 {
			line = pad(r.Number, numberWidth, false) + r.Label
		}
		line = pad(line, label, false)
		for i, c := range r.Cells {
			line += pad(c, width[i], true)
		}
		out = append(out, strings.TrimRight(line, " "))
	}
	return out
}

// widths gives the width of the labels and of each column of figures, in code points.
func (truth *tableTruth) widths(lead int) (label int, width []int) {
	for _, r := range truth.Rows {
		label = max(label, utf8.RuneCountInString(r.Label)+2*r.Indent+2+numberWidth*(lead-1))
	}
	width = make([]int, len(truth.Columns))
	for _, head := range truth.Head {
		column := 0
		for _, c := range head[lead:] {
			if c.Span == 1 {
				width[column] = max(width[column], utf8.RuneCountInString(c.Text)+3)
			}
			column += c.Span
		}
	}
	for _, r := range truth.Rows {
		for i, c := range r.Cells {
			width[i] = max(width[i], utf8.RuneCountInString(c)+3)
		}
	}
	return label, width
}

func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
	if right {
		return space + s
	}
	return s + space
}

// asText gives the table as plain text.
func asText(truth *tableTruth) string {
	return truth.Before + "\n" + truth.Title + "\n" + strings.Join(truth.grid(), "\n") + "\n"
}

// lead is how many columns have words.
func (truth *tableTruth) lead() int { return len(truth.Head[len(truth.Head)-1]) - len(truth.Columns) }

// asHTML gives the table as a page in the form of the official sites.
func asHTML(truth *tableTruth) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"nl\">\n<head><meta charset=\"utf-8\"><title>Begroting</title></head>\n<body>\n")
	for _, p := range paragraphs(truth.Before) {
		tag := "p"
		if isHeading(p) {
			tag = "h2"
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", tag, html.EscapeString(p), tag)
	}
	fmt.Fprintf(&b, "<table>\n<caption>%s</caption>\n<thead>\n", html.EscapeString(truth.Title))
	for _, head := range truth.Head {
		b.WriteString("<tr>")
		for _, c := range head {
			if c.Span > 1 {
				fmt.Fprintf(&b, "<th colspan=\"%d\">%s</th>", c.Span, html.EscapeString(c.Text))
			} else {
				fmt.Fprintf(&b, "<th>%s</th>", html.EscapeString(c.Text))
			}
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</thead>\n<tbody>\n")
	for _, r := range truth.Rows {
		b.WriteString("<tr>")
		for i, c := range truth.cells(r) {
			text := html.EscapeString(c)
			if i == truth.lead()-1 {
				text = strings.Repeat("&#160;", 2*r.Indent) + text
			}
			if r.Bold && c != "" {
				text = "<strong>" + text + "</strong>"
			}
			fmt.Fprintf(&b, "<td>%s</td>", text)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</body>\n</html>\n")
	return b.String()
}

// cells are all cells of a row, those of words and empty ones too.
func (truth *tableTruth) cells(r rowTruth) []string {
	out := []string{r.Label}
	if truth.lead() == 2 {
		out = []string{r.Number, r.Label}
	}
	out = append(out, r.Cells...)
	for len(out) < truth.lead()+len(truth.Columns) {
		out = append(out, "")
	}
	return out
}

func paragraphs(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func isHeading(p string) bool {
	first, _, _ := strings.Cut(p, " ")
	return first == "Artikel" || first == "Beleidsartikel" || len(first) == 2 && first[1] == '.'
}

// asXML gives the table as a Kamerstuk in the form of the official publications, the
// table as they have it: CALS.
func asXML(truth *tableTruth) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<officiele-publicatie>\n<kamerstuk>\n<stuk>\n<algemeen>\n<vrije-tekst>\n<tekst>\n")
	for _, p := range paragraphs(truth.Before) {
		if isHeading(p) {
			fmt.Fprintf(&b, "<tussenkop kopopmaak=\"vet\">%s</tussenkop>\n", html.EscapeString(p))
		} else {
			fmt.Fprintf(&b, "<al>%s</al>\n", html.EscapeString(p))
		}
	}
	n := truth.lead() + len(truth.Columns)
	fmt.Fprintf(&b, "<table frame=\"topbot\" colsep=\"0\" rowsep=\"0\">\n<title>%s</title>\n<tgroup cols=\"%d\">\n", html.EscapeString(truth.Title), n)
	for i := range n {
		fmt.Fprintf(&b, "<colspec colname=\"col%d\" colnum=\"%d\" colwidth=\"10*\"/>\n", i+1, i+1)
	}
	b.WriteString("<thead>\n")
	for _, head := range truth.Head {
		b.WriteString("<row>")
		at := 1
		for _, c := range head {
			where := fmt.Sprintf("colname=\"col%d\"", at)
			if c.Span > 1 {
				where = fmt.Sprintf("namest=\"col%d\" nameend=\"col%d\"", at, at+c.Span-1)
			}
			fmt.Fprintf(&b, "<entry %s><al>%s</al></entry>", where, html.EscapeString(c.Text))
			at += c.Span
		}
		b.WriteString("</row>\n")
	}
	b.WriteString("</thead>\n<tbody>\n")
	for _, r := range truth.Rows {
		b.WriteString("<row>")
		for i, c := range truth.cells(r) {
			text := html.EscapeString(c)
			if i == truth.lead()-1 {
				text = strings.Repeat("\u00a0", 2*r.Indent) + text
			}
			if r.Bold && c != "" {
				text = "<nadruk type=\"vet\">" + text + "</nadruk>"
			}
			fmt.Fprintf(&b, "<entry colname=\"col%d\"><al>%s</al></entry>", i+1, text)
		}
		b.WriteString("</row>\n")
	}
	b.WriteString("</tbody>\n</tgroup>\n</table>\n</tekst>\n</vrije-tekst>\n</algemeen>\n</stuk>\n</kamerstuk>\n</officiele-publicatie>\n")
	return b.String()
}
