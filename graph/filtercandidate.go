package graph

import (
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// CandidateFilter narrows a list of candidates. Every field that is set must fit; within a
// field one of the values is enough. The zero filter lets everything through.
type CandidateFilter struct {
	// Types are entity types; one of the two entities must have one of them.
	Types []model.EntityType
	// MinScore is the least score, in [0,1], MaxScore the highest; nil is open.
	MinScore float64
	MaxScore *float64
	// IDs are ids of entities, any that they go by; one of the two must be among them.
	IDs []string
	// Text must stand in a name of one of the two; letter case and diacritics do not count.
	Text string
	// Documents are ids of documents, one of which must mention one of the two.
	Documents []string
	// Registered says whether the registers must know one of the two, or none; nil asks nothing.
	Registered *bool
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []CandidateFilter
	Not     *CandidateFilter
}

// Held gives the filters that it holds.
func (f *CandidateFilter) Held() (and, or []CandidateFilter, not *CandidateFilter) {
	return f.And, f.Or, f.Not
}

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *CandidateFilter) Check() error { return CheckNesting(f) }

// letsCandidate says whether a filter lets a candidate through.
func (v *View) letsCandidate(f *CandidateFilter, c *Candidate) bool {
	either := func(lets func(*model.Entity) bool) bool { return lets(c.A.Entity) || lets(c.B.Entity) }
	return LetsThrough(f, func(f *CandidateFilter) bool {
		return c.Score >= f.MinScore && (f.MaxScore == nil || c.Score <= *f.MaxScore) &&
			(f.Registered == nil || *f.Registered == (c.A.Registered || c.B.Registered)) &&
			(len(f.Types) == 0 || either(func(e *model.Entity) bool { return slices.Contains(f.Types, e.Type) })) &&
			(len(f.IDs) == 0 || either(func(e *model.Entity) bool {
				return slices.ContainsFunc(f.IDs, func(id string) bool { return v.ID(id) == e.ID })
			})) &&
			(f.Text == "" || either(func(e *model.Entity) bool { return called(e, f.Text) })) &&
			(len(f.Documents) == 0 || either(func(e *model.Entity) bool { return mentionedIn(e, f.Documents) }))
	})
}

// called says whether a text stands in a name of an entity.
func called(e *model.Entity, text string) bool {
	text = names.Fold(text)
	return strings.Contains(names.Fold(e.Label), text) ||
		slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.Contains(names.Fold(a), text) })
}

func mentionedIn(e *model.Entity, documents []string) bool {
	return slices.ContainsFunc(e.Mentions, func(m model.Mention) bool { return slices.Contains(documents, m.Document) })
}
