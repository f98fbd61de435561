package extract

// clauses parts a sentence into its clauses: stretches with a verb of their own, among
// which relative and subordinate ones may stand inside others. There is no grammar behind
// it, only where Dutch puts its verbs: second in a main clause, last in a subordinate one.
type clauses struct {
	// of gives each token's clause, by its distance from the sentence's first token.
	of   []int
	list []clause
}

// clause is one of them.
type clause struct {
	first, last int // tokens; those of clauses inside it do not count
	// subordinate says that its verb stands last.
	subordinate bool
	// parent is the clause that it stands inside of, or takes its subject from; -1 for none.
	parent int
	// shared says that it has no subject of its own but that of its parent.
	shared bool
	// opener is the relative pronoun or conjunction that opens it; -1 for none.
	opener int
	// finite says that its finite verb was passed, complete that its whole verb was: a
	// participle or infinitive that an auxiliary waits for.
	finite, complete bool
}

// clausesOf parts a sentence.
func (f *finder) clausesOf(s sentence) *clauses {
	c := &clauses{of: make([]int, s.last-s.first), list: []clause{{first: s.first, last: s.first, parent: -1, opener: -1}}}
	at := 0
	depth := 0
	for i := s.first; i < s.last; i++ {
		switch f.tokens[i].text {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth <= 0 {
			at = f.clauseAt(c, at, i, s)
		}
		c.of[i-s.first] = at
		c.list[at].last = i + 1
		f.noteVerb(&c.list[at], i, s)
	}
	return c
}

// clauseAt gives the clause that token i belongs to, when the one before it belongs to
// clause at.
func (f *finder) clauseAt(c *clauses, at, i int, s sentence) int {
	tok := f.tokens[i]
	cur := &c.list[at]
	switch {
	case tok.text == ":" || tok.text == ";":
		return c.open(clause{first: i, parent: -1, opener: -1})
	case f.opensClause(i, s):
		// "en die", "en dat": a second clause beside the first, inside the same one.
		if cur.subordinate && f.tokens[max(i-1, s.first)].lower == "en" {
			return c.open(clause{first: i, subordinate: true, parent: cur.parent, opener: i})
		}
		if cur.subordinate && cur.finite && f.tokens[i-1].text == "," {
			at = max(cur.parent, 0)
		}
		return c.open(clause{first: i, subordinate: true, parent: at, opener: i})
	case cur.subordinate && cur.finite && tok.text == ",":
		return c.close(at, s.first)
	case cur.subordinate && cur.complete && i > s.first && tok.info.finite && f.isFinite(i, s) && !f.clusters(i, s) && !f.joinedVerb(cur, i):
		return c.close(at, s.first)
	case tok.text == "," && f.reducedClause(i, s):
		return c.open(clause{first: i, subordinate: true, parent: at, opener: i, finite: true, complete: false})
	case cur.finite && (tok.lower == "en" || tok.text == "," || tok.lower == "maar" || tok.lower == "alsmede" || tok.lower == "dan"):
		if shared, ok := f.secondVerb(c, cur, i, s); ok {
			return c.open(clause{first: i, subordinate: cur.subordinate && shared, parent: at, shared: shared, opener: -1})
		}
	}
	return at
}

func (c *clauses) open(n clause) int {
	n.last = n.first
	c.list = append(c.list, n)
	return len(c.list) - 1
}

// close goes back to the clause around; a sentence that opens with a subordinate clause
// goes on with its main one.
func (c *clauses) close(at, first int) int {
	for at > 0 && c.list[at].shared {
		at = c.list[at].parent
	}
	return max(c.list[at].parent, 0)
}

// opensClause says whether token i is a relative pronoun or a subordinating conjunction.
func (f *finder) opensClause(i int, s sentence) bool {
	tok := f.tokens[i]
	if !tok.info.is(classRelative) || tok.lower == "maar" || tok.lower == "want" || tok.lower == "echter" || tok.lower == "zoals" && !f.verbSoon(i, s) || tok.lower == "waaronder" && !f.verbSoon(i, s) {
		return false
	}
	if tok.lower == "wat" && f.asRegards(i, s) {
		return false
	}
	if i == s.first {
		return tok.lower != "die" && tok.lower != "dat" && tok.lower != "wat" && tok.lower != "welke"
	}
	before := f.tokens[i-1]
	switch tok.lower {
	case "die", "dat", "welke", "welk", "wie", "wat":
		if i+1 < s.last && f.tokens[i+1].text == "," {
			return false
		}
		// After a comma, a preposition after a comma, "en", or right after a noun.
		return before.text == "," || before.lower == "en" || before.text == ")" || before.info.is(classPreposition) && i >= s.first+2 && f.tokens[i-2].text == "," ||
			before.word && !before.info.function() && !before.info.finite || before.lower == "vindt" || before.lower == "zegt"
	}
	return true
}

// asRegards says whether "wat" at token i only opens words that narrow what is said: "wat de
// eerste pijler betreft", "voor wat betreft de huur".
func (f *finder) asRegards(i int, s sentence) bool {
	for k := i + 1; k < min(i+8, s.last) && f.tokens[k].text != ","; k++ {
		if w := f.tokens[k].lower; w == "betreft" || w == "aangaat" {
			return true
		}
	}
	return false
}

// regards says whether the verb at token i is that of such words.
func (f *finder) regards(i int, s sentence) bool {
	if w := f.tokens[i].lower; w != "betreft" && w != "aangaat" {
		return false
	}
	for k := i - 1; k >= max(i-8, s.first) && f.tokens[k].text != ","; k-- {
		if f.tokens[k].lower == "wat" {
			return true
		}
	}
	return false
}

// verbSoon says whether a finite verb stands in the rest of the sentence before a comma,
// so that "zoals" opens a clause and not a list.
func (f *finder) verbSoon(i int, s sentence) bool {
	for k := i + 1; k < s.last && f.tokens[k].text != "," && f.tokens[k].text != ";"; k++ {
		if f.isFinite(k, s) {
			return true
		}
	}
	return false
}

// isFinite says whether token i is a finite verb where it stands: no noun after an
// article or preposition, no infinitive after "te" or before "van".
func (f *finder) isFinite(i int, s sentence) bool {
	tok := f.tokens[i]
	if !tok.info.finite || tok.upper && i > s.first || f.regards(i, s) {
		return false
	}
	if tok.info.is(classAuxiliary) {
		if i > s.first && f.tokens[i-1].lower == "het" && i+1 < s.last && f.tokens[i+1].lower == "van" {
			return false // "het doen van"
		}
		return tok.lower != "zijn" || f.zijnIsVerb(i, s)
	}
	if i > s.first {
		before := f.tokens[i-1]
		if before.info.is(classPreposition) || before.info.is(classDeterminer) && before.lower != "die" && before.lower != "dat" && before.lower != "dit" || before.lower == "te" ||
			before.info.adjective && !before.info.finite && !before.info.participle && (tok.info.infinitive || tok.info.nominal) {
			return false
		}
	}
	if i+1 < s.last && f.tokens[i+1].lower == "van" && (tok.info.infinitive || tok.info.nominal) {
		return false
	}
	return true
}

// clusters says whether the finite verb at token i belongs to the verbs just before it:
// "uitgevoerd wordt", "kan worden".
func (f *finder) clusters(i int, s sentence) bool {
	if i == s.first {
		return false
	}
	before := f.tokens[i-1].info
	return before.finite || before.participle || before.infinitive || f.tokens[i-1].lower == "te"
}

// joinedVerb says whether "en" stands between the verb at token i and the one before it in
// the clause: the clause has two.
func (f *finder) joinedVerb(c *clause, i int) bool {
	for k := i - 1; k > c.first; k-- {
		if f.tokens[k].lower == "en" {
			return true
		}
		if f.tokens[k].info.finite || f.tokens[k].info.participle {
			return false
		}
	}
	return false
}

// noteVerb keeps the book of a clause's verbs.
func (f *finder) noteVerb(c *clause, i int, s sentence) {
	switch {
	case f.isFinite(i, s):
		if c.finite || !f.tokens[i].info.is(classAuxiliary) || c.subordinate && i > c.first && f.clusters(i, s) {
			c.complete = true
		}
		c.finite = true
	case c.finite && (f.tokens[i].info.participle || f.tokens[i].info.infinitive && f.tokens[max(i-1, s.first)].lower == "te"):
		c.complete = true
	}
}

// secondVerb says whether the joiner at token i opens a clause of its own, and whether
// that clause shares the subject of the one before.
func (f *finder) secondVerb(c *clauses, cur *clause, i int, s sentence) (shared, ok bool) {
	k := i + 1
	for k < s.last && (f.tokens[k].info.is(classPronoun) || f.tokens[k].info.is(classLeadingAdverb) || f.tokens[k].info.is(classConjunction)) && !f.isFinite(k, s) {
		k++
	}
	if k >= s.last || f.opensClause(i+1, s) {
		return false, false
	}
	if f.isFinite(k, s) && (f.tokens[i].lower != "en" || !f.tokens[k].info.nominal || f.tokens[k].info.is(classAuxiliary) || k+1 < s.last && f.tokens[k+1].info.is(classDeterminer)) {
		return !(f.inverted(c, cur, s) && k+1 < s.last && f.tokens[k+1].info.is(classDeterminer)), true
	}
	if f.tokens[i].text == "," {
		return false, false
	}
	// The verb before the joiner ended its clause: what follows has a verb of its own.
	if before := f.tokens[i-1].info; (before.participle || before.finite && cur.subordinate) && cur.complete || f.isParticle(i-1, s) {
		for n := k; n < s.last && f.tokens[n].text != ";" && f.tokens[n].text != ":"; n++ {
			if f.opensClause(n, s) {
				break
			}
			if f.tokens[n].info.participle && !f.tokens[n].info.adjective || f.isFinite(n, s) {
				return !f.ownSubject(k, n, s), true
			}
		}
	}
	if f.ownSubject(k, s.last, s) {
		return false, true
	}
	return false, false
}

// reducedClause says whether the comma at token i opens words with a participle and no
// finite verb: "de nota, in mei naar de Kamer gezonden, ...", "de dienst, opgericht in 1990".
func (f *finder) reducedClause(i int, s sentence) bool {
	if i+2 >= s.last {
		return false
	}
	next := f.tokens[i+1]
	if !next.info.participle && !next.info.is(classPreposition) && next.lower != "eind" && next.lower != "begin" && next.lower != "laatstelijk" {
		return false
	}
	found := false
	last := 0
	for k := i + 1; k < s.last; k++ {
		tok := f.tokens[k]
		if tok.text == "," || tok.text == "." || tok.text == ";" || tok.text == ":" {
			break
		}
		if f.isFinite(k, s) || f.opensClause(k, s) {
			return false
		}
		last = k
		if tok.info.participle && (k == i+1 || k+1 < s.last && !f.tokens[k+1].word) {
			found = true
		}
	}
	return found && last > i+1
}

// inverted says whether a clause opens with something else than its subject.
func (f *finder) inverted(c *clauses, cl *clause, s sentence) bool {
	for cl.parent >= 0 && cl.opener < 0 {
		cl = &c.list[cl.parent]
	}
	if f.tokens[cl.first].info.is(classDeterminer) && cl.first+1 < s.last && !f.isFinite(cl.first+1, s) {
		return false // "het" and "deze" before a noun
	}
	return f.tokens[cl.first].info.is(classPreposition | classPronoun | classLeadingAdverb)
}

// ownSubject says whether a noun phrase and then, right after it, a finite verb stand
// from token k on: the clause has a subject of its own.
func (f *finder) ownSubject(k, limit int, s sentence) bool {
	if k >= s.last || !(f.tokens[k].info.is(classDeterminer) || f.tokens[k].upper) {
		return false
	}
	for n := k + 1; n < min(k+9, limit); n++ {
		if f.tokens[n].text == "," || f.tokens[n].lower == "en" || f.opensClause(n, s) {
			return false
		}
		if f.isFinite(n, s) && (f.tokens[n].info.is(classAuxiliary) || !f.tokens[n].info.nominal) {
			return true
		}
	}
	return false
}

// isParticle says whether token i is the particle of a verb that stands before it.
func (f *finder) isParticle(i int, s sentence) bool {
	particle := f.tokens[i].lower
	if !f.particles[particle] {
		return false
	}
	for k := i - 1; k >= s.first && k > i-25; k-- {
		if f.separable[f.tokens[k].lower+" "+particle] {
			return true
		}
	}
	return false
}
