package extract

import (
	"slices"
	"strings"

	"rijksgraaf/extract/rules"
)

// groupsIn gives the co-ordinations of mentions of a part's types that begin in a clause,
// with what its opening adverb ("waarop") stands for.
func (m *matcher) groupsIn(end *rules.FrameEnd, c *clauses, ci int) [][]mention {
	atom := rules.Mentions(end.Types)
	var out [][]mention
	if a, ok := m.antecedentOf(c, ci, &atom); ok {
		out = append(out, []mention{a})
	}
	covered := -1
	cl := c.list[ci]
	for k := m.x.from(cl.first); k < len(m.x.list) && m.x.list[k].first < cl.last; k++ {
		f := m.x.list[k]
		if c.of[f.first-m.s.first] != ci || f.first < covered || atom.Set&m.x.sets[k] == 0 || m.insideName(k) || m.explains(f) || m.nameAfter(m.x, k, m.s.last, &atom) >= 0 {
			continue
		}
		members, last := m.group(m.x, k, m.s.last, &atom)
		var g []mention
		for _, n := range members {
			g = append(g, m.x.list[n])
		}
		out, covered = append(out, g), last
	}
	return out
}

// explains says whether a mention stands in brackets after another name.
func (m *matcher) explains(f mention) bool {
	if f.first <= m.s.first || m.tokens[f.first-1].text != "(" {
		return false
	}
	for k := m.x.from(max(m.s.first, f.first-15)); k < len(m.x.list) && m.x.list[k].first < f.first; k++ {
		if m.x.list[k].last == f.first-1 {
			return true
		}
	}
	return false
}

// insideName says whether mention k stands inside a longer one that has a name.
func (m *matcher) insideName(k int) bool {
	f := m.x.list[k]
	for n := m.x.from(max(m.s.first, f.first-20)); n < len(m.x.list) && m.x.list[n].first <= f.first; n++ {
		o := m.x.list[n]
		if n != k && o.last >= f.last && o.last-o.first > f.last-f.first && !o.hidden && namedAtom.Set&m.x.sets[n] != 0 {
			return true
		}
	}
	return false
}

// antecedentOf gives the mention that the adverb which opens a clause stands for ("de wet
// waarop"), or that a clause without a pronoun says something of ("de nota, in mei
// verzonden"). The mention's place is that of the adverb or comma.
func (m *matcher) antecedentOf(c *clauses, ci int, atom *rules.Atom) (mention, bool) {
	i := c.list[ci].opener
	if i <= m.s.first {
		return mention{}, false
	}
	w := m.tokens[i].lower
	end := i
	switch {
	case w == ",":
	case strings.HasPrefix(w, "waar") && len(w) > 5:
	case (w == "wie" || w == "welke") && m.tokens[i-1].info.is(classPreposition):
		end--
	default:
		return mention{}, false
	}
	for end > m.s.first && m.tokens[end-1].text == "," {
		end--
	}
	if before := m.besideClause(c, ci, end); before >= 0 {
		end = before
		if w := m.tokens[end].lower; w == "die" || w == "dat" || w == "welke" {
			end++
		} else if m.tokens[end-1].text == "," {
			end--
		}
	}
	for k := m.x.from(max(m.s.first, end-14)); k < len(m.x.list) && m.x.list[k].first < end; k++ {
		f := m.x.list[k]
		if atom.Set&m.x.sets[k] != 0 && (!f.hidden || f.rule == "definite" || f.rule == "relative-pronoun" && f.last == end && end > i-40 && m.tokens[f.first].lower != w) && (f.last == end || m.overVerbs(m.overBracket(f.last, m.s.last), end) == end) {
			f.first, f.last, f.hidden, f.inner, f.rule = i, i+1, true, true, "relative-pronoun"
			return f, true
		}
	}
	return mention{}, false
}

// besideClause gives the opener of the relative clause that "en" joins clause ci to, whose
// opener begins at token i: both say something of one thing ("de nota die A schreef en
// waarvan B"); -1 for none.
func (m *matcher) besideClause(c *clauses, ci, i int) int {
	if i-1 <= m.s.first || m.tokens[i-1].lower != "en" {
		return -1
	}
	for n := ci - 1; n >= 0; n-- {
		if o := c.list[n]; o.opener >= 0 && o.subordinate && o.parent == c.list[ci].parent {
			return o.opener
		}
	}
	return -1
}

// standsAs says whether the mention stands in the clause as one of the prepositions asks;
// "" is for none.
func (m *matcher) standsAs(f mention, want []string, c *clauses, ci int) bool {
	w := m.tokens[f.first].lower
	if f.hidden && strings.HasPrefix(w, "waar") && len(w) > 5 {
		if w == "waarvan" && slices.Contains(want, "") {
			for k := f.last; k < min(f.last+4, m.s.last); k++ {
				if m.is(classTransparent, m.tokens[k].lower) {
					return true // "waarvan de uitvoering"
				}
			}
		}
		return slices.Contains(want, strings.TrimPrefix(w, "waar")) || w == "waarmee" && slices.Contains(want, "met") || w == "waartoe" && slices.Contains(want, "tot")
	}
	i := f.first
	if i > m.s.first && m.tokens[i-1].text == "(" {
		for i--; i > m.s.first && m.tokens[i-1].word && !m.tokens[i-1].info.function(); i-- {
		}
	}
	for steps := 0; steps < 3; steps++ {
		j := m.overModifiers(i - 1)
		if j < m.s.first || !m.tokens[j].info.is(classPreposition) {
			return slices.Contains(want, "")
		}
		preposition := m.tokens[j].lower
		if slices.Contains(want, preposition) {
			return true
		}
		if preposition != "van" && preposition != "uit" && preposition != "in" || j == m.s.first || !m.is(classTransparent, m.tokens[j-1].lower) {
			return false
		}
		i = j - 1
	}
	return false
}

// overModifiers goes back from token j over articles, adjectives, numbers and a noun that
// only says what kind of thing the name after it is ("het agentschap RVO").
func (m *matcher) overModifiers(j int) int {
	for j >= m.s.first {
		tok := m.tokens[j]
		switch {
		case tok.info.is(classDeterminer) || tok.word && isDigits(tok.text) && !isYear(tok.text) || tok.text == "«" || tok.text == "\"":
		case tok.word && tok.info.adjective && !tok.info.is(classPreposition):
		case m.is(classOpen, tok.lower):
		case j > m.s.first && m.is(classOpen, m.tokens[j-1].lower+" "+tok.lower):
			j--
		case tok.word && !tok.upper && m.tokens[j+1].upper && m.isBareCompound(tok.lower):
		case tok.word && !tok.upper && m.tokens[j+1].upper && j > m.s.first && m.tokens[j-1].info.is(classDeterminer) && !tok.info.function() && !tok.info.finite:
		default:
			return j
		}
		j--
	}
	return j
}
