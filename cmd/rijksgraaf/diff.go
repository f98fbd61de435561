package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// diffFlags are the flags of `diff`.
type diffFlags struct {
	article, chapter string
	what             []string
	kept             bool
	format           string
}

func (a *app) diff() *cobra.Command {
	var f diffFlags
	c := &cobra.Command{
		Use:   "diff FROM TO",
		Short: "Tell what an article said in one document and no longer says in another, in the words of both",
		Long: `Compares two documents article by article: goals, duties, chapters leaned on, entities,
relations and amounts that are gone (-), new (+), in other words (~) or not alike (!).
An article is found again though it was renumbered: by number and title, the official
figures and the register of renumberings, its title, or its number; on which of these it
rests is told. Amounts are compared by year and stage, with the difference.

A document is named by its id (document/kst-36200-XV-2 or kst-36200-XV-2), or is a FILE or
address: that is read and compared, and not stored. With @N after the id it is the document as the
store had it after commit N (see log). Of an article that only one of the
documents has, the contents are listed when --article asks for it.`,
		Example: `  rijksgraaf diff kst-36200-XV-2 kst-36410-XV-2
  rijksgraaf diff kst-36360-V-1 new-report.txt --article V/2 --what duties,amounts
  rijksgraaf diff kst-36360-V-1@3 kst-36360-V-1
  rijksgraaf diff budget-2023.pdf budget-2024.pdf --format markdown > changes.md`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef(c, "takes two documents, the earlier first; was given %s", plural(len(args), "argument"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			options, err := f.options(c)
			if err != nil {
				return err
			}
			show, err := a.diffPrinter(c, f)
			if err != nil {
				return err
			}
			return a.compareDocuments(c.Context(), args[0], args[1], options, show)
		},
	}
	c.Flags().StringVar(&f.article, "article", "", "only this `article`, by its number in either document: XV/6 or budget-article/XV/6")
	c.Flags().StringVar(&f.chapter, "chapter", "", "only articles of this `chapter`: XV or budget-chapter/XV")
	c.Flags().StringSliceVar(&f.what, "what", nil, "only these `topics`: "+strings.Join(topicWords(), ", ")+"; may be given more than once")
	c.Flags().BoolVar(&f.kept, "kept", false, "list what both documents say alike too")
	c.Flags().StringVar(&f.format, "format", "text", "text, json, csv or markdown")
	return c
}

// options checks the flags and gives what they ask for.
func (f *diffFlags) options(c *cobra.Command) (graph.CompareOptions, error) {
	out := graph.CompareOptions{Kept: f.kept}
	for _, w := range f.what {
		t := graph.CompareTopic(strings.ToUpper(strings.TrimSpace(w)))
		if !slices.Contains(graph.CompareTopics(), t) {
			return out, usagef(c, "--what %q is unknown: take %s", w, strings.Join(topicWords(), ", "))
		}
		out.Topics = append(out.Topics, t)
	}
	if f.article != "" {
		chapter, number, err := articleOf(f.article)
		switch {
		case strings.HasPrefix(f.article, "budget-article/"):
			out.Article = f.article
		case err != nil || number == "":
			return out, usagef(c, "--article %q is no article: name one such as XV/6", f.article)
		default:
			out.Article = "budget-article/" + chapter + "/" + number
		}
	}
	if f.chapter != "" {
		chapter, number, err := articleOf(f.chapter)
		if err != nil || number != "" {
			return out, usagef(c, "--chapter %q is no chapter: name one such as XV", f.chapter)
		}
		out.Chapter = "budget-chapter/" + chapter
	}
	return out, nil
}

// diffPrinter gives what prints a comparison in the form that is asked for.
func (a *app) diffPrinter(c *cobra.Command, f diffFlags) (func(*diffReport) error, error) {
	format := f.format
	if a.json && !c.Flags().Changed("format") {
		format = "json"
	}
	switch format {
	case "json":
		return func(r *diffReport) error { return a.printJSON(r) }, nil
	case "csv":
		return a.printDiffRows, nil
	case "markdown":
		return func(r *diffReport) error { a.printDiff(r, markdownDiff{}, f.article != ""); return nil }, nil
	case "text":
		return func(r *diffReport) error { a.printDiff(r, textDiff{}, f.article != ""); return nil }, nil
	}
	return nil, usagef(c, "--format %q is unknown: take text, json, csv or markdown", f.format)
}

func topicWords() []string {
	var out []string
	for _, t := range graph.CompareTopics() {
		out = append(out, topicWord(t))
	}
	return out
}

func topicWord(t graph.CompareTopic) string { return strings.ToLower(string(t)) }

// notADocument is the error for an argument that names neither a document nor a file.
func notADocument(arg string, err error) error {
	if model.CodeOf(err) != model.CodeNotFound {
		return err
	}
	var e model.Error
	if x, ok := err.(*model.Error); ok {
		e = *x
	}
	return &model.Error{Code: model.CodeNotFound, Op: "diff", Message: fmt.Sprintf("%q is neither a document of the store nor a file", arg), Hint: e.Hint}
}
