package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// TestConstructions holds what each mechanism of sentence structure must find, and must not,
// in sentences of our own. A sentence stands in section B of an article; relations are
// given as "subject predicate object".
func TestConstructions(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		name, text string
		want, not  []string
	}{
		{name: "members that share a complement are one act",
			text: "De Minister van Defensie is verantwoordelijk voor de werving, selectie en opleiding van militairen.",
			want: []string{"role/minister-defensie responsibleFor activity/werving-selectie-en-opleiding-van-militairen"},
			not:  []string{"role/minister-defensie responsibleFor activity/opleiding-van-militairen"}},
		{name: "two things that one act is about",
			text: "De Minister van Defensie is belast met het beleid inzake de huisvesting en de kwaliteit van gebouwen.",
			want: []string{"role/minister-defensie responsibleFor activity/beleid-inzake-de-huisvesting-en-de-kwaliteit-van-gebouwen"},
			not:  []string{"role/minister-defensie responsibleFor activity/beleid-inzake-de-huisvesting"}},
		{name: "a goal after one with a relative clause",
			text: "Dit artikel beoogt het bieden van zorg aan iedereen die ziek is en het bevorderen van sport.",
			want: []string{"budget-article/X/2 hasObjective objective/bieden-van-zorg-aan-iedereen", "budget-article/X/2 hasObjective objective/bevorderen-van-sport"}},
		{name: "goals in the infinitive",
			text: "Het doel is om de uitstoot terug te dringen en de natuur te herstellen.",
			want: []string{"budget-article/X/2 hasObjective objective/uitstoot-terug-te-dringen", "budget-article/X/2 hasObjective objective/natuur-te-herstellen"}},
		{name: "a goal that is a clause",
			text: "Het doel is dat alle kinderen leren zwemmen.",
			want: []string{"budget-article/X/2 hasObjective objective/dat-alle-kinderen-leren-zwemmen"}},
		{name: "names are no acts",
			text: "Het Zorgdak en het VWX worden uitgevoerd door het RIVM.",
			not:  []string{"organisation/rivm implements activity/vwx", "organisation/rivm implements activity/zorgdak-en-het-vwx"}},
		{name: "supervision handed over is not carried out",
			text: "Het toezicht op de kwaliteit van schepen is opgedragen aan de Algemene Rekenkamer.",
			want: []string{"organisation/algemene-rekenkamer supervises activity/kwaliteit-van-schepen"},
			not:  []string{"organisation/algemene-rekenkamer implements activity/toezicht-op-de-kwaliteit-van-schepen"}},
		{name: "who is supervised is a body",
			text: "De Algemene Rekenkamer houdt toezicht op de aanbieders van treinreizen.",
			want: []string{"organisation/algemene-rekenkamer supervises organisation/aanbieders-van-treinreizen"}},
		{name: "a pronoun after a phrase stands for the act",
			text: "De Minister van Defensie is verantwoordelijk voor het onderhoud van de vloot, dat zijn wettelijke basis heeft in de Wet open overheid.",
			want: []string{"activity/onderhoud-van-de-vloot basedOn legal-instrument/woo"}},
		{name: "a relative clause after the verb",
			text: "In 2022 is de Wet open overheid in werking getreden, die de Wet openbaarheid van bestuur vervangt.",
			want: []string{"legal-instrument/woo succeeds legal-instrument/wob"}},
		{name: "a relative clause beside another",
			text: "De Nationale Veiligheidsstrategie, die in 2019 is verschenen en waarvan de Tweede Kamer een afschrift heeft ontvangen, loopt tot 2022.",
			want: []string{"policy/nvs presentedTo organisation/tweede-kamer"}},
		{name: "het after a semicolon",
			text: "Het Klimaatakkoord werd voortgezet; het beoogt het beperken van de uitstoot.",
			want: []string{"policy/klimaatakkoord hasObjective objective/beperken-van-de-uitstoot"},
			not:  []string{"budget-article/X/2 hasObjective objective/beperken-van-de-uitstoot"}},
		{name: "wat ... betreft opens no clause",
			text: "De Nationale Veiligheidsstrategie vindt, wat de dijken betreft, haar grondslag in de Waterwet.",
			want: []string{"policy/nvs basedOn legal-instrument/waterwet"}},
		{name: "a list of names that are paid for, and one act among them",
			text: "De Minister van Defensie financiert onder meer:\n- de AIVD;\n- het Deltaprogramma;\n- het opleiden van duikers.",
			want: []string{"role/minister-defensie funds organisation/aivd", "role/minister-defensie funds policy/deltaprogramma", "role/minister-defensie responsibleFor activity/opleiden-van-duikers"}},
		{name: "names after te weten",
			text: "Voorts wordt subsidie verstrekt aan de kennisinstellingen, te weten TNO en het RIVM.",
			want: []string{"budget-article/X/2 funds organisation/tno", "budget-article/X/2 funds organisation/rivm"}},
		{name: "the title after an article's number holds no laws",
			text: "De Nationale Veiligheidsstrategie wordt verantwoord op artikel 3 Bijstand, Participatiewet en Toeslagenwet.",
			want: []string{"budget-article/X/3 funds policy/nvs"},
			not:  []string{"budget-article/X/2 cites legal-instrument/participatiewet"}},
		{name: "a chapter after evenals",
			text: "Het beleid raakt ook hoofdstuk V (Buitenlandse Zaken), evenals hoofdstuk VI (Justitie en Veiligheid).",
			want: []string{"budget-article/X/2 extendsTo budget-chapter/V", "budget-article/X/2 extendsTo budget-chapter/VI"}},
		{name: "a capital that only opens the sentence is no name",
			text: "Onderdeel van het Klimaatakkoord is het beperken van de uitstoot.",
			not:  []string{"policy/onderdeel-van-het-klimaatakkoord"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := allRelations(t, x, c.text)
			says := func(w string) bool {
				return slices.ContainsFunc(got, func(r string) bool { return strings.HasPrefix(r, w+" ") })
			}
			for _, w := range c.want {
				if !says(w) {
					t.Errorf("not found: %s\nfound: %v", w, got)
				}
			}
			for _, w := range c.not {
				if says(w) {
					t.Errorf("found: %s", w)
				}
			}
		})
	}
}
