package search

import (
	"slices"
	"strings"
	"unicode"

	"rijksgraaf/model"
)

// maxSnippet is how many code points of a sentence are shown.
const maxSnippet = 300

// Snippet is the words of a hit that fit.
type Snippet struct {
	// Text is a name of the entity, the title of the document, or exactly the document's text
	// over Span.
	Text string
	// Span is where the text stands, in code points of the document's text; empty where it is
	// a name or title.
	Span model.Span
	// Highlights are the words that fit, in code points of Text, in its order.
	Highlights []model.Span
}

// Snippet gives the words of a hit that fit best.
func (r *Result) Snippet(h Hit) Snippet {
	switch h.Kind {
	case KindEntity:
		e := r.view.Entity(h.ID)
		best := e.Label
		for _, name := range e.Aliases {
			if r.fit(name) > r.fit(best) {
				best = name
			}
		}
		return Snippet{Text: best, Highlights: r.highlights(best)}
	case KindDocument:
		d := r.view.Document(h.ID)
		text := d.Title
		if len(r.highlights(text)) == 0 {
			text = strings.TrimSpace(d.ID + " " + d.Dossier + " " + d.Number)
		}
		return Snippet{Text: text, Highlights: r.highlights(text)}
	}
	text := slice(r.state.article(h.ID), h.Sentence.Span)
	s := Snippet{Text: text, Span: h.Sentence.Span, Highlights: r.highlights(text)}
	if h.Sentence.Len() > maxSnippet {
		s.shorten()
	}
	return s
}

// fit says how well a name fits: the sum over the terms.
func (r *Result) fit(name string) int {
	sum := 0
	for _, f := range fitsOf(r.terms, Analyse(name)) {
		sum += int(f)
	}
	return sum
}

// highlights lists the words of a text that a term fits; those that overlap are put together.
func (r *Result) highlights(text string) []model.Span {
	var out []model.Span
	for _, w := range Analyse(text) {
		if !slices.ContainsFunc(r.terms, func(t *term) bool { return t.fit(w) > 0 }) {
			continue
		}
		if n := len(out); n > 0 && w.Overlaps(out[n-1]) {
			out[n-1].Start, out[n-1].End = min(out[n-1].Start, w.Start), max(out[n-1].End, w.End)
			continue
		}
		out = append(out, w.Span)
	}
	return out
}

// shorten keeps the stretch with the most highlights, cut between words.
func (s *Snippet) shorten() {
	runes := []rune(s.Text)
	from, most := 0, 0
	for i, h := range s.Highlights {
		n := 0
		for _, o := range s.Highlights[i:] {
			if o.End-h.Start <= maxSnippet*3/4 {
				n++
			}
		}
		if n > most {
			from, most = h.Start, n
		}
	}
	from = min(max(0, from-maxSnippet/4), len(runes)-maxSnippet)
	to := from + maxSnippet
	for from > 0 && from < to && !unicode.IsSpace(runes[from-1]) {
		from++
	}
	for to < len(runes) && to > from && !unicode.IsSpace(runes[to]) {
		to--
	}
	for to > from && unicode.IsSpace(runes[to-1]) {
		to--
	}
	window := model.Span{Start: from, End: to}
	var kept []model.Span
	for _, h := range s.Highlights {
		if window.Contains(h) {
			kept = append(kept, model.Span{Start: h.Start - from, End: h.End - from})
		}
	}
	s.Text, s.Highlights = string(runes[from:to]), kept
	s.Span = model.Span{Start: s.Span.Start + from, End: s.Span.Start + to}
}

// Text is the words of a sentence: exactly the document's text over its span; "" for other
// kinds.
func (r *Result) Text(h Hit) string {
	if h.Kind != KindSentence {
		return ""
	}
	return slice(r.state.article(h.ID), h.Sentence.Span)
}

// Place gives the page, from 1, and the titles of the sections, outermost first, of a
// sentence; nothing for other kinds.
func (r *Result) Place(h Hit) (page int, section []string) {
	if h.Kind != KindSentence {
		return 0, nil
	}
	a := r.state.article(h.ID)
	s, _ := a.sentence(h.Sentence.Start)
	return s.Page, titles(a.document, h.Sentence.Span)
}

// Entities lists the ids of the entities that a sentence mentions, sorted, by the ids that
// stay; nothing for other kinds.
func (r *Result) Entities(h Hit) []string {
	if h.Kind != KindSentence {
		return nil
	}
	var out []string
	for _, id := range r.state.article(h.ID).entities(h.Sentence.Span) {
		if e := r.view.Entity(id); e != nil {
			out = append(out, e.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
