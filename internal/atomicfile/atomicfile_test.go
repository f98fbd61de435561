package atomicfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/model"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, e := range entries {
		out += e.Name() + " "
	}
	return out
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.nq")
	for _, want := range []string{"first\n", "second, longer\n", ""} {
		if err := atomicfile.Write(path, func(w io.Writer) error {
			_, err := io.WriteString(w, want)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	if got := names(t, dir); got != "out.nq " {
		t.Errorf("the folder holds %q", got)
	}
}

func TestFailureLeavesWhatWasThere(t *testing.T) {
	broken := errors.New("broken")
	fail := func(w io.Writer) error {
		fmt.Fprintln(w, "half")
		return broken
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "out.nq")
	if err := atomicfile.Write(path, fail); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if got := names(t, dir); got != "" {
		t.Errorf("a failed run left %q", got)
	}
	if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	_ = atomicfile.Write(path, fail)
	if got, _ := os.ReadFile(path); string(got) != "before" {
		t.Errorf("a failed run made %q of what was there", got)
	}
	if got := names(t, dir); got != "out.nq " {
		t.Errorf("the folder holds %q", got)
	}
}

// TestNoSuchFolder: the error names the folder that is missing.
func TestNoSuchFolder(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	path := filepath.Join(gone, "x")
	want := "write: cannot write " + path + ": the folder " + gone + " does not exist (make it, or name another)"
	for _, err := range []error{atomicfile.Write(path, func(io.Writer) error { return nil }), atomicfile.Check(path)} {
		if model.CodeOf(err) != model.CodeInvalid || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestNoFileOfItsOwnInErrors: what cannot be written is named as it was given, and never
// by the name of the file that is written first.
func TestNoFileOfItsOwnInErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(file, "x")
	err := atomicfile.Check(path)
	if err == nil || !strings.Contains(err.Error(), "cannot write "+path+": ") || strings.Contains(err.Error(), ".x.") {
		t.Errorf("got %v", err)
	}
}

func TestDevicesAndFolders(t *testing.T) {
	before, err := os.Stat(os.DevNull)
	if err != nil {
		t.Skip(err)
	}
	hello := func(w io.Writer) error {
		_, err := io.WriteString(w, "hello")
		return err
	}
	if err := atomicfile.Write(os.DevNull, hello); err != nil {
		t.Error(err)
	}
	if after, err := os.Stat(os.DevNull); err != nil || !os.SameFile(before, after) {
		t.Errorf("%s was replaced (%v)", os.DevNull, err)
	}
	if err := atomicfile.Write(t.TempDir(), hello); model.CodeOf(err) != model.CodeInvalid {
		t.Errorf("a folder: got %v, want an INVALID error", err)
	}
}

// TestCheck says what Write would say, and changes nothing.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kept")
	if err := os.WriteFile(path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, filepath.Join(dir, "new"), os.DevNull} {
		if err := atomicfile.Check(p); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range []string{dir, filepath.Join(dir, "gone", "x")} {
		if err := atomicfile.Check(p); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), p) {
			t.Errorf("%s: got %v, want INVALID with its name", p, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if text, _ := os.ReadFile(path); err != nil || len(entries) != 1 || string(text) != "kept" {
		t.Errorf("the folder holds %v, the file %q", entries, text)
	}
}
