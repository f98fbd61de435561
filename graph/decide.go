package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// DecisionsFile is the name of the decisions file in a store's folder, which holds where
// Options name no other.
const DecisionsFile = "decisions.tsv"

// decisionsWait is how long to wait for another process that writes the decisions file.
const decisionsWait = 5 * time.Second

// Verdict is a decision in force, and what is to be said of it.
type Verdict struct {
	decisions.Decision
	// Warning says why it has no effect, in words; "" when it has.
	Warning string
}

// Decisions lists the decisions in force, in the order of their file.
func (v *View) Decisions() []Verdict {
	var out []Verdict
	for _, d := range v.decisions() {
		w := Verdict{Decision: d, Warning: v.identity().unkept[d.Line]}
		for _, id := range []string{d.A, d.B} {
			if _, ok := v.derive().parted.entities.Get(id); !ok && w.Warning == "" {
				w.Warning = "no document mentions " + id + " yet"
			}
		}
		out = append(out, w)
	}
	return out
}

// Decide writes a decision into the decisions file, and publishes the view that comes of
// it. The ids may be any of the entities' ids. Where they are called the same, Decide
// chooses which stays: the one that the registers know, else the shorter, else the first
// in the alphabet. It gives the decision as written. A store that is open for reading only
// takes decisions too.
//
// Errors: CodeNotFound for an id that no document mentions; CodeInvalid for a decision
// that the registers, a number or another decision speaks against, or that was made
// already; CodeReadOnly when the file cannot be written; CodeLocked when another process
// is writing it; CodeUnavailable for a store that is closed.
func (s *Store) Decide(ctx context.Context, d decisions.Decision) (decisions.Decision, error) {
	err := s.changeDecisions(ctx, func(v *View, f *decisions.File) (*decisions.File, error) {
		if err := v.prepare(&d); err != nil {
			return nil, err
		}
		n, err := f.With(d)
		if err != nil {
			return nil, err
		}
		d = n.List[len(n.List)-1]
		added := d
		added.Line = 0
		return n, v.checkDecision(n, &added)
	})
	return d, err
}

// Undo takes every decision about two ids, in whatever order, out of the decisions file,
// publishes the view that comes of it, and gives what it took out. Errors: CodeNotFound
// when there is none; else as Decide.
func (s *Store) Undo(ctx context.Context, a, b string) ([]decisions.Decision, error) {
	var dropped []decisions.Decision
	err := s.changeDecisions(ctx, func(_ *View, f *decisions.File) (n *decisions.File, _ error) {
		if n, dropped = f.Without(a, b); len(dropped) == 0 {
			return nil, &model.Error{Code: model.CodeNotFound, Op: "undo", Message: fmt.Sprintf("there is no decision about %s and %s", a, b),
				Hint: "rijksgraaf review decisions lists them"}
		}
		return n, nil
	})
	return dropped, err
}

// Reload reads the decisions file again and publishes the view that comes of it. An error
// leaves all as it was.
func (s *Store) Reload() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.readDecisions()
	if err == nil {
		s.publish(s.View().redecided(f))
	}
	return err
}

// changeDecisions reads the decisions file, changes it, writes it and publishes the view.
// A file that was edited meanwhile is not lost: it is read first.
func (s *Store) changeDecisions(ctx context.Context, change func(*View, *decisions.File) (*decisions.File, error)) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return &model.Error{Code: model.CodeUnavailable, Op: "decide", Message: "the store is closed"}
	case ctx.Err() != nil:
		return &model.Error{Code: model.CodeLimit, Op: "decide", Message: "there was no time left to decide", Err: context.Cause(ctx)}
	}
	if s.decisions != "" {
		release, held := lockDecisions(s.decisions)
		if held != nil {
			return held
		}
		defer func() { release(err == nil) }()
		// What is there may be of a process that was killed, or told that it failed, before
		// it was on the disk.
		if err := syncDir(filepath.Dir(s.decisions)); err != nil {
			return decisionsError("read", s.decisions, err)
		}
	}
	f, err := s.readDecisions()
	if err != nil {
		return err
	}
	v := s.View().redecided(f)
	n, err := change(v, f)
	if err != nil {
		return err
	}
	if s.decisions != "" {
		if err := writeDurably(s.decisions, []byte(n.Text())); err != nil {
			return decisionsError("write", s.decisions, err)
		}
	}
	s.publish(s.View().redecided(n))
	return nil
}

// openDecisions finds and reads the decisions file, for a store that was just opened.
func (s *Store) openDecisions(path string) error {
	switch {
	case path == "" && s.dir == Memory:
	case path == "":
		s.decisions = filepath.Join(s.dir, DecisionsFile)
	default:
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return &model.Error{Code: model.CodeNotFound, Op: "decisions", Message: "there is no " + path, Hint: "name a file that is there; an empty one will do"}
		}
		s.decisions = path
	}
	if real, err := filepath.EvalSymlinks(s.decisions); err == nil && s.decisions != "" {
		s.decisions = real // what is replaced is the file, not a link to it
	}
	f, err := s.readDecisions()
	if err == nil {
		s.View().decided = f // nobody else has the view yet
	}
	return err
}

// readDecisions reads the decisions file and checks it; a file that is not there has no
// lines. A store in memory without a file has its decisions in memory.
func (s *Store) readDecisions() (*decisions.File, error) {
	if s.decisions == "" {
		return cmp.Or(s.View().decided, &decisions.File{Path: "the decisions"}), nil
	}
	data, err := os.ReadFile(s.decisions)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, decisionsError("read", s.decisions, err)
	}
	if !utf8.Valid(data) {
		return nil, invalid("decisions", s.decisions+" is not UTF-8", nil)
	}
	f, err := decisions.Parse(s.decisions, string(data))
	if err != nil {
		return nil, err
	}
	for i := range f.List {
		if err := checkDecision(f, &f.List[i], s.View().knowledge().Register); err != nil {
			return nil, err
		}
	}
	for i := range f.Relations {
		if err := checkRelationDecision(f, &f.Relations[i]); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// checkDecision says why two ids may not be called the same, by what they are. Error:
// CodeInvalid, with the line of the decision.
func checkDecision(f *decisions.File, d *decisions.Decision, r *Register) error {
	var types [2]model.EntityType
	for i, id := range []string{d.A, d.B} {
		t, ok := ontology.TypeOfID(id)
		if !ok {
			return f.Fail(d, "%q is no id: there is no such type", id)
		}
		types[i] = t
	}
	if d.Verb != decisions.Same {
		return nil
	}
	x, y := names.SlugNumbers(slugOf(d.A)), names.SlugNumbers(slugOf(d.B))
	switch {
	case structural[types[0]] || structural[types[1]]:
		return f.Fail(d, "%s and %s cannot be the same: documents, chapters, articles and lines of the budget are told apart by their numbers", d.A, d.B)
	case kin(types[0]) != kin(types[1]):
		return f.Fail(d, "%s cannot be the same as %s: %s, %s", one(types[0]), one(types[1]), d.A, d.B)
	case r.Knows(d.A) && r.Knows(d.B):
		return f.Fail(d, "the register knows both %s and %s, as two things", d.A, d.B)
	case r.Knows(d.A):
		return f.Fail(d, "the register knows %s, so that it is what stays: put %s into it", d.A, d.B)
	case len(x) > 0 && len(y) > 0 && !names.Contain(x, y):
		return f.Fail(d, "%s and %s differ in number", d.A, d.B)
	}
	return nil
}

// one gives the name of a type after its article.
func one(t model.EntityType) string {
	if t != "" && strings.ContainsRune("AEIO", rune(t[0])) {
		return "an " + string(t)
	}
	return "a " + string(t)
}

// prepare turns the ids of a decision to be made into those to be written.
func (v *View) prepare(d *decisions.Decision) error {
	for _, id := range []*string{&d.A, &d.B} {
		*id = strings.TrimPrefix(*id, model.IRI(v.Base(), ""))
		if _, ok := v.record(*id); !ok {
			return &model.Error{Code: model.CodeNotFound, Op: "decide", Message: fmt.Sprintf("no document mentions %q", *id), Hint: "rijksgraaf review lists what can be decided"}
		}
	}
	if d.Verb != decisions.Same {
		return nil
	}
	a, b := v.ID(d.A), v.ID(d.B)
	if a == b {
		return &model.Error{Code: model.CodeInvalid, Op: "decide", Message: fmt.Sprintf("%s and %s are one entity already, %s", d.A, d.B, a)}
	}
	r := v.knowledge().Register
	rank := func(id string) int {
		if r.Knows(id) {
			return 0
		}
		return 1
	}
	if cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) < 0 {
		a, b = b, a
	}
	d.A, d.B = a, b
	return nil
}

// checkDecision says why a decision to be made may not be, by what the two ids and those
// who bear them are.
func (v *View) checkDecision(f *decisions.File, d *decisions.Decision) error {
	if err := checkDecision(f, d, v.knowledge().Register); err != nil || d.Verb != decisions.Same {
		return err
	}
	a, b := names.Parse(v.Entity(d.A).Label), names.Parse(v.Entity(d.B).Label)
	if len(a.Numbers) > 0 && len(b.Numbers) > 0 && !names.Contain(a.Numbers, b.Numbers) {
		return f.Fail(d, "%s and %s cannot be the same: %q and %q differ in number", d.A, d.B, a.Text, b.Text)
	}
	return nil
}

// lockDecisions makes other processes wait that want to write the decisions file; what it
// gives lets them. The file is made when there is none, and taken away again when nothing
// was written. Errors: CodeReadOnly, CodeLocked.
func lockDecisions(path string) (release func(written bool), err error) {
	fresh := !exists(path)
	for end := time.Now().Add(decisionsWait); ; time.Sleep(10 * time.Millisecond) {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, decisionsError("write", path, err)
		}
		err = tryLock(f, true)
		if err == nil && isStill(path, f) {
			return func(written bool) {
				if fresh && !written {
					_ = os.Remove(path)
				}
				_ = f.Close()
			}, nil
		}
		_ = f.Close()
		if err != nil && !errors.Is(err, errHeld) {
			return nil, decisionsError("lock", path, err)
		}
		if time.Now().After(end) {
			return nil, &model.Error{Code: model.CodeLocked, Op: "decide", Message: "another process is writing " + path, Hint: "try again"}
		}
	}
}

// isStill says whether an open file is the one at the path: another process may have
// replaced it while we waited.
func isStill(path string, f *os.File) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

func decisionsError(op, path string, err error) error {
	code, hint := diskError(err)
	code = cmp.Or(code, model.CodeInvalid)
	return &model.Error{Code: code, Op: "decisions", Message: fmt.Sprintf("cannot %s %s", op, path), Hint: hint, Err: err}
}
