package pdfium

import (
	"bytes"
	"testing"
)

// TestMemoryKept asks that an instance gets the memory of the one that was closed before it,
// and reads nothing of what that one wrote, whether it was grown in place or moved.
func TestMemoryKept(t *testing.T) {
	m := newMemories()
	first := m.Allocate(0, memoryPages<<16)
	used := first.Reallocate(1 << 16)
	place := &used[0]
	used = first.Reallocate(3 << 16)
	if &used[0] != place {
		t.Error("memory is moved though there is room where it is")
	}
	for i := range used {
		used[i] = 0xA5
	}
	second := m.Allocate(0, memoryPages<<16)
	if other := second.Reallocate(1 << 16); &other[0] == place {
		t.Fatal("two instances that live at once have one memory")
	}
	first.Free()
	second.Free() // one is kept, and one is enough

	third := m.Allocate(0, memoryPages<<16)
	used = third.Reallocate(1 << 16)
	if &used[0] != place {
		t.Error("the memory of an instance that was closed is not used again")
	}
	used = third.Reallocate(firstMemory + 1<<16)
	if &used[0] == place {
		t.Error("memory that has no room is not moved")
	}
	if n := len(used) - bytes.Count(used, []byte{0}); n > 0 {
		t.Errorf("%d bytes of the memory of a new instance are not zero", n)
	}
	third.Free()
}

// TestMemoryTooLarge asks that what one large file took is not kept for all that come.
func TestMemoryTooLarge(t *testing.T) {
	m := newMemories()
	large := m.Allocate(0, memoryPages<<16)
	place := &large.Reallocate(maxKept + 1<<16)[0]
	large.Free()
	next := m.Allocate(0, memoryPages<<16)
	defer next.Free()
	if &next.Reallocate(1 << 16)[0] == place {
		t.Error("memory beyond what is kept is kept")
	}
}
