package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"

	"rijksgraaf/model"
)

// batchItems is how many items go into the index at once.
const batchItems = 20_000

// print is a short hash of what something says.
func print(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "%d\n%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// documentPrint is of all that the index knows of a document, and of where its text is cut.
func documentPrint(d *model.Document) string {
	sections, err := json.Marshal(d.Sections)
	if err != nil {
		sections = nil
	}
	return print(d.ID, d.Title, d.Dossier, d.Number, d.Text, string(sections))
}

// sync makes the index say what the state's view says: keys that should not be there go, those
// that are missing come. have reads the index as it is; nil for an empty one.
func (s *state) sync(have index.IndexReader) error {
	there := map[string]bool{}
	if have != nil {
		for _, k := range []Kind{KindEntity, KindDocument} {
			keys, err := keysOf(have, kindField, string(k))
			if err != nil {
				return internal(err)
			}
			for _, key := range keys {
				there[key] = true
			}
		}
	}
	b := &batches{index: s.index, batch: s.index.NewBatch()}
	s.addEntities(b, there)
	s.addDocuments(b, there)
	for _, key := range sorted(there) { // what is left of what was there
		if err := b.remove(have, key); err != nil {
			return internal(err)
		}
	}
	return b.finish()
}

// addEntities adds those whose keys are not there; keys that are stay, and leave the set.
func (s *state) addEntities(b *batches, there map[string]bool) {
	for id, names := range s.view.Names() {
		k := key(KindEntity, id, print(names...))
		if there[k] {
			delete(there, k)
			continue
		}
		b.add(KindEntity, k, "", strings.Join(names, "\n\n"))
	}
}

func (s *state) addDocuments(b *batches, there map[string]bool) {
	for _, id := range sorted(s.docs) {
		d := s.docs[id]
		print := s.prints[d]
		k := key(KindDocument, id, print)
		if there[k] {
			delete(there, k)
			continue
		}
		from := id + sep + print
		b.add(KindDocument, k, from, documentNames(d))
		runes := []rune(d.Text)
		for _, x := range Sentences(d) {
			place := strconv.Itoa(x.Start) + "-" + strconv.Itoa(x.End)
			b.add(KindSentence, key(KindSentence, id, print, place), from, string(runes[x.Start:x.End]))
		}
	}
}

// documentNames is what a document is found by.
func documentNames(d *model.Document) string {
	_, tail, _ := strings.Cut(d.ID, "/")
	return strings.Join([]string{d.Title, d.Dossier, d.Number, tail}, "\n\n")
}

// batches writes items a batch at a time; after the first error it does nothing.
type batches struct {
	index bleve.Index
	batch *bleve.Batch
	err   error
}

func (b *batches) add(k Kind, key, from, text string) {
	if b.err == nil {
		b.err = b.batch.IndexAdvanced(item(k, key, from, text))
		b.flush(batchItems)
	}
}

// remove takes a key out, and with a document its sentences.
func (b *batches) remove(have index.IndexReader, key string) error {
	keys := []string{key}
	if from, ok := strings.CutPrefix(key, string(KindDocument)+sep); ok {
		var err error
		if keys, err = keysOf(have, fromField, from); err != nil {
			return err
		}
	}
	for _, k := range keys {
		b.batch.Delete(k)
	}
	b.flush(batchItems)
	return nil
}

// flush writes the batch when it has at least so many items.
func (b *batches) flush(atLeast int) {
	if b.err == nil && b.batch.Size() >= atLeast {
		b.err = b.index.Batch(b.batch)
		b.batch = b.index.NewBatch()
	}
}

func (b *batches) finish() error {
	b.flush(1)
	if b.err != nil {
		return internal(b.err)
	}
	return nil
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
