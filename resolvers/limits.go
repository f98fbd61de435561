package resolvers

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
)

// Limits are what one operation may ask for. A field that is 0 takes its value from
// DefaultLimits.
type Limits struct {
	// Depth is how many fields may stand within each other.
	Depth int
	// Cost is how many values the answer may have, reckoned before it is run: a field
	// counts 1, and everything below a list or page as often as that may be long.
	Cost int
	// Aliases is how many fields may be given another name.
	Aliases int
	// Tokens is how many words and signs the query's text may have.
	Tokens int
	// Text is how many bytes of documents' text the answer may hold.
	Text int
	// Time is how long the operation may run.
	Time time.Duration
}

// DefaultLimits are enough for every page that a person reads.
func DefaultLimits() Limits {
	return Limits{Depth: 16, Cost: 100_000, Aliases: 100, Tokens: 10_000, Text: 32 << 20, Time: 10 * time.Second}
}

// orDefault fills in what is 0.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, x := range []struct{ have, otherwise *int }{
		{&l.Depth, &d.Depth}, {&l.Cost, &d.Cost}, {&l.Aliases, &d.Aliases}, {&l.Tokens, &d.Tokens}, {&l.Text, &d.Text},
	} {
		if *x.have == 0 {
			*x.have = *x.otherwise
		}
	}
	if l.Time == 0 {
		l.Time = d.Time
	}
	return l
}

// guard refuses an operation beyond the limits before it runs.
type guard struct{ limits Limits }

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
} = guard{}

// ExtensionName names the extension.
func (guard) ExtensionName() string { return "Limits" }

// Validate accepts every schema.
func (guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext measures the operation, and allows it introspection. Error: LIMIT.
func (g guard) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = false
	m := meter{variables: op.Variables, fragments: map[*ast.FragmentDefinition]measure{}}
	got := m.set(op.Operation.SelectionSet)
	for _, x := range []struct {
		got, limit int
		what       string
		hint       string
	}{
		{got.aliases, g.limits.Aliases, "aliases", "ask for several things at once with nodes(ids)"},
		{got.depth, g.limits.Depth, "levels of fields", "ask in several queries"},
		{got.cost, g.limits.Cost, "values", "ask for smaller pages or fewer fields"},
	} {
		if x.got > x.limit {
			return Present(ctx, &model.Error{Code: model.CodeLimit, Hint: x.hint,
				Message: fmt.Sprintf("the query may give %s %s; the limit is %d", atLeast(x.got), x.what, x.limit)})
		}
	}
	return nil
}

func atLeast(n int) string {
	if n == math.MaxInt32 {
		return "countless"
	}
	return strconv.Itoa(n)
}

// measure is how large a part of a query is.
type measure struct{ depth, cost, aliases int }

// meter measures queries. A fragment is measured once, so that fragments which name each
// other many times over cost no time.
type meter struct {
	variables map[string]any
	fragments map[*ast.FragmentDefinition]measure
}

func (m meter) set(set ast.SelectionSet) measure {
	var sum measure
	for _, s := range set {
		x := m.selection(s)
		sum.depth = max(sum.depth, x.depth)
		sum.cost = plus(sum.cost, x.cost)
		sum.aliases = plus(sum.aliases, x.aliases)
	}
	return sum
}

func (m meter) selection(s ast.Selection) measure {
	switch s := s.(type) {
	case *ast.Field:
		return m.field(s)
	case *ast.InlineFragment:
		return m.set(s.SelectionSet)
	case *ast.FragmentSpread:
		x, ok := m.fragments[s.Definition]
		if !ok {
			x = m.set(s.Definition.SelectionSet)
			m.fragments[s.Definition] = x
		}
		return x
	}
	return measure{}
}

// field measures a field with all that stands below it. Introspection is free: the
// validator limits how deep it may go.
func (m meter) field(f *ast.Field) measure {
	x := measure{}
	if f.Alias != f.Name {
		x.aliases = 1
	}
	if strings.HasPrefix(f.Name, "__") {
		x.depth, x.cost = 1, 1
		return x
	}
	below := m.set(f.SelectionSet)
	x.depth = 1 + below.depth
	x.cost = plus(1, times(m.length(f), below.cost))
	x.aliases = plus(x.aliases, below.aliases)
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
		return number(arguments["limit"], graph.DefaultNeighbourhoodLimit)
	case f.Name == "chapterLinks", f.Name == "cells":
		return manyLinks
	case figureLists[f.ObjectDefinition.Name+"."+f.Name] > 0:
		return figureLists[f.ObjectDefinition.Name+"."+f.Name]
	case f.ObjectDefinition.Name == "FigureCheck" && f.Name == "differences":
		return number(arguments["first"], answer.DefaultDifferences)
	case f.ObjectDefinition.Name == "Comparison" && f.Name == "places":
		return number(arguments["first"], answer.DefaultPlaces)
	case f.ObjectDefinition.Name == "ComparedPlace" && f.Definition.Arguments.ForName("first") != nil:
		return number(arguments["first"], answer.DefaultChanges)
	case f.ObjectDefinition != nil && strings.HasPrefix(f.ObjectDefinition.Name, "Budget") && (f.Name == "lines" || f.Name == "articles" || f.Name == "amounts"):
		return manyRows
	case f.Name == "path":
		return graph.MaxPaths * number(arguments["maxLength"], graph.DefaultPathLength)
	case f.Name == "nodes" && f.Arguments.ForName("ids") != nil:
		ids, _ := arguments["ids"].([]any)
		return max(1, len(ids))
	case strings.HasSuffix(f.Definition.Type.Name(), "Connection"):
		return number(arguments["first"], number(arguments["last"], answer.DefaultPage))
	case f.Definition.Type.Elem != nil && !counted(f.ObjectDefinition):
		return fewItems
	default:
		return 1
	}
}

// counted says whether the lists of the type were counted where it stands: a page's and
// a drawing's are.
func counted(t *ast.Definition) bool {
	return strings.HasSuffix(t.Name, "Connection") || t.Name == "Subgraph" || t.Name == "Path"
}

// number gives an argument's value, at most what a page may hold, or otherwise where it
// is not given or makes no sense (the resolver says so).
func number(v any, otherwise int) int {
	n, err := answer.UnmarshalInt(v)
	if v == nil || err != nil || n < 0 {
		return otherwise
	}
	return min(max(1, n), answer.MaxPage)
}

func plus(a, b int) int { return min(a+b, math.MaxInt32) }

func times(a, b int) int { return min(a*b, math.MaxInt32) }
