// Package graph keeps the facts in Cayley: a ChangeSet is the difference that a
// document makes, the Store its one writer, a View the immutable snapshot for readers.
package graph

import (
	"context"
	"io"

	"rijksgraaf/model"
)

// Memory is the directory name that means a store in memory.
const Memory = ":memory:"

// Options says how to open a store.
type Options struct {
	// ReadOnly opens the store for reading only; several processes may.
	ReadOnly bool
	// NoCreate makes it an error (CodeNotFound) when there is no store yet.
	NoCreate bool
	// Base is the address under which entities are named. "" means the store's own, or
	// model.DefaultBase for a new store.
	Base string
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

// Store is a graph that can be written by one process at a time. It is safe for
// concurrent use: writes stand in line, reads go through View and never wait.
type Store struct {
	view *View
}

// Open opens the store in a directory, creating it when there is none; Memory gives an
// empty store in memory. Errors: CodeLocked with the holder's name, CodeVersion,
// CodeCorrupt, CodeReadOnly, CodeNotFound, CodeInvalid.
func Open(dir string, o Options) (*Store, error) { return &Store{view: &View{}}, nil }

// View gives the snapshot after the last commit.
func (s *Store) View() *View { return s.view }

// Apply commits a change set.
func (s *Store) Apply(ctx context.Context, cs *ChangeSet) (Result, error) { return Result{}, nil }

// Delete removes exactly what a document said. Error: CodeNotFound when there is no such
// document.
func (s *Store) Delete(ctx context.Context, documentID string) (Result, error) {
	return Result{}, nil
}

// Verify reads everything back from Cayley and compares it with the view. Error:
// CodeCorrupt.
func (s *Store) Verify(ctx context.Context) error { return nil }

// Dir is the directory that the store was opened from, or Memory.
func (s *Store) Dir() string { return "" }

// ReadOnly says whether the store refuses writes.
func (s *Store) ReadOnly() bool { return false }

// Close releases the store and its lock.
func (s *Store) Close() error { return nil }

// WriteNQuads writes every quad as N-Quads, always in the same order.
func (v *View) WriteNQuads(w io.Writer) error { return nil }

// ChangeSet is the difference that a document makes to the graph.
type ChangeSet struct{}

// Changes gives the difference that an extraction makes to what the graph holds of that
// document.
func Changes(v *View, x *model.Extraction) *ChangeSet { return &ChangeSet{} }

// Removal gives the change set that removes what a document said.
func Removal(v *View, documentID string) *ChangeSet { return &ChangeSet{} }

// Inverse gives the change set that undoes this one.
func (c *ChangeSet) Inverse() *ChangeSet { return c }

// Err says why the change set cannot be applied; nil when it can.
func (c *ChangeSet) Err() error { return nil }
