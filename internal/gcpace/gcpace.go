// Package gcpace sets how often garbage is collected: seldom while little is held, for
// extraction and queries make many short-lived values, and more often when much is, for then
// each part more that may be garbage is much memory. A program that holds a store keeps to
// what is promised for one of its size.
package gcpace

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// The bounds of the collector's target, as debug.SetGCPercent has it, and how much garbage
// there may be between them while no store is held.
const (
	mostPercent  = 400
	leastPercent = 60
	garbage      = 1 << 30
)

// What a program that holds a store may take, in bytes.
const (
	base    = 200_000_000
	perQuad = 300
)

// besides is the part of it, one in so many, that is neither held nor garbage: stacks, the
// collector's own, and what lies between.
const besides = 10

var (
	started atomic.Bool
	held    atomic.Bool  // a store
	quads   atomic.Int64 // that it has
)

// Start begins to set the target, and goes on after each collection until the process
// ends. It does nothing when GOGC is set, or the second time.
func Start() {
	if os.Getenv("GOGC") != "" || !started.CompareAndSwap(false, true) {
		return
	}
	debug.SetGCPercent(mostPercent)
	afterEach(mostPercent)
}

// Store says that the program holds a store of so many quads: its memory shall stay within
// 200 MB and 300 bytes a quad, from the next collection on. Of several stores the one that was
// named last counts.
func Store(n int) {
	quads.Store(int64(n))
	held.Store(true)
}

// afterEach sets the target after the next collection, which drops the value that it makes.
func afterEach(now int) {
	dropped := new([16]byte)
	runtime.AddCleanup(dropped, func(now int) {
		next := percent(live(), room())
		if next != now {
			debug.SetGCPercent(next)
		}
		afterEach(next)
	}, now)
}

// live is how much memory the last collection left.
func live() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// room is how much there is for what is held and for garbage, in bytes; 0 for no bound.
func room() uint64 {
	if !held.Load() {
		return 0
	}
	return roomOf(int(quads.Load()))
}

func roomOf(n int) uint64 {
	all := base + perQuad*uint64(n)
	return all - all/besides
}

// percent is the target for what is held, in bytes, in a room. It goes in steps of ten, so
// that it is seldom changed.
func percent(held, room uint64) int {
	may := uint64(garbage)
	if room > 0 {
		may = max(room, held) - held
	}
	p := uint64(mostPercent)
	if held > 0 {
		p = min(p, may*100/held/10*10)
	}
	return int(max(p, leastPercent))
}
