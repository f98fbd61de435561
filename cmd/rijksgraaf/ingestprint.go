package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/progress"
)

// maxFailures is how many failures the summary repeats.
const maxFailures = 20

// ingestPrinter tells how an ingest goes: for a person in lines or by a bar, with --json
// for a machine.
type ingestPrinter struct {
	*app
	ingestOptions
	total   int
	started time.Time
	// bar is nil where none is shown; ended ends its ticking.
	bar   *progress.Bar
	ended chan struct{}
	// lines says that each document gets a line.
	lines bool

	sum      ingest.Summary
	took     time.Duration
	failures []ingest.Outcome
	// taken are the ids of the documents that were read.
	taken []string
	// files are kept for the report, when there is to be one.
	files []ingest.FileReport
}

func (a *app) ingestPrinter(o ingestOptions, files int) *ingestPrinter {
	p := &ingestPrinter{app: a, ingestOptions: o, total: files, started: a.Now(), lines: true}
	if a.json {
		_ = a.printJSON(struct {
			Event   string `json:"event"`
			Files   int    `json:"files"`
			Workers int    `json:"workers"`
			DryRun  bool   `json:"dryRun,omitempty"`
		}{"start", files, o.workers, o.dryRun})
	}
	if p.showsBar() {
		p.bar = progress.New(a.Err, func() int { return a.Columns(a.Err) }, a.Now, files)
		p.lines = a.Columns(a.Out) == 0
		p.ended = make(chan struct{})
		go tick(p.bar, p.ended)
	}
	return p
}

// showsBar says whether there is a terminal to show a bar on, and more than one file to
// wait for.
func (p *ingestPrinter) showsBar() bool {
	kind, _ := p.LookupEnv("TERM")
	toScreen := p.json && p.Columns(p.Out) > 0 // where the bar would stand among the objects
	return !p.noProgress && p.total > 1 && kind != "dumb" && p.Columns(p.Err) > 0 && !toScreen
}

// tick keeps the bar's clock going while a large document is read.
func tick(bar *progress.Bar, ended <-chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-ended:
			return
		case <-t.C:
			bar.Tick()
		}
	}
}

// close takes the bar away. It may be called twice.
func (p *ingestPrinter) close() {
	if p.bar != nil {
		p.bar.Close()
	}
	if p.ended != nil {
		close(p.ended)
		p.ended = nil
	}
}

// stopping is called when the run is told to stop.
func (p *ingestPrinter) stopping() {
	if p.bar != nil {
		p.bar.Aside(func() { p.note("stopping after the documents that are being written; Ctrl-C again stops at once") })
	}
}

func (p *ingestPrinter) outcome(o ingest.Outcome) {
	p.sum.Add(o)
	if o.Err != nil {
		p.failures = append(p.failures, o)
	} else if !o.Skipped {
		p.taken = append(p.taken, o.Document)
	}
	if p.report != "" {
		p.files = append(p.files, ingest.NewFileReport(o))
	}
	if p.bar == nil {
		p.tell(o)
		return
	}
	if o.Err != nil || len(o.Warnings) > 0 && !o.Skipped {
		p.bar.Aside(func() { p.tell(o) })
	} else {
		p.tell(o)
	}
	documents, pages := p.sum.Read()
	p.bar.Set(progress.State{Files: p.sum.Files(), Pages: p.sum.Pages, Entities: p.sum.Entities, ReadFiles: documents + p.sum.Failed, ReadPages: pages})
}

// tell says what became of one file. The warnings of a document that was passed over were
// said when it was read.
func (p *ingestPrinter) tell(o ingest.Outcome) {
	if !o.Skipped {
		for _, w := range o.Warnings {
			p.note("%s: %s", o.File, w)
		}
	}
	if o.Err != nil {
		p.complain(o.Err)
	}
	switch {
	case p.json:
		_ = p.printJSON(struct {
			Event string `json:"event"`
			ingest.FileReport
		}{"document", ingest.NewFileReport(o)})
	case o.Err == nil && p.lines:
		p.printf("%s: %s %s: %s\n", o.File, o.Document, p.status(o.Status), counts(o.Counts))
	}
}

func (p *ingestPrinter) status(s ingest.Status) string {
	if p.dryRun && s != ingest.Unchanged {
		return "would be " + string(s)
	}
	return string(s)
}

// summary ends the bar and says what became of the run.
func (p *ingestPrinter) summary(s ingest.Summary) {
	p.close()
	p.sum, p.took = s, p.Now().Sub(p.started)
	switch {
	case p.json:
		_ = p.printJSON(struct {
			Event          string         `json:"event"`
			Summary        ingest.Summary `json:"summary"`
			Seconds        float64        `json:"seconds"`
			PagesPerSecond float64        `json:"pagesPerSecond"`
			DryRun         bool           `json:"dryRun,omitempty"`
		}{"summary", s, p.took.Round(time.Millisecond).Seconds(), s.PagesPerSecond(p.took), p.dryRun})
	case s.Files() > 1:
		p.table(s)
	}
}

// table prints the summary, and the failures once more: their lines may be far above.
func (p *ingestPrinter) table(s ingest.Summary) {
	if p.lines {
		p.printf("\n")
	}
	rows := s.Rows(p.took)
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Number))
	}
	for _, r := range rows {
		p.printf("%s\n", strings.TrimRight(fmt.Sprintf("%-9s  %*s  %s", r.Name, width, r.Number, r.Note), " "))
	}
	if p.dryRun {
		p.printf("nothing was changed: this was a dry run\n")
	}
	if len(p.failures) == 0 {
		return
	}
	p.printf("\nfailed:\n")
	for _, o := range p.failures[:min(len(p.failures), maxFailures)] {
		p.printf("  %s: %s\n", o.File, oneLine(o.Err.Error()))
	}
	if more := len(p.failures) - maxFailures; more > 0 {
		p.printf("  and %d more: a --report lists all\n", more)
	}
}

// writeReport writes the file of --report. err is what ended the run before its end.
func (p *ingestPrinter) writeReport(err error) error {
	if p.report == "" {
		return nil
	}
	r := p.reportOf(err)
	return atomicfile.Write(p.report, func(w io.Writer) error {
		if strings.EqualFold(filepath.Ext(p.report), ".json") {
			return r.WriteJSON(w)
		}
		return r.WriteMarkdown(w)
	})
}

// counts reads like "61 entities, 58 relations, 60 evidences, 2 gaps, 0 refusals, 0 warnings".
func counts(c ingest.Counts) string {
	return plural(c.Entities, "entity") + ", " + plural(c.Relations, "relation") + ", " + plural(c.Evidences, "evidence") +
		", " + plural(c.Gaps, "gap") + ", " + plural(c.Refusals, "refusal") + ", " + plural(c.Warnings, "warning")
}
