package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// figureFlags are the flags of `figures`.
type figureFlags struct {
	year       int
	kind, name string
}

func (a *app) figures() *cobra.Command {
	var f figureFlags
	c := &cobra.Command{
		Use:   "figures [list | import FILE | show ARTICLE | check [DOCUMENT|ARTICLE...] | links | delete SOURCE]",
		Short: "Keep the official figures of chapters and articles, and show them over the years",
		Long: `Reads the Ministry of Finance's open data (begrotingsstaten.csv: commitments, expenditure
and receipts of each article, as drafted, adopted, changed and spent) and shows an article
over the years although its number and name changed. Every link between two years says on
what it rests: a name or a row of a register, never a number alone.

"import" takes in a file; one that was imported under the same name is replaced. "show"
takes an article (V/2) or a chapter (V, the sum of its articles). A number that meant several articles shows the one
that bore it last, and names the others: --year asks for the one of a year. "check" compares
the amounts of articles in the tables of all documents, or of the documents and articles
named, with the official figures and lists the differences; they are findings and no errors. "links" lists
the links that are more than the same number with the same name, "list" the sources.`,
		Example: `  rijksgraaf figures import begrotingsstaten.csv
  rijksgraaf figures show V/2 --kind expenditure
  rijksgraaf figures show V/4 --year 2013 --json
  rijksgraaf figures check document/kst-36200-V-1 V/2
  rijksgraaf figures links --year 2020`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"list"}
			}
			if c.Flags().Changed("year") && f.year < 1 {
				return usagef(c, "--year %d is no year", f.year)
			}
			if f.kind != "" && !slices.Contains(figures.Kinds(), figures.Kind(f.kind)) {
				return usagef(c, "--kind %q is none of commitments, expenditure, receipts", f.kind)
			}
			return a.figuresVerb(c, f, args[0], args[1:])
		},
		ValidArgs: []string{"list", "import", "show", "check", "links", "delete"},
	}
	c.Flags().IntVar(&f.year, "year", 0, "show: the article that bore the number in this `year` (default: the last); links: only those to this year")
	c.Flags().StringVar(&f.kind, "kind", "", "show: only this `kind`: commitments, expenditure or receipts")
	c.Flags().StringVar(&f.name, "name", "", "import: `name` of the source (default: the file's)")
	return c
}

func (a *app) figuresVerb(c *cobra.Command, f figureFlags, verb string, args []string) error {
	if verb == "check" {
		return a.withFigures(func(s *graph.Store) error { return a.checkFigures(s.View(), args) })
	}
	what, ok := map[string]string{"list": "", "links": "", "import": "a file", "show": "an article or a chapter", "delete": "a source's id"}[verb]
	switch {
	case !ok:
		return usagef(c, "%q is none of list, import, show, check, links, delete", verb)
	case what == "" && len(args) > 0:
		return usagef(c, "%s takes no arguments, was given %q", verb, args[0])
	case what != "" && len(args) != 1:
		return usagef(c, "%s takes %s, was given %d arguments", verb, what, len(args))
	}
	switch verb {
	case "import":
		return a.importFigures(c.Context(), args[0], f.name)
	case "delete":
		return a.deleteFigures(c.Context(), args[0])
	case "show":
		return a.withFigures(func(s *graph.Store) error { return a.showFigures(s.View().Figures(), args[0], f) })
	case "links":
		return a.withFigures(func(s *graph.Store) error { return a.listFigureLinks(s.View().Figures(), f.year) })
	}
	return a.withFigures(func(s *graph.Store) error { return a.listFigures(s.View().Figures()) })
}

// withFigures is withStore that, where there is no store, tells how figures come into one.
func (a *app) withFigures(use func(*graph.Store) error) error {
	s, err := a.readableOr("import figures with rijksgraaf figures import FILE, or name another folder with --db")
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}

// importFigures reads the file before it touches the store: a bad file makes none.
func (a *app) importFigures(ctx context.Context, path, name string) error {
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	source, err := figures.Read(path, figures.Options{Name: document.Slug(name), Chapters: registers().Chapters})
	if err != nil {
		return err
	}
	s, err := a.writable()
	if err != nil {
		return err
	}
	change, err := s.ImportFigures(ctx, source)
	if err == nil {
		err = a.tellImport(change, source, s.View().Figures())
	}
	return errors.Join(err, s.Close())
}

// importReport is what `figures import --json` prints.
type importReport struct {
	figureSource
	Status string `json:"status"`
	// Linked counts the links between all articles of the store by what they rest on.
	Linked map[figures.Basis]int `json:"linked"`
}

func (a *app) tellImport(change graph.FigureChange, source *figures.Source, book *figures.Book) error {
	r := importReport{figureSource: sourceOf(source), Status: "imported", Linked: map[figures.Basis]int{}}
	switch {
	case !change.Changed:
		r.Status = "unchanged"
	case change.Replaced:
		r.Status = "replaced"
	}
	for _, k := range book.Links() {
		r.Linked[k.Basis]++
	}
	if a.json {
		return a.printJSON(r)
	}
	a.printf("%s %s from %s\n", r.ID, r.Status, r.File)
	a.printSource(r.figureSource)
	a.printf("  links between the years: %d by the same name, %d by a similar name, %d by a register (rijksgraaf figures links)\n",
		r.Linked[figures.SameName], r.Linked[figures.SimilarName], r.Linked[figures.RegisterRow])
	return nil
}

// figureSource is what --json prints of a source.
type figureSource struct {
	ID       string           `json:"id"`
	File     string           `json:"file"`
	SHA256   string           `json:"sha256"`
	Rows     int              `json:"rows"`
	Amounts  int              `json:"amounts"`
	Chapters int              `json:"chapters"`
	Articles int              `json:"articles"`
	From     int              `json:"from"`
	Until    int              `json:"until"`
	Repairs  []figures.Repair `json:"repairs"`
	Warnings []string         `json:"warnings"`
}

// sourceOf counts what a source has. An article counts once for each year and number.
func sourceOf(s *figures.Source) figureSource {
	out := figureSource{ID: s.ID, File: s.File, SHA256: s.SHA256, Rows: len(s.Rows), Amounts: s.Amounts(),
		Repairs: append([]figures.Repair{}, s.Repairs...), Warnings: append([]string{}, s.Warnings...)}
	chapters, articles := map[string]bool{}, map[[2]string]bool{}
	for i := range s.Rows {
		r := &s.Rows[i]
		chapters[r.Chapter], articles[[2]string{r.Chapter, r.Number}] = true, true
		if out.From == 0 || r.Year < out.From {
			out.From = r.Year
		}
		out.Until = max(out.Until, r.Year)
	}
	out.Chapters, out.Articles = len(chapters), len(articles)
	return out
}

func (a *app) printSource(s figureSource) {
	a.printf("  %s, %s, %s in %s\n", plural(s.Chapters, "chapter"), plural(s.Articles, "article number"), plural(s.Amounts, "amount"), years(s.From, s.Until))
	for _, r := range s.Repairs {
		a.printf("  repaired: %q is read as %q in %s from line %d on; it rests on %s\n", r.Read, r.Name, plural(r.Lines, "row"), r.Line, r.RestsOn)
	}
	for _, w := range s.Warnings {
		a.printf("  warning: %s\n", w)
	}
}

func (a *app) listFigures(book *figures.Book) error {
	list := book.Sources()
	if len(list) == 0 && !a.json {
		a.printf("no figures; import some with rijksgraaf figures import FILE\n")
	}
	for _, s := range list {
		if a.json {
			if err := a.printJSON(sourceOf(s)); err != nil {
				return err
			}
			continue
		}
		a.printf("%s  %s, sha256 %s\n", s.ID, s.File, s.SHA256)
		a.printSource(sourceOf(s))
	}
	return nil
}

func (a *app) deleteFigures(ctx context.Context, id string) error {
	if !strings.Contains(id, "/") {
		id = "figures/" + id
	}
	s, err := a.open(graph.Options{Base: a.base, NoCreate: true})
	if err != nil {
		return err
	}
	if err := errors.Join(s.DeleteFigures(ctx, id), s.Close()); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]string{"source": id, "status": "deleted"})
	}
	a.printf("%s deleted\n", id)
	return nil
}

// chapterNames gives the register of chapters in the form that figures take.
func chapterNames(l *lexicon.Lexicon) []figures.ChapterName {
	out := make([]figures.ChapterName, len(l.Chapters))
	for i, c := range l.Chapters {
		out[i] = figures.ChapterName{Code: c.Code, Name: c.Name, Aliases: c.Aliases, From: c.From, Until: c.Until, Source: c.Source}
	}
	return out
}

// articleOf reads "V/2", "budget-article/V/2", its whole IRI, "V" or "budget-chapter/V"; the
// number is empty for a chapter.
func articleOf(s string) (chapter, number string, err error) {
	short := s[strings.LastIndex(s, "/id/")+1:]
	short = strings.TrimPrefix(short, "id/")
	short = strings.TrimPrefix(strings.TrimPrefix(short, "budget-article/"), "budget-chapter/")
	chapter, number, _ = strings.Cut(short, "/")
	if chapter == "" || strings.HasSuffix(short, "/") || strings.Contains(number, "/") {
		return "", "", &model.Error{Code: model.CodeUsage, Op: "figures", Message: fmt.Sprintf("there is no article or chapter %q", s), Hint: "name one such as V/2 or V"}
	}
	return strings.ToUpper(chapter), number, nil
}
