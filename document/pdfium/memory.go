package pdfium

import (
	"sync"

	"github.com/tetratelabs/wazero/experimental"
)

// firstMemory is the capacity in bytes that the memory of pdfium has from the start: enough
// for a file of a few MB. What is not used of it the system does not hand out.
const firstMemory = 64 << 20

// maxKept is the size in bytes up to which the memory of one file is kept for the next.
const maxKept = 128 << 20

// memories gives instances of pdfium their memory. The memory of an instance that was closed
// goes to the next one, cleared: a new one for each file was grown by copying, found by the
// garbage collector, given back to the system and faulted in again page by page.
type memories struct {
	mu   sync.Mutex
	kept []byte // as long as it was used
}

// newMemories makes the first memory, which no instance uses yet.
func newMemories() *memories { return &memories{kept: make([]byte, 0, firstMemory)} }

// Allocate gives the memory of a new instance, all zero: the one that is kept, or another.
func (m *memories) Allocate(_, _ uint64) experimental.LinearMemory {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.kept
	m.kept = nil
	if kept == nil {
		kept = make([]byte, 0, firstMemory)
	}
	clear(kept)
	return &memory{from: m, bytes: kept[:0]}
}

// memory is that of one instance; what lies beyond its length is zero.
type memory struct {
	from  *memories
	bytes []byte
}

// Reallocate makes the memory so many bytes long, and moves it where its capacity is less.
func (m *memory) Reallocate(size uint64) []byte {
	if size <= uint64(cap(m.bytes)) {
		m.bytes = m.bytes[:size]
	} else {
		larger := make([]byte, size, size+size/2)
		copy(larger, m.bytes)
		m.bytes = larger
	}
	return m.bytes
}

// Free keeps the memory for the next instance, unless it has grown large.
func (m *memory) Free() {
	m.from.mu.Lock()
	defer m.from.mu.Unlock()
	if m.from.kept == nil && cap(m.bytes) <= maxKept {
		m.from.kept = m.bytes
	}
	m.bytes = nil
}
