package main

import (
	"io"

	"github.com/spf13/cobra"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/internal/atomicfile"
)

func (a *app) export() *cobra.Command {
	var format, file string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the whole graph in a form that other programs read",
		Long: `Writes the whole graph, always in the same order: the same graph gives the same
bytes. With -o the file is written whole or not at all.`,
		Example: `  rijksgraaf export --format nquads -o budget.nq
  rijksgraaf export --format jsonld | jq .`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			write, err := exporter(c, format)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error {
				if file == "" || file == "-" {
					return write(a.out, s.View())
				}
				return atomicfile.Write(file, func(w io.Writer) error { return write(w, s.View()) })
			})
		},
	}
	c.Flags().StringVar(&format, "format", "nquads", "nquads or jsonld")
	c.Flags().StringVarP(&file, "output", "o", "", "`file` to write, - for standard output")
	return c
}

func exporter(c *cobra.Command, format string) (func(io.Writer, *graph.View) error, error) {
	switch format {
	case "nquads":
		return export.NQuads, nil
	case "jsonld":
		return export.JSONLD, nil
	}
	return nil, usagef(c, "--format %q is unknown: take nquads or jsonld", format)
}
