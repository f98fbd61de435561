package figures

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// FormatVersion is the version of the form in which a source is stored. History:
//
//	1: first edition.
const FormatVersion = 1

// ErrNewer is the error of Decode for a form that a newer program wrote.
var ErrNewer = errors.New("it was written by a newer program")

// envelope is the first line of a stored source: the form, and a checksum of what follows.
type envelope struct {
	Format int    `json:"format"`
	SHA256 string `json:"sha256"`
}

// Encode gives the bytes in which a source is stored: two lines of JSON, the first with
// the form's version and the SHA-256 of the second. The same source gives the same bytes.
func Encode(s *Source) ([]byte, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	head, err := json.Marshal(envelope{FormatVersion, hex.EncodeToString(sum[:])})
	if err != nil {
		return nil, err
	}
	return append(append(append(head, '\n'), body...), '\n'), nil
}

// Decode undoes Encode. Errors: ErrNewer, or what is wrong with the bytes.
func Decode(data []byte) (*Source, error) {
	head, body, _ := bytes.Cut(data, []byte("\n"))
	var e envelope
	if err := json.Unmarshal(head, &e); err != nil || e.Format < 1 {
		return nil, errors.New("its first line does not name a format")
	}
	if e.Format > FormatVersion {
		return nil, fmt.Errorf("%w: its format is %d, this program knows %d", ErrNewer, e.Format, FormatVersion)
	}
	body = bytes.TrimSuffix(body, []byte("\n"))
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != e.SHA256 {
		return nil, errors.New("its checksum does not fit: it is damaged or was changed by hand")
	}
	s := &Source{}
	if err := json.Unmarshal(body, s); err != nil {
		return nil, err
	}
	return s, nil
}
