//go:build amd64 || arm64

package bboltkv

import (
	"os"
	"syscall"
)

// dontNeed is POSIX_FADV_DONTNEED.
const dontNeed = 4

// forget drops the file's pages from the system's memory, but for those that are still to
// be written. That it may not is no error: it is a precaution.
func forget(f *os.File) {
	_, _, _ = syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0)
}
