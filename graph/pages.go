package graph

import (
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// EntityPage gives the entities that the filter lets through from the offset on, limit of
// them at most, and the number of all, in the order given. Only those that it gives are put
// together; by id, those of one type, or all, are counted without being looked at.
func (v *View) EntityPage(f EntityFilter, order EntityOrder, offset, limit int) (page []*model.Entity, total int) {
	offset, limit = max(offset, 0), max(limit, 0)
	var list []*entityRecord
	if plain := f.Text == "" && len(f.Chapters)+len(f.Documents) == 0 && len(f.Types) < 2; plain && (order == EntityOrderID || order == "") {
		list, total = v.index().ofType(f.Types, offset, limit)
	} else {
		for r := range v.entityRecords(f) {
			list = append(list, r)
		}
		sortEntities(list, order)
		total = len(list)
		list = list[min(offset, total):min(offset+limit, total)]
	}
	page = make([]*model.Entity, len(list))
	for i, r := range list {
		page[i] = v.entity(r)
	}
	return page, total
}

// ofType gives a page of the entities of a type, or of all, by id, and the number of all.
func (x *index) ofType(types []model.EntityType, offset, limit int) (list []*entityRecord, total int) {
	start, total := 0, x.entities.Len()
	if len(types) > 0 {
		if total = x.types[types[0]]; total == 0 {
			return nil, 0
		}
		start = x.entities.rank(ontology.Slug(types[0]) + "/")
	}
	limit = min(limit, max(total-offset, 0))
	for _, id := range take(x.entities.at(start+offset), limit) {
		r, _ := x.entities.Get(id)
		list = append(list, r)
	}
	return list, total
}

// Named is an entity that was found by the beginning of a name.
type Named struct {
	// Name is the name, as a document writes it.
	Name   string
	Entity *model.Entity
}

// ByPrefix finds the entities one of whose names, label or alias, begins with the text,
// without regard to case, diacritics and the number of spaces: limit of them at most, by name
// and id, each once, with the first name that fits. Types, where given, are the types
// wanted. A text without any character finds nothing.
func (v *View) ByPrefix(text string, types []model.EntityType, limit int) []Named {
	prefix := names.Fold(strings.Join(strings.Fields(text), " "))
	var out []Named
	if prefix == "" || limit <= 0 {
		return nil
	}
	seen := map[string]bool{}
	x := v.index()
	for at := range x.names.From(nameAt{name: prefix}) {
		if !strings.HasPrefix(at.name, prefix) || len(out) == limit {
			break
		}
		r, ok := x.entities.Get(at.id)
		if !ok || seen[at.id] || len(types) > 0 && !slices.Contains(types, r.kind) {
			continue
		}
		seen[at.id] = true
		i := slices.IndexFunc(r.names, func(n nameCount) bool { return foldedName(n.name) == at.name })
		out = append(out, Named{r.names[i].name, v.entity(r)})
	}
	return out
}
