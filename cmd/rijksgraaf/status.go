package main

import (
	"errors"
	"strings"

	"rijksgraaf/model"
)

// The exit statuses.
const (
	statusOK     = 0
	statusFailed = 1
	statusUsage  = 2
)

// errReported says that the command failed and that what went wrong has been printed.
var errReported = errors.New("reported")

// statusOf is the table from error code to exit status.
func statusOf() map[model.Code]int {
	return map[model.Code]int{
		"":                        statusOK,
		model.CodeUsage:           statusUsage,
		model.CodeInvalid:         statusFailed,
		model.CodeNotFound:        statusFailed,
		model.CodeLocked:          statusFailed,
		model.CodeCorrupt:         statusFailed,
		model.CodeVersion:         statusFailed,
		model.CodeReadOnly:        statusFailed,
		model.CodeLimit:           statusFailed,
		model.CodeUnavailable:     statusFailed,
		model.CodeUnauthenticated: statusFailed,
		model.CodeForbidden:       statusFailed,
		model.CodeInternal:        statusFailed,
	}
}

// exitStatus gives the exit status for what a command returned.
func exitStatus(err error) int {
	if s, ok := statusOf()[model.CodeOf(err)]; ok {
		return s
	}
	return statusFailed
}

// oneLine joins the lines of an error that has several, such as one with an excerpt of a
// file.
func oneLine(s string) string {
	var parts []string
	for _, line := range strings.Split(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(parts, "; ")
}
