package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/model"
)

// exportFlags are the flags of `export`.
type exportFlags struct {
	format, file  string
	filter        map[string]*[]string
	minConfidence string
	entity        string
	asOf          string
}

func (a *app) export() *cobra.Command {
	f := exportFlags{filter: map[string]*[]string{}}
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, in a form that other programs read",
		Long: `Writes the graph, or the part that the filters let through, always in the same
order: the same graph gives the same bytes. With -o the file is written whole or not
at all. What each form holds stands in docs/exports.md. The forms:

` + formatList() + `
Types are those of entities, and of both ends of relations. Predicates, years and
confidence choose relations, and leave out entities that none of these joins. Of
documents and chapters only what they say is written. The same filters work on
/export.EXTENSION of a server, and asOf for --as-of.

With --as-of it is what documents said after a commit (see log) or at a time; official figures
and decisions on what is one thing are those of today.`,
		Example: `  rijksgraaf export --format nquads -o budget.nq
  rijksgraaf export --format gexf --chapters V,X --min-confidence 0.8 -o budget.gexf
  rijksgraaf export --format amounts --years 2022 | head
  rijksgraaf export --format turtle --as-of 2026-05-19 -o before.ttl`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			format, ok := export.ByName(f.format)
			if !ok {
				return usagef(c, "--format %q is unknown: take one of %s", f.format, strings.Join(formatNames(), ", "))
			}
			selection, err := f.selection(c)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error {
				v, err := f.view(s)
				if err != nil {
					return err
				}
				part, err := v.Part(selection)
				if err != nil {
					return err
				}
				return a.writeExport(c.Context(), f.file, format, part)
			})
		},
	}
	c.Flags().StringVar(&f.format, "format", "nquads", "`form` to write: "+strings.Join(formatNames(), ", "))
	c.Flags().StringVarP(&f.file, "output", "o", "", "`file` to write, - for standard output")
	for _, l := range []struct{ name, usage string }{
		{export.FilterTypes, "only entities of these `types`, and relations between them: Policy,Threat"},
		{export.FilterPredicates, "only relations with these `predicates`: extendsTo,addresses"},
		{export.FilterChapters, "only what documents of these `chapters` say: V,X"},
		{export.FilterDocuments, "only what these `documents` say, by id"},
		{export.FilterYears, "only relations with an amount of these budget `years`"},
	} {
		f.filter[l.name] = c.Flags().StringSlice(l.name, nil, l.usage)
	}
	c.Flags().StringVar(&f.minConfidence, "min-confidence", "", "only relations of at least this `confidence`, from 0 to 1")
	c.Flags().StringVar(&f.entity, "entity", "", "only the relations of this entity, by `id`, and their other ends")
	c.Flags().StringVar(&f.asOf, "as-of", "", "what documents said at a `moment`: a commit's number, or a time or date such as 2026-05-19")
	return c
}

// view gives the state to export.
func (f *exportFlags) view(s *graph.Store) (*graph.View, error) {
	if f.asOf == "" {
		return s.View(), nil
	}
	return s.View().AsOfMoment(f.asOf)
}

// selection reads the filters. What is wrong with one is a usage error.
func (f *exportFlags) selection(c *cobra.Command) (graph.Selection, error) {
	filter := export.Filter{}
	for name, values := range f.filter {
		if c.Flags().Changed(name) {
			filter[name] = *values
		}
	}
	if f.minConfidence != "" {
		filter[export.FilterMinConfidence] = []string{f.minConfidence}
	}
	if f.entity != "" {
		filter[export.FilterEntity] = []string{f.entity}
	}
	s, err := filter.Selection()
	if err != nil {
		var e *model.Error
		if errors.As(err, &e) {
			return s, usagef(c, "--%s", strings.Replace(e.Message, export.FilterMinConfidence, "min-confidence", 1))
		}
	}
	return s, err
}

func (a *app) writeExport(ctx context.Context, file string, format export.Format, part *graph.Part) error {
	if file == "" || file == "-" {
		return format.Write(ctx, a.out, part)
	}
	return atomicfile.Write(file, func(w io.Writer) error { return format.Write(ctx, w, part) })
}

func formatNames() []string {
	var out []string
	for _, f := range export.Formats() {
		out = append(out, f.Name)
	}
	return out
}

// formatList tells of each form in a line.
func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-10s %s\n", f.Name, f.About)
	}
	return b.String()
}
