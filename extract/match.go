package extract

import (
	"strings"

	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
)

// matched is one way in which a pattern fits a sentence.
type matched struct {
	first, last int
	subjects    []mention
	objects     []mention
	list        bool // the objects are the items of the list that the sentence opens
	made        []mention
}

// matcher fits the rules' patterns to sentences.
type matcher struct {
	*finder
	x    *index
	s    sentence
	rule *rules.Rule
	// listed gives the entities of the list that the sentence opens, of a type.
	listed func([]model.EntityType) []mention
	atoms  []rules.Atom
	// fresh are the phrases that rules made in this sentence during this pass.
	fresh []mention
}

// state is what a partial match holds.
type state struct {
	subjects, objects, made []mention
	list                    bool
	lastSlot                *rules.Atom
}

// find gives all matches of a pattern in the sentence, at most one for each beginning.
func (m *matcher) find(p rules.Pattern) []matched {
	m.atoms = p.Atoms
	var out []matched
	for i := m.s.first; i < m.s.last; i++ {
		if !m.mayBegin(i) {
			continue
		}
		st := state{}
		if end, ok := m.fit(0, i, &st); ok {
			out = append(out, matched{i, end, st.subjects, st.objects, st.list, st.made})
			if len(st.subjects) > 0 && p.Atoms[0].Role == "S" {
				// Later members of the same co-ordination would match again.
				i = max(i, st.subjects[len(st.subjects)-1].last-1)
			}
		}
		if p.Atoms[0].Kind == rules.Start {
			break
		}
	}
	return out
}

// mayBegin says whether a match may begin at token i: a subject at the beginning of a
// pattern is not governed by a preposition.
func (m *matcher) mayBegin(i int) bool {
	a := &m.atoms[0]
	if a.Kind != rules.Slot {
		return true
	}
	k := m.x.take(i, a)
	if k < 0 || i > m.s.first && m.tokens[i-1].text == "(" {
		return false
	}
	if len(m.atoms) > 1 && m.atoms[1].Kind == rules.Word && m.atoms[1].Words[","] {
		return true // an apposition says something of any noun
	}
	return a.Role != "S" || m.x.list[k].typ == model.TypeThreat || !m.governed(i)
}

// governed says whether the mention at token i follows a preposition.
func (m *matcher) governed(i int) bool {
	j := i - 1
	for j >= m.s.first && (m.is(classDeterminer, m.tokens[j].lower) || m.isAdjective(m.tokens[j].lower) && m.tokens[j].word) {
		j--
	}
	if j < m.s.first {
		return false
	}
	w := m.tokens[j].lower
	return m.is(classPreposition, w) && w != "namens"
}

// fit matches atoms from a on at token i; it returns the end of the match.
func (m *matcher) fit(a, i int, st *state) (int, bool) {
	if a == len(m.atoms) {
		return i, true
	}
	atom := &m.atoms[a]
	save := *st
	if end, ok := m.fitAtom(a, i, st); ok {
		return end, true
	}
	*st = save
	if atom.Optional {
		return m.fit(a+1, i, st)
	}
	return 0, false
}

func (m *matcher) fitAtom(a, i int, st *state) (int, bool) {
	atom := &m.atoms[a]
	switch atom.Kind {
	case rules.Start:
		if i != m.s.first {
			return 0, false
		}
		return m.fit(a+1, i, st)
	case rules.End:
		for k := i; k < m.s.last; k++ {
			if m.verbal(k) && !m.participles[m.tokens[k].lower] {
				return 0, false
			}
		}
		return m.fit(a+1, i, st)
	case rules.Gap:
		return m.fitGap(a, i, st)
	case rules.List:
		return m.fitList(a, i, st)
	case rules.Slot:
		return m.fitSlot(a, i, st)
	}
	if i >= m.s.last {
		return 0, false
	}
	switch atom.Kind {
	case rules.Phrase, rules.NounPhrase:
		return m.fitPhrase(a, i, st)
	case rules.Verb:
		if !m.verbs[atom.Class][m.tokens[i].lower] {
			return 0, false
		}
	case rules.Word:
		if !fitsWord(atom, m.tokens[i].lower) {
			return 0, false
		}
	}
	return m.fit(a+1, i+1, st)
}

// fitList takes the items of the list, when the sentence ends in a colon.
func (m *matcher) fitList(a, i int, st *state) (int, bool) {
	if m.s.last == m.s.first || m.tokens[m.s.last-1].text != ":" || m.s.last-i > 12 {
		return 0, false
	}
	items := m.listed(m.atoms[a].Types)
	if len(items) == 0 {
		return 0, false
	}
	st.objects, st.list = items, true
	return m.fit(a+1, m.s.last, st)
}

func fitsWord(a *rules.Atom, w string) bool {
	if a.Words[w] {
		return true
	}
	for _, p := range a.Begins {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	for _, p := range a.Ends {
		if strings.HasSuffix(w, p) {
			return true
		}
	}
	return false
}

// fitGap passes over as few words as it can. It never crosses a semicolon and, after a
// subject, no other mention that could be the subject, unless a preposition governs it.
func (m *matcher) fitGap(a, i int, st *state) (int, bool) {
	atom := &m.atoms[a]
	for n := 0; n <= atom.Max && i+n <= m.s.last; n++ {
		save := *st
		if end, ok := m.fit(a+1, i+n, st); ok {
			return end, true
		}
		*st = save
		if i+n >= m.s.last || m.tokens[i+n].text == ";" {
			return 0, false
		}
		if st.lastSlot != nil && st.lastSlot.Role == "S" && n > 0 && m.otherSubject(i+n, st.lastSlot) {
			return 0, false
		}
	}
	return 0, false
}

// otherSubject says whether another mention that could be the subject begins at token i:
// one that no preposition governs and that is no later member of a co-ordination, or a
// relative pronoun, which opens a clause of its own.
func (m *matcher) otherSubject(i int, slot *rules.Atom) bool {
	k := m.x.take(i, slot)
	if k < 0 {
		return false
	}
	if found := m.x.list[k]; found.hidden {
		return found.rule == "relative-pronoun"
	}
	return !m.governed(i) && !m.joined(i) && m.tokens[i-1].text != "("
}

// joined says whether the mention at token i is a later member of a co-ordination.
func (m *matcher) joined(i int) bool {
	j := i - 1
	for j >= m.s.first && (m.is(classDeterminer, m.tokens[j].lower) || m.isAdjective(m.tokens[j].lower)) {
		j--
	}
	return j >= m.s.first && (m.tokens[j].lower == "en" || m.tokens[j].text == ",")
}

func (m *matcher) fitSlot(a, i int, st *state) (int, bool) {
	atom := &m.atoms[a]
	k := m.takeAfterWords(m.x, i, m.s.last, atom)
	if k < 0 {
		return 0, false
	}
	members, end := m.group(m.x, k, m.s.last, atom)
	// Try the whole co-ordination first, then the mention alone.
	for _, alternative := range []struct {
		members []int
		end     int
	}{{members, end}, {members[:1], m.overBracket(m.x.list[k].last, m.s.last)}, {members[:1], m.x.list[k].last}} {
		save := *st
		m.bind(atom, alternative.members, st)
		if e, ok := m.fit(a+1, alternative.end, st); ok {
			return e, true
		}
		*st = save
	}
	return 0, false
}

func (m *matcher) bind(a *rules.Atom, members []int, st *state) {
	var list []mention
	for _, k := range members {
		list = append(list, m.x.list[k])
	}
	switch a.Role {
	case "S":
		st.subjects = append(st.subjects[:len(st.subjects):len(st.subjects)], list...)
		st.lastSlot = a
	case "O":
		st.objects = append(st.objects[:len(st.objects):len(st.objects)], list...)
	}
}

// fitPhrase turns the words at token i into entities of the atom's type.
func (m *matcher) fitPhrase(a, i int, st *state) (int, bool) {
	atom := &m.atoms[a]
	if i = m.overAdverbs(i); i >= m.s.last {
		return 0, false
	}
	end := m.phraseEnd(i, m.s)
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
	if end <= i || !m.startsPhrase(i) {
		return 0, false
	}
	made := m.filled(i, end)
	if m.atoms[0].Kind == rules.Start && a == 1 && len(m.atoms) == 3 && !m.phraseHead(i, m.s.last) {
		return 0, false // a whole sentence is a phrase only when it opens with the head of one
	}
	if made == nil {
		made = m.reuse(m.makePhrases(i, end, m.phraseType(atom, end), m.rule.Name))
		st.made = append(st.made[:len(st.made):len(st.made)], made...)
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
	var all, made []mention
	end := i
	for i < limit && m.startsPhrase(i) {
		if k := m.takeAfterWords(m.x, i, limit, atom); k >= 0 {
			all, end = append(all, m.x.list[k]), m.overBracket(m.x.list[k].last, limit)
		} else {
			last := min(limit, m.shortPhraseEnd(i))
			if w := m.tokens[max(last-1, i)].lower; last <= i || m.namedThing(i, last) || m.verbal(last-1) || m.is(classPronoun, w) || m.is(classLeadingAdverb, w) {
				break
			}
			first, last := m.withoutDeterminer(i, last), last
			p := m.reuse([]mention{m.phrase(first, last, m.phraseType(atom, last), m.rule.Name)})
			all, made, end = append(all, p[0]), append(made, p[0]), m.overBracket(last, limit)
		}
		next, joined := m.overJoiner(end, limit)
		if !joined {
			break
		}
		i = next
	}
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

func (m *matcher) withoutDeterminer(i, last int) int {
	for i < last-1 && m.is(classDeterminer, m.tokens[i].lower) {
		i++
	}
	return i
}

// verbal says whether token i is a verb and so no noun phrase's head.
func (m *matcher) verbal(i int) bool {
	w := m.tokens[i].lower
	return m.is(classAuxiliary, w) && w != "zijn" || m.finite[w] && !m.nominals[w] && !m.infinitives[w] || m.participles[w]
}

// phraseType chooses, for an atom that may make several types, the one that the head
// noun of the phrase names; else the atom's first.
func (m *matcher) phraseType(a *rules.Atom, end int) model.EntityType {
	if len(a.Types) > 1 {
		if t, ok := m.typeOfHead(m.tokens[end-1].lower); ok && a.Takes(t) {
			return t
		}
	}
	return a.Types[0]
}

// filled gives the fields of policy, bodies and policies that fill the whole phrase
// [i,end), so that "de brandweerzorg en de crisisbeheersing" stays two fields.
func (m *matcher) filled(i, end int) []mention {
	if i+2 < end && m.is(classDeterminer, m.tokens[i].lower) && m.tokens[i+1].lower == "uitvoering" && m.tokens[i+2].lower == "van" {
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
	switch tok.lower {
	case "zowel", "dit", "deze", "er", "ook", "hij", "zij", "die":
		return false
	}
	if m.verbal(i) && !m.participles[tok.lower] || m.infinitives[tok.lower] && i+1 < m.s.last && m.is(classDeterminer, m.tokens[i+1].lower) {
		return false
	}
	return tok.word && !m.is(classAuxiliary, tok.lower) && !(m.is(classRelative, tok.lower) && tok.lower != "dat") && tok.lower != "zich"
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
	}
	return end
}

// period gives the time that a match speaks of: a date, a month, a season or a year;
// "" for none.
func (m *matcher) period(first, last int) string {
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		if !isYear(w) {
			continue
		}
		back := func(n int) string {
			if i-n < first {
				return ""
			}
			return m.tokens[i-n].lower
		}
		if month, ok := m.valued["month"][back(1)]; ok {
			if d := back(2); isDigits(d) && len(d) <= 2 {
				return w + "-" + month + "-" + strings.Repeat("0", 2-len(d)) + d
			}
			return w + "-" + month
		}
		for n := 1; n <= 2; n++ {
			if season, ok := m.valued["season"][back(n)]; ok {
				return w + "-" + season
			}
		}
		if b := back(1); b == "in" || b == "sinds" || b == "vanaf" || b == "tot" {
			return w
		}
	}
	return ""
}

// qualifiers tells period, negation and modality of a match.
func (m *matcher) qualifiers(first, last int) []model.Qualifier {
	var out []model.Qualifier
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		if m.is(classModality, w) {
			out = append(out, model.Qualifier{Name: "modality", Value: w})
			break
		}
	}
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		two := w
		if i+1 < m.s.last {
			two = w + " " + m.tokens[i+1].lower
		}
		if m.is(classNegation, two) && two != w || m.is(classNegation, w) && w != "zonder" {
			if m.is(classNegation, two) {
				w = two
			}
			out = append(out, model.Qualifier{Name: "negation", Value: w})
			break
		}
	}
	if m.rule.Period {
		if p := m.period(first, last); p != "" {
			out = append(out, model.Qualifier{Name: "period", Value: p})
		}
	}
	return out
}

// exhaustive is false where the words before the objects, or at the end of a lead-in,
// say that the list goes on.
func (m *matcher) exhaustive(first, last int) *bool {
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		two := w
		if i+1 < m.s.last {
			two += " " + m.tokens[i+1].lower
		}
		if m.is(classOpen, w) || m.is(classOpen, two) {
			no := false
			return &no
		}
	}
	return nil
}
