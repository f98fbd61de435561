// Package ingest takes documents into the store: reading and extracting many at once,
// writing them in the order in which they were named, those that are ready at one time in
// one transaction, and passing over those that the store already holds.
package ingest

import (
	"context"
	"errors"
	"fmt"

	"rijksgraaf/graph"
	"rijksgraaf/internal/inorder"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// Status says what became of a document.
type Status string

// The statuses.
const (
	Added     Status = "added"
	Changed   Status = "changed"
	Unchanged Status = "unchanged"
	Failed    Status = "failed"
)

// Counts are what was found, of one document or of all.
type Counts struct {
	Documents int `json:"documents"`
	Pages     int `json:"pages"`
	Entities  int `json:"entities"`
	Relations int `json:"relations"`
	Evidences int `json:"evidences"`
	Gaps      int `json:"gaps"`
	Refusals  int `json:"refusals"`
	Warnings  int `json:"warnings"`
}

// Count counts what an extraction holds.
func Count(x *model.Extraction) Counts {
	c := Counts{Documents: 1, Pages: x.Document.Pages, Entities: len(x.Entities), Relations: len(x.Relations),
		Gaps: len(x.Gaps), Refusals: len(x.Refusals), Warnings: len(x.Warnings)}
	for _, r := range x.Relations {
		c.Evidences += len(r.Evidence)
	}
	return c
}

// plus gives the sum of both.
func (c Counts) plus(d Counts) Counts {
	return Counts{c.Documents + d.Documents, c.Pages + d.Pages, c.Entities + d.Entities, c.Relations + d.Relations,
		c.Evidences + d.Evidences, c.Gaps + d.Gaps, c.Refusals + d.Refusals, c.Warnings + d.Warnings}
}

// Outcome is what became of one source.
type Outcome struct {
	File string
	// Document is the id of the document in the file; empty when it could not be read.
	Document string
	Status   Status
	// Skipped says that an Unchanged document was not extracted anew.
	Skipped  bool
	Counts   Counts
	Warnings []string
	// Err is set when Status is Failed.
	Err error
}

// Summary is what became of a run. Counts leave failed files out.
type Summary struct {
	Counts
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	// Skipped are those of Unchanged that were not extracted anew.
	Skipped int `json:"skipped"`
	Failed  int `json:"failed"`

	pagesRead int // of the documents that were not skipped
}

// Add counts an outcome in.
func (s *Summary) Add(o Outcome) {
	switch o.Status {
	case Added:
		s.Added++
	case Changed:
		s.Changed++
	case Unchanged:
		s.Unchanged++
	case Failed:
		s.Failed++
		return
	}
	if o.Skipped {
		s.Skipped++
	} else {
		s.pagesRead += o.Counts.Pages
	}
	s.Counts = s.Counts.plus(o.Counts)
}

// Files is how many files the summary is of.
func (s *Summary) Files() int { return s.Documents + s.Failed }

// Run is one run of ingesting. Load, Extract, Workers, Open and Report must be set.
type Run struct {
	// Load gives the bytes of a source whose Err is nil, Extract what they say. Each is
	// called by Workers goroutines at once. A panic in them is a failure of that source.
	Load    func(ctx context.Context, s sources.Source) ([]byte, error)
	Extract func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error)
	Workers int
	// Version names all that an extraction depends on besides the document: the program,
	// its lexicons and rules, the settings. A document that was read under another version
	// is read anew. "" reads every document anew.
	Version string
	// Force reads every document anew, and forgets what was read before.
	Force bool
	// Open opens the store. With create it makes the store when there is none, which is
	// CodeNotFound otherwise. A run in which nothing could be read leaves no store behind.
	Open func(create bool) (*graph.Store, error)
	// Shared says that the store which Open gives is open before and stays so after.
	Shared bool
	// DryRun finds out what would change and changes nothing.
	DryRun bool
	// Again is the command that goes on with a run that was stopped.
	Again string
	// Report is told of every source, in order.
	Report func(Outcome)
}

// Do ingests the sources. One that cannot be read or stored is reported and counted, and
// the others are still done. Documents that are ready together are committed together; a
// document is reported when it is on disk. When ctx ends, what has come to the writer is
// still written, and what is being read is dropped.
//
// The error is not nil when the run could not go on: the store cannot be opened or
// written, or ctx ended (CodeUnavailable); the documents reported before it are stored.
func (r Run) Do(ctx context.Context, list []sources.Source) (s Summary, err error) {
	w := &writer{run: r, seen: map[string]origin{}}
	defer func() {
		if closing := w.close(); err == nil {
			err = closing
		}
	}()
	if err := w.begin(list); err != nil {
		return s, err
	}
	err = w.run.each(ctx, w, list, func(o Outcome) {
		s.Add(o)
		r.Report(o)
	})
	if errors.Is(err, context.Canceled) {
		return s, r.stopped(s, len(list))
	}
	return s, err
}

// each reads the sources and writes what was read, both at once, and reports in order.
func (r Run) each(ctx context.Context, w *writer, list []sources.Source, report func(Outcome)) error {
	q := newQueue()
	read := make(chan error, 1)
	go func() {
		defer q.end()
		read <- inorder.Each(ctx, r.Workers, list, w.read, func(i int, got reading, err error) error {
			next, fatal := w.ready(list[i].Path, got, err)
			if fatal == nil && !q.put(next) {
				return errWriterStopped
			}
			return fatal
		})
	}()
	for group := q.take(); len(group) > 0; group = q.take() {
		// What has begun to be written is finished, whatever becomes of ctx.
		outcomes, err := w.write(context.WithoutCancel(ctx), group)
		for _, o := range outcomes {
			report(o)
		}
		if err != nil {
			q.end()
			<-read
			return err
		}
	}
	return <-read
}

// errWriterStopped ends the reading when the writer cannot go on.
var errWriterStopped = errors.New("the writer has stopped")

// stopped says how far a run came and how to go on.
func (r Run) stopped(s Summary, files int) error {
	hint := fmt.Sprintf("%d documents are in", s.Documents)
	switch {
	case r.DryRun:
		hint = "nothing was changed"
	case s.Documents == 1:
		hint = "1 document is in"
	}
	if r.Again != "" {
		hint += "; go on with: " + r.Again
	}
	return &model.Error{Code: model.CodeUnavailable, Op: "ingest", Hint: hint,
		Message: fmt.Sprintf("stopped after %d of %d files", s.Files(), files)}
}
