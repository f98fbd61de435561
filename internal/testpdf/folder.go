package testpdf

// Folder gives the files of testdata/pdf by their names: papers with the faults of real
// ones, and files that cannot be read.
func Folder() map[string][]byte {
	return map[string][]byte{
		"article.pdf":      article(Layout{Foot: "Tweede Kamer, vergaderjaar 2022–2023, 36 360 V, nr. 1", Break: 0.5, Seed: 2}),
		"two-columns.pdf":  article(Layout{Columns: 2, Head: "Jaarverslag Buitenlandse Zaken", Foot: "Pagina %d", Break: 0.7, Seed: 3, Indent: true}),
		"two-articles.pdf": articles(),
		"tables.pdf":       tables(),
		"encrypted.pdf":    Encrypted(),
		"scanned.pdf":      Scanned(2, ""),
		"damaged.pdf":      article(Layout{})[:2000],
		"empty.pdf":        Pages(make([]string, 3)),
	}
}

// article is a short policy article.
func article(l Layout) []byte {
	p := New(l)
	p.Heading("Artikel 2: Veiligheid en stabiliteit", 1)
	p.Heading("A. Algemene doelstelling", 2)
	p.Note("1", "Kamerstukken II 2018/19, 29 452, nr. 233.")
	p.Prose("Het bevorderen van de Nederlandse en internationale veiligheid en stabiliteit, en het tegengaan van dreigingen^1 die van buiten het Koninkrijk komen.")
	p.Heading("B. Rol en verantwoordelijkheid", 2)
	p.Prose("De minister van Buitenlandse Zaken is verantwoordelijk voor:")
	p.Item("•", "het bevorderen van de internationale rechtsorde, samen met de Verenigde Naties en de Europese Unie;")
	p.Item("•", "de bestrijding van terrorisme en van de verspreiding van massavernietigingswapens.")
	for range 6 {
		p.Prose(paragraph)
	}
	p.Prose("Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie, Buitenlandse Handel en Ontwikkelingssamenwerking en Justitie en Veiligheid.")
	return p.Bytes()
}

// tables is a paper of tables of figures.
func tables() []byte {
	p := New(Layout{Head: "Ontwerpbegroting 2023", Foot: "%d"})
	p.Heading("Artikel 2: Veiligheid en stabiliteit", 1)
	p.Heading("D. Budgettaire gevolgen van beleid", 2)
	p.Table(Table{Title: "Tabel 1 Budgettaire gevolgen van beleid", Unit: "(bedragen x € 1.000)", Header: []string{"", "2021", "2022", "2023", "2024", "2025"},
		Rows: [][]string{
			{"*Verplichtingen", "241.518", "403.276", "266.450", "271.010", "270.880"},
			{"*Uitgaven", "236.904", "371.665", "280.125", "270.990", "270.450"},
			{"*2.1 Veiligheid", "120.000", "180.500", "140.250", "135.000", "134.900"},
			{"  Subsidies", "12.000", "12.500", "", "12.750", "12.800"},
			{"  Bijdragen aan internationale organisaties voor vrede en veiligheid", "108.000", "168.000", "140.250", "122.250", "122.100"},
			{"*Ontvangsten", "1.204", "- 33", "p.m.", "0", "-"},
		}})
	p.Prose(paragraph)
	p.Table(Table{Title: "Tabel 2 Realisatie", Header: []string{"Onderdeel", "Realisatie 2021", "Begroting 2022", "Verschil"},
		Rows: [][]string{{"Missies", "12,5%", "14,0%", "1,5"}, {"Verdragen", "(200)", "1.250", "1.450"}}})
	return p.Bytes()
}
