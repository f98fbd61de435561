package main

import (
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/graph"
)

// registered lists what the registers know of things and their names, by the ids that the
// extractor gives them. An office is known by its id alone: its names are made of words.
func registered(l *lexicon.Lexicon, offices []graph.Office) []graph.RegisterRow {
	var out []graph.RegisterRow
	for _, o := range offices {
		out = append(out, graph.RegisterRow{ID: o.ID})
	}
	for _, c := range l.Chapters {
		out = append(out, graph.RegisterRow{ID: "budget-chapter/" + c.Code, Names: append([]string{c.Name}, c.Aliases...)})
	}
	for _, m := range l.Ministries {
		names := append([]string{m.Label}, m.Abbreviations...)
		out = append(out, graph.RegisterRow{ID: "ministry/" + m.Slug, Names: append(names, m.Aliases...)})
	}
	for _, e := range l.Entries {
		out = append(out, graph.RegisterRow{ID: e.ID, Names: append([]string{e.Label}, e.Aliases...)})
	}
	return out
}
