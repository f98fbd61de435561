package bboltkv

import (
	"runtime"
	"slices"
	"strings"

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
}

// change is what becomes of a key: a value, or nil when it is deleted.
type change struct {
	key   string
	value []byte
}

func newPending() *pending { return &pending{index: map[string]int{}} }

// put notes a value, which must stay as it is until the transaction ends.
func (p *pending) put(key, value []byte) {
	if value == nil {
		value = []byte{} // there, and empty, as bolt has it
	}
	p.note(key, value)
}

func (p *pending) delete(key []byte) { p.note(key, nil) }

// yieldAfter is how many changes a writer makes before it lets others have its processor.
// Those who read are many and quick, and would else wait for it for as long as the scheduler
// lets it run.
const yieldAfter = 64

func (p *pending) note(key, value []byte) {
	if len(p.changes)%yieldAfter == 0 {
		runtime.Gosched()
	}
	if i, ok := p.index[string(key)]; ok {
		p.changes[i].value = value
		return
	}
	c := change{string(key), value}
	p.index[c.key] = len(p.changes)
	p.changes = append(p.changes, c)
}

// get gives the value that a key has by the changes, nil when it is deleted, and whether
// there is a change of it. p may be nil.
func (p *pending) get(key []byte) (value []byte, changed bool) {
	if p == nil {
		return nil, false
	}
	i, changed := p.index[string(key)]
	if changed {
		value = p.changes[i].value
	}
	return value, changed
}

// flush hands the changes out, sorted by their keys. p may be nil.
func (p *pending) flush(write func([]change) error) error {
	if p == nil || len(p.changes) == 0 {
		return nil
	}
	slices.SortFunc(p.changes, func(a, b change) int { return strings.Compare(a.key, b.key) })
	if err := write(p.changes); err != nil {
		return err
	}
	p.changes = p.changes[:0]
	clear(p.index)
	return nil
}

// putAll gives bolt changes, which are sorted by their keys.
func putAll(bucket *bbolt.Bucket, changes []change) error {
	var key []byte // bolt makes a copy of it
	for i, c := range changes {
		if i%yieldAfter == 0 {
			runtime.Gosched()
		}
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
	}
	return nil
}
