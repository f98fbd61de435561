package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// showLinks prints the matrix and every link for a person, and before them what documents
// were left out for want of a year.
func (a *app) showLinks(list []graph.ChapterLink, undated []string, byArticle bool) error {
	if len(undated) > 0 {
		a.printf("%s\n\n", undatedRemark(undated))
	}
	if len(list) == 0 {
		a.printf("no links between chapters\n")
		return nil
	}
	a.printMatrix(list, byArticle)
	for _, l := range list {
		if l.Kind != graph.ChapterLinkShared {
			a.printLink(l)
		}
	}
	a.printShared(list)
	return nil
}

// printMatrix prints who leans on whom, a row for each chapter or article that does, a
// column for each chapter that is leaned on, and what the marks mean.
func (a *app) printMatrix(list []graph.ChapterLink, byArticle bool) {
	m := graph.MatrixOf(list, byArticle)
	var rows, columns []string
	cells := map[[2]string]string{}
	links, shared := 0, 0
	for _, c := range m.Cells {
		row := cmp.Or(c.FromArticle, c.From)
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
		columns = append(columns, c.To)
		cells[[2]string{row, c.To}] = cellText(c)
		links += c.Links
		shared += c.Shared
	}
	slices.SortFunc(columns, graph.CompareChapters)
	columns = slices.Compact(columns)
	a.printf("%-7s", "")
	for _, to := range columns {
		a.printf("%7s", code(to))
	}
	for _, from := range rows {
		a.printf("\n%-7s", code(from))
		for _, to := range columns {
			a.printf("%7s", cmp.Or(cells[[2]string{from, to}], "."))
		}
	}
	a.printf("\n\n%s; rows lean on columns; * said by one side only, ? said by one side, of the other no document was read\n", plural(links, "link"))
	if shared > 0 {
		a.printf("+n: there are n things that both speak of and that are neither's\n")
	}
}

// cellText is "2", "2*" for what one side only says, "2?" where the other was not read,
// with "+1" for a thing that both speak of.
func cellText(c graph.MatrixCell) string {
	out := ""
	switch {
	case c.Links > 0 && c.OneSided && c.OtherRead:
		out = fmt.Sprintf("%d*", c.Links)
	case c.Links > 0 && c.OneSided:
		out = fmt.Sprintf("%d?", c.Links)
	case c.Links > 0:
		out = fmt.Sprint(c.Links)
	}
	if c.Shared > 0 {
		out += fmt.Sprintf("+%d", c.Shared)
	}
	return out
}

func (a *app) printLink(l graph.ChapterLink) {
	a.printf("\n%s -> %s  %s", code(cmp.Or(l.FromArticle, l.From)), code(cmp.Or(l.ToArticle, l.To)), kindWord(l.Kind))
	if l.About != "" {
		a.printf("  %s", l.About)
	}
	if l.Amount != nil {
		a.printf("  %s %s", l.Amount.Unit, l.Amount.Value)
	}
	switch {
	case l.OneSided && l.OtherRead:
		a.printf("  (%s does not speak of %s)", code(l.To), code(l.From))
	case l.OneSided:
		a.printf("  (no document of %s was read)", code(l.To))
	}
	a.printf("\n")
	a.printStatement(l.Evidence, l.Relations)
}

// printStatement prints words, where they stand and the relations that rest on them.
func (a *app) printStatement(e *model.Evidence, relations []*model.Relation) {
	a.printf("  \"%s\"\n  %s", wrap(e.Text, 88, "   "), e.Document)
	if e.Page > 0 {
		a.printf(", page %d", e.Page)
	}
	if len(e.Section) > 0 {
		a.printf(", %s", strings.Join(e.Section, " > "))
	}
	a.printf("\n")
	for _, r := range relations {
		a.printf("  %s: %s %s %s\n", r.ID(), r.Subject, r.Predicate, r.Object)
	}
}

// printShared prints each thing that two chapters speak of once, with the words of both.
func (a *app) printShared(list []graph.ChapterLink) {
	type pair struct{ from, to, about string }
	done := map[pair]bool{}
	for i, l := range list {
		if l.Kind != graph.ChapterLinkShared || done[pair{l.From, l.To, l.About}] || done[pair{l.To, l.From, l.About}] {
			continue
		}
		done[pair{l.From, l.To, l.About}] = true
		a.printf("\n%s and %s  shared  %s  (%s of it)\n", code(l.From), code(l.To), l.About, speakers(l.SharedBy))
		for _, same := range list[i:] {
			if same.Kind == l.Kind && same.From == l.From && same.To == l.To && same.About == l.About {
				a.printSide(same.From, same.FromArticle, same.Evidence, same.Relations)
			}
		}
		for _, s := range l.Other {
			a.printSide(l.To, s.Article, s.Evidence, s.Relations)
		}
	}
}

func (a *app) printSide(chapter, article string, e *model.Evidence, relations []*model.Relation) {
	a.printf("  %s says:\n", code(cmp.Or(article, chapter)))
	a.printStatement(e, relations)
}

func speakers(n int) string {
	if n == 2 {
		return "no other chapter speaks"
	}
	return fmt.Sprintf("%d chapters speak", n)
}
