package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// register is what the tests know of offices: the Interior submits VII, that bears its
// name, and IIA; Foreign Affairs V and XVII, which may have a minister of its own name.
func register() Knowledge {
	k := Knowledge{Rules: func() map[string]string { return map[string]string{"r": "rules.yaml"} }}
	add := func(chapter string, main bool, from, until int, ids ...string) {
		for _, id := range ids {
			k.Offices = append(k.Offices, Office{ID: id, Chapter: "budget-chapter/" + chapter, Main: main, From: from, Until: until})
		}
	}
	add("IIA", false, 0, 0, "ministry/bzk", "role/minister-bzk")
	add("V", true, 0, 0, "ministry/buza", "role/minister-buza")
	add("VII", true, 0, 0, "ministry/bzk", "role/minister-bzk")
	add("X", true, 0, 0, "ministry/defensie", "role/minister-defensie")
	add("XVII", false, 2013, 0, "ministry/buza", "role/minister-buza")
	add("XVII", true, 2013, 0, "role/minister-voor-handel")
	add("XI", true, 0, 2010, "role/minister-vrom")
	add("XII", true, 2011, 0, "role/minister-vrom")
	return k
}

// says is a document of a chapter and year with relations; their ends become entities.
func says(id, chapter string, year int, relations ...string) *model.Extraction {
	var entities []string
	for _, r := range relations {
		for _, end := range []string{strings.Fields(r)[0], strings.Fields(r)[2]} {
			if e := end + "|" + end; !slices.Contains(entities, e) {
				entities = append(entities, e)
			}
		}
	}
	if chapter != "" {
		chapter = "budget-chapter/" + chapter
	}
	x := doc(id, chapter, entities, relations, 0.9)
	x.Document.BudgetYear = year
	return x
}

func linked(t *testing.T, list ...*model.Extraction) *View {
	t.Helper()
	s := opened(t, Memory, Options{Known: register})
	for _, x := range list {
		put(t, s, x)
	}
	return s.View()
}

// told puts links in short: "V>X EXTENDS document/v one-sided: subject predicate object".
func told(list []ChapterLink) []string {
	out := []string{}
	for _, l := range list {
		var relations []string
		for _, r := range l.Relations {
			relations = append(relations, r.Subject+" "+string(r.Predicate)+" "+r.Object)
		}
		mark := ""
		if l.OneSided {
			mark = " one-sided"
		}
		if !l.OtherRead {
			mark += " unread"
		}
		out = append(out, fmt.Sprintf("%s>%s %s %s%s: %s", l.From[len("budget-chapter/"):], l.To[len("budget-chapter/"):],
			l.Kind, l.Evidence.Document, mark, strings.Join(relations, ", ")))
	}
	return out
}

func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot\n  %s\nwanted\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// V and X name each other, V also names VI, which is silent, and VII, of which no document
// is there.
func chapters(t *testing.T) *View {
	return linked(t,
		says("v", "V", 2022, "budget-article/V/2 extendsTo budget-chapter/X", "budget-article/V/2 extendsTo budget-chapter/VI",
			"budget-article/V/2 extendsTo budget-chapter/VII", "budget-article/V/2 partOf budget-chapter/V"),
		says("vi", "VI", 2022, "budget-article/VI/36 partOf budget-chapter/VI"),
		says("x", "X", 2023, "role/minister-defensie cooperatesWith role/minister-buza", "role/minister-buza leads ministry/buza"))
}

func TestChaptersThatNameEachOther(t *testing.T) {
	v := chapters(t)
	vx := "V>X EXTENDS document/v: budget-article/V/2 extendsTo budget-chapter/X"
	xv := "X>V OFFICE document/x: role/minister-buza leads ministry/buza, role/minister-defensie cooperatesWith role/minister-buza"
	vi := "V>VI EXTENDS document/v one-sided: budget-article/V/2 extendsTo budget-chapter/VI"
	vii := "V>VII EXTENDS document/v one-sided unread: budget-article/V/2 extendsTo budget-chapter/VII"
	yes, no := true, false
	wantLines(t, "all", told(v.ChapterLinks(LinkFilter{})), vi, vii, vx, xv)
	wantLines(t, "from X", told(v.ChapterLinks(LinkFilter{From: "budget-chapter/X"})), xv)
	wantLines(t, "to X", told(v.ChapterLinks(LinkFilter{To: "budget-chapter/X"})), vx)
	wantLines(t, "one-sided", told(v.ChapterLinks(LinkFilter{OneSided: &yes})), vi, vii)
	wantLines(t, "mutual", told(v.ChapterLinks(LinkFilter{OneSided: &no})), vx, xv)
	wantLines(t, "unknown", told(v.ChapterLinks(LinkFilter{From: "budget-chapter/ZZ"})))
	wantLines(t, "no year", told(v.ChapterLinks(LinkFilter{Year: 1999})))
	// In 2022 X says nothing: its document is of 2023.
	wantLines(t, "2022", told(v.ChapterLinks(LinkFilter{Year: 2022, To: "budget-chapter/X"})), "V>X EXTENDS document/v one-sided unread: budget-article/V/2 extendsTo budget-chapter/X")
	l := v.ChapterLinks(LinkFilter{To: "budget-chapter/X"})[0]
	if l.Evidence.Text != "Eén tekst van v" || l.Evidence.Rule != "r" {
		t.Errorf("evidence: %+v", l.Evidence)
	}
}

func TestTheOtherSideIsNoLongerSilent(t *testing.T) {
	s := opened(t, Memory, Options{Known: register})
	put(t, s, says("v", "V", 0, "budget-article/V/2 extendsTo budget-chapter/VI"))
	put(t, s, says("vi", "VI", 0, "budget-article/VI/36 partOf budget-chapter/VI"))
	if l := s.View().ChapterLinks(LinkFilter{}); len(l) != 1 || !l[0].OneSided {
		t.Fatalf("%v", told(l))
	}
	put(t, s, says("vi", "VI", 0, "role/minister-jenv cooperatesWith role/minister-buza"))
	wantLines(t, "after VI names the minister of V", told(s.View().ChapterLinks(LinkFilter{})),
		"V>VI EXTENDS document/v: budget-article/V/2 extendsTo budget-chapter/VI",
		"VI>V OFFICE document/vi: role/minister-jenv cooperatesWith role/minister-buza")
}

func TestMoneyBetweenChapters(t *testing.T) {
	v := linked(t,
		says("a", "A", 0, "budget-article/XII/26 contributesTo budget-chapter/A", "budget-article/A/13 funds organisation/prorail"),
		says("iia", "IIA", 0, "budget-chapter/VII funds policy/renovatie"),
		says("xii", "XII", 0, "budget-article/XII/26 contributesTo budget-chapter/A", "budget-article/XII/16 funds budget-article/XII/17"),
		says("j", "J", 0, "budget-article/XIII/1 funds budget-chapter/L"))
	wantLines(t, "money", told(v.ChapterLinks(LinkFilter{})),
		"IIA>VII MONEY document/iia one-sided unread: budget-chapter/VII funds policy/renovatie",
		"XII>A MONEY document/xii: budget-article/XII/26 contributesTo budget-chapter/A",
		// A paper of J speaks of XIII and L: neither has said it.
		"XIII>L MONEY document/j one-sided unread: budget-article/XIII/1 funds budget-chapter/L",
		"A>XII MONEY document/a: budget-article/XII/26 contributesTo budget-chapter/A")
}

func TestOfficesOfChapters(t *testing.T) {
	for _, c := range []struct {
		name string
		docs []*model.Extraction
		want []string
	}{
		{"its own minister", []*model.Extraction{says("d", "V", 0, "role/minister-buza responsibleFor activity/a")}, nil},
		{"who submits it as well", []*model.Extraction{says("d", "IIA", 0, "role/minister-bzk leads ministry/bzk")}, nil},
		{"an office that nobody knows", []*model.Extraction{says("d", "V", 0, "role/griffier responsibleFor activity/a")}, nil},
		{"no minister of its own name", []*model.Extraction{says("d", "XVII", 2020, "role/minister-buza responsibleFor activity/a")}, nil},
		{"a minister of its own name", []*model.Extraction{says("d", "XVII", 2020, "role/minister-voor-handel cooperatesWith role/minister-buza")},
			[]string{"XVII>V OFFICE document/d one-sided unread: role/minister-voor-handel cooperatesWith role/minister-buza"}},
		{"article without a document's chapter", []*model.Extraction{says("d", "", 0, "budget-article/V/2 involves role/minister-defensie", "role/minister-bzk supervises activity/a")},
			[]string{"V>X OFFICE document/d one-sided unread: budget-article/V/2 involves role/minister-defensie"}},
		{"the year decides", []*model.Extraction{says("d", "V", 2009, "role/minister-vrom responsibleFor activity/a"), says("e", "V", 2015, "role/minister-vrom responsibleFor activity/a")},
			[]string{"V>XI OFFICE document/d one-sided unread: role/minister-vrom responsibleFor activity/a",
				"V>XII OFFICE document/e one-sided unread: role/minister-vrom responsibleFor activity/a"}},
		{"what documents say of a ministry", []*model.Extraction{says("d", "V", 0, "role/minister-nieuw leads ministry/nieuw", "budget-chapter/XXV belongsTo ministry/nieuw")},
			[]string{"V>XXV OFFICE document/d one-sided unread: budget-chapter/XXV belongsTo ministry/nieuw, role/minister-nieuw leads ministry/nieuw"}},
		{"two chapters of a new ministry", []*model.Extraction{says("d", "V", 0, "budget-chapter/XXIV belongsTo ministry/nieuw", "budget-chapter/XXV belongsTo ministry/nieuw")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, c.name, told(linked(t, c.docs...).ChapterLinks(LinkFilter{})), c.want...)
		})
	}
}

func TestWithoutKnowledgeOfOffices(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, says("v", "V", 0, "budget-article/V/2 extendsTo budget-chapter/X", "role/minister-buza cooperatesWith role/minister-defensie"))
	wantLines(t, "nothing known", told(s.View().ChapterLinks(LinkFilter{})), "V>X EXTENDS document/v one-sided unread: budget-article/V/2 extendsTo budget-chapter/X")
}

func TestKnowledgeOutlivesReopening(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	put(t, s, says("v", "V", 0, "role/minister-buza cooperatesWith role/minister-defensie"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, dir, Options{Known: register, ReadOnly: true})
	if got := told(s.View().ChapterLinks(LinkFilter{})); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestOrderOfChapters(t *testing.T) {
	want := []string{"I", "IIA", "IIB", "III", "IIIA", "IV", "V", "VI", "IXA", "IXB", "X", "XII", "XIV", "XIX", "XXIII", "A", "C", "L", "M"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return CompareChapters("budget-chapter/"+a, "budget-chapter/"+b) })
	wantLines(t, "order", got, want...)
}
