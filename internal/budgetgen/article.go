package budgetgen

import (
	"fmt"
	"math/rand/v2"

	"rijksgraaf/extract/lexicon"
)

// writer writes one document.
type writer struct {
	g        *Generator
	doc      Document
	chapter  lexicon.Chapter
	chapters []lexicon.Chapter // of the year
	paper    int
	pages    pages

	article int // the number of the article that is being written
	title   string
}

// choose gives the random numbers of a place in the chapter. Seven places in ten are the
// same in all documents of the chapter; the others change with each.
func (w *writer) choose(place ...any) *rand.Rand {
	at := w.doc.Chapter + "/" + fmt.Sprint(w.article) + "/" + fmt.Sprint(place...)
	own := w.g.draw(fmt.Sprint(at, w.doc.Year, w.doc.Kind, w.paper))
	if own.IntN(10) < 3 {
		return own
	}
	return w.g.draw(at)
}

// one gives a row of a part that has only one, or draws one of several.
func (w *writer) one(part string) string { return w.text(part, w.choose(part)) }

// agendaParagraphs and articlePages say how long the agenda is, and about how long an
// article, after which there may be none.
const (
	agendaParagraphs = 30
	articlePages     = 8
)

func (w *writer) write() []byte {
	w.pages = pages{limit: w.doc.Pages, number: 1, footer: w.one("footer")}
	w.pages.line(w.one("title-"+string(w.doc.Kind)), "") // on one line, as on a title page
	w.say(w.one("notice"))
	w.say(w.one("heading-agenda-" + string(w.doc.Kind)))
	w.prose("agenda", agendaParagraphs)
	for w.pages.number+articlePages <= w.doc.Pages || w.article == 0 {
		w.article++
		w.writeArticle()
	}
	w.pages.end()
	w.article = 0
	w.say(w.one("heading-annex"))
	for i := 0; !w.pages.full(); i++ {
		w.pages.paragraph("– "+w.text("motion", w.choose("motion", i)), "", "")
	}
	return w.pages.out.Bytes()
}

// say writes a heading or a line that stands by itself.
func (w *writer) say(s string) { w.pages.paragraph(s, "", "") }

func (w *writer) writeArticle() {
	// The title is the same every year, or it would be another article.
	rng := w.g.draw(w.doc.Chapter + fmt.Sprint("/title/", w.article))
	w.title = upperFirst(w.g.names.lists["domain"][rng.IntN(len(w.g.names.lists["domain"]))]) + " en " + w.name("domain", rng)
	w.pages.room(8)
	w.say(w.one("heading-article"))
	w.say(w.one("heading-a"))
	w.sentences("aim", 2)
	w.say(w.one("heading-b"))
	w.sentences("responsibility", 5)
	w.roles()
	w.say(w.one("heading-c-" + string(w.doc.Kind)))
	w.prose("policy", 12)
	w.say(w.one("heading-d"))
	t := w.table()
	w.writeTable(t)
	w.say(w.one("heading-e"))
	for i, in := range t.instruments {
		w.say(in)
		w.sentences("explanation", 2, i)
		w.prose("explained"+fmt.Sprint(i), 2)
	}
}

// sentences writes a paragraph of sentences of one part.
func (w *writer) sentences(part string, n int, place ...any) {
	var text string
	for i := range n {
		text += " " + w.text(part, w.choose(part, place, i))
	}
	w.say(text)
}

// roles writes role headings, each with a lead-in and the duties under it.
func (w *writer) roles() {
	roles := w.g.sentences["role"]
	for r, role := range roles {
		rng := w.choose("role", r)
		if rng.IntN(3) == 0 {
			continue
		}
		w.say(role[0])
		w.say(w.text("lead-in", rng))
		for i := range 2 + rng.IntN(5) {
			w.pages.paragraph("– "+w.text("duty", w.choose("duty", r, i)), "", "")
		}
	}
}

// prose writes paragraphs of plain sentences and facts: of five sentences two hold a fact.
// One paragraph in four has a footnote.
func (w *writer) prose(place string, paragraphs int) {
	for i := range paragraphs {
		rng := w.choose(place, i)
		var text, note string
		for j := range 3 + rng.IntN(5) {
			part := "plain"
			if rng.IntN(5) < 2 {
				part = "fact"
			}
			text += " " + w.text(part, w.choose(place, i, "sentence", j, part))
		}
		if rng.IntN(4) == 0 {
			note = w.text("footnote", rng)
		}
		w.pages.paragraph(text, "", note)
	}
}
