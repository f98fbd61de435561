package document

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
)

// The kinds of document, as model.Metadata.Kind has them.
const (
	// KindBudget is a draft budget with its explanatory memorandum.
	KindBudget = "budget"
	// KindAnnualReport is an annual report.
	KindAnnualReport = "annual-report"
	// KindFirstSupplementary is the budget change that comes with the Voorjaarsnota.
	KindFirstSupplementary = "first-supplementary-budget"
	// KindSecondSupplementary is the budget change that comes with the Najaarsnota.
	KindSecondSupplementary = "second-supplementary-budget"
	// KindSupplementary is a budget change of which nothing more is known, or another one.
	KindSupplementary = "supplementary-budget"
	// KindFinalAct is the last change of a budget, after its year.
	KindFinalAct = "final-act"
	// KindLetter is a letter to parliament.
	KindLetter = "letter"
	// KindOther is another paper: a report of a committee, a motion, an amendment.
	KindOther = "other"
)

// Kinds lists the kinds of document, in the order of a budget's year.
func Kinds() []string {
	return []string{KindBudget, KindFirstSupplementary, KindSecondSupplementary, KindSupplementary, KindAnnualReport, KindFinalAct, KindLetter, KindOther}
}

//go:embed data/kinds.tsv
var kindTable string

// kindWords is a row of kinds.tsv.
type kindWords struct {
	pattern *regexp.Regexp
	kind    string
	// firm says that the words decide against the dossier; anywhere, that they need not
	// stand in a title.
	firm, anywhere bool
	// ofReport says that the words decide in the dossier of an annual report only.
	ofReport bool
}

var kindRows = mustKinds(kindTable)

// mustKinds compiles kinds.tsv, which is part of the program: a mistake in it is a
// programming error that the package's tests catch.
func mustKinds(table string) []kindWords {
	var out []kindWords
	for i, row := range strings.Split(table, "\n") {
		cells := strings.Split(row, "\t")
		if strings.HasPrefix(row, "#") || strings.TrimSpace(row) == "" || cells[0] == "pattern" {
			continue
		}
		if len(cells) != 4 || cells[3] == "" {
			panic("kinds.tsv: line " + strconv.Itoa(i+1) + ": four cells, the last the source")
		}
		out = append(out, kindWords{regexp.MustCompile("(?i)" + cells[0]), cells[1], cells[2] != "", cells[2] == "line", cells[2] == "report"})
	}
	return out
}

// kindByWords gives the kind of document that a line names, and whether the words are
// firm; "" for none. A line that is no title names one only by words that do so anywhere.
func (d *Document) kindByWords(line string, title bool) (kind string, firm bool) {
	report := dossiers[d.Dossier].kind == KindAnnualReport
	for _, row := range kindRows {
		if (title || row.anywhere) && (report || !row.ofReport) && row.pattern.MatchString(line) {
			return row.kind, row.firm
		}
	}
	return "", false
}

// openingBlocks is how many blocks before the first article may hold the paper's title.
const openingBlocks = 12

// opening calls do for the titles and short lines that stand before the first article:
// where a paper says what it is. A line that ends no sentence counts as a title.
func (d *Document) opening(do func(line string, title bool)) {
	if d.dossierTitle != "" {
		do(d.dossierTitle, true)
	}
	for _, f := range d.Furniture {
		if titleLine.MatchString(f.Text) {
			do(f.Text, true)
		}
	}
	for i, b := range d.Blocks {
		if i >= openingBlocks || b.Article >= 0 {
			return
		}
		if line := string(d.Clean[b.Span.Start:b.Span.End]); b.Span.Len() < 300 && b.Kind != Row {
			do(line, b.Kind == Heading || !endsSentence(line))
		}
	}
}

// describeKind tells the kind: by firm words, then by the dossier, by other words, and by
// section C, which annual reports call "Beleidsconclusies" and budgets "Beleidswijzigingen".
func (d *Document) describeKind() {
	words := ""
	if kind, firm := d.kindByWords(d.Title, true); d.Kind == "" && firm {
		d.Kind = kind
	} else {
		words = kind
	}
	d.opening(func(line string, title bool) {
		kind, firm := d.kindByWords(line, title)
		if firm && d.Kind == "" {
			d.Kind = kind
		}
		words = first(words, kind)
	})
	d.Kind = first(d.Kind, dossiers[d.Dossier].kind, words)
	for _, b := range d.Blocks {
		if d.Kind != "" {
			return
		}
		if b.HeadingKind != "section" {
			continue
		}
		switch {
		case strings.Contains(b.SectionTitle, "Beleidsconclusies"):
			d.Kind = KindAnnualReport
		case strings.Contains(b.SectionTitle, "Beleidswijzigingen"):
			d.Kind = KindBudget
		}
	}
}

// describeYear tells the budget year: by the dossier, by the words of titles and of the
// opening, and by the parliamentary year.
func (d *Document) describeYear() {
	d.BudgetYear = max(d.BudgetYear, dossiers[d.Dossier].year)
	if d.BudgetYear != 0 {
		return
	}
	name := func(line string, title bool) {
		if m := yearOfBudget.FindStringSubmatch(line); m != nil && title && d.BudgetYear == 0 {
			d.BudgetYear, _ = strconv.Atoi(m[1])
		}
	}
	name(d.Title, true)
	d.opening(name)
	if d.BudgetYear != 0 {
		return
	}
	if m := yearInTitle.FindStringSubmatch(string(d.Clean[:min(len(d.Clean), 4000)])); m != nil {
		d.BudgetYear, _ = strconv.Atoi(m[2])
		return
	}
	if d.ParliamentaryYear == "" {
		return
	}
	// A budget is presented in the September before its year and its first change in the
	// spring of it; its second change, in the autumn, falls into the next parliamentary year,
	// and a report comes in May after it.
	d.BudgetYear, _ = strconv.Atoi(d.ParliamentaryYear[:4])
	switch d.Kind {
	case KindAnnualReport, KindFinalAct, KindSecondSupplementary:
	default:
		d.BudgetYear++
	}
}

// yearOfBudget reads the year that a title names, whatever kind of title it is.
var yearOfBudget = regexp.MustCompile(`(?i)(?:het jaar|begrotingsjaar|jaarverslag|begroting|slotwet|suppletoire)[^.\n]{0,80}?\b(20\d{2})\b`)
