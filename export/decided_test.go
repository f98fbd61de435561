package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// addressed is a relation of extraction.
var addressed = model.RelationID("policy/gbvs", model.Addresses, "threat/terrorisme")

// deciding gives an empty store that takes decisions.
func deciding(t *testing.T) *graph.Store {
	t.Helper()
	file := filepath.Join(t.TempDir(), "decisions.tsv")
	err := os.WriteFile(file, nil, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	s, err := graph.Open(graph.Memory, graph.Options{Decisions: file})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// decidedStore has a decision on a relation, and one on two names.
func decidedStore(t *testing.T, verb decisions.Verb) *graph.Store {
	t.Helper()
	s := deciding(t)
	apply(t, s, extraction("document/kst-1"))
	decide(t, s, verb)
	return s
}

// decide decides on what extraction says.
func decide(t *testing.T, s *graph.Store, verb decisions.Verb) {
	t.Helper()
	if _, err := s.DecideRelation(t.Context(), addressed, decisions.RelationDecision{Verb: verb, Who: "jan", Date: "2026-05-19", Note: "zo staat het er"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decide(t.Context(), decisions.Decision{Verb: decisions.Different, A: "policy/gbvs", B: "threat/terrorisme", Who: "els", Date: "2026-05-20"}); err != nil {
		t.Fatal(err)
	}
}

// What somebody confirmed, and what they said of two names, is told in every form that has
// room for it: by whom, when and why.
func TestDecisionsAreTold(t *testing.T) {
	v := decidedStore(t, decisions.Confirmed).View()
	for format, want := range map[string][]string{
		"turtle":  {`def:decision [ def:date "2026-05-19"^^xsd:date ; def:note "zo staat het er" ; def:verdict "confirmed" ; def:who "jan" ]`, `def:verdict "different" ; def:who "els"`},
		"jsonld":  {`"decision":{"date":"2026-05-19","note":"zo staat het er","verdict":"confirmed","who":"jan"}`, `"date":{"@type":"http://www.w3.org/2001/XMLSchema#date"}`},
		"jsonl":   {`"decision":{"verdict":"confirmed","who":"jan","date":"2026-05-19","note":"zo staat het er"}`, `"decisions":[{"verdict":"different","between":["policy/gbvs","threat/terrorisme"],"who":"els","date":"2026-05-20"}]`},
		"graphml": {`<data key="e.decision">confirmed</data><data key="e.decidedBy">jan</data><data key="e.decidedOn">2026-05-19</data><data key="e.decisionNote">zo staat het er</data>`, `<data key="n.decisions">`},
		"gexf":    {`<attvalue for="decision" value="confirmed"/>`, `<attvalue for="decisions" value="`},
		"edges":   {"evidences,decision,decidedBy,decidedOn,decisionNote\n", ",confirmed,jan,2026-05-19,zo staat het er\n"},
		"nodes":   {",sha256,decisions\n", `""verdict"":""different""`},
	} {
		got := written(t, format, v, graph.Selection{})
		for _, words := range want {
			if !strings.Contains(got, words) {
				t.Errorf("%s lacks %s:\n%s", format, words, got)
			}
		}
		if plain := written(t, format, view(t, "document/kst-1"), graph.Selection{}); strings.Contains(plain, "jan") || strings.Contains(plain, "els") {
			t.Errorf("%s tells of decisions that there are not", format)
		}
	}
	// N-Quads hold what documents said: a decision changes none of them.
	if got, want := written(t, "nquads", v, graph.Selection{}), written(t, "nquads", view(t, "document/kst-1"), graph.Selection{}); got != want {
		t.Errorf("a confirmation changes the N-Quads:\n%s", got)
	}
}

// A relation that was refused is in no part; alone it is told with its refusal.
func TestRefusedRelationAlone(t *testing.T) {
	v := decidedStore(t, decisions.Refused).View()
	if got := written(t, "jsonl", v, graph.Selection{}); strings.Contains(got, addressed) {
		t.Errorf("a part has what was refused:\n%s", got)
	}
	for name, want := range map[string][]string{
		"turtle": {"a rdf:Statement", `def:verdict "refused"`, "def:evidence"}, "jsonld": {`"verdict":"refused"`, `"@type":"Statement"`},
		"edges": {"subject,object,", ",refused,jan,"}, "nquads": {"# {", `"verdict":"refused"`},
	} {
		f, _ := export.ByName(name)
		var b bytes.Buffer
		if err := f.WriteRelation(&b, v, v.AnyRelation(addressed)); err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !strings.Contains(b.String(), words) {
				t.Errorf("%s lacks %s:\n%s", name, words, b.String())
			}
		}
		if name == "nquads" && strings.Count(b.String(), "\n") != 1 || name == "jsonld" && !json.Valid(b.Bytes()) {
			t.Errorf("%s: %s", name, b.String())
		}
		if err := f.WriteRelation(full{}, v, v.AnyRelation(addressed)); err == nil {
			t.Errorf("%s: a write error is not told", name)
		}
	}
}
