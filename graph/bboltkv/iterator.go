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

// Iterator walks over keys in ascending order. Those of values, which Cayley never walks
// over, come after all others, in the order of their hashes.
type Iterator struct {
	next   walk // nil before a scan and after its end
	unpack func([]byte) kv.Key
	// values gives the keys of values, which come next; fits says which of them do.
	values walk
	fits   func(kv.Key) bool
	key    []byte
	val    kv.Value
	err    error
}

var _ kv.Iterator = (*Iterator)(nil)

// scan gives the keys that begin with a prefix, which is packed as well.
func (b buckets) scan(packed []byte) *Iterator {
	it := &Iterator{next: walkFrom(b.keys.Cursor(), packed), unpack: unpack}
	if b.apart() && (len(packed) == 0 || packed[0] == numberLetter || packed[0] == usesLetter) {
		it.values, it.fits = b.walkValues(), func(k kv.Key) bool { return bytes.HasPrefix(pack(k), packed) }
	}
	return it
}

func (b buckets) walkValues() walk {
	if b.table != nil {
		return b.table.walk()
	}
	return walkFrom(b.values.Cursor(), nil)
}

// Next goes to the next key and says whether there is one.
func (it *Iterator) Next(context.Context) bool {
	for it.next != nil {
		it.key, it.val = it.next()
		switch {
		case it.key == nil:
			*it = Iterator{next: it.values, fits: it.fits, unpack: unpackValue}
		case it.values != nil || it.fits == nil || it.fits(it.unpack(it.key)):
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
	return it.unpack(it.key)
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
