package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// maxRelations is how many relations the address of an entity shows; GraphQL pages
// through the rest.
const maxRelations = 1000

// card is what the address of an entity gives.
type card struct {
	IRI string `json:"iri"`
	*model.Entity
	// Decisions are those on what is this thing and what is not.
	Decisions []export.Decision `json:"decisions,omitempty"`
	// Document is what is known of an ingested document as a publication.
	Document *model.Document `json:"document,omitempty"`
	// RelationCount counts all; Relations holds at most maxRelations.
	RelationCount int        `json:"relationCount"`
	Relations     []relation `json:"relations"`
}

// relation is a relation with its id.
type relation struct {
	ID  string `json:"id"`
	IRI string `json:"iri"`
	*model.Relation
	Qualifiers []model.Qualifier `json:"qualifiers,omitempty"`
	// Decision is what somebody decided of it; nil when nobody did.
	Decision *export.Decision `json:"decision,omitempty"`
}

// newCard gives what the graph knows of an entity or ingested document, with so many
// relations at most; nil for an id that it does not know. An id that was joined to another
// entity gives that one.
func newCard(v *graph.View, id string, most int) *card {
	e, d := v.Entity(id), v.Document(id)
	switch {
	case e == nil && d == nil:
		return nil
	case e == nil:
		e = &model.Entity{ID: d.ID, Type: model.TypeDocument, Label: d.Title, Aliases: []string{}, Mentions: []model.Mention{}}
	}
	list := v.RelationsOf(id, graph.DirectionBoth, graph.RelationFilter{})
	c := &card{IRI: model.IRI(v.Base(), e.ID), Entity: e, Decisions: export.Identities(v)[e.ID], Document: d, RelationCount: len(list), Relations: []relation{}}
	for _, x := range list[:min(len(list), most)] {
		c.Relations = append(c.Relations, newRelation(v, x))
	}
	return c
}

func newRelation(v *graph.View, x *model.Relation) relation {
	return relation{x.ID(), model.IRI(v.Base(), x.ID()), x, x.Qualifiers, export.DecisionOn(v, x)}
}

// unknown answers addresses that there are not.
func (s *Server) unknown(w http.ResponseWriter, _ *http.Request) {
	fail(w, &model.Error{Code: model.CodeNotFound, Message: "there is no such address", Hint: "see / for those that there are"})
}

// fail answers with an error in the one shape that errors have outside GraphQL.
func fail(w http.ResponseWriter, err error) {
	failWith(w, resolvers.FaceOf(model.CodeOf(err)).Status, err)
}

// failWith is fail with a status of its own.
func failWith(w http.ResponseWriter, status int, err error) {
	var e *model.Error
	if !errors.As(err, &e) || e.Code == model.CodeInternal {
		e = &model.Error{Code: model.CodeInternal, Message: "internal error"}
	}
	type shape struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	}
	writeJSON(w, status, map[string]shape{"error": {resolvers.FaceOf(e.Code).GraphQL, e.Message, e.Hint}})
}

// wrongAddress is the error for an address whose question cannot be read.
var wrongAddress = &model.Error{Code: model.CodeInvalid, Message: "the address cannot be read"}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", typeJSON+"; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(value)
}
