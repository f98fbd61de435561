package extract

import (
	"slices"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// citedInNote finds the papers and laws that a footnote names. What else it says is not
// read: notes are about other texts more often than about the article.
func (f *finder) citedInNote(s sentence) {
	n := len(f.found)
	f.lexiconNames(s)
	f.unionLawsIn(s)
	f.found = append(f.found[:n], slices.DeleteFunc(slices.Clone(f.found[n:]), func(m mention) bool { return m.typ != model.TypeLegalInstrument })...)
	f.citationsIn(s)
	f.journalsIn(s)
}

// citesInNotes says of the article at whose words the number of a footnote stands that it
// cites the papers and laws of the note. The words are a qualifier of the relation.
func (r *relater) citesInNotes() {
	at := map[int]document.Footnote{} // by the note's block
	for _, n := range r.doc.Notes {
		at[n.Block] = n
	}
	for _, m := range r.mentions {
		if m.first < 0 {
			continue
		}
		s := r.sentences[r.sentenceOf(m.first)]
		b := r.doc.Blocks[s.block]
		law := m.typ == model.TypeLegalInstrument
		if b.Kind != document.Note || b.Article < 0 || !law && (m.typ != model.TypeDocument || m.rule != "citation") {
			continue
		}
		f := fact{subject: r.articles[b.Article], object: m, predicate: model.Cites, objectIn: true, rule: "note-citation",
			confidence: 0.95, inherited: "subject: article", evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: b.Path, sentence: r.sentenceOf(m.first)}
		if n := at[s.block]; n.Anchor.Len() > 0 {
			f.qualifiers = []model.Qualifier{{Name: "at", Value: string(r.doc.Clean[n.Anchor.Start:n.Anchor.End])}}
		}
		r.facts = append(r.facts, f)
	}
}
