package lexicon_test

import (
	"strings"
	"testing"
)

const (
	bodies  = "body\tchapter\tfrom\tuntil\tsource\n"
	generic = "thing\tsource\n"
)

func withBodies(rows, things string) map[string]string {
	files := good()
	files["bodies.tsv"], files["generic.tsv"] = bodies+rows, generic+things
	return files
}

func TestBodies(t *testing.T) {
	l := mustLoad(t, withBodies("organisation/tweede-kamer\tV\t\t2024\tlaw\norganisation/tweede-kamer\tVI\t2025\t\tlaw\n", "policy/gbvs\teverywhere\n"))
	if len(l.Bodies) != 2 || l.Bodies[0].Chapter != "V" || l.Bodies[0].Until != 2024 || l.Bodies[1].From != 2025 || l.Bodies[1].Source != "law" {
		t.Errorf("%+v", l.Bodies)
	}
	if len(l.Generic) != 1 || l.Generic[0] != "policy/gbvs" {
		t.Errorf("%v", l.Generic)
	}
}

func TestMistakesInBodies(t *testing.T) {
	const kamer = "organisation/tweede-kamer"
	for _, c := range []struct{ name, rows, things, want string }{
		{"unknown body", "organisation/niets\tV\t\t\tlaw\n", "", `bodies.tsv:2:1 (body): no table of names has "organisation/niets"`},
		{"unknown chapter", kamer + "\tZZ\t\t\tlaw\n", "", `bodies.tsv:2:2 (chapter): there is no chapter "ZZ"`},
		{"no source", kamer + "\tV\t\t\t\n", "", "bodies.tsv:2:5 (source): is empty"},
		{"no year", kamer + "\tV\tlater\t\tlaw\n", "", `bodies.tsv:2:3 (from): "later" is not a year`},
		{"two chapters in a year", kamer + "\tV\t\t2024\tlaw\n" + kamer + "\tVI\t2024\t\tlaw\n", "", "bodies.tsv:3:1 (body): organisation/tweede-kamer belongs to V and VI in one year"},
		{"unknown thing", "", "policy/niets\teverywhere\n", `generic.tsv:2:1 (thing): no table of names has "policy/niets"`},
		{"thing twice", "", "policy/gbvs\ta\npolicy/gbvs\tb\n", "generic.tsv:3:1 (thing): policy/gbvs stands twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(withBodies(c.rows, c.things))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
