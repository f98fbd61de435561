package graph

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"rijksgraaf/model"
)

// mounted mounts a file system for the length of a test, which is left out where that may
// not be done.
func mounted(t *testing.T, source, target, kind string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount(source, target, kind, flags, options); err != nil {
		t.Skipf("no file system may be mounted here (%v): the kernel refusing single calls is tested in TestFaultsOfTheDisk", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(target, 0); err != nil {
			t.Error(err)
		}
	})
}

// TestSmallDisk fills a disk that is really small: what was acknowledged before stays, one
// error says what to do, reading goes on, and so does writing when there is room again.
func TestSmallDisk(t *testing.T) {
	disk := t.TempDir()
	mounted(t, "tmpfs", disk, "tmpfs", 0, "size=2m")
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, bytes.Repeat([]byte{1}, 1<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(disk, "store"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	clean := opened(t, Memory, Options{})
	full := 0
	for i := 1; full < 3; i++ {
		x := generated(i, 60)
		_, err := s.Apply(t.Context(), Changes(s.View(), x))
		if err != nil {
			wantCode(t, err, model.CodeUnavailable, "the disk is full: make room")
			full++
		} else {
			full = 0
			put(t, clean, x)
		}
		if i > 1000 {
			t.Fatal("the disk is never full")
		}
	}
	if n := clean.View().Commit(); n < 3 {
		t.Fatalf("only %d documents went in", n)
	}
	rest := filepath.Join(disk, "rest") // the last of the room, for files smaller than a commit
	if err := os.WriteFile(rest, bytes.Repeat([]byte{1}, 1<<20), 0o644); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal("there is room left: ", err)
	}
	_, err = s.ImportFigures(t.Context(), figuresOf("figures/one", make([]int64, 3000)...))
	wantCode(t, err, model.CodeUnavailable, "the disk is full: make room")
	if everything(s.View()) != everything(clean.View()) {
		t.Fatal("what is read is not what was acknowledged")
	}
	if got := copiedStore(t, s); got != everything(clean.View()) {
		t.Fatal("another process does not find what was acknowledged")
	}
	if err := errors.Join(os.Remove(rest), os.Remove(ballast)); err != nil {
		t.Fatal(err)
	}
	put(t, s, generated(5000, 60))
	put(t, clean, generated(5000, 60))
	if err := errors.Join(s.Verify(t.Context()), s.Close()); err != nil {
		t.Fatal(err)
	}
	if got := found(t, filepath.Join(disk, "store")); got != everything(clean.View()) {
		t.Error("after there was room again something else is there than was acknowledged")
	}
}

// TestReadOnlyFileSystem: a store on one is read, and says that it cannot be written.
func TestReadOnlyFileSystem(t *testing.T) {
	dir := copyOf(t, faultyStore(t).Dir())
	want := found(t, dir)
	view := t.TempDir()
	mounted(t, dir, view, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", view, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("it cannot be made one for reading only: ", err)
	}
	_, err := Open(view, Options{})
	wantCode(t, err, model.CodeReadOnly, "make the folder writable, or open the store for reading only")
	_, err = Open(filepath.Join(view, "new"), Options{})
	wantCode(t, err, model.CodeReadOnly)
	s, err := Open(view, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if everything(s.View()) != want {
		t.Error("it reads something else")
	}
	_, err = s.Undo(t.Context(), "ministry/m12", "ministry/m15") // decisions are taken by who only reads, too
	wantCode(t, err, model.CodeReadOnly)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
