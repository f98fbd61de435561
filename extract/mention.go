package extract

import (
	"slices"
	"strings"

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
	// engine is the name of the other engine that proposed it; empty for our own.
	engine string
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
	order := make([]int32, len(list))
	last := 0
	for i := range order {
		order[i] = int32(i)
		last = max(last, list[i].last)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if c := preference(&list[a], &list[b]); c != 0 {
			return c
		}
		return int(a - b)
	})
	taken := make([]bool, last)
	var out []mention
	for _, i := range order {
		m := list[i]
		if !m.inner {
			if slices.Contains(taken[m.first:m.last], true) {
				continue
			}
			for k := m.first; k < m.last; k++ {
				taken[k] = true
			}
		}
		out = append(out, m)
	}
	sortMentions(out)
	return dedupe(out)
}

// preference orders mentions by which one stays where two overlap.
func preference(x, y *mention) int {
	switch {
	case x.inner != y.inner:
		if y.inner {
			return -1
		}
		return 1
	case x.last-x.first != y.last-y.first:
		return (y.last - y.first) - (x.last - x.first)
	case x.rank != y.rank:
		return y.rank - x.rank
	}
	return x.first - y.first
}

// sortMentions puts mentions in order of the text, the longer first, then by id.
func sortMentions(list []mention) {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := &list[a], &list[b]
		if x.first != y.first {
			return x.first - y.first
		}
		if x.last != y.last {
			return y.last - x.last
		}
		if c := strings.Compare(x.id, y.id); c != 0 {
			return c
		}
		return int(a - b)
	})
	sorted := make([]mention, len(list))
	for i, k := range order {
		sorted[i] = list[k]
	}
	copy(list, sorted)
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
