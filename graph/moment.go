package graph

import (
	"fmt"
	"strconv"
	"time"

	"rijksgraaf/model"
)

// ParseMoment reads a time such as 2026-05-19T12:00:00Z, or a date, which means its last
// second in UTC. Error: CodeInvalid.
func ParseMoment(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return day, &model.Error{Code: model.CodeInvalid, Op: "read commits", Message: fmt.Sprintf("the time %q is neither like 2026-05-19T12:00:00Z nor like 2026-05-19", s)}
	}
	return day.AddDate(0, 0, 1).Add(-time.Second), nil
}

// AsOfMoment is AsOf for what a person writes: the number of a commit, or a time or date, by
// which the last commit at or before it is meant. Errors: CodeInvalid for what is none of
// these, else as AsOf and CommitAt.
func (v *View) AsOfMoment(moment string) (*View, error) {
	if n, err := strconv.Atoi(moment); err == nil {
		return v.AsOf(n)
	}
	t, err := ParseMoment(moment)
	if err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "read commits", Message: fmt.Sprintf("%q is neither a commit's number nor a time such as 2026-05-19T12:00:00Z or 2026-05-19", moment)}
	}
	n, err := v.CommitAt(t)
	if err != nil {
		return nil, err
	}
	return v.AsOf(n)
}
