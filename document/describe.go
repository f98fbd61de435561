package document

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"rijksgraaf/model"
)

//go:embed data/dossiers.tsv
var dossierTable string

type dossier struct {
	kind string
	year int
}

var dossiers = func() map[string]dossier {
	out := map[string]dossier{}
	for _, row := range strings.Split(dossierTable, "\n") {
		cells := strings.Split(row, "\t")
		if strings.HasPrefix(row, "#") || len(cells) != 4 || cells[0] == "dossier" {
			continue
		}
		year, err := strconv.Atoi(cells[2])
		if err != nil {
			panic("dossiers.tsv: " + row)
		}
		out[cells[0]] = dossier{cells[1], year}
	}
	return out
}()

// citation reads the footer of a Kamerstuk: parliamentary year, dossier, chapter, number.
var citation = regexp.MustCompile(`^(?:Tweede|Eerste) Kamer, vergaderjaar (\d{4}[-–]\d{2,4}), (\d{2}) ?(\d{3})(?:[ -]([IVXL]+[A-B]?|[A-M]))?(?:, nr\. ?(\d+|[A-Z]+))?`)

// chapterInText reads how a text names the chapter that it is part of.
var chapterInText = regexp.MustCompile(`[Bb]egrotingshoofdstuk\s+([IVXL]+[AB]?)\b|[Bb]egrotingsfonds\s+([A-M])\b|\(hoofdstuk\s+([IVXL]+[AB]?|[A-M])\)`)

// chapterInHeading reads it in a heading, where "hoofdstuk" alone is enough.
var chapterInHeading = regexp.MustCompile(`(?i:hoofdstuk)\s+([IVXL]+[AB]?|[A-M])\b`)

var yearInTitle = regexp.MustCompile(`(?i)(jaarverslag|begroting|ontwerpbegroting|slotwet)[^.\n]{0,60}?\b(20\d{2})\b`)

// describe fills the metadata: from the footer, else from the words of the text.
func (d *Document) describe() {
	if d.Citation.Len() > 0 {
		d.describeByCitation(citation.FindStringSubmatch(strings.Map(withoutHidden, d.Raw(d.Citation))))
	}
	if d.Citation.Len() == 0 {
		d.describeByTitle()
	}
	if d.Chapter == "" {
		d.Chapter = d.chapterByWords()
	}
	if d.ID == "" {
		d.ID = "document/" + Slug(stem(d.Name))
		d.Title = stem(d.Name)
	}
	d.describeByHeadings()
	if len(d.Articles) > 0 {
		a := d.Articles[0]
		d.Title += ": " + strings.TrimSpace(a.Label+" "+a.Number+" "+a.Title)
	} else {
		d.Warnings = append(d.Warnings, "no budget article was found")
		d.Gaps = append(d.Gaps, model.Gap{Stage: "structure", Kind: "no-article", Detail: "no heading of a budget article"})
	}
}

// titleLine reads the title of a bill: "36 800 XVI Vaststelling van de begrotingsstaten ...".
var titleLine = regexp.MustCompile(`^(\d{2}) ?(\d{3})[ -]([IVXL]+[AB]?|[A-M]) +(?:Vaststelling|Wijziging|Jaarverslag|Slotwet|Slotwetten)\b`)

// describeByTitle takes dossier and chapter from the bill's title, where no footer names
// them.
func (d *Document) describeByTitle() {
	for _, f := range d.Furniture {
		m := titleLine.FindStringSubmatch(f.Text)
		if m == nil {
			continue
		}
		d.Dossier, d.Chapter = m[1]+" "+m[2], "budget-chapter/"+m[3]
		d.ID, d.Title = "document/kst-"+m[1]+m[2]+"-"+m[3], "Kamerstuk "+d.Dossier+" "+m[3]
		d.Citation = f.Span
		if known, ok := dossiers[d.Dossier]; ok {
			d.Kind, d.BudgetYear = known.kind, known.year
		}
		return
	}
}

// chapterByWords gives the chapter that a heading or the opening of the text says the
// document is part of; "" when none does.
func (d *Document) chapterByWords() string {
	for _, b := range d.Blocks {
		if b.Kind != Heading {
			continue
		}
		if m := chapterInHeading.FindStringSubmatch(string(d.Clean[b.Span.Start:b.Span.End])); m != nil {
			return "budget-chapter/" + m[1]
		}
	}
	if m := chapterInText.FindStringSubmatch(string(d.Clean[:min(len(d.Clean), 3000)])); m != nil {
		return "budget-chapter/" + m[1] + m[2] + m[3]
	}
	return ""
}

func (d *Document) describeByCitation(m []string) {
	d.ParliamentaryYear = strings.ReplaceAll(m[1], "-", "–")
	d.Dossier = m[2] + " " + m[3]
	d.Number = m[5]
	d.ID = "document/kst-" + m[2] + m[3]
	d.Title = "Kamerstuk " + d.Dossier
	if m[4] != "" {
		d.Chapter = "budget-chapter/" + m[4]
		d.ID += "-" + m[4]
		d.Title += " " + m[4]
	}
	if d.Number != "" {
		d.ID += "-" + d.Number
		d.Title += ", nr. " + d.Number
	}
	if known, ok := dossiers[d.Dossier]; ok {
		d.Kind, d.BudgetYear = known.kind, known.year
	}
}

// describeByHeadings tells the kind from section C where the dossier did not: annual
// reports have "Beleidsconclusies", budgets "Beleidswijzigingen".
func (d *Document) describeByHeadings() {
	for _, b := range d.Blocks {
		if d.Kind != "" {
			break
		}
		if b.HeadingKind != "section" {
			continue
		}
		switch {
		case strings.Contains(b.SectionTitle, "Beleidsconclusies"):
			d.Kind = "annual-report"
		case strings.Contains(b.SectionTitle, "Beleidswijzigingen"):
			d.Kind = "budget"
		}
	}
	if d.BudgetYear == 0 {
		if m := yearInTitle.FindStringSubmatch(string(d.Clean[:min(len(d.Clean), 4000)])); m != nil {
			d.BudgetYear, _ = strconv.Atoi(m[2])
		}
	}
	if d.BudgetYear == 0 && d.ParliamentaryYear != "" {
		// A budget is presented in the September before its year, a report in May after it.
		first, _ := strconv.Atoi(d.ParliamentaryYear[:4])
		d.BudgetYear = first + 1
		if d.Kind == "annual-report" {
			d.BudgetYear = first
		}
	}
}

// Slug turns words into the last part of an id: small letters and digits without accents,
// runs of anything else a hyphen.
func Slug(words string) string {
	plain, err := words, error(nil)
	if !isASCII(words) {
		plain, _, err = transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), words)
	}
	if err != nil {
		plain = words
	}
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(plain) {
		if r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
			continue
		}
		hyphen = true
	}
	if b.Len() == 0 {
		return fmt.Sprintf("x%x", words)
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 128 {
			return false
		}
	}
	return true
}
