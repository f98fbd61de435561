// Package gcpace sets how often garbage is collected: seldom while little is held, for
// extraction and queries make many short-lived values, and more often when much is, for then
// each part more that may be garbage is much memory.
package gcpace

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// The bounds of the collector's target, as debug.SetGCPercent has it, and how much garbage
// there may be between them.
const (
	mostPercent  = 400
	leastPercent = 60
	garbage      = 1 << 30
)

var started atomic.Bool

// Start begins to set the target, and goes on after each collection until the process
// ends. It does nothing when GOGC is set, or the second time.
func Start() {
	if os.Getenv("GOGC") != "" || !started.CompareAndSwap(false, true) {
		return
	}
	debug.SetGCPercent(mostPercent)
	afterEach(mostPercent)
}

// afterEach sets the target after the next collection, which drops the value that it makes.
func afterEach(now int) {
	dropped := new([16]byte)
	runtime.AddCleanup(dropped, func(now int) {
		next := percent(held())
		if next != now {
			debug.SetGCPercent(next)
		}
		afterEach(next)
	}, now)
}

// held is how much memory the last collection left.
func held() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// percent is the target for what is held, in bytes. It goes in steps of ten, so that it
// is seldom changed.
func percent(held uint64) int {
	p := uint64(mostPercent)
	if held > 0 {
		p = min(p, garbage*100/held/10*10)
	}
	return int(max(p, leastPercent))
}
