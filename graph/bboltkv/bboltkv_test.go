package bboltkv_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv/kvtest"
	"github.com/hidal-go/hidalgo/kv"
	hkvtest "github.com/hidal-go/hidalgo/kv/kvtest"

	"rijksgraaf/graph/bboltkv"
)

func open(t testing.TB, path string) *bboltkv.DB {
	t.Helper()
	db, err := bboltkv.Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestCayleysOwnTests(t *testing.T) {
	if testing.Short() {
		t.Skip("Cayley's bloom filters want much memory")
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skip("Cayley's test data cannot be found: ", err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(out)), "graph", "kv", "bolt")) // they look for their data from there
	kvtest.TestAll(t, func(t testing.TB) (kv.KV, graph.Options, func()) {
		db := open(t, filepath.Join(t.TempDir(), "x.bolt"))
		return db, graph.Options{"no_bloom": true}, func() { _ = db.Close() }
	}, nil)
}

func TestHidalgosOwnTests(t *testing.T) {
	hkvtest.RunTest(t, func(t testing.TB) (kv.KV, func()) {
		db := open(t, filepath.Join(t.TempDir(), "x.bolt"))
		return db, func() { _ = db.Close() }
	})
}

func TestKeysWithZeroBytesStayApart(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.bolt"))
	defer func() { _ = db.Close() }()
	keys := []kv.Key{
		{{0}}, {{0}, {0}}, {{0}, {0, 1}}, {{0, 0}}, {{0, 1}, {2}}, {{0, 255}, {0}}, {{1}}, {{1}, {0, 0}}, {{1, 0}, {7}},
	}
	ctx := context.Background()
	err := kv.Update(ctx, db, func(tx kv.Tx) error {
		for i, k := range keys {
			if err := tx.Put(k, kv.Value{byte(i + 1)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = kv.View(db, func(tx kv.Tx) error {
		n := 0
		return kv.Each(ctx, tx, nil, func(k kv.Key, v kv.Value) error {
			if n >= len(keys) || k.Compare(keys[n]) != 0 || v[0] != byte(n+1) {
				t.Errorf("key %d is %v with value %v", n, k, v)
			}
			n++
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.bolt")
	db := open(t, path)
	if _, err := bboltkv.Open(path, false); !errors.Is(err, bboltkv.ErrLocked) {
		t.Errorf("a second opening gives %v, not ErrLocked", err)
	}
	deep := kv.SKey("a", "b", "c")
	_ = kv.Update(context.Background(), db, func(tx kv.Tx) error {
		if tx.Put(deep, kv.Value("x")) == nil || tx.Del(deep) == nil {
			t.Error("a key of three parts is taken")
		}
		return nil
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ro, err := bboltkv.Open(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ro.Tx(true); !errors.Is(err, kv.ErrReadOnly) {
		t.Errorf("a write on a file open for reading gives %v", err)
	}
	_ = ro.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"garbage": []byte("this is no bolt file, though it is long enough to be read as one, or nearly"),
		"cut":     data[:8192], "cut within": data[:5000], "one byte": data[:1],
	} {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if db, err := bboltkv.Open(p, false); !errors.Is(err, bboltkv.ErrCorrupt) {
			t.Errorf("%s: %v, not ErrCorrupt", name, err)
			if db != nil {
				_ = db.Close()
			}
		}
	}
}
