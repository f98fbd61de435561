package rules_test

import (
	"strings"
	"testing"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// good is a rule file without a mistake; the second rule begins on line 13.
const good = `# a comment
rules:
  - name: leads
    predicate: leads
    patterns:
      - "S:Role leidt O:Ministry"
    confidence: 0.9
    source: general Dutch
    fires: ["De minister leidt het Ministerie van Defensie."]
    not: ["De minister is er niet."]

  # another
  - name: aims
    predicate: hasObjective
    subject: [article, item]
    patterns:
      - "^ het? (doel|oogmerk) ..6 is O:phrase(Objective)"
      - "@promote ... O:np(Objective)"
    sections: [A]
    inItem: true
    period: true
    confidence: 1
    source: general Dutch
    fires: ["Het doel is rust."]
    not: ["Er is rust."]
`

// Each mistake is an error that names the file and the line; where YAML itself is wrong,
// the line of the wrong words, else that of the rule.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, line, says string }{
		{"unknown key", "    inItem: true", "    inItems: true", "20:", `unknown field "inItems"`},
		{"a key twice", "    inItem: true", "    period: true", "21:", "period"},
		{"not YAML", "    inItem: true", "    inItem: [", "2", ""},
		{"wrong kind of value", "    confidence: 1\n", "    confidence: much\n", "22:", "float64"},
		{"unknown predicate", "predicate: hasObjective", "predicate: hasGoal", "rules.yaml:13:", `rule "aims": there is no predicate "hasGoal"`},
		{"no predicate", "    predicate: leads\n", "", "rules.yaml:3:", `rule "leads": there is no predicate ""`},
		{"unknown type of a mention", "S:Role leidt", "S:Office leidt", "rules.yaml:3:", `pattern "S:Office leidt O:Ministry": there is no type "Office"`},
		{"unknown type in a choice", "O:Ministry", "O:Ministry|Office", "rules.yaml:3:", `there is no type "Office"`},
		{"no type", "O:Ministry", "O:", "rules.yaml:3:", `there is no type ""`},
		{"unknown type of a phrase", "phrase(Objective)", "phrase(Goal)", "rules.yaml:13:", `there is no type "Goal"`},
		{"unknown maker", "np(Objective)", "noun(Objective)", "rules.yaml:13:", `there is no type "noun(Objective)"`},
		{"open bracket", "S:Role leidt", "S:Role (leidt", "rules.yaml:3:", `"(leidt": a list of words stands between ( and )`},
		{"an empty entry", "  # another\n", "  -\n", "rules.yaml:12:", `a name has small letters`},
		{"name is not the first key", "  - name: aims\n    predicate: hasObjective", "  - predicate: hasGoal\n    name: aims", "rules.yaml:13:", `rule "aims": there is no predicate "hasGoal"`},
		{"gap of nothing", "..6", "..0", "rules.yaml:13:", `"..0": the width of a gap is a number from 1 to 60`},
		{"gap too wide", "..6", "..61", "rules.yaml:13:", `"..61": the width`},
		{"gap without a number", "..6", "..six", "rules.yaml:13:", `"..six": the width`},
		{"gap below nothing", "..6", "..-1", "rules.yaml:13:", `"..-1": the width`},
		{"no anchor", "S:Role leidt O:Ministry", "S:Role ... O:Ministry", "rules.yaml:3:", "needs at least one word or verb class"},
		{"empty pattern", "S:Role leidt O:Ministry", " ", "rules.yaml:3:", "needs at least one word or verb class"},
		{"no subject", "S:Role leidt", "X:Role leidt", "rules.yaml:3:", "no S, and the rule has no subject to take"},
		{"no object", "leidt O:Ministry", "leidt X:Ministry", "rules.yaml:3:", "no O, and the rule has no object to take"},
		{"not an inherited place", "[article, item]", "[article, page]", "rules.yaml:13:", `"page" is nothing to take an end from`},
		{"not an inherited object", "    subject: [article, item]", "    subject: [article]\n    object: [mention]", "rules.yaml:13:", `"mention" is nothing to take an end from`},
		{"a name twice", "name: aims", "name: leads", "rules.yaml:13:", `rule "leads": stands twice`},
		{"name with a capital", "name: aims", "name: Aims", "rules.yaml:13:", `rule "Aims": a name has small letters`},
		{"name of two words", "name: aims", "name: the aims", "rules.yaml:13:", "a name has small letters"},
		{"no example that fires", `    fires: ["Het doel is rust."]` + "\n", "", "rules.yaml:13:", "needs at least one example under fires and one under not"},
		{"no example that must not", `    not: ["De minister is er niet."]` + "\n", "", "rules.yaml:3:", "needs at least one example under fires and one under not"},
		{"empty examples", `fires: ["Het doel is rust."]`, "fires: []", "rules.yaml:13:", "needs at least one example"},
		{"no source", "confidence: 0.9\n    source: general Dutch", "confidence: 0.9", "rules.yaml:3:", "source is missing"},
		{"no confidence", "    confidence: 0.9\n", "", "rules.yaml:3:", "confidence must lie in (0,1]"},
		{"too much confidence", "confidence: 0.9", "confidence: 1.1", "rules.yaml:3:", "confidence must lie in (0,1]"},
		{"confidence below nothing", "confidence: 0.9", "confidence: -0.5", "rules.yaml:3:", "confidence must lie in (0,1]"},
		{"no patterns", "    patterns:\n      - \"S:Role leidt O:Ministry\"\n", "", "rules.yaml:3:", "no patterns"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			if text == good {
				t.Fatalf("%q is not in the file", c.old)
			}
			_, err := rules.Load("rules.yaml", []byte(text))
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatalf("got %v", err)
			}
			for _, words := range []string{"rules.yaml:", c.line, c.says} {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q does not say %q", err, words)
				}
			}
		})
	}
	for _, text := range []string{"", "# nothing\n", "rules: []\n"} {
		if _, err := rules.Load("rules.yaml", []byte(text)); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "rules.yaml: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A pattern's words become atoms.
func TestAtoms(t *testing.T) {
	list, err := rules.Load("rules.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Name != "leads" || list[0].Predicate != model.Leads || list[1].Confidence != 1 || !list[1].InItem || !list[1].Period || list[1].Sections[0] != "A" {
		t.Fatalf("%+v", list)
	}
	atoms := list[1].Compiled[0].Atoms
	if len(atoms) != 6 || list[1].Compiled[0].Text != `^ het? (doel|oogmerk) ..6 is O:phrase(Objective)` {
		t.Fatalf("%+v", atoms)
	}
	if atoms[0].Kind != rules.Start || atoms[1].Kind != rules.Word || !atoms[1].Optional || !atoms[1].Words["het"] || atoms[0].Optional {
		t.Errorf("%+v %+v", atoms[0], atoms[1])
	}
	if !atoms[2].Words["doel"] || !atoms[2].Words["oogmerk"] || len(atoms[2].Words) != 2 || atoms[3].Kind != rules.Gap || atoms[3].Max != 6 {
		t.Errorf("%+v %+v", atoms[2], atoms[3])
	}
	if a := atoms[5]; a.Kind != rules.Phrase || a.Role != "O" || !a.Takes(model.TypeObjective) || a.Takes(model.TypeThreat) {
		t.Errorf("%+v", a)
	}
	second := list[1].Compiled[1].Atoms
	if second[0].Kind != rules.Verb || second[0].Class != "promote" || second[1].Kind != rules.Gap || second[1].Max != 30 || second[2].Kind != rules.NounPhrase {
		t.Errorf("%+v", second)
	}
	text := strings.Replace(good, "S:Role leidt O:Ministry", `S:Role|Place Be* *en X:Threat : $ O:list(Ministry)`, 1)
	if list, err = rules.Load("rules.yaml", []byte(text)); err != nil {
		t.Fatal(err)
	}
	atoms = list[0].Compiled[0].Atoms
	if a := atoms[0]; a.Kind != rules.Slot || a.Role != "S" || !a.Takes(model.TypeRole) || !a.Takes(model.TypePlace) || a.Takes(model.TypeMinistry) || len(a.Types) != 2 {
		t.Errorf("%+v", a)
	}
	if len(atoms[1].Begins) != 1 || atoms[1].Begins[0] != "be" || len(atoms[2].Ends) != 1 || atoms[2].Ends[0] != "en" || atoms[3].Role != "X" {
		t.Errorf("%+v", atoms)
	}
	if !atoms[4].Words[":"] || atoms[5].Kind != rules.End || atoms[6].Kind != rules.List || !atoms[6].Takes(model.TypeMinistry) {
		t.Errorf("%+v", atoms)
	}
}

// Every type has a bit of its own.
func TestTypeSets(t *testing.T) {
	for _, a := range ontology.Types() {
		atom := rules.Mentions([]model.EntityType{a.Name})
		for _, b := range ontology.Types() {
			if atom.Takes(b.Name) != (a.Name == b.Name) {
				t.Errorf("an atom of %s takes %s: %t", a.Name, b.Name, atom.Takes(b.Name))
			}
		}
		if atom.Takes("Office") || rules.SetOf(a.Name) == 0 {
			t.Errorf("%s: set %b", a.Name, rules.SetOf(a.Name))
		}
	}
}

// The built-in rules load; what they name exists; the types that a pattern's ends take can
// be joined by the rule's predicate.
func TestBuiltinRules(t *testing.T) {
	list, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]bool{}
	for _, v := range l.Verbs {
		classes[v.Class] = true
	}
	if len(list) < 20 {
		t.Errorf("%d rules", len(list))
	}
	for _, r := range list {
		if len(r.Compiled) != len(r.Patterns) {
			t.Errorf("%s: %d patterns, %d compiled", r.Name, len(r.Patterns), len(r.Compiled))
		}
		for _, p := range r.Compiled {
			for _, a := range p.Atoms {
				if a.Kind == rules.Verb && !classes[a.Class] {
					t.Errorf("%s: pattern %q: verbs.tsv has no class %q", r.Name, p.Text, a.Class)
				}
			}
			checkEnds(t, r, p)
		}
	}
}

// checkEnds fails where no type of a pattern's S can be joined to any of its O.
func checkEnds(t *testing.T, r *rules.Rule, p rules.Pattern) {
	t.Helper()
	ends := map[string][]model.EntityType{}
	for _, a := range p.Atoms {
		ends[a.Role] = append(ends[a.Role], a.Types...)
	}
	subjects, objects := ends["S"], ends["O"]
	if r.Inverse {
		subjects, objects = objects, subjects
	}
	info, ok := ontology.Predicate(r.Predicate)
	if !ok || info.ValueOnly || len(subjects) == 0 || len(objects) == 0 {
		return
	}
	for _, s := range subjects {
		for _, o := range objects {
			if ontology.Allowed(s, r.Predicate, o) {
				return
			}
		}
	}
	t.Errorf("%s: pattern %q: %s joins none of %v to any of %v", r.Name, p.Text, r.Predicate, subjects, objects)
}
