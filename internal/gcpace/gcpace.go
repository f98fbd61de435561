// Package gcpace sets how much garbage may lie before it is collected: much while little is
// held, for extraction and queries make many short-lived values, and less when much is, for
// then each part more that may be garbage is much memory. A program that holds a store keeps
// to what is promised for one of its size.
package gcpace

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// The collector's target, as debug.SetGCPercent has it; how much garbage there may be at most
// while no store is held; and how much there may always be, in hundredths of what is held:
// with less, the program would do little else than collect it.
const (
	targetPercent = 400
	garbage       = 1 << 30
	leastPercent  = 60
)

// What a program that holds a store may take, in bytes.
const (
	base    = 200_000_000
	perQuad = 300
)

// step is by how much the limit changes at a time, in bytes: each change stops the program
// for a moment.
const step = 4 << 20

var (
	started atomic.Bool
	stored  atomic.Bool
	quads   atomic.Int64 // of the store
)

// Start begins to set the pace, and goes on after each collection until the process ends. It
// does nothing when GOGC or GOMEMLIMIT is set, or the second time.
func Start() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" || !started.CompareAndSwap(false, true) {
		return
	}
	debug.SetGCPercent(targetPercent)
	afterEach(0)
}

// Store says that the program holds a store of so many quads: its memory shall stay within
// 200 MB and 300 bytes a quad, from the next collection on. Of several stores the one that was
// named last counts.
func Store(n int) {
	quads.Store(int64(n))
	stored.Store(true)
}

// afterEach sets the limit after the next collection, which drops the value that it makes.
func afterEach(now int64) {
	dropped := new([16]byte)
	runtime.AddCleanup(dropped, func(now int64) {
		next := limit(live())
		if next != now {
			debug.SetMemoryLimit(next)
		}
		afterEach(next)
	}, now)
}

// live is how many bytes the last collection left.
func live() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// limit is how many bytes the program may take when so many are held, as
// debug.SetMemoryLimit has it: near it, garbage is collected sooner than by the target.
func limit(held uint64) int64 {
	most := held + garbage
	if stored.Load() {
		most = base + perQuad*uint64(quads.Load())
	}
	return int64(max(most, held+held*leastPercent/100) / step * step)
}
