package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/figures"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// PlaceBasis says on what it rests that a place of one document is that of another.
type PlaceBasis string

// The bases, the surest first, which is the order in which they are tried.
const (
	// BasisNumberAndTitle: the same number and the same title, but for spelling.
	BasisNumberAndTitle PlaceBasis = "SAME_NUMBER_AND_TITLE"
	// BasisFigures: the official figures have them as one article over the years.
	BasisFigures PlaceBasis = "OFFICIAL_FIGURES"
	// BasisRegister: the register of renumberings says so.
	BasisRegister PlaceBasis = "REGISTER"
	// BasisTitle: the same title under another number.
	BasisTitle PlaceBasis = "SAME_TITLE"
	// BasisNumberAndAlike: the same number, and titles with words in common.
	BasisNumberAndAlike PlaceBasis = "NUMBER_AND_ALIKE_TITLE"
	// BasisAlike: titles of which one holds the other, under two numbers.
	BasisAlike PlaceBasis = "ALIKE_TITLE"
	// BasisNumber: the same number, where one of them has no title that could say otherwise.
	BasisNumber PlaceBasis = "NUMBER"
	// BasisDocument: what stands outside any article.
	BasisDocument PlaceBasis = "DOCUMENT"
)

// PlaceBases lists every basis.
func PlaceBases() []PlaceBasis {
	return []PlaceBasis{BasisNumberAndTitle, BasisFigures, BasisRegister, BasisTitle, BasisNumberAndAlike, BasisAlike, BasisNumber, BasisDocument}
}

// comparing compares two documents.
type comparing struct {
	from, to *side
	options  CompareOptions
	joined   unions // ids that either view has as one thing's
	// articles are From's articles by the ids that To has for the same ones; one that To does
	// not have but whose id it gives to another is set apart.
	articles map[string]string
	// said is where each side states what, by the id or key that both have for it.
	said map[*side]map[any][]*Place
}

func newComparing(from, to *side, o CompareOptions) *comparing {
	c := &comparing{from: from, to: to, options: o, joined: unions{}, articles: map[string]string{}}
	if from.view != to.view {
		c.joinIDs()
	}
	return c
}

// joinIDs puts ids together that either view has as one thing's.
func (c *comparing) joinIDs() {
	for _, s := range []*side{c.from, c.to} {
		for _, e := range s.saying.entities {
			c.joined.join(e.ID, c.from.view.ID(e.ID))
			c.joined.join(e.ID, c.to.view.ID(e.ID))
		}
	}
}

// id gives the id that both sides have for what one of them calls id.
func (c *comparing) id(s *side, id string) string {
	id = c.joined.root(id)
	if s == c.to {
		return id
	}
	if id == c.from.saying.document.ID {
		return c.to.saying.document.ID
	}
	return c.renumbered(id)
}

// renumbered gives the id that To has for an article of From, and for what stands under one.
func (c *comparing) renumbered(id string) string {
	if to, ok := c.articles[id]; ok {
		return to
	}
	base := baseArticle(id)
	to, ok := c.articles[base]
	if !ok || base == to {
		return id
	}
	if t, _ := ontology.TypeOfID(id); t == model.TypeBudgetLine {
		return ontology.Slug(t) + "/" + slugOf(to) + strings.TrimPrefix(slugOf(id), slugOf(base))
	}
	return to + strings.TrimPrefix(id, base)
}

// placePair is a place of both documents, or of one.
type placePair struct {
	from, to *Place
	basis    PlaceBasis
	restsOn  string
}

// matchPlaces finds the places that are one: articles by the bases in their order, each to
// one other at most and none where two fit equally well; then what is left, by itself.
func (c *comparing) matchPlaces() []placePair {
	m := &matcher{c: c, of: map[*Place]*placePair{}}
	for _, rule := range []placeRule{m.numberAndTitle, m.official, m.register, m.sameTitle, m.numberAndAlike, m.alike, m.number} {
		m.apply(rule)
	}
	var out []placePair
	for _, p := range c.to.places {
		if pair := m.of[p]; pair != nil {
			out = append(out, *pair)
		} else {
			out = append(out, placePair{to: p})
		}
	}
	for _, p := range c.from.places {
		if m.of[p] == nil {
			out = append(out, placePair{from: p})
			if slices.ContainsFunc(c.to.places, func(o *Place) bool { return o.Article == p.Article }) {
				c.articles[p.Article] = "from/" + p.Article
			}
		}
	}
	slices.SortStableFunc(out, func(a, b placePair) int { return comparePlaces(cmp.Or(a.to, a.from), cmp.Or(b.to, b.from)) })
	if c.from.spoken(c.from.rest).silent() && c.to.spoken(c.to.rest).silent() {
		return out
	}
	return append(out, placePair{from: c.from.rest, to: c.to.rest, basis: BasisDocument, restsOn: "what stands outside any article"})
}

// matcher matches the articles of two documents.
type matcher struct {
	c  *comparing
	of map[*Place]*placePair
}

// placeRule says whether two articles are one: by what, in words, and how well it fits, 0
// where it does not.
type placeRule func(a, b *Place) (score float64, basis PlaceBasis, restsOn string)

// apply matches what a rule says is one and no rule before has matched.
func (m *matcher) apply(rule placeRule) {
	type candidate struct {
		placePair
		score float64
	}
	var list []candidate
	for _, a := range m.c.from.places {
		for _, b := range m.c.to.places {
			if m.of[a] == nil && m.of[b] == nil {
				if score, basis, why := rule(a, b); score > 0 {
					list = append(list, candidate{placePair{a, b, basis, why}, score})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	for _, x := range list {
		rival := slices.ContainsFunc(list, func(y candidate) bool {
			return y.score == x.score && (y.from == x.from) != (y.to == x.to) && m.of[y.from] == nil && m.of[y.to] == nil
		})
		if !rival && m.of[x.from] == nil && m.of[x.to] == nil {
			pair := x.placePair
			m.of[x.from], m.of[x.to] = &pair, &pair
			m.c.articles[x.from.Article] = x.to.Article
		}
	}
}

// sameNumber says whether two articles have one number, sub-articles under the number that
// their article has in To.
func (m *matcher) sameNumber(a, b *Place) bool {
	return m.oneChapter(a, b) && (a.Number == b.Number || m.c.renumbered(a.Article) == b.Article)
}

// oneChapter says whether nothing tells that two articles are of two chapters.
func (m *matcher) oneChapter(a, b *Place) bool {
	x, y := m.c.from.chapterOf(a), m.c.to.chapterOf(b)
	return x == "" || y == "" || x == y
}

// leastSpelling is the likeness from which on two titles are the same but for spelling and
// small words, as names.Compare has it.
const leastSpelling = 0.95

// titleLikeness says how alike the titles of two places are, and why; 0 without both.
func titleLikeness(a, b *Place) (float64, string) {
	if a.Title == "" || b.Title == "" {
		return 0, ""
	}
	score, why := names.Compare(a.name(), b.name())
	return score, why.String()
}

// name is the title, taken apart once.
func (p *Place) name() *names.Name {
	if p.parsed == nil {
		p.parsed = names.Parse(p.Title)
	}
	return p.parsed
}

func (m *matcher) numberAndTitle(a, b *Place) (float64, PlaceBasis, string) {
	score, _ := titleLikeness(a, b)
	if score < leastSpelling || !m.sameNumber(a, b) || m.apart(a, b) {
		return 0, "", ""
	}
	return score, BasisNumberAndTitle, fmt.Sprintf("number %s and the title %q in both", b.Number, b.Title)
}

// official matches by the official figures' links of articles over the years.
func (m *matcher) official(a, b *Place) (float64, PlaceBasis, string) {
	x, from := m.c.from.standing(a)
	y, to := m.c.to.standing(b)
	if x == nil || x != y {
		return 0, "", ""
	}
	basis, why := BasisFigures, fmt.Sprintf("the official figures have %s and %s as one article", from, to)
	var steps []string
	for _, l := range x.Links {
		if l.From.Number != l.To.Number || l.From.Chapter != l.To.Chapter || l.Basis == figures.RegisterRow {
			steps = append(steps, fmt.Sprintf("%s -> %s: %s", l.From, l.To, l.RestsOn))
		}
	}
	if len(steps) > 0 {
		why += " (" + strings.Join(steps, "; ") + ")"
	}
	return 1, basis, why
}

// standing gives the article over the years that a document means, and the last time in
// which it bore the number. Where the figures do not reach the document's year the title must
// be the one that it had then: a number may be given to another article since.
func (s *side) standing(p *Place) (*figures.Series, *figures.Standing) {
	found, ok := s.stood[p]
	if !ok {
		found.series, found.at = s.findStanding(p)
		s.stood[p] = found
	}
	return found.series, found.at
}

// stood is an article in the official figures.
type stood struct {
	series *figures.Series
	at     *figures.Standing
}

func (s *side) findStanding(p *Place) (*figures.Series, *figures.Standing) {
	d := &s.saying.document
	chapter, number, ok := strings.Cut(slugOf(p.Article), "/")
	if !ok || d.BudgetYear == 0 {
		return nil, nil
	}
	series := s.view.Figures().ArticleAsOf(chapter, number, d.BudgetYear)
	if series == nil {
		return nil, nil
	}
	var at *figures.Standing
	for _, x := range series.Bearing(chapter, number) {
		if x.Year <= d.BudgetYear {
			at = x
		}
	}
	if at == nil {
		return nil, nil
	}
	if at.Year < d.BudgetYear {
		if score, _ := titleLikeness(p, &Place{Title: at.Name}); score < leastSpelling {
			return nil, nil
		}
	}
	return series, at
}

// apart says whether the official figures know both articles, as two.
func (m *matcher) apart(a, b *Place) bool {
	x, _ := m.c.from.standing(a)
	y, _ := m.c.to.standing(b)
	return x != nil && y != nil && x != y
}

// register matches by the register of renumberings, in whatever order the two documents are.
func (m *matcher) register(a, b *Place) (float64, PlaceBasis, string) {
	x, y := m.c.from.articleName(a), m.c.to.articleName(b)
	r := m.c.to.view.figureRegister()
	source, ok := r.Renumbered(x, y)
	if !ok {
		source, ok = r.Renumbered(y, x)
	}
	if !ok {
		return 0, "", ""
	}
	return 1, BasisRegister, "the register of renumberings: " + source
}

func (s *side) articleName(p *Place) figures.ArticleName {
	chapter, number, _ := strings.Cut(slugOf(p.Article), "/")
	return figures.ArticleName{Chapter: chapter, Number: number, Year: s.saying.document.BudgetYear, Name: p.Title}
}

func (m *matcher) sameTitle(a, b *Place) (float64, PlaceBasis, string) {
	score, _ := titleLikeness(a, b)
	if score < leastSpelling || !m.oneChapter(a, b) || m.apart(a, b) {
		return 0, "", ""
	}
	return score, BasisTitle, fmt.Sprintf("the title %q, under number %s and number %s", b.Title, a.Number, b.Number)
}

func (m *matcher) numberAndAlike(a, b *Place) (float64, PlaceBasis, string) {
	if !m.sameNumber(a, b) || m.apart(a, b) {
		return 0, "", ""
	}
	score, why := titleLikeness(a, b)
	if score == 0 {
		shared := overlap(a.name(), b.name())
		if shared < titleOverlap {
			return 0, "", ""
		}
		score, why = shared, fmt.Sprintf("%q and %q share words", a.Title, b.Title)
	}
	return score, BasisNumberAndAlike, "number " + b.Number + ", and " + why
}

func (m *matcher) alike(a, b *Place) (float64, PlaceBasis, string) {
	score, why := titleLikeness(a, b)
	if score == 0 || !m.oneChapter(a, b) || m.apart(a, b) || min(len(a.name().Stems), len(b.name().Stems)) < 2 {
		return 0, "", ""
	}
	return score, BasisAlike, fmt.Sprintf("%s, under number %s and number %s", why, a.Number, b.Number)
}

func (m *matcher) number(a, b *Place) (float64, PlaceBasis, string) {
	if a.Title != "" && b.Title != "" || !m.sameNumber(a, b) || m.apart(a, b) {
		return 0, "", ""
	}
	return 1, BasisNumber, "number " + b.Number + " alone, for one of them has no title"
}

// titleOverlap is the share of words that titles under one number must have in common: a
// third, which is one of the two content words of each of "Veiligheid en stabiliteit" and
// "Vrede en veiligheid" (a half), and one of three of each.
const titleOverlap = 1.0 / 3

// overlap is the share of their content words that two names have in common, endings aside.
func overlap(a, b *names.Name) float64 {
	return shareOf(sortedSet(slices.Clone(a.Stems)), sortedSet(slices.Clone(b.Stems)))
}

// shareOf is twice the number of words that two sorted lists share by the number of all.
func shareOf(x, y []string) float64 {
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(sharedWords(x, y)) / float64(len(x)+len(y))
}

// sharedWords counts the words that two sorted lists share.
func sharedWords(x, y []string) int {
	n := 0
	for _, w := range x {
		if _, ok := slices.BinarySearch(y, w); ok {
			n++
		}
	}
	return n
}

// yearOf reads a year; 0 for none.
func yearOf(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
