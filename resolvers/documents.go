package resolvers

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"rijksgraaf/model"
)

// The codes of a query that is asked for by its hash and not known here. Clients of the
// protocol, which Apollo made, go by the words of the message, and send the query itself.
const (
	codeNotPersisted = "PERSISTED_QUERY_NOT_FOUND"
	codeNoPersisting = "PERSISTED_QUERY_NOT_SUPPORTED"
)

// hashScheme begins the id of a document that is its hash.
const hashScheme = "sha256:"

// hashOf is the SHA-256 of a query's text in hex.
func hashOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])
}

// Trusted are the only documents that a server answers.
type Trusted struct{ byID map[string]string }

// NewTrusted gives the documents by their ids; each is known by its hash too. Error:
// CodeInvalid for one that the schema does not allow, which the message names.
func NewTrusted(documents map[string]string) (*Trusted, error) {
	t := &Trusted{byID: make(map[string]string, 2*len(documents))}
	s := Schema().Schema()
	for id, query := range documents {
		if _, err := gqlparser.LoadQueryWithRules(s, query, nil); err != nil {
			return nil, &model.Error{Code: model.CodeInvalid, Op: "trusted documents", Message: fmt.Sprintf("the document %s cannot be asked: %s", id, err[0].Message)}
		}
		t.byID[strings.TrimPrefix(id, hashScheme)] = query
		t.byID[hashOf(query)] = query
	}
	return t, nil
}

// find gives the text of a request's document: one that is known by its id or hash, or by
// the whole text. Error: CodeForbidden.
func (t *Trusted) find(q Request, hash string) (string, error) {
	for _, id := range []string{strings.TrimPrefix(q.DocumentID, hashScheme), hash, hashOf(q.Query)} {
		if text, ok := t.byID[id]; ok && id != "" && (q.Query == "" || q.Query == text) {
			return text, nil
		}
	}
	return "", &model.Error{Code: model.CodeForbidden, Message: "this server answers only the documents that it was given",
		Hint: "ask whoever runs it to add yours, or read the data from an export"}
}

// persist keeps a query by its hash. It may be nil, and then keeps nothing.
type persist func()

func (p persist) keep() {
	if p != nil {
		p()
	}
}

// document finds the text of a request that may name it by hash or id in place of sending
// it. known is to keep it when it proved to be a query.
func (a *API) document(q Request) (text string, known persist, err error) {
	hash, err := persistedHash(q.Extensions)
	if err != nil {
		return "", nil, err
	}
	if a.trusted != nil {
		text, err = a.trusted.find(q, hash)
		return text, nil, err
	}
	if id, ok := strings.CutPrefix(q.DocumentID, hashScheme); ok && hash == "" {
		hash = id
	}
	switch {
	case hash == "" && q.DocumentID != "" && q.Query == "":
		return "", nil, &model.Error{Code: model.CodeInvalid, Message: "this server knows no documents by name", Hint: "send the query, or its hash as documentId sha256:…"}
	case hash == "":
		return q.Query, nil, nil
	case a.persisted == nil:
		return "", nil, coded(&gqlerror.Error{Message: "PersistedQueryNotSupported", Extensions: map[string]any{"code": codeNoPersisting}})
	case q.Query == "":
		if text, ok := a.persisted.Get(hash); ok {
			return text, nil, nil
		}
		return "", nil, coded(&gqlerror.Error{Message: "PersistedQueryNotFound", Extensions: map[string]any{"code": codeNotPersisted}})
	case hashOf(q.Query) != hash:
		return "", nil, &model.Error{Code: model.CodeInvalid, Message: "the hash is not that of the query", Hint: "send the SHA-256 of the query's bytes in small hex digits"}
	case len(q.Query) > cachedLength:
		return q.Query, nil, nil
	}
	return q.Query, func() { a.persisted.Add(hash, q.Query) }, nil
}

// persistedHash takes the hash out of extensions.persistedQuery; "" when there is none.
// Error: CodeInvalid for one that is none.
func persistedHash(extensions map[string]any) (string, error) {
	x, ok := extensions["persistedQuery"]
	if !ok || x == nil {
		return "", nil
	}
	refuse := &model.Error{Code: model.CodeInvalid, Message: "extensions.persistedQuery is not {version: 1, sha256Hash}"}
	of, ok := x.(map[string]any)
	if !ok || fmt.Sprint(of["version"]) != "1" {
		return "", refuse
	}
	hash, _ := of["sha256Hash"].(string)
	if b, err := hex.DecodeString(hash); err != nil || len(b) != sha256.Size {
		return "", refuse
	}
	return strings.ToLower(hash), nil
}

// badRequest says whether extensions.code is of a request that is none.
func badRequest(code string) bool {
	switch code {
	case errcode.ParseFailed, errcode.ValidationFailed, codeNotPersisted, codeNoPersisting:
		return true
	}
	return false
}
