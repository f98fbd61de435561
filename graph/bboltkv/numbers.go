package bboltkv

import (
	"bytes"
	"iter"
	"strings"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// numbersName is the bolt bucket that holds one for each of Cayley's lists by number: the log
// of all nodes and quads, and the indexes of quads.
var numbersName = []byte("numbers")

const (
	// logName is the list of all nodes and quads.
	logName = "log"
	// indexLetters are those of the directions of a quad; a list that is named by them is an
	// index by these directions.
	indexLetters = "spoc"
	// documentLetter is that of the label, which is the document that says a quad.
	documentLetter = 'c'
	// numberSize is how long Cayley's numbers are.
	numberSize = 8
	// endFill and indexFill are how full bolt makes pages that it splits. What is new comes to
	// the end of the log, and of an index by document; into another some comes behind what has
	// the same first number.
	endFill   = 0.98
	indexFill = 0.8
)

// numbersIn is of how many numbers the keys of a list are; 0 when it is none.
func numbersIn(name []byte) int {
	if string(name) == logName {
		return 1
	}
	if len(name) > len(indexLetters) || strings.Trim(string(name), indexLetters) != "" {
		return 0
	}
	return len(name)
}

// isNumbered says whether a key is one of a list by number.
func isNumbered(k kv.Key) bool {
	return len(k) == maxParts && len(k[1]) > 0 && len(k[1]) == numberSize*numbersIn(k[0])
}

// appendNumbers lays numbers out, behind some bytes, without the zeros that each begins with,
// each behind the number of its bytes: they sort as before. Of a last one that is cut off
// nothing is kept.
func appendNumbers(out, b []byte) []byte {
	for ; len(b) >= numberSize; b = b[numberSize:] {
		n := bytes.TrimLeft(b[:numberSize], "\x00")
		out = append(append(out, byte(len(n))), n...)
	}
	return out
}

// unpackNumbers undoes appendNumbers. In a damaged file it may panic.
func unpackNumbers(b []byte) []byte {
	out := make([]byte, 0, len(indexLetters)*numberSize)
	for len(b) > 0 {
		n := int(b[0])
		out = append(append(out, make([]byte, numberSize-n)...), b[1:1+n]...)
		b = b[1+n:]
	}
	return out
}

// numberTable is a list by number, whose bolt bucket is made when something is put into it.
type numberTable struct {
	lists *bbolt.Bucket
	name  []byte
	list  *bbolt.Bucket // nil when there is none yet
	// at searches the list, and last is its last key, nil of an empty one; both are nil until
	// something is asked for.
	at   *bbolt.Cursor
	last []byte
}

func newNumberTable(lists *bbolt.Bucket, name []byte) *numberTable {
	return &numberTable{lists: lists, name: bytes.Clone(name), list: lists.Bucket(name)}
}

func (t *numberTable) get(key []byte) []byte {
	if t.list == nil {
		return nil
	}
	if t.at == nil {
		t.at = t.list.Cursor()
		last, _ := t.at.Last()
		t.last = bytes.Clone(last)
	}
	if bytes.Compare(key, t.last) > 0 {
		return nil // as nearly all are that Cayley asks for when it adds what is new
	}
	return seek(t.at, key)
}

// seek gives the value of a key, nil when it is not there. Unlike a bucket's Get it needs no
// cursor of its own.
func seek(c *bbolt.Cursor, key []byte) []byte {
	if k, v := c.Seek(key); bytes.Equal(k, key) {
		return v
	}
	return nil
}

func (t *numberTable) write(n int, changes iter.Seq[change]) (err error) {
	t.at = nil
	if t.list == nil {
		if t.list, err = t.lists.CreateBucket(t.name); err != nil {
			return err
		}
	}
	t.list.FillPercent = indexFill
	if string(t.name) == logName || t.name[0] == documentLetter {
		t.list.FillPercent = endFill
	}
	return putAll(t.list, n, changes)
}

// scanNumbers gives the keys of all lists that begin with a prefix.
func (l *layout) scanNumbers(prefix kv.Key) (out []source) {
	_ = l.numbers.ForEachBucket(func(name []byte) error { // a function that gives no error
		if len(prefix) > 0 && !bytes.HasPrefix(name, prefix[0]) || len(prefix) == maxParts && len(name) != len(prefix[0]) {
			return nil
		}
		s := source{unpack: func(b []byte) kv.Key { return kv.Key{bytes.Clone(name), unpackNumbers(b)} }}
		var packed []byte
		if len(prefix) == maxParts {
			packed = appendNumbers(nil, prefix[1])
			if len(prefix[1])%numberSize != 0 {
				s.fits = func(k kv.Key) bool { return bytes.HasPrefix(k[1], prefix[1]) }
			}
		}
		s.next = walkFrom(l.numbers.Bucket(name).Cursor(), packed)
		out = append(out, s)
		return nil
	})
	return out
}
