package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rijksgraaf/model"
)

// Book is what all sources say together. It never changes, and is safe for concurrent
// use; what it returns is shared and must not be changed.
type Book struct {
	sources  []*Source
	figures  map[Key]*Figure
	series   map[*Standing]*Series // by article
	articles []*Standing
	at       map[placeKey]*Standing
	chapters map[string]*ChapterSeries // by code
	codes    []string
}

// Series is one article over the years, under all its numbers and names. In a year in
// which its number changed it stands twice.
type Series struct {
	// Articles are the article in each year, in the order of time: of two in one year first
	// the one that it was.
	Articles []*Standing
	// Links join each to the next, in the same order.
	Links []Link
}

// ChapterSeries is a chapter's code over the years.
type ChapterSeries struct {
	Code string
	// Chapters are the chapter in each year.
	Chapters []*Standing
	// Links are those from and to these chapters. Two years in a row between which there is
	// no link are two chapters that bear one code.
	Links []Link
}

// NewBook puts sources together and links articles and chapters over the years. A figure
// that two sources have is taken from the first by id; Contradictions tells whether they
// agree.
func NewBook(sources []*Source, register *Register) *Book {
	b := &Book{figures: map[Key]*Figure{}, series: map[*Standing]*Series{}, at: map[placeKey]*Standing{}, chapters: map[string]*ChapterSeries{}}
	b.sources = slices.Clone(sources)
	slices.SortFunc(b.sources, func(x, y *Source) int { return cmp.Compare(x.ID, y.ID) })
	chapters := b.collect(register)
	b.link(register, chapters)
	return b
}

// collect makes the standings of all rows, and gives the chapters.
func (b *Book) collect(register *Register) []*Standing {
	var chapters []*Standing
	stand := func(key placeKey, name string, list *[]*Standing) *Standing {
		s := b.at[key]
		if s == nil {
			s = &Standing{Chapter: key.chapter, Number: key.number, Year: key.year, Name: name, folded: fold(name), words: register.contentWords(name)}
			b.at[key] = s
			*list = append(*list, s)
		}
		return s
	}
	for _, source := range b.sources {
		for i := range source.Rows {
			r := &source.Rows[i]
			c := stand(placeKey{r.Chapter, "", r.Year}, r.ChapterName, &chapters)
			s := stand(placeKey{r.Chapter, r.Number, r.Year}, r.Name, &b.articles)
			if s.chapter == nil {
				s.chapter = c
				c.articles = append(c.articles, s)
			}
			b.addFigures(s, source.ID, r)
		}
	}
	slices.SortFunc(chapters, (*Standing).compare)
	slices.SortFunc(b.articles, (*Standing).compare)
	for _, c := range chapters {
		slices.SortFunc(c.articles, (*Standing).compare)
	}
	for _, s := range b.articles {
		slices.SortFunc(s.figures, func(x, y Figure) int {
			return cmp.Or(cmp.Compare(slices.Index(Kinds(), x.Kind), slices.Index(Kinds(), y.Kind)),
				cmp.Compare(slices.Index(Stages(), x.Stage), slices.Index(Stages(), y.Stage)))
		})
		for i := range s.figures {
			b.figures[s.figures[i].Key] = &s.figures[i]
		}
	}
	return chapters
}

// addFigures adds a row's amounts to its article; those that another source gave stay.
func (b *Book) addFigures(s *Standing, source string, r *Row) {
	for i, stage := range Stages() {
		if r.Amounts[i] == nil {
			continue
		}
		f := Figure{Key: Key{r.Chapter, r.Number, r.Year, r.Kind, stage}, Thousands: *r.Amounts[i], Source: source, Line: r.Line}
		if _, ok := b.figures[f.Key]; ok {
			continue
		}
		b.figures[f.Key] = &f
		s.figures = append(s.figures, f)
		if f.Thousands != 0 {
			s.passed.set(r.Kind, i)
		}
	}
}

// link finds the links: first between chapters, for articles are linked within one, then
// between articles.
func (b *Book) link(register *Register, chapters []*Standing) {
	over := newLinker(register)
	over.chapters(chapters)
	within := newLinker(register)
	within.rows(b.articles)
	for _, group := range over.groups(chapters) {
		var list []*Standing
		for _, c := range group {
			list = append(list, c.articles...)
		}
		slices.SortFunc(list, (*Standing).compare)
		within.articles(list)
	}
	within.acrossChapters(b.articles)
	from := map[*Standing]Link{}
	for _, k := range within.links {
		from[k.From] = k
	}
	for _, group := range within.groups(b.articles) {
		s := &Series{Articles: group}
		for _, a := range group {
			b.series[a] = s
			if k, ok := from[a]; ok {
				s.Links = append(s.Links, k)
			}
		}
	}
	b.byCode(chapters, sorted(over.links))
}

func sorted(links []Link) []Link {
	slices.SortFunc(links, func(a, b Link) int { return cmp.Or(a.From.compare(b.From), a.To.compare(b.To)) })
	return links
}

func (b *Book) byCode(chapters []*Standing, links []Link) {
	for _, c := range chapters {
		s := b.chapters[c.Chapter]
		if s == nil {
			s = &ChapterSeries{Code: c.Chapter}
			b.chapters[c.Chapter] = s
			b.codes = append(b.codes, c.Chapter)
		}
		s.Chapters = append(s.Chapters, c)
	}
	slices.SortFunc(b.codes, model.CompareChapters)
	for _, k := range links {
		for _, code := range slices.Compact([]string{k.From.Chapter, k.To.Chapter}) {
			b.chapters[code].Links = append(b.chapters[code].Links, k)
		}
	}
}

// Sources lists the sources, by id.
func (b *Book) Sources() []*Source { return b.sources }

// Source gives a source by id; nil when there is none.
func (b *Book) Source(id string) *Source {
	for _, s := range b.sources {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Lookup gives the figure that a key names, by the number that the article had in that
// very year; false where no source has it or its cell is empty.
func (b *Book) Lookup(k Key) (Figure, bool) {
	f, ok := b.figures[k]
	if !ok {
		return Figure{}, false
	}
	return *f, true
}

// Chapters lists the codes of the chapters that there are figures of, in the budget's order.
func (b *Book) Chapters() []string { return b.codes }

// Chapter gives a chapter's code over the years; nil when no source has it.
func (b *Book) Chapter(code string) *ChapterSeries { return b.chapters[code] }

// Article gives an article over the years by the number that it had in a year; nil when no
// source has it.
func (b *Book) Article(chapter, number string, year int) *Series {
	return b.series[b.at[placeKey{chapter, number, year}]]
}

// ArticleAsOf gives the article that bore a number in a year, or where no source has that
// year, the one that bore it last before: a document of a year that the figures do not
// reach speaks of that one, unless the number was given away since. nil when there is none.
func (b *Book) ArticleAsOf(chapter, number string, year int) *Series {
	for _, s := range slices.Backward(b.articles) {
		if s.Chapter == chapter && s.Number == number && s.Year <= year {
			return b.series[s]
		}
	}
	return nil
}

// Bearers lists the articles that bore a number of a chapter in any year, the one that
// bore it last first. More than one means that the number changed its meaning.
func (b *Book) Bearers(chapter, number string) []*Series {
	var out []*Series
	for _, s := range slices.Backward(b.articles) {
		if s.Chapter == chapter && s.Number == number && !slices.Contains(out, b.series[s]) {
			out = append(out, b.series[s])
		}
	}
	return out
}

// Links lists all links between articles, in the order of their ends.
func (b *Book) Links() []Link {
	var out []Link
	for _, s := range b.articles {
		for _, k := range b.series[s].Links {
			if k.From == s {
				out = append(out, k)
			}
		}
	}
	return out
}

// ArticlesByYear lists all articles in all years, by year, chapter and number.
func (b *Book) ArticlesByYear() []*Standing { return b.articles }

// Lookup gives the figures of the article in a year, under whatever number it had: none,
// one, or in a year in which it stands twice, two.
func (s *Series) Lookup(year int, kind Kind, stage Stage) []Figure {
	var out []Figure
	for _, a := range s.Articles {
		for _, f := range a.figures {
			if a.Year == year && f.Kind == kind && f.Stage == stage {
				out = append(out, f)
			}
		}
	}
	return out
}

// Bearing lists the years in which the series stands under a number of a chapter.
func (s *Series) Bearing(chapter, number string) []*Standing {
	var out []*Standing
	for _, a := range s.Articles {
		if a.Chapter == chapter && a.Number == number {
			out = append(out, a)
		}
	}
	return out
}

// Contradiction says why a source cannot stand beside others: it has another amount for a
// figure, or another name for a number of the same year. Error: CodeInvalid, with both
// places; nil when they agree.
func Contradiction(source *Source, others []*Source, register *Register) error {
	rest := slices.DeleteFunc(slices.Clone(others), func(s *Source) bool { return s.ID == source.ID })
	theirs, ours := NewBook(rest, register), NewBook([]*Source{source}, register)
	complain := func(other, format string, args ...any) error {
		return &model.Error{Code: model.CodeInvalid, Op: op, Message: fmt.Sprintf("%s contradicts %s: %s", source.File, other, fmt.Sprintf(format, args...)),
			Hint: fmt.Sprintf("to replace %s import with --name %s, or delete it first", other, strings.TrimPrefix(other, "figures/"))}
	}
	for _, s := range ours.articles {
		for i := range s.figures {
			f := &s.figures[i]
			if o, ok := theirs.Lookup(f.Key); ok && o.Thousands != f.Thousands {
				return complain(o.Source, "the %s %s of %s is %d in line %d and %d in line %d there", f.Stage, f.Kind, s, f.Thousands, f.Line, o.Thousands, o.Line)
			}
		}
	}
	for _, s := range ours.articles {
		for _, o := range theirs.Bearers(s.Chapter, s.Number) {
			for _, t := range o.Bearing(s.Chapter, s.Number) {
				if t.Year == s.Year && !register.similar(s.Name, t.Name) && len(t.figures) > 0 {
					return complain(t.figures[0].Source, "%s is called %q there and %q here", s, t.Name, s.Name)
				}
			}
		}
	}
	return nil
}
