package model_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"rijksgraaf/model"
)

func TestDiskFault(t *testing.T) {
	for _, c := range []struct {
		err  error
		code model.Code
		hint string
	}{
		{nil, "", ""},
		{errors.New("something else"), "", ""},
		{fs.ErrNotExist, "", ""},
		{syscall.ENOSPC, model.CodeUnavailable, "the disk is full: make room"},
		{&os.PathError{Op: "write", Path: "x", Err: syscall.EDQUOT}, model.CodeUnavailable, "the disk is full: make room"},
		{fmt.Errorf("file resize error: %s", syscall.EFBIG), model.CodeUnavailable, "the disk is full: make room"},
		{syscall.EACCES, model.CodeReadOnly, "make the folder writable"},
		{&os.LinkError{Op: "rename", Err: syscall.EROFS}, model.CodeReadOnly, "make the folder writable"},
		{syscall.EIO, model.CodeUnavailable, "the disk fails: look into the system's log"},
	} {
		if code, hint := model.DiskFault(c.err); code != c.code || hint != c.hint {
			t.Errorf("%v: %q, %q", c.err, code, hint)
		}
	}
}
