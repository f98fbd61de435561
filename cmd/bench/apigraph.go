package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
)

// The shape of a document of the graph that APIs are measured on. Each speaks of a hundred
// things that no earlier one spoke of, and of some of those; each of its relations stands
// in one sentence.
const (
	apiEntities  = 100
	apiRelations = 300
)

// apiKinds are the types of a document's own things, each up to a number of a hundred.
var apiKinds = []struct {
	upTo int
	slug string
	kind model.EntityType
	noun string
}{
	{40, "organisation", model.TypeOrganisation, "Stichting"},
	{60, "legal-instrument", model.TypeLegalInstrument, "Wet"},
	{80, "policy", model.TypePolicy, "Strategie"},
	{95, "threat", model.TypeThreat, "dreiging"},
	{100, "place", model.TypePlace, "Gemeente"},
}

// apiFacts are how many relations of a kind a document has, and from where to where they go.
var apiFacts = []struct {
	count    int
	from, to int // places in apiKinds
	how      model.Predicate
}{
	{60, 0, 1, model.Implements},
	{90, 2, 3, model.Addresses},
	{60, 3, 4, model.Threatens},
	{90, 2, 1, model.BasedOn},
}

// apiSyllables make up the words of names; a name has three words and its number.
var apiSyllables = strings.Fields("wa ter veil ig heid land bouw zee dijk weg net ban den werk zorg kind jeugd fonds raad stel sel kern haven groei steun")

// apiDocument gives the i-th document of the graph.
func apiDocument(i int, seed uint64) *model.Extraction {
	m := &apiMaker{rng: rand.New(rand.NewPCG(seed, uint64(i))), seed: seed, have: map[string]bool{}}
	m.x.Document.Metadata = model.Metadata{
		ID: fmt.Sprintf("document/kst-8%05d-%d", i/100, i%100+1), Title: fmt.Sprintf("Begroting %d", i),
		Kind: "budget", BudgetYear: 2000 + i%25, SHA256: fmt.Sprintf("%064x", i), Pages: 20,
	}
	for n := range apiEntities {
		m.entity(i*apiEntities + n)
	}
	for _, f := range apiFacts {
		for k := 0; k < f.count; {
			if m.relate(m.drawn(i, f.from), f.how, m.drawn(i, f.to)) {
				k++
			}
		}
	}
	m.x.Document.Text = m.text.String()
	return &m.x
}

type apiMaker struct {
	x     model.Extraction
	rng   *rand.Rand
	seed  uint64
	have  map[string]bool
	text  strings.Builder
	at    int // the end of the text, in code points
	lines int
}

// drawn gives the number of a thing of a kind: seven times in ten the document's own, else
// one of any document before; the first ones of a document come most often.
func (m *apiMaker) drawn(i, kind int) int {
	if m.rng.IntN(10) >= 7 {
		i = m.rng.IntN(i + 1)
	}
	first := 0
	if kind > 0 {
		first = apiKinds[kind-1].upTo
	}
	size := apiKinds[kind].upTo - first
	return i*apiEntities + first + m.rng.IntN(m.rng.IntN(size)+1)
}

// apiEntity gives the id, type and label of the n-th thing, which are the same in every
// document.
func apiEntity(n int, seed uint64) (id string, kind model.EntityType, label string) {
	at := 0
	for apiKinds[at].upTo <= n%apiEntities {
		at++
	}
	k := apiKinds[at]
	rng := rand.New(rand.NewPCG(seed^1, uint64(n)))
	words := []string{k.noun}
	for range 3 {
		var w string
		for range 2 + rng.IntN(2) {
			w += apiSyllables[rng.IntN(rng.IntN(len(apiSyllables))+1)]
		}
		words = append(words, w)
	}
	return fmt.Sprintf("%s/n%d", k.slug, n), k.kind, strings.Join(words, " ") + fmt.Sprint(" ", n)
}

// say writes a sentence and gives its span.
func (m *apiMaker) say(words string) model.Span {
	m.text.WriteString(words)
	m.text.WriteByte(' ')
	s := model.Span{Start: m.at, End: m.at + utf8.RuneCountInString(words)}
	m.at, m.lines = s.End+1, m.lines+1
	return s
}

// entity gives the id and label of the n-th thing, of which the document speaks from now on.
func (m *apiMaker) entity(n int) (id, label string) {
	id, kind, label := apiEntity(n, m.seed)
	if !m.have[id] {
		m.have[id] = true
		span := m.say(label)
		m.x.Entities = append(m.x.Entities, &model.Entity{ID: id, Type: kind, Label: label,
			Mentions: []model.Mention{{Span: span, Text: label, Page: 1 + m.lines/30}}})
	}
	return id, label
}

// relate adds a relation unless the document has it.
func (m *apiMaker) relate(from int, how model.Predicate, to int) bool {
	subject, s := m.entity(from)
	object, o := m.entity(to)
	id := model.RelationID(subject, how, object)
	if m.have[id] {
		return false
	}
	m.have[id] = true
	words := fmt.Sprintf("De minister ziet erop toe dat %s in samenhang met %s wordt uitgevoerd, tegen dreiging en voor € 123.456.", s, o)
	m.x.Relations = append(m.x.Relations, &model.Relation{Subject: subject, Predicate: how, Object: object, Evidence: []model.Evidence{{
		Span: m.say(words), Text: words, Page: 1 + m.lines/30, Section: []string{"Artikel " + fmt.Sprint(from%20), "B. Rol en verantwoordelijkheid"},
		Rule: "generated-" + string(how), Confidence: .9,
	}}})
	return true
}
