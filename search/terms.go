package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"
)

// How well a word fits, in hundredths.
const (
	fitForm   = 100 // the same word
	fitStem   = 90  // another form of it
	fitPrefix = 70  // a word that begins with it
	fitTypo   = 60  // one letter away
	fitTypos  = 40  // two letters away
)

// Bounds of what a word is widened to.
const (
	minPrefix     = 4    // letters from which on a word may be the beginning of another
	minLastPrefix = 2    // the same for the last word, which may still be being typed
	minTypo       = 4    // letters from which on one may be wrong
	minTypos      = 8    // letters from which on two may be
	maxPrefixed   = 1000 // words that begin with it
	maxTyped      = 50   // words that are one or two letters away
)

// term is a word that is looked for, with the words that stand for it.
type term struct {
	Word
	last bool             // of the text
	side bool             // of a phrase: only forms of the word itself count
	fits map[string]uint8 // how well forms fit
	near []string         // forms that are typed otherwise, the nearest first
	sure bool             // the word, or one that begins with it, is there
}

// fit says how well a word of a text fits, 0 for not at all.
func (t *term) fit(w Word) uint8 {
	if f, ok := t.fits[w.Form]; ok && f >= fitStem {
		return f
	}
	if w.Stem == t.Stem {
		return fitStem
	}
	return t.fits[w.Form]
}

// posting is an item that has a word.
type posting struct {
	number uint64
	fit    uint8
}

// lookup reads the index for the terms of one search.
type lookup struct {
	reader index.IndexReader
	kinds  []Kind
	forms  map[string]map[Kind][]uint64 // postings of forms that were read
}

// widen fills in what stands for a term.
func (l *lookup) widen(t *term, typos Typos) error {
	t.fits = map[string]uint8{t.Form: fitForm}
	stems, err := l.count(stemField, t.Stem)
	if err != nil {
		return err
	}
	prefixed, err := l.prefixed(t)
	if err != nil {
		return err
	}
	for _, p := range prefixed {
		if !t.side {
			t.fits[p] = fitPrefix
		}
	}
	t.fits[t.Form] = fitForm
	t.sure = stems > 0 || len(prefixed) > 0
	if letters := utf8.RuneCountInString(t.Form); letters < minTypo || typos == TyposNever || typos != TyposAlways && t.sure {
		return nil
	}
	return l.typed(t)
}

// count says how many items have a term in the fields of the kinds.
func (l *lookup) count(field func(Kind) string, s string) (int, error) {
	n := 0
	for _, k := range l.kinds {
		list, err := postings(l.reader, field(k), s)
		if err != nil {
			return 0, err
		}
		n += len(list)
	}
	return n, nil
}

// prefixed lists forms that begin with a term and that some item has.
func (l *lookup) prefixed(t *term) ([]string, error) {
	atLeast := minPrefix
	if t.last {
		atLeast = minLastPrefix
	}
	if utf8.RuneCountInString(t.Form) < atLeast {
		return nil, nil
	}
	var all []string
	for _, k := range l.kinds {
		list, err := terms(l.reader.FieldDictPrefix(formField(k), []byte(t.Form)))
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	// The shortest first: where there are too many, they are the likeliest to be meant.
	slices.SortStableFunc(all, func(a, b string) int { return len(a) - len(b) })
	return l.living(all, maxPrefixed)
}

// living gives the first forms, at most so many, that some item has: the dictionary keeps
// those of items that are gone for a while.
func (l *lookup) living(list []string, atMost int) ([]string, error) {
	var out []string
	for _, f := range list {
		there, err := l.postingsOf(f)
		if err != nil {
			return nil, err
		}
		n := 0
		for _, p := range there {
			n += len(p)
		}
		if n > 0 {
			if out = append(out, f); len(out) == atMost {
				break
			}
		}
	}
	return out, nil
}

// postingsOf reads the postings of a form in all kinds, once.
func (l *lookup) postingsOf(form string) (map[Kind][]uint64, error) {
	if p, ok := l.forms[form]; ok {
		return p, nil
	}
	out := make(map[Kind][]uint64, len(l.kinds))
	for _, k := range l.kinds {
		list, err := postings(l.reader, formField(k), form)
		if err != nil {
			return nil, err
		}
		out[k] = list
	}
	l.forms[form] = out
	return out, nil
}

// typed adds forms that a typing error leads to.
func (l *lookup) typed(t *term) error {
	r, ok := l.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil
	}
	distance := 1
	if utf8.RuneCountInString(t.Form) >= minTypos {
		distance = 2
	}
	far := map[string]int{}
	for _, k := range l.kinds {
		list, err := terms(r.FieldDictFuzzy(formField(k), t.Form, distance, ""))
		if err != nil {
			return err
		}
		for _, f := range list {
			if d := edits(t.Form, f); d > 0 && d <= distance && t.fits[f] == 0 {
				far[f] = d
			}
		}
	}
	list := sorted(far)
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(far[a], far[b]) })
	var err error
	if t.near, err = l.living(list, maxTyped); err != nil {
		return err
	}
	for _, f := range t.near {
		if t.side {
			break
		}
		t.fits[f] = fitTypo
		if far[f] == 2 {
			t.fits[f] = fitTypos
		}
	}
	return nil
}

// edits counts the letters to change, add, take away or swap with the next to get from one
// word to another.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

// items lists the items of a kind that a term fits, by number, each with its best fit.
func (l *lookup) items(t *term, k Kind) ([]posting, error) {
	var out []posting
	add := func(list []uint64, fit uint8) {
		for _, n := range list {
			out = append(out, posting{n, fit})
		}
	}
	stems, err := postings(l.reader, stemField(k), t.Stem)
	if err != nil {
		return nil, err
	}
	add(stems, fitStem)
	for _, form := range sorted(t.fits) {
		p, err := l.postingsOf(form)
		if err != nil {
			return nil, err
		}
		add(p[k], t.fits[form])
	}
	slices.SortFunc(out, func(a, b posting) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(b.fit, a.fit)) })
	return slices.CompactFunc(out, func(a, b posting) bool { return a.number == b.number }), nil
}

// weight is how much a term says that so many of all items have, in thousandths.
func weight(items, all int) int {
	return max(1, int(math.Round(1000*math.Log(1+float64(all)/float64(items+1)))))
}

// all counts the items of a kind.
func (l *lookup) all(k Kind) (int, error) {
	r, err := l.reader.TermFieldReader(context.Background(), []byte(k), kindField, false, false, false)
	if err != nil {
		return 0, err
	}
	return int(r.Count()), r.Close()
}

// phraseIn says whether words stand side by side in a text, each in some form.
func phraseIn(text []Word, phrase []*term) bool {
	var plain []Word
	for _, w := range text {
		if !w.Joined {
			plain = append(plain, w)
		}
	}
	for i := 0; i+len(phrase) <= len(plain); i++ {
		if fitAll(plain[i:], phrase) {
			return true
		}
	}
	return false
}

func fitAll(text []Word, phrase []*term) bool {
	for i, t := range phrase {
		if t.fit(text[i]) == 0 {
			return false
		}
	}
	return true
}
