package budgetgen

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/model"
)

func generator(t testing.TB, seed uint64) *Generator {
	t.Helper()
	g, err := New(seed)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestSameSeedSameBytes(t *testing.T) {
	first, second, other := generator(t, 1).Document(3, 60), generator(t, 1).Document(3, 60), generator(t, 2).Document(3, 60)
	if !bytes.Equal(first.Text, second.Text) {
		t.Error("one seed gives two texts")
	}
	if bytes.Equal(first.Text, other.Text) {
		t.Error("two seeds give one text")
	}
}

func TestDocumentsHaveThePagesAskedFor(t *testing.T) {
	total, names := 0, map[string]bool{}
	for d := range generator(t, 1).Documents(700) {
		if n := bytes.Count(d.Text, []byte("\f")) + 1; n != d.Pages {
			t.Errorf("%s has %d pages, not %d", d.Name, n, d.Pages)
		}
		if names[d.Name] {
			t.Errorf("%s comes twice", d.Name)
		}
		names[d.Name] = true
		total += d.Pages
	}
	if total != 700 {
		t.Errorf("%d pages, not 700", total)
	}
}

// TestDocumentsAreOfTheirChapterAndYear: the program reads them as what they are, and
// every document of the years has an id of its own.
func TestDocumentsAreOfTheirChapterAndYear(t *testing.T) {
	g, ids := generator(t, 1), map[string]string{}
	for i := 0; i < 2*chapterCount*yearCount; i += 7 {
		d := g.Document(i, 3)
		read, err := document.ReadBytes(d.Name, d.Text)
		if err != nil {
			t.Fatal(err)
		}
		m := read.Metadata
		if m.Kind != string(d.Kind) || m.BudgetYear != d.Year || m.Chapter != "budget-chapter/"+d.Chapter || m.Pages != d.Pages || m.Title == "" {
			t.Errorf("%s is read as %+v", d.Name, m)
		}
		if other, ok := ids[m.ID]; ok {
			t.Errorf("%s and %s are both %s", d.Name, other, m.ID)
		}
		ids[m.ID] = d.Name
	}
}

// TestTablesAddUp checks every sum of the tables of a chapter, in both kinds, and that the
// budget of a year is the same in both.
func TestTablesAddUp(t *testing.T) {
	g := generator(t, 5)
	planned := map[string]int64{}
	for i, kind := range []Kind{Budget, AnnualReport} {
		d := g.Document(i*chapterCount+4, 1)
		if d.Kind != kind {
			t.Fatal(d.Name)
		}
		w := &writer{g: g, doc: d, chapters: g.names.chaptersOf(d.Year)}
		w.chapter = w.chapters[4]
		for w.article = 1; w.article < 40; w.article++ {
			tab := w.table()
			addsUp(t, tab)
			for n, r := range tab.rows {
				key := fmt.Sprint(w.article, n, r.label)
				if kind == Budget {
					planned[key] = r.figures[1] // of the year itself
				} else if f := r.figures; r.depth > 0 && f[len(f)-2] != planned[key] {
					t.Errorf("article %d, %s: budget %d, in the annual report %d", w.article, r.label, planned[key], f[len(f)-2])
				}
			}
		}
	}
}

func addsUp(t *testing.T, tab table) {
	t.Helper()
	for i, r := range tab.rows[1:] {
		below := tab.rows[i+2:]
		sums := make([]int64, len(r.figures))
		any := false
		for _, b := range below {
			if b.depth <= r.depth {
				break
			}
			if b.depth == r.depth+1 {
				any = true
				for c, n := range b.figures {
					sums[c] += n
				}
			}
		}
		if any && fmt.Sprint(sums) != fmt.Sprint(r.figures) {
			t.Errorf("%s is %v, and the rows below it %v", r.label, r.figures, sums)
		}
	}
}

// TestTheTextSaysThings: the extractor finds facts of every sort in it, at a density like
// that of real documents, and all of it may be stored.
func TestTheTextSaysThings(t *testing.T) {
	d := generator(t, 1).Document(30, 40)
	read, err := document.ReadBytes(d.Name, d.Text)
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	got := x.Extract(read)
	found := map[model.Predicate]int{}
	for _, r := range got.Relations {
		found[r.Predicate]++
	}
	for _, p := range []model.Predicate{model.ExtendsTo, model.ResponsibleFor, model.Supervises, model.Funds, model.Allocates, model.BasedOn, model.Threatens, model.Implements} {
		if found[p] == 0 {
			t.Errorf("nothing is found that %s", p)
		}
	}
	if n := len(got.Relations); n < 5*d.Pages {
		t.Errorf("%d relations on %d pages", n, d.Pages)
	}
	t.Log(found, len(got.Entities), len(got.Gaps), len(got.Refusals), got.Warnings, runtime.NumCPU())
}

func TestSentencesThatCannotBeRead(t *testing.T) {
	head := "part\ttext\tsource\n"
	for name, c := range map[string]struct{ text, want string }{
		"two cells":    {head + "fact\tzin\n", "x.tsv:2"},
		"no source":    {head + "fact\tzin\t\n", "x.tsv:2"},
		"unknown slot": {head + "# note\nfact\t{onzin} is er\town\n", "x.tsv:3"},
		"open slot":    {head + "fact\t{law is er\town\n", "x.tsv:2"},
		"missing part": {head + "fact\tzin\town\n", `the part "notice"`},
	} {
		if _, err := parse("x.tsv", c.text); err == nil || !strings.Contains(err.Error(), c.want) || model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestEveryYearHasItsChapters(t *testing.T) {
	g := generator(t, 1)
	for year := lastYear - yearCount + 1; year <= lastYear; year++ {
		if n := len(g.names.chaptersOf(year)); n != chapterCount {
			t.Errorf("%d has %d chapters", year, n)
		}
	}
}
