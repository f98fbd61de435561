package lexicon

import (
	"net/url"
	"slices"
	"sync"
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
	things, out := l.things(), map[string][]string{}
	seen := map[[2]string]int{} // thing and host -> line
	for _, r := range rows {
		id, address := r.get("id"), r.get("address")
		if !things[id] {
			return nil, r.fail("id", "no table has %q", id)
		}
		at, err := url.Parse(address)
		if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || at.String() != address {
			return nil, r.fail("address", "%q is no absolute http or https address", address)
		}
		key := [2]string{id, at.Host}
		if line, ok := seen[key]; ok {
			return nil, r.fail("address", "%s has an address at %s already (line %d)", id, at.Host, line)
		}
		seen[key] = r.line
		out[id] = append(out[id], address)
	}
	for _, addresses := range out {
		slices.Sort(addresses)
	}
	return out, nil
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
