package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/graph/names"
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
	query := words(names.Fold(text))
	var out []Hit
	for id := range v.index().matching(query) {
		r, ok := v.index().entities.Get(id)
		if !ok || len(types) > 0 && !slices.Contains(types, r.kind) {
			continue
		}
		if h := score(v.entity(r), query); h.Score > 0 {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return out
}

// SearchPage gives the beginning of what Search finds, limit of them at most, and the number
// of all. Only those that it gives are put together, and only they are sorted.
func (v *View) SearchPage(text string, types []model.EntityType, limit int) (page []Hit, total int) {
	query, x := words(names.Fold(text)), v.index()
	var best []ranked
	for id := range x.matching(query) {
		r, ok := x.entities.Get(id)
		if !ok || len(types) > 0 && !slices.Contains(types, r.kind) {
			continue
		}
		total++
		best = keepBest(best, ranked{r, r.score(query)}, limit)
	}
	page = make([]Hit, len(best))
	for i, b := range best {
		page[i] = score(v.entity(b.of), query)
	}
	return page, total
}

// ranked is an entity with its score.
type ranked struct {
	of    *entityRecord
	score float64
}

func (a ranked) compare(b ranked) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.of.id, b.of.id))
}

// keepBest puts one more into a sorted list of no more than limit.
func keepBest(best []ranked, one ranked, limit int) []ranked {
	if len(best) >= limit && (limit <= 0 || one.compare(best[limit-1]) >= 0) {
		return best
	}
	i, _ := slices.BinarySearchFunc(best, one, ranked.compare)
	best = slices.Insert(best, i, one)
	return best[:min(len(best), limit)]
}

// score is the Score that score gives the record's entity.
func (r *entityRecord) score(query []string) float64 {
	label := r.label()
	most := scoreName(label, query, scoreLabel)
	for _, n := range r.names {
		if n.name != label {
			most = max(most, scoreName(n.name, query, scoreAlias))
		}
	}
	if most == 0 {
		return scoreScattered
	}
	return most
}

// matching gives the ids of the entities that have, for every word of the query, a word
// that begins with it.
func (x *index) matching(query []string) map[string]bool {
	var found map[string]bool
	for i, w := range query {
		next := map[string]bool{}
		for at := range x.words.From(nameAt{name: w}) {
			if !strings.HasPrefix(at.name, w) {
				break
			}
			if i == 0 || found[at.id] {
				next[at.id] = true
			}
		}
		found = next
	}
	return found
}

// score gives the best score over the entity's names; of equal ones the label stands
// before aliases, and these by name. Words that are spread over several names count
// little.
func score(e *model.Entity, query []string) Hit {
	h := Hit{Entity: e, Score: scoreName(e.Label, query, scoreLabel), Matched: e.Label}
	for _, a := range e.Aliases {
		if s := scoreName(a, query, scoreAlias); s > h.Score {
			h.Score, h.Matched = s, a
		}
	}
	if h.Score == 0 {
		h.Score = scoreScattered
	}
	return h
}

// scoreName scores one name, 0 when it lacks a word of the query.
func scoreName(name string, query []string, exact float64) float64 {
	have := words(names.Fold(name))
	factor := 1.0
	if exact != scoreLabel {
		factor = aliasMultiplier
	}
	coverage := coverageSpan * float64(min(len(query), len(have))) / float64(max(len(have), 1))
	switch {
	case slices.Equal(have, query):
		return exact
	case !containsAll(have, query, strings.HasPrefix):
		return 0
	case strings.HasPrefix(strings.Join(have, " "), strings.Join(query, " ")):
		return factor * (scoreBeginning - coverageSpan + coverage)
	case containsAll(have, query, func(a, b string) bool { return a == b }):
		return factor * (scoreWords - coverageSpan + coverage)
	}
	return factor * (scorePrefixes + coverage)
}

// containsAll says whether every word of the query fits one of the name's.
func containsAll(have, query []string, fits func(name, word string) bool) bool {
	for _, w := range query {
		if !slices.ContainsFunc(have, func(h string) bool { return fits(h, w) }) {
			return false
		}
	}
	return true
}
