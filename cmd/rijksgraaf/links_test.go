package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
)

// shipped gives a view of the documents that ship with the project, with the registers.
func shipped(t *testing.T) *graph.View {
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
	files, err := filepath.Glob("../../testdata/documents/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	for _, f := range files {
		x, err := read(context.Background(), sources.Source{Path: f})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Apply(context.Background(), graph.Changes(s.View(), x)); err != nil {
			t.Fatal(err)
		}
	}
	return s.View()
}

// counted is a row of the hand count: who leans on whom, in what way and whether the other
// says so too, and words that stand in the sentence.
type counted struct{ pair, words string }

func handCount(t *testing.T) []counted {
	t.Helper()
	data, err := os.ReadFile("../../testdata/links/hand-count.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []counted
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || c[0] == "from" {
			continue
		}
		if len(c) != 6 {
			t.Fatalf("%d cells: %s", len(c), line)
		}
		out = append(out, counted{strings.Join(c[:5], " "), c[5]})
	}
	return out
}

// TestLinksByHandCount: of the documents that ship with the project the program finds the
// links that were counted by hand, each in its sentence, no other, and tells of each
// rightly whether one side alone says it.
func TestLinksByHandCount(t *testing.T) {
	missing := handCount(t)
	for _, l := range shipped(t).ChapterLinks(graph.LinkFilter{}) {
		said := "both"
		switch {
		case l.OneSided && l.OtherRead:
			said = "one"
		case l.OneSided:
			said = "unread"
		}
		pair := fmt.Sprintf("%s %s %s %s %s", code(l.From), code(l.To), kindWord(l.Kind), said, l.About)
		at := slices.IndexFunc(missing, func(c counted) bool { return c.pair == pair && strings.Contains(oneLine(l.Evidence.Text), c.words) })
		if at < 0 {
			t.Errorf("not counted by hand: %s %q", pair, oneLine(l.Evidence.Text))
			continue
		}
		missing = slices.Delete(missing, at, at+1)
	}
	for _, c := range missing {
		t.Errorf("counted by hand and not found: %s %q", c.pair, c.words)
	}
}

// TestBodiesKnowTheirChapters: what the register of bodies gives reaches the graph with
// its years: the COA moved.
func TestBodiesKnowTheirChapters(t *testing.T) {
	var got []string
	for _, b := range registers().Bodies {
		if b.ID == "organisation/coa" {
			got = append(got, fmt.Sprintf("%s %d-%d", b.Chapter, b.From, b.Until))
		}
	}
	if s := strings.Join(got, ", "); s != "budget-chapter/VI 0-2024, budget-chapter/XX 2025-0" {
		t.Errorf("the COA: %s", s)
	}
	if !slices.Contains(registers().Generic, "organisation/eu") {
		t.Error("the EU is not generic")
	}
}
