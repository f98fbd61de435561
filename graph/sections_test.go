package graph

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"rijksgraaf/model"
)

// layered is a document with an article, two lettered sections, roles and items, and with
// one relation in each of some lines.
func layered(id, chapter string) *model.Extraction {
	x := doc(id, chapter, []string{"role/minister|Minister", "activity/een|Een", "activity/twee|Twee", "organisation/navo|NAVO", "budget-article/V/2|Artikel 2"}, nil, .9)
	lines := []string{"Artikel 2 Vrede", "B. Rol", "Stimuleren", "de eerste taak", "Financieren", "de tweede taak", "C. Beleid", "de NAVO krijgt geld"}
	var at []model.Span
	x.Document.Text = ""
	for _, l := range lines {
		start := utf8.RuneCountInString(x.Document.Text)
		at = append(at, model.Span{Start: start, End: start + utf8.RuneCountInString(l)})
		x.Document.Text += l + "\n"
	}
	for _, e := range x.Entities {
		e.Mentions = nil
	}
	part := func(kind, number, title string, head, last int, children ...*model.Section) *model.Section {
		return &model.Section{Kind: kind, Number: number, Title: title, Heading: at[head], Span: model.Span{Start: at[head].Start, End: at[last].End}, Page: 1, Children: children}
	}
	x.Document.Sections = []*model.Section{part("article", "2", "Vrede", 0, 7,
		part("section", "B", "Rol", 1, 5, part("role", "", "Stimuleren", 2, 3, part("item", "", "de eerste taak", 3, 3)), part("role", "", "Financiéren", 4, 5)),
		part("section", "C", "Beleid", 6, 7))}
	say := func(subject string, p model.Predicate, object string, line int) {
		x.Relations = append(x.Relations, &model.Relation{Subject: subject, Predicate: p, Object: object,
			Evidence: []model.Evidence{{Span: at[line], Text: lines[line], Rule: "r", Confidence: .9}}})
	}
	say("role/minister", model.ResponsibleFor, "activity/een", 3)
	say("role/minister", model.ResponsibleFor, "activity/twee", 5)
	say("budget-article/V/2", model.Funds, "organisation/navo", 7)
	return x
}

// TestSections: each condition by itself and together; the order is that of document and text.
func TestSections(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, layered("b", "budget-chapter/X"))
	put(t, s, layered("a", "budget-chapter/V"))
	put(t, s, doc("c", "budget-chapter/V", nil, nil, 1))
	by := func(p model.Predicate) *RelationFilter { return &RelationFilter{Predicates: []model.Predicate{p}} }
	for _, c := range []struct {
		name   string
		filter SectionFilter
		want   []string
	}{
		{"of kinds", SectionFilter{Kinds: []string{"article", "item"}}, []string{"a 2 Vrede", "a  de eerste taak", "b 2 Vrede", "b  de eerste taak"}},
		{"by number", SectionFilter{Number: "b"}, []string{"a B Rol", "b B Rol"}},
		{"by text", SectionFilter{Text: "BELEID", Documents: []string{"document/b"}}, []string{"b C Beleid"}},
		{"of a chapter", SectionFilter{Number: "B", Chapters: []string{"budget-chapter/X"}}, []string{"b B Rol"}},
		{"with a role in it", SectionFilter{Kinds: []string{"section"}, Role: "financier", Documents: []string{"document/a"}}, []string{"a B Rol"}},
		{"the role itself", SectionFilter{Kinds: []string{"role"}, Role: "imuler", Documents: []string{"document/a"}}, []string{"a  Stimuleren"}},
		{"with a relation", SectionFilter{Relations: by(model.Funds), Documents: []string{"document/a"}}, []string{"a 2 Vrede", "a C Beleid"}},
		{"with a relation under a role", SectionFilter{Kinds: []string{"section"}, Role: "financ", Relations: &RelationFilter{Object: "activity/twee"}, Documents: []string{"document/a"}}, []string{"a B Rol"}},
		{"with a relation under another role", SectionFilter{Role: "financ", Relations: &RelationFilter{Object: "activity/een"}}, nil},
		{"with no such relation", SectionFilter{Relations: by(model.Supervises)}, nil},
		{"of no such document", SectionFilter{Documents: []string{"document/z"}}, nil},
	} {
		var got []string
		for _, h := range s.View().Sections(c.filter) {
			got = append(got, fmt.Sprintf("%s %s %s", h.Document.ID[len("document/"):], h.Section.Number, h.Section.Title))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	for _, h := range s.View().Sections(SectionFilter{Kinds: []string{"item"}, Documents: []string{"document/a"}}) {
		if len(h.Path) != 3 || h.Path[0].Kind != "article" || h.Path[2].Title != "Stimuleren" {
			t.Errorf("path %v", h.Path)
		}
	}
}

// TestRelationListIn: what a document says inside a span, in an order, and not what another says elsewhere.
func TestRelationListIn(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, layered("a", "budget-chapter/V"))
	b := s.View().Sections(SectionFilter{Number: "B"})[0]
	listed := func(f RelationFilter, d OrderDirection) []string {
		list, err := s.View().RelationListIn("document/a", b.Section.Span, f, "", d, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range list.Slice(0, list.Len()) {
			out = append(out, r.Object)
		}
		return out
	}
	want := []string{"activity/een", "activity/twee"}
	if got := listed(RelationFilter{}, ""); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	slices.Reverse(want)
	if got := listed(RelationFilter{}, Descending); !slices.Equal(got, want) {
		t.Errorf("the other way round %v, want %v", got, want)
	}
	if got := listed(RelationFilter{Object: "activity/een"}, ""); !slices.Equal(got, want[1:]) {
		t.Errorf("of one object %v, want %v", got, want[1:])
	}
	if list := listed(RelationFilter{Documents: []string{"document/z"}}, ""); list != nil {
		t.Errorf("another document's: %v", list)
	}
}
