package search

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

const textV = `Artikel 2: Veiligheid en stabiliteit
B. Rol en verantwoordelijkheid
Voorbeelden zijn terrorisme, cyberdreigingen en gewelddadig extremisme. Tegen terrorisme helpt samenwerking.
De Geïntegreerde Buitenland- en Veiligheidsstrategie (GBVS) is aan de Tweede Kamer aangeboden.
De Minister van Buitenlandse Zaken is verantwoordelijk voor:
– Nederlandse bijdragen in het kader van de NAVO.
– de begroting van Ontwikkelings
samenwerking, o.a. in Mali. Zie Kamerstuk 35 000, nr. 7 van het OM.
`

const textX = "Artikel 1: Inzet\n\nDe GBVS vergt inzet van defensie. De Kamerleden vroegen om wapens.\fDe zaken die buitenlandse partners raken, raken ook de begroting van Buitenlandse Zaken.\n"

// paper makes what a document says: entities by id, each with a label and the words that
// refer to it.
func paper(t testing.TB, m model.Metadata, text string, sections []*model.Section, entities map[string][]string) *model.Extraction {
	t.Helper()
	m.SHA256, m.Encoding, m.Pages = strings.Repeat("0", 64), "UTF-8", 1+strings.Count(text, "\f")
	x := &model.Extraction{Document: model.Document{Metadata: m, Text: text, Sections: sections}}
	for _, id := range sorted(entities) {
		names := entities[id]
		typ, ok := ontology.TypeOfID(id)
		if !ok {
			t.Fatalf("%s names no type", id)
		}
		e := &model.Entity{ID: id, Type: typ, Label: names[0], Aliases: append([]string{}, names[1:]...)}
		for _, n := range names {
			for at := 0; ; {
				i := strings.Index(text[at:], n)
				if i < 0 {
					break
				}
				start := utf8.RuneCountInString(text[:at+i])
				e.Mentions = append(e.Mentions, model.Mention{Span: model.Span{Start: start, End: start + utf8.RuneCountInString(n)}, Text: n, Page: 1})
				at += i + len(n)
			}
		}
		x.Entities = append(x.Entities, e)
	}
	return x
}

func paperV(t testing.TB) *model.Extraction {
	end := utf8.RuneCountInString(textV)
	sections := []*model.Section{{Kind: "article", Number: "2", Title: "Veiligheid en stabiliteit", Heading: model.Span{End: 36}, Span: model.Span{End: end},
		Children: []*model.Section{{Kind: "section", Number: "B", Title: "Rol en verantwoordelijkheid", Heading: model.Span{Start: 37, End: 67}, Span: model.Span{Start: 37, End: end}}}}}
	return paper(t, model.Metadata{ID: "document/kst-36360-V-1", Title: "Jaarverslag Buitenlandse Zaken 2022", Kind: "annual-report", Dossier: "36 360",
		Chapter: "budget-chapter/V", Number: "1", BudgetYear: 2022}, textV, sections, map[string][]string{
		"budget-article/V/2":               {"Veiligheid en stabiliteit"},
		"budget-chapter/V":                 {"Buitenlandse Zaken"},
		"role/minister-bz":                 {"Minister van Buitenlandse Zaken"},
		"threat/terrorisme":                {"terrorisme"},
		"threat/cyberdreigingen":           {"cyberdreigingen"},
		"policy/gbvs":                      {"Geïntegreerde Buitenland- en Veiligheidsstrategie", "GBVS"},
		"organisation/tweede-kamer":        {"Tweede Kamer"},
		"organisation/openbaar-ministerie": {"Openbaar Ministerie", "OM"},
		"organisation/navo":                {"NAVO"},
	})
}

func paperX(t testing.TB) *model.Extraction {
	return paper(t, model.Metadata{ID: "document/kst-36410-X-2", Title: "Begroting Defensie 2024", Kind: "budget", Dossier: "36 410",
		Chapter: "budget-chapter/X", Number: "2", BudgetYear: 2024}, textX, nil, map[string][]string{
		"budget-chapter/X":       {"Defensie"},
		"budget-chapter/V":       {"Buitenlandse Zaken"},
		"policy/gbvs":            {"Geïntegreerde Buitenland- en Veiligheidsstrategie", "GBVS"},
		"policy-domain/defensie": {"defensie"},
	})
}

func newStore(t testing.TB, list ...*model.Extraction) *graph.Store {
	t.Helper()
	s, err := graph.Open(graph.Memory, graph.Options{})
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

// newIndex gives an index in memory over a source.
func newIndex(t testing.TB, s Source, o Options) *Index {
	t.Helper()
	x := New(s, o)
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// find asks and must be answered.
func find(t testing.TB, x *Index, q Query) *Result {
	t.Helper()
	r, err := x.Find(context.Background(), x.source.View(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return r
}

// lines writes hits down, one a line: kind, id or words, with what is highlighted in brackets.
func lines(r *Result) []string {
	var out []string
	for _, h := range r.Hits {
		s := r.Snippet(h)
		runes := []rune(s.Text)
		for i := len(s.Highlights) - 1; i >= 0; i-- {
			x := s.Highlights[i]
			runes = []rune(string(runes[:x.Start]) + "[" + string(runes[x.Start:x.End]) + "]" + string(runes[x.End:]))
		}
		out = append(out, string(h.Kind)+" "+h.ID+" "+string(runes))
	}
	return out
}
