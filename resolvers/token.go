package resolvers

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
)

// Reviewer takes decisions on what is one thing and on relations; *graph.Store is one.
type Reviewer interface {
	Source
	Decide(ctx context.Context, d decisions.Decision) (decisions.Decision, error)
	Undo(ctx context.Context, a, b string) ([]decisions.Decision, error)
	DecideRelation(ctx context.Context, id string, d decisions.RelationDecision) (decisions.RelationDecision, error)
	UndoRelation(ctx context.Context, id string) ([]decisions.RelationDecision, error)
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
