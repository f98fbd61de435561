package server

import (
	"encoding/json"
	"errors"
	"net/http"

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
}

// entity gives what the graph knows of an id, as JSON. An id that was joined to another
// entity gives that one.
func (s *Server) entity(w http.ResponseWriter, r *http.Request) {
	id, v := r.PathValue("id"), s.source.View()
	if x := v.Relation(id); x != nil {
		writeJSON(w, http.StatusOK, newRelation(v, x))
		return
	}
	e, d := v.Entity(id), v.Document(id)
	if e == nil && d == nil {
		fail(w, &model.Error{Code: model.CodeNotFound, Message: "nothing here is called " + id})
		return
	}
	if e == nil {
		e = &model.Entity{ID: d.ID, Type: model.TypeDocument, Label: d.Title, Aliases: []string{}, Mentions: []model.Mention{}}
	}
	list := v.RelationsOf(id, graph.DirectionBoth, graph.RelationFilter{})
	c := card{IRI: model.IRI(v.Base(), e.ID), Entity: e, Document: d, RelationCount: len(list), Relations: []relation{}}
	for _, x := range list[:min(len(list), maxRelations)] {
		c.Relations = append(c.Relations, newRelation(v, x))
	}
	writeJSON(w, http.StatusOK, c)
}

func newRelation(v *graph.View, x *model.Relation) relation {
	return relation{x.ID(), model.IRI(v.Base(), x.ID()), x, x.Qualifiers}
}

// unknown answers addresses that there are not.
func (s *Server) unknown(w http.ResponseWriter, _ *http.Request) {
	fail(w, &model.Error{Code: model.CodeNotFound, Message: "there is no such address", Hint: "see / for those that there are"})
}

// fail answers with an error in the one shape that errors have outside GraphQL.
func fail(w http.ResponseWriter, err error) {
	var e *model.Error
	if !errors.As(err, &e) || e.Code == model.CodeInternal {
		e = &model.Error{Code: model.CodeInternal, Message: "internal error"}
	}
	face := resolvers.FaceOf(e.Code)
	type shape struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	}
	writeJSON(w, face.Status, map[string]shape{"error": {face.GraphQL, e.Message, e.Hint}})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", typeJSON+"; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(value)
}
