package document_test

import (
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// The footer tells what the document is.
func TestFooter(t *testing.T) {
	for _, c := range []struct {
		footer string
		want   model.Metadata
	}{
		{"Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1",
			model.Metadata{ID: "document/kst-36360-V-1", Title: "Kamerstuk 36 360 V, nr. 1", Kind: "annual-report", Dossier: "36 360", Chapter: "budget-chapter/V", Number: "1", ParliamentaryYear: "2022–2023", BudgetYear: 2022}},
		{"Tweede Kamer, vergaderjaar 2022-2023, 36 200 XVII, nr. 2  14",
			model.Metadata{ID: "document/kst-36200-XVII-2", Title: "Kamerstuk 36 200 XVII, nr. 2", Kind: "budget", Dossier: "36 200", Chapter: "budget-chapter/XVII", Number: "2", ParliamentaryYear: "2022–2023", BudgetYear: 2023}},
		{"Tweede Kamer, vergaderjaar 2012–2013, 33400 IXB, nr.1",
			model.Metadata{ID: "document/kst-33400-IXB-1", Title: "Kamerstuk 33 400 IXB, nr. 1", Kind: "budget", Dossier: "33 400", Chapter: "budget-chapter/IXB", Number: "1", ParliamentaryYear: "2012–2013", BudgetYear: 2013}},
		{"Tweede Kamer, vergaderjaar 2020–2021, 35 570 A, nr. 2",
			model.Metadata{ID: "document/kst-35570-A-2", Title: "Kamerstuk 35 570 A, nr. 2", Kind: "budget", Dossier: "35 570", Chapter: "budget-chapter/A", Number: "2", ParliamentaryYear: "2020–2021", BudgetYear: 2021}},
		{"Tweede Kamer, vergaderjaar 2017–2018, 34 775-X, nr. 3",
			model.Metadata{ID: "document/kst-34775-X-3", Title: "Kamerstuk 34 775 X, nr. 3", Kind: "budget", Dossier: "34 775", Chapter: "budget-chapter/X", Number: "3", ParliamentaryYear: "2017–2018", BudgetYear: 2018}},
		{"Eerste Kamer, vergaderjaar 2021–2022, 29 282, nr. B",
			model.Metadata{ID: "document/kst-29282-B", Title: "Kamerstuk 29 282, nr. B", Dossier: "29 282", Number: "B", ParliamentaryYear: "2021–2022", BudgetYear: 2022}},
		{"Tweede Kamer, vergaderjaar 2022–2023, 36 045",
			model.Metadata{ID: "document/kst-36045", Title: "Kamerstuk 36 045", Dossier: "36 045", ParliamentaryYear: "2022–2023", BudgetYear: 2023}},
		{"Tweede Kamer, verga\u00adderjaar 2022–2023, 36 360 V, nr. 1",
			model.Metadata{ID: "document/kst-36360-V-1", Title: "Kamerstuk 36 360 V, nr. 1", Kind: "annual-report", Dossier: "36 360", Chapter: "budget-chapter/V", Number: "1", ParliamentaryYear: "2022–2023", BudgetYear: 2022}},
	} {
		t.Run(c.footer, func(t *testing.T) {
			d := read(t, lines("Er is rust.", "  "+c.footer+" ", "Er is ruimte."))
			c.want.SHA256, c.want.Pages, c.want.Encoding = d.SHA256, 1, "UTF-8"
			if d.Metadata != c.want {
				t.Errorf("\n got %+v\nwant %+v", d.Metadata, c.want)
			}
			if d.Raw(d.Citation) != c.footer || len(d.Furniture) != 1 || d.Furniture[0].Span != d.Citation {
				t.Errorf("citation %q, furniture %+v", d.Raw(d.Citation), d.Furniture)
			}
			if strings.Contains(string(d.Clean), "Kamer") {
				t.Errorf("the footer stands in the text: %q", string(d.Clean))
			}
		})
	}
}

// The first footer that names the document decides; all are furniture.
func TestFooters(t *testing.T) {
	d := read(t, lines("Een.", "kst-36360-V-1", "ISSN 0921 - 7371", "’s-Gravenhage 2023", "Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1", "1", "\fTwee.",
		"Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1", "– 2 –", "Pagina 2", "Blz. 2/3", "Drie."))
	if len(d.Furniture) != 9 || d.Citation != d.Furniture[3].Span || d.ID != "document/kst-36360-V-1" {
		t.Errorf("%s: citation %v, furniture %+v", d.ID, d.Citation, d.Furniture)
	}
	same(t, "outline", outline(d), "paragraph Een.\nparagraph Twee.\nparagraph Drie.\n")
}

// Without a footer the text's own words and the file's name tell what there is to tell.
func TestWithoutFooter(t *testing.T) {
	for _, c := range []struct {
		name, text    string
		id, title     string
		chapter, kind string
		year          int
	}{
		{"map/X artikel 1.txt", "Artikel 1: Inzet\nDit artikel van begrotingshoofdstuk X omvat de inzet.", "document/x-artikel-1", "X artikel 1: Artikel 1 Inzet", "budget-chapter/X", "", 0},
		{"a.txt", "Begroting 2024\nDe begroting van hoofdstuk XVII is klein.", "document/a", "a", "", "", 2024},
		{"a.txt", "Hoofdstuk XVII\n\nDe begroting is klein.", "document/a", "a", "budget-chapter/XVII", "", 0},
		{"a.txt", "Het Jaarverslag van het ministerie (hoofdstuk IXB) over 2021 is af.", "document/a", "a", "budget-chapter/IXB", "", 2021},
		{"a.txt", "Dit artikel van het Begrotingsfonds A gaat over wegen.", "document/a", "a", "budget-chapter/A", "", 0},
		{"a.txt", "C. Beleidsconclusies\nEr is veel bereikt.", "document/a", "a", "", "annual-report", 0},
		{"a.txt", "C. Beleidswijzigingen\nEr is veel veranderd.", "document/a", "a", "", "budget", 0},
		{"Ünïcode – naam.tar.txt", "Er is rust.", "document/unicode-naam-tar", "Ünïcode – naam.tar", "", "", 0},
		{"https://example.org/map/artikel.html?jaar=2022", "Er is rust.", "document/artikel-jaar-2022", "artikel jaar=2022", "", "", 0},
		{"https://www.example.org/", "Er is rust.", "document/www-example-org", "www.example.org", "", "", 0},
		{"year.zip!map/artikel 2.html", "Er is rust.", "document/artikel-2", "artikel 2", "", "", 0},
		{"文書.txt", "Er is rust.", "document/xe69687e69bb8", "文書", "", "", 0},
	} {
		d, err := document.ReadBytes(c.name, []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		laws(t, d)
		if d.ID != c.id || d.Title != c.title || d.Chapter != c.chapter || d.Kind != c.kind || d.BudgetYear != c.year || d.Dossier+d.Number+d.ParliamentaryYear != "" || d.Citation.Len() != 0 {
			t.Errorf("%s: %q\n got %+v", c.name, c.text, d.Metadata)
		}
	}
}

// A report of a dossier that is not known is about the year before it was presented.
func TestBudgetYear(t *testing.T) {
	for section, want := range map[string]int{"C. Beleidsconclusies": 2030, "C. Beleidswijzigingen": 2031} {
		d := read(t, lines("Artikel 2: Rust", section, "Geen.", "Tweede Kamer, vergaderjaar 2030–2031, 39 999 V, nr. 1"))
		if d.BudgetYear != want {
			t.Errorf("%s: %d, want %d", section, d.BudgetYear, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for words, want := range map[string]string{"Geïntegreerde Aanpak": "geintegreerde-aanpak", " a -- b ": "a-b", "36 360 V, nr. 1": "36-360-v-nr-1", "–": "xe28093", "ﬁets É": "ets-e"} {
		if got := document.Slug(words); got != want {
			t.Errorf("Slug(%q) = %q, want %q", words, got, want)
		}
	}
}

// The title of a bill tells dossier, chapter, kind and year where no footer does.
func TestTitleLine(t *testing.T) {
	d, err := document.ReadBytes("a.txt", []byte("36 800 XVI Vaststelling van de begrotingsstaten voor het jaar 2026\n\nDe begroting is klein."))
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "document/kst-36800-XVI" || d.Dossier != "36 800" || d.Chapter != "budget-chapter/XVI" || d.Kind != "budget" || d.BudgetYear != 2026 {
		t.Errorf("%+v", d.Metadata)
	}
}

// What a page or a publication says of itself: kind, year, paper and title.
func TestPublications(t *testing.T) {
	pageOf := func(head, dossier, stuk string) string {
		return "<html><head>" + head + "</head><body><main><h1 class=dossiertitel>" + dossier + "</h1><h2 class=stuktitel>" + stuk + "</h2><p>Er is rust.</p></main></body></html>"
	}
	budgetSite := func(path string) string {
		return `<html><head><title>Iets | Rijksfinanciën</title><link rel="canonical" href="https://www.rijksfinancien.nl/` + path + `"></head><body><main><p>Er is rust.</p></main></body></html>`
	}
	for _, c := range []struct {
		text              string
		id, kind, chapter string
		year              int
	}{
		{pageOf("", "36 600 B Vaststelling van de begrotingsstaat van het gemeentefonds voor het jaar 2025", "Nr. 9 BRIEF VAN DE MINISTER"), "kst-36600-B-9", "letter", "B", 2025},
		{pageOf(`<meta name="dcterms.identifier" content="kst-36600-B-K"><meta name="OVERHEIDop.vergaderjaar" content="2024-2025">`, "", "K VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"), "kst-36600-B-K", "other", "B", 2025},
		{pageOf(`<meta name="DC.identifier" content="kst-36560-IIA-3">`, "36 560 IIA Jaarverslag en slotwet van de Staten-Generaal 2023", "Nr. 3 VOORSTEL VAN WET"), "kst-36560-IIA-3", "final-act", "IIA", 2023},
		{pageOf(`<meta name="DC.identifier" content="kst-36560-IIA-1">`, "36 560 IIA Jaarverslag en slotwet van de Staten-Generaal 2023", "Nr. 1 JAARVERSLAG VAN DE STATEN-GENERAAL"), "kst-36560-IIA-1", "annual-report", "IIA", 2023},
		{pageOf("", "36 998 V Wijziging van de begrotingsstaten voor het jaar 2026 (wijziging samenhangende met de Najaarsnota)", "Nr. 2 MEMORIE VAN TOELICHTING"), "kst-36998-V-2", "second-supplementary-budget", "V", 2026},
		{pageOf("", "36 997 IX Wijziging van de begrotingsstaat voor het jaar 2023 (wijziging samenhangende met Miljoenennota)", "Nr. 2 MEMORIE VAN TOELICHTING"), "kst-36997-IX-2", "supplementary-budget", "IX", 2023},
		{pageOf(`<meta name="OVERHEIDop.dossiernummer" content="36350-XVII"><meta name="OVERHEIDop.ondernummer" content="2">`, "", "Nr. 2 MEMORIE VAN TOELICHTING"), "kst-36350-XVII-2", "first-supplementary-budget", "XVII", 2023},
		{budgetSite("memorie-van-toelichting/2027/OWB/XV"), "a", "budget", "XV", 2027},
		{budgetSite("jaarverslag/2025/XX/onderdeel/1"), "a", "annual-report", "XX", 2025},
		{budgetSite("memorie-van-toelichting/2022/owb/vii/onderdeel/1060049"), "a", "budget", "VII", 2022},
		{budgetSite("uitleg-begroting"), "a", "", "", 0},
		{"<html><body><p>Slotwet Economische Zaken en Klimaat 2022 (hoofdstuk XIII)</p><p>De slotwet volgt.</p></body></html>", "a", "final-act", "XIII", 2022},
		{"<html><body><p>De slotwet van 2022 volgt.</p></body></html>", "a", "", "", 2022},
	} {
		d, err := document.ReadBytes("a.html", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		laws(t, d)
		if d.ID != "document/"+c.id || d.Kind != c.kind || strings.TrimPrefix(d.Chapter, "budget-chapter/") != c.chapter || d.BudgetYear != c.year {
			t.Errorf("%s\n got %+v\nwant %+v", c.text, d.Metadata, c)
		}
	}
}

// Given metadata goes before all else, and the id follows from it.
func TestGiven(t *testing.T) {
	r, err := document.DefaultReader()
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("Artikel 2: Rust\n\nEr is rust.\n\nTweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1\n")
	for _, c := range []struct {
		given     model.Metadata
		id, title string
		kind      string
		year      int
	}{
		{model.Metadata{}, "kst-36360-V-1", "Kamerstuk 36 360 V, nr. 1: Artikel 2 Rust", "annual-report", 2022},
		{model.Metadata{Dossier: "36 410"}, "kst-36410-V-1", "Kamerstuk 36 410 V, nr. 1: Artikel 2 Rust", "budget", 2024},
		{model.Metadata{Chapter: "budget-chapter/X", Number: "7"}, "kst-36360-X-7", "Kamerstuk 36 360 X, nr. 7: Artikel 2 Rust", "annual-report", 2022},
		{model.Metadata{Kind: "letter", BudgetYear: 2031, Title: "Brief"}, "kst-36360-V-1", "Brief", "letter", 2031},
		{model.Metadata{ParliamentaryYear: "2030–2031", Dossier: "39 999", Kind: "final-act"}, "kst-39999-V-1", "Kamerstuk 39 999 V, nr. 1: Artikel 2 Rust", "final-act", 2030},
	} {
		r.Given = c.given
		d, err := r.ReadBytes("a.txt", text)
		if err != nil {
			t.Fatal(err)
		}
		laws(t, d)
		if d.ID != "document/"+c.id || d.Title != c.title || d.Kind != c.kind || d.BudgetYear != c.year {
			t.Errorf("%+v\n got %+v", c.given, d.Metadata)
		}
	}
}
