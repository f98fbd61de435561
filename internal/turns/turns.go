// Package turns lets long work give way to short work of others.
package turns

import (
	"runtime"
	"time"
)

// Whoever writes lets others have its processor once it has had it for a while: those who read are
// many and quick, and would else wait for as long as the scheduler lets it run, eighty times
// that. When many read it comes back only after all of them, so that less would leave it
// hardly any of a processor that is busy. The clock is looked at after some steps only.
const (
	after = 120 * time.Microsecond
	look  = 16
)

// Turns lets others have the processor in turn. The zero value is ready; it is for one
// goroutine.
type Turns struct {
	since time.Time
	made  int
}

// Took counts a step of some microseconds, and gives way when it is time.
func (t *Turns) Took() {
	if t.made++; t.made%look == 0 {
		t.TookLong()
	}
}

// TookLong is Took of a step that takes long enough to look at the clock after each.
func (t *Turns) TookLong() {
	if time.Since(t.since) > after {
		runtime.Gosched()
		t.since = time.Now()
	}
}
