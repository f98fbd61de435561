package document

import "rijksgraaf/model"

// level orders the kinds of heading: a heading closes all open ones of its level or deeper.
var level = map[string]int{"article": 1, "section": 2, "table": 3, "heading": 3, "role": 4, "lead-in": 5, "item": 6}

// sectionTree builds the tree of the document's structure from its blocks.
func (d *Document) sectionTree() {
	var open []*model.Section
	place := func(s *model.Section) {
		for len(open) > 0 && level[open[len(open)-1].Kind] >= level[s.Kind] {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			d.Sections = append(d.Sections, s)
		} else {
			parent := open[len(open)-1]
			parent.Children = append(parent.Children, s)
		}
		open = append(open, s)
		for _, o := range open {
			o.Span.End = max(o.Span.End, s.Span.End)
		}
	}
	opensList := map[int]bool{}
	for _, b := range d.Blocks {
		if b.LeadIn >= 0 {
			opensList[b.LeadIn] = true
		}
	}
	for i, b := range d.Blocks {
		if s := d.section(i, opensList[i]); s != nil {
			place(s)
			continue
		}
		raw := d.Map.Raw(b.Span)
		for len(open) > 0 && level[open[len(open)-1].Kind] >= level["lead-in"] {
			open = open[:len(open)-1]
		}
		for _, o := range open {
			o.Span.End = max(o.Span.End, raw.End)
		}
	}
}

// section gives the part of the tree that a block makes; nil for plain prose and rows.
func (d *Document) section(i int, opensList bool) *model.Section {
	b := d.Blocks[i]
	raw := d.Map.Raw(b.Span)
	s := &model.Section{Title: string(d.Clean[b.Span.Start:b.Span.End]), Heading: raw, Span: raw, Page: d.Page(raw.Start)}
	switch {
	case b.Kind == Heading:
		s.Kind = b.HeadingKind
	case opensList:
		s.Kind = "lead-in"
	case b.Kind == Item:
		s.Kind = "item"
	default:
		return nil
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
