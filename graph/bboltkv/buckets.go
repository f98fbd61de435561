package bboltkv

import (
	"bytes"
	"context"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

var (
	// keysName is the bolt bucket of Cayley's keys, but for those in valuesName.
	keysName = []byte("kv")
	// valuesName is the bolt bucket of Cayley's values by their hash. A file of an older
	// format has none, and keeps all in keysName.
	valuesName = []byte("values")
)

// keysFill is how full bolt makes the pages of keysName where values lie elsewhere. Nearly
// all keys begin with a number that grows, so next to nothing comes into a page later.
// Pages of hashes, which come anywhere, are left half empty when they are split, as bolt
// has it.
const keysFill = 0.95

// buckets are the bolt buckets of a transaction.
type buckets struct {
	keys   *bbolt.Bucket // nil in a file without data that is open for reading only
	values *bbolt.Bucket // nil in a file of an older format
}

// bucketsOf finds the buckets. In a damaged file that may fail.
func bucketsOf(tx *bbolt.Tx) (b buckets, err error) {
	defer Guard(&err)()
	b.keys, b.values = tx.Bucket(keysName), tx.Bucket(valuesName)
	if b.values != nil {
		b.keys.FillPercent = keysFill
	}
	return b, nil
}

// createBuckets makes the buckets of a new file.
func createBuckets(tx *bbolt.Tx) error {
	if tx.Bucket(keysName) != nil {
		return nil
	}
	if _, err := tx.CreateBucket(keysName); err != nil {
		return err
	}
	_, err := tx.CreateBucket(valuesName)
	return err
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

// packValue lays the key of a value out: the hash, and the letter behind it, so that what
// is kept of one value lies in one page. What comes into a large store comes to pages all
// over it, and each must be written anew.
func packValue(k kv.Key) []byte {
	return append(append(make([]byte, 0, hashSize+1), k[1]...), k[0][0])
}

func unpackValue(b []byte) kv.Key {
	hash := bytes.Clone(b[:hashSize])
	return kv.Key{{b[hashSize], hash[0], hash[1]}, hash}
}

// Iterator walks over keys in ascending order. Those of values, which Cayley never walks
// over, come after all others, in the order of their hashes.
type Iterator struct {
	cursor  *bbolt.Cursor // nil before a scan and after its end
	prefix  []byte
	started bool
	key     []byte
	val     kv.Value
	err     error
	// values are those that fit still to come, and unpack is how the current key is to be
	// read.
	values *bbolt.Cursor
	fits   func(kv.Key) bool
	unpack func([]byte) kv.Key
}

var _ kv.Iterator = (*Iterator)(nil)

// scan gives the keys that begin with a prefix, which is packed as well.
func (b buckets) scan(packed []byte) *Iterator {
	it := &Iterator{cursor: b.keys.Cursor(), prefix: packed, unpack: unpack}
	if b.values != nil && (len(packed) == 0 || packed[0] == numberLetter || packed[0] == usesLetter) {
		it.values, it.fits = b.values.Cursor(), func(k kv.Key) bool { return bytes.HasPrefix(pack(k), packed) }
	}
	return it
}

// Next goes to the next key and says whether there is one.
func (it *Iterator) Next(context.Context) bool {
	for it.cursor != nil {
		if it.started {
			it.key, it.val = it.cursor.Next()
		} else {
			it.key, it.val = it.cursor.Seek(it.prefix)
			it.started = true
		}
		switch {
		case it.key == nil || !bytes.HasPrefix(it.key, it.prefix):
			*it = Iterator{cursor: it.values, fits: it.fits, unpack: unpackValue}
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
