package main

import (
	"slices"
	"sync"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/extract/rules"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// rulesFile is where a reader finds the rules that are data.
const rulesFile = "extract/rules/rules.yaml"

// registers gives what the graph needs to know beside what documents say, out of the
// registers and rules that are built into the program. It is made when first asked for.
var registers = sync.OnceValue(func() graph.Knowledge {
	k := graph.Knowledge{Rules: fileOfRules}
	if l, err := lexicon.Default(); err == nil { // that the built-in data load is tested
		k.Offices = officesOf(l)
		k.Chapters = chapterNames(l)
		k.Register = graph.NewRegister(registered(l, k.Offices))
	}
	knowBodies(&k)
	return k
})

// fileOfRules gives, for each rule that is data, the file that it stands in.
var fileOfRules = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	if list, err := rules.Default(); err == nil { // that the built-in rules load is tested
		for _, r := range list {
			out[r.Name] = rulesFile
		}
	}
	return out
})

// officesOf lists the ministry, the minister and the state secretary of every chapter, by
// the ids that the extractor gives them.
func officesOf(l *lexicon.Lexicon) []graph.Office {
	portfolio := map[string]string{}
	for _, m := range l.Ministries {
		portfolio[m.Slug] = m.Portfolio
	}
	also := otherNames(l, portfolio)
	var out []graph.Office
	for _, c := range l.Chapters {
		add := func(main bool, ids ...string) {
			for _, id := range ids {
				out = append(out, graph.Office{ID: id, Chapter: "budget-chapter/" + c.Code, From: c.From, Until: c.Until, Main: main})
			}
		}
		if name := document.Slug(c.Name); name != "" {
			add(true, "role/minister-voor-"+name, "role/staatssecretaris-voor-"+name)
		}
		if c.Ministry != "" {
			add(portfolio[c.Ministry] == c.Name, append(also[c.Ministry], "ministry/"+c.Ministry, "role/minister-"+c.Ministry, "role/staatssecretaris-"+c.Ministry)...)
		}
	}
	return out
}

// otherNames gives, by ministry, the offices that the register knows as its minister under
// an id of their own: the minister-president is the Minister van Algemene Zaken.
func otherNames(l *lexicon.Lexicon, portfolio map[string]string) map[string][]string {
	out := map[string][]string{}
	for slug, name := range portfolio {
		for _, e := range l.Entries {
			if e.Type == model.TypeRole && slices.Contains(e.Aliases, "Minister-President, Minister van "+name) {
				out[slug] = append(out[slug], e.ID)
			}
		}
	}
	return out
}
