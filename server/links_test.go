package server_test

import (
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// knowing gives what the tests of links know of offices and rules.
func knowing() graph.Knowledge {
	k := graph.Knowledge{Rules: func() map[string]string { return map[string]string{"extends-to": "extract/rules/rules.yaml"} }, Generic: []string{"organisation/navo"}}
	for chapter, ministry := range map[string]string{"V": "buza", "VI": "jenv", "X": "defensie", "XIII": "ezk"} {
		for _, id := range []string{"ministry/" + ministry, "role/minister-" + ministry} {
			k.Offices = append(k.Offices, graph.Office{ID: id, Chapter: "budget-chapter/" + chapter, Main: true})
		}
	}
	return k
}

// The links of the documents that ship with the project as testdata/links counts them by
// hand, as far as knowing knows: no body's ministry and no state secretary.
func TestChapterLinks(t *testing.T) {
	c := serve(t, ingested(t, graph.Options{Known: knowing}), server.Options{})
	var all struct {
		ChapterLinks []struct {
			FromID, ToID, Kind string
			OneSided           bool
			OtherRead          bool
			Relations          []struct{ Predicate string }
			Evidence           struct {
				Text, Explanation string
				Section           []string
				Document          struct{ ID string }
			}
		}
	}
	c.get(&all, `{ chapterLinks { fromId toId kind oneSided otherRead relations { predicate } evidence { text explanation section document { id } } } }`, nil)
	var got []string
	for _, l := range all.ChapterLinks {
		s := strings.TrimPrefix(l.FromID, "budget-chapter/") + ">" + strings.TrimPrefix(l.ToID, "budget-chapter/") + " " + l.Kind
		if l.OneSided {
			s += "*"
		}
		if !l.OtherRead {
			s += "?"
		}
		got = append(got, s)
		if l.Evidence.Text == "" || l.Evidence.Document.ID == "" || len(l.Evidence.Section) == 0 || len(l.Relations) == 0 || !strings.Contains(l.Evidence.Explanation, "The rule ") {
			t.Errorf("%s has no words, section, document, relation or explanation: %+v", s, l)
		}
	}
	want := "V>VI EXTENDS*, V>VI SHARED, V>VII EXTENDS*, V>X EXTENDS, V>X SHARED, V>XIII EXTENDS*?, V>XVII EXTENDS, VI>V SHARED, VI>VII EXTENDS, VI>X EXTENDS, VI>X OFFICE, VI>XIII OFFICE*?, " +
		"VII>VI EXTENDS, VII>XIII EXTENDS*?, X>V EXTENDS, X>V OFFICE, X>V SHARED, X>VI EXTENDS, X>VI OFFICE, " +
		"XVII>V EXTENDS, XVII>V OFFICE, XVII>V OFFICE, XVII>VI EXTENDS*, XVII>X EXTENDS*, XVII>X OFFICE*"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got\n%s\nwanted\n%s", s, want)
	}
}

func TestChapterLinksNarrowed(t *testing.T) {
	c := serve(t, ingested(t, graph.Options{Known: knowing}), server.Options{})
	c.same(`{ chapterLinks(from: "https://rijksgraaf.example/id/budget-chapter/V", to: "budget-chapter/X", kinds: [EXTENDS, MONEY]) { from { code } to { id label } kind oneSided
	    relations { subject { id } predicate object { id } } } }`,
		`{"chapterLinks": [{"from": {"code": "V"}, "to": {"id": "budget-chapter/X", "label": "Defensie"}, "kind": "EXTENDS", "oneSided": false,
		  "relations": [{"subject": {"id": "budget-article/V/2"}, "predicate": "EXTENDS_TO", "object": {"id": "budget-chapter/X"}}]}]}`)
	c.same(`{ chapterLinks(to: "budget-chapter/XIII", from: "budget-chapter/VI", oneSided: true) { to { code } kind otherRead } }`,
		`{"chapterLinks": [{"to": {"code": "XIII"}, "kind": "OFFICE", "otherRead": false}]}`)
	c.same(`{ chapterLinks(oneSided: false, from: "budget-article/VI/36") { toId fromArticleId fromArticle { number } toArticleId about { id } amount { value } sharedBy other { articleId } } }`,
		`{"chapterLinks": [{"toId": "budget-chapter/VII", "fromArticleId": "budget-article/VI/36", "fromArticle": {"number": "36"}, "toArticleId": null, "about": null, "amount": null, "sharedBy": null, "other": []},`+
			`{"toId": "budget-chapter/X", "fromArticleId": "budget-article/VI/36", "fromArticle": {"number": "36"}, "toArticleId": null, "about": null, "amount": null, "sharedBy": null, "other": []},`+
			`{"toId": "budget-chapter/X", "fromArticleId": "budget-article/VI/36", "fromArticle": {"number": "36"}, "toArticleId": null, "about": null, "amount": null, "sharedBy": null, "other": []}]}`)
	c.same(`{ chapterLinks(kinds: [SHARED], from: "budget-chapter/X") { about { id label } sharedBy fromRead other { articleId evidence { text document { id } } relations { predicate } } } }`,
		`{"chapterLinks": [{"about": {"id": "coalition/anti-isis-coalitie", "label": "Global Coalition against Daesh"}, "sharedBy": 2, "fromRead": true, "other": [{"articleId": "budget-article/V/2",
		  "evidence": {"text": "De Nederlandse actieve rol binnen het Global Counter Terrorist Forum \nen de Global Coalition to Counter/Defeat ISIS.", "document": {"id": "document/kst-36360-V-1"}},
		  "relations": [{"predicate": "PARTICIPATES_IN"}]}]}]}`)
	// X's document has no year: in 2022 it does not answer V.
	c.same(`{ chapterLinks(year: 2022, from: "budget-chapter/V", to: "budget-chapter/X", kinds: EXTENDS) { oneSided otherRead } }`, `{"chapterLinks": [{"oneSided": true, "otherRead": false}]}`)
	c.same(`{ a: chapterLinks(from: "budget-chapter/ZZ") { toId } b: chapterLinks(to: "onzin") { toId } c: chapterLinks(year: 1848) { toId } }`, `{"a": [], "b": [], "c": []}`)
	for query, code := range map[string]string{
		`{ chapterLinks(year: 0) { toId } }`:            "INVALID",
		`{ chapterLinks(year: "x") { toId } }`:          "GRAPHQL_VALIDATION_FAILED",
		`{ chapterLinks { nothing } }`:                  "GRAPHQL_VALIDATION_FAILED",
		`{ chapterLinks(kinds: [A]) { toId } }`:         "GRAPHQL_VALIDATION_FAILED",
		`{ chapterMatrix(year: 0) { cells { toId } } }`: "INVALID",
		`{ chapterLinks { relations { evidence { document { statements(first: 1000) { nodes { id } } } } } } }`: "LIMIT",
	} {
		if got := c.ask(query, nil); got.code() != code {
			t.Errorf("%s: code %q, wanted %q: %s", query, got.code(), code, got.raw)
		}
	}
}

func TestChapterMatrix(t *testing.T) {
	c := serve(t, ingested(t, graph.Options{Known: knowing}), server.Options{})
	c.same(`{ chapterMatrix(to: "budget-chapter/V") { chapters { id chapter { code } read } cells { fromId fromArticleId toId links shared kinds { kind count } oneSided otherRead } } }`,
		`{"chapterMatrix": {"chapters": [{"id": "budget-chapter/V", "chapter": {"code": "V"}, "read": true}, {"id": "budget-chapter/VI", "chapter": {"code": "VI"}, "read": true},
		  {"id": "budget-chapter/X", "chapter": {"code": "X"}, "read": true}, {"id": "budget-chapter/XVII", "chapter": {"code": "XVII"}, "read": true}],
		 "cells": [{"fromId": "budget-chapter/VI", "fromArticleId": null, "toId": "budget-chapter/V", "links": 0, "shared": 1, "kinds": [{"kind": "SHARED", "count": 1}], "oneSided": false, "otherRead": true},
		  {"fromId": "budget-chapter/X", "fromArticleId": null, "toId": "budget-chapter/V", "links": 2, "shared": 1, "kinds": [{"kind": "EXTENDS", "count": 1}, {"kind": "OFFICE", "count": 1}, {"kind": "SHARED", "count": 1}], "oneSided": false, "otherRead": true},
		  {"fromId": "budget-chapter/XVII", "fromArticleId": null, "toId": "budget-chapter/V", "links": 3, "shared": 0, "kinds": [{"kind": "EXTENDS", "count": 1}, {"kind": "OFFICE", "count": 2}], "oneSided": false, "otherRead": true}]}}`)
	c.same(`{ chapterMatrix(from: "budget-chapter/V", oneSided: true, articles: true) { cells { fromArticleId toId otherRead } } }`,
		`{"chapterMatrix": {"cells": [{"fromArticleId": "budget-article/V/2", "toId": "budget-chapter/VI", "otherRead": true}, {"fromArticleId": "budget-article/V/2", "toId": "budget-chapter/VII", "otherRead": true},
		  {"fromArticleId": "budget-article/V/2", "toId": "budget-chapter/XIII", "otherRead": false}]}}`)
}

func TestTooManyChapterLinks(t *testing.T) {
	const sentence = "Dit strekt zich uit naar alles."
	p := newPaper(t, model.Metadata{ID: "document/d", Title: "D", Chapter: "budget-chapter/V"}, sentence)
	p.entity("budget-article/V/2", "Alles")
	for i := range 1001 {
		id := "budget-chapter/" + string([]rune{'A' + rune(i/676), 'A' + rune(i/26%26), 'A' + rune(i%26)})
		p.entity(id, "Hoofdstuk")
		p.relation("budget-article/V/2", model.ExtendsTo, id, sentence)
	}
	c := serve(t, newStore(t, p.x), server.Options{})
	if got := c.ask(`{ chapterLinks { toId } }`, nil); got.code() != "LIMIT" || !strings.Contains(got.raw, "there are 1001 links") {
		t.Error(got.raw)
	}
	c.same(`{ chapterLinks(to: "budget-chapter/AAB") { kind } }`, `{"chapterLinks": [{"kind": "EXTENDS"}]}`)
}

func TestExplanation(t *testing.T) {
	c := serve(t, ingested(t, graph.Options{Known: knowing}), server.Options{})
	var got struct {
		Relations struct {
			Nodes []struct {
				Evidence []struct{ Explanation string }
			}
		}
	}
	c.get(&got, `{ relations(filter: {subject: "budget-article/V/2", object: "budget-chapter/X"}) { nodes { evidence { explanation } } } }`, nil)
	text := got.Relations.Nodes[0].Evidence[0].Explanation
	for _, want := range []string{
		"document/kst-36360-V-1 says, on page 1, under Artikel 2 > B. Rol en verantwoordelijkheid: \"Dit onderwerp strekt zich dus uit naar",
		"Its subject is named by \"Dit onderwerp\", which was taken to mean budget-article/V/2, the BudgetArticle labelled \"Veiligheid en stabiliteit\".",
		"Its object is named by \"Defensie\", which is the label of budget-chapter/X, the BudgetChapter labelled \"Defensie\".",
		"The rule \"extends-to\" found it (it stands in extract/rules/rules.yaml, with sentences that fire it), with a confidence of 0.90.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
