package graph

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

func iris(s, p, o, l string) quad.Quad {
	return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: quad.IRI(o), Label: quad.IRI(l)}
}

// plainCayley opens Cayley on our bolt adapter, as anybody would.
func plainCayley(t testing.TB) cayley.QuadStore {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plain")
	if err := cayley.InitQuadStore(bboltkv.Name, dir, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := cayley.NewQuadStore(bboltkv.Name, dir, cayley.Options{"no_bloom": true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = qs.Close() })
	return qs
}

func quadsOf(t testing.TB, qs cayley.QuadStore) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	b := &backend{qs: qs}
	if err := b.each(func(q quad.Quad) error { out[q.NQuad()] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func deltas(action cayley.Procedure, quads ...quad.Quad) []cayley.Delta {
	var out []cayley.Delta
	for _, q := range quads {
		out = append(out, cayley.Delta{Quad: q, Action: action})
	}
	return out
}

// poison makes a delta set fail half way: an add together with the removal of a quad
// that is not there.
func poison(qs cayley.QuadStore) error {
	mixed := append(deltas(cayley.Add, iris("X1", "X2", "X3", "L")), deltas(cayley.Delete, iris("Q1", "Q2", "Q3", "L"))...)
	return qs.ApplyDeltas(mixed, cayley.IgnoreOpts{})
}

// TestPlainCayleyIsPoisonedByAFailedWrite shows the fault that our store must keep out
// of. When this test fails, Cayley has been mended and the precautions can go.
func TestPlainCayleyIsPoisonedByAFailedWrite(t *testing.T) {
	qs := plainCayley(t)
	if err := poison(qs); !cayley.IsQuadNotExist(err) {
		t.Fatalf("the write should fail: %v", err)
	}
	add := []quad.Quad{iris("Y1", "Y2", "Y3", "L"), iris("X1", "X2", "Z3", "L")}
	for _, q := range add {
		if err := qs.ApplyDeltas(deltas(cayley.Add, q), cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
			t.Fatal(err)
		}
	}
	got := quadsOf(t, qs)
	if got[add[0].NQuad()] && got[add[1].NQuad()] && len(got) == 2 {
		t.Fatal("plain Cayley stored the quads rightly")
	}
	t.Logf("instead of X1 X2 Z3 and Y1 Y2 Y3 plain Cayley now has %v", got)
}

// TestPlainCayleyLosesANodeOfAMixedWrite shows the other fault: a quad that is added
// while more quads are removed at its subject loses the subject.
func TestPlainCayleyLosesANodeOfAMixedWrite(t *testing.T) {
	qs := plainCayley(t)
	old := []quad.Quad{iris("S", "P", "A", "L"), iris("S", "P", "B", "L"), iris("S", "P", "C", "L")}
	if err := qs.ApplyDeltas(deltas(cayley.Add, old...), cayley.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	now := iris("S", "P", "D", "L")
	mixed := append(deltas(cayley.Add, now), deltas(cayley.Delete, old[0], old[1])...)
	if err := qs.ApplyDeltas(mixed, cayley.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	if got := quadsOf(t, qs); got[now.NQuad()] {
		t.Fatal("plain Cayley stored the quad rightly")
	}
}

// poisoned is Cayley that fails, poisoned, at one of the calls that write, and that nothing
// may be asked of afterwards.
type poisoned struct {
	cayley.QuadStore
	t     *testing.T
	calls int // that still go well
	hit   bool
}

// failing makes the store's next write go wrong in Cayley itself, half way, the way that
// poisons it, after some calls that go well.
func failing(t *testing.T, s *Store, calls int) *poisoned {
	p := &poisoned{QuadStore: s.back.qs, t: t, calls: calls}
	s.back.qs = p
	return p
}

func (p *poisoned) ApplyDeltas(list []cayley.Delta, o cayley.IgnoreOpts) error {
	if p.hit {
		p.t.Error("a write came to Cayley's poisoned caches")
	}
	if p.calls > 0 {
		p.calls--
		return p.QuadStore.ApplyDeltas(list, o)
	}
	p.hit = true
	if err := poison(p.QuadStore); err == nil {
		return errors.New("the poison did not work")
	}
	bad := append(slices.Clone(list), deltas(cayley.Delete, iris("Q1", "Q2", "Q3", "L"))...)
	if err := p.QuadStore.ApplyDeltas(bad, cayley.IgnoreOpts{}); err != nil {
		return err
	}
	return errors.New("the poison did not work")
}

func (p *poisoned) QuadsAllIterator() cayley.Iterator {
	if p.hit {
		p.t.Error("a read came to Cayley's poisoned caches")
	}
	return p.QuadStore.QuadsAllIterator()
}

// poisonedWrites are writes of every sort, those of a document among them that a group has
// twice: each is several calls to Cayley.
func poisonedWrites(t *testing.T) []faultyWrite {
	ctx := t.Context()
	return append(faultyWrites(t)[:4], faultyWrite{"group with a document again", func(s *Store) error {
		_, err := s.ApplyAll(ctx, []*ChangeSet{
			Changes(s.View(), version(4)), Removal(s.View(), "document/kst-1"), Changes(s.View(), version(5)),
			Changes(s.View(), generated(9, 12)), Removal(s.View(), "document/kst-changing"), Changes(s.View(), version(6)),
		})
		return err
	}})
}

// TestNoPathReachesPoisonedCaches lets Cayley fail, poisoned, at every call of every sort of
// write. The view stays, nothing is asked of that Cayley any more, and the same write goes
// well afterwards and leads to what it leads to in a store without failures.
func TestNoPathReachesPoisonedCaches(t *testing.T) {
	for _, kind := range []string{Memory, "disk"} {
		for _, w := range poisonedWrites(t) {
			t.Run(kind+"/"+w.name, func(t *testing.T) {
				for calls := 0; ; calls++ {
					s, clean := poisonable(t, kind), poisonable(t, Memory)
					before := everything(s.View())
					p := failing(t, s, calls)
					err := w.do(s)
					if !p.hit { // it has no more calls
						if err != nil || calls == 0 {
							t.Fatalf("after %d calls: %v", calls, err)
						}
						return
					}
					wantCode(t, err, model.CodeInternal)
					if everything(s.View()) != before {
						t.Fatal("the view changed with a failed write")
					}
					if calls%2 == 0 { // mended by verifying, or by the next write
						if err := s.Verify(t.Context()); err != nil {
							t.Fatal(err)
						}
					}
					if err := errors.Join(w.do(s), s.Verify(t.Context()), w.do(clean)); err != nil {
						t.Fatal(err)
					}
					if nquads(t, s) != nquads(t, clean) || everything(s.View()) != everything(clean.View()) {
						t.Fatalf("failing after %d calls left something else than a store without failures has", calls)
					}
				}
			})
		}
	}
}

// poisonable is a store with something to replace and to delete.
func poisonable(t *testing.T, kind string) *Store {
	t.Helper()
	dir := Memory
	if kind != Memory {
		dir = filepath.Join(t.TempDir(), "store")
	}
	s := opened(t, dir, Options{})
	for _, x := range []*model.Extraction{generated(1, 12), generated(2, 12), version(1)} {
		put(t, s, x)
	}
	return s
}

// TestManyFailedWrites: failures one after the other, with writes between them, add up to
// nothing.
func TestManyFailedWrites(t *testing.T) {
	s, clean := poisonable(t, "disk"), poisonable(t, Memory)
	hits := 0
	for i := range 6 {
		for _, w := range poisonedWrites(t) {
			p := failing(t, s, i%3)
			err := w.do(s)
			if p.hit {
				hits++
				wantCode(t, err, model.CodeInternal)
				err = w.do(s)
			} else {
				s.back.qs = p.QuadStore
			}
			if err := errors.Join(err, w.do(clean)); err != nil {
				t.Fatal(err)
			}
		}
		for _, x := range []*model.Extraction{generated(1, 12), generated(2, 12), generated(20+i%4, 10+i)} {
			put(t, s, x)
			put(t, clean, x)
		}
	}
	if err := s.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if hits < 12 || nquads(t, s) != nquads(t, clean) || everything(s.View()) != everything(clean.View()) {
		t.Errorf("after %d failures something else is left than without them", hits)
	}
}

func TestStoreThatCannotBeMendedSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := opened(t, dir, Options{})
	put(t, s, generated(1, 20))
	s.apply = func(*backend, transaction) error {
		s.apply = applyTransaction
		return errors.New("it fails")
	}
	cs := Changes(s.View(), generated(2, 20))
	if _, err := s.Apply(t.Context(), cs); err == nil {
		t.Fatal("the write should fail")
	}
	// Behind the store's back a document vanishes while the store is mending itself.
	s.failed = s.View()
	apply := s.back.deltas(cayley.Delete, s.View().said.document("document/kst-1").quads(s.voc))
	if apply != nil {
		t.Fatal(apply)
	}
	_, err := s.Apply(t.Context(), cs)
	wantCode(t, err, model.CodeCorrupt, "kst-1")
}
