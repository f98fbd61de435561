package graph

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// clock gives a time one minute later each time that it is asked.
func clock() func() time.Time {
	now := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	return func() time.Time { now = now.Add(time.Minute); return now }
}

// steps are random writes: each is the documents that are put, or one that is deleted.
func drawWrites(t *rapid.T) [][]*model.Extraction {
	ids := []string{"document/kst-1", "document/kst-2", "document/kst-3"}
	n := rapid.IntRange(1, 8).Draw(t, "writes")
	out := make([][]*model.Extraction, n)
	for i := range out {
		for range rapid.IntRange(0, 3).Draw(t, "documents") {
			out[i] = append(out[i], drawExtraction(t, rapid.SampledFrom(ids).Draw(t, "id")))
		}
	}
	return out
}

// Whatever was written, in groups or alone, the view as of a commit is the view that was
// there after it.
func TestAsOfGivesTheViewOfThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		past := map[int]string{0: viewQuads(t, s.View())}
		for _, list := range drawWrites(t) {
			if len(list) == 0 {
				if documents := s.View().Documents(DocumentFilter{}); len(documents) > 0 {
					id := documents[0].ID
					if _, err := s.Delete(t.Context(), id); err != nil {
						t.Fatalf("%v", err)
					}
				}
			} else {
				group := make([]*ChangeSet, len(list))
				for i, x := range list {
					group[i] = Changes(s.View(), x)
				}
				if _, err := s.ApplyAll(t.Context(), group); err != nil {
					t.Fatalf("%v", err)
				}
			}
			past[s.View().Commit()] = viewQuads(t, s.View())
			if err := s.Verify(t.Context()); err != nil {
				t.Fatalf("%v", err)
			}
		}
		for n, want := range past {
			v, err := s.View().AsOf(n)
			if err != nil {
				t.Fatalf("as of %d: %v", n, err)
			}
			if v.Commit() != n || viewQuads(t, v) != want {
				t.Fatalf("as of %d (it says %d) the view is not what it was", n, v.Commit())
			}
		}
	})
}

func TestCommitsAreRemembered(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := opened(t, dir, Options{Author: "an analyst", Now: clock()})
	group := []*ChangeSet{Changes(s.View(), generated(1, 9)), Changes(s.View(), generated(2, 9)), Changes(s.View(), generated(1, 9))}
	results, err := s.ApplyAll(t.Context(), group)
	if err != nil || len(results) != 3 {
		t.Fatal(results, err)
	}
	for i, want := range []int{1, 2, 0} {
		if results[i].Commit != want {
			t.Errorf("result %d is commit %d, not %d", i, results[i].Commit, want)
		}
	}
	changed := generated(3, 9)
	changed.Document.ID = "document/kst-1"
	if _, err := s.Apply(WithAuthor(t.Context(), "an editor"), Changes(s.View(), changed)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delete(t.Context(), "document/kst-2"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened(t, dir, Options{ReadOnly: true})
	list, err := s.View().Commits(CommitFilter{})
	if err != nil || len(list) != 4 {
		t.Fatal(list, err)
	}
	for i, want := range []struct {
		kind CommitKind
		who  string
		id   string
	}{{CommitDelete, "an analyst", "document/kst-2"}, {CommitChange, "an editor", "document/kst-1"}, {CommitAdd, "an analyst", "document/kst-2"}, {CommitAdd, "an analyst", "document/kst-1"}} {
		c := list[i]
		if c.Number != 4-i || c.Kind != want.kind || c.Who != want.who || c.Document != want.id || c.Time.Location() != time.UTC {
			t.Errorf("commit %d is %+v", 4-i, c)
		}
	}
	if c := list[1]; c.Added == 0 || c.Removed == 0 {
		t.Errorf("the change has %+v", c)
	}
	at, err := s.View().CommitAt(list[2].Time)
	if err != nil || at != 2 {
		t.Errorf("at the time of commit 2 it was %d, %v", at, err)
	}
	only, err := s.View().Commits(CommitFilter{Document: "document/kst-1", Kinds: []CommitKind{CommitChange}})
	if err != nil || len(only) != 1 || only[0].Number != 3 {
		t.Errorf("the changes of one document are %v, %v", only, err)
	}
	then, err := s.View().AsOf(2)
	if err != nil || then.Document("document/kst-2") == nil {
		t.Fatalf("as of 2: %v", err)
	}
	for _, n := range []int{-1, 5} {
		_, err := s.View().AsOf(n)
		wantCode(t, err, model.CodeNotFound, "there is no commit")
	}
}

func TestRetentionForgetsTheOldest(t *testing.T) {
	for name, keep := range map[string]Retention{"commits": {Commits: 2}, "age": {Age: 150 * time.Second}} {
		for _, dir := range []string{Memory, filepath.Join(t.TempDir(), name)} {
			s := opened(t, dir, Options{Retention: keep, Now: clock()})
			for i := range 5 {
				put(t, s, generated(i, 9))
			}
			list, err := s.View().Commits(CommitFilter{})
			if err != nil || len(list) == 0 || len(list) > 3 || list[0].Number != 5 {
				t.Fatalf("%s: %v, %v", name, list, err)
			}
			oldest := list[len(list)-1].Number
			if v, err := s.View().AsOf(oldest - 1); err != nil || v.Commit() != oldest-1 {
				t.Errorf("%s: as of %d: %v", name, oldest-1, err)
			}
			_, err = s.View().AsOf(oldest - 2)
			wantCode(t, err, model.CodeNotFound, "no longer kept")
			_, err = s.View().CommitAt(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
			wantCode(t, err, model.CodeNotFound, "no longer kept")
		}
	}
}

// A group of which one cannot be stored leaves nothing of the others.
func TestGroupIsWholeOrNotAtAll(t *testing.T) {
	for _, dir := range []string{Memory, filepath.Join(t.TempDir(), "store")} {
		s := opened(t, dir, Options{})
		put(t, s, generated(0, 9))
		before := nquads(t, s)
		bad := generated(2, 9)
		bad.Document.Text = "x"
		group := []*ChangeSet{Changes(s.View(), generated(1, 9)), Changes(s.View(), bad)}
		_, err := s.ApplyAll(t.Context(), group)
		wantCode(t, err, model.CodeInvalid)
		failing(t, s, 0)
		_, err = s.ApplyAll(t.Context(), []*ChangeSet{Changes(s.View(), generated(1, 9)), Changes(s.View(), generated(2, 9))})
		wantCode(t, err, model.CodeInternal)
		if err := s.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		if nquads(t, s) != before || s.View().Commit() != 1 {
			t.Fatal("something is left of a group that failed")
		}
		if _, err := s.Delete(t.Context(), "document/kst-0"); err != nil || s.View().Commit() != 2 {
			t.Fatal("the store does not go on", err)
		}
	}
}
