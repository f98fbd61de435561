package model_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// Ids of relations stand in stores and addresses: they must never change.
func TestRelationID(t *testing.T) {
	if got, want := model.RelationID("policy/gbvs", model.PresentedTo, "organisation/tweede-kamer"), "relation/35103f9bedf1e62d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	seen := map[string]string{}
	for _, parts := range [][3]string{{"a", "partOf", "b"}, {"b", "partOf", "a"}, {"a", "leads", "b"}, {"a", "partOf", ""}, {"ap", "artOf", "b"}, {"a", "partO", "fb"}, {"", "", ""}} {
		r := model.Relation{Subject: parts[0], Predicate: model.Predicate(parts[1]), Object: parts[2]}
		id := r.ID()
		if other, ok := seen[id]; ok {
			t.Errorf("%v and %s share %s", parts, other, id)
		}
		seen[id] = strings.Join(parts[:], " ")
		if id != model.RelationID(parts[0], model.Predicate(parts[1]), parts[2]) || len(id) != len("relation/")+16 || !strings.HasPrefix(id, "relation/") {
			t.Errorf("%v: %s", parts, id)
		}
	}
}

func TestIRI(t *testing.T) {
	for _, c := range []struct{ base, id, want string }{
		{"", "policy/gbvs", "https://rijksgraaf.example/id/policy/gbvs"},
		{"https://a.example", "policy/gbvs", "https://a.example/id/policy/gbvs"},
		{"https://a.example/", "budget-article/V/2", "https://a.example/id/budget-article/V/2"},
		{"https://a.example/graaf//", "x/y", "https://a.example/graaf/id/x/y"},
	} {
		if got := model.IRI(c.base, c.id); got != c.want {
			t.Errorf("IRI(%q, %q) = %q, want %q", c.base, c.id, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	span := func(a, b int) model.Span { return model.Span{Start: a, End: b} }
	for _, c := range []struct {
		s, t               model.Span
		contains, overlaps bool
	}{
		{span(2, 6), span(3, 5), true, true},
		{span(2, 6), span(2, 6), true, true},
		{span(2, 6), span(1, 3), false, true},
		{span(2, 6), span(5, 9), false, true},
		{span(2, 6), span(6, 9), false, false},
		{span(2, 6), span(0, 2), false, false},
		{span(3, 5), span(2, 6), false, true},
	} {
		if c.s.Contains(c.t) != c.contains || c.s.Overlaps(c.t) != c.overlaps || c.t.Overlaps(c.s) != c.overlaps {
			t.Errorf("%v and %v: contains %t, overlaps %t", c.s, c.t, c.s.Contains(c.t), c.s.Overlaps(c.t))
		}
	}
	if span(2, 6).Len() != 4 || (model.Span{}).Len() != 0 {
		t.Error("lengths")
	}
}

func TestConfidence(t *testing.T) {
	r := model.Relation{}
	if r.Confidence() != 0 {
		t.Errorf("without evidence %g", r.Confidence())
	}
	r.Evidence = []model.Evidence{{Confidence: 0.5}, {Confidence: 0.9}, {Confidence: 0.7}}
	if r.Confidence() != 0.9 {
		t.Errorf("highest of three is %g", r.Confidence())
	}
}

func TestError(t *testing.T) {
	for _, c := range []struct {
		err  model.Error
		want string
	}{
		{model.Error{Message: "no"}, "no"},
		{model.Error{Op: "read", Message: "a.txt is empty", Hint: "give text"}, "read: a.txt is empty (give text)"},
		{model.Error{Op: "read", Message: "a.txt", Err: fs.ErrNotExist, Hint: "check the path"}, "read: a.txt: file does not exist (check the path)"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestCodeOf(t *testing.T) {
	inner := &model.Error{Code: model.CodeNotFound, Err: fs.ErrNotExist}
	for _, c := range []struct {
		err  error
		want model.Code
	}{
		{nil, ""},
		{errors.New("x"), model.CodeInternal},
		{inner, model.CodeNotFound},
		{fmt.Errorf("while reading: %w", inner), model.CodeNotFound},
		{&model.Error{Code: model.CodeLocked, Err: inner}, model.CodeLocked},
		{errors.Join(errors.New("x"), inner), model.CodeNotFound},
	} {
		if got := model.CodeOf(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
	if !errors.Is(fmt.Errorf("a: %w", inner), fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	seen := map[model.Code]bool{}
	for _, c := range model.Codes() {
		if seen[c] || c == "" {
			t.Errorf("code %q", c)
		}
		seen[c] = true
	}
	if len(seen) != 12 {
		t.Errorf("%d codes", len(seen))
	}
}
