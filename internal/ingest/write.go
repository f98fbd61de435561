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

// writer puts extractions into the store. ready is called by one goroutine and write by
// another; what write uses was set by ready before the item was handed on.
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
		if w.scratch, err = graph.Open(graph.Memory, graph.Options{Base: w.store.View().Base()}); err != nil {
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

// ready works out what is to be written of what was read, and turns the error of reading
// into an outcome. Its own error means that the run cannot go on.
func (w *writer) ready(path string, got reading, err error) (item, error) {
	o := Outcome{File: path, Status: Failed, Err: err}
	if err != nil {
		return item{outcome: o}, nil
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
		return item{outcome: o}, nil
	}
	w.seen[o.Document] = origin{path, got.sha256}
	if o.Skipped {
		o.Status = Unchanged
		return item{outcome: o}, nil
	}
	if err := w.open(true); err != nil {
		return item{}, err
	}
	changes := graph.Changes(w.store.View(), x)
	if o.Err = changes.Err(); o.Err != nil {
		return item{outcome: o}, nil
	}
	got.extraction = nil // the change set holds it
	return item{o, got, changes}, nil
}

// write commits a group in one transaction, and gives the outcomes of those that are
// written and of those that need not be. When the group as a whole cannot be written, each
// is written by itself, so that one does not keep the others out; the error is that of
// the first that cannot be.
func (w *writer) write(ctx context.Context, group []item) (done []Outcome, err error) {
	if w.run.DryRun {
		return w.oneByOne(ctx, group)
	}
	var changes []*graph.ChangeSet
	for _, i := range group {
		if i.changes != nil {
			changes = append(changes, i.changes)
		}
	}
	if len(changes) == 0 {
		return outcomes(group), nil
	}
	known := w.store.View()
	results, err := w.store.ApplyAll(ctx, changes)
	switch {
	case err != nil && len(changes) > 1:
		return w.oneByOne(ctx, group)
	case err != nil:
		return nil, err
	}
	written := map[string]bool{} // documents that came earlier in the group
	for _, i := range group {
		if id := i.outcome.Document; i.changes != nil {
			i.outcome.Status = status(!written[id] && known.Document(id) == nil, results[0])
			written[id], results = true, results[1:]
			w.note(i)
		}
		done = append(done, i.outcome)
	}
	return done, nil
}

// status says what a write did to a document that was new to the store or not.
func status(fresh bool, r graph.Result) Status {
	switch {
	case fresh:
		return Added
	case r.Changed():
		return Changed
	}
	return Unchanged
}

func outcomes(group []item) (list []Outcome) {
	for _, i := range group {
		list = append(list, i.outcome)
	}
	return list
}

// oneByOne commits each item of a group by itself; in a dry run, to the store that stands
// in for the real one.
func (w *writer) oneByOne(ctx context.Context, group []item) (done []Outcome, err error) {
	for _, i := range group {
		if i.changes != nil {
			if i.outcome.Status, err = w.put(ctx, i.changes); err != nil {
				return done, err
			}
			w.note(i)
		}
		done = append(done, i.outcome)
	}
	return done, nil
}

// note puts into the ledger that a document was read.
func (w *writer) note(i item) {
	if w.ledger != nil {
		w.ledger.note(entry{Document: i.outcome.Document, File: baseName(i.reading.file), SHA256: i.reading.sha256, Version: w.run.Version})
	}
}

// put commits one change set and says what that changed.
func (w *writer) put(ctx context.Context, cs *graph.ChangeSet) (Status, error) {
	view, store := w.store.View(), w.store
	if w.run.DryRun {
		store = w.scratch
		if err := w.rehearse(ctx, view.Extraction(cs.Document())); err != nil {
			return Failed, err
		}
	}
	result, err := store.Apply(ctx, cs)
	if err != nil {
		return Failed, err
	}
	return status(view.Document(cs.Document()) == nil, result), nil
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
		if s != nil && !(w.run.Shared && s == w.store) {
			err = errors.Join(err, s.Close())
		}
	}
	return err
}
