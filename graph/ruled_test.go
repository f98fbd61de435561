package graph

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

func refusal(k relationKey, verb decisions.Verb, line int) decisions.RelationDecision {
	return decisions.RelationDecision{Verb: verb, Subject: k.subject, Predicate: k.predicate, Object: k.object + k.value, Who: "jan", Date: "2026-01-31", Line: line}
}

// whatIsToldOf asks a view all that rests on relations.
func whatIsToldOf(t fataler, v *View) string {
	var b strings.Builder
	say := func(what string, x any) {
		data, err := json.Marshal(x)
		fmt.Fprintf(&b, "%s: %s %v\n", what, data, err)
	}
	s := v.Statistics()
	s.Quads = 0 // they stay in Cayley
	say("statistics", s)
	say("relations", v.Relations(RelationFilter{}))
	say("funded", v.Relations(RelationFilter{Predicates: []model.Predicate{model.Funds}}))
	say("of one", v.Relations(RelationFilter{Documents: []string{"document/kst-1"}}))
	say("entities", v.Entities(EntityFilter{Relations: &RelationFilter{}}, EntityOrderDegree))
	documents, err := v.DocumentList(DocumentFilter{}, DocumentOrderDegree, "", nil)
	say("documents", documents.Slice(0, documents.Len()))
	say("error", err)
	say("attesting", v.Documents(DocumentFilter{Relations: &RelationFilter{}}))
	say("candidates", v.Candidates(CandidateFilter{}))
	say("links", v.ChapterLinks(LinkFilter{}))
	say("figures", v.CheckFigures(FigureFilter{}))
	for _, id := range pool {
		say(id, v.RelationsOf(id, "", RelationFilter{}))
		say("around", v.Neighbourhood(id, 2, nil, nil, 5))
		say("path", v.Path("policy/gbvs", id, 3, nil))
	}
	for _, d := range v.Documents(DocumentFilter{}) {
		say("attestations", v.AttestationsIn(d.ID, model.Span{End: 1 << 20}))
		c, err := v.Compare(d.ID, "document/kst-0", CompareOptions{Kept: true})
		if err != nil {
			continue // with itself
		}
		for i := range c.Places {
			p := &c.Places[i]
			say("place", []any{p.Basis, p.Entities, p.Chapters, p.Relations, p.Amounts, p.Counts})
		}
	}
	return b.String() + viewQuads(t, v)
}

// firstUnlike gives the first line that is not the same; "" when all are.
func firstUnlike(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "\nwant\n" + b[i]
		}
	}
	if len(a) != len(b) {
		return fmt.Sprintf("%d lines, want %d", len(a), len(b))
	}
	return ""
}

// Refusing relations answers as if no document had ever stated them.
func TestRefusedRelationsAreNowhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t).redecided(nil)
		f := &decisions.File{}
		gone := map[relationKey]bool{}
		for r := range v.index().bySubject.All() {
			switch rapid.IntRange(0, 3).Draw(t, "decide") {
			case 0:
				f.Relations = append(f.Relations, refusal(r.relationKey, decisions.Refused, len(f.Relations)+1))
				gone[r.relationKey] = true
			case 1:
				f.Relations = append(f.Relations, refusal(r.relationKey, decisions.Confirmed, len(f.Relations)+1))
			}
		}
		bare := newView(v.voc)
		for id, d := range v.said.documents.All() {
			s := d.saying()
			s.relations = slices.DeleteFunc(s.relations, func(r *model.Relation) bool { return gone[v.identity().key(keyOf(r))] })
			s.finish()
			bare = bare.with(id, s)
		}
		if joinedIDs(v) != joinedIDs(bare) {
			t.Skip("without the relations the ids are other things'")
		}
		n := v.redecided(f)
		if what := firstUnlike(whatIsToldOf(t, n), whatIsToldOf(t, bare)); what != "" {
			t.Fatalf("%v\n%s", f.Relations, what)
		}
		for k := range gone {
			id := k.modelID()
			r := n.AnyRelation(id)
			if n.Relation(id) != nil || r == nil || n.DecisionOn(r).Verb != decisions.Refused || len(n.Relations(RelationFilter{IDs: []string{id}})) != 0 {
				t.Fatalf("%s is found, or lost", id)
			}
		}
		if what := firstUnlike(whatIsToldOf(t, n.redecided(&decisions.File{})), whatIsToldOf(t, v)); what != "" {
			t.Fatalf("undone\n%s", what)
		}
	})
}

// ruledStore is a store on disk with one document that states three relations.
func ruledStore(t *testing.T) (*Store, string) {
	dir := filepath.Join(t.TempDir(), "graph")
	s := opened(t, dir, Options{})
	put(t, s, said(t, "a", []string{"policy/ncs|Cyberstrategie", "threat/cyber|cyberdreiging", "threat/kou|kou", "place/mali|Mali"},
		[]string{"policy/ncs addresses threat/cyber", "policy/ncs addresses threat/kou"}))
	put(t, s, said(t, "b", []string{"policy/nationale-cyberstrategie|Nationale strategie cyber", "threat/cyber|cyberdreiging"},
		[]string{"policy/nationale-cyberstrategie addresses threat/cyber"}))
	return s, dir
}

func by(verb decisions.Verb) decisions.RelationDecision {
	return decisions.RelationDecision{Verb: verb, Who: "jan", Date: "2026-01-31", Note: "gelezen"}
}

// A decision on a relation is a line of the file, holds over the past, a change of documents and a new
// start, and is taken back.
func TestDecideRelation(t *testing.T) {
	s, dir := ruledStore(t)
	cyber, kou := model.RelationID("policy/ncs", model.Addresses, "threat/cyber"), model.RelationID("policy/ncs", model.Addresses, "threat/kou")
	d, err := s.DecideRelation(t.Context(), model.IRI(s.View().Base(), cyber), by(decisions.Refused))
	if err != nil || d.Subject != "policy/ncs" || d.Object != "threat/cyber" || d.Line == 0 {
		t.Fatal(d, err)
	}
	if _, err := s.DecideRelation(t.Context(), kou, by(decisions.Confirmed)); err != nil {
		t.Fatal(err)
	}
	want := "refused\tpolicy/ncs\taddresses\tthreat/cyber\tjan\t2026-01-31\tgelezen\nconfirmed\tpolicy/ncs\taddresses\tthreat/kou\tjan\t2026-01-31\tgelezen\n"
	path := filepath.Join(dir, DecisionsFile)
	if got := read(t, path); got != decisions.Head+want {
		t.Errorf("%q", got)
	}
	holds := func(v *View) {
		t.Helper()
		if v.Relation(cyber) != nil || v.AnyRelation(cyber) == nil || v.Relation(kou) == nil {
			t.Error("the refused one is there, or the confirmed one is not")
		}
		if d := v.DecisionOn(v.Relation(kou)); d == nil || d.Verb != decisions.Confirmed {
			t.Error("the confirmed one is not marked")
		}
		yes, no := true, false
		if got := v.Relations(RelationFilter{Decided: &yes}); len(got) != 1 || got[0].ID() != kou {
			t.Errorf("decided: %v", got)
		}
		for _, r := range v.Relations(RelationFilter{Decided: &no}) {
			if r.ID() == kou || r.ID() == cyber {
				t.Error("a decided relation is undecided")
			}
		}
	}
	holds(s.View())
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	past, err := s.View().AsOf(1)
	if err != nil {
		t.Fatal(err)
	}
	holds(past)
	put(t, s, said(t, "c", []string{"policy/ncs|Cyberstrategie", "threat/cyber|cyberdreiging"}, []string{"policy/ncs addresses threat/cyber"}))
	holds(s.View())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, dir, Options{ReadOnly: true})
	holds(s.View())
	undone, err := s.UndoRelation(t.Context(), cyber)
	if err != nil || len(undone) != 1 || s.View().Relation(cyber) == nil || len(s.View().Relation(cyber).Evidence) != 2 {
		t.Error(undone, err)
	}
	if got := read(t, path); strings.Contains(got, "refused\t") || !strings.Contains(got, "confirmed\t") {
		t.Errorf("%q", got)
	}
}

// A decision goes with the relation when its ends come to be called otherwise; of two that
// disagree then the later line is kept.
func TestDecisionsOnRelationsGoWithTheirEnds(t *testing.T) {
	s, _ := ruledStore(t)
	long, short := model.RelationID("policy/nationale-cyberstrategie", model.Addresses, "threat/cyber"), model.RelationID("policy/ncs", model.Addresses, "threat/cyber")
	if _, err := s.DecideRelation(t.Context(), long, by(decisions.Refused)); err != nil {
		t.Fatal(err)
	}
	if s.View().Relation(short) == nil {
		t.Fatal("another relation was refused")
	}
	if _, err := s.DecideRelation(t.Context(), short, by(decisions.Confirmed)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decide(t.Context(), decided(decisions.Same, "policy/ncs", "policy/nationale-cyberstrategie")); err != nil {
		t.Fatal(err)
	}
	r := s.View().Relation(long)
	if r == nil || r.ID() != short || len(r.Evidence) != 2 || s.View().DecisionOn(r).Verb != decisions.Confirmed {
		t.Errorf("%+v", r)
	}
	list := s.View().RelationDecisions()
	if len(list) != 2 || list[0].ID != short || !strings.Contains(list[0].Warning, fmt.Sprintf("line %d decides otherwise", list[1].Line)) || list[1].Warning != "" {
		t.Errorf("%+v", list)
	}
	if undone, err := s.UndoRelation(t.Context(), long); err != nil || len(undone) != 2 {
		t.Error(undone, err)
	}
}

// What cannot be decided says why; a file that names what there cannot be is refused with its line.
func TestDecideRelationRefuses(t *testing.T) {
	s, dir := ruledStore(t)
	kou := model.RelationID("policy/ncs", model.Addresses, "threat/kou")
	fails := func(err error, code model.Code, want string) {
		t.Helper()
		if model.CodeOf(err) != code || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%v, want %s %q", err, code, want)
		}
	}
	_, err := s.DecideRelation(t.Context(), "relation/0123456789abcdef", by(decisions.Refused))
	fails(err, model.CodeNotFound, "no document states a relation")
	_, err = s.UndoRelation(t.Context(), kou)
	fails(err, model.CodeNotFound, "there is no decision on")
	if exists(filepath.Join(dir, DecisionsFile)) {
		t.Error("a decision that was refused left a file")
	}
	if _, err := s.DecideRelation(t.Context(), kou, by(decisions.Confirmed)); err != nil {
		t.Fatal(err)
	}
	_, err = s.DecideRelation(t.Context(), kou, by(decisions.Refused))
	fails(err, model.CodeInvalid, "was confirmed by jan on 2026-01-31")
	if _, err := s.Delete(t.Context(), "document/a"); err != nil {
		t.Fatal(err)
	}
	if list := s.View().RelationDecisions(); len(list) != 1 || list[0].Warning != "no document states it" {
		t.Errorf("%+v", list)
	}
	if _, err := s.UndoRelation(t.Context(), kou); err != nil {
		t.Error("of a relation that is gone", err)
	}
	for text, want := range map[string]string{
		"refused\tpolicy/ncs\tlikes\tthreat/kou\tjan\t2026-01-31\n":       `line 1: "likes" is no predicate`,
		"refused\tplan/ncs\taddresses\tthreat/kou\tjan\t2026-01-31\n":     `line 1: "plan/ncs" is no id`,
		"\nconfirmed\tpolicy/ncs\taddresses\tdanger/x\tjan\t2026-01-31\n": `line 2: "danger/x" is no id`,
	} {
		if err := os.WriteFile(filepath.Join(dir, DecisionsFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		fails(s.Reload(), model.CodeInvalid, want)
	}
}
