// Package generations keeps what is in use, in a bounded map.
package generations

import "sync"

// Map is a bounded map. It has two generations: a full young one becomes the old one, and
// what is asked again comes back from there. So it keeps what is in use. It is safe for
// concurrent use.
type Map[V any] struct {
	size       int         // of each generation
	weight     func(V) int // nil where each value counts 1
	mu         sync.Mutex
	young, old map[string]V
	full       int // what the values of the young one weigh
}

// New gives an empty map, each of whose two generations holds size values.
func New[V any](size int) *Map[V] { return &Map[V]{size: size} }

// NewWeighed gives an empty map, each of whose two generations holds values that weigh no more
// than size together. A value that weighs more by itself is not kept.
func NewWeighed[V any](size int, weight func(V) int) *Map[V] {
	return &Map[V]{size: size, weight: weight}
}

// Get gives the value of a key, and whether the map has it.
func (m *Map[V]) Get(key string) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if v, ok := m.young[key]; ok {
		return v, true
	}
	v, ok := m.old[key]
	if ok {
		m.put(key, v)
	}
	return v, ok
}

// Add keeps a value.
func (m *Map[V]) Add(key string, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(key, v)
}

func (m *Map[V]) put(key string, v V) {
	n := m.weigh(v)
	if n > m.size {
		return
	}
	if before, ok := m.young[key]; ok {
		m.full -= m.weigh(before)
	}
	if m.young == nil || m.full+n > m.size {
		m.old, m.young, m.full = m.young, make(map[string]V), 0
	}
	m.young[key] = v
	m.full += n
}

func (m *Map[V]) weigh(v V) int {
	if m.weight == nil {
		return 1
	}
	return m.weight(v)
}
