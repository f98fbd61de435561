package graph

import (
	"bufio"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// imported gives a store that holds what N-Quads say; every document must be taken.
func imported(t fataler, text string) *Store {
	t.Helper()
	s := memory(t)
	list, err := ReadNQuads(s.View(), "x.nq", strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, c := range list {
		if _, err := s.Apply(t.Context(), c); err != nil {
			t.Fatalf("%v", err)
		}
	}
	return s
}

func TestNQuadsOutInOutAreTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		for _, id := range []string{"document/kst-1", "document/kst-2"} {
			put(t, s, drawExtraction(t, id))
		}
		out := viewQuads(t, s.View())
		if again := viewQuads(t, imported(t, out).View()); again != out {
			t.Fatalf("first\n%s\nthen\n%s", out, again)
		}
		lines := strings.SplitAfter(out, "\n")
		slices.Reverse(lines)
		mixed := "# a comment\r\n\n" + strings.Join(lines, "\r\n") + strings.Join(lines[:min(3, len(lines))], "\n")
		in := imported(t, mixed)
		if again := viewQuads(t, in.View()); again != out {
			t.Fatalf("backwards, with some quads twice: first\n%s\nthen\n%s", out, again)
		}
		same, err := ReadNQuads(in.View(), "x.nq", strings.NewReader(out))
		if err != nil || slices.ContainsFunc(same, func(c *ChangeSet) bool { return !c.Empty() }) {
			t.Fatalf("importing what is there changes something: %v", err)
		}
	})
}

// A document that is off the ontology is refused whole, with the line, and others are taken.
func TestNQuadsThatMayNotBeStoredAreRefused(t *testing.T) {
	good := viewQuads(t, small(t).View())
	const id, def = "<https://rijksgraaf.example/id/", "<https://rijksgraaf.example/def/"
	const a = " " + id + "document/a> .\n"
	addresses := id + "relation/" + strings.TrimPrefix(model.RelationID("policy/gbvs", model.Addresses, "threat/terrorisme"), "relation/") + "> "
	for name, c := range map[string]struct{ from, to, words string }{
		"unknown type":        {def + "Threat>" + a, def + "Bedreiging>" + a, "the ontology has no type Bedreiging"},
		"type of another":     {def + "Threat>" + a, def + "Place>" + a, "threat/terrorisme"},
		"unknown predicate":   {id + "policy/gbvs> " + def + "addresses>", id + "policy/gbvs> " + def + "attacks>", "unknown predicate"},
		"a missing fact":      {id + "policy/gbvs> " + def + "addresses> " + id + "threat/terrorisme>" + a, "", "is missing"},
		"stray fact":          {id + "policy/gbvs> " + def + "addresses> " + id + "threat/terrorisme>" + a, id + "policy/gbvs> " + def + "addresses> " + id + "place/mali>" + a, "does not follow from the others"},
		"foreign subject":     {id + "place/mali> ", "<https://elders.example/mali> ", "foreign subject"},
		"a span outside":      {`"0-15"^^` + def + "spans>" + a, `"0-99"^^` + def + "spans>" + a, "lies outside the text"},
		"no span":             {`"0-15"^^` + def + "spans>" + a, `"nul"^^` + def + "spans>" + a, "is no span"},
		"confidence":          {`\"confidence\":0.9`, `\"confidence\":1.9`, "is not in [0,1]"},
		"broken attestation":  {`\"confidence\":0.9`, `\"confidence\":`, "attestation"},
		"no text":             {id + "document/a> " + def + "text>", id + "document/a> " + def + "texts>", "unknown predicate"},
		"text of another":     {"Eén tekst van a", "Een", "lies outside the text"},
		"blank node":          {def + "Place>" + a, "_:b" + a, "of a kind that is not stored"},
		"a second label":      {id + "place/mali> <http://www.w3.org/2000/01/rdf-schema#label> ", id + `place/mali> <http://www.w3.org/2000/01/rdf-schema#label> "Niger"` + a + id + "place/mali> <http://www.w3.org/2000/01/rdf-schema#label> ", "does not follow from the others"},
		"relation by another": {addresses, id + "relation/0000000000000000> ", "its parts name"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.ReplaceAll(good, c.from, c.to)
			if bad == good {
				t.Fatalf("nothing was replaced in\n%s", good)
			}
			s := memory(t)
			list, err := ReadNQuads(s.View(), "x.nq", strings.NewReader(bad))
			if err != nil {
				t.Fatal(err)
			}
			refused := 0
			for _, c2 := range list {
				if c2.Err() == nil {
					continue
				}
				refused++
				wantCode(t, c2.Err(), model.CodeInvalid, "x.nq line ", c.words)
			}
			if refused == 0 {
				t.Errorf("all was taken")
			}
		})
	}
}

// A relation that the ontology does not allow is refused although its quads fit together.
func TestNQuadsOffTheOntologyAreRefused(t *testing.T) {
	x := doc("a", "", []string{"place/mali|Mali", "threat/terrorisme|Terrorisme"}, []string{"place/mali addresses threat/terrorisme"}, .9)
	var b strings.Builder
	line := 0
	for i, q := range encode(newVocabulary(""), newSaying(x)) {
		b.WriteString(q.NQuad() + "\n")
		if line == 0 && strings.Contains(q.NQuad(), "/relation/") {
			line = i + 1
		}
	}
	list, err := ReadNQuads(memory(t).View(), "x.nq", strings.NewReader(b.String()))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	wantCode(t, list[0].Err(), model.CodeInvalid, "x.nq line "+strconv.Itoa(line)+": ", "addresses")
}

func TestNQuadsFaultsNameTheLine(t *testing.T) {
	good := viewQuads(t, small(t).View())
	bad := strings.Replace(good, "def/Place>", "def/Planeet>", 1)
	line := strings.Count(good[:strings.Index(good, "def/Place>")], "\n") + 1
	list, err := ReadNQuads(memory(t).View(), "x.nq", strings.NewReader(bad))
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	wantCode(t, list[0].Err(), model.CodeInvalid, "x.nq line "+strconv.Itoa(line)+": ")
	if list[1].Err() != nil || list[1].Empty() {
		t.Error("the other document is refused too:", list[1].Err())
	}
}

// What is no N-Quads at all is refused whole: nobody knows what else is wrong with it.
func TestWhatIsNoNQuadsIsRefused(t *testing.T) {
	good := viewQuads(t, small(t).View())
	for name, text := range map[string]string{
		"json": "{}", "no label": "<a> <b> <c> .", "foreign label": "<a> <b> <c> <https://elders.example/id/document/x> .",
		"no document": "<a> <b> <c> <https://rijksgraaf.example/id/policy/x> .", "cut off": "<https://rijksgraaf.example/id/policy/gbvs> <https://rijksgraaf.example/def/add",
		"not UTF-8": "<a> <b> \"\xff\" <c> .", "bad escape": `<a> <b> "\u00zz" <c> .`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadNQuads(memory(t).View(), "x.nq", strings.NewReader(good+text+"\n"))
			wantCode(t, err, model.CodeInvalid, "x.nq line "+strconv.Itoa(strings.Count(good, "\n")+1))
		})
	}
}

func FuzzReadNQuads(f *testing.F) {
	f.Add(`<https://rijksgraaf.example/id/document/a> <https://rijksgraaf.example/def/text> "x" <https://rijksgraaf.example/id/document/a> .`)
	f.Add(`<a> <b> "\u00e9"@nl <c> .`)
	f.Fuzz(func(t *testing.T, text string) {
		v := newView(newVocabulary(""))
		list, err := ReadNQuads(v, "x.nq", strings.NewReader(text))
		if err != nil && model.CodeOf(err) != model.CodeInvalid {
			t.Error(err)
		}
		for _, c := range list {
			if c.Err() != nil && model.CodeOf(c.Err()) != model.CodeInvalid {
				t.Error(c.Err())
			}
		}
	})
}

func TestBaseOfNQuads(t *testing.T) {
	for text, want := range map[string]string{
		viewQuads(t, small(t).View()):                      "https://rijksgraaf.example",
		"<a> <b> <c> <http://x.example/g/id/document/d> .": "http://x.example/g",
		"{}": "", "": "", "<a> <b> <c> .": "",
	} {
		if got := BaseOfNQuads(bufio.NewReader(strings.NewReader(text))); got != want {
			t.Errorf("%.40q: %q", text, got)
		}
	}
}
