package graph

import (
	"cmp"
	"slices"
	"strings"
)

// ChapterMatrix counts links for drawing: who leans on whom.
type ChapterMatrix struct {
	// Chapters are the chapters at either end of a link, in the order of the budget.
	Chapters []MatrixChapter
	// Cells are the pairs that have links, by From, FromArticle and To in that order.
	Cells []MatrixCell
}

// MatrixChapter is a row and column of a matrix.
type MatrixChapter struct {
	ID string
	// Read says whether a document of the chapter was read.
	Read bool
}

// MatrixCell counts the links from one chapter, or one article of it, to another chapter.
type MatrixCell struct {
	From, To string
	// FromArticle is set in a matrix by article, where the article is known.
	FromArticle string
	// Links counts the statements that have a direction, Shared the things that both sides
	// speak of.
	Links, Shared int
	// Kinds counts the statements of each kind that has any, in the order of the kinds;
	// under Shared it counts the things.
	Kinds []LinkCount
	// OneSided is that of the links with a direction; false where there are none.
	OneSided  bool
	OtherRead bool
}

// LinkCount is a number of links of a kind.
type LinkCount struct {
	Kind  ChapterLinkKind
	Count int
}

// MatrixOf counts links, as ChapterLinks lists them; byArticle makes a row of each article.
func MatrixOf(links []ChapterLink, byArticle bool) ChapterMatrix {
	type at struct{ from, article, to string }
	var m ChapterMatrix
	read, cells, things := map[string]bool{}, map[at]*MatrixCell{}, map[at]map[string]bool{}
	for i := range links {
		l := &links[i]
		read[l.From], read[l.To] = l.FromRead, l.OtherRead
		k := at{l.From, "", l.To}
		if byArticle {
			k.article = l.FromArticle
		}
		c := cells[k]
		if c == nil {
			c = &MatrixCell{From: k.from, FromArticle: k.article, To: k.to, OtherRead: l.OtherRead}
			cells[k], things[k] = c, map[string]bool{}
		}
		if l.Kind != ChapterLinkShared || !things[k][l.About] {
			things[k][l.About] = true
			c.count(l)
		}
	}
	for id, isRead := range read {
		m.Chapters = append(m.Chapters, MatrixChapter{id, isRead})
	}
	slices.SortFunc(m.Chapters, func(a, b MatrixChapter) int { return CompareChapters(a.ID, b.ID) })
	for _, c := range cells {
		m.Cells = append(m.Cells, *c)
	}
	slices.SortFunc(m.Cells, func(a, b MatrixCell) int {
		return cmp.Or(CompareChapters(a.From, b.From), compareArticles(a.FromArticle, b.FromArticle), CompareChapters(a.To, b.To))
	})
	return m
}

// count adds a link to a cell.
func (c *MatrixCell) count(l *ChapterLink) {
	if l.Kind == ChapterLinkShared {
		c.Shared++
	} else {
		c.Links++
		c.OneSided = l.OneSided
	}
	i, ok := slices.BinarySearchFunc(c.Kinds, l.Kind, func(k LinkCount, kind ChapterLinkKind) int { return cmp.Compare(k.Kind.order(), kind.order()) })
	if !ok {
		c.Kinds = slices.Insert(c.Kinds, i, LinkCount{Kind: l.Kind})
	}
	c.Kinds[i].Count++
}

// compareArticles orders ids of articles of one chapter by number: 2, 2.1, 10.
func compareArticles(a, b string) int {
	return slices.CompareFunc(strings.Split(a[strings.LastIndexByte(a, '/')+1:], "."), strings.Split(b[strings.LastIndexByte(b, '/')+1:], "."),
		func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
}
