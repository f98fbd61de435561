package bboltkv

import (
	"bytes"
	"iter"
	"slices"
	"sort"
	"strings"

	"go.etcd.io/bbolt"

	"rijksgraaf/internal/turns"
)

// pending holds the changes of a writing transaction until they are needed in the file.
//
// bolt splits its pages only at the commit. Until then all that is put into one page lies
// in one sorted list, and a key that belongs into the middle of it moves all that come
// after: the time that a transaction takes would grow with the square of its size. Given
// to bolt in their order, keys come at the end of such a list, or near it.
//
// Cayley makes most keys in their order, for they begin with a number that grows. Those that
// come behind all others are kept in a run, which is searched by halves; only what comes in
// between needs an index.
type pending struct {
	run     run
	between changesByKey
	turns   turns.Turns
}

// run is changes in the order of their keys, in pieces of which the last one grows: in one
// list, most of what is written would be copied several times over.
type run struct {
	pieces [][]change
	last   string // key
	size   int
}

// A run has pieces of firstPiece changes, each later one twice as long, up to longestPiece.
const (
	firstPiece   = 32
	longestPiece = 4096
)

// append adds a change behind all others.
func (r *run) append(c change) {
	n := len(r.pieces)
	if n == 0 || len(r.pieces[n-1]) == cap(r.pieces[n-1]) {
		size := firstPiece
		if n > 0 {
			size = min(2*cap(r.pieces[n-1]), longestPiece)
		}
		r.pieces = append(r.pieces, make([]change, 0, size))
		n++
	}
	r.pieces[n-1] = append(r.pieces[n-1], c)
	r.last, r.size = c.key, r.size+1
}

// find gives the change of a key, nil when there is none.
func (r *run) find(key []byte) *change {
	n := sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i][0].key > string(key) })
	if n == 0 {
		return nil
	}
	piece := r.pieces[n-1]
	i := sort.Search(len(piece), func(i int) bool { return piece[i].key >= string(key) })
	if i == len(piece) || piece[i].key != string(key) {
		return nil
	}
	return &piece[i]
}

// changesByKey are changes with an index.
type changesByKey struct {
	list  []change
	index map[string]int // of a key in list
}

// change is what becomes of a key: a value, or nil when it is deleted.
type change struct {
	key   string
	value []byte
}

func newPending() *pending { return &pending{between: changesByKey{index: map[string]int{}}} }

// put notes a value, which must stay as it is until the transaction ends.
func (p *pending) put(key, value []byte) {
	if value == nil {
		value = []byte{} // there, and empty, as bolt has it
	}
	p.note(key, value)
}

func (p *pending) delete(key []byte) { p.note(key, nil) }

func (p *pending) note(key, value []byte) {
	p.turns.Took()
	if p.behindAll(key) {
		p.run.append(change{string(key), value})
		return
	}
	if c := p.find(key); c != nil {
		c.value = value
		return
	}
	c := change{string(key), value}
	p.between.index[c.key] = len(p.between.list)
	p.between.list = append(p.between.list, c)
}

// behindAll says whether a key comes after all that were noted; no other comes after the run.
func (p *pending) behindAll(key []byte) bool {
	return p.run.size == 0 || string(key) > p.run.last
}

// find gives the change of a key that is not behind all, nil when there is none.
func (p *pending) find(key []byte) *change {
	if i, ok := p.between.index[string(key)]; ok {
		return &p.between.list[i]
	}
	return p.run.find(key)
}

// get gives the value that a key has by the changes, nil when it is deleted, and whether
// there is a change of it. p may be nil.
func (p *pending) get(key []byte) (value []byte, changed bool) {
	if p == nil || p.behindAll(key) {
		return nil, false
	}
	if c := p.find(key); c != nil {
		return c.value, true
	}
	return nil, false
}

// flush hands out how many changes there are, and the changes, sorted by their keys. It keeps
// nothing of what it handed out: bolt holds that then, and both would be twice the memory. p
// may be nil.
func (p *pending) flush(write func(n int, changes iter.Seq[change]) error) error {
	if p == nil || p.run.size == 0 {
		return nil
	}
	all := *p
	*p = *newPending()
	return write(all.run.size+len(all.between.list), all.sorted())
}

// sorted walks once over all changes in the order of their keys.
func (p *pending) sorted() iter.Seq[change] {
	between := p.between.list
	p.between = changesByKey{}
	slices.SortFunc(between, func(a, b change) int { return strings.Compare(a.key, b.key) })
	return func(yield func(change) bool) {
		for n, piece := range p.run.pieces {
			for i, c := range piece {
				for ; len(between) > 0 && between[0].key < c.key; between = between[1:] {
					if !yield(taken(&between[0])) {
						return
					}
				}
				if !yield(taken(&piece[i])) {
					return
				}
			}
			p.run.pieces[n] = nil
		} // none is left between, for the run ends behind all
	}
}

// taken gives a change, of which nothing stays in its place.
func taken(c *change) change {
	was := *c
	*c = change{}
	return was
}

// putAll gives bolt n changes, which are sorted by their keys.
func putAll(bucket *bbolt.Bucket, n int, changes iter.Seq[change]) error {
	last, _ := bucket.Cursor().Last()
	last = bytes.Clone(last)
	var key []byte // bolt makes a copy of it
	var t turns.Turns
	for c := range changes {
		t.Took()
		key = append(key[:0], c.key...)
		var err error
		if c.value == nil {
			err = bucket.Delete(key)
		} else {
			err = bucket.Put(key, c.value)
		}
		if err != nil {
			return err
		}
		if n--; n >= roomFrom && c.value != nil && c.key > string(last) {
			makeRoom(bucket, n)
			n = 0 // done
		}
	}
	return nil
}
