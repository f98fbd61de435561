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

// chapterOfArticle reads how a text says what chapter its own article is of: "dit artikel
// van het Deltafonds (J)".
var chapterOfArticle = regexp.MustCompile(`\b[Dd]it (?:\p{L}+ )?\p{L}*artikel van [^.;]{0,80}?(?:hoofdstuk ([IVXL]+[AB]?|[A-M])\b|\(([IVXL]+[AB]?|[A-M])\))`)

// otherArticle reads the end of a text that has just named another article, whose chapter
// comes next.
var otherArticle = regexp.MustCompile(`artikel \d+[^.;]{0,80}$`)

// chapterElsewhere reads it where a text speaks of its own chapter in passing.
var chapterElsewhere = regexp.MustCompile(`(?:[Dd]it|[Hh]etzelfde|[Oo]nderhavige?|[Aa]rtikel \d+ van)\s+(?:begrotings)?hoofdstuk\s+([IVXL]+[AB]?|[A-M])\b`)

// chapterInHeading reads it in a heading, where "hoofdstuk" alone is enough.
var chapterInHeading = regexp.MustCompile(`(?i:hoofdstuk)\s+([IVXL]+[AB]?|[A-M])\b`)

var yearInTitle = regexp.MustCompile(`(?i)(jaarverslag|begroting|ontwerpbegroting|slotwet)[^.\n]{0,60}?\b(20\d{2})\b`)

// describe fills the metadata. What is given goes before what the file says of itself,
// and that before what the words of the text tell.
func (d *Document) describe(given model.Metadata) {
	d.ofChapter = d.Chapter != ""
	d.describeByCitation()
	d.describeByTitle()
	if d.Chapter == "" {
		d.Chapter = d.chapterByWords()
	}
	d.give(given)
	d.describeKind()
	d.describeYear()
	d.name(given.Title)
	if len(d.Articles) == 0 {
		d.Warnings = append(d.Warnings, "no budget article was found")
		d.Gaps = append(d.Gaps, model.Gap{Stage: "structure", Kind: "no-article", Detail: "no heading of a budget article"})
	}
}

// give puts what is given in the place of what was found.
func (d *Document) give(m model.Metadata) {
	for _, f := range []struct {
		to   *string
		from string
	}{{&d.Kind, m.Kind}, {&d.Dossier, m.Dossier}, {&d.Chapter, m.Chapter}, {&d.Number, m.Number}, {&d.ParliamentaryYear, m.ParliamentaryYear}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	d.ofChapter = d.ofChapter || m.Chapter != ""
	if m.BudgetYear != 0 {
		d.BudgetYear = m.BudgetYear
	}
}

// name gives the document its id and, unless one is given, its title: by its place among
// the papers of parliament, else by what it calls itself, else by the name of its file.
func (d *Document) name(given string) {
	said := d.Title
	d.ID, d.Title = "document/"+Slug(stem(d.Name)), first(said, stem(d.Name))
	if d.Dossier != "" {
		code := strings.TrimPrefix(d.Chapter, "budget-chapter/")
		d.ID, d.Title = "document/kst-"+strings.ReplaceAll(d.Dossier, " ", ""), "Kamerstuk "+d.Dossier
		if code != "" && d.ofChapter {
			d.ID, d.Title = d.ID+"-"+code, d.Title+" "+code
		}
		if d.Number != "" {
			d.ID, d.Title = d.ID+"-"+d.Number, d.Title+", nr. "+d.Number
		}
	}
	switch {
	case len(d.Articles) > 0:
		a := d.Articles[0]
		if article := strings.TrimSpace(a.Label + " " + a.Number + " " + a.Title); !strings.Contains(d.Title, article) {
			d.Title += ": " + article
		}
	case d.Dossier != "" && said != "":
		d.Title += ": " + said
	}
	if given != "" {
		d.Title = given
	}
}

// titleLine reads the title of a bill: "36 800 XVI Vaststelling van de begrotingsstaten ...".
var titleLine = regexp.MustCompile(`^(\d{2}) ?(\d{3})[ -]([IVXL]+[AB]?|[A-M]) +(?:Vaststelling|Wijziging|Jaarverslag|Slotwet|Slotwetten)\b`)

// describeByTitle takes dossier and chapter from the bill's title, where no footer names
// them.
func (d *Document) describeByTitle() {
	if d.Citation.Len() > 0 {
		return
	}
	for _, f := range d.Furniture {
		if m := titleLine.FindStringSubmatch(f.Text); m != nil {
			d.Citation = f.Span
			d.isOf(m[1]+" "+m[2], m[3], "")
			return
		}
	}
}

// isOf takes in which paper the text says that it is, unless the file itself says that it
// is of another dossier.
func (d *Document) isOf(dossier, chapter, number string) {
	if d.Dossier != "" && d.Dossier != dossier {
		return
	}
	d.Dossier = dossier
	d.Chapter, d.ofChapter = first(d.Chapter, chapterID(chapter)), d.ofChapter || chapter != ""
	d.Number = first(d.Number, number)
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
	opening := string(d.Clean[:min(len(d.Clean), 3000)])
	if m := chapterOfArticle.FindStringSubmatch(opening); m != nil {
		return "budget-chapter/" + m[1] + m[2]
	}
	for _, at := range chapterInText.FindAllStringSubmatchIndex(opening, -1) {
		if !otherArticle.MatchString(opening[:at[0]]) {
			return "budget-chapter/" + chapterInText.ReplaceAllString(opening[at[0]:at[1]], "$1$2$3")
		}
	}
	if codes := chapterElsewhere.FindAllStringSubmatch(string(d.Clean[:min(len(d.Clean), 20000)]), -1); len(codes) > 0 {
		for _, m := range codes[1:] {
			if m[1] != codes[0][1] {
				return "" // several chapters, and none is said to be its own
			}
		}
		return "budget-chapter/" + codes[0][1]
	}
	return ""
}

// describeByCitation takes the paper from the footer that cites it.
func (d *Document) describeByCitation() {
	if d.cited == "" {
		return
	}
	m := citation.FindStringSubmatch(d.cited)
	d.ParliamentaryYear = first(d.ParliamentaryYear, strings.ReplaceAll(m[1], "-", "–"))
	d.isOf(m[2]+" "+m[3], m[4], m[5])
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
