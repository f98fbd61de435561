package graph

import (
	"cmp"
	"slices"
)

// chapters compares the chapters that the place leans on.
func (f *placeFacts) chapters() []ChapterChange {
	by := map[string]*ChapterChange{}
	at := func(l *ChapterLink) *ChapterChange {
		if by[l.To] == nil {
			by[l.To] = &ChapterChange{Chapter: l.To}
		}
		return by[l.To]
	}
	for _, l := range f.from.leans() {
		at(l).From = append(at(l).From, *l)
	}
	for _, l := range f.to.leans() {
		at(l).To = append(at(l).To, *l)
	}
	var out []ChapterChange
	for _, c := range by {
		slices.SortFunc(c.From, compareLinks)
		slices.SortFunc(c.To, compareLinks)
		switch {
		case len(c.To) == 0:
			c.Change = ChangeGone
		case len(c.From) == 0:
			c.Change = ChangeNew
		case slices.Equal(linkKindsOf(c.From), linkKindsOf(c.To)):
			c.Change = ChangeKept
		default:
			c.Change = ChangeChanged
		}
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b ChapterChange) int {
		return cmp.Or(cmp.Compare(a.Change.order(), b.Change.order()), CompareChapters(a.Chapter, b.Chapter))
	})
	return out
}

// linkKindsOf gives the kinds of links in their order, each once.
func linkKindsOf(list []ChapterLink) []ChapterLinkKind {
	var out []ChapterLinkKind
	for _, l := range list {
		if !slices.Contains(out, l.Kind) {
			out = append(out, l.Kind)
		}
	}
	return out
}

// leans lists the statements of the place by which its chapter leans on another.
func (s *spoken) leans() []*ChapterLink {
	if s.place == nil {
		return nil
	}
	var out []*ChapterLink
	for _, l := range s.side.chapterLinks() {
		if s.side.of(l.Relations[0], l.Evidence.Start) == s.place {
			out = append(out, l)
		}
	}
	return out
}

// chapterLinks lists the statements of the document by which its chapter leans on others.
func (s *side) chapterLinks() []*ChapterLink {
	if s.linked {
		return s.links
	}
	s.linked = true
	c := newLinker(s.view, 0)
	for _, r := range s.saying.relations {
		if mayLink(keyOf(r)) {
			c.add(r)
		}
	}
	for _, l := range c.found {
		if l.Kind != ChapterLinkShared && (s.saying.document.Chapter == "" || l.From == s.saying.document.Chapter) {
			c.place(l)
			s.links = append(s.links, l)
		}
	}
	slices.SortFunc(s.links, func(a, b *ChapterLink) int { return compareLinks(*a, *b) })
	return s.links
}
