package graph

import (
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

// MentionFilter narrows a list of mentions. Every field that is set must fit; within a
// field one of the values is enough. The zero filter lets everything through.
type MentionFilter struct {
	// Text must stand in the words; letter case and diacritics do not count.
	Text string
	// Documents are ids of documents that the words stand in.
	Documents []string
	// Chapters, DocumentYears and DocumentKinds are the budget chapter, year and kind of the
	// document.
	Chapters      []string
	DocumentYears []int
	DocumentKinds []string
	// Articles are ids of budget articles that the words stand inside.
	Articles []string
	// Sections must let a section through that the words stand inside.
	Sections *SectionFilter
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []MentionFilter
	Not     *MentionFilter
}

func (f *MentionFilter) extent() extent {
	return extentOf(withExtent(combined(f.And, f.Or, f.Not), f.Sections)...)
}

// Check says CodeLimit when filters stand too deep within each other, or are too many.
func (f *MentionFilter) Check() error { return f.extent().check() }

// MentionsWhere gives those of some mentions that the filter lets through, in their order.
func (v *View) MentionsWhere(list []model.Mention, f MentionFilter) []model.Mention {
	lets := v.mentionCondition(&f)
	var out []model.Mention
	for _, m := range list {
		if lets(m) {
			out = append(out, m)
		}
	}
	return out
}

// mentionCondition compiles a filter of mentions.
func (v *View) mentionCondition(f *MentionFilter) func(model.Mention) bool {
	text := names.Fold(f.Text)
	var at []placed
	if len(f.Articles) > 0 {
		at = append(at, v.placesOfArticles(f.Articles))
	}
	if f.Sections != nil {
		at = append(at, v.placesOfSections(*f.Sections))
	}
	ofDocument := remembered(func(id string) bool {
		d := v.Document(id)
		return d != nil && ofDocument(d, f.Chapters, f.DocumentYears, f.DocumentKinds)
	})
	and, or, not := compiledMentions(v, f.And), compiledMentions(v, f.Or), compiledMentions(v, notList(f.Not))
	return func(m model.Mention) bool {
		lets := func(g func(model.Mention) bool) bool { return g(m) }
		return (len(f.Documents) == 0 || slices.Contains(f.Documents, m.Document)) && strings.Contains(names.Fold(m.Text), text) && ofDocument(m.Document) &&
			!slices.ContainsFunc(at, func(p placed) bool { return !p[m.Document].hold(m.Span) }) &&
			!slices.ContainsFunc(and, func(g func(model.Mention) bool) bool { return !g(m) }) &&
			(len(or) == 0 || slices.ContainsFunc(or, lets)) && !slices.ContainsFunc(not, lets)
	}
}

func compiledMentions(v *View, list []MentionFilter) []func(model.Mention) bool {
	out := make([]func(model.Mention) bool, len(list))
	for i := range list {
		out[i] = v.mentionCondition(&list[i])
	}
	return out
}
