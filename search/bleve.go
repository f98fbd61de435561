package search

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"rijksgraaf/model"
)

// Kind is a sort of thing that is found.
type Kind string

// The kinds, in the order of hits that are equally good.
const (
	KindEntity   Kind = "ENTITIES"
	KindDocument Kind = "DOCUMENTS"
	KindSentence Kind = "SENTENCES"
)

// Kinds lists the kinds in their order.
func Kinds() []Kind { return []Kind{KindEntity, KindDocument, KindSentence} }

// fields of the index: of each kind the words as they are and their stems, the kind itself,
// and for sentences and documents which state of which document they are of.
func formField(k Kind) string { return string(k) + ".form" }
func stemField(k Kind) string { return string(k) + ".stem" }

const (
	kindField = "kind"
	fromField = "from"
)

// sep parts the key of an item of the index: the kind, the id of the entity or document, a
// print of what it says, and where a sentence stands. What says something else has another
// key, so that two states of the graph are compared by keys alone.
const sep = "\x1f"

func key(k Kind, id, print string, more ...string) string {
	return strings.Join(append([]string{string(k), id, print}, more...), sep)
}

// analyser gives one field its terms. It is called by bleve, for several items at once.
type analyser func() []string

// Analyze gives the terms, each once.
func (a analyser) Analyze([]byte) analysis.TokenStream {
	list := a()
	slices.Sort(list)
	list = slices.Compact(list)
	out := make(analysis.TokenStream, len(list))
	for i, t := range list {
		out[i] = &analysis.Token{Term: []byte(t), Position: i + 1}
	}
	return out
}

// item makes a document of bleve's: nothing is stored but its key, and no places of words,
// for what is shown is read from the graph.
func item(k Kind, key, from, text string) *document.Document {
	d := document.NewDocument(key)
	add := func(field string, terms analyser) {
		d.AddField(document.NewTextFieldCustom(field, nil, nil, index.IndexField|index.SkipFreqNorm, terms))
	}
	words := sync.OnceValue(func() []Word {
		list := Analyse(text)
		if k == KindSentence {
			list = slices.DeleteFunc(list, func(w Word) bool { return w.Stop })
		}
		return list
	})
	add(formField(k), func() []string { return each(words(), func(w Word) string { return w.Form }) })
	add(stemField(k), func() []string { return each(words(), func(w Word) string { return w.Stem }) })
	add(kindField, func() []string { return []string{string(k)} })
	if from != "" {
		add(fromField, func() []string { return []string{from} })
	}
	return d
}

// each gives what f makes of each word.
func each(words []Word, f func(Word) string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = f(w)
	}
	return out
}

// postings lists the numbers of the items that have a term, ascending.
func postings(r index.IndexReader, field, term string) ([]uint64, error) {
	t, err := r.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { _ = t.Close() }()
	out := make([]uint64, 0, t.Count())
	var d index.TermFieldDoc
	for {
		next, err := t.Next(&d)
		if err != nil || next == nil {
			return out, err
		}
		out = append(out, next.ID.Value())
	}
}

// keysOf lists the keys of the items that have a term.
func keysOf(r index.IndexReader, field, term string) ([]string, error) {
	list, err := postings(r, field, term)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(list))
	for _, n := range list {
		k, err := r.ExternalID(index.NewIndexInternalID(nil, n))
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// terms lists the words of a dictionary's part in the alphabet's order.
func terms(d index.FieldDict, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	var out []string
	for {
		e, err := d.Next()
		if err != nil || e == nil {
			return out, err
		}
		out = append(out, e.Term)
	}
}

// internal is a fault of the index.
func internal(err error) error {
	return &model.Error{Code: model.CodeCorrupt, Op: "search", Message: "the search index cannot be read",
		Hint: "delete the folder search in the store's folder: it is made anew", Err: err}
}
