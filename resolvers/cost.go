package resolvers

import (
	"context"
	"fmt"

	"rijksgraaf/model"
)

// Cost is what an answer tells of its own size, as extensions.cost.
type Cost struct {
	// Cost is how many values the answer may have, reckoned before it was run.
	Cost int `json:"cost"`
	// Limit is how many it may have at most.
	Limit int `json:"limit"`
	// Depth is how many fields stand within each other.
	Depth int `json:"depth"`
	// DepthLimit is how many may.
	DepthLimit int `json:"depthLimit"`
	// Reads is how often the operation read the View.
	Reads int `json:"reads"`
}

// budget is what the operations of one batch may cost together. A nil one has no end.
type budget struct{ limit, spent int }

// spend books the cost of one operation. Error: CodeLimit when the batch is beyond its
// limit with it.
func (b *budget) spend(cost int) error {
	if b == nil {
		return nil
	}
	b.spent = plus(b.spent, cost)
	if b.spent <= b.limit {
		return nil
	}
	return &model.Error{Code: model.CodeLimit, Hint: "send smaller batches",
		Message: fmt.Sprintf("the batch may give %s values; the limit is %d", atLeast(b.spent), b.limit)}
}

type budgetKey struct{}

func withBudget(ctx context.Context, b *budget) context.Context {
	return context.WithValue(ctx, budgetKey{}, b)
}

func budgetOf(ctx context.Context) *budget {
	b, _ := ctx.Value(budgetKey{}).(*budget)
	return b
}
