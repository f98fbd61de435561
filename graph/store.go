// Package graph keeps the facts in Cayley: a ChangeSet is the difference that a
// document makes, the Store its one writer, a View the immutable snapshot for readers.
//
// How facts become quads, how what several documents say of one entity is put together,
// and how a store survives failed writes, kills and damage stands in
// docs/decisions/0002-storage.md.
package graph

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// Memory is the directory name that means a store in memory.
const Memory = ":memory:"

// Options says how to open a store.
type Options struct {
	// ReadOnly opens the store for reading only; several processes may do so at once.
	ReadOnly bool
	// NoCreate makes it an error (CodeNotFound) when there is no store yet.
	NoCreate bool
	// Base is the address under which entities are named. "" means the store's own, or
	// model.DefaultBase for a new store. A store keeps the base it was created with.
	Base string
	// Decisions is the decisions file; "" means DecisionsFile in the store's folder, which
	// need not be there. A store in memory has none unless one is named.
	Decisions string
	// Known gives what views know beside what documents say; nil for nothing. It is asked
	// each time that it is needed, maybe by several goroutines at once.
	Known func() Knowledge
}

// Result tells what a write did.
type Result struct {
	// Document is the id of the document that was written or deleted.
	Document string
	// Added and Removed count quads. Both are 0 when nothing changed.
	Added, Removed int
}

// Changed says whether the write changed anything.
func (r Result) Changed() bool { return r.Added != 0 || r.Removed != 0 }

// Store is a graph that one process at a time can write. It is safe for concurrent use:
// writes stand in line, reads go through View and never wait.
type Store struct {
	dir      string
	readOnly bool
	voc      *vocabulary
	view     atomic.Pointer[View]
	// decisions is the path of the decisions file; "" where they are in memory only.
	decisions string

	mu     sync.Mutex // held by the writer
	back   *backend
	lock   *lock
	closed bool
	failed *ChangeSet // a write that failed, until the store has been opened anew
	// apply hands deltas to Cayley; tests replace it to make a write fail.
	apply func(b *backend, add, remove []quad.Quad) error
}

// View gives the snapshot after the last commit.
func (s *Store) View() *View { return s.view.Load() }

// Dir is the directory that the store was opened from, or Memory.
func (s *Store) Dir() string { return s.dir }

// ReadOnly says whether the store refuses writes.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Apply commits a change set: all of it, durably, or nothing. Applying it twice changes
// nothing. Errors: CodeInvalid for a change set that may not be stored (off the
// ontology, a span that does not re-read), CodeReadOnly, CodeUnavailable for a store that
// is closed, CodeLimit when the context is done before the write began, CodeInternal or
// CodeCorrupt when the write failed; then the state is the one before, and the store
// mends itself before the next write.
func (s *Store) Apply(ctx context.Context, cs *ChangeSet) (Result, error) {
	if cs == nil {
		return Result{}, invalid("apply", "there is no change set", nil)
	}
	if cs.err != nil {
		return Result{Document: cs.document}, cs.err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commit(ctx, cs)
}

// Delete removes exactly what a document said. Error: CodeNotFound when the store holds
// no such document, else as Apply.
func (s *Store) Delete(ctx context.Context, documentID string) (Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.View()
	if v.Document(documentID) == nil {
		return Result{}, &model.Error{Code: model.CodeNotFound, Op: "delete", Message: fmt.Sprintf("the store holds no document %q", documentID)}
	}
	return s.commit(ctx, Removal(v, documentID))
}

// commit writes a change set. The caller holds the lock.
func (s *Store) commit(ctx context.Context, cs *ChangeSet) (Result, error) {
	res := Result{Document: cs.document}
	if err := s.writable(ctx); err != nil {
		return res, err
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return res, err
		}
	}
	v := s.View()
	cs = cs.on(v)
	if cs.Empty() {
		return res, nil
	}
	next := make(chan *View, 1) // made while Cayley writes
	go func() { next <- v.with(cs.document, cs.after) }()
	if err := s.apply(s.back, cs.add, cs.remove); err != nil {
		s.failed = cs
		return res, storeError("write", s.dir, err)
	}
	s.view.Store(<-next)
	res.Added, res.Removed = len(cs.add), len(cs.remove)
	return res, nil
}

// writable says why the store cannot be written now.
func (s *Store) writable(ctx context.Context) error {
	switch {
	case s.closed:
		return &model.Error{Code: model.CodeUnavailable, Op: "write", Message: "the store is closed"}
	case s.readOnly:
		return &model.Error{Code: model.CodeReadOnly, Op: "write", Message: "the store is open for reading only"}
	case ctx.Err() != nil:
		return &model.Error{Code: model.CodeLimit, Op: "write", Message: "there was no time left to write " + s.dir, Err: context.Cause(ctx)}
	}
	return nil
}

// mend opens the store anew after a failed write, so that nothing is left of what
// Cayley remembers of it, and checks that the store holds what it should: the state
// before the write, or the one after it, whole.
func (s *Store) mend() error {
	b, err := s.back.reopen(s.View())
	if err != nil {
		return err
	}
	s.back = b
	read, err := b.load(s.voc)
	if err != nil {
		return storeError("mend", s.dir, err)
	}
	before := s.View()
	after := before.with(s.failed.document, s.failed.after)
	if before.differsFrom(read) != "" {
		if what := after.differsFrom(read); what != "" {
			return s.differs("mend", what)
		}
		s.view.Store(after)
	}
	s.failed = nil
	return nil
}

// Verify reads everything back from Cayley and compares it with the view. Error:
// CodeCorrupt with the first difference; CodeUnavailable for a store that is closed.
func (s *Store) Verify(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return &model.Error{Code: model.CodeUnavailable, Op: "verify", Message: "the store is closed"}
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return err
		}
	}
	read, err := s.back.load(s.voc)
	if err != nil {
		return storeError("verify", s.dir, err)
	}
	if what := s.View().differsFrom(read); what != "" {
		return s.differs("verify", what)
	}
	return s.verifyFigures()
}

func (s *Store) differs(op, document string) error {
	return &model.Error{Code: model.CodeCorrupt, Op: op + " store", Message: fmt.Sprintf("%s does not hold what was written of %s", s.dir, document)}
}

// differsFrom names the first document that two views hold differently; "" when there is
// none.
func (v *View) differsFrom(o *View) string {
	for d := range v.documents() {
		if !d.same(v.voc, o.said.document(d.document.ID)) {
			return d.document.ID
		}
	}
	for d := range o.documents() {
		if v.said.document(d.document.ID) == nil {
			return d.document.ID
		}
	}
	return ""
}

// Close releases the store and its lock. Views stay usable. Closing twice is no error.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	err := s.back.close()
	s.lock.release()
	if err != nil {
		return storeError("close", s.dir, err)
	}
	return nil
}
