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
	"time"

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
	// Author is who writes, as commits remember it, where a context does not say
	// (WithAuthor); "" names nobody.
	Author string
	// Retention is how much is remembered of commits; it is put into effect at each one.
	Retention Retention
	// Now is the clock of commits; nil means time.Now.
	Now func() time.Time
	// Serving says that others read while it writes: it hands Cayley little at a time, so that
	// nobody waits for long, for which a large write takes longer.
	Serving bool
	// Size is told how many quads the store has: at opening, before they are read, and after
	// each write. nil for nobody.
	Size func(quads int)
	// Known gives what views know beside what documents say; nil for nothing. It is asked
	// each time that it is needed, maybe by several goroutines at once.
	Known func() Knowledge
}

// size tells who wants to know how many quads the store has.
func (o *Options) size(quads int) {
	if o.Size != nil {
		o.Size(quads)
	}
}

// Result tells what a write did.
type Result struct {
	// Document is the id of the document that was written or deleted.
	Document string
	// Commit is the number of the commit; 0 when nothing changed.
	Commit int
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
	options  Options
	voc      *vocabulary
	view     atomic.Pointer[View]
	// decisions is the path of the decisions file; "" where they are in memory only.
	decisions string
	watchers  watchers

	mu   sync.Mutex // held by the writer
	back *backend
	lock *lock
	// persisted is the index file as it was found at opening.
	persisted persisted
	closed    bool
	failed    *View     // what a write that failed should have led to, until the store has been opened anew
	lost      []Written // what that write was
	// figuresFailed says that a write of figures failed, until they have been read anew.
	figuresFailed bool
	// apply hands a write to Cayley; tests replace it to make one fail.
	apply func(b *backend, w transaction) error
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
	list, err := s.ApplyAll(ctx, []*ChangeSet{cs})
	switch {
	case err == nil:
		return list[0], nil
	case cs == nil:
		return Result{}, err
	}
	return Result{Document: cs.document}, err
}

// ApplyAll commits several change sets at once: all of them, durably, or none; that is
// quicker than one by one. Each that changes something is a commit with a number of its
// own, in their order. It gives a result for each. Errors are those of Apply.
func (s *Store) ApplyAll(ctx context.Context, list []*ChangeSet) ([]Result, error) {
	for _, cs := range list {
		if cs == nil {
			return nil, invalid("apply", "there is no change set", nil)
		}
		if cs.err != nil {
			return nil, cs.err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commit(ctx, list)
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
	list, err := s.commit(ctx, []*ChangeSet{Removal(v, documentID)})
	if err != nil {
		return Result{Document: documentID}, err
	}
	return list[0], nil
}

// commit writes change sets. The caller holds the lock.
func (s *Store) commit(ctx context.Context, list []*ChangeSet) ([]Result, error) {
	if err := s.writable(ctx); err != nil {
		return nil, err
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return nil, err
		}
	}
	w, results, next, err := s.prepare(ctx, list)
	if err != nil || len(w.steps) == 0 {
		return results, err
	}
	if err := s.apply(s.back, w); err != nil {
		s.failed, s.lost = next(), w.written
		return nil, storeError("write", s.dir, err)
	}
	s.publish(next(), w.written...)
	return results, nil
}

// prepare works out what is to be written for change sets, and begins to make the view
// that comes of it, which the function that it gives waits for.
func (s *Store) prepare(ctx context.Context, list []*ChangeSet) (w transaction, results []Result, next func() *View, err error) {
	before := s.View()
	effective := 0
	said := map[string]*documentRecord{} // of documents that are in the list
	for _, cs := range list {
		now, ok := said[cs.document]
		if !ok {
			now = before.said.document(cs.document)
		}
		cs = cs.onto(s.voc, now)
		r := Result{Document: cs.document}
		if !cs.Empty() {
			said[cs.document] = cs.after
			effective++
			r.Commit, r.Added, r.Removed = before.commit+effective, cs.Added(), cs.Removed()
			if err := w.add(s.commitOf(ctx, r.Commit, cs), cs, ok); err != nil {
				return w, nil, nil, err
			}
		}
		results = append(results, r)
	}
	made := make(chan *View, 1) // while Cayley writes
	go func() {
		v := before.withAll(said)
		v.commit += effective
		if effective > 0 && before.lineage.read.Load() {
			v.workOut()
		}
		made <- v
	}()
	if len(w.steps) > 0 {
		w.forget, err = s.forgettable(before.commit + effective)
	}
	return w, results, func() *View { v := <-made; return v }, err
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
	if s.dir != Memory {
		if err := settleFolders(s.dir); err != nil {
			return err
		}
	}
	s.View().history.set(nil)
	b, err := s.back.reopen(s.View())
	if err != nil {
		return err
	}
	s.back = b
	s.View().history.set(b.records())
	read, err := b.load(s.voc)
	if err != nil {
		return storeError("mend", s.dir, err)
	}
	if before := s.View(); before.differsFrom(read) != "" {
		if what := s.failed.differsFrom(read); what != "" {
			return s.differs("mend", what)
		}
		after := before.copied() // figures and decisions may have changed meanwhile
		after.said, after.commit = s.failed.said, s.failed.commit
		s.publish(after, s.lost...)
	}
	s.failed, s.lost = nil, nil
	return nil
}

func (s *Store) differs(op, document string) error {
	return &model.Error{Code: model.CodeCorrupt, Op: op + " store", Message: fmt.Sprintf("%s does not hold what was written of %s", s.dir, document)}
}

// differsFrom names the first document that two views hold differently, or the commit when
// they only differ in that; "" when they are alike.
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
	if v.commit != o.commit {
		return fmt.Sprintf("commit %d: its last one is %d", v.commit, o.commit)
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
	s.watchers.close()
	if s.dir != Memory && !s.readOnly && s.failed == nil {
		_ = s.writeIndex() // without it the next opening takes longer, and nothing is lost
	}
	s.View().history.set(nil)
	err := s.back.close()
	s.lock.release()
	if err != nil {
		return storeError("close", s.dir, err)
	}
	return nil
}
