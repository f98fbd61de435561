package main

import (
	"context"
	"errors"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// ingestOptions are the settings of ingest.
type ingestOptions struct {
	dryRun, force, noProgress bool
	workers                   int
	report                    string
	how                       reading
	// address is that of the server that takes the documents in, "" for the store;
	// token the file with its token.
	address, token string
}

func (a *app) ingest() *cobra.Command {
	var o ingestOptions
	var documents documentFlagSet
	c := &cobra.Command{
		Use:   "ingest FILE|FOLDER|PATTERN|ADDRESS...",
		Short: "Take documents into the store",
		Long: `Reads documents, takes out what they say and puts it into the store. A folder or
a zip stands for all documents in it and below it, a pattern in quotes for the
files that it matches: * and ? stand for parts of a name, [0-9] and {a,b} for a
choice, ** for any folders; an address is fetched. Pages (HTML), official
publications (XML) and text files are told apart by what is in them. A document
that was ingested before is replaced by what it says now; one that did not change
changes nothing. A file whose bytes are in the
store already is passed over, unless the program has changed since or --force is
given.

With --server the documents are sent to a running server that writes (serve --write), which
takes them in by its own rules and settings; its job is followed to its end, and Ctrl-C stops
it. This is the way to add documents while a server holds the store.

A file that cannot be read does not keep the others from being ingested; the exit
status is then 1.

On a terminal a bar shows how far the work is; elsewhere there is a line a
document. Ctrl-C finishes the documents that are being written and says how to go
on; a second Ctrl-C stops at once, and the store is whole even then.

With --json there is one object a line: {"event":"start"} with the number of
files and workers; {"event":"document"} for each file, in order, with "file",
"document" (its id), "status" (added, changed, unchanged or failed), "skipped"
when it was not read anew, what was found in it, "messages" (warnings), or
"error" and "code"; and {"event":"summary"} with "summary", "seconds" and
"pagesPerSecond". A report has the same fields, and the settings.`,
		Example: `  rijksgraaf ingest annual-report.txt
  rijksgraaf ingest --db ./budget documents/ 'archive/**/*.txt'
  rijksgraaf ingest --report ingest.md documents/
  rijksgraaf ingest https://zoek.officielebekendmakingen.nl/kst-36360-V-1.html
  rijksgraaf ingest --dossier "36 360" --chapter V --number 1 scan.txt
  rijksgraaf ingest --server http://127.0.0.1:8080 --token-file token documents/
  rijksgraaf ingest --dry-run documents/`,
		Args: atLeast(1, "a file, folder or address"),
		RunE: func(c *cobra.Command, args []string) error {
			given, err := documents.check(c)
			if err != nil {
				return err
			}
			if err := o.checkServer(c); err != nil {
				return err
			}
			if o.report != "" {
				if err := atomicfile.Check(o.report); err != nil {
					return err
				}
			}
			found, err := documents.find(c, args)
			if err != nil {
				return err
			}
			o.workers, o.how = documents.workers, reading{given, documents.frog}
			if o.address != "" {
				return a.sendIngest(c.Context(), found, o)
			}
			return named(a.runIngest(c.Context(), found, o))
		},
	}
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would change and change nothing")
	c.Flags().BoolVar(&o.force, "force", false, "read every document anew")
	c.Flags().BoolVar(&o.noProgress, "no-progress", false, "show no bar on a terminal, but a line a document")
	c.Flags().StringVar(&o.report, "report", "", "`file` to write a report to: JSON when it ends in .json, else Markdown")
	c.Flags().StringVar(&o.address, "server", "", "`address` of a running server to send the documents to, in place of the store")
	c.Flags().StringVar(&o.token, "token-file", "", "`file` with the token of the server")
	documents.add(c.Flags())
	return c
}

func (a *app) runIngest(ctx context.Context, found []sources.Source, o ingestOptions) error {
	read, err := o.how.extractionOfBytes(ctx)
	if err != nil {
		return err
	}
	return a.tellIngest(ctx, found, o, func(p *ingestPrinter, list []sources.Source) (ingest.Summary, error) {
		var store *graph.Store
		open := a.storeToIngest(o)
		sum, err := ingest.Run{
			Load: loadSource, Extract: read,
			Workers: o.workers, Version: extractionVersion(o.how.given, o.how.frog), Force: o.force, DryRun: o.dryRun,
			Open: func(create bool) (s *graph.Store, err error) {
				s, err = open(create)
				store = s
				return s, err
			}, Again: a.again(), Report: p.outcome,
		}.Do(ctx, list)
		p.summary(sum)
		if store != nil && !o.dryRun {
			p.checkFigures(store.View())
		}
		return sum, err
	})
}

// tellIngest runs what takes documents in, and prints its summary, and tells what came of it:
// by a report where one is wanted, and by the error.
func (a *app) tellIngest(ctx context.Context, found []sources.Source, o ingestOptions, run func(*ingestPrinter, []sources.Source) (ingest.Summary, error)) error {
	list := sources.Unique(found)
	if err := checkReport(o.report, list); err != nil {
		return err
	}
	p := a.ingestPrinter(o, len(list))
	defer p.close()
	stop := context.AfterFunc(ctx, p.stopping)
	defer stop()
	sum, err := run(p, list)
	if written := p.writeReport(err); written != nil {
		a.complain(err)
		return written
	}
	if err == nil && sum.Failed > 0 {
		return errReported
	}
	return err
}

// storeToIngest gives what opens the store: for reading only in a dry run, where an empty
// one stands in when there is none.
func (a *app) storeToIngest(o ingestOptions) func(create bool) (*graph.Store, error) {
	if o.dryRun {
		return func(bool) (*graph.Store, error) { return a.readableOrEmpty() }
	}
	return func(create bool) (*graph.Store, error) {
		return a.open(graph.Options{Base: a.base, NoCreate: !create})
	}
}

// readableOrEmpty opens the store for reading; an empty one when there is none yet.
func (a *app) readableOrEmpty() (*graph.Store, error) {
	s, err := a.readable()
	if model.CodeOf(err) == model.CodeNotFound {
		return graph.Open(graph.Memory, graph.Options{Base: a.base})
	}
	return s, err
}

// checkReport finds out before the work begins that the report would not be written over
// a document.
func checkReport(path string, list []sources.Source) error {
	if path == "" {
		return nil
	}
	report, err := os.Stat(path)
	if err != nil {
		return nil // there is none yet
	}
	for _, s := range list {
		if file, err := os.Stat(s.Path); err == nil && os.SameFile(report, file) {
			return &model.Error{Code: model.CodeInvalid, Op: "ingest", Message: "--report " + path + " is one of the documents", Hint: "name another file"}
		}
	}
	return nil
}

// reportOf gives what is written to --report; err is what ended the run before its end.
func (p *ingestPrinter) reportOf(err error) *ingest.Report {
	dir, _ := p.database() // has been opened, or its error is err
	r := &ingest.Report{
		Program: thisBuild().String(), Command: p.commandLine(p.args), Started: p.started.UTC(), Summary: p.sum,
		Seconds: p.took.Round(time.Millisecond).Seconds(), PagesPerSecond: p.sum.PagesPerSecond(p.took), Files: p.files,
		Settings: []ingest.Setting{p.target(dir), {Name: "workers", Value: strconv.Itoa(p.workers)},
			{Name: "dry run", Value: strconv.FormatBool(p.dryRun)}, {Name: "force", Value: strconv.FormatBool(p.force)}},
	}
	r.Settings = append(r.Settings, p.how.settings()...)
	if err != nil && !errors.Is(err, errReported) {
		r.Stopped = err.Error()
	}
	return r
}
