// Package ingest takes documents into the store: reading and extracting many at once,
// writing one by one in the order in which they were named.
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
	Entities  int `json:"entities"`
	Relations int `json:"relations"`
	Evidences int `json:"evidences"`
	Gaps      int `json:"gaps"`
	Refusals  int `json:"refusals"`
	Warnings  int `json:"warnings"`
}

// Count counts what an extraction holds.
func Count(x *model.Extraction) Counts {
	c := Counts{Documents: 1, Entities: len(x.Entities), Relations: len(x.Relations),
		Gaps: len(x.Gaps), Refusals: len(x.Refusals), Warnings: len(x.Warnings)}
	for _, r := range x.Relations {
		c.Evidences += len(r.Evidence)
	}
	return c
}

// plus gives the sum of both.
func (c Counts) plus(d Counts) Counts {
	return Counts{c.Documents + d.Documents, c.Entities + d.Entities, c.Relations + d.Relations,
		c.Evidences + d.Evidences, c.Gaps + d.Gaps, c.Refusals + d.Refusals, c.Warnings + d.Warnings}
}

// Outcome is what became of one file.
type Outcome struct {
	File string
	// Document is the id of the document in the file; empty when it could not be read.
	Document string
	Status   Status
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
	Failed    int `json:"failed"`
}

// Run is one run of ingesting. All fields must be set, save DryRun.
type Run struct {
	// Extract reads one source, whose Err is nil; it is called by Workers goroutines at once.
	Extract func(ctx context.Context, s sources.Source) (*model.Extraction, error)
	Workers int
	// Open opens the store. It is called once, when the first document has been read, so
	// that a run in which nothing could be read leaves no store behind.
	Open func() (*graph.Store, error)
	// DryRun finds out what would change and changes nothing.
	DryRun bool
	// Report is told of every file, in order.
	Report func(Outcome)
}

// Do ingests the sources. A file that cannot be read or stored is reported and counted,
// and the others are still done. The error is not nil when the run could not go on: the
// store cannot be opened or written, or ctx ended; the documents reported before it are
// stored.
func (r Run) Do(ctx context.Context, files []sources.Source) (s Summary, err error) {
	w := &writer{run: r, seen: map[string]origin{}}
	defer func() {
		if closing := w.close(); err == nil {
			err = closing
		}
	}()
	err = inorder.Each(ctx, r.Workers, files, r.extract, func(i int, x *model.Extraction, err error) error {
		o, fatal := w.take(ctx, files[i].Path, x, err)
		if fatal != nil {
			return fatal
		}
		s.add(o)
		r.Report(o)
		return nil
	})
	if errors.Is(err, context.Canceled) {
		err = &model.Error{Code: model.CodeUnavailable, Op: "ingest", Err: err,
			Message: fmt.Sprintf("stopped after %d of %d files", s.Counts.Documents+s.Failed, len(files)),
			Hint:    "what was ingested is stored; run it again to do the rest"}
	}
	return s, err
}

func (r Run) extract(ctx context.Context, f sources.Source) (*model.Extraction, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	return r.Extract(ctx, f)
}

func (s *Summary) add(o Outcome) {
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
	s.Counts = s.Counts.plus(o.Counts)
}

// writer puts extractions into the store, one after the other.
type writer struct {
	run   Run
	store *graph.Store
	// scratch stands in for the store in a dry run.
	scratch *graph.Store
	// seen tells which file of this run a document's id came from.
	seen map[string]origin
}

// origin is a file and the hash of its bytes.
type origin struct{ path, sha256 string }

// take stores one extraction, or turns the error of reading it into an outcome. Its own
// error means that the run cannot go on.
func (w *writer) take(ctx context.Context, path string, x *model.Extraction, err error) (Outcome, error) {
	o := Outcome{File: path, Status: Failed, Err: err}
	if err != nil {
		return o, nil
	}
	o.Document, o.Counts, o.Warnings = x.Document.ID, Count(x), x.Warnings
	if first, ok := w.seen[o.Document]; ok && first.sha256 != x.Document.SHA256 {
		o.Err = &model.Error{Code: model.CodeInvalid, Op: "ingest",
			Message: fmt.Sprintf("%s is another text of %s than %s of the same run", path, o.Document, first.path),
			Hint:    "only the first was taken; ingest the other by itself to replace it"}
		return o, nil
	}
	w.seen[o.Document] = origin{path, x.Document.SHA256}
	if err := w.open(); err != nil {
		return o, err
	}
	status, err := w.put(ctx, x)
	if model.CodeOf(err) == model.CodeInvalid {
		o.Err = err
		return o, nil
	}
	o.Status = status
	return o, err
}

// put commits one extraction and says what that changed.
func (w *writer) put(ctx context.Context, x *model.Extraction) (Status, error) {
	view, store := w.store.View(), w.store
	known := view.Document(x.Document.ID) != nil
	if w.run.DryRun {
		store = w.scratch
		if err := w.rehearse(ctx, view.Extraction(x.Document.ID)); err != nil {
			return Failed, err
		}
	}
	result, err := store.Apply(ctx, graph.Changes(store.View(), x))
	switch {
	case err != nil:
		return Failed, err
	case !known:
		return Added, nil
	case result.Changed():
		return Changed, nil
	}
	return Unchanged, nil
}

// rehearse makes the scratch store hold what the real one holds of a document.
func (w *writer) rehearse(ctx context.Context, before *model.Extraction) error {
	if before == nil {
		return nil
	}
	_, err := w.scratch.Apply(ctx, graph.Changes(w.scratch.View(), before))
	return err
}

func (w *writer) open() (err error) {
	if w.store != nil {
		return nil
	}
	if w.run.DryRun {
		if w.scratch, err = graph.Open(graph.Memory, graph.Options{}); err != nil {
			return err
		}
	}
	w.store, err = w.run.Open()
	return err
}

func (w *writer) close() error {
	var err error
	for _, s := range []*graph.Store{w.store, w.scratch} {
		if s != nil {
			err = errors.Join(err, s.Close())
		}
	}
	return err
}
