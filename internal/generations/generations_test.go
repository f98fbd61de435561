package generations

import (
	"fmt"
	"strings"
	"testing"
)

// What is asked for again stays, however much else comes; what nobody asks for goes.
func TestMapKeepsWhatIsInUse(t *testing.T) {
	m := New[int](4)
	m.Add("used", 1)
	m.Add("unused", 2)
	for i := range 100 {
		m.Add(fmt.Sprint(i), i)
		if v, ok := m.Get("used"); !ok || v != 1 {
			t.Fatalf("after %d others: %d, %v", i+1, v, ok)
		}
		if held := len(m.young) + len(m.old); held > 8 {
			t.Fatalf("it holds %d", held)
		}
	}
	if _, ok := m.Get("unused"); ok {
		t.Error("it keeps what nobody asks for")
	}
	if v, ok := m.Get("99"); !ok || v != 99 {
		t.Error("the last one is gone")
	}
}

// What is kept weighs no more than two generations may, a value that is put again counts once,
// and one that is too heavy is not kept and drives nothing out.
func TestMapIsBoundByWeight(t *testing.T) {
	m := NewWeighed(100, func(s string) int { return len(s) })
	weight := func() (n int) {
		for _, g := range []map[string]string{m.young, m.old} {
			for _, v := range g {
				n += len(v)
			}
		}
		return n
	}
	for i := range 1000 {
		m.Add(fmt.Sprint(i%300), strings.Repeat("x", i%37))
		m.Get(fmt.Sprint((i * 7) % 300))
		if n := weight(); n > 200 {
			t.Fatalf("after %d values they weigh %d", i+1, n)
		}
	}
	m = NewWeighed(100, func(s string) int { return len(s) })
	m.Add("light", strings.Repeat("x", 60))
	for range 10 {
		m.Add("light", strings.Repeat("y", 60))
		m.Add("heavy", strings.Repeat("x", 101))
	}
	if v, ok := m.Get("light"); !ok || v[0] != 'y' || len(m.old) > 1 {
		t.Errorf("%q, %v, %d in the old one", v, ok, len(m.old))
	}
	if _, ok := m.Get("heavy"); ok {
		t.Error("a value is kept that is heavier than all may be")
	}
}
