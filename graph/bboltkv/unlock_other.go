//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package bboltkv

import "os"

// unlock does nothing here: closing the file gives its lock up.
func unlock(*os.File) {}
