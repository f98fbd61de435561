package graph

import "rijksgraaf/model"

// EntitiesByID gives several entities with one read, each as Entity gives it, in the order
// of the ids; nil for an id that is unknown.
func (v *View) EntitiesByID(ids []string) []*model.Entity {
	out := make([]*model.Entity, len(ids))
	for i, id := range ids {
		out[i] = v.Entity(id)
	}
	return out
}

// DocumentsByID gives several documents with one read, each as Document gives it, in the
// order of the ids; nil for an id that is unknown.
func (v *View) DocumentsByID(ids []string) []*model.Document {
	out := make([]*model.Document, len(ids))
	for i, id := range ids {
		out[i] = v.Document(id)
	}
	return out
}
