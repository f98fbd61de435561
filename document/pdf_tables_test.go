package document_test

import (
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/internal/testpdf"
)

// at draws words at a place, from the left; bold is not to be had in these pages.
func at(x, y int, words string) string {
	return fmt.Sprintf("BT /F1 9 Tf %d %d Td (%s) Tj ET\n", x, y, words)
}

// row draws cells at their places: an empty one is left out.
func row(y int, places []int, cells ...string) string {
	var b strings.Builder
	for i, c := range cells {
		if c != "" {
			b.WriteString(at(places[i], y, c))
		}
	}
	return b.String()
}

// The forms in which budgets print tables, each cell in its column.
func TestPDFTableForms(t *testing.T) {
	five := []int{70, 250, 310, 370, 430}
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"two rows of headings", row(700, []int{70, 265, 385}, "", "Realisatie", "Begroting") + row(686, five, "", "2021", "2022", "2023", "2024") +
			row(672, five, "Uitgaven", "1.204", "1.300", "1.400", "1.500") + row(658, five, "Ontvangsten", "33", "44", "55", "66"),
			[]string{"", "H | 1+2 Realisatie | 3+2 Begroting", "H | 1 2021 | 2 2022 | 3 2023 | 4 2024", "0 | 0 Uitgaven | 1 1.204 | 2 1.300 | 3 1.400 | 4 1.500",
				"0 | 0 Ontvangsten | 1 33 | 2 44 | 3 55 | 4 66"}},
		{"spaces in figures", row(686, five, "", "2021", "2022", "2023", "2024") + row(672, five, "Uitgaven", "1 204 556", "1 300", "- 1 400", "\\(1 500\\)") +
			row(658, five, "Ontvangsten", "33", "44", "55", "66"),
			[]string{"", "H | 1 2021 | 2 2022 | 3 2023 | 4 2024", "0 | 0 Uitgaven | 1 1 204 556 | 2 1 300 | 3 - 1 400 | 4 (1 500)", "0 | 0 Ontvangsten | 1 33 | 2 44 | 3 55 | 4 66"}},
		{"numbers before labels", row(686, []int{70, 250, 310}, "", "2021", "2022") + row(672, []int{70, 95, 250, 310}, "2.1", "Veiligheid", "120", "130") +
			row(658, []int{70, 95, 250, 310}, "2.2", "Consulaire zaken", "20", "30"),
			[]string{"", "H | 1 2021 | 2 2022", "0 | 0 2.1 Veiligheid | 1 120 | 2 130", "0 | 0 2.2 Consulaire zaken | 1 20 | 2 30"}},
		{"words after the figures", row(686, []int{70, 250, 310, 370}, "", "2021", "2022", "Toelichting") + row(672, []int{70, 250, 310, 370}, "Uitgaven", "120", "130", "hogere lonen") +
			row(658, []int{70, 250, 310, 370}, "Ontvangsten", "20", "30", "lagere boetes"),
			[]string{"", "H | 1 2021 | 2 2022 | 3 Toelichting", "0 | 0 Uitgaven | 1 120 | 2 130 | 3 hogere lonen", "0 | 0 Ontvangsten | 1 20 | 2 30 | 3 lagere boetes"}},
		{"columns that are numbered", row(700, five[:4], "", "Begroting", "Realisatie", "Verschil") + row(686, five[:4], "", "\\(1\\)", "\\(2\\)", "\\(3\\)=\\(2\\)-\\(1\\)") +
			row(672, five[:4], "Uitgaven", "1.204", "1.300", "96") + row(658, five[:4], "Ontvangsten", "33", "30", "- 3"),
			[]string{"", "H | 1 Begroting | 2 Realisatie | 3 Verschil", "H | 1 (1) | 2 (2) | 3 (3)=(2)-(1)", "0 | 0 Uitgaven | 1 1.204 | 2 1.300 | 3 96", "0 | 0 Ontvangsten | 1 33 | 2 30 | 3 - 3"}},
		{"columns that stand close", row(686, []int{70, 200, 226, 252}, "", "2021", "2022", "2023") + row(672, []int{70, 200, 226, 252}, "Uitgaven", "1.204", "1.300", "1.400") +
			row(658, []int{70, 200, 226, 252}, "Ontvangsten", "33", "44", "55"),
			[]string{"", "H | 1 2021 | 2 2022 | 3 2023", "0 | 0 Uitgaven | 1 1.204 | 2 1.300 | 3 1.400", "0 | 0 Ontvangsten | 1 33 | 2 44 | 3 55"}},
		{"labels of two lines, figures beside the first", row(686, five[:3], "", "2021", "2022") + row(672, five[:3], "Bijdragen aan internationale", "120", "130") + row(662, five[:1], "organisaties") +
			row(646, five[:3], "Ontvangsten", "20", "30"),
			[]string{"", "H | 1 2021 | 2 2022", "0 | 0 Bijdragen aan internationale organisaties | 1 120 | 2 130", "0 | 0 Ontvangsten | 1 20 | 2 30"}},
		{"labels of two lines, figures between them", row(690, five[:3], "", "2021", "2022") + row(672, five[:1], "Bijdragen aan") + row(667, []int{70, 250, 310}, "", "120", "130") + row(662, five[:1], "Unesco en Unicef") +
			row(646, five[:3], "Ontvangsten", "20", "30") + row(628, five[:3], "Subsidies", "7", "8"),
			[]string{"", "H | 1 2021 | 2 2022", "0 | 0 Bijdragen aan Unesco en Unicef | 1 120 | 2 130", "0 | 0 Ontvangsten | 1 20 | 2 30", "0 | 0 Subsidies | 1 7 | 2 8"}},
		{"steps and groups", row(686, five[:3], "", "2021", "2022") + row(672, five[:1], "Subsidies") + row(658, []int{80, 250, 310}, "Veiligheidsfonds", "120", "130") +
			row(644, []int{90, 250, 310}, "waarvan Mali", "20", "30") + row(630, five[:1], "Opdrachten") + row(616, []int{80, 250, 310}, "Inkoop", "2", "3"),
			[]string{"", "H | 1 2021 | 2 2022", "0 | 0 Subsidies", "1 | 0 Veiligheidsfonds | 1 120 | 2 130", "2 | 0 waarvan Mali | 1 20 | 2 30", "0 | 0 Opdrachten", "1 | 0 Inkoop | 1 2 | 2 3"}},
		{"empty cells", row(686, five, "", "2021", "2022", "2023", "2024") + row(672, five, "Uitgaven", "", "1.300", "", "1.500") + row(658, five, "Ontvangsten", "33", "", "55", "p.m."),
			[]string{"", "H | 1 2021 | 2 2022 | 3 2023 | 4 2024", "0 | 0 Uitgaven | 2 1.300 | 4 1.500", "0 | 0 Ontvangsten | 1 33 | 3 55 | 4 p.m."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readPDF(t, testpdf.Pages([]string{at(70, 760, "Een zin van gewone tekst die boven de tabel staat, en eindigt.") + c.page + at(70, 500, "Een zin van gewone tekst die er onder staat.")}))
			if len(d.Tables) != 1 {
				t.Fatalf("%d tables in %q", len(d.Tables), d.Text)
			}
			wantList(t, "table", grid(d.Tables[0]), c.want)
		})
	}
}
