package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// comparedFiles gives a view of files of testdata, and the ids of their documents.
func comparedFiles(t *testing.T, files ...string) (*graph.View, []string) {
	t.Helper()
	s, err := graph.Open(graph.Memory, graph.Options{Known: registers})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	read, err := reading{}.extraction(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	v := s.View()
	var ids []string
	for _, f := range files {
		x, err := read(context.Background(), sources.Source{Path: "../../testdata/" + f})
		if err != nil {
			t.Fatal(err)
		}
		if v, err = v.With(x); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, x.Document.ID)
	}
	return v, ids
}

// changeRow is a row of by-hand.tsv.
type changeRow struct{ what, change, basis, thing, from, to, difference string }

func changesByHand(t *testing.T) []changeRow {
	t.Helper()
	data, err := os.ReadFile("../../testdata/compare/by-hand.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []changeRow
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || c[0] == "what" {
			continue
		}
		if len(c) != 7 {
			t.Fatalf("%d cells: %s", len(c), line)
		}
		out = append(out, changeRow{c[0], c[1], c[2], c[3], c[4], c[5], c[6]})
	}
	return out
}

// is says whether a row of the hand's stands for one that was found: the thing and the words
// of the found one may go on.
func (r changeRow) is(found changeRow) bool {
	holds := func(found, wanted string) bool {
		if wanted == "" {
			return found == ""
		}
		return strings.Contains(found, wanted)
	}
	if r.what == "amounts" && (found.from != r.from || found.to != r.to) {
		return false
	}
	return found.what == r.what && found.change == r.change && found.basis == r.basis && found.difference == r.difference &&
		strings.HasPrefix(found.thing, r.thing) && holds(found.from, r.from) && holds(found.to, r.to)
}

// changesFound writes a comparison as by-hand.tsv does.
func changesFound(v *graph.View, c *graph.Comparison) []changeRow {
	label := func(id string) string {
		if e := v.Entity(id); e != nil && !strings.HasPrefix(id, "budget-article/") && !strings.HasPrefix(id, "budget-chapter/") {
			return e.Label
		}
		return code(id)
	}
	word := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "-")) }
	var out []changeRow
	for i := range c.Places {
		p := &c.Places[i]
		if p.Basis != graph.BasisDocument {
			out = append(out, changeRow{"place", "", word(string(p.Basis)), code(p.From.Article) + " -> " + code(p.To.Article), p.From.Title, p.To.Title, ""})
		}
		for _, e := range p.Entities {
			if e.Change != graph.ChangeKept {
				out = append(out, changeRow{word(string(e.Topic)), word(string(e.Change)), "", e.Entity().Label, wordsText(e.FromWords), wordsText(e.ToWords), ""})
			}
		}
		for _, l := range p.Chapters {
			text := func(list []graph.ChapterLink) string {
				var b strings.Builder
				for _, x := range list {
					b.WriteString(oneSpace(x.Evidence.Text) + " ")
				}
				return b.String()
			}
			if l.Change != graph.ChangeKept {
				out = append(out, changeRow{"chapters", word(string(l.Change)), "", code(l.Chapter), text(l.From), text(l.To), ""})
			}
		}
		for _, r := range p.Relations {
			text := func(r *model.Relation) string {
				if r == nil {
					return ""
				}
				return oneSpace(r.Evidence[0].Text)
			}
			if r.Change != graph.ChangeKept {
				x := r.Relation()
				out = append(out, changeRow{"relations", word(string(r.Change)), "", fmt.Sprintf("%s %s %s", label(x.Subject), x.Predicate, label(x.Object)), text(r.From), text(r.To), ""})
			}
		}
		for _, a := range p.Amounts {
			out = append(out, amountFound(&a, label))
		}
	}
	return out
}

func wordsText(w *graph.Words) string {
	if w == nil {
		return ""
	}
	return oneSpace(w.Text)
}

func amountFound(a *graph.AmountChange, label func(string) string) changeRow {
	row := changeRow{what: "amounts", change: strings.ToLower(string(a.Change)), basis: strings.ToLower(string(a.Basis)), difference: a.Difference}
	x := cmp.Or(a.To, a.From)
	year := x.Year()
	if a.From != nil {
		row.from = a.From.Value
		if a.From.Year() != year {
			year = a.From.Year() + "-" + year
		}
	}
	if a.To != nil {
		row.to = a.To.Value
	}
	row.thing = fmt.Sprintf("%s %s %s", label(x.Relation.Subject), x.Qualifier(model.QualifierKind), year)
	return row
}

// TestDiffByHand: between two texts of our own, as two years of one article, the program
// finds what a reader counted, and nothing else.
func TestDiffByHand(t *testing.T) {
	v, ids := comparedFiles(t, "compare/XV-2023.txt", "compare/XV-2024.txt")
	c, err := v.Compare(ids[0], ids[1], graph.CompareOptions{Kept: true})
	if err != nil {
		t.Fatal(err)
	}
	missing := changesByHand(t)
	for _, f := range changesFound(v, c) {
		at := slices.IndexFunc(missing, func(r changeRow) bool { return r.is(f) })
		if at < 0 {
			t.Errorf("not counted by hand: %+v", f)
			continue
		}
		missing = slices.Delete(missing, at, at+1)
	}
	for _, r := range missing {
		t.Errorf("counted by hand and not found: %+v", r)
	}
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
