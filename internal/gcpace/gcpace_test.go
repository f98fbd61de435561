package gcpace

import "testing"

func TestPercent(t *testing.T) {
	for held, want := range map[uint64]int{0: 400, 1 << 20: 400, 256 << 20: 400, 512 << 20: 200, 1 << 30: 100, 10 << 30: leastPercent} {
		if got := percent(held, 0); got != want {
			t.Errorf("with %d MB held the target is %d%%, not %d%%", held>>20, got, want)
		}
	}
}

// TestPercentOfAStore: what is held and the garbage allowed stay within what is promised for a
// store, unless too much is held for that.
func TestPercentOfAStore(t *testing.T) {
	const mb = 1_000_000
	for _, c := range []struct {
		held  uint64
		quads int
		want  int
	}{
		{30 * mb, 0, 400},
		{80 * mb, 0, 120},
		{187 * mb, 0, leastPercent},
		{500 * mb, 0, leastPercent},
		{200 * mb, 600_000, 70},
		{300 * mb, 1_750_000, 110},
		{1000 * mb, 10_000_000, 180},
	} {
		got := percent(c.held, roomOf(c.quads))
		if got != c.want {
			t.Errorf("with %d MB held of %d quads the target is %d%%, not %d%%", c.held/mb, c.quads, got, c.want)
		}
		if all := c.held * uint64(100+got) / 100; got > leastPercent && all > base+perQuad*uint64(c.quads) {
			t.Errorf("with %d MB held of %d quads there may be %d MB", c.held/mb, c.quads, all/mb)
		}
	}
}

// TestRoom: there is no bound until a store is held, and then that of the one named last.
func TestRoom(t *testing.T) {
	held.Store(false)
	t.Cleanup(func() { held.Store(false) })
	if room() != 0 {
		t.Error("there is a bound without a store")
	}
	for _, n := range []int{0, 1_000_000, 10} {
		if Store(n); room() != roomOf(n) {
			t.Errorf("with %d quads there is room for %d bytes, not %d", n, room(), roomOf(n))
		}
	}
}
