package main

import (
	"context"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

func (a *app) ingest() *cobra.Command {
	var dryRun bool
	var documents documentFlagSet
	c := &cobra.Command{
		Use:   "ingest FILE|FOLDER|ADDRESS...",
		Short: "Take documents into the store",
		Long: `Reads documents, takes out what they say and puts it into the store. A folder or
a zip stands for all documents in it and below it; an address is fetched. Pages
(HTML), official publications (XML) and text files are told apart by what is in
them. A document that was ingested before is replaced by what it says now; one
that did not change changes nothing.

A file that cannot be read does not keep the others from being ingested; the exit
status is then 1.`,
		Example: `  rijksgraaf ingest annual-report.txt
  rijksgraaf ingest --db ./budget documents/ more/letter.txt
  rijksgraaf ingest https://zoek.officielebekendmakingen.nl/kst-36360-V-1.html
  rijksgraaf ingest --dossier "36 360" --chapter V --number 1 scan.txt
  rijksgraaf ingest --dry-run documents/`,
		Args: atLeast(1, "a file, folder or address"),
		RunE: func(c *cobra.Command, args []string) error {
			given, err := documents.check(c)
			if err != nil {
				return err
			}
			found, err := documents.find(c, args)
			if err != nil {
				return err
			}
			return a.runIngest(c.Context(), found, reading{given, documents.frog}, documents.workers, dryRun)
		},
	}
	c.Flags().BoolVar(&dryRun, "dry-run", false, "say what would change and change nothing")
	documents.add(c.Flags())
	return c
}

func (a *app) runIngest(ctx context.Context, found []sources.Source, how reading, workers int, dryRun bool) error {
	read, err := how.extraction(ctx)
	if err != nil {
		return err
	}
	p := &ingestPrinter{app: a, dryRun: dryRun}
	run := ingest.Run{Extract: read, Workers: workers, Open: a.writable, DryRun: dryRun, Report: p.outcome}
	if dryRun {
		run.Open = a.readableOrEmpty
	}
	summary, err := run.Do(ctx, found)
	p.summary(summary)
	if err == nil && summary.Failed > 0 {
		return errReported
	}
	return err
}

// readableOrEmpty opens the store for reading; an empty one when there is none yet.
func (a *app) readableOrEmpty() (*graph.Store, error) {
	s, err := a.readable()
	if model.CodeOf(err) == model.CodeNotFound {
		return graph.Open(graph.Memory, graph.Options{Base: a.base})
	}
	return s, err
}

// ingestPrinter tells how an ingest goes, for a person or, with --json, for a machine.
type ingestPrinter struct {
	*app
	dryRun bool
}

// ingestLine is what --json prints of a file.
type ingestLine struct {
	File     string        `json:"file"`
	Document string        `json:"document,omitempty"`
	Status   ingest.Status `json:"status"`
	*ingest.Counts
	Messages []string `json:"messages,omitempty"`
	Error    string   `json:"error,omitempty"`
}

func (p *ingestPrinter) outcome(o ingest.Outcome) {
	for _, w := range o.Warnings {
		p.note("%s: %s", o.File, w)
	}
	if o.Err != nil {
		p.complain(o.Err)
	}
	switch {
	case p.json:
		line := ingestLine{File: o.File, Document: o.Document, Status: o.Status, Messages: o.Warnings}
		if o.Err != nil {
			line.Error = o.Err.Error()
		} else {
			line.Counts = &o.Counts
		}
		_ = p.printJSON(line)
	case o.Err == nil:
		p.printf("%s: %s %s: %s\n", o.File, o.Document, p.status(o.Status), counts(o.Counts))
	}
}

func (p *ingestPrinter) status(s ingest.Status) string {
	if p.dryRun && s != ingest.Unchanged {
		return "would be " + string(s)
	}
	return string(s)
}

func (p *ingestPrinter) summary(s ingest.Summary) {
	switch {
	case p.json:
		_ = p.printJSON(struct {
			Summary ingest.Summary `json:"summary"`
			DryRun  bool           `json:"dryRun,omitempty"`
		}{s, p.dryRun})
	case s.Counts.Documents+s.Failed > 1:
		p.printf("%s (%d added, %d changed, %d unchanged, %d failed): %s\n",
			plural(s.Documents, "document"), s.Added, s.Changed, s.Unchanged, s.Failed, counts(s.Counts))
	}
}

// counts reads like "61 entities, 58 relations, 60 evidences, 2 gaps, 0 refusals, 0 warnings".
func counts(c ingest.Counts) string {
	return plural(c.Entities, "entity") + ", " + plural(c.Relations, "relation") + ", " + plural(c.Evidences, "evidence") +
		", " + plural(c.Gaps, "gap") + ", " + plural(c.Refusals, "refusal") + ", " + plural(c.Warnings, "warning")
}
