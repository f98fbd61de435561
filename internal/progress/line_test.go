package progress

import (
	"strings"
	"testing"
	"time"
)

func TestLine(t *testing.T) {
	var out strings.Builder
	now := time.Unix(0, 0)
	l := NewLine(&out, func() time.Time { return now })
	l.Close()
	l.Set("reading", 0, 200)
	l.Set("reading", 50, 200)
	now = now.Add(pause)
	l.Set("reading", 100, 200)
	now = now.Add(pause)
	l.Set("checking", 7, 0)
	l.Close()
	l.Close()
	const clear = "\r\033[2K"
	if want := clear + "  0% reading" + clear + " 50% reading" + clear + "7 checking" + clear; out.String() != want {
		t.Errorf("%q, wanted %q", out.String(), want)
	}
}
