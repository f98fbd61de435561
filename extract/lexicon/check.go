package lexicon

import (
	"strconv"

	"rijksgraaf/model"
)

// check looks for contradictions between rows: two entries with one id, two things of one
// type with one name, a chapter that has two names in one year, two chapters with one name
// in a year, a ministry that does not exist.
func (l *Lexicon) check() error {
	seen := map[string]string{}
	for _, e := range l.Entries {
		if other, ok := seen[e.ID]; ok {
			return e.at.fail("slug", "%s stands twice: %q and %q", e.ID, other, e.Label)
		}
		seen[e.ID] = e.Label
	}
	if err := l.checkNames(); err != nil {
		return err
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
	return meet(a.From, a.Until, b.From, b.Until)
}

// meet says whether two spans of years share one; 0 is open.
func meet(from, until, otherFrom, otherUntil int) bool {
	return (until == 0 || otherFrom == 0 || otherFrom <= until) && (otherUntil == 0 || from == 0 || from <= otherUntil)
}

// named is a thing that a row gives a name, and the years in which it bears it; 0 is open.
type named struct {
	id          string
	from, until int
	at          row
}

// checkNames looks for a name that two things of one type bear in one year: which of them a
// text means would hang on the order of the rows. Two types may share a name, for the words
// around it tell them apart.
func (l *Lexicon) checkNames() error {
	bearers := map[[2]string][]named{}
	add := func(kind, name, column string, n named) error {
		key := [2]string{kind, name}
		for _, other := range bearers[key] {
			if other.id != n.id && meet(n.from, n.until, other.from, other.until) {
				return n.at.fail(column, "%q is a name of %s already (%s)", name, other.id, other.at.seenFrom(n.at))
			}
		}
		bearers[key] = append(bearers[key], n)
		return nil
	}
	for _, e := range l.Entries {
		if err := addNames(add, string(e.Type), named{id: e.ID, at: e.at}, "label", "aliases"); err != nil {
			return err
		}
	}
	for _, m := range l.Ministries {
		n := named{id: "ministry/" + m.Slug, from: m.From, until: m.Until, at: m.at}
		if err := addNames(add, string(model.TypeMinistry), n, "label", "abbreviations", "aliases"); err != nil {
			return err
		}
	}
	return nil
}

// addNames adds every name that stands in the columns of a row.
func addNames(add func(kind, name, column string, n named) error, kind string, n named, columns ...string) error {
	for _, column := range columns {
		for _, name := range n.at.list(column) {
			if err := add(kind, name, column, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// seenFrom says where a row stands, to who looks at another row.
func (r row) seenFrom(other row) string {
	line := "line " + strconv.Itoa(r.line)
	if r.file != other.file {
		return r.file + ", " + line
	}
	return line
}
