package bboltkv

import (
	"bytes"
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// valueKeys are the two keys of a value, as Cayley makes them.
func valueKeys(value string) (number, uses kv.Key) {
	hash := sha1.Sum([]byte(value))
	return kv.Key{{numberLetter, hash[0], hash[1]}, hash[:]}, kv.Key{{usesLetter, hash[0], hash[1]}, hash[:]}
}

// someKeys are keys of both kinds, and those that only look like one.
func someKeys() []kv.Key {
	list := []kv.Key{kv.SKey("log", "1"), kv.SKey("meta", "size"), kv.SKey("ops", "12345678"), kv.SKey("vab", "short"), kv.SKey("v"), kv.SKey("nnn", "12345678901234567890")}
	for i := range 50 {
		number, uses := valueKeys(fmt.Sprint(i))
		list = append(list, number, uses)
	}
	return list
}

// TestValuesLieApart: in a new file values have a table of their own, in one of format 3 a
// bucket, in one of format 2 all keys lie together; all are read, walked over and changed
// alike, and stay what they are.
func TestValuesLieApart(t *testing.T) {
	number, uses := valueKeys("7")
	for name, older := range map[string]map[string][]byte{
		"new":      nil,
		"format 3": {string(valuesName): valueKey(number[1], number[0][0]), string(keysName): pack(kv.SKey("meta", "size"))},
		"format 2": {string(keysName): pack(number)},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.bolt")
			makeOlder(t, path, older)
			db := reopened(t, nil, path)
			defer func() { _ = db.Close() }()
			changeAll(t, db, func(tx kv.Tx, k kv.Key) error { return tx.Put(k, kv.Value(k[len(k)-1])) })
			if n := count(t, db, nil); n != len(someKeys()) {
				t.Errorf("%d keys, want %d", n, len(someKeys()))
			}
			if n := count(t, db, kv.SKey("v")); n != 52 { // 50 values, vab, and v itself
				t.Errorf("%d keys begin with v, want 52", n)
			}
			for _, k := range []kv.Key{number, uses} {
				if n := count(t, db, k); n != 1 {
					t.Errorf("%d keys begin with %q, want 1", n, k)
				}
			}
			_ = db.db.View(func(tx *bbolt.Tx) error {
				if table := tx.Bucket(settledName) != nil; table != (older == nil) {
					t.Errorf("a table of values: %v", table)
				}
				if bucket := tx.Bucket(valuesName) != nil; bucket != (older[string(valuesName)] != nil) {
					t.Errorf("a bucket of values: %v", bucket)
				}
				return nil
			})
			changeAll(t, db, func(tx kv.Tx, k kv.Key) error { return tx.Del(k) })
			if n := count(t, db, nil); n != 0 {
				t.Errorf("%d keys are left", n)
			}
		})
	}
}

// makeOlder makes a file as an older program did, with a key in each of some buckets, and
// reads the number of a value from it; nothing for no buckets.
func makeOlder(t *testing.T, path string, buckets map[string][]byte) {
	t.Helper()
	if buckets == nil {
		return
	}
	db, err := bbolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for name, key := range buckets {
			b, err := tx.CreateBucket([]byte(name))
			if err == nil {
				err = b.Put(key, []byte("old"))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	read, err := Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }()
	if err := kv.View(read, func(tx kv.Tx) error {
		number, _ := valueKeys("7")
		if v, err := tx.Get(t.Context(), number); err != nil || string(v) != "old" {
			t.Errorf("a value of an older file is %q, %v", v, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// changeAll makes a change of every key in one transaction.
func changeAll(t *testing.T, db *DB, f func(tx kv.Tx, k kv.Key) error) {
	t.Helper()
	if err := kv.Update(t.Context(), db, func(tx kv.Tx) error {
		for _, k := range someKeys() {
			if err := f(tx, k); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// count walks over the keys that begin with a prefix, and checks that each is one that was
// put, with its value.
func count(t *testing.T, db *DB, prefix kv.Key) (n int) {
	t.Helper()
	all := someKeys()
	if err := kv.View(db, func(tx kv.Tx) error {
		return kv.Each(context.Background(), tx, prefix, func(k kv.Key, v kv.Value) error {
			n++
			if !slices.ContainsFunc(all, func(o kv.Key) bool { return o.Compare(k) == 0 }) {
				t.Errorf("the key %q was never put", k)
			}
			if !bytes.Equal(v, k[len(k)-1]) {
				t.Errorf("%q has the value %q", k, v)
			}
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
