package document

import (
	"slices"

	"rijksgraaf/model"
)

// level orders the kinds of heading: a heading closes all open ones of its level or deeper.
// Items close each other; those of a list stand in it by their lead-in.
var level = map[string]int{"article": 1, "section": 2, "table": 3, "heading": 3, "role": 4, "lead-in": 5, "item": 5}

// sectionTree builds the tree of the document's structure from its blocks.
func (d *Document) sectionTree() {
	t := growing{d: d}
	lists := map[int]*model.Section{} // by the block that opens them
	for _, b := range d.Blocks {
		if b.LeadIn >= 0 {
			lists[b.LeadIn] = nil
		}
	}
	for i, b := range d.Blocks {
		_, opensList := lists[i]
		s := d.section(i, opensList)
		if s == nil {
			t.close(level["lead-in"])
			t.stretch(d.Map.Raw(b.Span).End)
			continue
		}
		t.place(s, lists[b.LeadIn])
		if opensList {
			lists[i] = s
		}
	}
}

// growing is a tree of sections, those that are still open outermost first.
type growing struct {
	d    *Document
	open []*model.Section
}

// place puts a section into the list that it is an item of, if that is still open, else
// under the innermost open section of a higher level.
func (t *growing) place(s, list *model.Section) {
	if at := slices.Index(t.open, list); at >= 0 {
		t.open = t.open[:at+1]
	} else {
		t.close(level[s.Kind])
	}
	if n := len(t.open); n == 0 {
		t.d.Sections = append(t.d.Sections, s)
	} else {
		t.open[n-1].Children = append(t.open[n-1].Children, s)
	}
	t.open = append(t.open, s)
	t.stretch(s.Span.End)
}

// close ends the open sections of a level or deeper.
func (t *growing) close(deepest int) {
	for len(t.open) > 0 && level[t.open[len(t.open)-1].Kind] >= deepest {
		t.open = t.open[:len(t.open)-1]
	}
}

func (t *growing) stretch(end int) {
	for _, o := range t.open {
		o.Span.End = max(o.Span.End, end)
	}
}

// section gives the part of the tree that a block makes; nil for plain prose and rows.
func (d *Document) section(i int, opensList bool) *model.Section {
	b := &d.Blocks[i]
	if b.Kind != Heading && b.Kind != Item && !opensList {
		return nil
	}
	raw := d.Map.Raw(b.Span)
	s := &model.Section{Title: string(d.Clean[b.Span.Start:b.Span.End]), Heading: raw, Span: raw, Page: d.Page(raw.Start)}
	switch {
	case b.Kind == Heading:
		s.Kind = b.HeadingKind
	case opensList:
		s.Kind = "lead-in"
	default:
		s.Kind = "item"
	}
	switch s.Kind {
	case "article":
		a := d.Articles[b.Article]
		s.Number = a.Number
		if a.Title != "" {
			s.Title = a.Title
		}
	case "section":
		s.Number = b.Section
		if b.SectionTitle != "" {
			s.Title = b.SectionTitle
		}
	}
	return s
}
