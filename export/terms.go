package export

import (
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// The vocabularies of others that resources use.
const (
	rdfNS  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsNS = "http://www.w3.org/2000/01/rdf-schema#"
	skosNS = "http://www.w3.org/2004/02/skos/core#"
	owlNS  = "http://www.w3.org/2002/07/owl#"
	xsdNS  = "http://www.w3.org/2001/XMLSchema#"
)

// termKind says what the values of a property are.
type termKind int

const (
	termLiteral  termKind = iota // a string, whole number, truth value or resource, as it is
	termIRI                      // the address of a resource, or a list of such
	termVocab                    // a name of the vocabulary
	termDouble                   // a number
	termList                     // strings in an order that matters
	termSet                      // strings in no order
	termAmount                   // an amount of money, whose value is a decimal
	termDecimal                  // an exact decimal
	termDateTime                 // a moment
	termDate                     // a day
)

// term is what a property's name stands for.
type term struct {
	iri  string // "" for the name in the project's own vocabulary
	kind termKind
}

// terms gives the properties that are not plain literals of the project's own vocabulary.
func terms() map[string]term {
	t := map[string]term{
		"label":     {rdfsNS + "label", termLiteral},
		"altLabel":  {skosNS + "altLabel", termSet},
		"seeAlso":   {rdfsNS + "seeAlso", termIRI},
		"Statement": {rdfNS + "Statement", termLiteral},
		"subject":   {rdfNS + "subject", termIRI},
		"predicate": {rdfNS + "predicate", termVocab},
		"object":    {rdfNS + "object", termIRI},
		"document":  {"", termIRI},
		"chapter":   {"", termIRI},
		"article":   {"", termIRI},
		"section":   {"", termList},
		"amount":    {"", termAmount},
		"between":   {"", termIRI},
		"date":      {"", termDate},

		"confidence": {"", termDouble},
	}
	for _, p := range ontology.Predicates() {
		t[string(p.Name)] = term{"", termIRI}
	}
	t["sameAs"] = term{owlNS + "sameAs", termIRI}
	return t
}

// vocabulary is the address that the project's own names stand under.
func vocabulary(base string) string { return strings.TrimSuffix(model.IRI(base, ""), "id/") + "def/" }

// Context gives the JSON-LD context (1.1) for a base address: the ontology's predicates,
// all of which point to nodes, and the terms for labels and citations.
func Context(base string) map[string]any { return contextOf(vocabulary(base), terms()) }

func contextOf(vocab string, list map[string]term) map[string]any {
	c := map[string]any{"@vocab": vocab}
	for name, t := range list {
		def := map[string]any{}
		if t.iri != "" {
			def["@id"] = t.iri
		}
		switch t.kind {
		case termIRI:
			def["@type"] = "@id"
		case termVocab:
			def["@type"] = "@vocab"
		case termDouble:
			def["@type"] = xsdNS + "double"
		case termDateTime:
			def["@type"] = xsdNS + "dateTime"
		case termDate:
			def["@type"] = xsdNS + "date"
		case termList:
			def["@container"] = "@list"
		case termSet:
			def["@container"] = "@set"
		case termAmount:
			def["@context"] = map[string]any{"value": map[string]any{"@type": xsdNS + "decimal"}}
		}
		if _, isPredicate := ontology.Predicate(model.Predicate(name)); isPredicate {
			def["@container"] = "@set"
		}
		c[name] = def
		if len(def) == 1 && t.iri != "" {
			c[name] = t.iri
		}
	}
	return c
}
