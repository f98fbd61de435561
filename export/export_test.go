package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/jsonld"
	"github.com/cayleygraph/quad/nquads"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

const text = "De \"GBVS\" \\ richt zich op <terrorisme> & cyber.\r\n\tDe minister\fvan BZ is 🙂 verantwoordelijk voor één bijdrage."

// extraction says a few things of each sort, with awkward characters.
func extraction(id string) *model.Extraction {
	open := false
	evidence := []model.Evidence{{Span: model.Span{Start: 0, End: 20}, Text: string([]rune(text)[0:20]), Page: 1, Section: []string{"Artikel 2", "B. \"Rol\""}, Rule: "addresses", Confidence: 0.9}}
	x := &model.Extraction{
		Document: model.Document{Metadata: model.Metadata{ID: id, Title: "V \"begroting\"", Kind: "budget", Chapter: "budget-chapter/V", BudgetYear: 2023, SHA256: "00", Pages: 1}, Text: text},
		Entities: []*model.Entity{
			{ID: "policy/gbvs", Type: model.TypePolicy, Label: "Geïntegreerde \"Strategie\"", Aliases: []string{"GBVS\n"}, SameAs: []string{"https://example.org/gbvs"}, Mentions: []model.Mention{{Span: model.Span{Start: 3, End: 9}, Text: "\"GBVS\""}}},
			{ID: "threat/terrorisme", Type: model.TypeThreat, Label: "<terrorisme>"},
			{ID: "budget-article/V/2", Type: model.TypeBudgetArticle, Label: "Artikel 2"},
		},
		Relations: []*model.Relation{
			{Subject: "policy/gbvs", Predicate: model.Addresses, Object: "threat/terrorisme", Evidence: evidence, Exhaustive: &open, Qualifiers: []model.Qualifier{{Name: "period", Value: "2018"}}},
			{Subject: "budget-article/V/2", Predicate: model.Allocates, Amount: &model.Amount{Value: "1200", Unit: "EUR", AsPrinted: "€ 1.200"}, Evidence: evidence},
			{Subject: "budget-article/V/2", Predicate: model.Allocates, Amount: &model.Amount{Value: "1200", Unit: "EUR", AsPrinted: "€ 1.200"}, Evidence: evidence,
				Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: "2023"}}},
			{Subject: "budget-article/V/2", Predicate: model.Funds, Object: "policy/gbvs", Evidence: evidence, Amounts: []model.Sum{
				{Amount: model.Amount{Value: "5", Unit: "EUR", AsPrinted: "5"}, Span: model.Span{Start: 1, End: 2}, Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: "2022"}}},
				{Amount: model.Amount{Value: "6", Unit: "EUR", AsPrinted: "6"}, Span: model.Span{Start: 2, End: 3}, Qualifiers: []model.Qualifier{{Name: model.QualifierYear, Value: "2023"}}}}},
		},
	}
	return x
}

func view(t *testing.T, ids ...string) *graph.View {
	t.Helper()
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if _, err := s.Apply(t.Context(), graph.Changes(s.View(), extraction(id))); err != nil {
			t.Fatal(err)
		}
	}
	return s.View()
}

// written gives a part of a view in a form.
func written(t *testing.T, format string, v *graph.View, s graph.Selection) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(t.Context(), &b, format, v, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(ctx context.Context, w io.Writer, format string, v *graph.View, s graph.Selection) error {
	p, err := v.Part(s)
	if err != nil {
		return err
	}
	f, ok := export.ByName(format)
	if !ok {
		return errors.New("no format " + format)
	}
	return f.Write(ctx, w, p)
}

// lines reads quads and gives each as a line, without its label where bare is set.
func lines(t *testing.T, r quad.Reader, bare bool) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		if bare {
			q.Label = nil
		}
		out[q.NQuad()] = true
	}
}

func TestNQuadsAreReadBackAsTheSameSet(t *testing.T) {
	v := view(t, "document/kst-1", "document/kst-2")
	nquads.AutoConvertTypedString = false
	got := written(t, "nquads", v, graph.Selection{})
	read := lines(t, nquads.NewReader(strings.NewReader(got), false), false)
	want := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(read) != len(want) || len(want) != v.Statistics().Quads {
		t.Errorf("%d quads read, %d lines, %d quads in the store", len(read), len(want), v.Statistics().Quads)
	}
	for _, l := range want {
		if !read[l] {
			t.Errorf("not read back: %s", l)
		}
	}
}

// All amounts of a relation are exported, with their years and documents.
func TestJSONLDHasAllAmounts(t *testing.T) {
	out := written(t, "jsonld", view(t, "document/kst-1", "document/kst-2"), graph.Selection{})
	for _, document := range []string{"document/kst-1", "document/kst-2"} {
		for _, want := range []string{
			`{"amount":{"asPrinted":"5","unit":"EUR","value":"5"},"document":"https://rijksgraaf.example/id/` + document + `","end":2,"qualifiers":[{"name":"year","value":"2022"}],"start":1}`,
			`{"amount":{"asPrinted":"6","unit":"EUR","value":"6"},"document":"https://rijksgraaf.example/id/` + document + `","end":3,"qualifiers":[{"name":"year","value":"2023"}],"start":2}`,
		} {
			if strings.Count(out, want) != 1 {
				t.Errorf("%d times: %s", strings.Count(out, want), want)
			}
		}
	}
}

func TestExportsDoNotDependOnTheOrderOfIngest(t *testing.T) {
	a, b := view(t, "document/kst-1", "document/kst-2"), view(t, "document/kst-2", "document/kst-1")
	for _, f := range export.Formats() {
		if written(t, f.Name, a, graph.Selection{}) != written(t, f.Name, b, graph.Selection{}) {
			t.Errorf("%s: the bytes differ", f.Name)
		}
	}
}

func TestJSONLDSaysTheFactsOfTheQuads(t *testing.T) {
	v := view(t, "document/kst-1", "document/kst-2")
	out := written(t, "jsonld", v, graph.Selection{})
	var parsed struct {
		Context map[string]any   `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(out), &parsed); err != nil {
		t.Fatal(err)
	}
	if s := v.Statistics(); len(parsed.Graph) != s.Documents+s.Entities+s.Relations {
		t.Errorf("%d nodes", len(parsed.Graph))
	}
	got := lines(t, jsonld.NewReader(strings.NewReader(out)), true)
	const id, def = "<https://rijksgraaf.example/id/", "<https://rijksgraaf.example/def/"
	relation := id + model.RelationID("policy/gbvs", model.Addresses, "threat/terrorisme") + ">"
	for _, want := range []string{
		id + "policy/gbvs> " + def + "addresses> " + id + "threat/terrorisme> .",
		id + "policy/gbvs> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " + def + "Policy> .",
		id + "policy/gbvs> <http://www.w3.org/2002/07/owl#sameAs> <https://example.org/gbvs> .",
		relation + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> " + id + "policy/gbvs> .",
		relation + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> " + def + "addresses> .",
		relation + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> " + id + "threat/terrorisme> .",
	} {
		if !got[want] {
			t.Errorf("JSON-LD lacks %s", want)
		}
	}
}

// full is a writer without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreTold(t *testing.T) {
	v := view(t, "document/kst-1")
	for _, f := range export.Formats() {
		if err := write(t.Context(), full{}, f.Name, v, graph.Selection{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// cutOff takes a number of bytes and then ends the work, as a reader who goes away does.
type cutOff struct {
	left   int
	cancel context.CancelCauseFunc
	bytes  int
}

var errAway = errors.New("away")

func (c *cutOff) Write(b []byte) (int, error) {
	c.bytes += len(b)
	if c.left -= len(b); c.left < 0 {
		c.cancel(errAway)
	}
	return len(b), nil
}

// Nothing is held back but a buffer, and when the reader goes away the work ends.
func TestExportsAreStreamed(t *testing.T) {
	v := view(t, many(200)...)
	for _, f := range export.Formats() {
		var whole bytes.Buffer
		if err := write(t.Context(), &whole, f.Name, v, graph.Selection{}); err != nil {
			t.Fatal(err)
		}
		const most = 160 << 10
		if whole.Len() < 2*most {
			continue // a zip or a short table
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		w := &cutOff{left: 1, cancel: cancel}
		if err := write(ctx, w, f.Name, v, graph.Selection{}); !errors.Is(err, errAway) || w.bytes > most {
			t.Errorf("%s: %v after %d of %d bytes", f.Name, err, w.bytes, whole.Len())
		}
	}
}

func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("document/kst-%d", i))
	}
	return out
}
