package extract

import (
	"strings"

	"rijksgraaf/model"
)

// phraseEnd gives the end of the phrase that begins at token i: up to a mark that ends
// it, a relative clause, or a finite verb. Commas inside an enumeration stay inside.
func (f *finder) phraseEnd(i int, s sentence) int {
	j := i
	depth := 0
	for ; j < s.last; j++ {
		tok := f.tokens[j]
		switch tok.text {
		case "(":
			depth++
			continue
		case ")":
			depth--
			continue
		}
		if depth > 0 {
			continue
		}
		if tok.text == ";" || tok.text == ":" || (tok.text == "." && !tok.glued) || tok.text == "." && j+1 >= s.last {
			break
		}
		if tok.text == "," && f.clauseAfter(j+1, s) {
			break
		}
		if j > i && f.endsPhrase(j, s) {
			break
		}
	}
	for j > i+1 && (!f.tokens[j-1].word && f.tokens[j-1].text != ")" || f.tokens[j-1].info.is(classConjunction)) {
		j--
	}
	return j
}

// clauseAfter says whether what follows a comma is no member of an enumeration but a
// clause or adjunct of its own.
func (f *finder) clauseAfter(j int, s sentence) bool {
	if j >= s.last {
		return true
	}
	w := f.tokens[j].lower
	if f.is(classRelative, w) || f.is(classAuxiliary, w) || f.participles[w] || f.saysOfBefore(j, s) {
		return true
	}
	if f.tokens[j].info.is(classConjunction) && j+1 < s.last && f.tokens[j+1].info.is(classPreposition) {
		return !f.saidBefore(j + 1) // "naar X, evenals naar Y"
	}
	return f.is(classAdjunct, w) && !f.continuesList(j, s)
}

// saysOfBefore says whether "een" at token j opens words about the noun before it and no
// further member: "een zaak waarmee", "een taak die".
func (f *finder) saysOfBefore(j int, s sentence) bool {
	if f.tokens[j].lower != "een" {
		return false
	}
	for k := j + 1; k < min(j+5, s.last) && f.tokens[k].text != ","; k++ {
		if f.tokens[k].info.is(classRelative) {
			return true
		}
	}
	return false
}

// continuesList says whether the preposition at token j repeats the one that opened the
// members before it ("in X, in Y en in Z").
func (f *finder) continuesList(j int, s sentence) bool {
	for k := j - 2; k > s.first && k > j-8; k-- {
		if f.tokens[k].lower == f.tokens[j].lower {
			for m := j + 1; m < s.last && m < j+12; m++ {
				if f.tokens[m].lower == "en" {
					return true
				}
			}
			return false
		}
	}
	return false
}

// endsPhrase says whether token j begins something after the phrase: a relative clause, a
// finite verb that is no infinitive, or "gericht op".
func (f *finder) endsPhrase(j int, s sentence) bool {
	tok := f.tokens[j]
	w := tok.lower
	if !tok.word || tok.upper {
		return false
	}
	if w == "gericht" && j+1 < s.last && f.tokens[j+1].lower == "op" {
		return true
	}
	if w == "tot" && j+1 < s.last && f.tokens[j+1].lower == "doel" {
		return true
	}
	if (w == "dat" || w == "die") && !f.tokens[j-1].info.is(classPreposition) || w == "waar" && j+1 < s.last && f.tokens[j+1].word && f.tokens[min(j+2, s.last-1)].info.finite ||
		w == "waarbij" || w == "waarmee" || w == "waarvan" || w == "waarin" || w == "zodat" || w == "omdat" || w == "terwijl" {
		return true
	}
	if w == "staat" && f.tokens[j-1].lower == "in" || j+1 < s.last && f.tokens[j+1].lower == "van" && (f.tokens[j-1].lower == "het" || w == "hebben" || w == "zijn" || w == "worden") {
		return false
	}
	if f.is(classAuxiliary, w) && (w != "zijn" || f.zijnIsVerb(j, s)) {
		return true
	}
	if before := f.tokens[j-1].lower; f.is(classPreposition, before) || f.is(classDeterminer, before) || f.isAdjective(before) && !f.tokens[j-1].upper {
		return false
	}
	if f.finite[w] && !f.infinitives[w] && !f.nominals[w] && !f.participles[w] && !f.isAdjective(w) && len(w) > 2 {
		return true
	}
	return false
}

// zijnIsVerb says whether "zijn" at token j is the verb and not the possessive: a noun
// stands before it, or an article, a preposition or a participle after it.
func (f *finder) zijnIsVerb(j int, s sentence) bool {
	if j+1 >= s.last {
		return true
	}
	w := f.tokens[j+1].lower
	if f.is(classDeterminer|classPreposition|classPronoun, w) || f.participles[w] {
		return true
	}
	before := f.tokens[j-1]
	return before.word && !before.info.function() && !before.info.finite && !before.info.infinitive
}

// split parts a phrase into its co-ordinated heads: "het waarborgen van X, het bewaken
// van Y en het behoud van Z" has three. Each part is [first,last).
func (f *finder) split(first, last int) [][2]int {
	var out [][2]int
	start := first
	depth := 0
	for j := first; j < last; j++ {
		switch f.tokens[j].text {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth > 0 || (f.tokens[j].text != "," && f.tokens[j].lower != "en" && f.tokens[j].lower != "alsmede") {
			continue
		}
		k := j + 1
		if k < last && f.tokens[j].text == "," && f.tokens[k].info.is(classConjunction) {
			k++
		}
		if k < last && f.tokens[k].lower == "ook" {
			k++
		}
		if k < last && f.tokens[k].lower == "te" {
			k++
		}
		if k < last && k > first && f.repeats(k, first) {
			out = append(out, [2]int{start, j})
			start = k + 1
			j = k
			continue
		}
		if k < last && j >= first+3 && f.tokens[j-2].lower == "te" && strings.HasSuffix(f.tokens[j-1].lower, "n") {
			out = append(out, [2]int{start, j}) // "X te vergroten, Y te verbeteren"
			start, j = k, k
			continue
		}
		if k < last && (f.phraseHead(k, last) && !f.sharesComplement(start, j) && !f.aboutBoth(start, j, k) || f.enumerates(j, k, first, len(out))) {
			out = append(out, [2]int{start, j})
			start = k
			j = k
		}
	}
	return append(out, [2]int{start, last})
}

// enumerates says whether the article at token k, after the comma or "en" at token j,
// begins a new member: in "X, een Y en een Z" each has its own.
func (f *finder) enumerates(j, k, first, members int) bool {
	w := f.tokens[k].lower
	if f.tokens[j].text == "," {
		return w == "een" || w == "het" || w == "de"
	}
	return w == "een" && (members > 0 || f.tokens[first].lower == "een")
}

// repeats says whether the preposition at token k is the one that governs the phrase that
// begins at first: "naar X en naar Y".
func (f *finder) repeats(k, first int) bool {
	return first > 0 && f.tokens[k].info.is(classPreposition) && f.tokens[k].lower == f.tokens[first-1].lower && f.tokens[k].lower != "van"
}

// sharesComplement says whether the last member of [start,j) is a bare head, which takes
// its complement from the next one: "het gereedhouden" in "het gereedhouden en uitzenden
// van eenheden", "verwerving" in "de planning, verwerving en afstoting van materieel".
func (f *finder) sharesComplement(start, j int) bool {
	n := 0
	for k := j - 1; k >= start && f.tokens[k].text != ","; k-- {
		if f.tokens[k].word && !f.tokens[k].info.is(classDeterminer) {
			n++
		}
	}
	return n <= 1 && f.tokens[j].text != ","
}

// aboutBoth says whether the noun with an article at token k is a second thing that
// [start,j) is about, and no act of its own: "het beleid inzake de energieprestatie en de
// kwaliteit van gebouwen".
func (f *finder) aboutBoth(start, j, k int) bool {
	if !f.tokens[k].info.is(classDeterminer) || f.tokens[j].text == "," {
		return false
	}
	for k++; f.tokens[k].info.adjective && !f.tokens[k].info.nominal && !f.tokens[k].info.infinitive; {
		k++
	}
	if w := f.tokens[k].lower; f.infinitives[w] || f.nominals[w] || f.endsLike("nominal", w) {
		return false
	}
	for i := start + 1; i+1 < j; i++ {
		if f.is(classAbout, f.tokens[i].lower) && f.tokens[i+1].info.is(classDeterminer) {
			return true
		}
	}
	return false
}

// phraseHead says whether a new noun or infinitive phrase about an act begins at token k:
// "het versterken van", "bevordering van", "verdedigen tegen", "een hoge kwaliteit van".
func (f *finder) phraseHead(k, last int) bool {
	determined := f.tokens[k].info.is(classDeterminer)
	if determined {
		k++
	}
	adjectives := k
	for k < last && f.tokens[k].info.adjective && !f.tokens[k].info.nominal && !f.tokens[k].info.infinitive {
		k++
	}
	if k >= last {
		return false
	}
	if determined && f.tokens[adjectives-1].lower == "het" {
		k = f.nominalised(adjectives, k, last)
	}
	w := f.tokens[k].lower
	next := ""
	if k+1 < last {
		next = f.tokens[k+1].lower
	}
	governs := next == "van" || next == "aan" || next == "in" || next == "voor" || next == "tegen" || next == "op" || next == "tot" || next == "bij" || next == "met"
	switch {
	case f.infinitives[w]:
		return governs || determined && f.tokens[adjectives-1].lower == "het" && next != "" || next == "en"
	case f.nominals[w] || f.endsLike("nominal", w):
		return governs
	case determined && governs && next == "van":
		return true
	}
	return false
}

// nominalised gives the infinitive that "het" makes a noun of, up to three words on from
// token i ("het duurzaam beschermen van", "het in stand houden van"); k when there is none.
func (f *finder) nominalised(i, k, last int) int {
	for j := i; j+1 < last && j < i+4 && f.tokens[j].word && !f.tokens[j].info.is(classAuxiliary|classRelative|classConjunction); j++ {
		if f.tokens[j].info.infinitive && f.tokens[j+1].lower == "van" {
			return j
		}
	}
	return k
}

// makePhrases adds the phrases of [first,last) as mentions of a type and gives them.
func (f *finder) makePhrases(first, last int, t model.EntityType, rule string) []mention {
	var out []mention
	for _, p := range f.split(first, last) {
		a, b := f.trimPhrase(p[0], p[1])
		if b <= a || f.opensWithOffice(a, b) || f.hollow(a, b) {
			continue
		}
		out = append(out, f.phrase(a, b, t, rule))
	}
	return out
}

// hollow says whether a phrase has no word of content.
func (f *finder) hollow(a, b int) bool {
	for ; a < b; a++ {
		if f.tokens[a].word && !f.tokens[a].info.function() && !isDigits(f.tokens[a].text) {
			return false
		}
	}
	return true
}

// opensWithOffice says whether a phrase opens with a minister or state secretary: then it
// is the subject of another clause.
func (f *finder) opensWithOffice(a, b int) bool {
	for a < b && f.tokens[a].info.is(classDeterminer) {
		a++
	}
	if a >= b {
		return false
	}
	if f.is(classMinister, f.tokens[a].text) || f.is(classSecretary, f.tokens[a].text) {
		return true
	}
	n, values := f.names.Longest(a, b, "", f.word)
	return n > 0 && a+n < b && f.values[values[0]].typ == model.TypeRole && !f.tokens[a+n].info.is(classPreposition|classConjunction)
}

func (f *finder) phrase(a, b int, t model.EntityType, rule string) mention {
	label := f.words(a, b)
	return mention{first: a, last: b, typ: t, id: idFor(t, withoutArticle(label)), label: label, rule: rule, rank: rankPattern, inner: true}
}

func withoutArticle(label string) string {
	for _, a := range []string{"De ", "de ", "Het ", "het ", "Een ", "een "} {
		if len(label) > len(a)+3 && label[:len(a)] == a {
			return label[len(a):]
		}
	}
	return label
}

// trimPhrase takes marks and joining words from both ends of a phrase.
func (f *finder) trimPhrase(a, b int) (int, int) {
	for a < b && (!f.tokens[a].word || f.tokens[a].info.is(classConjunction) || f.tokens[a].lower == "om" || f.tokens[a].lower == "te" || f.tokens[a].lower == "ook" || f.tokens[a].lower == "tevens") {
		a++
	}
	for b > a && (!f.tokens[b-1].word && f.tokens[b-1].text != ")" || f.tokens[b-1].info.is(classConjunction)) {
		b--
	}
	return a, b
}
