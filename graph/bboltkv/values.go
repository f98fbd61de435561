package bboltkv

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"rijksgraaf/internal/turns"
)

// valueTable holds what Cayley keeps of each value, its number and how often it is used, in
// one element under the value's hash.
//
// Hashes come anywhere: the values of a large commit would come to pages all over a large
// table, a few to each, and each page is read and written whole. So a large commit puts its
// values into a young table first, which is small. That has a part for each range of hashes,
// and at each such commit the fullest part is moved into the settled table: its pages get at
// once what came in many commits. What is young is thus no more than some eight large commits
// brought, however large the store is. An element of a young part hides that of the settled
// table; one that holds nothing says that the value is gone.
type valueTable struct {
	settled *bbolt.Bucket
	parts   *bbolt.Bucket             // holds a bucket for each young part
	young   [youngParts]*bbolt.Bucket // as far as they were asked for
	// at searches the settled table, once it was asked, and atYoung the young parts.
	at      *bbolt.Cursor
	atYoung [youngParts]*bbolt.Cursor
}

var (
	// settledName and youngName are the bolt buckets of a value table.
	settledName = []byte("values-settled")
	youngName   = []byte("values-young")
)

const (
	// youngParts is how many parts the young table has. With more of them more waits in it, and
	// fewer pages of the settled one are touched by a commit.
	youngParts = 16
	// largeCommit is from how many changes on a commit's values go into the young table. A
	// small one touches no more pages when it writes where the values are.
	largeCommit = 8192
	// settledFill is how full bolt makes pages of the settled table that it splits: what
	// comes into them later comes to all alike.
	settledFill = 0.7
)

// valueKey lays the key of a value out: the hash, and a letter behind it.
func valueKey(hash []byte, letter byte) []byte {
	return append(append(make([]byte, 0, hashSize+1), hash...), letter)
}

// partOf is the young part of a hash.
func partOf(hash []byte) int { return int(hash[0]) * youngParts / 256 }

// createValueTable makes an empty table.
func createValueTable(tx *bbolt.Tx) error {
	if _, err := tx.CreateBucket(settledName); err != nil {
		return err
	}
	parts, err := tx.CreateBucket(youngName)
	for i := 0; i < youngParts && err == nil; i++ {
		_, err = parts.CreateBucket([]byte{byte(i)})
	}
	return err
}

// valueTableOf finds the table of a file; nil when it has none.
func valueTableOf(tx *bbolt.Tx) (*valueTable, error) {
	t := &valueTable{settled: tx.Bucket(settledName), parts: tx.Bucket(youngName)}
	if t.settled == nil {
		return nil, nil
	}
	if t.parts == nil {
		return nil, fmt.Errorf("%w: it has no list of young values", ErrCorrupt)
	}
	t.settled.FillPercent = settledFill
	return t, nil
}

// part gives a young part. Where it is missing, it panics, as bolt does of a damaged page.
func (t *valueTable) part(i int) *bbolt.Bucket {
	if t.young[i] == nil {
		if t.young[i] = t.parts.Bucket([]byte{byte(i)}); t.young[i] == nil {
			panic(fmt.Sprintf("part %d of the young values is missing", i))
		}
	}
	return t.young[i]
}

// element is what is kept of a value: nil for what is not there.
type element struct{ number, uses []byte }

func (e element) empty() bool { return e.number == nil && e.uses == nil }

// of gives the field that a letter stands for.
func (e *element) of(letter byte) *[]byte {
	if letter == numberLetter {
		return &e.number
	}
	return &e.uses
}

// append writes an element behind some bytes: each field with its length and one more, 0
// for none.
func (e element) append(b []byte) []byte {
	for _, f := range [...][]byte{e.number, e.uses} {
		if f == nil {
			b = append(b, 0)
			continue
		}
		b = append(binary.AppendUvarint(b, uint64(len(f))+1), f...)
	}
	return b
}

// readElement undoes append; the fields are parts of the bytes. nil is an element that holds
// nothing. Of bytes that are no element it panics, as bolt does of a damaged page.
func readElement(b []byte) (e element) {
	if b == nil {
		return e
	}
	for _, f := range [...]*[]byte{&e.number, &e.uses} {
		size, n := binary.Uvarint(b)
		if n <= 0 || size > uint64(len(b)-n)+1 {
			panic(noElement)
		}
		if b = b[n:]; size > 0 {
			*f, b = b[:size-1:size-1], b[size-1:]
		}
	}
	if len(b) > 0 {
		panic(noElement)
	}
	return e
}

const noElement = "what is kept of a value cannot be read"

// find gives what is kept under a hash, and whether it is young.
func (t *valueTable) find(hash []byte) (b []byte, young bool) {
	part := partOf(hash)
	if t.atYoung[part] == nil {
		t.atYoung[part] = t.part(part).Cursor()
	}
	if b = seek(t.atYoung[part], hash); b != nil {
		return b, true
	}
	if t.at == nil {
		t.at = t.settled.Cursor()
	}
	return seek(t.at, hash), false
}

// get gives the value of a key as valueKey makes it; nil when it is not there.
func (t *valueTable) get(key []byte) []byte {
	b, _ := t.find(key[:hashSize])
	e := readElement(b)
	return *e.of(key[hashSize])
}

// write makes changes of n keys, which are sorted by their hashes.
func (t *valueTable) write(n int, changes []*valueChange) error {
	w := valueWriter{valueTable: t, large: n >= largeCommit}
	var others turns.Turns
	for i, c := range changes {
		others.Took()
		if err := w.write(c); err != nil {
			return err
		}
		changes[i] = nil // bolt holds it now
	}
	if !w.large {
		return nil
	}
	return w.settleFullest()
}

// valueWriter writes the changes of one commit.
type valueWriter struct {
	*valueTable
	large bool
	added [youngParts]uint64
	room  []byte // of which elements are cut
}

// write makes the changes of one value: of one field, or of both.
func (w *valueWriter) write(c *valueChange) error {
	e, young := c.element, w.large
	if !w.large || !c.numberChanged || !c.usesChanged {
		b, is := w.find(c.hash[:])
		e, young = c.onto(readElement(b)), young || is
	}
	if !young {
		return put(w.settled, c.hash[:], e, w.bytes(e))
	}
	part := partOf(c.hash[:])
	w.added[part]++
	return w.part(part).Put(c.hash[:], w.bytes(e))
}

// put stores an element, or removes one that holds nothing.
func put(b *bbolt.Bucket, hash []byte, e element, as []byte) error {
	if e.empty() {
		return b.Delete(hash)
	}
	return b.Put(hash, as)
}

// bytes lays an element out in memory that stays until the transaction ends.
func (w *valueWriter) bytes(e element) []byte {
	const chunk = 1 << 16
	if need := len(e.number) + len(e.uses) + 2*binary.MaxVarintLen64; cap(w.room)-len(w.room) < need {
		w.room = make([]byte, 0, max(chunk, need))
	}
	start := len(w.room)
	w.room = e.append(w.room)
	return w.room[start:len(w.room):len(w.room)]
}

// settleFullest moves a young part into the settled table: the one that most was put into
// since it was moved, which bolt keeps for us as the sequence of its bucket.
func (w *valueWriter) settleFullest() error {
	fullest := 0
	for i, added := range w.added {
		b := w.part(i)
		if err := b.SetSequence(b.Sequence() + added); err != nil {
			return err
		}
		if b.Sequence() > w.part(fullest).Sequence() {
			fullest = i
		}
	}
	return w.settle(fullest)
}

// settle moves a young part into the settled table.
func (t *valueTable) settle(part int) (err error) {
	c := t.part(part).Cursor()
	var others turns.Turns
	for hash, b := c.First(); hash != nil; hash, b = c.Next() {
		others.Took()
		if err := put(t.settled, hash, readElement(b), b); err != nil {
			return err
		}
	}
	name := []byte{byte(part)}
	if err := t.parts.DeleteBucket(name); err != nil {
		return err
	}
	t.atYoung[part] = nil
	t.young[part], err = t.parts.CreateBucket(name)
	return err
}

// walk gives the keys, as valueKey makes them, and their values in the order of the hashes.
func (t *valueTable) walk() walk {
	next := merged(t.walkYoung(), walkFrom(t.settled.Cursor(), nil))
	var hash, uses []byte // of the element whose number was given last
	return func() (key, val []byte) {
		if uses != nil {
			val, uses = uses, nil
			return valueKey(hash, usesLetter), val
		}
		var e element
		for e.empty() {
			var b []byte
			if hash, b = next(); hash == nil {
				return nil, nil
			}
			e = readElement(b)
		}
		if e.number == nil {
			return valueKey(hash, usesLetter), e.uses
		}
		uses = e.uses
		return valueKey(hash, numberLetter), e.number
	}
}

// walkYoung gives the elements of all young parts.
func (t *valueTable) walkYoung() walk {
	next := 0
	var part walk
	return func() (hash, b []byte) {
		for {
			if part != nil {
				if hash, b = part(); hash != nil {
					return hash, b
				}
			}
			if next == youngParts {
				return nil, nil
			}
			part = walkFrom(t.part(next).Cursor(), nil)
			next++
		}
	}
}
