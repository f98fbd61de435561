package graph

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"rijksgraaf/model"
)

// temporary ends the names of files that are being written; they begin with a full stop.
const temporary = ".tmp"

// writeDurably puts a file in its place, whole, so that it is on the disk when there is no
// error. After an error the file before or the new one stands there, whole as well; which
// one a power cut would leave is not known until its folder has been synced.
func writeDurably(path string, data []byte) error {
	if err := sweep(path); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), temporaryName(path))
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil { // what is not whole need not be durable
		err = errors.Join(tmp.Chmod(0o644), tmp.Sync())
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
		return err
	}
	return syncDir(filepath.Dir(path))
}

// temporaryName is the pattern of the names that a file has until it is whole.
func temporaryName(path string) string { return "." + filepath.Base(path) + ".*" + temporary }

// sweep removes what a process that was killed left of a file. Who may write the file holds
// a lock, so nobody is writing it now.
func sweep(path string) error {
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), temporaryName(path)))
	for _, f := range left {
		err = errors.Join(err, os.Remove(f))
	}
	return err
}

// settleFolders makes the files durable that are seen in a store's folder, whole ones all
// of them, and removes what never came to be whole. Which files there are is only
// known to be on the disk once their folder has been synced, and the process that wrote
// them may have been killed before, or told that it failed.
func settleFolders(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, compactFolder)); err != nil {
		return storeError("open", dir, err)
	}
	for _, folder := range []string{dir, filepath.Join(dir, figuresFolder)} {
		left, err := os.ReadDir(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		for _, f := range left {
			if name := f.Name(); strings.HasPrefix(name, ".") && strings.HasSuffix(name, temporary) {
				err = errors.Join(err, os.Remove(filepath.Join(folder, name)))
			}
		}
		if err = errors.Join(err, syncDir(folder)); err != nil {
			return storeError("open", dir, err)
		}
	}
	return nil
}

// syncDir makes the names in a folder durable, where the system can do that.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if runtime.GOOS == "windows" || errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // folders cannot be synced here
	}
	return errors.Join(err, d.Close())
}

// diskError gives what the disk or its file system would not do a code and a hint; "" for
// another error.
func diskError(err error) (code model.Code, hint string) {
	code, hint = model.DiskFault(err)
	switch code {
	case model.CodeUnavailable:
		hint += "; nothing stored is lost, reading goes on, and so does writing by itself once the cause is gone"
	case model.CodeReadOnly:
		hint += ", or open the store for reading only"
	}
	return code, hint
}
