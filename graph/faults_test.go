package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"go.etcd.io/bbolt"

	"rijksgraaf/figures"
	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// writeAt writes to the bolt file.
type writeAt = func(b []byte, off int64) (int, error)

// onWrite has f do what bolt writes to its file, until the store opens it anew. Pages come
// in order, then, after they have been synced, the one that makes them the current state.
func onWrite(s *Store, f func(write writeAt, b []byte, off int64) (int, error)) {
	db := *(**bbolt.DB)(field(s.back.db, "db"))
	at := (*writeAt)(field(db, "ops", "writeAt"))
	write := *at
	*at = func(b []byte, off int64) (int, error) { return f(write, b, off) }
}

// field gives a field of what x points to that others keep to themselves.
func field(x any, names ...string) unsafe.Pointer {
	v := reflect.ValueOf(x).Elem()
	for _, n := range names {
		v = v.FieldByName(n)
	}
	return v.Addr().UnsafePointer()
}

// faultyWrite is one way of writing to a store.
type faultyWrite struct {
	name string
	do   func(s *Store) error
}

func faultyWrites(t *testing.T) []faultyWrite {
	ctx := t.Context()
	a, b := crashPair(0)
	return []faultyWrite{
		{"ingest", func(s *Store) error { _, err := s.Apply(ctx, Changes(s.View(), generated(9, 40))); return err }},
		{"replace", func(s *Store) error { _, err := s.Apply(ctx, Changes(s.View(), version(2))); return err }},
		{"delete", func(s *Store) error {
			_, err := s.Delete(ctx, "document/kst-2")
			return unless(model.CodeNotFound, err)
		}},
		{"group commit", func(s *Store) error {
			_, err := s.ApplyAll(ctx, []*ChangeSet{Changes(s.View(), version(3)), Removal(s.View(), "document/kst-2"), Changes(s.View(), generated(9, 20))})
			return err
		}},
		{"import figures", func(s *Store) error { _, err := s.ImportFigures(ctx, figuresOf("figures/two", 10)); return err }},
		{"replace figures", func(s *Store) error { _, err := s.ImportFigures(ctx, figuresOf("figures/one", 11)); return err }},
		{"delete figures", func(s *Store) error { return unless(model.CodeNotFound, s.DeleteFigures(ctx, "figures/one")) }},
		{"decide", func(s *Store) error {
			_, err := s.Decide(ctx, decisions.Decision{Verb: decisions.Different, A: a, B: b, Who: "jan", Date: "2026-01-31"})
			return unless(model.CodeInvalid, err)
		}},
		{"undo", func(s *Store) error {
			_, err := s.Undo(ctx, "ministry/m12", "ministry/m15")
			return unless(model.CodeNotFound, err)
		}},
		{"compact", func(s *Store) error { _, err := s.Compact(ctx, nil); return err }},
	}
}

// version is the i-th version of one document: every version has other entities.
func version(i int) *model.Extraction {
	x := generated(100+i, 30)
	x.Document.ID, x.Document.Title = "document/kst-changing", fmt.Sprint(i)
	return x
}

// faultyStore fills a new store with something to replace and delete of every sort.
func faultyStore(t *testing.T) *Store {
	t.Helper()
	s := opened(t, filepath.Join(t.TempDir(), "store"), Options{})
	for _, x := range []*model.Extraction{generated(1, 30), generated(2, 12), version(1)} {
		put(t, s, x)
	}
	importFigures(t, s, figuresOf("figures/one", 10))
	if _, err := s.Decide(t.Context(), decisions.Decision{Verb: decisions.Different, A: "ministry/m12", B: "ministry/m15", Who: "jan", Date: "2026-01-31"}); err != nil {
		t.Fatal(err)
	}
	return s
}

// everything is all that a view says, as text: what it was told and what it makes of that.
func everything(v *View) string {
	var b strings.Builder
	if err := v.WriteNQuads(&b); err != nil {
		return err.Error()
	}
	for _, e := range v.Entities(EntityFilter{}, "") {
		data, err := json.Marshal([]any{e, v.RelationsOf(e.ID, DirectionBoth, RelationFilter{})})
		fmt.Fprintf(&b, "%s %v\n", data, err)
	}
	fmt.Fprintf(&b, "%+v\n", v.Statistics())
	for _, f := range v.Figures().Sources() {
		data, err := figures.Encode(f)
		fmt.Fprintf(&b, "%s %v\n", data, err)
	}
	for _, d := range v.Decisions() {
		fmt.Fprintln(&b, d)
	}
	fmt.Fprintln(&b, v.Commit())
	return b.String()
}

// copyOf copies a store's files as they stand, and gives the folder.
func copyOf(t *testing.T, store string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(dir, os.DirFS(store)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copiedStore opens a copy of a store's files, as another process would find them, and gives all
// that it says.
func copiedStore(t *testing.T, s *Store) string {
	t.Helper()
	return found(t, copyOf(t, s.Dir()))
}

// found opens a store that another process left, and gives all that it says.
func found(t *testing.T, dir string) string {
	t.Helper()
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("a process that opens the store now: %v", err)
	}
	defer func() { _ = c.Close() }()
	if err := c.Verify(t.Context()); err != nil {
		t.Fatalf("a process that opens the store now: %v", err)
	}
	return everything(c.View())
}

// TestShortWrites: a page of which only a part comes to be written is as if nothing had
// been, wherever it happens, and the next write goes well.
func TestShortWrites(t *testing.T) {
	for _, w := range faultyWrites(t)[:4] {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s, clean := faultyStore(t), faultyStore(t)
			before, pages := everything(s.View()), 0
			onWrite(clean, func(write writeAt, b []byte, off int64) (int, error) { pages++; return write(b, off) })
			if err := w.do(clean); err != nil {
				t.Fatal(err)
			}
			after := everything(clean.View())
			for _, failing := range spread(pages) {
				n := 0
				onWrite(s, func(write writeAt, b []byte, off int64) (int, error) {
					if n++; n <= failing {
						return write(b, off)
					}
					k, err := write(b[:len(b)/2], off)
					return k, errors.Join(err, syscall.ENOSPC)
				})
				err := w.do(s)
				if err == nil && n <= failing {
					break // this time it wrote fewer
				}
				wantCode(t, err, model.CodeUnavailable, "the disk is full")
				if got := copiedStore(t, s); everything(s.View()) != before || got != before && got != after {
					t.Fatalf("write %d fell short: the state is neither the one before nor the one after", failing)
				}
			}
			if err := errors.Join(w.do(s), s.Verify(t.Context())); err != nil {
				t.Fatal(err)
			}
			if everything(s.View()) != after || copiedStore(t, s) != after {
				t.Error("the state is not the one after the write")
			}
		})
	}
}

// spread chooses some of n things: the first, the last two, and some between them.
func spread(n int) []int {
	var out []int
	for i := 0; i < n-2; i += max(1, n/5) {
		out = append(out, i)
	}
	return append(out, n-2, n-1)
}

// pageWrite is something that bolt wrote to its file.
type pageWrite struct {
	data []byte
	off  int64
}

// TestPowerCut puts together what a power cut could leave on the disk while a commit is
// being written: any of its pages or none, the last of them torn. The state before must be
// found, or the one after once the page that makes it the current one is there.
func TestPowerCut(t *testing.T) {
	for i, w := range faultyWrites(t)[:4] {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s := faultyStore(t)
			before, dir := everything(s.View()), copyOf(t, s.Dir())
			var pages []pageWrite
			onWrite(s, func(write writeAt, b []byte, off int64) (int, error) {
				pages = append(pages, pageWrite{slices.Clone(b), off})
				return write(b, off)
			})
			if err := w.do(s); err != nil {
				t.Fatal(err)
			}
			after := everything(s.View())
			bolt := filepath.Join(dir, bboltkv.File)
			old, err := os.ReadFile(bolt)
			if err != nil {
				t.Fatal(err)
			}
			// left puts some of the writes on the old file and says what is found then.
			left := func(writes ...pageWrite) string {
				t.Helper()
				image := slices.Clone(old)
				for _, p := range writes {
					if end := int(p.off) + len(p.data); end > len(image) { // the file had grown before
						image = append(image, make([]byte, end-len(image))...)
					}
					copy(image[p.off:], p.data)
				}
				if err := os.WriteFile(bolt, image, 0o644); err != nil {
					t.Fatal(err)
				}
				return found(t, dir)
			}
			data, meta := pages[:len(pages)-1], pages[len(pages)-1]
			if meta.off >= 2*int64(len(meta.data)) || slices.ContainsFunc(data, func(p pageWrite) bool { return p.off < 2*int64(len(meta.data)) }) {
				t.Fatal("the page that makes the state the current one is not the last")
			}
			for _, k := range spread(len(data)) {
				p := data[k]
				if left(append(slices.Clone(data[:k]), torn(p, len(p.data)/2))...) != before {
					t.Fatalf("cut in page %d of %d: not the state before", k, len(data))
				}
			}
			rng := rand.New(rand.NewPCG(uint64(i), 1))
			for range 5 { // the disk may write them in any order
				var some []pageWrite
				for _, p := range data {
					if rng.IntN(2) == 0 {
						some = append(some, torn(p, rng.IntN(len(p.data)+1)))
					}
				}
				if left(some...) != before {
					t.Fatal("cut among the pages: not the state before")
				}
			}
			for _, n := range []int{0, 24, 64, 80, len(meta.data) / 2, len(meta.data)} {
				got := left(append(slices.Clone(data), torn(meta, n))...)
				if got != before && got != after || n == 0 && got != before || n == len(meta.data) && got != after {
					t.Fatalf("cut %d bytes into the last page: not the state before or after", n)
				}
			}
		})
	}
}

// torn is a write of which only the first n bytes came to the disk.
func torn(p pageWrite, n int) pageWrite { return pageWrite{p.data[:n], p.off} }

// TestTornPagesOfAStore tears each page of a store that lies there closed. What is read then
// is what was acknowledged, or the store does not open and says that it is damaged; it is
// never less than that without a word. What opening does not look at, verifying tells.
func TestTornPagesOfAStore(t *testing.T) {
	s := faultyStore(t)
	want, dir := everything(s.View()), copyOf(t, s.Dir())
	bolt := filepath.Join(dir, bboltkv.File)
	whole, err := os.ReadFile(bolt)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	page := os.Getpagesize()
	for off := 0; off < int(used(t, bolt)); off += page {
		image := slices.Clone(whole)
		clear(image[off+page/2 : off+page])
		if slices.Equal(image, whole) {
			continue
		}
		if err := os.WriteFile(bolt, image, 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := Open(dir, Options{})
		if err != nil {
			wantCode(t, err, model.CodeCorrupt, dir)
			told++
			continue
		}
		if everything(c.View()) != want {
			t.Errorf("page %d: something else is read", off/page)
		}
		if err := c.Verify(t.Context()); err != nil {
			wantCode(t, err, model.CodeCorrupt)
			told++
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	if told == 0 {
		t.Error("no page mattered")
	}
}
