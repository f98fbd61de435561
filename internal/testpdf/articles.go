package testpdf

// articles is a paper of two policy articles, each with a table of its budget: invented
// sentences and figures in the form of a draft budget of Agriculture, Nature and Food
// Quality. The demo shows it.
func articles() []byte {
	p := New(Layout{Head: "Ontwerpbegroting 2024", Foot: "Tweede Kamer, vergaderjaar 2023–2024, 36 410 XIV, nr. 2", Break: 0.5, Seed: 11})
	p.Heading("Artikel 21: Land- en tuinbouw", 1)
	p.Heading("A. Algemene doelstelling", 2)
	p.Note("1", "Kamerstukken II 2022/23, 30 252, nr. 77.")
	p.Prose("Het bevorderen van een landbouw die de bodem spaart^1 en het terugdringen van de uitstoot van ammoniak.")
	p.Heading("B. Rol en verantwoordelijkheid", 2)
	p.Prose("De Minister van Landbouw, Natuur en Voedselkwaliteit is verantwoordelijk voor:")
	p.Item("•", "het toezicht op de Meststoffenwet, dat de Nederlandse Voedsel- en Warenautoriteit (NVWA) uitoefent;")
	p.Item("•", "het stimuleren van onderzoek, waarvoor Wageningen Research de opdrachten uitvoert.")
	p.Heading("D. Budgettaire gevolgen van beleid", 2)
	p.Table(Table{Title: "Tabel 1 Budgettaire gevolgen van beleid artikel 21 Land- en tuinbouw", Unit: "(bedragen x € 1.000)", Label: 230,
		Header: []string{"", "Realisatie 2022", "Vastgestelde begroting 2023", "Ontwerpbegroting 2024"},
		Rows: [][]string{
			{"*Verplichtingen", "512.340", "498.100", "530.775"},
			{"*Uitgaven", "486.215", "501.930", "515.400"},
			{"*Subsidies (regelingen)", "101.215", "112.930", "120.400"},
			{"  Omschakeling naar biologische landbouw", "41.215", "46.830", "50.150"},
			{"  Sanering van veehouderijen", "60.000", "66.100", "70.250"},
			{"*Bijdrage aan agentschappen", "385.000", "389.000", "395.000"},
			{"  NVWA", "385.000", "389.000", "395.000"},
			{"*Ontvangsten", "12.040", "9.300", "9.300"},
		}})
	p.Heading("Artikel 22: Natuur, visserij en gebiedsgericht werken", 1)
	p.Heading("A. Algemene doelstelling", 2)
	p.Prose("Het versterken van de biodiversiteit en het herstellen van natuurgebieden.")
	p.Heading("B. Rol en verantwoordelijkheid", 2)
	p.Prose("De Minister van Landbouw, Natuur en Voedselkwaliteit financiert het beheer van natuurgebieden door Staatsbosbeheer. " +
		"Dit artikel is gebaseerd op de Wet natuurbescherming en op de Visserijwet 1963.")
	p.Heading("D. Budgettaire gevolgen van beleid", 2)
	p.Table(Table{Title: "Tabel 2 Budgettaire gevolgen van beleid artikel 22 Natuur, visserij en gebiedsgericht werken", Unit: "(bedragen x € 1.000)", Label: 230,
		Header: []string{"", "Realisatie 2022", "Vastgestelde begroting 2023", "Ontwerpbegroting 2024"},
		Rows: [][]string{
			{"*Verplichtingen", "1.204.500", "1.310.000", "1.295.250"},
			{"*Uitgaven", "640.100", "711.400", "806.900"},
			{"*Opdrachten", "540.100", "606.400", "698.900"},
			{"*Bijdrage aan zbo's en rwt's", "100.000", "105.000", "108.000"},
			{"  Staatsbosbeheer", "100.000", "105.000", "108.000"},
			{"*Ontvangsten", "30.250", "28.000", "p.m."},
		}})
	return p.Bytes()
}
