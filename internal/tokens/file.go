package tokens

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rijksgraaf/model"
)

// DefaultFile is what the file is called when nothing is said.
const DefaultFile = "tokens.tsv"

// head explains the file to who opens it.
const head = "# Who may ask a server for what. Written by rijksgraaf token; a line that is deleted is a token revoked.\n" +
	"# name\trole\tsha256 of the token\tcreated\texpires\n"

// maxFile is how large a file of tokens may be, in bytes.
const maxFile = 1 << 20

// never stands in the file for a token without an end.
const never = "never"

// Read reads a file of tokens. Errors: CodeNotFound when there is none, CodeInvalid, with
// the line, for one that is no such file or that others may read.
func Read(path string) ([]Token, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &model.Error{Code: model.CodeNotFound, Op: "token", Message: "there is no file " + path, Hint: "make the first token with rijksgraaf token add"}
	case err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile):
		return nil, invalid(path+" is no file of tokens", "")
	case err == nil && info.Mode().Perm()&0o077 != 0:
		return nil, invalid(path+" may be read or written by others than its owner", "chmod 600 "+path)
	}
	var text []byte
	if err == nil {
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "token", Message: "cannot read " + path, Err: err}
	}
	return parse(path, text)
}

func parse(path string, text []byte) ([]Token, error) {
	var out []Token
	number := 0
	for line := range bytes.Lines(text) {
		number++
		fields := strings.TrimRight(string(line), "\r\n")
		if fields == "" || strings.HasPrefix(fields, "#") {
			continue
		}
		t, why := parseLine(strings.Split(fields, "\t"))
		if why == "" && slices.ContainsFunc(out, func(o Token) bool { return o.Name == t.Name }) {
			why = fmt.Sprintf("there are two tokens of the name %q", t.Name)
		}
		if why != "" {
			return nil, invalid(fmt.Sprintf("%s line %d: %s", path, number, why), "revoke the token, or mend the line")
		}
		out = append(out, t)
	}
	return out, nil
}

// parseLine reads a line, or says what is wrong with it. It never repeats what stands in
// the place of the hash: that may be a token which somebody put there.
func parseLine(f []string) (t Token, why string) {
	if len(f) != 5 {
		return t, fmt.Sprintf("%d columns instead of 5", len(f))
	}
	t.Name, t.Role = f[0], Role(f[1])
	if !nameForm.MatchString(t.Name) {
		return t, "the name cannot be"
	}
	if t.Role.rank() == 0 {
		return t, fmt.Sprintf("the role %q is none of reader, editor, admin", f[1])
	}
	sum, err := hex.DecodeString(f[2])
	if err != nil || len(sum) != sha256.Size {
		return t, "the third column is not 64 hex digits"
	}
	t.sum = [sha256.Size]byte(sum)
	if t.Created, err = time.Parse(time.RFC3339, f[3]); err != nil {
		return t, "the time of creation is not like 2026-01-31T12:00:00Z"
	}
	if f[4] != never {
		if t.Expires, err = time.Parse(time.RFC3339, f[4]); err != nil {
			return t, "the end is neither never nor like 2026-01-31T12:00:00Z"
		}
	}
	return t, ""
}

// Add puts a token into a file, which is made when it is not there. Errors: CodeInvalid when
// there is one of its name already, CodeReadOnly when the file cannot be written, else as Read.
func Add(path string, t Token) error {
	list, err := Read(path)
	if err != nil && model.CodeOf(err) != model.CodeNotFound {
		return err
	}
	if slices.ContainsFunc(list, func(o Token) bool { return o.Name == t.Name }) {
		return invalid(fmt.Sprintf("there is a token of the name %q already", t.Name), "revoke it first, or take another name")
	}
	return write(path, append(list, t))
}

// Revoke takes the token of a name out of a file. Error: CodeNotFound when there is none,
// else as Add.
func Revoke(path, name string) error {
	list, err := Read(path)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(t Token) bool { return t.Name == name })
	if i < 0 {
		return &model.Error{Code: model.CodeNotFound, Op: "token", Message: fmt.Sprintf("%s holds no token of the name %q", path, name), Hint: "rijksgraaf token list"}
	}
	return write(path, slices.Delete(list, i, i+1))
}

// write puts a file in the place of another, whole or not at all, for its owner's eyes only.
func write(path string, list []Token) (err error) {
	var b strings.Builder
	b.WriteString(head)
	for _, t := range list {
		ends := never
		if !t.Expires.IsZero() {
			ends = t.Expires.Format(time.RFC3339)
		}
		fmt.Fprintf(&b, "%s\t%s\t%x\t%s\t%s\n", t.Name, t.Role, t.sum, t.Created.Format(time.RFC3339), ends)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // mode 0600 from the start
	if err == nil {
		_, err = f.WriteString(b.String())
		err = errors.Join(err, f.Sync(), f.Close())
		if err == nil {
			err = os.Rename(f.Name(), path)
		}
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}
	if err != nil {
		return &model.Error{Code: model.CodeReadOnly, Op: "token", Message: "cannot write " + path, Err: err}
	}
	return nil
}

// find gives the token that a secret is the text of. Every token is compared, each in a
// time that does not depend on the secret.
func find(list []Token, secret string) (Token, bool) {
	sum := sha256.Sum256([]byte(secret))
	var found Token
	ok := false
	for _, t := range list {
		if subtle.ConstantTimeCompare(sum[:], t.sum[:]) == 1 {
			found, ok = t, true
		}
	}
	return found, ok
}
