package tokens

import (
	"os"
	"sync"
	"time"

	"rijksgraaf/model"
)

// Ring knows who holds the tokens of a file. When the file changes it is read anew, so that
// a token that was revoked is so from the next request on. It is safe for concurrent use.
type Ring struct {
	path string
	now  func() time.Time
	mu   sync.Mutex
	seen os.FileInfo
	list []Token
}

// NewRing gives the ring of a file; a nil clock is time.Now. Errors are those of Read.
func NewRing(path string, now func() time.Time) (*Ring, error) {
	if now == nil {
		now = time.Now
	}
	r := &Ring{path: path, now: now}
	_, err := r.tokens()
	return r, err
}

// tokens gives what the file holds now.
func (r *Ring) tokens() ([]Token, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	info, err := os.Stat(r.path)
	if err == nil && r.seen != nil && os.SameFile(info, r.seen) && info.ModTime().Equal(r.seen.ModTime()) && info.Size() == r.seen.Size() && info.Mode() == r.seen.Mode() {
		return r.list, nil
	}
	list, err := Read(r.path)
	if err != nil {
		r.seen = nil
		return nil, err
	}
	r.seen, r.list = info, list
	return list, nil
}

// Who gives the holder of a token. Errors: CodeUnauthenticated for one that is unknown, was
// revoked or has ended, CodeUnavailable when the file cannot be read: then nobody is known.
func (r *Ring) Who(secret string) (Holder, error) {
	list, err := r.tokens()
	if err != nil {
		return Holder{}, &model.Error{Code: model.CodeUnavailable, Op: "token", Message: "the server cannot read its tokens", Hint: "ask whoever runs the server", Err: err}
	}
	t, ok := find(list, secret)
	switch {
	case !ok:
		return Holder{}, &model.Error{Code: model.CodeUnauthenticated, Op: "token", Message: "the token is not this server's", Hint: "ask whoever runs the server for one"}
	case t.Expired(r.now()):
		return Holder{}, &model.Error{Code: model.CodeUnauthenticated, Op: "token", Message: "the token has expired", Hint: "ask whoever runs the server for a new one"}
	}
	return t.Holder, nil
}
