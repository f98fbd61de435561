package extract_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

const (
	goldTexts = "../testdata/gold/*.txt"
	expected  = "../testdata/expected"
)

func texts(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(goldTexts)
	if err != nil || len(files) < 3 {
		t.Fatalf("%d gold texts, %v", len(files), err)
	}
	return files
}

func read(t testing.TB, file string) *document.Document {
	t.Helper()
	d, err := document.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// listing prints an extraction so that a change of it reads well in a review: a line for
// each entity with its mentions, and for each relation with the rules that found it.
func listing(x *model.Extraction) string {
	var b strings.Builder
	fmt.Fprintf(&b, "document %s kind=%s year=%d chapter=%s\n", x.Document.ID, x.Document.Kind, x.Document.BudgetYear, x.Document.Chapter)
	for _, e := range x.Entities {
		fmt.Fprintf(&b, "entity %s %q", e.ID, e.Label)
		for _, m := range e.Mentions {
			fmt.Fprintf(&b, " %d-%d", m.Start, m.End)
		}
		b.WriteString("\n")
	}
	for _, r := range x.Relations {
		fmt.Fprintf(&b, "relation %s %s %s", r.Subject, r.Predicate, r.Object)
		if r.Object == "" && r.Amount != nil {
			fmt.Fprintf(&b, "%s %s", r.Amount.Value, r.Amount.Unit)
		}
		for _, q := range r.Qualifiers {
			fmt.Fprintf(&b, " %s=%s", q.Name, q.Value)
		}
		for _, s := range r.Amounts {
			fmt.Fprintf(&b, " (%s %s", s.Value, s.Unit)
			for _, q := range s.Qualifiers {
				fmt.Fprintf(&b, " %s=%s", q.Name, q.Value)
			}
			b.WriteString(")")
		}
		if r.Exhaustive != nil {
			fmt.Fprintf(&b, " exhaustive=%t", *r.Exhaustive)
		}
		for _, e := range r.Evidence {
			fmt.Fprintf(&b, " [%s %d-%d]", e.Rule, e.Start, e.End)
		}
		b.WriteString("\n")
	}
	for _, g := range x.Gaps {
		fmt.Fprintf(&b, "gap %s %s %q\n", g.Stage, g.Kind, g.Detail)
	}
	return b.String()
}

// TestExpected compares what is found in the gold texts with the listings in
// testdata/expected; -update writes them anew.
func TestExpected(t *testing.T) {
	x := extractor(t)
	for _, file := range texts(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			got := listing(x.Extract(read(t, file)))
			golden := filepath.Join(expected, name+".txt")
			if *update {
				if err := os.MkdirAll(expected, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run with -update and read the diff\n%s", golden, firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got  %s\n want %s", i+1, g[i], append(w, "")[min(i, len(w))])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

// TestDeterministic extracts all texts on 1, 2 and 8 cores, and many at once with one
// Extractor and with fresh ones: the bytes are the same.
func TestDeterministic(t *testing.T) {
	files := texts(t)
	want := map[string][]byte{}
	x := extractor(t)
	for _, f := range files {
		want[f] = contract(t, x, f)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, cores := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(cores)
		fresh := extractor(t)
		var wg sync.WaitGroup
		for _, f := range files {
			wg.Go(func() {
				if got := contract(t, fresh, f); !bytes.Equal(got, want[f]) {
					t.Errorf("%s differs on %d cores", f, cores)
				}
			})
		}
		wg.Wait()
	}
}

func contract(t testing.TB, x *extract.Extractor, file string) []byte {
	d, err := document.Read(file)
	if err != nil {
		t.Error(err)
		return nil
	}
	var b bytes.Buffer
	if err := model.WriteContract(&b, x.Extract(d)); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

// variants are forms in which one text may come.
func variants(text string) map[string]string {
	return map[string]string{
		"as is":       text,
		"CRLF":        strings.ReplaceAll(text, "\n", "\r\n"),
		"byte order":  "\ufeff" + text,
		"form feeds":  strings.ReplaceAll(text, "\nB. ", "\n\fB. "),
		"no-break":    strings.ReplaceAll(text, " van ", "\u00a0van "),
		"soft hyphen": strings.ReplaceAll(text, "heid", "\u00adheid"),
	}
}

// TestSpansReread reads each text in several forms and checks that every mention,
// evidence and end re-reads from the text, that every relation fits the ontology and has
// both ends among the entities, and that the same is found in all forms.
func TestSpansReread(t *testing.T) {
	x := extractor(t)
	for _, file := range texts(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		plain := len(extracted(t, x, string(raw)).Relations)
		for form, text := range variants(string(raw)) {
			t.Run(filepath.Base(file)+"/"+form, func(t *testing.T) {
				got := extracted(t, x, text)
				checkExtraction(t, got)
				if form != "no-break" && len(got.Relations) != plain {
					t.Errorf("%d relations, %d in the plain form", len(got.Relations), plain)
				}
			})
		}
	}
}

func checkExtraction(t testing.TB, x *model.Extraction) {
	t.Helper()
	text := []rune(x.Document.Text)
	reread := func(what string, s model.Span, words string) {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || string(text[s.Start:s.End]) != words {
			t.Errorf("%s: %d-%d does not re-read as %q", what, s.Start, s.End, words)
		}
	}
	known := map[string]bool{}
	for _, e := range x.Entities {
		known[e.ID] = true
		if err := ontology.CheckEntity(e); err != nil {
			t.Error(err)
		}
		for _, m := range e.Mentions {
			reread(e.ID, m.Span, m.Text)
		}
	}
	for _, r := range x.Relations {
		if err := ontology.CheckRelation(r); err != nil {
			t.Error(err)
		}
		if !known[r.Subject] || r.Object != "" && !known[r.Object] || r.Object == "" && r.Amount == nil {
			t.Errorf("%s %s %s: an end is no entity", r.Subject, r.Predicate, r.Object)
		}
		for _, e := range r.Evidence {
			reread(r.ID(), e.Span, e.Text)
			if e.Confidence <= 0 || e.Confidence > 1 || e.Rule == "" {
				t.Errorf("%s: rule %q, confidence %v", r.ID(), e.Rule, e.Confidence)
			}
			for _, end := range []*model.Span{e.SubjectSpan, e.ObjectSpan} {
				if end != nil && (end.Start < 0 || end.End > len(text) || end.Start >= end.End) {
					t.Errorf("%s: an end at %v", r.ID(), *end)
				}
			}
		}
	}
}

// FuzzExtract extracts arbitrary text: nothing panics, and what is found re-reads.
func FuzzExtract(f *testing.F) {
	for _, file := range texts(f) {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add("Artikel 1: (A)\nB. Rol\nDe Minister van is verantwoordelijk voor:\n- (\n- )\n")
	x := extractor(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20000 {
			t.Skip()
		}
		d, err := document.ReadBytes("fuzz.txt", []byte(text))
		if err != nil {
			t.Skip()
		}
		checkExtraction(t, x.Extract(d))
	})
}
