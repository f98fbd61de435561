package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Identifiers gives, by the id of a thing of the tables ("place/belgie"), its addresses in
// registers of others, sorted; whoever asks shares the map and may not change it. It is read
// and checked when first asked for. The error names file, line and column of an unknown id,
// of an address that is no absolute http or https IRI, or of a second one at a host.
func (l *Lexicon) Identifiers() (map[string][]string, error) { return l.identifiers() }

// noIdentifiers stands where a folder has no identifiers.tsv.
func noIdentifiers() (map[string][]string, error) { return nil, nil }

func (l *Lexicon) addIdentifiers(name, text string) {
	l.identifiers = sync.OnceValues(func() (map[string][]string, error) { return l.readIdentifiers(name, text) })
}

func (l *Lexicon) readIdentifiers(name, text string) (map[string][]string, error) {
	columns := []string{"id", "address", "source"}
	rows, err := parseTable(name, text, columns, columns)
	if err != nil {
		return nil, err
	}
	things, of := l.things(), make(map[string][]row, len(rows))
	out := make(map[string][]string, len(rows))
	for _, r := range rows {
		id, address := r.get("id"), r.get("address")
		at := host(address)
		switch {
		case !things[id]:
			return nil, r.fail("id", "no table has %q", id)
		case at == "":
			return nil, r.fail("address", "%q is no absolute http or https address", address)
		}
		for _, other := range of[id] {
			if host(other.get("address")) == at {
				return nil, r.fail("address", "%s has an address at %s already (%s)", id, at, other.seenFrom(r))
			}
		}
		of[id], out[id] = append(of[id], r), append(out[id], address)
	}
	for _, addresses := range out {
		slices.Sort(addresses)
	}
	return out, nil
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
