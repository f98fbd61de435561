package main

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
)

func (a *app) stats() *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "Count what the store holds and list its documents",
		Example: "  rijksgraaf stats --json",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			return a.withStore(func(s *graph.Store) error {
				if a.json {
					return a.printJSON(statisticsOf(s.View()))
				}
				a.printStatistics(statisticsOf(s.View()))
				return nil
			})
		},
	}
}

// statistics is what `stats --json` prints.
type statistics struct {
	Documents            int            `json:"documents"`
	Entities             int            `json:"entities"`
	Relations            int            `json:"relations"`
	Evidences            int            `json:"evidences"`
	Mentions             int            `json:"mentions"`
	Gaps                 int            `json:"gaps"`
	Refusals             int            `json:"refusals"`
	Statements           int            `json:"statements"`
	EntitiesByType       map[string]int `json:"entitiesByType"`
	RelationsByPredicate map[string]int `json:"relationsByPredicate"`
	DocumentList         []listed       `json:"documentList"`
}

// listed is a document in the list of statistics.
type listed struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func statisticsOf(v *graph.View) statistics {
	n := v.Statistics()
	s := statistics{Documents: n.Documents, Entities: n.Entities, Relations: n.Relations, Evidences: n.Evidence,
		Mentions: n.Mentions, Gaps: n.Gaps, Refusals: n.Refusals, Statements: n.Quads,
		EntitiesByType: map[string]int{}, RelationsByPredicate: map[string]int{}, DocumentList: []listed{}}
	for _, c := range n.EntitiesByType {
		s.EntitiesByType[string(c.Type)] = c.Count
	}
	for _, c := range n.RelationsByPredicate {
		s.RelationsByPredicate[string(c.Predicate)] = c.Count
	}
	for _, d := range v.Documents(graph.DocumentFilter{}) {
		s.DocumentList = append(s.DocumentList, listed{d.ID, d.Title})
	}
	return s
}

func (a *app) printStatistics(s statistics) {
	a.printf("%s, %s, %s, %s, %s\n", plural(s.Documents, "document"), plural(s.Entities, "entity"),
		plural(s.Relations, "relation"), plural(s.Evidences, "evidence"), plural(s.Mentions, "mention"))
	a.printf("%s, %s, %s stored\n", plural(s.Gaps, "gap"), plural(s.Refusals, "refusal"), plural(s.Statements, "statement"))
	a.printf("\nentities by type\n")
	a.printTally("  ", s.EntitiesByType)
	a.printf("\nrelations by predicate\n")
	a.printTally("  ", s.RelationsByPredicate)
	a.printf("\ndocuments\n")
	for _, d := range s.DocumentList {
		a.printf("  %s  %s\n", d.ID, d.Title)
	}
}

// printTally prints names with their counts, the highest count first.
func (a *app) printTally(indent string, tally map[string]int) {
	names := slices.SortedFunc(maps.Keys(tally), func(x, y string) int {
		if tally[x] != tally[y] {
			return tally[y] - tally[x]
		}
		if x < y {
			return -1
		}
		return 1
	})
	for _, name := range names {
		a.printf("%s%6d  %s\n", indent, tally[name], name)
	}
}
