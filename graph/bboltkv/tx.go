package bboltkv

import (
	"context"
	"errors"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"
)

// Tx is a transaction. It is not safe for concurrent use.
type Tx struct {
	tx *bbolt.Tx
	layout
	shared bool  // the transaction is Atomically's, which ends it
	failed error // of giving bolt the changes before a scan
}

var _ kv.Tx = (*Tx)(nil)

// maxParts is how many parts a key may have: Cayley uses a bucket and a key within it.
const maxParts = 2

var errDepth = errors.New("a key has one or two parts")

// pack lays a key out as bytes that sort as the key does: the first part with its zero
// bytes escaped, a mark, and the second part as it is. A key without second part has
// the mark that sorts first.
func pack(k kv.Key) []byte {
	out := packPrefix(k[0], len(k[0])+2+len(k[len(k)-1]))
	if len(k) == 1 {
		return append(out, 0, 0)
	}
	return append(append(out, 0, 1), k[1]...)
}

// packPrefix escapes the zero bytes of a first part.
func packPrefix(part []byte, size int) []byte {
	out := make([]byte, 0, size)
	for _, c := range part {
		if c == 0 {
			out = append(out, 0, 0xff)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// unpack undoes pack; the parts are copies.
func unpack(b []byte) kv.Key {
	first := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] != 0 || i+1 == len(b):
			first = append(first, b[i])
		case b[i+1] == 0xff:
			first = append(first, 0)
			i++
		case b[i+1] == 0:
			return kv.Key{first}
		default:
			return kv.Key{first, append([]byte{}, b[i+2:]...)}
		}
	}
	return kv.Key{first}
}

// Get gives the value of a key, valid until the transaction ends, or kv.ErrNotFound.
func (t *Tx) Get(_ context.Context, key kv.Key) (kv.Value, error) {
	if v := t.get(key); v != nil {
		return v, nil
	}
	return nil, kv.ErrNotFound
}

// GetBatch gives the values of keys, nil for those that are not there.
func (t *Tx) GetBatch(_ context.Context, keys []kv.Key) ([]kv.Value, error) {
	out := make([]kv.Value, len(keys))
	for i, k := range keys {
		out[i] = t.get(k)
	}
	return out, nil
}

func (t *Tx) get(key kv.Key) kv.Value {
	if t.keys == nil || len(key) == 0 || len(key) > maxParts {
		return nil
	}
	s, packed := t.place(key)
	return s.get(packed)
}

// Put stores a value under a key. A key whose last part and value are empty only makes
// a bucket in hidalgo's scheme, and nothing here.
func (t *Tx) Put(k kv.Key, v kv.Value) error {
	if !t.tx.Writable() {
		return kv.ErrReadOnly
	}
	if len(k) == 0 || len(k) > maxParts {
		return errDepth
	}
	if len(k[len(k)-1]) == 0 && len(v) == 0 {
		return nil
	}
	s, packed := t.place(k)
	s.put(packed, v)
	return nil
}

// Del removes a key; one that is not there is no error.
func (t *Tx) Del(k kv.Key) error {
	if !t.tx.Writable() {
		return kv.ErrReadOnly
	}
	if len(k) == 0 || len(k) > maxParts {
		return errDepth
	}
	s, packed := t.place(k)
	s.delete(packed)
	return nil
}

// Commit makes the transaction durable, within DB.Atomically at its end.
func (t *Tx) Commit(context.Context) error {
	if t.failed != nil || t.shared {
		return t.failed
	}
	if err := t.flush(); err != nil {
		return err
	}
	return t.tx.Commit()
}

// Close ends the transaction; what was not committed is dropped.
func (t *Tx) Close() error {
	if t.shared {
		return nil
	}
	if err := t.tx.Rollback(); err != nil && !errors.Is(err, bberrors.ErrTxClosed) {
		return err
	}
	return nil
}

// Scan iterates over the keys that begin with a prefix: of one part, those whose first
// part begins with it; of two, those with this first part whose second begins with it.
func (t *Tx) Scan(pref kv.Key) kv.Iterator {
	if t.keys == nil || len(pref) > maxParts {
		return &Iterator{}
	}
	if err := t.flush(); err != nil {
		t.failed = err
		return &Iterator{err: err}
	}
	return t.scan(pref)
}
