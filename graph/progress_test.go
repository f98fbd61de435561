package graph

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// meetings are ids and names that meet: by label, by abbreviation, by both in several senses.
var meetings = []struct {
	id    string
	names []string
}{
	{"policy/asl", []string{"Actieprogramma Schone Lucht", "Agenda Sociale Leefomgeving", "ASL"}},
	{"policy/actieprogramma-schone-lucht", []string{"Actieprogramma Schone Lucht", "ASL"}},
	{"policy/agenda-sociale-leefomgeving", []string{"Agenda Sociale Leefomgeving", "agenda sociale  leefomgeving"}},
	{"policy/strategie-2019", []string{"Strategie 2019", "Strategie", "NVS"}},
	{"policy/nvs", []string{"Strategie 2019", "Strategie 2023", "NVS"}},
	{"organisation/navo", []string{"NAVO", "Noord-Atlantische Verdragsorganisatie"}},
	{"organisation/noord-atlantische-verdragsorganisatie", []string{"Noord-Atlantische Verdragsorganisatie", "NAVO"}},
	{"threat/terrorisme", []string{"terrorisme", "de dreiging van terrorisme"}},
	{"threat/dreiging", []string{"de dreiging van terrorisme", "terrorisme"}},
	{"place/mali", []string{"Mali"}},
}

// drawMeeting draws a document that calls some of them something.
func drawMeeting(t *rapid.T, id string) *model.Extraction {
	x := drawExtraction(t, id)
	x.Entities, x.Relations = nil, nil
	words := newTextIndex(x.Document.Text)
	var used []string
	for _, m := range rapid.SliceOfNDistinct(rapid.SampledFrom(meetings), 0, 6, func(m struct {
		id    string
		names []string
	}) string {
		return m.id
	}).Draw(t, "things") {
		e := drawEntity(t, m.id, words)
		e.Label = rapid.SampledFrom(m.names).Draw(t, "called")
		e.Aliases = rapid.SliceOfN(rapid.SampledFrom(m.names), 0, 2).Draw(t, "other names")
		x.Entities, used = append(x.Entities, e), append(used, m.id)
	}
	for _, k := range allowedKeys(used) {
		if rapid.IntRange(0, 5).Draw(t, "take") == 0 {
			x.Relations = append(x.Relations, drawRelation(t, k, words))
		}
	}
	return x
}

// A view that starts from what an earlier one knew answers as one that knows nothing.
func TestFactsAreWorkedOutAnewOnlyWhereTheyChange(t *testing.T) {
	register := NewRegister([]RegisterRow{{"organisation/navo", []string{"NAVO", "Verdragsorganisatie"}}, {"policy/nvs", []string{"Strategie 2023"}}})
	rapid.Check(t, func(t *rapid.T) {
		options := Options{}
		if rapid.Bool().Draw(t, "registers") {
			options.Known = func() Knowledge { return Knowledge{Register: register} }
		}
		s, err := Open(Memory, options)
		if err != nil {
			t.Fatalf("%v", err)
		}
		v := s.View()
		for i := range rapid.IntRange(2, 7).Draw(t, "writes") {
			id := fmt.Sprintf("document/kst-%d", rapid.IntRange(1, 4).Draw(t, "document"))
			switch {
			case v.Document(id) != nil && rapid.IntRange(0, 3).Draw(t, "delete") == 0:
				v = v.with(id, nil)
			case rapid.IntRange(0, 4).Draw(t, "decide") == 0:
				v = v.redecided(drawDecision(t, i))
			default:
				v = v.with(id, newSaying(drawMeeting(t, id)))
			}
			if rapid.IntRange(0, 2).Draw(t, "read") == 0 {
				continue // the next write starts from an earlier state
			}
			fresh := &View{voc: v.voc, said: v.said, decided: v.decided, known: v.known, figures: v.figures}
			if what := v.said.differsFrom(v.rebuilt()); what != "" {
				t.Fatalf("step %d: the index has other %s", i, what)
			}
			if what := v.index().differsFrom(fresh.index()); what != "" {
				t.Fatalf("step %d: the united index has other %s", i, what)
			}
			if got, want := meetingAnswers(v), meetingAnswers(fresh); got != want {
				t.Fatalf("step %d\n%s\nwant\n%s", i, got, want)
			}
		}
	})
}

// rebuilt makes the index of what a view holds at once.
func (v *View) rebuilt() *index {
	var all []written
	for id, d := range v.said.documents.All() {
		all = append(all, written{id, packSaying(d.saying())})
	}
	return emptyIndex(v.voc).with(all...)
}

func drawDecision(t *rapid.T, line int) *decisions.File {
	pair := rapid.SampledFrom([][2]string{{"threat/dreiging", "threat/terrorisme"}, {"policy/strategie-2019", "policy/asl"}, {"policy/actieprogramma-schone-lucht", "policy/asl"}}).Draw(t, "pair")
	verb := rapid.SampledFrom([]decisions.Verb{decisions.Same, decisions.Different}).Draw(t, "verb")
	f := &decisions.File{List: []decisions.Decision{{Verb: verb, A: pair[0], B: pair[1], Who: "j", Date: "2026-11-24", Line: line}}}
	var used []string
	for _, m := range meetings {
		used = append(used, m.id)
	}
	for _, k := range allowedKeys(used) {
		if rapid.IntRange(0, 9).Draw(t, "refuse") == 0 {
			f.Relations = append(f.Relations, refusal(k, decisions.Refused, line+1+len(f.Relations)))
		}
	}
	return f
}

// meetingAnswers is answers, and what the index has beside it.
func meetingAnswers(v *View) string {
	out := answers(v)
	for _, m := range meetings {
		out += fmt.Sprintf("%s %s %v\n", m.id, v.ID(m.id), v.Joined(m.id))
	}
	for r := range v.index().byName.All() {
		id := r.modelID()
		out += fmt.Sprintf("%s %v %d\n", id, v.Relation(id) == nil, r.evidence)
	}
	for at := range v.index().names.All() {
		out += fmt.Sprintln(at)
	}
	for at, worth := range v.index().words.All() {
		out += fmt.Sprintln(at, worth, at.of.names)
	}
	kinds := map[string]int{}
	for _, e := range v.Entities(EntityFilter{}, "") {
		t, _ := ontology.TypeOfID(e.ID)
		kinds[string(t)]++
	}
	return out + fmt.Sprint(kinds, v.identity().doubts, v.identity().unkept)
}
