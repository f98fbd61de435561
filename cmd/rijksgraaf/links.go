package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// linkFlags are the flags of `links`.
type linkFlags struct {
	year     int
	from, to string
	oneSided bool
}

func (a *app) links() *cobra.Command {
	var f linkFlags
	c := &cobra.Command{
		Use:   "links",
		Short: "Show by which words budget chapters lean on each other, and which of them one side alone says",
		Long: `Prints how often each chapter leans on each other one, then every statement by which
it does: it extends to the other's budget, money goes from the one to the other, or the
other's minister, state secretary or ministry is named. A link is one-sided when only one
of the two chapters speaks of the other.`,
		Example: `  rijksgraaf links --one-sided
  rijksgraaf links --from V --to X --year 2022 --json`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("year") && f.year < 1 {
				return usagef(c, "--year %d is no year", f.year)
			}
			return a.withStore(func(s *graph.Store) error { return a.showLinks(s.View(), f) })
		},
	}
	c.Flags().IntVar(&f.year, "year", 0, "only what documents of this budget `year` say (default: of all)")
	c.Flags().StringVar(&f.from, "from", "", "only links that this `chapter` says: V or budget-chapter/V")
	c.Flags().StringVar(&f.to, "to", "", "only links to this `chapter`")
	c.Flags().BoolVar(&f.oneSided, "one-sided", false, "only links that one side alone says")
	return c
}

func (a *app) showLinks(v *graph.View, f linkFlags) error {
	filter := graph.LinkFilter{Year: f.year, From: chapterID(f.from), To: chapterID(f.to)}
	if f.oneSided {
		filter.OneSided = &f.oneSided
	}
	list := v.ChapterLinks(filter)
	if a.json {
		return a.printJSON(linksOf(list))
	}
	if len(list) == 0 {
		a.printf("no links between chapters\n")
		return nil
	}
	a.printMatrix(list)
	for _, l := range list {
		a.printLink(l)
	}
	return nil
}

// chapterID gives the id of a chapter that may be named by its code alone.
func chapterID(s string) string {
	if s == "" || strings.Contains(s, "/") {
		return s
	}
	return "budget-chapter/" + s
}

// code is the other way round.
func code(chapter string) string { return strings.TrimPrefix(chapter, "budget-chapter/") }

// linkCell counts the links from one chapter to another.
type linkCell struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Links     int    `json:"links"`
	OneSided  bool   `json:"oneSided"`
	OtherRead bool   `json:"otherRead"`
}

// linkLine is what --json prints of a link.
type linkLine struct {
	From      string         `json:"from"`
	To        string         `json:"to"`
	Kind      string         `json:"kind"`
	OneSided  bool           `json:"oneSided"`
	OtherRead bool           `json:"otherRead"`
	Text      string         `json:"text"`
	Document  string         `json:"document"`
	Page      int            `json:"page,omitempty"`
	Section   []string       `json:"section"`
	Span      model.Span     `json:"span"`
	Relations []linkRelation `json:"relations"`
}

// linkRelation is a relation that a link rests on.
type linkRelation struct {
	ID        string `json:"id"`
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
}

// linkReport is what `links --json` prints.
type linkReport struct {
	Matrix []linkCell `json:"matrix"`
	Links  []linkLine `json:"links"`
}

func linksOf(list []graph.ChapterLink) linkReport {
	out := linkReport{Matrix: cellsOf(list), Links: []linkLine{}}
	for _, l := range list {
		e := l.Evidence
		line := linkLine{From: l.From, To: l.To, Kind: kindWord(l.Kind), OneSided: l.OneSided, OtherRead: l.OtherRead,
			Text: e.Text, Document: e.Document, Page: e.Page, Section: append([]string{}, e.Section...), Span: e.Span}
		for _, r := range l.Relations {
			line.Relations = append(line.Relations, linkRelation{r.ID(), r.Subject, string(r.Predicate), r.Object})
		}
		out.Links = append(out.Links, line)
	}
	return out
}

// cellsOf counts links that stand in the order of their chapters.
func cellsOf(list []graph.ChapterLink) []linkCell {
	out := []linkCell{}
	for _, l := range list {
		if n := len(out); n > 0 && out[n-1].From == l.From && out[n-1].To == l.To {
			out[n-1].Links++
			continue
		}
		out = append(out, linkCell{l.From, l.To, 1, l.OneSided, l.OtherRead})
	}
	return out
}

func kindWord(k graph.ChapterLinkKind) string { return strings.ToLower(string(k)) }

// printMatrix prints who leans on whom, a row for each chapter that does, a column for
// each that is leaned on.
func (a *app) printMatrix(list []graph.ChapterLink) {
	var rows, columns []string
	cells := map[[2]string]string{}
	for _, c := range cellsOf(list) {
		rows, columns = append(rows, c.From), append(columns, c.To)
		cells[[2]string{c.From, c.To}] = fmt.Sprintf("%d%s", c.Links, mark(c.OneSided, c.OtherRead))
	}
	slices.SortFunc(columns, graph.CompareChapters)
	rows, columns = slices.Compact(rows), slices.Compact(columns)
	a.printf("%-6s", "")
	for _, to := range columns {
		a.printf("%6s", code(to))
	}
	for _, from := range rows {
		a.printf("\n%-6s", code(from))
		for _, to := range columns {
			cell := cells[[2]string{from, to}]
			if cell == "" {
				cell = "."
			}
			a.printf("%6s", cell)
		}
	}
	a.printf("\n\n%s; rows lean on columns; * said by one side only, ? said by one side, of the other no document was read\n", plural(len(list), "link"))
}

func mark(oneSided, otherRead bool) string {
	switch {
	case !oneSided:
		return ""
	case otherRead:
		return "*"
	}
	return "?"
}

func (a *app) printLink(l graph.ChapterLink) {
	a.printf("\n%s -> %s  %s", code(l.From), code(l.To), kindWord(l.Kind))
	switch {
	case l.OneSided && l.OtherRead:
		a.printf("  (%s does not speak of %s)", code(l.To), code(l.From))
	case l.OneSided:
		a.printf("  (no document of %s was read)", code(l.To))
	}
	e := l.Evidence
	a.printf("\n  \"%s\"\n  %s", wrap(e.Text, 88, "   "), e.Document)
	if e.Page > 0 {
		a.printf(", page %d", e.Page)
	}
	if len(e.Section) > 0 {
		a.printf(", %s", strings.Join(e.Section, " > "))
	}
	a.printf("\n")
	for _, r := range l.Relations {
		a.printf("  %s: %s %s %s\n", r.ID(), r.Subject, r.Predicate, r.Object)
	}
}
