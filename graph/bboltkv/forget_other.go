//go:build !linux || !(amd64 || arm64)

package bboltkv

import "os"

// forget does nothing here: the system cannot be told.
func forget(*os.File) {}
