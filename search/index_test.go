package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// someWords are what random documents are made of; some are forms of one word.
var someWords = strings.Fields("De Minister ministers begroting begrotingen Defensie wapens wapen van het OM zaken zaak veiligheid veiligheidsregio's NAVO kosten. Mali. verdragen; verdrag onderwijs")

// randomPaper makes a document of n words, always the same for a seed.
func randomPaper(t testing.TB, id string, seed uint64, n int) *model.Extraction {
	r := rand.New(rand.NewPCG(seed, 7))
	words := make([]string, n)
	for i := range words {
		words[i] = someWords[r.IntN(len(someWords))]
	}
	text := strings.Join(words, " ")
	entities := map[string][]string{"organisation/navo": {"NAVO"}, "organisation/o" + fmt.Sprint(seed%5): {"Bureau " + words[0], "OM"}}
	sections := []*model.Section{{Kind: "role", Title: "Financieren", Heading: model.Span{Start: 0, End: 2}, Span: model.Span{Start: 0, End: len(text) / 2}}}
	return paper(t, model.Metadata{ID: "document/" + id, Title: "Stuk " + words[1], Kind: []string{"budget", "letter"}[seed%2],
		Chapter: "budget-chapter/" + []string{"V", "X", "VI"}[seed%3], BudgetYear: 2020 + int(seed%4)}, text, sections, entities)
}

// someQueries are asked of random documents.
var someQueries = []Query{{Text: "minister"}, {Text: "begroting wapens"}, {Text: "wapen -navo"}, {Text: "Zakn"}, {Text: `"begroting van"`}, {Text: "veiligheid", Typos: TyposAlways},
	{Text: "navo", Filter: Filter{Chapters: []string{"budget-chapter/V"}, Years: []int{2020, 2021}}}, {Text: "verdrag", Filter: Filter{Types: []model.EntityType{model.TypeOrganisation}, Sections: []string{"financ"}}},
	{Text: "bureau"}, {Text: "stuk"}, {Text: "onderwijz"}}

// answers asks everything and writes the answers down.
func answers(t testing.TB, x *Index) []string {
	t.Helper()
	var out []string
	for _, q := range someQueries {
		r := find(t, x, q)
		out = append(out, fmt.Sprintf("%s: %d, %+v, %q, behind %v", q.Text, len(r.Hits), r.Facets(), r.Suggestions, r.Behind))
		for i, l := range lines(r) {
			out = append(out, fmt.Sprintf("  %.3f %v %s", r.Hits[i].Score, r.Hits[i].Sentence.Span, l))
		}
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(want) < 2*len(someQueries) {
		t.Fatalf("%s: only %d lines to compare", what, len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s\ngot    %s\nwanted %s", what, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d lines, wanted %d", what, len(got), len(want))
	}
}

// TestSameWhateverTheOrder: the order of ingest, the number of processors and how the index
// came about change no answer.
func TestSameWhateverTheOrder(t *testing.T) {
	const n = 40
	var want []string
	for _, processors := range []int{1, 8} {
		before := runtime.GOMAXPROCS(processors)
		for _, way := range []string{"forwards", "backwards", "step by step"} {
			s := newStore(t)
			x := newIndex(t, s, Options{})
			for i := range n {
				if way == "backwards" {
					i = n - 1 - i
				}
				put(t, s, randomPaper(t, fmt.Sprintf("d%02d", i), uint64(i), 200))
				if way == "step by step" {
					find(t, x, Query{Text: "navo"})
				}
			}
			got := answers(t, x)
			if want == nil {
				want = got
			}
			same(t, fmt.Sprintf("%s on %d processors", way, processors), got, want)
		}
		runtime.GOMAXPROCS(before)
	}
}

// TestCatchesUp: after every commit the answers are those of an index made anew.
func TestCatchesUp(t *testing.T) {
	s := newStore(t)
	x := newIndex(t, s, Options{})
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 25 {
		id := fmt.Sprintf("d%d", r.IntN(6))
		if r.IntN(3) == 0 && s.View().Document("document/"+id) != nil {
			if _, err := s.Delete(context.Background(), "document/"+id); err != nil {
				t.Fatal(err)
			}
		} else {
			put(t, s, randomPaper(t, id, uint64(i), 60+r.IntN(200)))
		}
		if len(s.View().Documents(graph.DocumentFilter{})) > 2 {
			same(t, fmt.Sprintf("after commit %d", i), answers(t, x), answers(t, newIndex(t, s, Options{})))
		}
	}
}

// held is a source that shows an old view until it is let go.
type held struct {
	mu   sync.Mutex
	view *graph.View
}

func (h *held) View() *graph.View {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.view
}

func (h *held) set(v *graph.View) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.view = v
}

// TestBetweenTwoStates: a search about one state, of an index of another, gives nothing that
// the state does not say, and says that it is behind.
func TestBetweenTwoStates(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	before := s.View()
	h := &held{view: before}
	x := newIndex(t, h, Options{})
	find(t, x, Query{Text: "gbvs"})
	changed := paperX(t)
	changed.Document.Text = strings.Replace(changed.Document.Text, "De GBVS vergt inzet van", "Nu kost de GBVS goud:", 1)
	for _, e := range changed.Entities {
		e.Mentions = nil
	}
	put(t, s, changed)
	// The index has the state before, the search the one after.
	r, err := x.Find(context.Background(), s.View(), Query{Text: "gbvs defensie", In: []Kind{KindSentence}})
	if err != nil || !r.Behind || len(r.Hits) != 0 {
		t.Fatalf("%+v, %v: want nothing, behind", r, err)
	}
	if r, err = x.Find(context.Background(), s.View(), Query{Text: "gbvs", In: []Kind{KindSentence}}); err != nil || len(r.Hits) != 1 || r.Hits[0].ID != "document/kst-36360-V-1" {
		t.Fatalf("%+v, %v: want the sentence of the document that stayed as it was", r, err)
	}
	h.set(s.View())
	if r = find(t, x, Query{Text: "gbvs goud", In: []Kind{KindSentence}}); r.Behind || len(r.Hits) != 1 || r.Commit != s.View().Commit() {
		t.Fatalf("%+v: want one hit of the last state", r)
	}
	// The other way round: an operation that began before.
	if r, err = x.Find(context.Background(), before, Query{Text: "gbvs goud"}); err != nil || !r.Behind || len(r.Hits) != 0 {
		t.Fatalf("%+v, %v: want nothing, behind", r, err)
	}
}

// TestSnippetsReRead: what is shown of a sentence is the document's text over its span.
func TestSnippetsReRead(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	for i := range 10 {
		put(t, s, randomPaper(t, fmt.Sprintf("d%d", i), uint64(i), 900))
	}
	x := newIndex(t, s, Options{})
	shortened := 0
	for _, text := range []string{"buitenlandse", "navo", "mali", "ontwikkelingssamenwerking", "begroting"} {
		r := find(t, x, Query{Text: text, In: []Kind{KindSentence}})
		if len(r.Hits) == 0 {
			t.Errorf("%s: nothing found", text)
		}
		for _, h := range r.Hits {
			p := r.Snippet(h)
			runes := []rune(s.View().Document(h.ID).Text)
			if got := string(runes[p.Span.Start:p.Span.End]); got != p.Text {
				t.Errorf("%s %v: %q is not %q", h.ID, p.Span, got, p.Text)
			}
			if !h.Sentence.Span.Contains(p.Span) || p.Span.Len() > maxSnippet || len(p.Highlights) == 0 {
				t.Errorf("%s %v in %v: %v", h.ID, p.Span, h.Sentence.Span, p.Highlights)
			}
			if p.Span != h.Sentence.Span {
				shortened++
			}
		}
	}
	if shortened == 0 {
		t.Error("no sentence was long enough to be shortened")
	}
}

// TestFacets: the counts are those of a scan over all hits, and as many hits come when a value
// is asked for.
func TestFacets(t *testing.T) {
	s := newStore(t)
	for i := range 20 {
		put(t, s, randomPaper(t, fmt.Sprintf("d%d", i), uint64(i), 150))
	}
	x := newIndex(t, s, Options{})
	f := find(t, x, Query{Text: "navo"}).Facets()
	total := func(q Query) int { q.Text = "navo"; return len(find(t, x, q).Hits) }
	check := func(what string, list []Count, ask func(v string) Query) {
		if len(list) < 2 && what != "section" && what != "type" {
			t.Errorf("%s: only %v", what, list)
		}
		for _, c := range list {
			if got := total(ask(c.Value)); got != c.Count {
				t.Errorf("%s %s: %d hits, the facet says %d", what, c.Value, got, c.Count)
			}
		}
	}
	check("kind", f.Kinds, func(v string) Query { return Query{In: []Kind{Kind(v)}} })
	check("type", f.Types, func(v string) Query { return Query{Filter: Filter{Types: []model.EntityType{model.EntityType(v)}}} })
	check("chapter", f.Chapters, func(v string) Query { return Query{Filter: Filter{Chapters: []string{v}}} })
	check("document kind", f.DocumentKinds, func(v string) Query { return Query{Filter: Filter{DocumentKinds: []string{v}}} })
	check("section", f.Sections, func(v string) Query { return Query{Filter: Filter{Sections: []string{v}}} })
	check("year", f.Years, func(v string) Query {
		var y int
		_, _ = fmt.Sscan(v, &y)
		return Query{Filter: Filter{Years: []int{y}}}
	})
	// A scan of the texts themselves.
	scanned := 0
	for _, d := range s.View().Documents(graph.DocumentFilter{}) {
		runes := []rune(d.Text)
		for _, c := range Sentences(d) {
			if slices.Contains(strings.FieldsFunc(string(runes[c.Start:c.End]), func(r rune) bool { return strings.ContainsRune(" .;", r) }), "NAVO") {
				scanned++
			}
		}
	}
	if i := slices.IndexFunc(f.Kinds, func(c Count) bool { return c.Value == "SENTENCES" }); i < 0 || f.Kinds[i].Count != scanned {
		t.Errorf("%v: a scan finds %d sentences", f.Kinds, scanned)
	}
}

// TestFolder: a large store's index is kept in a folder, read from there, followed by commits,
// and made anew when it is damaged, of another version, or half there.
func TestFolder(t *testing.T) {
	s := newStore(t)
	for i := range 10 {
		put(t, s, randomPaper(t, fmt.Sprintf("d%d", i), uint64(i), 200))
	}
	want := answers(t, newIndex(t, s, Options{}))
	dir := filepath.Join(t.TempDir(), "search")
	var noted []error
	open := func() *Index {
		return newIndex(t, s, Options{Dir: dir, Large: 1, Note: func(err error) { noted = append(noted, err) }})
	}
	x := open()
	same(t, "made", answers(t, x), want)
	stamp := modified(t, dir)
	y := open()
	same(t, "read by a second", answers(t, y), want)
	if modified(t, dir) != stamp || !y.state.disk || len(noted) != 0 {
		t.Errorf("it was written again: %v", noted)
	}

	put(t, s, randomPaper(t, "d3", 77, 300))
	if _, err := s.Delete(context.Background(), "document/d5"); err != nil {
		t.Fatal(err)
	}
	want = answers(t, newIndex(t, s, Options{}))
	same(t, "after commits", answers(t, x), want)
	same(t, "the other after commits", answers(t, y), want)
	same(t, "read after commits", answers(t, open()), want)
	if len(noted) != 0 {
		t.Errorf("noted %v", noted)
	}

	for name, harm := range map[string]func(){
		"a segment":     func() { spoil(t, dir, ".zap") },
		"the list":      func() { spoil(t, dir, ".bolt") },
		"the tag":       func() { spoil(t, dir, "tag.json") },
		"a file is out": func() { remove(t, dir, ".zap") },
		"a version": func() {
			path := filepath.Join(dir, tagFile)
			text, _ := os.ReadFile(path)
			_ = os.WriteFile(path, []byte(strings.Replace(string(text), fmt.Sprintf(`"version":%d`, version), `"version":999`, 1)), 0o600)
		},
	} {
		noted = nil
		harm()
		same(t, name, answers(t, open()), want)
		if len(noted) != 1 || !strings.Contains(noted[0].Error(), "is made anew") {
			t.Errorf("%s: noted %v", name, noted)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".search.*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestFolderThatCannotBeWritten: the index is made in memory, and that is told.
func TestFolderThatCannotBeWritten(t *testing.T) {
	s := newStore(t, paperV(t))
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var noted []error
	x := newIndex(t, s, Options{Dir: filepath.Join(file, "search"), Large: 1, Note: func(err error) { noted = append(noted, err) }})
	if r := find(t, x, Query{Text: "navo"}); len(r.Hits) != 2 || len(noted) == 0 || x.state.disk {
		t.Errorf("%v, noted %v", r.Hits, noted)
	}
}

func modified(t *testing.T, dir string) any {
	t.Helper()
	i, err := os.Stat(filepath.Join(dir, tagFile))
	if err != nil {
		t.Fatal(err)
	}
	return i.ModTime()
}

// one gives a file below a folder whose name ends so.
func one(t *testing.T, dir, end string) string {
	t.Helper()
	found := ""
	_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(path, end) {
			found = path
		}
		return nil
	})
	if found == "" {
		t.Fatalf("no file %s in %s", end, dir)
	}
	return found
}

func spoil(t *testing.T, dir, end string) {
	path := one(t, dir, end)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 0xff
	if err := os.Remove(path); err != nil { // others may have the old one mapped
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, dir, end string) {
	if err := os.Remove(one(t, dir, end)); err != nil {
		t.Fatal(err)
	}
}

// TestManyAtOnce: searches and commits at once.
func TestManyAtOnce(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	x := newIndex(t, s, Options{})
	var done sync.WaitGroup
	for range 4 {
		done.Go(func() {
			for range 20 {
				if r, err := x.Find(context.Background(), s.View(), Query{Text: "gbvs"}); err != nil || len(r.Hits) != 3 {
					t.Errorf("%v, %v", r, err)
				}
			}
		})
	}
	for i := range 10 {
		put(t, s, randomPaper(t, "d", uint64(i), 50))
	}
	done.Wait()
}

// TestSentences: where texts are cut.
func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"Een. Twee! Drie? vier":                                         {"Een.", "Twee!", "Drie? vier"},
		"Zie art. 3 en nr. 7, d.w.z. J. Jansen. Dan dit.":               {"Zie art. 3 en nr. 7, d.w.z. J. Jansen.", "Dan dit."},
		"Voor:\n– een;\n– twee.\n\nKop\n\nTekst die\nover regels gaat.": {"Voor:", "– een;", "– twee.", "Kop", "Tekst die\nover regels gaat."},
		"Blad een\fBlad twee":                                           {"Blad een", "Blad twee"},
		" \n – \n ":                                                     nil,
		"":                                                              nil,
		"(Dit is zo.) \"Dat ook.\" Einde":                               {"(Dit is zo.)", "\"Dat ook.\"", "Einde"},
	} {
		d := &model.Document{Text: text}
		var got []string
		for _, s := range Sentences(d) {
			got = append(got, string([]rune(text)[s.Start:s.End]))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	long := &model.Document{Text: strings.Repeat("woord ", 500)}
	for _, s := range Sentences(long) {
		if s.Len() > longest+10 {
			t.Errorf("a sentence of %d", s.Len())
		}
	}
	table := &model.Document{Text: "Tabel\nrij een 1\nrij twee 2\n", Sections: []*model.Section{{Kind: "table", Span: model.Span{End: 27}, Heading: model.Span{End: 5}}}}
	if got := Sentences(table); len(got) != 3 {
		t.Errorf("%v: want a heading and two rows", got)
	}
}
