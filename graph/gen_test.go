package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// pool is a small world, so that random documents speak of the same things.
var pool = []string{
	"policy/gbvs", "policy/agenda-2030", "ministry/buza", "ministry/def", "budget-chapter/V", "budget-chapter/X",
	"budget-article/V/2", "threat/terrorisme", "threat/cyber", "place/mali", "organisation/navo", "coalition/isis",
	"objective/vrede", "activity/bijdragen", "role/minister-van-bz", "policy-domain/veiligheid", "document/kst-1",
}

var someNames = []string{"Geïntegreerde Strategie", "GBVS", "Ministerie \"BZ\"", "één\nregel", "NAVO", "Ça va", "a\\b", "Terrorisme", "x"}

var texts = []string{
	"De Geïntegreerde Buitenland- en Veiligheidsstrategie (GBVS) is 🙂 aangeboden.\nDe minister is verantwoordelijk.",
	"Plat ASCII zonder iets bijzonders, maar wel lang genoeg om spans in te leggen.",
	"Ænd \"quotes\" and \\ backslash\ttab\r\nline\fpage\u2028sep " + strings.Repeat("é", 150) + " einde.",
}

// spanOf draws a span within a text.
func spanOf(t *rapid.T, runes int) model.Span {
	start := rapid.IntRange(0, runes-1).Draw(t, "start")
	return model.Span{Start: start, End: rapid.IntRange(start+1, min(runes, start+30)).Draw(t, "end")}
}

// drawExtraction draws what a document with the id could say.
func drawExtraction(t *rapid.T, id string) *model.Extraction {
	x := &model.Extraction{Document: model.Document{Text: rapid.SampledFrom(texts).Draw(t, "text")}}
	x.Document.Metadata = model.Metadata{
		ID: id, Title: rapid.SampledFrom(someNames).Draw(t, "title"), Kind: rapid.SampledFrom([]string{"", "budget", "letter"}).Draw(t, "kind"),
		Chapter: rapid.SampledFrom([]string{"", "budget-chapter/V"}).Draw(t, "chapter"), SHA256: "00", Pages: 1,
	}
	words := newTextIndex(x.Document.Text)
	ids := rapid.SliceOfNDistinct(rapid.SampledFrom(pool), 0, 8, rapid.ID[string]).Draw(t, "ids")
	for _, id := range ids {
		x.Entities = append(x.Entities, drawEntity(t, id, words))
	}
	for _, k := range allowedKeys(ids) {
		if rapid.IntRange(0, 3).Draw(t, "take") == 0 {
			x.Relations = append(x.Relations, drawRelation(t, k, words))
		}
	}
	if rapid.Bool().Draw(t, "sections") {
		x.Document.Sections = []*model.Section{{Kind: "article", Number: "2", Title: "Vrede <&> \"", Children: []*model.Section{{Kind: "text", Title: "x"}}}}
		x.Gaps = []model.Gap{{Stage: "structure", Kind: "heading", Detail: "é"}}
		x.Refusals = []model.Refusal{{What: "a", Reason: "b"}}
		x.Warnings = []string{"no budget article was found"}
	}
	return x
}

func drawEntity(t *rapid.T, id string, words *textIndex) *model.Entity {
	kind, _ := ontology.TypeOfID(id)
	e := &model.Entity{ID: id, Type: kind, Label: rapid.SampledFrom(someNames).Draw(t, "label")}
	e.Aliases = rapid.SliceOfN(rapid.SampledFrom(someNames), 0, 3).Draw(t, "aliases")
	if rapid.Bool().Draw(t, "same") {
		e.SameAs = []string{"https://identifier.overheid.nl/tooi/id/ministerie/mnre1013"}
	}
	for range rapid.IntRange(0, 3).Draw(t, "mentions") {
		s := spanOf(t, words.runes)
		text, _ := words.slice(s)
		e.Mentions = append(e.Mentions, model.Mention{Span: s, Text: text, Page: rapid.IntRange(0, 2).Draw(t, "page")})
	}
	return e
}

// allowedKeys lists the relations that the ontology allows between entities, and amounts.
func allowedKeys(ids []string) []relationKey {
	var out []relationKey
	for _, s := range ids {
		st, _ := ontology.TypeOfID(s)
		for _, o := range ids {
			ot, _ := ontology.TypeOfID(o)
			for _, p := range ontology.Predicates() {
				if s != o && ontology.Allowed(st, p.Name, ot) {
					out = append(out, relationKey{subject: s, predicate: p.Name, object: o})
				}
			}
		}
		for _, p := range ontology.Predicates() {
			r := &model.Relation{Subject: s, Predicate: p.Name, Evidence: make([]model.Evidence, 1)}
			if p.ValueOnly && ontology.CheckRelation(r) == nil {
				for _, year := range []string{"2021", "2022", "2023"} {
					out = append(out, relationKey{subject: s, predicate: p.Name, value: year})
				}
			}
		}
	}
	return out
}

func drawRelation(t *rapid.T, k relationKey, words *textIndex) *model.Relation {
	r := &model.Relation{Subject: k.subject, Predicate: k.predicate, Object: k.object}
	if rapid.Bool().Draw(t, "qualified") {
		open := rapid.Bool().Draw(t, "exhaustive")
		r.Exhaustive = &open
		r.Qualifiers = []model.Qualifier{{Name: "period", Value: "2018"}, {Name: "modality", Value: "<kan>"}}
	}
	if k.object == "" {
		r.Amount = drawAmount(t)
		r.Qualifiers = append(r.Qualifiers, model.Qualifier{Name: model.QualifierYear, Value: k.value})
	} else if k.predicate == model.Funds {
		for range rapid.IntRange(0, 3).Draw(t, "sums") {
			r.Amounts = append(r.Amounts, model.Sum{Amount: *drawAmount(t), Span: spanOf(t, words.runes),
				Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: rapid.SampledFrom([]string{"2021", "2022"}).Draw(t, "year")}}})
		}
	}
	for range rapid.IntRange(1, 2).Draw(t, "evidence") {
		s := spanOf(t, words.runes)
		text, _ := words.slice(s)
		e := model.Evidence{Span: s, Text: text, Rule: rapid.SampledFrom([]string{"r1", "r2"}).Draw(t, "rule"), Confidence: float64(rapid.IntRange(0, 100).Draw(t, "c")) / 100}
		if rapid.Bool().Draw(t, "ends") {
			e.SubjectSpan = &model.Span{Start: s.Start, End: s.End}
			e.Section = []string{"Artikel 2", "B. Rol \"x\""}
			e.Inherited = "object: lead-in"
			e.Page = 1
		}
		r.Evidence = append(r.Evidence, e)
	}
	return r
}

func drawAmount(t *rapid.T) *model.Amount {
	value := rapid.SampledFrom([]string{"1200000000", "-1200.5", "0"}).Draw(t, "value")
	return &model.Amount{Value: value, Unit: "EUR", Scale: "1000", AsPrinted: "€ 1,2 miljard"}
}

// generated makes a document of a given size without randomness that changes between
// runs: n entities of its own or shared ones, and about as many relations.
func generated(doc, n int) *model.Extraction {
	rng := rand.New(rand.NewPCG(uint64(doc), 7))
	x := &model.Extraction{}
	x.Document.Metadata = model.Metadata{ID: fmt.Sprintf("document/kst-%d", doc), Title: fmt.Sprintf("Begroting %d", doc), Kind: "budget", SHA256: "00", Pages: 1}
	x.Document.Text = strings.Repeat("De minister van Buitenlandse Zaken is verantwoordelijk voor één veilige wereld. ", n)
	words := newTextIndex(x.Document.Text)
	mention := func() (model.Span, string) {
		start := rng.IntN(words.runes - 80)
		s := model.Span{Start: start, End: start + 5 + rng.IntN(40)}
		text, _ := words.slice(s)
		return s, text
	}
	for i := range n {
		id := fmt.Sprintf("activity/d%d-%d", doc, i)
		if i%3 == 0 {
			id = fmt.Sprintf("ministry/m%d", i)
		}
		kind, _ := ontology.TypeOfID(id)
		e := &model.Entity{ID: id, Type: kind, Label: fmt.Sprintf("Naam %d", i), Aliases: []string{fmt.Sprintf("N%d", i)}}
		for range 2 {
			s, text := mention()
			e.Mentions = append(e.Mentions, model.Mention{Span: s, Text: text})
		}
		x.Entities = append(x.Entities, e)
	}
	for i := range n {
		if i%3 == 0 {
			continue
		}
		s, text := mention()
		x.Relations = append(x.Relations, &model.Relation{
			Subject: fmt.Sprintf("ministry/m%d", i/3*3), Predicate: model.ResponsibleFor, Object: fmt.Sprintf("activity/d%d-%d", doc, i),
			Evidence: []model.Evidence{{Span: s, Text: text, Section: []string{"Artikel 2", "B. Rol en verantwoordelijkheid"}, Rule: "responsible-for", Confidence: 0.9}},
		})
	}
	return x
}

// opened opens a store that is closed at the test's end.
func opened(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put applies an extraction.
func put(t fataler, s *Store, x *model.Extraction) Result {
	t.Helper()
	r, err := s.Apply(t.Context(), Changes(s.View(), x))
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return r
}

// nquads gives the whole store as text, read from Cayley and not from the view.
func nquads(t fataler, s *Store) string {
	t.Helper()
	v, err := s.back.load(s.voc)
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return viewQuads(t, v)
}

func viewQuads(t fataler, v *View) string {
	t.Helper()
	var b strings.Builder
	if err := v.WriteNQuads(&b); err != nil {
		t.Fatalf("write: %v", err)
	}
	return b.String()
}
