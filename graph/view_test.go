package graph

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// doc is a document made of plain words: entities "id|label|alias,alias" and relations
// "subject predicate object", each resting on the whole text.
func doc(id, chapter string, entities, relations []string, confidence float64) *model.Extraction {
	x := &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: "document/" + id, Title: "Begroting " + id + id, Chapter: chapter, Kind: "budget", SHA256: "0", Pages: 1}, Text: "Eén tekst van " + id}}
	words := newTextIndex(x.Document.Text)
	whole := model.Span{End: words.runes}
	for _, e := range entities {
		part := strings.Split(e, "|")
		kind, _ := ontology.TypeOfID(part[0])
		n := &model.Entity{ID: part[0], Type: kind, Label: part[1], Mentions: []model.Mention{{Span: whole, Text: x.Document.Text}}}
		if len(part) > 2 {
			n.Aliases = strings.Split(part[2], ",")
		}
		x.Entities = append(x.Entities, n)
	}
	for _, r := range relations {
		part := strings.Fields(r)
		x.Relations = append(x.Relations, &model.Relation{
			Subject: part[0], Predicate: model.Predicate(part[1]), Object: part[2],
			Evidence: []model.Evidence{{Span: whole, Text: x.Document.Text, Rule: "r", Confidence: confidence}},
		})
	}
	return x
}

// small is a store with two documents that overlap.
func small(t *testing.T) *Store {
	t.Helper()
	s := opened(t, Memory, Options{})
	put(t, s, doc("a", "budget-chapter/V", []string{
		"policy/gbvs|GBVS", "threat/terrorisme|Terrorisme", "budget-article/V/2|Artikel 2", "budget-chapter/V|Buitenlandse Zaken", "place/mali|Mali",
	}, []string{
		"policy/gbvs addresses threat/terrorisme", "budget-article/V/2 contributesTo policy/gbvs", "budget-article/V/2 partOf budget-chapter/V",
	}, 0.9))
	put(t, s, doc("b", "budget-chapter/X", []string{
		"policy/gbvs|Geïntegreerde Buitenland- en Veiligheidsstrategie|GBVS,de strategie", "threat/terrorisme|Terrorisme", "threat/cyber|Cyberdreigingen", "budget-chapter/X|Defensie",
	}, []string{
		"policy/gbvs addresses threat/terrorisme", "policy/gbvs addresses threat/cyber",
	}, 0.4))
	return s
}

func ids(list []*model.Entity) string {
	var out []string
	for _, e := range list {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

func objects(list []*model.Relation) string {
	var out []string
	for _, r := range list {
		out = append(out, r.Object)
	}
	return strings.Join(out, " ")
}

func TestTwoDocumentsAttestOneRelation(t *testing.T) {
	s := small(t)
	id := model.RelationID("policy/gbvs", model.Addresses, "threat/terrorisme")
	r := s.View().Relation(id)
	if r == nil || len(r.Evidence) != 2 || r.Evidence[0].Document != "document/a" || r.Evidence[1].Document != "document/b" {
		t.Fatalf("%+v", r)
	}
	if r.Evidence[1].Text != "Eén tekst van b" || r.Confidence() != 0.9 {
		t.Errorf("%+v", r)
	}
	before := s.View()
	if _, err := s.Delete(t.Context(), "document/a"); err != nil {
		t.Fatal(err)
	}
	if r := s.View().Relation(id); r == nil || len(r.Evidence) != 1 || r.Evidence[0].Document != "document/b" {
		t.Errorf("after the deletion %+v", r)
	}
	if s.View().Entity("place/mali") != nil || s.View().Document("document/a") != nil {
		t.Error("what only the deleted document said is still there")
	}
	if before.Entity("place/mali") == nil || len(before.Relation(id).Evidence) != 2 {
		t.Error("the view that was taken before has changed")
	}
	_, err := s.Delete(t.Context(), "document/a")
	wantCode(t, err, model.CodeNotFound, "document/a")
}

func TestLabelsAreMerged(t *testing.T) {
	s := small(t)
	e := s.View().Entity("policy/gbvs")
	if e.Label != "Geïntegreerde Buitenland- en Veiligheidsstrategie" || !slices.Equal(e.Aliases, []string{"GBVS", "de strategie"}) || len(e.Mentions) != 2 {
		t.Errorf("of two labels with a document each: %+v", e)
	}
	put(t, s, doc("c", "", []string{"policy/gbvs|GBVS"}, nil, 1))
	if e := s.View().Entity("policy/gbvs"); e.Label != "GBVS" {
		t.Errorf("the label of two documents of three is GBVS, not %q", e.Label)
	}
}

func TestFilters(t *testing.T) {
	v := small(t).View()
	threats := []model.EntityType{model.TypeThreat}
	for name, c := range map[string]struct{ got, want string }{
		"types":     {ids(v.Entities(EntityFilter{Types: threats}, "")), "threat/cyber threat/terrorisme"},
		"unknown":   {ids(v.Entities(EntityFilter{Types: []model.EntityType{"Nothing"}}, "")), ""},
		"chapter":   {ids(v.Entities(EntityFilter{Types: threats, Chapters: []string{"budget-chapter/V"}}, "")), "threat/terrorisme"},
		"documents": {ids(v.Entities(EntityFilter{Documents: []string{"document/b"}}, "")), "budget-chapter/X policy/gbvs threat/cyber threat/terrorisme"},
		"text":      {ids(v.Entities(EntityFilter{Text: "GEINTEGREERDE veilig"}, "")), "policy/gbvs"},
		"no word":   {ids(v.Entities(EntityFilter{Text: "--"}, "")), ""},
		"label":     {ids(v.Entities(EntityFilter{Types: []model.EntityType{model.TypeThreat, model.TypePolicy}}, EntityOrderLabel)), "threat/cyber policy/gbvs threat/terrorisme"},
		"mentions":  {ids(v.Entities(EntityFilter{}, EntityOrderMentions)[:3]), "policy/gbvs threat/terrorisme budget-article/V/2"},
		"subject":   {objects(v.Relations(RelationFilter{Subject: "policy/gbvs"})), "threat/cyber threat/terrorisme"},
		"sure":      {objects(v.Relations(RelationFilter{Subject: "policy/gbvs", MinConfidence: 0.5})), "threat/terrorisme"},
		"object":    {objects(v.Relations(RelationFilter{Object: "threat/cyber"})), "threat/cyber"},
		"predicate": {objects(v.Relations(RelationFilter{Predicates: []model.Predicate{model.PartOf}})), "budget-chapter/V"},
		"ends":      {objects(v.Relations(RelationFilter{SubjectTypes: []model.EntityType{model.TypePolicy}, ObjectTypes: threats})), "threat/cyber threat/terrorisme"},
		"attested":  {objects(v.Relations(RelationFilter{Documents: []string{"document/b", "document/x"}})), "threat/cyber threat/terrorisme"},
		"both":      {objects(v.RelationsOf("policy/gbvs", DirectionBoth, RelationFilter{})), "policy/gbvs threat/cyber threat/terrorisme"},
		"in":        {objects(v.RelationsOf("policy/gbvs", DirectionIn, RelationFilter{})), "policy/gbvs"},
		"kinds":     {fmt.Sprint(len(v.Documents(DocumentFilter{Kinds: []string{"budget"}})), len(v.Documents(DocumentFilter{Kinds: []string{"letter"}}))), "2 0"},
		"titles":    {fmt.Sprint(len(v.Documents(DocumentFilter{Text: "begro BB"})), len(v.Documents(DocumentFilter{Text: "?"}))), "1 0"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
	if d := v.DocumentsOf("policy/gbvs"); len(d) != 2 || d[1].ID != "document/b" {
		t.Errorf("documents: %v", d)
	}
	if v.Entity("policy/none") != nil || v.Relation("relation/0") != nil || v.Document("policy/gbvs") != nil || v.DocumentsOf("x") != nil {
		t.Error("the unknown is known")
	}
}

func TestSearch(t *testing.T) {
	v := small(t).View()
	for query, want := range map[string]string{
		"gbvs":               "policy/gbvs 0.95 GBVS",
		"Terrorisme":         "threat/terrorisme 1.00 Terrorisme",
		"terror":             "threat/terrorisme 0.90 Terrorisme",
		"veiligheidsstrateg": "policy/gbvs 0.53 Geïntegreerde Buitenland- en Veiligheidsstrategie",
		"zaken":              "budget-chapter/V 0.75 Buitenlandse Zaken",
		"strategie gbvs":     "policy/gbvs 0.30 Geïntegreerde Buitenland- en Veiligheidsstrategie",
		"":                   "", "-": "", "niets": "", "terrorisme niets": "",
	} {
		var got []string
		for _, h := range v.Search(query, nil) {
			got = append(got, fmt.Sprintf("%s %.2f %s", h.Entity.ID, h.Score, h.Matched))
		}
		if strings.Join(got, ";") != want {
			t.Errorf("%q: got %q, want %q", query, got, want)
		}
	}
	if hits := v.Search("buitenland", nil); len(hits) != 2 || len(v.Search("buitenland", []model.EntityType{model.TypePolicy})) != 1 {
		t.Errorf("%v", hits)
	}
}

func TestNeighbourhoodAndPaths(t *testing.T) {
	v := small(t).View()
	for name, c := range map[string]struct {
		g    Subgraph
		want string
	}{
		"one step":  {v.Neighbourhood("policy/gbvs", 1, nil, nil, 0), "policy/gbvs budget-article/V/2 threat/cyber threat/terrorisme, 3 edges, false"},
		"two steps": {v.Neighbourhood("policy/gbvs", 2, nil, nil, 0), "policy/gbvs budget-article/V/2 threat/cyber threat/terrorisme budget-chapter/V, 4 edges, false"},
		"limit":     {v.Neighbourhood("policy/gbvs", 2, nil, nil, 2), "policy/gbvs budget-article/V/2, 1 edges, true"},
		"types":     {v.Neighbourhood("policy/gbvs", 2, nil, []model.EntityType{model.TypeThreat}, 0), "policy/gbvs threat/cyber threat/terrorisme, 2 edges, false"},
		"predicate": {v.Neighbourhood("policy/gbvs", 2, []model.Predicate{model.ContributesTo}, nil, 0), "policy/gbvs budget-article/V/2, 1 edges, false"},
		"none":      {v.Neighbourhood("policy/none", 2, nil, nil, 0), ", 0 edges, false"},
		"no depth":  {v.Neighbourhood("policy/gbvs", 0, nil, nil, 0), "policy/gbvs, 0 edges, false"},
	} {
		if got := fmt.Sprintf("%s, %d edges, %v", ids(c.g.Nodes), len(c.g.Edges), c.g.Truncated); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	p := v.Path("budget-chapter/V", "threat/cyber", 0, nil)
	if len(p) != 1 || ids(p[0].Nodes) != "budget-chapter/V budget-article/V/2 policy/gbvs threat/cyber" || len(p[0].Edges) != 3 {
		t.Errorf("path: %+v", p)
	}
	if v.Path("budget-chapter/V", "threat/cyber", 2, nil) != nil || v.Path("budget-chapter/V", "place/mali", 0, nil) != nil || v.Path("x", "place/mali", 0, nil) != nil {
		t.Error("there is a path where there is none")
	}
	if p := v.Path("place/mali", "place/mali", 0, nil); len(p) != 1 || len(p[0].Nodes) != 1 || len(p[0].Edges) != 0 {
		t.Errorf("to itself: %+v", p)
	}
}

func TestAllShortestPathsUpToALimit(t *testing.T) {
	s := opened(t, Memory, Options{})
	entities, relations := []string{"policy/a|A", "threat/z|Z"}, []string{}
	for i := range 2 * MaxPaths {
		mid := fmt.Sprintf("policy/m%02d", i)
		entities = append(entities, mid+"|M")
		relations = append(relations, "policy/a basedOn "+mid, mid+" addresses threat/z")
	}
	put(t, s, doc("a", "", entities, relations, 1))
	paths := s.View().Path("policy/a", "threat/z", 0, nil)
	if len(paths) != MaxPaths || paths[3].Nodes[1].ID != "policy/m03" {
		t.Errorf("%d paths", len(paths))
	}
}

func TestStatistics(t *testing.T) {
	s := small(t)
	got := s.View().Statistics()
	if got.Documents != 2 || got.Entities != 7 || got.Relations != 4 || got.Evidence != 5 || got.Mentions != 9 || got.Quads != len(rawQuads(t, s)) {
		t.Errorf("%+v", got)
	}
	if fmt.Sprint(got.EntitiesByType) != "[{BudgetChapter 2} {BudgetArticle 1} {Policy 1} {Threat 2} {Place 1}]" ||
		fmt.Sprint(got.RelationsByPredicate) != "[{partOf 1} {addresses 2} {contributesTo 1}]" || fmt.Sprint(got.DocumentsByKind) != "[{budget 2}]" {
		t.Errorf("%+v", got)
	}
}

func TestReadersGoOnWhileTheStoreWrites(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, generated(0, 30))
	want := answers(s.View())
	view := s.View()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5 {
				if answers(view) != want {
					t.Error("a view has changed")
				}
				_ = s.View().Statistics()
			}
		})
	}
	for i := range 5 {
		put(t, s, generated(i, 30))
	}
	wg.Wait()
}

// TestSearchPage holds the beginning of a search to the whole of it, for every limit.
func TestSearchPage(t *testing.T) {
	v := small(t).View()
	for _, query := range []string{"gbvs", "terror", "e", "b", "zaken", "strategie gbvs", "v", "", "niets"} {
		all := v.Search(query, nil)
		for limit := range len(all) + 2 {
			page, total := v.SearchPage(query, nil, limit)
			want := all[:min(limit, len(all))]
			if total != len(all) || len(page) != len(want) || len(want) > 0 && !reflect.DeepEqual(page, want) {
				t.Errorf("%q, %d: got %v of %d, want %v of %d", query, limit, page, total, want, len(all))
			}
		}
	}
}
