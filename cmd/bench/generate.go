package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rijksgraaf/internal/budgetgen"
)

func generate() *cobra.Command {
	var pages int
	var seed uint64
	c := &cobra.Command{
		Use:   "generate FOLDER",
		Short: "Write generated budget text, a file a document",
		Long: `Writes documents of 50 to 200 pages, and a last one with what is left, into a folder
that need not be there: draft budgets and annual reports of 25 chapters, year by year
back from the last. The same seed gives the same bytes.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			w, err := writeDocuments(args[0], pages, seed)
			if err == nil {
				_, err = fmt.Fprintf(c.OutOrStdout(), "%d documents, %d pages, %.1f MB in %s\n", w.documents, w.pages, float64(w.bytes)/1e6, args[0])
			}
			return err
		},
	}
	c.Flags().IntVar(&pages, "pages", 6000, "pages over all documents")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the random numbers")
	return c
}

// written counts generated documents, their pages and bytes.
type written struct{ documents, pages, bytes int }

func writeDocuments(dir string, pages int, seed uint64) (w written, err error) {
	g, err := budgetgen.New(seed)
	if err != nil {
		return w, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return w, err
	}
	for d := range g.Documents(pages) {
		if err := os.WriteFile(filepath.Join(dir, d.Name), d.Text, 0o644); err != nil {
			return w, err
		}
		w.documents++
		w.pages += d.Pages
		w.bytes += len(d.Text)
	}
	return w, nil
}
