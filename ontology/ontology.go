// Package ontology holds the vocabulary: which entity types and predicates there are,
// what they are called, and which types a predicate joins. Its validator is the only
// judge of whether an entity or relation conforms.
//
// The source is ontology.yaml; the tables in tables_gen.go are generated from it by
// `make generate` (ontology/gen).
package ontology

import (
	"fmt"
	"strings"

	"rijksgraaf/model"
)

//go:generate go run ./gen

// Label is a name in Dutch and English.
type Label struct{ NL, EN string }

// TypeInfo describes an entity type.
type TypeInfo struct {
	Name        model.EntityType
	Slug        string // kebab case, the first part of an id
	Label       Label
	Plural      Label
	Description string
	Examples    []string
	Source      string
}

// PredicateInfo describes a predicate. Domain and Range are nil for "any type";
// SameType says that the object must have its subject's type; ValueOnly that the
// object is a value (or an identifier outside the graph) and not an entity.
type PredicateInfo struct {
	Name         model.Predicate
	Label        Label
	InverseName  string
	InverseLabel Label
	Domain       []model.EntityType
	Range        []model.EntityType
	SameType     bool
	ValueOnly    bool
	Source       string
}

// Type gives the description of a type, and whether there is such a type.
func Type(t model.EntityType) (TypeInfo, bool) { i, ok := types[t]; return i, ok }

// Types lists the types in the ontology's order.
func Types() []TypeInfo {
	out := make([]TypeInfo, 0, len(typeOrder))
	for _, t := range typeOrder {
		out = append(out, types[t])
	}
	return out
}

// Predicate gives the description of a predicate, and whether there is such a one.
func Predicate(p model.Predicate) (PredicateInfo, bool) { i, ok := predicates[p]; return i, ok }

// Predicates lists the predicates in the ontology's order.
func Predicates() []PredicateInfo {
	out := make([]PredicateInfo, 0, len(predicateOrder))
	for _, p := range predicateOrder {
		out = append(out, predicates[p])
	}
	return out
}

// TypeOfID gives the entity type that an id's first part names: "budget-article/V/2" is
// a BudgetArticle.
func TypeOfID(id string) (model.EntityType, bool) {
	slug, rest, ok := strings.Cut(id, "/")
	if !ok || rest == "" {
		return "", false
	}
	t, ok := typeBySlug[slug]
	return t, ok
}

// Slug gives the first part of the ids of a type: "BudgetArticle" -> "budget-article".
func Slug(t model.EntityType) string { return types[t].Slug }

// CheckEntity says why an entity is off the ontology, or nil.
func CheckEntity(e *model.Entity) error {
	if _, ok := types[e.Type]; !ok {
		return fmt.Errorf("entity %s: there is no type %q", e.ID, e.Type)
	}
	t, ok := TypeOfID(e.ID)
	if !ok {
		return fmt.Errorf("entity %q: the id must be {type in kebab case}/{slug}", e.ID)
	}
	if t != e.Type {
		return fmt.Errorf("entity %s: the id says %s, the type %s", e.ID, t, e.Type)
	}
	if strings.TrimSpace(e.Label) == "" {
		return fmt.Errorf("entity %s: no label", e.ID)
	}
	return nil
}

// CheckRelation says why a relation is off the ontology, or nil. The types of both ends
// are read from their ids.
func CheckRelation(r *model.Relation) error {
	s, ok := TypeOfID(r.Subject)
	if !ok {
		return fmt.Errorf("relation %s %s %s: the subject's id names no type", r.Subject, r.Predicate, r.Object)
	}
	p, ok := predicates[r.Predicate]
	if !ok {
		return fmt.Errorf("relation %s %s %s: there is no predicate %q", r.Subject, r.Predicate, r.Object, r.Predicate)
	}
	if len(r.Evidence) == 0 {
		return fmt.Errorf("relation %s %s %s: no evidence", r.Subject, r.Predicate, r.Object)
	}
	if p.ValueOnly {
		if !allows(p.Domain, s) {
			return fmt.Errorf("relation %s %s: a %s cannot be its subject", r.Subject, r.Predicate, s)
		}
		return nil
	}
	o, ok := TypeOfID(r.Object)
	if !ok {
		return fmt.Errorf("relation %s %s %s: the object's id names no type", r.Subject, r.Predicate, r.Object)
	}
	if !Allowed(s, r.Predicate, o) {
		return fmt.Errorf("relation %s %s %s: %s does not join %s to %s", r.Subject, r.Predicate, r.Object, r.Predicate, s, o)
	}
	if r.Subject == r.Object {
		return fmt.Errorf("relation %s %s %s: both ends are the same entity", r.Subject, r.Predicate, r.Object)
	}
	return nil
}

// Allowed says whether the predicate may join a subject of type s to an object of type
// o. It is false for a predicate that does not exist or takes a value.
func Allowed(s model.EntityType, p model.Predicate, o model.EntityType) bool {
	i, ok := predicates[p]
	if !ok || i.ValueOnly || !allows(i.Domain, s) {
		return false
	}
	if i.SameType {
		return s == o
	}
	return allows(i.Range, o)
}

// allows says whether a domain or range takes a type; nil takes every type that there is.
func allows(list []model.EntityType, t model.EntityType) bool {
	if list == nil {
		_, ok := types[t]
		return ok
	}
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}
