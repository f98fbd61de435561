package extract

import (
	"sort"

	"rijksgraaf/model"
)

// mention is words [first,last) of the text that refer to an entity.
type mention struct {
	first, last int // token indexes, last exclusive
	typ         model.EntityType
	id          string
	label       string // the entity's label as far as this mention tells
	rule        string
	// rank decides between mentions that overlap: the higher stays; then the longer.
	rank int
	// hidden mentions take part in relations but are not printed (a pronoun).
	hidden bool
	// weak entities are printed only when a relation uses them.
	weak bool
	// inner mentions stand inside a longer one on purpose.
	inner bool
}

// Ranks of mentions, by how sure the stage is that found them.
const (
	rankPattern = iota + 1
	rankThreat
	rankName
	rankPair
	rankLexicon
	rankRole
	rankChapter
)

// resolve keeps, of mentions that overlap, the better one: a longer span first, then the
// higher rank; inner mentions stay. The result is in order of the text.
func resolve(list []mention) []mention {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := list[order[a]], list[order[b]]
		if x.inner != y.inner {
			return !x.inner
		}
		if lx, ly := x.last-x.first, y.last-y.first; lx != ly {
			return lx > ly
		}
		if x.rank != y.rank {
			return x.rank > y.rank
		}
		return x.first < y.first
	})
	taken := map[int]bool{}
	var out []mention
	for _, i := range order {
		m := list[i]
		if !m.inner && occupied(taken, m) {
			continue
		}
		if !m.inner {
			for k := m.first; k < m.last; k++ {
				taken[k] = true
			}
		}
		out = append(out, m)
	}
	sortMentions(out)
	return dedupe(out)
}

func occupied(taken map[int]bool, m mention) bool {
	for k := m.first; k < m.last; k++ {
		if taken[k] {
			return true
		}
	}
	return false
}

func sortMentions(list []mention) {
	sort.SliceStable(list, func(a, b int) bool {
		if list[a].first != list[b].first {
			return list[a].first < list[b].first
		}
		if list[a].last != list[b].last {
			return list[a].last > list[b].last
		}
		return list[a].id < list[b].id
	})
}

func dedupe(list []mention) []mention {
	out := list[:0]
	for i, m := range list {
		if i > 0 && out[len(out)-1].first == m.first && out[len(out)-1].last == m.last && out[len(out)-1].id == m.id {
			continue
		}
		out = append(out, m)
	}
	return out
}
