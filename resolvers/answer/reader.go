// Package answer holds what the API answers with: for each type of the GraphQL schema
// the Go type that gqlgen binds to. They are thin: a pointer to a value of model or
// graph and the Reader of the operation, with one method for each field, each of which
// reads from the View at most once. The methods take no context, so that gqlgen calls
// them where it stands and starts no goroutine for a field.
package answer

import (
	"context"
	"strings"
	"sync/atomic"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
	"rijksgraaf/search"
)

// Reader is how one operation reads the graph: always the same View, until its time is
// up. It is safe for concurrent use.
type Reader struct {
	view *graph.View
	done <-chan struct{}
	text atomic.Int64
	// search finds by words; nil where the view is an earlier state.
	search *search.Index
}

// NewReader gives the reader of an operation that may run until ctx is done and may
// hand out at most text bytes of documents' text.
func NewReader(ctx context.Context, view *graph.View, text int) *Reader {
	r := &Reader{view: view, done: ctx.Done()}
	r.text.Store(int64(text))
	return r
}

type readerKey struct{}

// With puts the reader into the context of its operation.
func With(ctx context.Context, r *Reader) context.Context {
	return context.WithValue(ctx, readerKey{}, r)
}

// From takes the operation's reader out of its context. Error: CodeInternal when there
// is none, which is a fault of the server.
func From(ctx context.Context) (*Reader, error) {
	r, ok := ctx.Value(readerKey{}).(*Reader)
	if !ok {
		return nil, &model.Error{Code: model.CodeInternal, Op: "query", Message: "the operation has no reader"}
	}
	return r, nil
}

// ErrTime is the error of an operation that took too long.
func ErrTime() error {
	return &model.Error{Code: model.CodeLimit, Op: "query", Message: "the query took too long",
		Hint: "ask for smaller pages or fewer steps"}
}

// alive says CodeLimit when the operation's time is up.
func (r *Reader) alive() error {
	select {
	case <-r.done:
		return ErrTime()
	default:
		return nil
	}
}

// spend books n bytes of text. Error: CodeLimit when that is more than may be handed out.
func (r *Reader) spend(n int) error {
	if r.text.Add(-int64(n)) < 0 {
		return &model.Error{Code: model.CodeLimit, Op: "query", Message: "the query asks for too much text",
			Hint: "ask for windows of it with start and end"}
	}
	return nil
}

// short gives the short form of an id that may be the whole IRI.
func (r *Reader) short(id string) string {
	return strings.TrimPrefix(id, model.IRI(r.view.Base(), ""))
}

// Short gives the short form of an id that may be the whole IRI.
func (r *Reader) Short(id string) string { return r.short(id) }

func (r *Reader) shorts(ids []string) []string {
	if ids == nil {
		return nil
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = r.short(id)
	}
	return out
}

// Node gives anything that has an id; nil when there is no such thing.
func (r *Reader) Node(id string) Node {
	id = r.short(id)
	if strings.HasPrefix(id, "relation/") {
		if x := r.view.Relation(id); x != nil {
			return &Relation{x, r}
		}
		return nil
	}
	if e := r.Entity(id); e != nil {
		return e
	}
	return nil
}

// Nodes gives several things, nil for each that does not exist. Error: CodeLimit.
func (r *Reader) Nodes(ids []string) ([]Node, error) {
	if len(ids) > MaxPage {
		return nil, tooMany("ids", len(ids), MaxPage)
	}
	out := make([]Node, len(ids))
	for i, id := range ids {
		out[i] = r.Node(id)
	}
	return out, r.alive()
}

// Entity gives an entity by id; nil when there is none. A document that was ingested
// and that nobody speaks of is an entity too.
func (r *Reader) Entity(id string) Entity {
	id = r.short(id)
	if e := r.view.Entity(id); e != nil {
		return wrap(entity{e, r})
	}
	if d := r.view.Document(id); d != nil {
		return &Document{entity{documentEntity(d), r}}
	}
	return nil
}

// Document gives a document, ingested or only cited; nil when there is none.
func (r *Reader) Document(id string) *Document {
	d, ok := r.Entity(id).(*Document)
	if !ok {
		return nil
	}
	return d
}

// source gives the document that something was read from, which is always there.
func (r *Reader) source(id string) *Document {
	if d := r.Document(id); d != nil {
		return d
	}
	return &Document{entity{&model.Entity{ID: id, Type: model.TypeDocument, Label: id}, r}}
}

func documentEntity(d *model.Document) *model.Entity {
	label := d.Title
	if label == "" {
		label = d.ID
	}
	return &model.Entity{ID: d.ID, Type: model.TypeDocument, Label: label}
}

func (r *Reader) entities(list []*model.Entity) []Entity {
	out := make([]Entity, 0, len(list))
	for _, e := range list {
		if x := wrap(entity{e, r}); x != nil {
			out = append(out, x)
		}
	}
	return out
}

func (r *Reader) relations(list []*model.Relation) []Relation {
	out := make([]Relation, len(list))
	for i, x := range list {
		out[i] = Relation{x, r}
	}
	return out
}

// chapter gives the budget chapter with the id; nil when there is none.
func (r *Reader) chapter(id string) *BudgetChapter {
	if t, ok := ontology.TypeOfID(id); !ok || t != model.TypeBudgetChapter {
		return nil
	}
	c, _ := r.Entity(id).(*BudgetChapter)
	return c
}
