package resolvers

import (
	"context"
	"errors"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/model"
)

// Face is how an error of a code shows itself outside.
type Face struct {
	// Status is the HTTP status of a request that fails with it.
	Status int
	// GraphQL is what extensions.code says.
	GraphQL string
}

// faces is the one table that maps the codes of errors.
var faces = map[model.Code]Face{
	model.CodeInvalid:         {http.StatusBadRequest, "INVALID"},
	model.CodeUsage:           {http.StatusBadRequest, "USAGE"},
	model.CodeNotFound:        {http.StatusNotFound, "NOT_FOUND"},
	model.CodeLocked:          {http.StatusLocked, "LOCKED"},
	model.CodeCorrupt:         {http.StatusInternalServerError, "CORRUPT"},
	model.CodeVersion:         {http.StatusInternalServerError, "VERSION"},
	model.CodeReadOnly:        {http.StatusForbidden, "READ_ONLY"},
	model.CodeLimit:           {http.StatusUnprocessableEntity, "LIMIT"},
	model.CodeUnavailable:     {http.StatusServiceUnavailable, "UNAVAILABLE"},
	model.CodeUnauthenticated: {http.StatusUnauthorized, "UNAUTHENTICATED"},
	model.CodeForbidden:       {http.StatusForbidden, "FORBIDDEN"},
	model.CodeInternal:        {http.StatusInternalServerError, "INTERNAL"},
}

// FaceOf gives the face of a code; that of CodeInternal for one that is not known.
func FaceOf(c model.Code) Face {
	if f, ok := faces[c]; ok {
		return f
	}
	return faces[model.CodeInternal]
}

// StatusOf gives the HTTP status for what extensions.code says. A query that could not
// be parsed or that the schema does not allow is a bad request, as is a hash that nothing
// is known by.
func StatusOf(graphQL string) int {
	if badRequest(graphQL) {
		return http.StatusBadRequest
	}
	for _, f := range faces {
		if f.GraphQL == graphQL {
			return f.Status
		}
	}
	return http.StatusInternalServerError
}

// Present gives any error the form that a client sees: message, extensions.code and,
// where there is one, extensions.hint. An error that is not of model reads "internal
// error" and tells nothing more.
func Present(ctx context.Context, err error) *gqlerror.Error {
	out := &gqlerror.Error{Message: "internal error", Path: graphql.GetPath(ctx)}
	code := model.CodeInternal
	var known *model.Error
	var parsed *gqlerror.Error
	switch {
	case errors.As(err, &known):
		code = known.Code
		if code != model.CodeInternal {
			out.Message = known.Message
		}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return Present(ctx, errTime)
	case errors.As(err, &parsed) && (parsed.Err == nil || parsed.Rule != ""):
		return coded(parsed)
	}
	out.Extensions = map[string]any{"code": FaceOf(code).GraphQL}
	if known != nil && known.Hint != "" && code != model.CodeInternal {
		out.Extensions["hint"] = known.Hint
	}
	if parsed != nil {
		out.Locations = parsed.Locations
	}
	return out
}

// coded gives an error of the parser, the validator or the generated code a code when it
// has none.
func coded(e *gqlerror.Error) *gqlerror.Error {
	if _, ok := e.Extensions["code"]; ok {
		return e
	}
	out := *e
	out.Extensions = map[string]any{"code": FaceOf(model.CodeInternal).GraphQL}
	return &out
}
