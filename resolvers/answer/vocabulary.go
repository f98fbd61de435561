package answer

import (
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Ontology is the vocabulary of the graph.
type Ontology struct{}

// Types are the types of entity.
func (*Ontology) Types() []TypeInfo {
	var out []TypeInfo
	for _, t := range ontology.Types() {
		out = append(out, TypeInfo{t})
	}
	return out
}

// Predicates are the predicates.
func (*Ontology) Predicates() []PredicateInfo {
	var out []PredicateInfo
	for _, p := range ontology.Predicates() {
		out = append(out, PredicateInfo{p})
	}
	return out
}

// TypeInfo is a type of entity.
type TypeInfo struct{ of ontology.TypeInfo }

// Type is the type.
func (t *TypeInfo) Type() model.EntityType { return t.of.Name }

// Label is what one is called.
func (t *TypeInfo) Label(lang *Language) string { return in(lang, t.of.Label) }

// Plural is what several are called.
func (t *TypeInfo) Plural(lang *Language) string { return in(lang, t.of.Plural) }

// Description is what it is.
func (t *TypeInfo) Description() string { return t.of.Description }

// Examples are examples from documents.
func (t *TypeInfo) Examples() []string { return t.of.Examples }

// PredicateInfo is a predicate.
type PredicateInfo struct{ of ontology.PredicateInfo }

// Predicate is the predicate.
func (p *PredicateInfo) Predicate() model.Predicate { return p.of.Name }

// Label is how it reads from the subject to the object.
func (p *PredicateInfo) Label(lang *Language) string { return in(lang, p.of.Label) }

// Inverse is how it reads from the object to the subject.
func (p *PredicateInfo) Inverse(lang *Language) string { return in(lang, p.of.InverseLabel) }

// Domain is the types that a subject may have.
func (p *PredicateInfo) Domain() []model.EntityType { return orAll(p.of.Domain) }

// Range is the types that an object may have; none where the object is a value.
func (p *PredicateInfo) Range() []model.EntityType {
	if p.of.ValueOnly {
		return nil
	}
	return orAll(p.of.Range)
}

// SameType says whether the object must have the type of its subject.
func (p *PredicateInfo) SameType() bool { return p.of.SameType }

// in gives the name in the language.
func in(lang *Language, l ontology.Label) string {
	if lang != nil && *lang == English {
		return l.EN
	}
	return l.NL
}

func orAll(list []model.EntityType) []model.EntityType {
	if list != nil {
		return list
	}
	for _, t := range ontology.Types() {
		list = append(list, t.Name)
	}
	return list
}
