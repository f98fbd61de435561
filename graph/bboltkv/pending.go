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
	index   map[string]int // of a key in changes, which has the same string
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

// get gives the value of a key, nil when it is not there. p may be nil.
func (p *pending) get(bucket *bbolt.Bucket, key []byte) []byte {
	if p != nil {
		if i, ok := p.index[string(key)]; ok {
			return p.changes[i].value
		}
	}
	return bucket.Get(key)
}

// flush gives the changes to bolt, and keeps nothing of them: bolt holds them then, and both
// would be twice the memory. p may be nil.
func (p *pending) flush(bucket *bbolt.Bucket) error {
	if p == nil || len(p.changes) == 0 {
		return nil
	}
	list := p.changes
	*p = *newPending()
	slices.SortFunc(list, func(a, b change) int { return strings.Compare(a.key, b.key) })
	for i, c := range list {
		list[i] = change{}
		if i%yieldAfter == 0 {
			runtime.Gosched()
		}
		var err error
		if c.value == nil {
			err = bucket.Delete([]byte(c.key))
		} else {
			err = bucket.Put([]byte(c.key), c.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
