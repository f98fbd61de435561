package resolvers

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
)

// Reviewer takes decisions on what is one thing; *graph.Store is one.
type Reviewer interface {
	Source
	Decide(ctx context.Context, d decisions.Decision) (decisions.Decision, error)
	Undo(ctx context.Context, a, b string) ([]decisions.Decision, error)
}

var _ Reviewer = (*graph.Store)(nil)

// Token is what a request must carry to change something. Only its hash is kept.
type Token struct{ sum [sha256.Size]byte }

// NewToken gives the token of a secret.
func NewToken(secret string) *Token { return &Token{sha256.Sum256([]byte(secret))} }

// HashedToken gives the token of a secret of which only the SHA-256 is known.
func HashedToken(sum [sha256.Size]byte) *Token { return &Token{sum} }

// fits says whether a secret is the token's, in a time that does not depend on it.
func (t *Token) fits(secret string) bool {
	sum := sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(sum[:], t.sum[:]) == 1
}

// Allow lets requests that carry the token change decisions. Without it, or with a nil
// token, no request may. It must be called before the first request.
func (a *API) Allow(r Reviewer, t *Token) { a.reviewer, a.token = r, t }

// grant says who takes the changes of a request, or why nobody does.
func (a *API) grant(secret string) (Reviewer, error) {
	switch {
	case a.reviewer == nil || a.token == nil:
		return nil, &model.Error{Code: model.CodeForbidden, Op: "decide", Message: "this server takes no changes",
			Hint: "start it with rijksgraaf serve --token-file, or use rijksgraaf review"}
	case secret == "":
		return nil, &model.Error{Code: model.CodeUnauthenticated, Op: "decide", Message: "a change needs a token",
			Hint: "send the header Authorization: Bearer with the server's token"}
	case !a.token.fits(secret):
		return nil, &model.Error{Code: model.CodeUnauthenticated, Op: "decide", Message: "the token is not this server's",
			Hint: "ask whoever runs the server for it"}
	}
	return a.reviewer, nil
}

// granted is how a mutation finds who takes it in the context of its operation.
type granted struct {
	reviewer Reviewer
	err      error
	bounds   answer.Bounds
}

type grantKey struct{}

func withGrant(ctx context.Context, g granted) context.Context {
	return context.WithValue(ctx, grantKey{}, g)
}

func grantOf(ctx context.Context) granted {
	g, ok := ctx.Value(grantKey{}).(granted)
	if !ok {
		g.err = &model.Error{Code: model.CodeInternal, Op: "decide", Message: "the operation has no grant"}
	}
	return g
}
