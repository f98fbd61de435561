// Package answer holds what the API answers with: for each type of the GraphQL schema
// the Go type that gqlgen binds to. They are thin: a pointer to a value of model or
// graph and the Reader of the operation, with one method for each field, each of which
// reads from the View at most once. The methods take no context, so that gqlgen calls
// them where it stands and starts no goroutine for a field.
package answer

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
	"rijksgraaf/search"
)

// Reader is how one operation reads the graph: always the same View, until its time is
// up. Each field at the top has one of its own, since they are answered side by side.
type Reader struct {
	of   *graph.View
	done <-chan struct{}
	text *atomic.Int64
	list int
	// within is how long it may take from until; 0 where done tells.
	within time.Duration
	until  atomic.Int64 // in nanoseconds; 0 before the first read
	reads  *atomic.Int64
	memo   memo
	// search finds by words; earlier says that the view is an earlier state.
	search  *search.Index
	earlier bool
	// arguments are those that fields were asked with.
	arguments arguments
}

// Bounds are what an operation may read.
type Bounds struct {
	// Text is how many bytes of documents' text it may hand out.
	Text int
	// List is how long a page or a list may be; 0 means MaxPage.
	List int
}

// NewReader gives the reader of an operation that may run until ctx is done.
func NewReader(ctx context.Context, view *graph.View, b Bounds) *Reader {
	r := &Reader{of: view, done: ctx.Done(), list: b.List, text: new(atomic.Int64), reads: new(atomic.Int64)}
	if r.list == 0 {
		r.list = MaxPage
	}
	r.text.Store(int64(b.Text))
	return r
}

// view gives the View for one read, which it counts.
func (r *Reader) view() *graph.View {
	r.reads.Add(1)
	return r.of
}

// Reads is how often the operation has read the View so far. A list that is read at once
// counts once, however long it is.
func (r *Reader) Reads() int { return int(r.reads.Load()) }

// base is the address under which entities are named.
func (r *Reader) base() string { return r.of.Base() }

// NewTimedReader gives the reader of one answer to a subscription, which may take d from
// its first read on and ends with ctx. It adds to the reads that are counted already.
func NewTimedReader(ctx context.Context, view *graph.View, b Bounds, d time.Duration, reads *atomic.Int64) *Reader {
	r := NewReader(ctx, view, b)
	r.within, r.reads = d, reads
	return r
}

type readerKey struct{}

// With puts the reader into the context of its operation.
func With(ctx context.Context, r *Reader) context.Context {
	return context.WithValue(ctx, readerKey{}, r)
}

// From gives a reader to a field at the top, of the operation's reader in its context: the
// same view and bounds, and counted together. Error: CodeInternal when there
// is none, which is a fault of the server.
func From(ctx context.Context) (*Reader, error) {
	r, ok := ctx.Value(readerKey{}).(*Reader)
	if !ok {
		return nil, &model.Error{Code: model.CodeInternal, Op: "query", Message: "the operation has no reader"}
	}
	return &Reader{of: r.of, done: r.done, text: r.text, list: r.list, reads: r.reads, search: r.search, earlier: r.earlier}, nil
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
	}
	if r.within > 0 {
		now := time.Now()
		r.until.CompareAndSwap(0, now.Add(r.within).UnixNano())
		if now.UnixNano() > r.until.Load() {
			return ErrTime()
		}
	}
	return nil
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
	if !strings.Contains(id, ":") { // as every IRI does
		return id
	}
	return strings.TrimPrefix(id, model.IRI(r.base(), ""))
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
	if isRelation(id) {
		if x := r.anyRelation(id); x != nil {
			return x
		}
		return nil
	}
	if e := r.Entity(id); e != nil {
		return e
	}
	return nil
}

func isRelation(id string) bool { return strings.HasPrefix(id, "relation/") }

// Nodes gives several things, nil for each that does not exist. Error: CodeLimit.
func (r *Reader) Nodes(ids []string) ([]Node, error) {
	if len(ids) > r.list {
		return nil, tooMany("ids", len(ids), r.list)
	}
	r.fetch(slices.DeleteFunc(r.shorts(ids), isRelation))
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
	e, ok := r.memo.entity(id)
	if ok {
		return e
	}
	if x := r.view().Entity(id); x != nil {
		e = wrap(entity{x, r})
	} else {
		e = r.cited(r.read(id))
	}
	r.memo.keepEntity(id, e)
	return e
}

// read gives a document as ingested; nil where it was not.
func (r *Reader) read(id string) *model.Document {
	if d, ok := r.memo.document(id); ok {
		return d
	}
	// What is asked of one document is asked of those that stand beside it.
	ids := unique(append(slices.DeleteFunc(r.memo.unread, r.memo.hasRead), id))
	r.memo.unread = nil
	for i, d := range r.view().DocumentsByID(ids) {
		r.memo.keepDocument(ids[i], d)
	}
	d, _ := r.memo.document(id)
	return d
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
	out, all := make([]Relation, len(list)), &among{list: list}
	for i, x := range list {
		out[i] = Relation{x, r, all}
	}
	return out
}

// relation gives a relation that stands alone.
func (r *Reader) relation(x *model.Relation) *Relation {
	return &Relation{x, r, &among{list: []*model.Relation{x}}}
}

// evidence gives an evidence of a relation that stands alone.
func (r *Reader) evidence(x *model.Evidence, of *model.Relation) *Evidence {
	return &Evidence{x, of, r, &among{list: []*model.Relation{of}}}
}

// chapter gives the budget chapter with the id; nil when there is none.
func (r *Reader) chapter(id string) *BudgetChapter {
	if t, ok := ontology.TypeOfID(id); !ok || t != model.TypeBudgetChapter {
		return nil
	}
	c, _ := r.Entity(id).(*BudgetChapter)
	return c
}
