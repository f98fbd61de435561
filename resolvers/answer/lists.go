package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Entities pages through the entities that the filter lets through.
func (r *Reader) Entities(f *graph.EntityFilter, o *graph.EntityOrder, d *graph.OrderDirection, p Page) (*EntityConnection, error) {
	filter, err := r.entityFilter(f)
	if err != nil {
		return nil, err
	}
	list, err := r.view().EntityList(filter, or(o), or(d), r.alive)
	if err != nil {
		return nil, err
	}
	w, err := pageOf(r, list, p)
	return &EntityConnection{w, r}, err
}

// Relations pages through the relations that the filter lets through.
func (r *Reader) Relations(f *graph.RelationFilter, o *graph.RelationOrder, d *graph.OrderDirection, p Page) (*RelationConnection, error) {
	filter, err := r.relationFilter(f)
	if err != nil {
		return nil, err
	}
	list, err := r.view().RelationList(filter, or(o), or(d), r.alive)
	if err != nil {
		return nil, err
	}
	return r.relationList(list, p)
}

// Documents pages through the ingested documents that the filter lets through.
func (r *Reader) Documents(f *graph.DocumentFilter, o *graph.DocumentOrder, d *graph.OrderDirection, p Page) (*DocumentConnection, error) {
	filter, err := r.documentFilter(f)
	if err != nil {
		return nil, err
	}
	list, err := r.view().DocumentList(filter, or(o), or(d), r.alive)
	if err != nil {
		return nil, err
	}
	return r.documentPage(list, p)
}

// Search pages through the entities whose names fit the text.
func (r *Reader) Search(text string, types []model.EntityType, f *graph.EntityFilter, o *SearchOrder, d *graph.OrderDirection, p Page) (*SearchConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	if f != nil || or(o) != "" && *o != SearchOrderScore || or(d) == graph.Ascending {
		return r.searchWhere(text, types, f, or(o), d, p)
	}
	w, ok, err := beginning(r, byScore, p, func(limit int) ([]graph.Hit, int) { return r.view().SearchPage(text, types, limit) })
	if !ok {
		w, err = paginate(r, r.view().Search(text, types), byScore, p)
	}
	return &SearchConnection{w, r}, err
}

// searchWhere is Search of what a filter lets through, in any order.
func (r *Reader) searchWhere(text string, types []model.EntityType, f *graph.EntityFilter, o SearchOrder, d *graph.OrderDirection, p Page) (*SearchConnection, error) {
	filter, err := r.entityFilter(f)
	if err != nil {
		return nil, err
	}
	if o == "" || o == SearchOrderScore {
		w, err := sorted[graph.Hit]{own: byScore, down: true}.page(r, r.view().SearchWhere(text, types, filter), "", d, p)
		return &SearchConnection{w, r}, err
	}
	list, err := r.view().SearchList(text, types, filter, graph.EntityOrder(o), or(d), r.alive)
	if err != nil {
		return nil, err
	}
	w, err := pageOf(r, list, p)
	return &SearchConnection{w, r}, err
}

// Statistics counts what the graph holds.
func (r *Reader) Statistics() *Statistics { return &Statistics{r.view().Statistics()} }
