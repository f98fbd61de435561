package resolvers

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

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
	// RootFields is how many fields may stand at the top of the operation.
	RootFields int
	// Directives is how many directives the operation may carry.
	Directives int
	// Repeats is how many fields may be asked for again where they stand already, and how
	// many fragments may be spread.
	Repeats int
	// List is how long a page may be that is asked for, and a list of variables.
	List int
	// Tokens is how many words and signs the query's text may have.
	Tokens int
	// Text is how many bytes of documents' text the answer may hold.
	Text int
	// Time is how long the operation may run.
	Time time.Duration
	// NoIntrospection keeps the schema to those who have it: it cannot be asked for, and
	// errors suggest no names.
	NoIntrospection bool
}

// DefaultLimits are enough for every page that a person reads.
func DefaultLimits() Limits {
	return Limits{Depth: 16, Cost: 100_000, Aliases: 100, RootFields: 100, Directives: 100, Repeats: 250, List: answer.MaxPage,
		Tokens: 10_000, Text: 32 << 20, Time: 10 * time.Second}
}

// orDefault fills in what is 0.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, x := range []struct{ have, otherwise *int }{
		{&l.Depth, &d.Depth}, {&l.Cost, &d.Cost}, {&l.Aliases, &d.Aliases},
		{&l.RootFields, &d.RootFields}, {&l.Directives, &d.Directives}, {&l.Repeats, &d.Repeats}, {&l.List, &d.List}, {&l.Tokens, &d.Tokens}, {&l.Text, &d.Text},
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

// bounds are what the limits let a Reader read.
func (l Limits) bounds() answer.Bounds { return answer.Bounds{Text: l.Text, List: l.List} }

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

// MutateOperationContext measures the operation, and allows it introspection. Errors:
// LIMIT, FORBIDDEN.
func (g guard) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	op.DisableIntrospection = g.limits.NoIntrospection
	m := meter{variables: op.Variables, fragments: map[*ast.FragmentDefinition]measure{}, list: g.limits.List}
	got := m.operation(op.Operation)
	cost := &Cost{Cost: got.cost, Limit: g.limits.Cost, Depth: got.depth, DepthLimit: g.limits.Depth}
	op.Stats.SetExtension(g.ExtensionName(), cost)
	if err := g.refuse(got, op.Variables); err != nil {
		return Present(ctx, err)
	}
	if op.Operation.Operation == ast.Subscription && got.fields != 1 {
		return Present(ctx, &model.Error{Code: model.CodeInvalid, Message: "a subscription asks for exactly one thing to follow"})
	}
	if err := budgetOf(ctx).spend(got.cost); err != nil {
		return Present(ctx, err)
	}
	return nil
}

// refuse says which limit the operation is beyond.
func (g guard) refuse(got measure, variables map[string]any) error {
	for _, x := range []struct {
		got, limit int
		what       string
		hint       string
	}{
		{got.aliases, g.limits.Aliases, "query has %s aliases", "ask for several things at once with nodes(ids)"},
		{got.fields, g.limits.RootFields, "query has %s fields at its top", "ask for several things at once with nodes(ids)"},
		{got.directives, g.limits.Directives, "query has %s directives", "leave out what is not needed"},
		{got.depth, g.limits.Depth, "query has %s levels of fields", "ask in several queries"},
		{got.cost, g.limits.Cost, "query may give %s values", "ask for smaller pages or fewer fields"},
		{longest(variables), g.limits.List, "variables hold a list of %s items", "send smaller lists"},
	} {
		if x.got > x.limit {
			return &model.Error{Code: model.CodeLimit, Hint: x.hint,
				Message: fmt.Sprintf("the "+x.what+"; the limit is %d", atLeast(x.got), x.limit)}
		}
	}
	if got.introspects && g.limits.NoIntrospection {
		return &model.Error{Code: model.CodeForbidden, Message: "this server does not tell its schema"}
	}
	return nil
}

// longest is the length of the longest list in a value of variables.
func longest(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			n = max(n, longest(x))
		}
	case []any:
		n = len(v)
		for _, x := range v {
			n = max(n, longest(x))
		}
	}
	return n
}

func atLeast(n int) string {
	if n == math.MaxInt32 {
		return "countless"
	}
	return strconv.Itoa(n)
}
