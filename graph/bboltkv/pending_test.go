package bboltkv_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hidal-go/hidalgo/kv"

	"rijksgraaf/graph/bboltkv"
)

// contents lists what a transaction sees under a prefix.
func contents(t *testing.T, tx kv.Tx, prefix kv.Key) []string {
	t.Helper()
	var out []string
	err := kv.Each(context.Background(), tx, prefix, func(k kv.Key, v kv.Value) error {
		out = append(out, fmt.Sprintf("%s/%s=%s", k[0], k[1], v))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// check wants a value for a key of bucket "b"; "-" for none.
func check(t *testing.T, tx kv.Tx, key, want string) {
	t.Helper()
	got, err := tx.Get(context.Background(), kv.SKey("b", key))
	if errors.Is(err, kv.ErrNotFound) {
		got = kv.Value("-")
	} else if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is %q, want %q", key, got, want)
	}
}

// changed makes every kind of change, and checks that the transaction sees it, before a
// scan and after it.
func changed(t *testing.T, tx kv.Tx) error {
	key := func(s string) kv.Key { return kv.SKey("b", s) }
	if err := errors.Join(tx.Put(key("new"), kv.Value("1")), tx.Put(key("old"), kv.Value("2")), tx.Del(key("gone")),
		tx.Del(key("back")), tx.Put(key("back"), kv.Value("3")), tx.Put(key("brief"), kv.Value("4")), tx.Del(key("brief")),
		tx.Put(key("empty"), nil), tx.Del(key("never"))); err != nil {
		return err
	}
	want := []string{"b/back=3", "b/empty=", "b/new=1", "b/old=2"}
	look := func() {
		t.Helper()
		for k, v := range map[string]string{"new": "1", "old": "2", "gone": "-", "back": "3", "brief": "-", "empty": "", "never": "-"} {
			check(t, tx, k, v)
		}
	}
	look()
	if got := contents(t, tx, kv.SKey("b")); !slices.Equal(got, want) {
		t.Errorf("the transaction holds %v, want %v", got, want)
	}
	look()
	return errors.Join(tx.Del(key("old")), tx.Put(key("after"), kv.Value("5")))
}

// TestChangesAreSeen: a transaction sees its own changes, though bolt gets them later; so
// do all those that Atomically joins, and what is dropped leaves nothing.
func TestChangesAreSeen(t *testing.T) {
	ctx := context.Background()
	for _, joined := range []bool{false, true} {
		db := open(t, filepath.Join(t.TempDir(), "x.bolt"))
		if err := kv.Update(ctx, db, func(tx kv.Tx) error {
			return errors.Join(tx.Put(kv.SKey("b", "old"), kv.Value("0")), tx.Put(kv.SKey("b", "gone"), kv.Value("0")), tx.Put(kv.SKey("b", "back"), kv.Value("0")))
		}); err != nil {
			t.Fatal(err)
		}
		write := func(fail error) error {
			both := func() error {
				if err := kv.Update(ctx, db, func(tx kv.Tx) error { return changed(t, tx) }); err != nil || !joined {
					return err
				}
				err := kv.Update(ctx, db, func(tx kv.Tx) error {
					check(t, tx, "after", "5")
					return tx.Put(kv.SKey("b", "second"), kv.Value("6"))
				})
				return errors.Join(err, fail)
			}
			if joined {
				return db.Atomically(both)
			}
			return both()
		}
		if joined {
			dropped := errors.New("dropped")
			if err := write(dropped); !errors.Is(err, dropped) {
				t.Fatal(err)
			}
			holds(t, db, []string{"b/back=0", "b/gone=0", "b/old=0"})
		}
		if err := write(nil); err != nil {
			t.Fatal(err)
		}
		want := []string{"b/after=5", "b/back=3", "b/empty=", "b/new=1"}
		if joined {
			want = append(want, "b/second=6")
		}
		holds(t, db, want)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func holds(t *testing.T, db *bboltkv.DB, want []string) {
	t.Helper()
	if err := kv.View(db, func(tx kv.Tx) error {
		if got := contents(t, tx, nil); !slices.Equal(got, want) {
			t.Errorf("the file holds %v, want %v", got, want)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
