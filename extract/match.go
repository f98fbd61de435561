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
	listTypes   []model.EntityType
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
	listTypes               []model.EntityType
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
			out = append(out, matched{i, end, st.subjects, st.objects, st.list, st.listTypes, st.made})
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
	if len(m.atoms) > 1 && m.atoms[1].Kind == rules.Word && (m.atoms[1].Words[","] || m.atoms[1].Words["van"]) {
		return true // an apposition, or what it is of, says something of any noun
	}
	if !m.x.list[k].hidden && m.joinedByAnd(i) {
		i = m.firstMember(i)
	}
	return a.Role != "S" || m.x.list[k].typ == model.TypeThreat || !m.governed(i)
}

// joinedByAnd says whether "en" stands before the mention at token i.
func (m *matcher) joinedByAnd(i int) bool {
	j := i - 1
	for j > m.s.first && (m.tokens[j].info.is(classDeterminer) || m.tokens[j].info.adjective) {
		j--
	}
	return j > m.s.first && m.tokens[j].lower == "en"
}

// firstMember gives the token at which the co-ordination begins that the mention at token i
// is a member of: what governs its first member governs all.
func (m *matcher) firstMember(i int) int {
	for m.joined(i) {
		j := i - 1
		for j > m.s.first && (m.tokens[j].info.is(classDeterminer) || m.tokens[j].info.adjective) {
			j--
		}
		at := -1
		for k := m.x.from(max(m.s.first, j-20)); k < len(m.x.list) && m.x.list[k].first < j; k++ {
			if m.x.list[k].last == j && !m.x.list[k].hidden {
				at = m.x.list[k].first
				break
			}
		}
		if at < 0 || at >= i {
			return i
		}
		i = at
	}
	return i
}

// governed says whether the mention at token i follows a preposition.
func (m *matcher) governed(i int) bool {
	j := i - 1
	for j >= m.s.first && (m.tokens[j].info.is(classDeterminer) || m.tokens[j].info.adjective && m.tokens[j].word) {
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
			if k > m.s.first && m.tokens[k].info.is(classRelative) && (m.tokens[k-1].text == "," || m.opensClause(k, m.s)) {
				break
			}
			if m.verbal(k) && !m.tokens[k].info.participle {
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
	if m.s.last == m.s.first || m.tokens[m.s.last-1].text != ":" && !m.opensList(m.s.block) || m.s.last-i > 12 {
		return 0, false
	}
	items := m.listed(m.atoms[a].Types)
	if len(items) == 0 {
		return 0, false
	}
	st.objects, st.list, st.listTypes = items, true, m.atoms[a].Types
	return m.fit(a+1, m.s.last, st)
}

// opensList says whether a block is the lead-in of the one after it, or of the one after a
// heading.
func (t *text) opensList(block int) bool {
	for b := block + 1; b < len(t.doc.Blocks) && b <= block+2; b++ {
		if t.doc.Blocks[b].LeadIn == block {
			return true
		}
	}
	return false
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

// shortGap is the widest gap that does not reach over a comma.
const shortGap = 6

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
		if i+n >= m.s.last || m.tokens[i+n].text == ";" || atom.Max <= shortGap && m.tokens[i+n].text == "," {
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
	for j >= m.s.first && (m.tokens[j].info.is(classDeterminer) || m.tokens[j].info.adjective) {
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
	// Try the whole co-ordination first, then the mention alone, with and without the
	// bracket after it.
	if e, ok := m.fitMembers(a, members, end, st); ok {
		return e, true
	}
	alone := m.x.list[k].last
	bracket := m.overBracket(alone, m.s.last)
	if bracket != end || len(members) > 1 {
		if e, ok := m.fitMembers(a, members[:1], bracket, st); ok {
			return e, true
		}
	}
	if alone != bracket {
		return m.fitMembers(a, members[:1], alone, st)
	}
	return 0, false
}

// fitMembers binds a slot's mentions and matches the rest of the pattern after them.
func (m *matcher) fitMembers(a int, members []int, end int, st *state) (int, bool) {
	save := *st
	m.bind(&m.atoms[a], members, st)
	if e, ok := m.fit(a+1, end, st); ok {
		return e, true
	}
	*st = save
	return 0, false
}

func (m *matcher) bind(a *rules.Atom, members []int, st *state) {
	add := func(list []mention) []mention {
		out := make([]mention, len(list), len(list)+len(members))
		copy(out, list)
		for _, k := range members {
			out = append(out, m.x.list[k])
		}
		return out
	}
	switch a.Role {
	case "S":
		st.subjects, st.lastSlot = add(st.subjects), a
	case "O":
		st.objects = add(st.objects)
	}
}
