package main

import (
	"context"

	"github.com/spf13/cobra"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/inorder"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// extractionPrinter prints one extraction of a file.
type extractionPrinter func(file string, x *model.Extraction) error

func (a *app) extract() *cobra.Command {
	var format string
	var documents documentFlagSet
	c := &cobra.Command{
		Use:   "extract FILE|FOLDER|ADDRESS...",
		Short: "Print what documents say, without a store",
		Long: `Prints what was found in each document, in the order of the arguments. The form
json is one object a document, one a line; every offset in it points into its
"text", in Unicode code points, end exclusive.`,
		Example: `  rijksgraaf extract --format json annual-report.txt > found.json
  rijksgraaf extract --format summary documents/`,
		Args: atLeast(1, "a file, folder or address"),
		RunE: func(c *cobra.Command, args []string) error {
			if a.json && !c.Flags().Changed("format") {
				format = "json"
			}
			printer, err := a.extractionPrinter(c, format)
			if err != nil {
				return err
			}
			given, err := documents.check(c)
			if err != nil {
				return err
			}
			found, err := documents.find(c, args)
			if err != nil {
				return err
			}
			return a.runExtract(c.Context(), found, reading{given, documents.frog}, documents.workers, printer)
		},
	}
	c.Flags().StringVar(&format, "format", "json", "json or summary")
	documents.add(c.Flags())
	return c
}

func (a *app) extractionPrinter(c *cobra.Command, format string) (extractionPrinter, error) {
	switch format {
	case "json":
		return func(_ string, x *model.Extraction) error { return model.WriteContract(a.out, x) }, nil
	case "summary":
		return a.printSummary, nil
	}
	return nil, usagef(c, "--format %q is unknown: take json or summary", format)
}

func (a *app) runExtract(ctx context.Context, files []sources.Source, how reading, workers int, print extractionPrinter) error {
	read, err := how.extraction(ctx)
	if err != nil {
		return err
	}
	work := func(ctx context.Context, s sources.Source) (*model.Extraction, error) {
		if s.Err != nil {
			return nil, s.Err
		}
		return read(ctx, s)
	}
	failed := false
	err = inorder.Each(ctx, workers, files, work, func(i int, x *model.Extraction, err error) error {
		if err != nil {
			failed = true
			a.complain(err)
			return nil
		}
		for _, w := range x.Warnings {
			a.note("%s: %s", files[i].Path, w)
		}
		return print(files[i].Path, x)
	})
	if err == nil && failed {
		return errReported
	}
	return err
}

// printSummary tells a person what was found: how much of each type and predicate, and
// what could not be made sense of.
func (a *app) printSummary(file string, x *model.Extraction) error {
	a.printf("%s: %s %q\n", file, x.Document.ID, x.Document.Title)
	a.printf("  %s\n", counts(ingest.Count(x)))
	types, predicates := map[string]int{}, map[string]int{}
	for _, e := range x.Entities {
		types[string(e.Type)]++
	}
	for _, r := range x.Relations {
		predicates[string(r.Predicate)]++
	}
	a.printTally("  ", types)
	a.printTally("  ", predicates)
	for _, g := range x.Gaps {
		a.printf("  gap %s/%s at %d-%d: %s\n", g.Stage, g.Kind, g.Span.Start, g.Span.End, oneLine(g.Detail))
	}
	for _, r := range x.Refusals {
		a.printf("  refused %s: %s\n", r.What, r.Reason)
	}
	return nil
}
