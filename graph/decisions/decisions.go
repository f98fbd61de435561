// Package decisions reads and writes the file in which people say what is one thing and
// what is not, and which relations hold: a line a decision, to be edited by hand. It knows
// the file, and whether its lines can all hold together; what documents and registers say is
// not its business.
package decisions

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rijksgraaf/model"
)

// Verb is what was decided of two ids, or of a relation.
type Verb string

// The verbs of decisions on two ids.
const (
	// Same: the first id is another id of the second; the second stays.
	Same Verb = "same"
	// Different: the two are not one thing, whatever their names.
	Different Verb = "different"
)

// maxText is how long a note or a name may be that is added, in code points.
const maxText = 500

// dateLayout is how dates are written.
const dateLayout = time.DateOnly

// Decision is what somebody decided of two entities.
type Decision struct {
	Verb Verb
	// A and B are ids. In a decision that they are the same, A is another id of B.
	A, B string
	// Who decided, and on what day (2006-01-02).
	Who, Date string
	// Note is why; may be empty.
	Note string
	// Line is where it stands in its file, from 1; 0 for one that stands in none.
	Line int
}

// About says whether the decision is about the two ids, in whatever order.
func (d *Decision) About(a, b string) bool { return d.A == a && d.B == b || d.A == b && d.B == a }

// row prints the decision as a line of the file, without its end.
func (d *Decision) row() string {
	return strings.Join([]string{string(d.Verb), d.A, d.B, clean(d.Who), d.Date, clean(d.Note)}, "\t")
}

// clean makes one line without tabs of any text.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// File is a decisions file: its decisions, and its lines as they stand. It is never
// changed once made.
type File struct {
	// Path is where it stands; it names the file in errors.
	Path string
	// List are the decisions on what is one thing, Relations those on relations.
	List      []Decision
	Relations []RelationDecision
	lines     []string
}

// Head is how a new file begins.
const Head = `# Decisions of people on what is one thing, and on relations. A line a decision, its columns parted by tabs:
#   same       FROM  INTO  who  date  note    FROM is another id of INTO; INTO stays
#   different  A     B     who  date  note    A and B are two things, whatever their names
#   confirmed  SUBJECT  PREDICATE  OBJECT  who  date  note    the relation holds
#   refused    SUBJECT  PREDICATE  OBJECT  who  date  note    it does not, and is left out
# Delete a line to undo it. Lines that begin with # are comments.
`

// Parse reads a file. Errors, each with path and line (CodeInvalid): a verb that there is
// not, a wrong number of columns, an id that is none, a date that is none, and decisions
// that cannot hold together (see Check).
func Parse(path, text string) (*File, error) {
	f := &File{Path: path}
	if text != "" {
		f.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	for i, line := range f.lines {
		line = strings.TrimSuffix(line, "\r")
		if i == 0 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := f.take(i+1, line); err != nil {
			return nil, f.fail(i+1, "%s", err)
		}
	}
	return f, f.Check()
}

// take reads a line that holds a decision.
func (f *File) take(number int, line string) error {
	cells := strings.Split(line, "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	switch Verb(cells[0]) {
	case Same, Different:
		d, err := parseIdentity(cells)
		d.Line = number
		f.List = append(f.List, d)
		return err
	case Confirmed, Refused:
		d, err := parseRelation(cells)
		d.Line = number
		f.Relations = append(f.Relations, d)
		return err
	}
	return fmt.Errorf("%q is neither same nor different, confirmed nor refused", cells[0])
}

// parseIdentity reads the cells of a line that begins with a verb of two ids.
func parseIdentity(cells []string) (Decision, error) {
	if len(cells) != 5 && len(cells) != 6 {
		return Decision{}, fmt.Errorf("%d columns instead of 6 (verb, two ids, who, date, note), parted by tabs", len(cells))
	}
	d := Decision{Verb: Verb(cells[0]), A: cells[1], B: cells[2], Who: cells[3], Date: cells[4]}
	if len(cells) == 6 {
		d.Note = cells[5]
	}
	for _, id := range []string{d.A, d.B} {
		if !isID(id) {
			return d, fmt.Errorf("%q is no id such as policy/gbvs", id)
		}
	}
	if d.A == d.B {
		return d, fmt.Errorf("%s stands on both sides", d.A)
	}
	return d, checkMaker("fourth", d.Who, d.Date)
}

// checkMaker says what is wrong with who decided, which stands in a column, and when.
func checkMaker(column, who, date string) error {
	if who == "" {
		return fmt.Errorf("the %s column does not say who decided", column)
	}
	if _, err := time.Parse(dateLayout, date); err != nil {
		return fmt.Errorf("%q is no date such as 2026-01-31", date)
	}
	return nil
}

// isID says whether a text has the form of an id: a type, a stroke, a slug.
func isID(s string) bool {
	kind, slug, ok := strings.Cut(s, "/")
	return ok && kind != "" && slug != "" && !strings.ContainsAny(s, " \t\"<>") && !strings.HasSuffix(s, "/")
}

// fail is an error about a line.
func (f *File) fail(line int, format string, args ...any) error {
	return &model.Error{Code: model.CodeInvalid, Op: "decisions", Message: fmt.Sprintf("%s line %d: ", f.Path, line) + fmt.Sprintf(format, args...),
		Hint: "mend or delete that line"}
}

// Fail is an error (CodeInvalid) about a decision: with its line when it stands in the
// file, else without.
func (f *File) Fail(d *Decision, format string, args ...any) error {
	return f.failAt(d.Line, format, args...)
}

// failAt is an error about a line, or about a decision that stands in none (0).
func (f *File) failAt(line int, format string, args ...any) error {
	if line > 0 {
		return f.fail(line, format, args...)
	}
	return &model.Error{Code: model.CodeInvalid, Op: "decisions", Message: fmt.Sprintf(format, args...)}
}

// Check says whether the decisions hold together: nothing is put into itself by way of
// others (a cycle) or into two things, nothing is said twice, nothing is both the same, be
// it by way of others, and different, and no relation is decided of twice. Error: CodeInvalid with the line that
// cannot be kept, and the line that it speaks against.
func (f *File) Check() error {
	into := map[string]*Decision{}
	for i := range f.List {
		d := &f.List[i]
		if d.Verb != Same {
			continue
		}
		if old := into[d.A]; old != nil && old.B == d.B {
			return f.Fail(d, "%s is put into %s a second time, after line %d", d.A, d.B, old.Line)
		} else if old != nil {
			return f.Fail(d, "%s is put into %s, but line %d puts it into %s: put %s into %s instead", d.A, d.B, old.Line, old.B, old.B, d.B)
		}
		if chain := reaches(into, d.B, d.A); chain != nil {
			return f.Fail(d, "a cycle: %s is put into %s, which comes back to %s by %s", d.A, d.B, d.A, chain)
		}
		into[d.A] = d
	}
	return cmp.Or(f.checkDifferent(into), f.checkRelations())
}

// chain is decisions that lead from one id to another.
type chain []*Decision

// String names the lines.
func (c chain) String() string {
	var lines []string
	for _, d := range c {
		if d.Line > 0 {
			lines = append(lines, fmt.Sprint(d.Line))
		}
	}
	switch len(lines) {
	case 0:
		return "itself"
	case 1:
		return "line " + lines[0]
	}
	return "lines " + strings.Join(lines, ", ")
}

// reaches gives the decisions that lead from one id to another; nil when none do.
func reaches(into map[string]*Decision, from, to string) chain {
	var c chain
	for d := into[from]; d != nil; d = into[d.B] {
		c = append(c, d)
		if d.B == to {
			return c
		}
	}
	return nil
}

// end follows the decisions from an id to where it stays.
func end(into map[string]*Decision, id string) (string, chain) {
	var c chain
	for d := into[id]; d != nil; d = into[d.B] {
		c, id = append(c, d), d.B
	}
	return id, c
}

func (f *File) checkDifferent(into map[string]*Decision) error {
	seen := map[[2]string]*Decision{}
	for i := range f.List {
		d := &f.List[i]
		if d.Verb != Different {
			continue
		}
		pair := [2]string{min(d.A, d.B), max(d.A, d.B)}
		if old := seen[pair]; old != nil {
			return f.Fail(d, "%s and %s are called different a second time, after line %d", d.A, d.B, old.Line)
		}
		seen[pair] = d
		a, left := end(into, d.A)
		b, right := end(into, d.B)
		if a != b {
			continue
		}
		// A decision that is being added has no line, and is the one to be refused.
		by := slices.Concat(left, right)
		for _, s := range by {
			if s.Line == 0 {
				return f.Fail(s, "%s cannot be the same as %s: line %d says that %s and %s are different", s.A, s.B, d.Line, d.A, d.B)
			}
		}
		slices.SortFunc(by, func(x, y *Decision) int { return cmp.Compare(x.Line, y.Line) })
		return f.Fail(d, "%s and %s are different here and the same by %s", d.A, d.B, chain(slices.Compact(by)))
	}
	return nil
}

// Into follows the decisions from an id to the one that stays by them; the id itself when
// nothing is said of it.
func (f *File) Into(id string) string {
	into := map[string]*Decision{}
	for i := range f.List {
		if f.List[i].Verb == Same {
			into[f.List[i].A] = &f.List[i]
		}
	}
	id, _ = end(into, id)
	return id
}

// With gives the file with a decision more, at its end. Errors: those of Parse.
func (f *File) With(d Decision) (*File, error) {
	d.Line = 0
	if err := f.checkLengths(d.Who, d.Note); err != nil {
		return nil, err
	}
	if _, err := parseIdentity(strings.Split(d.row(), "\t")); err != nil {
		return nil, f.Fail(&d, "%s", err)
	}
	n := &File{Path: f.Path, List: append(slices.Clone(f.List), d)}
	if err := n.Check(); err != nil {
		return nil, err
	}
	return f.withRow(d.row())
}

// checkLengths says that a name of who decides, or a note, is too long.
func (f *File) checkLengths(who, note string) error {
	for _, x := range []struct{ what, text string }{{"note", note}, {"name of who decides", who}} {
		if n := utf8.RuneCountInString(x.text); n > maxText {
			return f.failAt(0, "the %s has %d letters; %d are the most", x.what, n, maxText)
		}
	}
	return nil
}

// withRow gives the file with a line more, at its end.
func (f *File) withRow(row string) (*File, error) {
	return Parse(f.Path, cmp.Or(f.Text(), Head)+row+"\n")
}

// Without gives the file without the decisions about two ids, all other lines as they
// stand, and those that were dropped; none when there are none.
func (f *File) Without(a, b string) (*File, []Decision) {
	var lines []int
	var dropped []Decision
	for _, d := range f.List {
		if d.About(a, b) {
			lines = append(lines, d.Line)
			dropped = append(dropped, d)
		}
	}
	if n := f.withoutLines(lines); n != nil {
		return n, dropped
	}
	return f, nil
}

// withoutLines gives the file without some lines, which are sorted; nil for none.
func (f *File) withoutLines(numbers []int) *File {
	if len(numbers) == 0 {
		return nil
	}
	n := &File{Path: f.Path, lines: slices.Clone(f.lines)}
	for _, number := range slices.Backward(numbers) {
		n.lines = slices.Delete(n.lines, number-1, number)
	}
	again, err := Parse(f.Path, n.Text())
	if err != nil { // fewer decisions cannot disagree more
		return nil
	}
	return again
}

// Text gives the file as it is to be written: its lines as they stand.
func (f *File) Text() string {
	if len(f.lines) == 0 {
		return ""
	}
	return strings.Join(f.lines, "\n") + "\n"
}
