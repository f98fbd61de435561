package extract

import (
	"strings"
	"unicode/utf8"

	"rijksgraaf/document"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// finder looks for mentions in one document; it holds what the document itself teaches,
// such as its abbreviations.
type finder struct {
	*knowledge
	*text
	year    int
	chapter string // id of the document's chapter; may be empty
	found   []mention
	taught  map[string]name // abbreviations and names that the document introduced
	// holder is whom a bare "Minister" or "Staatssecretaris" means, by kind of office;
	// ownMinister the id of the one whose chapter the document is about.
	holder      map[string]*mention
	ownMinister string
	// chapterMentions are the chapters found so far; the first noted of them are read, and
	// lastChapter is the id of the last of these.
	chapterMentions []mention
	// editions are the papers of the register that the text names with a year, by the
	// register's id; the last one each.
	editions    map[string]name
	noted       int
	lastChapter string
	gaps        []model.Gap
	aliasOf     map[string]set // id -> other forms seen in the document
	renamed     map[string]string
}

func (f *finder) add(m mention) { f.found = append(f.found, m) }

func (f *finder) alias(id, form string) {
	if f.aliasOf[id] == nil {
		f.aliasOf[id] = set{}
	}
	f.aliasOf[id][form] = true
}

// word gives the text of token i for tries.
func (f *finder) word(i int) string { return f.tokens[i].text }

// functionClasses are the closed classes whose words have no content of their own.
const functionClasses = classDeterminer | classPreposition | classPronoun | classRelative | classConjunction | classAuxiliary

// functionWord says whether a word in small letters is of a closed class, so that a
// capital at a sentence's beginning makes no name of it.
func (f *finder) functionWord(lower string) bool { return f.is(functionClasses, lower) }

// annotate looks up each word of the text once.
func (f *finder) annotate() {
	known := map[string]*wordInfo{}
	for i := range f.tokens {
		w := f.tokens[i].lower
		info, ok := known[w]
		if !ok {
			info = &wordInfo{classes: f.flags[w], finite: f.finite[w], participle: f.participles[w], infinitive: f.infinitives[w],
				nominal: f.nominals[w], adjective: f.isAdjective(w),
				threat: f.mayBeThreat(w), domain: f.domains.Opens(w), place: f.endsLike("genericPlace", w), body: f.endsLike("genericOrganisation", w)}
			known[w] = info
		}
		f.tokens[i].info = info
	}
}

func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && (s[:2] == "19" || s[:2] == "20")
}

func lowerFirst(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return strings.ToLower(string(r)) + w[n:]
}

func (f *finder) typeSlug(t model.EntityType) string { return ontology.Slug(t) }

func slugOf(words string) string { return document.Slug(words) }
