package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/quad"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// Retention says how much a store remembers of its commits. The zero value keeps all.
type Retention struct {
	// Commits is how many of the last commits are kept; 0 is no bound.
	Commits int
	// Age is how long a commit is kept; 0 is no bound.
	Age time.Duration
}

// records is where commits are kept: the bolt file, or memory.
type records interface {
	AppendRecord(number uint64, record []byte) error
	DropRecords(below uint64) error
	LastRecord() (uint64, error)
	Records(from uint64, f func(number uint64, record []byte) (bool, error)) error
}

var (
	_ records = (*bboltkv.DB)(nil)
	_ records = (*memoryRecords)(nil)
)

// memoryRecords are the records of a store in memory.
type memoryRecords struct {
	mu    sync.RWMutex
	first uint64   // the number of the first in list
	list  [][]byte // in the order of their numbers
}

// AppendRecord keeps a record.
func (m *memoryRecords) AppendRecord(number uint64, record []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.list) == 0 {
		m.first = number
	}
	m.list = append(m.list, record)
	return nil
}

// DropRecords forgets those below a number, but never the last: it has the number to go
// on from.
func (m *memoryRecords) DropRecords(below uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.list) > 1 && m.first < below {
		m.list, m.first = m.list[1:], m.first+1
	}
	return nil
}

// LastRecord gives the number of the last, 0 for none.
func (m *memoryRecords) LastRecord() (uint64, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if len(m.list) == 0 {
		return 0, nil
	}
	return m.first + uint64(len(m.list)) - 1, nil
}

// Records calls f with those from a number on until it says false.
func (m *memoryRecords) Records(from uint64, f func(uint64, []byte) (bool, error)) error {
	m.mu.RLock()
	list, first := m.list, m.first
	m.mu.RUnlock()
	for i, record := range list {
		if number := first + uint64(i); number >= from {
			if more, err := f(number, record); err != nil || !more {
				return err
			}
		}
	}
	return nil
}

// history is what views know of the commits that led to them. It outlives the opening of
// Cayley anew after a failed write.
type history struct {
	dir     string
	mu      sync.RWMutex // held for reading while records are read, for writing to replace them
	records records      // nil when the store is closed
	past    pastViews
}

func (h *history) set(r records) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.records = r
}

// hold calls f while the records cannot be taken away.
func (h *history) hold(f func() error) error {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if h.records == nil {
		return &model.Error{Code: model.CodeUnavailable, Op: "read commits", Message: "the store is closed, or could not be opened again after a failed write"}
	}
	return f()
}

// each calls f with the commits from a number on, up to another, and their quads, until
// it says false.
func (h *history) each(from, to int, f func(c Commit, quads []byte) (bool, error)) error {
	err := h.hold(func() error {
		return h.records.Records(uint64(max(from, 0)), func(number uint64, record []byte) (bool, error) {
			if number > uint64(to) {
				return false, nil
			}
			c, quads, err := decodeHeader(record)
			if err != nil {
				return false, err
			}
			return f(c, quads)
		})
	})
	if err != nil {
		return storeError("read commits of", h.dir, err)
	}
	return nil
}

// now is the store's clock.
func (s *Store) now() time.Time {
	if s.options.Now != nil {
		return s.options.Now()
	}
	return time.Now()
}

// forgettable gives the number below which commits are no longer to be kept when the last
// one is to be last; 0 when all are.
func (s *Store) forgettable(last int) (int, error) {
	keep := s.options.Retention
	below := 0
	if keep.Commits > 0 {
		below = max(last-keep.Commits+1, 0)
	}
	if keep.Age > 0 {
		oldest := s.now().Add(-keep.Age)
		err := s.View().history.each(1, last, func(c Commit, _ []byte) (bool, error) {
			old := c.Time.Before(oldest)
			if old {
				below = max(below, c.Number+1)
			}
			return old, nil
		})
		if err != nil {
			return 0, err
		}
	}
	return below, nil
}

// CommitFilter narrows a list of commits. The zero filter lets everything through.
type CommitFilter struct {
	// Document is the id of the document that the commits are about.
	Document string
	// Kinds are the kinds wanted.
	Kinds []CommitKind
	// Since and Until bound the time, each inclusive; a zero time is no bound.
	Since, Until time.Time
	// Documents are ids of documents that the commits are about.
	Documents []string
	// Who are names of those who wrote.
	Who []string
	// Text must stand in the document's title; letter case and diacritics do not count.
	Text string
	// MinNumber and MaxNumber bound the number, inclusive; nil is open.
	MinNumber, MaxNumber *int
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []CommitFilter
	Not     *CommitFilter
}

func (f *CommitFilter) lets(c Commit) bool {
	return (f.Document == "" || f.Document == c.Document) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, c.Kind)) &&
		(f.Since.IsZero() || !c.Time.Before(f.Since)) && (f.Until.IsZero() || !c.Time.After(f.Until)) &&
		(len(f.Documents) == 0 || slices.Contains(f.Documents, c.Document)) && (len(f.Who) == 0 || slices.Contains(f.Who, c.Who)) &&
		(f.Text == "" || strings.Contains(names.Fold(c.Title), names.Fold(f.Text))) &&
		(f.MinNumber == nil || c.Number >= *f.MinNumber) && (f.MaxNumber == nil || c.Number <= *f.MaxNumber) && f.combines(c)
}

// combines says whether what the filter holds lets a commit through.
func (f *CommitFilter) combines(c Commit) bool {
	return !slices.ContainsFunc(f.And, func(g CommitFilter) bool { return !g.lets(c) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(g CommitFilter) bool { return g.lets(c) })) &&
		(f.Not == nil || !f.Not.lets(c))
}

// Commit is the number of the last commit that the view holds; 0 before the first.
func (v *View) Commit() int { return v.commit }

// Commits lists the commits that led to this view and are still kept, the last first.
// Errors: CodeUnavailable when the store is closed, CodeCorrupt.
func (v *View) Commits(f CommitFilter) ([]Commit, error) {
	var out []Commit
	err := v.history.each(1, v.commit, func(c Commit, _ []byte) (bool, error) {
		if f.lets(c) {
			out = append(out, c)
		}
		return true, nil
	})
	slices.Reverse(out)
	return out, err
}

// CommitAt gives the number of the last commit at or before a time; 0 when there is none.
// Errors: CodeNotFound when commits of that time are no longer kept, else as Commits.
func (v *View) CommitAt(t time.Time) (int, error) {
	last, oldest := 0, 0
	err := v.history.each(1, v.commit, func(c Commit, _ []byte) (bool, error) {
		if oldest == 0 {
			oldest = c.Number
		}
		if c.Time.After(t) {
			return false, nil
		}
		last = c.Number
		return true, nil
	})
	if err == nil && last == 0 && oldest > 1 {
		err = forgotten(fmt.Sprintf("the commits up to %s", t.UTC().Format(time.RFC3339)), oldest)
	}
	return last, err
}

// AsOf gives the view of what documents said after a commit; 0 means before the first.
// Official figures and decisions on identity are those of today. Errors: CodeNotFound
// when there is no such commit yet, or those after it are no longer kept, else as Commits.
func (v *View) AsOf(commit int) (*View, error) {
	switch {
	case commit == v.commit:
		return v, nil
	case commit < 0 || commit > v.commit:
		return nil, &model.Error{Code: model.CodeNotFound, Op: "read commits", Message: fmt.Sprintf("there is no commit %d", commit),
			Hint: fmt.Sprintf("the last one is %d; 0 is the store before the first", v.commit)}
	}
	return v.history.past.get(v, commit, func() (*View, error) { return v.undone(commit) })
}

func forgotten(what string, oldest int) error {
	return &model.Error{Code: model.CodeNotFound, Op: "read commits", Message: what + " are no longer kept",
		Hint: fmt.Sprintf("the oldest state that can be asked for is that after commit %d", oldest-1)}
}

// undoing is what has to be undone of one document.
type undoing struct {
	// changes are the quads that commits added and removed, in the order of the commits.
	changes [][2][]quad.Quad
	// whole is what the document said when a commit removed it, ended whether one did, or
	// there was nothing before: what came later need not be undone then.
	whole []quad.Quad
	ended bool
}

// take takes in the document's next commit.
func (u *undoing) take(c Commit, data []byte, label quad.Value) error {
	if u.ended {
		return nil
	}
	if c.Kind == CommitAdd { // the first: others are after a deletion
		u.ended = true
		return nil
	}
	add, remove, err := decodeQuads(c, data, label)
	if c.Kind == CommitDelete {
		u.whole, u.ended = remove, true
	} else {
		u.changes = append(u.changes, [2][]quad.Quad{add, remove})
	}
	return err
}

// before gives the quads that the document had, when it has some now.
func (u *undoing) before(now []quad.Quad) []quad.Quad {
	if u.ended {
		now = u.whole
	}
	for _, c := range slices.Backward(u.changes) {
		now = append(missing(now, c[0]), c[1]...)
	}
	return now
}

// undone makes the view after an earlier commit by undoing those after it.
func (v *View) undone(commit int) (*View, error) {
	documents := map[string]*undoing{}
	next := commit + 1
	err := v.history.each(next, v.commit, func(c Commit, data []byte) (bool, error) {
		if c.Number != next {
			return false, forgotten(fmt.Sprintf("the commits after %d", commit), c.Number)
		}
		next++
		u := documents[c.Document]
		if u == nil {
			u = &undoing{}
			documents[c.Document] = u
		}
		return true, u.take(c, data, v.voc.id(c.Document))
	})
	if err == nil && next != v.commit+1 {
		err = forgotten(fmt.Sprintf("the commits after %d", commit), v.commit+1)
	}
	if err != nil {
		return nil, err
	}
	var list []written
	for _, id := range slices.Sorted(maps.Keys(documents)) {
		quads := documents[id].before(encode(v.voc, v.said.document(id).saying()))
		s, err := decode(v.voc, id, quads)
		if err != nil {
			return nil, storeError("read commits of", v.history.dir, fmt.Errorf("%w: %s after commit %d: %w", bboltkv.ErrCorrupt, id, commit, err))
		}
		list = append(list, written{id, packSaying(s)})
	}
	past := v.withRecords(list)
	past.commit = commit
	return past, nil
}

// decode builds the saying of a document from its quads; nil when there are none.
func decode(voc *vocabulary, id string, quads []quad.Quad) (*saying, error) {
	if len(quads) == 0 {
		return nil, nil
	}
	d := newDecoder(voc, id)
	for _, q := range quads {
		if err := d.add(q); err != nil {
			return nil, err
		}
	}
	return d.finish()
}

// pastViews keeps the views that were asked for last: what is asked of one moment often
// comes in several queries.
type pastViews struct {
	mu   sync.Mutex
	list []pastView // the last one used comes last
}

// pastView is a view of the past as it is under the decisions and figures of a view.
type pastView struct {
	commit  int
	decided *decisions.File
	figures *shelf
	once    *sync.Once
	made    **View
	err     *error
}

// maxPastViews is how many are kept.
const maxPastViews = 4

// get gives the view after a commit, making it when it is not there. What is asked for by
// several at once is made once.
func (p *pastViews) get(v *View, commit int, make func() (*View, error)) (*View, error) {
	x := p.entry(v, commit)
	x.once.Do(func() { *x.made, *x.err = make() })
	if *x.err != nil {
		p.drop(x)
	}
	return *x.made, *x.err
}

func (p *pastViews) entry(v *View, commit int) pastView {
	p.mu.Lock()
	defer p.mu.Unlock()
	x := pastView{commit, v.decided, v.figures, &sync.Once{}, new(*View), new(error)}
	i := slices.IndexFunc(p.list, func(o pastView) bool {
		return o.commit == commit && o.decided == v.decided && o.figures == v.figures
	})
	if i >= 0 {
		x = p.list[i]
		p.list = slices.Delete(p.list, i, i+1)
	} else if len(p.list) == maxPastViews {
		p.list = slices.Delete(p.list, 0, 1)
	}
	p.list = append(p.list, x)
	return x
}

// drop forgets a view that could not be made.
func (p *pastViews) drop(x pastView) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = slices.DeleteFunc(p.list, func(o pastView) bool { return o.once == x.once })
}
