package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// tableReader reads one table: its headings, its rows as a tree, and what each row is.
type tableReader struct {
	*finder
	table *document.Table
	// name is how messages call the table.
	name    string
	title   string
	columns []column
	width   int
	lead    int // how many columns have the words of rows
	used    int // how many columns there are, without stray figures at the end
	// firstFigures is the first column of amounts, lastFigures the one after the last.
	firstFigures, lastFigures int
	body                      []document.TableRow
	rows                      []*tableRow
	lines                     map[string]int // how many lines have an id and kind of amount
	bold, reached             bool
	deeper                    bool // what stands under an instrument is set in deeper
	unit                      unit
	decimals                  int // the most digits printed after a comma
	path                      []string
	// article is the number of the article that the table is about; "" for none, as in a
	// table of articles. subject is the entity that totals are of.
	article, subject string
	subjectType      model.EntityType
	articleSpan      *model.Span // where the title names the article
	gaps             []model.Gap
	warnings         []string
}

// readTables reads all tables of the document that hold a budget. What it cannot read it
// says as gaps, and to a person as warnings.
func (f *finder) readTables() []*tableReader {
	var out []*tableReader
	for i, table := range f.doc.Tables {
		t := &tableReader{finder: f, table: table, title: table.Title}
		t.name = fmt.Sprintf("table %d", i+1)
		if table.Title != "" {
			t.name = "table " + quoted(table.Title)
		}
		if table.Block >= 0 {
			t.path = f.doc.Blocks[table.Block].Path
		}
		if table.Title != "" {
			t.path = append(t.path[:len(t.path):len(t.path)], table.Title)
		}
		if t.read() {
			out = append(out, t)
		}
		f.gaps = append(f.gaps, t.gaps...)
	}
	return out
}

// read says whether the table holds a budget and could be read.
func (t *tableReader) read() bool {
	if len(t.table.Rows) < 2 {
		return false
	}
	t.readHead()
	unit, counted := t.findUnit()
	if !t.holdsBudget() {
		if counted {
			t.gap("table", t.name+" was not read: neither its title nor its rows are those of a budget", t.table.Span)
		}
		return false
	}
	switch {
	case t.firstFigures < 0:
		t.gap("columns", t.name+" was not read: no column's heading names a year, a stage or a kind of amount", t.table.Span)
		return false
	case !counted:
		t.gap("unit", t.name+" was not read: nothing says what its amounts are counted in", t.table.Span)
		return false
	}
	t.unit = unit
	t.lastFigures = len(t.columns)
	for t.lastFigures > 0 && !t.columns[t.lastFigures-1].figures {
		t.lastFigures--
	}
	t.reached = t.reachesEnd()
	t.findSubject()
	t.readRows()
	if !t.ofBudget() {
		t.gaps, t.warnings = nil, nil
		t.gap("table", t.name+" was not read: neither the article or chapter that it is of is known, nor what its amounts are of", t.table.Span)
		return false
	}
	t.addUp()
	return len(t.rows) > 0
}

// ofBudget says whether it is known of which article or chapter the table is, or what its
// amounts are of: else it is a proposal's reckoning and no budget.
func (t *tableReader) ofBudget() bool {
	return t.subject != "" || slices.ContainsFunc(t.columns, func(c column) bool { return c.kind != "" }) ||
		slices.ContainsFunc(t.rows, func(r *tableRow) bool { return r.kind != "" || r.isArticle })
}

// holdsBudget says whether title, headings or rows are those of a budget: they name one,
// a kind of amount, a kind of instrument, or articles.
func (t *tableReader) holdsBudget() bool {
	if _, ok := t.lex.FindTableWord("budget", t.title); ok || t.kindEnding(t.title) != "" {
		return true
	}
	for _, c := range t.columns {
		if c.kind != "" {
			return true
		}
	}
	for _, row := range t.body {
		if len(row.Cells) == 0 || row.Cells[0].Column > 0 {
			continue
		}
		text := row.Cells[0].Text
		start, end, _, _ := t.stripLabel(text)
		if _, ok := t.instrument(text[start:end]); ok || t.kindNamed(text[start:end]) != "" {
			return true
		}
	}
	return false
}

var articleInTitle = regexp.MustCompile(`(?i)\b(?:(?:beleids|niet-beleids|begrotings)?artikel(?:onderdeel)?|art\.)\s+(\d{1,3}(?:\.\d{1,3})*)`)

// findSubject tells what the table is about: the article that its title names, else the
// one that it stands in; for a table of articles the chapter.
func (t *tableReader) findSubject() {
	if t.numbered() {
		t.subject, t.subjectType = t.chapter, model.TypeBudgetChapter
		return
	}
	if m := articleInTitle.FindStringSubmatchIndex(t.title); m != nil {
		t.article = t.title[m[2]:m[3]]
		t.articleSpan = t.inTitle(t.title[m[0]:m[1]])
	} else if t.table.Block >= 0 && t.doc.Blocks[t.table.Block].Article >= 0 {
		t.article = t.doc.Articles[t.doc.Blocks[t.table.Block].Article].Number
	}
	if t.article != "" {
		t.subject, t.subjectType = articleID(t.chapter, t.doc.ID, t.article), model.TypeBudgetArticle
	} else {
		t.subject, t.subjectType = t.chapter, model.TypeBudgetChapter
	}
}

// inTitle gives where words of the title stand; nil when they are broken there.
func (t *tableReader) inTitle(words string) *model.Span {
	if t.table.TitleSpan.Len() == 0 {
		return nil
	}
	raw := []rune(t.doc.Raw(t.table.TitleSpan))
	for i := range raw {
		if strings.HasPrefix(string(raw[i:min(len(raw), i+len(words))]), words) {
			start := t.table.TitleSpan.Start + i
			return &model.Span{Start: start, End: start + len([]rune(words))}
		}
	}
	return nil
}

func (t *tableReader) gap(kind, detail string, span model.Span) {
	t.gaps = append(t.gaps, model.Gap{Stage: "tables", Kind: kind, Detail: detail, Span: span})
}

// ragged warns of a row that does not fit the table.
func (t *tableReader) ragged(r document.TableRow, what string) {
	text := strings.Join(strings.Fields(t.doc.Raw(r.Span)), " ")
	if label, ok := t.readLabel(r); ok {
		text = label.text
	}
	message := fmt.Sprintf("%s: row %s %s", t.name, quoted(text), what)
	t.gap("ragged-row", message, r.Span)
	t.warnings = append(t.warnings, message)
}

// columnName is how messages call a column.
func (t *tableReader) columnName(k int) string {
	if t.columns[k].head != "" {
		return quoted(t.columns[k].head)
	}
	return fmt.Sprintf("column %d", k+1)
}

// quoted is a text in quotes, cut where it is long.
func quoted(s string) string {
	if r := []rune(s); len(r) > 100 {
		s = string(r[:99]) + "…"
	}
	return "\"" + s + "\""
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
