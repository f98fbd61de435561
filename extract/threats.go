package extract

import (
	"strings"

	"rijksgraaf/model"
)

// threatsIn finds threats: terms of the lexicon, compounds with a tail that makes them
// one, and heads with "van" and what follows; adjectives before them belong to them.
func (f *finder) threatsIn(s sentence) {
	for i := s.first; i < s.last; {
		first, last := f.threatAt(i, s)
		if last == 0 {
			i++
			continue
		}
		first = f.adjectivesBefore(first, s)
		core := f.words(first, last)
		last = f.threatTail(last, s)
		if f.genericThreat(first, last, s) {
			i = last
			continue
		}
		f.add(mention{first: first, last: last, typ: model.TypeThreat, weak: f.circumstance(first, s), id: idFor(model.TypeThreat, core), label: f.words(first, last), rule: "threat", rank: rankThreat})
		i = last
	}
}

// threatAt gives the tokens of the threat whose core begins at token i; last 0 for none.
func (f *finder) threatAt(i int, s sentence) (first, last int) {
	tok := f.tokens[i]
	if !tok.word || !tok.info.threat {
		return 0, 0
	}
	n, _ := f.threats.Longest(i, s.last, tok.lower, func(k int) string { return f.tokens[k].lower })
	if n > 0 && !f.gluedToCompound(i, i+n) {
		return i, i + n
	}
	for k := max(3, len(tok.lower)-longestEnding); k+3 <= len(tok.lower); k++ {
		if f.threatTails[tok.lower[k:]] {
			return i, i + 1
		}
	}
	if f.threatTails[tok.lower] && i > s.first && f.adjectivesBefore(i, s) < i {
		return i, i + 1
	}
	if f.threatHeads[tok.lower] && i+2 < s.last && f.tokens[i+1].lower == "van" {
		j := i + 2
		if _, end := f.threatAt(j, s); end > 0 {
			if tok.info.is(classGenericThreat) {
				return 0, 0 // "de dreiging van terrorisme": the thing itself is the threat
			}
			return i, end
		}
		if end := f.nounPhraseEnd(j, s); end > j {
			return i, end
		}
	}
	return 0, 0
}

// genericThreat says whether the words only call something a threat: "een bedreiging
// voor", "deze dreigingen", a bare "risico's".
func (f *finder) genericThreat(first, last int, s sentence) bool {
	if !f.tokens[last-1].info.is(classGenericThreat) {
		return false
	}
	return last-first == 1 || last < s.last && f.tokens[last].lower == "voor"
}

// circumstance says whether a threat is only the occasion on which something is done
// ("bij rampen"): then it is printed only where a relation uses it.
func (f *finder) circumstance(first int, s sentence) bool {
	for k := first - 1; k >= s.first; k-- {
		switch w := f.tokens[k].lower; {
		case w == "bij" || w == "tijdens" || w == "na" || w == "naar":
			return true
		case f.is(classDeterminer, w) || w == "en" || w == "of" || f.isAdjective(w):
		default:
			if k >= 2 && f.tokens[k+1].lower == "en" && f.tokens[k].word {
				continue
			}
			return false
		}
	}
	return false
}

// mayBeThreat says whether a threat may begin with a word in small letters: a term does,
// or it is a head, or it has a tail that makes a compound one.
func (f *finder) mayBeThreat(lower string) bool {
	if f.threats.Opens(lower) || f.threatHeads[lower] || f.threatTails[lower] {
		return true
	}
	for k := max(3, len(lower)-longestEnding); k+3 <= len(lower); k++ {
		if f.threatTails[lower[k:]] {
			return true
		}
	}
	return false
}

// threatTail lengthens a threat by who does it ("door statelijke actoren") and by whom or
// what it is done to ("tegen journalisten").
func (f *finder) threatTail(last int, s sentence) int {
	if last+1 < s.last && f.tokens[last].lower == "tegen" {
		if f.tokens[last+1].upper {
			return f.compoundEnd(last+1, s)
		}
		if end := f.nounPhraseEnd(last+1, s); end > last+1 && end-last <= 4 {
			return end // "geweld tegen journalisten"
		}
		return last
	}
	if last+1 < s.last && f.tokens[last].lower == "onder" && !f.tokens[last+1].upper && !f.tokens[last+1].info.is(classDeterminer) {
		if end := f.nounPhraseEnd(last+1, s); end > last+1 && end-last <= 3 && strings.HasSuffix(f.tokens[end-1].lower, "en") {
			return end // "armoede onder ouderen"
		}
	}
	if last+1 < s.last && f.tokens[last].lower == "van" && !f.tokens[last+1].upper && !f.tokens[last+1].info.is(classDeterminer) && f.tokens[last-1].info.nominal {
		if end := f.nounPhraseEnd(last+1, s); end > last+1 && end-last <= 4 {
			return end // "intimidatie van bestuurders"
		}
	}
	if last+1 >= s.last || f.tokens[last].lower != "door" || f.tokens[last+1].upper {
		return last
	}
	for k := s.first; k < last; k++ {
		if w := f.tokens[k].lower; w == "wordt" || w == "worden" || w == "werd" || w == "werden" {
			return last
		}
	}
	end := f.nounPhraseEnd(last+1, s)
	if end > last+2 && end-last <= 4 && f.tokens[last+1].info.adjective && (end >= s.last || !f.tokens[end].info.finite) && !f.tokens[last+1].info.is(classDeterminer) {
		return end
	}
	return last
}

// adjectivesBefore moves the beginning of a noun phrase to the first of the adjectives
// before it.
func (f *finder) adjectivesBefore(i int, s sentence) int {
	for i > s.first && f.tokens[i-1].word && (!f.tokens[i-1].upper || i-1 == s.first || strings.HasSuffix(f.tokens[i-1].lower, "se") || strings.HasSuffix(f.tokens[i-1].lower, "sche")) && f.tokens[i-1].info.adjective {
		i--
	}
	return i
}

// nounPhraseEnd gives the end of a short noun phrase that begins at token i: an optional
// article, adjectives, one noun; or a run of words with capitals.
func (f *finder) nounPhraseEnd(i int, s sentence) int {
	j := i
	for j < s.last && (f.modifies(j, s) || f.tokens[j].info.is(classDeterminer) || f.tokens[j].info.adjective && j+1 < s.last && f.tokens[j+1].word && !f.stopsPhrase(j+1)) {
		j++
	}
	if j >= s.last || f.stopsPhrase(j) {
		return i
	}
	return f.compoundEnd(j, s)
}

// modifies says whether the word at token j, whatever its form, can only be an adjective:
// another word of content stands right after it.
func (f *finder) modifies(j int, s sentence) bool {
	if j+1 >= s.last || f.stopsPhrase(j) || f.stopsPhrase(j+1) || f.tokens[j+1].glued || f.tokens[j].upper || f.tokens[j+1].upper {
		return false
	}
	w, next := f.tokens[j].lower, f.tokens[j+1].lower
	return !f.functionWord(w) && !f.functionWord(next) && !f.finite[w] && !f.finite[next] && !f.participles[next] && !f.infinitives[w] && len(next) > 3 && len(w) > 3
}

// stopsPhrase says whether token j cannot be part of a noun phrase.
func (f *finder) stopsPhrase(j int) bool {
	tok := f.tokens[j]
	return !tok.word || tok.info.is(classPreposition) || tok.info.is(classConjunction) || tok.info.is(classRelative) || tok.info.is(classAuxiliary)
}

// domainsIn finds fields of policy, in small letters; they are printed only where a
// relation uses them.
func (f *finder) domainsIn(s sentence) {
	for i := s.first; i < s.last; {
		if !f.tokens[i].info.domain {
			i++
			continue
		}
		n, values := f.domains.Longest(i, s.last, f.tokens[i].lower, func(k int) string { return f.tokens[k].lower })
		if n == 0 || f.gluedToCompound(i, i+n) || f.tokens[i].upper && i > s.first {
			i++
			continue
		}
		v := f.values[values[0]]
		f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "domain", rank: rankPattern, weak: true})
		// "de politie" is a field and a body; which one, the relation tells.
		capital := strings.ToUpper(f.tokens[i].text[:1]) + f.tokens[i].text[1:]
		if m, bodies := f.names.Longest(i, i+n, capital, f.word); m == n && f.values[bodies[0]].typ == model.TypeOrganisation {
			b := f.values[bodies[0]]
			f.add(mention{first: i, last: i + n, typ: b.typ, id: b.id, label: b.label, rule: "domain-body", rank: rankPattern, weak: true, inner: true})
		}
		i += n
	}
}

// placesIn finds areas named by a common noun ("risicolanden") and the country that an
// adjective or pronoun means.
func (f *finder) placesIn(s sentence) {
	for i := s.first; i < s.last; i++ {
		tok := f.tokens[i]
		if !tok.word {
			continue
		}
		if id, ok := f.countryAdjectives[tok.text]; ok && tok.upper {
			f.add(mention{first: i, last: i + 1, typ: model.TypePlace, id: id, label: f.labels[id], rule: "country-adjective", rank: rankPattern, hidden: true, inner: true})
		}
		if id, ok := f.firstPersons[tok.lower]; ok && tok.info.is(classFirstPerson) {
			f.add(mention{first: i, last: i + 1, typ: model.TypePlace, id: id, label: f.labels[id], rule: "first-person", rank: rankPattern, hidden: true, inner: true})
		}
		if !tok.upper && tok.info.body && !(i+1 < s.last && f.tokens[i+1].upper && f.tokens[i+1].word) {
			first := f.adjectivesBefore(i, s)
			f.add(mention{first: first, last: i + 1, typ: model.TypeOrganisation, id: idFor(model.TypeOrganisation, f.words(first, i+1)), label: f.words(first, i+1), rule: "generic-organisation", rank: rankPattern, weak: true})
		}
		if !tok.upper && tok.info.place && len(tok.lower) > 9 {
			first := f.adjectivesBefore(i, s)
			f.add(mention{first: first, last: i + 1, typ: model.TypePlace, id: idFor(model.TypePlace, f.words(first, i+1)), label: f.words(first, i+1), rule: "generic-place", rank: rankPattern, weak: true})
		}
	}
}
