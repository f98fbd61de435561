package extract

import (
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
)

// openNames finds names that no register holds: runs of words with capitals whose head
// noun tells a type.
func (f *finder) openNames(s sentence) {
	for i := s.first; i < s.last; {
		if !f.tokens[i].word || !f.tokens[i].upper || i == s.first && f.tokens[i].info.function() || f.gluedToCompound(i, i+1) && !f.startsCompound(i) {
			i++
			continue
		}
		if f.person(i, s) || f.opensSentence(i, s) || f.is(classMinistries, f.tokens[i].lower) {
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

// opensSentence says whether the word at token i has its capital only as the first of the
// sentence: a common noun that a preposition joins to a name ("Onderdeel van het Akkoord").
func (f *finder) opensSentence(i int, s sentence) bool {
	if i != s.first || i+1 >= s.last || !f.tokens[i+1].info.is(classPreposition) || !f.lex.KnowsWord(f.tokens[i].lower) || f.headFirst[f.tokens[i].text] != "" {
		return false
	}
	_, head := f.typeOfHead(f.tokens[i].lower)
	return !head
}

// person adds the person whose name follows "Minister" or "Staatssecretaris" at token i
// ("Minister Piet Adema"), or is followed by such an office ("Rob Jetten, Minister voor").
func (f *finder) person(i int, s sentence) bool {
	first, last := i, i
	office := func(k int) bool { return k < s.last && f.is(classMinister|classSecretary, f.tokens[k].text) }
	switch {
	case office(i) && i+1 < s.last && f.tokens[i+1].upper && !isAbbreviation(f.tokens[i+1].text):
		first = i + 1
	case office(i):
		return false
	}
	for last = first; last < s.last && last < first+4 && f.tokens[last].word && (f.tokens[last].upper || last > first && f.tokens[last].info.is(classSurnamePrefix)); {
		last = f.compoundEnd(last, s)
	}
	if first == i && !(last-first >= 2 && last+1 < s.last && f.tokens[last].text == "," && (office(last+1) || f.tokens[last+1].lower == "thans" && office(last+2))) || last == first || !f.tokens[last-1].upper {
		return false
	}
	for k := first; k < last; k++ {
		if _, head := f.headFirst[f.tokens[k].text]; head {
			return false
		}
	}
	label := f.words(first, last)
	f.add(mention{first: first, last: last, typ: model.TypePerson, id: idFor(model.TypePerson, label), label: label, rule: "person", rank: rankLexicon})
	return true
}

// allCapitals says whether most long words of a sentence are wholly in capitals: then
// capitals tell nothing of names.
func (f *finder) allCapitals(s sentence) bool {
	long, capitals := 0, 0
	for k := s.first; k < s.last; k++ {
		if w := f.tokens[k].text; f.tokens[k].word && utf8.RuneCountInString(w) > 4 {
			long++
			if w == strings.ToUpper(w) && !isDigits(w) {
				capitals++
			}
		}
	}
	return long >= 3 && capitals*5 >= long*3
}

func (f *finder) startsCompound(i int) bool {
	return i == 0 || f.tokens[i-1].text != "-" || !f.tokens[i-1].glued
}

// initialled finds persons by their initials: "mevrouw H.G.J. Bruins Slot".
func (f *finder) initialled(s sentence) {
	for i := s.first; i+2 < s.last; i++ {
		if !isInitials(f.tokens[i].text) && !(len(f.tokens[i].text) == 1 && f.tokens[i].upper) || f.tokens[i+1].text != "." || !f.tokens[i+1].glued {
			continue
		}
		j := i + 2
		for j < s.last && f.tokens[j].info.is(classSurnamePrefix) {
			j++
		}
		end := j
		for end < s.last && end < j+3 && f.tokens[end].upper && f.tokens[end].word {
			end = f.compoundEnd(end, s)
		}
		if end == j {
			continue
		}
		label := f.words(i, end)
		f.add(mention{first: i, last: end, typ: model.TypePerson, id: idFor(model.TypePerson, label), label: label, rule: "person", rank: rankLexicon})
		i = end - 1
	}
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
		if f.isBareHead(tok.lower) {
			end = max(end, f.titleBefore(i+1, s))
		}
		if end-i < 3 || f.tokens[i+2].upper {
			continue
		}
		label := f.words(i+1, end)
		f.add(mention{first: i, last: end, typ: t, id: idFor(t, label), label: f.words(i, end), rule: "titled", rank: rankName})
	}
}

// titleBefore gives the end of a title with a comma in it, which a relative clause or a
// bracket ends: "de visie Recht doen, kansen bieden, die"; 0 for none.
func (f *finder) titleBefore(i int, s sentence) int {
	comma := -1
	for k := i + 1; k+1 < s.last && k < i+10; k++ {
		tok := f.tokens[k]
		switch {
		case tok.text == "," && (f.tokens[k+1].lower == "die" || f.tokens[k+1].lower == "dat") || tok.text == "(":
			if comma > i+1 && comma < k-1 || comma < 0 && k > i+1 {
				return k
			}
			return 0
		case tok.text == "," && comma < 0:
			comma = k
		case !tok.word || tok.upper || tok.info.is(classAuxiliary|classRelative):
			return 0
		}
	}
	return 0
}

// adjectiveAndHead gives the end of a name made of one adjective with a capital and a
// head noun in small letters: "Strategische agenda voor het ondernemingsklimaat".
// Adjectives of countries make no name.
func (f *finder) adjectiveAndHead(i, last int, s sentence) int {
	if last != i+1 || i == s.first || last >= s.last || f.tokens[last].upper || !f.tokens[i].info.adjective ||
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
	if t == model.TypeDocument {
		return // a paper is known by its number
	}
	if f.abbreviationOnly(first, last) && (first == 0 || !f.isBareCompound(f.tokens[first-1].lower)) {
		return
	}
	f.add(mention{first: first, last: last, typ: t, id: idFor(t, label), label: label, rule: "named-pattern", rank: rankName})
	f.namesAfterVan(first, last)
}

// namesAfterVan keeps the body, coalition or law of the register that an open name ends in:
// "Waterconferentie van de Verenigde Naties".
func (f *finder) namesAfterVan(first, last int) {
	for i := first + 2; i < last; i++ {
		if w := f.tokens[i-1].lower; w != "van" && !((w == "de" || w == "het") && f.tokens[i-2].lower == "van") {
			continue
		}
		n, values := f.names.Longest(i, last, "", f.word)
		if n == 0 || i+n != last {
			continue
		}
		switch v := f.choose(values); v.typ {
		case model.TypeOrganisation, model.TypeCoalition, model.TypeLegalInstrument:
			f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon, inner: true})
		}
	}
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
		if !tok.word || isYear(tok.text) || tok.info.is(classConnector) || k > first && isRoman(tok.text) {
			continue
		}
		t, ok := f.typeOfHead(tok.lower)
		if ok && (!alone || !f.ordinaryAlone(k, s)) {
			return t, first, true
		}
		break
	}
	for k := first; k < last-1; k++ {
		if t, ok := f.typeOfHead(f.tokens[k].lower); ok && f.tokens[k].upper && (last-first > 2 || !f.tokens[last-1].upper || k == first && appositive[t] && !f.isBareHead(f.tokens[k].lower)) && !(k == s.first && f.ordinaryAlone(k, s)) {
			return t, first, true
		}
	}
	if t, ok := f.apposition(first, s); ok {
		return t, first, true
	}
	if t, ok := f.compoundBefore(first, last); ok {
		return t, first, true
	}
	if t, ok := f.explained(first, last, s); ok {
		return t, first, true
	}
	if last-first >= 2 && first > s.first && f.looksForeignOrProper(first, last) {
		return model.TypeOrganisation, first, true
	}
	return "", first, false
}

// compoundBefore gives the type that a compound of an abbreviation and a noun tells of the
// name that follows it: "EU-programma Creative Europe".
func (f *finder) compoundBefore(first, last int) (model.EntityType, bool) {
	if first+3 >= last || !isAbbreviation(f.tokens[first].text) || f.tokens[first+1].text != "-" || f.tokens[first+2].upper || !f.tokens[first+3].upper {
		return "", false
	}
	t, ok := f.typeOfHead(f.tokens[first+2].lower)
	return t, ok && appositive[t]
}

// explained gives the type that the noun after a name's comma tells: "CropXR, een programma
// dat", "SURF, de samenwerkingsorganisatie van".
func (f *finder) explained(first, last int, s sentence) (model.EntityType, bool) {
	if last+2 >= s.last || f.tokens[last].text != "," || !(f.tokens[last+1].lower == "een" || f.tokens[last+1].lower == "het" || f.tokens[last+1].lower == "de") || f.lex.KnowsWord(f.tokens[first].lower) {
		return "", false
	}
	k := last + 2
	for k < s.last && f.tokens[k].info.adjective && !f.tokens[k].upper {
		k++
	}
	if k >= s.last || f.tokens[k].upper {
		return "", false
	}
	t, ok := f.typeOfHead(f.tokens[k].lower)
	return t, ok && appositive[t]
}

// isRoman says whether a word is a number in Roman digits: "Sportakkoord II".
func isRoman(w string) bool {
	return w != "" && strings.Trim(w, "IVX") == ""
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
	if first > s.first && f.tokens[first-1].info.is(classPersonTitle) {
		return true
	}
	if first > s.first && !f.tokens[first-1].upper && f.is(classMinister|classSecretary, f.tokens[first-1].text) && last-first <= 3 && !isAbbreviation(f.tokens[first].text) {
		return true // "minister Dijkgraaf"
	}
	if last-first < 3 || last-first > 5 || utf8.RuneCountInString(f.tokens[first].text) < 2 || isAbbreviation(f.tokens[last-1].text) || f.headFirst[f.tokens[first].text] != "" {
		return false
	}
	for k := first + 1; k < last-1; k++ {
		if !f.tokens[k].info.is(classSurnamePrefix) {
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
