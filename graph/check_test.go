package graph

import (
	"math"
	"testing"

	"rijksgraaf/model"
)

// sound is a document that may be stored.
func sound() *model.Extraction {
	return doc("a", "", []string{"policy/gbvs|GBVS", "threat/cyber|Cyber"}, []string{"policy/gbvs addresses threat/cyber"}, 0.5)
}

func TestWhatMayNotBeStoredIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(x *model.Extraction){
		"type":              func(x *model.Extraction) { x.Entities[0].Type = "Ship" },
		"id and type":       func(x *model.Extraction) { x.Entities[0].ID = "ship/gbvs" },
		"no label":          func(x *model.Extraction) { x.Entities[0].Label = " " },
		"id in an address":  func(x *model.Extraction) { x.Entities[0].ID = "policy/a b" },
		"predicate":         func(x *model.Extraction) { x.Relations[0].Predicate = "likes" },
		"domain":            func(x *model.Extraction) { x.Relations[0].Predicate = model.PresentedTo },
		"no evidence":       func(x *model.Extraction) { x.Relations[0].Evidence = nil },
		"unknown end":       func(x *model.Extraction) { x.Relations[0].Object = "threat/other" },
		"unknown subject":   func(x *model.Extraction) { x.Relations[0].Subject = "policy/other" },
		"mention's words":   func(x *model.Extraction) { x.Entities[0].Mentions[0].Text = "andere" },
		"mention's span":    func(x *model.Extraction) { x.Entities[0].Mentions[0].End = 1000 },
		"empty span":        func(x *model.Extraction) { x.Entities[0].Mentions[0].End = 0 },
		"negative span":     func(x *model.Extraction) { x.Entities[0].Mentions[0].Start = -1 },
		"evidence's words":  func(x *model.Extraction) { x.Relations[0].Evidence[0].Text += "." },
		"evidence's span":   func(x *model.Extraction) { x.Relations[0].Evidence[0].Start = math.MaxInt },
		"end's span":        func(x *model.Extraction) { x.Relations[0].Evidence[0].ObjectSpan = &model.Span{Start: 3, End: 2} },
		"confidence":        func(x *model.Extraction) { x.Relations[0].Evidence[0].Confidence = math.NaN() },
		"document's id":     func(x *model.Extraction) { x.Document.ID = "policy/x" },
		"text's encoding":   func(x *model.Extraction) { x.Document.Text += "\xff" },
		"label's encoding":  func(x *model.Extraction) { x.Entities[0].Label = "\xff" },
		"value without any": func(x *model.Extraction) { x.Relations[0].Predicate, x.Relations[0].Object = model.SameAs, "" },
		"gap's encoding":    func(x *model.Extraction) { x.Gaps = []model.Gap{{Detail: "\xff"}} },
		"section":           func(x *model.Extraction) { x.Document.Sections = []*model.Section{nil} },
		"endless sections": func(x *model.Extraction) {
			s := &model.Section{Kind: "text"}
			s.Children = []*model.Section{s}
			x.Document.Sections = []*model.Section{s}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, Memory, Options{})
			x := sound()
			spoil(x)
			cs := Changes(s.View(), x)
			_, err := s.Apply(t.Context(), cs)
			wantCode(t, err, model.CodeInvalid)
			if s.View().Statistics().Quads != 0 || len(rawQuads(t, s)) != 0 {
				t.Error("something was stored")
			}
		})
	}
	put(t, opened(t, Memory, Options{}), sound())
	s := opened(t, Memory, Options{})
	_, err := s.Apply(t.Context(), Changes(s.View(), nil))
	wantCode(t, err, model.CodeInvalid)
	_, err = s.Apply(t.Context(), nil)
	wantCode(t, err, model.CodeInvalid)
}

func TestChangeSetAppliesToWhatIsThere(t *testing.T) {
	s := opened(t, Memory, Options{})
	first, second := sound(), doc("a", "", []string{"place/mali|Mali"}, nil, 1)
	early := Changes(s.View(), first)
	put(t, s, second)
	if r := apply(t, s, early); r.Removed == 0 {
		t.Error("what the document said meanwhile was kept")
	}
	clean := opened(t, Memory, Options{})
	put(t, clean, first)
	if nquads(t, s) != nquads(t, clean) {
		t.Error("a change set that was made earlier leads to another state")
	}
	if cs := Removal(s.View(), "document/none"); !cs.Empty() || apply(t, s, cs).Changed() {
		t.Error("the removal of nothing changes something")
	}
}

func TestSpansAreFoundInAnyText(t *testing.T) {
	for _, text := range append(texts, "", "é", "plain") {
		x := newTextIndex(text)
		runes := []rune(text)
		for i := range runes {
			for j := i + 1; j <= len(runes); j += 7 {
				if got, ok := x.slice(model.Span{Start: i, End: j}); !ok || got != string(runes[i:j]) {
					t.Fatalf("%d-%d of %q is %q, %v", i, j, text, got, ok)
				}
			}
		}
	}
}
