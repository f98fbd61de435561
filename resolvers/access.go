package resolvers

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
)

// Keys knows who holds a token; *tokens.Ring does. Its errors are *model.Error.
type Keys interface {
	Who(secret string) (tokens.Holder, error)
}

// Writer changes what documents say; *graph.Store is one.
type Writer interface {
	Source
	Delete(ctx context.Context, documentID string) (graph.Result, error)
	UndoCommit(ctx context.Context, number int, force bool) (graph.Result, error)
}

var _ Writer = (*graph.Store)(nil)

// Admit lets the holders of tokens do what their roles say. It must be called before the
// first request.
func (a *API) Admit(k Keys) { a.keys = k }

// Write lets those who may change what documents say do so. Without it, nobody may. It must
// be called before the first request.
func (a *API) Write(w Writer, q *jobs.Queue) { a.writer, a.jobs = w, q }

// Demo offers documents to be tried on (see sources.Within). It must be called before the first
// request.
func (a *API) Demo(documents []sources.Source) { a.demo = documents }

// sharedName is what the holders of the one token without a name are called.
const sharedName = "graphql"

// Holder gives who asks with a secret; nil when it is empty, or this server has no tokens.
// Errors: CodeUnauthenticated for a token that is not this server's or has ended,
// CodeUnavailable when that cannot be found out.
func (a *API) Holder(secret string) (*tokens.Holder, error) {
	switch {
	case secret == "" || a.token == nil && a.keys == nil:
		return nil, nil
	case a.token != nil && a.token.fits(secret):
		return &tokens.Holder{Name: sharedName, Role: tokens.Editor}, nil
	case a.keys != nil:
		h, err := a.keys.Who(secret)
		return &h, err
	}
	return nil, &model.Error{Code: model.CodeUnauthenticated, Op: "token", Message: "the token is not this server's", Hint: "ask whoever runs the server for it"}
}

// need is what a field at the top of an operation takes.
type need struct {
	role tokens.Role
	// writes: a server that writes documents; decides: one that takes decisions.
	writes, decides bool
}

var (
	toDecide = need{role: tokens.Editor, decides: true}
	toWrite  = need{role: tokens.Editor, writes: true}
	toDelete = need{role: tokens.Admin, writes: true}
)

// needs lists the fields that not everybody may ask for.
var needs = map[string]need{
	"Mutation.acceptCandidate": toDecide, "Mutation.refuseCandidate": toDecide, "Mutation.undoDecision": toDecide,
	"Mutation.confirmRelation": toDecide, "Mutation.refuseRelation": toDecide, "Mutation.undoRelationDecision": toDecide,
	"Mutation.ingestUpload": toWrite, "Mutation.ingestText": toWrite, "Mutation.ingestDemo": toWrite, "Mutation.cancelJob": toWrite,
	"Mutation.undoCommit": toWrite, "Mutation.deleteDocument": toDelete,
	"Query.job": toWrite, "Query.jobs": toWrite, "Subscription.ingestProgress": toWrite,
}

// needOf gives what a field takes. A mutation that the table has forgotten takes all.
func needOf(object, field string) (need, bool) {
	n, ok := needs[object+"."+field]
	if !ok && object == "Mutation" && field != "__typename" {
		return toDelete, true
	}
	return n, ok
}

// rootType is the type that an operation's fields stand on.
func rootType(o ast.Operation) string {
	switch o {
	case ast.Mutation:
		return "Mutation"
	case ast.Subscription:
		return "Subscription"
	}
	return "Query"
}

// permit says who asks, or why they may not ask for this: every field at the top is looked
// at before the first is run.
func (a *API) permit(op *graphql.OperationContext, secret string) (*tokens.Holder, error) {
	h, err := a.Holder(secret)
	if err != nil {
		return nil, err
	}
	root := rootType(op.Operation.Operation)
	for _, f := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{root}) {
		if n, ok := needOf(root, f.Name); ok {
			if err := a.allows(h, n); err != nil {
				return h, err
			}
		}
	}
	return h, nil
}

// allows says why a holder, who may be nil, may not do what takes something.
func (a *API) allows(h *tokens.Holder, n need) error {
	switch {
	case a.token == nil && a.keys == nil, n.decides && a.reviewer == nil:
		return &model.Error{Code: model.CodeForbidden, Op: "access", Message: "this server takes no changes",
			Hint: "start it with rijksgraaf serve --tokens (and --write), or use the command line"}
	case h == nil:
		return &model.Error{Code: model.CodeUnauthenticated, Op: "access", Message: "a change needs a token",
			Hint: "send the header Authorization: Bearer with a token of this server"}
	case !h.Role.Least(n.role):
		return &model.Error{Code: model.CodeForbidden, Op: "access", Message: "the token's role is " + string(h.Role) + ", and this needs " + string(n.role),
			Hint: "ask whoever runs the server for a token of that role"}
	case n.writes && a.writer == nil:
		return readOnly()
	}
	return nil
}

func readOnly() error {
	return &model.Error{Code: model.CodeReadOnly, Op: "access", Message: "this server changes no documents", Hint: "start it with rijksgraaf serve --write"}
}

// MayWrite says why whoever has a secret may not send files; nil when they may. It is asked
// before they are received.
func (a *API) MayWrite(secret string) error {
	h, err := a.Holder(secret)
	if err != nil {
		return err
	}
	return a.allows(h, toWrite)
}

// granted is how a resolver finds who asks in the context of its operation.
type granted struct {
	api    *API
	holder *tokens.Holder // nil without a token
	bounds answer.Bounds
	// volatile is set when the answer depends on more than the graph.
	volatile *atomic.Bool
}

type grantKey struct{}

func withGrant(ctx context.Context, g granted) context.Context {
	return context.WithValue(ctx, grantKey{}, g)
}

func grantOf(ctx context.Context) (granted, error) {
	g, ok := ctx.Value(grantKey{}).(granted)
	if !ok {
		return g, &model.Error{Code: model.CodeInternal, Op: "access", Message: "the operation has no grant"}
	}
	return g, nil
}

// author names the holder to those who write.
func (g granted) author(ctx context.Context) context.Context {
	return graph.WithAuthor(ctx, g.holder.Name)
}

// mine says why the holder may not touch what somebody did.
func (g granted) mine(who, what string) error {
	if g.holder.Role.Least(tokens.Admin) || g.holder.Name == who {
		return nil
	}
	return &model.Error{Code: model.CodeForbidden, Op: "access", Message: what + " is not yours, and the token's role is " + string(g.holder.Role), Hint: "ask an admin"}
}

// after gives the reader of a view that a mutation led to.
func (g granted) after(ctx context.Context, s Source) *answer.Reader {
	return answer.NewReader(ctx, s.View(), g.bounds)
}
