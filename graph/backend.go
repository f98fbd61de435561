package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// backend is Cayley on a bolt file or in memory. Only the Store touches it, with its
// lock held.
type backend struct {
	dir      string // Memory or the folder of the bolt file
	readOnly bool
	serving  bool             // others read meanwhile
	qs       cayley.QuadStore // nil when closed
	db       *bboltkv.DB      // what qs writes to; nil in memory
	memory   *memoryRecords   // the commits of a store in memory
}

// records is where commits are kept.
func (b *backend) records() records {
	if b.db == nil {
		return b.memory
	}
	return b.db
}

// openBackend opens Cayley. The bolt file must have been created before.
func openBackend(dir string, readOnly, serving bool) (*backend, error) {
	b := &backend{dir: dir, readOnly: readOnly, serving: serving}
	var err error
	if dir == Memory {
		b.memory = &memoryRecords{}
		b.qs, err = cayley.NewQuadStore(memstore.QuadStoreType, "", nil)
		return b, err
	}
	if b.db, err = bboltkv.Open(filepath.Join(dir, bboltkv.File), readOnly); err != nil {
		return nil, err
	}
	if err := b.openCayley(); err != nil {
		return nil, errors.Join(err, b.db.Close())
	}
	return b, nil
}

// openCayley opens Cayley on the bolt file, without its bloom filters, which take
// hundreds of megabytes and gain nothing here.
func (b *backend) openCayley() (err error) {
	defer bboltkv.Guard(&err)()
	b.qs, err = cayleykv.New(b.db, cayley.Options{cayleykv.OptNoBloom: true})
	return err
}

// createBackend makes the bolt file with Cayley's tables.
func createBackend(dir string) (err error) {
	defer bboltkv.Guard(&err)()
	err = cayley.InitQuadStore(bboltkv.Name, dir, nil)
	if errors.Is(err, cayley.ErrDatabaseExists) {
		return nil
	}
	if err != nil {
		return err
	}
	db, err := bboltkv.Open(filepath.Join(dir, bboltkv.File), false)
	if err != nil {
		return err
	}
	return errors.Join(setIndexes(db), db.Close())
}

// quadIndexes are the indexes that Cayley keeps of quads: one, by all that a quad has, the
// document first. It tells Cayley whether a quad is there, which is all that it is asked: who
// reads asks the View. What a new document says comes behind all others then, whatever it
// speaks of (docs/decisions/0002-storage.md). Cayley's own two indexes do not tell documents
// apart, and a quad comes into the middle of both.
var quadIndexes = []cayleykv.QuadIndex{
	{Dirs: []quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object}},
}

// indexesName is the key under which Cayley notes which indexes a file has.
var indexesName = kv.SKey("meta", "indexes")

// indexedBy gives the directions that the indexes begin with which Cayley keeps.
func (b *backend) indexedBy() (out []quad.Direction, err error) {
	if b.db == nil { // in memory it has one for each
		return quad.Directions, nil
	}
	defer bboltkv.Guard(&err)()
	var list []cayleykv.QuadIndex
	err = kv.View(b.db, func(tx kv.Tx) error {
		text, err := tx.Get(context.Background(), indexesName)
		if err != nil {
			return err
		}
		return json.Unmarshal(text, &list)
	})
	for _, x := range list {
		if len(x.Dirs) > 0 && !slices.Contains(out, x.Dirs[0]) {
			out = append(out, x.Dirs[0])
		}
	}
	return out, err
}

// setIndexes makes Cayley keep our indexes in a bolt file without quads, where it notes
// itself which ones a file has.
func setIndexes(db *bboltkv.DB) error {
	list, err := json.Marshal(quadIndexes)
	if err != nil {
		return err
	}
	return kv.Update(context.Background(), db, func(tx kv.Tx) error {
		return tx.Put(indexesName, list)
	})
}

func (b *backend) close() error {
	if b.qs == nil {
		return nil
	}
	err := b.qs.Close()
	b.qs = nil
	return err
}

// reopen closes Cayley and opens it anew; in memory it starts empty and is filled with
// what the view holds.
func (b *backend) reopen(v *View) (*backend, error) {
	if err := b.close(); err != nil {
		return nil, storeError("close", b.dir, err)
	}
	if b.dir != Memory {
		if err := bboltkv.Forget(filepath.Join(b.dir, bboltkv.File)); err != nil {
			return nil, storeError("open", b.dir, err)
		}
	}
	n, err := openBackend(b.dir, b.readOnly, b.serving)
	if err != nil {
		return nil, storeError("open", b.dir, err)
	}
	if b.dir != Memory {
		return n, nil
	}
	n.memory = b.memory
	for d := range v.documents() {
		if err := n.deltas(cayley.Add, d.quads(v.voc)); err != nil {
			return nil, storeError("mend", b.dir, err)
		}
	}
	return n, nil
}

// transaction is what is written at once.
type transaction struct {
	steps   []step
	commits []storedCommit
	written []Written
	forget  int // the commits below this number are no longer kept; 0 for none
}

// step is quads of documents to be added, and then others to be removed.
type step struct{ add, remove []iter.Seq[quad.Quad] }

type storedCommit struct {
	number int
	record []byte
}

// add puts a change set into it. Documents share no quads, so those of several
// are written together, but what one document has again goes after what it had.
func (w *transaction) add(c Commit, cs *ChangeSet, again bool) error {
	record, err := encodeRecord(c, cs)
	if err != nil {
		return err
	}
	w.commits = append(w.commits, storedCommit{c.Number, record})
	w.written = append(w.written, Written{c, cs.before, cs.after})
	if again || len(w.steps) == 0 {
		w.steps = append(w.steps, step{})
	}
	last := &w.steps[len(w.steps)-1]
	last.add, last.remove = append(last.add, cs.added()), append(last.remove, cs.removed())
	return nil
}

// applyTransaction writes in one transaction. It must be given no quad twice, none to add
// that is there, and none to remove that is not: Cayley counts references wrongly
// otherwise. It is told to ignore such quads nevertheless, for a delta set that fails
// half way poisons its caches.
//
// Cayley gets what is to be added and what is to be removed one after the other: of a
// quad that is added together with the removal of more quads at one of its nodes, it
// would lose that node.
func applyTransaction(b *backend, w transaction) (err error) {
	defer bboltkv.Guard(&err)()
	if b.qs == nil {
		return errors.New("the store could not be opened after a failed write")
	}
	all := func() error {
		for _, s := range w.steps {
			if err := b.deltas(cayley.Add, s.add...); err != nil {
				return err
			}
			if err := b.deltas(cayley.Delete, s.remove...); err != nil {
				return err
			}
		}
		return b.remember(w)
	}
	if b.db == nil {
		return all()
	}
	return b.db.Atomically(all)
}

// remember stores the commits of a transaction, and drops those that are no longer kept.
func (b *backend) remember(w transaction) error {
	for _, c := range w.commits {
		if err := b.records().AppendRecord(uint64(c.number), c.record); err != nil {
			return err
		}
	}
	if w.forget > 0 {
		return b.records().DropRecords(uint64(w.forget))
	}
	return nil
}

// loadBatch is how many quads are read at a time.
const loadBatch = 10000

// each calls f with every quad stored, in no order. The names of nodes are looked up by
// the batch, which is much faster than one by one.
func (b *backend) each(f func(quad.Quad) error) (err error) {
	defer bboltkv.Guard(&err)()
	ctx := context.Background()
	it := b.qs.QuadsAllIterator()
	defer func() { _ = it.Close() }()
	names := &nameCache{qs: b.qs, iris: map[any]quad.Value{}}
	batch := make([][4]cayley.Ref, 0, loadBatch)
	for it.Next(ctx) {
		var refs [4]cayley.Ref
		for i, d := range quad.Directions {
			refs[i] = b.qs.QuadDirection(it.Result(), d)
		}
		if batch = append(batch, refs); len(batch) == loadBatch {
			if err := names.resolve(ctx, batch, f); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	return names.resolve(ctx, batch, f)
}

// nameCache remembers the IRIs behind Cayley's node numbers; literals are used once.
type nameCache struct {
	qs   cayley.QuadStore
	iris map[any]quad.Value
}

// resolve looks up the nodes of a batch and calls f with its quads.
func (c *nameCache) resolve(ctx context.Context, batch [][4]cayley.Ref, f func(quad.Quad) error) error {
	var refs []cayley.Ref
	literals := map[any]quad.Value{}
	for _, b := range batch {
		for _, r := range b {
			if r == nil || c.iris[r.Key()] != nil || literals[r.Key()] != nil {
				continue
			}
			literals[r.Key()] = quad.BNode("pending")
			refs = append(refs, r)
		}
	}
	values, err := cayley.ValuesOf(ctx, c.qs, refs)
	if err != nil {
		return err
	}
	for i, v := range values {
		if _, ok := v.(quad.IRI); ok {
			c.iris[refs[i].Key()] = v
		} else {
			literals[refs[i].Key()] = v
		}
	}
	for _, b := range batch {
		if err := f(c.quad(b, literals)); err != nil {
			return err
		}
	}
	return nil
}

func (c *nameCache) quad(refs [4]cayley.Ref, literals map[any]quad.Value) quad.Quad {
	var q quad.Quad
	for i, d := range quad.Directions {
		if refs[i] == nil {
			continue
		}
		v := c.iris[refs[i].Key()]
		if v == nil {
			v = literals[refs[i].Key()]
		}
		q.Set(d, v)
	}
	return q
}

// load derives a view from all quads. An error means that the store holds what our own
// writer never writes.
func (b *backend) load(voc *vocabulary) (*View, error) {
	decoders := map[string]*decoder{}
	var order []string
	read := int64(0)
	err := b.each(func(q quad.Quad) error {
		read++
		id, ok := voc.idOf(q.Label)
		if !ok {
			return fmt.Errorf("%w: a quad has the label %v, which is no document", bboltkv.ErrCorrupt, q.Label)
		}
		d := decoders[id]
		if d == nil {
			d = newDecoder(voc, id)
			decoders[id] = d
			order = append(order, id)
		}
		if err := d.add(q); err != nil {
			return fmt.Errorf("%w: %s: %w", bboltkv.ErrCorrupt, id, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	v := newView(voc)
	last, err := b.records().LastRecord()
	if err == nil {
		err = b.counted(read, last)
	}
	if err != nil {
		return nil, err
	}
	v.commit = int(last)
	list, err := finishAll(decoders, order)
	if err != nil {
		return nil, err
	}
	return v.withRecords(list), nil
}

// open derives a view from the index file where that is of the store's last commit and has as
// many quads as Cayley, else from all quads.
func (b *backend) open(voc *vocabulary) (*View, persisted, error) {
	state, ok, err := stateOf(b.records())
	if err != nil {
		return nil, persisted{}, err
	}
	if ok {
		if list, segments, ok := readIndex(b.dir, state); ok {
			v := newView(voc)
			v.commit = state.commit
			if v = v.withRecords(list); v.said.total.quads == b.quads() {
				return v, persisted{state, v.said.documents, segments}, nil
			}
		}
	}
	v, err := b.load(voc)
	return v, persisted{}, err
}

// quads is how many quads Cayley says that it has; -1 when it cannot say.
func (b *backend) quads() (n int) {
	n = -1
	var err error
	defer bboltkv.Guard(&err)()
	if stats, err := b.qs.Stats(context.Background(), false); err == nil {
		n = int(stats.Quads.Size)
	}
	return n
}

// finishAll gives what documents say, in their order, working on several at once.
func finishAll(decoders map[string]*decoder, order []string) ([]written, error) {
	list, faults := make([]written, len(order)), make([]error, len(order))
	inParallel(len(order), func(i int) {
		id := order[i]
		s, err := decoders[id].finish()
		if err != nil {
			faults[i] = fmt.Errorf("%w: %s: %w", bboltkv.ErrCorrupt, id, err)
			return
		}
		list[i] = written{id, packSaying(s)}
		*decoders[id] = decoder{} // what it held is not needed any more
	})
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// counted compares how many quads were read with how many Cayley counts: of a damaged page
// some, or all, may be missing without a sign. last is the number of the last commit.
func (b *backend) counted(read int64, last uint64) (err error) {
	defer bboltkv.Guard(&err)()
	stats, err := b.qs.Stats(context.Background(), false)
	if errors.Is(err, cayleykv.ErrNoBucket) { // it begins to count at the first quad
		if fresh, err := b.mayBeEmpty(last); fresh || err != nil {
			return err
		}
		return fmt.Errorf("%w: after commit %d there should be quads, and Cayley knows of none", bboltkv.ErrCorrupt, last)
	}
	if err == nil && stats.Quads.Size != read {
		err = fmt.Errorf("%w: %d quads are to be read, and there should be %d", bboltkv.ErrCorrupt, read, stats.Quads.Size)
	}
	return err
}

// mayBeEmpty says whether a store may hold nothing after a commit: one that has none yet,
// or whose last one deleted a document.
func (b *backend) mayBeEmpty(last uint64) (empty bool, err error) {
	empty = last == 0
	err = b.records().Records(last, func(_ uint64, record []byte) (bool, error) {
		c, _, err := decodeHeader(record)
		empty = c.Kind == CommitDelete
		return false, err
	})
	return empty, err
}

// storeError gives an error of the storage its code and a hint.
func storeError(op, dir string, err error) error {
	var known *model.Error
	if errors.As(err, &known) {
		return err
	}
	e := &model.Error{Code: model.CodeInternal, Op: op + " store", Message: dir, Err: err}
	switch {
	case errors.Is(err, bboltkv.ErrLocked):
		e.Code, e.Hint = model.CodeLocked, "stop the other process, or open the store for reading only where both only read"
	case errors.Is(err, bboltkv.ErrCorrupt), errors.Is(err, cayley.ErrNotInitialized):
		e.Code, e.Hint = model.CodeCorrupt, "move "+filepath.Clean(dir)+" away and ingest the documents again, or put a copy back"
	default:
		if code, hint := diskError(err); code != "" {
			e.Code, e.Hint = code, hint
		}
	}
	return e
}
