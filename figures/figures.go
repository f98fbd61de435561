// Package figures holds the official figures of the state budget: what the Ministry of
// Finance's open data say was drafted, adopted, changed and spent, for each chapter,
// article and year.
//
// Read takes a file to a Source; a Book puts sources together, links an article of one
// year with the same article of another although its number and name changed, and says
// on what each link rests. How, and why figures are no part of the graph of documents,
// stands in docs/decisions/0004-figures.md.
//
// Amounts are whole thousands of euros, as the ministry publishes them, kept exactly.
package figures

import (
	"cmp"
	"strconv"
	"strings"

	"rijksgraaf/model"
)

// Kind is what an amount counts.
type Kind string

// The kinds, in the order in which a budget's tables have them.
const (
	Commitments Kind = "commitments"
	Expenditure Kind = "expenditure"
	Receipts    Kind = "receipts"
)

// Kinds lists every kind, in the order of a budget's tables.
func Kinds() []Kind { return []Kind{Commitments, Expenditure, Receipts} }

// Stage is when in a budget's life an amount was set.
type Stage string

// The stages, in the order in which they come.
const (
	Draft               Stage = "draft"
	Adopted             Stage = "adopted"
	FirstSupplementary  Stage = "first-supplementary"
	SecondSupplementary Stage = "second-supplementary"
	Outturn             Stage = "outturn"
)

// Stages lists every stage, in the order in which they come.
func Stages() []Stage {
	return []Stage{Draft, Adopted, FirstSupplementary, SecondSupplementary, Outturn}
}

// stageCount is the number of stages.
const stageCount = 5

// Row is one line of a file: an article in one year and of one kind.
type Row struct {
	// Line is the line in the file, from 1.
	Line int  `json:"line"`
	Year int  `json:"year"`
	Kind Kind `json:"kind"`
	// Chapter is the chapter's code, "V"; Number the article's number, "2".
	Chapter string `json:"chapter"`
	Number  string `json:"number"`
	// ChapterName and Name are as the file has them in that year, damage repaired.
	ChapterName string `json:"chapterName"`
	Name        string `json:"name"`
	// Amounts are thousands of euros in the order of Stages; nil where the file's cell is
	// empty.
	Amounts [stageCount]*int64 `json:"amounts"`
}

// Repair is a name that a file has damaged and that was put right.
type Repair struct {
	// Read is the name as the file has it, Name what it was taken to mean.
	Read string `json:"read"`
	Name string `json:"name"`
	// Line is the first line that has it, Lines how many do.
	Line  int `json:"line"`
	Lines int `json:"lines"`
	// RestsOn tells in words where the right name was found.
	RestsOn string `json:"restsOn"`
}

// Source is one file of figures.
type Source struct {
	// ID is "figures/" and a slug of the name; importing under the same id replaces.
	ID string `json:"id"`
	// File is the file's name without its folder, SHA256 that of its bytes, in hex.
	File    string   `json:"file"`
	SHA256  string   `json:"sha256"`
	Rows    []Row    `json:"rows"`
	Repairs []Repair `json:"repairs,omitempty"`
	// Warnings are for a person: a row that stands twice, a name that stays damaged.
	Warnings []string `json:"warnings,omitempty"`
}

// Amounts counts the amounts of a source, empty cells not among them.
func (s *Source) Amounts() int {
	n := 0
	for i := range s.Rows {
		for _, a := range s.Rows[i].Amounts {
			if a != nil {
				n++
			}
		}
	}
	return n
}

// Key names one figure.
type Key struct {
	// Chapter is the chapter's code, "V"; Number the article's number in that year, "2".
	Chapter, Number string
	Year            int
	Kind            Kind
	Stage           Stage
}

// Figure is one official amount with where it stands.
type Figure struct {
	Key
	// Thousands is the amount in thousands of euros.
	Thousands int64
	// Source is the id of the source, Line the line of its file, from 1.
	Source string
	Line   int
}

// Amount gives the figure in whole euros, exactly.
func (f *Figure) Amount() model.Amount { return amount(f.Thousands) }

func amount(thousands int64) model.Amount {
	printed := strconv.FormatInt(thousands, 10)
	whole := printed
	if thousands != 0 {
		whole += "000"
	}
	return model.Amount{Value: whole, Unit: "EUR", Scale: "1000", AsPrinted: printed}
}

// Standing is an article, or a chapter, as it stood in the figures of one year.
type Standing struct {
	// Chapter is the chapter's code; Number the article's number, "" for a chapter.
	Chapter, Number string
	Year            int
	// Name is the name in that year.
	Name string

	folded   string   // the name without what does not tell it apart
	words    []string // the words that tell the name apart
	passed   passage
	chapter  *Standing // the chapter that an article stood in
	articles []*Standing
	figures  []Figure // by kind, then stage
}

// ID is that of the entity in the graph of documents, which is the same in every year:
// "budget-article/V/2", "budget-chapter/V".
func (s *Standing) ID() string {
	if s.Number == "" {
		return "budget-chapter/" + s.Chapter
	}
	return "budget-article/" + s.Chapter + "/" + s.Number
}

// InChapter gives the chapter as it stood in that year; nil for a chapter.
func (s *Standing) InChapter() *Standing { return s.chapter }

// Articles lists a chapter's articles of that year, by number; nil for an article.
func (s *Standing) Articles() []*Standing { return s.articles }

// Figures lists the figures of an article, by kind and stage; nil for a chapter.
func (s *Standing) Figures() []Figure { return s.figures }

// Total is what the articles of a chapter come to in one year.
type Total struct {
	Kind  Kind
	Stage Stage
	// Thousands is the sum of the amounts in thousands of euros.
	Thousands int64
	// Articles is how many amounts were added up.
	Articles int
}

// Amount gives the total in whole euros, exactly.
func (t *Total) Amount() model.Amount { return amount(t.Thousands) }

// Totals adds up the articles of a chapter in its year, by kind and stage; nil for an
// article. Where an article has figures of a kind but none of a stage, there is no total
// of these: it would be of a part only.
func (s *Standing) Totals() []Total {
	sums := map[Key]Total{}
	having := map[Kind]int{}
	for _, a := range s.articles {
		kinds := map[Kind]bool{}
		for i := range a.figures {
			f := &a.figures[i]
			key := Key{Kind: f.Kind, Stage: f.Stage}
			sums[key] = Total{f.Kind, f.Stage, sums[key].Thousands + f.Thousands, sums[key].Articles + 1}
			if !kinds[f.Kind] {
				kinds[f.Kind] = true
				having[f.Kind]++
			}
		}
	}
	var out []Total
	for _, k := range Kinds() {
		for _, stage := range Stages() {
			if t := sums[Key{Kind: k, Stage: stage}]; t.Articles > 0 && t.Articles == having[k] {
				out = append(out, t)
			}
		}
	}
	return out
}

// String is for messages: "V/2 of 2013", "VI of 2018".
func (s *Standing) String() string {
	return strings.TrimSuffix(s.Chapter+"/"+s.Number, "/") + " of " + strconv.Itoa(s.Year)
}

// compare sorts by year, chapter and number.
func (s *Standing) compare(o *Standing) int {
	return cmp.Or(cmp.Compare(s.Year, o.Year), model.CompareChapters(s.Chapter, o.Chapter), compareNumbers(s.Number, o.Number))
}

// compareNumbers sorts "2", "2.1", "10" as numbers part by part.
func compareNumbers(a, b string) int {
	for a != "" && b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		if c := cmp.Compare(m, n); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}
