package bboltkv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// model is what a file should hold: values by their keys, as one string each.
type model map[string]string

func asString(k kv.Key) string { return string(k[0]) + "/" + string(k[len(k)-1]) }

// change makes random changes in a transaction and in a copy of the model, which it gives. What
// the transaction sees meanwhile must be what the copy holds.
func (m model) change(t *testing.T, rng *rand.Rand, tx kv.Tx, n int) model {
	t.Helper()
	m = copied(m)
	for i := range n {
		number, uses := valueKeys(fmt.Sprint(rng.IntN(20_000)))
		keys := []kv.Key{number, uses}
		if one := rng.IntN(4); one < 2 {
			keys = keys[one : one+1]
		}
		gone := rng.IntN(4) == 0
		for _, k := range keys {
			if gone {
				delete(m, asString(k))
				if err := tx.Del(k); err != nil {
					t.Fatal(err)
				}
				continue
			}
			value := strings.Repeat("x", rng.IntN(9)) + fmt.Sprint(rng.IntN(1000))
			m[asString(k)] = value
			if err := tx.Put(k, kv.Value(value)); err != nil {
				t.Fatal(err)
			}
		}
		if i%100 == 0 {
			m.look(t, tx, number)
			m.look(t, tx, uses)
		}
	}
	return m
}

func copied(m model) model {
	out := make(model, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// look wants a key's value, or that it is not there.
func (m model) look(t *testing.T, tx kv.Tx, k kv.Key) {
	t.Helper()
	want, there := m[asString(k)]
	got, err := tx.Get(context.Background(), k)
	if there != (err == nil) || err != nil && !errors.Is(err, kv.ErrNotFound) || string(got) != want {
		t.Fatalf("%q is %q, %v; want %q, %v", asString(k), got, err, want, there)
	}
}

// wholly wants a transaction to see the model and nothing else, in the order of the hashes.
func (m model) wholly(t *testing.T, tx kv.Tx) {
	t.Helper()
	seen := 0
	var last []byte
	if err := kv.Each(context.Background(), tx, nil, func(k kv.Key, v kv.Value) error {
		if want, there := m[asString(k)]; !there || want != string(v) {
			return fmt.Errorf("%q has the value %q, want %q, %v", asString(k), v, want, there)
		}
		if hash := k[1]; bytes.Compare(hash, last) < 0 {
			return fmt.Errorf("%x comes after %x", hash, last)
		}
		last = bytes.Clone(k[1])
		seen++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if seen != len(m) {
		t.Fatalf("%d keys, want %d", seen, len(m))
	}
}

// TestValuesAreAMap: whatever is put, deleted, dropped or committed, in small transactions or
// large ones, and however often the file is opened anew, values are what a map would hold.
func TestValuesAreAMap(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 6))
			path := filepath.Join(t.TempDir(), "x.bolt")
			db := reopened(t, nil, path)
			defer func() { _ = db.Close() }()
			m := model{}
			for range 60 {
				m = transact(t, rng, db, m)
				if rng.IntN(8) == 0 {
					db = reopened(t, db, path)
				}
			}
			db = reopened(t, db, path)
			if err := kv.View(db, func(tx kv.Tx) error { m.wholly(t, tx); return nil }); err != nil {
				t.Fatal(err)
			}
			soundPages(t, db)
		})
	}
}

// reopened closes a file, if there is one, and opens it again.
func reopened(t *testing.T, db *DB, path string) *DB {
	t.Helper()
	if db != nil {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	db, err := Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// errDropped ends a transaction that is not to be kept.
var errDropped = errors.New("dropped")

// transact makes one transaction, and gives what the file should hold after it.
func transact(t *testing.T, rng *rand.Rand, db *DB, m model) model {
	t.Helper()
	size := []int{1, 30, 1000, largeCommit, largeCommit}[rng.IntN(5)]
	scan, drop := rng.IntN(4) == 0, rng.IntN(5) == 0
	after := m
	err := kv.Update(context.Background(), db, func(tx kv.Tx) error {
		after = after.change(t, rng, tx, size)
		if scan { // bolt is given the changes
			after.wholly(t, tx)
			after = after.change(t, rng, tx, size)
		}
		if drop {
			return errDropped
		}
		return nil
	})
	if drop != errors.Is(err, errDropped) || !drop && err != nil {
		t.Fatal(err)
	}
	if drop {
		return m
	}
	return after
}

// soundPages has bolt check its pages.
func soundPages(t *testing.T, db *DB) {
	t.Helper()
	if err := db.db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestYoungValuesAreFew: after each large commit a part of the young values is settled, so that
// they do not become more and more; a small commit leaves them and the young alone.
func TestYoungValuesAreFew(t *testing.T) {
	db := reopened(t, nil, filepath.Join(t.TempDir(), "x.bolt"))
	defer func() { _ = db.Close() }()
	put := func(from, to int) {
		t.Helper()
		if err := kv.Update(t.Context(), db, func(tx kv.Tx) error {
			for i := from; i < to; i++ {
				number, uses := valueKeys(fmt.Sprint(i))
				if err := errors.Join(tx.Put(number, kv.Value{1}), tx.Put(uses, kv.Value{1})); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	const perCommit, commits = largeCommit / 2, 3 * youngParts
	for i := range commits {
		put(i*perCommit, (i+1)*perCommit)
	}
	young, settled := lying(t, db)
	if young > perCommit*youngParts*3/4 || young < perCommit {
		t.Errorf("%d of %d values are young", young, commits*perCommit)
	}
	if young+settled != commits*perCommit {
		t.Errorf("%d and %d values, want %d in all", young, settled, commits*perCommit)
	}
	put(commits*perCommit, commits*perCommit+100)
	if y, s := lying(t, db); y != young || s != settled+100 {
		t.Errorf("after a small commit %d are young and %d settled; before, %d and %d", y, s, young, settled)
	}
}

// lying counts the young and the settled elements.
func lying(t *testing.T, db *DB) (young, settled int) {
	t.Helper()
	if err := db.db.View(func(tx *bbolt.Tx) error {
		table, err := valueTableOf(tx)
		if err != nil {
			return err
		}
		for i := range youngParts {
			young += table.part(i).Stats().KeyN
		}
		settled = table.settled.Stats().KeyN
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return young, settled
}

func TestElements(t *testing.T) {
	for _, e := range []element{{}, {number: []byte{1}}, {uses: []byte{}}, {[]byte("12345"), []byte("6")}, {number: make([]byte, 300), uses: []byte{0}}} {
		b := e.append([]byte("before"))[len("before"):]
		got := readElement(b)
		if !same(got.number, e.number) || !same(got.uses, e.uses) {
			t.Errorf("%v becomes %v", e, got)
		}
		for i := range b {
			if err := read(b[:i]); !errors.Is(err, ErrCorrupt) {
				t.Errorf("%v cut at %d gives %v, not ErrCorrupt", e, i, err)
			}
		}
		if err := read(append(b, 0)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%v with a byte more gives %v, not ErrCorrupt", e, err)
		}
	}
}

func read(b []byte) (err error) {
	defer Guard(&err)()
	readElement(b)
	return nil
}

func same(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }
