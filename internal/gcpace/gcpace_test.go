package gcpace

import "testing"

// none is that there is no store.
const none = -1

// holds sets how many quads the store has, for the time of a test.
func holds(t *testing.T, n int) {
	t.Helper()
	t.Cleanup(func() { stored.Store(false) })
	if stored.Store(false); n != none {
		Store(n)
	}
}

// TestLimit: without a store there may be 1 GB of garbage; with one all stays within what is
// promised for it, unless too much is held for that.
func TestLimit(t *testing.T) {
	const mb = 1_000_000
	for _, c := range []struct {
		held        uint64
		quads, want int
	}{
		{0, none, 1073}, {100 * mb, none, 1173}, {10_000 * mb, none, 16_000},
		{0, 0, 200}, {120 * mb, 0, 200}, {500 * mb, 0, 800},
		{200 * mb, 600_000, 380}, {300 * mb, 1_750_000, 725}, {500 * mb, 1_750_000, 800}, {1000 * mb, 10_000_000, 3200},
	} {
		holds(t, c.quads)
		got := limit(c.held)
		if most := int64(c.want+1) * mb; got > most || got <= most-mb-step {
			t.Errorf("with %d MB held, of a store of %d quads, the limit is %d MB, not %d", c.held/mb, c.quads, got/mb, c.want)
		}
	}
}

// TestLastStoreCounts: of several stores the one that was named last has the say.
func TestLastStoreCounts(t *testing.T) {
	holds(t, 1_000_000)
	if Store(10); limit(0) > base+10*perQuad {
		t.Errorf("the limit is %d", limit(0))
	}
}
