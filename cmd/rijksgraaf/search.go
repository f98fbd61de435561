package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
	"rijksgraaf/search"
)

// searchFolder is the folder of a large store's index, in the store's.
const searchFolder = "search"

// searchWidth is how wide the lines of a sentence are printed.
const searchWidth = 92

// searchFlags are the flags of `search`.
type searchFlags struct {
	in, types, chapters, kinds, sections, documents []string
	years                                           []int
	typos                                           string
	limit                                           int
	facets                                          bool
}

func (a *app) search() *cobra.Command {
	var f searchFlags
	c := &cobra.Command{
		Use:   "search TEXT",
		Short: "Find entities, documents and sentences by their words",
		Long: `Finds entities by their names, documents by title and number, and sentences by what
they say, the best first. All words must be there, in whatever form (begroting finds
begrotingen), as the beginning of a word, or, where a word stands nowhere as typed, with a
letter or two typed wrong. "Words in quotes" must stand side by side, -words not be there.

The words that fit are marked on a terminal, and set between asterisks elsewhere. The index of
a large store is kept in the folder search in the store's, and made anew when it is not there.`,
		Example: `  rijksgraaf search buitenlandse zaken
  rijksgraaf search '"internationale rechtsorde" -navo' --in sentences --chapter V
  rijksgraaf search veiligheid --type policy,threat --year 2022 --json`,
		Args: atLeast(1, "the text to look for"),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := f.query(c, args)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error { return a.printFound(c.Context(), s, q, f) })
		},
	}
	c.Flags().StringSliceVar(&f.in, "in", nil, "look for `kinds` of things: "+strings.Join(kindsToFind(), ", ")+" (default: all)")
	c.Flags().StringSliceVar(&f.types, "type", nil, "only entities of these `types`, such as policy or budget-article, and what mentions one")
	c.Flags().StringSliceVar(&f.chapters, "chapter", nil, "only of these `chapters`: V or budget-chapter/V")
	c.Flags().IntSliceVar(&f.years, "year", nil, "only about these budget `years`")
	c.Flags().StringSliceVar(&f.kinds, "document-kind", nil, "only of these `kinds` of documents, such as budget or annual-report")
	c.Flags().StringSliceVar(&f.documents, "document", nil, "only of these documents, by `id`")
	c.Flags().StringSliceVar(&f.sections, "section", nil, "only sentences under a title with this `text`")
	c.Flags().StringVar(&f.typos, "typos", "auto", "take words typed otherwise: auto, always or never")
	c.Flags().IntVar(&f.limit, "limit", 10, "how many to print")
	c.Flags().BoolVar(&f.facets, "facets", false, "count what was found by type, chapter, year and so on (with --json always)")
	return c
}

func kindsToFind() []string {
	var out []string
	for _, k := range search.Kinds() {
		out = append(out, strings.ToLower(string(k)))
	}
	return out
}

// query checks the flags and gives what they ask for.
func (f *searchFlags) query(c *cobra.Command, args []string) (search.Query, error) {
	q := search.Query{Text: strings.Join(args, " "), Typos: search.Typos(strings.ToUpper(f.typos))}
	if !slices.Contains([]search.Typos{search.TyposAuto, search.TyposAlways, search.TyposNever}, q.Typos) {
		return q, usagef(c, "--typos %q is unknown: take auto, always or never", f.typos)
	}
	if f.limit < 1 {
		return q, usagef(c, "--limit %d is not at least 1", f.limit)
	}
	for _, k := range f.in {
		kind := search.Kind(strings.ToUpper(k))
		if !slices.Contains(search.Kinds(), kind) {
			return q, usagef(c, "--in %q is unknown: take %s", k, strings.Join(kindsToFind(), ", "))
		}
		q.In = append(q.In, kind)
	}
	for _, t := range f.types {
		i := slices.IndexFunc(ontology.Types(), func(x ontology.TypeInfo) bool {
			return strings.EqualFold(string(x.Name), t) || ontology.Slug(x.Name) == strings.ToLower(t)
		})
		if i < 0 {
			return q, usagef(c, "--type %q is no type of entity: see docs/ontology.md", t)
		}
		q.Types = append(q.Types, ontology.Types()[i].Name)
	}
	for _, ch := range f.chapters {
		q.Chapters = append(q.Chapters, "budget-chapter/"+strings.ToUpper(strings.TrimPrefix(ch, "budget-chapter/")))
	}
	q.Years, q.DocumentKinds, q.Documents, q.Sections = f.years, f.kinds, f.documents, f.sections
	return q, nil
}

// searchIndex gives the index of a store, which withStore closes. note is told of one that
// could not be kept.
func (a *app) searchIndex(s *graph.Store, note func(error)) *search.Index {
	if a.found == nil {
		o := search.Options{Note: note}
		if s.Dir() != graph.Memory {
			o.Dir = filepath.Join(s.Dir(), searchFolder)
		}
		a.found = search.New(s, o)
	}
	return a.found
}

// closeSearch closes the index, if there is one.
func (a *app) closeSearch() error {
	if a.found == nil {
		return nil
	}
	x := a.found
	a.found = nil
	return x.Close()
}

// foundJSON is what `search --json` prints: one object with all that was asked for.
type foundJSON struct {
	Total       int           `json:"total"`
	Suggestions []string      `json:"suggestions,omitempty"`
	Facets      facetsJSON    `json:"facets"`
	Hits        []foundOnJSON `json:"hits"`
}

type foundOnJSON struct {
	Kind     string        `json:"kind"`
	Score    float64       `json:"score"`
	Entity   string        `json:"entity,omitempty"`
	Label    string        `json:"label,omitempty"`
	Document string        `json:"document,omitempty"`
	Span     *model.Span   `json:"span,omitempty"`
	Page     int           `json:"page,omitempty"`
	Section  []string      `json:"section,omitempty"`
	Entities []string      `json:"entities,omitempty"`
	Snippet  snippetOnJSON `json:"snippet"`
}

type snippetOnJSON struct {
	Text       string       `json:"text"`
	Span       *model.Span  `json:"span,omitempty"`
	Highlights []model.Span `json:"highlights"`
}

type facetsJSON struct {
	In            []countJSON `json:"in"`
	Types         []countJSON `json:"types"`
	Chapters      []countJSON `json:"chapters"`
	Years         []countJSON `json:"years"`
	DocumentKinds []countJSON `json:"documentKinds"`
	Sections      []countJSON `json:"sections"`
}

type countJSON struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func (a *app) printFound(ctx context.Context, s *graph.Store, q search.Query, f searchFlags) error {
	v := s.View()
	r, err := a.searchIndex(s, func(err error) { a.note("%s", err) }).Find(ctx, v, q)
	if err != nil {
		return err
	}
	shown := r.Hits[:min(f.limit, len(r.Hits))]
	if a.json {
		return a.printJSON(foundAsJSON(v, r, shown))
	}
	for i, h := range shown {
		if i > 0 {
			a.printf("\n")
		}
		a.printHit(v, r, h)
	}
	if len(shown) > 0 {
		a.printf("\n")
	}
	a.printf("%s found", plural(len(r.Hits), "hit"))
	if n := len(r.Hits) - len(shown); n > 0 {
		a.printf(", %d not shown (--limit)", n)
	}
	a.printf("\n")
	if len(r.Suggestions) > 0 {
		a.printf("meant, maybe: %s\n", strings.Join(r.Suggestions, ", or "))
	}
	if f.facets {
		a.printFacets(r.Facets())
	}
	return nil
}

// printHit prints a hit for a person: what it is, the words, where they stand.
func (a *app) printHit(v *graph.View, r *search.Result, h search.Hit) {
	snippet := r.Snippet(h)
	words := wrap(a.marked(snippet), searchWidth, "  ")
	switch h.Kind {
	case search.KindEntity:
		a.printf("%s  %s\n", h.ID, words)
		if label := v.Entity(h.ID).Label; label != snippet.Text {
			a.printf("  %s\n", label)
		}
	case search.KindDocument:
		a.printf("%s  %s\n", h.ID, words)
	default:
		page, section := r.Place(h)
		a.printf("%s, page %d", h.ID, page)
		if len(section) > 0 {
			a.printf(", %s", strings.Join(section, " > "))
		}
		a.printf("\n  %s\n", words)
	}
}

// marked gives the words with those that fit marked: bold on a terminal, else between
// asterisks.
func (a *app) marked(s search.Snippet) string {
	before, after := "*", "*"
	if _, plain := a.LookupEnv("NO_COLOR"); a.Columns(a.Out) > 0 && !plain {
		before, after = "\x1b[1m", "\x1b[0m"
	}
	runes := []rune(s.Text)
	var b strings.Builder
	at := 0
	for _, h := range s.Highlights {
		b.WriteString(string(runes[at:h.Start]) + before + string(runes[h.Start:h.End]) + after)
		at = h.End
	}
	return b.String() + string(runes[at:])
}

func (a *app) printFacets(f search.Facets) {
	for _, x := range []struct {
		name string
		list []search.Count
	}{{"kind", f.Kinds}, {"type", f.Types}, {"chapter", f.Chapters}, {"year", f.Years}, {"document kind", f.DocumentKinds}, {"section", f.Sections}} {
		if len(x.list) == 0 {
			continue
		}
		var parts []string
		for _, c := range x.list {
			parts = append(parts, fmt.Sprintf("%s (%d)", c.Value, c.Count))
		}
		a.printf("%-13s  %s\n", x.name, wrap(strings.Join(parts, ", "), searchWidth, strings.Repeat(" ", 15)))
	}
}

func foundAsJSON(v *graph.View, r *search.Result, shown []search.Hit) foundJSON {
	f := r.Facets()
	out := foundJSON{Total: len(r.Hits), Suggestions: r.Suggestions, Hits: []foundOnJSON{}, Facets: facetsJSON{countsAsJSON(f.Kinds), countsAsJSON(f.Types),
		countsAsJSON(f.Chapters), countsAsJSON(f.Years), countsAsJSON(f.DocumentKinds), countsAsJSON(f.Sections)}}
	for _, h := range shown {
		s := r.Snippet(h)
		x := foundOnJSON{Kind: strings.ToLower(string(h.Kind)), Score: h.Score, Snippet: snippetOnJSON{Text: s.Text, Highlights: s.Highlights}}
		switch h.Kind {
		case search.KindEntity:
			x.Entity, x.Label = h.ID, v.Entity(h.ID).Label
		case search.KindDocument:
			x.Document = h.ID
		default:
			x.Document, x.Span, x.Snippet.Span, x.Entities = h.ID, &h.Sentence.Span, &s.Span, r.Entities(h)
			x.Page, x.Section = r.Place(h)
		}
		out.Hits = append(out.Hits, x)
	}
	return out
}

func countsAsJSON(list []search.Count) []countJSON {
	out := make([]countJSON, len(list))
	for i, c := range list {
		out[i] = countJSON{c.Value, c.Count}
	}
	return out
}
