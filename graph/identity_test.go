package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// said makes a document: its entities as "id|label|alias|alias", its relations as
// "subject predicate object". Each entity is named once, by words of its own.
func said(t fataler, id string, entities, relations []string) *model.Extraction {
	t.Helper()
	x := &model.Extraction{}
	x.Document.Metadata = model.Metadata{ID: "document/" + id, Title: id, Kind: "budget", SHA256: "00", Pages: 1}
	for _, e := range entities {
		part := strings.Split(e, "|")
		kind, ok := ontology.TypeOfID(part[0])
		if !ok {
			t.Fatalf("%s names no type", part[0])
		}
		before := len([]rune(x.Document.Text))
		x.Document.Text += fmt.Sprintf("In %s staat %s. ", id, part[1])
		start := before + len([]rune("In "+id+" staat "))
		x.Entities = append(x.Entities, &model.Entity{ID: part[0], Type: kind, Label: part[1], Aliases: part[2:],
			Mentions: []model.Mention{{Span: model.Span{Start: start, End: start + len([]rune(part[1]))}, Text: part[1], Page: 1}}})
	}
	words := newTextIndex(x.Document.Text)
	whole := model.Span{Start: 0, End: words.runes}
	text, _ := words.slice(whole)
	for _, r := range relations {
		part := strings.Fields(r)
		x.Relations = append(x.Relations, &model.Relation{Subject: part[0], Predicate: model.Predicate(part[1]), Object: part[2],
			Evidence: []model.Evidence{{Span: whole, Text: text, Page: 1, Rule: "by-hand", Confidence: .9}}})
	}
	return x
}

// knownAs gives the options of a store whose registers know rows "id|label|alias".
func knownAs(rows ...string) Options {
	var list []RegisterRow
	for _, r := range rows {
		part := strings.Split(r, "|")
		list = append(list, RegisterRow{part[0], part[1:]})
	}
	k := Knowledge{Register: NewRegister(list)}
	return Options{Known: func() Knowledge { return k }}
}

// joinedIDs tells which ids are joined, as "stays<other,other".
func joinedIDs(v *View) string {
	var out []string
	for stays, list := range v.identity().joined.All() {
		var others []string
		for _, j := range list {
			others = append(others, j.ID)
		}
		out = append(out, stays+"<"+strings.Join(others, ","))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

const (
	longName  = "policy/nationale-cyberstrategie|Nationale Cyberstrategie"
	shortName = "policy/ncs|Nationale Cyberstrategie|NCS"
)

// What documents call by one name within a type is one thing; what differs in more than
// its spelling, or in a number, or what something speaks against, is not.
func TestJoinedByName(t *testing.T) {
	for name, c := range map[string]struct {
		documents [][]string
		relations []string // of the first document
		register  []string
		want      string
	}{
		"same label":                     {documents: [][]string{{longName}, {shortName}}, want: "policy/ncs<policy/nationale-cyberstrategie"},
		"capitals":                       {documents: [][]string{{"policy/x-y|Nationale cyberstrategie"}, {shortName}}, want: "policy/ncs<policy/x-y"},
		"a label that is another's name": {documents: [][]string{{"policy/de-ncs|NCS"}, {shortName}}, want: "policy/ncs<policy/de-ncs"},
		"three":                          {documents: [][]string{{longName}, {shortName}, {"policy/de-ncs|NCS"}}, want: "policy/ncs<policy/de-ncs,policy/nationale-cyberstrategie"},
		"another type":                   {documents: [][]string{{"organisation/ncs|Nationale Cyberstrategie"}, {shortName}}},
		"accents":                        {documents: [][]string{{"policy/a|Geïntegreerde Aanpak"}, {"policy/b|Geintegreerde Aanpak"}}},
		"one name of two things":         {documents: [][]string{{"policy/a|Nationale Cyberstrategie|NCS"}, {"policy/b|Nieuwe Culturele Stichting|NCS"}, {"policy/c|NCS"}}},
		"other names only":               {documents: [][]string{{"policy/a|Nationale Cyberstrategie|NCS"}, {"policy/b|Nieuwe Culturele Stichting|NCS"}}},
		"a common word":                  {documents: [][]string{{"organisation/raad|Raad"}, {"organisation/europese-raad|Europese Raad|Raad"}}},
		"a number":                       {documents: [][]string{{"policy/a|Nationale Agenda|Agenda voor Allen"}, {"policy/b|Agenda voor Allen 2030"}}},
		"a number of the other":          {documents: [][]string{{"policy/a|Nationale Agenda"}, {"policy/b|Nationale Agenda 2030|Nationale Agenda"}}},
		"numbers of ids":                 {documents: [][]string{{"policy/pijler-1|Pijler"}, {"policy/pijler-2|Pijler"}}},
		"articles":                       {documents: [][]string{{"budget-article/V/2|Veiligheid"}, {"budget-article/VI/2|Veiligheid"}}},
		"chapters":                       {documents: [][]string{{"budget-chapter/L|Nationaal Groeifonds"}, {"budget-chapter/XIX|Nationaal Groeifonds"}}},
		"a document relates them":        {documents: [][]string{{longName, shortName}}, relations: []string{"policy/ncs partOf policy/nationale-cyberstrategie"}},
		"two of the register":            {documents: [][]string{{longName}, {shortName}}, register: []string{"policy/ncs|Nationale Cyberstrategie", "policy/nationale-cyberstrategie|Oude Cyberstrategie"}},
		"one of the register":            {documents: [][]string{{longName}, {"policy/nc|Nationale Cyberstrategie"}}, register: []string{"policy/nationale-cyberstrategie|Nationale Cyberstrategie"}, want: "policy/nationale-cyberstrategie<policy/nc"},
		"a name of the register":         {documents: [][]string{{longName}}, register: []string{"policy/cyber|Cyberbeleid|Nationale Cyberstrategie"}, want: "policy/cyber<policy/nationale-cyberstrategie"},
		"a name that the register gives to another": {documents: [][]string{{"policy/a|Nationale Cyberstrategie"}, {"policy/b|Nationale Cyberstrategie"}},
			register: []string{"policy/x|Een|Nationale Cyberstrategie", "policy/y|Twee|Nationale Cyberstrategie"}, want: "policy/a<policy/b"},
		"two places of the register": {documents: [][]string{{"place/congo|Congo"}, {"place/drc|Democratische Republiek Congo|Congo"}}, register: []string{"place/congo|Congo", "place/drc|Democratische Republiek Congo"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, Memory, knownAs(c.register...))
			for i, list := range c.documents {
				relations := c.relations
				if i > 0 {
					relations = nil
				}
				put(t, s, said(t, fmt.Sprint(i), list, relations))
			}
			if got := joinedIDs(s.View()); got != c.want {
				t.Errorf("joined %q, want %q", got, c.want)
			}
		})
	}
}

// twoNames is a store of three documents, two of which call one thing by two ids.
func twoNames(t testing.TB, dir string) *Store {
	s := opened(t, dir, Options{})
	put(t, s, said(t, "a", []string{longName, "threat/cyber|cyberaanvallen", "place/mali|Mali"},
		[]string{"policy/nationale-cyberstrategie addresses threat/cyber", "policy/nationale-cyberstrategie targets place/mali"}))
	put(t, s, said(t, "b", []string{shortName, "threat/cyber|cyberaanvallen", "organisation/ncsc|NCSC"},
		[]string{"policy/ncs addresses threat/cyber", "organisation/ncsc implements policy/ncs"}))
	return s
}

// What is one thing has the addresses that any document knows of it, whichever id it has
// there, each once; when a document goes, so do those that it alone knew.
func TestOneEntityHasAllAddresses(t *testing.T) {
	s := opened(t, Memory, Options{})
	const ours = "https://rijksgraaf.example/id/policy/nationale-cyberstrategie"
	for id, of := range map[string]struct {
		name    string
		address []string
	}{
		"a": {longName, []string{"http://b.example/1", "http://c.example/1"}},
		"b": {shortName, []string{"http://a.example/1", "http://b.example/1"}},
		"c": {shortName, nil},
	} {
		x := said(t, id, []string{of.name}, nil)
		x.Entities[0].SameAs = of.address
		put(t, s, x)
	}
	if got := s.View().Entity("policy/ncs").SameAs; fmt.Sprint(got) != "[http://a.example/1 http://b.example/1 http://c.example/1 "+ours+"]" {
		t.Errorf("the same as %v", got)
	}
	if _, err := s.Delete(context.Background(), "document/b"); err != nil {
		t.Fatal(err)
	}
	if got := s.View().Entity("policy/ncs").SameAs; fmt.Sprint(got) != "[http://b.example/1 http://c.example/1 "+ours+"]" {
		t.Errorf("then the same as %v", got)
	}
}

// Whatever is asked, by whichever id: the answer speaks of one entity, with what both
// documents say.
func TestOneEntityEverywhere(t *testing.T) {
	s := twoNames(t, Memory)
	v := s.View()
	e := v.Entity("policy/nationale-cyberstrategie")
	if e == nil || e.ID != "policy/ncs" || e != v.Entity("policy/ncs") || e.Label != "Nationale Cyberstrategie" ||
		!slices.Equal(e.Aliases, []string{"NCS"}) || len(e.Mentions) != 2 || fmt.Sprint(e.SameAs) != "[https://rijksgraaf.example/id/policy/nationale-cyberstrategie]" {
		t.Fatalf("%+v", e)
	}
	if n := len(v.Entities(EntityFilter{Types: []model.EntityType{model.TypePolicy}}, "")); n != 1 {
		t.Errorf("%d policies", n)
	}
	for _, id := range []string{"policy/ncs", "policy/nationale-cyberstrategie"} {
		if n := len(v.RelationsOf(id, DirectionBoth, RelationFilter{})); n != 3 {
			t.Errorf("%s: %d relations", id, n)
		}
		if n := len(v.Relations(RelationFilter{Subject: id})); n != 2 {
			t.Errorf("%s: %d relations as subject", id, n)
		}
		if n := len(v.Relations(RelationFilter{Object: id, Subject: "organisation/ncsc"})); n != 1 {
			t.Errorf("%s: %d relations as object", id, n)
		}
		if n := len(v.DocumentsOf(id)); n != 2 {
			t.Errorf("%s: %d documents", id, n)
		}
		if g := v.Neighbourhood(id, 1, nil, nil, 0); len(g.Nodes) != 4 || len(g.Edges) != 3 || g.Nodes[0].ID != "policy/ncs" {
			t.Errorf("%s: around it %d and %d", id, len(g.Nodes), len(g.Edges))
		}
		if p := v.Path(id, "place/mali", 0, nil); len(p) != 1 || len(p[0].Nodes) != 2 || p[0].Nodes[0].ID != "policy/ncs" {
			t.Errorf("%s: %+v", id, p)
		}
		r := v.Relation(model.RelationID(id, model.Addresses, "threat/cyber"))
		if r == nil || r.Subject != "policy/ncs" || len(r.Evidence) != 2 || r.ID() != model.RelationID("policy/ncs", model.Addresses, "threat/cyber") {
			t.Errorf("%s: %+v", id, r)
		}
		if j := v.Joined(id); len(j) != 1 || j[0].ID != "policy/nationale-cyberstrategie" || j[0].Reason != `both are labelled "Nationale Cyberstrategie"` {
			t.Errorf("%s: %+v", id, j)
		}
	}
	if hits := v.Search("nationale cyberstrategie", nil); len(hits) != 1 || hits[0].Entity.ID != "policy/ncs" {
		t.Errorf("found %+v", hits)
	}
	if list := v.Relations(RelationFilter{Documents: []string{"document/a"}}); len(list) != 2 || list[0].Subject != "policy/ncs" {
		t.Errorf("of a document: %+v", list)
	}
	if e := v.Entities(EntityFilter{Documents: []string{"document/a"}, Types: []model.EntityType{model.TypePolicy}}, ""); len(e) != 1 {
		t.Errorf("of a document: %+v", e)
	}
	got := v.Statistics()
	if got.Entities != 4 || got.Relations != 3 || got.Evidence != 4 || got.Mentions != 6 || fmt.Sprint(got.RelationsByPredicate) != "[{addresses 1} {targets 1} {implements 1}]" && fmt.Sprint(got.RelationsByPredicate) != "[{addresses 1} {implements 1} {targets 1}]" {
		t.Errorf("%+v", got)
	}
	if out := viewQuads(t, v); strings.Count(out, "nationale-cyberstrategie") != 1 || !strings.Contains(out, "/id/policy/ncs> <http://www.w3.org/2002/07/owl#sameAs> <https://rijksgraaf.example/id/policy/nationale-cyberstrategie>") || !strings.Contains(out, "/id/policy/ncs> <https://rijksgraaf.example/def/targets>") {
		t.Errorf("exported\n%s", out)
	}
	// What a document said is given back as it said it, and stored so.
	if x := v.Extraction("document/a"); x.Entities[0].ID != "policy/nationale-cyberstrategie" || x.Relations[0].Subject != "policy/nationale-cyberstrategie" {
		t.Errorf("%+v", x)
	}
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// When the document that joined two things goes, they are two again.
func TestJoinEndsWithItsDocument(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "a", []string{"policy/lang|Nationale Cyberstrategie"}, nil))
	put(t, s, said(t, "b", []string{"policy/kort|NCS"}, nil))
	before := answers(s.View())
	put(t, s, said(t, "c", []string{"policy/lang|Nationale Cyberstrategie|NCS"}, nil))
	if got := joinedIDs(s.View()); got != "policy/kort<policy/lang" {
		t.Fatalf("joined %q", got)
	}
	if _, err := s.Delete(t.Context(), "document/c"); err != nil {
		t.Fatal(err)
	}
	if answers(s.View()) != before {
		t.Error("something is left of the joining")
	}
}

// A decision across types: what the ontology does not allow of the type that stays is not
// shown, nothing else is lost.
func TestAcrossTypes(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "a", []string{"coalition/npdi|NPDI", "organisation/npdi-groep|NPDI-groep", "place/mali|Mali", "place/nederland|Nederland"},
		[]string{"coalition/npdi targets place/mali", "place/nederland participatesIn coalition/npdi", "place/nederland memberOf organisation/npdi-groep"}))
	if _, err := s.Decide(t.Context(), decided(decisions.Same, "coalition/npdi", "organisation/npdi-groep")); err != nil {
		t.Fatal(err)
	}
	v := s.View()
	if e := v.Entity("organisation/npdi-groep"); e.ID != "coalition/npdi" || e.Type != model.TypeCoalition {
		t.Errorf("%+v", e)
	}
	if n := len(v.RelationsOf("coalition/npdi", DirectionBoth, RelationFilter{})); n != 3 {
		t.Errorf("%d relations", n)
	}
	for _, r := range v.Relations(RelationFilter{}) {
		if err := ontology.CheckRelation(r); err != nil {
			t.Error(err)
		}
	}
}

func decided(verb decisions.Verb, a, b string) decisions.Decision {
	return decisions.Decision{Verb: verb, A: a, B: b, Who: "jan", Date: "2026-01-31", Note: "zelfde stuk"}
}

// decideAny draws decisions and makes those that can be made; it gives them.
func decideAny(t *rapid.T, s *Store) []decisions.Decision {
	var out []decisions.Decision
	for range rapid.IntRange(0, 4).Draw(t, "decisions") {
		d := decided(rapid.SampledFrom([]decisions.Verb{decisions.Same, decisions.Different}).Draw(t, "verb"),
			rapid.SampledFrom(pool).Draw(t, "one"), rapid.SampledFrom(pool).Draw(t, "other"))
		if made, err := s.Decide(t.Context(), d); err == nil {
			out = append(out, made)
		}
	}
	return out
}

// Whatever was ingested and decided, in whatever order: the same answers; undoing all
// decisions gives the answers of before; and no answer is off the ontology.
func TestIdentityDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := []*model.Extraction{drawExtraction(t, "document/kst-1"), drawExtraction(t, "document/kst-2"), drawExtraction(t, "document/kst-3")}
		a, b := memory(t), memory(t)
		for _, x := range list {
			put(t, a, x)
		}
		before := answers(a.View())
		made := decideAny(t, a)
		for i, n := range rapid.Permutation(indices(len(list))).Draw(t, "order") {
			put(t, b, list[n])
			if i == 0 {
				b.View().Statistics() // a view that was asked in between changes nothing
			}
		}
		if f := a.View().decided; len(made) > 0 {
			b.view.Store(b.View().redecided(f))
		}
		if x, y := answers(a.View()), answers(b.View()); x != y {
			t.Fatalf("the views answer\n%s\nand\n%s", x, y)
		}
		lawful(t, a.View())
		for _, d := range made {
			if _, err := a.Undo(t.Context(), d.B, d.A); err != nil {
				t.Fatalf("undo: %v", err)
			}
		}
		if after := answers(a.View()); after != before {
			t.Fatalf("after undoing\n%s\nbefore\n%s", after, before)
		}
	})
}

// lawful checks what holds of every view.
func lawful(t fataler, v *View) {
	t.Helper()
	evidence, mentions := 0, 0
	relations := v.Relations(RelationFilter{})
	for _, r := range relations {
		if err := ontology.CheckRelation(r); err != nil {
			t.Fatalf("%v", err)
		}
		if v.Entity(r.Subject).ID != r.Subject || v.ID(r.Object) != r.Object || v.Relation(r.ID()) != r {
			t.Fatalf("%s %s %s does not speak of what stays", r.Subject, r.Predicate, r.Object)
		}
		evidence += len(r.Evidence)
	}
	for _, e := range v.Entities(EntityFilter{}, "") {
		mentions += len(e.Mentions)
		if kind, _ := ontology.TypeOfID(e.ID); kind != e.Type {
			t.Fatalf("%s is a %s", e.ID, e.Type)
		}
		for _, j := range v.Joined(e.ID) {
			if v.Entity(j.ID) != e {
				t.Fatalf("%s does not answer for %s", j.ID, e.ID)
			}
		}
	}
	s := v.Statistics()
	if s.Evidence != evidence || s.Mentions != mentions || s.Relations != len(relations) {
		t.Fatalf("counted %d evidences, %d mentions, %d relations: %+v", evidence, mentions, len(relations), s)
	}
	byType, byPredicate := 0, 0
	for _, n := range s.EntitiesByType {
		byType += n.Count
	}
	for _, n := range s.RelationsByPredicate {
		byPredicate += n.Count
	}
	if byType != s.Entities || byPredicate != s.Relations {
		data, _ := json.Marshal(s)
		t.Fatalf("the counts do not add up: %s", data)
	}
}

// A store on disk obeys its decisions file when it is opened, and answers as one in memory.
func TestDecisionsOnDiskAndInMemory(t *testing.T) {
	dirs := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		mem := memory(t)
		dir := fmt.Sprintf("%s/%d", dirs, n)
		disk, err := Open(dir, Options{})
		if err != nil {
			t.Fatalf("%v", err)
		}
		for _, id := range []string{"document/kst-1", "document/kst-2"} {
			x := drawExtraction(t, id)
			put(t, mem, x)
			put(t, disk, x)
		}
		for _, d := range decideAny(t, mem) {
			if _, err := disk.Decide(t.Context(), d); err != nil {
				t.Fatalf("on disk: %v", err)
			}
		}
		if err := disk.Close(); err != nil {
			t.Fatalf("%v", err)
		}
		again, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if x, y := answers(mem.View()), answers(again.View()); x != y {
			t.Fatalf("in memory\n%s\non disk\n%s", x, y)
		}
		if err := again.Close(); err != nil {
			t.Fatalf("%v", err)
		}
	})
}

// One abbreviation of two things is two things, by their long forms; a paper that says the
// abbreviation alone means neither for sure.
func TestOneAbbreviationOfTwoThings(t *testing.T) {
	for name, c := range map[string]struct {
		labels   []string // a document each; all call it policy/asl, ASL
		register []string
		want     string // the ids of the policies
	}{
		"by chance":             {labels: []string{"Actieprogramma Schone Lucht", "Agenda Sociale Leefomgeving"}, want: "policy/actieprogramma-schone-lucht policy/agenda-sociale-leefomgeving"},
		"one after the other":   {labels: []string{"Akkoord Schone Lucht 2019", "Akkoord Schone Lucht 2023"}, want: "policy/akkoord-schone-lucht-2019 policy/akkoord-schone-lucht-2023"},
		"and one without":       {labels: []string{"Akkoord Schone Lucht 2019", "Akkoord Schone Lucht", "Akkoord Schone Lucht 2023"}, want: "policy/akkoord-schone-lucht policy/akkoord-schone-lucht-2019 policy/akkoord-schone-lucht-2023"},
		"a year more":           {labels: []string{"Akkoord Schone Lucht 2019", "Akkoord Schone Lucht"}, want: "policy/asl"},
		"other spelling":        {labels: []string{"Akkoord Schone Lucht", "Akkoord voor schone lucht"}, want: "policy/asl"},
		"another language":      {labels: []string{"Akkoord Schone Lucht", "Clean Air Agreement"}, want: "policy/asl"},
		"the abbreviation only": {labels: []string{"Actieprogramma Schone Lucht", "Agenda Sociale Leefomgeving", "ASL"}, want: "policy/actieprogramma-schone-lucht policy/agenda-sociale-leefomgeving policy/asl"},
		"of a register":         {labels: []string{"Actieprogramma Schone Lucht", "Agenda Sociale Leefomgeving"}, register: []string{"policy/asl|Actieprogramma Schone Lucht|ASL"}, want: "policy/asl"},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, Memory, knownAs(c.register...))
			for i, label := range c.labels {
				put(t, s, said(t, fmt.Sprint(i), []string{"policy/asl|" + label + "|ASL", fmt.Sprintf("threat/t%c|kou", 'a'+i)}, []string{fmt.Sprintf("policy/asl addresses threat/t%c", 'a'+i)}))
			}
			v := s.View()
			var got []string
			for _, e := range v.Entities(EntityFilter{Types: []model.EntityType{model.TypePolicy}}, "") {
				got = append(got, e.ID)
				if len(v.RelationsOf(e.ID, DirectionOut, RelationFilter{})) == 0 {
					t.Errorf("%s has no relation", e.ID)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			lawful(t, v)
			if x := v.Extraction("document/0"); x.Entities[0].ID != "policy/asl" {
				t.Errorf("what a document said is changed: %+v", x.Entities[0])
			}
			for i := range c.labels {
				if n := len(v.Relations(RelationFilter{Documents: []string{fmt.Sprintf("document/%d", i)}})); n != 1 {
					t.Errorf("document %d: %d relations", i, n)
				}
			}
		})
	}
}

// An explanation says by which id the document itself knows an entity, and why it is the
// same.
func TestExplainJoined(t *testing.T) {
	v := twoNames(t, Memory).View()
	r := v.Relation(model.RelationID("policy/ncs", model.Addresses, "threat/cyber"))
	const told = `By itself this document knows that as policy/nationale-cyberstrategie, which is the same: both are labelled "Nationale Cyberstrategie".`
	for i, want := range []bool{true, false} {
		if got := v.Explain(r, &r.Evidence[i]); strings.Contains(got, told) != want {
			t.Errorf("%s:\n%s", r.Evidence[i].Document, got)
		}
	}
}

// A decision that joins what counts differently leaves alone what names joined to either.
func TestDecisionsLeaveNamesAlone(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "a", []string{"legal-instrument/vn-resolutie|Resolutie 1325 van de Raad (2000)"}, nil))
	put(t, s, said(t, "b", []string{"legal-instrument/resolutie-vr|Resolutie 1325 van de Raad (2000)"}, nil))
	put(t, s, said(t, "c", []string{"legal-instrument/r|Resolutie 1325"}, nil))
	if got := joinedIDs(s.View()); got != "legal-instrument/resolutie-vr<legal-instrument/vn-resolutie" {
		t.Fatalf("by name: %q", got)
	}
	if n := len(s.View().Candidates(CandidateFilter{})); n != 0 {
		t.Errorf("%d candidates that differ in a number", n)
	}
	if _, err := s.Decide(t.Context(), decided(decisions.Same, "legal-instrument/r", "legal-instrument/resolutie-vr")); err != nil {
		t.Fatal(err)
	}
	if got := joinedIDs(s.View()); got != "legal-instrument/r<legal-instrument/resolutie-vr,legal-instrument/vn-resolutie" {
		t.Errorf("decided: %q", got)
	}
}

// Two groups, each with a thing of a register, that a decision would make one stay what
// the registers say they are.
func TestDecisionsDoNotJoinRegisters(t *testing.T) {
	s := opened(t, Memory, knownAs("policy/r|Regime Een", "policy/s|Stelsel Twee"))
	put(t, s, said(t, "a", []string{"policy/een|Regime Een", "policy/twee|Stelsel Twee"}, nil))
	if got := joinedIDs(s.View()); got != "policy/r<policy/een policy/s<policy/twee" {
		t.Fatalf("by name: %q", got)
	}
	f, err := decisions.Parse("d.tsv", "same\tpolicy/een\tpolicy/twee\tjan\t2026-01-31\n")
	if err != nil {
		t.Fatal(err)
	}
	v := s.View().redecided(f)
	if v.ID("policy/r") == v.ID("policy/s") {
		t.Error("two things of the registers became one")
	}
	if v.ID("policy/een") != "policy/twee" {
		t.Errorf("the decision is not kept: %s", v.ID("policy/een"))
	}
}
