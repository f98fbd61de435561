package search

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"rijksgraaf/model"
)

// longest is how many code points a sentence may have; a longer one is cut between words.
const longest = 1000

// Sentence is a piece of a document's text: a sentence, a heading, an item of a list or a
// row of a table.
type Sentence struct {
	// Span is where it stands, in code points of the document's text, without blanks at its
	// ends.
	model.Span
	// Page is the page on which it begins, from 1.
	Page int
}

// Sentences cuts a document's text, in its order. What lies between sentences is blank.
func Sentences(d *model.Document) []Sentence {
	c := cutter{runes: []rune(d.Text)}
	marks := map[int]bool{}
	c.structure(d.Sections, marks)
	var out []Sentence
	start, page := 0, 1
	for i := range c.runes {
		if marks[i] || c.begins(i) || i-start >= longest && c.runes[i-1] == ' ' {
			out = c.add(out, start, i, page)
			page += count(c.runes[start:i], '\f')
			start = i
		}
	}
	return c.add(out, start, len(c.runes), page)
}

// cutter cuts one text.
type cutter struct {
	runes []rune
}

// structure marks where headings, items and the like begin and end, and the rows of tables.
func (c *cutter) structure(list []*model.Section, marks map[int]bool) {
	for _, s := range list {
		for _, at := range []int{s.Heading.Start, s.Heading.End, s.Span.Start, s.Span.End} {
			marks[at] = true
		}
		if s.Kind == "table" {
			for i := max(1, s.Span.Start); i < min(s.Span.End, len(c.runes)); i++ {
				if c.runes[i-1] == '\n' {
					marks[i] = true
				}
			}
		}
		c.structure(s.Children, marks)
	}
}

// add adds the stretch from start to end without its blanks, if a letter or digit is in it.
func (c *cutter) add(out []Sentence, start, end, page int) []Sentence {
	for start < end && unicode.IsSpace(c.runes[start]) {
		if c.runes[start] == '\f' {
			page++
		}
		start++
	}
	for end > start && unicode.IsSpace(c.runes[end-1]) {
		end--
	}
	if !slices.ContainsFunc(c.runes[start:end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return out
	}
	return append(out, Sentence{Span: model.Span{Start: start, End: end}, Page: page})
}

// begins says whether a sentence begins at a rune: after an empty line or a page's end, with
// the sign of an item at a line's beginning, or after the end of the sentence before.
func (c *cutter) begins(i int) bool {
	if i == 0 || unicode.IsSpace(c.runes[i]) || !unicode.IsSpace(c.runes[i-1]) {
		return false
	}
	from, lines := i, 0
	for from > 0 && unicode.IsSpace(c.runes[from-1]) {
		from--
		switch c.runes[from] {
		case '\n':
			lines++
		case '\f':
			return true
		}
	}
	switch {
	case lines > 1:
		return true
	case lines == 1 && strings.ContainsRune("–•▪◦●‣", c.runes[i]), lines == 1 && c.runes[i] == '-' && i+1 < len(c.runes) && c.runes[i+1] == ' ':
		return true
	}
	return c.ends(from) && !unicode.IsLower(c.runes[i])
}

// ends says whether a sentence may end before a rune, where the next one does not begin with
// a small letter: with a full stop that does not belong to an abbreviation, or another sign.
func (c *cutter) ends(end int) bool {
	for end > 0 && strings.ContainsRune(`)"'”’»`, c.runes[end-1]) {
		end--
	}
	if end == 0 {
		return false
	}
	switch c.runes[end-1] {
	case '!', '?', ';':
		return true
	case '.':
		return !c.abbreviated(end - 1)
	}
	return false
}

// abbreviated says whether the full stop at i is of an abbreviation: a single letter is
// before it ("J."), a word with another full stop ("o.a."), or a number follows ("nr. 7").
func (c *cutter) abbreviated(i int) bool {
	from := i
	for from > 0 && (unicode.IsLetter(c.runes[from-1]) || c.runes[from-1] == '.') {
		from--
	}
	word := c.runes[from:i]
	next := i + 1
	for next < len(c.runes) && unicode.IsSpace(c.runes[next]) {
		next++
	}
	return len(word) == 1 || slices.Contains(word, '.') || len(word) > 0 && len(word) < 5 && next < len(c.runes) && unicode.IsDigit(c.runes[next])
}

func count(runes []rune, r rune) int {
	n := 0
	for _, x := range runes {
		if x == r {
			n++
		}
	}
	return n
}

// path gives the sections around a place, outermost first.
func path(list []*model.Section, s model.Span) []*model.Section {
	var out []*model.Section
	for {
		i := slices.IndexFunc(list, func(x *model.Section) bool { return x.Span.Contains(s) || x.Heading.Contains(s) })
		if i < 0 {
			return out
		}
		out = append(out, list[i])
		list = list[i].Children
	}
}

// article is a document as searches read it: cut into sentences, with what is mentioned.
type article struct {
	document  *model.Document
	runes     []rune
	sentences []Sentence
	mentions  []mention // by place
	longest   int       // of the mentions, in code points
}

// mention is where a document names an entity, by the id that the document uses.
type mention struct {
	model.Span
	entity string
}

// newArticle reads what a document says.
func newArticle(x *model.Extraction) *article {
	a := &article{document: &x.Document, runes: []rune(x.Document.Text), sentences: Sentences(&x.Document)}
	for _, e := range x.Entities {
		for _, m := range e.Mentions {
			a.mentions = append(a.mentions, mention{m.Span, e.ID})
			a.longest = max(a.longest, m.Len())
		}
	}
	slices.SortFunc(a.mentions, func(x, y mention) int { return x.Start - y.Start })
	return a
}

// sentence gives the sentence that begins at a place.
func (a *article) sentence(start int) (Sentence, bool) {
	i := sort.Search(len(a.sentences), func(i int) bool { return a.sentences[i].Start >= start })
	if i == len(a.sentences) || a.sentences[i].Start != start {
		return Sentence{}, false
	}
	return a.sentences[i], true
}

// entities lists what is mentioned in a span, by the ids that the document uses, sorted.
func (a *article) entities(s model.Span) []string {
	var out []string
	i := sort.Search(len(a.mentions), func(i int) bool { return a.mentions[i].Start >= s.Start-a.longest })
	for ; i < len(a.mentions) && a.mentions[i].Start < s.End; i++ {
		if m := a.mentions[i]; m.Overlaps(s) {
			out = append(out, m.entity)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// titles are the titles of the sections around a place, outermost first, each with its
// number: "Artikel 2", "B. Rol en verantwoordelijkheid".
func titles(d *model.Document, s model.Span) []string {
	var out []string
	for _, x := range path(d.Sections, s) {
		if t := title(x); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func title(s *model.Section) string {
	switch {
	case s.Kind == "article" && s.Number != "":
		return "Artikel " + s.Number
	case s.Kind == "item", s.Kind == "lead-in":
		return ""
	case s.Number != "":
		return s.Number + ". " + s.Title
	}
	return s.Title
}
