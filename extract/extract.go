// Package extract turns a Document into an Extraction: entities with mentions and
// relations with evidence, all about one document. Stages run in the order of the files:
// tokens, mentions (names, pairs, roles, threats, chapters), phrases, groups,
// coreference, relations, canonical. Each is a function of plain values.
package extract

import (
	"strings"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/extract/rules"
	"rijksgraaf/internal/turns"
	"rijksgraaf/model"
)

// Extractor holds the compiled lexicon and rules. It is immutable and safe for
// concurrent use.
type Extractor struct {
	know     *knowledge
	rules    []*rules.Rule
	patterns []gatedPattern // in the order of the rules
	// byTrigger leads from a word to the patterns that it may fire; always are those that
	// no word gates. Both hold indexes of patterns.
	byTrigger map[string][]int
	always    []int
}

// New builds an Extractor from the program's own lexicon and rules. An error names the
// file, line and column of the mistake.
func New() (*Extractor, error) {
	l, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	r, err := rules.Default()
	if err != nil {
		return nil, err
	}
	return NewWith(l, r)
}

// checkClasses says which rule names a class of verbs that the lexicon does not have.
func (x *Extractor) checkClasses() error {
	for _, r := range x.rules {
		for _, p := range r.Compiled {
			for _, a := range p.Atoms {
				if a.Kind == rules.Verb && len(x.know.verbs[a.Class]) == 0 {
					return &model.Error{Code: model.CodeInvalid, Op: "rules", Message: "rules.yaml: rule " + r.Name + ": verbs.tsv has no class " + a.Class}
				}
			}
		}
	}
	return nil
}

// NewWith builds an Extractor from a lexicon and rules. An error names the row of the
// lexicon, or the rule, that is mistaken.
func NewWith(l *lexicon.Lexicon, r []*rules.Rule) (*Extractor, error) {
	k, err := newKnowledge(l)
	if err != nil {
		return nil, err
	}
	x := &Extractor{know: k, rules: r}
	if err := x.checkClasses(); err != nil {
		return nil, err
	}
	x.gate()
	return x, nil
}

// Extract finds what a document says. It is a pure function of the document and the
// Extractor; nothing in it depends on other documents.
func (x *Extractor) Extract(d *document.Document) *model.Extraction { return x.extract(d, nil) }

// extract is Extract with proposals in the order of the text.
func (x *Extractor) extract(d *document.Document, proposals []Proposal) *model.Extraction {
	f := &finder{knowledge: x.know, text: tokenise(d, x.know.classes["abbreviation"], x.know.numbered), year: d.BudgetYear, chapter: d.Chapter,
		taught: map[string]name{}, aliasOf: map[string]set{}, renamed: map[string]string{}, holder: map[string]*mention{}, editions: map[string]name{}}
	f.annotate()
	if f.chapter == "" {
		f.inferChapter()
	}
	if row, ok := x.know.chapterByCode(strings.TrimPrefix(f.chapter, "budget-chapter/"), d.BudgetYear); ok && row.Ministry != "" {
		f.ownMinister = "role/minister-" + row.Ministry
	}
	f.found = make([]mention, 0, len(f.tokens)/6)
	articles := f.headings()
	mentions := f.mentions(articles, proposals)
	rel := newRelater(x, f, mentions, articles)
	rel.run()
	return f.canonical(rel, f.readTables())
}

// headings makes a mention of each article's heading.
func (f *finder) headings() []mention {
	out := make([]mention, len(f.doc.Articles))
	for bi, b := range f.doc.Blocks {
		if b.HeadingKind != "article" {
			continue
		}
		a := f.doc.Articles[b.Article]
		label := a.Title
		if label == "" {
			label = a.Label + " " + a.Number
		}
		out[b.Article] = mention{first: f.blockFirst[bi], last: f.blockFirst[bi+1], typ: model.TypeBudgetArticle,
			id: articleID(f.chapter, f.doc.ID, a.Number), label: label, rule: "article-heading", rank: rankChapter}
	}
	return out
}

// mentions finds all mentions but those that rules make, in two rounds: what the
// document teaches in the first is known in the second. Proposals fill what is left.
func (f *finder) mentions(articles []mention, proposals []Proposal) []mention {
	var others turns.Turns // who answers queries in the same process shall not wait for a document
	for _, s := range f.sentences {
		others.TookLong()
		if f.inProse(s) {
			f.lexiconNames(s)
			f.chaptersIn(s)
			if f.allCapitals(s) {
				f.gap("capitals", f.words(s.first, s.last), s.first)
				continue
			}
			f.openNames(s)
			f.initialled(s)
			f.titled(s)
			f.roles(s)
			f.ministriesOf(s)
		} else if f.doc.Blocks[s.block].Kind == document.Note {
			f.citedInNote(s)
		}
	}
	f.pairs(resolve(append([]mention{}, f.found...)))
	for _, s := range f.sentences {
		others.TookLong()
		if !f.inProse(s) {
			continue
		}
		f.taughtNames(s)
		f.threatsIn(s)
		f.domainsIn(s)
		f.placesIn(s)
		f.articlesIn(s)
		f.citationsIn(s)
		f.journalsIn(s)
		f.unionLawsIn(s)
	}
	f.proposedNames(proposals, articles)
	list := append(f.found, f.headingMentions(articles)...)
	list = resolve(list)
	f.unify(list)
	list = append(list, f.coreference(list, articles)...)
	sortMentions(list)
	return list
}

// inProse says whether a sentence is prose or a list item, not a heading.
func (f *finder) inProse(s sentence) bool {
	k := f.doc.Blocks[s.block].Kind
	return k == document.Paragraph || k == document.Item
}

func (f *finder) headingMentions(articles []mention) []mention {
	var out []mention
	for _, m := range articles {
		if m.last > m.first {
			out = append(out, m)
		}
	}
	return out
}

// shortened gives a single word with a capital the id of the name that it opened before:
// "de Werkagenda" after "de Werkagenda Waardengedreven Digitaliseren".
func (f *finder) shortened(m *mention, openings map[string]string) {
	if m.rule != "named-pattern" {
		return
	}
	word := f.tokens[m.first].text
	if n := m.last - m.first; n > 1 && f.tokens[m.last-1].upper && f.typedHead(m.last-1) && !f.isBareHead(f.tokens[m.last-1].lower) {
		if end := f.tokens[m.last-1].text; openings[end] == "" {
			openings[end] = m.id // "de Woonagenda" after "de Nationale Woonagenda"
		}
	}
	if m.last-m.first > 1 {
		if _, ok := openings[word]; !ok && f.typedHead(m.first) {
			openings[word] = m.id
		}
		return
	}
	if id, ok := openings[word]; ok {
		m.id = id
	}
}

// unify gives mentions of one name one id: the one that the document taught, and for a
// name cut short to its first word that of the whole.
func (f *finder) unify(list []mention) {
	openings := map[string]string{}
	for i := range list {
		for n := 0; n < 4; n++ {
			to, ok := f.renamed[list[i].id]
			if !ok {
				break
			}
			list[i].id = to
		}
		f.shortened(&list[i], openings)
	}
}
