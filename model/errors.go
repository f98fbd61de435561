package model

import (
	"errors"
	"strings"
)

// Code classifies an error; one table each maps it to an HTTP status, GraphQL's
// extensions.code and the command line's exit status.
type Code string

// The codes. Every error that reaches a person carries one of them.
const (
	// CodeInvalid: the input is wrong (a file, an argument, a query); the sender can mend it.
	CodeInvalid Code = "INVALID"
	// CodeUsage: the command line itself is wrong.
	CodeUsage Code = "USAGE"
	// CodeNotFound: the thing named does not exist.
	CodeNotFound Code = "NOT_FOUND"
	// CodeLocked: somebody else holds the store.
	CodeLocked Code = "LOCKED"
	// CodeCorrupt: what is stored cannot be trusted.
	CodeCorrupt Code = "CORRUPT"
	// CodeVersion: the store was written by a newer version.
	CodeVersion Code = "VERSION"
	// CodeReadOnly: the store or folder cannot be written.
	CodeReadOnly Code = "READ_ONLY"
	// CodeLimit: a limit of size, depth, complexity or time was passed.
	CodeLimit Code = "LIMIT"
	// CodeUnavailable: a service or address cannot be had now.
	CodeUnavailable Code = "UNAVAILABLE"
	// CodeUnauthenticated: a change was asked for without a token, or with a wrong one.
	CodeUnauthenticated Code = "UNAUTHENTICATED"
	// CodeForbidden: a change was asked for where none is taken.
	CodeForbidden Code = "FORBIDDEN"
	// CodeInternal: a fault of ours; the message leaks nothing.
	CodeInternal Code = "INTERNAL"
)

// Codes lists every code, in a fixed order, so that tests can check that the tables
// which map them are complete.
func Codes() []Code {
	return []Code{CodeInvalid, CodeUsage, CodeNotFound, CodeLocked, CodeCorrupt, CodeVersion, CodeReadOnly, CodeLimit, CodeUnavailable,
		CodeUnauthenticated, CodeForbidden, CodeInternal}
}

// Error is the one error type: what went wrong, where, and what to do.
type Error struct {
	Code Code
	// Op is what was being done, such as "read", "open store"; may be empty.
	Op string
	// Message names the file, line or argument and says what is wrong.
	Message string
	// Hint says what to do; may be empty.
	Hint string
	// Err is the cause; may be nil.
	Err error
}

// Error joins operation, message, cause and hint into one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	b.WriteString(e.Message)
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf gives the code of the first Error in err's chain, CodeInternal for any other
// error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
