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
	// IDs are ids of entities, any that they go by.
	IDs []string
	// Articles are ids of budget articles; a mention of the entity must stand inside one.
	Articles []string
	// Years and DocumentKinds are budget years and kinds of documents that speak of the
	// entity.
	Years         []int
	DocumentKinds []string
	// Predicates are predicates of which the entity must have a relation, at either end.
	Predicates []model.Predicate
	// Relations must let a relation of the entity through, at whose either end it stands.
	Relations *RelationFilter
	// Sections must let a section through in which the entity is mentioned.
	Sections *SectionFilter
	// The least and most mentions and relations, inclusive; nil is open.
	MinMentions, MaxMentions, MinDegree, MaxDegree *int
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []EntityFilter
	Not     *EntityFilter
}

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
	// IDs are ids of relations, any that they go by.
	IDs []string
	// Text must stand in the words that the relation rests on; letter case and diacritics do
	// not count.
	Text string
	// Chapters, DocumentYears and DocumentKinds are what a document is of that attests the
	// relation; one document must fit them all.
	Chapters      []string
	DocumentYears []int
	DocumentKinds []string
	// Articles are ids of budget articles; an evidence must stand inside one.
	Articles []string
	// Sections must let a section through in which an evidence stands.
	Sections *SectionFilter
	// MaxConfidence is the highest confidence of the best evidence; nil is open.
	MaxConfidence *float64
	// Exhaustive is what the words said of how complete the list is.
	Exhaustive *bool
	// PeriodFrom and PeriodUntil are years: the relation, or an amount of it, must be said to
	// hold in a time that overlaps them; nil is open.
	PeriodFrom, PeriodUntil *int
	// Decided is whether somebody decided of the relation: one that was confirmed, for what was
	// refused is in no list.
	Decided *bool
	// SubjectWhere and ObjectWhere must let the ends through.
	SubjectWhere, ObjectWhere *EntityFilter
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []RelationFilter
	Not     *RelationFilter
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
	// IDs are ids of documents.
	IDs []string
	// Years are budget years.
	Years []int
	// Articles are ids of budget articles that the document has.
	Articles []string
	// Entities must let an entity through of which the document speaks.
	Entities *EntityFilter
	// Relations must let a relation through that the document attests.
	Relations *RelationFilter
	// Sections must let a section of the document through.
	Sections *SectionFilter
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []DocumentFilter
	Not     *DocumentFilter
}

// Subgraph is a part of the graph to be drawn.
type Subgraph struct {
	// Nodes stand in the order of distance from the start, then of discovery.
	Nodes []*model.Entity
	// Edges are the relations between Nodes, by subject, predicate, object.
	Edges []*model.Relation
	// Truncated says that the limit cut nodes or edges off.
	Truncated bool
	// Hubs are the nodes that were not stepped through because they have too many relations,
	// in the order of Nodes.
	Hubs []Hub
	// Missing are the ids asked for that nothing has, in the order asked.
	Missing []string
}

// Hub is an entity with many relations.
type Hub struct {
	Entity *model.Entity
	// Degree is how many relations it has.
	Degree int
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
