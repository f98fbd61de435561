package graph

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// Undoing a commit, by force where it must be, makes its document say what it said before,
// and no other document anything else.
func TestUndoGivesBackWhatWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := memory(t)
		for _, list := range drawWrites(t) {
			for _, x := range list {
				if _, err := s.Apply(t.Context(), Changes(s.View(), x)); err != nil {
					t.Fatalf("%v", err)
				}
			}
			if documents := s.View().Documents(DocumentFilter{}); len(list) == 0 && len(documents) > 0 {
				if _, err := s.Delete(t.Context(), documents[0].ID); err != nil {
					t.Fatalf("%v", err)
				}
			}
		}
		last := s.View().Commit()
		if last == 0 {
			return
		}
		number := rapid.IntRange(1, last).Draw(t, "number")
		c, err := s.View().CommitNumbered(number)
		if err != nil {
			t.Fatalf("%v", err)
		}
		past, err := s.View().AsOf(number - 1)
		if err != nil {
			t.Fatalf("%v", err)
		}
		before := s.View()
		done, err := s.UndoCommit(WithAuthor(t.Context(), "els"), number, true)
		if same(before.voc, before.said.document(c.Document).saying(), past.said.document(c.Document).saying()) {
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatalf("nothing to undo: %v", err)
			}
			return
		}
		if err != nil || done.Commit != last+1 || done.Document != c.Document {
			t.Fatalf("%+v %v", done, err)
		}
		after := s.View()
		if !same(after.voc, after.said.document(c.Document).saying(), past.said.document(c.Document).saying()) {
			t.Fatalf("%s does not say what it said before commit %d", c.Document, number)
		}
		for d := range before.documents() {
			if id := d.document.ID; id != c.Document && after.said.document(id) != d {
				t.Fatalf("%s was touched", id)
			}
		}
		if n, err := after.CommitNumbered(last + 1); err != nil || n.Undoes != number || n.Who != "els" {
			t.Fatalf("%+v %v", n, err)
		}
		if err := s.Verify(t.Context()); err != nil {
			t.Fatalf("%v", err)
		}
	})
}

func TestUndoIsRefused(t *testing.T) {
	s := memory(t)
	put := func(seed int) {
		x := generated(seed, 9)
		x.Document.ID = "document/kst-1"
		if _, err := s.Apply(t.Context(), Changes(s.View(), x)); err != nil {
			t.Fatal(err)
		}
	}
	put(1)
	put(2)
	for _, x := range []struct {
		number int
		force  bool
		code   model.Code
		words  string
	}{{0, false, model.CodeNotFound, "there is no commit 0"}, {-1, true, model.CodeNotFound, "no commit -1"}, {3, false, model.CodeNotFound, "the last one is 2"},
		{1, false, model.CodeInvalid, "commit 2 changed the document since"}} {
		if _, err := s.UndoCommit(t.Context(), x.number, x.force); model.CodeOf(err) != x.code || !strings.Contains(err.Error(), x.words) {
			t.Errorf("%+v: %v", x, err)
		}
	}
	if n := s.View().Commit(); n != 2 {
		t.Errorf("%d commits", n)
	}
	s.options.Retention.Commits = 1
	put(3)
	if _, err := s.UndoCommit(t.Context(), 1, true); model.CodeOf(err) != model.CodeNotFound || !strings.Contains(err.Error(), "no longer kept") {
		t.Error(err)
	}
	s.readOnly = true
	if _, err := s.UndoCommit(t.Context(), 3, false); model.CodeOf(err) != model.CodeReadOnly {
		t.Error(err)
	}
}
