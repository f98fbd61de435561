package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Basis is what kind of reason a link has.
type Basis string

// The bases. There is none for a number alone.
const (
	// SameName: the names are the same but for letter case, diacritics and punctuation.
	SameName Basis = "same-name"
	// SimilarName: the names share enough of their words.
	SimilarName Basis = "similar-name"
	// RegisterRow: a register, with its source, says so.
	RegisterRow Basis = "register"
)

// Link says that what stood under one number or name in one year is what stood under
// another one, in a later year or in the same.
type Link struct {
	From, To *Standing
	Basis    Basis
	// RestsOn tells in words on what the link rests.
	RestsOn string
	// Source is that of the register's row; empty for other bases.
	Source string
}

// linker finds the links between standings. Each standing has at most one successor and
// one predecessor.
type linker struct {
	register *Register
	links    []Link
	next     map[*Standing]*Standing
	prev     map[*Standing]*Standing
}

func newLinker(r *Register) *linker {
	return &linker{register: r, next: map[*Standing]*Standing{}, prev: map[*Standing]*Standing{}}
}

// test says whether one standing may go on as another, how well it fits, and the link.
type test func(x, y *Standing) (score int, l Link, ok bool)

// chapters links chapters over the years.
func (l *linker) chapters(list []*Standing) {
	l.overYears(list, l.sameNumberAndName, l.registeredChapter, l.sameName, l.sameNumberSimilarName)
	l.overGaps(list)
}

// articles links the articles of one chapter over the years. Equal names go before
// similar ones, whatever the number.
func (l *linker) articles(list []*Standing) {
	l.overYears(list, l.sameNumberAndName, l.sameName, l.sameKind, l.sameNumberSimilarName, l.nameWithin)
	for _, year := range byYear(list) {
		l.step(year, year, l.bothStand)
		l.step(year, year, l.bothStandSimilar)
	}
	l.overGaps(list)
}

// acrossChapters links articles that moved to another chapter within a year.
func (l *linker) acrossChapters(list []*Standing) {
	for _, year := range byYear(list) {
		l.step(year, year, l.moved)
	}
}

// rows makes the links that the register of renumberings says, before all others.
func (l *linker) rows(list []*Standing) {
	for _, row := range l.register.renumberings {
		from := slices.IndexFunc(list, row.from.is)
		to := slices.IndexFunc(list, row.to.is)
		if from >= 0 && to >= 0 {
			l.join(Link{From: list[from], To: list[to], Basis: RegisterRow, Source: row.source,
				RestsOn: fmt.Sprintf("the register of renumberings (figures/data/renumberings.tsv, line %d)", row.line)})
		}
	}
}

// byYear parts a list that is sorted by year.
func byYear(list []*Standing) [][]*Standing {
	var out [][]*Standing
	for _, s := range list {
		if n := len(out); n == 0 || out[n-1][0].Year != s.Year {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// overYears applies tests, one after the other, to each two years that follow each other.
func (l *linker) overYears(list []*Standing, tests ...test) {
	years := byYear(list)
	for i := 1; i < len(years); i++ {
		if years[i-1][0].Year+1 != years[i][0].Year {
			continue
		}
		for _, t := range tests {
			l.step(years[i-1], years[i], t)
		}
	}
}

// step links each standing without a successor to the one without a predecessor that fits
// best. Where two fit as well, on either side, neither is linked.
func (l *linker) step(from, to []*Standing, fits test) {
	type best struct {
		score int
		link  Link
		tied  bool
	}
	ahead, behind := map[*Standing]best{}, map[*Standing]best{}
	better := func(m map[*Standing]best, s *Standing, score int, link Link) {
		switch old, ok := m[s]; {
		case !ok || score > old.score:
			m[s] = best{score, link, false}
		case score == old.score:
			m[s] = best{score, old.link, true}
		}
	}
	for _, x := range from {
		if l.next[x] != nil {
			continue
		}
		for _, y := range to {
			if x == y || l.prev[y] != nil {
				continue
			}
			if score, link, ok := fits(x, y); ok {
				better(ahead, x, score, link)
				better(behind, y, score, link)
			}
		}
	}
	for _, x := range from {
		if a, ok := ahead[x]; ok && !a.tied && !behind[a.link.To].tied && behind[a.link.To].link.From == x {
			l.join(a.link)
		}
	}
}

// join makes a link, unless one of its ends has one already or it would close a circle.
func (l *linker) join(k Link) {
	if l.next[k.From] != nil || l.prev[k.To] != nil {
		return
	}
	for s := k.To; s != nil; s = l.next[s] {
		if s == k.From {
			return
		}
	}
	l.next[k.From], l.prev[k.To] = k.To, k.From
	l.links = append(l.links, k)
}

// number is the number of an article, the code of a chapter.
func (s *Standing) number() string {
	if s.Number == "" {
		return s.Chapter
	}
	return s.Number
}

func sameNumber(x, y *Standing) bool { return x.Chapter == y.Chapter && x.Number == y.Number }

func (l *linker) sameNumberAndName(x, y *Standing) (int, Link, bool) {
	return 0, Link{From: x, To: y, Basis: SameName, RestsOn: "the same " + x.numberWord() + " and the same name"}, sameNumber(x, y) && x.folded == y.folded
}

// numberWord is what number gives is called.
func (s *Standing) numberWord() string {
	if s.Number == "" {
		return "code"
	}
	return "number"
}

func (l *linker) sameName(x, y *Standing) (int, Link, bool) {
	return 0, Link{From: x, To: y, Basis: SameName, RestsOn: fmt.Sprintf("the same name under the %s %s in place of %s", x.numberWord(), y.number(), x.number())},
		x.folded == y.folded
}

// sameKind links two names of an article that is no policy article.
func (l *linker) sameKind(x, y *Standing) (int, Link, bool) {
	k, ok := l.register.kinds[x.folded]
	if !ok || k.name != l.register.kinds[y.folded].name {
		return 0, Link{}, false
	}
	score := 0
	if sameNumber(x, y) {
		score = 1
	}
	return score, Link{From: x, To: y, Basis: RegisterRow, Source: l.register.kinds[y.folded].source,
		RestsOn: fmt.Sprintf("%q and %q both mean the article %q in the register of kinds", x.Name, y.Name, k.name)}, true
}

func (l *linker) sameNumberSimilarName(x, y *Standing) (int, Link, bool) {
	if !sameNumber(x, y) {
		return 0, Link{}, false
	}
	k := x.likeness(y)
	return k.score(), Link{From: x, To: y, Basis: SimilarName, RestsOn: "the same " + x.numberWord() + " and a similar name: " + k.words()}, k.half()
}

// nameWithin links a name to one that it is a part of, whatever the numbers.
func (l *linker) nameWithin(x, y *Standing) (int, Link, bool) {
	k := x.likeness(y)
	return k.score(), Link{From: x, To: y, Basis: SimilarName, RestsOn: fmt.Sprintf("a similar name under the number %s in place of %s: %s", y.number(), x.number(), k.words())},
		k.within()
}

// words tells what two names share.
func (l likeness) words() string {
	list := strings.Join(l.shared, ", ")
	if len(l.shared) == l.longer {
		return "the same words, " + list
	}
	return fmt.Sprintf("%d of the %d words of the longer, %s", len(l.shared), l.longer, list)
}

// bothStand links one name under two numbers of a chapter in one year, of which the one
// ends and the other begins.
func (l *linker) bothStand(x, y *Standing) (int, Link, bool) {
	return 1, l.inYear(x, y, SameName, "the same name under two numbers in one year"), x.folded == y.folded && l.before(x, y)
}

func (l *linker) bothStandSimilar(x, y *Standing) (int, Link, bool) {
	k := x.likeness(y)
	return k.score(), l.inYear(x, y, SimilarName, "a similar name under two numbers in one year: "+k.words()),
		(k.within() || len(k.shared) > 0 && len(k.shared) == k.longer) && x.passed.to(&y.passed)
}

// moved links one name in two chapters in one year, where the amounts pass from the one to
// the other. An article that every chapter has one of is never linked so.
func (l *linker) moved(x, y *Standing) (int, Link, bool) {
	_, every := l.register.kinds[x.folded]
	return 1, l.inYear(x, y, SameName, fmt.Sprintf("the same name in chapter %s in place of %s", y.Chapter, x.Chapter)),
		!every && x.Chapter != y.Chapter && x.folded == y.folded && x.passed.to(&y.passed)
}

func (l *linker) inYear(x, y *Standing, basis Basis, restsOn string) Link {
	if at, ok := x.passed.at(&y.passed); ok {
		restsOn += fmt.Sprintf("; the amounts pass from %s to %s with the %s figures", x.at(), y.at(), at)
	}
	return Link{From: x, To: y, Basis: basis, RestsOn: restsOn}
}

// at is where an article stands, without the year.
func (s *Standing) at() string { return strings.TrimSuffix(s.Chapter+"/"+s.Number, "/") }

// before says which of two that stand in one year is the earlier: the one whose amounts
// pass to the other; where none do, the one that goes back further or does not go on.
func (l *linker) before(x, y *Standing) bool {
	switch {
	case x.passed.to(&y.passed):
		return true
	case y.passed.to(&x.passed):
		return false
	}
	if a, b := l.prev[x] != nil, l.prev[y] != nil; a != b {
		return a
	}
	if a, b := l.next[x] != nil, l.next[y] != nil; a != b {
		return b
	}
	return x.compare(y) < 0
}

// passage tells of each kind in which stages an article has an amount that is not zero.
type passage map[Kind]*[stageCount]bool

func (p *passage) set(k Kind, stage int) {
	if *p == nil {
		*p = passage{}
	}
	if (*p)[k] == nil {
		(*p)[k] = &[stageCount]bool{}
	}
	(*p)[k][stage] = true
}

// at gives the first stage with which amounts leave p and appear in q. No amounts may be
// in both at once, and none come back.
func (p *passage) at(q *passage) (Stage, bool) {
	first := stageCount
	for _, k := range Kinds() {
		a, b := (*p)[k], (*q)[k]
		if a == nil || b == nil {
			continue
		}
		last, begin := stageCount-1, 0
		for !a[last] {
			last--
		}
		for !b[begin] {
			begin++
		}
		if last >= begin {
			return "", false
		}
		first = min(first, begin)
	}
	if first == stageCount {
		return "", false
	}
	return Stages()[first], true
}

func (p *passage) to(q *passage) bool {
	_, ok := p.at(q)
	return ok
}

// overGaps links what has the same number and name on both sides of years in which it does
// not stand.
func (l *linker) overGaps(list []*Standing) {
	ended := map[string]*Standing{}
	for _, y := range list {
		key := y.Chapter + "/" + y.Number + " " + y.folded
		if x := ended[key]; x != nil && l.prev[y] == nil && x.Year+1 < y.Year {
			l.join(Link{From: x, To: y, Basis: SameName,
				RestsOn: "the same " + x.numberWord() + " and the same name, which do not stand in " + between(x.Year, y.Year)})
		}
		delete(ended, key)
		if l.next[y] == nil {
			ended[key] = y
		}
	}
}

func between(from, to int) string {
	if from+2 == to {
		return fmt.Sprint(from + 1)
	}
	return fmt.Sprintf("%d-%d", from+1, to-1)
}

// registeredChapter links two names of one code of which the register of chapters has the
// one end where the other begins.
func (l *linker) registeredChapter(x, y *Standing) (int, Link, bool) {
	a, b := l.register.chapterOf(x), l.register.chapterOf(y)
	if a == nil || b == nil || x.Chapter != y.Chapter {
		return 0, Link{}, false
	}
	k := Link{From: x, To: y, Basis: RegisterRow, Source: cmp.Or(b.Source, "the register of chapters")}
	switch {
	case a == b:
		k.RestsOn = fmt.Sprintf("%q and %q are names of %q in the register of chapters", x.Name, y.Name, a.Name)
	case a.Until != 0 && a.Until+1 == b.From:
		k.RestsOn = fmt.Sprintf("the register of chapters: %q until %d, %q from %d", a.Name, a.Until, b.Name, b.From)
	default:
		return 0, Link{}, false
	}
	return 0, k, true
}

// chapterOf gives the register's row of a chapter by code, name and year; nil without one.
func (r *Register) chapterOf(s *Standing) *ChapterName {
	for i := range r.chapters {
		c := &r.chapters[i]
		if c.Code != s.Chapter || c.From > s.Year || c.Until != 0 && c.Until < s.Year {
			continue
		}
		if fold(c.Name) == s.folded || slices.ContainsFunc(c.Aliases, func(a string) bool { return fold(a) == s.folded }) {
			return c
		}
	}
	return nil
}

// groups gives the standings that links join, each group in the order of its links, the
// groups by their first.
func (l *linker) groups(list []*Standing) [][]*Standing {
	var out [][]*Standing
	for _, s := range list {
		if l.prev[s] != nil {
			continue
		}
		var group []*Standing
		for ; s != nil; s = l.next[s] {
			group = append(group, s)
		}
		out = append(out, group)
	}
	return out
}
