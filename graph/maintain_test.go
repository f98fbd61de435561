package graph

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"go.etcd.io/bbolt"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// busy gives a store on disk in which documents were put, replaced and deleted, with a
// decision and official figures.
func busy(t *testing.T) *Store {
	t.Helper()
	s := opened(t, filepath.Join(t.TempDir(), "store"), Options{})
	for i := range 6 {
		put(t, s, generated(i, 40))
	}
	for i := range 4 {
		x := generated(i+20, 60)
		x.Document.ID = "document/kst-1"
		put(t, s, x)
	}
	if _, err := s.Delete(t.Context(), "document/kst-2"); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompactKeepsAllAndGivesRoomBack(t *testing.T) {
	s := busy(t)
	before, commits := nquads(t, s), s.View().Commit()
	var told []string
	c, err := s.Compact(t.Context(), func(what string, done, total int) { told = append(told, what) })
	if err != nil || c.After >= c.Before || len(told) == 0 {
		t.Fatalf("%+v, %v, %v", c, err, told)
	}
	if info, err := os.Stat(filepath.Join(s.dir, bboltkv.File)); err != nil || info.Size() != c.After {
		t.Errorf("the file is not the compacted one: %v, %v", info, err)
	}
	if exists(filepath.Join(s.dir, compactFolder)) {
		t.Error("the folder of the compaction is left behind")
	}
	if err := s.Verify(t.Context()); err != nil || nquads(t, s) != before || s.View().Commit() != commits {
		t.Fatalf("the store holds something else: %v", err)
	}
	put(t, s, generated(9, 9))
	then, err := s.View().AsOf(6)
	if err != nil || then.Document("document/kst-2") == nil {
		t.Fatalf("what was before the deletion: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := opened(t, s.dir, Options{})
	if err := again.Verify(t.Context()); err != nil || again.View().Commit() != commits+1 {
		t.Fatal(again.View().Commit(), err)
	}
}

func TestCompactThatFailsLeavesTheOld(t *testing.T) {
	s := busy(t)
	before := nquads(t, s)
	ended, cancel := context.WithCancel(t.Context())
	stop := func(what string, _, _ int) { cancel() }
	_, err := s.Compact(ended, stop)
	wantCode(t, err, model.CodeLimit, "nothing was changed")
	if err := s.Verify(t.Context()); err != nil || exists(filepath.Join(s.dir, compactFolder)) {
		t.Fatal("a compaction that was stopped leaves something", err)
	}
	blocked := filepath.Join(s.dir, compactFolder)
	if err := os.WriteFile(blocked, nil, 0o644); err != nil { // a killed compaction may leave anything
		t.Fatal(err)
	}
	if _, err := s.Compact(t.Context(), nil); err != nil || nquads(t, s) != before {
		t.Fatal(err)
	}
	m := opened(t, Memory, Options{})
	_, err = m.Compact(t.Context(), nil)
	wantCode(t, err, model.CodeInvalid)
}

func TestBackupIsRestored(t *testing.T) {
	s := busy(t)
	if err := os.WriteFile(filepath.Join(s.dir, ReadFile), []byte("{}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var file, same bytes.Buffer
	m, err := s.Backup(t.Context(), &file, nil)
	if err != nil || m.Commit != s.View().Commit() || m.Documents != 5 {
		t.Fatalf("%+v, %v", m, err)
	}
	if _, err := s.Backup(t.Context(), &same, nil); err != nil || !bytes.Equal(file.Bytes(), same.Bytes()) {
		t.Error("the same store gives another backup", err)
	}
	want := nquads(t, s)
	dir := filepath.Join(t.TempDir(), "there", "restored")
	got, err := Restore(t.Context(), bytes.NewReader(file.Bytes()), dir, nil)
	if err != nil || got.Quads != m.Quads {
		t.Fatalf("%+v, %v", got, err)
	}
	if !exists(filepath.Join(dir, ReadFile)) {
		t.Error("what was read is not remembered")
	}
	r := opened(t, dir, Options{})
	if err := r.Verify(t.Context()); err != nil || nquads(t, r) != want {
		t.Fatal("the restored store holds something else", err)
	}
	_, err = Restore(t.Context(), bytes.NewReader(file.Bytes()), dir, nil)
	wantCode(t, err, model.CodeInvalid, "not empty")
}

// A backup is of one moment, whatever is written meanwhile.
func TestBackupWhileWriting(t *testing.T) {
	s := busy(t)
	want, commit := nquads(t, s), s.View().Commit()
	in, out := io.Pipe()
	done := make(chan error, 1)
	go func() { _, err := s.Backup(context.Background(), out, nil); out.CloseWithError(err); done <- err }()
	first := make([]byte, 1)
	if _, err := io.ReadFull(in, first); err != nil { // it has begun
		t.Fatal(err)
	}
	for i := range 5 {
		put(t, s, generated(50+i, 30))
	}
	dir := filepath.Join(t.TempDir(), "restored")
	if _, err := Restore(t.Context(), io.MultiReader(bytes.NewReader(first), in), dir, nil); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	r := opened(t, dir, Options{})
	if r.View().Commit() != commit || nquads(t, r) != want {
		t.Fatal("the backup is not of the moment when it began")
	}
}

// rewritten gives a backup with its files changed.
func rewritten(t *testing.T, backup []byte, change func(h *tar.Header, data []byte) (*tar.Header, []byte)) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(backup))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	from, to := tar.NewReader(z), tar.NewWriter(zw)
	for {
		h, err := from.Next()
		if err == io.EOF {
			break
		}
		data, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if h, data = change(h, data); h == nil {
			continue
		}
		h.Size = int64(len(data))
		if err := to.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBadBackupsLeaveNothing(t *testing.T) {
	s := busy(t)
	var file bytes.Buffer
	if _, err := s.Backup(t.Context(), &file, nil); err != nil {
		t.Fatal(err)
	}
	good := file.Bytes()
	on := func(name string, f func(h *tar.Header, data []byte) (*tar.Header, []byte)) []byte {
		return rewritten(t, good, func(h *tar.Header, data []byte) (*tar.Header, []byte) {
			if h.Name == name {
				return f(h, data)
			}
			return h, data
		})
	}
	for name, c := range map[string]struct {
		data []byte
		code model.Code
	}{
		"empty":       {nil, model.CodeCorrupt},
		"no backup":   {[]byte("hello, this is a text"), model.CodeCorrupt},
		"cut off":     {good[:len(good)/2], model.CodeCorrupt},
		"last byte":   {good[:len(good)-1], model.CodeCorrupt},
		"no manifest": {on(manifestFile, func(*tar.Header, []byte) (*tar.Header, []byte) { return nil, nil }), model.CodeCorrupt},
		"no graph":    {on(bboltkv.File, func(*tar.Header, []byte) (*tar.Header, []byte) { return nil, nil }), model.CodeCorrupt},
		"changed":     {on(bboltkv.File, func(h *tar.Header, d []byte) (*tar.Header, []byte) { d[len(d)/2] ^= 1; return h, d }), model.CodeCorrupt},
		"path": {on(formatFile, func(h *tar.Header, d []byte) (*tar.Header, []byte) { h.Name = "../escaped"; return h, d }),
			model.CodeCorrupt},
		"link": {on(formatFile, func(h *tar.Header, d []byte) (*tar.Header, []byte) {
			h.Typeflag, h.Linkname = tar.TypeSymlink, "/etc/passwd"
			return h, nil
		}), model.CodeCorrupt},
		"newer": {on(manifestFile, func(h *tar.Header, d []byte) (*tar.Header, []byte) {
			return h, bytes.Replace(d, []byte(`"backup": 1`), []byte(`"backup": 9`), 1)
		}), model.CodeVersion},
		"other counts": {on(manifestFile, func(h *tar.Header, d []byte) (*tar.Header, []byte) {
			return h, bytes.Replace(d, []byte(`"documents": 5`), []byte(`"documents": 6`), 1)
		}), model.CodeCorrupt},
	} {
		parent := t.TempDir()
		_, err := Restore(t.Context(), bytes.NewReader(c.data), filepath.Join(parent, "restored"), nil)
		if model.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		left, err := os.ReadDir(parent)
		if err != nil || len(left) > 0 {
			t.Errorf("%s: something is left: %v, %v", name, left, err)
		}
	}
}

// formatNow is what the format file says of a store of today.
var formatNow = fmt.Sprintf(`"format":%d`, FormatVersion)

// older makes a store what a program of an older format left.
func older(t *testing.T, dir, version string) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, bboltkv.File), 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("commits")) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, formatFile)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw = []byte(strings.Replace(string(raw), formatNow, `"format":`+version, 1))
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMigrate(t *testing.T) {
	s := busy(t)
	want := nquads(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older(t, s.dir, "2")
	r := opened(t, s.dir, Options{ReadOnly: true})
	if nquads(t, r) != want || r.View().Commit() != 0 {
		t.Fatal("a store of format 2 is not read as it is")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for i, from := range []int{2, FormatVersion} {
		if m, err := Migrate(t.Context(), s.dir, Options{}, nil); err != nil || m.From != from || m.To != FormatVersion {
			t.Fatalf("time %d: %+v, %v", i, m, err)
		}
	}
	s = opened(t, s.dir, Options{})
	put(t, s, generated(9, 9))
	if nothing, err := s.View().AsOf(0); err != nil || viewQuads(t, nothing) != want {
		t.Fatal("the state before the first commit is not what the store held", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older(t, s.dir, "99")
	_, err := Migrate(t.Context(), s.dir, Options{}, nil)
	wantCode(t, err, model.CodeVersion, "newer program")
	_, err = Migrate(t.Context(), filepath.Join(t.TempDir(), "none"), Options{}, nil)
	wantCode(t, err, model.CodeNotFound)
}

// A bolt file as it was up to format 3, with a bucket of values and Cayley's own indexes, is read,
// changed and verified as it is, and compacting makes one of today.
func TestFileOfFormatThree(t *testing.T) {
	dir := t.TempDir()
	fileOfFormatThree(t, dir)
	s := opened(t, dir, Options{})
	for i := range 4 {
		put(t, s, generated(i, 40))
	}
	put(t, s, generated(1, 30))
	if _, err := s.Delete(t.Context(), generated(2, 40).Document.ID); err != nil {
		t.Fatal(err)
	}
	want := nquads(t, s)
	sound := func() {
		t.Helper()
		if err := s.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		if nquads(t, s) != want {
			t.Fatal("it holds something else")
		}
	}
	sound()
	if !hasBucket(t, s, "values") {
		t.Error("it is no file of format 3 any more")
	}
	s = opened(t, dir, Options{})
	sound()
	if _, err := s.Compact(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	sound()
	if hasBucket(t, s, "values") {
		t.Error("compacting made a file of format 3")
	}
}

// fileOfFormatThree makes an empty store as a program of format 3 did.
func fileOfFormatThree(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, bboltkv.File)
	file, err := bbolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = file.Update(func(tx *bbolt.Tx) (err error) {
		for _, name := range []string{"kv", "values", "commits"} {
			if _, failed := tx.CreateBucket([]byte(name)); failed != nil {
				err = failed
			}
		}
		return err
	})
	if err = errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	db, err := bboltkv.Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	old := fmt.Sprintf(`{"format":3,"base":%q}`, model.DefaultBase)
	if err := errors.Join(cayleykv.Init(db, nil), db.Close(), os.WriteFile(filepath.Join(dir, formatFile), []byte(old), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// A file that has the two indexes that earlier versions made keeps them: it is read, written
// and verified by them, until it is compacted.
func TestFileWithEarlierIndexes(t *testing.T) {
	ours := quadIndexes
	quadIndexes = []cayleykv.QuadIndex{
		{Dirs: []quad.Direction{quad.Subject, quad.Predicate, quad.Label}},
		{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject, quad.Label}},
	}
	s := busy(t)
	quadIndexes = ours
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, s.dir, Options{})
	put(t, s, generated(30, 40))
	by := func(want ...quad.Direction) {
		t.Helper()
		if err := s.Verify(t.Context()); err != nil {
			t.Error(err)
		}
		if got, err := s.back.indexedBy(); err != nil || !slices.Equal(got, want) {
			t.Errorf("quads are found by %v, not by %v: %v", got, want, err)
		}
	}
	by(quad.Subject, quad.Object)
	before := nquads(t, s)
	if _, err := s.Compact(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	by(quad.Label)
	if nquads(t, s) != before {
		t.Error("compaction changed what the store says")
	}
}

// hasBucket closes a store and says whether its bolt file has a bucket.
func hasBucket(t *testing.T, s *Store, name string) (has bool) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(s.dir, bboltkv.File), 0o644, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.View(func(tx *bbolt.Tx) error { has = tx.Bucket([]byte(name)) != nil; return nil })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return has
}

// What Verify is for: an index of Cayley that lost a quad, and a commit that cannot be read.
func TestVerifyFindsDamage(t *testing.T) {
	damage := map[string]func(t *testing.T, tx *bbolt.Tx){
		"index": func(t *testing.T, tx *bbolt.Tx) {
			b := tx.Bucket([]byte("numbers")).Bucket([]byte("cspo")) // the quads by label, subject, predicate and object
			k, _ := b.Cursor().First()
			if k == nil {
				t.Fatal("there is no index")
			}
			if err := b.Delete(bytes.Clone(k)); err != nil {
				t.Fatal(err)
			}
		},
		"commit": func(t *testing.T, tx *bbolt.Tx) {
			b := tx.Bucket([]byte("commits"))
			k := []byte{0, 0, 0, 0, 0, 0, 0, 8}
			v := bytes.Clone(b.Get(k))
			if err := b.Put(k, v[:len(v)-9]); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, spoil := range damage {
		s := busy(t)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := bbolt.Open(filepath.Join(s.dir, bboltkv.File), 0o644, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(func(tx *bbolt.Tx) error { spoil(t, tx); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s = opened(t, s.dir, Options{})
		if err := s.Verify(t.Context()); model.CodeOf(err) != model.CodeCorrupt {
			t.Errorf("%s: %v", name, err)
		} else {
			t.Log(err)
		}
	}
}
