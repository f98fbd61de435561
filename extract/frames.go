package extract

import (
	"slices"

	"rijksgraaf/extract/rules"
)

// head is a word of a frame as it stands in a clause.
type head struct {
	at    int // its token; of two parts the first
	last  int // the token after its last part
	lemma *lemma
	verb  bool
	// participle says that it stands as one.
	participle bool
}

// findFrames gives what a frame finds in the clauses of the sentence.
func (m *matcher) findFrames(p *gatedPattern, c *clauses) []matched {
	var out []matched
	for ci := range c.list {
		heads, ok := m.headsIn(p.heads, c, ci)
		if !ok {
			continue
		}
		if got, ok := m.fillFrame(p.frame, c, ci, heads); ok {
			out = append(out, got)
		}
	}
	return out
}

// headsIn finds the words that a frame needs in a clause, each the first time it stands
// there.
func (m *matcher) headsIn(words [][]*lemma, c *clauses, ci int) ([]head, bool) {
	var out []head
	for _, alternatives := range words {
		found := false
		for _, l := range alternatives {
			if h, ok := m.headIn(l, c, ci); ok {
				out, found = append(out, h), true
				break
			}
		}
		if !found {
			return nil, false
		}
	}
	return out, true
}

func (m *matcher) headIn(l *lemma, c *clauses, ci int) (head, bool) {
	h := head{lemma: l, verb: len(l.whole) > 1}
	cl := c.list[ci]
	for i := cl.first; i < cl.last; i++ {
		if c.of[i-m.s.first] != ci {
			continue
		}
		w := m.tokens[i].lower
		if l.whole[w] && !(h.verb && m.isNoun(i)) {
			h.at, h.last, h.participle = i, i+1, w == l.participle && h.verb && !m.activePlural(i, l)
			return h, true
		}
		if particle, ok := l.apart[w]; ok {
			if k := m.particleAfter(i, particle, c, ci); k >= 0 {
				h.at, h.last = i, k+1
				return h, true
			}
		}
		if l.base != "" && w == l.base && i >= cl.first+2 && m.tokens[i-1].lower == "te" && m.tokens[i-2].lower == l.particle {
			h.at, h.last = i-2, i+1
			return h, true
		}
	}
	return head{}, false
}

// isNoun says whether the verb form at token i stands as a noun: after an article, a
// preposition or an adjective, or before "van".
func (m *matcher) isNoun(i int) bool {
	if i > m.s.first {
		before := m.tokens[i-1]
		if before.info.is(classDeterminer) && before.lower != "die" && before.lower != "dat" && m.tokens[i].info.infinitive {
			return true
		}
	}
	return i+1 < m.s.last && m.tokens[i+1].lower == "van" && m.tokens[i].info.infinitive
}

// activePlural says whether a form that is a participle as well as a plural stands as the
// plural, for want of an auxiliary: "A en B vervangen C".
func (m *matcher) activePlural(i int, l *lemma) bool {
	return l.participle != "" && m.infinitives[l.participle] && !m.passiveAround(i)
}

// passiveAround says whether a form of "worden" or "zijn" stands in the sentence.
func (m *matcher) passiveAround(i int) bool {
	for k := m.s.first; k < m.s.last; k++ {
		if k != i && m.is(classPassive, m.tokens[k].lower) {
			return true
		}
	}
	return false
}

func (m *matcher) particleAfter(i int, particle string, c *clauses, ci int) int {
	for k := i + 1; k < c.list[ci].last; k++ {
		if c.of[k-m.s.first] == ci && m.tokens[k].lower == particle && (k+1 >= m.s.last || !m.tokens[k+1].info.is(classDeterminer) || particle != "op" && particle != "in" && particle != "aan") {
			return k
		}
	}
	return -1
}

// isPassive says whether a clause whose verb stands as a participle is in the passive:
// with "worden" or "zijn", or without an auxiliary. Verbs of change make their perfect
// with "zijn".
func (m *matcher) isPassive(heads []head, c *clauses, ci int) bool {
	for _, h := range heads {
		if !h.participle {
			continue
		}
		for at := ci; at >= 0; at = c.list[at].parent {
			for i := c.list[at].first; i < c.list[at].last; i++ {
				if c.of[i-m.s.first] != at {
					continue
				}
				w := m.tokens[i].lower
				switch {
				case m.is(classPerfect, w):
					return false
				case m.is(classPassive, w):
					return m.is(classBecoming, w) || !m.is(classUnaccusative, h.lemma.participle)
				}
			}
			if !c.list[at].shared {
				break
			}
		}
		return !m.is(classUnaccusative, h.lemma.participle)
	}
	return false
}

// fillFrame finds the mentions that fill a frame in a clause.
func (m *matcher) fillFrame(fr *rules.Frame, c *clauses, ci int, heads []head) (matched, bool) {
	cl := c.list[ci]
	out := matched{first: cl.first, last: cl.last}
	passive := m.isPassive(heads, c, ci)
	var taken []mention
	for _, role := range []string{"S", "O"} {
		end := fr.End(role)
		if end == nil {
			continue
		}
		var found, made []mention
		if end.Phrase {
			made = m.framePhrase(end, c, ci, heads)
			found = made
		} else if end.NounPhrase {
			found, made = m.frameNouns(end, c, ci, heads)
		} else {
			found = m.frameMentions(end, c, ci, passive, heads, taken)
		}
		if len(found) == 0 {
			if end.Optional {
				continue
			}
			return out, false
		}
		taken = append(taken, found...)
		if role == "S" {
			out.subjects = found
		} else {
			out.objects = found
		}
		out.made = append(out.made, made...)
	}
	return out, true
}

// frameMentions gives the mentions of a clause that a part of a frame takes: the first
// co-ordination that stands as it asks, after a preposition every one.
func (m *matcher) frameMentions(end *rules.FrameEnd, c *clauses, ci int, passive bool, heads []head, taken []mention) []mention {
	want, syntactic := standing(end, passive)
	if at, ok := m.complement(end, heads); ok {
		return m.rightAt(at, end)
	}
	var out []mention
	for _, at := range c.searched(ci, end, passive) {
		if len(out) > 0 {
			break
		}
		for _, g := range m.groupsIn(end, c, at) {
			if slices.ContainsFunc(taken, func(t mention) bool { return t.first == g[0].first && t.id == g[0].id }) || !m.standsAs(g[0], want, c, at) {
				continue
			}
			if len(out) > 0 && !m.follows(out[len(out)-1].last, g[0].first) && m.otherBetween(out[len(out)-1].last, g[0].first) {
				break // the clause lends its verb to another: "A bij B en C bij D"
			}
			out = append(out, g...)
			if syntactic {
				break
			}
		}
	}
	return out
}

// complement gives the token after the preposition that follows right after a frame's noun
// ("lid van", "toezicht op"), when it is the one that a part of the frame asks for.
func (m *matcher) complement(end *rules.FrameEnd, heads []head) (int, bool) {
	for _, h := range heads {
		if !h.verb && h.last+1 < m.s.last && slices.Contains(end.Prepositions, m.tokens[h.last].lower) {
			return h.last + 1, true
		}
	}
	return 0, false
}

// rightAt gives the co-ordination of mentions that begins at a token, articles, adjectives
// and transparent nouns passed over.
func (m *matcher) rightAt(i int, end *rules.FrameEnd) []mention {
	atom := rules.Mentions(end.Types)
	for steps := 0; steps < 3; steps++ {
		if i = m.overAdverbs(i); i >= m.s.last {
			return nil
		}
		if k := m.takeAfterWords(m.x, i, m.s.last, &atom); k >= 0 {
			members, _ := m.group(m.x, k, m.s.last, &atom)
			out := make([]mention, 0, len(members))
			for _, n := range members {
				out = append(out, m.x.list[n])
			}
			return out
		}
		for i < m.s.last && (m.tokens[i].info.is(classDeterminer) || m.tokens[i].info.adjective) {
			i++
		}
		if i+1 >= m.s.last || !m.is(classTransparent, m.tokens[i].lower) || !m.tokens[i+1].info.is(classPreposition) {
			return nil
		}
		i += 2
	}
	return nil
}

// searched gives the clauses in which a part of a frame may stand: the clause itself; for
// the subject of one that shares it, first those that it shares it with.
func (c *clauses) searched(ci int, end *rules.FrameEnd, passive bool) []int {
	if !(end.Subject && !passive || end.Object && passive) {
		return []int{ci}
	}
	var out []int
	for at := ci; c.list[at].shared && c.list[at].parent >= 0; at = c.list[at].parent {
		out = append(out, c.list[at].parent)
	}
	return append(out, ci)
}

var (
	bare    = []string{""}
	byAgent = []string{"door"}
)

// follows says whether only words that join stand between two tokens.
func (m *matcher) follows(end, first int) bool {
	for i := m.overBracket(end, m.s.last); i < first; i++ {
		tok := m.tokens[i]
		if tok.text != "," && !tok.info.is(classConjunction|classPreposition|classDeterminer) && !tok.info.adjective && tok.lower != "ook" {
			return false
		}
	}
	return true
}

// otherBetween says whether a name that no preposition governs stands between two tokens.
func (m *matcher) otherBetween(end, first int) bool {
	for k := m.x.from(end); k < len(m.x.list) && m.x.list[k].first < first; k++ {
		if namedAtom.Set&m.x.sets[k] != 0 && !m.governed(m.x.list[k].first) && m.tokens[m.x.list[k].first-1].text != "(" {
			return true
		}
	}
	return false
}

// standing gives the prepositions that a part of a frame may stand after, "" for none, and
// whether it is the clause's own subject or object.
func standing(end *rules.FrameEnd, passive bool) ([]string, bool) {
	syntactic := end.Subject || end.Object
	switch {
	case end.Subject && passive:
		return byAgent, true
	case syntactic:
		return bare, true
	}
	return end.Prepositions, false
}

// framePhrase makes the phrase that a part of a frame asks for: after its preposition,
// the one nearest behind the frame's words, else one before them.
func (m *matcher) framePhrase(end *rules.FrameEnd, c *clauses, ci int, heads []head) []mention {
	start := m.phraseStart(end, c, ci, heads)
	if start < 0 {
		return nil
	}
	if start = m.overAdverbs(start); start >= m.s.last || !m.startsPhrase(start) {
		return nil
	}
	last := m.phraseEnd(start, m.s)
	for _, h := range heads {
		if h.at > start {
			last = min(last, h.at)
		}
	}
	if last <= start || m.leadsToList(start, last) || m.onlyGeneric(start, last) || last-start == 1 && !m.tokens[start].info.nominal && !m.tokens[start].info.domain {
		return nil
	}
	if made := m.filled(start, last); made != nil {
		return made
	}
	if m.nameOnly(start, last) {
		return nil
	}
	made := m.reuse(m.makePhrases(start, last, end.Types[0], m.rule.Name))
	if first, to := m.continued(start, last); first > 0 {
		made = append(made, m.reuse(m.makePhrases(first, to, end.Types[0], m.rule.Name))...)
	}
	return made
}

// phraseStart gives the token at which the words begin that a part of a frame makes an
// entity of: after its preposition, the one nearest behind the frame's words, else one
// before them; -1 for none.
func (m *matcher) phraseStart(end *rules.FrameEnd, c *clauses, ci int, heads []head) int {
	behind := 0
	for _, h := range heads {
		behind = max(behind, h.last)
	}
	if len(end.Prepositions) == 0 {
		return behind
	}
	start := -1
	cl := c.list[ci]
	for i := cl.first; i < cl.last; i++ {
		if c.of[i-m.s.first] != ci || !slices.Contains(end.Prepositions, m.tokens[i].lower) {
			continue
		}
		if start < 0 || i >= behind {
			start = i + 1
		}
		if i >= behind {
			break
		}
	}
	return start
}

// frameNouns gives the short noun phrases that a part of a frame asks for after its
// preposition, and which of them are new entities.
func (m *matcher) frameNouns(end *rules.FrameEnd, c *clauses, ci int, heads []head) (found, made []mention) {
	start, ok := m.complement(end, heads)
	if !ok {
		start = m.phraseStart(end, c, ci, heads)
	}
	if start < 0 {
		return nil, nil
	}
	limit := m.s.last
	for _, h := range heads {
		if h.at > start {
			limit = min(limit, h.at)
		}
	}
	atom := rules.Atom{Kind: rules.NounPhrase, Role: end.Role, Types: end.Types, Set: end.Set}
	found, made, _ = m.nounPhrases(&atom, m.overAdverbs(start), limit)
	return found, made
}
