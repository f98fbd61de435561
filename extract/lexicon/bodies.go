package lexicon

import "slices"

// Body tells to the chapter of which ministry a body belongs. From and Until are budget
// years, inclusive; 0 is open.
type Body struct {
	// ID is the id of an Entry.
	ID string
	// Chapter is the code of a chapter of chapters.tsv.
	Chapter     string
	From, Until int
	Source      string

	at row
}

func (l *Lexicon) addBodies(name, text string) error {
	rows, err := parseTable(name, text, []string{"body", "chapter", "from", "until", "source"}, []string{"body", "chapter", "source"})
	if err != nil {
		return err
	}
	for _, r := range rows {
		from, until, err := years(r)
		if err != nil {
			return err
		}
		l.Bodies = append(l.Bodies, Body{ID: r.get("body"), Chapter: r.get("chapter"), From: from, Until: until, Source: r.get("source"), at: r})
	}
	return nil
}

func (l *Lexicon) addGeneric(name, text string) error {
	rows, err := parseTable(name, text, []string{"thing", "source"}, []string{"thing", "source"})
	for _, r := range rows {
		if slices.Contains(l.Generic, r.get("thing")) {
			return r.fail("thing", "%s stands twice", r.get("thing"))
		}
		l.Generic = append(l.Generic, r.get("thing"))
		l.genericAt = append(l.genericAt, r)
	}
	return err
}

// checkBodies looks for bodies and generic things that no table of names has, for chapters
// that do not exist, and for a body that belongs to two chapters in one year.
func (l *Lexicon) checkBodies() error {
	known, chapters := map[string]bool{}, map[string]bool{}
	for _, e := range l.Entries {
		known[e.ID] = true
	}
	for _, c := range l.Chapters {
		chapters[c.Code] = true
	}
	for i, g := range l.Generic {
		if !known[g] {
			return l.genericAt[i].fail("thing", "no table of names has %q", g)
		}
	}
	for i, b := range l.Bodies {
		switch {
		case !known[b.ID]:
			return b.at.fail("body", "no table of names has %q", b.ID)
		case !chapters[b.Chapter]:
			return b.at.fail("chapter", "there is no chapter %q in chapters.tsv", b.Chapter)
		}
		for _, other := range l.Bodies[:i] {
			if other.ID == b.ID && overlap(Chapter{From: b.From, Until: b.Until}, Chapter{From: other.From, Until: other.Until}) {
				return b.at.fail("body", "%s belongs to %s and %s in one year", b.ID, other.Chapter, b.Chapter)
			}
		}
	}
	return nil
}
