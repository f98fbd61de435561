package extract

import (
	"strings"

	"rijksgraaf/model"
)

// nameEnd gives the end of the name that begins at token i: capitals, with hyphens,
// numbers and connectors between them; "Wet ..." goes on in small letters.
func (f *finder) nameEnd(i int, s sentence) int {
	if t, ok := f.headFirst[f.tokens[i].text]; ok && t == model.TypeLegalInstrument && !f.datedLaw(i, s) {
		if end := f.lawEnd(i, s); end > i+1 {
			return end
		}
	}
	if i+2 < s.last && f.tokens[i].info.adjective && f.headFirst[f.tokens[i+1].text] == model.TypeLegalInstrument && !f.datedLaw(i+1, s) {
		if end := f.lawEnd(i+1, s); end > i+2 {
			return end // "Europees Handvest inzake lokale autonomie"
		}
	}
	opener, first := f.headFirst[f.tokens[i].text]
	if first && opener == model.TypePolicy && i > s.first && i+2 < s.last && (f.tokens[i+1].lower == "van" || f.tokens[i+1].lower == "voor") && !f.tokens[i+2].upper {
		if end := f.lawEnd(i, s); end > i+2 {
			return end // "Plan van aanpak witwassen"
		}
	}
	if first && f.is(classNamedBySubject, f.tokens[i].lower) && i+1 < s.last && (f.tokens[i+1].info.nominal || f.endsLike("nominal", f.tokens[i+1].lower) || f.tokens[i+1].info.domain) && !f.tokens[i+1].upper && !f.isParticle(i+1, s) {
		return f.subjectEnd(i+1, s) // "de Afdeling advisering"
	}
	if first && (opener == model.TypePolicy || opener == model.TypeCoalition) && i > s.first && (f.tokens[i-1].info.is(classDeterminer) || f.is(classOrdinal, f.tokens[i-1].lower)) {
		if end := f.subjectEnd(i+1, s); end > i+1 {
			return end // "het Convenant financiering dierziekten 2020-2024"
		}
	}
	if n, _ := f.names.Longest(i, s.last, "", f.word); n > 0 && i+n < s.last && f.tokens[i+n].info.is(classConnector) {
		return i + n // the register knows the name; what follows is something else
	}
	end := f.compoundEnd(i, s)
	for end < s.last {
		j := end
		tok := f.tokens[j]
		switch {
		case tok.word && (tok.upper || isYear(tok.text)) && !f.is(classMinister, tok.text):
			end = max(f.compoundEnd(j, s), f.withYears(j, s))
			continue
		case tok.text == "-" && tok.glued && j+1 < s.last && f.tokens[j+1].lower == "en":
			if n := f.capitalAfter(j+2, s); n > 0 {
				end = f.compoundEnd(n, s)
				continue
			}
		}
		first = first || f.holdsOpener(i, end)
		n := f.overConnectors(j, s, first)
		if n == 0 || tok.lower == "van" && !first && f.typedHead(end-1) {
			break
		}
		end = f.compoundEnd(n, s)
	}
	return f.withYears(f.withSubject(f.withPurpose(i, end, s), s), s)
}

// subjectEnd gives the end of the words in small letters that say, right after the noun
// that opens a name, what it is about: content words and "en" between them; i for none.
func (f *finder) subjectEnd(i int, s sentence) int {
	j := i
	for j < s.last && j < i+6 {
		tok := f.tokens[j]
		content := tok.word && !tok.upper && !tok.info.function() && !tok.info.finite && (!tok.info.participle || f.describesNext(j, s)) && !isDigits(tok.text) && !tok.info.is(classLawEnd|classLeadingAdverb) && !f.isParticle(j, s)
		joins := tok.lower == "en" && j > i && j+1 < s.last && f.tokens[j+1].word && !f.tokens[j+1].upper && !f.tokens[j+1].info.function() && !f.tokens[j+1].info.finite && !f.tokens[j+1].info.infinitive
		if !content && !joins {
			break
		}
		j++
	}
	if j == i {
		return i
	}
	return f.withYears(j, s)
}

// describesNext says whether the participle at token j stands before a noun with the ending
// of an adjective: "verduurzaming gebouwde omgeving".
func (f *finder) describesNext(j int, s sentence) bool {
	return strings.HasSuffix(f.tokens[j].lower, "de") && j+1 < s.last && f.tokens[j+1].word && !f.tokens[j+1].info.function() && !f.tokens[j+1].info.finite
}

// holdsOpener says whether a word that opens names stands inside [i,end), before its last
// word: what follows it is its subject, which may hold "en" ("Nationaal Programma Armoede
// en Schulden").
func (f *finder) holdsOpener(i, end int) bool {
	for k := i; k < end-1; k++ {
		if _, ok := f.headFirst[f.tokens[k].text]; ok {
			return true
		}
	}
	return false
}

// withSubject lengthens a paper's name by up to three nouns in small letters that say what
// it is about: "Hoofdlijnenbrief arbeidsmarkt". A mark or a word of a closed class follows.
func (f *finder) withSubject(end int, s sentence) int {
	if end >= s.last || end == 0 || f.tokens[end].upper || !f.tokens[end].word || !f.tokens[end-1].upper {
		return end
	}
	t, ok := f.typeOfHead(f.tokens[end-1].lower)
	if !ok || t != model.TypePolicy || f.tokens[end].info.function() || f.tokens[end].info.finite || f.tokens[end].info.participle {
		return end
	}
	return f.withNouns(end, s)
}

// withNouns passes over up to three nouns in small letters; none when another word of
// content follows them.
func (f *finder) withNouns(end int, s sentence) int {
	last := end
	for last < s.last && last < end+3 && f.tokens[last].word && !f.tokens[last].upper && !f.tokens[last].info.function() && !f.tokens[last].info.participle && !f.isParticle(last, s) &&
		(!f.tokens[last].info.finite || f.tokens[last].info.nominal) {
		last = f.compoundEnd(last, s)
	}
	if last < s.last && f.tokens[last].word && !f.tokens[last].info.function() {
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
	if end+1 >= s.last || f.tokens[end].lower != "voor" || f.tokens[end+1].upper || f.tokens[end+1].info.is(classDeterminer) && f.tokens[end+1].lower != "de" && f.tokens[end+1].lower != "het" {
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
		case !tok.info.is(classConnector), k == j && (tok.lower == "de" || tok.lower == "het"):
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
		if !tok.word || f.lawStops(j, i) || j+1 < s.last && f.is(classVerbPhrase, tok.lower+" "+f.tokens[j+1].lower) || (tok.lower == "de" || tok.lower == "het" || tok.lower == "een") && j > i+1 && !f.tokens[j-1].info.is(classPreposition|classConjunction|classConnector|classDeterminer) {
			break
		}
		if tok.lower == "en" && !f.lawGoesOn(j, s) {
			break
		}
	}
	for j > i+1 && (f.tokens[j-1].info.is(classConnector) || f.tokens[j-1].info.is(classPreposition) || f.tokens[j-1].info.is(classDeterminer)) {
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
	if f.is(classLawEnd, w) {
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
	return next.word && !next.info.is(classDeterminer) && !next.info.is(classPreposition) && (!next.upper || f.tokens[j-1].upper) &&
		f.headFirst[next.text] == ""
}
