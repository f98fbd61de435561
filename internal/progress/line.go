package progress

import (
	"fmt"
	"io"
	"time"
)

// Line shows on a terminal how far one long step has come: what is being done and how
// much of it. It is for one goroutine.
type Line struct {
	out   io.Writer
	now   func() time.Time
	drawn time.Time
	shown bool
}

// NewLine gives a line on a terminal.
func NewLine(out io.Writer, now func() time.Time) *Line { return &Line{out: out, now: now} }

// Set tells what is being done, and how much of how much; total is 0 where that is not
// known. It is drawn unless it was just now.
func (l *Line) Set(what string, done, total int) {
	if l.shown && l.now().Sub(l.drawn) < pause {
		return
	}
	l.drawn, l.shown = l.now(), true
	far := fmt.Sprint(done)
	if total > 0 {
		far = fmt.Sprintf("%3d%%", min(100, int(float64(done)/float64(total)*100)))
	}
	_, _ = fmt.Fprintf(l.out, "\r\033[2K%s %s", far, what)
}

// Close takes the line away.
func (l *Line) Close() {
	if l.shown {
		_, _ = io.WriteString(l.out, "\r\033[2K")
		l.shown = false
	}
}
