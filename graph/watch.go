package graph

import (
	"reflect"
	"slices"
	"sync"

	"rijksgraaf/model"
)

// Publication is a state of a store that follows another.
type Publication struct {
	// Before and After are the two states.
	Before, After *View
	// Written are the commits that lie between, in their order; none where people's
	// decisions or official figures changed.
	Written []Written
}

// Written is a commit, with what it changed.
type Written struct {
	Commit
	before, after *documentRecord // nil: the document says nothing
}

// Touches says whether the commit changed what the document says of one of the ids: its
// names, its mentions, or the relations that it is part of, with their evidence. An entity
// has all the ids that View.IDs lists, before and after.
func (w Written) Touches(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		return !reflect.DeepEqual(w.before.named(id), w.after.named(id)) ||
			!slices.EqualFunc(w.before.about(id), w.after.about(id), sameRelation)
	})
}

// Decided says whether people's decisions on what is one thing changed.
func (p Publication) Decided() bool {
	return !slices.Equal(p.Before.decisions(), p.After.decisions())
}

// IDs lists all the ids of the entity that an id stands for, sorted; only itself for one
// that no document uses.
func (v *View) IDs(id string) []string {
	out := []string{id, v.ID(id)}
	for _, j := range v.Joined(id) {
		out = append(out, j.ID)
	}
	return sortedSet(out)
}

// named gives what a document says of an entity; nil when it does not speak of it.
func (d *documentRecord) named(id string) *model.Entity {
	i, ok := d.find(id)
	if !ok {
		return nil
	}
	return d.entity(d.packed.entityAt(i))
}

// about lists the relations that a document states of an entity.
func (d *documentRecord) about(id string) []*model.Relation {
	if !d.speaksOf(id) {
		return nil // the ends of a relation are among the entities
	}
	var out []*model.Relation
	for i := range d.packed.relations {
		at := d.packed.relationAt(i)
		if k, _ := d.key(at); k.subject == id || k.object == id {
			out = append(out, d.relation(at))
		}
	}
	return out
}

func sameRelation(a, b *model.Relation) bool { return reflect.DeepEqual(a, b) }

// Watch is somebody who is told of what a store publishes.
type Watch struct {
	from  *watchers
	tells chan Publication
	err   error // why it ended, set before tells is closed
}

// watchers are those who watch a store.
type watchers struct {
	mu   sync.Mutex
	open map[*Watch]bool
}

// Watch begins to tell of every state that the store publishes from now on. A watch that
// has buffer states waiting when another comes is ended: the writer waits for nobody. It
// must be closed.
func (s *Store) Watch(buffer int) *Watch {
	w := &Watch{from: &s.watchers, tells: make(chan Publication, max(1, buffer))}
	s.watchers.mu.Lock()
	defer s.watchers.mu.Unlock()
	if s.watchers.open == nil {
		s.watchers.open = map[*Watch]bool{}
	}
	s.watchers.open[w] = true
	return w
}

// Tells gives the states in their order. The channel is closed when the watch ends.
func (w *Watch) Tells() <-chan Publication { return w.tells }

// Err says why the watch ended by itself: CodeLimit when it fell behind, CodeUnavailable
// when the store was closed. It is to be asked after Tells was closed; nil for a watch that
// was closed.
func (w *Watch) Err() error { return w.err }

// Close ends the watch. Closing twice is no error.
func (w *Watch) Close() {
	w.from.mu.Lock()
	defer w.from.mu.Unlock()
	w.from.end(w, nil)
}

// end closes a watch. The caller holds the lock.
func (t *watchers) end(w *Watch, why error) {
	if !t.open[w] {
		return
	}
	delete(t.open, w)
	w.err = why
	close(w.tells)
}

func (t *watchers) tell(p Publication) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for w := range t.open {
		select {
		case w.tells <- p:
		default:
			t.end(w, &model.Error{Code: model.CodeLimit, Op: "watch", Message: "changes came faster than they were read", Hint: "ask anew, and read what was missed"})
		}
	}
}

func (t *watchers) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for w := range t.open {
		t.end(w, &model.Error{Code: model.CodeUnavailable, Op: "watch", Message: "the store is closed"})
	}
}

// publish lets readers see a state, and tells those who watch. The caller holds the lock of
// the store.
func (s *Store) publish(v *View, written ...Written) {
	before := s.view.Swap(v)
	s.options.size(v.said.total.quads)
	s.watchers.tell(Publication{Before: before, After: v, Written: written})
}
