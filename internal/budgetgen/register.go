package budgetgen

import (
	"math/rand/v2"
	"slices"
	"strings"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
)

// register are the names that a text is filled with.
type register struct {
	chapters   []lexicon.Chapter
	ministries map[string][]lexicon.Ministry
	lists      map[string][]string // by slot
}

// slotTypes tells of which type the names are that fill a slot.
var slotTypes = map[model.EntityType]string{
	model.TypeOrganisation: "organisation", model.TypePolicy: "policy", model.TypeLegalInstrument: "law",
	model.TypePlace: "place", model.TypeCoalition: "coalition", model.TypePolicyDomain: "domain",
}

func newRegister(l *lexicon.Lexicon) *register {
	r := &register{chapters: l.Chapters, ministries: map[string][]lexicon.Ministry{}, lists: map[string][]string{}}
	for _, e := range l.Entries {
		if slot, ok := slotTypes[e.Type]; ok {
			r.lists[slot] = append(r.lists[slot], e.Label)
		}
	}
	for _, t := range l.Threats {
		if t.Kind == "term" {
			r.lists["threat"] = append(r.lists["threat"], t.Words)
		}
	}
	for _, m := range l.Ministries {
		r.ministries[m.Slug] = append(r.ministries[m.Slug], m)
	}
	return r
}

// chaptersOf gives the first chapters of the register that a year has, under the names of
// that year. The parts of chapter III, IIIA to IIIC, have no papers of their own.
func (r *register) chaptersOf(year int) []lexicon.Chapter {
	var out []lexicon.Chapter
	for _, c := range r.chapters {
		holds := (c.From == 0 || c.From <= year) && (c.Until == 0 || year <= c.Until)
		known := slices.ContainsFunc(out, func(o lexicon.Chapter) bool { return o.Code == c.Code })
		part := len(c.Code) == 4 && strings.HasPrefix(c.Code, "III")
		if holds && !known && !part && len(r.ministries[c.Ministry]) > 0 && len(out) < chapterCount {
			out = append(out, c)
		}
	}
	return out
}

// ministry gives the ministry of a chapter under the name that it had in a year.
func (r *register) ministry(c lexicon.Chapter, year int) lexicon.Ministry {
	list := r.ministries[c.Ministry]
	for _, m := range list {
		if (m.From == 0 || m.From <= year) && (m.Until == 0 || year <= m.Until) {
			return m
		}
	}
	return list[len(list)-1]
}

// ownNames is how many names of a list a chapter mostly speaks of.
const ownNames = 60

// name draws a name for a slot. Four times in five it is one of the chapter's own, which
// lie around a point in the list, and of these the first ones come most often.
func (r *register) name(slot string, around uint64, rng *rand.Rand) string {
	list := r.lists[slot]
	if rng.IntN(5) == 0 {
		return list[rng.IntN(len(list))]
	}
	own := min(ownNames, len(list))
	first := int(around % uint64(len(list)))
	return list[(first+rng.IntN(rng.IntN(own)+1))%len(list)]
}
