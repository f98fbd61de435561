package eval

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Vocabulary says which types and predicates there are.
type Vocabulary struct{ Type, Predicate func(string) bool }

// Counts are the figures that scores are made of; those of several texts add up.
type Counts struct {
	EntitiesFound, EntitiesRight, EntitiesCore, CoreFound            int
	MentionsCore, MentionsFound                                      int
	RelationsFound, RelationsRight, RelationsCore, RelationCoreFound int
	BadSpans, OffOntology                                            int
}

// Plus adds the counts of another text.
func (c Counts) Plus(d Counts) Counts {
	return Counts{
		c.EntitiesFound + d.EntitiesFound, c.EntitiesRight + d.EntitiesRight, c.EntitiesCore + d.EntitiesCore, c.CoreFound + d.CoreFound,
		c.MentionsCore + d.MentionsCore, c.MentionsFound + d.MentionsFound,
		c.RelationsFound + d.RelationsFound, c.RelationsRight + d.RelationsRight, c.RelationsCore + d.RelationsCore, c.RelationCoreFound + d.RelationCoreFound,
		c.BadSpans + d.BadSpans, c.OffOntology + d.OffOntology,
	}
}

// Measure is precision, recall and F1, each in [0,1].
type Measure struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Report is the scores of a text, or of several.
type Report struct {
	Entities      Measure `json:"entities"`
	MentionsExact struct {
		Recall float64 `json:"recall"`
	} `json:"mentions_exact"`
	Relations   Measure `json:"relations"`
	BadSpans    int     `json:"spans_bad"`
	OffOntology int     `json:"ontology_bad"`
}

// Report turns counts into scores. A ratio of nothing to nothing is 1.
func (c Counts) Report() Report {
	r := Report{
		Entities:  measure(ratio(c.EntitiesRight, c.EntitiesFound), ratio(c.CoreFound, c.EntitiesCore)),
		Relations: measure(ratio(c.RelationsRight, c.RelationsFound), ratio(c.RelationCoreFound, c.RelationsCore)),
		BadSpans:  c.BadSpans, OffOntology: c.OffOntology,
	}
	r.MentionsExact.Recall = ratio(c.MentionsFound, c.MentionsCore)
	return r
}

// String is the report on one line, each figure with three digits.
func (r Report) String() string {
	return fmt.Sprintf("entities P %.3f R %.3f F1 %.3f | mentions exact R %.3f | relations P %.3f R %.3f F1 %.3f | bad spans %d, off ontology %d",
		r.Entities.Precision, r.Entities.Recall, r.Entities.F1, r.MentionsExact.Recall,
		r.Relations.Precision, r.Relations.Recall, r.Relations.F1, r.BadSpans, r.OffOntology)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func measure(p, r float64) Measure {
	s := Measure{Precision: p, Recall: r}
	if p+r > 0 {
		s.F1 = 2 * p * r / (p + r)
	}
	return s
}

// Mistake is one thing that was missed or is wrong.
type Mistake struct{ Kind, Detail string }

// Kinds lists the kinds of mistake in the order in which they are shown.
func Kinds() []string {
	return []string{"entities missed", "entities wrong", "relations missed", "relations wrong", "spans"}
}

// Score compares what was extracted from a text with its gold. The mistakes come in the
// order of Kinds.
func Score(g *Gold, o *Output, v Vocabulary) (Counts, []Mistake) {
	s := &scorer{gold: g, out: o, known: v}
	s.match()
	s.entities()
	s.relations()
	s.spans()
	s.vocabulary()
	return s.counts, s.mistakes
}

type scorer struct {
	gold     *Gold
	out      *Output
	known    Vocabulary
	goldTo   map[int]int // gold entity -> extracted entity
	toGold   map[int]int
	counts   Counts
	mistakes []Mistake
}

func (s *scorer) wrong(kind, format string, args ...any) {
	s.mistakes = append(s.mistakes, Mistake{kind, fmt.Sprintf(format, args...)})
}

// match pairs gold and extracted entities one to one: canonical ids first, then by the
// number of gold mentions covered, then in the order of the files.
func (s *scorer) match() {
	type pair struct{ byID, hits, gold, out int }
	var pairs []pair
	for gi, g := range s.gold.Entities {
		for oi, e := range s.out.Entities {
			byID, hits, ok := compatible(g, e)
			if ok {
				pairs = append(pairs, pair{byID, -hits, gi, oi})
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool {
		x, y := pairs[a], pairs[b]
		switch {
		case x.byID != y.byID:
			return x.byID < y.byID
		case x.hits != y.hits:
			return x.hits < y.hits
		case x.gold != y.gold:
			return x.gold < y.gold
		}
		return x.out < y.out
	})
	s.goldTo, s.toGold = map[int]int{}, map[int]int{}
	for _, p := range pairs {
		_, a := s.goldTo[p.gold]
		_, b := s.toGold[p.out]
		if !a && !b {
			s.goldTo[p.gold], s.toGold[p.out] = p.out, p.gold
		}
	}
}

// compatible says whether an extracted entity may be taken for a gold one: by its
// canonical id (byID 0), or by type and mentions that overlap by half (byID 1).
func compatible(g GoldEntity, e OutputEntity) (byID, hits int, ok bool) {
	if slices.Contains(g.IDs, e.ID) {
		return 0, 0, true
	}
	if len(g.IDs) > 0 && e.Type == g.Types[0] {
		if kind, _, _ := strings.Cut(e.ID, "/"); kind == "budget-chapter" || kind == "budget-article" {
			return 0, 0, false // a canonical id that differs is another thing
		}
	}
	if !slices.Contains(g.Types, e.Type) {
		return 0, 0, false
	}
	for _, gm := range g.Mentions {
		for _, em := range e.Mentions {
			if overlap(gm.Start, gm.End, em.Start, em.End) >= 0.5 {
				hits++
				break
			}
		}
	}
	return 1, hits, hits > 0
}

// overlap is the intersection of two spans divided by their union.
func overlap(a, b, c, d int) float64 {
	inter := min(b, d) - max(a, c)
	if inter <= 0 {
		return 0
	}
	return float64(inter) / float64(max(b, d)-min(a, c))
}

func (s *scorer) entities() {
	c := &s.counts
	c.EntitiesFound, c.EntitiesRight = len(s.out.Entities), len(s.toGold)
	type typedSpan struct {
		start, end int
		typ        string
	}
	spans := map[typedSpan]bool{}
	for _, e := range s.out.Entities {
		for _, m := range e.Mentions {
			spans[typedSpan{m.Start, m.End, e.Type}] = true
		}
	}
	for i, g := range s.gold.Entities {
		if g.Core {
			c.EntitiesCore++
			if _, ok := s.goldTo[i]; ok {
				c.CoreFound++
			} else {
				s.wrong("entities missed", "%s", g.Ref)
			}
		}
		for _, m := range g.Mentions {
			if !m.Core {
				continue
			}
			c.MentionsCore++
			for _, t := range g.Types {
				if spans[typedSpan{m.Start, m.End, t}] {
					c.MentionsFound++
					break
				}
			}
		}
	}
	for i, e := range s.out.Entities {
		if _, ok := s.toGold[i]; !ok {
			s.wrong("entities wrong", "%s %q", e.ID, e.Label)
		}
	}
}

func (s *scorer) relations() {
	c := &s.counts
	ref := map[string]string{}
	for oi, gi := range s.toGold {
		ref[s.out.Entities[oi].ID] = s.gold.Entities[gi].Ref
	}
	found := map[[3]string]bool{}
	for _, r := range s.out.Relations {
		if r.Object != "" {
			found[[3]string{r.Subject, r.Predicate, r.Object}] = true
		}
	}
	allowed := map[[3]string]bool{}
	for _, r := range s.gold.Relations {
		for _, v := range r.Variants {
			allowed[v] = true
		}
	}
	c.RelationsFound = len(found)
	mapped := map[[3]string]bool{}
	var wrong []string
	for r := range found {
		m := [3]string{ref[r[0]], r[1], ref[r[2]]}
		mapped[m] = true
		if allowed[m] {
			c.RelationsRight++
		} else {
			wrong = append(wrong, name(ref, r[0])+" "+r[1]+" "+name(ref, r[2]))
		}
	}
	s.coreRelations(mapped)
	sort.Strings(wrong)
	for _, w := range wrong {
		s.wrong("relations wrong", "%s", w)
	}
}

func (s *scorer) coreRelations(mapped map[[3]string]bool) {
	for _, r := range s.gold.Relations {
		if !r.Core {
			continue
		}
		s.counts.RelationsCore++
		hit := false
		for _, v := range r.Variants {
			hit = hit || mapped[v]
		}
		if hit {
			s.counts.RelationCoreFound++
		} else {
			s.wrong("relations missed", "%s", strings.Join(r.Variants[0][:], " "))
		}
	}
}

func name(ref map[string]string, id string) string {
	if r, ok := ref[id]; ok {
		return r
	}
	return id
}

// spans counts mentions and evidences that do not re-read from the text, and relations
// without evidence.
func (s *scorer) spans() {
	bad := func(m OutputSpan) bool {
		if m.Start < 0 || m.Start >= m.End || m.End > len(s.out.runes) {
			return true
		}
		return m.Text != nil && *m.Text != string(s.out.runes[m.Start:m.End])
	}
	for _, e := range s.out.Entities {
		for _, m := range e.Mentions {
			if bad(m) {
				s.counts.BadSpans++
				s.wrong("spans", "%s %d-%d", e.ID, m.Start, m.End)
			}
		}
	}
	for _, r := range s.out.Relations {
		if len(r.Evidence) == 0 {
			s.counts.BadSpans++
			s.wrong("spans", "%s: no evidence", r.Predicate)
		}
		for _, v := range r.Evidence {
			if bad(v) {
				s.counts.BadSpans++
				s.wrong("spans", "%s %d-%d", r.Predicate, v.Start, v.End)
			}
		}
	}
}

func (s *scorer) vocabulary() {
	for _, e := range s.out.Entities {
		if !s.known.Type(e.Type) {
			s.counts.OffOntology++
		}
	}
	for _, r := range s.out.Relations {
		if !s.known.Predicate(r.Predicate) {
			s.counts.OffOntology++
		}
	}
}
