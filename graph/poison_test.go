package graph

import (
	"errors"
	"path/filepath"
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

// failing makes the store's next write go wrong in Cayley itself, half way, the way that
// poisons it.
func failing(s *Store) {
	s.apply = func(b *backend, w transaction) error {
		s.apply = applyTransaction
		if err := poison(b.qs); err == nil {
			return errors.New("the poison did not work")
		}
		bad := append(deltas(cayley.Add, w.steps[0].add...), deltas(cayley.Delete, iris("Q1", "Q2", "Q3", "L"))...)
		return b.qs.ApplyDeltas(bad, cayley.IgnoreOpts{})
	}
}

func TestStoreSurvivesFailedWrites(t *testing.T) {
	for _, dir := range []string{Memory, filepath.Join(t.TempDir(), "store")} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			s, clean := opened(t, dir, Options{}), opened(t, Memory, Options{})
			for i := range 4 {
				x := generated(i, 30)
				put(t, clean, x)
				before := nquads(t, s)
				failing(s)
				_, err := s.Apply(t.Context(), Changes(s.View(), x))
				wantCode(t, err, model.CodeInternal)
				if viewQuads(t, s.View()) != before {
					t.Fatal("the view changed with a failed write")
				}
				put(t, s, x)
			}
			failing(s)
			if _, err := s.Delete(t.Context(), "document/kst-1"); err == nil {
				t.Fatal("the delete should fail")
			}
			if err := s.Verify(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, x := range []*Store{s, clean} {
				if _, err := x.Delete(t.Context(), "document/kst-1"); err != nil {
					t.Fatal(err)
				}
			}
			if nquads(t, s) != nquads(t, clean) || answers(s.View()) != answers(clean.View()) {
				t.Fatal("the store holds something else than one without failures")
			}
		})
	}
}

func TestStoreThatCannotBeMendedSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := opened(t, dir, Options{})
	put(t, s, generated(1, 20))
	failing(s)
	cs := Changes(s.View(), generated(2, 20))
	if _, err := s.Apply(t.Context(), cs); err == nil {
		t.Fatal("the write should fail")
	}
	// Behind the store's back a document vanishes while the store is mending itself.
	s.failed = s.View()
	apply := s.back.deltas(cayley.Delete, encode(s.voc, s.View().said.document("document/kst-1")))
	if apply != nil {
		t.Fatal(apply)
	}
	_, err := s.Apply(t.Context(), cs)
	wantCode(t, err, model.CodeCorrupt, "kst-1")
}
