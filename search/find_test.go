package search

import (
	"context"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// TestFind: what is found, in its order, and which words are shown as fitting.
func TestFind(t *testing.T) {
	x := newIndex(t, newStore(t, paperV(t), paperX(t)), Options{})
	for _, c := range []struct {
		name string
		q    Query
		want string
	}{
		{"exact name first, then names with it, then a sentence with the words side by side", Query{Text: "buitenlandse zaken"}, `
ENTITIES budget-chapter/V [Buitenlandse] [Zaken]
ENTITIES role/minister-bz Minister van [Buitenlandse] [Zaken]
DOCUMENTS document/kst-36360-V-1 Jaarverslag [Buitenlandse] [Zaken] 2022
SENTENCES document/kst-36360-V-1 De Minister van [Buitenlandse] [Zaken] is verantwoordelijk voor:
SENTENCES document/kst-36410-X-2 De [zaken] die [buitenlandse] partners raken, raken ook de begroting van [Buitenlandse] [Zaken].`},
		{"typing errors", Query{Text: "Buitenlanse Zakn", In: []Kind{KindEntity}}, `
ENTITIES budget-chapter/V [Buitenlandse] [Zaken]
ENTITIES role/minister-bz Minister van [Buitenlandse] [Zaken]`},
		{"no typing errors", Query{Text: "Buitenlanse Zakn", Typos: TyposNever}, ``},
		{"a swapped pair of letters is one error", Query{Text: "NAOV", In: []Kind{KindEntity}}, `
ENTITIES organisation/navo [NAVO]`},
		{"three letters take no error", Query{Text: "OMM"}, ``},
		{"plural for singular, with diacritics left out", Query{Text: "geintegreerde strategieen"}, ``},
		{"inflected", Query{Text: "kamerlid", In: []Kind{KindSentence}}, `
SENTENCES document/kst-36410-X-2 De [Kamerleden] vroegen om wapens.`},
		{"singular finds the plural", Query{Text: "cyberdreiging wapen"}, ``},
		{"singular", Query{Text: "wapen"}, `
SENTENCES document/kst-36410-X-2 De Kamerleden vroegen om [wapens].`},
		{"beginning of a word", Query{Text: "cyber"}, `
ENTITIES threat/cyberdreigingen [cyberdreigingen]
SENTENCES document/kst-36360-V-1 Voorbeelden zijn terrorisme, [cyberdreigingen] en gewelddadig extremisme.`},
		{"phrase", Query{Text: `"zaken die buitenlandse"`}, `
SENTENCES document/kst-36410-X-2 De [zaken] die [buitenlandse] partners raken, raken ook de begroting van [Buitenlandse] [Zaken].`},
		{"phrase the other way round", Query{Text: `"zaken buitenlandse"`}, ``},
		{"without", Query{Text: "GBVS -defensie", In: []Kind{KindSentence}}, `
SENTENCES document/kst-36360-V-1 De Geïntegreerde Buitenland- en Veiligheidsstrategie ([GBVS]) is aan de Tweede Kamer aangeboden.`},
		{"without a phrase", Query{Text: `zaken -"Minister van Buitenlandse Zaken"`, In: []Kind{KindEntity, KindSentence}}, `
ENTITIES budget-chapter/V Buitenlandse [Zaken]
SENTENCES document/kst-36410-X-2 De [zaken] die buitenlandse partners raken, raken ook de begroting van Buitenlandse [Zaken].`},
		{"a word cut by the end of a line", Query{Text: "ontwikkelingssamenwerking"}, `
SENTENCES document/kst-36360-V-1 – de begroting van [Ontwikkelings
samenwerking], o.a. in Mali.`},
		{"capitals are no stop word", Query{Text: "OM"}, `
ENTITIES organisation/openbaar-ministerie [OM]
SENTENCES document/kst-36360-V-1 Zie Kamerstuk 35 000, nr. 7 van het [OM].`},
		{"stop words alone find names only", Query{Text: "van"}, `
ENTITIES role/minister-bz Minister [van] Buitenlandse Zaken`},
		{"the number of a paper", Query{Text: "36360", In: []Kind{KindDocument}}, `
DOCUMENTS document/kst-36360-V-1 document/kst-[36360]-V-1 36 360 1`},
		{"types, of a sentence those that it mentions", Query{Text: "gbvs", Filter: Filter{Types: []model.EntityType{model.TypeOrganisation}}}, `
SENTENCES document/kst-36360-V-1 De Geïntegreerde Buitenland- en Veiligheidsstrategie ([GBVS]) is aan de Tweede Kamer aangeboden.`},
		{"years", Query{Text: "gbvs", Filter: Filter{Years: []int{2024}}}, `
ENTITIES policy/gbvs [GBVS]
SENTENCES document/kst-36410-X-2 De [GBVS] vergt inzet van defensie.`},
		{"sections", Query{Text: "gbvs", Filter: Filter{Sections: []string{"ROL en"}}}, `
SENTENCES document/kst-36360-V-1 De Geïntegreerde Buitenland- en Veiligheidsstrategie ([GBVS]) is aan de Tweede Kamer aangeboden.`},
		{"nothing but signs", Query{Text: "*?!"}, ``},
		{"a wildcard is a sign like others", Query{Text: "*orisme"}, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(lines(find(t, x, c.q)), "\n")
			if want := strings.TrimSpace(c.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestTyposAlways: what is typed exactly so goes before what is near.
func TestTyposAlways(t *testing.T) {
	near := paper(t, model.Metadata{ID: "document/kst-1", Title: "Brief"}, "De zagen zijn nieuw. De zaken zijn oud.", nil, nil)
	x := newIndex(t, newStore(t, near), Options{})
	auto := lines(find(t, x, Query{Text: "zaken"}))
	always := lines(find(t, x, Query{Text: "zaken", Typos: TyposAlways}))
	if len(auto) != 1 || len(always) != 2 || always[0] != auto[0] || !strings.Contains(always[1], "[zagen]") {
		t.Errorf("auto %q, always %q", auto, always)
	}
}

// TestSuggestions: of words that stand nowhere there are others to choose from.
func TestSuggestions(t *testing.T) {
	x := newIndex(t, newStore(t, paperV(t), paperX(t)), Options{})
	for text, want := range map[string][]string{
		"Minister van Buitenlanse Zakn": {"Minister van buitenlandse zaken", "Minister van buitenland zaken"},
		`"Tweede Kamre"`:                {`"Tweede kamer"`},
		"defensie":                      nil,
		"xyzzyxyzzy":                    nil,
	} {
		if got := find(t, x, Query{Text: text}).Suggestions; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestBadQueries: each gets one clear error.
func TestBadQueries(t *testing.T) {
	x := newIndex(t, newStore(t, paperV(t)), Options{})
	for _, c := range []struct {
		q    Query
		code model.Code
		want string
	}{
		{Query{Text: "a\xff"}, model.CodeInvalid, "not UTF-8"},
		{Query{Text: strings.Repeat("é", MaxText+1)}, model.CodeLimit, "has 1001 characters; the limit is 1000"},
		{Query{Text: strings.Repeat("a ", MaxWords+1)}, model.CodeLimit, "has 33 words; the limit is 32"},
		{Query{Text: "-defensie"}, model.CodeInvalid, "only excludes"},
		{Query{Text: "a", In: []Kind{"PERSON"}}, model.CodeInvalid, `no kind "PERSON"`},
	} {
		_, err := x.Find(context.Background(), x.source.View(), c.q)
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.20q: %v", c.q.Text, err)
		}
	}
	for _, text := range []string{"", " ", `"`, `""`, "-", "--", `"Tweede Kamer`, "- a", `a"b`} {
		find(t, x, Query{Text: text})
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Find(context.Background(), x.source.View(), Query{Text: "a"}); model.CodeOf(err) != model.CodeUnavailable {
		t.Errorf("closed: %v", err)
	}
}

// TestTimeUp: a search whose time is up says so.
func TestTimeUp(t *testing.T) {
	x := newIndex(t, newStore(t, paperV(t)), Options{})
	find(t, x, Query{Text: "a"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Find(ctx, x.source.View(), Query{Text: "terrorisme"}); model.CodeOf(err) != model.CodeLimit {
		t.Errorf("%v", err)
	}
}
