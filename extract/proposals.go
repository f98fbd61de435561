package extract

import (
	"cmp"
	"slices"
	"sort"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// Proposal is a name that another engine found in a document's clean text. It is taken
// only where nothing else was found, and passes the checks that everything passes.
type Proposal struct {
	// Span is in code points of the clean text (document.Document.Clean), the end exclusive.
	Span model.Span
	// Type is what the engine takes it for; empty when it does not say, so that only a head
	// noun can tell.
	Type model.EntityType
	// Engine names the engine, as relations with the name at an end show it.
	Engine string
}

// proposedConfidence is what the confidence of a relation is multiplied by when an engine
// proposed one of its ends.
const proposedConfidence = 0.7

// ExtractWith is Extract with the names that another engine proposed. A proposal that
// does not begin and end with a word of the text, that crosses the end of a sentence or
// overlaps any other mention is dropped; so is one that no relation uses. It is a pure
// function of the document, the Extractor and the proposals, in whatever order they are.
func (x *Extractor) ExtractWith(d *document.Document, proposals []Proposal) *model.Extraction {
	sorted := slices.Clone(proposals)
	slices.SortStableFunc(sorted, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Engine, b.Engine))
	})
	return x.extract(d, sorted)
}

// proposedNames adds the proposals that overlap nothing found so far.
func (f *finder) proposedNames(proposals []Proposal, articles []mention) {
	if len(proposals) == 0 {
		return
	}
	taken := make([]bool, len(f.tokens))
	for _, list := range [][]mention{f.found, articles} {
		for _, m := range list {
			for k := m.first; k < m.last; k++ {
				taken[k] = true
			}
		}
	}
	for _, p := range proposals {
		m, ok := f.proposed(p)
		if !ok || slices.Contains(taken[m.first:m.last], true) {
			continue
		}
		for k := m.first; k < m.last; k++ {
			taken[k] = true
		}
		f.add(m)
	}
}

// proposed makes a mention of a proposal that may be a name: whole words of one sentence
// of prose, the first with a capital that is not there only because it opens the sentence.
func (f *finder) proposed(p Proposal) (mention, bool) {
	first := sort.Search(len(f.tokens), func(i int) bool { return f.tokens[i].span.Start >= p.Span.Start })
	last := sort.Search(len(f.tokens), func(i int) bool { return f.tokens[i].span.End >= p.Span.End }) + 1
	if first >= last || last > len(f.tokens) || f.span(first, last) != p.Span {
		return mention{}, false
	}
	si := f.sentenceOf(first)
	if si != f.sentenceOf(last-1) {
		return mention{}, false
	}
	s := f.sentences[si]
	for first < last && !f.tokens[first].upper {
		first++ // "de Europese", "programma Kansrijk"
	}
	if first == last || !f.inProse(s) || f.allCapitals(s) || f.gluedToCompound(first, last) || f.openerOnly(first, last, s) || f.noName(first, last) {
		return mention{}, false
	}
	t := p.Type
	if t == "" || t == model.TypeOrganisation {
		if head, from, ok := f.typeOfName(first, last, s); ok {
			t, first = head, from
		}
	}
	if t == "" {
		return mention{}, false
	}
	label := f.words(first, last)
	return mention{first: first, last: last, typ: t, id: idFor(t, label), label: label, rule: p.Engine, engine: p.Engine, rank: rankPattern, weak: true}, true
}

// openerOnly says whether words have no capital but that of the sentence's first word,
// which is a common one.
func (f *finder) openerOnly(first, last int, s sentence) bool {
	if first != s.first || !f.tokens[first].info.function() && !f.lex.KnowsWord(f.tokens[first].lower) {
		return false
	}
	for k := first + 1; k < last; k++ {
		if f.tokens[k].upper {
			return false
		}
	}
	return true
}

// noName says whether a single word is a code of a chapter, an adjective of a country, or a
// common word that happens to have a capital ("Nederlanders", "Commissie").
func (f *finder) noName(first, last int) bool {
	if last-first != 1 {
		return false
	}
	tok := f.tokens[first]
	_, code := f.chapterByCode(tok.text, f.year)
	return code || f.countryAdjectives[tok.lower] != "" || tok.info.adjective || f.lex.KnowsWord(tok.lower)
}

// proposedEnds gives the qualifiers and the confidence of a fact: where another engine
// proposed an end, the fact says so and is less sure.
func proposedEnds(f fact) ([]model.Qualifier, float64) {
	for _, end := range []mention{f.subject, f.object} {
		if end.engine != "" {
			return append(slices.Clone(f.qualifiers), model.Qualifier{Name: "proposedBy", Value: end.engine}), f.confidence * proposedConfidence
		}
	}
	return f.qualifiers, f.confidence
}
