package graph

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"rijksgraaf/graph/bboltkv"
)

// CommitKind says what a commit did to its document.
type CommitKind string

// The kinds of commits.
const (
	CommitAdd    CommitKind = "ADD"    // the store held nothing of the document
	CommitChange CommitKind = "CHANGE" // the document says something else than before
	CommitDelete CommitKind = "DELETE" // the store holds nothing of the document any more
)

// Commit is one change of what a document says, as the store remembers it.
type Commit struct {
	// Number counts the store's commits from 1 on.
	Number int `json:"number"`
	// Time is when it was written, in UTC to the second.
	Time time.Time `json:"time"`
	// Who wrote it; "" where nobody was named.
	Who string `json:"who,omitempty"`
	// Document is the id of the document that it is about, Title what the document is
	// called afterwards, of one that was deleted before.
	Document string     `json:"document"`
	Title    string     `json:"title,omitempty"`
	Kind     CommitKind `json:"kind"`
	// Added and Removed count quads.
	Added   int `json:"added"`
	Removed int `json:"removed"`
	// Undoes is the number of the commit that this one undid; 0 for none.
	Undoes int `json:"undoes,omitempty"`
}

// authorKey is where a context names who writes.
type authorKey struct{}

// WithAuthor gives a context whose writes are remembered as this person's or program's.
func WithAuthor(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, authorKey{}, who)
}

// author is who writes: the one that the context names, else the store's.
func (s *Store) author(ctx context.Context) string {
	if who, ok := ctx.Value(authorKey{}).(string); ok {
		return who
	}
	return s.options.Author
}

// commitOf makes the commit of a change set that is not empty.
func (s *Store) commitOf(ctx context.Context, number int, cs *ChangeSet) Commit {
	c := Commit{Number: number, Time: s.now().UTC().Truncate(time.Second), Who: s.author(ctx), Document: cs.document,
		Added: cs.Added(), Removed: cs.Removed(), Undoes: cs.undoes}
	switch {
	case cs.before == nil:
		c.Kind, c.Title = CommitAdd, cs.after.document.Title
	case cs.after == nil:
		c.Kind, c.Title = CommitDelete, cs.before.document.Title
	default:
		c.Kind, c.Title = CommitChange, cs.after.document.Title
	}
	return c
}

// A record is a commit as it is stored: its header as JSON after the header's length, and
// after that, compressed, the quads that were added and those that were removed. A
// document that was added needs no quads: before, there were none.
//
// encodeRecord gives the record of a change set.
func encodeRecord(c Commit, cs *ChangeSet) ([]byte, error) {
	header, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	out := binary.AppendUvarint(nil, uint64(len(header)))
	out = append(out, header...)
	if c.Kind == CommitAdd {
		return out, nil
	}
	b := bytes.NewBuffer(out)
	z, err := flate.NewWriter(b, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	for _, list := range []iter.Seq[quad.Quad]{cs.added(), cs.removed()} {
		for q := range list {
			if err := writeQuad(z, q); err != nil {
				return nil, err
			}
		}
	}
	err = z.Close()
	return b.Bytes(), err
}

// writeQuad writes a quad without its label, which is the commit's document.
func writeQuad(w io.Writer, q quad.Quad) error {
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
		data, err := pquads.MarshalValue(v)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(binary.AppendUvarint(nil, uint64(len(data))), data...)); err != nil {
			return err
		}
	}
	return nil
}

// decodeHeader reads the head of a record, and gives what comes after it.
func decodeHeader(record []byte) (c Commit, quads []byte, err error) {
	n, size := binary.Uvarint(record)
	if size <= 0 || n > uint64(len(record)-size) {
		return c, nil, fmt.Errorf("%w: a commit's record is cut off", bboltkv.ErrCorrupt)
	}
	head, quads := record[size:size+int(n)], record[size+int(n):]
	if err := json.Unmarshal(head, &c); err != nil {
		return c, nil, fmt.Errorf("%w: a commit's record: %w", bboltkv.ErrCorrupt, err)
	}
	return c, quads, nil
}

// decodeQuads reads the quads of a record, with their label.
func decodeQuads(c Commit, data []byte, label quad.Value) (add, remove []quad.Quad, err error) {
	z := flate.NewReader(bytes.NewReader(data))
	all, err := io.ReadAll(z)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: commit %d: %w", bboltkv.ErrCorrupt, c.Number, err)
	}
	list := make([]quad.Quad, 0, c.Added+c.Removed)
	for len(all) > 0 {
		q := quad.Quad{Label: label}
		for _, at := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object} {
			if *at, all, err = readValue(all); err != nil {
				return nil, nil, fmt.Errorf("%w: commit %d: %w", bboltkv.ErrCorrupt, c.Number, err)
			}
		}
		list = append(list, q)
	}
	if len(list) != c.Added+c.Removed {
		return nil, nil, fmt.Errorf("%w: commit %d has %d quads where there should be %d", bboltkv.ErrCorrupt, c.Number, len(list), c.Added+c.Removed)
	}
	return list[:c.Added], list[c.Added:], nil
}

var errCutOff = errors.New("its quads are cut off")

func readValue(data []byte) (quad.Value, []byte, error) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return nil, nil, errCutOff
	}
	v, err := pquads.UnmarshalValue(data[size : size+int(n)])
	return v, data[size+int(n):], err
}
