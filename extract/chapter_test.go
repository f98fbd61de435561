package extract_test

import (
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// TestChapterOfTheDocument checks that the chapter of a document without a footer comes
// from words that say so, and that a budget it only refers to is a link.
func TestChapterOfTheDocument(t *testing.T) {
	x := extractor(t)
	for sentence, want := range map[string]string{
		"Dit artikel van het Deltafonds betaalt dijken.":                                            "budget-chapter/J",
		"Het derde artikel van de begroting van Defensie betaalt schepen.":                          "budget-chapter/X",
		"Dit artikel van begrotingshoofdstuk VIII betaalt scholen.":                                 "budget-chapter/VIII",
		"Dit artikel hangt samen met de begroting van Onderwijs, Cultuur en Wetenschap.":            "",
		"In hoofdstuk V van de memorie van toelichting staat meer.":                                 "",
		"Zie ook de begroting van Financiën (IX).":                                                  "",
		"Dit artikel raakt het Gemeentefonds, en artikel 4 van deze begroting gaat over gemeenten.": "",
	} {
		got := extracted(t, x, "Artikel 2: Voorbeeld\nA. Algemene doelstelling\n"+sentence+"\n")
		if got.Document.Chapter != want {
			t.Errorf("%q: chapter %q, want %q", sentence, got.Document.Chapter, want)
		}
		gap := slices.ContainsFunc(got.Gaps, func(g model.Gap) bool { return g.Kind == "no-chapter" })
		if gap != (want == "") {
			t.Errorf("%q: gaps %v", sentence, got.Gaps)
		}
		for _, e := range got.Entities {
			if e.ID == "budget-article/B/4" || e.ID == "budget-chapter/ix" {
				t.Errorf("%q: %s", sentence, e.ID)
			}
		}
	}
}

// TestCapitals checks that words wholly in capitals make no names, and that it is said.
func TestCapitals(t *testing.T) {
	got := extracted(t, extractor(t), example("DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT IS VERANTWOORDELIJK VOOR HET HOOFDWEGENNET."))
	for _, e := range got.Entities {
		if strings.Contains(e.Label, "VERANTWOORDELIJK") {
			t.Errorf("%s %q", e.ID, e.Label)
		}
	}
	if !slices.ContainsFunc(got.Gaps, func(g model.Gap) bool { return g.Kind == "capitals" }) {
		t.Errorf("gaps %v", got.Gaps)
	}
}

// TestOfficesAreNoActivities checks that of a sentence about three ministers none is
// responsible for another.
func TestOfficesAreNoActivities(t *testing.T) {
	got := extracted(t, extractor(t), example("De Minister van Defensie is verantwoordelijk voor de inzet van de krijgsmacht, de Minister van Buitenlandse Zaken voor het sanctiebeleid."))
	for _, e := range got.Entities {
		if e.Type == model.TypeActivity && strings.Contains(e.Label, "Minister") {
			t.Errorf("%s", e.ID)
		}
	}
}

// TestSubArticles checks that an article with a point in its number is part of the one
// before the point.
func TestSubArticles(t *testing.T) {
	got := extracted(t, extractor(t), "Artikel 3: Wegen\nA. Algemene doelstelling\nHet bouwen van wegen.\n\nArtikel 3.1: Bruggen\nA. Algemene doelstelling\nHet bouwen van bruggen.\n\nTweede Kamer, vergaderjaar 2022–2023, 36 360 XII, nr. 1\n")
	for _, r := range got.Relations {
		if r.Subject == "budget-article/XII/3.1" && r.Predicate == model.PartOf && r.Object == "budget-article/XII/3" {
			return
		}
	}
	t.Error("3.1 is not part of 3")
}

// TestBareMinister checks that "de minister" without a name means the one whose chapter
// the document is about, and several ministers mean no one.
func TestBareMinister(t *testing.T) {
	x := extractor(t)
	for sentence, want := range map[string]bool{
		"De minister is verantwoordelijk voor het bouwen van schepen.":   true,
		"Met minister en Kamer is verantwoordelijk voor het bouwen.":     false,
		"De ministers zijn verantwoordelijk voor het bouwen van huizen.": false,
	} {
		got := extracted(t, x, example(sentence))
		found := slices.ContainsFunc(got.Relations, func(r *model.Relation) bool {
			return r.Subject == "role/minister-defensie" && r.Predicate == model.ResponsibleFor
		})
		if found != want {
			t.Errorf("%q: %v", sentence, found)
		}
	}
}

// TestNamesWithEn checks that "en" joins the words of a name after the word that opens it.
func TestNamesWithEn(t *testing.T) {
	got := extracted(t, extractor(t), example("De basis ligt in het Nationaal Programma Armoede en Schulden."))
	if !slices.ContainsFunc(got.Entities, func(e *model.Entity) bool { return e.ID == "policy/nationaal-programma-armoede-en-schulden" }) {
		t.Errorf("%v", got.Entities)
	}
}

// An article right after a chapter is of that chapter; a particle is no part of a name.
func TestArticleAfterChapter(t *testing.T) {
	x := extractor(t)
	for sentence, want := range map[string]string{
		"De investeringen staan op het Deltafonds (J), artikel 7.":                         "budget-article/J/7",
		"Zie ook de begroting van Landbouw, Natuur en Voedselkwaliteit (XIV), artikel 22.": "budget-article/XIV/22",
		"Dit staat op de begroting van Defensie, onder artikel 3.":                         "budget-article/X/3",
		"Dit hangt samen met artikel 6 Energie en met de begroting van Defensie.":          "budget-article/VIII/6",
		"Dit hangt samen met artikel 6 en 7 van de begroting van Defensie.":                "budget-article/X/6",
		"De begroting van Defensie is hoger en artikel 4 lager.":                           "budget-article/VIII/4",
		"De Minister stelt het Nationaal Waterprogramma vast.":                             "policy/nationaal-water-programma",
	} {
		d, err := document.ReadBytes("after.txt", []byte("Artikel 1 Onderwijs\n\nB. Rol en verantwoordelijkheid\n"+sentence+"\n\nTweede Kamer, vergaderjaar 2022–2023, 36 200 VIII, nr. 2\n"))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, e := range x.Extract(d).Entities {
			found = found || e.ID == want
		}
		if !found {
			t.Errorf("%s: no %s", sentence, want)
		}
	}
}
