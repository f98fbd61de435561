package extract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// tableIn extracts a text of ours that stands in an article of an annual report.
func tableIn(t *testing.T, text string) *model.Extraction {
	t.Helper()
	d, err := document.ReadBytes("tabel.txt", []byte("Jaarverslag Defensie 2022 (hoofdstuk X)\n\nArtikel 2 Marine\n\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	x := extractor(t).Extract(d)
	checkExtraction(t, x)
	return x
}

// amounts gives what is allocated, a line each: subject, value, year, stage, kind.
func amounts(x *model.Extraction) []string {
	var out []string
	for _, r := range x.Relations {
		if r.Predicate == model.Allocates {
			out = append(out, fmt.Sprintf("%s %s %s %s %s", r.Subject, r.Amount.Value, r.Qualifier("year"), r.Qualifier("stage"), r.Qualifier("kind")))
		}
	}
	slices.Sort(out)
	return out
}

const bvb = "Tabel 3 Budgettaire gevolgen van beleid artikel 2 (bedragen x € 1.000)\n"

// Tables whose figures are parted by single spaces or tabs say the same as one whose
// columns stand under each other.
func TestTablesOfPlainText(t *testing.T) {
	aligned := amounts(tableIn(t, bvb+
		"                         Realisatie 2021   Realisatie 2022   Begroting 2022\n"+
		"Verplichtingen                    12.300            13.400           12.000\n"+
		"Uitgaven                          11.000            12.100           12.000\n"+
		"2.1 Inzet van schepen             11.000            12.100           12.000\n"))
	if want := "budget-article/X/2.1 12000000 2022 adopted expenditure"; !slices.Contains(aligned, want) || len(aligned) != 15 {
		t.Errorf("%d amounts: %q", len(aligned), aligned)
	}
	for name, text := range map[string]string{
		"single spaces": bvb + "Realisatie 2021 Realisatie 2022 Begroting 2022\nVerplichtingen 12.300 13.400 12.000\nUitgaven 11.000 12.100 12.000\n2.1 Inzet van schepen 11.000 12.100 12.000\n",
		"tabs":          bvb + "\tRealisatie 2021\tRealisatie 2022\tBegroting 2022\nVerplichtingen\t12.300\t13.400\t12.000\nUitgaven\t11.000\t12.100\t12.000\n2.1 Inzet van schepen\t11.000\t12.100\t12.000\n",
		"wrapped label and page end": bvb +
			"                       Realisatie 2021   Realisatie 2022   Begroting 2022\n\n" +
			"Verplichtingen                  12.300            13.400           12.000\n\n" +
			"Uitgaven                        11.000            12.100           12.000\n" +
			"\nTweede Kamer, vergaderjaar 2022–2023, 36 360 X, nr. 1\n\f\n" +
			"2.1 Inzet van\nschepen                         11.000            12.100           12.000\n",
	} {
		if got := amounts(tableIn(t, text)); !slices.Equal(got, aligned) {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(aligned, "\n"))
		}
	}
}

// Signs that nobody sees, and cells of nothing, harm no table.
func TestTablesWithHiddenSigns(t *testing.T) {
	x := tableIn(t, bvb+"Realisatie 2021 Realisatie 2022\nUitgaven 1\u00ad1.000 12.100\nOntvang\u00adsten 1\u200b.000 1.100\n\u00ad\t\u00ad\t\nVerplichtingen 5 6\n")
	if got := amounts(x); !slices.Contains(got, "budget-article/X/2 6000 2022 outturn commitments") {
		t.Errorf("%q", got)
	}
	for _, text := range []string{"\t\t\n", "\t1.000\n\t2.000\n", "1 2\n3 4\n5 6\n", "-\t-\n-\t-\n", "2021 2022\n2021 2022\n", " \u00ad  1  2\n  3  4\n"} {
		tableIn(t, bvb+text)
	}
}

// A row that does not fit the table is warned of by table and row; what can be read of it
// is kept, and no figure is put under a heading that it may not belong to.
func TestRaggedRows(t *testing.T) {
	const table = `table "Tabel 3 Budgettaire gevolgen van beleid artikel 2 (bedragen x € 1.000)": `
	for name, c := range map[string]struct {
		rows, warning string
		amounts       int
		lacks         string
	}{
		"too few":                   {"Uitgaven\t11.000\t12.100\n", `row "Uitgaven" ends before the table's last column of figures`, 4, ""},
		"too many":                  {"Uitgaven\t11.000\t12.100\t12.000\t9.999\n", `row "Uitgaven" 1 figure under no heading of a column, left out`, 6, "9999000"},
		"too few, no telling which": {"Uitgaven 11.000 12.100\n", `row "Uitgaven" 2 figures under no heading of a column, left out`, 0, "11000000"},
		"no words":                  {"\t11.000\t12.100\t12.000\n", `row "11.000 12.100 12.000" has figures and no words`, 0, "11000000"},
	} {
		text := bvb + "\tRealisatie 2021\tRealisatie 2022\tBegroting 2022\n" + c.rows + "Ontvangsten\t1\t2\t3\nVerplichtingen\t12.300\t13.400\t12.000\n"
		if !strings.Contains(c.rows, "\t") {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\n\t", "\n"), "\t", " ")
		}
		x := tableIn(t, text)
		if !slices.Contains(x.Warnings, table+c.warning) {
			t.Errorf("%s: warnings %q", name, x.Warnings)
		}
		got := amounts(x)
		if n := len(got) - 12; n != c.amounts {
			t.Errorf("%s: %d amounts of the row: %q", name, n, got)
		}
		if c.lacks != "" && strings.Contains(strings.Join(got, "\n"), c.lacks) {
			t.Errorf("%s: %s was put somewhere: %q", name, c.lacks, got)
		}
	}
}

// A figure too many, on however few rows a table has, is put under no heading, in text
// and in pages.
func TestFiguresTooMany(t *testing.T) {
	truth, err := os.ReadFile(tableFolder + "/01.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, whole, _ := strings.Cut(string(truth), "Tabel 12")
	page := func(rows ...string) string {
		text := "<html><body><h2>Artikel 2 Marine</h2><table><caption>" + bvb + "</caption><tr><th></th><th>2020</th><th>2021</th><th>2022</th></tr>"
		for _, row := range rows {
			text += "<tr><td>" + strings.ReplaceAll(row, " ", "</td><td>") + "</td></tr>"
		}
		return text + "</table></body></html>"
	}
	for name, c := range map[string]struct {
		text, warning string
		amounts       int
	}{
		"text": {bvb +
			"                  2020   2021   2022\n" +
			"Verplichtingen     100    200    300    400\n" +
			"Uitgaven           100    200    300\n" +
			"Ontvangsten          1      2      3\n", `row "Verplichtingen" 1 figure under no heading`, 18},
		"text, most rows": {bvb +
			"                  2020   2021   2022\n" +
			"Verplichtingen     100    200    300    400\n" +
			"Uitgaven           100    200    300    400\n" +
			"Ontvangsten          1      2      3\n", `row "Uitgaven" 1 figure under no heading`, 18},
		"headings of two rows": {"Tabel 12" + strings.Replace(whole, "   35.241\n", "   35.241    99.999\n", 1), `row "Verplichtingen" 1 figure under no heading`, 105},
		"no telling which": {bvb +
			"Realisatie 2020 Realisatie 2021 Begroting 2022\n" +
			"Verplichtingen 100 200 300 400\n" +
			"Uitgaven 100 200 300\n" +
			"Ontvangsten 1 2 3\n", `row "Verplichtingen" 4 figures under no heading`, 12},
		"page":            {page("Uitgaven 100 200 300", "Verplichtingen 100 200 300 400 500"), `row "Verplichtingen" 2 figures under no heading`, 12},
		"page, one":       {page("Uitgaven 100 200 300", "Ontvangsten 1 2 3", "Verplichtingen 100 200 300 400"), `row "Verplichtingen" 1 figure under no heading`, 18},
		"page, most rows": {page("Uitgaven 100 200 300", "Ontvangsten 1 2 3 4", "Verplichtingen 100 200 300 400"), `row "Verplichtingen" 1 figure under no heading`, 18},
	} {
		file, text := "tabel.txt", "Jaarverslag Defensie 2022 (hoofdstuk X)\n\nArtikel 2 Marine\n\n"+c.text
		if strings.HasPrefix(c.text, "<") {
			file, text = "tabel.html", strings.Replace(c.text, "<h2>", "<h1>Jaarverslag Defensie 2022 (hoofdstuk X)</h1><h2>", 1)
		}
		d, err := document.ReadBytes(file, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		x := extractor(t).Extract(d)
		if !slices.ContainsFunc(x.Warnings, func(w string) bool { return strings.Contains(w, c.warning) }) {
			t.Errorf("%s: warnings %q", name, x.Warnings)
		}
		got := amounts(x)
		for _, a := range got {
			if strings.Contains(a, " 99999000 ") || strings.Contains(a, " 400000 ") || strings.Contains(a, " 500000 ") {
				t.Errorf("%s: a figure too many was put under a heading: %s", name, a)
			}
		}
		if len(got) != c.amounts {
			t.Errorf("%s: %d amounts: %q", name, len(got), got)
		}
	}
}

// What a table leaves open is said as a gap and not guessed.
func TestTablesNotRead(t *testing.T) {
	const head = "                2021     2022\n"
	const rows = "Uitgaven       1.200    1.300\nOntvangsten      400      500\n"
	for name, c := range map[string]struct{ text, gap string }{
		"no unit":    {"Budgettaire gevolgen van beleid artikel 2\n" + head + rows, "unit"},
		"no columns": {"Budgettaire gevolgen van beleid artikel 2 (bedragen x € 1.000)\n" + rows, "columns"},
		"no budget":  {"Tabel 1 Reizigers (x 1.000)\n" + head + "Trein          1.200    1.300\nBus              400      500\n", "table"},
	} {
		x := tableIn(t, c.text)
		if got := amounts(x); len(got) > 0 {
			t.Errorf("%s: %q", name, got)
		}
		if !slices.ContainsFunc(x.Gaps, func(g model.Gap) bool { return g.Stage == "tables" && g.Kind == c.gap }) {
			t.Errorf("%s: gaps %+v", name, x.Gaps)
		}
	}
}

// A reckoning of proposals in a report of no chapter is no budget.
func TestProposalsAreNoBudget(t *testing.T) {
	d, err := document.ReadBytes("rapport.txt", []byte("Budgettaire gevolgen in mln. euro's (+ = saldoverslechterend)\n            2021   2022\nEén loket      1      3\nMinder werk   -2     -2\n"))
	if err != nil {
		t.Fatal(err)
	}
	x := extractor(t).Extract(d)
	if got := amounts(x); len(got) > 0 || !slices.ContainsFunc(x.Gaps, func(g model.Gap) bool { return g.Stage == "tables" }) {
		t.Errorf("%q, gaps %+v", got, x.Gaps)
	}
}

// A footnote's number glued to a label is no part of it; that of a name is.
func TestNotesOfLabels(t *testing.T) {
	x := tableIn(t, bvb+"                     Realisatie 2021   Realisatie 2022\nUitgaven                      10                10\nStrategisch vervoer12          6                 6\nPlatform31                     4                 4 ¹\n")
	for _, want := range []string{"budget-line/X/2/strategisch-vervoer 6000 2022 outturn expenditure", "budget-line/X/2/platform31 4000 2022 outturn expenditure"} {
		if got := amounts(x); !slices.Contains(got, want) {
			t.Errorf("no %s: %q", want, got)
		}
	}
}

// An amount that is not known yet, one that does not apply and a dash are no amounts; the
// first is listed, and its sum is not checked.
func TestFiguresThatAreNoAmounts(t *testing.T) {
	x := tableIn(t, bvb+
		"                 Realisatie 2021   Realisatie 2022   Begroting 2022\n"+
		"Uitgaven                     500               500              500\n"+
		"Garanties                   p.m.            n.v.t.                –\n"+
		"Leningen                     400               400              500\n")
	if got := amounts(x); len(got) != 9 {
		t.Errorf("%d amounts: %q", len(got), got)
	}
	if len(x.Warnings) > 0 {
		t.Errorf("warns %q", x.Warnings)
	}
	if !slices.ContainsFunc(x.Gaps, func(g model.Gap) bool {
		return g.Kind == "pro-memorie" && strings.Contains(g.Detail, `"Garanties", "Realisatie 2021"`)
	}) {
		t.Errorf("gaps %+v", x.Gaps)
	}
}

// One line of two documents has one id, whatever year they are of and whatever stands
// around it.
func TestLinesKeepTheirIDs(t *testing.T) {
	ids := func(text string) []string {
		var out []string
		for _, e := range tableIn(t, text).Entities {
			if e.Type == model.TypeBudgetLine {
				out = append(out, e.ID)
			}
		}
		slices.Sort(out)
		return out
	}
	a := ids(bvb + "                      Realisatie 2021   Realisatie 2022\nUitgaven   5   5\nSubsidies (regelingen)     3     3\n- NAVO     3    3\nOpdrachten   2   2\n")
	b := ids("Budgettaire gevolgen van beleid artikel 2 (in mln. euro's)\n                     2019   2020   2021\nUitgaven    1,5    1,5   1,5\nOpdracht    0,5    0,5   0,5\nSubsidies    1,0    1,0   1,0\nwaarvan Noord-Atlantische Verdragsorganisatie    1,0    1,0   1,0\n")
	if !slices.Equal(a, b) {
		t.Errorf("%q\n%q", a, b)
	}
}

// Rows that a table sets in as deep as an instrument, or that it says in another way to be
// none of its parts, stand next to it; those set in deeper, or that nothing is told of,
// are parts of it.
func TestRowsBesideAnInstrument(t *testing.T) {
	const head = "                                                      Realisatie 2021   Realisatie 2022\n"
	const long = "Bijdragen aan internationale organisaties voor vrede"
	row := func(label, a, b string) string { return fmt.Sprintf("%-54s%15s%18s\n", label, a, b) }
	for name, c := range map[string]struct {
		rows, line, parent string
	}{
		"as deep, within an article": {row("2.1 Veiligheid", "120", "130") + row("  Subsidies", "80", "85") + row("  Vredesmissies", "40", "45"), "vredesmissies", "budget-article/X/2.1"},
		"others stand deeper":        {row("Opdrachten", "9", "9") + row("  Onderzoek", "9", "9") + row("Subsidies", "80", "85") + row("Vredesmissies", "40", "45"), "vredesmissies", "budget-article/X/2"},
		"another instrument":         {row("Subsidies", "80", "85") + row(long, "40", "45"), "bijdragen-aan-internationale-organisaties-voor-vrede", "budget-article/X/2"},
		"apostrophe":                 {row("Opdrachten", "80", "85") + row("Bijdrage aan ZBO’s/RWT’s", "40", "45"), "bijdrage-aan-zbos-rwts", "budget-article/X/2"},
		"too large a part":           {row("Subsidies", "40", "45") + row("Vredesmissies", "80", "85"), "vredesmissies", "budget-article/X/2"},
		"a part":                     {row("Subsidies", "80", "85") + row("Vredesmissies", "80", "85"), "vredesmissies", "budget-line/X/2/subsidies-regelingen"},
		"set in deeper":              {row("2.1 Veiligheid", "80", "85") + row("  Subsidies", "80", "85") + row("    Vredesmissies", "80", "85"), "vredesmissies", "budget-line/X/2.1/subsidies-regelingen"},
	} {
		x := tableIn(t, bvb+head+c.rows)
		found := false
		for _, r := range x.Relations {
			if r.Predicate == model.PartOf && strings.HasSuffix(r.Subject, "/"+c.line) {
				found = true
				if r.Object != c.parent {
					t.Errorf("%s: part of %s", name, r.Object)
				}
			}
		}
		if !found || len(x.Warnings) > 0 {
			t.Errorf("%s: found %v, warnings %q", name, found, x.Warnings)
		}
	}
	d, err := document.Read("../testdata/pdf/tables.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range extractor(t).Extract(d).Warnings {
		if strings.Contains(w, `row "Subsidies"`) || strings.Contains(w, `row "2.1 Veiligheid"`) {
			t.Errorf("warns %q", w)
		}
	}
}
