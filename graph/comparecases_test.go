package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// TestTwoInOneTextAreNotOneReworded: what the gold annotations have as two goals, or two
// duties, of one text is never taken for one in other words.
func TestTwoInOneTextAreNotOneReworded(t *testing.T) {
	files, err := filepath.Glob("../testdata/gold/*.json")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d texts: %v", len(files), err)
	}
	pairs, nearest := 0, 0.0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Entities []struct {
				Types    []model.EntityType
				Label    string
				Mentions []model.Span
			}
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		for i, a := range gold.Entities {
			for _, b := range gold.Entities[i+1:] {
				if len(a.Types) == 0 || len(b.Types) == 0 || a.Types[0] != b.Types[0] || a.Types[0] != model.TypeObjective && a.Types[0] != model.TypeActivity {
					continue
				}
				if slices.ContainsFunc(a.Mentions, func(s model.Span) bool { return slices.ContainsFunc(b.Mentions, s.Overlaps) }) {
					continue // a part of the other, annotated too
				}
				pairs++
				nearest = max(nearest, shareOf(phraseWords(a.Label), phraseWords(b.Label)))
				if reworded(&model.Entity{Type: a.Types[0], Label: a.Label}, &model.Entity{Type: b.Types[0], Label: b.Label}) > 0 {
					t.Errorf("%s: %q and %q are two", filepath.Base(f), a.Label, b.Label)
				}
			}
		}
	}
	if pairs < 1000 || nearest == 0 {
		t.Errorf("%d pairs, the nearest %.2f: nothing was looked at", pairs, nearest)
	}
	t.Logf("%d pairs, the nearest shares %.2f", pairs, nearest)
}

// TestReworded: which goals, duties and names are one in other words.
func TestReworded(t *testing.T) {
	for _, c := range []struct {
		kind model.EntityType
		a, b string
		want bool
	}{
		{model.TypeActivity, "het verspreiden van kennis over gezond werken onder kleine bedrijven", "het verspreiden van kennis over veilig en gezond werken onder kleine bedrijven", true},
		{model.TypeActivity, "Het herindelen van het luchtruim in het programma Luchtruimherziening", "Het opnieuw indelen van het luchtruim via het programma Luchtruimherziening", true},
		{model.TypeObjective, "30% minder uitstoot van stikstof in 2030", "35% minder uitstoot van stikstof in 2030", true},
		{model.TypeActivity, "De contributies aan Eurocontrol en de European Civil Aviation Conference (ECAC)",
			"Het vertegenwoordigen van Nederland in de European Civil Aviation Conference (ECAC) en Eurocontrol", false},
		{model.TypeActivity, "subsidies aan scholen", "toezicht op scholen", false},
		{model.TypeObjective, "vrede", "vrede en veiligheid", false},
		{model.TypeObjective, "het bevorderen van vrede", "het terugdringen van armoede", false},
		{model.TypePolicy, "Nederlandse Cybersecuritystrategie", "Nederlandse Cyber security strategie", true},
		{model.TypePolicy, "Defensienota 2018", "Defensienota 2022", false},
		{model.TypeBudgetLine, "Bijdrage aan agentschappen", "Bijdragen aan agentschappen", true},
		{model.TypeBudgetArticle, "Inzet", "Inzet", false},
	} {
		x, y := &model.Entity{Type: c.kind, Label: c.a}, &model.Entity{Type: c.kind, Label: c.b}
		if got := reworded(x, y) > 0; got != c.want || reworded(x, y) != reworded(y, x) {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
	}
}

// withSource gives a view with official figures.
func withSource(v *View, s *figures.Source) *View { return v.withFigures(s.ID, s) }

// TestPlacesMatchByFigures: the official figures tell that an article was renumbered though
// its title says nothing, and that two which share a number and a word are two.
func TestPlacesMatchByFigures(t *testing.T) {
	amount := int64(5)
	row := func(year int, number, name string) figures.Row {
		r := figures.Row{Line: year, Year: year, Kind: figures.Expenditure, Chapter: "V", ChapterName: "Buitenlandse Zaken", Number: number, Name: name}
		r.Amounts[0] = &amount
		return r
	}
	v := viewOf(t, heads("document/a", 2019, "42", "2 Vrede en recht"), heads("document/b", 2020, "2", "9 Vrede en orde", "3 Vrede en recht"))
	v = withSource(v, &figures.Source{ID: "figures/a", File: "a.csv", Rows: []figures.Row{
		row(2019, "42", "Veiligheid en stabiliteit"), row(2020, "2", "Veiligheid en stabiliteit"),
		row(2019, "2", "Vrede en recht"), row(2020, "3", "Vrede en recht"),
	}})
	c := compared(t, v, "document/a", v, "document/b")
	if got, want := places(c), "42>2 OFFICIAL_FIGURES, 2>3 OFFICIAL_FIGURES, ->9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !strings.Contains(c.Places[0].RestsOn, "V/42 of 2019") || !strings.Contains(c.Places[0].RestsOn, "V/2 of 2020") {
		t.Errorf("it rests on %q", c.Places[0].RestsOn)
	}
}

// TestPlacesMatchByRegister: a row of the register of renumberings joins two names that
// have nothing in common, in both directions.
func TestPlacesMatchByRegister(t *testing.T) {
	before, after := heads("document/a", 2013, "13 Railwegen"), heads("document/b", 2014, "13 Spoorwegen")
	for _, x := range []*model.Extraction{before, after} {
		x.Document.Chapter = "budget-chapter/A"
		for _, e := range x.Entities {
			e.ID = strings.Replace(e.ID, "/V/", "/A/", 1)
		}
	}
	v := viewOf(t, before, after)
	for _, ids := range [][2]string{{"document/a", "document/b"}, {"document/b", "document/a"}} {
		if got := places(compared(t, v, ids[0], v, ids[1])); got != "13>13 REGISTER" {
			t.Errorf("%v: %s", ids, got)
		}
	}
}

// statements makes a document of one article with sentences, each a relation of the article's.
func statements(id, number string, relations ...model.Relation) *model.Extraction {
	x := heads(id, 2022, number+" Vrede en recht")
	article := "budget-article/V/" + number
	for i := range relations {
		r := relations[i]
		if r.Subject == "" {
			r.Subject = article
		}
		start := len([]rune(x.Document.Text))
		line := fmt.Sprintf("Zin %d.\n", i)
		x.Document.Text += line
		span := model.Span{Start: start, End: start + len(line) - 1}
		x.Document.Sections[0].Span.End = span.End + 1
		r.Evidence = []model.Evidence{{Span: span, Text: strings.TrimSuffix(line, "\n"), Section: []string{"Artikel " + number}, Rule: "test", Confidence: 1}}
		x.Relations = append(x.Relations, &r)
		for _, end := range []string{r.Subject, r.Object} {
			if end != "" && !slices.ContainsFunc(x.Entities, func(e *model.Entity) bool { return e.ID == end }) {
				kind, label := kindAndLabel(end)
				x.Entities = append(x.Entities, &model.Entity{ID: end, Type: kind, Label: label, Mentions: []model.Mention{{Span: span, Text: r.Evidence[0].Text}}})
			}
		}
	}
	return x
}

func kindAndLabel(id string) (model.EntityType, string) {
	for slug, kind := range map[string]model.EntityType{"policy/": model.TypePolicy, "threat/": model.TypeThreat, "organisation/": model.TypeOrganisation, "budget-line/": model.TypeBudgetLine, "budget-article/": model.TypeBudgetArticle} {
		if strings.HasPrefix(id, slug) {
			return kind, strings.ReplaceAll(id[strings.LastIndexByte(id, '/')+1:], "-", " ")
		}
	}
	return "", ""
}

// allocates makes an amount.
func allocates(subject, year, stage, value string) model.Relation {
	r := model.Relation{Subject: subject, Predicate: model.Allocates, Amount: &model.Amount{Value: value, Unit: "EUR", Scale: "1000", AsPrinted: value},
		Qualifiers: []model.Qualifier{{Name: model.QualifierKind, Value: string(model.KindExpenditure)}, {Name: model.QualifierYear, Value: year}}}
	if stage != "" {
		r.Qualifiers = append(r.Qualifiers, model.Qualifier{Name: model.QualifierStage, Value: stage})
	}
	return r
}

func amountTexts(c *Comparison) []string {
	var out []string
	for i := range c.Places {
		for _, a := range c.Places[i].Amounts {
			at := func(s *StatedAmount) string {
				if s == nil {
					return "none"
				}
				return s.Year() + " " + s.Qualifier(model.QualifierStage) + " " + s.Value
			}
			x := a.stated()
			out = append(out, fmt.Sprintf("%s %s %s: %s -> %s (%s)", x.Relation.Subject, a.Change, a.Basis, at(a.From), at(a.To), a.Difference))
		}
	}
	return out
}

// TestAmounts: of a year the same stage is compared, and the last stage that either has;
// of two years each document's own; a line under a renamed line is found again; what was
// rounded is the same.
func TestAmounts(t *testing.T) {
	a := statements("document/a", "2",
		allocates("budget-line/V/2/subsidies", "2022", "draft", "1000000"),
		allocates("budget-line/V/2/subsidies", "2023", "draft", "2000000"),
		allocates("budget-line/V/2/bijdrage-aan-agentschappen", "2022", "draft", "10000"),
		allocates("budget-line/V/2/bijdrage-aan-agentschappen/rvo", "2022", "draft", "7000"),
		allocates("budget-line/V/2/leningen", "2022", "draft", "5000"),
		allocates("budget-line/V/2/oud", "2015", "draft", "4000"))
	b := statements("document/b", "5",
		allocates("budget-line/V/5/subsidies", "2022", "draft", "1000400"),
		allocates("budget-line/V/5/subsidies", "2022", "outturn", "900000.5"),
		allocates("budget-line/V/5/subsidies", "2024", "draft", "3000000"),
		allocates("budget-line/V/5/bijdragen-aan-agentschappen", "2022", "draft", "12000"),
		allocates("budget-line/V/5/bijdragen-aan-agentschappen/rvo", "2022", "draft", "7000"),
		allocates("budget-line/V/5/garanties", "2022", "draft", "0"))
	v := viewOf(t, a, b)
	c := compared(t, v, "document/a", v, "document/b")
	want := []string{
		"budget-line/V/5/subsidies KEPT SAME: 2022 draft 1000000 -> 2022 draft 1000400 (400)",
		"budget-line/V/5/subsidies CHANGED STAGE: 2022 draft 1000000 -> 2022 outturn 900000.5 (-99999.5)",
		"budget-line/V/5/bijdragen-aan-agentschappen CHANGED SAME: 2022 draft 10000 -> 2022 draft 12000 (2000)",
		"budget-line/V/5/bijdragen-aan-agentschappen/rvo KEPT SAME: 2022 draft 7000 -> 2022 draft 7000 (0)",
		"budget-line/V/5/garanties NEW : none -> 2022 draft 0 ()",
		"budget-line/V/2/leningen GONE : 2022 draft 5000 -> none ()",
		"budget-line/V/2/oud GONE : 2015 draft 4000 -> none ()",
	}
	if got := amountTexts(c); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	aside := fmt.Sprint(c.Places[0].Aside)
	if aside != "[{document/a [2023] 1} {document/b [2024] 1}]" {
		t.Errorf("aside: %s", aside)
	}
	b.Document.BudgetYear = 2024
	v = viewOf(t, a, b)
	if got := strings.Join(amountTexts(compared(t, v, "document/a", v, "document/b")), "\n"); !strings.Contains(got, "subsidies CHANGED YEAR: 2022 draft 1000000 -> 2024 draft 3000000 (2000000)") {
		t.Errorf("own years:\n%s", got)
	}
}

// TestRenumberedFacts: what an article says of itself is kept though its number is another;
// a number that was given away is another article's; a list that was closed is told.
func TestRenumberedFacts(t *testing.T) {
	open := false
	a := statements("document/a", "2", model.Relation{Predicate: model.Addresses, Object: "threat/terrorisme"},
		model.Relation{Predicate: model.BasedOn, Object: "policy/agenda", Exhaustive: &open},
		model.Relation{Predicate: model.BasedOn, Object: "policy/oude-nota"})
	b := statements("document/b", "7", model.Relation{Predicate: model.Addresses, Object: "threat/terrorisme"},
		model.Relation{Predicate: model.BasedOn, Object: "policy/agenda", Qualifiers: []model.Qualifier{{Name: "modality", Value: "kan"}}})
	v := viewOf(t, a, b)
	c, err := v.Compare("document/a", "document/b", CompareOptions{Topics: []CompareTopic{TopicRelations, TopicEntities}})
	if err != nil {
		t.Fatal(err)
	}
	p := &c.Places[0]
	if len(c.Places) != 1 || p.From.Number != "2" || p.To.Number != "7" || len(p.Relations) != 2 || len(p.Entities) != 1 {
		t.Fatalf("%s", asText(c, false))
	}
	gone, changed := p.Relations[0], p.Relations[1]
	if gone.Change != ChangeGone || !gone.Implied || gone.From.Object != "policy/oude-nota" || p.Entities[0].From.ID != "policy/oude-nota" {
		t.Errorf("gone: %+v", gone)
	}
	if changed.Change != ChangeChanged || !changed.Exhaustive || fmt.Sprint(changed.Qualifiers) != "[{modality [] [kan]}]" || changed.From.ID() == changed.To.ID() {
		t.Errorf("changed: %+v", changed)
	}
	if fmt.Sprint(p.Counts) != "[{ENTITIES 1 0 0 0 2} {RELATIONS 1 0 0 1 1}]" {
		t.Errorf("counts %v", p.Counts)
	}
}

// TestRenamedLine: what a line of the budget pays is kept though the line above it is
// spelled otherwise, and told in other words where the line itself is.
func TestRenamedLine(t *testing.T) {
	funds := func(line string) model.Relation {
		return model.Relation{Subject: line, Predicate: model.Funds, Object: "organisation/rvo"}
	}
	a := statements("document/a", "2", allocates("budget-line/V/2/bijdrage-aan-agentschappen", "2022", "draft", "10"), funds("budget-line/V/2/bijdrage-aan-agentschappen"),
		funds("budget-line/V/2/bijdrage-aan-agentschappen/rvo"))
	b := statements("document/b", "2", allocates("budget-line/V/2/bijdragen-aan-agentschappen", "2022", "draft", "10"), funds("budget-line/V/2/bijdragen-aan-agentschappen"),
		funds("budget-line/V/2/bijdragen-aan-agentschappen/rvo"))
	v := viewOf(t, a, b)
	p := compared(t, v, "document/a", v, "document/b").Places[0]
	if len(p.Relations) != 2 || p.Relations[0].Change != ChangeReworded || p.Relations[1].Change != ChangeKept || p.Amounts[0].Change != ChangeKept {
		t.Errorf("%+v %+v", p.Relations, p.Amounts)
	}
}

// TestMovedFacts: what went to another article is told to stand there.
func TestMovedFacts(t *testing.T) {
	fact := model.Relation{Subject: "organisation/navo", Predicate: model.Addresses, Object: "threat/terrorisme"}
	a := statements("document/a", "2", fact)
	b := statements("document/b", "3", fact)
	b.Entities[0].Label, b.Document.Sections[0].Title = "Cultuur", "Cultuur"
	v := viewOf(t, a, b)
	c := compared(t, v, "document/a", v, "document/b")
	if got := places(c); got != "2>-, ->3" {
		t.Fatal(got)
	}
	if x := c.Places[0].Relations[0]; x.Change != ChangeGone || fmt.Sprint(x.Elsewhere) != "[budget-article/V/3]" {
		t.Errorf("%+v", x)
	}
	if x := c.Places[1].Entities[0]; x.Change != ChangeNew || fmt.Sprint(x.Elsewhere) != "[budget-article/V/2]" {
		t.Errorf("%+v", x)
	}
}

// TestCompareViews: a document is compared with what it said before, and ids that either
// view has as one thing's are one.
func TestCompareViews(t *testing.T) {
	s, err := Open(Memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	put := func(x *model.Extraction) *View {
		if _, err := s.Apply(context.Background(), Changes(s.View(), x)); err != nil {
			t.Fatal(err)
		}
		return s.View()
	}
	before := put(statements("document/a", "2", model.Relation{Predicate: model.Addresses, Object: "threat/terrorisme"}))
	after := put(statements("document/a", "2", model.Relation{Predicate: model.Addresses, Object: "threat/cyber"}))
	c := compared(t, before, "document/a", after, "document/a")
	if got := asText(c, false); !strings.Contains(got, "GONE | threat/terrorisme -> ") || !strings.Contains(got, "NEW |  -> threat/cyber") {
		t.Errorf("%s", got)
	}
	// A third document calls one thing by both ids' labels: in the later view the two are one.
	x := statements("document/a", "2", model.Relation{Predicate: model.BasedOn, Object: "policy/agenda-vrede"})
	y := statements("document/a", "2", model.Relation{Predicate: model.BasedOn, Object: "policy/vredesagenda"})
	before = put(x)
	for _, e := range y.Entities {
		if e.ID == "policy/vredesagenda" {
			e.Label, e.Aliases = "vredesagenda", []string{"agenda vrede"}
		}
	}
	put(y)
	after = put(renamedDocument(x, "document/c"))
	if after.ID("policy/agenda-vrede") != after.ID("policy/vredesagenda") {
		t.Fatal("the two are not one in the later view: the test shows nothing")
	}
	if c := compared(t, before, "document/a", after, "document/a"); c.Differs() {
		t.Errorf("one thing under two ids differs:\n%s", asText(c, false))
	}
}

// TestCompareErrors: what cannot be compared, each with one clear error.
func TestCompareErrors(t *testing.T) {
	v := viewOf(t, heads("document/kst-36200-V-2", 2023, "2 Vrede"), heads("document/kst-36410-V-2", 2024, "2 Vrede"), heads("document/kst-36410-X-2", 2024, "1 Inzet"), heads("document/z", 0))
	for _, c := range []struct {
		from, to string
		o        CompareOptions
		code     model.Code
		words    []string
	}{
		{"document/kst-36410-V-2", "document/kst-36410-V-2", CompareOptions{}, model.CodeInvalid, []string{"twice"}},
		{"document/kst-36410-V-2", "document/kst-36410-V-3", CompareOptions{}, model.CodeNotFound, []string{"kst-36410-V-3", "nearest are document/kst-36410-V-2, "}},
		{"kst 36410 X", "document/z", CompareOptions{}, model.CodeNotFound, []string{"nearest are document/kst-36410-X-2, "}},
		{"document/kst-36200-V-2", "document/kst-36410-V-2", CompareOptions{Article: "budget-article/V/3"}, model.CodeNotFound, []string{"budget-article/V/3", "they have budget-article/V/2"}},
		{"document/z", "document/kst-36410-V-2", CompareOptions{Chapter: "budget-chapter/VI"}, model.CodeNotFound, []string{"budget-chapter/VI"}},
		{"document/z", "document/kst-36410-V-2", CompareOptions{Topics: []CompareTopic{"WEATHER"}}, model.CodeInvalid, []string{"WEATHER"}},
	} {
		_, err := v.Compare(c.from, c.to, c.o)
		if model.CodeOf(err) != c.code {
			t.Errorf("%s %s %+v: %v", c.from, c.to, c.o, err)
			continue
		}
		for _, w := range c.words {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%v lacks %q", err, w)
			}
		}
	}
	if _, err := viewOf(t).Compare("document/a", "document/b", CompareOptions{}); model.CodeOf(err) != model.CodeNotFound || !strings.Contains(err.Error(), "there are no documents") {
		t.Error(err)
	}
	bad := heads("document/a", 2022, "2 Vrede")
	bad.Entities[0].Mentions[0].Text = "iets anders"
	if _, err := v.With(bad); model.CodeOf(err) != model.CodeInvalid {
		t.Errorf("With takes what does not re-read: %v", err)
	}
}

// BenchmarkCompare compares two documents of 200 articles, each with 30 facts and 20 amounts,
// of which every third differs.
func BenchmarkCompare(b *testing.B) {
	make := func(id string, shift int) *model.Extraction {
		var titles []string
		for i := range 200 {
			titles = append(titles, fmt.Sprintf("%d Beleid over zaak%d en ding%d", i+1+shift, i, i*7))
		}
		x := heads(id, 2022+shift, titles...)
		for i, section := range x.Document.Sections {
			article := x.Entities[i].ID
			add := func(r model.Relation) {
				r.Evidence = []model.Evidence{{Span: section.Heading, Text: x.Entities[i].Mentions[0].Text, Section: []string{}, Rule: "test", Confidence: 1}}
				x.Relations = append(x.Relations, &r)
			}
			for j := range 30 {
				other := fmt.Sprintf("policy/beleid-%d-%d", i, j+shift*(j%3/2))
				x.Entities = append(x.Entities, &model.Entity{ID: other, Type: model.TypePolicy, Label: strings.ReplaceAll(other[7:], "-", " nummer "), Mentions: x.Entities[i].Mentions})
				add(model.Relation{Subject: article, Predicate: model.BasedOn, Object: other})
			}
			for j := range 20 {
				line := strings.Replace(article, "budget-article", "budget-line", 1) + fmt.Sprintf("/regel-%d", j)
				x.Entities = append(x.Entities, &model.Entity{ID: line, Type: model.TypeBudgetLine, Label: fmt.Sprintf("Regel %d", j), Mentions: x.Entities[i].Mentions})
				add(allocates(line, "2022", "draft", fmt.Sprint(1000*j+shift*(j%3))))
			}
		}
		return x
	}
	v := viewOf(b, make("document/a", 0), make("document/b", 1))
	b.ResetTimer()
	for b.Loop() {
		c, err := v.Compare("document/a", "document/b", CompareOptions{})
		if err != nil || len(c.Places) != 200 || c.Places[5].Basis != BasisTitle {
			b.Fatal(err)
		}
	}
}
