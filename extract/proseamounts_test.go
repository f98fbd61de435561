package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// moneyIn gives what a sentence says of money, a line for each amount.
func moneyIn(t *testing.T, sentence string) string {
	t.Helper()
	x := extracted(t, extractor(t), example(sentence))
	checkExtraction(t, x)
	var out []string
	for _, r := range x.Relations {
		says := func(a model.Amount, list []model.Qualifier) {
			line := fmt.Sprintf("%s %s %s %s %s", r.Subject, r.Predicate, r.Object, a.Value, a.Unit)
			for _, q := range list {
				line += " " + q.Name + "=" + q.Value
			}
			out = append(out, strings.Join(strings.Fields(line), " "))
		}
		if r.Object == "" && r.Amount != nil {
			says(*r.Amount, r.Qualifiers)
		}
		for _, s := range r.Amounts {
			says(s.Amount, s.Qualifiers)
		}
	}
	return strings.Join(out, "\n")
}

// Amounts in running text, with their years, recurrence and exactness, stand with the
// relation of their clause.
func TestAmountsInProse(t *testing.T) {
	const a = "budget-article/X/2 "
	for _, c := range []struct{ text, want string }{
		{"De Minister van Defensie subsidieert de AIVD met € 1,2 miljard in 2019.", "role/minister-defensie funds organisation/aivd 1200000000 EUR year=2019"},
		{"Aan de AIVD is structureel € 15 mln. verstrekt.", a + "funds organisation/aivd 15000000 EUR recurrence=structural"},
		{"De AIVD ontvangt in 2022 EUR 3,5 miljoen subsidie.", a + "funds organisation/aivd 3500000 EUR year=2022"},
		{"De AIVD ontvangt een subsidie van € 250.000.", a + "funds organisation/aivd 250000 EUR"},
		{"De AIVD ontvangt ruim € 20 miljoen subsidie.", a + "funds organisation/aivd 20000000 EUR approx=over"},
		{"De AIVD ontvangt € 5 mln. per jaar.", a + "funds organisation/aivd 5000000 EUR recurrence=yearly"},
		{"De AIVD ontvangt vanaf 2024 jaarlijks circa € 5 mln. subsidie.", a + "funds organisation/aivd 5000000 EUR approx=about period=2024- recurrence=yearly"},
		{"De AIVD ontvangt in de periode 2021-2025 eenmalig 40 miljoen euro.", a + "funds organisation/aivd 40000000 EUR period=2021-2025 recurrence=once"},
		{"Het bedrag stijgt: de AIVD ontvangt € 3 mln. in 2022 en € 4 mln. in 2023.",
			a + "funds organisation/aivd 3000000 EUR year=2022\n" + a + "funds organisation/aivd 4000000 EUR year=2023"},
		{"De subsidie gaat omhoog en de AIVD ontvangt subsidie van € 3 naar € 4 mln.",
			a + "funds organisation/aivd 3000000 EUR approx=from\n" + a + "funds organisation/aivd 4000000 EUR approx=to"},
		{"Voor het Klimaatakkoord is in 2024 € 15 mln. beschikbaar.", a + "funds policy/klimaatakkoord 15000000 EUR year=2024"},
		{"De Minister van Defensie stelt € 15,25 mln. beschikbaar voor het Klimaatakkoord.", "role/minister-defensie funds policy/klimaatakkoord 15250000 EUR"},
		{"Op artikel 2 is in 2022 € 12 mln. geraamd.", a + "allocates 12000000 EUR stage=draft year=2022"},
		{"Op artikel 2 is in 2021 € 12,5 mln. gerealiseerd.", a + "allocates 12500000 EUR stage=outturn year=2021"},
		{"De uitgaven op dit artikel bedroegen in 2021 € 1,2 miljard.", a + "allocates 1200000000 EUR kind=expenditure year=2021"},
		{"In 2019 en 2020 ontving de AIVD respectievelijk € 5 mln. en € 6 mln. subsidie.",
			a + "funds organisation/aivd 5000000 EUR year=2019\n" + a + "funds organisation/aivd 6000000 EUR year=2020"},
		{"De AIVD en de MIVD ontvangen samen € 10 mln.", ""},
		{"De AIVD telt 20 miljoen documenten.", ""},
		{"De Defensienota 2022 kost € 5 mln.", ""},
	} {
		if got := moneyIn(t, c.text); got != c.want {
			t.Errorf("%s\n got: %s\nwant: %s", c.text, got, c.want)
		}
	}
}
