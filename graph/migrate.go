package graph

import (
	"context"

	"rijksgraaf/model"
)

// Migration tells from which format to which a store was brought.
type Migration struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Migrate brings the store in a folder to the format of this program and checks it. It is
// what opening for writing does too, said and verified: no format so far needs more than
// that. A store that has the format already is only checked. Errors are those of Open
// with NoCreate (CodeVersion for a store of a newer program, which is left as it is) and of
// VerifyAll. progress may be nil.
func Migrate(ctx context.Context, dir string, o Options, progress Progress) (m Migration, err error) {
	if dir == Memory {
		return m, invalid("migrate", "a store in memory has no format", nil)
	}
	before, err := readFormat(dir)
	if err != nil {
		return m, err
	}
	o.NoCreate, o.ReadOnly = true, false
	s, err := Open(dir, o)
	if err != nil {
		return m, err
	}
	m = Migration{From: FormatVersion, To: FormatVersion}
	if before != nil {
		m.From = before.Format
	}
	_, err = s.VerifyAll(ctx, progress)
	if closing := s.Close(); err == nil {
		err = closing
	}
	if err != nil && m.From != m.To && model.CodeOf(err) == model.CodeLimit {
		err = &model.Error{Code: model.CodeLimit, Op: "migrate", Message: "the store was brought to the new format, but not checked", Hint: "rijksgraaf verify checks it", Err: err}
	}
	return m, err
}
