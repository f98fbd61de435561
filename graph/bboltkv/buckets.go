package bboltkv

import (
	"bytes"
	"iter"
	"maps"
	"slices"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

var (
	// keysName is the bolt bucket of Cayley's keys, but for those of values and numbers.
	keysName = []byte("kv")
	// valuesName is the bolt bucket of Cayley's values by their hash in a file of format 3, an
	// element for each key. One of format 2 keeps all in keysName, and newer ones have a
	// valueTable.
	valuesName = []byte("values")
)

// keysFill is how full bolt makes the pages of keysName where values lie elsewhere. Nearly
// all keys begin with a number that grows, so next to nothing comes into a page later.
const keysFill = 0.95

// table is where keys of one kind lie, as packed for it.
type table interface {
	// get gives the value of a key, nil when it is not there.
	get(key []byte) []byte
	// write makes n changes, which are sorted by their keys.
	write(n int, changes iter.Seq[change]) error
}

// flat is a bolt bucket that has an element for each key.
type flat struct{ *bbolt.Bucket }

func (f flat) get(key []byte) []byte                       { return f.Get(key) }
func (f flat) write(n int, changes iter.Seq[change]) error { return putAll(f.Bucket, n, changes) }

// space is where keys of one kind lie as a transaction sees it: with its changes, which the file
// has yet to be given. Keys are packed for it.
type space interface {
	// get gives the value of a key, nil when it is not there.
	get(key []byte) []byte
	// put notes a value, which must stay as it is until the transaction ends.
	put(key, value []byte)
	// delete notes that a key goes.
	delete(key []byte)
	// flush gives the file all changes.
	flush() error
}

// tableSpace is the space of a table.
type tableSpace struct {
	table
	*pending // nil when reading
}

func newSpace(t table, writable bool) space {
	s := &tableSpace{table: t}
	if writable {
		s.pending = newPending()
	}
	return s
}

func (s *tableSpace) get(key []byte) []byte {
	if v, changed := s.pending.get(key); changed {
		return v
	}
	return s.table.get(key)
}

func (s *tableSpace) flush() error { return s.pending.flush(s.write) }

// layout is where a transaction finds its keys.
type layout struct {
	writable bool
	keys     *bbolt.Bucket // nil in a file without data that is open for reading only
	values   *bbolt.Bucket // nil but in a file of format 3
	table    *valueTable   // nil in a file of an older format
	numbers  *bbolt.Bucket // nil in a file of an older format
	// others and hashes are the spaces of keys and of values, numbered those of numbers by
	// their names, as far as they were asked for.
	others, hashes space
	numbered       map[string]space
	room           []byte // in which place lays keys out
}

// layoutOf finds the buckets. In a damaged file that may fail.
func layoutOf(tx *bbolt.Tx) (l layout, err error) {
	defer Guard(&err)()
	l = layout{writable: tx.Writable(), keys: tx.Bucket(keysName), values: tx.Bucket(valuesName), numbers: tx.Bucket(numbersName), numbered: map[string]space{}}
	if l.keys == nil {
		return l, nil
	}
	l.others = newSpace(flat{l.keys}, l.writable)
	if l.table, err = valueTableOf(tx); err != nil {
		return l, err
	}
	switch {
	case l.table != nil:
		l.hashes = newValueSpace(l.table)
	case l.values != nil:
		l.hashes = newSpace(flat{l.values}, l.writable)
		l.keys.FillPercent = keysFill
	}
	return l, nil
}

// createBuckets makes the buckets of a new file.
func createBuckets(tx *bbolt.Tx) error {
	if tx.Bucket(keysName) != nil {
		return nil
	}
	for _, name := range [][]byte{keysName, numbersName} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	return createValueTable(tx)
}

// place tells in which space a key lies, and as what, in bytes that stay until it is called again.
func (l *layout) place(k kv.Key) (space, []byte) {
	switch {
	case l.hashes != nil && isValue(k):
		l.room = append(append(l.room[:0], k[1]...), k[0][0])
		return l.hashes, l.room
	case l.numbers != nil && isNumbered(k):
		l.room = appendNumbers(l.room[:0], k[1])
		return l.numberSpace(k[0]), l.room
	}
	return l.others, pack(k)
}

func (l *layout) numberSpace(name []byte) space {
	if s := l.numbered[string(name)]; s != nil {
		return s
	}
	s := newSpace(newNumberTable(l.numbers, name), l.writable)
	l.numbered[string(name)] = s
	return s
}

// flush gives bolt all changes.
func (l *layout) flush() error {
	list := []space{l.others}
	for _, name := range slices.Sorted(maps.Keys(l.numbered)) {
		list = append(list, l.numbered[name])
	}
	if l.hashes != nil {
		list = append(list, l.hashes)
	}
	for _, s := range list {
		if err := s.flush(); err != nil {
			return err
		}
	}
	return nil
}

// Cayley keeps the number of a value, and how often it is used, under the value's hash, in
// buckets named by a letter and the first two bytes of the hash.
const (
	numberLetter = 'v'
	usesLetter   = 'n'
	hashSize     = 20
)

// isValue says whether a key is one of a value.
func isValue(k kv.Key) bool {
	return len(k) == maxParts && len(k[0]) == 3 && (k[0][0] == numberLetter || k[0][0] == usesLetter) &&
		len(k[1]) == hashSize && k[0][1] == k[1][0] && k[0][2] == k[1][1]
}

func unpackValue(b []byte) kv.Key {
	hash := bytes.Clone(b[:hashSize])
	return kv.Key{{b[hashSize], hash[0], hash[1]}, hash}
}
