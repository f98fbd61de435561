package testpdf

import "fmt"

// paragraph is prose as budgets have it.
const paragraph = "Nederland zet zich in voor een stabiele wereldorde. De inzet is gericht op het voorkomen van conflicten, op het beschermen van burgers " +
	"en op het verminderen van dreigingen die van buiten het Koninkrijk komen en die de nationale veiligheid raken. De samenwerking met bondgenoten " +
	"staat daarbij voorop. De Verenigde Naties, de Europese Unie en de Noord-Atlantische Verdragsorganisatie bieden het kader waarbinnen diplomatie, " +
	"ontwikkelingssamenwerking en defensie elkaar versterken."

// Long gives a paper of at least so many pages, with all that papers have: headings, notes,
// broken words, items and a table on each second page or so.
func Long(pages int) []byte {
	p := New(Layout{Head: "Jaarverslag Buitenlandse Zaken", Foot: "Pagina %d", Break: 0.5})
	for n := 1; p.page < pages; n++ {
		p.Heading(fmt.Sprintf("%d.%d Internationale samenwerking", n/10+1, n%10+1), 2)
		note := fmt.Sprint(n)
		p.Note(note, fmt.Sprintf("Kamerstukken II 2018/19, 29 452, nr. %d.", n))
		p.Prose(paragraph + "^" + note)
		p.Prose(paragraph)
		p.Item("•", "het bevorderen van veiligheid en stabiliteit in de regio's rond Europa, samen met andere landen;")
		p.Item("•", "het toezicht.")
		p.Prose(paragraph)
		p.Table(Table{Title: fmt.Sprintf("Tabel %d Budgettaire gevolgen van beleid", n), Unit: "(bedragen x € 1.000)", Header: []string{"", "2021", "2022", "2023", "2024"},
			Rows: [][]string{{"*Verplichtingen", "1.204.556", "980.000", "75", "-"}, {"*Uitgaven", "1.100.000", "1.050.000", "1.025.000", "999"},
				{"  Veiligheidsfonds", "12.000", "", "12.500", "0"}, {"  Programma's", "300", "250", "200", "100"}}})
	}
	return p.Bytes()
}
