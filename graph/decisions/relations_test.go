package decisions

import (
	"strings"
	"testing"

	"rijksgraaf/model"
)

const value = "2024||draft-budget||commitment||EUR|12000"

// Decisions on relations stand among the others, and each goes by itself.
func TestRelations(t *testing.T) {
	f := parse(t, good+"refused\tpolicy/x\taddresses\tthreat/kou\tjan\t2026-01-31\tniet zo bedoeld\nconfirmed\tbudget-article/V/2\tallocates\t"+value+"\tpiet\t2026-02-01\n")
	if len(f.List) != 3 || len(f.Relations) != 2 {
		t.Fatalf("%+v", f)
	}
	r, v := f.Relations[0], f.Relations[1]
	if r != (RelationDecision{Refused, "policy/x", "addresses", "threat/kou", "jan", "2026-01-31", "niet zo bedoeld", 13}) || r.Value() != "" ||
		r.RelationID() != model.RelationID("policy/x", "addresses", "threat/kou") {
		t.Errorf("%+v", r)
	}
	if v.Verb != Confirmed || v.Value() != value || v.RelationID() != model.ValueID("budget-article/V/2", "allocates", value) {
		t.Errorf("%+v", v)
	}
	n, err := f.WithRelation(RelationDecision{Verb: Confirmed, Subject: "policy/x", Predicate: "addresses", Object: "threat/hitte", Who: "jan", Date: "2026-02-02", Note: "twee\nregels"})
	if err != nil || len(n.Relations) != 3 || !strings.HasSuffix(n.Text(), "confirmed\tpolicy/x\taddresses\tthreat/hitte\tjan\t2026-02-02\ttwee regels\n") {
		t.Fatalf("%v: %q", err, n.Text())
	}
	back, dropped := n.WithoutRelations(func(d *RelationDecision) bool { return d.Subject == "policy/x" })
	if len(dropped) != 2 || len(back.Relations) != 1 || len(back.List) != 3 || !strings.Contains(back.Text(), "# by hand") {
		t.Errorf("%+v: %q", dropped, back.Text())
	}
	if same, dropped := back.WithoutRelations(func(*RelationDecision) bool { return false }); same != back || dropped != nil {
		t.Error("something was undone that was not there")
	}
}

func TestWithRelationRefuses(t *testing.T) {
	f := parse(t, "refused\tpolicy/x\taddresses\tthreat/kou\tjan\t2026-01-31\n")
	d := RelationDecision{Verb: Confirmed, Subject: "policy/x", Predicate: "addresses", Object: "threat/kou", Who: "jan", Date: "2026-01-31"}
	for want, change := range map[string]func(*RelationDecision){
		"line 1 decides of that relation already": func(*RelationDecision) {},
		`"x" is no id`:             func(d *RelationDecision) { d.Subject = "x" },
		"names no predicate":       func(d *RelationDecision) { d.Predicate = "" },
		"the note has 501 letters": func(d *RelationDecision) { d.Note = strings.Repeat("é", 501) },
	} {
		x := d
		change(&x)
		if _, err := f.WithRelation(x); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "line 0") {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
