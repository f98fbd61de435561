package graph

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// rewordedOverlap is the share of content words (shareOf, phraseWords) from which on two
// goals, or two duties, of one article in two documents are one in other words. Of the 1404
// pairs of goals and of duties that are annotated in one text of testdata/gold, and that are
// therefore two, the nearest share 0.40 (TestTwoInOneTextAreNotOneReworded); between the two
// years of XII/17 there, half is what paying two bodies and being represented in them share.
const rewordedOverlap = 0.6

// rewordedWords is how many content words they must share at least.
const rewordedWords = 2

// entityPair is an entity of From and one of To that may be one in other words.
type entityPair struct {
	from, to *model.Entity
	score    float64
}

// pairs finds what is one in other words: the likest first, each with one other at most.
// Only what has a word in common is looked at.
func (f *placeFacts) pairs(gone, fresh []*model.Entity) []entityPair {
	meeting := map[string][]*wording{} // by the words under which wordings meet
	for _, b := range fresh {
		w := newWording(b)
		for _, m := range w.meets {
			meeting[m] = append(meeting[m], w)
		}
	}
	var list []entityPair
	for _, a := range gone {
		w := newWording(a)
		seen := map[*wording]bool{}
		for _, m := range w.meets {
			for _, other := range meeting[m] {
				if seen[other] {
					continue
				}
				seen[other] = true
				if score := w.likeness(other); score > 0 {
					list = append(list, entityPair{a, other.of, score})
				}
			}
		}
	}
	slices.SortFunc(list, func(x, y entityPair) int { // the same whichever document is the first
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(min(x.from.ID, x.to.ID), min(y.from.ID, y.to.ID)),
			cmp.Compare(max(x.from.ID, x.to.ID), max(y.from.ID, y.to.ID)))
	})
	taken := map[*model.Entity]bool{}
	var out []entityPair
	for _, p := range list {
		if !taken[p.from] && !taken[p.to] {
			taken[p.from], taken[p.to] = true, true
			out = append(out, p)
		}
	}
	return out
}

// wording is the label of an entity, taken apart once.
type wording struct {
	of     *model.Entity
	name   *names.Name
	phrase bool     // a goal or duty, which is a phrase and no name
	words  []string // phraseWords of a phrase
	meets  []string // one of these is in common to what is one in other words, with the type before it
}

func newWording(e *model.Entity) *wording {
	w := &wording{of: e, name: names.Parse(e.Label), phrase: e.Type == model.TypeObjective || e.Type == model.TypeActivity}
	meets := w.name.Blocks()
	if w.phrase {
		w.words = phraseWords(e.Label)
		meets = append(meets, w.words...)
	}
	for _, m := range meets {
		w.meets = append(w.meets, string(e.Type)+" "+m)
	}
	return w
}

// reworded says how alike two entities of one type are in their words, 0 where they are not
// one in other words.
func reworded(a, b *model.Entity) float64 { return newWording(a).likeness(newWording(b)) }

// likeness says how alike two wordings are. A goal or duty is a phrase, of which so many
// words may change; any other has a name, which may be spelled otherwise. Numbered things of
// the budget and papers are what their numbers are.
func (w *wording) likeness(o *wording) float64 {
	if w.of.Type != o.of.Type || structural[w.of.Type] && w.of.Type != model.TypeBudgetLine {
		return 0
	}
	score, _ := names.Compare(w.name, o.name)
	switch {
	case !w.phrase && score < names.LeastVariant:
		return 0
	case !w.phrase || score >= leastSpelling:
		return score
	}
	shared := shareOf(w.words, o.words)
	if shared < rewordedOverlap || sharedWords(w.words, o.words) < rewordedWords {
		return 0
	}
	return min(shared, leastSpelling-0.01)
}

// phraseWords gives the content words of a phrase, sorted, endings aside. A name in it counts
// as one word however long it is, and its abbreviation in brackets as none: two duties
// towards one body are not one duty.
func phraseWords(phrase string) []string {
	var out, name []string
	flush := func() {
		if len(name) > 0 {
			out = append(out, names.Fold(strings.Join(name, " ")))
		}
		name = nil
	}
	for i, w := range strings.Fields(inBrackets.ReplaceAllString(phrase, " ")) {
		bare := strings.Trim(w, ".,;:'\"()")
		first, _ := utf8.DecodeRuneInString(bare)
		if i > 0 && unicode.IsUpper(first) {
			name = append(name, bare)
		} else {
			flush()
			out = append(out, names.Parse(bare).Stems...)
		}
		if bare != w {
			flush()
		}
	}
	flush()
	return sortedSet(out)
}

var inBrackets = regexp.MustCompile(`\([^()]*\)`)
