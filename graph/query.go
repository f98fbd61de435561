package graph

import "rijksgraaf/model"

// EntityFilter narrows a list of entities. Every field that is set must fit; within a
// field one of the values is enough. The zero filter lets everything through.
type EntityFilter struct {
	// Types are the entity types wanted.
	Types []model.EntityType
	// Text must match the label or an alias, as in View.Search.
	Text string
	// Chapters are ids of budget chapters; an entity fits when a document of such a
	// chapter speaks of it.
	Chapters []string
	// Documents are ids of documents that speak of the entity.
	Documents []string
}

// EntityOrder is an order in which entities can be listed. Ties are broken by id.
type EntityOrder string

// The orders of entities.
const (
	// EntityOrderID: by id, ascending. It is the default; "" means the same.
	EntityOrderID EntityOrder = "ID"
	// EntityOrderLabel: by label without regard to case and diacritics, ascending.
	EntityOrderLabel EntityOrder = "LABEL"
	// EntityOrderMentions: the entity with the most mentions first.
	EntityOrderMentions EntityOrder = "MENTIONS"
)

// Direction says which relations of an entity are meant.
type Direction string

// The directions. "" means DirectionBoth.
const (
	// DirectionBoth: the entity is subject or object.
	DirectionBoth Direction = "BOTH"
	// DirectionOut: the entity is the subject.
	DirectionOut Direction = "OUT"
	// DirectionIn: the entity is the object.
	DirectionIn Direction = "IN"
)

// RelationFilter narrows a list of relations. Every field that is set must fit; within
// a field one of the values is enough. The zero filter lets everything through.
type RelationFilter struct {
	// Subject and Object are ids of entities.
	Subject, Object string
	// Predicates are the predicates wanted.
	Predicates []model.Predicate
	// SubjectTypes and ObjectTypes are the types that the ends may have; a relation
	// whose object is a value has no object type.
	SubjectTypes, ObjectTypes []model.EntityType
	// Documents are ids of documents that attest the relation.
	Documents []string
	// MinConfidence is the least confidence of the relation's best evidence, in [0,1].
	MinConfidence float64
	// Years are budget years, Stages and AmountKinds what an amount is of that the relation
	// states; one amount must fit them all.
	Years       []int
	Stages      []model.Stage
	AmountKinds []model.AmountKind
	// MinAmount and MaxAmount are decimals in whole units, both inclusive; nil is open.
	MinAmount, MaxAmount *string
}

// DocumentFilter narrows a list of documents. Every field that is set must fit; within a
// field one of the values is enough.
type DocumentFilter struct {
	// Text are words that must begin words of the title, id, dossier or number.
	Text string
	// Kinds are kinds of documents, as in model.Metadata.
	Kinds []string
	// Chapters are ids of budget chapters.
	Chapters []string
}

// Subgraph is a part of the graph to be drawn.
type Subgraph struct {
	// Nodes stand in the order of distance from the start, then of discovery.
	Nodes []*model.Entity
	// Edges are the relations between Nodes, by subject, predicate, object.
	Edges []*model.Relation
	// Truncated says that the limit cut nodes off.
	Truncated bool
}

// Path is a chain of relations between two entities, in whatever direction each runs.
type Path struct {
	// Nodes are the entities passed, from start to end: one more than Edges.
	Nodes []*model.Entity
	// Edges are the relations between each node and the next.
	Edges []*model.Relation
}

// Hit is an entity that a search found.
type Hit struct {
	Entity *model.Entity
	// Score is in (0,1], 1 for a label that equals the words searched for.
	Score float64
	// Matched is the label or alias that matched best.
	Matched string
}

// Statistics counts what a View holds.
type Statistics struct {
	Documents, Entities, Relations int
	// Evidence counts evidences; a relation that two documents attest has two at least.
	Evidence int
	Mentions int
	Gaps     int
	Refusals int
	// Quads is the number of quads stored.
	Quads int
	// EntitiesByType has the types that occur, in the ontology's order.
	EntitiesByType []TypeCount
	// RelationsByPredicate has the predicates that occur, in the ontology's order.
	RelationsByPredicate []PredicateCount
	// DocumentsByKind has the kinds that occur, by name.
	DocumentsByKind []KindCount
}

// TypeCount is the number of entities of a type.
type TypeCount struct {
	Type  model.EntityType
	Count int
}

// PredicateCount is the number of relations with a predicate.
type PredicateCount struct {
	Predicate model.Predicate
	Count     int
}

// KindCount is the number of documents of a kind; Kind is "" where it is unknown.
type KindCount struct {
	Kind  string
	Count int
}

// Defaults and limits of traversals.
const (
	// DefaultNeighbourhoodLimit is the number of nodes when no limit is given.
	DefaultNeighbourhoodLimit = 200
	// DefaultPathLength is the longest path sought when no length is given, in relations.
	DefaultPathLength = 6
	// MaxPaths is how many shortest paths are given at most.
	MaxPaths = 10
)
