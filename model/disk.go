package model

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"
)

// DiskFault gives what the system says a disk or its file system would not do a code and a
// hint: CodeUnavailable for one that is full or fails, CodeReadOnly for what may not be
// written. Both are "" for any other error.
func DiskFault(err error) (code Code, hint string) {
	is := func(errs ...error) bool {
		return slices.ContainsFunc(errs, func(e error) bool {
			// Some libraries pass the system's errors on as text.
			return errors.Is(err, e) || strings.Contains(err.Error(), e.Error())
		})
	}
	switch {
	case err == nil:
		return "", ""
	case is(syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG):
		return CodeUnavailable, "the disk is full: make room"
	case errors.Is(err, fs.ErrPermission), is(syscall.EROFS):
		return CodeReadOnly, "make the folder writable"
	case is(syscall.EIO):
		return CodeUnavailable, "the disk fails: look into the system's log"
	}
	return "", ""
}
