package resolvers_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

func TestEveryCodeHasAFace(t *testing.T) {
	seen := map[string]model.Code{}
	for _, c := range model.Codes() {
		f := resolvers.FaceOf(c)
		if f.Status < 400 || f.Status > 599 || f.GraphQL == "" {
			t.Errorf("%s shows as %+v", c, f)
		}
		if other, ok := seen[f.GraphQL]; ok {
			t.Errorf("%s and %s both show as %s", c, other, f.GraphQL)
		}
		seen[f.GraphQL] = c
		if got := resolvers.StatusOf(f.GraphQL); got != f.Status {
			t.Errorf("%s: status %d one way, %d the other", c, f.Status, got)
		}
	}
	if resolvers.FaceOf("NEW") != resolvers.FaceOf(model.CodeInternal) || resolvers.StatusOf("NEW") != 500 {
		t.Error("an unknown code is not internal")
	}
}

func TestPresentedErrors(t *testing.T) {
	secret := errors.New("/var/lib/secret: permission denied")
	for _, x := range []struct {
		err                 error
		message, code, hint string
	}{
		{secret, "internal error", "INTERNAL", ""},
		{&model.Error{Code: model.CodeInternal, Message: "a table is missing", Hint: "look at it"}, "internal error", "INTERNAL", ""},
		{&model.Error{Code: model.CodeInvalid, Message: "first is -1", Hint: "take 1", Err: secret}, "first is -1", "INVALID", "take 1"},
		{fmt.Errorf("while asking: %w", &model.Error{Code: model.CodeNotFound, Message: "gone"}), "gone", "NOT_FOUND", ""},
		{context.DeadlineExceeded, "the query took too long", "LIMIT", "ask for smaller pages or fewer steps"},
	} {
		e := resolvers.Present(t.Context(), x.err)
		hint, _ := e.Extensions["hint"].(string)
		if e.Message != x.message || e.Extensions["code"] != x.code || hint != x.hint {
			t.Errorf("%v shows as %q, %v", x.err, e.Message, e.Extensions)
		}
		if strings.Contains(fmt.Sprint(e.Message, e.Extensions), "secret") {
			t.Errorf("%v leaks its cause", x.err)
		}
	}
}
