package server_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// paper builds an extraction by hand: words are looked up in the text, so that spans and
// text agree.
type paper struct {
	t testing.TB
	x *model.Extraction
}

func newPaper(t testing.TB, m model.Metadata, text string) *paper {
	t.Helper()
	m.SHA256, m.Encoding, m.Pages = strings.Repeat("0", 64), "UTF-8", 1
	x := &model.Extraction{Document: model.Document{Metadata: m, Text: text}}
	p := &paper{t, x}
	p.entity(m.ID, m.Title)
	return p
}

// spans gives every place where the words stand in the text.
func (p *paper) spans(words string) []model.Span {
	var out []model.Span
	for at := 0; ; {
		i := strings.Index(p.x.Document.Text[at:], words)
		if i < 0 {
			return out
		}
		start := utf8.RuneCountInString(p.x.Document.Text[:at+i])
		out = append(out, model.Span{Start: start, End: start + utf8.RuneCountInString(words)})
		at += i + len(words)
	}
}

// entity adds an entity that all the words refer to.
func (p *paper) entity(id, label string, words ...string) {
	p.t.Helper()
	typ, ok := ontology.TypeOfID(id)
	if !ok {
		p.t.Fatalf("fixture: %s names no type", id)
	}
	e := &model.Entity{ID: id, Type: typ, Label: label, Aliases: []string{}, Mentions: []model.Mention{}}
	for _, w := range words {
		spans := p.spans(w)
		if len(spans) == 0 {
			p.t.Fatalf("fixture: %q is not in the text", w)
		}
		for _, s := range spans {
			e.Mentions = append(e.Mentions, model.Mention{Span: s, Text: w, Page: 1})
		}
		if w != label && utf8.RuneCountInString(w) < 8 {
			e.Aliases = append(e.Aliases, w)
		}
	}
	p.x.Entities = append(p.x.Entities, e)
}

// relation adds a relation that rests on the sentence.
func (p *paper) relation(subject string, predicate model.Predicate, object, sentence string) *model.Relation {
	p.t.Helper()
	spans := p.spans(sentence)
	if len(spans) == 0 {
		p.t.Fatalf("fixture: %q is not in the text", sentence)
	}
	r := &model.Relation{Subject: subject, Predicate: predicate, Object: object, Evidence: []model.Evidence{{
		Span: spans[0], Text: sentence, Page: 1, Section: []string{"Artikel 2", "B. Rol en verantwoordelijkheid"},
		Rule: "by-hand", Confidence: .9,
	}}}
	p.x.Relations = append(p.x.Relations, r)
	return r
}

const textV = `Artikel 2: Veiligheid en stabiliteit
B. Rol en verantwoordelijkheid
Voorbeelden zijn terrorisme, cyberdreigingen en gewelddadig extremisme. Tegen terrorisme helpt samenwerking.
De Geïntegreerde Buitenland- en Veiligheidsstrategie (GBVS) is aan de Tweede Kamer aangeboden.
Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie en Justitie en Veiligheid.
De Minister van Buitenlandse Zaken is verantwoordelijk voor:
– Nederlandse bijdragen in het kader van de NAVO.
– Deelname aan het Non-Proliferation and Disarmament Initiative (NPDI).
Nederland neemt deel aan het NPDI.
Zie Kamerstuk 35 000, nr. 7. De uitgaven zijn € 1,2 miljard.
`

const textX = `Artikel 1: Inzet
De GBVS vergt inzet van defensie. Nederland neemt deel aan het NPDI.
De inzet raakt de begroting van Buitenlandse Zaken.
`

func paperV(t testing.TB) *model.Extraction {
	p := newPaper(t, model.Metadata{ID: "document/kst-36360-V-1", Title: "Jaarverslag Buitenlandse Zaken 2022", Kind: "annual-report",
		Dossier: "36 360", Chapter: "budget-chapter/V", Number: "1", ParliamentaryYear: "2022–2023", BudgetYear: 2022}, textV)
	p.x.Document.Sections = []*model.Section{{Kind: "article", Number: "2", Title: "Veiligheid en stabiliteit", Page: 1,
		Heading: p.spans("Artikel 2: Veiligheid en stabiliteit")[0], Span: model.Span{End: utf8.RuneCountInString(textV)},
		Children: []*model.Section{{Kind: "section", Number: "B", Title: "Rol en verantwoordelijkheid",
			Heading: p.spans("B. Rol en verantwoordelijkheid")[0], Span: model.Span{Start: 37, End: utf8.RuneCountInString(textV)}}}}}
	p.entity("budget-article/V/2", "Veiligheid en stabiliteit", "Artikel 2: Veiligheid en stabiliteit")
	p.entity("budget-chapter/V", "Buitenlandse Zaken")
	p.entity("budget-chapter/X", "Defensie", "Defensie")
	p.entity("budget-chapter/VI", "Justitie en Veiligheid", "Justitie en Veiligheid")
	p.entity("threat/terrorisme", "terrorisme", "terrorisme")
	p.entity("threat/cyberdreigingen", "cyberdreigingen", "cyberdreigingen")
	p.entity("threat/gewelddadig-extremisme", "gewelddadig extremisme", "gewelddadig extremisme")
	p.entity("policy/gbvs", "Geïntegreerde Buitenland- en Veiligheidsstrategie", "Geïntegreerde Buitenland- en Veiligheidsstrategie", "GBVS")
	p.entity("organisation/tweede-kamer", "Tweede Kamer", "Tweede Kamer")
	p.entity("organisation/navo", "NAVO", "NAVO")
	p.entity("role/minister-bz", "Minister van Buitenlandse Zaken", "Minister van Buitenlandse Zaken")
	p.entity("activity/bijdragen", "Nederlandse bijdragen in het kader van de NAVO", "Nederlandse bijdragen in het kader van de NAVO")
	p.entity("coalition/npdi", "Non-Proliferation and Disarmament Initiative", "Non-Proliferation and Disarmament Initiative", "NPDI")
	p.entity("place/nederland", "Nederland", "Nederland neemt")
	p.entity("document/kst-35000-7", "Kamerstuk 35 000, nr. 7", "Kamerstuk 35 000, nr. 7")

	p.relation("budget-article/V/2", model.PartOf, "budget-chapter/V", "Artikel 2: Veiligheid en stabiliteit")
	p.relation("budget-article/V/2", model.DescribedIn, "document/kst-36360-V-1", "Artikel 2: Veiligheid en stabiliteit")
	for _, threat := range []string{"threat/terrorisme", "threat/cyberdreigingen", "threat/gewelddadig-extremisme"} {
		p.relation("budget-article/V/2", model.Addresses, threat, "Voorbeelden zijn terrorisme, cyberdreigingen en gewelddadig extremisme.")
	}
	p.relation("budget-article/V/2", model.BasedOn, "policy/gbvs",
		"De Geïntegreerde Buitenland- en Veiligheidsstrategie (GBVS) is aan de Tweede Kamer aangeboden.")
	p.relation("policy/gbvs", model.PresentedTo, "organisation/tweede-kamer",
		"De Geïntegreerde Buitenland- en Veiligheidsstrategie (GBVS) is aan de Tweede Kamer aangeboden.").Qualifiers =
		[]model.Qualifier{{Name: "period", Value: "2018-spring"}}
	open := false
	for _, chapter := range []string{"budget-chapter/X", "budget-chapter/VI"} {
		p.relation("budget-article/V/2", model.ExtendsTo, chapter,
			"Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie en Justitie en Veiligheid.").Exhaustive = &open
	}
	r := p.relation("role/minister-bz", model.ResponsibleFor, "activity/bijdragen", "Nederlandse bijdragen in het kader van de NAVO.")
	r.Evidence[0].ObjectSpan = &p.spans("Nederlandse bijdragen in het kader van de NAVO")[0]
	r.Evidence[0].Inherited, r.Evidence[0].Confidence = "subject: lead-in", .5
	p.relation("place/nederland", model.ParticipatesIn, "coalition/npdi", "Nederland neemt deel aan het NPDI.")
	p.relation("budget-article/V/2", model.Cites, "document/kst-35000-7", "Zie Kamerstuk 35 000, nr. 7.")
	money := p.relation("budget-article/V/2", model.Allocates, "", "De uitgaven zijn € 1,2 miljard.")
	money.Amount = &model.Amount{Value: "1200000000", Unit: "EUR", AsPrinted: "€ 1,2 miljard"}
	return p.x
}

func paperX(t testing.TB) *model.Extraction {
	p := newPaper(t, model.Metadata{ID: "document/kst-36410-X-2", Title: "Begroting Defensie 2024", Kind: "budget",
		Dossier: "36 410", Chapter: "budget-chapter/X", Number: "2", BudgetYear: 2024}, textX)
	p.entity("budget-article/X/1", "Inzet", "Artikel 1: Inzet")
	p.entity("budget-chapter/X", "Defensie")
	p.entity("budget-chapter/V", "Buitenlandse Zaken", "Buitenlandse Zaken")
	p.entity("policy/gbvs", "Geïntegreerde Buitenland- en Veiligheidsstrategie", "GBVS")
	p.entity("policy-domain/defensie", "defensie", "defensie")
	p.entity("coalition/npdi", "Non-Proliferation and Disarmament Initiative", "NPDI")
	p.entity("place/nederland", "Nederland", "Nederland")
	p.relation("policy/gbvs", model.Involves, "policy-domain/defensie", "De GBVS vergt inzet van defensie.")
	p.relation("place/nederland", model.ParticipatesIn, "coalition/npdi", "Nederland neemt deel aan het NPDI.")
	p.relation("budget-article/X/1", model.ExtendsTo, "budget-chapter/V", "De inzet raakt de begroting van Buitenlandse Zaken.")
	return p.x
}

// newStore gives a store in memory that holds the extractions.
func newStore(t testing.TB, list ...*model.Extraction) *graph.Store {
	t.Helper()
	return newStoreWith(t, graph.Options{}, list...)
}

func newStoreWith(t testing.TB, o graph.Options, list ...*model.Extraction) *graph.Store {
	t.Helper()
	s, err := graph.Open(graph.Memory, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, x := range list {
		put(t, s, x)
	}
	return s
}

func put(t testing.TB, s *graph.Store, x *model.Extraction) {
	t.Helper()
	cs := graph.Changes(s.View(), x)
	if err := cs.Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(context.Background(), cs); err != nil {
		t.Fatal(err)
	}
}

// paperWithout gives a paper that speaks of none of what the others do.
func paperWithout(t testing.TB) *model.Extraction {
	p := newPaper(t, model.Metadata{ID: "document/kst-1", Title: "Brief", Kind: "letter"}, "Er staat niets in.\n")
	return p.x
}
