package graph

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// Progress is told how far long work has come: what is being done, and how many of how
// many quads; total is 0 where that is not known. It is called by one goroutine.
type Progress func(what string, done, total int)

// tell calls p, which may be nil.
func (p Progress) tell(what string, done, total int) {
	if p != nil {
		p(what, done, total)
	}
}

// Verification is what VerifyAll looked at and found in order.
type Verification struct {
	Documents int `json:"documents"`
	Entities  int `json:"entities"`
	Relations int `json:"relations"`
	// Spans are the mentions and evidences that were read again from the documents' texts.
	Spans   int `json:"spans"`
	Quads   int `json:"quads"`
	Commits int `json:"commits"`
	Figures int `json:"figureSources"`
}

// Verify is VerifyAll for those who only want to know whether all is well.
func (s *Store) Verify(ctx context.Context) error {
	_, err := s.VerifyAll(ctx, nil)
	return err
}

// VerifyAll checks that the store is whole: everything is read back from Cayley; every
// entity and relation is on the ontology, every relation has its ends and every mention
// and evidence re-reads; the view is what is read; Cayley's own indexes have every quad
// and nothing else; the commits that are kept can be undone; the official figures are
// what was imported. It waits for a writer and lets none begin. Errors: CodeCorrupt with
// the first difference; CodeUnavailable for a store that is closed; CodeLimit when ctx
// ends. progress may be nil.
func (s *Store) VerifyAll(ctx context.Context, progress Progress) (Verification, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return Verification{}, &model.Error{Code: model.CodeUnavailable, Op: "verify", Message: "the store is closed"}
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return Verification{}, err
		}
	}
	total := s.View().said.total.quads
	progress.tell("reading", 0, total)
	read, err := s.back.load(s.voc)
	if err != nil {
		return Verification{}, storeError("verify", s.dir, err)
	}
	if what := s.View().differsFrom(read); what != "" {
		return Verification{}, s.differs("verify", what)
	}
	if what := s.View().said.differsFrom(read.said); what != "" {
		return Verification{}, &model.Error{Code: model.CodeCorrupt, Op: "verify store", Message: fmt.Sprintf("the index of %s is not what its documents give: %s", s.dir, what),
			Hint: "close the store and remove its " + IndexFile}
	}
	if err := s.verifyCayley(ctx, total, progress); err != nil {
		return Verification{}, err
	}
	if err := s.verifyFigures(); err != nil {
		return Verification{}, err
	}
	return s.verified()
}

// verified reads the commits and undoes them, and counts.
func (s *Store) verified() (Verification, error) {
	v := s.View()
	commits, oldest := 0, 0
	err := v.history.each(1, v.commit, func(c Commit, quads []byte) (bool, error) {
		if oldest == 0 {
			oldest = c.Number
		}
		commits++
		if c.Kind == CommitAdd {
			return true, nil
		}
		_, _, err := decodeQuads(c, quads, v.voc.id(c.Document))
		return true, err
	})
	if err == nil && commits > 0 {
		_, err = v.undone(oldest - 1)
	}
	if err != nil {
		return Verification{}, err
	}
	x := v.said
	return Verification{Documents: x.documents.Len(), Entities: x.entities.Len(), Relations: x.bySubject.Len(), Spans: x.total.mentions + x.total.evidence,
		Quads: x.total.quads, Commits: commits, Figures: len(v.figures.sources)}, nil
}

// verifyCayley checks that each of Cayley's indexes has each quad.
func (s *Store) verifyCayley(ctx context.Context, total int, progress Progress) error {
	list, err := s.back.indexedBy()
	if err != nil {
		return storeError("verify", s.dir, err)
	}
	for i, d := range list {
		if err := s.back.verifyIndex(ctx, d, func(done int) { progress.tell("indexes", i*total+done, len(list)*total) }); err != nil {
			return storeError("verify", s.dir, err)
		}
	}
	return nil
}

// progressStep is after how many quads progress is told.
const progressStep = 20000

// verifyIndex compares what Cayley finds by the nodes of a direction with all its quads.
func (b *backend) verifyIndex(ctx context.Context, d quad.Direction, done func(int)) (err error) {
	defer bboltkv.Guard(&err)()
	want, nodes, err := b.countByNode(ctx, d)
	if err != nil {
		return err
	}
	n := 0
	for key, ref := range nodes {
		found, err := b.countFrom(ctx, d, ref)
		if err != nil {
			return err
		}
		if found != want[key] {
			return fmt.Errorf("%w: by its %s Cayley finds %d quads of %v where there are %d", bboltkv.ErrCorrupt, d, found, b.qs.NameOf(ref), want[key])
		}
		before := n
		if n += found; n/progressStep != before/progressStep {
			done(n)
		}
	}
	return nil
}

// countByNode counts all quads by their node in a direction.
func (b *backend) countByNode(ctx context.Context, d quad.Direction) (map[any]int, map[any]cayley.Ref, error) {
	counts, nodes := map[any]int{}, map[any]cayley.Ref{}
	it := b.qs.QuadsAllIterator()
	defer func() { _ = it.Close() }()
	for it.Next(ctx) {
		ref := b.qs.QuadDirection(it.Result(), d)
		if ref == nil {
			return nil, nil, fmt.Errorf("%w: a quad has no %s", bboltkv.ErrCorrupt, d)
		}
		counts[ref.Key()]++
		nodes[ref.Key()] = ref
	}
	return counts, nodes, errors.Join(it.Err(), stopped(ctx, "verify", notAllSeen))
}

// countFrom counts the quads that an index finds.
func (b *backend) countFrom(ctx context.Context, d quad.Direction, ref cayley.Ref) (int, error) {
	if err := stopped(ctx, "verify", notAllSeen); err != nil {
		return 0, err
	}
	it := b.qs.QuadIterator(d, ref)
	if it == nil {
		it = iterator.NewNull()
	}
	defer func() { _ = it.Close() }()
	n := 0
	for it.Next(ctx) {
		n++
	}
	return n, it.Err()
}

// notAllSeen is what a verification that was stopped says.
const notAllSeen = "stopped before everything was looked at"

// stopped is the error of an operation whose context has ended; nil while it goes on.
func stopped(ctx context.Context, op, message string) error {
	if ctx.Err() == nil {
		return nil
	}
	return &model.Error{Code: model.CodeLimit, Op: op, Message: message, Err: context.Cause(ctx)}
}
