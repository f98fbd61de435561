package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"rijksgraaf/ontology"
)

// Identifiers tells where registers of others name things.
type Identifiers struct {
	// ByID gives the addresses of things of the tables, sorted, by id ("place/belgie").
	ByID  map[string][]string
	forms []addressForm
}

// addressForm makes the address of a thing out of a year and a number in its id.
type addressForm struct {
	begins  string // what every such id begins with
	id      *regexp.Regexp
	address string
}

// Of gives the addresses of a thing, sorted; nil where none is known. The caller may not
// change them.
func (i *Identifiers) Of(id string) []string {
	if of, ok := i.ByID[id]; ok {
		return of
	}
	for _, f := range i.forms {
		if !strings.HasPrefix(id, f.begins) {
			continue
		}
		if at := f.id.FindStringSubmatchIndex(id); at != nil {
			return []string{string(f.id.ExpandString(nil, f.address, id, at))}
		}
	}
	return nil
}

// Identifiers reads and checks identifiers.tsv when it is first asked for; who asks shares
// what it gives. The error names file, line and column of an unknown id, of an address that
// is no absolute http or https IRI, of a second one at a host, or of a mistaken form.
func (l *Lexicon) Identifiers() (*Identifiers, error) { return l.identifiers() }

// noIdentifiers stands where a folder has no identifiers.tsv.
func noIdentifiers() (*Identifiers, error) { return &Identifiers{}, nil }

func (l *Lexicon) addIdentifiers(name, text string) {
	l.identifiers = sync.OnceValues(func() (*Identifiers, error) { return l.readIdentifiers(name, text) })
}

func (l *Lexicon) readIdentifiers(name, text string) (*Identifiers, error) {
	columns := []string{"id", "address", "source"}
	rows, err := parseTable(name, text, columns, columns)
	if err != nil {
		return nil, err
	}
	things, of := l.things(), make(map[string][]row, len(rows))
	out := &Identifiers{ByID: make(map[string][]string, len(rows))}
	for _, r := range rows {
		id, address := r.get("id"), r.get("address")
		form, at := strings.Contains(id, "{"), hostOf(r)
		switch {
		case !form && !things[id]:
			return nil, r.fail("id", "no table has %q", id)
		case at == "":
			return nil, r.fail("address", "%q is no absolute http or https address", address)
		}
		for _, other := range of[id] {
			if hostOf(other) == at {
				return nil, r.fail("address", "%s has an address at %s already (%s)", id, at, other.seenFrom(r))
			}
		}
		of[id] = append(of[id], r)
		if !form {
			out.ByID[id] = append(out.ByID[id], address)
		} else if err := out.addForm(r); err != nil {
			return nil, err
		}
	}
	for _, addresses := range out.ByID {
		slices.Sort(addresses)
	}
	return out, nil
}

// filled puts something for what a form leaves open.
var filled = strings.NewReplacer("{year}", "2000", "{number}", "1")

// hostOf gives the host of a row's address.
func hostOf(r row) string {
	if strings.Contains(r.get("id"), "{") {
		return host(filled.Replace(r.get("address")))
	}
	return host(r.get("address"))
}

// addForm reads a row whose id and address leave a year and a number open.
func (i *Identifiers) addForm(r row) error {
	for _, column := range []string{"id", "address"} {
		for _, open := range []string{"{year}", "{number}"} {
			if strings.Count(r.get(column), open) != 1 {
				return r.fail(column, "a form has %s once", open)
			}
		}
	}
	if _, ok := ontology.TypeOfID(r.get("id")); !ok {
		return r.fail("id", "%q begins with no type", r.get("id"))
	}
	begins, _, _ := strings.Cut(r.get("id"), "{")
	whole := strings.NewReplacer(`\{year\}`, `(?P<year>(?:19|20)\d\d)`, `\{number\}`, `(?P<number>[1-9]\d{0,4})`).Replace(regexp.QuoteMeta(r.get("id")))
	address := strings.NewReplacer("$", "$$", "{", "${").Replace(r.get("address"))
	i.forms = append(i.forms, addressForm{begins, regexp.MustCompile("^" + whole + "$"), address})
	return nil
}

// host gives the host of an absolute http or https IRI; "" for anything else.
func host(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	if scheme != "http" && scheme != "https" || strings.ContainsFunc(rest, noIRI) {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// noIRI says whether a character cannot stand in an IRI.
func noIRI(r rune) bool {
	switch r {
	case '<', '>', '"', '{', '}', '|', '\\', '^', '`', 0x7f, utf8.RuneError:
		return true
	}
	return r <= ' '
}

// things gives the ids of all entries, ministries and chapters.
func (l *Lexicon) things() map[string]bool {
	out := make(map[string]bool, len(l.Entries))
	for _, e := range l.Entries {
		out[e.ID] = true
	}
	for _, m := range l.Ministries {
		out["ministry/"+m.Slug] = true
	}
	for _, c := range l.Chapters {
		out["budget-chapter/"+c.Code] = true
	}
	return out
}
