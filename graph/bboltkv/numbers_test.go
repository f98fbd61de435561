package bboltkv

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hidal-go/hidalgo/kv"
)

// numbersKey is the key of some numbers in a list, as Cayley makes it.
func numbersKey(list string, numbers ...uint64) kv.Key {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return kv.Key{[]byte(list), b}
}

// drawNumbers draws keys of all lengths of numbers, and many that begin alike.
func drawNumbers(rng *rand.Rand, n int) (list []kv.Key) {
	draw := func() uint64 { return rng.Uint64() >> (8 * rng.IntN(8)) }
	for range n {
		a, b := uint64(rng.IntN(300)), draw()
		list = append(list, numbersKey("log", draw()), numbersKey("spc", a, b%3, draw()), numbersKey("opsc", b, a, draw(), draw()), numbersKey("s", a))
	}
	return append(list, numbersKey("log", 0), numbersKey("sp", 0, 0), numbersKey("opsc", 0, 0, 0, 0), numbersKey("log", 1<<64-1))
}

// TestNumbersKeepTheirOrder: lists by number are walked in the order of the numbers, from
// whatever beginning, and a key that is none of theirs, though it lies in a bucket of their
// name, is found too.
func TestNumbersKeepTheirOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	path := filepath.Join(t.TempDir(), "x.bolt")
	db := reopened(t, nil, path)
	defer func() { _ = db.Close() }()
	odd := []kv.Key{{[]byte("log"), []byte("x")}, {[]byte("spc"), []byte("12345678")}, {[]byte("opscs"), make([]byte, 40)}, kv.SKey("spc")}
	keys := drawNumbers(rng, 500)
	all := append(slices.Clone(odd), keys...)
	if err := kv.Update(t.Context(), db, func(tx kv.Tx) error {
		for _, k := range all {
			if err := tx.Put(k, kv.Value(asString(k))); err != nil {
				return err
			}
		}
		for _, k := range keys[:100] {
			if err := tx.Del(k); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	gone := map[string]bool{}
	for _, k := range keys[:100] {
		gone[asString(k)] = true
	}
	all = slices.DeleteFunc(all, func(k kv.Key) bool { return gone[asString(k)] })
	db = reopened(t, db, path)
	first := keys[201]
	for _, prefix := range []kv.Key{nil, kv.SKey("log"), kv.SKey("spc"), kv.SKey("s"), kv.SKey("o"), {first[0], first[1][:8]}, {first[0], first[1][:10]},
		{first[0], first[1][:16]}, first, {[]byte("log"), {0, 0, 0}}, {[]byte("log"), {}}, {[]byte("log"), []byte("x")}, kv.SKey("none"), {[]byte("opsc"), {9}}} {
		walkNumbers(t, db, prefix, all)
	}
	soundPages(t, db)
}

// walkNumbers wants what begins with a prefix, and each list in its order.
func walkNumbers(t *testing.T, db *DB, prefix kv.Key, all []kv.Key) {
	t.Helper()
	want := map[string]bool{}
	for _, k := range all {
		if beginsWith(k, prefix) {
			want[asString(k)] = true
		}
	}
	var last kv.Key
	seen := 0
	if err := kv.View(db, func(tx kv.Tx) error {
		return kv.Each(t.Context(), tx, prefix, func(k kv.Key, v kv.Value) error {
			if seen++; !want[asString(k)] || string(v) != asString(k) {
				return fmt.Errorf("%q has the value %q", k, v)
			}
			if isNumbered(k) && isNumbered(last) && bytes.Equal(k[0], last[0]) && k.Compare(last) <= 0 {
				return fmt.Errorf("%x comes after %x", k[1], last[1])
			}
			last = k
			got, err := tx.Get(t.Context(), k)
			if err != nil || !bytes.Equal(got, v) {
				return fmt.Errorf("%q is %q, %w", k, got, err)
			}
			return nil
		})
	}); err != nil {
		t.Fatalf("from %q: %v", prefix, err)
	}
	if seen != len(want) {
		t.Errorf("from %q: %d keys, want %d", prefix, seen, len(want))
	}
}

func beginsWith(k, prefix kv.Key) bool {
	switch len(prefix) {
	case 0:
		return true
	case 1:
		return bytes.HasPrefix(k[0], prefix[0])
	}
	return len(k) == maxParts && bytes.Equal(k[0], prefix[0]) && bytes.HasPrefix(k[1], prefix[1])
}
