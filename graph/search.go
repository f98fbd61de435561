package graph

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/graph/names"
	"rijksgraaf/internal/generations"
	"rijksgraaf/model"
)

// Scores of a search, best first. A name that holds the words somewhere scores between
// scorePrefixes and scoreWords by the share of it that they cover.
const (
	scoreLabel      = 1.0
	scoreAlias      = 0.95
	scoreBeginning  = 0.9
	scoreWords      = 0.8
	scorePrefixes   = 0.5
	scoreScattered  = 0.3
	coverageSpan    = 0.1
	aliasMultiplier = 0.95
)

// words cuts a folded text into its runs of letters and digits.
func words(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// searchWords gives the words of folded names, sorted, without duplicates.
func searchWords(folded []string) []string {
	var out []string
	for _, n := range folded {
		out = append(out, words(n)...)
	}
	return sortedSet(out)
}

// Names walks over all entities by id, each with its label and then its other names. The
// lists are not to be kept.
func (v *View) Names() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, r := range v.index().entities.All() {
			list := []string{r.label()}
			for _, n := range r.names {
				if n.name != list[0] {
					list = append(list, n.name)
				}
			}
			if !yield(r.id, list) {
				return
			}
		}
	}
}

// Search finds entities whose label or aliases have all the words of the text, whole or
// as beginnings, without regard to case and diacritics. The best come first, then by
// id. Types, where given, are the types wanted. A text without a letter or digit finds
// nothing.
func (v *View) Search(text string, types []model.EntityType) []Hit {
	query, prefixes := words(names.Fold(text)), typePrefixes(types)
	var all []scored
	for s := range v.index().matching(query) {
		if hasPrefix(s.id, prefixes) {
			score, _ := s.score(query)
			all = append(all, scored{s, score})
		}
	}
	slices.SortFunc(all, scored.compare)
	return v.hits(all, query)
}

// SearchPage gives the beginning of what Search finds, limit of them at most, and the number
// of all. Only those that it gives are put together, and only they are sorted. What was
// found is kept for a while: beginnings of words are typed by many.
func (v *View) SearchPage(text string, types []model.EntityType, limit int) (page []Hit, total int) {
	query := words(names.Fold(text))
	key := fmt.Sprint(limit, types, query)
	b, ok := v.searched.Get(key)
	if !ok {
		b = v.index().best(query, types, limit)
		if len(b.list) <= keptHits {
			v.searched.Add(key, b)
		}
	}
	return v.hits(b.list, query), b.total
}

// What a view keeps of searches: how many pages each of the two generations has, and how
// long a page may be.
const (
	keptSearches = 512
	keptHits     = 100
)

func newSearched() *generations.Map[*best] { return generations.New[*best](keptSearches) }

// hits puts together what was found.
func (v *View) hits(list []scored, query []string) []Hit {
	out := make([]Hit, 0, len(list))
	for _, f := range list {
		r, ok := v.index().entities.Get(f.of.id)
		if !ok {
			continue // the words of the index are those of its entities
		}
		out = append(out, v.hit(r, f.of, query))
	}
	return out
}

// hit puts one together: an entity, its names as a search compares them, and the search.
func (v *View) hit(r *entityRecord, s *spelling, query []string) Hit {
	h := Hit{Entity: v.entity(r)}
	score, place := s.score(query)
	h.Score, h.Matched = score, h.Entity.Label
	if place > 0 {
		h.Matched = h.Entity.Aliases[place-1]
	}
	return h
}

// scored is an entity with its score.
type scored struct {
	of    *spelling
	score float64
}

func (a scored) compare(b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.of.id, b.of.id))
}

// best is the beginning of what a search finds, in order, and the number of all.
type best struct {
	list         []scored
	limit, total int
}

// offer takes one more in if it is among the best. One that comes again counts once, with
// the better score.
func (b *best) offer(of *spelling, score float64, again bool) {
	if n := len(b.list); n >= b.limit {
		if n == 0 || score < b.list[n-1].score {
			return
		}
		if (scored{of, score}).compare(b.list[n-1]) >= 0 {
			return
		}
	}
	if again {
		i := slices.IndexFunc(b.list, func(f scored) bool { return f.of == of })
		if i >= 0 && b.list[i].score >= score {
			return
		}
		if i >= 0 {
			b.list = slices.Delete(b.list, i, i+1)
		}
	}
	i, _ := slices.BinarySearchFunc(b.list, scored{of, score}, scored.compare)
	b.list = slices.Insert(b.list, i, scored{of, score})
	b.list = b.list[:min(len(b.list), b.limit)]
}

// best gives the beginning of a search.
func (x *index) best(query []string, types []model.EntityType, limit int) *best {
	b, prefixes := &best{limit: limit}, typePrefixes(types)
	if len(query) == 1 {
		x.bestOfWord(b, query, prefixes)
		return b
	}
	for s := range x.matching(query) {
		if hasPrefix(s.id, prefixes) {
			b.total++
			score, _ := s.score(query)
			b.offer(s, score, false)
		}
	}
	return b
}

// bestOfWord is best for one word, of which thousands of words may begin: their worth tells
// what they score.
func (x *index) bestOfWord(b *best, query, prefixes []string) {
	from, longer, to := x.beginning(query[0])
	anyType := slices.Contains(prefixes, "")
	var last worth
	var score float64
	at := from
	for keys, worths := range x.words.slices(from, to) {
		for i := range worths {
			w := &worths[i]
			again := int(w.shared) >= len(query[0])
			r := w.begins
			if at < longer {
				r = w.is
			}
			at++
			if !anyType && !hasPrefix(keys[i].of.id, prefixes) {
				continue
			}
			if !again {
				b.total++
			}
			switch {
			case r == 0:
				last = 0
				score, _ = keys[i].of.score(query)
			case r != last:
				last, score = r, r.score()
			}
			b.offer(keys[i].of, score, again)
		}
	}
}

// beginning gives the places of the words that begin with a word: it is the first ones, up to
// where longer ones come.
func (x *index) beginning(word string) (from, longer, to int) {
	at := func(word string) int { return x.words.rank(wordAt{word, unspelled}) }
	return at(word), at(word + "\x00"), at(word + "\xff") // which is in no text
}

// matching walks over the entities that have, for every word of the query, a word that
// begins with it, each once, in no order.
func (x *index) matching(query []string) iter.Seq[*spelling] {
	return func(yield func(*spelling) bool) {
		word, from, to := x.rarest(query)
		for keys, worths := range x.words.slices(from, to) {
			for i := range worths {
				if int(worths[i].shared) < len(word) && keys[i].of.hasAll(query) && !yield(keys[i].of) {
					return
				}
			}
		}
	}
}

// rarest gives the word of a query that the fewest words begin with, and their places.
func (x *index) rarest(query []string) (word string, from, to int) {
	for i, w := range query {
		if a, _, b := x.beginning(w); i == 0 || b-a < to-from {
			word, from, to = w, a, b
		}
	}
	return word, from, to
}
