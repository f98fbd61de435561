package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Hit is a thing that was found.
type Hit struct {
	Kind Kind
	// Score is in (0,1], for comparing hits of one search.
	Score float64
	// ID is the entity's id, else the document's.
	ID string
	// Sentence is where a sentence stands; empty for other kinds.
	Sentence Sentence
}

// compare orders hits: the best first, then by kind, id and place.
func (h *Hit) compare(o *Hit) int {
	return cmp.Or(cmp.Compare(o.Score, h.Score), cmp.Compare(slices.Index(Kinds(), h.Kind), slices.Index(Kinds(), o.Kind)),
		strings.Compare(h.ID, o.ID), cmp.Compare(h.Sentence.Start, o.Sentence.Start))
}

// Result is what a search found.
type Result struct {
	// Hits are all hits, the best first.
	Hits []Hit
	// Suggestions are other texts that were maybe meant, MaxSuggestions at most.
	Suggestions []string
	// Commit is the number of the last commit that the index holds. Behind says that the
	// graph has gone on since; what changed in between is left out.
	Commit int
	Behind bool

	view  *graph.View
	state *state
	terms []*term
}

// search is one search under way.
type search struct {
	lookup
	ctx     context.Context
	view    *graph.View
	state   *state
	filter  Filter
	terms   []*term   // that are wanted
	phrases [][]*term // whose words must stand side by side
	without []*term   // that must not be there
	never   [][]*term // that must not stand side by side
}

// Find answers a query about a view, which must be the source's, or one from shortly before.
// All hits are checked against the view: what it does not say in the same words is left out.
// The answer is the same for the same view and query. Errors: CodeInvalid and CodeLimit
// for a query that cannot be answered, CodeLimit when ctx ends, CodeUnavailable when there
// is no index yet, CodeCorrupt for a fault of the index.
func (x *Index) Find(ctx context.Context, view *graph.View, q Query) (r *Result, err error) {
	clauses, err := parse(q.Text)
	if err != nil {
		return nil, err
	}
	kinds, err := q.kinds()
	if err != nil {
		return nil, err
	}
	s, release, err := x.lease(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	defer func() {
		if fault := recover(); fault != nil {
			r, err = nil, internal(fmt.Errorf("%v", fault))
		}
	}()
	f := &search{lookup: lookup{reader: s.reader, kinds: kinds, forms: map[string]map[Kind][]uint64{}}, ctx: ctx, view: view, state: s, filter: q.Filter}
	f.understand(clauses)
	r = &Result{Commit: s.view.Commit(), Behind: s.view != view, view: view, state: s, terms: f.terms}
	if len(f.terms) == 0 {
		return r, nil
	}
	return r, f.run(r, q)
}

// understand makes terms of clauses. Words that are in nearly every sentence do not count,
// unless there are no others.
func (f *search) understand(clauses []clause) {
	only := true
	for _, c := range clauses {
		only = only && (c.excluded || !slices.ContainsFunc(c.words, func(w Word) bool { return !w.Stop }))
	}
	for i, c := range clauses {
		var list []*term
		for j, w := range c.words {
			t := &term{Word: w, side: c.phrase, last: i == len(clauses)-1 && j == len(c.words)-1, fits: map[string]uint8{w.Form: fitForm}}
			list = append(list, t)
			if !c.excluded && (only || !w.Stop) {
				f.terms = append(f.terms, t)
			}
		}
		switch {
		case c.phrase && c.excluded:
			f.never = append(f.never, list)
		case c.phrase:
			f.phrases = append(f.phrases, list)
		case c.excluded:
			f.without = append(f.without, list...)
		}
	}
}

func (f *search) run(r *Result, q Query) error {
	for _, t := range f.terms {
		if err := f.widen(t, q.Typos); err != nil {
			return internal(err)
		}
	}
	for _, k := range f.kinds {
		if k != KindSentence && len(f.filter.Sections) > 0 {
			continue
		}
		if err := f.find(k, r); err != nil {
			return err
		}
	}
	slices.SortFunc(r.Hits, func(a, b Hit) int { return a.compare(&b) })
	f.sideBySide(r)
	var err error
	r.Suggestions, err = f.suggest(q.Text)
	return err
}

// found is an item that has all terms.
type found struct {
	number uint64
	fits   []uint8 // by term
}

// find adds the hits of a kind.
func (f *search) find(k Kind, r *Result) error {
	list, weights, err := f.together(k)
	if err != nil {
		return internal(err)
	}
	for i, x := range list {
		if i%256 == 0 && f.ctx.Err() != nil {
			return &model.Error{Code: model.CodeLimit, Op: "search", Message: "the search took too long", Hint: "add a word or a filter"}
		}
		key, err := f.reader.ExternalID(index.NewIndexInternalID(nil, x.number))
		if err != nil {
			return internal(err)
		}
		if h, ok := f.hit(strings.Split(key, sep), quality(x.fits, weights), weights); ok {
			r.Hits = append(r.Hits, h)
		}
	}
	return nil
}

// together lists the items of a kind that have all terms and none that must not be there,
// and gives the weights of the terms.
func (f *search) together(k Kind) ([]found, []int, error) {
	all, err := f.all(k)
	if err != nil {
		return nil, nil, err
	}
	var out []found
	var weights []int
	for i, t := range f.terms {
		items, err := f.items(t, k)
		if err != nil {
			return nil, nil, err
		}
		weights = append(weights, weight(len(items), all))
		if i == 0 {
			for _, p := range items {
				out = append(out, found{p.number, []uint8{p.fit}})
			}
			continue
		}
		out = meet(out, items)
	}
	for _, t := range f.without {
		items, err := f.items(t, k)
		if err != nil {
			return nil, nil, err
		}
		out = slices.DeleteFunc(out, func(x found) bool { return has(items, x.number) })
	}
	return out, weights, nil
}

// meet keeps those of a list that stand in another; both are sorted by number.
func meet(list []found, items []posting) []found {
	out := list[:0]
	for _, x := range list {
		for len(items) > 0 && items[0].number < x.number {
			items = items[1:]
		}
		if len(items) > 0 && items[0].number == x.number {
			out = append(out, found{x.number, append(x.fits, items[0].fit)})
		}
	}
	return out
}

func has(items []posting, number uint64) bool {
	_, ok := slices.BinarySearchFunc(items, number, func(p posting, n uint64) int { return cmp.Compare(p.number, n) })
	return ok
}

// quality says how well the terms fit, each by its weight, in thousandths.
func quality(fits []uint8, weights []int) int {
	sum, all := 0, 0
	for i, fit := range fits {
		sum += int(fit) * weights[i]
		all += weights[i]
	}
	return 10 * sum / max(1, all)
}

// hit reads the item of a key from the view, and says whether it is there, in the words that
// were indexed, and is let through.
func (f *search) hit(key []string, quality int, weights []int) (Hit, bool) {
	if Kind(key[0]) == KindEntity {
		return f.entity(key[1], key[2], weights)
	}
	d := f.view.Document(key[1])
	if d == nil || d != f.state.docs[key[1]] || f.state.prints[d] != key[2] || !f.filter.letsDocument(d) {
		return Hit{}, false
	}
	h := Hit{Kind: Kind(key[0]), ID: d.ID}
	if h.Kind == KindDocument {
		words := Analyse(documentNames(d))
		h.Score = score(quality * (600 + 300*f.covered(Analyse(d.Title))/1000) / 1000)
		return h, f.fitsSides(words) && f.lets(thing{document: d})
	}
	from, to, _ := strings.Cut(key[3], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil {
		return Hit{}, false
	}
	h.Sentence = Sentence{Span: model.Span{Start: start, End: end}}
	h.Score = score(quality * (450 + 250*shortLength/(shortLength+h.Sentence.Len())) / 1000)
	return h, f.letsSentence(d, h.Sentence.Span)
}

// shortLength is the length of a short sentence in code points.
const shortLength = 120

// score turns thousandths into what is shown.
func score(thousandths int) float64 { return float64(thousandths) / 1000 }

// letsSentence says whether a sentence passes what needs to be read for it.
func (f *search) letsSentence(d *model.Document, s model.Span) bool {
	if len(f.phrases)+len(f.never) > 0 && !f.fitsSides(Analyse(slice(f.state.article(d.ID), s))) {
		return false
	}
	return f.lets(thing{document: d, sentence: &s})
}

// fitsSides says whether the words that must stand side by side do, and those that must not
// do not.
func (f *search) fitsSides(words []Word) bool {
	for _, p := range f.phrases {
		if !phraseIn(words, p) {
			return false
		}
	}
	return !slices.ContainsFunc(f.never, func(p []*term) bool { return phraseIn(words, p) })
}

// entity reads an entity from the view and scores its best name.
func (f *search) entity(id, was string, weights []int) (Hit, bool) {
	e := f.view.Entity(id)
	if e == nil || e.ID != id || print(append([]string{e.Label}, e.Aliases...)...) != was || !f.lets(thing{entity: e}) {
		return Hit{}, false
	}
	best, spread := 0, make([]uint8, len(f.terms))
	sides, never := len(f.phrases) == 0, false
	for i, name := range append([]string{e.Label}, e.Aliases...) {
		words := Analyse(name)
		fits := fitsOf(f.terms, words)
		for j := range fits {
			spread[j] = max(spread[j], fits[j])
		}
		never = never || slices.ContainsFunc(f.never, func(p []*term) bool { return phraseIn(words, p) })
		if slices.Contains(fits, 0) || !f.fitsSides(words) {
			continue
		}
		sides = true
		s := quality(fits, weights) * (600 + 400*f.covered(words)/1000) / 1000
		if i > 0 {
			s = s * 95 / 100
		}
		best = max(best, s)
	}
	if best == 0 && !slices.Contains(spread, 0) {
		best = quality(spread, weights) * 300 / 1000 // the words are spread over its names
	}
	return Hit{Kind: KindEntity, ID: id, Score: score(best)}, best > 0 && sides && !never
}

// fitsOf says how well each term fits the words of a text.
func fitsOf(terms []*term, words []Word) []uint8 {
	out := make([]uint8, len(terms))
	for i, t := range terms {
		for _, w := range words {
			out[i] = max(out[i], t.fit(w))
		}
	}
	return out
}

// covered says how much of a name the terms cover, in thousandths of its words.
func (f *search) covered(words []Word) int {
	all, hit := 0, 0
	for _, w := range words {
		if w.Stop || w.Joined {
			continue
		}
		all++
		if slices.ContainsFunc(f.terms, func(t *term) bool { return t.fit(w) > 0 }) {
			hit++
		}
	}
	if all == 0 {
		return 1000 // nothing but words such as "van"
	}
	return 1000 * hit / all
}

// Sentences in which the terms stand side by side in their order go before others.
const (
	sideBonus = 0.1
	sideRead  = 200 // how many of the best sentences are read for it
)

func (f *search) sideBySide(r *Result) {
	if len(f.terms) < 2 {
		return
	}
	read := 0
	for i := range r.Hits {
		h := &r.Hits[i]
		if h.Kind != KindSentence {
			continue
		}
		if read++; read > sideRead {
			break
		}
		var words []Word
		for _, w := range Analyse(slice(f.state.article(h.ID), h.Sentence.Span)) {
			if !w.Stop {
				words = append(words, w)
			}
		}
		if phraseIn(words, f.terms) {
			h.Score = (h.Score*1000 + sideBonus*1000) / 1000
		}
	}
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return a.compare(&b) })
}
