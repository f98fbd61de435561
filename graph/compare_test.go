package graph

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// drawCompared draws what a document with articles could say: one text, cut into two
// articles of drawn numbers and titles and what stands outside.
func drawCompared(t *rapid.T, id string) *model.Extraction {
	x := drawExtraction(t, id)
	x.Document.Chapter = "budget-chapter/V"
	x.Document.BudgetYear = rapid.SampledFrom([]int{0, 2021, 2022}).Draw(t, "budget year")
	runes := len([]rune(x.Document.Text))
	x.Document.Sections = nil
	numbers := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"2", "3", "4"}), 0, 2, rapid.ID[string]).Draw(t, "numbers")
	for i, n := range numbers {
		from, to := 5+i*runes/3, 5+(i+1)*runes/3
		heading := model.Span{Start: from, End: from + 4}
		x.Document.Sections = append(x.Document.Sections, &model.Section{Kind: "article", Number: n, Title: "Artikel " + n, Heading: heading, Span: model.Span{Start: from, End: to}})
		title := rapid.SampledFrom([]string{"Artikel " + n, "Vrede en veiligheid", "Vrede", "Onderwijs"}).Draw(t, "title")
		article := "budget-article/V/" + n
		x.Entities = slices.DeleteFunc(x.Entities, func(e *model.Entity) bool { return e.ID == article })
		text, _ := newTextIndex(x.Document.Text).slice(heading)
		x.Entities = append(x.Entities, &model.Entity{ID: article, Type: model.TypeBudgetArticle, Label: title, Mentions: []model.Mention{{Span: heading, Text: text}}})
	}
	return x
}

// viewOf gives a view of some documents.
func viewOf(t interface{ Fatal(...any) }, list ...*model.Extraction) *View {
	s, err := Open(Memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	v := s.View()
	for _, x := range list {
		if v, err = v.With(x); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// renamedDocument gives what a document says as another document.
func renamedDocument(x *model.Extraction, id string) *model.Extraction {
	c := *x
	c.Document.ID = id
	return &c
}

// TestCompareWithItself: a document differs in nothing from itself, nor from another that
// says the same.
func TestCompareWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawCompared(t, "document/a")
		a, b := viewOf(t, x), viewOf(t, x)
		both := viewOf(t, x, renamedDocument(x, "document/b"))
		for _, c := range []*Comparison{compared(t, a, "document/a", b, "document/a"), compared(t, both, "document/a", both, "document/b")} {
			if c.Differs() {
				t.Fatalf("a document differs from itself: %s", asText(c, false))
			}
			for i := range c.Places {
				if len(c.Places[i].Aside) > 0 {
					t.Fatalf("amounts aside: %+v", c.Places[i].Aside)
				}
			}
		}
	})
}

func compared(t interface{ Fatal(...any) }, a *View, from string, b *View, to string) *Comparison {
	c, err := CompareViews(a, from, b, to, CompareOptions{Kept: true})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// asText writes a comparison, a line a change, sorted; mirrored as if the documents were
// given the other way round.
func asText(c *Comparison, mirrored bool) string {
	turned := map[Change]Change{ChangeGone: ChangeNew, ChangeNew: ChangeGone}
	var out []string
	say := func(change Change, from, to, what any) {
		if mirrored {
			from, to = to, from
			if t := turned[change]; t != "" {
				change = t
			}
		}
		out = append(out, fmt.Sprintf("%v | %v -> %v | %v", change, from, to, what))
	}
	entity := func(e *model.Entity) string {
		if e == nil {
			return ""
		}
		return e.ID
	}
	relation := func(r *model.Relation) string {
		if r == nil {
			return ""
		}
		return r.Subject + string(r.Predicate) + r.Object
	}
	amount := func(a *StatedAmount) string {
		if a == nil {
			return ""
		}
		return fmt.Sprint(relation(a.Relation), a.Value, a.Qualifiers, a.Cell)
	}
	for i := range c.Places {
		p := &c.Places[i]
		place := func(x *Place) string {
			if x == nil {
				return "none"
			}
			return x.Article
		}
		say("", place(p.From), place(p.To), p.Basis)
		for _, e := range p.Entities {
			say(e.Change, entity(e.From), entity(e.To), e.Topic)
		}
		for _, r := range p.Relations {
			say(r.Change, relation(r.From), relation(r.To), fmt.Sprint(r.Exhaustive, r.Implied, len(r.Qualifiers)))
		}
		for _, l := range p.Chapters {
			say(l.Change, len(l.From), len(l.To), l.Chapter)
		}
		for _, a := range p.Amounts {
			difference := a.Difference
			if mirrored && difference != "" && difference != "0" {
				if was, negative := strings.CutPrefix(difference, "-"); negative {
					difference = was
				} else {
					difference = "-" + was
				}
			}
			say(a.Change, amount(a.From), amount(a.To), fmt.Sprint(a.Basis, difference))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestCompareMirrors: what is new in one direction is gone in the other, and all else is the
// same with its sides changed.
func TestCompareMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := viewOf(t, drawCompared(t, "document/a"), drawCompared(t, "document/b"))
		there, back := compared(t, v, "document/a", v, "document/b"), compared(t, v, "document/b", v, "document/a")
		if x, y := asText(there, false), asText(back, true); x != y {
			t.Fatalf("there\n%s\nback\n%s", x, y)
		}
		again := compared(t, v, "document/a", v, "document/b")
		one, _ := json.Marshal(there)
		two, _ := json.Marshal(again)
		if string(one) != string(two) {
			t.Fatal("compared twice, two orders")
		}
	})
}

// TestCompareReadsAgain: all words re-read from their document, stand in their place, and
// are there on the sides that the change says.
func TestCompareReadsAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := viewOf(t, drawCompared(t, "document/a"), drawCompared(t, "document/b"))
		c := compared(t, v, "document/a", v, "document/b")
		r := &rereader{t, v}
		for i := range c.Places {
			p := &c.Places[i]
			for _, e := range p.Entities {
				r.sides(e.Change, e.From != nil, e.To != nil)
				r.words(e.FromWords, "document/a")
				r.words(e.ToWords, "document/b")
			}
			for _, x := range p.Relations {
				r.sides(x.Change, x.From != nil, x.To != nil)
				r.relation(x.From, "document/a")
				r.relation(x.To, "document/b")
			}
			for _, x := range p.Chapters {
				r.sides(x.Change, len(x.From) > 0, len(x.To) > 0)
			}
			for _, x := range p.Amounts {
				r.sides(x.Change, x.From != nil, x.To != nil)
				if (x.Difference == "") != (x.From == nil || x.To == nil) || (x.Basis == "") != (x.Difference == "") {
					t.Fatalf("amount %+v", x)
				}
				for _, s := range []*StatedAmount{x.From, x.To} {
					if s != nil {
						r.evidence(s.Evidence, s.Evidence.Document)
					}
				}
			}
		}
	})
}

type rereader struct {
	t *rapid.T
	v *View
}

func (r *rereader) sides(c Change, from, to bool) {
	if from != (c != ChangeNew) || to != (c != ChangeGone) {
		r.t.Fatalf("%s with sides %t and %t", c, from, to)
	}
}

func (r *rereader) text(document string, s model.Span, text string) {
	if got, ok := r.v.said.document(document).text.slice(s); !ok || got != text {
		r.t.Fatalf("%s %v is %q, not %q", document, s, got, text)
	}
}

func (r *rereader) words(w *Words, document string) {
	if w == nil {
		return
	}
	if w.Document != document || w.Section == nil || w.Mention != (model.Span{}) && !w.Contains(w.Mention) {
		r.t.Fatalf("words of %s: %+v", document, w)
	}
	r.text(document, w.Span, w.Text)
}

func (r *rereader) evidence(e *model.Evidence, document string) {
	if e.Document != document {
		r.t.Fatalf("words of %s for %s", e.Document, document)
	}
	r.text(document, e.Span, e.Text)
}

func (r *rereader) relation(x *model.Relation, document string) {
	if x == nil {
		return
	}
	if len(x.Evidence) == 0 {
		r.t.Fatal("a relation without words")
	}
	for i := range x.Evidence {
		r.evidence(&x.Evidence[i], document)
	}
}

// heads makes a document of articles of the form "number title" in a year.
func heads(id string, year int, titles ...string) *model.Extraction {
	x := &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: id, Chapter: "budget-chapter/V", BudgetYear: year, SHA256: id, Pages: 1}}}
	for _, t := range titles {
		start := len([]rune(x.Document.Text))
		line := "Artikel " + t + "\n"
		number, title, _ := strings.Cut(t, " ")
		x.Document.Text += line
		heading := model.Span{Start: start, End: start + len([]rune(line)) - 1}
		x.Document.Sections = append(x.Document.Sections, &model.Section{Kind: "article", Number: number, Title: title, Heading: heading, Span: model.Span{Start: start, End: heading.End + 1}})
		if title == "" {
			title = "Artikel " + number
		}
		x.Entities = append(x.Entities, &model.Entity{ID: "budget-article/V/" + number, Type: model.TypeBudgetArticle, Label: title,
			Mentions: []model.Mention{{Span: heading, Text: strings.TrimSuffix(line, "\n")}}})
	}
	return x
}

// places writes which articles were matched, and by what.
func places(c *Comparison) string {
	var out []string
	for _, p := range c.Places {
		number := func(x *Place) string {
			if x == nil {
				return "-"
			}
			return x.Number
		}
		if p.Basis != BasisDocument {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s>%s %s", number(p.From), number(p.To), p.Basis)))
		}
	}
	return strings.Join(out, ", ")
}

// TestPlacesMatch: articles are found again by the surest basis there is, and not by a
// number whose title says otherwise.
func TestPlacesMatch(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to []string
		want     string
	}{
		{"unchanged", []string{"1 Vrede", "2 Veiligheid en stabiliteit"}, []string{"1 Vrede", "2 Veiligheid en stabiliteit"}, "1>1 SAME_NUMBER_AND_TITLE, 2>2 SAME_NUMBER_AND_TITLE"},
		{"swapped", []string{"2 Vrede en recht", "3 Open samenleving"}, []string{"2 Open samenleving", "3 Vrede en recht"}, "3>2 SAME_TITLE, 2>3 SAME_TITLE"},
		{"the number given away", []string{"4 Consulaire dienstverlening"}, []string{"4 Europese samenwerking", "6 Consulaire dienstverlening"}, "->4, 4>6 SAME_TITLE"},
		{"renamed under its number", []string{"2 Veiligheid en stabiliteit"}, []string{"2 Vrede en veiligheid"}, "2>2 NUMBER_AND_ALIKE_TITLE"},
		{"another under its number", []string{"2 Veiligheid en stabiliteit"}, []string{"2 Cultuur"}, "->2, 2>-"},
		{"longer, and renumbered", []string{"3 Effectieve Europese samenwerking"}, []string{"5 Effectieve Europese samenwerking en handel"}, "3>5 ALIKE_TITLE"},
		{"without a title", []string{"2"}, []string{"2 Cultuur"}, "2>2 NUMBER"},
		{"two fit equally well", []string{"2 Open samenleving"}, []string{"3 Open samenleving", "4 Open samenleving"}, "2>-, ->3, ->4"},
		{"spelling", []string{"2 Veiligheid & stabiliteit"}, []string{"2 Veiligheid en stabiliteit"}, "2>2 SAME_NUMBER_AND_TITLE"},
		{"sub-articles under a new number", []string{"2 Vrede en recht", "2.1"}, []string{"5 Vrede en recht", "5.1"}, "2>5 SAME_TITLE, 2.1>5.1 NUMBER"},
	} {
		v := viewOf(t, heads("document/a", 2022, c.from...), heads("document/b", 2023, c.to...))
		got := places(compared(t, v, "document/a", v, "document/b"))
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
