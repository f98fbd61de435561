package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// paired prints candidates as "a b".
func paired(list []Candidate) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.A.Entity.ID+" "+c.B.Entity.ID)
	}
	return out
}

// candidatesOf puts each entity into a document of its own and gives the candidates.
func candidatesOf(t *testing.T, o Options, entities ...string) []Candidate {
	t.Helper()
	s := opened(t, Memory, o)
	for i, e := range entities {
		put(t, s, said(t, fmt.Sprint(i), []string{e}, nil))
	}
	return s.View().Candidates(CandidateFilter{})
}

func TestCandidates(t *testing.T) {
	for name, c := range map[string]struct {
		one, other string
		score      float64
		reason     string
	}{
		"accents":       {"policy/a|Geïntegreerde Aanpak", "policy/bb|Geintegreerde aanpak", .97, "capitals, accents, hyphens or spaces"},
		"hyphens":       {"policy/a|Cyber-veiligheidsagenda", "policy/bb|Cyberveiligheidsagenda", .97, "capitals, accents, hyphens or spaces"},
		"plural":        {"threat/a|cyberdreiging", "threat/bb|cyberdreigingen", .9, "the endings of words"},
		"a letter":      {"policy/a|Veiligheidsstrategie Europa", "policy/bb|Veiligheidsstragegie Europa", .85, "differ in one letter"},
		"a word more":   {"policy/a|Strategie Vitale Infrastructuur", "policy/bb|Rijksbrede Strategie Vitale Infrastructuur", .73, "is part of"},
		"initials":      {"policy/a|NSC", "policy/bb|Nationale Strategie Cyberveiligheid", .8, "may be the initials of"},
		"one acronym":   {"policy/a|Nationale Strategie Cyberveiligheid|NSC", "policy/bb|Nieuwe Stedelijke Cultuur|NSC", .5, "both are called"},
		"across types":  {"coalition/a|Vrienden van Europa", "organisation/bb|Vrienden van europa", .81, "read as"},
		"label in many": {"policy/a|Nationale Strategie|NS", "policy/bb|NS", .9, "both are called"},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{}
			if name == "label in many" { // something speaks against joining them by name
				o = knownAs("policy/zz|Derde|NS")
			}
			list := candidatesOf(t, o, c.one, c.other)
			if len(list) != 1 {
				t.Fatalf("%d candidates", len(list))
			}
			got := list[0]
			if got.Score < c.score-.1 || got.Score > c.score+.1 || !strings.Contains(fmt.Sprint(got.Reasons), c.reason) {
				t.Errorf("%.2f, %v", got.Score, got.Reasons)
			}
			if name != "label in many" && (got.B.Entity.ID != strings.Split(c.one, "|")[0] || got.A.Entity.ID != strings.Split(c.other, "|")[0]) {
				t.Errorf("%s would stay", got.B.Entity.ID)
			}
		})
	}
}

// What is never a candidate, each with a pair that is one when the reason is taken away.
func TestNeverCandidates(t *testing.T) {
	one, other := "policy/a|Geïntegreerde Aanpak", "policy/b|Geintegreerde Aanpak"
	if len(candidatesOf(t, Options{}, one, other)) != 1 {
		t.Fatal("the pair is no candidate by itself")
	}
	if list := candidatesOf(t, knownAs("policy/a|Geïntegreerde Aanpak"), one, other); len(list) != 1 || list[0].B.Entity.ID != "policy/a" || !list[0].B.Registered {
		t.Error("one of a register and one that is not should be a candidate, the first staying")
	}
	for name, pair := range map[string][2]string{
		"types":             {"policy/a|Geïntegreerde Aanpak", "threat/b|Geintegreerde Aanpak"},
		"a year":            {"policy/a|Geïntegreerde Aanpak 2019", "policy/b|Geintegreerde Aanpak 2023"},
		"a number":          {"policy/a|Aanpak Ondermijning", "policy/b|Aanpak Ondermijning 2"},
		"of resolutions":    {"legal-instrument/a|resolutie 1325", "legal-instrument/b|resolutie 2250"},
		"roman":             {"policy/a|Aanpak Ondermijning I", "policy/b|Aanpak Ondermijning II"},
		"ordinal":           {"objective/a|eerste pijler van het beleid", "objective/b|tweede pijler van het beleid"},
		"number of id":      {"policy/aanpak-1|Geïntegreerde Aanpak", "policy/aanpak-2|Geintegreerde Aanpak"},
		"articles":          {"budget-article/V/2|Geïntegreerde Aanpak", "budget-article/V/2.1|Geintegreerde Aanpak"},
		"chapters":          {"budget-chapter/V|Geïntegreerde Aanpak", "budget-chapter/X|Geintegreerde Aanpak"},
		"lines":             {"budget-line/a|Geïntegreerde Aanpak", "budget-line/b|Geintegreerde Aanpak"},
		"documents":         {"document/a|Geïntegreerde Aanpak", "document/b|Geintegreerde Aanpak"},
		"opposites":         {"policy-domain/a|binnenlandse veiligheid", "policy-domain/b|buitenlandse veiligheid"},
		"a narrower threat": {"threat/a|criminaliteit", "threat/b|georganiseerde criminaliteit"},
	} {
		if list := candidatesOf(t, Options{}, pair[0], pair[1]); len(list) != 0 {
			t.Errorf("%s: %q, %v", name, paired(list), list[0].Reasons)
		}
	}
	registered := knownAs("policy/a|Geïntegreerde Aanpak", "policy/b|Geintegreerde Aanpak", "place/a|Kongo", "place/b|Congo")
	if list := candidatesOf(t, registered, one, other, "place/a|Republiek Kongo-Kinshasa", "place/b|Republiek Kongo Kinshasa"); len(list) != 0 {
		t.Errorf("a register knows both: %q", paired(list))
	}
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "x", []string{one, other}, []string{"policy/a succeeds policy/b"}))
	if list := s.View().Candidates(CandidateFilter{}); len(list) != 0 {
		t.Errorf("a document relates them: %q", paired(list))
	}
}

// A name that could not be told apart is not lost: it is left to people.
func TestDoubtsAreCandidates(t *testing.T) {
	list := candidatesOf(t, Options{}, "policy/a|Nationale Cyberstrategie|NCS", "policy/bb|Nieuwe Culturele Stichting|NCS", "policy/ccc|NCS")
	want := []string{"policy/bb policy/a", "policy/ccc policy/a", "policy/ccc policy/bb"}
	got := paired(list)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestCandidateFilter(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "a", []string{"policy/a|Geïntegreerde Aanpak", "threat/a|cyberdreiging", "coalition/a|Vrienden van Europa"}, nil))
	put(t, s, said(t, "b", []string{"policy/bb|Geintegreerde Aanpak", "threat/bb|cyberdreigingen", "organisation/bb|Vrienden van europa"}, nil))
	v := s.View()
	for _, c := range []struct {
		filter CandidateFilter
		want   string
	}{
		{CandidateFilter{}, "policy/bb policy/a,threat/bb threat/a,organisation/bb coalition/a"},
		{CandidateFilter{MinScore: .95}, "policy/bb policy/a"},
		{CandidateFilter{Types: []model.EntityType{model.TypeThreat}}, "threat/bb threat/a"},
		{CandidateFilter{Types: []model.EntityType{model.TypeOrganisation}}, "organisation/bb coalition/a"},
		{CandidateFilter{Types: []model.EntityType{model.TypePerson}}, ""},
	} {
		if got := strings.Join(paired(v.Candidates(c.filter)), ","); got != c.want {
			t.Errorf("%+v: %s", c.filter, got)
		}
	}
}

// Passages are the sentences that name an entity, and re-read.
func TestPassages(t *testing.T) {
	s := twoNames(t, Memory)
	v := s.View()
	list := v.Passages("policy/ncs")
	if len(list) != 2 || list[0].Document != "document/a" || list[0].Text != "In a staat Nationale Cyberstrategie." || list[0].Page != 1 || list[1].Text != "In b staat Nationale Cyberstrategie." {
		t.Errorf("%+v", list)
	}
	for _, e := range v.Entities(EntityFilter{}, "") {
		for _, p := range v.Passages(e.ID) {
			text, ok := v.said.document(p.Document).text.slice(p.Span)
			if !ok || text != p.Text || !p.Span.Contains(p.Mention) {
				t.Errorf("%s: %q at %+v reads %q", e.ID, p.Text, p.Span, text)
			}
		}
	}
	if v.Passages("policy/none") != nil {
		t.Error("words of nothing")
	}
	x := said(t, "c", []string{"policy/stil|Stil Beleid", "threat/kou|kou"}, []string{"policy/stil addresses threat/kou"})
	x.Entities[0].Mentions = nil
	put(t, s, x)
	if list := s.View().Passages("policy/stil"); len(list) != 1 || list[0].Text != x.Document.Text {
		t.Errorf("of what no words name: %+v", list)
	}
}

func TestSentenceAround(t *testing.T) {
	for text, want := range map[string]string{
		"Eerst dit. Dan [de zaak] nu! En dat.":    "Dan de zaak nu!",
		"Kop\n\nDan\n[de zaak] nu\n\nEn dat.":     "Dan\nde zaak nu",
		"[de zaak]":                               "de zaak",
		"Zie 2.1 en [de zaak] van art. 3 verder.": "Zie 2.1 en de zaak van art.",
		"Is het [de zaak]? Ja.":                   "Is het de zaak?",
		"  \n\n  [de zaak]  \n\n ":                "de zaak",
		"Dat is [de zaak].":                       "Dat is de zaak.",
	} {
		start := len([]rune(text[:strings.Index(text, "[")]))
		end := len([]rune(text[:strings.Index(text, "]")])) - 1
		runes := []rune(strings.NewReplacer("[", "", "]", "").Replace(text))
		from, to := sentenceAround(runes, start, end)
		if got := string(runes[from:to]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A candidate that was accepted is one thing, one that was refused is no candidate, and
// either comes back when it is undone.
func TestCandidateAcceptedAndRefused(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, said(t, "a", []string{"policy/a|Geïntegreerde Aanpak"}, nil))
	put(t, s, said(t, "b", []string{"policy/bb|Geintegreerde Aanpak"}, nil))
	before := answers(s.View())
	for _, verb := range []decisions.Verb{decisions.Same, decisions.Different} {
		d, err := s.Decide(t.Context(), decided(verb, "policy/a", "policy/bb"))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(s.View().Candidates(CandidateFilter{})); n != 0 {
			t.Errorf("%s: %d candidates", verb, n)
		}
		if got, want := s.View().ID("policy/bb"), map[decisions.Verb]string{decisions.Same: "policy/a", decisions.Different: "policy/bb"}[verb]; got != want {
			t.Errorf("%s: %s", verb, got)
		}
		if _, err := s.Undo(t.Context(), d.A, d.B); err != nil {
			t.Fatal(err)
		}
		if answers(s.View()) != before {
			t.Errorf("%s was not undone", verb)
		}
	}
}

// BenchmarkIdentity works out which of some 4,500 entities are one thing.
func BenchmarkIdentity(b *testing.B) {
	v := manyNames(b)
	for b.Loop() {
		x := &View{voc: v.voc, said: v.said}
		if x.Statistics().Entities == 0 {
			b.Fatal("nothing")
		}
	}
}

// BenchmarkCandidates compares some 4,500 entities.
func BenchmarkCandidates(b *testing.B) {
	v := manyNames(b)
	v.Statistics()
	for b.Loop() {
		x := &View{voc: v.voc, said: v.said}
		x.facts.once.Do(func() { x.facts.derived = v.derive().derived })
		x.Candidates(CandidateFilter{})
	}
}

// manyNames is a view with 4,800 entities whose names are made of some 200 words, and some
// of which are one thing's.
func manyNames(b *testing.B) *View {
	b.Helper()
	s := opened(b, Memory, Options{})
	n := 0
	for d := range 8 {
		var list []string
		for i := range 600 {
			n++
			list = append(list, fmt.Sprintf("policy/p%c%c%c|Strategie %s %s %s", 'a'+n%26, 'a'+n/26%26, 'a'+n/676%26, word(n), word(n*7+i), word(n/3)))
		}
		put(b, s, said(b, fmt.Sprint(d), list, nil))
	}
	return s.View()
}

func word(n int) string {
	return strings.Repeat(string(rune('a'+n%14)), 2) + string(rune('e'+n%11)) + []string{"beleid", "veiligheid", "samenwerking", "ontwikkeling"}[n%4] + string(rune('a'+n%13))
}

// A sentence that names an entity twice is given once.
func TestPassagesOnce(t *testing.T) {
	x := said(t, "a", []string{"policy/a|Aanpak"}, nil)
	m := x.Entities[0].Mentions[0]
	m.Start, m.Text = m.Start+1, "anpak"
	x.Entities[0].Mentions = append(x.Entities[0].Mentions, m)
	s := opened(t, Memory, Options{})
	put(t, s, x)
	if list := s.View().Passages("policy/a"); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}
