package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// figureCheckReport is what `figures check --json` prints.
type figureCheckReport struct {
	Agreements  int              `json:"agreements"`
	Unmatched   int              `json:"unmatched"`
	Differences []differenceLine `json:"differences"`
}

// differenceLine is a difference as --json prints it.
type differenceLine struct {
	Document string            `json:"document"`
	Article  string            `json:"article"`
	Year     int               `json:"year"`
	Kind     figures.Kind      `json:"kind"`
	Stage    figures.Stage     `json:"stage"`
	Stated   model.Amount      `json:"stated"`
	Relation string            `json:"relation"`
	Words    differenceWords   `json:"words"`
	Official differenceInFiles `json:"official"`
	// Difference is the stated amount less the official one, in whole euros.
	Difference string `json:"difference"`
}

// differenceWords is where a document states the amount.
type differenceWords struct {
	// Text is the row of the table; Span is the amount's cell, in code points.
	Text    string      `json:"text"`
	Page    int         `json:"page,omitempty"`
	Section []string    `json:"section"`
	Span    *model.Span `json:"span"`
}

// differenceInFiles is where the official figure stands.
type differenceInFiles struct {
	Article string       `json:"article"`
	Amount  model.Amount `json:"amount"`
	Source  string       `json:"source"`
	File    string       `json:"file"`
	Line    int          `json:"line"`
}

// checkFigures compares the documents' amounts with the official figures. Differences are
// findings, not errors. Errors: CodeNotFound where there are no figures, or no document or
// article of a name.
func (a *app) checkFigures(v *graph.View, args []string) error {
	if len(v.Figures().Sources()) == 0 {
		return &model.Error{Code: model.CodeNotFound, Op: "figures", Message: "the store holds no official figures to check against", Hint: "import some with rijksgraaf figures import FILE"}
	}
	filter, err := figureFilter(v, args)
	if err != nil {
		return err
	}
	found := v.CheckFigures(filter)
	r := figureCheckReport{found.Agreements, found.Unmatched, make([]differenceLine, len(found.Differences))}
	for i := range found.Differences {
		r.Differences[i] = differenceOf(v.Figures(), &found.Differences[i])
	}
	if a.json {
		return a.printJSON(r)
	}
	for i := range r.Differences {
		a.printDifference(&r.Differences[i])
	}
	a.printf("%s; %s as in the official figures; %s without an official figure\n",
		plural(len(r.Differences), "difference"), plural(r.Agreements, "amount"), plural(r.Unmatched, "amount"))
	return nil
}

// figureFilter reads ids of documents, and articles and chapters as articleOf does.
func figureFilter(v *graph.View, args []string) (graph.FigureFilter, error) {
	var f graph.FigureFilter
	for _, s := range args {
		id := strings.TrimPrefix(s, model.IRI(v.Base(), ""))
		if strings.HasPrefix(id, "document/") {
			if v.Document(id) == nil {
				return f, &model.Error{Code: model.CodeNotFound, Op: "figures", Message: fmt.Sprintf("the store holds no document %q", id), Hint: "rijksgraaf stats counts what it holds"}
			}
			f.Documents = append(f.Documents, id)
			continue
		}
		chapter, number, err := articleOf(s)
		if err != nil {
			return f, err
		}
		id = "budget-chapter/" + chapter
		if number != "" {
			id = "budget-article/" + chapter + "/" + number
		}
		if v.Entity(id) == nil {
			return f, &model.Error{Code: model.CodeNotFound, Op: "figures", Message: "no document speaks of " + id, Hint: "name an article such as V/2, a chapter such as V, or a document such as document/kst-36200-V-1"}
		}
		f.Articles = append(f.Articles, id)
	}
	return f, nil
}

func differenceOf(book *figures.Book, d *graph.OfficialDifference) differenceLine {
	e, f := d.Evidence, &d.Figure
	return differenceLine{
		Document: e.Document, Article: d.Relation.Subject, Year: d.Year, Kind: f.Kind, Stage: f.Stage,
		Stated: *d.Relation.Amount, Relation: d.Relation.ID(),
		Words:    differenceWords{e.Text, e.Page, e.Section, e.ObjectSpan},
		Official: differenceInFiles{"budget-article/" + f.Chapter + "/" + f.Number, f.Amount(), f.Source, book.Source(f.Source).File, f.Line},

		Difference: d.Difference,
	}
}

func (a *app) printDifference(d *differenceLine) {
	a.printf("%s  %s  %d  %s  %s\n", d.Document, strings.TrimPrefix(d.Article, "budget-article/"), d.Year, d.Stage, d.Kind)
	a.printf("  in the table  %s euros, printed %s", d.Stated.Value, d.Stated.AsPrinted)
	if d.Stated.Scale != "" {
		a.printf(" x %s", d.Stated.Scale)
	}
	if d.Words.Page > 0 {
		a.printf(", page %d", d.Words.Page)
	}
	if d.Words.Span != nil {
		a.printf(", characters %d-%d", d.Words.Span.Start, d.Words.Span.End)
	}
	a.printf(": %q\n", strings.Join(strings.Fields(d.Words.Text), " "))
	a.printf("  official      %s euros, %s line %d", d.Official.Amount.Value, d.Official.File, d.Official.Line)
	if d.Official.Article != d.Article {
		a.printf(", where it is %s", strings.TrimPrefix(d.Official.Article, "budget-article/"))
	}
	a.printf("\n  difference    %s euros\n", d.Difference)
}

// checkFigures warns of each document that was read whose tables state other amounts than
// the official figures of the store, where there are any.
func (p *ingestPrinter) checkFigures(v *graph.View) {
	if len(p.taken) == 0 || len(v.Figures().Sources()) == 0 {
		return
	}
	count := map[string]int{}
	for _, d := range v.CheckFigures(graph.FigureFilter{Documents: p.taken}).Differences {
		count[d.Evidence.Document]++
	}
	for _, id := range slices.Sorted(maps.Keys(count)) {
		p.note("%s: %s in its tables not as in the official figures; list with rijksgraaf figures check %s", id, plural(count[id], "amount"), id)
	}
}
