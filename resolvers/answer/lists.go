package answer

import (
	"fmt"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The limits of traversals.
const (
	// MaxDepth is how many steps a neighbourhood reaches at most.
	MaxDepth = 6
	// MaxLength is how many relations long a path is at most.
	MaxLength = 12
)

// Entities pages through the entities that the filter lets through.
func (r *Reader) Entities(f *graph.EntityFilter, o *graph.EntityOrder, p Page) (*EntityConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	var filter graph.EntityFilter
	if f != nil {
		filter = *f
	}
	by := graph.EntityOrderID
	if o != nil {
		by = *o
	}
	filter.Chapters, filter.Documents = r.shorts(filter.Chapters), r.shorts(filter.Documents)
	w, ok, err := beginning(r, entityOrder(by), p, func(limit int) ([]*model.Entity, int) { return r.view().EntityPage(filter, by, 0, limit) })
	if !ok {
		w, err = paginate(r, r.view().Entities(filter, by), entityOrder(by), p)
	}
	return &EntityConnection{w, r}, err
}

// Relations pages through the relations that the filter lets through.
func (r *Reader) Relations(f *graph.RelationFilter, p Page) (*RelationConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	return r.filtered(r.relationFilter(f), p)
}

// filtered pages through the relations that a filter with short ids lets through.
func (r *Reader) filtered(f graph.RelationFilter, p Page) (*RelationConnection, error) {
	w, ok, err := beginning(r, byTriple, p, func(limit int) ([]*model.Relation, int) { return r.view().RelationPage(f, 0, limit) })
	if !ok {
		return r.relationPage(r.view().Relations(f), p)
	}
	return &RelationConnection{w, r, &among{list: w.items}}, err
}

// around pages through an entity's relations that a filter with short ids lets through.
func (r *Reader) around(id string, d graph.Direction, f graph.RelationFilter, p Page) (*RelationConnection, error) {
	switch {
	case d == graph.DirectionOut && f.Subject == "":
		f.Subject = id
		return r.filtered(f, p)
	case d == graph.DirectionIn && f.Object == "":
		f.Object = id
		return r.filtered(f, p)
	}
	return r.relationPage(r.view().RelationsOf(id, d, f), p)
}

// relationFilter gives the filter with short ids; nil lets everything through.
func (r *Reader) relationFilter(f *graph.RelationFilter) graph.RelationFilter {
	if f == nil {
		return graph.RelationFilter{}
	}
	out := *f
	out.Subject, out.Object, out.Documents = r.short(f.Subject), r.short(f.Object), r.shorts(f.Documents)
	return out
}

// Documents pages through the ingested documents that the filter lets through.
func (r *Reader) Documents(f *graph.DocumentFilter, p Page) (*DocumentConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	var filter graph.DocumentFilter
	if f != nil {
		filter = *f
	}
	filter.Chapters = r.shorts(filter.Chapters)
	return r.documentPage(r.view().Documents(filter), p)
}

// Search pages through the entities whose names fit the text.
func (r *Reader) Search(text string, types []model.EntityType, p Page) (*SearchConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	w, ok, err := beginning(r, byScore, p, func(limit int) ([]graph.Hit, int) { return r.view().SearchPage(text, types, limit) })
	if !ok {
		w, err = paginate(r, r.view().Search(text, types), byScore, p)
	}
	return &SearchConnection{w, r}, err
}

// Neighbourhood gives what lies around an entity. Errors: CodeInvalid for a negative
// depth or a limit below 1, CodeLimit for more than MaxDepth or
// than a list may hold.
func (r *Reader) Neighbourhood(id string, depth, limit int, p []model.Predicate, t []model.EntityType) (*Subgraph, error) {
	switch {
	case depth < 0:
		return nil, invalid(fmt.Sprintf("depth is %d; it must not be negative", depth))
	case limit < 1:
		return nil, invalid(fmt.Sprintf("limit is %d; it must be at least 1", limit))
	case depth > MaxDepth:
		return nil, tooMany("depth", depth, MaxDepth)
	case limit > r.list:
		return nil, tooMany("limit", limit, r.list)
	}
	if err := r.alive(); err != nil {
		return nil, err
	}
	return &Subgraph{r.view().Neighbourhood(r.short(id), depth, p, t, limit), r}, nil
}

// Paths gives the shortest paths. Errors: CodeInvalid for a length below 1, CodeLimit for
// one beyond MaxLength.
func (r *Reader) Paths(from, to string, length int, p []model.Predicate) ([]Path, error) {
	switch {
	case length < 1:
		return nil, invalid(fmt.Sprintf("maxLength is %d; it must be at least 1", length))
	case length > MaxLength:
		return nil, tooMany("maxLength", length, MaxLength)
	}
	if err := r.alive(); err != nil {
		return nil, err
	}
	list := r.view().Path(r.short(from), r.short(to), length, p)
	out := make([]Path, len(list))
	for i, x := range list {
		out[i] = Path{x, r}
	}
	return out, nil
}

// Statistics counts what the graph holds.
func (r *Reader) Statistics() *Statistics { return &Statistics{r.view().Statistics()} }
