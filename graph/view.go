package graph

import "rijksgraaf/model"

// View is an immutable snapshot of the graph. All reads are answered from indexes in
// memory that were derived from Cayley; a View stays as it is while the store goes on.
// It is safe for concurrent use. What it returns is shared: callers must not change it.
type View struct {
	base string
}

// Base is the address under which entities are named.
func (v *View) Base() string { return v.base }

// Entity gives an entity by id, its mentions filled over all documents; nil when unknown.
func (v *View) Entity(id string) *model.Entity { return nil }

// Entities lists the entities that the filter lets through.
func (v *View) Entities(f EntityFilter, order EntityOrder) []*model.Entity { return nil }

// Relation gives a relation by its id; nil when unknown.
func (v *View) Relation(id string) *model.Relation { return nil }

// Relations lists the relations that the filter lets through, by subject, predicate,
// object.
func (v *View) Relations(f RelationFilter) []*model.Relation { return nil }

// RelationsOf lists an entity's relations that the filter lets through, by subject,
// predicate, object.
func (v *View) RelationsOf(entity string, d Direction, f RelationFilter) []*model.Relation {
	return nil
}

// Document gives an ingested document by id; nil for any other.
func (v *View) Document(id string) *model.Document { return nil }

// Documents lists the documents that the filter lets through, by id.
func (v *View) Documents(f DocumentFilter) []*model.Document { return nil }

// DocumentsOf lists the documents that speak of an entity, by id.
func (v *View) DocumentsOf(entity string) []*model.Document { return nil }

// Gaps lists what could not be made sense of in a document, in the order of the text.
func (v *View) Gaps(document string) []model.Gap { return nil }

// Refusals lists what the ontology refused of a document.
func (v *View) Refusals(document string) []model.Refusal { return nil }

// Extraction gives back all that a document said, as it was stored; nil when there is
// no such document.
func (v *View) Extraction(document string) *model.Extraction { return nil }

// Neighbourhood gives the entities within depth relations of an entity, and every
// relation between them.
func (v *View) Neighbourhood(id string, depth int, predicates []model.Predicate, types []model.EntityType, limit int) Subgraph {
	return Subgraph{}
}

// Path gives the shortest paths between two entities, at most MaxPaths.
func (v *View) Path(from, to string, maxLength int, predicates []model.Predicate) []Path { return nil }

// Search finds entities by label and alias, best first.
func (v *View) Search(text string, types []model.EntityType) []Hit { return nil }

// Statistics counts what the view holds.
func (v *View) Statistics() Statistics { return Statistics{} }
