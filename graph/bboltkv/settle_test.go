package bboltkv_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hidal-go/hidalgo/kv"

	"rijksgraaf/graph/bboltkv"
)

// TestOpeningWritesTheCurrentStateAgain: what an opened file shows may not be on the disk,
// and is only sure to be after it has been written and synced. Who only reads writes
// nothing.
func TestOpeningWritesTheCurrentStateAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.bolt")
	for i := range 3 { // the two pages that hold the current state take turns
		db := open(t, path)
		if err := kv.Update(context.Background(), db, func(tx kv.Tx) error {
			return tx.Put(kv.SKey("b", "k"), kv.Value{byte(i)})
		}); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{true, false} {
			long := time.Now().Add(-time.Hour)
			if err := os.Chtimes(path, long, long); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			db, err := bboltkv.Open(path, readOnly)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if written := info.ModTime().After(long.Add(time.Minute)); written == readOnly {
				t.Errorf("opened for reading only: %v, and the file was written: %v", readOnly, written)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("opening changed the file (%v)", err)
			}
		}
	}
	if err := bboltkv.Forget(path); err != nil {
		t.Error(err)
	}
	check1(t, path)
}

// check1 wants the last value that was put.
func check1(t *testing.T, path string) {
	t.Helper()
	db := open(t, path)
	defer func() { _ = db.Close() }()
	if err := kv.View(db, func(tx kv.Tx) error { check(t, tx, "k", "\x02"); return nil }); err != nil {
		t.Fatal(err)
	}
}
