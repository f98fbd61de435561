package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// chapterCodes are those of the generated budget.
var chapterCodes = []string{"I", "IIA", "IIB", "III", "IV", "V", "VI", "VII", "VIII", "IXA", "IXB", "X", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XIX", "XX", "XXII", "XXIII", "A", "B", "J"}

// syllables make names that are not each other's.
var syllables = []string{"ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "ze", "schoon", "veld", "dijk", "water", "zorg", "land", "stad"}

// coined gives a name of two words that belongs to a number alone.
func coined(n int) string {
	var b strings.Builder
	b.WriteString("Programma ")
	for i := 0; i < 3 || n > 0; i++ {
		b.WriteString(syllables[n%len(syllables)])
		n /= len(syllables)
	}
	return b.String()
}

// budgeted makes what a document of a generated budget says: a chapter's article, with 40
// things of its own, and 20 that others speak of too, some of them by two ids; a ministry of
// 25 and a body of few are in many documents, others in some. It has about 550 quads and is
// the same for a number whenever it is made.
func budgeted(doc int) *model.Extraction {
	rng := rand.New(rand.NewPCG(uint64(doc), 11))
	chapter := chapterCodes[doc%len(chapterCodes)]
	x := &model.Extraction{}
	x.Document.Metadata = model.Metadata{ID: fmt.Sprintf("document/kst-%d", doc), Title: fmt.Sprintf("Begroting %s %d", chapter, doc), Kind: "budget", Chapter: "budget-chapter/" + chapter, BudgetYear: 2015 + doc/25%10, SHA256: "00", Pages: 4}
	g := &budgetWriter{x: x, rng: rng, seen: map[string]bool{}}
	ministry := "ministry/m" + strings.ToLower(chapter)
	article := fmt.Sprintf("budget-article/%s/%d", chapter, doc/25%40)
	g.entity("budget-chapter/"+chapter, "Hoofdstuk "+chapter, "")
	g.entity(ministry, "Ministerie van "+coined(doc%len(chapterCodes)), "M"+chapter)
	g.entity(article, fmt.Sprintf("Artikel %d van %s", doc/25%40, chapter), "")
	for i := range 40 {
		n := doc*40 + i
		id := fmt.Sprintf("activity/a%d", n)
		g.entity(id, coined(n), "")
		g.relation(ministry, model.ResponsibleFor, id)
		if i%2 == 0 {
			g.relation(article, model.ContributesTo, id)
		}
	}
	for i := range 20 {
		n := rng.IntN(50 + doc*4)
		if i < 3 {
			n = rng.IntN(50)
		}
		id := fmt.Sprintf("organisation/o%d", n)
		if n%10 == 3 && doc%3 == 0 {
			id += "-anders" // the same by its name
		}
		g.entity(id, "Stichting "+coined(n), fmt.Sprintf("ST%d", n))
		g.relation(article, model.Funds, id)
	}
	x.Document.Text = g.text.String()
	return x
}

// budgetWriter writes a text and what it says.
type budgetWriter struct {
	x     *model.Extraction
	rng   *rand.Rand
	text  strings.Builder
	runes int
	seen  map[string]bool
}

// write adds words and gives their span.
func (g *budgetWriter) write(words string) model.Span {
	g.text.WriteString(words)
	from := g.runes
	g.runes += len([]rune(words))
	return model.Span{Start: from, End: g.runes}
}

func (g *budgetWriter) entity(id, label, alias string) {
	if g.seen[id] {
		return
	}
	g.seen[id] = true
	kind, _ := ontology.TypeOfID(id)
	e := &model.Entity{ID: id, Type: kind, Label: label}
	if alias != "" {
		e.Aliases = []string{alias}
	}
	g.write("Dit artikel gaat over ")
	for range 1 + g.rng.IntN(2) {
		e.Mentions = append(e.Mentions, model.Mention{Span: g.write(label), Text: label, Page: 1})
		g.write(", ")
	}
	g.write("zoals eerder aan de Kamer is gemeld. ")
	g.x.Entities = append(g.x.Entities, e)
}

func (g *budgetWriter) relation(subject string, p model.Predicate, object string) {
	words := "De minister is verantwoordelijk voor dit programma en draagt eraan bij, zodat de vrede wordt bevorderd."
	s := g.write(words)
	g.write("\n")
	g.x.Relations = append(g.x.Relations, &model.Relation{Subject: subject, Predicate: p, Object: object, Evidence: []model.Evidence{{
		Span: s, Text: words, Page: 1, Section: []string{"Artikel 2", "B. Rol en verantwoordelijkheid"}, Rule: "rule-" + string(p), Confidence: 0.8 + float64(g.rng.IntN(3))/20,
		SubjectSpan: &model.Span{Start: s.Start + 3, End: s.Start + 11}, ObjectSpan: &model.Span{Start: s.Start + 40, End: s.Start + 49}}}})
}

// fiftyRelations is a document about one thing that has 50 relations.
func fiftyRelations() *model.Extraction {
	x := &model.Extraction{}
	x.Document.Metadata = model.Metadata{ID: "document/kst-fifty", Title: "Vijftig", Kind: "letter", SHA256: "00", Pages: 1}
	g := &budgetWriter{x: x, rng: rand.New(rand.NewPCG(1, 1)), seen: map[string]bool{}}
	g.entity("ministry/fifty", "Ministerie van Vijftig", "MVF")
	for i := range 50 {
		id := fmt.Sprintf("activity/fifty-%d", i)
		g.entity(id, fmt.Sprintf("Vijftigste %d", i), "")
		g.relation("ministry/fifty", model.ResponsibleFor, id)
	}
	x.Document.Text = g.text.String()
	return x
}

// scaled makes a view of about so many quads, without a store under it.
func scaled(b *testing.B, quads int) *View {
	b.Helper()
	v := newView(newVocabulary(""))
	per := quadCount(newSaying(budgeted(1)))
	list := make([]written, quads/per+1)
	for i := range list {
		if i == 0 {
			list[i] = written{"document/kst-fifty", packSaying(newSaying(fiftyRelations()))}
			continue
		}
		s := newSaying(budgeted(i))
		list[i] = written{s.document.ID, packSaying(s)}
	}
	return v.withRecords(list)
}
