package lexicon

// check looks for contradictions between rows: two entries with one id, a chapter that
// has two names in one year, two chapters with one name in a year, a ministry that does
// not exist.
func (l *Lexicon) check() error {
	seen := map[string]string{}
	for _, e := range l.Entries {
		if other, ok := seen[e.ID]; ok {
			return e.at.fail("slug", "%s stands twice: %q and %q", e.ID, other, e.Label)
		}
		seen[e.ID] = e.Label
	}
	ministries := map[string]bool{}
	for _, m := range l.Ministries {
		ministries[m.Slug] = true
	}
	for i, c := range l.Chapters {
		if c.Ministry != "" && !ministries[c.Ministry] {
			return c.at.fail("ministry", "%s %s: there is no ministry %q in ministries.tsv", c.Code, c.Name, c.Ministry)
		}
		for _, d := range l.Chapters[:i] {
			if !overlap(c, d) {
				continue
			}
			if c.Code == d.Code {
				return c.at.fail("code", "%s has two names in one year: %q and %q", c.Code, d.Name, c.Name)
			}
			if c.Name == d.Name {
				return c.at.fail("name", "%q is the name of %s and %s in one year", c.Name, d.Code, c.Code)
			}
		}
	}
	return l.checkBodies()
}

func overlap(a, b Chapter) bool {
	return (a.Until == 0 || b.From == 0 || b.From <= a.Until) && (b.Until == 0 || a.From == 0 || a.From <= b.Until)
}
