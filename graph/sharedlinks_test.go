package graph

import (
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// sharing adds to register a body that moved from one ministry to another, and a thing
// that all chapters speak of.
func sharing() Knowledge {
	k := register()
	k.Bodies = []Office{{ID: "organisation/Coa", Chapter: "budget-chapter/X", Until: 2024}, {ID: "organisation/Coa", Chapter: "budget-chapter/XX", From: 2025},
		{ID: "organisation/Rcn", Chapter: "budget-chapter/VII"}}
	k.Generic = []string{"organisation/Eu"}
	return k
}

func sharedView(t *testing.T, list ...*model.Extraction) *View {
	t.Helper()
	s := opened(t, Memory, Options{Known: sharing})
	for _, x := range list {
		put(t, s, x)
	}
	return s.View()
}

// aboutOf puts links in short: "V>X BODY organisation/Coa one-sided: implements".
func aboutOf(list []ChapterLink) []string {
	out := []string{}
	for i, line := range told(list) {
		head, _, _ := strings.Cut(line, ":")
		var how, other []string
		for _, r := range list[i].Relations {
			how = append(how, string(r.Predicate))
		}
		for _, s := range list[i].Other {
			for _, r := range s.Relations {
				other = append(other, s.Evidence.Document+" "+string(r.Predicate))
			}
		}
		line = fmt.Sprintf("%s %s: %s", head, list[i].About, strings.Join(how, ", "))
		if list[i].Kind == ChapterLinkShared {
			line += fmt.Sprintf(" | %s (%d)", strings.Join(other, ", "), list[i].SharedBy)
		}
		out = append(out, line)
	}
	return out
}

func TestBodiesOfOtherMinistries(t *testing.T) {
	for _, c := range []struct {
		name string
		docs []*model.Extraction
		want []string
	}{
		{"another ministry's", []*model.Extraction{says("d", "V", 2024, "organisation/Coa implements activity/a")},
			[]string{"V>X BODY document/d one-sided unread organisation/Coa: implements"}},
		{"after it moved", []*model.Extraction{says("d", "V", 2025, "budget-article/V/2 funds organisation/Coa")},
			[]string{"V>XX BODY document/d one-sided unread organisation/Coa: funds"}},
		{"its own", []*model.Extraction{says("d", "X", 2024, "organisation/Coa implements activity/a")}, nil},
		{"of the minister who submits this chapter too", []*model.Extraction{says("d", "IIA", 0, "organisation/Rcn implements activity/a")}, nil},
		{"only named", []*model.Extraction{says("d", "V", 2024, "activity/a concerns organisation/Coa", "policy/p presentedTo organisation/Coa")}, nil},
		{"of whom documents say whose it is", []*model.Extraction{says("d", "V", 0, "organisation/Nieuw supervises policy/p"), says("e", "X", 0, "organisation/Nieuw partOf ministry/defensie")},
			[]string{"V>X BODY document/d one-sided organisation/Nieuw: supervises"}},
		{"one that all name", []*model.Extraction{says("d", "V", 0, "budget-article/V/2 funds organisation/Eu"), says("e", "X", 0, "budget-article/X/2 funds organisation/Eu")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, c.name, aboutOf(sharedView(t, c.docs...).ChapterLinks(LinkFilter{})), c.want...)
		})
	}
}

// What two chapters share stands there from both sides, each with its own words, and makes
// nothing mutual that one side alone says.
func TestSharedThings(t *testing.T) {
	v := sharedView(t,
		says("v", "V", 0, "budget-article/V/2 funds organisation/Uwv", "budget-article/V/2 extendsTo budget-chapter/X", "organisation/Uwv implements legal-instrument/Wet"),
		says("x", "X", 0, "role/minister-defensie supervises organisation/Uwv", "budget-article/X/1 concerns policy/Plan"),
		says("vii", "VII", 0, "budget-article/VII/6 basedOn policy/Plan"))
	got := v.ChapterLinks(LinkFilter{})
	wantLines(t, "all", aboutOf(got),
		"V>X EXTENDS document/v one-sided : extendsTo",
		"V>X SHARED document/v organisation/Uwv: funds, implements | document/x supervises (2)",
		"X>V SHARED document/x organisation/Uwv: supervises | document/v funds, document/v implements (2)")
	yes, no := true, false
	wantLines(t, "one-sided", aboutOf(v.ChapterLinks(LinkFilter{OneSided: &yes})), "V>X EXTENDS document/v one-sided : extendsTo")
	if n := len(v.ChapterLinks(LinkFilter{OneSided: &no})); n != 0 {
		t.Errorf("%d links with a direction that both sides say", n)
	}
	wantLines(t, "kinds", aboutOf(v.ChapterLinks(LinkFilter{Kinds: []ChapterLinkKind{ChapterLinkShared}, From: "budget-chapter/X"})),
		"X>V SHARED document/x organisation/Uwv: supervises | document/v funds, document/v implements (2)")
}

// A thing without a capital is a class of things or a field, not one of its name.
func TestThingsWithoutAName(t *testing.T) {
	x := says("v", "V", 2024, "organisation/Coa implements activity/a")
	e := &x.Relations[0].Evidence[0]
	at := len([]rune(e.Text))
	x.Document.Text += " organisatie"
	e.SubjectSpan = &model.Span{Start: at + 1, End: at + 12}
	e.Span = model.Span{Start: 0, End: at + 12}
	e.Text = x.Document.Text
	wantLines(t, "small letters", aboutOf(sharedView(t, x).ChapterLinks(LinkFilter{})))
}

func TestWhatEveryChapterSpeaksOfIsNotShared(t *testing.T) {
	var docs []*model.Extraction
	for i, chapter := range []string{"I", "III", "IV", "V", "VI", "VIII", "X", "XV"} {
		said := []string{"budget-article/" + chapter + "/1 basedOn legal-instrument/Overal"}
		if i < 4 {
			said = append(said, "budget-article/"+chapter+"/1 basedOn legal-instrument/Half")
		}
		docs = append(docs, says(strings.ToLower(chapter), chapter, 0, said...))
	}
	about := map[string]int{}
	for _, l := range sharedView(t, docs...).ChapterLinks(LinkFilter{}) {
		about[l.About]++
	}
	if about["legal-instrument/Overal"] != 0 || about["legal-instrument/Half"] != 4*3 {
		t.Errorf("%v", about)
	}
}

// A sum is a link's where its own words print it. Who says it comes first, whoever pays:
// the document of X speaks of V. Either end can be asked for by article.
func TestSumsAndArticles(t *testing.T) {
	a, b := says("v", "V", 0, "budget-article/V/2 contributesTo budget-chapter/X"), says("x", "X", 0, "budget-article/V/2 contributesTo budget-chapter/X", "budget-article/V/10 funds budget-article/X/7")
	a.Relations[0].Amount = &model.Amount{Value: "15000000", Unit: "EUR", AsPrinted: "Eén  tekst van v"}
	v := sharedView(t, a, b)
	var got []string
	for _, l := range v.ChapterLinks(LinkFilter{}) {
		sum := "-"
		if l.Amount != nil {
			sum = l.Amount.Value
		}
		got = append(got, fmt.Sprintf("%s>%s %s %s %s", l.FromArticle, l.ToArticle, l.Kind, l.Evidence.Document, sum))
	}
	wantLines(t, "links", got,
		"budget-article/V/2> MONEY document/v 15000000",
		"budget-article/X/7>budget-article/V/10 MONEY document/x -")
	for _, f := range []LinkFilter{{From: "budget-article/X/7"}, {To: "budget-article/V/10"}} {
		if list := v.ChapterLinks(f); len(list) != 1 || list[0].Evidence.Document != "document/x" {
			t.Errorf("%+v: %v", f, told(list))
		}
	}
}

// A line of a chapter's table by which money goes to another chapter is that chapter's word.
func TestLinesThatPayAnotherChapter(t *testing.T) {
	x := says("xii", "XII", 0, "budget-line/XII-26-bijdrage contributesTo budget-chapter/A")
	x.Relations[0].Amount = &model.Amount{Value: "7980000", Unit: "EUR", Scale: "1000", AsPrinted: "7.980"}
	list := sharedView(t, x).ChapterLinks(LinkFilter{Kinds: []ChapterLinkKind{ChapterLinkMoney}})
	if len(list) != 1 || list[0].From != "budget-chapter/XII" || list[0].To != "budget-chapter/A" || list[0].Amount == nil || list[0].Amount.Value != "7980000" {
		t.Errorf("%v %+v", told(list), list)
	}
}

// The heading above a statement tells its article, the innermost one.
func TestArticleOfAPlace(t *testing.T) {
	x := says("v", "V", 0, "organisation/Coa implements activity/a")
	whole := model.Span{End: len([]rune(x.Document.Text))}
	x.Document.Sections = []*model.Section{{Kind: "article", Number: "2", Title: "Artikel 2", Heading: model.Span{End: 1}, Span: whole,
		Children: []*model.Section{{Kind: "section", Number: "B", Title: "B", Span: whole}}}}
	list := sharedView(t, x).ChapterLinks(LinkFilter{From: "budget-article/V/2"})
	if len(list) != 1 || list[0].FromArticle != "budget-article/V/2" {
		t.Errorf("%v", told(list))
	}
	byArticle := MatrixOf(list, true)
	if len(byArticle.Cells) != 1 || byArticle.Cells[0].FromArticle != "budget-article/V/2" {
		t.Errorf("%+v", byArticle)
	}
}

func TestMatrix(t *testing.T) {
	v := sharedView(t,
		says("v", "V", 0, "budget-article/V/2 extendsTo budget-chapter/X", "budget-article/V/10 extendsTo budget-chapter/X", "budget-article/V/2 funds organisation/Uwv"),
		says("x", "X", 0, "role/minister-defensie supervises organisation/Uwv", "role/minister-defensie cooperatesWith organisation/Uwv"))
	m := MatrixOf(v.ChapterLinks(LinkFilter{}), false)
	if got := fmt.Sprint(m.Chapters); got != "[{budget-chapter/V true} {budget-chapter/X true}]" {
		t.Errorf("chapters %s", got)
	}
	var cells []string
	for _, c := range m.Cells {
		cells = append(cells, fmt.Sprintf("%s>%s %d+%d %v one-sided %v", c.From, c.To, c.Links, c.Shared, c.Kinds, c.OneSided))
	}
	wantLines(t, "cells", cells,
		"budget-chapter/V>budget-chapter/X 1+1 [{EXTENDS 1} {SHARED 1}] one-sided true",
		"budget-chapter/X>budget-chapter/V 0+1 [{SHARED 1}] one-sided false")
	if m := MatrixOf(nil, false); len(m.Cells)+len(m.Chapters) != 0 {
		t.Errorf("of no links: %+v", m)
	}
}
