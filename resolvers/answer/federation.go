package answer

import (
	"fmt"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Service is what a gateway is told of this service.
type Service struct {
	// SDL is the schema.
	SDL string
}

// Representation is a thing as another service of a federation names it: its type as
// __typename, its id, and what that service may have added.
type Representation map[string]any

// UnmarshalRepresentation reads an object. Error: CodeInvalid for anything else.
func UnmarshalRepresentation(v any) (Representation, error) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, invalid("a representation is an object with __typename and id")
	}
	return m, nil
}

// MarshalRepresentation writes the object.
func MarshalRepresentation(p Representation) graphql.Marshaler { return graphql.MarshalMap(p) }

// The types that a representation may have besides those of the ontology.
const (
	typeEntity   = "Entity" // every type of entity
	typeRelation = "Relation"
)

// name gives the type and id that the representation consists of.
func (p Representation) name() (typ, id string, err error) {
	typ, ok := p["__typename"].(string)
	if !ok || typ == "" {
		return "", "", invalid("the representation has no __typename")
	}
	if _, known := ontology.Type(model.EntityType(typ)); !known && typ != typeEntity && typ != typeRelation {
		return "", "", invalid(fmt.Sprintf("this service has no %s that could be asked for by id", typ))
	}
	id, ok = p["id"].(string)
	if !ok || id == "" {
		return "", "", invalid(fmt.Sprintf("the representation of a %s has no id that is a string", typ))
	}
	return typ, id, nil
}

// Misrepresented is a representation that says nothing that can be answered.
type Misrepresented struct {
	// Index is its place in the list, from 0.
	Index int
	// Err says what is wrong with it.
	Err error
}

// Represented gives the things that another service names, in its order, nil for each that
// does not exist or is named wrongly; of the latter wrong tells. They are read all at once:
// entities by one read, relations by another. Error: CodeLimit.
func (r *Reader) Represented(list []Representation) (out []Node, wrong []Misrepresented, err error) {
	if len(list) > r.list {
		return nil, nil, tooMany("representations", len(list), r.list)
	}
	types, ids := make([]string, len(list)), make([]string, len(list))
	for i, p := range list {
		typ, id, err := p.name()
		if err != nil {
			wrong = append(wrong, Misrepresented{i, err})
			continue
		}
		types[i], ids[i] = typ, r.short(id)
	}
	found := r.byID(ids)
	out = make([]Node, len(list))
	for i, id := range ids {
		n, typ := found(id)
		if n == nil {
			continue
		}
		if typ != types[i] && (types[i] != typeEntity || typ == typeRelation) {
			wrong = append(wrong, Misrepresented{i, invalid(fmt.Sprintf("%s is of the type %s and not of %s", id, typ, types[i]))})
			continue
		}
		out[i] = n
	}
	return out, wrong, r.alive()
}

// byID reads entities and relations, and gives each by its id, with the name of its type; nil
// for what there is not.
func (r *Reader) byID(ids []string) func(id string) (Node, string) {
	var entities []string
	relations := map[string]*Relation{}
	for _, id := range ids {
		if isRelation(id) {
			relations[id] = nil
		} else {
			entities = append(entities, id)
		}
	}
	r.fetch(entities)
	r.fetchRelations(relations)
	return func(id string) (Node, string) {
		if x := relations[id]; x != nil {
			return x, typeRelation
		}
		if e, _ := r.memo.entity(id); e != nil {
			return e, string(e.Type())
		}
		return nil, ""
	}
}

// fetchRelations reads the relations by the ids, at once. What is asked of one of them will be read for all.
func (r *Reader) fetchRelations(into map[string]*Relation) {
	if len(into) == 0 {
		return
	}
	view, list := r.view(), make([]*model.Relation, 0, len(into))
	for _, id := range slices.Sorted(maps.Keys(into)) {
		if x := view.Relation(id); x != nil {
			list = append(list, x)
		}
	}
	for _, x := range r.relations(list) {
		into[x.ID()] = &x
	}
}
