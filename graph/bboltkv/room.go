package bboltkv

import (
	"bytes"
	"reflect"

	"go.etcd.io/bbolt"
)

// roomFrom is for how many keys room is made: a leaf that gets fewer is soon long enough.
const roomFrom = 1024

// makeRoom lets the last leaf of a bucket take n more keys without growing, when a key was just
// put there.
//
// bolt keeps what is put into a leaf in one list until the commit, and appends key by key: of
// the hundred thousands of keys that a large commit puts behind all others each is copied some
// five times, into memory that is new each time. bolt has no way to say how many will come, so
// the list is made longer behind its back. Nothing but its capacity changes, and where bolt is
// built otherwise than here nothing is done.
func makeRoom(b *bbolt.Bucket, n int) {
	if leaf := lastLeaf(reflect.ValueOf(b).Elem().FieldByName("rootNode")); leaf.IsValid() {
		if list := leaf.FieldByName("inodes"); list.Kind() == reflect.Slice && list.CanAddr() {
			reflect.NewAt(list.Type(), list.Addr().UnsafePointer()).Elem().Grow(n)
		}
	}
}

// lastLeaf goes from a node down to the last leaf, of those that bolt has taken apart; it gives
// no value where bolt is built otherwise.
func lastLeaf(node reflect.Value) (leaf reflect.Value) {
	for node.Kind() == reflect.Pointer && !node.IsNil() {
		if leaf = node.Elem(); leaf.Kind() != reflect.Struct {
			return reflect.Value{}
		}
		children := leaf.FieldByName("children")
		if children.Kind() != reflect.Slice {
			return reflect.Value{}
		}
		node = reflect.Value{}
		for i := range children.Len() {
			if c := children.Index(i); !node.IsValid() || bytes.Compare(firstKey(c), firstKey(node)) > 0 {
				node = c
			}
		}
	}
	return leaf
}

// firstKey is the key by which a node's parent knows it.
func firstKey(node reflect.Value) []byte {
	if key := node.Elem().FieldByName("key"); key.Kind() == reflect.Slice {
		return key.Bytes()
	}
	return nil
}
