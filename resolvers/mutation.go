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
	g, who, err := decider(ctx, by)
	if err != nil {
		return nil, err
	}
	d := decisions.Decision{Verb: verb, A: a, B: b, Who: who, Date: time.Now().Format(time.DateOnly), Note: text(note, "")}
	d, err = g.api.reviewer.Decide(ctx, d)
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.reviewer).Decided(d, a, b), nil
}

// decider says who decides: the holder of the token, or by where that has no name. Error:
// CodeInvalid for another name than the token's.
func decider(ctx context.Context, by *string) (granted, string, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return g, "", err
	}
	who := text(by, g.holder.Name)
	if who != g.holder.Name && g.holder.Name != sharedName {
		return g, "", &model.Error{Code: model.CodeInvalid, Op: "decide", Message: "the token says who decides: " + g.holder.Name, Hint: "leave by out"}
	}
	return g, who, nil
}

func (mutation) ConfirmRelation(ctx context.Context, id string, note *string, by *string) (*answer.RelationDecisionPayload, error) {
	return rule(ctx, decisions.Confirmed, id, note, by)
}

func (mutation) RefuseRelation(ctx context.Context, id string, note *string, by *string) (*answer.RelationDecisionPayload, error) {
	return rule(ctx, decisions.Refused, id, note, by)
}

func (mutation) UndoRelationDecision(ctx context.Context, id string) (*answer.RelationDecisionPayload, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	undone, err := g.api.reviewer.UndoRelation(ctx, id)
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.reviewer).Ruled(undone[0], id), nil
}

// rule decides of a relation.
func rule(ctx context.Context, verdict decisions.Verb, id string, note, by *string) (*answer.RelationDecisionPayload, error) {
	g, who, err := decider(ctx, by)
	if err != nil {
		return nil, err
	}
	d := decisions.RelationDecision{Verb: verdict, Who: who, Date: time.Now().Format(time.DateOnly), Note: text(note, "")}
	d, err = g.api.reviewer.DecideRelation(ctx, id, d)
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.reviewer).Ruled(d, id), nil
}

// text gives an argument, or otherwise where it is null or empty.
func text(argument *string, otherwise string) string {
	if argument == nil || *argument == "" {
		return otherwise
	}
	return *argument
}
