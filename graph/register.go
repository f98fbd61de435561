package graph

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/ontology"
)

// RegisterRow is a thing that the registers know: its id and its names, the label first.
type RegisterRow struct {
	ID    string
	Names []string
}

// Register is what the registers know of things and their names. A nil Register knows
// nothing. It is never changed once made.
type Register struct {
	labels map[string]string           // id to label
	byName map[string][]registeredName // nameKey to who is called so
	byID   map[string][]string         // id to the nameKeys of its names
}

// registeredName is a thing that bears a name, as its label or as another name.
type registeredName struct {
	id    string
	label bool
}

// NewRegister makes a register of rows. An id may have several rows, such as one for each
// time that it was named otherwise; its label is that of the last.
func NewRegister(rows []RegisterRow) *Register {
	r := &Register{labels: map[string]string{}, byName: map[string][]registeredName{}, byID: map[string][]string{}}
	for _, row := range rows {
		kind, ok := ontology.TypeOfID(row.ID)
		if !ok {
			continue
		}
		for i, name := range row.Names {
			if i == 0 {
				r.labels[row.ID] = name
			}
			k, n := nameKey(kind, name), registeredName{row.ID, i == 0}
			if !slices.Contains(r.byName[k], n) {
				r.byName[k] = append(r.byName[k], n)
				r.byID[row.ID] = append(r.byID[row.ID], k)
			}
		}
		if len(row.Names) == 0 && r.labels[row.ID] == "" {
			r.labels[row.ID] = ""
		}
	}
	for _, list := range r.byName {
		slices.SortFunc(list, func(a, b registeredName) int { return strings.Compare(a.id, b.id) })
	}
	return r
}

// Knows says whether the registers know an id.
func (r *Register) Knows(id string) bool {
	if r == nil {
		return false
	}
	_, ok := r.labels[id]
	return ok
}

// named gives who bears a name within a type.
func (r *Register) named(key string) []registeredName {
	if r == nil {
		return nil
	}
	return r.byName[key]
}

// keys gives the nameKeys of an id's names; callers must not change it.
func (r *Register) keys(id string) []string {
	if r == nil {
		return nil
	}
	return r.byID[id]
}

// allNames walks over the nameKeys of all names, in no order.
func (r *Register) allNames() iter.Seq[string] {
	if r == nil {
		return func(func(string) bool) {}
	}
	return maps.Keys(r.byName)
}

// label is the register's label of an id; "" when there is none.
func (r *Register) label(id string) string {
	if r == nil {
		return ""
	}
	return r.labels[id]
}

// nameKey is a name within a type: equal for names that are exactly the same.
func nameKey[T ~string](kind T, name string) string { return string(kind) + "\x00" + names.Key(name) }
