package graph

import (
	"strings"

	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// The predicates and classes of others that the quads use.
const (
	rdfType       = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfSubject    = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
	rdfPredicate  = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
	rdfObject     = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
	rdfJSON       = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")
	rdfsLabel     = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")
	skosAltLabel  = quad.IRI("http://www.w3.org/2004/02/skos/core#altLabel")
	owlSameAs     = quad.IRI("http://www.w3.org/2002/07/owl#sameAs")
	xsdDecimalIRI = quad.IRI("http://www.w3.org/2001/XMLSchema#decimal")
)

// vocabulary turns ids into IRIs and back. The project's own predicates and classes
// stand under {base}/def/, things under {base}/id/.
type vocabulary struct {
	ids, defs string // both with their slash at the end

	mentions, spans, attestation             quad.IRI
	text, metadata, sections, gaps, refusals quad.IRI
	warnings                                 quad.IRI
}

// newVocabulary makes the IRIs for a base address.
func newVocabulary(base string) *vocabulary {
	root := strings.TrimSuffix(model.IRI(base, ""), "id/")
	v := &vocabulary{ids: root + "id/", defs: root + "def/"}
	for name, iri := range map[string]*quad.IRI{
		"mentions": &v.mentions, "spans": &v.spans, "attestation": &v.attestation,
		"text": &v.text, "metadata": &v.metadata, "sections": &v.sections,
		"gaps": &v.gaps, "refusals": &v.refusals, "warnings": &v.warnings,
	} {
		*iri = v.def(name)
	}
	return v
}

// base is the address without its trailing slash.
func (v *vocabulary) base() string { return strings.TrimSuffix(v.ids, "/id/") }

func (v *vocabulary) id(id string) quad.IRI    { return quad.IRI(v.ids + id) }
func (v *vocabulary) def(name string) quad.IRI { return quad.IRI(v.defs + name) }

// idOf gives the id of one of our own IRIs.
func (v *vocabulary) idOf(value quad.Value) (string, bool) {
	iri, ok := value.(quad.IRI)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(string(iri), v.ids)
}

// defOf gives the name of one of our own classes or predicates.
func (v *vocabulary) defOf(value quad.Value) (string, bool) {
	iri, ok := value.(quad.IRI)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(string(iri), v.defs)
}
