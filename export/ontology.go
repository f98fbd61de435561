package export

import (
	"bufio"
	"context"
	"io"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

const schemaNS = "https://schema.org/"

// IsTerm says whether a name is a type or predicate of the ontology, whose address
// Ontology tells of.
func IsTerm(name string) bool {
	_, isType := ontology.Type(model.EntityType(name))
	_, isPredicate := ontology.Predicate(model.Predicate(name))
	return isType || isPredicate
}

// Ontology writes the types and predicates under a base address as RDF: labels in Dutch
// and English, descriptions, and between which types a predicate may stand. format is
// "turtle" or "jsonld". Errors are those of the writer.
func Ontology(w io.Writer, format, base string) error {
	b := bufio.NewWriter(w)
	out := &writer{ctx: context.Background(), w: b, base: base}
	out.file(format, ontologyNodes(base), ontologyTerms(), map[string]string{"def": vocabulary(base), "rdf": rdfNS, "rdfs": rdfsNS, "schema": schemaNS, "dct": dctNS})
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// file writes a few nodes as a whole file.
func (w *writer) file(format string, nodes []node, list map[string]term, prefixes map[string]string) {
	if format == "turtle" {
		t := &turtleWriter{w: w, vocab: vocabulary(w.base), terms: list}
		t.prefixes(prefixes)
		for _, n := range nodes {
			t.resource(n)
		}
		return
	}
	c := contextOf(vocabulary(w.base), list)
	for name, iri := range prefixes {
		c[name] = iri
	}
	w.print(compact(node{"@context": c, "@graph": nodes}), "\n")
}

func ontologyTerms() map[string]term {
	return map[string]term{
		"rdfs:isDefinedBy":      {rdfsNS + "isDefinedBy", termIRI},
		"schema:domainIncludes": {schemaNS + "domainIncludes", termIRI},
		"schema:rangeIncludes":  {schemaNS + "rangeIncludes", termIRI},
	}
}

func ontologyNodes(base string) []node {
	def := vocabulary(base)
	whole := base + "/ontology"
	list := []node{{"@id": whole, "dct:title": []node{text("Ontologie van Rijksgraaf", "nl"), text("Ontology of Rijksgraaf", "en")}}}
	for _, t := range ontology.Types() {
		list = append(list, node{"@id": def + string(t.Name), "@type": "rdfs:Class", "rdfs:isDefinedBy": whole,
			"rdfs:label": []node{text(t.Label.NL, "nl"), text(t.Label.EN, "en")}, "rdfs:comment": text(t.Description, "en")})
	}
	for _, p := range ontology.Predicates() {
		n := node{"@id": def + string(p.Name), "@type": "rdf:Property", "rdfs:isDefinedBy": whole,
			"rdfs:label": []node{text(p.Label.NL, "nl"), text(p.Label.EN, "en")}}
		for key, types := range map[string][]model.EntityType{"schema:domainIncludes": p.Domain, "schema:rangeIncludes": p.Range} {
			var iris []string
			for _, t := range types {
				iris = append(iris, def+string(t))
			}
			if iris != nil {
				n[key] = iris
			}
		}
		list = append(list, n)
	}
	return list
}
