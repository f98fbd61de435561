package resolvers

import (
	"context"
	"time"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
)

// Mutation gives the resolver of the mutations.
func (root) Mutation() generated.MutationResolver { return mutation{} }

// mutation makes decisions, each with one call of the Reviewer.
type mutation struct{}

func (mutation) AcceptCandidate(ctx context.Context, a string, b string, note *string, by *string) (*answer.DecisionPayload, error) {
	return decide(ctx, decisions.Same, a, b, note, by)
}

func (mutation) RefuseCandidate(ctx context.Context, a string, b string, note *string, by *string) (*answer.DecisionPayload, error) {
	return decide(ctx, decisions.Different, a, b, note, by)
}

func (mutation) UndoDecision(ctx context.Context, a string, b string) (*answer.DecisionPayload, error) {
	g := grantOf(ctx)
	if g.err != nil {
		return nil, g.err
	}
	old, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	undone, err := g.reviewer.Undo(ctx, old.Short(a), old.Short(b))
	if err != nil {
		return nil, err
	}
	return g.after(ctx).Decided(undone[0], a, b), nil
}

func decide(ctx context.Context, verb decisions.Verb, a, b string, note, by *string) (*answer.DecisionPayload, error) {
	g := grantOf(ctx)
	if g.err != nil {
		return nil, g.err
	}
	d := decisions.Decision{Verb: verb, A: a, B: b, Who: text(by, "graphql"), Date: time.Now().Format(time.DateOnly), Note: text(note, "")}
	d, err := g.reviewer.Decide(ctx, d)
	if err != nil {
		return nil, err
	}
	return g.after(ctx).Decided(d, a, b), nil
}

// after gives the reader of the view that a mutation led to.
func (g granted) after(ctx context.Context) *answer.Reader {
	return answer.NewReader(ctx, g.reviewer.View(), g.bounds)
}

// text gives an argument, or otherwise where it is null or empty.
func text(argument *string, otherwise string) string {
	if argument == nil || *argument == "" {
		return otherwise
	}
	return *argument
}
