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
	noted           int
	lastChapter     string
	gaps            []model.Gap
	aliasOf         map[string]set // id -> other forms seen in the document
	renamed         map[string]string
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

// lexiconNames finds the names of the register, the longest at each place, inside one
// sentence. A name glued by a hyphen to a longer compound is left to the compound.
func (f *finder) lexiconNames(s sentence) {
	for i := s.first; i < s.last; {
		n, values := f.names.Longest(i, s.last, "", f.word)
		if f.tokens[i].upper && i == s.first {
			if m, v := f.names.Longest(i, s.last, lowerFirst(f.tokens[i].text), f.word); m > n {
				n, values = m, v
			}
		}
		if n == 0 {
			i++
			continue
		}
		v := f.choose(values)
		if f.gluedToCompound(i, i+n) {
			if n == 1 && v.abbreviation && f.startsCompound(i) {
				f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon, inner: true})
			}
			i++
			continue
		}
		f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon})
		if v.typ == model.TypeCoalition || v.typ == model.TypePolicy {
			f.innerNames(i, i+n)
		}
		f.elliptic(i, n, s)
		i += n
	}
}

// elliptic finds a name that lends its last words from the next one: "Tweede" in "Tweede
// en Eerste Kamer", where both Tweede Kamer and Eerste Kamer are names of one type.
func (f *finder) elliptic(i, n int, s sentence) {
	if n < 2 || i-2 < s.first || f.tokens[i-1].lower != "en" && f.tokens[i-1].lower != "of" || !f.tokens[i-2].upper {
		return
	}
	row := []int{i - 2}
	for k := i + 1; k < i+n; k++ {
		row = append(row, k)
	}
	m, values := f.names.Longest(0, len(row), "", func(k int) string { return f.tokens[row[k]].text })
	if m != len(row) {
		return
	}
	v := f.values[values[0]]
	f.add(mention{first: i - 2, last: i - 1, typ: v.typ, id: v.id, label: v.label, rule: "ellipsis", rank: rankLexicon})
}

// innerNames keeps the law or body that stands as an abbreviation inside a longer name.
func (f *finder) innerNames(first, last int) {
	for i := first + 1; i < last; i++ {
		n, values := f.names.Longest(i, last, "", f.word)
		if n != 1 || !isAbbreviation(f.tokens[i].text) {
			continue
		}
		if v := f.choose(values); v.typ == model.TypeLegalInstrument || v.typ == model.TypeOrganisation {
			f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon, inner: true})
		}
	}
}

// choose takes the first value; ministries by the document's year.
func (f *finder) choose(values []int) name {
	v := f.values[values[0]]
	if v.typ != model.TypeMinistry || len(values) == 1 {
		return v
	}
	for _, i := range values {
		for _, m := range f.ministries {
			if "ministry/"+m.Slug == f.values[i].id && (m.From == 0 || m.From <= f.year) && (m.Until == 0 || f.year <= m.Until) {
				return f.values[i]
			}
		}
	}
	return v
}

// gluedToCompound says whether tokens [i,j) are part of a longer word, joined to it by a
// hyphen on either side.
func (f *finder) gluedToCompound(i, j int) bool {
	if i > 1 && f.tokens[i-1].text == "-" && f.tokens[i-1].glued && f.tokens[i].glued && f.tokens[i-2].word {
		return true
	}
	return j < len(f.tokens) && f.tokens[j].text == "-" && f.tokens[j].glued && j+1 < len(f.tokens) && f.tokens[j+1].glued && f.tokens[j+1].word
}

// taughtNames finds again the abbreviations and names that the document introduced.
func (f *finder) taughtNames(s sentence) {
	for i := s.first; i < s.last; i++ {
		n, ok := f.taught[f.tokens[i].text]
		if ok && !f.gluedToCompound(i, i+1) {
			f.add(mention{first: i, last: i + 1, typ: n.typ, id: n.id, label: n.label, rule: "abbreviation", rank: rankPair})
		}
	}
}

// openNames finds names that no register holds: runs of words with capitals whose head
// noun tells a type.
func (f *finder) openNames(s sentence) {
	for i := s.first; i < s.last; {
		if !f.tokens[i].word || !f.tokens[i].upper || i == s.first && f.functionWord(f.tokens[i].lower) || f.gluedToCompound(i, i+1) && !f.startsCompound(i) {
			i++
			continue
		}
		last := f.nameEnd(i, s)
		if end := f.adjectiveAndHead(i, last, s); end > last {
			last = end
			t, _ := f.typeOfHead(f.tokens[i+1].lower)
			f.addOpen(i, last, t)
		} else if t, from, ok := f.typeOfName(i, last, s); ok {
			f.addOpen(from, last, t)
		}
		i = max(last, i+1)
	}
}

// functionWord says whether a word in small letters is of a closed class, so that a
// capital at a sentence's beginning makes no name of it.
func (f *finder) functionWord(lower string) bool {
	return f.is(classDeterminer, lower) || f.is(classPreposition, lower) || f.is(classPronoun, lower) || f.is(classRelative, lower) ||
		f.is(classConjunction, lower) || f.is(classAuxiliary, lower)
}

func (f *finder) startsCompound(i int) bool {
	return i == 0 || f.tokens[i-1].text != "-" || !f.tokens[i-1].glued
}

// titled finds papers and programmes that a noun in small letters opens and whose title
// goes on in small letters: "de beleidsbrief Hoger onderwijs en wetenschap".
func (f *finder) titled(s sentence) {
	for i := s.first; i+1 < s.last; i++ {
		tok, next := f.tokens[i], f.tokens[i+1]
		if tok.upper || !tok.word || !next.upper || next.glued || isAbbreviation(next.text) {
			continue
		}
		t, ok := f.typeOfHead(tok.lower)
		if !ok || !appositive[t] {
			continue
		}
		end := f.lawEnd(i+1, s)
		if i+3 < s.last && f.tokens[i+2].lower == "en" && f.tokens[i+3].upper && f.isBareHead(tok.lower) {
			end = i + 4
		}
		if end-i < 3 || f.tokens[i+2].upper {
			continue
		}
		label := f.words(i+1, end)
		f.add(mention{first: i, last: end, typ: t, id: idFor(t, label), label: f.words(i, end), rule: "titled", rank: rankName})
	}
}

// adjectiveAndHead gives the end of a name made of one adjective with a capital and a
// head noun in small letters: "Strategische agenda voor het ondernemingsklimaat".
// Adjectives of countries make no name.
func (f *finder) adjectiveAndHead(i, last int, s sentence) int {
	if last != i+1 || i == s.first || last >= s.last || f.tokens[last].upper || !f.isAdjective(f.tokens[i].lower) ||
		strings.HasSuffix(f.tokens[i].lower, "se") || strings.HasSuffix(f.tokens[i].lower, "sche") && !f.lex.KnowsWord(f.tokens[i].lower) {
		return 0
	}
	t, ok := f.typeOfHead(f.tokens[last].lower)
	if !ok || !appositive[t] {
		return 0
	}
	end := f.withYears(f.withNouns(last+1, s), s)
	if end < s.last && f.tokens[end].lower == "voor" {
		if to := f.nounPhraseEnd(end+1, s); to > end+1 {
			return to
		}
	}
	return end
}

func (f *finder) addOpen(first, last int, t model.EntityType) {
	label := f.words(first, last)
	if f.abbreviationOnly(first, last) && (first == 0 || !f.isBareCompound(f.tokens[first-1].lower)) {
		return
	}
	f.add(mention{first: first, last: last, typ: t, id: idFor(t, label), label: label, rule: "named-pattern", rank: rankName})
}

// isBareCompound says whether a word in small letters is a head noun or a compound with
// one, of the types that stand before a name.
func (f *finder) isBareCompound(lower string) bool {
	t, ok := f.typeOfHead(lower)
	return ok && appositive[t]
}

func (f *finder) abbreviationOnly(first, last int) bool {
	return last-first == 1 && isAbbreviation(f.tokens[first].text)
}

// connectors may stand between the capitals of a name.
var connectors = set{"van": true, "voor": true, "de": true, "het": true, "der": true, "den": true, "en": true, "of": true, "op": true, "tot": true,
	"in": true, "ter": true, "ten": true, "bij": true, "and": true, "the": true, "to": true, "for": true, "on": true, "aan": true, "tegen": true, "te": true, "&": true, "inzake": true, "om": true}

// nameEnd gives the end of the name that begins at token i: capitals, with hyphens,
// numbers and connectors between them; "Wet ..." goes on in small letters.
func (f *finder) nameEnd(i int, s sentence) int {
	if t, ok := f.headFirst[f.tokens[i].text]; ok && t == model.TypeLegalInstrument && !f.datedLaw(i, s) {
		if end := f.lawEnd(i, s); end > i+1 {
			return end
		}
	}
	opener, first := f.headFirst[f.tokens[i].text]
	if first && opener == model.TypePolicy && i > s.first && i+2 < s.last && (f.tokens[i+1].lower == "van" || f.tokens[i+1].lower == "voor") && !f.tokens[i+2].upper {
		if end := f.lawEnd(i, s); end > i+2 {
			return end // "Plan van aanpak witwassen"
		}
	}
	if n, _ := f.names.Longest(i, s.last, "", f.word); n > 0 && i+n < s.last && connectors[f.tokens[i+n].lower] {
		return i + n // the register knows the name; what follows is something else
	}
	end := f.compoundEnd(i, s)
	for end < s.last {
		j := end
		tok := f.tokens[j]
		switch {
		case tok.word && (tok.upper || isYear(tok.text)) && !f.is(classMinister, tok.text):
			end = f.compoundEnd(j, s)
			continue
		case tok.text == "-" && tok.glued && j+1 < s.last && f.tokens[j+1].lower == "en":
			if n := f.capitalAfter(j+2, s); n > 0 {
				end = f.compoundEnd(n, s)
				continue
			}
		}
		n := f.overConnectors(j, s, first)
		if n == 0 || tok.lower == "van" && !first && f.typedHead(end-1) {
			break
		}
		end = f.compoundEnd(n, s)
	}
	return f.withYears(f.withSubject(f.withPurpose(i, end, s), s), s)
}

// withSubject lengthens a paper's name by up to three nouns in small letters that say what
// it is about: "Hoofdlijnenbrief arbeidsmarkt". A mark or a word of a closed class follows.
func (f *finder) withSubject(end int, s sentence) int {
	if end >= s.last || end == 0 || f.tokens[end].upper || !f.tokens[end].word || !f.tokens[end-1].upper {
		return end
	}
	t, ok := f.typeOfHead(f.tokens[end-1].lower)
	if !ok || t != model.TypePolicy || f.functionWord(f.tokens[end].lower) || f.finite[f.tokens[end].lower] || f.participles[f.tokens[end].lower] {
		return end
	}
	return f.withNouns(end, s)
}

// withNouns passes over up to three nouns in small letters; none when another word of
// content follows them.
func (f *finder) withNouns(end int, s sentence) int {
	last := end
	for last < s.last && last < end+3 && f.tokens[last].word && !f.tokens[last].upper && !f.functionWord(f.tokens[last].lower) && !f.participles[f.tokens[last].lower] &&
		(!f.finite[f.tokens[last].lower] || f.nominals[f.tokens[last].lower]) {
		last = f.compoundEnd(last, s)
	}
	if last < s.last && f.tokens[last].word && !f.functionWord(f.tokens[last].lower) {
		return end
	}
	return last
}

// withYears passes over a year or a span of years: "2020", "2020–2024".
func (f *finder) withYears(i int, s sentence) int {
	if i >= s.last || !isYear(f.tokens[i].text) {
		return i
	}
	if i+2 < s.last && (f.tokens[i+1].text == "-" || f.tokens[i+1].text == "–") && isDigits(f.tokens[i+2].text) {
		return i + 3
	}
	return i + 1
}

// typedHead says whether the word at token i ends in a head noun, so that a name that
// holds it may be whole.
func (f *finder) typedHead(i int) bool {
	_, ok := f.typeOfHead(f.tokens[i].lower)
	return ok
}

// withPurpose lengthens a name whose head is a body by what it is for, in small letters:
// "Agentschap voor veiligheid en gezondheid op het werk".
func (f *finder) withPurpose(i, end int, s sentence) int {
	if end+1 >= s.last || f.tokens[end].lower != "voor" || f.tokens[end+1].upper || f.is(classDeterminer, f.tokens[end+1].lower) && f.tokens[end+1].lower != "de" && f.tokens[end+1].lower != "het" {
		return end
	}
	_, first := f.headFirst[f.tokens[i].text]
	t, tail := f.typeOfHead(f.tokens[end-1].lower)
	if !(first && end == i+1) && !(tail && t == model.TypeOrganisation) {
		return end
	}
	if to := f.lawEnd(end, s); to > end+1 {
		return to
	}
	return end
}

// overConnectors gives the index of the next capital after up to three connectors; 0
// when the name ends here. "en" and "of" join only names that open with their head.
func (f *finder) overConnectors(j int, s sentence, headFirst bool) int {
	for k := j; k < s.last && k < j+4; k++ {
		tok := f.tokens[k]
		if k > j && tok.word && tok.upper {
			if _, isHead := f.headFirst[tok.text]; isHead && f.tokens[k-1].lower != "van" {
				return 0
			}
			return k
		}
		switch {
		case !connectors[tok.lower], k == j && (tok.lower == "de" || tok.lower == "het"):
			return 0
		case (tok.lower == "en" || tok.lower == "of") && (!headFirst || k > j):
			return 0
		case (tok.lower == "de" || tok.lower == "het") && k > j && f.tokens[k-1].lower == "en":
			return 0
		case (tok.lower == "aan" || tok.lower == "in" || tok.lower == "op" || tok.lower == "bij" || tok.lower == "om" || tok.lower == "te") && !headFirst:
			return 0
		}
	}
	return 0
}

func (f *finder) capitalAfter(j int, s sentence) int {
	if j < s.last && f.tokens[j].word && f.tokens[j].upper {
		return j
	}
	return 0
}

// compoundEnd gives the end of the hyphenated word that begins at token i.
func (f *finder) compoundEnd(i int, s sentence) int {
	j := i + 1
	for j+1 < s.last && (f.tokens[j].text == "-" || f.tokens[j].text == "/" || f.tokens[j].text == "&") && f.tokens[j].glued && f.tokens[j+1].glued && f.tokens[j+1].word {
		j += 2
	}
	return j
}

func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && (s[:2] == "19" || s[:2] == "20")
}

// lawEnd gives the end of a law's citation title that begins with "Wet", "Besluit" and
// so on: up to a mark, a finite verb or a word that opens a clause; "en" only where it
// goes on in the same manner.
func (f *finder) lawEnd(i int, s sentence) int {
	j := i + 1
	for ; j < s.last && j < i+14; j++ {
		tok := f.tokens[j]
		if tok.text == "-" && (tok.glued || f.tokens[j-1].text == "-") {
			continue
		}
		if !tok.word || f.lawStops(j, i) {
			break
		}
		if tok.lower == "en" && !f.lawGoesOn(j, s) {
			break
		}
	}
	for j > i+1 && (connectors[f.tokens[j-1].lower] || f.is(classPreposition, f.tokens[j-1].lower) || f.is(classDeterminer, f.tokens[j-1].lower)) {
		j--
	}
	if s.last > j && f.tokens[j-1].text == "-" {
		j--
	}
	return j
}

// datedLaw says whether a law is named by its date only ("Wet van 18 maart 1999").
func (f *finder) datedLaw(i int, s sentence) bool {
	return i+2 < s.last && f.tokens[i+1].lower == "van" && isDigits(f.tokens[i+2].text)
}

func (f *finder) lawStops(j, i int) bool {
	w := f.tokens[j].lower
	if f.is(classRelative, w) || f.is(classAuxiliary, w) && w != "zijn" || (f.finite[w] && !f.nominals[w] && !f.infinitives[w]) || f.participles[w] {
		return true
	}
	switch w {
	case "ten", "door", "waarin", "namens", "samen", "alsmede", "evenals", "ook", "niet", "wordt", "dient", "deze", "via", "zoals", "vanuit", "tevens", "vormt", "regelt", "biedt", "is":
		return true
	}
	return j > i+1 && f.tokens[j].upper && (f.headFirst[f.tokens[j].text] == model.TypeLegalInstrument)
}

// lawGoesOn says whether "en" inside a law's title joins two of its own words: the word
// before ends in a hyphen, or the word after is in small letters and no article.
func (f *finder) lawGoesOn(j int, s sentence) bool {
	if f.tokens[j-1].text == "-" {
		return true
	}
	if j+1 >= s.last {
		return false
	}
	next := f.tokens[j+1]
	return next.word && !f.is(classDeterminer, next.lower) && !f.is(classPreposition, next.lower) && (!next.upper || f.tokens[j-1].upper) &&
		f.headFirst[next.text] == ""
}

// typeOfName tells the type of the name [first,last) by its head and where its words
// begin: a first word such as "Inspectie", a last word or compound tail such as
// "-strategie", or a noun in small letters just before it ("de missie EUFOR").
func (f *finder) typeOfName(first, last int, s sentence) (model.EntityType, int, bool) {
	head := f.tokens[first].text
	if f.datedLaw(first, s) {
		return "", first, false
	}
	if t, ok := f.headFirst[head]; ok && last-first > 1 {
		return t, first, true
	}
	if t, ok := f.apposition(first, s); ok && f.isBareHead(f.tokens[first-1].lower) {
		return t, first, true
	}
	if f.isPerson(first, last, s) {
		return model.TypePerson, first, true
	}
	alone := last-first == 1
	for k := last - 1; k >= first; k-- {
		tok := f.tokens[k]
		if !tok.word || isYear(tok.text) || connectors[tok.lower] {
			continue
		}
		t, ok := f.typeOfHead(tok.lower)
		if ok && (!alone || !f.ordinaryAlone(k, s)) {
			return t, first, true
		}
		break
	}
	for k := first; k < last-1; k++ {
		if t, ok := f.typeOfHead(f.tokens[k].lower); ok && f.tokens[k].upper && (last-first > 2 || !f.tokens[last-1].upper) && !(k == s.first && f.ordinaryAlone(k, s)) {
			return t, first, true
		}
	}
	if t, ok := f.apposition(first, s); ok {
		return t, first, true
	}
	if last-first >= 2 && first > s.first && f.looksForeignOrProper(first, last) {
		return model.TypeOrganisation, first, true
	}
	return "", first, false
}

// apposition gives the type of the noun in small letters just before a name ("de missie
// EUFOR").
func (f *finder) apposition(first int, s sentence) (model.EntityType, bool) {
	if first == s.first || f.tokens[first-1].upper || !f.tokens[first-1].word || f.tokens[first].glued {
		return "", false
	}
	t, ok := f.typeOfHead(f.tokens[first-1].lower)
	return t, ok && appositive[t]
}

// isPerson says whether a name is a person's: a surname with "van der" and the like
// after a first name, or a title before it.
func (f *finder) isPerson(first, last int, s sentence) bool {
	if first > s.first && f.is(classPersonTitle, f.tokens[first-1].lower) {
		return true
	}
	if last-first < 3 || last-first > 5 || utf8.RuneCountInString(f.tokens[first].text) < 2 || isAbbreviation(f.tokens[last-1].text) || f.headFirst[f.tokens[first].text] != "" {
		return false
	}
	for k := first + 1; k < last-1; k++ {
		if !f.is(classSurnamePrefix, f.tokens[k].lower) {
			return false
		}
	}
	return f.tokens[last-1].upper && !f.lex.KnowsWord(f.tokens[first].lower) && !f.lex.KnowsWord(f.tokens[last-1].lower)
}

// appositive are the types whose noun may stand before the name ("de missie EUFOR").
var appositive = map[model.EntityType]bool{model.TypePolicy: true, model.TypeOrganisation: true, model.TypeCoalition: true, model.TypeLegalInstrument: true}

// ordinaryAlone says whether a single word with a capital may well be a common noun: it
// opens a sentence, or is no longer than its own head noun.
func (f *finder) ordinaryAlone(k int, s sentence) bool {
	lower := f.tokens[k].lower
	if f.isBareHead(lower) {
		return true
	}
	return k == s.first && f.lex.KnowsWord(lower)
}

// looksForeignOrProper says whether at least two words of a name are unknown to the
// vocabulary or it has two capitals in a row that are no adjective of a country.
func (f *finder) looksForeignOrProper(first, last int) bool {
	capitals := 0
	for k := first; k < last; k++ {
		if f.tokens[k].word && f.tokens[k].upper && utf8.RuneCountInString(f.tokens[k].text) > 2 && !strings.HasSuffix(f.tokens[k].lower, "se") {
			capitals++
		}
	}
	return capitals >= 2
}

func lowerFirst(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return strings.ToLower(string(r)) + w[n:]
}

func (f *finder) typeSlug(t model.EntityType) string { return ontology.Slug(t) }

func slugOf(words string) string { return document.Slug(words) }
