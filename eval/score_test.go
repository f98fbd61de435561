package eval_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/eval"
	"rijksgraaf/extract"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

const goldFolder = "../testdata/gold"

var known = eval.Vocabulary{
	Type:      func(n string) bool { _, ok := ontology.Type(model.EntityType(n)); return ok },
	Predicate: func(n string) bool { _, ok := ontology.Predicate(model.Predicate(n)); return ok },
}

// extracted gives the JSON contract of a gold text.
func extracted(t *testing.T, name string) []byte {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := document.Read(filepath.Join(goldFolder, name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := model.WriteContract(&b, x.Extract(d)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func score(t *testing.T, gold, output []byte) (eval.Counts, []eval.Mistake) {
	t.Helper()
	g, err := eval.ReadGold("gold.json", gold)
	if err != nil {
		t.Fatal(err)
	}
	o, err := eval.ReadOutput("out.json", output)
	if err != nil {
		t.Fatal(err)
	}
	return eval.Score(g, o, known)
}

// mutilate damages an extraction in each of the ways that a score looks at: entities and
// relations lost, mentions moved, types and ids changed, evidence gone, words altered.
func mutilate(t *testing.T, output []byte) []byte {
	t.Helper()
	var x map[string]any
	if err := json.Unmarshal(output, &x); err != nil {
		t.Fatal(err)
	}
	entities := x["entities"].([]any)
	relations := x["relations"].([]any)
	for i, item := range entities {
		e := item.(map[string]any)
		mentions, _ := e["mentions"].([]any)
		switch {
		case i%7 == 1:
			e["type"] = "Organisation"
		case i%7 == 2:
			e["id"] = "policy/other-" + e["label"].(string)
		case i%7 == 3 && len(mentions) > 0:
			m := mentions[0].(map[string]any)
			m["start"] = m["start"].(float64) + 3
		case i%7 == 4 && len(mentions) > 0:
			mentions[0].(map[string]any)["text"] = "iets anders"
		case i%7 == 5:
			e["type"] = "Dreiging"
		}
	}
	for i, item := range relations {
		r := item.(map[string]any)
		switch i % 6 {
		case 1:
			r["predicate"] = "concerns"
		case 2:
			r["evidence"] = []any{}
		case 3:
			r["predicate"] = "betreft"
		case 4:
			if r["object"] != nil { // one to a value has none
				r["subject"], r["object"] = r["object"], r["subject"]
			}
		}
	}
	x["entities"] = entities[:len(entities)*5/6]
	x["relations"] = append(relations[:len(relations)*4/5], relations[0])
	out, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAgreesWithReference compares our figures with those of the reference scorer, on
// whole and on mutilated output. It skips where the reference or python3 is absent.
func TestAgreesWithReference(t *testing.T) {
	reference := "../../shared/gold/score.py"
	if _, err := os.Stat(reference); err != nil {
		t.Skip("the reference scorer is not here")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	for _, name := range []string{"V-artikel-2", "VI-artikel-36", "X-artikel-1"} {
		goldFile := filepath.Join(goldFolder, name+".json")
		gold, err := os.ReadFile(goldFile)
		if err != nil {
			t.Fatal(err)
		}
		whole := extracted(t, name)
		for kind, output := range map[string][]byte{"whole": whole, "mutilated": mutilate(t, whole), "empty": []byte(`{"text":"","entities":[],"relations":[]}`)} {
			t.Run(name+"/"+kind, func(t *testing.T) {
				counts, _ := score(t, gold, output)
				file := filepath.Join(t.TempDir(), "out.json")
				if err := os.WriteFile(file, output, 0o600); err != nil {
					t.Fatal(err)
				}
				printed, err := exec.Command(python, reference, goldFile, file, "--json").Output()
				if err != nil {
					t.Fatal(err)
				}
				lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
				var theirs eval.Report
				if err := json.Unmarshal([]byte(lines[len(lines)-1]), &theirs); err != nil {
					t.Fatal(err)
				}
				if ours := counts.Report(); !same(ours, theirs) {
					t.Errorf("\nours   %s\ntheirs %s", ours, theirs)
				}
			})
		}
	}
}

func same(a, b eval.Report) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) < 1e-12 }
	return near(a.Entities.Precision, b.Entities.Precision) && near(a.Entities.Recall, b.Entities.Recall) && near(a.Entities.F1, b.Entities.F1) &&
		near(a.MentionsExact.Recall, b.MentionsExact.Recall) && near(a.Relations.Precision, b.Relations.Precision) &&
		near(a.Relations.Recall, b.Relations.Recall) && near(a.Relations.F1, b.Relations.F1) && a.BadSpans == b.BadSpans && a.OffOntology == b.OffOntology
}

// TestMutilatedFigures pins the figures of one small case, so that the scorer is tested
// where the reference is not at hand.
func TestMutilatedFigures(t *testing.T) {
	gold := `{"entities": [
	  {"ref": "Policy/a", "types": ["Policy"], "ids": [], "label": "", "core": true, "mentions": [{"start": 0, "end": 4, "core": true}]},
	  {"ref": "Threat/b", "types": ["Threat", "Organisation"], "ids": [], "label": "", "core": true, "mentions": [{"start": 5, "end": 9, "core": true}, {"start": 20, "end": 30, "core": false}]},
	  {"ref": "BudgetChapter/X", "types": ["BudgetChapter"], "ids": ["budget-chapter/X"], "label": "", "core": true, "mentions": []},
	  {"ref": "Place/c", "types": ["Place"], "ids": [], "label": "", "core": false, "mentions": [{"start": 10, "end": 14, "core": false}]}],
	 "relations": [
	  {"core": true, "variants": [["Policy/a", "addresses", "Threat/b"], ["Policy/a", "concerns", "Threat/b"]]},
	  {"core": true, "variants": [["Threat/b", "threatens", "Place/c"]]}]}`
	output := `{"text": "aaaa bbbb cccc dddd eeeeeeeeee", "entities": [
	  {"id": "policy/a", "type": "Policy", "label": "a", "mentions": [{"start": 0, "end": 3, "text": "aaa"}]},
	  {"id": "organisation/b", "type": "Organisation", "label": "b", "mentions": [{"start": 5, "end": 9, "text": "bbbb"}]},
	  {"id": "budget-chapter/VI", "type": "BudgetChapter", "label": "c", "mentions": [{"start": 15, "end": 19, "text": "fout"}]}],
	 "relations": [
	  {"subject": "policy/a", "predicate": "concerns", "object": "organisation/b", "evidence": [{"start": 0, "end": 9, "text": "aaaa bbbb"}]},
	  {"subject": "policy/a", "predicate": "gaatOver", "object": "organisation/b", "evidence": []}]}`
	counts, mistakes := score(t, []byte(gold), []byte(output))
	want := eval.Counts{EntitiesFound: 3, EntitiesRight: 2, EntitiesCore: 3, CoreFound: 2, MentionsCore: 2, MentionsFound: 1,
		RelationsFound: 2, RelationsRight: 1, RelationsCore: 2, RelationCoreFound: 1, BadSpans: 2, OffOntology: 1}
	if counts != want {
		t.Errorf("\ngot  %+v\nwant %+v", counts, want)
	}
	if len(mistakes) != 6 {
		t.Errorf("mistakes: %v", mistakes)
	}
}

// TestBadGold checks that a gold file which does not hold together is refused.
func TestBadGold(t *testing.T) {
	for name, text := range map[string]string{
		"no entities":        `{}`,
		"unknown key":        `{"entities": [], "facts": []}`,
		"twice":              `{"entities": [{"ref": "a", "types": ["Policy"]}, {"ref": "a", "types": ["Policy"]}]}`,
		"relation to nobody": `{"entities": [{"ref": "a", "types": ["Policy"]}], "relations": [{"core": true, "variants": [["a", "concerns", "b"]]}]}`,
		"broken":             `{"entities": [`,
	} {
		if _, err := eval.ReadGold("g.json", []byte(text)); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
