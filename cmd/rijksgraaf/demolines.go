package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"rijksgraaf/graph"
)

// linesQuestion is linesQuery in words.
const linesQuestion = "On which lines was the money of article 1 of Defence (X) spent in 2022?"

const linesQuery = `{
  entity(id: "budget-article/X/1") {
    id label
    ... on BudgetArticle {
      lines { label amounts(year: 2022) { kind stage amount { value } relation { evidence { text document { id } } } }
        lines { label amounts(year: 2022) { kind stage amount { value } relation { evidence { text document { id } } } } } }
    }
  }
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
			}
		}
	}
	Lines []budgetLine
}

// demoLines shows the lines of a budget table as a tree. Documents that have no such
// table show nothing.
func (a *app) demoLines(ctx context.Context, s *graph.Store) error {
	text, err := a.post(ctx, a.inStore(s), storeAddress, question{Query: linesQuery})
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
		return nil
	}
	a.printf("%s\n\n%s\n\n  %s  %s\n", linesQuestion, linesQuery, article.ID, article.Label)
	for _, l := range article.Lines {
		a.printLine(l, 1)
	}
	for _, l := range article.Lines {
		for _, amount := range l.Amounts {
			e := amount.Relation.Evidence[0]
			a.printf("    \"%s\"\n    %s\n\n", strings.Join(strings.Fields(e.Text), " "), e.Document.ID)
			return nil
		}
	}
	return nil
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
