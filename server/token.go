package server

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// The bounds of a token file.
const (
	// MinToken is the least length of a token in bytes.
	MinToken = 16
	maxToken = 4096
)

// hashPrefix begins a line that holds the hash of a token in place of the token.
const hashPrefix = "sha256:"

// bearer takes the token out of an Authorization header; "" when there is none.
func bearer(header string) string {
	scheme, token, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// ReadToken reads a token from a file of one line: the token itself, or "sha256:" and the
// SHA-256 of it in hex. Errors: CodeNotFound when there is no such file, CodeInvalid for
// a file that is no token or one of less than MinToken bytes.
func ReadToken(path string) (*resolvers.Token, error) {
	info, err := os.Stat(path)
	var text []byte
	if err == nil && info.Size() <= maxToken {
		text, err = os.ReadFile(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &model.Error{Code: model.CodeNotFound, Op: "token", Message: "there is no file " + path}
	case err != nil:
		return nil, &model.Error{Code: model.CodeInvalid, Op: "token", Message: "cannot read " + path, Err: err}
	}
	token := strings.TrimSpace(string(text))
	refuse := func(why string) error {
		return &model.Error{Code: model.CodeInvalid, Op: "token", Message: path + " " + why, Hint: "make one with: openssl rand -hex 32"}
	}
	if sum, hashed := strings.CutPrefix(token, hashPrefix); hashed {
		b, err := hex.DecodeString(sum)
		if err != nil || len(b) != sha256.Size {
			return nil, refuse("does not hold 64 hex digits after " + hashPrefix)
		}
		return resolvers.HashedToken([sha256.Size]byte(b)), nil
	}
	switch {
	case info.Size() > maxToken, strings.ContainsFunc(token, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }):
		return nil, refuse("does not hold one token on one line")
	case len(token) < MinToken:
		return nil, refuse("holds a token that is too short to be safe")
	}
	return resolvers.NewToken(token), nil
}
