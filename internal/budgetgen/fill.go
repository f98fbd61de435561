package budgetgen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/extract/lexicon"
)

// parts are those of a document that sentences.tsv must have rows for.
var parts = []string{
	"notice", "title-budget", "title-annual-report", "footer", "heading-agenda-budget", "heading-agenda-annual-report",
	"heading-article", "heading-a", "heading-b", "heading-c-budget", "heading-c-annual-report", "heading-d", "heading-e", "heading-annex",
	"role", "caption", "row-obligations", "row-expenditure", "row-receipts", "row-other", "instrument",
	"column-actual", "column-budget", "column-difference",
	"aim", "responsibility", "lead-in", "duty", "fact", "plain", "explanation", "motion", "footnote",
}

// slots are what can be filled in, by the name that a slot has in sentences.tsv.
var slots map[string]func(w *writer, rng *rand.Rand) string

func init() { // here, for filling one slot may fill others
	slots = map[string]func(w *writer, rng *rand.Rand) string{
		"threats":      func(w *writer, rng *rand.Rand) string { return w.several(rng, "threat") },
		"chapter":      func(w *writer, rng *rand.Rand) string { return w.otherChapter(rng).Name },
		"chapters":     (*writer).severalChapters,
		"minister":     (*writer).minister,
		"chapter-full": func(w *writer, _ *rand.Rand) string { return w.fullName() },
		"code":         func(w *writer, _ *rand.Rand) string { return w.doc.Chapter },
		"dossier":      func(w *writer, _ *rand.Rand) string { return w.dossier() },
		"session":      func(w *writer, _ *rand.Rand) string { return w.session() },
		"paper":        func(w *writer, _ *rand.Rand) string { return fmt.Sprint(w.paper) },
		"budget-year":  func(w *writer, _ *rand.Rand) string { return fmt.Sprint(w.doc.Year) },
		"number":       func(w *writer, _ *rand.Rand) string { return fmt.Sprint(w.article) },
		"title":        func(w *writer, _ *rand.Rand) string { return w.title },
		"instrument":   func(w *writer, rng *rand.Rand) string { return lowerFirst(w.text("instrument", rng)) },
		"past":         func(w *writer, rng *rand.Rand) string { return fmt.Sprint(w.doc.Year - 1 - rng.IntN(6)) },
		"percent":      func(_ *writer, rng *rand.Rand) string { return fmt.Sprint(2 + rng.IntN(90)) },
		"count":        func(_ *writer, rng *rand.Rand) string { return grouped(int64(10 + rng.IntN(9000))) },
		"amount":       (*writer).amount,
	}
	for _, slot := range append(slices.Collect(func(yield func(string) bool) {
		for _, s := range slotTypes {
			if !yield(s) {
				return
			}
		}
	}), "threat") {
		slots[slot] = func(w *writer, rng *rand.Rand) string { return w.name(slot, rng) }
	}
}

// text draws a row of a part and fills it in.
func (w *writer) text(part string, rng *rand.Rand) string {
	list := w.g.sentences[part]
	return w.fill(list[rng.IntN(len(list))], rng)
}

func (w *writer) fill(t template, rng *rand.Rand) string {
	var b strings.Builder
	for i, piece := range t {
		if i%2 == 0 {
			b.WriteString(piece)
			continue
		}
		s := slots[strings.ToLower(piece)](w, rng)
		if piece != strings.ToLower(piece) {
			s = upperFirst(s)
		}
		b.WriteString(s)
	}
	return b.String()
}

func (w *writer) name(slot string, rng *rand.Rand) string {
	return w.g.names.name(slot, w.g.hash(w.doc.Chapter+slot), rng)
}

// several draws two to four names of a slot, as a list.
func (w *writer) several(rng *rand.Rand, slot string) string {
	var list []string
	for range 2 + rng.IntN(3) {
		if s := w.name(slot, rng); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return enumerated(list)
}

func (w *writer) severalChapters(rng *rand.Rand) string {
	var list []string
	for range 2 + rng.IntN(3) {
		if s := w.otherChapter(rng).Name; !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return enumerated(list)
}

// enumerated writes a list as Dutch does.
func enumerated(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " en " + list[last]
}

// otherChapter draws a chapter that is not the document's own.
func (w *writer) otherChapter(rng *rand.Rand) lexicon.Chapter {
	for {
		if c := w.chapters[rng.IntN(len(w.chapters))]; c.Code != w.chapter.Code {
			return c
		}
	}
}

// minister is the chapter's own minister, or one time in six that of another chapter.
func (w *writer) minister(rng *rand.Rand) string {
	c := w.chapter
	if rng.IntN(6) == 0 {
		c = w.otherChapter(rng)
	}
	return "de Minister van " + w.g.names.ministry(c, w.doc.Year).Portfolio
}

// fullName is the chapter as titles name it: by its ministry, where it is called so.
func (w *writer) fullName() string {
	m := w.g.names.ministry(w.chapter, w.doc.Year)
	if m.Portfolio == w.chapter.Name {
		return "het " + m.Label
	}
	return w.chapter.Name
}

// dossier is a number that no paper of Parliament has.
func (w *writer) dossier() string {
	n := (w.doc.Year - 2000) * 10
	if w.doc.Kind == AnnualReport {
		n += 5
	}
	return fmt.Sprintf("90 %03d", n)
}

// session is the parliamentary year in which the document would have come out.
func (w *writer) session() string {
	first := w.doc.Year - 1
	if w.doc.Kind == AnnualReport {
		first = w.doc.Year
	}
	return fmt.Sprintf("%d–%d", first, first+1)
}

// amount is a sum in words and figures, without its sign of currency.
func (w *writer) amount(rng *rand.Rand) string {
	if rng.IntN(4) == 0 {
		return fmt.Sprintf("%d,%d miljard", 1+rng.IntN(12), 1+rng.IntN(9))
	}
	return fmt.Sprintf("%d,%d miljoen", 1+rng.IntN(400), 1+rng.IntN(9))
}

// grouped writes a number with points between its thousands.
func grouped(n int64) string {
	s := fmt.Sprint(max(n, -n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst leaves abbreviations as they are.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
