package resolvers

import (
	"context"
	"slices"
	"sync/atomic"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
)

// Watcher tells of every state that follows; *graph.Store is one.
type Watcher interface {
	Watch(buffer int) *graph.Watch
}

var _ Watcher = (*graph.Store)(nil)

// watchBuffer is how many states may wait for a subscriber before its subscription ends.
const watchBuffer = 1024

// followed is what a subscription finds in its context.
type followed struct {
	api *API
	// reads counts how often its answers read the View.
	reads atomic.Int64
	// err is why it ended, set before its channel is closed.
	err error
}

type followKey struct{}

// Subscription gives the resolver of the subscriptions.
func (root) Subscription() generated.SubscriptionResolver { return subscription{} }

type subscription struct{}

func (subscription) Changes(ctx context.Context, entity, document *string) (<-chan *answer.Change, error) {
	f, ok := ctx.Value(followKey{}).(*followed)
	if !ok {
		return nil, &model.Error{Code: model.CodeInternal, Op: "subscribe", Message: "the subscription is followed by nobody"}
	}
	w, ok := f.api.source.(Watcher)
	if !ok {
		return nil, &model.Error{Code: model.CodeUnavailable, Op: "subscribe", Message: "this server cannot tell of changes"}
	}
	short := answer.NewReader(ctx, f.api.source.View(), answer.Bounds{}).Short
	c := &changes{followed: f, watch: w.Watch(watchBuffer), entity: short(text(entity, "")), document: short(text(document, "")), out: make(chan *answer.Change)}
	if c.entity != "" {
		c.ids = f.api.source.View().IDs(c.entity)
	}
	go c.run(ctx)
	return c.out, nil
}

// changes is one subscription to changes.
type changes struct {
	*followed
	watch            *graph.Watch
	entity, document string   // "" for any
	ids              []string // of the entity, in the last state that was looked at
	out              chan *answer.Change
}

// run sends what is asked for until the context is done or the watch ends.
func (c *changes) run(ctx context.Context) {
	defer close(c.out)
	defer c.watch.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case p, more := <-c.watch.Tells():
			if !more {
				c.err = c.watch.Err()
				return
			}
			if !c.tell(ctx, c.gather(p)) {
				return
			}
		}
	}
}

// gather takes with one state all those that wait behind it: which ids are one thing's has
// to be worked out for a state, which is much when documents come by the hundred.
func (c *changes) gather(p graph.Publication) []graph.Publication {
	list := []graph.Publication{p}
	for {
		select {
		case p, more := <-c.watch.Tells():
			if !more {
				return list // run sees it next
			}
			list = append(list, p)
		default:
			return list
		}
	}
}

// tell sends what is asked for of some states; false when the context is done.
func (c *changes) tell(ctx context.Context, list []graph.Publication) bool {
	now := list[len(list)-1].After
	ids, rejoined := c.ids, false
	if c.entity != "" {
		before := c.ids
		c.ids = now.IDs(c.entity)
		ids, rejoined = append(slices.Clone(before), c.ids...), !slices.Equal(before, c.ids)
	}
	for _, p := range list {
		for i := range p.Written {
			w := &p.Written[i]
			if (c.document == "" || c.document == w.Document) && (c.entity == "" || w.Touches(ids)) && !c.send(ctx, &w.Commit, now) {
				return false
			}
		}
		if p.Decided() && c.document == "" && (c.entity == "" || rejoined) && !c.send(ctx, nil, now) {
			return false
		}
	}
	return true
}

// send waits until the client takes a change; false when the context is done. The time
// that an answer may take begins when it is taken.
func (c *changes) send(ctx context.Context, commit *graph.Commit, v *graph.View) bool {
	r := answer.NewTimedReader(ctx, v, c.api.limits.bounds(), c.api.limits.Time, &c.reads)
	select {
	case c.out <- answer.NewChange(commit, c.entity, r):
		return true
	case <-ctx.Done():
		return false
	}
}
