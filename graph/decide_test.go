package graph

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// onDisk makes a store on disk with two policies that are alike and one that is not, and
// closes it.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "graph")
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, said(t, "a", []string{"policy/a|Geïntegreerde Aanpak", "policy/x-1|Aanpak 1", "policy/x-2|Aanpak 2", "policy/y|Pact I", "policy/z|Pact II"}, nil))
	put(t, s, said(t, "b", []string{"policy/bb|Geintegreerde Aanpak", "threat/t|kou", "budget-article/V/2|Vrede", "budget-article/V/2.1|Veiligheid"}, nil))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func row(cells ...string) string { return strings.Join(cells, "\t") + "\n" }

func sameRow(a, b string) string { return row("same", a, b, "jan", "2026-01-31", "") }

// A decisions file that cannot be kept is one error with file and line, whoever opens the
// store, and harms nothing.
func TestBadDecisions(t *testing.T) {
	dir := onDisk(t)
	path := filepath.Join(dir, DecisionsFile)
	known := knownAs("policy/a|Geïntegreerde Aanpak", "policy/r|Regime").Known
	for name, c := range map[string]struct{ text, want string }{
		"cycle":       {sameRow("policy/a", "policy/bb") + sameRow("policy/bb", "policy/a"), "line 2: a cycle"},
		"no type":     {sameRow("policy/p", "plan/q"), `line 1: "plan/q" is no id: there is no such type`},
		"vowels":      {"# x\n" + sameRow("organisation/bb", "threat/t"), "line 2: an Organisation cannot be the same as a Threat"},
		"types":       {"# x\n" + sameRow("policy/bb", "threat/t"), "line 2: a Policy cannot be the same as a Threat"},
		"articles":    {sameRow("budget-article/V/2", "budget-article/V/2.1"), "line 1: budget-article/V/2 and budget-article/V/2.1 cannot be the same: documents, chapters, articles"},
		"documents":   {sameRow("document/a", "document/b"), "line 1: document/a and document/b cannot be the same"},
		"register":    {sameRow("policy/a", "policy/r"), "line 1: the register knows both policy/a and policy/r"},
		"wrong way":   {sameRow("policy/a", "policy/bb"), "line 1: the register knows policy/a, so that it is what stays: put policy/bb into it"},
		"numbers":     {sameRow("policy/x-1", "policy/x-2"), "line 1: policy/x-1 and policy/x-2 differ in number"},
		"both":        {sameRow("policy/bb", "policy/a") + row("different", "policy/a", "policy/bb", "jan", "2026-01-31", ""), "line 2: policy/a and policy/bb are different here and the same by line 1"},
		"not UTF-8":   {"same\t\xff", "is not UTF-8"},
		"no decision": {"samen\ta\tb\n", "line 1: \"samen\" is neither"},
	} {
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{Known: known}, {Known: known, ReadOnly: true}} {
			s, err := Open(dir, o)
			if err == nil {
				_ = s.Close()
			}
			if name == "wrong way" || name == "register" {
				if s, err := Open(dir, Options{}); err != nil {
					t.Errorf("%s: without a register: %v", name, err)
				} else {
					_ = s.Close()
				}
			}
			if err == nil || model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), path) {
				t.Errorf("%s: %v, want %q", name, err, c.want)
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, Options{})
	if err := s.Verify(t.Context()); err != nil || s.View().Statistics().Documents != 2 {
		t.Error("the store was harmed", err)
	}
}

// An id that no document mentions yet is a warning, and so is a number in labels alone.
func TestDecisionsWithoutEffect(t *testing.T) {
	dir := onDisk(t)
	text := "# comment\n" + sameRow("policy/later", "policy/a") + sameRow("policy/y", "policy/z") + sameRow("policy/bb", "policy/a")
	if err := os.WriteFile(filepath.Join(dir, DecisionsFile), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, Options{})
	var got []string
	for _, d := range s.View().Decisions() {
		got = append(got, fmt.Sprintf("%d %s", d.Line, d.Warning))
	}
	want := `2 no document mentions policy/later yet|3 it is not kept: "Pact I" and "Pact II" differ in number|4 `
	if strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
	if s.View().ID("policy/y") != "policy/y" || s.View().ID("policy/bb") != "policy/a" || s.View().Entity("policy/later").ID != "policy/a" {
		t.Error("the decisions are not kept as they should be")
	}
	put(t, s, said(t, "c", []string{"policy/later|Iets anders"}, nil))
	if e := s.View().Entity("policy/a"); len(e.Mentions) != 3 || s.View().Decisions()[0].Warning != "" {
		t.Errorf("a document that comes later is not joined: %+v", e)
	}
}

// A decision is in the file when it was made, comments and order of the other lines are
// kept, and an edit by hand in between is not lost.
func TestDecideWritesTheFile(t *testing.T) {
	dir := onDisk(t)
	path := filepath.Join(dir, DecisionsFile)
	s := opened(t, dir, Options{ReadOnly: true})
	d, err := s.Decide(t.Context(), decided(decisions.Same, "https://rijksgraaf.example/id/policy/a", "policy/bb"))
	if err != nil || d.A != "policy/bb" || d.B != "policy/a" {
		t.Fatal(d, err)
	}
	first := read(t, path)
	if first != decisions.Head+"same\tpolicy/bb\tpolicy/a\tjan\t2026-01-31\tzelfde stuk\n" {
		t.Errorf("%q", first)
	}
	byHand := "# met de hand\r\n" + row("different", "policy/a", "policy/y", "piet", "2026-02-02", "") + first
	if err := os.WriteFile(path, []byte(byHand), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decide(t.Context(), decided(decisions.Different, "policy/a", "policy/z")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != byHand+"different\tpolicy/a\tpolicy/z\tjan\t2026-01-31\tzelfde stuk\n" {
		t.Errorf("%q", got)
	}
	if n := len(s.View().Decisions()); n != 3 {
		t.Errorf("%d decisions", n)
	}
	if _, err := s.Undo(t.Context(), "policy/z", "policy/a"); err != nil || read(t, path) != byHand {
		t.Errorf("%v %q", err, read(t, path))
	}
	if entries, _ := filepath.Glob(path + "*"); len(entries) != 1 {
		t.Errorf("left behind: %q", entries)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What cannot be decided is an error that says why, and leaves the file as it was: none
// where there was none.
func TestDecideRefuses(t *testing.T) {
	dir := onDisk(t)
	s := opened(t, dir, Options{ReadOnly: true, Known: knownAs("policy/a|Geïntegreerde Aanpak", "policy/x-1|Aanpak 1").Known})
	path := filepath.Join(dir, DecisionsFile)
	refused := func(d decisions.Decision, code model.Code, want string) {
		t.Helper()
		_, err := s.Decide(t.Context(), d)
		if model.CodeOf(err) != code || !strings.Contains(fmt.Sprint(err), want) || strings.Contains(fmt.Sprint(err), "line 0") {
			t.Errorf("%v, want %s %q", err, code, want)
		}
	}
	refused(decided(decisions.Same, "policy/a", "policy/none"), model.CodeNotFound, `no document mentions "policy/none"`)
	refused(decided(decisions.Same, "policy/a", "policy/a"), model.CodeInvalid, "one entity already")
	refused(decided(decisions.Same, "policy/a", "policy/x-1"), model.CodeInvalid, "the register knows both")
	refused(decided(decisions.Same, "policy/y", "policy/z"), model.CodeInvalid, "differ in number")
	refused(decided(decisions.Same, "policy/a", "threat/t"), model.CodeInvalid, "cannot be the same as")
	refused(decided(decisions.Same, "budget-article/V/2", "budget-article/V/2.1"), model.CodeInvalid, "told apart by their numbers")
	refused(decisions.Decision{Verb: decisions.Same, A: "policy/a", B: "policy/bb", Date: "2026-01-31"}, model.CodeInvalid, "who decided")
	if _, err := s.Undo(t.Context(), "policy/a", "policy/bb"); model.CodeOf(err) != model.CodeNotFound {
		t.Error(err)
	}
	if exists(path) {
		t.Error("a decision that was refused left a file")
	}
	if _, err := s.Decide(t.Context(), decided(decisions.Same, "policy/a", "policy/bb")); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	refused(decided(decisions.Same, "policy/bb", "policy/a"), model.CodeInvalid, "one entity already")
	refused(decided(decisions.Different, "policy/bb", "policy/a"), model.CodeInvalid, "the same by line 7")
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Decide(done, decided(decisions.Different, "policy/a", "policy/y")); model.CodeOf(err) != model.CodeLimit {
		t.Error(err)
	}
	if read(t, path) != before {
		t.Error("the file was changed")
	}
}

// A name that joined two things is overruled by a person.
func TestDifferentOverrulesNames(t *testing.T) {
	s := twoNames(t, Memory)
	if _, err := s.Decide(t.Context(), decided(decisions.Different, "policy/ncs", "policy/nationale-cyberstrategie")); err != nil {
		t.Fatal(err)
	}
	v := s.View()
	if joinedIDs(v) != "" || v.Entity("policy/nationale-cyberstrategie").ID == "policy/ncs" || len(v.Candidates(CandidateFilter{})) != 0 {
		t.Errorf("joined %q", joinedIDs(v))
	}
	lawful(t, v)
}

// Who joins one thing into another by hand keeps the id that the line says.
func TestTheDecisionSaysWhatStays(t *testing.T) {
	dir := onDisk(t)
	path := filepath.Join(t.TempDir(), "mine.tsv")
	if err := os.WriteFile(path, []byte(sameRow("policy/a", "policy/bb")+sameRow("policy/y", "policy/bb")), 0o644); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, Options{Decisions: path})
	if got := joinedIDs(s.View()); got != "policy/bb<policy/a,policy/y" {
		t.Errorf("joined %q", got)
	}
	if j := s.View().Joined("policy/a"); j[0].Reason != "jan decided on 2026-01-31 that policy/a is policy/bb" || j[0].Decision.Line != 1 {
		t.Errorf("%+v", j)
	}
	if exists(filepath.Join(dir, DecisionsFile)) {
		t.Error("there are two files")
	}
	if _, err := Open(dir+"2", Options{Decisions: path + "x"}); model.CodeOf(err) != model.CodeNotFound || !strings.Contains(err.Error(), "mine.tsvx") {
		t.Error("a file that is not there:", err)
	}
}

func TestReload(t *testing.T) {
	dir := onDisk(t)
	path := filepath.Join(dir, DecisionsFile)
	s := opened(t, dir, Options{ReadOnly: true})
	for _, c := range []struct{ text, stays, fails string }{
		{sameRow("policy/bb", "policy/a"), "policy/a", ""},
		{sameRow("policy/bb", "policy/bb"), "policy/a", "stands on both sides"},
		{"", "policy/bb", ""},
	} {
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		err := s.Reload()
		if s.View().ID("policy/bb") != c.stays || (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%q: %s stays, %v", c.text, s.View().ID("policy/bb"), err)
		}
	}
}

// Several stores that are open for reading, as those of several processes, write one file
// at once: no decision is lost.
func TestDecisionsOfSeveralProcesses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for i := range 20 {
		list = append(list, fmt.Sprintf("policy/p%c|Beleid %c%c", 'a'+i, 'a'+i, 'a'+i))
	}
	put(t, s, said(t, "a", list, nil))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range 4 {
		s := opened(t, dir, Options{ReadOnly: true})
		wg.Go(func() {
			for i := range 4 {
				a, b := fmt.Sprintf("policy/p%c", 'a'+n), fmt.Sprintf("policy/p%c", 'e'+4*n+i)
				if _, err := s.Decide(t.Context(), decided(decisions.Different, a, b)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := len(opened(t, dir, Options{ReadOnly: true}).View().Decisions()); n != 16 {
		t.Errorf("%d decisions", n)
	}
}

// A file that cannot be written is an error, and nothing is decided.
func TestDecisionsReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	dir := onDisk(t)
	path := filepath.Join(dir, DecisionsFile)
	if err := os.WriteFile(path, nil, 0o444); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, Options{ReadOnly: true})
	if _, err := s.Decide(t.Context(), decided(decisions.Same, "policy/a", "policy/bb")); model.CodeOf(err) != model.CodeReadOnly || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
	if s.View().ID("policy/bb") != "policy/bb" {
		t.Error("it was decided all the same")
	}
}
