package resolvers

import (
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/resolvers/answer"
)

// measure is how large a part of a query is.
type measure struct {
	depth, cost, aliases, directives int
	// fields is how many fields the outermost selections hold.
	fields int
	// introspects says that the schema itself is asked for.
	introspects bool
}

// meter measures queries. A fragment is measured once, so that fragments which name each
// other many times over cost no time.
type meter struct {
	variables map[string]any
	fragments map[*ast.FragmentDefinition]measure
	list      int // how long a page may be
}

// operation measures a whole operation.
func (m meter) operation(o *ast.OperationDefinition) measure {
	x := m.set(o.SelectionSet)
	x.directives = plus(x.directives, len(o.Directives))
	return x
}

func (m meter) set(set ast.SelectionSet) measure {
	var sum measure
	for _, s := range set {
		x := m.selection(s)
		sum.depth = max(sum.depth, x.depth)
		sum.cost = plus(sum.cost, x.cost)
		sum.aliases = plus(sum.aliases, x.aliases)
		sum.directives = plus(sum.directives, x.directives)
		sum.fields = plus(sum.fields, x.fields)
		sum.introspects = sum.introspects || x.introspects
	}
	return sum
}

func (m meter) selection(s ast.Selection) measure {
	switch s := s.(type) {
	case *ast.Field:
		return m.field(s)
	case *ast.InlineFragment:
		x := m.set(s.SelectionSet)
		x.directives = plus(x.directives, len(s.Directives))
		return x
	case *ast.FragmentSpread:
		x, ok := m.fragments[s.Definition]
		if !ok {
			x = m.set(s.Definition.SelectionSet)
			x.directives = plus(x.directives, len(s.Definition.Directives))
			m.fragments[s.Definition] = x
		}
		x.directives = plus(x.directives, len(s.Directives))
		return x
	}
	return measure{}
}

// field measures a field with all that stands below it. Introspection is free: the
// validator limits how deep it may go.
func (m meter) field(f *ast.Field) measure {
	x := measure{fields: 1, directives: len(f.Directives)}
	if f.Alias != f.Name {
		x.aliases = 1
	}
	if strings.HasPrefix(f.Name, "__") {
		x.depth, x.cost, x.introspects = 1, 1, f.Name != "__typename"
		return x
	}
	below := m.set(f.SelectionSet)
	x.depth = 1 + below.depth
	x.cost = plus(1, times(m.length(f), below.cost))
	x.aliases = plus(x.aliases, below.aliases)
	x.directives = plus(x.directives, below.directives)
	x.introspects = below.introspects
	return x
}

// fewItems is how long a list is taken to be that cannot be paged through, such as the
// evidence of a relation.
const fewItems = 3

// manyLinks is how many links between chapters there are taken to be: each of some ten
// chapters leans on some ten others.
const manyLinks = 100

// figureLists is how long the lists of official figures are taken to be.
var figureLists = map[string]int{
	"FigureSeries.standings": 10, "FigureSeries.links": 10, "FigureStanding.figures": 15, "FigureStanding.totals": 15,
	"ChapterFigures.standings": 10, "ChapterFigures.links": 10, "ChapterFigures.articles": 30,
}

// manyRows is how many lines or amounts stand right under a line of the budget: some ten.
const manyRows = 10

// length is how many items a field may give: the size of the page, the length of the
// list, 1 for a single thing.
func (m meter) length(f *ast.Field) int {
	if f.Definition == nil || len(f.SelectionSet) == 0 {
		return 1
	}
	arguments := f.ArgumentMap(m.variables)
	switch {
	case f.Name == "neighbourhood":
		return m.number(arguments["limit"], graph.DefaultNeighbourhoodLimit)
	case f.ObjectDefinition.Name == "Query" && f.Name == "jobs":
		return jobs.MaxKnown
	case f.ObjectDefinition.Name == "IngestProgress" && f.Name == "files":
		return progressFiles
	case f.Name == "chapterLinks", f.Name == "cells":
		return manyLinks
	case figureLists[f.ObjectDefinition.Name+"."+f.Name] > 0:
		return figureLists[f.ObjectDefinition.Name+"."+f.Name]
	case f.ObjectDefinition.Name == "FigureCheck" && f.Name == "differences":
		return m.number(arguments["first"], answer.DefaultDifferences)
	case f.ObjectDefinition.Name == "Comparison" && f.Name == "places":
		return m.number(arguments["first"], answer.DefaultPlaces)
	case f.ObjectDefinition.Name == "ComparedPlace" && f.Definition.Arguments.ForName("first") != nil:
		return m.number(arguments["first"], answer.DefaultChanges)
	case f.ObjectDefinition != nil && strings.HasPrefix(f.ObjectDefinition.Name, "Budget") && (f.Name == "lines" || f.Name == "articles" || f.Name == "amounts"):
		return manyRows
	case f.Name == "path":
		return m.number(arguments["k"], graph.MaxPaths) * m.number(arguments["maxLength"], graph.DefaultPathLength)
	case f.Name == "subgraph":
		ids, _ := arguments["ids"].([]any)
		return max(len(ids), m.number(arguments["limit"], answer.MaxPage))
	case f.Name == "years":
		return manyRows
	case f.Name == "examples":
		return m.number(arguments["first"], answer.DefaultExamples)
	case f.Name == "groups":
		return m.number(arguments["first"], answer.DefaultGroups)
	case f.ObjectDefinition.Name == "TimelineYear" && f.Definition.Arguments.ForName("first") != nil:
		return m.number(arguments["first"], answer.DefaultPage)
	case f.Name == "nodes" && f.Arguments.ForName("ids") != nil:
		return given(arguments["ids"])
	case f.Name == "_entities":
		return given(arguments["representations"])
	case strings.HasSuffix(f.Definition.Type.Name(), "Connection"):
		return m.number(arguments["first"], m.number(arguments["last"], answer.DefaultPage))
	case f.Definition.Type.Elem != nil && !counted(f.ObjectDefinition):
		return fewItems
	default:
		return 1
	}
}

// given is how many items a list among the arguments has. A single one stands for a list.
func given(v any) int {
	list, _ := v.([]any)
	return max(1, len(list))
}

// counted says whether the lists of the type were counted where it stands: a page's and
// a drawing's are.
func counted(t *ast.Definition) bool {
	return strings.HasSuffix(t.Name, "Connection") || t.Name == "Subgraph" || t.Name == "Path"
}

// number gives an argument's value, at most what a page may hold, or otherwise where it
// is not given or makes no sense (the resolver says so).
func (m meter) number(v any, otherwise int) int {
	n, err := answer.UnmarshalInt(v)
	if v == nil || err != nil || n < 0 {
		return otherwise
	}
	return min(max(1, n), m.list)
}

func plus(a, b int) int { return min(a+b, math.MaxInt32) }

func times(a, b int) int { return min(a*b, math.MaxInt32) }
