package answer

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// maker makes the context of a field, which errors take the field's path from.
type maker = func(context.Context, graphql.CollectedField) (*graphql.FieldContext, error)

// Leaf answers a field that holds no others and cannot fail. The generated code calls it in
// place of graphql.ResolveField; it makes the field's context only for a value that panics,
// which becomes null with an error. Interceptors of fields do not see it.
func Leaf[T any](ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField, in maker, value func() T,
	marshal func(context.Context, ast.SelectionSet, T) graphql.Marshaler) (m graphql.Marshaler) {
	defer caught(ctx, oc, &field, in, &m)
	return marshal(ctx, nil, value())
}

// LeafIf is Leaf for a value that may be missing, and is null then.
func LeafIf[T any](ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField, in maker, value func() (T, bool),
	marshal func(context.Context, ast.SelectionSet, T) graphql.Marshaler) (m graphql.Marshaler) {
	defer caught(ctx, oc, &field, in, &m)
	if v, ok := value(); ok {
		return marshal(ctx, nil, v)
	}
	return graphql.Null
}

// LeafWith is Leaf for a field with arguments, which are read once in an operation. Those
// that cannot be read make it null, with an error.
func LeafWith[T any](ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField, in maker, r *Reader,
	read func() (map[string]any, error), value func(map[string]any) T, marshal func(context.Context, ast.SelectionSet, T) graphql.Marshaler) (m graphql.Marshaler) {
	defer caught(ctx, oc, &field, in, &m)
	args, err := r.arguments.of(field.Field, read)
	if err != nil {
		_, _ = in(ctx, field) // tells the error, with the field's path
		return graphql.Null
	}
	return marshal(ctx, nil, value(args))
}

// caught makes a field that panicked null, and tells the error.
func caught(ctx context.Context, oc *graphql.OperationContext, field *graphql.CollectedField, in maker, m *graphql.Marshaler) {
	fault := recover()
	if fault == nil {
		return
	}
	if fc, err := in(ctx, *field); err == nil {
		ctx = graphql.WithFieldContext(ctx, fc)
	}
	oc.Error(ctx, oc.Recover(ctx, fault))
	*m = graphql.Null
}

// arguments keeps the arguments of the fields of one operation: they are the same for every
// object that the field is asked of. It is safe for concurrent use.
type arguments struct {
	mu   sync.Mutex
	read map[*ast.Field]map[string]any
}

// of gives the arguments of a field, which read reads where they were not yet. What it
// gives is not to be changed.
func (a *arguments) of(field *ast.Field, read func() (map[string]any, error)) (map[string]any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if args, ok := a.read[field]; ok {
		return args, nil
	}
	args, err := read()
	if err != nil {
		return nil, err
	}
	if a.read == nil {
		a.read = map[*ast.Field]map[string]any{}
	}
	a.read[field] = args
	return args, nil
}

// Fields are the fields of an object, none of which runs concurrently. The generated code
// uses it in place of graphql.FieldSet.
type Fields struct {
	fields []graphql.CollectedField
	// Values are the fields' values, in their order.
	Values []graphql.Marshaler
	// Invalids is how many are null that must not be.
	Invalids uint32
}

// NewFields gives the fields of an object, without values.
func NewFields(fields []graphql.CollectedField) *Fields {
	return &Fields{fields: fields, Values: make([]graphql.Marshaler, len(fields))}
}

// Dispatch has nothing to wait for.
func (*Fields) Dispatch(context.Context) {}

// MarshalGQL writes the object. Names in GraphQL have nothing in them to be escaped; of two
// fields with one name, which fragments on different types can give, the first counts.
func (f *Fields) MarshalGQL(w io.Writer) {
	separator := `{"`
	for i := range f.fields {
		name := f.fields[i].Alias
		if f.twice(i, name) {
			continue
		}
		_, _ = io.WriteString(w, separator)
		_, _ = io.WriteString(w, name)
		_, _ = io.WriteString(w, `":`)
		f.Values[i].MarshalGQL(w)
		separator = `,"`
	}
	if separator == `{"` {
		_, _ = io.WriteString(w, "{")
	}
	_, _ = io.WriteString(w, "}")
}

// twice says whether the name was written before.
func (f *Fields) twice(i int, name string) bool {
	for j := range i {
		if f.fields[j].Alias == name {
			return true
		}
	}
	return false
}
