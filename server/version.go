package server

import (
	"strconv"
	"sync"
	"time"

	"rijksgraaf/graph"
)

// versions numbers the views that a server has shown: each commit, decision and import of
// figures makes another. With the moment at which the server started this names what an
// address gives, also after the program was replaced by a newer one.
type versions struct {
	mu      sync.Mutex
	started time.Time
	last    *graph.View
	number  int
}

// of gives the number of a view.
func (n *versions) of(v *graph.View) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if v != n.last {
		n.last = v
		n.number++
	}
	return strconv.FormatInt(n.started.UnixNano(), 36) + "." + strconv.Itoa(n.number)
}

// modified is when the documents of a view last changed; zero when nothing is known of it.
func modified(v *graph.View) time.Time {
	list, err := v.Commits(graph.CommitFilter{})
	if err != nil || len(list) == 0 {
		return time.Time{}
	}
	last := list[0].Time
	for _, c := range list {
		if c.Time.After(last) {
			last = c.Time
		}
	}
	return last
}
