package graph

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
)

func compareDocuments(a, b *documentRecord) int {
	return strings.Compare(a.document.ID, b.document.ID)
}

// documentCondition compiles a filter of documents; nil lets everything through.
func (v *View) documentCondition(f *DocumentFilter) condition[*documentRecord] {
	if f == nil {
		return condition[*documentRecord]{}
	}
	list := []condition[*documentRecord]{{lets: f.letsItself()}}
	if len(f.IDs) > 0 {
		list = append(list, v.documentsAmong(setOf(f.IDs)))
	}
	if len(f.Articles) > 0 {
		list = append(list, v.documentsAmong(v.placesOfArticles(f.Articles).documents()))
	}
	if f.Sections != nil {
		list = append(list, v.documentsAmong(v.placesOfSections(*f.Sections).documents()))
	}
	if f.Entities != nil {
		list = append(list, v.documentsSpeakingOf(v.entityCondition(f.Entities)))
	}
	if f.Relations != nil {
		list = append(list, v.documentsAttesting(v.relationCondition(f.Relations)))
	}
	for i := range f.And {
		list = append(list, v.documentCondition(&f.And[i]))
	}
	if len(f.Or) > 0 {
		list = append(list, anyOf(compareDocuments, compiled(f.Or, v.documentCondition)))
	}
	if f.Not != nil {
		list = append(list, notOf(v.documentCondition(f.Not)))
	}
	return allOf(list...)
}

// letsItself says whether a document's own data fit.
func (f *DocumentFilter) letsItself() func(*documentRecord) bool {
	query := words(names.Fold(f.Text))
	return func(r *documentRecord) bool {
		d := &r.document
		return ofDocument(d, f.Chapters, f.Years, f.Kinds) &&
			(f.Text == "" || len(query) > 0 && fitOf(foldedWords(d.Title+" "+d.ID+" "+d.Dossier+" "+d.Number), query) != fitNone)
	}
}

// documentsAmong asks for documents by id.
func (v *View) documentsAmong(ids map[string]bool) condition[*documentRecord] {
	return condition[*documentRecord]{
		lets: func(r *documentRecord) bool { return ids[r.document.ID] },
		walk: func() iter.Seq[*documentRecord] {
			return func(yield func(*documentRecord) bool) {
				for _, id := range slices.Sorted(maps.Keys(ids)) {
					if r := v.said.document(id); r != nil && !yield(r) {
						return
					}
				}
			}
		}, most: len(ids),
	}
}

// documentsSpeakingOf asks for documents that speak of an entity that passes: by the
// entities where an index finds few, else by each document's own.
func (v *View) documentsSpeakingOf(inner condition[*entityRecord]) condition[*documentRecord] {
	if inner.walk != nil && inner.most <= fewEntities {
		ids := map[string]bool{}
		_ = passing(inner, nil, nil, func(r *entityRecord) {
			for _, p := range r.parts {
				ids[p.id()] = true
			}
		})
		return v.documentsAmong(ids)
	}
	passes := remembered(func(id string) bool {
		r, ok := v.record(id)
		return ok && (inner.lets == nil || inner.lets(r))
	})
	return condition[*documentRecord]{lets: func(r *documentRecord) bool {
		d := v.derive().parted.document(r.document.ID)
		for i := range d.packed.entities {
			if passes(d.entityID(i)) {
				return true
			}
		}
		return false
	}}
}

// documentsAttesting asks for documents that attest a relation that passes.
func (v *View) documentsAttesting(inner condition[*relationRecord]) condition[*documentRecord] {
	if inner.walk != nil && inner.most <= fewEntities {
		ids := map[string]bool{}
		_ = passing(inner, nil, nil, func(r *relationRecord) {
			for _, p := range r.parts {
				ids[p.id()] = true
			}
		})
		return v.documentsAmong(ids)
	}
	passes := remembered(func(r *relationRecord) bool { return inner.lets == nil || inner.lets(r) })
	return condition[*documentRecord]{lets: func(r *documentRecord) bool {
		return slices.ContainsFunc(v.ofDocuments([]string{r.document.ID}), passes)
	}}
}

// Documents lists the documents that the filter lets through, by id.
func (v *View) Documents(f DocumentFilter) []*model.Document {
	list, _ := v.DocumentList(f, "", "", nil)
	return list.Slice(0, list.Len())
}
