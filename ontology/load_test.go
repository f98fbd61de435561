package ontology_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// good is an ontology without a mistake.
const good = `# a comment
version: 1
types:
  Place:
    label: {nl: plaats, en: place}
    plural: {nl: plaatsen, en: places}
    description: A place.
    examples: ["Nederland"]
    source: first edition
  LegalInstrument:
    label: {nl: rechtsinstrument, en: legal instrument}
    plural: {nl: rechtsinstrumenten, en: legal instruments}
    description: A law.
    examples: []
    source: first edition
predicates:
  targets:
    label: {nl: richt zich op, en: targets}
    inverse: {name: targetOf, nl: is doel van, en: is target of}
    domain: [LegalInstrument]
    range: [Place, LegalInstrument]
    source: first edition
  succeeds:
    label: {nl: volgt op, en: succeeds}
    inverse: {name: succeededBy, nl: wordt opgevolgd door, en: is succeeded by}
    domain: [any]
    range: [same]
    source: first edition
  sameAs:
    label: {nl: is hetzelfde als, en: is the same as}
    inverse: {name: sameAsOf, nl: is hetzelfde als, en: is the same as}
    domain: [any]
    range: []
    source: first edition
`

func TestParse(t *testing.T) {
	types, predicates, err := ontology.Parse("o.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if len(types) != 2 || types[0].Name != "Place" || types[1].Name != "LegalInstrument" || types[0].Plural.NL != "plaatsen" || types[0].Examples[0] != "Nederland" {
		t.Errorf("%+v", types)
	}
	if len(predicates) != 3 || predicates[0].Name != "targets" || predicates[2].Name != "sameAs" || predicates[0].Inverse.Name != "targetOf" ||
		!slices.Equal(predicates[0].Range, []string{"Place", "LegalInstrument"}) || len(predicates[2].Range) != 0 {
		t.Errorf("%+v", predicates)
	}
}

// Each mistake is an error that names the file and the type or predicate.
func TestParseMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, says string }{
		{"not YAML", "types:", "types: [", ""},
		{"unknown key above", "version: 1", "version: 1\nauthor: nobody", "author"},
		{"unknown key of a type", "    description: A place.", "    description: A place.\n    colour: red", "Place: |colour"},
		{"unknown key of a predicate", "    domain: [LegalInstrument]", "    domain: [LegalInstrument]\n    weight: 1", "targets: |weight"},
		{"unknown key of a label", "{nl: plaats, en: place}", "{nl: plaats, en: place, de: Ort}", "Place: |de"},
		{"no version", "version: 1\n", "", "version is 0"},
		{"a later version", "version: 1", "version: 2", "version is 2; this program reads version 1"},
		{"a type twice", "  LegalInstrument:", "  Place:", ""},
		{"a predicate twice", "  succeeds:", "  targets:", ""},
		{"name of a type", "  LegalInstrument:", "  legalInstrument:", `type "legalInstrument": a type's name is in CamelCase`},
		{"type without a label", "    label: {nl: plaats, en: place}\n", "", "type Place: label and plural need nl and en"},
		{"type with half a label", "{nl: plaats, en: place}", "{nl: plaats}", "type Place: label and plural need nl and en"},
		{"type without a plural", "    plural: {nl: plaatsen, en: places}\n", "", "type Place: label and plural need nl and en"},
		{"type without a description", "    description: A place.\n", "", "type Place: description and source are missing"},
		{"type without a source", `["Nederland"]` + "\n    source: first edition", `["Nederland"]`, "type Place: description and source are missing"},
		{"name of a predicate", "  targets:", "  Targets:", "predicate Targets: a predicate's name is in camelCase"},
		{"predicate without a label", "    label: {nl: richt zich op, en: targets}\n", "", "predicate targets: label needs nl and en"},
		{"predicate without an inverse", "    inverse: {name: targetOf, nl: is doel van, en: is target of}\n", "", "predicate targets: inverse needs name (camelCase), nl and en"},
		{"inverse with a wrong name", "name: targetOf", "name: target-of", "predicate targets: inverse needs name"},
		{"inverse without words", "name: targetOf, nl: is doel van,", "name: targetOf,", "predicate targets: inverse needs name"},
		{"inverse taken", "name: succeededBy", "name: targetOf", "predicate succeeds: inverse targetOf is taken by targets"},
		{"inverse that is a predicate", "name: sameAsOf", "name: targets", "predicate targets is also the inverse of sameAs"},
		{"its own inverse", "name: sameAsOf", "name: sameAs", "predicate sameAs is also the inverse of sameAs"},
		{"predicate without a source", "    range: [same]\n    source: first edition\n", "    range: [same]\n", "predicate succeeds: source is missing"},
		{"no domain", "    domain: [LegalInstrument]\n", "", "predicate targets: domain is empty"},
		{"empty domain", "domain: [LegalInstrument]", "domain: []", "predicate targets: domain is empty"},
		{"no range", "    range: [Place, LegalInstrument]\n", "", "predicate targets: range is missing"},
		{"domain that does not exist", "domain: [LegalInstrument]", "domain: [Law]", `predicate targets: domain names type "Law", which does not exist`},
		{"range that does not exist", "range: [Place, LegalInstrument]", "range: [Place, Law]", `predicate targets: range names type "Law", which does not exist`},
		{"any with others", "range: [Place, LegalInstrument]", "range: [any, Place]", `predicate targets: range: "any" stands alone`},
		{"same with others", "range: [same]", "range: [same, Place]", `predicate succeeds: range: "same" stands alone`},
		{"same as a domain", "domain: [LegalInstrument]", "domain: [same]", `predicate targets: domain names type "same", which does not exist`},
		{"no predicates", good[strings.Index(good, "predicates:"):], "predicates: {}\n", "no types or no predicates"},
		{"a type twice in a domain", "domain: [LegalInstrument]", "domain: [LegalInstrument, LegalInstrument]", `predicate targets: domain names type "LegalInstrument" twice`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			if text == good {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, _, err := ontology.Parse("o.yaml", []byte(text))
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.HasPrefix(err.Error(), "o.yaml: ") {
				t.Errorf("%q does not name the file", err)
			}
			for _, words := range strings.Split(c.says, "|") {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q does not say %q", err, words)
				}
			}
		})
	}
}

// The tables in the program are those of ontology.yaml, no more and no less.
func TestTablesAreCurrent(t *testing.T) {
	raw, err := os.ReadFile("ontology.yaml")
	if err != nil {
		t.Fatal(err)
	}
	types, predicates, err := ontology.Parse("ontology.yaml", raw)
	if err != nil {
		t.Fatal(err)
	}
	have := ontology.Types()
	if len(have) != len(types) {
		t.Fatalf("%d types in the program, %d in the file", len(have), len(types))
	}
	for i, f := range types {
		g := have[i]
		if string(g.Name) != f.Name || g.Label != ontology.Label(f.Label) || g.Plural != ontology.Label(f.Plural) || g.Description != f.Description || g.Source != f.Source || !slices.Equal(g.Examples, f.Examples) {
			t.Errorf("type\n%+v in the program\n%+v in the file", g, f)
		}
		if got, ok := ontology.Type(g.Name); !ok || got.Name != g.Name {
			t.Errorf("Type(%s) = %+v, %t", g.Name, got, ok)
		}
	}
	rows := ontology.Predicates()
	if len(rows) != len(predicates) {
		t.Fatalf("%d predicates in the program, %d in the file", len(rows), len(predicates))
	}
	for i, f := range predicates {
		g := rows[i]
		if string(g.Name) != f.Name || g.Label != ontology.Label(f.Label) || g.InverseName != f.Inverse.Name || g.InverseLabel != (ontology.Label{NL: f.Inverse.NL, EN: f.Inverse.EN}) || g.Source != f.Source {
			t.Errorf("predicate\n%+v in the program\n%+v in the file", g, f)
		}
		if got, ok := ontology.Predicate(g.Name); !ok || got.Name != g.Name {
			t.Errorf("Predicate(%s) = %+v, %t", g.Name, got, ok)
		}
		allowedAsWritten(t, f, types)
	}
}

// allowedAsWritten asks of every pair of types whether the program allows what the file
// says.
func allowedAsWritten(t *testing.T, p ontology.FilePredicate, types []ontology.FileType) {
	t.Helper()
	holds := func(list []string, name string) bool {
		return slices.Contains(list, name) || slices.Contains(list, "any")
	}
	for _, s := range types {
		for _, o := range types {
			want := holds(p.Domain, s.Name) && (holds(p.Range, o.Name) || slices.Contains(p.Range, "same") && s.Name == o.Name)
			if got := ontology.Allowed(model.EntityType(s.Name), model.Predicate(p.Name), model.EntityType(o.Name)); got != want {
				t.Errorf("Allowed(%s, %s, %s) = %t, the file says %t", s.Name, p.Name, o.Name, got, want)
			}
		}
	}
}
