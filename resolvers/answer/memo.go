package answer

import "rijksgraaf/model"

// memo is what a field at the top of an operation has read by id, so that it reads nothing
// twice: a thousand evidences of one document read it once. Fields at the top are answered
// side by side, each with a memo of its own; so the number of reads does not depend on
// which comes first.
type memo struct {
	entities  map[string]Entity // nil for what there is not
	documents map[string]*model.Document
	unread    []string // documents that are known as entities only
}

func (m *memo) entity(id string) (e Entity, ok bool) {
	e, ok = m.entities[id]
	return e, ok
}

func (m *memo) keepEntity(id string, e Entity) {
	if m.entities == nil {
		m.entities = map[string]Entity{}
	}
	m.entities[id] = e
	if d, ok := e.(*Document); ok {
		if _, ok := m.documents[d.of.ID]; !ok {
			m.unread = append(m.unread, d.of.ID)
		}
	}
}

func (m *memo) document(id string) (d *model.Document, ok bool) {
	d, ok = m.documents[id]
	return d, ok
}

func (m *memo) keepDocument(id string, d *model.Document) {
	if m.documents == nil {
		m.documents = map[string]*model.Document{}
	}
	m.documents[id] = d
}

func (m *memo) hasRead(id string) bool {
	_, ok := m.documents[id]
	return ok
}

// missing gives the ids that nothing is known of yet, each once, in their order.
func (m *memo) missing(ids []string) []string {
	var out []string
	for _, id := range ids {
		if _, ok := m.entities[id]; !ok && id != "" {
			out = append(out, id)
		}
	}
	return unique(out)
}

// unique drops what was there before.
func unique(ids []string) []string {
	if len(ids) < 2 {
		return ids
	}
	seen, out := make(map[string]bool, len(ids)), ids[:0]
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// fetch reads the entities of the ids that were not read yet, all at once.
func (r *Reader) fetch(ids []string) {
	ids = r.memo.missing(ids)
	if len(ids) == 0 {
		return
	}
	var others []string
	for i, e := range r.view().EntitiesByID(ids) {
		if e == nil {
			others = append(others, ids[i])
			continue
		}
		r.memo.keepEntity(ids[i], wrap(entity{e, r}))
	}
	if len(others) == 0 {
		return
	}
	for i, d := range r.view().DocumentsByID(others) {
		r.memo.keepDocument(others[i], d)
		r.memo.keepEntity(others[i], r.cited(d))
	}
}

// cited gives a document that was ingested and that nobody speaks of as an entity; nil
// where there is none.
func (r *Reader) cited(d *model.Document) Entity {
	if d == nil {
		return nil
	}
	return &Document{entity{documentEntity(d), r}}
}

// among are the relations of one list: what is asked of one of them is read for all.
type among struct {
	list                         []*model.Relation
	subjects, objects, documents bool // whether they were read
}

// ends reads the entities at one end of all the relations, once.
func (a *among) ends(r *Reader, done *bool, end func(*model.Relation) string) {
	if *done {
		return
	}
	*done = true
	ids := make([]string, len(a.list))
	for i, x := range a.list {
		ids[i] = end(x)
	}
	r.fetch(ids)
}

// sources reads the documents of all the evidence, once.
func (a *among) sources(r *Reader) {
	if a.documents {
		return
	}
	a.documents = true
	var ids []string
	for _, x := range a.list {
		for i := range x.Evidence {
			ids = append(ids, x.Evidence[i].Document)
		}
	}
	r.fetch(ids)
}

func subjectOf(x *model.Relation) string { return x.Subject }

func objectOf(x *model.Relation) string { return x.Object }
