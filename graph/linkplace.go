package graph

import (
	"cmp"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// place fills in the articles that a link goes from and to, and the sum that it states.
func (c *linker) place(l *ChapterLink) {
	l.FromArticle = c.article(l.From, l.Evidence, l.Relations)
	for _, r := range l.Relations {
		l.ToArticle = cmp.Or(l.ToArticle, endOf(r, l.To))
		if l.Kind == ChapterLinkMoney && l.Amount == nil {
			l.Amount = amountIn(r, l.Evidence)
		}
	}
}

// article gives the article of a chapter in which a statement stands, by the headings of
// its document; else the one that its relations are of.
func (c *linker) article(chapter string, e *model.Evidence, relations []*model.Relation) string {
	if d := c.view.Document(e.Document); d != nil && d.Chapter == chapter {
		if number := articleAt(d.Sections, e.Start); number != "" {
			return ontology.Slug(model.TypeBudgetArticle) + "/" + strings.TrimPrefix(chapter, ontology.Slug(model.TypeBudgetChapter)+"/") + "/" + number
		}
	}
	found := ""
	for _, r := range relations {
		found = cmp.Or(found, endOf(r, chapter))
	}
	return found
}

// articleAt gives the number of the innermost article around a place of a document.
func articleAt(sections []*model.Section, at int) string {
	for _, s := range sections {
		if at < s.Span.Start || s.Span.End <= at {
			continue
		}
		number := ""
		if s.Kind == "article" {
			number = s.Number
		}
		return cmp.Or(articleAt(s.Children, at), number)
	}
	return ""
}

// endOf gives the end of a relation that is an article of a chapter; "" where none is.
func endOf(r *model.Relation, chapter string) string {
	for _, id := range []string{r.Subject, r.Object} {
		if t, _ := ontology.TypeOfID(id); t == model.TypeBudgetArticle && chapterOf(id) == chapter {
			return id
		}
	}
	return ""
}

// amountIn gives the sum of a relation where the statement prints it. A relation that
// several documents state has one sum only, which need not be this one's.
func amountIn(r *model.Relation, e *model.Evidence) *model.Amount {
	if r.Amount == nil || len(r.Evidence) > 1 && !strings.Contains(oneSpaced(e.Text), oneSpaced(r.Amount.AsPrinted)) {
		return nil
	}
	return r.Amount
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }
