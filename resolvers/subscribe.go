package resolvers

import (
	"bytes"
	"context"
	"iter"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Subprotocol is the WebSocket subprotocol that subscriptions are asked by, which clients
// know as that of the library graphql-ws.
const Subprotocol = "graphql-transport-ws"

// Stream is the answers to one request: one to a query or a mutation, any number to a
// subscription.
type Stream struct {
	// Refusal is the only answer to a request that was refused before it ran; else nil.
	Refusal *Answer
	answers iter.Seq[*Answer]
}

// Answers gives the answers as they come, until there are no more or the context that the
// stream was opened with is done. It may be called once.
func (s *Stream) Answers() iter.Seq[*Answer] { return s.answers }

// Open begins to answer a request of any kind, until ctx is done. A subscription hears of
// all that comes after; a query reads nothing before Answers is called. The limit of time
// holds for a query, and for each answer to a subscription.
func (a *API) Open(ctx context.Context, q Request) *Stream {
	ctx = graphql.StartOperationTrace(ctx)
	text, known, err := a.document(q)
	if err != nil {
		return alone(refused(ctx, err))
	}
	op, holder, refusal := a.prepare(ctx, q, text, known)
	switch {
	case refusal != nil:
		return alone(refusal)
	case op.Operation.Operation == ast.Subscription:
		f := &followed{api: a}
		next, ctx := a.exec.DispatchOperation(context.WithValue(ctx, followKey{}, f), op)
		return &Stream{answers: func(yield func(*Answer) bool) { f.answers(ctx, op, next, yield) }}
	}
	return &Stream{answers: func(yield func(*Answer) bool) {
		ctx, cancel := context.WithTimeout(ctx, a.limits.Time)
		defer cancel()
		yield(a.run(ctx, op, holder, a.source.View()))
	}}
}

// alone is the stream of a request that is refused.
func alone(refusal *Answer) *Stream {
	return &Stream{Refusal: refusal, answers: func(yield func(*Answer) bool) { yield(refusal) }}
}

// answers gives the answers to a subscription.
func (f *followed) answers(ctx context.Context, op *graphql.OperationContext, next graphql.ResponseHandler, yield func(*Answer) bool) {
	for {
		before := f.reads.Load()
		response := next(ctx)
		if response == nil {
			break
		}
		response.Data = bytes.Clone(response.Data) // the next answer is written over it
		cost := *costOf(op)
		cost.Reads = int(f.reads.Load() - before)
		if !yield(&Answer{Response: response, Executed: response.Data != nil, Cost: &cost}) {
			return
		}
	}
	if ctx.Err() == nil && f.err != nil {
		yield(&Answer{Response: &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{f.api.present(ctx, f.err)}}, Executed: true})
	}
}
