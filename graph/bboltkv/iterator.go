package bboltkv

import (
	"bytes"
	"context"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// walk gives keys and values one after the other, in ascending order of the keys, and a key
// that is nil at the end.
type walk func() (key, val []byte)

// walkFrom gives the keys of a cursor that begin with a prefix.
func walkFrom(c *bbolt.Cursor, prefix []byte) walk {
	step := func() ([]byte, []byte) { return c.Seek(prefix) }
	return func() ([]byte, []byte) {
		if step == nil {
			return nil, nil
		}
		k, v := step()
		if k == nil || !bytes.HasPrefix(k, prefix) {
			step = nil
			return nil, nil
		}
		step = c.Next
		return k, v
	}
}

// merged gives the keys of both, and of a key that both have the value of the first.
func merged(first, second walk) walk {
	k1, v1 := first()
	k2, v2 := second()
	return func() (k, v []byte) {
		if k1 == nil || k2 != nil && bytes.Compare(k2, k1) < 0 {
			k, v = k2, v2
			k2, v2 = second()
			return k, v
		}
		if bytes.Equal(k1, k2) {
			k2, v2 = second()
		}
		k, v = k1, v1
		k1, v1 = first()
		return k, v
	}
}

// source is a walk over keys of one kind.
type source struct {
	next   walk
	unpack func([]byte) kv.Key
	fits   func(kv.Key) bool // says which of them are wanted; nil for all
}

// Iterator walks over keys in ascending order, kind by kind: those of lists by number come
// after the others, and then those of values, which Cayley never walks over, in the order of
// their hashes.
type Iterator struct {
	left []source // the first is under way
	key  []byte
	val  kv.Value
	err  error
}

var _ kv.Iterator = (*Iterator)(nil)

// scan gives the keys that begin with a prefix.
func (l *layout) scan(prefix kv.Key) *Iterator {
	packed := packScan(prefix)
	it := &Iterator{left: []source{{next: walkFrom(l.keys.Cursor(), packed), unpack: unpack}}}
	if l.numbers != nil {
		it.left = append(it.left, l.scanNumbers(prefix)...)
	}
	if l.hashes != nil && (len(packed) == 0 || packed[0] == numberLetter || packed[0] == usesLetter) {
		it.left = append(it.left, source{l.walkValues(), unpackValue, func(k kv.Key) bool { return bytes.HasPrefix(pack(k), packed) }})
	}
	return it
}

// packScan lays a prefix of keys out.
func packScan(prefix kv.Key) []byte {
	switch len(prefix) {
	case 0:
		return nil
	case 1:
		return packPrefix(prefix[0], len(prefix[0]))
	}
	return pack(prefix)
}

func (l *layout) walkValues() walk {
	if l.table != nil {
		return l.table.walk()
	}
	return walkFrom(l.values.Cursor(), nil)
}

// Next goes to the next key and says whether there is one.
func (it *Iterator) Next(context.Context) bool {
	for len(it.left) > 0 {
		s := it.left[0]
		it.key, it.val = s.next()
		if it.key == nil {
			it.left = it.left[1:]
		} else if s.fits == nil || s.fits(s.unpack(it.key)) {
			return true
		}
	}
	*it = Iterator{}
	return false
}

// Key gives a copy of the current key; nil before the first and after the last.
func (it *Iterator) Key() kv.Key {
	if it.key == nil {
		return nil
	}
	return it.left[0].unpack(it.key)
}

// Val gives the current value, valid until Next.
func (it *Iterator) Val() kv.Value { return it.val }

// Err says why the scan could not begin; else it is nil, for bolt reads from memory.
func (it *Iterator) Err() error { return it.err }

// Close ends the iteration.
func (it *Iterator) Close() error {
	*it = Iterator{}
	return nil
}
