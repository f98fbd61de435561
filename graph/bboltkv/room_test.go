package bboltkv

import (
	"encoding/binary"
	"path/filepath"
	"reflect"
	"testing"

	"go.etcd.io/bbolt"
)

// TestRoom: the last leaf of a bucket has room for the keys to come, whether the bucket is one
// leaf or many, and what is put is what is there afterwards. Where this fails, bolt is built in
// another way than before, and large commits have become slower.
func TestRoom(t *testing.T) {
	const several = 20_000
	db := reopened(t, nil, filepath.Join(t.TempDir(), "x.bolt"))
	defer func() { _ = db.Close() }()
	for from := uint64(0); from < 3*several; from += several {
		if err := db.db.Update(func(tx *bbolt.Tx) error {
			b := tx.Bucket(keysName)
			if err := b.Put(numbered(from), nil); err != nil {
				return err
			}
			makeRoom(b, several)
			room := func() int {
				return lastLeaf(reflect.ValueOf(b).Elem().FieldByName("rootNode")).FieldByName("inodes").Cap()
			}
			before := room()
			if before < several {
				t.Errorf("after %d keys there is room for %d, not for %d", from, before, several)
			}
			for i := from + 1; i < from+several; i++ {
				if err := b.Put(numbered(i), nil); err != nil {
					return err
				}
			}
			if after := room(); after != before {
				t.Errorf("after %d keys the room became %d, from %d", from+several, after, before)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.db.View(func(tx *bbolt.Tx) error {
		i := uint64(0)
		return tx.Bucket(keysName).ForEach(func(k, _ []byte) error {
			if binary.BigEndian.Uint64(k) != i {
				t.Fatalf("key %d is %x", i, k)
			}
			i++
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	soundPages(t, db)
}

// TestNoRoom: where bolt is built otherwise nothing is done.
func TestNoRoom(t *testing.T) {
	type node struct{ other int }
	for _, x := range []any{struct{}{}, struct{ rootNode int }{}, struct{ rootNode *int }{new(int)}, struct{ rootNode *node }{&node{1}}} {
		if leaf := lastLeaf(reflect.ValueOf(x).FieldByName("rootNode")); leaf.IsValid() {
			t.Errorf("%T has a leaf", x)
		}
	}
}

func numbered(i uint64) []byte { return binary.BigEndian.AppendUint64(nil, i) }
