package resolvers

import (
	"context"
	"time"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
	"rijksgraaf/resolvers/generated"
)

// Mutation gives the resolver of the mutations.
func (root) Mutation() generated.MutationResolver { return mutation{} }

// mutation changes what is decided and what documents say. Whether the request may was found
// out before (API.permit).
type mutation struct{}

func (mutation) AcceptCandidate(ctx context.Context, a string, b string, note *string, by *string) (*answer.DecisionPayload, error) {
	return decide(ctx, decisions.Same, a, b, note, by)
}

func (mutation) RefuseCandidate(ctx context.Context, a string, b string, note *string, by *string) (*answer.DecisionPayload, error) {
	return decide(ctx, decisions.Different, a, b, note, by)
}

func (mutation) UndoDecision(ctx context.Context, a string, b string) (*answer.DecisionPayload, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	old, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	undone, err := g.api.reviewer.Undo(ctx, old.Short(a), old.Short(b))
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.reviewer).Decided(undone[0], a, b), nil
}

func decide(ctx context.Context, verb decisions.Verb, a, b string, note, by *string) (*answer.DecisionPayload, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	who := text(by, g.holder.Name)
	if who != g.holder.Name && g.holder.Name != sharedName {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "decide", Message: "the token says who decides: " + g.holder.Name, Hint: "leave by out"}
	}
	d := decisions.Decision{Verb: verb, A: a, B: b, Who: who, Date: time.Now().Format(time.DateOnly), Note: text(note, "")}
	d, err = g.api.reviewer.Decide(ctx, d)
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.reviewer).Decided(d, a, b), nil
}

// text gives an argument, or otherwise where it is null or empty.
func text(argument *string, otherwise string) string {
	if argument == nil || *argument == "" {
		return otherwise
	}
	return *argument
}
