package graph

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"rijksgraaf/model"
)

// whole is a state that readers may see: after a commit, which documents there are and what
// is counted over them.
type whole struct {
	documents               []string
	evidence, mentions, sum int
}

// stateOf counts over what a view's documents say.
func wholeStateOf(v *View) (w whole) {
	for _, d := range v.Documents(DocumentFilter{}) {
		x := v.Extraction(d.ID)
		w.documents = append(w.documents, fmt.Sprint(d.ID, d.SHA256))
		w.sum += len(x.Entities) + len(x.Relations)
		for _, r := range x.Relations {
			w.evidence += len(r.Evidence)
		}
		for _, e := range x.Entities {
			w.mentions += len(e.Mentions)
		}
	}
	return w
}

func (w whole) equal(o whole) bool {
	return slices.Equal(w.documents, o.documents) && w.evidence == o.evidence && w.mentions == o.mentions && w.sum == o.sum
}

// TestReadersSeeWholeCommits: 64 readers read while groups of documents are added, changed
// and deleted. Each view is the state after a whole group, never less or more, its counts are
// those of its documents, and it stays as it is.
func TestReadersSeeWholeCommits(t *testing.T) {
	const readers, groups, size = 64, 8, 3
	s := opened(t, filepath.Join(t.TempDir(), "store"), Options{})
	rehearsal := opened(t, Memory, Options{})
	states := map[int]whole{0: {}} // by the number of the last commit
	for g := range groups {
		applyGroup(t, rehearsal, g, size)
		states[rehearsal.View().Commit()] = wholeStateOf(rehearsal.View())
	}
	done := make(chan struct{})
	var all sync.WaitGroup
	for range readers {
		all.Go(func() { readUntil(t, s, states, done) })
	}
	for g := range groups {
		applyGroup(t, s, g, size)
	}
	close(done)
	all.Wait()
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// applyGroup commits the documents of a group at once: new ones, one of the group before
// that says something else, and in every third group a deletion.
func applyGroup(t *testing.T, s *Store, g, size int) {
	t.Helper()
	var list []*ChangeSet
	for i := range size {
		list = append(list, Changes(s.View(), generated(g*size+i, 6)))
	}
	if g > 0 {
		x := generated((g-1)*size, 9)
		x.Document.SHA256 = "01"
		list = append(list, Changes(s.View(), x))
		if g%3 == 0 {
			list = append(list, Removal(s.View(), fmt.Sprintf("document/kst-%d", (g-1)*size+1)))
		}
	}
	if _, err := s.ApplyAll(t.Context(), list); err != nil {
		t.Error(err)
	}
}

// readUntil checks each new view, and the last one again.
func readUntil(t *testing.T, s *Store, states map[int]whole, done <-chan struct{}) {
	last := -1
	for ended := false; !ended; {
		select {
		case <-done:
			ended = true // and look once more
		default:
		}
		v := s.View()
		if v.Commit() == last && !ended {
			time.Sleep(time.Millisecond)
			continue
		}
		want, ok := states[v.Commit()]
		switch got := wholeStateOf(v); {
		case !ok:
			t.Errorf("a reader sees commit %d, which is within a group", v.Commit())
		case !got.equal(want):
			t.Errorf("at commit %d a reader sees %v, want %v", v.Commit(), got, want)
		case v.Commit() < last:
			t.Errorf("a reader sees commit %d after %d", v.Commit(), last)
		}
		last = v.Commit()
		n := v.Statistics()
		if n.Documents != len(want.documents) || n.Evidence != want.evidence || n.Mentions != want.mentions {
			t.Errorf("at commit %d the statistics are %+v, and the documents say %v", v.Commit(), n, want)
		}
		relations := 0
		for _, r := range v.Relations(RelationFilter{Predicates: []model.Predicate{model.ResponsibleFor}}) {
			relations += len(r.Evidence)
		}
		if relations != want.evidence {
			t.Errorf("at commit %d relations have %d evidences, and the documents %d", v.Commit(), relations, want.evidence)
		}
		if t.Failed() {
			return
		}
	}
}
