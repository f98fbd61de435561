package gcpace

import "testing"

func TestPercent(t *testing.T) {
	for held, want := range map[uint64]int{0: 400, 1 << 20: 400, 256 << 20: 400, 512 << 20: 200, 1 << 30: 100, 10 << 30: leastPercent} {
		if got := percent(held); got != want {
			t.Errorf("with %d MB held the target is %d%%, not %d%%", held>>20, got, want)
		}
	}
}
