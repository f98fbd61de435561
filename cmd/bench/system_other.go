//go:build !unix

package main

import (
	"io/fs"
	"os/exec"
	"time"
)

// cpuTime is not known here.
func cpuTime() time.Duration { return 0 }

// onDisk is how long a file is: what it takes is not known here.
func onDisk(info fs.FileInfo) int64 { return info.Size() }

// asPostgres changes nothing: there is no root here.
func asPostgres(*exec.Cmd) {}

// givePostgres changes nothing: there is no root here.
func givePostgres(string) error { return nil }
