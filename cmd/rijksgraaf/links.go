package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// linkFlags are the flags of `links`.
type linkFlags struct {
	year     int
	from, to string
	kinds    []string
	oneSided bool
	articles bool
	format   string
}

func (a *app) links() *cobra.Command {
	var f linkFlags
	c := &cobra.Command{
		Use:   "links",
		Short: "Show by which words budget chapters lean on each other, and which of them one side alone says",
		Long: `Prints how often each chapter leans on each other one, then every statement by which
it does: it extends to the other's budget (extends), money goes from the one to the
other (money), the other's minister, state secretary or ministry is named (office), or
a body of the other's ministry has a part in it (body). A link is one-sided when only
one of the two chapters speaks of the other.

Beside these stands what both speak of without its being either's (shared): a body,
coalition, policy or law that both pay, oversee, rest on or take part in. That has no
direction and is never one-sided. What nearly every chapter speaks of is left out.`,
		Example: `  rijksgraaf links --one-sided
  rijksgraaf links --from V/2 --to X --year 2022 --json
  rijksgraaf links --kind shared --kind body --format csv > links.csv`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			filter, err := f.filter(c)
			if err != nil {
				return err
			}
			show, err := a.linkPrinter(c, f)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error {
				v := s.View()
				if err := f.ends(v, &filter); err != nil {
					return err
				}
				return show(v.ChapterLinks(filter), f.undated(v))
			})
		},
	}
	c.Flags().IntVar(&f.year, "year", 0, "only what documents of this budget `year` say (default: of all)")
	c.Flags().StringVar(&f.from, "from", "", "only links that this `chapter` or article says: V, V/2 or budget-chapter/V")
	c.Flags().StringVar(&f.to, "to", "", "only links to this `chapter` or article")
	c.Flags().StringSliceVar(&f.kinds, "kind", nil, "only links of this `kind`: "+strings.Join(kindWords(), ", ")+"; may be given more than once")
	c.Flags().BoolVar(&f.oneSided, "one-sided", false, "only links that one side alone says")
	c.Flags().BoolVar(&f.articles, "articles", false, "a row of the matrix for each article")
	c.Flags().StringVar(&f.format, "format", "text", "text, json or csv")
	return c
}

// filter checks the flags that need no store and gives what they ask for.
func (f *linkFlags) filter(c *cobra.Command) (graph.LinkFilter, error) {
	out := graph.LinkFilter{Year: f.year}
	if c.Flags().Changed("year") && f.year < 1 {
		return out, usagef(c, "--year %d is no year", f.year)
	}
	for _, k := range f.kinds {
		kind := graph.ChapterLinkKind(strings.ToUpper(strings.TrimSpace(k)))
		if !slices.Contains(graph.ChapterLinkKinds(), kind) {
			return out, usagef(c, "--kind %q is unknown: take %s", k, strings.Join(kindWords(), ", "))
		}
		out.Kinds = append(out.Kinds, kind)
	}
	if f.oneSided {
		out.OneSided = &f.oneSided
	}
	return out, nil
}

// linkPrinter gives what prints links in the form that is asked for.
func (a *app) linkPrinter(c *cobra.Command, f linkFlags) (func(list []graph.ChapterLink, undated []string) error, error) {
	format := f.format
	if a.json && !c.Flags().Changed("format") {
		format = "json"
	}
	switch format {
	case "json":
		return func(list []graph.ChapterLink, undated []string) error {
			r := linksOf(list, f.articles)
			r.Undated = undated
			return a.printJSON(r)
		}, nil
	case "csv":
		return func(list []graph.ChapterLink, undated []string) error {
			if len(undated) > 0 {
				a.note("%s", undatedRemark(undated))
			}
			return a.printLinkRows(list)
		}, nil
	case "text":
		return func(list []graph.ChapterLink, undated []string) error { return a.showLinks(list, undated, f.articles) }, nil
	}
	return nil, usagef(c, "--format %q is unknown: take text, json or csv", f.format)
}

// ends puts the ids of --from and --to into a filter. Error: CodeNotFound for what is no
// chapter, and for an article that no document names.
func (f *linkFlags) ends(v *graph.View, filter *graph.LinkFilter) (err error) {
	if filter.From, err = linkEnd(v, "--from", f.from); err == nil {
		filter.To, err = linkEnd(v, "--to", f.to)
	}
	return err
}

// undated lists the documents that --year leaves out because nobody knows their year, by id.
func (f *linkFlags) undated(v *graph.View) []string {
	var out []string
	if f.year == 0 {
		return nil
	}
	for _, d := range v.Documents(graph.DocumentFilter{}) {
		if d.BudgetYear == 0 {
			out = append(out, d.ID)
		}
	}
	return out
}

// undatedRemark tells of documents that were left out.
func undatedRemark(ids []string) string {
	const shown = 5
	have, list := "have no budget year and are", strings.Join(ids[:min(shown, len(ids))], ", ")
	if len(ids) == 1 {
		have = "has no budget year and is"
	}
	if more := len(ids) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("%s %s left out: %s (ingest with --budget-year to give it)", plural(len(ids), "document"), have, list)
}

// linkEnd gives the id of a chapter or article that may be named by its code alone; "" for
// none.
func linkEnd(v *graph.View, flag, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if t, _ := ontology.TypeOfID(s); (t == model.TypeBudgetChapter || t == model.TypeBudgetArticle) && v.Entity(s) != nil {
		return s, nil
	}
	chapter, number, err := articleOf(s)
	if err != nil || !isChapter(v, "budget-chapter/"+chapter) {
		return "", &model.Error{Code: model.CodeNotFound, Op: "links", Message: fmt.Sprintf("%s %q is no budget chapter, nor an article of one", flag, s),
			Hint: "name one such as V, V/2 or budget-chapter/V"}
	}
	if number == "" {
		return "budget-chapter/" + chapter, nil
	}
	id := "budget-article/" + chapter + "/" + number
	if v.Entity(id) == nil {
		return "", &model.Error{Code: model.CodeNotFound, Op: "links", Message: fmt.Sprintf("%s %q: no document names that article", flag, s),
			Hint: flag + " " + chapter + " takes the whole chapter"}
	}
	return id, nil
}

// isChapter says whether the register or a document knows a chapter.
func isChapter(v *graph.View, id string) bool {
	return v.Entity(id) != nil || len(v.Documents(graph.DocumentFilter{Chapters: []string{id}})) > 0 ||
		slices.ContainsFunc(registers().Chapters, func(c figures.ChapterName) bool { return "budget-chapter/"+c.Code == id })
}

// code is the other way round.
func code(id string) string {
	return strings.TrimPrefix(strings.TrimPrefix(id, "budget-chapter/"), "budget-article/")
}

func kindWord(k graph.ChapterLinkKind) string { return strings.ToLower(string(k)) }

func kindWords() []string {
	var out []string
	for _, k := range graph.ChapterLinkKinds() {
		out = append(out, kindWord(k))
	}
	return out
}
