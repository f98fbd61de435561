package extract

import "rijksgraaf/extract/rules"

// index finds mentions by where they begin; the list is in order of the text.
type index struct {
	list []mention
	sets []rules.TypeSet // of each mention, its type
	at   []int32         // of each token, the first mention that begins at it or after
}

// newIndex indexes mentions, in order of the text, of a text of n tokens.
func newIndex(list []mention, n int) *index {
	x := &index{list: list, sets: make([]rules.TypeSet, len(list)), at: make([]int32, n+2)}
	k := 0
	for i := range x.at {
		for k < len(list) && list[k].first < i {
			k++
		}
		x.at[i] = int32(k)
	}
	for i := range list {
		x.sets[i] = rules.SetOf(list[i].typ)
	}
	return x
}

// from gives the index in the list of the first mention that begins at token i or after.
func (x *index) from(i int) int { return int(x.at[max(0, min(i, len(x.at)-1))]) }

// take gives the longest mention at token i that an atom takes; -1 for none.
func (x *index) take(i int, a *rules.Atom) int {
	for k := x.from(i); k < len(x.list) && x.list[k].first == i; k++ {
		if a.Set&x.sets[k] != 0 {
			return k
		}
	}
	return -1
}

// takeAfterWords is take, but passes over articles and adjectives before the mention.
func (f *finder) takeAfterWords(x *index, i, last int, a *rules.Atom) int {
	for j := i; j < last && j < i+5; j++ {
		if k := x.take(j, a); k >= 0 {
			if named := f.nameAfter(x, k, last, a); named >= 0 {
				return named
			}
			return k
		}
		tok := f.tokens[j]
		if tok.word && !tok.upper && f.isBareCompound(tok.lower) && j+1 < last && f.tokens[j+1].upper {
			continue // "de verordening X", "het programma X"
		}
		if !tok.word || !(tok.info.is(classDeterminer) || tok.info.adjective || isDigits(tok.text) || tok.info.is(classChapterWord)) {
			return -1
		}
	}
	return -1
}

// nameAfter gives the name that follows right after a mention in small letters which only
// says what it is: "de netbeheerders TenneT en Gasunie"; -1 for none.
func (f *finder) nameAfter(x *index, k, last int, a *rules.Atom) int {
	if end := x.list[k].last; end < last && !f.tokens[end-1].upper && f.tokens[end].upper {
		return x.take(end, a)
	}
	return -1
}

// maxMembers bounds a co-ordination, so that one endless list costs no more than many.
const maxMembers = 60

// group gives mention k and those joined to it by commas and "en" that the atom takes,
// and the token after the last.
func (f *finder) group(x *index, k int, last int, a *rules.Atom) (members []int, end int) {
	members, end = []int{k}, x.list[k].last
	for {
		next := f.nextMember(x, end, last, a)
		if next < 0 || len(members) >= maxMembers || f.gapped(x.list[k].first, x.list[next].last, last) {
			return members, f.overBracket(end, last)
		}
		members = append(members, next)
		end = x.list[next].last
	}
}

// gapped says whether what looks like the next member of a co-ordination opens a clause
// that lends its verb from the one before: "A is ondergebracht bij B en C bij D". The
// preposition before the first member then follows the next one.
func (f *finder) gapped(first, end, last int) bool {
	j := first - 1
	for j > 0 && (f.tokens[j].info.is(classDeterminer) || f.tokens[j].info.adjective) {
		j--
	}
	return end < last && j >= 0 && f.tokens[j].info.is(classPreposition) && f.tokens[j].lower != "van" && f.tokens[end].lower == f.tokens[j].lower
}

// overBracket passes over a bracket that explains the mention before it.
func (f *finder) overBracket(i, last int) int {
	if i < last && f.tokens[i].text == "(" {
		for j := i + 1; j < last && j < i+14; j++ {
			if f.tokens[j].text == ")" {
				return j + 1
			}
		}
	}
	return i
}

// nextMember finds the next mention of a co-ordination after token i; -1 for none.
func (f *finder) nextMember(x *index, i, last int, a *rules.Atom) int {
	i = f.overBracket(i, last)
	i = f.overApposition(x, f.overRelative(f.overModifier(x, i, last, a), last), last, a)
	j, joined := f.overJoiner(i, last)
	if !joined {
		return -1
	}
	return f.takeAfterWords(x, j, last, a)
}

// overJoiner passes over a comma, "en" and the like, and a preposition said again.
func (f *finder) overJoiner(i, last int) (int, bool) {
	j := i
	if j < last && f.tokens[j].text == "," {
		j++
	}
	if j == i && j < last && f.tokens[j].lower == "ook" {
		j++
	}
	for j < last && (f.tokens[j].info.is(classConjunction) || f.tokens[j].lower == "anderzijds") && f.tokens[j].lower != "dan" {
		j++
	}
	if j == i {
		return i, false
	}
	j = f.overNaming(j, last)
	for j < last && (f.tokens[j].info.is(classPreposition) || f.tokens[j].lower == "ook") && f.tokens[j].lower != "door" || j < last && f.tokens[j].lower == "door" && f.saidBefore(j) {
		j++
	}
	return j, true
}

// overNaming passes over the words after a comma that say that names follow for what was
// said: "de fondsen, te weten het A en het B".
func (f *finder) overNaming(j, last int) int {
	switch {
	case j+1 < last && f.tokens[j].lower == "te" && f.tokens[j+1].lower == "weten":
		return j + 2
	case j < last && (f.tokens[j].lower == "namelijk" || f.tokens[j].lower == "waaronder" || f.tokens[j].lower == "zijnde"):
		return j + 1
	}
	return j
}

func (f *finder) saidBefore(j int) bool {
	for k := j - 2; k >= 0 && k > j-20; k-- {
		if f.tokens[k].lower == f.tokens[j].lower {
			return true
		}
	}
	return false
}

// overRelative passes over a relative clause between two members: "A, dat x doet, B en
// C". It ends at the comma after the clause.
func (f *finder) overRelative(i, last int) int {
	if i+1 >= last || f.tokens[i].text != "," || !f.tokens[i+1].info.is(classRelative) && !f.reducedClause(i, sentence{first: i, last: last}) {
		return i
	}
	for j := i + 2; j < last && j < i+20; j++ {
		if f.tokens[j].text == "," {
			return j
		}
	}
	return i
}

// overApposition passes over words that say what the member before is, when "en" goes on
// after their comma: "A, de opvolger van B, en C".
func (f *finder) overApposition(x *index, i, last int, a *rules.Atom) int {
	if i+2 >= last || f.tokens[i].text != "," || !f.tokens[i+1].info.is(classDeterminer) || f.takeAfterWords(x, i+1, last, a) >= 0 {
		return i
	}
	for j := i + 2; j+1 < last && j < i+10; j++ {
		switch {
		case f.tokens[j].text == ",":
			if f.tokens[j+1].lower == "en" {
				return j
			}
			return i
		case f.tokens[j].info.finite || f.tokens[j].info.is(classRelative):
			return i
		}
	}
	return i
}

// overModifier passes over a short prepositional part or number that belongs to the
// mention before it ("van de kant van statelijke actoren", "uit 2018"), when a comma or
// "en" follows.
func (f *finder) overModifier(x *index, i, last int, a *rules.Atom) int {
	if i >= last || !(f.tokens[i].info.is(classPreposition) || isYear(f.tokens[i].text)) {
		return i
	}
	for j := i; j < last && j < i+8; j++ {
		tok := f.tokens[j]
		if j > i && (tok.text == "," || tok.lower == "en") {
			return j
		}
		if x.take(j, a) >= 0 && !isYear(tok.text) {
			return i // "Nederland met Zweden en Canada"
		}
		if !tok.word || tok.info.finite || tok.info.is(classRelative) {
			return i
		}
	}
	return i
}
