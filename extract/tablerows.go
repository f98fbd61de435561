package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
)

// Ranks of a table's rows: a row stands under the nearest one above it whose rank is
// lower, unless indents say otherwise.
const (
	rankRowArticle    = 0
	rankRowKind       = 10
	rankRowSub        = 20 // one more for each further point in its number
	rankRowInstrument = 30
	rankRowPlain      = 40
	rankRowDash       = 50
	rankRowPart       = 60
)

// tableRow is a row of a budget table below its headings.
type tableRow struct {
	words     label
	span      model.Span
	cells     []tableFigure
	rank      int
	indent    int
	kind      string // what its amounts are of; "" when that is not known
	parent    *tableRow
	children  []*tableRow
	isKind    bool // it names a kind of amount and no line
	isTotal   bool // it adds up what stands above it
	isWhole   bool // it adds up the whole table and is no line
	isGroup   bool // it stands above others and is no line
	isArticle bool // it is an article or sub-article
	// id, typ and slug are the entity that the row is; "" where it is none.
	id   string
	typ  model.EntityType
	slug string
	// total is the id of what a row of a kind, or a total, has all the amounts of.
	total     string
	totalType model.EntityType
}

// tableFigure is a figure of a row in a column.
type tableFigure struct {
	figure
	column int
	cell   document.Cell
}

// label is the words that name a row.
type label struct {
	text   string // without bullet, "waarvan" and notes
	number string // of an article: "2.1"
	name   string // text without the number
	span   model.Span
	dash   bool // a bullet stood before it
	part   bool // "waarvan" stood before it
	sum    bool // the marks of the rows that it adds up stood after it
}

var (
	bullet = regexp.MustCompile(`^(?:[-–—•▪·■◦●○*]|o\s)\s*`)
	// thousands reads a figure with a point before its last three digits, which no article's
	// number has.
	thousands = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+$`)
	rowNumber = regexp.MustCompile(`^(?i:(artikelonderdeel|beleidsartikel|niet-beleidsartikel|artikel|art\.)\s+)?(\d{1,3}(?:\.\d{1,3})*)(\.?)(?:[\s:]+|$)(.*)$`)
	rowNote   = regexp.MustCompile(`(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰*]+|\s+\d\))$`)
	// columnWord heads the column of articles' numbers, on the row of the first line: "Art. Verplichtingen".
	columnWord = regexp.MustCompile(`^(Art\.\s+)\p{L}`)
	// rowMark is the mark by which another row's sum names a row: "(1) Programma-uitgaven".
	rowMark = regexp.MustCompile(`^\(\d{1,2}\)\s+`)
	// rowSum is the marks of the rows that a row adds up: "Uitgaven (1) + (2)", "Saldo (1-2)".
	rowSum    = regexp.MustCompile(`\s*(?:\(\w{1,2}\)(?:\s*[+-]\s*\(\w{1,2}\))+|\(\d{1,2}(?:\s*[+-]\s*\d{1,2})+\)|\(\d{1,2} t/m \d{1,2}\))\s*$`)
	gluedNote = regexp.MustCompile(`(\p{Ll}{3})\d{1,2}$`)
)

// stripLabel gives the part of a row's words, in bytes, that names it, and whether a
// bullet or "waarvan" stood before it.
func (t *tableReader) stripLabel(s string) (start, end int, dash, part bool) {
	end = len(s)
	for {
		rest := s[start:end]
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		start += len(rest) - len(trimmed)
		if b := bullet.FindString(trimmed); b != "" && len(b) < len(trimmed) {
			start, dash = start+len(b), true
			continue
		}
		if m := columnWord.FindStringSubmatch(trimmed); m != nil {
			start += len(m[1])
			continue
		}
		if m := rowMark.FindString(trimmed); m != "" && len(m) < len(trimmed) {
			start += len(m)
			continue
		}
		if hit, ok := t.lex.FindTableWord("part", trimmed); ok && hit.Start == 0 && len(strings.ToLower(trimmed)) == len(trimmed) {
			end2 := hit.End
			for end2 < len(trimmed) && (trimmed[end2] == ':' || trimmed[end2] == ' ') {
				end2++
			}
			start, part = start+end2, true
			if end2 < len(trimmed) {
				continue
			}
		}
		break
	}
	rest := rowNote.ReplaceAllString(rowSum.ReplaceAllString(s[start:end], ""), "")
	if last := rest[strings.LastIndexByte(rest, ' ')+1:]; !t.knowledge.numbered[last] {
		rest = gluedNote.ReplaceAllString(rest, "$1")
	}
	rest = strings.TrimRightFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == ':' })
	return start, start + len(rest), dash, part
}

// readLabel reads the words of a row: those of its cells before the first column of
// figures.
func (t *tableReader) readLabel(row document.TableRow) (label, bool) {
	var l label
	var texts []string
	first := true
	var whole model.Span
	for _, c := range row.Cells {
		if c.Column >= t.firstFigures {
			break
		}
		if first {
			whole, first = c.Span, false
		}
		whole.End = c.Span.End
		texts = append(texts, c.Text)
	}
	if first {
		return l, false
	}
	text := strings.Join(texts, " ")
	start, end, dash, part := t.stripLabel(text)
	l.text, l.dash, l.part, l.sum = text[start:end], dash, part, rowSum.MatchString(text)
	raw := t.doc.Raw(whole)
	start, end, _, _ = t.stripLabel(raw)
	l.span = model.Span{Start: whole.Start + utf8.RuneCountInString(raw[:start]), End: whole.Start + utf8.RuneCountInString(raw[:end])}
	l.name = l.text
	if thousands.MatchString(l.text) {
		return l, false // a figure whose label stands on another row
	}
	if m := rowNumber.FindStringSubmatch(l.text); m != nil {
		separate := len(texts) > 1 && strings.Trim(texts[0], ".") == m[2]
		switch {
		case m[1] != "", separate && (t.numbered() || strings.Contains(m[2], ".")), strings.Contains(m[2], ".") && m[3] == "":
			l.number, l.name = m[2], m[4]
		case m[3] == "." && m[4] != "":
			l.name = m[4] // the number of a list
			skip := strings.Index(raw, m[4][:1])
			if skip > 0 {
				l.text = m[4]
			}
		case t.numbered() && m[4] != "":
			l.number, l.name = m[2], m[4]
		}
	}
	return l, l.text != ""
}

// numbered says whether a column has the numbers of articles.
func (t *tableReader) numbered() bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.numbers })
}

// readRows reads the rows below the headings and hangs each under its parent.
func (t *tableReader) readRows() {
	bold := 0
	for _, r := range t.body {
		if r.Bold {
			bold++
		}
	}
	t.bold = bold > 0 && bold < len(t.body)
	t.deeper = t.setsDeeper()
	var open []*tableRow
	for _, r := range t.body {
		if t.isHeadAgain(r) {
			continue
		}
		row := t.readRow(r)
		if row == nil {
			continue
		}
		for len(open) > 0 && !t.under(row, open[len(open)-1]) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			row.parent = open[len(open)-1]
			row.parent.children = append(row.parent.children, row)
		}
		t.rows = append(t.rows, row)
		if !row.isTotal || row.isKind {
			open = append(open, row)
		}
	}
	for _, row := range t.rows {
		t.settle(row)
	}
}

// isHeadAgain says whether a row repeats headings, as on a new page: no label, and years.
func (t *tableReader) isHeadAgain(r document.TableRow) bool {
	return len(r.Cells) > 0 && r.Cells[0].Column >= t.firstFigures && !hasAmount(r)
}

// readRow reads one row; nil for one that has no words, or none that name money.
func (t *tableReader) readRow(r document.TableRow) *tableRow {
	words, ok := t.readLabel(r)
	if !ok {
		if hasAmount(r) {
			t.ragged(r, "has figures and no words")
		}
		return nil
	}
	row := &tableRow{words: words, span: r.Span, indent: r.Indent}
	t.readCells(r, row)
	if _, ok := t.lex.FindTableWord("noline", words.text); ok || row.onlyPercentages() {
		return nil
	}
	t.rankRow(row, r.Bold)
	return row
}

// onlyPercentages says whether a row's figures are percentages and nothing else.
func (r *tableRow) onlyPercentages() bool {
	return len(r.cells) > 0 && !slices.ContainsFunc(r.cells, func(f tableFigure) bool { return f.kind != figurePercent })
}

// rankRow says what a row is, by its words and by how it is set.
func (t *tableReader) rankRow(row *tableRow, bold bool) {
	l := row.words
	name, total := t.withoutTotal(l.name)
	total = total || l.sum
	kind := t.kindNamed(name)
	_, group := t.lex.FindTableWord("group", l.name)
	_, instrument := t.instrument(l.name)
	switch {
	case kind != "":
		row.rank, row.isKind, row.kind, row.isTotal = rankRowKind, true, kind, total
	case total && (name == "" || strings.HasPrefix(strings.ToLower(name), "artikel")):
		row.rank, row.isTotal, row.isWhole = rankRowKind, true, true
	case total:
		row.rank, row.isTotal = rankRowInstrument, true
	case l.number != "" && !strings.Contains(l.number, "."):
		row.rank, row.isArticle = rankRowArticle, true
	case l.number != "":
		row.rank, row.isArticle = rankRowSub+strings.Count(l.number, ".")-1, true
	case l.dash:
		row.rank = rankRowDash
	case l.part:
		row.rank = rankRowPart
	case instrument, t.bold && bold:
		row.rank = rankRowInstrument
	default:
		row.rank = rankRowPlain
	}
	if l.number != "" {
		row.isArticle = true
	}
	if len(row.amounts()) == 0 && !row.isArticle && !instrument && !row.isKind && !row.hasFigures() {
		row.isGroup = true
		if group && t.wholeOf("group", l.name) {
			row.rank = rankRowArticle - 1
		}
	}
	if row.kind == "" {
		row.kind = t.kindIn(l.name)
	}
}

func (r *tableRow) hasFigures() bool {
	return slices.ContainsFunc(r.cells, func(f tableFigure) bool { return f.kind != figureNone })
}

// amounts are the row's figures that are amounts.
func (r *tableRow) amounts() []tableFigure {
	var out []tableFigure
	for _, f := range r.cells {
		if f.kind == figureAmount {
			out = append(out, f)
		}
	}
	return out
}

// withoutTotal takes "totaal" from before a name, and says whether it stood there.
func (t *tableReader) withoutTotal(name string) (string, bool) {
	hit, ok := t.lex.FindTableWord("total", name)
	if !ok || hit.Start != 0 {
		rest, found := strings.CutSuffix(strings.ToLower(name), " totaal")
		return rest, found
	}
	lower := strings.ToLower(name)
	return strings.Trim(lower[min(hit.End, len(lower)):], " :"), true
}

// wholeOf says whether a name is nothing but a word of a class.
func (t *tableReader) wholeOf(class, name string) bool {
	hit, ok := t.lex.FindTableWord(class, name)
	return ok && hit.Start == 0 && hit.End == len(strings.TrimRight(lexicon.TableText(name), " :"))
}

// kindNamed gives the kind of amount that a row's whole name is; "" for a line.
func (t *tableReader) kindNamed(name string) string {
	if !t.wholeOf("kind", name) {
		return ""
	}
	hit, _ := t.lex.FindTableWord("kind", name)
	return hit.Value
}

// kindIn gives the kind of amount that words open with or that their last word ends in:
// "Apparaatsuitgaven", "Ontvangsten uit boetes".
func (t *tableReader) kindIn(name string) string {
	if hit, ok := t.lex.FindTableWord("kind", name); ok && hit.Start == 0 {
		return hit.Value
	}
	return t.kindEnding(name)
}

// kindEnding gives the kind that the last of words ends in.
func (t *tableReader) kindEnding(words string) string {
	words = strings.TrimRight(strings.ToLower(words), " :.)")
	for _, w := range t.lex.TableWords {
		if w.Class != "kind" {
			continue
		}
		for _, form := range w.Words {
			if len(form) >= 8 && strings.HasSuffix(words, form) {
				return w.Value
			}
		}
	}
	return ""
}

// instrument gives the slug of the kind of instrument that a row's whole name is.
func (t *tableReader) instrument(name string) (string, bool) {
	if !t.wholeOf("instrument", name) {
		return "", false
	}
	hit, _ := t.lex.FindTableWord("instrument", name)
	return hit.Value, true
}

// readCells reads a row's figures and says what does not fit the table.
func (t *tableReader) readCells(r document.TableRow, row *tableRow) {
	lost := 0
	for _, c := range r.Cells {
		if c.Column < t.firstFigures {
			continue
		}
		f := tableFigure{readFigure(c.Text), c.Column, c}
		if f.kind == figureNone {
			continue
		}
		if c.Column >= t.lastFigures {
			if f.kind == figureAmount && t.columns[c.Column].head == "" {
				lost++
			}
			continue
		}
		if !t.columns[c.Column].figures {
			continue
		}
		switch f.kind {
		case figureUnread:
			t.gap("figure", "row "+quoted(row.words.text)+": "+quoted(c.Text)+" is no amount as Dutch prints them", c.Span)
			continue
		case figureMemo:
			t.gap("pro-memorie", "row "+quoted(row.words.text)+", "+t.columnName(c.Column)+": the amount is not known yet", c.Span)
		}
		row.cells = append(row.cells, f)
	}
	switch {
	case lost > 0:
		t.ragged(r, plural(lost, "figure")+" under no heading of a column, left out")
	case len(row.cells) > 0 && t.endsEarly(r):
		t.ragged(r, "ends before the table's last column of figures")
	}
}

// endsEarly says whether a row's last cell stands before the last column of figures,
// which most rows reach.
func (t *tableReader) endsEarly(r document.TableRow) bool {
	last := r.Cells[len(r.Cells)-1]
	return t.reached && last.Column+last.Columns < t.lastFigures
}

// reachesEnd says whether most rows that have figures fill the last column of figures.
func (t *tableReader) reachesEnd() bool {
	full, with := 0, 0
	for _, r := range t.body {
		if !hasAmount(r) {
			continue
		}
		with++
		if last := r.Cells[len(r.Cells)-1]; last.Column+last.Columns >= t.lastFigures {
			full++
		}
	}
	return 2*full > with
}
