package main

import (
	"context"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// The predicates that the reads look at.
const (
	rdf       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	rdfsLabel = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")
)

func idIRI(id string) quad.IRI { return quad.IRI(model.IRI("", id)) }

// defIRI is the IRI of one of our own predicates.
func defIRI(name string) quad.IRI {
	return quad.IRI(strings.TrimSuffix(model.IRI("", ""), "id/") + "def/" + name)
}

// each calls f with the quads that have a node in a direction, as Cayley numbers them.
func (p *plainCayley) each(d quad.Direction, node cayley.Ref, f func(q cayley.Ref)) {
	if node == nil {
		return
	}
	it := p.qs.QuadIterator(d, node)
	defer func() { _ = it.Close() }()
	for it.Next(context.Background()) {
		f(it.Result())
	}
}

// edges gives what a node's quads of a predicate lead to, each once: to objects from its
// subject's side, to subjects from its object's.
func (p *plainCayley) edges(from quad.Direction, node cayley.Ref, predicate quad.IRI) (out []cayley.Ref) {
	to := quad.Object
	if from == quad.Object {
		to = quad.Subject
	}
	wanted := p.qs.ValueOf(predicate)
	seen := map[any]bool{}
	p.each(from, node, func(q cayley.Ref) {
		if wanted == nil || p.qs.QuadDirection(q, quad.Predicate).Key() != wanted.Key() {
			return
		}
		if r := p.qs.QuadDirection(q, to); !seen[r.Key()] {
			seen[r.Key()] = true
			out = append(out, r)
		}
	})
	return out
}

// card reads an entity's own quads, and of each of its relations all that documents say.
func (p *plainCayley) card(id string) (evidence int) {
	node := p.qs.ValueOf(idIRI(id))
	p.each(quad.Subject, node, func(q cayley.Ref) {
		p.qs.NameOf(p.qs.QuadDirection(q, quad.Predicate))
		p.qs.NameOf(p.qs.QuadDirection(q, quad.Object))
	})
	for _, end := range []quad.IRI{rdf + "subject", rdf + "object"} {
		for _, relation := range p.edges(quad.Object, node, end) {
			evidence += p.relation(relation)
		}
	}
	return evidence
}

// relation reads what documents say of a relation.
func (p *plainCayley) relation(node cayley.Ref) (evidence int) {
	attestation := p.qs.ValueOf(defIRI("attestation"))
	p.each(quad.Subject, node, func(q cayley.Ref) {
		value := p.qs.NameOf(p.qs.QuadDirection(q, quad.Object))
		if p.qs.QuadDirection(q, quad.Predicate).Key() == attestation.Key() {
			evidence += strings.Count(value.String(), `\"rule\"`)
		}
	})
	return evidence
}

func (p *plainCayley) neighbours(id string) int {
	others := map[string]bool{}
	for _, other := range p.around(p.qs.ValueOf(idIRI(id))) {
		if iri, ok := p.qs.NameOf(other).(quad.IRI); ok {
			others[string(iri)] = true
		}
	}
	return len(others)
}

// around gives the entities that relations lead to and from a node.
func (p *plainCayley) around(node cayley.Ref) (out []cayley.Ref) {
	seen := map[any]bool{}
	add := func(r cayley.Ref) {
		if !seen[r.Key()] {
			seen[r.Key()] = true
			out = append(out, r)
		}
	}
	p.each(quad.Subject, node, func(q cayley.Ref) {
		if p.ours(p.qs.QuadDirection(q, quad.Predicate)) {
			add(p.qs.QuadDirection(q, quad.Object))
		}
	})
	p.each(quad.Object, node, func(q cayley.Ref) {
		if p.ours(p.qs.QuadDirection(q, quad.Predicate)) {
			add(p.qs.QuadDirection(q, quad.Subject))
		}
	})
	return out
}

// ours says whether a predicate is one of the ontology's, that leads to an entity.
func (p *plainCayley) ours(predicate cayley.Ref) bool {
	iri, ok := p.qs.NameOf(predicate).(quad.IRI)
	return ok && strings.HasPrefix(string(iri), string(defIRI(""))) && iri != defIRI("mentions") && iri != defIRI("allocates")
}

// relations reads a page of the relations of a predicate, and counts all.
func (p *plainCayley) relations(predicate model.Predicate) int {
	nodes := p.edges(quad.Object, p.qs.ValueOf(defIRI(string(predicate))), rdf+"predicate")
	for _, n := range nodes[:min(pageSize, len(nodes))] {
		p.relation(n)
	}
	return len(nodes)
}

func (p *plainCayley) typeCounts() (entities int) {
	for _, t := range []model.EntityType{model.TypeOrganisation, model.TypePolicy, model.TypeLegalInstrument, model.TypeThreat, model.TypePlace,
		model.TypeBudgetChapter, model.TypeMinistry, model.TypeBudgetArticle, model.TypeBudgetLine, model.TypeActivity} {
		entities += len(p.edges(quad.Object, p.qs.ValueOf(defIRI(string(t))), rdf+"type"))
	}
	return entities
}

// names looks at every node, for Cayley has no order of names.
func (p *plainCayley) names(prefix string) int {
	prefix = strings.ToLower(prefix)
	found := map[any]bool{}
	it := p.qs.NodesAllIterator()
	defer func() { _ = it.Close() }()
	for it.Next(context.Background()) {
		name, ok := p.qs.NameOf(it.Result()).(quad.String)
		if !ok || !strings.HasPrefix(strings.ToLower(string(name)), prefix) {
			continue
		}
		for _, s := range p.edges(quad.Object, it.Result(), rdfsLabel) {
			found[s.Key()] = true
		}
	}
	return len(found)
}

func (p *plainCayley) twoHops(id string) int {
	start := p.qs.ValueOf(idIRI(id))
	seen := map[any]bool{start.Key(): true}
	for _, near := range p.around(start) {
		seen[near.Key()] = true
	}
	for _, near := range p.around(start) {
		for _, far := range p.around(near) {
			if len(seen) == hopLimit {
				return hopLimit
			}
			seen[far.Key()] = true
		}
	}
	return len(seen)
}
