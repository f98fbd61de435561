package search

import (
	"cmp"
	"slices"
	"strings"
)

// MaxSuggestions is how many other texts are suggested at most.
const MaxSuggestions = 3

// suggest gives texts that were maybe meant: every word that stands nowhere becomes the
// likeliest of those that are typed nearly so; of the first such word there is a text for each
// of the likeliest.
func (f *search) suggest(text string) ([]string, error) {
	var unsure []*term
	for _, t := range f.terms {
		if !t.sure && len(t.near) > 0 {
			unsure = append(unsure, t)
		}
	}
	if len(unsure) == 0 {
		return nil, nil
	}
	best := map[string]string{}
	for _, t := range unsure {
		if err := f.likeliest(t); err != nil {
			return nil, err
		}
		best[t.Form] = t.near[0]
	}
	var out []string
	for _, first := range unsure[0].near[:min(MaxSuggestions, len(unsure[0].near))] {
		best[unsure[0].Form] = first
		out = append(out, replaced(text, best))
	}
	return out, nil
}

// likeliest sorts the words that a term may have been: the nearest first, then those that
// most items have, then by the alphabet.
func (f *search) likeliest(t *term) error {
	far, items := map[string]int{}, map[string]int{}
	for _, form := range t.near {
		far[form] = edits(t.Form, form)
		p, err := f.postingsOf(form)
		if err != nil {
			return internal(err)
		}
		for _, list := range p {
			items[form] += len(list)
		}
	}
	slices.SortFunc(t.near, func(a, b string) int {
		return cmp.Or(cmp.Compare(far[a], far[b]), cmp.Compare(items[b], items[a]), strings.Compare(a, b))
	})
	return nil
}

// replaced puts words in the place of others in a text.
func replaced(text string, by map[string]string) string {
	runes := []rune(text)
	var b strings.Builder
	at := 0
	for _, w := range Analyse(text) {
		if to, ok := by[w.Form]; ok && !w.Joined {
			b.WriteString(string(runes[at:w.Start]) + to)
			at = w.End
		}
	}
	return b.String() + string(runes[at:])
}
