package graph

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"go.etcd.io/bbolt"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

func wantCode(t *testing.T, err error, want model.Code, words ...string) {
	t.Helper()
	if model.CodeOf(err) != want {
		t.Fatalf("%v has the code %q, not %q", err, model.CodeOf(err), want)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// filled makes a store with one document and gives its folder.
func filled(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "deep", "store")
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, generated(1, 60))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSecondProcessIsToldWhoHoldsTheStore(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs flock")
	}
	dir := filled(t)
	cmd, lines, in := helper(t, "hold", "STORE="+dir)
	if !lines.Scan() || lines.Text() != "holding" {
		t.Fatal(lines.Text())
	}
	host, _ := os.Hostname()
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(dir, o)
		wantCode(t, err, model.CodeLocked, fmt.Sprint("process ", cmd.Process.Pid), " hold)", host)
	}
	_ = in.Close()
	_ = cmd.Wait()
	opened(t, dir, Options{})
}

func TestReadersShareAndKeepWritersOut(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc/locks")
	}
	dir := filled(t)
	cmd, lines, _ := helper(t, "hold", "STORE="+dir, "READONLY=1")
	if !lines.Scan() || lines.Text() != "holding" {
		t.Fatal(lines.Text())
	}
	s := opened(t, dir, Options{ReadOnly: true})
	if s.View().Statistics().Documents != 1 {
		t.Error("the reader does not see the document")
	}
	_, err := s.Apply(t.Context(), Changes(s.View(), generated(2, 10)))
	wantCode(t, err, model.CodeReadOnly)
	_ = s.Close()
	// A writer that was killed long ago left its name; it must not be taken for the holder.
	host, _ := os.Hostname()
	stale := fmt.Appendf(nil, `{"pid": %d, "host": %q, "command": "old"}`, os.Getpid(), host)
	if err := os.WriteFile(filepath.Join(dir, lockFile), stale, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, Options{})
	wantCode(t, err, model.CodeLocked, fmt.Sprint("process ", cmd.Process.Pid), "for reading")
}

func TestStaleHolderDoesNoHarm(t *testing.T) {
	dir := filled(t)
	stale := []byte(`{"pid": 1, "host": "elsewhere", "command": "old"}`)
	if err := os.WriteFile(filepath.Join(dir, lockFile), stale, 0o644); err != nil {
		t.Fatal(err)
	}
	opened(t, dir, Options{})
}

func TestNewerVersionIsRefused(t *testing.T) {
	dir := filled(t)
	newer := fmt.Appendf(nil, `{"format": %d, "base": "https://rijksgraaf.example"}`, FormatVersion+1)
	if err := os.WriteFile(filepath.Join(dir, formatFile), newer, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(dir, Options{})
	wantCode(t, err, model.CodeVersion, fmt.Sprint(FormatVersion+1))
}

func TestDamageIsAnErrorAndNotAPanic(t *testing.T) {
	dir := filled(t)
	bolt := filepath.Join(dir, bboltkv.File)
	whole, err := os.ReadFile(bolt)
	if err != nil {
		t.Fatal(err)
	}
	garbled := append([]byte{}, whole...)
	for i := 8192; i < len(garbled); i++ {
		garbled[i] ^= byte(i*7 + 13)
	}
	cases := map[string][]byte{
		"empty": {}, "garbage": []byte(strings.Repeat("garbage ", 4000)), "pages garbled": garbled,
		"half": whole[:used(t, bolt)/2], "one page": whole[:4096], "not whole pages": whole[:used(t, bolt)-100],
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(bolt, data, 0o644); err != nil {
				t.Fatal(err)
			}
			for _, o := range []Options{{}, {ReadOnly: true}} {
				_, err := Open(dir, o)
				wantCode(t, err, model.CodeCorrupt, dir)
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		_ = os.Remove(bolt)
		_, err := Open(dir, Options{})
		wantCode(t, err, model.CodeCorrupt)
	})
	t.Run("format file", func(t *testing.T) {
		_ = os.WriteFile(bolt, whole, 0o644)
		_ = os.WriteFile(filepath.Join(dir, formatFile), []byte("{"), 0o644)
		_, err := Open(dir, Options{})
		wantCode(t, err, model.CodeCorrupt, formatFile)
		_ = os.Remove(filepath.Join(dir, formatFile))
		_, err = Open(dir, Options{})
		wantCode(t, err, model.CodeCorrupt, formatFile)
	})
	t.Run("whole again", func(t *testing.T) {
		_ = os.WriteFile(filepath.Join(dir, formatFile), []byte(`{"format":1,"base":"https://rijksgraaf.example"}`), 0o644)
		if err := opened(t, dir, Options{}).Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// used is how much of a bolt file is in use, in bytes; what is behind may be cut off.
func used(t *testing.T, path string) (n int64) {
	t.Helper()
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.View(func(tx *bbolt.Tx) error { n = tx.Size(); return nil })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := filled(t)
	for _, f := range []string{dir, filepath.Join(dir, bboltkv.File), filepath.Join(dir, lockFile)} {
		if err := os.Chmod(f, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	_, err := Open(dir, Options{})
	wantCode(t, err, model.CodeReadOnly)
	_, err = Open(filepath.Join(dir, "new"), Options{})
	wantCode(t, err, model.CodeReadOnly)
	opened(t, dir, Options{ReadOnly: true})
}

func TestNothingIsCreatedWhereNothingMayBe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	for _, o := range []Options{{NoCreate: true}, {ReadOnly: true}} {
		_, err := Open(dir, o)
		wantCode(t, err, model.CodeNotFound, dir)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder was created")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(file, Options{})
	wantCode(t, err, model.CodeInvalid, file)
	_, err = Open("", Options{})
	wantCode(t, err, model.CodeInvalid)
}

func TestUnfinishedCreationIsFinished(t *testing.T) {
	dir := t.TempDir()
	build := filepath.Join(dir, buildFolder)
	if err := os.MkdirAll(build, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(build, bboltkv.File), []byte("cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, Options{})
	put(t, s, generated(1, 20))
	_ = s.Close()
	if exists(build) {
		t.Error("the unfinished file is still there")
	}
	if n := opened(t, dir, Options{}).View().Statistics().Documents; n != 1 {
		t.Errorf("%d documents", n)
	}
}

func TestBaseIsTheStores(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	s := opened(t, dir, Options{Base: "https://data.example/graaf/"})
	put(t, s, generated(1, 20))
	_ = s.Close()
	_, err := Open(dir, Options{Base: "https://other.example"})
	wantCode(t, err, model.CodeInvalid, "https://data.example/graaf")
	again := opened(t, dir, Options{})
	if again.View().Base() != "https://data.example/graaf" {
		t.Error(again.View().Base())
	}
	if q := viewQuads(t, again.View()); !strings.Contains(q, "<https://data.example/graaf/id/document/kst-1>") {
		t.Error("the base is not in the quads")
	}
}

func TestClosedStoreRefusesWrites(t *testing.T) {
	s := opened(t, Memory, Options{})
	cs := Changes(s.View(), generated(1, 10))
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	_, err := s.Apply(t.Context(), cs)
	wantCode(t, err, model.CodeUnavailable)
	wantCode(t, s.Verify(t.Context()), model.CodeUnavailable)
}

func TestErrorsOfTheSystemGetTheirCode(t *testing.T) {
	for err, want := range map[error]model.Code{
		os.ErrPermission:                         model.CodeReadOnly,
		syscall.EROFS:                            model.CodeReadOnly,
		bboltkv.ErrLocked:                        model.CodeLocked,
		bboltkv.ErrCorrupt:                       model.CodeCorrupt,
		errors.New("no space left on device"):    model.CodeUnavailable,
		syscall.EFBIG:                            model.CodeUnavailable,
		syscall.EIO:                              model.CodeUnavailable,
		errors.New("something else"):             model.CodeInternal,
		&model.Error{Code: model.CodeVersion}:    model.CodeVersion,
		fmt.Errorf("open: %w", os.ErrPermission): model.CodeReadOnly,
		fmt.Errorf("x: %w", bboltkv.ErrCorrupt):  model.CodeCorrupt,
	} {
		wantCode(t, storeError("open", "dir", err), want)
	}
}

// TestSizeIsTold: how many quads there are is told before they are read, and after each write.
func TestSizeIsTold(t *testing.T) {
	for _, dir := range []string{Memory, filepath.Join(t.TempDir(), "store")} {
		var told, want []int
		o := Options{Size: func(quads int) { told = append(told, quads) }}
		s, err := Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		first := put(t, s, generated(1, 20))
		second := put(t, s, generated(2, 9))
		gone, err := s.Delete(t.Context(), first.Document)
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		want = []int{0, first.Added, first.Added + second.Added, first.Added + second.Added - gone.Removed}
		if dir != Memory {
			o.ReadOnly, want = true, append(want, second.Added)
			if s, err = Open(dir, o); err != nil {
				t.Fatal(err)
			}
			_ = s.Close()
		}
		if !slices.Equal(told, want) {
			t.Errorf("%s: it was told %v, not %v", dir, told, want)
		}
	}
}
