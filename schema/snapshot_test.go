package schema_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"rijksgraaf/schema"
)

var (
	update = flag.Bool("update", false, "write testdata/snapshot.graphql anew, if nothing that clients rely on is broken")
	broken = flag.Bool("break", false, "with -update: also where something is broken")
)

const snapshotFile = "testdata/snapshot.graphql"

// The schema is the one that was committed last. What changes it is seen in a review, and what
// breaks clients is refused: nothing is taken away that was not marked @deprecated before.
func TestSnapshot(t *testing.T) {
	now, err := gqlparser.LoadSchema(&ast.Source{Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(now)
	text, err := os.ReadFile(snapshotFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var breaks []string
	if err == nil {
		before, err := gqlparser.LoadSchema(&ast.Source{Input: string(text)})
		if err != nil {
			t.Fatal(err)
		}
		breaks = breaking(before, now)
	}
	switch {
	case len(breaks) > 0 && !(*update && *broken):
		t.Errorf("clients would break:\n%s\nMark what shall go @deprecated(reason:) and leave it for a release (docs/graphql.md); if it has to be, run go test ./schema -update -break", strings.Join(breaks, "\n"))
	case *update:
		if err := os.WriteFile(snapshotFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	case !bytes.Equal(text, b.Bytes()):
		t.Errorf("the schema differs from %s, and breaks nothing: run go test ./schema -update and read the diff", snapshotFile)
	}
}

// breaking lists what a client that keeps to one schema cannot rely on in another.
func breaking(before, now *ast.Schema) []string {
	var out []string
	say := func(format string, a ...any) { out = append(out, fmt.Sprintf(format, a...)) }
	for name, old := range before.Types {
		n := now.Types[name]
		switch {
		case old.BuiltIn:
		case n == nil:
			say("%s is gone", name)
		case n.Kind != old.Kind:
			say("%s was %s and is %s", name, old.Kind, n.Kind)
		default:
			breakingType(old, n, say)
		}
	}
	for name, old := range before.Directives {
		if n := now.Directives[name]; n == nil {
			say("@%s is gone", name)
		} else {
			breakingArguments("@"+name, old.Arguments, n.Arguments, say)
		}
	}
	return out
}

func breakingType(old, n *ast.Definition, say func(string, ...any)) {
	for _, f := range old.Fields {
		at, g := old.Name+"."+f.Name, n.Fields.ForName(f.Name)
		switch {
		case strings.HasPrefix(f.Name, "__"):
		case g == nil && f.Directives.ForName("deprecated") == nil:
			say("%s is gone and was not deprecated", at)
		case g == nil:
		case old.Kind == ast.InputObject && !takes(g.Type, f.Type), old.Kind != ast.InputObject && !gives(g.Type, f.Type):
			say("%s was %s and is %s", at, f.Type, g.Type)
		default:
			breakingArguments(at, f.Arguments, g.Arguments, say)
		}
	}
	for _, g := range n.Fields {
		if old.Kind == ast.InputObject && old.Fields.ForName(g.Name) == nil && g.Type.NonNull && g.DefaultValue == nil {
			say("%s.%s is new and must be given", old.Name, g.Name)
		}
	}
	for _, v := range old.EnumValues {
		if n.EnumValues.ForName(v.Name) == nil && v.Directives.ForName("deprecated") == nil {
			say("%s.%s is gone and was not deprecated", old.Name, v.Name)
		}
	}
	for _, list := range [][2][]string{{old.Interfaces, n.Interfaces}, {old.Types, n.Types}} {
		for _, name := range list[0] {
			if !strings.Contains(" "+strings.Join(list[1], " ")+" ", " "+name+" ") {
				say("%s and %s have nothing to do with each other any more", old.Name, name)
			}
		}
	}
}

func breakingArguments(at string, old, n ast.ArgumentDefinitionList, say func(string, ...any)) {
	for _, a := range old {
		b := n.ForName(a.Name)
		switch {
		case b == nil && a.Directives.ForName("deprecated") == nil:
			say("%s(%s:) is gone and was not deprecated", at, a.Name)
		case b != nil && !takes(b.Type, a.Type):
			say("%s(%s:) was %s and is %s", at, a.Name, a.Type, b.Type)
		case b != nil && a.DefaultValue.String() != b.DefaultValue.String():
			say("%s(%s:) has another default", at, a.Name)
		}
	}
	for _, b := range n {
		if old.ForName(b.Name) == nil && b.Type.NonNull && b.DefaultValue == nil {
			say("%s(%s:) is new and must be given", at, b.Name)
		}
	}
}

// gives says whether who reads values of an old type can read those of a new one.
func gives(n, old *ast.Type) bool {
	if old.NonNull && !n.NonNull {
		return false
	}
	if old.Elem != nil || n.Elem != nil {
		return old.Elem != nil && n.Elem != nil && gives(n.Elem, old.Elem)
	}
	return old.NamedType == n.NamedType
}

// takes says whether a new type takes what is written for an old one.
func takes(n, old *ast.Type) bool { return gives(old, n) }

func TestBreakingChangesAreSeen(t *testing.T) {
	const old = `type Query { a(x: Int, y: Int @deprecated): String! b: E c: Int @deprecated i(f: F): Int } enum E { P Q } input F { k: Int }`
	for sdl, want := range map[string]string{
		old: "",
		`type Query { a(x: Int): String! b: E i(f: F): Int } enum E { P Q R } input F { k: Int l: Int }`:                    "",
		`type Query { a(x: Int): String b: E i(f: F): Int } enum E { P Q } input F { k: Int }`:                              "Query.a was String! and is String",
		`type Query { a: String! b: E i(f: F): Int } enum E { P Q } input F { k: Int }`:                                     "Query.a(x:) is gone and was not deprecated",
		`type Query { a(x: Int, z: Int!): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int }`:                    "Query.a(z:) is new and must be given",
		`type Query { a(x: Int!): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int }`:                            "Query.a(x:) was Int and is Int!",
		`type Query { a(x: Int = 3): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int }`:                         "Query.a(x:) has another default",
		`type Query { a(x: Int): String! b: E i(f: F): Int } enum E { P } input F { k: Int }`:                               "E.Q is gone and was not deprecated",
		`type Query { a(x: Int): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int! }`:                            "F.k was Int and is Int!",
		`type Query { a(x: Int): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int m: Int! }`:                     "F.m is new and must be given",
		`type Query { a(x: Int): String! i(f: F): Int } enum E { P Q } input F { k: Int }`:                                  "Query.b is gone and was not deprecated",
		`type Query { a(x: Int): String! b: E i(f: F): Int } scalar E input F { k: Int }`:                                   "E was ENUM and is SCALAR",
		`type Query { a(x: Int): String! b: E i(f: G): Int } enum E { P Q } input F { k: Int } input G { k: Int }`:          "Query.i(f:) was F and is G",
		`type Query { a(x: Int): String! b: E i(f: F): Int } enum E { P Q } input F { k: Int } type New { neither: Int }`:   "",
		`type Query { a(x: Int): String! b: E! i(f: F): Int! } enum E { P Q } input F { k: Int = 3 } directive @d on FIELD`: "",
	} {
		before, now := gqlparser.MustLoadSchema(&ast.Source{Input: old}), gqlparser.MustLoadSchema(&ast.Source{Input: sdl})
		if got := strings.Join(breaking(before, now), "\n"); got != want {
			t.Errorf("%s: %q, want %q", sdl, got, want)
		}
	}
}
