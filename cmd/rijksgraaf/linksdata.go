package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// linkReport is what `links --json` prints.
type linkReport struct {
	Chapters []linkChapter `json:"chapters"`
	Matrix   []linkCell    `json:"matrix"`
	Links    []linkLine    `json:"links"`
	// Undated are the ids of the documents that --year left out because their year is unknown.
	Undated []string `json:"undated,omitempty"`
}

// linkChapter is a row and column of the matrix.
type linkChapter struct {
	ID   string `json:"id"`
	Read bool   `json:"read"`
}

// linkCell counts the links from one chapter, or an article of it, to another chapter.
type linkCell struct {
	From        string         `json:"from"`
	FromArticle string         `json:"fromArticle,omitempty"`
	To          string         `json:"to"`
	Links       int            `json:"links"`
	OneSided    bool           `json:"oneSided"`
	OtherRead   bool           `json:"otherRead"`
	Shared      int            `json:"shared,omitempty"`
	Kinds       map[string]int `json:"kinds"`
}

// linkLine is what --json prints of a link.
type linkLine struct {
	From        string        `json:"from"`
	FromArticle string        `json:"fromArticle,omitempty"`
	To          string        `json:"to"`
	ToArticle   string        `json:"toArticle,omitempty"`
	Kind        string        `json:"kind"`
	OneSided    bool          `json:"oneSided"`
	OtherRead   bool          `json:"otherRead"`
	About       string        `json:"about,omitempty"`
	Amount      *model.Amount `json:"amount,omitempty"`
	linkWords
	SharedBy int         `json:"sharedBy,omitempty"`
	Other    []linkWords `json:"other,omitempty"`
}

// linkWords are the words of a statement, where they stand, and what rests on them.
type linkWords struct {
	Text      string         `json:"text"`
	Document  string         `json:"document"`
	Page      int            `json:"page,omitempty"`
	Section   []string       `json:"section"`
	Span      model.Span     `json:"span"`
	Article   string         `json:"article,omitempty"`
	Relations []linkRelation `json:"relations"`
}

// linkRelation is a relation that a link rests on.
type linkRelation struct {
	ID        string `json:"id"`
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
}

func linksOf(list []graph.ChapterLink, byArticle bool) linkReport {
	m := graph.MatrixOf(list, byArticle)
	out := linkReport{Chapters: []linkChapter{}, Matrix: []linkCell{}, Links: []linkLine{}}
	for _, c := range m.Chapters {
		out.Chapters = append(out.Chapters, linkChapter{c.ID, c.Read})
	}
	for _, c := range m.Cells {
		cell := linkCell{c.From, c.FromArticle, c.To, c.Links, c.OneSided, c.OtherRead, c.Shared, map[string]int{}}
		for _, k := range c.Kinds {
			cell.Kinds[kindWord(k.Kind)] = k.Count
		}
		out.Matrix = append(out.Matrix, cell)
	}
	for _, l := range list {
		line := linkLine{From: l.From, FromArticle: l.FromArticle, To: l.To, ToArticle: l.ToArticle, Kind: kindWord(l.Kind), OneSided: l.OneSided,
			OtherRead: l.OtherRead, About: l.About, Amount: l.Amount, SharedBy: l.SharedBy, linkWords: wordsOf(l.Evidence, l.Relations, "")}
		for _, s := range l.Other {
			line.Other = append(line.Other, wordsOf(s.Evidence, s.Relations, s.Article))
		}
		out.Links = append(out.Links, line)
	}
	return out
}

func wordsOf(e *model.Evidence, relations []*model.Relation, article string) linkWords {
	out := linkWords{Text: e.Text, Document: e.Document, Page: e.Page, Section: append([]string{}, e.Section...), Span: e.Span, Article: article}
	for _, r := range relations {
		out.Relations = append(out.Relations, linkRelation{r.ID(), r.Subject, string(r.Predicate), r.Object})
	}
	return out
}

// printLinkRows prints a table, one row a link.
func (a *app) printLinkRows(list []graph.ChapterLink) error {
	w := csv.NewWriter(a.out)
	rows := [][]string{{"from", "fromArticle", "to", "toArticle", "kind", "oneSided", "otherRead", "about", "amount", "unit", "text", "document", "page", "section", "start", "end", "predicates"}}
	for _, l := range list {
		e, page, amount := l.Evidence, "", model.Amount{}
		if e.Page > 0 {
			page = strconv.Itoa(e.Page)
		}
		if l.Amount != nil {
			amount = *l.Amount
		}
		rows = append(rows, []string{code(l.From), code(l.FromArticle), code(l.To), code(l.ToArticle), kindWord(l.Kind), fmt.Sprint(l.OneSided), fmt.Sprint(l.OtherRead),
			l.About, amount.Value, amount.Unit, oneLine(e.Text), e.Document, page, strings.Join(e.Section, " > "), strconv.Itoa(e.Start), strconv.Itoa(e.End),
			strings.Join(predicatesOf(l.Relations), " ")})
	}
	return w.WriteAll(rows)
}

// predicatesOf gives the predicates of relations, each once, in their order.
func predicatesOf(relations []*model.Relation) []string {
	var out []string
	seen := map[model.Predicate]bool{}
	for _, r := range relations {
		if !seen[r.Predicate] {
			seen[r.Predicate] = true
			out = append(out, string(r.Predicate))
		}
	}
	return out
}
