package resolvers

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"rijksgraaf/model"
)

// precheck refuses a query whose text alone is beyond the limits, before it is checked
// against the schema: the check compares fields of one name with each other, so that ten
// thousand of them would take half a minute.
type precheck struct {
	limits Limits
	cache  *cache
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = precheck{}

// ExtensionName names the extension.
func (precheck) ExtensionName() string { return "Text" }

// Validate accepts every schema.
func (precheck) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters counts what stands in the text. A text that cannot be parsed
// is left to the parser, and one that was checked before is not looked at again. Error:
// LIMIT.
func (p precheck) MutateOperationParameters(ctx context.Context, q *graphql.RawParams) *gqlerror.Error {
	if _, ok := p.cache.Get(ctx, q.Query); ok {
		return nil
	}
	d, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: q.Query}, p.limits.Tokens)
	if err != nil {
		return nil
	}
	var most textCount
	for _, o := range d.Operations {
		most.take(o.SelectionSet, len(o.Directives))
	}
	for _, f := range d.Fragments {
		most.take(f.SelectionSet, len(f.Directives))
	}
	for _, x := range []struct {
		got, limit int
		what       string
	}{
		{most.repeats, p.limits.Repeats, "asks %d times for a field that it asks for already"},
		{most.spreads, p.limits.Repeats, "spreads %d fragments"},
		{most.directives, p.limits.Directives, "has %d directives"},
		{most.aliases, p.limits.Aliases, "has %d aliases"},
	} {
		if x.got > x.limit {
			return Present(ctx, &model.Error{Code: model.CodeLimit, Hint: "leave out what is not needed",
				Message: fmt.Sprintf("the query "+x.what+"; the limit is %d", x.got, x.limit)})
		}
	}
	return nil
}

// textCount counts what stands in the text of a query: repeats and spreads in all of it,
// directives and aliases in the operation or fragment that has most of them.
type textCount struct{ repeats, spreads, directives, aliases int }

// take counts an operation or a fragment.
func (c *textCount) take(set ast.SelectionSet, directives int) {
	one := textCount{directives: directives}
	one.set(set, map[string]bool{})
	c.repeats, c.spreads = c.repeats+one.repeats, c.spreads+one.spreads
	c.directives, c.aliases = max(c.directives, one.directives), max(c.aliases, one.aliases)
}

// set counts a set of selections. seen are the names in it so far, those of inline
// fragments among them.
func (c *textCount) set(set ast.SelectionSet, seen map[string]bool) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			c.directives += len(s.Directives)
			if s.Alias != s.Name {
				c.aliases++
			}
			if seen[s.Alias] {
				c.repeats++
			}
			seen[s.Alias] = true
			if len(s.SelectionSet) > 0 {
				c.set(s.SelectionSet, map[string]bool{})
			}
		case *ast.InlineFragment:
			c.directives += len(s.Directives)
			c.set(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			c.directives += len(s.Directives)
			c.spreads++
		}
	}
}
