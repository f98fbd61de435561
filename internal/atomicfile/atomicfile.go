// Package atomicfile writes a file whole or not at all.
package atomicfile

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"

	"rijksgraaf/model"
)

// Write has write fill a new file and then puts it at path. When write or the disk
// fails, what stood at path before still stands there and nothing else is left behind.
// write's own errors are returned as they are, the disk's as *model.Error. A path that is
// a device or a pipe is written to as it is, since it cannot be replaced.
func Write(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeThrough(path, write)
	}
	f, err := os.CreateTemp(filepath.Dir(path), temporary(path))
	if err != nil {
		return failed(path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	buffer := bufio.NewWriter(f)
	if err := write(buffer); err != nil {
		return err
	}
	if err := finish(f, buffer, path); err != nil {
		return failed(path, err)
	}
	return nil
}

// Check finds out whether Write could write path, and leaves everything as it is. Errors
// are those of Write.
func Check(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return &model.Error{Code: model.CodeInvalid, Op: "write", Message: path + " is a folder", Hint: "name a file in it"}
		}
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), temporary(path))
	if err != nil {
		return failed(path, err)
	}
	_ = f.Close()
	if err := os.Remove(f.Name()); err != nil {
		return failed(path, err)
	}
	return nil
}

// temporary is the pattern of the names that a file has until it is whole. In the folder of
// a store, what a process that was killed leaves under such a name goes at the next opening.
func temporary(path string) string { return "." + filepath.Base(path) + ".*.tmp" }

func finish(f *os.File, buffer *bufio.Writer, path string) error {
	if err := buffer.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return failed(path, err)
	}
	if err := write(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return failed(path, err)
	}
	return nil
}

func failed(path string, err error) error {
	code, hint := model.DiskFault(err)
	code = cmp.Or(code, model.CodeInvalid)
	folder := filepath.Dir(path)
	if _, missing := os.Stat(folder); os.IsNotExist(missing) {
		return &model.Error{Code: code, Op: "write", Message: "cannot write " + path + ": the folder " + folder + " does not exist", Hint: "make it, or name another"}
	}
	return &model.Error{Code: code, Op: "write", Message: "cannot write " + path, Hint: hint, Err: withoutPath(err)}
}

// withoutPath gives what went wrong without the name of the file, which may be one that
// only Write knows.
func withoutPath(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
