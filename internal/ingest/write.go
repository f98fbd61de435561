package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// writer puts extractions into the store, one after the other.
type writer struct {
	run   Run
	store *graph.Store
	// scratch stands in for the store in a dry run.
	scratch *graph.Store
	// ledger notes what was read; nil in a dry run and for a store in memory.
	ledger *ledger
	// known is what the store held when the run began. Workers read it; nobody writes it.
	known known
	// seen tells which file of this run a document's id came from.
	seen map[string]origin
}

// origin is a file and the hash of its bytes.
type origin struct{ path, sha256 string }

// begin opens the store, when there is one and something to read, and finds out what it
// holds.
func (w *writer) begin(list []sources.Source) error {
	if !slices.ContainsFunc(list, func(s sources.Source) bool { return s.Err == nil }) {
		return nil
	}
	err := w.open(false)
	switch {
	case model.CodeOf(err) == model.CodeNotFound:
		return nil
	case err != nil:
		return err
	case w.store.Dir() != graph.Memory && w.run.Version != "" && !w.run.Force:
		w.known = openLedger(w.store.Dir()).known(w.store.View(), w.run.Version)
	}
	return nil
}

// open opens the store and the ledger beside it.
func (w *writer) open(create bool) (err error) {
	if w.store != nil {
		return nil
	}
	if w.store, err = w.run.Open(create); err != nil {
		return err
	}
	if w.run.DryRun {
		if w.scratch, err = graph.Open(graph.Memory, graph.Options{}); err != nil {
			return err
		}
	}
	if w.store.Dir() == graph.Memory || w.run.DryRun {
		return nil
	}
	w.ledger = openLedger(w.store.Dir())
	if w.run.Force {
		w.ledger.forget()
	}
	return nil
}

// take stores one extraction, or turns the error of reading it into an outcome. Its own
// error means that the run cannot go on.
func (w *writer) take(ctx context.Context, path string, got reading, err error) (Outcome, error) {
	o := Outcome{File: path, Status: Failed, Err: err}
	if err != nil {
		return o, nil
	}
	x := got.extraction
	if got.known != "" {
		x, o.Skipped = w.store.View().Extraction(got.known), true
	}
	o.Document, o.Counts, o.Warnings = x.Document.ID, Count(x), x.Warnings
	if first, ok := w.seen[o.Document]; ok && first.sha256 != got.sha256 {
		o.Skipped = false
		o.Err = &model.Error{Code: model.CodeInvalid, Op: "ingest",
			Message: fmt.Sprintf("%s is another text of %s than %s of the same run", path, o.Document, first.path),
			Hint:    "only the first was taken; ingest the other by itself to replace it"}
		return o, nil
	}
	w.seen[o.Document] = origin{path, got.sha256}
	if o.Skipped {
		o.Status = Unchanged
		return o, nil
	}
	return w.keep(ctx, o, got)
}

// keep commits what was read, and notes that it was.
func (w *writer) keep(ctx context.Context, o Outcome, got reading) (Outcome, error) {
	if err := w.open(true); err != nil {
		return o, err
	}
	status, err := w.put(ctx, got.extraction)
	if model.CodeOf(err) == model.CodeInvalid {
		o.Err = err
		return o, nil
	}
	if o.Status = status; err == nil && w.ledger != nil {
		w.ledger.note(entry{Document: o.Document, File: baseName(got.file), SHA256: got.sha256, Version: w.run.Version})
	}
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

func (w *writer) close() error {
	var err error
	if w.ledger != nil {
		err = w.ledger.close(w.store.View())
	}
	for _, s := range []*graph.Store{w.store, w.scratch} {
		if s != nil {
			err = errors.Join(err, s.Close())
		}
	}
	return err
}
