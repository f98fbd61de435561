package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"rijksgraaf/graph"
)

// demoTable is an article whose table the demo shows.
type demoTable struct {
	question, article string
	year              int
}

// demoTables are of a text file and of a PDF.
var demoTables = []demoTable{
	{"On which lines was the money of article 1 of Defence (X) spent in 2022?", "budget-article/X/1", 2022},
	{"And out of a PDF of two articles: where does article 21 of Agriculture (XIV) mean to spend in 2024?", "budget-article/XIV/21", 2024},
}

const linesQuery = `query ($article: ID!, $year: Int!) {
  entity(id: $article) {
    id label
    ... on BudgetArticle { lines { ...line lines { ...line } } }
  }
}
fragment line on BudgetLine {
  label amounts(year: $year) { kind stage amount { value } relation { evidence { text document { id } page } } }
}`

// budgetLine is a line of the answer to linesQuery.
type budgetLine struct {
	Label   string
	Amounts []struct {
		Kind, Stage string
		Amount      struct{ Value string }
		Relation    struct {
			Evidence []struct {
				Text     string
				Document struct{ ID string }
				Page     int
			}
		}
	}
	Lines []budgetLine
}

// demoLines shows the lines of budget tables as trees. Documents that have no such table
// show nothing.
func (a *app) demoLines(ctx context.Context, s *graph.Store) error {
	shown := false
	for _, t := range demoTables {
		variables, err := json.Marshal(map[string]any{"article": t.article, "year": t.year})
		if err != nil {
			return err
		}
		text, err := a.post(ctx, a.inStore(s), storeAddress, question{Query: linesQuery, Variables: variables})
		if err != nil {
			return err
		}
		var found struct {
			Data struct {
				Entity *struct {
					ID, Label string
					Lines     []budgetLine
				}
			}
		}
		if err := json.Unmarshal(text, &found); err != nil {
			return err
		}
		article := found.Data.Entity
		if article == nil || len(article.Lines) == 0 {
			continue
		}
		a.printf("%s\n\n", t.question)
		if !shown {
			a.printf("%s\n\n", linesQuery)
		}
		shown = true
		a.printf("  %s  %s\n", article.ID, article.Label)
		a.printLines(article.Lines)
	}
	return nil
}

// printLines prints lines with those under them, and the words of the first amount.
func (a *app) printLines(lines []budgetLine) {
	for _, l := range lines {
		a.printLine(l, 1)
	}
	for _, l := range lines {
		if len(l.Amounts) > 0 {
			e := l.Amounts[0].Relation.Evidence[0]
			a.printf("    \"%s\"\n    %s, page %d\n\n", strings.Join(strings.Fields(e.Text), " "), e.Document.ID, e.Page)
			return
		}
	}
}

// printLine prints a line with its amounts, and those under it, set in.
func (a *app) printLine(l budgetLine, depth int) {
	label := strings.Repeat("  ", depth) + "  " + l.Label
	for _, amount := range l.Amounts {
		gap := max(1, 52-utf8.RuneCountInString(label))
		a.printf("%s%s%16s  %s, %s\n", label, strings.Repeat(" ", gap), grouped(amount.Amount.Value), strings.ToLower(amount.Kind), strings.ToLower(amount.Stage))
		label = ""
	}
	if len(l.Amounts) == 0 {
		a.printf("%s\n", label)
	}
	for _, below := range l.Lines {
		a.printLine(below, depth+1)
	}
}

// grouped writes a decimal with points between thousands, a comma before what follows,
// and a euro sign.
func grouped(value string) string {
	digits, negative := strings.CutPrefix(value, "-")
	digits, fraction, _ := strings.Cut(digits, ".")
	out := ""
	for len(digits) > 3 {
		out, digits = "."+digits[len(digits)-3:]+out, digits[:len(digits)-3]
	}
	if negative {
		digits = "-" + digits
	}
	if fraction != "" {
		out += "," + fraction
	}
	return fmt.Sprintf("€ %s%s", digits, out)
}
