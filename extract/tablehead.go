package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// column is what the headings over a column say of its figures.
type column struct {
	head                                             string // the headings' words, from the top
	year, period, stage, supplement, kind, recurrent string
	// inferred says that the stage follows from the kind of document and not from words.
	inferred bool
	// figures says that the column's figures are amounts.
	figures bool
	// numbers says that the column has the numbers of articles.
	numbers bool
}

var (
	yearWord   = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
	yearRange  = regexp.MustCompile(`\b((?:19|20)\d{2})\s*(?:[-–/]|t/m|tot en met)\s*((?:19|20)\d{2})\b`)
	yearsUntil = regexp.MustCompile(`(?i)(?:t/m|tot en met)\s+((?:19|20)\d{2})\b`)
	yearsFrom  = regexp.MustCompile(`(?i)(?:vanaf\s+((?:19|20)\d{2})\b|\b((?:19|20)\d{2})\s+(?:e\.v\.|ev\b|en verder|en later))`)
)

// timeOf gives the year that words name, the last of several, or a period.
func timeOf(words string) (year, period string) {
	if m := yearRange.FindStringSubmatch(words); m != nil {
		return "", m[1] + "-" + m[2]
	}
	if m := yearsUntil.FindStringSubmatch(words); m != nil {
		return "", "-" + m[1]
	}
	if m := yearsFrom.FindStringSubmatch(words); m != nil {
		return "", m[1] + m[2] + "-"
	}
	if all := yearWord.FindAllString(words, -1); len(all) > 0 {
		return all[len(all)-1], ""
	}
	return "", ""
}

// readHead parts a table's rows into its headings and the rest, and reads the headings.
func (t *tableReader) readHead() {
	n := t.headRows()
	t.body = t.table.Rows[n:]
	for _, row := range t.table.Rows {
		for _, c := range row.Cells {
			t.width = max(t.width, c.Column+c.Columns)
		}
	}
	t.lead = t.leadColumns()
	t.used = t.usedColumns(n)
	heads := make([]heading, t.width) // by column
	for _, row := range t.table.Rows[:n] {
		reach := t.reach(row)
		for i, c := range row.Cells {
			if c.Columns >= t.width && t.width > 1 || c.Column == 0 && len(row.Cells) == 1 {
				t.title = strings.TrimSpace(t.title + " " + c.Text)
				continue
			}
			for k := reach[i].Start; k < reach[i].End; k++ {
				if heads[k].all = strings.TrimSpace(heads[k].all + " " + c.Text); c.Columns == 1 && k == c.Column {
					heads[k].own = strings.TrimSpace(heads[k].own + " " + c.Text)
				} else {
					heads[k].groups = append(heads[k].groups, c.Text)
				}
			}
		}
	}
	t.columns = make([]column, t.width)
	for k, h := range heads {
		t.columns[k] = t.readColumn(k, h)
	}
	t.firstFigures = slices.IndexFunc(t.columns, func(c column) bool { return c.figures })
	t.complete()
}

// heading is the words over one column: those that stand over it alone, which may be one
// heading over several lines, and those that it shares with others, from the top.
type heading struct {
	all, own string
	groups   []string
}

// leadColumns gives how many columns, from the left, have the words of rows.
func (t *tableReader) leadColumns() int {
	lead := 1
	for ; lead < t.width; lead++ {
		words, figures := 0, 0
		for _, row := range t.body {
			for _, c := range row.Cells {
				switch {
				case c.Column != lead:
				case readFigure(c.Text).kind == figureNone:
					words++
				default:
					figures++
				}
			}
		}
		if words <= figures {
			break
		}
	}
	return lead
}

// headRows gives how many rows head the columns: those that the file marks, else those
// before the first row with an amount, but for rows that have only a label.
func (t *tableReader) headRows() int {
	marked, last := 0, 0
	for i, row := range t.table.Rows {
		if row.Header && marked == i {
			marked = i + 1
		}
	}
	for i, row := range t.table.Rows {
		if hasAmount(row) {
			break
		}
		if i < marked || len(row.Cells) > 1 || len(row.Cells) == 1 && row.Cells[0].Column > 0 {
			last = i + 1
		}
	}
	if last > marked && marked > 0 && !t.goesOnHeading(t.table.Rows[marked:last]) {
		return marked
	}
	return max(last, marked)
}

// goesOnHeading says whether rows after those that the file marks as headings are such
// too: their cells are years or stages.
func (t *tableReader) goesOnHeading(rows []document.TableRow) bool {
	for _, row := range rows {
		for _, c := range row.Cells {
			_, stage := t.lex.FindTableWord("stage", c.Text)
			if c.Column > 0 && !stage && !yearWord.MatchString(c.Text) {
				return false
			}
		}
	}
	return true
}

// hasAmount says whether a row has a figure, beside its first cell, that is no year.
func hasAmount(row document.TableRow) bool {
	for i, c := range row.Cells {
		f := readFigure(c.Text)
		if (i > 0 || c.Column > 0) && f.kind != figureNone && !isYear(c.Text) && !columnNumber.MatchString(c.Text) {
			return true
		}
	}
	return false
}

// columnNumber is how headings number columns for a sum: "(1)", "(3) = (1) + (2)".
var columnNumber = regexp.MustCompile(`^\(\d\)(?:\s*=.*)?$`)

// readColumn reads the headings of one column: its own words, then those that it shares,
// from the lowest.
func (t *tableReader) readColumn(k int, h heading) column {
	c := column{head: h.all}
	if _, ok := t.lex.FindTableWord("noline", h.all); ok {
		return c
	}
	lower := strings.ToLower(h.all)
	c.numbers = k <= 1 && (strings.HasPrefix(lower, "art") || strings.HasPrefix(lower, "nr"))
	bare := false // the heading that gives the year says nothing else
	read := func(words string) {
		if y, p := timeOf(words); c.year == "" && c.period == "" && (y != "" || p != "") {
			c.year, c.period = y, p
			bare = strings.IndexFunc(words, unicode.IsLetter) < 0
		}
		t.fill(&c.stage, "stage", words)
		t.fill(&c.supplement, "supplement", words)
		t.fill(&c.kind, "kind", words)
		t.fill(&c.recurrent, "recurrence", words)
	}
	read(h.own)
	for i := len(h.groups) - 1; i >= 0; i-- {
		read(h.groups[i])
	}
	c.figures = !c.numbers && (c.year != "" || c.period != "" || c.stage != "" || c.kind != "" || c.recurrent != "") && k > 0
	if c.stage == "" && c.figures && (bare || c.year == "") {
		t.inferStage(&c)
	}
	return c
}

// fill sets a value that is not known yet from a heading.
func (t *tableReader) fill(value *string, class, head string) {
	if *value == "" {
		if hit, ok := t.lex.FindTableWord(class, head); ok {
			*value = hit.Value
		}
	}
}

// budgetStage is what plain "begroting" means: the adopted budget in a report of the
// outturn, or beside a column of it; the draft in a budget.
func (t *tableReader) budgetStage() string {
	beside := slices.ContainsFunc(t.columns, func(c column) bool { return c.stage == string(model.StageOutturn) && !c.inferred })
	switch {
	case t.doc.Kind == "annual-report":
		return string(model.StageAdopted)
	case t.doc.Kind == "budget":
		return string(model.StageDraft)
	case beside:
		return string(model.StageAdopted)
	}
	return ""
}

// inferStage tells the stage of a column whose headings name none: by the table's title,
// else by what the budget rules let a year's column hold in such a document. What they
// leave open, such as the year before the budget's, stays unknown.
func (t *tableReader) inferStage(c *column) {
	if hit, ok := t.lex.FindTableWord("stage", t.title); ok && hit.Value != "budget" {
		c.stage = hit.Value
		t.fill(&c.supplement, "supplement", t.title)
		return
	}
	year, err := strconv.Atoi(c.year)
	if err != nil {
		return
	}
	switch {
	case t.doc.Kind == "annual-report",
		t.doc.Kind == "budget" && t.doc.BudgetYear != 0 && year <= t.doc.BudgetYear-2:
		c.stage = string(model.StageOutturn)
	case t.doc.Kind == "budget" && t.doc.BudgetYear != 0 && year >= t.doc.BudgetYear:
		c.stage = string(model.StageDraft)
	}
	c.inferred = c.stage != ""
}

// complete gives columns without a time the one year that the title or the other columns
// name, else the document's budget year.
func (t *tableReader) complete() {
	var years []string
	for _, y := range yearWord.FindAllString(t.title, -1) {
		if !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	year := ""
	switch {
	case len(years) == 1:
		year = years[0]
	case t.doc.BudgetYear != 0:
		year = strconv.Itoa(t.doc.BudgetYear)
	}
	plain := t.budgetStage()
	for k := range t.columns {
		c := &t.columns[k]
		if c.stage == "budget" {
			c.stage = plain
		}
		if !c.figures || c.year != "" || c.period != "" || c.recurrent != "" {
			continue
		}
		if k > 0 && len(years) != 1 && t.columns[k-1].year != "" && c.stage != "" {
			c.year = t.columns[k-1].year // "Realisatie 2022 | Vastgestelde begroting 2022 | Verschil"
			continue
		}
		c.year = year
	}
}

// headWords are the title with the headings, where the unit may stand.
func (t *tableReader) headWords() string {
	words := t.title
	for _, c := range t.columns {
		words += " " + c.head
	}
	return words
}

// unit is what a table's amounts are counted in.
type unit struct {
	scale    int // the power of ten
	currency string
}

// findUnit looks for the unit in the title and the headings, then in the words right
// above the table.
func (t *tableReader) findUnit() (unit, bool) {
	for _, words := range []string{t.title, t.headWords(), t.wordsAbove()} {
		hit, ok := t.lex.FindTableWord("scale", words)
		if !ok {
			continue
		}
		u := unit{currency: "EUR"}
		u.scale, _ = strconv.Atoi(hit.Value)
		if c, ok := t.lex.FindTableWord("currency", words); ok {
			u.currency = c.Value
		}
		return u, true
	}
	return unit{}, false
}

// wordsAbove gives the two blocks above the table, where a unit that holds for a whole
// section may stand.
func (t *tableReader) wordsAbove() string {
	if t.table.Block < 1 {
		return ""
	}
	words := ""
	for b := t.table.Block - 1; b >= 0 && b >= t.table.Block-3; b-- {
		block := t.doc.Blocks[b]
		if block.Kind == document.Row {
			break
		}
		words = string(t.doc.Clean[block.Span.Start:block.Span.End]) + " " + words
	}
	return words
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
