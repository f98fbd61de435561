// Package tokens keeps the tokens by which a server knows who asks: for each a name, a
// role, and until when it holds. Of a token only its hash is kept.
//
// The hash is one plain SHA-256. A password needs a slow hash with salt, because whoever
// steals the file can try the words that people choose. A token here is 256 bits from the
// system's source of randomness: there is nothing to try, no two are the same, and a slow
// hash would only cost time at each request.
package tokens

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"time"

	"rijksgraaf/model"
)

// Role says what the holder of a token may do.
type Role string

// The roles. Each may do what the one before may.
const (
	// Reader may read.
	Reader Role = "reader"
	// Editor may decide what is one thing, take in documents, and undo what they wrote.
	Editor Role = "editor"
	// Admin may also delete documents, and undo and stop what others did.
	Admin Role = "admin"
)

// Roles lists the roles, the one that may do least first.
func Roles() []Role { return []Role{Reader, Editor, Admin} }

// Least says whether a role may do what another may.
func (r Role) Least(other Role) bool { return r.rank() >= other.rank() && other.rank() > 0 }

// rank is the place of a role in Roles, from 1; 0 for none.
func (r Role) rank() int {
	for i, x := range Roles() {
		if x == r {
			return i + 1
		}
	}
	return 0
}

// Holder is whom a token was given to.
type Holder struct {
	// Name is how what they do is remembered.
	Name string
	Role Role
	// Expires is when the token ends, in UTC to the second; zero for never.
	Expires time.Time
}

// Token is what is kept of a token.
type Token struct {
	Holder
	// Created is when it was made, in UTC to the second.
	Created time.Time
	// sum is the SHA-256 of the token's text.
	sum [sha256.Size]byte
}

// prefix begins the text of a token, so that people and programs that look for leaked
// secrets know what it is.
const prefix = "rg_"

// secretBytes is how long a token is, in bytes of randomness.
const secretBytes = 32

// nameForm is what a holder may be called.
var nameForm = regexp.MustCompile(`^[\pL\pN][\pL\pN ._@+-]{0,63}$`)

// New makes a token, and gives its text, which is kept nowhere. days is how long it holds;
// 0 for ever. Error: CodeInvalid for a name, role or number of days that cannot be.
func New(name string, role Role, days int, now time.Time) (Token, string, error) {
	switch {
	case !nameForm.MatchString(name):
		return Token{}, "", invalid(fmt.Sprintf("the name %q cannot be: take letters, digits and . _ @ + - or spaces, 64 at most", name), "")
	case role.rank() == 0:
		return Token{}, "", invalid(fmt.Sprintf("the role %q is unknown", role), "take reader, editor or admin")
	case days < 0 || days > maxDays:
		return Token{}, "", invalid(fmt.Sprintf("a token cannot hold for %d days", days), fmt.Sprintf("take 1 to %d, or 0 for ever", maxDays))
	}
	random := make([]byte, secretBytes)
	_, _ = rand.Read(random) // never fails
	secret := prefix + base64.RawURLEncoding.EncodeToString(random)
	now = now.UTC().Truncate(time.Second)
	t := Token{Holder: Holder{Name: name, Role: role}, Created: now, sum: sha256.Sum256([]byte(secret))}
	if days > 0 {
		t.Expires = now.AddDate(0, 0, days)
	}
	return t, secret, nil
}

// maxDays is how long a token may hold that ends.
const maxDays = 36500

// Expired says whether the token has ended.
func (h Holder) Expired(now time.Time) bool { return !h.Expires.IsZero() && !now.Before(h.Expires) }

func invalid(message, hint string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "token", Message: message, Hint: hint}
}
