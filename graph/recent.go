package graph

import (
	"sync"
	"sync/atomic"

	"rijksgraaf/model"
)

// recentWeight is how many mentions and evidences the answers that are kept have at most,
// some 200 bytes each, where the store does not have more than recentQuads quads for each: what
// many documents speak of has many.
const (
	recentWeight = 100_000
	recentQuads  = 10
)

// answerWeight is what an answer weighs beside its mentions or evidences.
const answerWeight = 3

// recent keeps the entities and relations that were asked for last, so that what is asked
// again is not put together again. The answers hang on their records; it remembers which
// records have one, and takes the oldest off when there are too many. A nil recent keeps
// nothing.
type recent struct {
	mu     sync.Mutex
	queue  []*kept // the oldest at first
	first  int
	weight int
}

// kept is the answer of a record.
type kept struct {
	entity   *model.Entity
	relation *model.Relation
	weight   int
	of       *answer
}

// answer is where the answer of a record is kept; it may go at any time.
type answer struct{ atomic.Pointer[kept] }

// get gives the answer of a record, making it where none is kept. All that are kept weigh no
// more than room.
func (c *recent) get(room int, a *answer, weight int, fill func(*kept)) *kept {
	if k := a.Load(); k != nil {
		return k
	}
	k := &kept{weight: answerWeight + weight, of: a}
	fill(k)
	if c == nil || k.weight > room/2 {
		return k
	}
	if !a.CompareAndSwap(nil, k) {
		if other := a.Load(); other != nil {
			return other
		}
		return k
	}
	c.put(k, room)
	return k
}

func (c *recent) put(k *kept, room int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queue = append(c.queue, k)
	c.weight += k.weight
	for c.weight > room {
		old := c.queue[c.first]
		c.queue[c.first] = nil
		c.first++
		c.weight -= old.weight
		old.of.CompareAndSwap(old, nil)
	}
	if c.first > len(c.queue)/2 {
		c.queue = c.queue[:copy(c.queue, c.queue[c.first:])]
		c.first = 0
	}
}

// room is what the answers that are kept may weigh.
func (v *View) room() int { return max(recentWeight, v.said.total.quads/recentQuads) }

// entity gives the entity of a record.
func (v *View) entity(r *entityRecord) *model.Entity {
	return v.recent.get(v.room(), &r.answer, r.mentions, func(k *kept) { k.entity = r.entity(v.voc) }).entity
}

// relation gives the relation of a record.
func (v *View) relation(r *relationRecord) *model.Relation {
	return v.recent.get(v.room(), &r.answer, r.evidence, func(k *kept) { k.relation = r.relation() }).relation
}

// relations gives the relations of records; nil for none.
func (v *View) relations(list []*relationRecord) []*model.Relation {
	if len(list) == 0 {
		return nil
	}
	out := make([]*model.Relation, len(list))
	for i, r := range list {
		out[i] = v.relation(r)
	}
	return out
}
