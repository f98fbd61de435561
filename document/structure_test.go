package document_test

import (
	"slices"
	"strings"
	"testing"
)

// Headings of articles, in the forms in which budgets and reports print them.
func TestArticles(t *testing.T) {
	for _, c := range []struct{ line, label, number, title string }{
		{"Artikel 2: Veiligheid en stabiliteit", "Artikel", "2", "Veiligheid en stabiliteit"},
		{"Artikel 2 Veiligheid", "Artikel", "2", "Veiligheid"},
		{"Artikel 36. Contraterrorisme", "Artikel", "36", "Contraterrorisme"},
		{"Artikel 2 – Veiligheid", "Artikel", "2", "Veiligheid"},
		{"Beleidsartikel 13: Spoor", "Beleidsartikel", "13", "Spoor"},
		{"Niet-beleidsartikel 91 Apparaat", "Niet-beleidsartikel", "91", "Apparaat"},
		{"Begrotingsartikel 7", "Begrotingsartikel", "7", ""},
		{"BELEIDSARTIKEL 4 EEN WERELD", "BELEIDSARTIKEL", "4", "EEN WERELD"},
		{"3.1 Artikel 6 Zorg", "Artikel", "6", "Zorg"},
		{"Artikelonderdeel 2.1 Bijdragen", "Artikelonderdeel", "2.1", "Bijdragen"},
		{"\u00adArti\u00adkel 2: Vei\u00adligheid", "Artikel", "2", "Veiligheid"},
		{"Artikel 2 regelt de zorg", "", "", ""},
		{"Artikelen zijn er genoeg", "", "", ""},
		{"artikel 2: veiligheid", "", "", ""},
		{"In artikel 2: Veiligheid", "", "", ""},
	} {
		d := read(t, lines("Voor het artikel.", c.line, "Na het artikel."))
		if c.label == "" {
			if len(d.Articles) != 0 || !slices.Contains(d.Warnings, "no budget article was found") || len(d.Gaps) == 0 || !strings.HasSuffix(d.Gaps[len(d.Gaps)-1].Kind, "no-article") {
				t.Errorf("%q: articles %v, warnings %v, gaps %v", c.line, d.Articles, d.Warnings, d.Gaps)
			}
			continue
		}
		if len(d.Articles) != 1 {
			t.Errorf("%q: %d articles", c.line, len(d.Articles))
			continue
		}
		a := d.Articles[0]
		if a.Label != c.label || a.Number != c.number || a.Title != c.title || a.Heading != d.Blocks[1].Span {
			t.Errorf("%q: %+v", c.line, a)
		}
		if len(d.Warnings) != 0 || d.Blocks[0].Article != -1 || d.Blocks[1].Article != 0 || d.Blocks[2].Article != 0 {
			t.Errorf("%q: warnings %v, blocks %+v", c.line, d.Warnings, d.Blocks)
		}
		if want := []string{c.label + " " + c.number}; !slices.Equal(d.Blocks[2].Path, want) || !strings.HasSuffix(d.Title, strings.TrimSpace(want[0]+" "+c.title)) {
			t.Errorf("%q: path %q, title %q", c.line, d.Blocks[2].Path, d.Title)
		}
	}
}

// What a single line is, by its form.
func TestLineForms(t *testing.T) {
	for line, want := range map[string]string{
		"A. Algemene doelstelling":                  "section",
		"B) Rol en verantwoordelijkheid":            "section",
		"A.Algemene doelstelling":                   "section",
		"Algemene doelstelling":                     "section",
		"Beleidswijzigingen:":                       "section",
		"Toelichting op de financiële instrumenten": "section",
		"Budgetflexibiliteit":                       "section",
		"I. Doel":                                   "heading",
		"Stimuleren":                                "role",
		"(Doen) uitvoeren":                          "role",
		"Regisseren:":                               "role",
		"Financierende rol":                         "role",
		"Stimuleren van sport":                      "heading",
		"Tabel 2 Uitgaven":                          "table",
		"Budgettaire gevolgen van beleid artikel 2": "table",
		"Kerncijfers (bedragen x € 1.000)":          "table",
		"2021   2022   2023":                        "row",
		"2021 2022":                                 "row",
		"Uitgaven   1.204   1.300":                  "row",
		"Uitgaven\t1.204\t– 1.300":                  "row",
		"Ontvangsten\t33\t-":                        "row",
		"Garanties  p.m.  n.v.t.":                   "row",
		"In 2021 waren er 1.204 mensen.":            "paragraph",
		"– een punt":                                "item",
		"- een punt":                                "item",
		"• een punt":                                "item",
		"o een punt":                                "item",
		"1. een punt":                               "item",
		"12) een punt":                              "item",
		"a) een punt":                               "item",
		"(b) een punt":                              "item",
		"iv. een punt":                              "item",
		"-een punt":                                 "paragraph",
		"een – punt":                                "paragraph",
		"Tweede Kamer, vergaderjaar 2022–2023, 36 360 V": "",
		"Pagina 3 van 12":    "",
		"14":                 "",
		"– 14 –":             "",
		"kst-36360-V-1":      "",
		"ISSN 0921 - 7371":   "",
		"’s-Gravenhage 2023": "",
	} {
		d := read(t, lines("Er staat iets boven.", line, "er staat iets onder."))
		got := ""
		if len(d.Blocks) == 3 {
			got, _, _ = strings.Cut(strings.Split(outline(d), "\n")[1], " ")
		}
		if got != want {
			t.Errorf("%q is %q, want %q\n%s", line, got, want, outline(d))
		}
	}
}

// Blocks, lead-ins and the tree, by documents that show one thing each.
func TestStructure(t *testing.T) {
	for _, c := range []struct {
		name, outline, tree string
		text                []string
	}{
		{"article, sections, prose", `
article Artikel 2: Veiligheid
section A. Algemene doelstelling
paragraph Het bevorderen van veiligheid.
section C. Beleidsconclusies
paragraph Er is veel bereikt.
section Toelichting op de instrumenten
paragraph Subsidies zijn verleend.
`, `
article 2: Veiligheid
  section A: Algemene doelstelling
  section C: Beleidsconclusies
  section: Toelichting op de instrumenten
`, []string{"Artikel 2: Veiligheid", "", "A. Algemene doelstelling", "Het bevorderen van veiligheid.", "C. Beleidsconclusies", "Er is veel bereikt.",
			"Toelichting op de instrumenten", "Subsidies zijn verleend."}},
		{"a lead-in above role headings has the items under each", `
section B. Rol en verantwoordelijkheid
paragraph De minister is verantwoordelijk voor:
role Stimuleren
item<1 onderzoek;
item<1 onderwijs;
role Financieren
item<1 scholen.
`, `
section B: Rol en verantwoordelijkheid
  lead-in: De minister is verantwoordelijk voor:
  role: Stimuleren
    item: onderzoek;
    item: onderwijs;
  role: Financieren
    item: scholen.
`, []string{"B. Rol en verantwoordelijkheid", "De minister is verantwoordelijk voor:", "Stimuleren", "- onderzoek;", "- onderwijs;", "Financieren", "- scholen."}},
		{"a lead-in under a role heading ends at the next", `
role Stimuleren
paragraph De minister stimuleert:
item<1 onderzoek.
role Financieren
item scholen.
`, `
role: Stimuleren
  lead-in: De minister stimuleert:
    item: onderzoek.
role: Financieren
  item: scholen.
`, []string{"Stimuleren", "De minister stimuleert:", "- onderzoek.", "Financieren", "- scholen."}},
		{"prose under a role heading belongs to the lead-in above it, and may open a list", `
paragraph De minister is verantwoordelijk voor:
role Stimuleren
paragraph<0 Bewaken van samenhang, onder andere door:
item<2 bijdragen;
item<2 deelname.
`, `
lead-in: De minister is verantwoordelijk voor:
role: Stimuleren
  lead-in: Bewaken van samenhang, onder andere door:
    item: bijdragen;
    item: deelname.
`, []string{"De minister is verantwoordelijk voor:", "Stimuleren", "Bewaken van samenhang, onder andere door:", "– bijdragen;", "– deelname."}},
		{"a list inside an item ends when the outer marker comes back", `
paragraph De minister zorgt voor:
item<0 onderzoek door:
item<1 scholen;
item<1 bedrijven;
item<0 goede raad.
paragraph Dat is alles.
`, `
lead-in: De minister zorgt voor:
  lead-in: onderzoek door:
    item: scholen;
    item: bedrijven;
  item: goede raad.
`, []string{"De minister zorgt voor:", "- onderzoek door:", "1. scholen;", "2. bedrijven;", "- goede raad.", "Dat is alles."}},
		{"a list inside an item ends when the indentation comes back", `
paragraph De minister zorgt voor:
item<0 onderzoek door:
item<1 scholen;
item<0 goede raad.
`, `
lead-in: De minister zorgt voor:
  lead-in: onderzoek door:
    item: scholen;
  item: goede raad.
`, []string{"De minister zorgt voor:", "- onderzoek door:", "   - scholen;", "- goede raad."}},
		{"three lists inside each other, and back to the outermost", `
paragraph De minister zorgt voor:
item<0 a:
item<1 b:
item<2 c;
item<0 d.
`, `
lead-in: De minister zorgt voor:
  lead-in: a:
    lead-in: b:
      item: c;
  item: d.
`, []string{"De minister zorgt voor:", "1. a:", "a) b:", "• c;", "2. d."}},
		{"a role heading ends the lists inside items", `
paragraph De minister is verantwoordelijk voor:
role Stimuleren
item<0 onderzoek door:
item<2 scholen;
role Financieren
item<0 toezicht.
`, `
lead-in: De minister is verantwoordelijk voor:
role: Stimuleren
  lead-in: onderzoek door:
    item: scholen;
role: Financieren
  item: toezicht.
`, []string{"De minister is verantwoordelijk voor:", "Stimuleren", "- onderzoek door:", "1. scholen;", "Financieren", "- toezicht."}},
		{"prose after a list closes it", `
paragraph Er zijn twee doelen:
item<0 rust;
item<0 ruimte.
paragraph Daarna komt er meer.
item los punt.
`, `
lead-in: Er zijn twee doelen:
  item: rust;
  item: ruimte.
item: los punt.
`, []string{"Er zijn twee doelen:", "a) rust;", "b) ruimte.", "Daarna komt er meer.", "- los punt."}},
		{"a heading closes a list", `
paragraph Er zijn twee doelen:
section C. Beleidswijzigingen
item geen.
`, `
paragraph: Er zijn twee doelen:
section C: Beleidswijzigingen
  item: geen.
`, []string{"Er zijn twee doelen:", "C. Beleidswijzigingen", "- geen."}},
		{"rows of a table stay apart", `
section D. Budgettaire gevolgen
table Budgettaire gevolgen van beleid (bedragen x € 1.000)
row 2021 2022
row Verplichtingen 241.518 403.276
row Uitgaven 236.904 371.665
paragraph De uitgaven zijn gestegen.
`, `
section D: Budgettaire gevolgen
  table: Budgettaire gevolgen van beleid (bedragen x € 1.000)
`, []string{"D. Budgettaire gevolgen", "Budgettaire gevolgen van beleid (bedragen x € 1.000)", "                  2021       2022",
			"Verplichtingen    241.518    403.276", "Uitgaven\t236.904\t371.665", "De uitgaven zijn gestegen."}},
		{"a plain heading stands apart", `
article Artikel 2: Veiligheid
paragraph Er is veel bereikt.
heading Internationale samenwerking
paragraph Nederland werkt samen.
`, `
article 2: Veiligheid
  heading: Internationale samenwerking
`, []string{"Artikel 2: Veiligheid", "Er is veel bereikt.", "", "Internationale samenwerking", "", "Nederland werkt samen."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, lines(c.text...))
			same(t, "outline", outline(d), c.outline[1:])
			if !strings.HasPrefix(c.tree, "\nparagraph") {
				same(t, "tree", tree(d), c.tree[1:])
			}
		})
	}
}

// Paths lead from the article down to the role heading; a plain heading is a gap.
func TestPaths(t *testing.T) {
	d := read(t, lines("Boven.", "Artikel 2: Veiligheid", "B. Rol en verantwoordelijkheid", "De minister is verantwoordelijk voor:", "Stimuleren", "- onderzoek.",
		"", "Nieuwe ontwikkelingen", "", "Er is nieuws.", "Beleidswijzigingen", "Geen.", "Artikel 3: Zorg", "Het slot."))
	want := map[string]string{
		"Boven.":                                "",
		"De minister is verantwoordelijk voor:": "Artikel 2|B. Rol en verantwoordelijkheid",
		"onderzoek.":                            "Artikel 2|B. Rol en verantwoordelijkheid|Stimuleren",
		"Er is nieuws.":                         "Artikel 2|B. Rol en verantwoordelijkheid|Nieuwe ontwikkelingen",
		"Geen.":                                 "Artikel 2|Beleidswijzigingen",
		"Het slot.":                             "Artikel 3",
	}
	found := 0
	for _, b := range d.Blocks {
		path, ok := want[string(d.Clean[b.Span.Start:b.Span.End])]
		if !ok {
			continue
		}
		found++
		if got := strings.Join(b.Path, "|"); got != path {
			t.Errorf("%q: path %q, want %q", string(d.Clean[b.Span.Start:b.Span.End]), got, path)
		}
	}
	if found != len(want) {
		t.Errorf("%d blocks of %d\n%s", found, len(want), outline(d))
	}
	if b := d.Blocks[5]; b.Section != "B" || b.SectionTitle != "Rol en verantwoordelijkheid" || b.Role != "Stimuleren" {
		t.Errorf("%+v", b)
	}
	if len(d.Gaps) != 1 || d.Gaps[0].Kind != "heading" || d.Raw(d.Gaps[0].Span) != "Nieuwe ontwikkelingen" {
		t.Errorf("gaps %+v", d.Gaps)
	}
}

// Wrapped lines make one paragraph; a meant end of a paragraph stays one.
func TestWrapping(t *testing.T) {
	wrapped := lines(
		"Het bevorderen van de Nederlandse en internationale veiligheid en",
		"stabiliteit door doelgerichte samenwerking en het bevorderen van de",
		"rechtsorde in de wereld.",
		"Nederland werkt daarbij samen met landen in de wereld om ons heen en",
		"met Duitsland, dat al jaren een belangrijke partner is op dit gebied.",
		"- een punt dat zo lang is dat het niet op een regel past en dus ook",
		"  op de volgende regel staat;",
		"- een kort punt.",
		"Dit is een zin die over het einde van de bladzijde heen doorloopt en",
		"",
		"14",
		"Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1",
		"\f",
		"dan op de volgende verdergaat.",
		"",
		"Een nieuwe alinea na een witregel.")
	d := read(t, wrapped)
	same(t, "wrapped", outline(d), `paragraph Het bevorderen van de Nederlandse en internationale veiligheid en stabiliteit door doelgerichte samenwerking en het bevorderen van de rechtsorde in de wereld.
paragraph Nederland werkt daarbij samen met landen in de wereld om ons heen en met Duitsland, dat al jaren een belangrijke partner is op dit gebied.
item een punt dat zo lang is dat het niet op een regel past en dus ook op de volgende regel staat;
item een kort punt.
paragraph Dit is een zin die over het einde van de bladzijde heen doorloopt en dan op de volgende verdergaat.
paragraph Een nieuwe alinea na een witregel.
`)
	if len(d.Furniture) != 2 {
		t.Errorf("furniture %+v", d.Furniture)
	}
	long := strings.Repeat("Dit is een lange alinea die op een enkele regel staat en daar ook gewoon blijft staan. ", 3)
	d = read(t, lines(long, "en dit is een andere alinea", long, long, long))
	if len(d.Blocks) != 5 {
		t.Errorf("unwrapped lines were joined:\n%s", outline(d))
	}
}

// Documents of thousands of pages and of one long column are read in one go over the
// lines; they are here because they once took time by the square of their length.
func TestLongColumns(t *testing.T) {
	prose := strings.Repeat("dit is een zin die verder gaat over de bladzijde\n", 8)
	for name, unit := range map[string]string{"page numbers": "7\n", "page numbers and blank lines": "7\n\n", "headings": "Kop\n", "pages": "7\n\f", "items": "- a:\n"} {
		const n = 50000
		d := read(t, prose+strings.Repeat(unit, n)+"en dit is het vervolg.\n")
		if len(d.Clean) == 0 || d.Page(len(d.Text)) != d.Pages {
			t.Errorf("%s: %d code points, %d pages", name, len(d.Clean), d.Pages)
		}
		if strings.HasPrefix(name, "page numbers") && (len(d.Furniture) != n || len(d.Blocks) != 1) {
			t.Errorf("%s: %d lines of furniture, %d blocks", name, len(d.Furniture), len(d.Blocks))
		}
	}
}
