package graph

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// openedFrom opens a store and says from how many segments of an index file its view was
// made; 0: from Cayley.
func openedFrom(t fataler, dir string) (*View, int) {
	t.Helper()
	s, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	v, segments := s.View(), s.persisted.segments
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	return v, segments
}

// A view from the index file answers as one from Cayley, whatever was written, and with
// however many openings between.
func TestIndexFileAnswersAsCayley(t *testing.T) {
	dirs := t.TempDir()
	n, appended := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir := fmt.Sprintf("%s/%d", dirs, n)
		for range rapid.IntRange(1, 3).Draw(t, "openings") {
			s, err := Open(dir, Options{})
			if err != nil {
				t.Fatalf("%v", err)
			}
			for range rapid.IntRange(1, 5).Draw(t, "writes") {
				id := fmt.Sprintf("document/kst-%d", rapid.IntRange(1, 12).Draw(t, "id"))
				if s.View().Document(id) != nil && rapid.Bool().Draw(t, "delete") {
					if _, err := s.Delete(t.Context(), id); err != nil {
						t.Fatalf("%v", err)
					}
					continue
				}
				put(t, s, drawMeeting(t, id))
			}
			if err := s.Verify(t.Context()); err != nil {
				t.Fatalf("%v", err)
			}
			if err := s.Close(); err != nil {
				t.Fatalf("%v", err)
			}
		}
		fast, segments := openedFrom(t, dir)
		if segments == 0 {
			t.Fatalf("the index file was not used")
		}
		if segments > 1 {
			appended++
		}
		if err := os.Remove(filepath.Join(dir, IndexFile)); err != nil {
			t.Fatalf("%v", err)
		}
		slow, segments := openedFrom(t, dir)
		if segments != 0 {
			t.Fatalf("there is an index file still")
		}
		if a, b := meetingAnswers(fast), meetingAnswers(slow); a != b {
			t.Fatalf("the index file answers\n%s\nCayley\n%s", a, b)
		}
		if what := fast.differsFrom(slow); what != "" {
			t.Fatalf("%s differs", what)
		}
	})
	if appended == 0 {
		t.Errorf("nothing was ever put at the end of an index file")
	}
}

// An index file that is damaged, of another commit or of another store is not used, does no
// harm, and is written anew.
func TestIndexFileThatDoesNotFitIsNotUsed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	path := filepath.Join(dir, IndexFile)
	write := func(dir string, docs ...int) {
		t.Helper()
		s, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range docs {
			put(t, s, generated(i, 20))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write(dir, 1, 2)
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(dir, 3)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other")
	write(other, 4, 5, 6) // as many commits
	foreign, err := os.ReadFile(filepath.Join(other, IndexFile))
	if err != nil {
		t.Fatal(err)
	}
	want, segments := openedFrom(t, dir)
	if segments == 0 {
		t.Fatal("the index file was not used")
	}
	flipped := func(at int) []byte {
		b := append([]byte(nil), good...)
		b[at] ^= 0x40
		return b
	}
	for name, data := range map[string][]byte{
		"older": older, "foreign": foreign, "empty": {}, "torn": good[:len(good)/2], "torn at its end": good[:len(good)-1], "longer": append(append([]byte(nil), good...), 0),
		"begun again": append(append([]byte(nil), good...), good[:100]...), "first byte": flipped(0), "in the middle": flipped(len(good) / 2),
		"trailer": flipped(len(good) - trailerSize + 9), "commit": flipped(len(good) - trailerSize + 24), "checksum": flipped(len(good) - 1), "no index": []byte("hello"),
	} {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		got, segments := openedFrom(t, dir)
		if segments != 0 {
			t.Errorf("%s: it was used", name)
		}
		if got.differsFrom(want) != "" || got.Statistics().Entities != want.Statistics().Entities {
			t.Errorf("%s: the view is another one", name)
		}
		write(dir) // nothing: only opens and closes
		if _, segments := openedFrom(t, dir); segments != 1 {
			t.Errorf("%s: it was not written anew", name)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	write(dir) // the file cannot be written: closing the store is no worse for it
}

// Verify finds an index that is not what the documents give, in whichever part of it.
func TestVerifyComparesTheIndex(t *testing.T) {
	s := opened(t, Memory, Options{})
	put(t, s, generated(1, 20))
	good := s.View()
	for name, spoil := range map[string]func(x *index){
		"counts": func(x *index) { x.total.mentions++ },
		"types":  func(x *index) { x.types[model.TypeMinistry]-- },
		"entities": func(x *index) {
			x.entities = x.entities.edit([]keyEdit[string, *entityRecord]{{key: "ministry/m0", drop: true}})
		},
		"words": func(x *index) {
			x.words = x.words.edit([]keyEdit[wordAt, wordWorth]{{key: wordAt{"naam", &spelling{id: "ministry/m0"}}, drop: true}})
		},
		"names":     func(x *index) { x.names = x.names.edit([]keyEdit[nameAt, none]{{key: nameAt{"zz", "ministry/m0"}}}) },
		"by id":     func(x *index) { x.byID = newTree[uint64, *relationRecord](x.byID.compare) },
		"subject":   func(x *index) { x.bySubject = newTree[*relationRecord, none](x.bySubject.compare) },
		"object":    func(x *index) { x.byObject = newTree[*relationRecord, none](x.byObject.compare) },
		"predicate": func(x *index) { x.byName = newTree[*relationRecord, none](x.byName.compare) },
	} {
		bad := good.copied()
		bad.said = good.said.copied()
		spoil(bad.said)
		s.view.Store(bad)
		if err := s.Verify(t.Context()); model.CodeOf(err) != model.CodeCorrupt || !strings.Contains(fmt.Sprint(err), "index") {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.view.Store(good)
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
