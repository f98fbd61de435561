package bboltkv

import (
	"slices"
	"sort"
	"strings"

	"go.etcd.io/bbolt"
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
	run     []change // sorted by their keys
	between changesByKey
	turns   turns
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
	p.turns.took()
	if p.behindAll(key) {
		p.run = append(p.run, change{string(key), value})
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
	return len(p.run) == 0 || string(key) > p.run[len(p.run)-1].key
}

// find gives the change of a key that is not behind all, nil when there is none.
func (p *pending) find(key []byte) *change {
	if i, ok := p.between.index[string(key)]; ok {
		return &p.between.list[i]
	}
	i := sort.Search(len(p.run), func(i int) bool { return p.run[i].key >= string(key) })
	if i == len(p.run) || p.run[i].key != string(key) {
		return nil
	}
	return &p.run[i]
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

// flush hands the changes out, sorted by their keys, and keeps nothing of them: bolt holds
// them then, and both would be twice the memory. p may be nil.
func (p *pending) flush(write func([]change) error) error {
	if p == nil || len(p.run) == 0 {
		return nil
	}
	list := p.sorted()
	*p = *newPending()
	return write(list)
}

// sorted gives all changes in the order of their keys.
func (p *pending) sorted() []change {
	byKey := func(a, b change) int { return strings.Compare(a.key, b.key) }
	between := p.between.list
	slices.SortFunc(between, byKey)
	if len(between) == 0 {
		return p.run
	}
	all := make([]change, 0, len(p.run)+len(between))
	for _, c := range p.run {
		for len(between) > 0 && between[0].key < c.key {
			all, between = append(all, between[0]), between[1:]
		}
		all = append(all, c)
	}
	return all // none is left, for the run ends behind all
}

// putAll gives bolt changes, which are sorted by their keys, and forgets each.
func putAll(bucket *bbolt.Bucket, changes []change) error {
	var key []byte // bolt makes a copy of it
	var t turns
	for i, c := range changes {
		t.took()
		changes[i] = change{}
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
