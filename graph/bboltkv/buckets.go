package bboltkv

import (
	"bytes"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

var (
	// keysName is the bolt bucket of Cayley's keys, but for those of values.
	keysName = []byte("kv")
	// valuesName is the bolt bucket of Cayley's values by their hash in a file of format 3, an
	// element for each key. One of format 2 keeps all in keysName, and newer ones have a
	// valueTable.
	valuesName = []byte("values")
)

// keysFill is how full bolt makes the pages of keysName where values lie elsewhere. Nearly
// all keys begin with a number that grows, so next to nothing comes into a page later.
const keysFill = 0.95

// buckets are the bolt buckets of a transaction.
type buckets struct {
	keys   *bbolt.Bucket // nil in a file without data that is open for reading only
	values *bbolt.Bucket // nil but in a file of format 3
	table  *valueTable   // nil in a file of an older format
}

// bucketsOf finds the buckets. In a damaged file that may fail.
func bucketsOf(tx *bbolt.Tx) (b buckets, err error) {
	defer Guard(&err)()
	b.keys, b.values = tx.Bucket(keysName), tx.Bucket(valuesName)
	if b.table, err = valueTableOf(tx); err != nil {
		return b, err
	}
	if b.keys != nil && b.apart() {
		b.keys.FillPercent = keysFill
	}
	return b, nil
}

// apart says whether values do not lie among the other keys.
func (b buckets) apart() bool { return b.table != nil || b.values != nil }

// createBuckets makes the buckets of a new file.
func createBuckets(tx *bbolt.Tx) error {
	if tx.Bucket(keysName) != nil {
		return nil
	}
	if _, err := tx.CreateBucket(keysName); err != nil {
		return err
	}
	return createValueTable(tx)
}

// getValue gives the value of a key as packValue makes it.
func (b buckets) getValue(key []byte) []byte {
	if b.table != nil {
		return b.table.get(key)
	}
	return b.values.Get(key)
}

// writeKeys makes changes of other keys than values'.
func (b buckets) writeKeys(changes []change) error { return putAll(b.keys, changes) }

// writeValues makes changes of values.
func (b buckets) writeValues(changes []change) error {
	if b.table != nil {
		return b.table.write(changes)
	}
	return putAll(b.values, changes)
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

// packValue lays the key of a value out so that what is kept of one value lies side by side.
func packValue(k kv.Key) []byte { return valueKey(k[1], k[0][0]) }

func unpackValue(b []byte) kv.Key {
	hash := bytes.Clone(b[:hashSize])
	return kv.Key{{b[hashSize], hash[0], hash[1]}, hash}
}
