package graph

import (
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

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
