//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package bboltkv

import (
	"os"
	"syscall"
)

// unlock gives the lock of a file up whose opening panicked: bolt's map of the file in
// memory, which nobody can get at any more, would keep the lock after the file is closed.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
