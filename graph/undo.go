package graph

import (
	"context"
	"fmt"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// CommitNumbered gives the commit with a number. Errors: CodeNotFound when there is none
// or it is no longer kept, else as Commits.
func (v *View) CommitNumbered(number int) (Commit, error) {
	var out Commit
	err := v.history.each(number, v.commit, func(c Commit, _ []byte) (bool, error) {
		out = c
		return false, nil
	})
	if err == nil && (number < 1 || out.Number != number) {
		err = v.noCommit(number, out.Number)
	}
	return out, err
}

// noCommit says why a commit is not there; oldest is the number of the next one that is,
// 0 for none.
func (v *View) noCommit(number, oldest int) error {
	if number < 1 || oldest == 0 {
		return &model.Error{Code: model.CodeNotFound, Op: "read commits", Message: fmt.Sprintf("there is no commit %d", number),
			Hint: fmt.Sprintf("the last one is %d", v.commit)}
	}
	return &model.Error{Code: model.CodeNotFound, Op: "read commits", Message: fmt.Sprintf("commit %d is no longer kept", number),
		Hint: fmt.Sprintf("the oldest one is %d", oldest)}
}

// UndoCommit makes the document of a commit say again what it said before, as a new commit
// that remembers which one it undoes. When later commits changed the document too it is
// refused, unless by force: then what they did to it is undone as well. Errors:
// CodeNotFound for a commit that there is not or that is no longer kept, CodeInvalid for
// one that is refused or where nothing is left to undo, else as Apply.
func (s *Store) UndoCommit(ctx context.Context, number int, force bool) (Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(ctx); err != nil {
		return Result{}, err
	}
	cs, err := s.View().undoOf(number, force)
	if err != nil {
		return Result{}, err
	}
	list, err := s.commit(ctx, []*ChangeSet{cs})
	if err != nil {
		return Result{Document: cs.document}, err
	}
	return list[0], nil
}

// undoOf gives the change set that undoes a commit.
func (v *View) undoOf(number int, force bool) (*ChangeSet, error) {
	c, err := v.CommitNumbered(number)
	if err != nil {
		return nil, err
	}
	var u undoing
	later := 0
	err = v.history.each(number, v.commit, func(x Commit, data []byte) (bool, error) {
		if x.Document != c.Document {
			return true, nil
		}
		if x.Number > number {
			later = x.Number
		}
		return force || later == 0, u.take(x, data, v.voc.id(x.Document))
	})
	switch {
	case err != nil:
		return nil, err
	case later > 0 && !force:
		return nil, &model.Error{Code: model.CodeInvalid, Op: "undo", Message: fmt.Sprintf("commit %d of %s cannot be undone: commit %d changed the document since", number, c.Document, later),
			Hint: "undo the later one first, or use force, which undoes what came later too"}
	}
	before, err := decode(v.voc, c.Document, u.before(encode(v.voc, v.said.document(c.Document).saying())))
	if err != nil {
		return nil, storeError("undo", v.history.dir, fmt.Errorf("%w: %s before commit %d: %w", bboltkv.ErrCorrupt, c.Document, number, err))
	}
	if before != nil {
		if err := before.check(); err != nil {
			return nil, invalid("undo", fmt.Sprintf("what %s said before commit %d cannot be stored any more", c.Document, number), err)
		}
	}
	cs := difference(v, c.Document, before)
	cs.undoes = number
	if cs.Empty() {
		return nil, invalid("undo", fmt.Sprintf("there is nothing to undo: %s says what it said before commit %d", c.Document, number), nil)
	}
	return cs, nil
}
