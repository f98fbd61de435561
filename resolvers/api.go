// Package resolvers answers GraphQL: it holds the resolvers that the generated code asks,
// the limits on what a query may ask for, and the form that errors take. It knows
// nothing of HTTP; package server does.
package resolvers

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/graph"
	"rijksgraaf/internal/generations"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
	"rijksgraaf/search"
)

var errTime = answer.ErrTime()

// Source gives the state of the graph to read from; *graph.Store is one.
type Source interface{ View() *graph.View }

// API answers GraphQL operations. It is safe for concurrent use.
type API struct {
	exec   *executor.Executor
	source Source
	limits Limits
	log    *slog.Logger

	reviewer  Reviewer // nil where nothing can be decided
	token     *Token   // nil where there is none without a name
	keys      Keys     // nil where there are none with names
	writer    Writer   // nil where what documents say may not be changed
	jobs      *jobs.Queue
	demo      []sources.Source // documents to be tried on; may be empty
	search    *search.Index
	trusted   *Trusted                 // nil where any query may be asked
	persisted *generations.Map[string] // queries by their hash; nil where none are kept
	kept      *kept                    // whole answers; nil where none are
}

// New gives the API over a store. A limit that is 0 takes its default; log, which may be
// nil, is told of faults of the program.
func New(source Source, limits Limits, log *slog.Logger) *API {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	a := &API{exec: executor.New(Schema()), source: source, limits: limits.orDefault(), log: log, search: search.New(source, search.Options{})}
	a.exec.SetErrorPresenter(a.present)
	a.exec.SetRecoverFunc(a.recover)
	a.exec.SetParserTokenLimit(a.limits.Tokens)
	parsed := newCache()
	a.exec.SetQueryCache(parsed)
	a.exec.SetDisableSuggestion(a.limits.NoIntrospection)
	a.exec.Use(precheck{a.limits, parsed})
	a.exec.Use(guard{a.limits})
	return a
}

// Persist keeps at most n queries by their hash, so that clients need not send what they
// sent before. It must be called before the first request.
func (a *API) Persist(n int) { a.persisted = generations.New[string](max(1, n/2)) }

// Trust answers no documents but these. It must be called before the first request.
func (a *API) Trust(t *Trusted) { a.trusted = t }

// Searching has find answered from an index over the same source, which stays the caller's to
// close. Without, one is made in memory when find is first asked for.
func (a *API) Searching(x *search.Index) { a.search = x }

//go:generate go run ./gen

// Schema gives the executable schema. Its resolvers need the Reader that API.Do puts
// into the context.
func Schema() graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: root{}, Directives: generated.DirectiveRoot{AsOf: asOf}})
}

// Request is one GraphQL request.
type Request struct {
	// Query is the document.
	Query string `json:"query"`
	// OperationName chooses among the document's operations; may be empty where there
	// is one.
	OperationName string `json:"operationName"`
	// Variables are the operation's variables, numbers as json.Number or int64.
	Variables map[string]any `json:"variables"`
	// Extensions may hold persistedQuery, the hash of a query that is sent or was sent.
	Extensions map[string]any `json:"extensions"`
	// DocumentID names a document in place of Query: sha256: and its hash, or the name
	// of a trusted document.
	DocumentID string `json:"documentId"`
	// Token is what the request carries to be allowed to change something; may be empty.
	Token string `json:"-"`
	// Safe says that the request may change nothing: it came by GET.
	Safe bool `json:"-"`
}

// Answer is what a request gives.
type Answer struct {
	*graphql.Response
	// Executed is false for a request that was refused before it ran: it could not be
	// parsed, the schema does not allow it, or it is beyond a limit. It has no data then.
	Executed bool
	// Unsafe says that it was refused because it would change something and was Safe.
	Unsafe bool
	// Denied says that it was refused because of who asks, or of what this server does.
	Denied bool
	// Volatile says that the answer depends on more than the graph and the query.
	Volatile bool
	// Cost tells how large the operation is; nil for one that was not measured, because
	// it could not be parsed or the schema does not allow it.
	Cost *Cost
	// Kept says that it was given before, and kept.
	Kept bool
	text []byte // as it is printed, where that was done
}

// Code is extensions.code of the first error; "" where there is none.
func (a *Answer) Code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// Do answers one request. It sees one View from beginning to end, and stops when its
// time or ctx is up. It never fails: errors are in the answer, each with a code. An answer
// that is kept (Keep) is given as it was.
func (a *API) Do(ctx context.Context, q Request) *Answer {
	text, known, err := a.document(q)
	if err != nil {
		return refused(ctx, err)
	}
	view := a.source.View()
	at := a.place(view, text, q, budgetOf(ctx))
	if again := at.find(); again != nil {
		known.keep()
		return again
	}
	ctx, cancel := context.WithTimeout(ctx, a.limits.Time)
	defer cancel()
	ctx = graphql.StartOperationTrace(ctx)
	op, holder, refusal := a.prepare(ctx, q, text, known)
	switch {
	case refusal != nil:
		return refusal
	case op.Operation.Operation == ast.Subscription:
		return refused(ctx, &model.Error{Code: model.CodeInvalid, Message: "a subscription has more than one answer",
			Hint: "ask for text/event-stream, or over a WebSocket with " + Subprotocol})
	}
	got := a.run(ctx, op, holder, view)
	at.keep(got, op)
	return got
}

// DoAll answers the requests of a batch, one after the other. They share the time and the
// cost that one request may take.
func (a *API) DoAll(ctx context.Context, list []Request) []*Answer {
	ctx, cancel := context.WithTimeout(withBudget(ctx, &budget{limit: a.limits.Cost}), a.limits.Time)
	defer cancel()
	out := make([]*Answer, len(list))
	for i, q := range list {
		out[i] = a.Do(ctx, q)
	}
	return out
}

// run answers an operation that was found to be in order, from a view.
func (a *API) run(ctx context.Context, op *graphql.OperationContext, h *tokens.Holder, v *graph.View) *Answer {
	var volatile atomic.Bool
	ctx = withGrant(ctx, granted{a, h, a.limits.bounds(), &volatile})
	r := answer.NewReader(ctx, v, a.limits.bounds()).WithSearch(a.search)
	next, ctx := a.exec.DispatchOperation(answer.With(ctx, r), op)
	response := next(ctx)
	if response == nil {
		response = &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{Present(ctx, errTime)}}
	}
	cost := costOf(op)
	cost.Reads = r.Reads()
	return &Answer{Response: response, Executed: true, Volatile: volatile.Load(), Cost: cost}
}

// prepare parses, checks and measures a request, whose document is text, and finds out who
// asks, or gives the answer that refuses it.
func (a *API) prepare(ctx context.Context, q Request, text string, known persist) (*graphql.OperationContext, *tokens.Holder, *Answer) {
	now := graphql.Now()
	op, list := a.exec.CreateOperationContext(ctx, &graphql.RawParams{
		Query: text, OperationName: q.OperationName, Variables: q.Variables, Extensions: q.Extensions,
		ReadTime: graphql.TraceTiming{Start: now, End: now},
	})
	if list != nil {
		a.nameTokenLimit(list)
		a.keepNames(list)
		list = list[:min(len(list), maxErrors)]
		return nil, nil, &Answer{Response: a.exec.DispatchError(graphql.WithOperationContext(ctx, op), list), Cost: costOf(op)}
	}
	known.keep()
	if q.Safe && op.Operation.Operation == ast.Mutation {
		unsafe := refused(ctx, &model.Error{Code: model.CodeInvalid, Message: "a mutation must be sent by POST"})
		unsafe.Unsafe = true
		return nil, nil, unsafe
	}
	h, err := a.permit(op, q.Token)
	if err != nil {
		no := refused(ctx, err)
		no.Denied = true
		return nil, nil, no
	}
	return op, h, nil
}

// maxErrors is how many errors of one query are told.
const maxErrors = 10

// refused is the answer to a request that is not run.
func refused(ctx context.Context, err error) *Answer {
	return &Answer{Response: &graphql.Response{Errors: gqlerror.List{Present(ctx, err)}}}
}

// costOf gives what the guard measured of an operation; nil when it did not come to that.
func costOf(op *graphql.OperationContext) *Cost {
	c, _ := op.Stats.GetExtension(guard{}.ExtensionName()).(*Cost)
	return c
}

// nameTokenLimit gives the parser's error for a text that is too long, which it counts
// among its other errors, the code and words of a limit.
func (a *API) nameTokenLimit(list gqlerror.List) {
	for _, e := range list {
		if strings.HasPrefix(e.Message, "exceeded token limit") {
			e.Message = fmt.Sprintf("the query has more than %d words and signs", a.limits.Tokens)
			errcode.Set(e, FaceOf(model.CodeLimit).GraphQL)
		}
	}
}

// keepNames takes the suggestions of names out of errors where the schema is kept from
// clients; gqlgen's own setting does so for some of them only.
func (a *API) keepNames(list gqlerror.List) {
	if !a.limits.NoIntrospection {
		return
	}
	for _, e := range list {
		e.Message, _, _ = strings.Cut(e.Message, " Did you mean")
	}
}

// present is Present, and logs what it hides.
func (a *API) present(ctx context.Context, err error) *gqlerror.Error {
	e := Present(ctx, err)
	if e.Extensions["code"] == FaceOf(model.CodeInternal).GraphQL {
		a.log.ErrorContext(ctx, "a query failed", "error", err, "path", e.Path.String())
	}
	return e
}

func (a *API) recover(ctx context.Context, fault any) error {
	a.log.ErrorContext(ctx, "a resolver panicked", "fault", fault, "path", graphql.GetPath(ctx).String(), "stack", string(debug.Stack()))
	return &model.Error{Code: model.CodeInternal, Op: "query", Message: "a resolver panicked"}
}
