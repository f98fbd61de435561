package bboltkv

import (
	"bytes"
	"slices"

	"rijksgraaf/internal/turns"
)

// valueSpace is a valueTable as a transaction sees it: with changes that the table has yet to be
// given. Hashes come in no order, so each needs an index; but it is one for both keys of a
// value, and the garbage collector need not look into it.
type valueSpace struct {
	*valueTable
	changes [][]valueChange // in pieces of valuePiece, of which the last one grows
	index   map[[hashSize]byte]uint32
	keys    int // that are changed
	turns   turns.Turns
}

// valuePiece is how many changes a piece has.
const valuePiece = 1024

// valueChange is what becomes of the keys of one value.
type valueChange struct {
	hash [hashSize]byte
	element
	numberChanged, usesChanged bool // what is not changed is nil in the element
}

// changed gives the mark of the field that a letter stands for.
func (c *valueChange) changed(letter byte) *bool {
	if letter == numberLetter {
		return &c.numberChanged
	}
	return &c.usesChanged
}

// onto gives an element after the change.
func (c *valueChange) onto(e element) element {
	if c.numberChanged {
		e.number = c.number
	}
	if c.usesChanged {
		e.uses = c.uses
	}
	return e
}

func newValueSpace(t *valueTable) *valueSpace {
	return &valueSpace{valueTable: t}
}

// change gives what becomes of a value by its hash; nil when there is no change.
func (s *valueSpace) change(hash []byte) *valueChange {
	if i, ok := s.index[[hashSize]byte(hash)]; ok {
		return &s.changes[i/valuePiece][i%valuePiece]
	}
	return nil
}

// get gives the value of a key as valueKey makes it; nil when it is not there.
func (s *valueSpace) get(key []byte) []byte {
	hash, letter := key[:hashSize], key[hashSize]
	if c := s.change(hash); c != nil && *c.changed(letter) {
		return *c.of(letter)
	}
	return s.valueTable.get(key)
}

func (s *valueSpace) put(key, value []byte) {
	if value == nil {
		value = []byte{} // there, and empty, as bolt has it
	}
	s.note(key, value)
}

func (s *valueSpace) delete(key []byte) { s.note(key, nil) }

func (s *valueSpace) note(key, value []byte) {
	s.turns.Took()
	c := s.change(key[:hashSize])
	if c == nil {
		c = s.add([hashSize]byte(key))
	}
	letter := key[hashSize]
	*c.of(letter) = value
	if is := c.changed(letter); !*is {
		*is = true
		s.keys++
	}
}

// add begins a change of a value.
func (s *valueSpace) add(hash [hashSize]byte) *valueChange {
	n := len(s.index)
	if n%valuePiece == 0 {
		s.changes = append(s.changes, make([]valueChange, 0, valuePiece))
	}
	last := &s.changes[len(s.changes)-1]
	*last = append(*last, valueChange{hash: hash})
	if s.index == nil {
		s.index = map[[hashSize]byte]uint32{}
	}
	s.index[hash] = uint32(n)
	return &(*last)[n%valuePiece]
}

// flush gives the table all changes, and keeps nothing of them.
func (s *valueSpace) flush() error {
	if s.keys == 0 {
		return nil
	}
	list := make([]*valueChange, 0, len(s.index))
	for _, piece := range s.changes {
		for i := range piece {
			list = append(list, &piece[i])
		}
	}
	slices.SortFunc(list, func(a, b *valueChange) int { return bytes.Compare(a.hash[:], b.hash[:]) })
	n := s.keys
	*s = *newValueSpace(s.valueTable)
	return s.write(n, list)
}
