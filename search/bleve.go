package search

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"rijksgraaf/model"
)

// Kind is a sort of thing that is found.
type Kind string

// The kinds, in the order of hits that are equally good.
const (
	KindEntity   Kind = "ENTITY"
	KindDocument Kind = "DOCUMENT"
	KindSentence Kind = "SENTENCE"
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

// prepared is an analyser whose work has been done before.
type prepared analysis.TokenStream

// Analyze gives the words.
func (p prepared) Analyze([]byte) analysis.TokenStream { return analysis.TokenStream(p) }

// item makes a document of bleve's: nothing is stored but its key, and no places of words,
// for what is shown is read from the graph.
func item(k Kind, key, from string, words []Word) *document.Document {
	d := document.NewDocument(key)
	add := func(field string, terms []string) {
		slices.Sort(terms)
		terms = slices.Compact(terms)
		stream := make(prepared, len(terms))
		for i, t := range terms {
			stream[i] = &analysis.Token{Term: []byte(t), Position: i + 1}
		}
		d.AddField(document.NewTextFieldCustom(field, nil, nil, index.IndexField|index.SkipFreqNorm, stream))
	}
	forms, stems := make([]string, 0, len(words)), make([]string, 0, len(words))
	for _, w := range words {
		if w.Stop && k == KindSentence {
			continue
		}
		forms = append(forms, w.Form)
		stems = append(stems, w.Stem)
	}
	add(formField(k), forms)
	add(stemField(k), stems)
	add(kindField, []string{string(k)})
	if from != "" {
		add(fromField, []string{from})
	}
	return d
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
