package main

import (
	"bufio"
	"bytes"
	"os"
	"strconv"
	"strings"
	"time"
)

// memory is what the operating system says that a process holds, in bytes.
type memory struct {
	// Own is the program's own memory, Mapped what of files is mapped into it: pages that
	// the system takes back when it needs them.
	Own    int64 `json:"own"`
	Mapped int64 `json:"mapped"`
}

// memoryNow is what this process holds.
func memoryNow() memory { return memoryOf(os.Getpid()) }

// memoryOf reads what a process holds; nothing where the system does not tell.
func memoryOf(pid int) (m memory) {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return m
	}
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		name, rest, _ := strings.Cut(s.Text(), ":")
		kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
		switch name {
		case "RssAnon":
			m.Own = kb << 10
		case "RssFile":
			m.Mapped = kb << 10
		}
	}
	return m
}

// peak follows the largest own memory of a process until it is stopped.
func peak(pid int, stop <-chan struct{}) (most memory) {
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case <-stop:
			tick.Stop()
			return most
		case <-tick.C:
		}
		if m := memoryOf(pid); m.Own > most.Own {
			most = m
		}
	}
}
