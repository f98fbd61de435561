package resolvers

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"rijksgraaf/graph"
	"rijksgraaf/internal/generations"
)

const (
	// keptBesides is about what an answer takes that is kept, besides its text.
	keptBesides = 512
	// keptPart is the part of what may be kept, one in so many, beyond which an answer is not:
	// a few of them would drive out all others.
	keptPart = 16
)

// Keep keeps whole answers to queries, of at most n bytes together, until the graph changes: a
// View never does, so an answer to the same query by the same role is the same. One is kept
// when it is asked for the second time, for most never are. Those that
// depend on more than the graph (Answer.Volatile) or have errors are not kept. It must be
// called before the first request.
func (a *API) Keep(n int) { a.kept = &kept{size: n} }

// askedOnce is of how many requests it is known that they were put once.
const askedOnce = 1 << 14

// kept holds the answers that were read from the present view.
type kept struct {
	size    int // in bytes
	mu      sync.Mutex
	view    *graph.View
	answers *generations.Map[*Answer]
	once    [askedOnce]atomic.Uint64 // beginnings of keys, each where it says
}

// asked says whether a key was asked for before, as far as is known.
func (k *kept) asked(key string) bool {
	begin := binary.LittleEndian.Uint64([]byte(key[:8]))
	return k.once[begin%askedOnce].Swap(begin) == begin
}

// of gives the answers of a view. Those of another view are dropped.
func (k *kept) of(v *graph.View) *generations.Map[*Answer] {
	k.mu.Lock()
	defer k.mu.Unlock()
	if v != k.view {
		k.view = v
		k.answers = generations.NewWeighed(k.size/2, func(a *Answer) int { return len(a.text) + keptBesides })
	}
	return k.answers
}

// place is where the answer to a request is kept; the zero value is nowhere.
type place struct {
	of  *kept
	in  *generations.Map[*Answer]
	key string
}

// place gives where the answer to a request with the document text is kept: nowhere when
// nothing is, for a request of a batch, whose cost depends on those before it, and for who may
// not ask at all.
func (a *API) place(v *graph.View, text string, q Request, b *budget) place {
	if a.kept == nil || b != nil {
		return place{}
	}
	h, err := a.Holder(q.Token)
	if err != nil {
		return place{}
	}
	role := ""
	if h != nil {
		role = string(h.Role)
	}
	key, err := keyOf(q.Variables, text, q.OperationName, role)
	if err != nil {
		return place{}
	}
	return place{a.kept, a.kept.of(v), key}
}

// keyOf gives a key that no other variables and parts have. Error: the variables cannot be told
// from others.
func keyOf(variables map[string]any, parts ...string) (string, error) {
	room := 256
	for _, p := range parts {
		room += len(p) + binary.MaxVarintLen64
	}
	all := make([]byte, 0, room)
	for _, p := range parts {
		all = appendPart(all, p)
	}
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		all = appendPart(all, name)
		if text, ok := variables[name].(string); ok { // as most are
			all = appendPart(append(all, '"'), text)
			continue
		}
		text, err := json.Marshal(variables[name]) // which sorts what is in it
		if err != nil {
			return "", err
		}
		all = appendPart(append(all, ':'), string(text))
	}
	sum := sha256.Sum256(all)
	return string(sum[:]), nil
}

// appendPart appends a text so that where it ends is told.
func appendPart(all []byte, text string) []byte {
	return append(binary.AppendUvarint(all, uint64(len(text))), text...)
}

// find gives the answer that is kept; nil when there is none.
func (p place) find() *Answer {
	if p.in == nil {
		return nil
	}
	a, _ := p.in.Get(p.key)
	return a
}

// keep keeps the answer to an operation, when it may be.
func (p place) keep(a *Answer, op *graphql.OperationContext) {
	if p.in == nil || op.Operation.Operation != ast.Query || !a.Executed || a.Volatile || len(a.Errors) > 0 || !p.of.asked(p.key) {
		return
	}
	if a.text = a.JSON(); len(a.text) > p.of.size/keptPart {
		return
	}
	again := *a
	again.Kept = true
	again.Response = &graphql.Response{Data: a.text[len(a.text)-1-len(a.Data) : len(a.text)-1]} // it ends the text
	p.in.Add(p.key, &again)
}
