package bboltkv

import (
	"bytes"
	"runtime"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// pending holds the changes of a writing transaction until they are needed in the file.
//
// bolt splits its pages only at the commit. Until then all that is put into one page lies
// in one sorted list, and a key that belongs into the middle of it moves all that come
// after: the time that a transaction takes would grow with the square of its size. Given
// to bolt in their order, keys come at the end of such a list, or near it.
type pending struct {
	changes []change
	index   map[string]int // of a key in changes
	turns   turns
}

// change is what becomes of a key: a value, or nil when it is deleted.
type change struct{ key, value []byte }

func newPending() *pending { return &pending{index: map[string]int{}} }

// put notes a value; key and value must stay as they are until the transaction ends.
func (p *pending) put(key, value []byte) {
	if value == nil {
		value = []byte{} // there, and empty, as bolt has it
	}
	p.note(change{key, value})
}

func (p *pending) delete(key []byte) { p.note(change{key: key}) }

// A writer lets others have its processor once it has had it for a while: those who read are
// many and quick, and would else wait for as long as the scheduler lets it run, five times
// that. When many read it comes back only after all of them, so that less would leave it
// hardly any of a processor that is busy. The clock is looked at after some changes only.
const (
	yieldAfter = 2 * time.Millisecond
	yieldLook  = 32
)

// turns lets others have the processor in turn.
type turns struct {
	since time.Time
	made  int
}

// took counts a change.
func (t *turns) took() {
	if t.made++; t.made%yieldLook != 0 {
		return
	}
	if time.Since(t.since) > yieldAfter {
		runtime.Gosched()
		t.since = time.Now()
	}
}

func (p *pending) note(c change) {
	p.turns.took()
	if i, ok := p.index[string(c.key)]; ok {
		p.changes[i] = c
		return
	}
	p.index[string(c.key)] = len(p.changes)
	p.changes = append(p.changes, c)
}

// get gives the value of a key, nil when it is not there. p may be nil.
func (p *pending) get(bucket *bbolt.Bucket, key []byte) []byte {
	if p != nil {
		if i, ok := p.index[string(key)]; ok {
			return p.changes[i].value
		}
	}
	return bucket.Get(key)
}

// flush gives the changes to bolt. p may be nil.
func (p *pending) flush(bucket *bbolt.Bucket) error {
	if p == nil || len(p.changes) == 0 {
		return nil
	}
	slices.SortFunc(p.changes, func(a, b change) int { return bytes.Compare(a.key, b.key) })
	for _, c := range p.changes {
		p.turns.took()
		var err error
		if c.value == nil {
			err = bucket.Delete(c.key)
		} else {
			err = bucket.Put(c.key, c.value)
		}
		if err != nil {
			return err
		}
	}
	p.changes = p.changes[:0]
	clear(p.index)
	return nil
}
