package bboltkv

import (
	"runtime"
	"time"
)

// A writer lets others have its processor once it has had it for a while: those who read are
// many and quick, and would else wait for as long as the scheduler lets it run, five times
// that. When many read it comes back only after all of them, so that less would leave it
// hardly any of a processor that is busy. The clock is looked at after some changes only.
const (
	yieldAfter = 2 * time.Millisecond
	yieldLook  = 32
)

// turns lets others have the processor in turn.
type turns struct {
	since time.Time
	made  int
}

// took counts a change.
func (t *turns) took() {
	if t.made++; t.made%yieldLook != 0 {
		return
	}
	if time.Since(t.since) > yieldAfter {
		runtime.Gosched()
		t.since = time.Now()
	}
}
