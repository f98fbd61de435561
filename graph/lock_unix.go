//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package graph

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// tryLock takes the file's lock without waiting; errHeld when others have it.
func tryLock(f *os.File, exclusive bool) error {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// alive says whether a process of this machine lives.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// lockOwner asks Linux which process has a lock on the file; 0 when it cannot say.
func lockOwner(f *os.File) int {
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	data, err := os.ReadFile("/proc/locks")
	if err != nil {
		return 0
	}
	inode := ":" + strconv.FormatUint(uint64(stat.Ino), 10)
	for line := range strings.SplitSeq(string(data), "\n") {
		// 1: FLOCK  ADVISORY  READ 1234 08:01:56789 0 EOF
		if part := strings.Fields(line); len(part) > 5 && strings.HasSuffix(part[5], inode) {
			pid, _ := strconv.Atoi(part[4])
			return pid
		}
	}
	return 0
}

// commandOf gives the name of a process in brackets; "" when it cannot be had.
func commandOf(pid int) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	if err != nil {
		return ""
	}
	return " (" + strings.TrimSpace(string(data)) + ")"
}
