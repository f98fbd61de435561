package document

import (
	"regexp"
	"strconv"
	"strings"

	"rijksgraaf/model"
)

// publication is what a file says of itself as a publication, in its own words.
type publication struct {
	// identifier is the paper's name on the publications site, "kst-36360-V-1".
	identifier string
	// dossier is its dossier's number, with or without the chapter: "36360-V", "36 360 V".
	dossier string
	chapter string
	number  string
	// year is the parliamentary year, "2022-2023".
	year string
	// title is the paper's own, dossierTitle that of its dossier.
	title, dossierTitle string
	// address is where the page says that it stands.
	address string
}

var (
	paperName   = regexp.MustCompile(`\bkst-(\d{2})(\d{3})(?:-([IVXL]+[AB]?|[A-M]))?-n?(\d+|[A-Z]{1,3})\b`)
	dossierName = regexp.MustCompile(`^(\d{2})[ \x{a0}]?(\d{3})(?:[ -]\(?([IVXL]+[AB]?|[A-M])\)?)?(?:$|[ ,;-])`)
	chapterName = regexp.MustCompile(`^\(?([IVXL]+[AB]?|[A-M])\)?$`)
	paperNumber = regexp.MustCompile(`(?i)^(?:nr\.? ?)?(\d+|[A-Z]{1,3})\b`)
	assembly    = regexp.MustCompile(`(\d{4}) ?[-–] ?(\d{4}|\d{2})\b`)
	// budgetPage is an address on the budget site: the phase, the year and the chapter.
	budgetPage = regexp.MustCompile(`(?i)rijksfinancien\.nl/(memorie-van-toelichting|jaarverslag)/(20\d{2})(?:/(owb|1supp|2supp|isb|slw))?/([IVXL]+[AB]?|[A-M])(?:/|$|\?|#)`)
)

// metadata turns what a file says into the metadata of a document. What cannot be made
// sense of stays empty.
func (p publication) metadata() model.Metadata {
	var m model.Metadata
	if n := paperName.FindStringSubmatch(p.identifier); n != nil {
		m.Dossier, m.Number = n[1]+" "+n[2], n[4]
		m.Chapter = chapterID(n[3])
	}
	if n := dossierName.FindStringSubmatch(strings.TrimSpace(p.dossier)); n != nil && m.Dossier == "" {
		m.Dossier, m.Chapter = n[1]+" "+n[2], chapterID(n[3])
	}
	if n := chapterName.FindStringSubmatch(strings.TrimSpace(p.chapter)); n != nil && m.Chapter == "" {
		m.Chapter = chapterID(n[1])
	}
	if n := paperNumber.FindStringSubmatch(strings.TrimSpace(p.number)); n != nil && m.Number == "" {
		m.Number = n[1]
	}
	if n := assembly.FindStringSubmatch(p.year); n != nil {
		m.ParliamentaryYear = n[1] + "–" + n[2]
	}
	m.Title = p.title
	if n := budgetPage.FindStringSubmatch(p.address); n != nil {
		m.BudgetYear, _ = strconv.Atoi(n[2])
		if m.Chapter == "" {
			m.Chapter = chapterID(strings.ToUpper(n[4]))
		}
		m.Kind = kindOfPage(strings.ToLower(n[1]), strings.ToLower(n[3]))
	}
	return m
}

func chapterID(code string) string {
	if code == "" {
		return ""
	}
	return "budget-chapter/" + code
}

// kindOfPage gives the kind of document by the phase in an address of the budget site.
func kindOfPage(part, phase string) string {
	switch {
	case part == "jaarverslag":
		return KindAnnualReport
	case phase == "1supp":
		return KindFirstSupplementary
	case phase == "2supp":
		return KindSecondSupplementary
	case phase == "isb":
		return KindSupplementary
	case phase == "slw":
		return KindFinalAct
	}
	return KindBudget
}

// sayings are the names and contents of a file's meta elements, the first of each name.
type sayings map[string]string

// keep takes in a meta element; names are those of Dublin Core and of the publications
// site, whose case and prefix differ from page to page.
func (s sayings) keep(e *element) {
	name, _ := e.attribute("name")
	if name == "" {
		name, _ = e.attribute("property")
	}
	content, _ := e.attribute("content")
	name, content = strings.ToLower(name), strings.Join(strings.Fields(content), " ")
	name = strings.Replace(name, "dcterms.", "dc.", 1)
	if _, known := s[name]; !known && content != "" {
		s[name] = content
	}
}

func (s sayings) publication() publication {
	return publication{
		identifier: s["dc.identifier"], dossier: s["overheidop.dossiernummer"], number: s["overheidop.ondernummer"],
		chapter: s["overheidop.begrotingshoofdstuk"], year: s["overheidop.vergaderjaar"],
		title: first(s["overheidop.documenttitel"], s["og:title"], s["dc.title"]), dossierTitle: s["overheidop.dossiertitel"],
		address: s["og:url"],
	}
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// htmlPublication gathers what a page says of itself: its meta elements, its title, the
// headings of the paper. name is that of the file, or the address that it came from.
func htmlPublication(name string, m *markup, page *element) publication {
	said, title, address := sayings{}, "", ""
	page.each(func(e *element) bool {
		switch r := roleOf(m.roles, e).name; {
		case e.name == "meta":
			said.keep(e)
		case e.name == "title" && title == "":
			title = e.text()
		case e.name == "link":
			if rel, _ := e.attribute("rel"); strings.EqualFold(rel, "canonical") {
				address, _ = e.attribute("href")
			}
		case r == "dossier":
			said["dossier"] = first(said["dossier"], m.flat(e))
		case r == "title":
			said["paper"] = first(said["paper"], m.flat(e))
		}
		return true
	})
	p := said.publication()
	p.address = first(address, p.address, name)
	p.dossier = first(p.dossier, said["dossier"])
	p.dossierTitle = first(p.dossierTitle, said["dossier"])
	p.number = first(p.number, numberIn(said["paper"]))
	title, _, _ = strings.Cut(title, " | ") // after it stands the site's name
	p.title = first(p.title, said["paper"], title)
	return p
}

// numberIn gives the number that a paper's title begins with: "Nr. 1 JAARVERSLAG".
func numberIn(title string) string {
	if strings.HasPrefix(strings.ToLower(title), "nr") {
		return title
	}
	return ""
}

// xmlMetadata gathers what an official publication says of itself: its meta elements, the
// head of the paper, the numbers and titles of the dossier and the paper.
func xmlMetadata(m *markup, root *element) publication {
	said := sayings{}
	keep := func(name, words string) { said[name] = first(said[name], words) }
	root.each(func(e *element) bool {
		switch e.name {
		case "meta":
			said.keep(e)
		case "tekstregel":
			if about, _ := e.attribute("inhoud"); about == "vergaderjaar" {
				keep("year", e.text())
			}
		case "vergjaar":
			keep("year", e.text())
		case "dossiernr":
			keep("dossier", e.text())
		case "begrotingshoofdstuk":
			keep("chapter", e.text())
		case "ondernummer":
			keep("number", e.text())
		case "stuk-titel":
			keep("paper", m.flat(e))
		case "dossier":
			keep("dossier title", m.flat(e))
		}
		return e.name != "algemeen"
	})
	p := said.publication()
	p.dossier, p.chapter = first(said["dossier"], p.dossier), first(said["chapter"], p.chapter)
	p.number, p.year = first(said["number"], p.number), first(said["year"], p.year)
	p.title, p.dossierTitle = first(said["paper"], p.title), first(said["dossier title"], p.dossierTitle)
	return p
}
