package resolvers_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/ontology"
	"rijksgraaf/resolvers"
)

func TestEverythingHasADescription(t *testing.T) {
	for name, typ := range resolvers.Schema().Schema().Types {
		if strings.HasPrefix(name, "__") {
			continue
		}
		described(t, name, typ.Description)
		for _, f := range typ.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(t, name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(t, name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range typ.EnumValues {
			described(t, name+"."+v.Name, v.Description)
		}
	}
}

func described(t *testing.T, what, text string) {
	t.Helper()
	if len(strings.TrimSpace(text)) < 4 {
		t.Errorf("%s has no description", what)
	}
}

// Each type of the ontology is a type and an enum value of the schema, each predicate an
// enum value and a field on the types that it may start from and arrive at.
func TestSchemaFollowsOntology(t *testing.T) {
	s := resolvers.Schema().Schema()
	for _, info := range ontology.Types() {
		typ := s.Types[string(info.Name)]
		if typ == nil || strings.Join(typ.Interfaces, " ") != "Node Entity" {
			t.Errorf("%s is no type that implements Node and Entity", info.Name)
			continue
		}
		if s.Types["EntityType"].EnumValues.ForName(screaming(string(info.Name))) == nil {
			t.Errorf("%s is no EntityType", info.Name)
		}
	}
	if got, want := len(s.GetPossibleTypes(s.Types["Entity"])), len(ontology.Types()); got != want {
		t.Errorf("%d types implement Entity; the ontology has %d", got, want)
	}
	for _, p := range ontology.Predicates() {
		if s.Types["Predicate"].EnumValues.ForName(screaming(string(p.Name))) == nil {
			t.Errorf("%s is no Predicate", p.Name)
		}
		fieldsFollow(t, s, p)
	}
}

// Other services of a federation can add fields to every type of entity, and to relations.
func TestWhatHasAnIDHasAKey(t *testing.T) {
	s := resolvers.Schema().Schema()
	union := map[string]bool{}
	for _, name := range s.Types["_Entity"].Types {
		union[name] = true
	}
	nodes := s.GetPossibleTypes(s.Types["Node"]) // Entity among them
	for _, typ := range nodes {
		key := typ.Directives.ForName("key")
		if key == nil || key.Arguments.ForName("fields").Value.Raw != "id" {
			t.Errorf("%s has no key", typ.Name)
		}
		if typ.Kind == ast.Object && !union[typ.Name] {
			t.Errorf("%s is no _Entity", typ.Name)
		}
	}
	if got := len(ontology.Types()) + 1; len(union) != got {
		t.Errorf("_Entity has %d types; the ontology and relations are %d", len(union), got)
	}
}

func fieldsFollow(t *testing.T, s *ast.Schema, p ontology.PredicateInfo) {
	if p.Name == "sameAs" {
		return
	}
	for _, a := range ontology.Types() {
		out, in := p.Domain == nil, !p.ValueOnly && p.Range == nil
		for _, x := range p.Domain {
			out = out || x == a.Name
		}
		for _, x := range p.Range {
			in = in || x == a.Name
		}
		fields := s.Types[string(a.Name)].Fields
		if got := fields.ForName(string(p.Name)) != nil; got != out {
			t.Errorf("%s.%s: is a field: %v, should be: %v", a.Name, p.Name, got, out)
		}
		if got := fields.ForName(p.InverseName) != nil; got != in {
			t.Errorf("%s.%s: is a field: %v, should be: %v", a.Name, p.InverseName, got, in)
		}
	}
}

// screaming gives BUDGET_ARTICLE for BudgetArticle, EXTENDS_TO for extendsTo.
func screaming(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

// Every list that is paged through can be narrowed by a filter that combines with and, or and
// not, and sorted; pages over it go on in the same order.
func TestEveryConnectionIsNarrowedAndSorted(t *testing.T) {
	s, seen := resolvers.Schema().Schema(), 0
	for _, typ := range s.Types {
		for _, f := range typ.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			seen++
			what := typ.Name + "." + f.Name
			filter, order := f.Arguments.ForName("filter"), f.Arguments.ForName("orderBy")
			if filter == nil || order == nil || f.Arguments.ForName("orderDirection") == nil || f.Arguments.ForName("after") == nil {
				t.Errorf("%s has no filter, no orderBy or no orderDirection", what)
				continue
			}
			if order.DefaultValue == nil || s.Types[order.Type.Name()].EnumValues.ForName(order.DefaultValue.Raw) == nil {
				t.Errorf("%s does not tell the order that it has by itself", what)
			}
			input := s.Types[filter.Type.Name()]
			for name, want := range map[string]string{"and": "[" + input.Name + "!]", "or": "[" + input.Name + "!]", "not": input.Name} {
				if p := input.Fields.ForName(name); p == nil || p.Type.String() != want {
					t.Errorf("%s has no %s", input.Name, name)
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("looked at %d fields only", seen)
	}
}
