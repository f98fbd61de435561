package budgetgen

import (
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"rijksgraaf/internal/turns"
	"rijksgraaf/model"
)

// The shape of a document made by Extraction, after that of generated text: some 6,000 quads,
// which are about 20 pages.
const (
	extractionLines     = 62 // rows of budget tables, each with a figure for seven years
	extractionYears     = 7
	extractionDuties    = 90
	extractionRelations = 330
)

// world is how many things of each kind all these documents speak of together.
var world = map[string]int{"organisation": 3000, "legal-instrument": 1200, "policy": 1000, "threat": 700, "place": 200, "budget-chapter": 25, "ministry": 15}

// aliases is how many other names a thing has that many documents speak of.
const aliases = 4

// wordsOf are the words that mentions of a type stand for in the sentence.
const (
	sentence      = "Zin %06d: de minister ziet erop toe dat één organisatie de wet uitvoert, tegen dreiging en voor € 123.456. "
	mentionStart  = 15 // of "minister", in code points
	mentionLength = 8
)

// Extraction gives what the i-th document of another kind says: one that is made without
// text to be read, so that stores of millions of quads can be filled quickly. Documents
// speak of a world of things in common, and of duties and budget lines of their own.
func Extraction(i int, seed uint64) *model.Extraction {
	rng := rand.New(rand.NewPCG(seed, uint64(i)))
	m := &maker{rng: rng, have: map[string]bool{}, length: utf8.RuneCountInString(fmt.Sprintf(sentence, 0))}
	chapter := rng.IntN(world["budget-chapter"])
	m.x.Document.Metadata = model.Metadata{
		ID: fmt.Sprintf("document/kst-9%05d-%d", i/100, i%100+1), Title: fmt.Sprintf("Begroting %d van hoofdstuk %d", i, chapter),
		Kind: string(Budget), Chapter: m.shared("budget-chapter", model.TypeBudgetChapter, chapter), BudgetYear: 2000 + i%25,
		SHA256: fmt.Sprintf("%064x", i), Pages: 20,
	}
	article := m.entity(fmt.Sprintf("budget-article/%d/%d", chapter+1, i), model.TypeBudgetArticle, fmt.Sprintf("Artikel %d", i))
	m.relate(article, model.PartOf, m.x.Document.Chapter)
	m.lines(i, article)
	minister := m.shared("ministry", model.TypeMinistry, chapter)
	for d := range extractionDuties {
		duty := m.entity(fmt.Sprintf("activity/a%d-%d", i, d), model.TypeActivity, fmt.Sprintf("het uitvoeren van taak %d van artikel %d", d, i))
		m.relate(minister, model.ResponsibleFor, duty)
	}
	for range extractionRelations {
		m.relateShared(article)
	}
	m.x.Document.Text = m.text.String()
	m.x.Document.Sections = []*model.Section{{Kind: "article", Number: fmt.Sprint(i), Title: "Gegenereerd"}}
	return &m.x
}

// maker makes one extraction.
type maker struct {
	x        model.Extraction
	rng      *rand.Rand
	have     map[string]bool // entities and relations that are there
	text     strings.Builder
	length   int // of a sentence, in code points
	sentence int // how many there are
	others   turns.Turns
}

// say writes a sentence and gives its span and words.
func (m *maker) say() (model.Span, string) {
	m.others.TookLong()
	s := fmt.Sprintf(sentence, m.sentence)
	start := m.sentence * m.length
	m.sentence++
	m.text.WriteString(s)
	return model.Span{Start: start, End: start + m.length}, s
}

// entity adds an entity unless it is there, and gives its id.
func (m *maker) entity(id string, kind model.EntityType, label string) string {
	if m.have[id] {
		return id
	}
	m.have[id] = true
	at, _ := m.say()
	e := &model.Entity{ID: id, Type: kind, Label: label}
	if m.rng.IntN(4) == 0 {
		e.Aliases = []string{fmt.Sprintf("%s%d%c", strings.ToUpper(label[:3]), crc32.ChecksumIEEE([]byte(label))%10_000, 'A'+m.rng.IntN(aliases))}
	}
	start := at.Start + mentionStart
	e.Mentions = []model.Mention{{Span: model.Span{Start: start, End: start + mentionLength}, Text: "minister", Page: 1 + m.sentence/30}}
	m.x.Entities = append(m.x.Entities, e)
	return id
}

// shared adds the n-th thing of a kind that other documents speak of too.
func (m *maker) shared(slug string, kind model.EntityType, n int) string {
	if kind == model.TypeBudgetChapter {
		return m.entity(fmt.Sprintf("%s/%d", slug, n+1), kind, fmt.Sprintf("Hoofdstuk nummer %d", n+1))
	}
	return m.entity(fmt.Sprintf("%s/%s-%d", slug, slug, n), kind, fmt.Sprintf("%s nummer %d", kind, n))
}

// some draws one of a kind of things; the first ones come most often.
func (m *maker) some(slug string, kind model.EntityType) string {
	return m.shared(slug, kind, m.rng.IntN(m.rng.IntN(world[slug])+1))
}

// relate adds a relation with its evidence, unless it is there.
func (m *maker) relate(subject string, p model.Predicate, object string) {
	m.add(&model.Relation{Subject: subject, Predicate: p, Object: object})
}

func (m *maker) add(r *model.Relation) {
	if id := r.ID(); m.have[id] {
		return
	} else {
		m.have[id] = true
	}
	at, words := m.say()
	start := at.Start + mentionStart
	r.Evidence = []model.Evidence{{
		Span: at, Text: words, Page: 1 + m.sentence/30, Section: []string{"Artikel " + r.Subject, "B. Rol en verantwoordelijkheid"},
		SubjectSpan: &model.Span{Start: start, End: start + mentionLength}, Rule: "generated-" + string(r.Predicate), Confidence: 0.9,
	}}
	m.x.Relations = append(m.x.Relations, r)
}

// lines adds the rows of a budget table: figures of several years.
func (m *maker) lines(i int, article string) {
	for l := range extractionLines {
		line := m.entity(fmt.Sprintf("budget-line/l%d-%d", i, l), model.TypeBudgetLine, fmt.Sprintf("Regel %d van artikel %d", l, i))
		m.relate(line, model.PartOf, article)
		for y := range extractionYears {
			m.add(&model.Relation{
				Subject: line, Predicate: model.Allocates,
				Amount:     &model.Amount{Value: fmt.Sprint(1000 * (1 + m.rng.IntN(900_000))), Unit: "EUR", Scale: "1000", AsPrinted: "123.456"},
				Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: fmt.Sprint(2020 + y)}},
			})
		}
	}
}

// relateShared adds a relation between things that other documents speak of too.
func (m *maker) relateShared(article string) {
	organisation := m.some("organisation", model.TypeOrganisation)
	switch m.rng.IntN(6) {
	case 0:
		m.relate(organisation, model.Implements, m.some("legal-instrument", model.TypeLegalInstrument))
	case 1:
		m.relate(m.some("policy", model.TypePolicy), model.Addresses, m.some("threat", model.TypeThreat))
	case 2:
		m.relate(article, model.ExtendsTo, m.some("budget-chapter", model.TypeBudgetChapter))
	case 3:
		m.relate(m.some("threat", model.TypeThreat), model.Threatens, m.some("place", model.TypePlace))
	case 4:
		m.relate(m.some("policy", model.TypePolicy), model.BasedOn, m.some("legal-instrument", model.TypeLegalInstrument))
	default:
		m.relate(article, model.Funds, organisation)
	}
}
