package eval_test

import (
	"strings"
	"testing"

	"rijksgraaf/eval"
)

func TestFloors(t *testing.T) {
	var r eval.Report
	r.Entities.F1, r.Relations.F1, r.MentionsExact.Recall = 0.91239, 0.8, 0.7
	f := eval.Floors{"b": eval.FloorOf(r), "a": {}}
	if want := "{\n  \"a\": {\"entities\": 0.000, \"mentions\": 0.000, \"relations\": 0.000},\n  \"b\": {\"entities\": 0.912, \"mentions\": 0.700, \"relations\": 0.800}\n}\n"; string(f.JSON()) != want {
		t.Errorf("%s", f.JSON())
	}
	again, err := eval.ReadFloors("scores.json", f.JSON())
	if err != nil {
		t.Fatal(err)
	}
	if s := again.Below("b", r); s != "" {
		t.Errorf("the scores that were recorded lie below: %s", s)
	}
	for what, lower := range map[string]func(*eval.Report){
		"entities":  func(r *eval.Report) { r.Entities.F1 -= 0.001 },
		"relations": func(r *eval.Report) { r.Relations.F1 -= 0.001 },
		"mentions":  func(r *eval.Report) { r.MentionsExact.Recall -= 0.001 },
	} {
		worse := r
		lower(&worse)
		if s := again.Below("b", worse); !strings.Contains(s, what) {
			t.Errorf("%s: %q", what, s)
		}
	}
	if again.Below("unknown", eval.Report{}) != "" {
		t.Error("a text without a floor")
	}
	if _, err := eval.ReadFloors("scores.json", []byte("[]")); err == nil {
		t.Error("a list is no file of floors")
	}
}
