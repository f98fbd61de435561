package extract

import (
	"slices"

	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
)

// fitPhrase turns the words at token i into entities of the atom's type.
func (m *matcher) fitPhrase(a, i int, st *state) (int, bool) {
	atom := &m.atoms[a]
	if i = m.overAdverbs(i); i >= m.s.last {
		return 0, false
	}
	if i+4 < m.s.last && m.tokens[i].lower == "bij" && m.tokens[i+1].lower == "te" && m.tokens[i+2].lower == "dragen" && m.tokens[i+3].lower == "aan" {
		i += 4
	}
	end := m.phraseEnd(i, m.s)
	if m.tokens[i].lower == "dat" && atom.Types[0] == model.TypeObjective {
		end = max(end, m.thatClauseEnd(i))
	}
	if a+1 < len(m.atoms) && atom.Kind == rules.Phrase && m.atoms[a+1].Kind != rules.Gap && m.atoms[a+1].Kind != rules.End {
		// The rest of the pattern bounds the phrase.
		rest := *st
		for j := i + 1; j < min(end, m.s.last); j++ {
			probe := rest
			if _, ok := m.fit(a+1, j, &probe); ok {
				end = j
				break
			}
		}
	}
	if atom.Kind == rules.NounPhrase {
		return m.fitNounPhrases(a, i, end, st)
	}
	if end <= i || !m.startsPhrase(i) || m.onlyGeneric(i, end) || end == i+1 && m.tokens[i].info.adjective && !m.tokens[i].info.nominal {
		return 0, false
	}
	if m.leadsToList(i, end) || m.otherThanAct(a, i) {
		return 0, false
	}
	if atom.Types[0] == model.TypeObjective && m.tokens[i].info.place && i > m.s.first && m.tokens[i-1].lower == "op" {
		return 0, false // "richt zich op ontwikkelingslanden": a place
	}
	made := m.filled(i, end)
	if m.atoms[0].Kind == rules.Start && a == 1 && len(m.atoms) == 3 && !m.phraseHead(i, m.s.last) && !m.statesState(i) && !m.toDo(i) {
		return 0, false // a whole sentence is a phrase only when it opens with the head of one
	}
	if made == nil {
		if m.nameOnly(i, end) {
			return 0, false
		}
		made = m.reuse(m.makePhrases(i, end, m.phraseType(atom, i, end), m.rule.Name))
		if first, last := m.continued(i, end); first > 0 && a+1 == len(m.atoms) {
			made = append(made, m.reuse(m.makePhrases(first, last, atom.Types[0], m.rule.Name))...)
		}
		st.made = append(st.made[:len(st.made):len(st.made)], made...)
	}
	if atom.Types[0] == model.TypeObjective && i >= m.s.first+2 && m.tokens[i-1].lower == "op" && m.tokens[i-2].lower == "gericht" {
		made = slices.DeleteFunc(slices.Clone(made), m.isPrevention)
		st.made = slices.DeleteFunc(slices.Clone(st.made), m.isPrevention)
	}
	if len(made) == 0 {
		return 0, false
	}
	switch atom.Role {
	case "S":
		st.subjects = append(st.subjects[:len(st.subjects):len(st.subjects)], made...)
	case "O":
		st.objects = append(st.objects[:len(st.objects):len(st.objects)], made...)
	}
	return m.fit(a+1, end, st)
}

// onlyGeneric says whether a phrase is no more than a word such as "de uitvoering", which
// says nothing without what it is of.
func (m *matcher) onlyGeneric(i, end int) bool {
	for i < end && m.tokens[i].info.is(classDeterminer) {
		i++
	}
	return end == i+1 && (m.is(classTransparent|classGenericNoun, m.tokens[i].lower) || m.isBareHead(m.tokens[i].lower))
}

// continued gives the next member of a co-ordination whose first one, [i,end), a relative
// clause follows: "een inkomen voor ieder die oud is en het bevorderen van sparen". It opens
// with "het" or "de" and an act, after "en" and the clause's verb; first is 0 for none.
func (m *matcher) continued(i, end int) (first, last int) {
	k := end
	if k < m.s.last && m.tokens[k].text == "," {
		k++
	}
	if k >= m.s.last || !m.tokens[k].info.is(classRelative) {
		return 0, 0
	}
	for k++; k+1 < m.s.last && m.tokens[k].text != ";" && m.tokens[k].text != ":"; k++ {
		if m.tokens[k].lower != "en" && m.tokens[k].text != "," || !m.tokens[k+1].info.is(classDeterminer) || !m.phraseHead(k+1, m.s.last) {
			continue
		}
		before := k - 1
		if m.tokens[before].text == "," {
			before--
		}
		if info := m.tokens[before].info; info.finite || info.participle || info.infinitive {
			return k + 1, m.phraseEnd(k+1, m.s)
		}
	}
	return 0, 0
}

// thatClauseEnd gives the end of the clause that "dat" at token i opens: up to a mark, or
// "en" with another such clause.
func (m *matcher) thatClauseEnd(i int) int {
	end := i + 1
	for end < m.s.last && m.tokens[end].word {
		if m.tokens[end].lower == "en" && end+1 < m.s.last && m.tokens[end+1].info.is(classRelative) {
			break
		}
		end++
	}
	return end
}

// leadsToList says whether the words [i,end) only lead to a list: "regisseert de keten
// door:", "verantwoordelijk voor het verstrekken van:".
func (m *matcher) leadsToList(i, end int) bool {
	for end < m.s.last && end > i && m.tokens[end].info.is(classPreposition) {
		end++
	}
	return end < m.s.last && m.tokens[end].text == ":" && end > i && m.tokens[end-1].info.is(classPreposition)
}

// nameOnly says whether nothing but names and words of closed classes stand in [i,end):
// "de AOW", "de IOAOW en de OBR" are things that have a name and no acts.
func (m *matcher) nameOnly(i, end int) bool {
	named := false
	for k := i; k < end; k++ {
		tok := m.tokens[k]
		if !tok.word || tok.info.is(classDeterminer|classConjunction) {
			continue
		}
		if !tok.upper || !isAbbreviation(tok.text) && m.lex.KnowsWord(tok.lower) && (end > k+1 || k == m.s.first) {
			return false
		}
		named = true
	}
	return named
}

// otherThanAct says whether the phrase that a pattern's atom a would take at token i is
// no act of the rule's: a sentence that opens with a preposition, or supervision, which
// has a predicate of its own, where one carries something out.
func (m *matcher) otherThanAct(a, i int) bool {
	if a != 1 || m.atoms[0].Kind != rules.Start {
		return false
	}
	if m.tokens[i].info.is(classPreposition) && len(m.atoms) > 3 {
		return true
	}
	if m.rule.Predicate != model.Implements {
		return false
	}
	for i+1 < m.s.last && (m.tokens[i].info.is(classDeterminer) || m.tokens[i].info.adjective) {
		i++
	}
	return i+1 < m.s.last && m.tokens[i].lower == "toezicht" && m.tokens[i+1].lower == "op"
}

// statesState says whether the sentence is no more than a state to be reached: "Een goede
// volksgezondheid." It opens with "een" and holds no verb that could be its own.
func (m *matcher) statesState(i int) bool {
	if m.tokens[i].lower != "een" {
		return false
	}
	for k := i; k < m.s.last && m.tokens[k].text != ","; k++ {
		info := m.tokens[k].info
		before := m.tokens[max(k-1, i)].lower
		if info.is(classAuxiliary) && m.tokens[k].lower != "zijn" || (info.finite || info.infinitive) && !info.nominal && before != "te" && before != "het" {
			return false
		}
	}
	return true
}

// toDo says whether the sentence opens with a noun and an infinitive that governs what
// follows: "Een bijdrage leveren aan", "Zorg dragen voor".
func (m *matcher) toDo(i int) bool {
	for i < m.s.last && (m.tokens[i].info.is(classDeterminer) || m.tokens[i].info.adjective) {
		i++
	}
	return i+2 < m.s.last && m.tokens[i].word && !m.tokens[i].info.function() && m.tokens[i+1].info.infinitive && !m.tokens[i+1].info.is(classAuxiliary) && m.tokens[i+2].info.is(classPreposition)
}

// threatAtom takes threats.
var threatAtom = rules.Mentions([]model.EntityType{model.TypeThreat})

// isPrevention says whether a phrase only names threats and that they are to be
// prevented: "het terugdringen van armoede". That is said by addresses, not by an
// objective.
func (m *matcher) isPrevention(p mention) bool {
	i := p.first
	for i < p.last && m.tokens[i].info.is(classDeterminer) {
		i++
	}
	if i+2 >= p.last || !m.verbs["prevent"][m.tokens[i].lower] || m.tokens[i+1].lower != "van" {
		return false
	}
	k := m.takeAfterWords(m.x, i+2, p.last, &threatAtom)
	if k < 0 {
		return false
	}
	_, end := m.group(m.x, k, p.last, &threatAtom)
	return end >= p.last || m.tokens[end].text == ","
}

// namedAtom takes what has a name of its own.
var namedAtom = rules.Mentions([]model.EntityType{model.TypePlace, model.TypeOrganisation, model.TypeRole, model.TypeMinistry, model.TypeCoalition,
	model.TypeLegalInstrument, model.TypePolicy})

// namedThing says whether a place, body, office or law stands in [i,end), which is then
// no open noun phrase.
func (m *matcher) namedThing(i, end int) bool {
	a := &namedAtom
	for ; i < end; i++ {
		if m.x.take(i, a) >= 0 {
			return true
		}
	}
	return false
}

// overAdverbs passes over words before a phrase that are no part of it: "onder meer",
// "vooral".
func (m *matcher) overAdverbs(i int) int {
	for i < m.s.last {
		w := m.tokens[i].lower
		if i+1 < m.s.last && m.is(classOpen, w+" "+m.tokens[i+1].lower) {
			i += 2
			continue
		}
		if !m.is(classLeadingAdverb, w) {
			return i
		}
		i++
	}
	return i
}

// fitNounPhrases takes a short noun phrase and those joined to it. Members that are
// mentions of the atom's type stay what they are; the others become entities.
func (m *matcher) fitNounPhrases(a, i, limit int, st *state) (int, bool) {
	atom := &m.atoms[a]
	all, made, end := m.nounPhrases(atom, i, limit)
	if len(all) == 0 {
		return 0, false
	}
	st.made = append(st.made[:len(st.made):len(st.made)], made...)
	if atom.Role == "S" {
		st.subjects = append(st.subjects[:len(st.subjects):len(st.subjects)], all...)
	} else {
		st.objects = append(st.objects[:len(st.objects):len(st.objects)], all...)
	}
	return m.fit(a+1, end, st)
}

// nounPhrases gives the short noun phrase at token i and those joined to it, which of them
// are new entities, and the token after the last.
func (m *matcher) nounPhrases(atom *rules.Atom, i, limit int) (all, made []mention, end int) {
	end = i
	for i < limit && m.startsPhrase(i) && !m.insideThreat(i) {
		if k := m.takeAfterWords(m.x, i, limit, atom); k >= 0 {
			all, end = append(all, m.x.list[k]), m.overBracket(m.x.list[k].last, limit)
		} else {
			last := min(limit, m.shortPhraseEnd(i))
			if last <= i || m.noNounPhrase(atom, i, last, limit) {
				break
			}
			if k := m.headMention(i, last, atom); k >= 0 {
				all, end = append(all, m.x.list[k]), m.overBracket(last, limit)
			} else {
				first := m.withoutDeterminer(i, last)
				p := m.reuse([]mention{m.phrase(first, last, m.phraseType(atom, first, last), m.rule.Name)})
				all, made, end = append(all, p[0]), append(made, p[0]), m.overBracket(last, limit)
			}
		}
		next, joined := m.overJoiner(end, limit)
		if !joined || m.tokens[end].text == "," && m.saysOfBefore(next, m.s) {
			break
		}
		if m.phraseHead(next, limit) && m.tokens[next].info.is(classDeterminer) {
			break // another act: "het terugdringen van X en de bescherming van Y"
		}
		i = next
	}
	return all, made, end
}

// noNounPhrase says whether the words [i,last) are no noun phrase that could be an entity of
// the atom's: hollow, an act, a name, a verb.
func (m *matcher) noNounPhrase(atom *rules.Atom, i, last, limit int) bool {
	act := m.phraseHead(i, limit) && m.tokens[i].info.is(classDeterminer) && m.tokens[min(i+1, limit-1)].info.infinitive
	generic := atom.Types[0] == model.TypeThreat && m.tokens[last-1].info.is(classGenericThreat) && last-i == 1
	return m.hollow(i, last) || m.onlyGeneric(i, last) || act || m.namedThing(i, last) || generic || m.verbal(last-1) || m.is(classPronoun|classLeadingAdverb, m.tokens[last-1].lower)
}

// headMention gives the mention of the atom's types that is the end of the noun phrase
// [i,last), with only words before it that are no part of its name: "aanhoudende inflatie";
// -1 for none.
func (m *matcher) headMention(i, last int, atom *rules.Atom) int {
	for k := m.x.from(i + 1); k < len(m.x.list) && m.x.list[k].first < last; k++ {
		if m.x.list[k].last == last && !m.x.list[k].hidden && atom.Set&m.x.sets[k] != 0 {
			return k
		}
	}
	return -1
}

// insideThreat says whether token i stands inside a threat that begins before it.
func (m *matcher) insideThreat(i int) bool {
	for k := m.x.from(max(m.s.first, i-6)); k < m.x.from(i); k++ {
		if f := m.x.list[k]; f.typ == model.TypeThreat && f.last > i {
			return true
		}
	}
	return false
}

func (m *matcher) withoutDeterminer(i, last int) int {
	for i < last-1 && m.tokens[i].info.is(classDeterminer) {
		i++
	}
	return i
}

// verbal says whether token i is a verb and so no noun phrase's head.
func (m *matcher) verbal(i int) bool {
	w := m.tokens[i].lower
	return m.is(classAuxiliary, w) && (w != "zijn" || m.zijnIsVerb(i, m.s)) || m.finite[w] && !m.nominals[w] && !m.infinitives[w] || m.participles[w]
}

// phraseType chooses, for an atom that may make several types, the one that the head noun
// of the phrase [i,end) names, a noun for those who act being a body's; else the atom's
// first.
func (m *matcher) phraseType(a *rules.Atom, i, end int) model.EntityType {
	if len(a.Types) < 2 {
		return a.Types[0]
	}
	head := end - 1
	for k := i + 1; k < end; k++ {
		if m.tokens[k].info.is(classPreposition) {
			head = k - 1
			break
		}
	}
	if t, ok := m.typeOfHead(m.tokens[head].lower); ok && a.Takes(t) {
		return t
	}
	switch w := m.tokens[head].lower; {
	case a.Takes(model.TypeOrganisation) && (m.endsLike("agentNoun", w) || m.endsLike("genericOrganisation", "--"+w)):
		return model.TypeOrganisation
	case a.Takes(model.TypeActivity):
		return model.TypeActivity
	}
	return a.Types[0]
}

// filled gives the fields of policy, bodies and policies that fill the whole phrase
// [i,end), so that "de brandweerzorg en de crisisbeheersing" stays two fields.
func (m *matcher) filled(i, end int) []mention {
	if i+2 < end && m.tokens[i].info.is(classDeterminer) && (m.tokens[i+1].lower == "uitvoering" && m.tokens[i+2].lower == "van" || m.tokens[i+1].lower == "afspraken" && m.tokens[i+2].info.is(classPreposition)) {
		i += 3
	}
	for _, types := range [][]model.EntityType{{model.TypePolicyDomain}, {model.TypeOrganisation, model.TypePolicy, model.TypeLegalInstrument}} {
		a := rules.Mentions(types)
		k := m.takeAfterWords(m.x, i, end, &a)
		if k < 0 {
			continue
		}
		members, last := m.group(m.x, k, end, &a)
		if last < end {
			continue
		}
		var out []mention
		for _, k := range members {
			out = append(out, m.x.list[k])
		}
		return out
	}
	return nil
}

// reuse takes, for phrases that another rule has made already, the mention made then, so
// that one stretch of words is one entity.
func (m *matcher) reuse(made []mention) []mention {
	for i := range made {
		for k := m.x.from(made[i].first); k < m.x.from(made[i].first+1); k++ {
			if o := m.x.list[k]; o.last == made[i].last && (o.typ == model.TypeActivity || o.typ == model.TypeObjective) && !o.hidden {
				made[i] = o
			}
		}
		for _, o := range m.fresh {
			if o.first == made[i].first && o.last == made[i].last {
				made[i] = o
			}
		}
	}
	return made
}

// startsPhrase says whether a phrase may begin at token i: not at a mark, a relative
// pronoun or an auxiliary.
func (m *matcher) startsPhrase(i int) bool {
	tok := m.tokens[i]
	if tok.info.is(classNoPhrase) {
		return false
	}
	if m.verbal(i) && !tok.info.participle || tok.info.infinitive && i+1 < m.s.last && m.tokens[i+1].info.is(classDeterminer) {
		return false
	}
	return tok.word && !tok.info.is(classAuxiliary) && !(tok.info.is(classRelative) && tok.lower != "dat") && tok.lower != "zich"
}

// shortPhraseEnd gives the end of a noun phrase with its "van" part and co-ordination.
func (m *matcher) shortPhraseEnd(i int) int {
	end := m.nounPhraseEnd(i, m.s)
	if end == i {
		return i
	}
	for end+1 < m.s.last && m.tokens[end].lower == "van" {
		next := m.nounPhraseEnd(end+1, m.s)
		if next == end+1 {
			break
		}
		end = next
		if end+1 < m.s.last && m.tokens[end].lower == "en" && m.plainNoun(end+1) {
			end += 2 // "de gezondheid van kinderen en ouderen"
		}
	}
	return end
}

// plainNoun says whether token i is a noun by itself: in small letters, no threat, and
// nothing after it that it governs.
func (m *matcher) plainNoun(i int) bool {
	tok := m.tokens[i]
	if !tok.word || tok.upper || tok.info.function() || tok.info.finite || tok.info.threat || tok.info.adjective {
		return false
	}
	return i+1 >= m.s.last || !m.tokens[i+1].word || m.tokens[i+1].info.finite || m.tokens[i+1].info.is(classAuxiliary)
}
