package generations

import (
	"fmt"
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
