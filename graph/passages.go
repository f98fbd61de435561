package graph

import (
	"slices"
	"strings"

	"rijksgraaf/model"
)

// MaxPassages is how many passages are given of an entity at most.
const MaxPassages = 3

// passageReach is how far a passage reaches at most to either side of a mention, in code
// points, where no sentence ends before.
const passageReach = 160

// passageRounds is how many mentions of a document are looked at: several may stand in one
// sentence.
const passageRounds = 2 * MaxPassages

// Passage is words of a document that name an entity.
type Passage struct {
	// Document is the document's id.
	Document string
	// Page is the page's number, from 1; 0 where there are none.
	Page int
	// Span is where the words stand, in code points of the document's text.
	model.Span
	// Text is exactly the document's text over Span.
	Text string
	// Mention is where the entity is named in it; empty where no words name it.
	Mention model.Span
}

// Passages gives sentences that name an entity, MaxPassages at most: one of each document,
// then more, in the order of documents and places. Of an entity that no words name they
// are the evidence of its relations. An unknown id gives nothing.
func (v *View) Passages(id string) []Passage {
	r, ok := v.record(id)
	if !ok {
		return nil
	}
	var out []Passage
	for round := 0; round < passageRounds && len(out) < MaxPassages; round++ {
		for list := range byDocument(r.parts) {
			if len(out) == MaxPassages {
				break
			}
			if mentions := r.said(v.voc, list).Mentions; round < len(mentions) {
				x, ok := v.passage(list[0].id(), mentions[round])
				if ok && !slices.ContainsFunc(out, x.within) {
					out = append(out, x)
				}
			}
		}
	}
	if len(out) == 0 {
		return v.evidencePassages(r)
	}
	return out
}

// within says whether a passage is in the words of another.
func (p *Passage) within(o Passage) bool { return p.Document == o.Document && o.Contains(p.Span) }

// evidencePassages gives the evidence of an entity's relations.
func (v *View) evidencePassages(r *entityRecord) []Passage {
	var out []Passage
	for _, x := range v.index().around(r.id, DirectionBoth) {
		for _, e := range v.relation(x).Evidence {
			if len(out) == MaxPassages {
				return out
			}
			out = append(out, Passage{Document: e.Document, Page: e.Page, Span: e.Span, Text: e.Text})
		}
	}
	return out
}

// passage gives the sentence around a mention.
func (v *View) passage(document string, m model.Mention) (Passage, bool) {
	s := v.said.document(document)
	if s == nil {
		return Passage{}, false
	}
	window := model.Span{Start: max(0, m.Start-passageReach), End: min(s.text.runes, m.End+passageReach)}
	text, ok := s.text.slice(window)
	if !ok {
		return Passage{}, false
	}
	runes := []rune(text)
	from, to := sentenceAround(runes, m.Start-window.Start, m.End-window.Start)
	span := model.Span{Start: window.Start + from, End: window.Start + to}
	return Passage{Document: document, Page: m.Page, Span: span, Text: string(runes[from:to]), Mention: m.Span}, true
}

// sentenceAround gives the bounds of the sentence around [start,end): from after the end
// of the one before, or an empty line, to its own end; without blanks at its ends.
func sentenceAround(runes []rune, start, end int) (int, int) {
	from, to := start, end
	for from > 0 && !endsSentence(runes, from-1) {
		from--
	}
	for to < len(runes) {
		if endsSentence(runes, to) {
			if runes[to] != '\n' {
				to++
			}
			break
		}
		to++
	}
	for from < start && isBlank(runes[from]) {
		from++
	}
	for to > end && isBlank(runes[to-1]) {
		to--
	}
	return from, to
}

// endsSentence says whether a sentence, or a paragraph, ends at a rune.
func endsSentence(runes []rune, i int) bool {
	switch runes[i] {
	case '.', '!', '?':
		return i+1 >= len(runes) || isBlank(runes[i+1])
	case '\n':
		return i+1 < len(runes) && (runes[i+1] == '\n' || runes[i+1] == '\r') || i > 0 && runes[i-1] == '\n'
	}
	return false
}

func isBlank(r rune) bool { return strings.ContainsRune(" \t\r\n\f\u00a0", r) }
