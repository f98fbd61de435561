package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// apiGraph is the graph that APIs are measured on: how large it is, and its seed.
type apiGraph struct {
	relations int
	seed      uint64
}

func (g *apiGraph) declare(f *pflag.FlagSet) {
	f.IntVar(&g.relations, "relations", 300_000, "relations of the graph, each with an evidence; there is an entity for every three")
	f.Uint64Var(&g.seed, "seed", 1, "seed of the random numbers")
}

func (g apiGraph) documents() int { return max(1, g.relations/apiRelations) }

// apiSample are things that questions are put about.
type apiSample struct {
	cards, hops []string // ids of entities
	texts       []string // of searches
	// all entities, all policies and what may be typed of all names, each thing once and in an
	// order that has nothing to do with its place in the graph.
	all, allHops, allTexts []string

	entities, relations, evidences int // that there are
}

// sampleSize is how many different questions of a kind there are.
const sampleSize = 200

// sample draws from all documents things that have ten relations and more, and such words
// of names as somebody types: a word, the beginning of one, and two of a name.
func (g apiGraph) sample() *apiSample {
	s := &apiSample{entities: g.documents() * apiEntities, evidences: g.documents() * apiRelations}
	degree, seen := map[string]int{}, map[string]bool{}
	for i := range g.documents() {
		for _, r := range apiDocument(i, g.seed).Relations {
			if id := r.ID(); !seen[id] {
				seen[id] = true
				degree[r.Subject]++
			}
		}
	}
	s.relations = len(seen)
	var rich []string
	for id, n := range degree {
		if n >= 10 {
			rich = append(rich, id)
		}
	}
	slices.Sort(rich)
	step := max(1, len(rich)/sampleSize)
	for i := 0; i < len(rich) && len(s.cards) < sampleSize; i += step {
		s.cards = append(s.cards, rich[i])
		if isPolicy(rich[i]) {
			s.hops = append(s.hops, rich[i])
		}
	}
	for i := range sampleSize {
		_, _, label := apiEntity(i*s.entities/sampleSize, g.seed)
		s.texts = append(s.texts, typed(label, i))
	}
	g.rest(s)
	return s
}

func isPolicy(id string) bool { return strings.HasPrefix(id, "policy/") }

// typed gives what somebody types of a name, one of three things.
func typed(label string, i int) string {
	w := strings.Fields(label)
	return [3]string{w[2], w[1] + " " + w[3], w[3][:min(len(w[3]), 5)]}[i%3]
}

// rest draws the things of which there are more than 200.
func (g apiGraph) rest(s *apiSample) {
	seen := map[string]bool{}
	for i := range s.entities {
		id, _, label := apiEntity(i, g.seed)
		s.all = append(s.all, id)
		if text := typed(label, i); !seen[text] {
			seen[text] = true
			s.allTexts = append(s.allTexts, text)
		}
	}
	rng := rand.New(rand.NewPCG(g.seed, 2))
	for _, list := range [][]string{s.all, s.allTexts} {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	for _, id := range s.all {
		if isPolicy(id) {
			s.allHops = append(s.allHops, id)
		}
	}
}

// loadOurs fills the store in a folder with the graph.
func (g apiGraph) loadOurs(ctx context.Context, dir string) (took time.Duration, err error) {
	s, err := graph.Open(filepath.Join(dir, "ours"), graph.Options{})
	if err != nil {
		return 0, err
	}
	start := time.Now()
	for i := 0; i < g.documents() && err == nil; {
		var list []*graph.ChangeSet
		for quads := 0; quads < groupQuads && i < g.documents(); i++ {
			cs := graph.Changes(s.View(), apiDocument(i, g.seed))
			list = append(list, cs)
			quads += cs.Added()
		}
		_, err = s.ApplyAll(ctx, list)
	}
	took = time.Since(start)
	if closed := s.Close(); err == nil {
		err = closed
	}
	return took, err
}

// apiRows writes documents as rows for PostgreSQL's COPY, each thing once.
type apiRows struct{ have map[string]bool }

// copies writes what the tables get of some documents, in the order of their keys.
func (r *apiRows) copies(w io.Writer, list []*model.Extraction) {
	tables := []struct {
		name, columns string
		rows          func(*model.Extraction, func(id string, fields ...string))
	}{
		{"document", "id, title", func(x *model.Extraction, row func(string, ...string)) {
			row(x.Document.ID, x.Document.ID, x.Document.Title)
		}},
		{"entity", "id, type, label", func(x *model.Extraction, row func(string, ...string)) {
			for _, e := range x.Entities {
				row(e.ID, e.ID, constant(string(e.Type)), e.Label)
			}
		}},
		{"relation", "id, subject, predicate, object", func(x *model.Extraction, row func(string, ...string)) {
			for _, e := range x.Relations {
				row(e.ID(), e.ID(), e.Subject, constant(string(e.Predicate)), e.Object)
			}
		}},
		{"evidence", "relation, document, page, section, text", evidenceRows},
	}
	for _, t := range tables {
		_, _ = fmt.Fprintf(w, "COPY budget.%s (%s) FROM STDIN;\n", t.name, t.columns)
		for _, x := range list {
			t.rows(x, func(id string, fields ...string) {
				if id == "" || !r.have[id] {
					r.have[id] = true
					_, _ = io.WriteString(w, strings.Join(fields, "\t")+"\n")
				}
			})
		}
		_, _ = io.WriteString(w, "\\.\n")
	}
}

func evidenceRows(x *model.Extraction, row func(string, ...string)) {
	for _, e := range x.Relations {
		for _, v := range e.Evidence {
			row("", e.ID(), x.Document.ID, fmt.Sprint(v.Page), `{"`+strings.Join(v.Section, `","`)+`"}`, v.Text)
		}
	}
}
